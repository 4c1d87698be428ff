"""What the rule `spelling` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA, CA_FORM, right, rule_tests, typed, wrong

CASES = [
    wrong(CA, "sense al·lèrgia", "sense ¦al.lèrgia", "“al.lèrgia” is misspelt; write “l·l”"),
    wrong(CA_FORM, "tick: mullada", "tick: ¦Al.lèrgia", "“Al.lèrgia” is misspelt"),
    *(
        typed("ca", f"Una ¦{spelling} d’aquí.", f"“{spelling}”")
        for spelling in ("al.lèrgia", "al•lèrgia", "al-lèrgia", "aŀlèrgia")
    ),
    typed("it", "¦E’ un nodulo.", "“E’” is misspelt; write “è”"),
    typed("it", "Il ¦perchè.", "“perchè” is misspelt; write “perché”"),
    typed("it", "Un ¦pò.", "write “po’”"),
    typed("it", "¦Qual’è?", "write “qual è”"),
    typed("it", "¦Nè l’uno.", "write “né”"),
    typed("it", "Dunque, ¦cioé.", "write “cioè”"),
    right(CA, "sense al·lèrgia", "sense [al.lèrgia]{lang=es}"),
    right(CA, "sense al·lèrgia", "sense l’al·lèrgia del.s altres"),
    typed("ca", "L’al·lèrgia d’aquí."),
    typed("it", "È un po’ più giù, perché c’è l’ernia: qual è? Così né l’uno né l’altro."),
]

test_mistakes, test_no_mistakes = rule_tests("spelling", CASES)
