"""What the rule `overleaf` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import EN, EN_FACTS, right, rule_tests, typed, wrong

GIVEN = [(EN_FACTS, "words:\n", "overleaf: [see below, page 2]\nwords:\n")]

CASES = [
    wrong(
        EN,
        "Oil helped",
        "Oil (¦see below, ¦Page 2) helped",
        "“see below” is not true",
        "“Page 2” is not true",
        given=GIVEN,
    ),
    right(EN, "Oil helped", "Oil below the hinge, page 21, helped", given=GIVEN),
    typed("en", "It stands ¦overleaf.", "“overleaf”"),
    typed("es", "Está ¦al dorso.", "“al dorso”"),
    typed("ca", "És ¦al dors.", "“al dors”"),
    typed("it", "Si trova ¦a tergo.", "“a tergo”"),
    typed("en", "Pain on the back or the front of the thigh, above or below the knee."),
    typed("it", "Dolore davanti, dietro, sopra o sotto il ginocchio."),
]

test_mistakes, test_no_mistakes = rule_tests("overleaf", CASES)
