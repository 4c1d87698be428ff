"""What the rule `decimal-sign` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA, CA_FACTS, CA_FORM, PERSONAL, right, rule_tests, typed, wrong

CASES = [
    wrong(CA_FORM, '"1,5"', '"¦1.5"', "“1.5” does not use this language’s decimal or thousands separator"),
    wrong(CA, "1.200 de", "¦1.2000 de", "“1.2000” does not use this"),
    typed("en", "Up to ¦0,5\u00a0cm.", "“0,5” does not use this"),
    typed("es", "De ¦0.5\u00a0cm.", "the decimal separator is “,”"),
    typed("es", "De ¦1.200 casos.", "“1.200” does not use this"),
    typed("ca", "De ¦12.50 o més.", "“12.50” does not use this"),
    typed("it", "Di ¦1,060.5.", "“1,060.5” does not use this"),
    typed("en", "1,060.5\u00a0g, 2026, 1, 2 or 3."),
    typed("ca", "1.060,5 i 2,5."),
    typed("es", "12\u202f500,5\u00a0g, y [0.5 cm]{lang=en}."),
    typed("es", "CIE-10 D17.1."),
    right(CA_FACTS, "ca pain/movement/example", "1.5", given=PERSONAL),
]

test_mistakes, test_no_mistakes = rule_tests("decimal-sign", CASES)
