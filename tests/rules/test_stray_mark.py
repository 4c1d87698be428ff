"""What the rule `stray-mark` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA, CA_FACTS, right, rule_tests, typed, wrong

CASES = [
    wrong(CA, "**Primer, escolteu.**", "**Primer, escolteu.** ¦*Ara", "“*” would be printed as it is"),
    wrong(CA, "[les regles](https", "¦[les regles¦] (https", "“[” would be", "“]” would be"),
    wrong(CA, "title: Una porta", "title: Una ¦{door}", "“{door}” would be printed as it is"),
    wrong(CA, "heading: On és", "heading: ¦translate) On és", "“translate)” would be printed as it is"),
    wrong(CA, "heading: On és", "heading: ¦_On_ és", "“_” would be printed as it is"),
    wrong(CA_FACTS, "notes: Notes", "notes: Notes¦*", "“*” would be printed as it is"),
    right(CA, "heading: On és", 'heading: "**On** [is]{lang=en} [és](https://gates.example)"'),
    right(CA, "heading: On és", "heading: On_és, (és)"),
    right(CA_FACTS, "pàgina {page} de {pages}", "p. {page}/{pages}"),
    wrong(CA, "text: O digueu-me", "text: O [be]{lang=en} ¦{digueu}-me", "“{digueu}” would be"),
    typed("en", "Ask somebody to translate this."),
]

test_mistakes, test_no_mistakes = rule_tests("stray-mark", CASES)
