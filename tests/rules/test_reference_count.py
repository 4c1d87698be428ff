"""What the rule `reference-count` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import EN, right, rule_tests, wrong

CASES = [
    wrong(
        EN,
        " [@greek2006]",
        " [@oil2010]",
        "this sheet cites 11 references; it should cite 12 to 14",
        at=[(EN, "¦name: Gate sheet")],
    ),
    wrong(
        EN,
        "references: [12, 14]",
        "references: [9, 11]",
        "this sheet cites 12 references; it should cite 9 to 11",
        at=[(EN, "¦name: Gate sheet")],
    ),
    right(EN, "references: [12, 14]", "references: [12, 12]"),
    right(EN, "[@nobody2009;", "[@nobody2009; @hinge2001;"),
    right(EN, "budget: {words: 640, references: [12, 14]}\n", "", given=[(EN, " [@greek2006]", "")]),
    # No number stands for a source.
    right(
        EN, "[body2004, neighbour]", "[oil2010]", given=[(EN, "references: [12, 14]", "references: [12, 12]")]
    ),
]

test_mistakes, test_no_mistakes = rule_tests("reference-count", CASES)
