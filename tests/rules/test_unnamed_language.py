"""What the rule `unnamed-language` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA_FACTS, CA_FORM, EN_FACTS, right, rule_tests, wrong

CASES = [
    wrong(
        EN_FACTS,
        "{en: English, ca: Catalan, tr: Turkish}",
        "{en: English, tr: Turkish}",
        "“en” has no name for this language; add “ca: …” under “languages” in en/language.yaml",
        at=[(CA_FACTS, "name: ¦Català")],
        tag="ca",
    ),
    wrong(
        CA_FACTS,
        "{en: anglès, ca: català, tr: turc}",
        "{en: anglès, tr: turc}",
        "“ca” has no name for this language",
        at=[(CA_FACTS, "name: ¦Català")],
    ),
    wrong(CA_FACTS, "{en: anglès, ", "{", "“ca” has", at=[(EN_FACTS, "name: ¦English")], tag="en"),
    # The language that lacks a name is not the one that is new.
    right(CA_FACTS, "{en: anglès, ", "{", tag="ca"),
    # It is not complete yet.
    right(CA_FORM, "title: ", "title: (translate) ", given=[(EN_FACTS, "ca: Catalan, ", "")]),
    right(EN_FACTS, "tr: Turkish", "fr: French"),
]

test_mistakes, test_no_mistakes = rule_tests("unnamed-language", CASES)
