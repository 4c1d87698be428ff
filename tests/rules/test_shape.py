"""What the rule `shape` reports, and what looks similar and is right."""

from __future__ import annotations

from pathlib import Path

from handout.content.file import display_path
from handout.errors import Position
from tests.rule_kit import (
    CA,
    CA_FACTS,
    CA_FORM,
    EN,
    EN_FACTS,
    EN_FORM,
    PERSONAL,
    RULES_BY_ID,
    checked,
    choices,
    comments,
    right,
    rule_tests,
    wrong,
)

CASES = [
    wrong(CA, "id: gp-tell", "¦id: gp-say", "“gp-say” is not what English has here; write “gp-tell”"),
    wrong(CA, "for: [gp]", "for: [¦surgeon]", "“surgeon” is not what English has here; write “gp”"),
    wrong(CA, "for: [gp]", "for: ¦[gp, surgeon]", "this list has the length 2; in English it has 1"),
    wrong(
        CA,
        "    prominent: true\n",
        "",
        "“prominent” is missing; English has it",
        at=[(CA, "  - ¦id: request\n")],
    ),
    wrong(
        CA,
        "    prominent: true\n",
        "    ¦promnent: true\n",
        "“promnent” is not what English has here; write “prominent”",
    ),
    wrong(
        CA,
        "    heading: On és\n",
        "    heading: On és\n    ¦columns: 1\n",
        "“columns” is not in English; delete it",
    ),
    wrong(
        CA, "        heading: Els dies de pluja\n", "", "“heading” is missing", at=[(CA, "- ¦id: care-list")]
    ),
    wrong(
        CA,
        "          - id: gp-tell\n            text: O digueu-me qui en té.\n",
        "",
        "“gp-tell” is missing; English has it after “gp-oil”",
        at=[(CA, "- ¦id: gp-oil")],
    ),
    wrong(
        CA,
        '          - id: graphite\n            cells: [Grafit, "menys soroll durant 10–15 minuts '
        '[@graphite2011; @vietnamese2008]"]\n',
        "",
        "“graphite” is missing; English has it first",
        at=[(CA, "          ¦- id: leave")],
    ),
    wrong(
        CA,
        "          - id: gp-tell\n            text: O digueu-me qui en té.\n",
        "          - id: gp-tell\n            text: O digueu-me qui en té.\n"
        "          - ¦id: gp-sing\n            text: O canteu.\n",
        "“gp-sing” is not in English; delete it",
    ),
    wrong(
        CA,
        "- id: bibliography\n        kind: bibliography\n      - id: qr",
        "¦- id: qr",
        "“bibliography” is missing; English has it first",
    ),
    wrong(
        CA_FORM,
        '{id: first-day, cells: [Dia moll, "1,5"]}\n          - {id: second-day, cells: [Dia sec]}',
        '¦{id: second-day, cells: [Dia sec]}\n          - {id: first-day, cells: [Dia moll, "1,5"]}',
        "“second-day” is out of order; English has “first-day” first",
    ),
    wrong(CA, "kind: table", "kind: ¦list", "the kind “list”; in English it is “table”"),
    wrong(CA, "drawing: low-back", "drawing: ¦body", "“body” is not what English has here; write “low-back”"),
    wrong(CA, "words: 640", "words: ¦650", "“650” is not what English has here; write “640”"),
    wrong(
        CA_FORM,
        "{id: wet, tick: mullada}, ",
        "",
        "this list has the length 3",
        at=[(CA_FORM, "answer: ¦[{fill")],
    ),
    wrong(CA_FORM, "write: number", "write: ¦word", "“word” is not what English has here; write “number”"),
    wrong(CA_FORM, "about-me.name", "¦about-me.phone", "write “about-me.name”"),
    wrong(CA_FORM, "            lines: 2\n", "", "“lines” is missing", at=[(CA_FORM, "- ¦id: wishes")]),
    wrong(
        CA_FORM, "cells: [Dia sec]", "cells: ¦[Dia sec, x]", "this list has the length 2; in English it has 1"
    ),
    wrong(CA_FORM, "width: number}", "width: ¦line}", "“line” is not what English has here; write “number”"),
    wrong(
        CA_FORM,
        "intro: Una fila per a cada un de 12 dies.",
        "¦lines: 1",
        "“intro” is missing",
        "“lines” is not in English; delete it",
        at=[(CA_FORM, "- ¦id: noises")],
    ),
    wrong(CA_FORM, "theme: form", "theme: ¦dense", "“dense” is not what English has here; write “form”"),
    wrong(CA_FACTS, choices("ca"), "", "“choices” is missing", at=[(CA_FACTS, "¦tag: ca")], given=PERSONAL),
    wrong(
        CA_FACTS, comments("ca"), "", "“patient-file” is missing", at=[(CA_FACTS, "¦tag: ca")], given=PERSONAL
    ),
    right(CA, "heading: On és", "heading: >-\n      On és,\n      i on no"),
    right(CA, "    columns: 1\n", '    columns: "1"\n'),
    right(CA, "for: [gp]", "for:\n          - gp"),
    right(CA, "      - id: qr\n        kind: qr", "      - kind: qr\n        id: qr"),
    right(CA, "[body2004, neighbour]", "[body2004]"),
    right(CA_FACTS, "promises: [curar, garantit]", "promises: [curar]"),
    right(CA_FACTS, "place: a tota la Unió Europea}", "place: a tota la Unió Europea}\nreviewed_by: X"),
    right(EN, "id: gp-tell", "id: gp-say"),
    wrong(
        CA,
        "- id: gp-tell\n            text: O",
        "- ¦id: gp-sing\n            text: O canteu.\n          - id: gp-tell\n            text: O",
        "“gp-sing” is not in English; delete it",
    ),
    wrong(
        CA, "id: gp-tell\n            text: O", "text: O", "“gp-tell” is missing", at=[(CA, "- ¦id: gp-oil")]
    ),
    right(
        CA,
        "left: costat esquerre\n          right: costat dret",
        "right: costat dret\n          left: costat esquerre",
    ),
    # A fact of a language that another need not have.
    right(CA_FACTS, "avoided: [bulto]\n", ""),
    right(EN_FACTS, "address:", "same-day: [{call: the smith, place: next door}]\naddress:", tag="ca"),
]

test_mistakes, test_no_mistakes = rule_tests("shape", CASES)


def test_a_sheet_that_english_does_not_have_is_reported(toy: Path) -> None:
    """A sheet that another language has, and English does not, is reported where it begins."""
    (toy / EN_FORM).unlink()
    (problem,) = RULES_BY_ID["shape"].check(checked(toy, "ca"))
    assert problem.at == Position(display_path(toy / CA_FORM))
    assert problem.message == "this sheet is not in the English folder"
