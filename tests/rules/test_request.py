"""What the rule `request` reports, and what looks similar and is right."""

from __future__ import annotations

from pathlib import Path

from handout.files.report import Report
from tests.rule_kit import CA, EN, EN_FORM, RULES_BY_ID, Edit, checked, edit, right, rule_tests, wrong

FOR_OTHERS = """
      - id: ways-list
        kind: list
        items:
          - id: oiling
            text: Oil was heard of.
            basis: patient-reports
            sources: [neighbour]
"""

CASES = [
    wrong(
        EN,
        "for: [gp]",
        "for: [surgeon]",
        "the request asks nothing of “gp”; add a block with “for: [gp]”",
        at=[(EN, "  - ¦id: request\n")],
    ),
    wrong(
        CA,
        "for: [rehabilitation, pain-clinic, surgeon, radiologist]",
        "for: [rehabilitation, radiologist]",
        "“pain-clinic”",
        "“surgeon”",
        at=[(CA, "  - ¦¦id: request\n")],
    ),
    wrong(
        EN,
        "Please oil me.",
        "Please oil me [¦@oil2010; @hinge2001] well.",
        "a request must not cite references",
    ),
    wrong(EN, "**Listen first.**", "**Listen first** [¦@oil2010].", "a request must not cite references"),
    wrong(
        EN,
        "- id: ways-table\n        kind: table",
        "- id: ways-table\n        kind: table\n        for: [gp]",
        "others have other reference numbers",
        at=[(EN, "[¦@graphite2011")],
        given=[(EN, "      - id: ways-table", f"{FOR_OTHERS}\n      - id: ways-table")],
    ),
    right(EN, "heading: On wet days", "heading: On wet days [@oil2010]"),
    right(EN_FORM, "heading: When do I call?", "heading: When do I call?\n    voice: patient"),
]

test_mistakes, test_no_mistakes = rule_tests("request", CASES)


def test_a_sheet_without_a_request_is_reported(toy: Path) -> None:
    """Where no section is the patient's request, that is reported where the sheet begins."""
    text = (toy / EN).read_text("utf-8")
    begin, end = text.index("  - id: request\n"), text.index("  - id: where\n")
    places = edit(toy, [Edit(EN, text[begin:end], ""), Edit(EN, "name: Gate", "¦name: Gate")])
    report = Report()
    (problem,) = RULES_BY_ID["request"].check(checked(toy, "en", report))
    assert report.problems == ()
    assert [problem.at] == places
    assert problem.message == "this sheet has no request section"
