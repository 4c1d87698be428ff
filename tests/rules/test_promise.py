"""What the rule `promise` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA, CA_FACTS, CA_FORM, EN, PERSONAL, right, rule_tests, typed, wrong

CASES = [
    wrong(EN, "Oil helped", "Oil ¦cures", "“cures” promises too much"),
    wrong(EN, "heading: On wet days", "heading: Were **¦Guaranteed** days", "“Guaranteed” promises too much"),
    wrong(CA_FACTS, "No greixa", "¦Garantit, greixa", "“Garantit” promises too much"),
    wrong(CA_FORM, "tick: mullada", "tick: ¦curar", "“curar” promises too much"),
    wrong(CA_FACTS, "  lumps: ca lumps", "  lumps: per ¦curar", "“curar” promises too much", given=PERSONAL),
    typed("es", "Es una ¦cura.", "“cura”"),
    typed("it", "Metodo ¦del tutto sicuro.", "“del tutto sicuro”"),
    typed("it", "Metodo ¦del tutto\n  sicuro.", "“del tutto sicuro”"),
    right(EN, "Oil helped", "Secured, obscure and curels"),
    right(CA, "Els dies", "Els [guaranteed to cure]{lang=en}"),
    right(CA, "Els dies", "Els [curar]{lang=es}"),
    right(CA_FACTS, "ca questions/example", "Es pot curar?", given=PERSONAL),
    typed("ca", "Feu-ho amb cura."),
]

test_mistakes, test_no_mistakes = rule_tests("promise", CASES)
