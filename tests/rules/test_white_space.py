"""What the rule `white-space` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import EN, EN_FORM, LONG_WORD, WISHES, fields, right, rule_tests, wrong

CASES = [
    wrong(
        EN_FORM,
        WISHES,
        fields(9, 9, 6),
        "pt of white space; shorten this section until 20 pt are free",
        at=[(EN_FORM, "  - ¦id: me\n")],
    ),
    wrong(
        EN,
        "names: Dry hinge",
        f"names: {'gate ' * 385}hinge",
        "pt of white space; shorten this section until 48 pt are free",
        at=[(EN, "  - ¦id: ways\n")],
    ),
    right(EN_FORM, WISHES, fields(9, 9, 5)),
    right(EN, "names: Dry hinge", f"names: {'gate ' * 300}hinge"),
    # What overflows is told as that.
    right(EN_FORM, WISHES, fields(9, 9, 9)),
    # A page of a sheet that is full, and another with too much.
    right(EN_FORM, WISHES, fields(9, 9, 6, 9)),
    right(EN, "Please oil me.", f"Please {LONG_WORD} me."),
]

test_mistakes, test_no_mistakes = rule_tests("white-space", CASES)
