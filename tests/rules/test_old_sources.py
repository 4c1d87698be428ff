"""What the rule `old-sources` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA_FACTS, EN_FACTS, right, rule_tests, wrong

CASES = [
    wrong(EN_FACTS, "2026-03-05", "¦2023-11-20", "last checked on 2023-11-20, 3 years ago"),
    wrong(CA_FACTS, "2026-03-05", "¦1999-12-31", "last checked on 1999-12-31, 26 years ago"),
    right(EN_FACTS, "2026-03-05", "2023-11-21"),
    right(EN_FACTS, "2026-03-05", "2027-01-01"),
]

test_mistakes, test_no_mistakes = rule_tests("old-sources", CASES)
