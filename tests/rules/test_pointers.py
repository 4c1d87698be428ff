"""What the rule `pointers` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA, EN, right, rule_tests, wrong

GIVEN = [
    (EN, "Please oil me.", "Please oil me, see [](#wet) and [](#where)."),
    (CA, "Us demano oli, ", "Us demano, [](#where), [](#wet), "),
]

CASES = [
    wrong(
        CA,
        "[](#where), [](#wet)",
        "[](#where), ¦[](#ways)",
        "points to #where, #ways; in English it points to #wet, #where",
        given=GIVEN,
    ),
    wrong(
        CA,
        ", [](#wet)",
        "",
        "points to #where; in English it points to #wet, #where",
        given=GIVEN,
        at=[(CA, "text: ¦Us demano,")],
    ),
    right(CA, "[](#where), [](#wet)", "[](#wet), [](#where)", given=GIVEN),
]

test_mistakes, test_no_mistakes = rule_tests("pointers", CASES)
