"""What the rule `pmid` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import EN, REFERENCES, right, rule_tests, wrong

NUMBERED = [22, 33, 55, 66, 77, 88, 100, 111]

CASES = [
    wrong(
        REFERENCES,
        '    PMID: "11"\n',
        "",
        "none of the references cited has a PMID",
        at=[(EN, "- ¦id: qr")],
        given=[(REFERENCES, f'PMID: "{number}"', f'DOI: "10.9999/{number}"') for number in NUMBERED],
    ),
    right(
        REFERENCES,
        'PMID: "22"',
        'DOI: "10.9999/22"',
        given=[(REFERENCES, f'PMID: "{number}"', f'DOI: "10.9999/{number}"') for number in NUMBERED[1:]],
    ),
]

test_mistakes, test_no_mistakes = rule_tests("pmid", CASES)
