"""What the rule `too-high` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import EN, EN_FORM, WISHES, fields, right, rule_tests, wrong

CASES = [
    wrong(
        EN,
        "            text: Please oil me.\n",
        "            text: Please oil me.\n"
        + "".join(f"          - id: more-{n}\n            text: {'oil ' * 400}\n" for n in range(4)),
        "is 1",
        at=[(EN, "  - ¦id: request\n")],
    ),
    right(EN, "the neighbours rise", "rise " * 200),
    right(EN_FORM, WISHES, fields(9, 9, 9, 9)),
]

test_mistakes, test_no_mistakes = rule_tests("too-high", CASES)
