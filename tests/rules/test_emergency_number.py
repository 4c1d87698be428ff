"""What the rule `emergency-number` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA, CA_FACTS, CA_FORM, EN, EN_FACTS, EN_FORM, right, rule_tests, wrong

# The numbers of two countries, given in all texts that call for help.
SHORT = (
    (CA_FACTS, "emergency:\n", 'emergency:\n  - {number: "15", place: a França}\n'),
    (CA_FORM, "Truqueu al 112", "Truqueu al 15 o al 112"),
    (CA, "trucar al 112", "trucar al 15 o al 112"),
)
SAME_DAY = ((CA_FACTS, "address:", 'same-day: [{call: "061", place: a Catalunya}]\naddress:'),)

CASES = [
    wrong(EN_FORM, "Call 999", "Call 999 or ¦911", "911 is not an emergency number"),
    wrong(CA_FORM, "Truqueu al 112", "Truqueu al ¦999", "999 is not an emergency number"),
    wrong(CA_FORM, "text: Truqueu al 112", "text: ¦Truqueu", "“emergency” in language.yaml has 112"),
    wrong(CA_FORM, "al 112", "al 112 o al ¦18", "18 is not an emergency number"),
    # A number of two digits.
    wrong(
        CA_FORM,
        "text: Truqueu al 15",
        "text: ¦Truqueu al ¦17",
        "no text of this sheet gives the emergency number 15",
        "17 is not an emergency number",
        given=SHORT,
    ),
    wrong(
        CA_FORM,
        "text: Truqueu al 15 o al 112",
        "text: ¦Truqueu al 15",
        "no text of this sheet gives the emergency number 112; a sheet that gives one",
        given=SHORT,
    ),
    # It is not given where it is a part of a range, or measures something.
    wrong(
        CA_FORM,
        "text: Truqueu al 15 o al 112",
        "text: ¦Truqueu al 112, en 10–15 minuts, 15\u00a0%, 15\u00a0mm",
        "no text of this sheet gives the emergency number 15",
        given=SHORT,
    ),
    wrong(CA_FORM, "al 112 quan", "al 112 o al ¦061 quan", "061 is not an emergency number"),
    right(CA_FORM, "al 112 quan", "al 112, o a la guàrdia o al 061, quan", given=SAME_DAY),
    wrong(CA, "[the locksmith]", "[the locksmith at ¦911]", "911 is not an emergency number"),
    wrong(EN_FACTS, '"999"', '¦"nine"', "“nine” is not a telephone number"),
    wrong(
        EN_FACTS,
        "emergency:\n",
        'emergency:\n  - {number: "112", place: in Europe}\n',
        "no text of this sheet gives the emergency number 112",
        at=[(EN, "¦ring 999"), (EN_FORM, "text: ¦Call 999")],
    ),
    right(CA_FORM, "250\u00a0cm", "250 cm, 120\u00a0%, 100–200, 0,125, 1.200 i 2026"),
    right(EN, "ring 999", "ring 250 times"),
    right(CA_FORM, "text: Truqueu al 112", "text: (translate) Call 999"),
    right(CA_FORM, "about: Potser grinyolo", "about: Potser grinyolo (112)"),
]

test_mistakes, test_no_mistakes = rule_tests("emergency-number", CASES)
