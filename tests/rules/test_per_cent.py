"""What the rule `per-cent` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA, EN, rule_tests, typed, wrong

CASES = [
    wrong(CA, "15\u00a0%", "¦15%", "“15%” is not how this language writes per cent"),
    wrong(EN, "15% of", "¦15\u00a0% of", "leave no space before the sign"),
    typed("en", "It is ¦50\u00a0%.", "“50\u00a0%”"),
    typed("es", "Es el ¦50%.", "“50%”"),
    typed("ca", "És el ¦50 %.", "“50 %”"),
    typed("it", "È il ¦50 %.", "“50 %”"),
    typed("en", "(50%)"),
    typed("es", "Es el 50\u202f%, y [50%]{lang=en}."),
    typed("ca", "És el 50\u00a0%."),
    typed("it", "0,5%"),
    typed("en", "In ¦2.5\u00a0% of them.", "“2.5\u00a0%”"),
]

test_mistakes, test_no_mistakes = rule_tests("per-cent", CASES)
