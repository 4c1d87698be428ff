"""What the rule `white-space` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA, EN, EN_FORM, LONG_WORD, WISHES, fields, right, rule_tests, wrong

# A page in one column, which words fill line by line.
ONE_COLUMN = "    starts: band\n    columns: 1\n"
ENGLISH = [(EN, "    heading: In short\n    starts: band\n", f"    heading: In short\n{ONE_COLUMN}")]
CATALAN = [(CA, "    heading: En resum\n    starts: band\n", f"    heading: En resum\n{ONE_COLUMN}")]
FULL = [(EN_FORM, WISHES, fields(9, 9, 5))]

CASES = [
    wrong(
        EN_FORM,
        "about: I may squeak.",
        f"about: I may squeak{' and squeak' * 9}.",
        "pt of white space; shorten this section until 20 pt are free",
        at=[(EN_FORM, "  - ¦id: me\n")],
        given=FULL,
    ),
    wrong(
        EN,
        "names: Dry hinge",
        f"names: {'gate ' * 150}hinge",
        "pt of white space; shorten this section until 34 pt are free",
        at=[(EN, "  - ¦id: ways\n")],
        given=ENGLISH,
    ),
    right(EN, "names: Dry hinge", f"names: {'gate ' * 100}hinge", given=ENGLISH),
    # Other languages need more words for the same.
    right(CA, "names: Frontissa seca", f"names: {'porta ' * 130}seca", given=CATALAN),
    wrong(
        CA,
        "names: Frontissa seca",
        f"names: {'porta ' * 150}seca",
        "pt of white space; shorten this section until 14 pt are free",
        at=[(CA, "  - ¦id: ways\n")],
        given=CATALAN,
    ),
    right(EN_FORM, WISHES, fields(9, 9, 5)),
    # What overflows is told as that.
    right(EN_FORM, WISHES, fields(9, 9, 9)),
    # A page of a sheet that is full, and another with too much.
    right(EN_FORM, WISHES, fields(9, 9, 5, 9)),
    right(EN, "Please oil me.", f"Please {LONG_WORD} me."),
]

test_mistakes, test_no_mistakes = rule_tests("white-space", CASES)
