"""What the rule `word-budget` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA, EN, right, rule_tests, wrong

MANY = "w " * 700
SPLIT = (
    """
      - id: request-radiologist
        kind: list
        for: [radiologist]
        items:
          - id: radiologist-look
            text: """
    + "w " * 300
)

CASES = [
    wrong(EN, "Please oil me.", MANY, "words; its pages have room for 640", at=[(EN, "¦name: Gate")]),
    wrong(EN, "Please look at my hinge.", MANY, "its pages have room for 640", at=[(EN, "¦name: Gate")]),
    wrong(
        EN,
        "heading: On wet days",
        f"heading: {MANY}",
        "its pages have room for 640",
        at=[(EN, "¦name: Gate")],
    ),
    wrong(
        EN, "columns: [Way,", f"columns: [{MANY},", "its pages have room for 640", at=[(EN, "¦name: Gate")]
    ),
    wrong(
        EN,
        "heading: What to watch",
        f"heading: {MANY}",
        "its pages have room for 640",
        at=[(EN, "¦name: Gate")],
    ),
    right(EN, "Please oil me.", "w " * 400, given=[(EN, "Please look at my hinge.", "w " * 400)]),
    right(EN, "Nothing here is true.", MANY),
    right(EN, "text: Who oiled", f"text: {MANY}"),
    right(EN, "Please oil me.", "1 – " * 400),
    right(CA, "No fer-hi res", "p " * 750),
    right(EN, "references: [12, 14]", "references: [0, 14]"),
    right(EN, "budget: {words: 640, references: [12, 14]}\n", "", given=[(EN, "Please oil me.", MANY)]),
    wrong(
        EN,
        "words: 640",
        "words: 68",
        "this sheet has 69 words; its pages have room for 68",
        at=[(EN, "¦name: Gate")],
    ),
    right(EN, "words: 640", "words: 69"),
    right(
        EN,
        "Please oil me.",
        "w " * 300,
        given=[
            (EN, "Please look at my hinge.", "w " * 300 + SPLIT),
            (
                EN,
                "[rehabilitation, pain-clinic, surgeon, radiologist]",
                "[rehabilitation, pain-clinic, surgeon]",
            ),
        ],
    ),
]

test_mistakes, test_no_mistakes = rule_tests("word-budget", CASES)
