"""What the rule `no-break-space` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA, CA_FACTS, PERSONAL, right, rule_tests, typed, wrong

CASES = [
    wrong(CA, "scale: 5\u00a0cm", "scale: ¦5 cm", "“5 cm” needs a no-break space before the unit"),
    # The line ends there.
    wrong(CA, "2,5\u00a0cm de\n              pluja", "¦2\n              cm de pluja", "“2 cm”"),
    typed("en", "It has ¦5 cm or more.", "“5 cm”"),
    typed("es", "Mide ¦5cm.", "“5cm”"),
    typed("it", "Sono ¦10 mg/ml.", "“10 mg”"),
    typed("en", "5\u00a0cm, 5\u202fcm, 5 minutes, 3 games and 10–15\u00a0min."),
    typed("es", "5\u00a0cm y [5 cm]{lang=en}."),
    right(CA_FACTS, "ca medicines/example", "paracetamol 1 g", given=PERSONAL),
    typed("en", "A ¦2.5cm lump.", "“2.5cm”"),
]

test_mistakes, test_no_mistakes = rule_tests("no-break-space", CASES)
