"""What the rule `incomplete-reference` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA_FACTS, EN, REFERENCES, right, rule_tests, wrong

CASES = [
    wrong(
        REFERENCES,
        "    issued: {date-parts: [[2007]]}\n",
        "",
        "the reference “russian2007” has no title or no year",
        at=[(REFERENCES, "- ¦id: russian2007")],
    ),
    wrong(
        REFERENCES,
        '    URL: "https://gates.example/paint"\n',
        "",
        "“paint2012” has no DOI",
        "“paint2012” has no journal and no web address",
        at=[(REFERENCES, "- ¦¦id: paint2012")],
    ),
    wrong(
        REFERENCES,
        '    DOI: "10.9999/gates.2009"\n',
        "",
        "“nobody2009” has no DOI",
        at=[(REFERENCES, "- ¦id: nobody2009")],
    ),
    wrong(
        REFERENCES,
        "title: Graphite",
        "title: \"Gate's 'end'\"",
        "“graphite2011” has straight quotation marks",
        at=[(REFERENCES, "- ¦id: graphite2011")],
    ),
    wrong(
        REFERENCES,
        "family: Oil,",
        "family: O'Oil,",
        "“oil2010” has straight quotation marks",
        at=[(REFERENCES, "- ¦id: oil2010")],
    ),
    wrong(
        REFERENCES,
        "container-title-short: Rust Lett",
        "container-title-short: Rust `Lett´",
        "“truncated2003” has straight quotation marks",
        at=[(REFERENCES, "- ¦id: truncated2003")],
    ),
    wrong(
        REFERENCES,
        "language: tr",
        "language: de",
        "“en” has no name for the language “de” of this reference",
        at=[(REFERENCES, "- ¦id: turkish2005")],
    ),
    wrong(
        CA_FACTS,
        ", tr: turc}",
        "}",
        "“ca” has no name for the language “tr” of this reference; add it to “languages”",
        at=[(REFERENCES, "- ¦id: turkish2005")],
    ),
    # Nobody sees a source by its key, nor what no sheet cites.
    right(REFERENCES, "title: What the neighbour says", "title: What the 'neighbour' says"),
    right(REFERENCES, "    issued: {date-parts: [[2006]]}\n", "", given=[(EN, " [@greek2006]", "")]),
    right(REFERENCES, "title: Graphite", "title: The gate’s ‘end’"),
    right(REFERENCES, '    DOI: "10.9999/gates.2009"\n', '    PMID: "99"\n'),
    right(REFERENCES, "    custom: {printable: yes, updated: 2020}", "    custom: {printable: yes}"),
    wrong(
        REFERENCES,
        "    title: Graphite\n",
        "",
        "the reference “graphite2011” has no title or no year",
        at=[(REFERENCES, "- ¦id: graphite2011")],
    ),
]

test_mistakes, test_no_mistakes = rule_tests("incomplete-reference", CASES)
