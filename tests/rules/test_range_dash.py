"""What the rule `range-dash` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA, CA_FACTS, PERSONAL, rule_tests, typed, wrong

CASES = [
    wrong(
        CA,
        "10–15 minuts",
        "¦10-15 minuts",
        "the range “10-15” needs “–” without spaces; write “10–15”",
    ),
    typed("en", "From ¦0-10.", "write “0–10”"),
    typed("es", "De ¦0 – 10.", "the range “0 – 10” needs “-” without spaces; write “0-10”"),
    typed("es", "De ¦20–30 pasos, o 20-30.", "needs “-” without spaces; write “20-30”"),
    typed("es", "De ¦20 -30.", "write “20-30”"),
    typed("it", "Da ¦0– 10.", "write “0–10”"),
    typed("ca", "De ¦10—15 minuts.", "write “10–15”"),
    wrong(CA_FACTS, "  pain: ca pain", "  pain: De ¦0 - 10", "write “0–10”", given=PERSONAL),
    typed("en", "In 10–15\u00a0min, at −5 or COVID-19, a 3-year-old, and 4 – or five – times."),
    typed("es", "[0-10]{lang=en}"),
    typed("en", "From ¦2.5-3.5.", "the range “2.5-3.5” needs “–” without spaces; write “2.5–3.5”"),
]

test_mistakes, test_no_mistakes = rule_tests("range-dash", CASES)
