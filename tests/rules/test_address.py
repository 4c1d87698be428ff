"""What the rule `address` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA, CA_FACTS, PERSONAL, right, rule_tests, typed, wrong

CASES = [
    wrong(
        CA,
        "Us demano que mireu",
        "Us demano que ¦vostè miri",
        "“vostè” is the wrong form of address; use “vós”",
    ),
    wrong(CA, "O digueu-me", "O **¦Vostè** digui’m", "“Vostè” is the wrong form"),
    wrong(CA_FACTS, "notes: Notes", "notes: Notes de ¦vostè", "“vostè” is the wrong form"),
    typed("es", "Doble ¦tu espalda y déjela.", "“tu” is the wrong form of address; use “usted”"),
    typed("ca", "Per ¦el seu dolor.", "“el seu dolor”"),
    typed("it", "Se ¦voi tossite.", "“voi”"),
    right(CA, "Us demano que mireu", "Us demano que vostèria miri"),
    right(CA, "Us demano que mireu", "Us demano, [vostè]{lang=es}, que mireu"),
    right(CA_FACTS, "ca questions/example", "Què en pensa vostè", given=PERSONAL),
    typed("es", "El tubo, el tutor y el té: dígale a usted."),
    typed("it", "Il tuono, i tuorli: Lei."),
]

test_mistakes, test_no_mistakes = rule_tests("address", CASES)
