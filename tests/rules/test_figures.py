"""What the rule `figures` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA, CA_FACTS, CA_FORM, EN, EN_FACTS, EN_FORM, PERSONAL, right, rule_tests, wrong

SHORT = (
    (CA_FACTS, "emergency:\n", 'emergency:\n  - {number: "15", place: a França}\n'),
    (CA_FORM, "Truqueu al 112", "Truqueu al 15 o al 112"),
    (CA, "trucar al 112", "trucar al 15 o al 112"),
)
ON_DUTY = ((CA_FACTS, "address:", 'same-day: [{call: "116 117", place: a Alemanya}]\naddress:'),)
SAME_DAY = (EN_FACTS, "address:", "same-day: [{call: the neighbours, place: next door}]\naddress:")

CASES = [
    wrong(CA, "el 15\u00a0%", "el ¦1\u00a0%", "has 1% where English has 15%"),
    wrong(CA, "el 15\u00a0%", "el ¦15", "has 15 where English has 15%"),
    # On the second of two lines of a text, behind citations.
    wrong(
        CA,
        "2,5\u00a0cm de\n              pluja",
        "força\n              pluja, ¦25\u00a0cm",
        "English has 2.5",
    ),
    wrong(CA, "1.200 de", "¦1.2000 de", "has 1.2000 where English has 1200"),
    wrong(CA, "1.200 de", "¦1,200 de", "has 1.200 where English has 1200"),
    wrong(CA, "1.200 de 1.500", "1.200 de ¦1.200", "has 1200 where English has 1500"),
    wrong(CA, "vegeu [les", "vegeu [les ¦7", "has 7 where English has nothing"),
    wrong(CA, "[the locksmith]", "[the ¦2 locksmiths]", "has 2 where English has nothing"),
    wrong(CA, '"rovell: a 65–80', '"rovell: a ¦66–80', "has 66 where English has 65"),
    wrong(CA, "O digueu-me", "O ¦3 cops, digueu-me", "has 3 where English has nothing"),
    wrong(CA_FORM, '"1,5"', '"¦15"', "has 15 where English has 1.5"),
    wrong(CA_FORM, "de 12 dies", "de ¦21 dies", "has 21 where English has 12"),
    wrong(
        CA_FORM,
        "intro: Una fila per a cada un de 12",
        "intro: ¦Una fila per a cada un de molts",
        "has nothing where English has 12",
    ),
    wrong(CA_FACTS, "box: casella", "box: casella ¦2", "has 2 where English has nothing"),
    right(CA, "1.200 de 1.500 portes", "1.500 portes, no totes, sinó 1.200"),
    right(
        CA,
        "1.200 de 1.500",
        "1\u00a0200 de 1\u00a0500",
        given=[(CA_FACTS, 'thousands: "."', 'thousands: "\u00a0"')],
    ),
    right(CA, "15\u00a0%", "15%"),
    right(CA, "a 65–80\u00a0mm del pal.", "de 65 a 80\u00a0mm del pal."),
    right(
        CA,
        "trucar al 112",
        "trucar al 112 o al 061",
        given=[(CA_FACTS, "emergency:\n", 'emergency:\n  - {number: "061", place: a Catalunya}\n')],
    ),
    right(CA_FACTS, "ca about-me/phone/example", "972 000 000", given=PERSONAL),
    # Nobody calls a depth.
    right(CA_FORM, "250\u00a0cm", "112\u00a0cm", given=[(EN_FORM, "250\u00a0cm", "112\u00a0cm")]),
    right(EN, "15% of", "16% of"),
    wrong(CA, "1.200 de 1.500", "¦1.500 de 1.500", "has 1500 where English has 1200"),
    # Behind words of another language.
    wrong(CA, "vegeu [les", "[see]{lang=en} [les ¦7", "has 7 where English has nothing"),
    # A number to call is one only where English calls.
    wrong(CA_FORM, "de 12 dies", "de ¦15 dies", "has 15 where English has 12", given=SHORT),
    wrong(CA, "10–15 minuts", "¦112–15 minuts", "has 112 where English has 10"),
    wrong(CA_FORM, "about: Potser grinyolo", "about: Potser ¦112.", "has 112 where English has nothing"),
    right(
        CA_FORM,
        "caigut, a",
        "caigut, després de 15 minuts, a",
        given=[*SHORT, (EN_FORM, "fallen, 250", "fallen, after 15 minutes, 250")],
    ),
    # So it is with whom to call the same day.
    right(CA, "els veïns es lleven", "els veïns (116 117) es lleven", given=[*ON_DUTY, SAME_DAY]),
    wrong(
        CA,
        "els veïns es lleven",
        "els veïns (¦116 117) es lleven",
        "has 116, 117 where English has nothing",
        given=ON_DUTY,
    ),
    # Those are told as numbers that nobody answers.
    right(CA, "trucar al 112", "trucar al 113"),
    right(CA, "[the locksmith]", "[the locksmith at 911]"),
]

test_mistakes, test_no_mistakes = rule_tests("figures", CASES)
