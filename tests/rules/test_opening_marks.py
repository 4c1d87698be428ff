"""What the rule `opening-marks` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA_FACTS, CA_FORM, rule_tests, typed, wrong

OPENS = ((CA_FACTS, "  percent_space: yes", '  opening: ["¿", "?", "¡", "!"]\n  percent_space: yes'),)
ANSWERED = (
    (CA_FORM, "Qui soc?", "¿Qui soc?"),
    (CA_FORM, "Quant soroll faig?", "¿Quant soroll faig?"),
    (CA_FORM, "Quan truco?", "¿Quan truco?"),
)

CASES = [
    wrong(
        CA_FORM,
        "¿Quan truco?",
        "Quan truco¦?",
        "“?” has no “¿” before it; put “¿” where the question",
        given=[*OPENS, *ANSWERED],
    ),
    wrong(CA_FORM, "Quan truco?", "¦¿Quan truco?", "this language does not use “¿”; delete it"),
    typed("es", "Desde cuándo¦?", "“?” has no “¿” before it"),
    typed("es", "¿Dónde? Desde cuándo¦?", "“?” has no “¿” before it"),
    typed("es", "¦¿Desde cuándo", "“¿” has no “?” after it; put “?” where the question"),
    typed("es", "Cuidado¦!", "“!” has no “¡” before it"),
    typed("es", "¦¿Qué¦!", "“¿” has no “?”", "“!” has no “¡”"),
    typed("es", "¦¿Dónde ¿cuándo?", "“¿” has no “?” after it"),
    typed("ca", "¦¿Des de quan?", "does not use “¿”"),
    typed("it", "¦¡Ahi!", "does not use “¡”"),
    wrong(
        "es/language.yaml",
        "about-me: Quién es usted.",
        "about-me: Quién es usted¦?",
        "“?” has no “¿” before it",
        base="es",
    ),
    typed("es", "¿Desde cuándo? ¡Ojo! ¡¿Qué?!"),
    typed("es", "[Since when? Go!]{lang=en}"),
    typed("es", "La página [ya](https://gates.example/?a=1)."),
    typed("ca", "Des de quan? Compte!"),
    typed("en", "[¿Cuándo?]{lang=es}"),
    typed("es", "El [back mouse]{lang=en} cuándo¦?", "has no “¿” before it"),
    typed("ca", "El [back mouse]{lang=en}, ¦¿quan?", "does not use “¿”"),
]

test_mistakes, test_no_mistakes = rule_tests("opening-marks", CASES)
