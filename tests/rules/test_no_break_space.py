"""What the rule `no-break-space` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA, CA_FACTS, CA_FORM, PERSONAL, Case, right, rule_tests, typed, wrong

# As French is typed by some: narrow before “!”, wide within “« »”.
SPACED = (
    (
        CA_FACTS,
        "  percent_space: yes",
        '  percent_space: yes\n  space_before: {"!": U+202F, "»": U+00A0}\n  space_after: {"«": U+00A0}',
    ),
    (CA, "«ratolí de la porta»", "«\u00a0ratolí de la porta\u00a0»"),
)
ABOUT = "about: Potser grinyolo."


def spaced(text: str, *words: str) -> Case:
    """A text in a language that sets signs apart."""
    new = f"about: >-\n  {text}"
    if words:
        return wrong(CA_FORM, ABOUT, new, *words, given=SPACED)
    return right(CA_FORM, ABOUT, new, given=SPACED)


CASES = [
    wrong(CA, "scale: 5\u00a0cm", "scale: ¦5 cm", "“5 cm” needs a no-break space (U+00A0) before the unit"),
    # The line ends there.
    wrong(CA, "2,5\u00a0cm de\n              pluja", "¦2\n              cm de pluja", "“2 cm”"),
    typed("en", "It has ¦5 cm or more.", "“5 cm”"),
    typed("es", "Mide ¦5cm.", "“5cm”"),
    typed("it", "Sono ¦10 mg/ml.", "“10 mg”"),
    typed("en", "5\u00a0cm, 5\u202fcm, 5 minutes, 3 games and 10–15\u00a0min."),
    typed("es", "5\u00a0cm y [5 cm]{lang=en}."),
    right(CA_FACTS, "ca medicines/example", "paracetamol 1 g", given=PERSONAL),
    typed("en", "A ¦2.5cm lump.", "“2.5cm”"),
    spaced("Obriu¦! Sempre.", "a no-break space (U+202F) stands before “!” in this language"),
    spaced("Obriu ¦! Sempre.", "a no-break space (U+202F) stands before “!”"),
    spaced("Obriu\u00a0¦! Sempre.", "a no-break space (U+202F) stands before “!”"),
    spaced("Diu ¦«obriu\u00a0» i tanca.", "a no-break space (U+00A0) stands behind “«”"),
    spaced("Diu ¦« obriu¦».", "behind “«”", "before “»”"),
    spaced("Obriu\u202f!! «\u00a0Tanqueu\u202f!\u00a0»\u202f! (!) [Go now!]{lang=en} a!b, 10!30."),
    # A language that sets no sign apart.
    right(CA_FORM, ABOUT, "about: Obriu! Sempre; «això»."),
]

test_mistakes, test_no_mistakes = rule_tests("no-break-space", CASES)
