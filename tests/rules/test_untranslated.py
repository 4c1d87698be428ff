"""What the rule `untranslated` reports, and what looks similar and is right."""

from __future__ import annotations

from pathlib import Path

from tests.rule_kit import CA, CA_FACTS, CA_FORM, RULES_BY_ID, Edit, checked, edit, right, rule_tests, wrong

CASES = [
    wrong(CA, "title: Una", "title: ¦(translate) Una", "this text is still to be translated"),
    wrong(CA, 'text: "**Primer', 'text: ¦"(translate) **Primer', "this text is still"),
    wrong(
        CA,
        "text: >-\n              **Grinyola",
        "text: ¦>-\n              (translate) **Grinyola",
        "this text is still",
    ),
    wrong(CA_FACTS, "promises: [curar", "promises: [¦(translate) curar", "this text is still"),
    wrong(CA_FACTS, "blank: per", "blank: ¦(translate) per", "this text is still"),
    wrong(CA_FORM, "about: Potser", "about: ¦(translate) Potser", "this text is still"),
    wrong(
        CA,
        "[No fer-hi res, els",
        "[¦(translate) No fer-hi res, (translate) els",
        "2 texts are still to be translated, in line ",
    ),
    # Two that stand beside each other, in two sections.
    wrong(
        CA,
        "Us demano que mireu la frontissa.\n\n  - id: where\n    heading: On",
        "¦(translate) Us demano que mireu la frontissa.\n\n  - id: where\n    heading: ¦(translate) On",
        "this text is still",
    ),
    # Two of one section with another between them.
    wrong(
        CA_FORM,
        '{id: wet, tick: mullada}, {id: dry, tick: "no"}, {id: width, write: number, before: amplada',
        '{id: wet, tick: ¦(translate) mullada}, {id: dry, tick: "no"}, '
        "{id: width, write: number, before: ¦(translate) amplada",
        "this text is still",
    ),
    right(CA, "title: Una", "title: Una (translate)"),
    right(CA, "title: Una", "title: (translate)Una"),
    right(CA, "title: Una", "# (translate) Una\ntitle: Una"),
    wrong(
        CA_FACTS,
        "box: casella\n  ticked: marcada",
        "box: ¦(translate) casella\n  ticked: (translate) marcada",
        "2 texts are still to be translated, in lines ",
    ),
    wrong(
        CA_FORM,
        """heading: Quan truco?
    starts: band
    blocks:
      - id: alarm-list
        kind: list
        items:
          - id: fallen
            text: Truqueu""",
        """heading: ¦(translate) Quan truco?
    starts: band
    blocks:
      - id: alarm-list
        kind: list
        items:
          - id: fallen
            text: (translate) Truqueu""",
        "2 texts are still to be translated, in lines ",
    ),
]

test_mistakes, test_no_mistakes = rule_tests("untranslated", CASES)


def test_a_run_of_texts_is_one_problem(toy: Path) -> None:
    """Texts of a section still to be translated are one problem, with the first and the last line."""
    texts = (
        "text: Us demano oli, i que el poseu sense al·lèrgia a la feina.",
        "text: O digueu-me qui en té.",
    )
    first, last = edit(toy, [Edit(CA, text, text.replace("text: ", "text: ¦(translate) ")) for text in texts])
    (problem,) = RULES_BY_ID["untranslated"].check(checked(toy, "ca"))
    assert problem.at == first
    assert problem.message.startswith("2 texts")
    assert problem.message.endswith(f"in lines {first.line} to {last.line}")
