"""What the rule `spacing` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA, CA_FACTS, CA_FORM, PERSONAL, right, rule_tests, typed, wrong

ABOUT = "about: Potser grinyolo."
SPACED = ((CA_FACTS, "  percent_space: yes", '  percent_space: yes\n  space_before: {"!": U+202F}'),)
GERMAN = (
    (CA_FACTS, '["«", "»", "“", "”"]', '["„", "“", "‚", "‘"]'),
    (CA, "«ratolí de la porta»", "„ratolí de la porta“"),
)

CASES = [
    wrong(CA_FACTS, "blank: per omplir", "blank: per¦  omplir", "there is one space too many; delete it"),
    wrong(CA, "darrere [@russian2007]", "darrere[¦@russian2007]", "the citation needs a space"),
    wrong(CA, "**Primer, escolteu.**", "**Primer¦ , escolteu.**", "one space too many"),
    # Behind a citation, on a second line.
    wrong(CA, "@truncated2003] i després", "@truncated2003] i¦  després", "one space too many"),
    typed("en", "Now two¦  spaces.", "one space too many"),
    typed("en", "Now two¦ \u00a0spaces.", "one space too many"),
    typed("en", "A comma¦ , here.", "one space too many"),
    typed("en", "Here (¦ a word).", "one space too many"),
    typed("en", "Here (a word¦ ).", "one space too many"),
    typed("en", "Here a word[¦@smith2001].", "the citation needs a space"),
    typed("en", "Here [a word¦ ?]{lang=es} is.", "one space too many"),
    typed("es", "La «¦ palabra¦ ».", "one space too many"),
    typed("es", "¿¦ Dónde?", "one space too many"),
    typed("en", "Here a word [@smith2001], 5\u00a0cm (or 10–15\u00a0min): so\n  it goes."),
    typed("en", "Here a **word** [@smith2001] … and [@smith2001]."),
    right(CA_FACTS, "ca questions/example", '"l  esquena ?"', given=PERSONAL),
    # Signs that are set apart in the language, and in words of another.
    right(CA_FORM, ABOUT, "about: Potser\u202f! Sí.", given=SPACED),
    right(CA_FORM, ABOUT, "about: Potser [oui\u00a0?]{lang=fr}.", given=SPACED),
    wrong(CA_FORM, ABOUT, "about: Potser¦\u202f. Sí.", "one space too many", given=SPACED),
    wrong(CA_FORM, ABOUT, "about: Potser¦ \u202f! Sí.", "one space too many", given=SPACED),
    wrong(CA_FORM, ABOUT, "about: Potser [mot]{lang=fr}¦\u00a0, sí.", "one space too many", given=SPACED),
    # Quotation marks as German has them: “ closes.
    right(CA_FORM, ABOUT, "about: Potser „mot“ i „mot“.", given=GERMAN),
    wrong(CA_FORM, ABOUT, "about: Potser „¦ mot¦ “ i.", "one space too many", given=GERMAN),
    # At the end of a line, where nobody sees it.
    typed("en", "Two¦ \n  lines.", "one space too many"),
]

test_mistakes, test_no_mistakes = rule_tests("spacing", CASES)
