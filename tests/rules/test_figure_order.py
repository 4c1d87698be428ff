"""What the rule `figure-order` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA, CA_FACTS, EN, EN_FACTS, PERSONAL, right, rule_tests, wrong

CASES = [
    wrong(
        CA,
        "1.200 de 1.500",
        "¦1.500 de 1.200",
        "the figures are in the order 1500, 1200; in English the order is 1200, 1500",
    ),
    wrong(
        CA,
        "3 de 1.200 de 1.500",
        "3 de ¦1.500 de 1.200",
        "in the order 3, 1500, 1200",
        given=[(CA, "ajudar 1.200", "ajudar 3 de 1.200"), (EN, "helped 1,200", "helped 3 of 1,200")],
    ),
    # That is a matter of another rule.
    right(CA, "1.200 de 1.500", "1.500 de 1.300"),
    right(CA, "trucar al 112", "trucar al 112 2 cops", given=[(EN, "ring 999", "ring 2 times 999")]),
    right(
        CA_FACTS,
        "ca about-me/phone/example",
        "2 i 1",
        given=[*PERSONAL, (EN_FACTS, "en about-me/phone/example", "1 and 2")],
    ),
    wrong(
        CA,
        "L’oli va ajudar 1.200 de 1.500",
        "L’oli va [de facto]{lang=la} ajudar ¦1.500 de 1.200",
        "in English the order is 1200, 1500",
    ),
]

test_mistakes, test_no_mistakes = rule_tests("figure-order", CASES)
