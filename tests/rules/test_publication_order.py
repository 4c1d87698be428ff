"""What the rule `publication-order` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import EN, EN_FORM, right, rule_tests, wrong

KEYS = [
    "hinge2001",
    "many2002",
    "truncated2003",
    "turkish2005",
    "body2004",
    "greek2006",
    "russian2007",
    "graphite2011",
    "vietnamese2008",
    "nobody2009",
    "oil2010",
    "paint2012",
]


def item(key: str) -> str:
    """A publication."""
    return f"          - id: {key}\n            text: Found\n            read: part\n"


LISTED = (
    EN_FORM,
    "            sources: [body2004]\n",
    "            sources: [body2004]\n      - id: publications\n        kind: publications\n"
    f"        numbers-of: doctor\n        items:\n{''.join(map(item, KEYS))}",
)

CASES = [
    wrong(
        EN_FORM,
        item("many2002") + item("truncated2003"),
        item("truncated2003").replace("- id", "- ¦id") + item("many2002"),
        "number 2 of the sheet “doctor” is “many2002”",
        given=[LISTED],
    ),
    wrong(
        EN_FORM,
        item("oil2010") + item("paint2012"),
        item("oil2010").replace("- id", "- ¦id"),
        "number 12 of the sheet “doctor” is “paint2012”",
        given=[LISTED],
    ),
    wrong(EN_FORM, "numbers-of: doctor", "numbers-of: ¦docter", "did you mean “doctor”?", given=[LISTED]),
    right(EN_FORM, "        numbers-of: doctor\n", "", given=[LISTED]),
    right(EN, "see [the rules]", "see the rules or [the rules]", given=[LISTED]),
]

test_mistakes, test_no_mistakes = rule_tests("publication-order", CASES)
