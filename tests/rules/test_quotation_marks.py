"""What the rule `quotation-marks` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA, CA_FACTS, PERSONAL, right, rule_tests, typed, wrong

CASES = [
    wrong(
        CA,
        "«ratolí de la porta»",
        '¦"ratolí de la porta¦"',
        "is not a quotation mark in this language; quotations are written «…» or “…”",
    ),
    wrong(CA_FACTS, "blank: per", "blank: l¦'omplir per", "the apostrophe is ’"),
    typed("en", 'A ¦"word¦".', '“"” is not a quotation mark in this language'),
    typed("en", "The lump¦'s end.", "the apostrophe is ’"),
    typed("en", "A ¦«word.", "“«” is not a quotation mark"),
    typed("en", "A ¦‘word.", "there are 1 “‘” and 0 “’” in this text"),
    typed("en", "A word¦”.", "each opening mark needs a closing one"),
    typed("es", "La ¦‘palabra’.", "“‘” is not a quotation mark"),
    typed("es", "La ¦«palabra.", "there are 1 “«” and 0 “»” in this text"),
    typed("es", "La palabra¦».", "each opening mark needs a closing one"),
    typed("es", "«La ¦“palabra».", "each opening mark needs a closing one"),
    typed("ca", "Feu l¦'esquena.", "“'” is not a quotation mark"),
    typed("ca", "Un ¦’mot’.", "an apostrophe is used as a quotation mark"),
    typed("it", "Ha l¦`ernia.", "“`” is not a quotation mark"),
    wrong(CA_FACTS, "  pain: ca pain", '  pain: De ¦"mal¦"', "is not a quotation mark", given=PERSONAL),
    typed("en", "The patients’ ‘back mouse’, “it”, and don’t."),
    typed("es", '«El “bulto”», y [a "cure"]{lang=en}.'),
    typed("ca", "L’ós d’aquí, el ’36. «El “bony”»."),
    typed("it", "«[the locksmith]{lang=en}»: un po’ d’aria."),
    right(CA_FACTS, "ca questions/example", "l'esquena", given=PERSONAL),
    typed("ca", "El [back mouse]{lang=en} d¦'aquí.", "“'” is not a quotation mark"),
    typed("es", "El [back mouse]{lang=en} ¦«bulto.", "each opening mark needs a closing one"),
    typed("ca", "El [back mouse]{lang=en}, ¦’mot.", "an apostrophe is used as a quotation mark"),
]

test_mistakes, test_no_mistakes = rule_tests("quotation-marks", CASES)
