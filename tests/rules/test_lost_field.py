"""What the rule `lost-field` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import EN_FORM, SHIPPED, right, rule_tests, wrong

CASES = [
    wrong(
        "en/visit.yaml",
        "              - {fill: appointment.with, room: 60 mm}\n",
        "",
        "no sheet prints the field “appointment.with” of the personal file",
        at=[("en/more.yaml", "¦name: Extra")],
        base=SHIPPED,
    ),
    wrong(
        "en/more.yaml",
        ", width: number, answer: [{fill: relief}]",
        ", width: number",
        *(f"“operations.{number}.relief”" for number in range(1, 7)),
        at=[("en/more.yaml", "¦¦¦¦¦¦name: Extra")],
        base=SHIPPED,
    ),
    right(
        "en/more.yaml",
        "answer: [{fill: about-me.name, room: 75 mm}, ",
        "answer: [{id: name, write: 75 mm}, ",
        base=SHIPPED,
    ),
    right(EN_FORM, "{fill: about-me.name}, ", ""),
]

test_mistakes, test_no_mistakes = rule_tests("lost-field", CASES)
