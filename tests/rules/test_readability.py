"""What the rule `readability` reports, and what looks similar and is right."""

from __future__ import annotations

from tests.rule_kit import CA_FACTS, CA_FORM, EN, EN_FORM, right, rule_tests, wrong

LONG = "Institutional considerations necessitate extraordinarily comprehensive documentation."

CASES = [
    wrong(
        CA_FORM,
        "about: Potser grinyolo.",
        "about: Potser grinyolo" + " molt" * 58 + ".",
        "by the formula “sentence-length”; it should have at most 15",
        at=[(CA_FORM, "¦name: Full")],
    ),
    wrong(
        EN_FORM,
        "about: I may squeak.",
        f"about: {LONG}",
        "by the formula “flesch”; it should have at least 60",
        at=[(EN_FORM, "¦name: Visit")],
    ),
    wrong(
        CA_FORM,
        "about: Potser grinyolo.",
        f"about: {LONG}",
        "by the formula “gulpease”; it should have at least 80",
        at=[(CA_FORM, "¦name: Full")],
        given=[(CA_FACTS, "sentence-length, bound: 15", "gulpease, bound: 80")],
    ),
    wrong(
        CA_FORM,
        "about: Potser grinyolo.",
        f"about: {LONG}",
        "by the formula “inflesz”; it should have at least 60",
        at=[(CA_FORM, "¦name: Full")],
        given=[(CA_FACTS, "sentence-length, bound: 15", "inflesz, bound: 60")],
    ),
    # A sheet for a professional's eye, a place to write, and what is no sentence.
    right(EN, "about: For the locksmith, from the gate.", f"about: {LONG}"),
    right(EN_FORM, "text: My wishes", f"text: {LONG}"),
    right(EN_FORM, "about: I may squeak.", f"about: {LONG.removesuffix('.')}"),
    right(CA_FORM, "about: Potser grinyolo.", "about: Potser grinyolo" + " molt" * 22 + "."),
    right(EN, "about: For the locksmith, from the gate.", f"about: {f'{LONG} ' * 20}"),
    # No sentence at all.
    right(
        CA_FORM,
        "about: Potser grinyolo.",
        "about: Potser grinyolo",
        given=[(CA_FORM, "12 dies.", "12 dies"), (CA_FORM, "de fondària.", "de fondària")],
    ),
]

test_mistakes, test_no_mistakes = rule_tests("readability", CASES)
