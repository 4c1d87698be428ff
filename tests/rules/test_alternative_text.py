"""What the rule `alternative-text` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import EN, right, rule_tests, wrong

CASES = [
    wrong(EN, "alt: QR code that opens", "alt: ¦Opens", "repeats the caption of the picture"),
    wrong(
        EN,
        "alt: The gate seen from behind, with its hinge 65 to 80\u00a0mm from the post.",
        "alt: ¦The gate from behind",
        "repeats the caption of the picture; describe what the picture shows",
    ),
    wrong(
        EN,
        "alt: The gate seen from behind, with its hinge 65 to 80\u00a0mm from the post.",
        'alt: ¦"FIGURE 1. the gate from behind."',
        "repeats",
    ),
    right(EN, "alt: The gate seen", "alt: Figure 1. The gate from behind. It is seen"),
    right(EN, "alt: QR code that opens", "alt: A code that opens"),
]

test_mistakes, test_no_mistakes = rule_tests("alternative-text", CASES)
