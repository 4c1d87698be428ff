"""What is reported while files are read, so that no rule has to look for it."""

from __future__ import annotations

from tests.rule_kit import (
    CA,
    CA_FACTS,
    CA_FORM,
    EN,
    EN_FACTS,
    PERSONAL,
    REFERENCES,
    mistakes_of_reading,
    wrong,
)

CASES = [
    wrong(
        CA_FORM,
        "            basis: usual-care\n            sources: [body2004]\n",
        "",
        "this statement has no source",
        at=[(CA_FORM, "- ¦id: fallen")],
        rule="missing-basis",
    ),
    wrong(
        CA,
        "            basis: patient-reports\n            sources: [neighbour]\n",
        "",
        "this statement has no source",
        at=[(CA, "- ¦id: leave")],
        rule="missing-basis",
    ),
    wrong(
        REFERENCES,
        "{printable: yes, updated",
        "{printable: no, updated",
        "“body2004” is not printable",
        at=[(EN, "@turkish2005; ¦@body2004"), (EN, "rules) [¦@body2004")],
        rule="unprintable",
    ),
    wrong(
        EN_FACTS,
        'emergency:\n  - {number: "999", place: in the United Kingdom}',
        "emergency: ¦[]",
        "at least 1",
        rule="too-few",
    ),
    wrong(
        CA_FACTS,
        "  percent_space: yes",
        '  percent_space: yes\n  space_before: {"!": ¦thin}',
        "“thin” is not known here",
        rule="unknown-name",
    ),
    wrong(EN_FACTS, "place: in the United Kingdom", 'place: ¦""', "found nothing", rule="empty"),
    wrong(
        EN,
        "alt: QR code that opens {listed} of the {total} sources in PubMed",
        'alt: ¦""',
        "found nothing",
        rule="empty",
    ),
    wrong(
        CA_FACTS,
        '    "massage": ca massage\n',
        "",
        "“massage” is missing",
        at=[(CA_FACTS, "  ¦tried:\n")],
        given=PERSONAL,
        rule="missing-key",
    ),
    wrong(
        CA_FACTS,
        "",
        "  shoes: ca shoes\n",
        "“shoes” is not known here",
        at=[(CA_FACTS, "  ¦file: ca file")],
        given=PERSONAL,
        rule="unknown-key",
    ),
]

test_mistakes = mistakes_of_reading(CASES)
