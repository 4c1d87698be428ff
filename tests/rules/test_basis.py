"""What the rule `basis` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA, CA_FORM, EN, EN_FORM, right, rule_tests, wrong

CASES = [
    wrong(
        CA,
        "basis: patient-reports",
        "basis: ¦usual-care",
        "this statement has the basis usual-care and the sources neighbour; "
        "in English it has the basis patient-reports and the sources neighbour",
    ),
    wrong(
        CA,
        "[body2004, neighbour]",
        "[body2004]",
        "the basis usual-care and the sources body2004; "
        "in English it has the basis usual-care and the sources body2004, neighbour",
        at=[(CA, "- ¦id: call")],
    ),
    wrong(CA, "[body2004, neighbour]", "[¦neighbour, body2004]", "the sources neighbour, body2004; in"),
    wrong(CA, "[body2004, neighbour]", "[body2004, neighbour, ¦oil2010]", "neighbour, oil2010; in"),
    wrong(
        CA_FORM,
        "[body2004]",
        "[¦neighbour]",
        "in English it has the basis usual-care and the sources body2004",
    ),
    wrong(
        CA_FORM,
        "            basis: usual-care\n",
        "",
        "no basis and the sources body2004",
        at=[(CA_FORM, "- ¦id: fallen")],
    ),
    wrong(
        CA,
        "            basis: patient-reports\n            sources: [neighbour]\n",
        "",
        "this statement has no basis and no sources; "
        "in English it has the basis patient-reports and the sources neighbour",
        at=[(CA, "- ¦id: leave")],
    ),
    wrong(
        CA,
        "- id: wet\n",
        "- id: wet\n            basis: ¦usual-care\n            sources: [oil2010]\n",
        "in English it has no basis and no sources",
    ),
    right(
        CA, "sources: [body2004, neighbour]", "sources:\n              - body2004\n              - neighbour"
    ),
    right(CA, "id: call", "id: calling"),
    right(CA, "els veïns es lleven", "els veïns canten"),
    right(EN, "basis: patient-reports", "basis: usual-care"),
    # A box with the id of a statement elsewhere.
    right(CA_FORM, "{id: wet,", "{id: fallen,", given=[(EN_FORM, "{id: wet,", "{id: fallen,")]),
]

test_mistakes, test_no_mistakes = rule_tests("basis", CASES)
