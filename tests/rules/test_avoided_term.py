"""What the rule `avoided-term` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA, EN, EN_FACTS, right, rule_tests, typed, wrong

CASES = [
    wrong(CA, "Els dies", "¦Bultos els dies", "“Bultos” is a term to avoid"),
    wrong(EN, "Rust grows", "¦Color fades", "“Color” is a term to avoid"),
    wrong(EN_FACTS, "disclaimer: Oils", "disclaimer: A ¦color oils", "“color” is a term to avoid"),
    typed("es", "Los ¦ratones traseros.", "“ratones traseros”"),
    typed("ca", "Els nervis ¦cluneals.", "“cluneals”"),
    typed("it", "I ¦nodoli.", "“nodoli”"),
    right(EN, "Rust grows", "Colour and colorimetry"),
    right(CA, "Els dies", "Els [bulto]{lang=es}"),
]

test_mistakes, test_no_mistakes = rule_tests("avoided-term", CASES)
