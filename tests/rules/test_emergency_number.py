"""What the rule `emergency-number` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA, CA_FORM, EN, EN_FACTS, EN_FORM, right, rule_tests, wrong

CASES = [
    wrong(EN_FORM, "Call 999", "Call 999 or ¦911", "911 is not an emergency number"),
    wrong(
        CA_FORM,
        "al 112",
        "al ¦999",
        "does not give the emergency number 112",
        "999 is not an emergency number",
        at=[(CA_FORM, "¦# Catalan for")],
    ),
    wrong(
        CA_FORM,
        "Truqueu al 112",
        "Truqueu",
        "does not give the emergency number 112",
        at=[(CA_FORM, "¦# Catalan for")],
    ),
    wrong(
        CA,
        "trucar al 112",
        "trucar al ¦113",
        "does not give the emergency number 112",
        "113 is not an emergency number",
        at=[(CA, "¦# Tots els")],
    ),
    wrong(CA, "[the locksmith]", "[the locksmith at ¦911]", "911 is not an emergency number"),
    wrong(EN_FACTS, '"999"', '¦"nine"', "“nine” is not a telephone number"),
    wrong(
        EN_FACTS,
        "emergency:\n",
        'emergency:\n  - {number: "112", place: in Europe}\n',
        "this sheet does not give the emergency number 112",
        at=[(EN, "¦# Every kind"), (EN_FORM, "¦# A sheet")],
    ),
    right(CA_FORM, "250\u00a0cm", "250 cm, 120\u00a0%, 100–200, 0,125, 1.200 i 2026"),
    right(EN, "ring 999", "ring 250 times"),
    right(CA_FORM, "text: Truqueu al 112", "text: (translate) Call 999"),
    right(CA_FORM, "about: Potser grinyolo", "about: Potser grinyolo (112)"),
]

test_mistakes, test_no_mistakes = rule_tests("emergency-number", CASES)
