"""What the rule `comment-in-text` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA, CA_FACTS, CA_FORM, right, rule_tests, wrong

CASES = [
    wrong(CA, "mireu la frontissa.", "mireu ¦# la frontissa.", "“#”"),
    wrong(CA, "[No fer-hi res,", "[No fer-hi res ¦# mai\n              ,", "“#”"),
    wrong(CA_FACTS, "notes: Notes de", "notes: Notes  ¦# de", "“#”"),
    right(CA, "Us demano que mireu la frontissa.", '"Us demano # que mireu la frontissa."'),
    right(CA, "mireu la frontissa.", "mireu la frontissa#2."),
    right(CA, "text: Us demano que mireu", "# Us\n            text: Us demano que mireu"),
    right(CA, '"**Primer, escolteu.**"', '"**Primer, escolteu.**" # Us'),
    right(CA, "text: Us demano que mireu la", "text: >-\n              Us # demano que mireu la"),
    right(CA_FORM, "theme: form", "theme: form # gran"),
]

test_mistakes, test_no_mistakes = rule_tests("comment-in-text", CASES)
