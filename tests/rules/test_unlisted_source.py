"""What the rule `unlisted-source` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import EN, EN_FORM, right, rule_tests, wrong

KEYS = (
    "hinge2001, many2002, truncated2003, body2004, turkish2005, greek2006, russian2007, vietnamese2008, "
    "nobody2009, oil2010, graphite2011, paint2012, neighbour"
)
LISTED = (
    EN_FORM,
    "            sources: [body2004]\n",
    f"            sources: [body2004]\n      - id: others\n        kind: further-sources\n"
    f"        intro: Others\n        incomplete: Unknown\n        keys: [{KEYS}]\n",
)

CASES = [
    wrong(
        EN_FORM,
        ", neighbour]\n",
        "]\n",
        "“neighbour” is in no list of sources",
        given=[LISTED],
        at=[(EN, "sources: [¦neighbour"), (EN, "[body2004, ¦neighbour")],
    ),
    wrong(
        EN_FORM,
        "[hinge2001, ",
        "[",
        "“hinge2001” is in no list of sources",
        given=[LISTED],
        at=[(EN, "[¦@hinge2001; @many2002; @truncated2003]")],
    ),
    right(EN, "[body2004, neighbour]", "[neighbour, body2004]", given=[LISTED]),
    right(EN, "[body2004, neighbour]", "[oil2010]"),
]

test_mistakes, test_no_mistakes = rule_tests("unlisted-source", CASES)
