"""What the rule `too-wide` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import EN, EN_FORM, LONG_WORD, REFERENCES, WISHES, fields, right, rule_tests, wrong

CASES = [
    wrong(EN, "Please oil me.", f"¦Please {LONG_WORD} me.", "needs"),
    wrong(EN, "title: The gate that", f"title: ¦The {LONG_WORD} that", "needs"),
    wrong(EN, "heading: What to", f"heading: ¦What {LONG_WORD} to", "needs"),
    wrong(EN, "[Graphite,", f"[¦{LONG_WORD},", "wide"),
    wrong(EN, "columns: [Way, What", f"columns: [Way, ¦{LONG_WORD} What", "wide"),
    wrong(EN_FORM, "[Dry day]", f"[¦{LONG_WORD}]", "wide"),
    wrong(
        REFERENCES,
        "title: Graphite",
        f"title: {LONG_WORD}",
        "needs",
        at=[(REFERENCES, "- ¦id: graphite2011")],
    ),
    right(EN, "Please oil me.", f"Please {'oil ' * 100} me."),
    right(REFERENCES, 'example/paint"', f'example/{"paint/" * 30}"'),
    right(EN_FORM, WISHES, fields(9, 9, 9, 9)),
]

test_mistakes, test_no_mistakes = rule_tests("too-wide", CASES)
