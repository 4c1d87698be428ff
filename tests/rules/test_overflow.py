"""What the rule `overflow` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import EN, EN_FORM, LONG_WORD, WISHES, fields, right, rule_tests, wrong

CASES = [
    wrong(EN_FORM, WISHES, fields(9, 9, 9, 9, marked=3), "page 1 of “visit” does not fit: "),
    wrong(
        EN,
        "heading: What to watch",
        f"heading: {'x y ' * 480}",
        "page 2 of “doctor” does not fit: ",
        at=[(EN, "  - ¦id: sources")],
    ),
    right(EN_FORM, WISHES, fields(9, 9, 5)),
    right(EN, "title: The gate that", f"title: The {LONG_WORD} that"),
]

test_mistakes, test_no_mistakes = rule_tests("overflow", CASES)
