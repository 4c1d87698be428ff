"""The personal file: what it may hold, what is told of the rest, and the file to fill in."""

from __future__ import annotations

import datetime
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from handout import fonts
from handout.errors import ContentError, Problem
from handout.files import parse
from handout.files.nodes import Node, Scalar, Sequence
from handout.patient import fields, file, template, values
from handout.patient.file import load_patient
from handout.patient.values import OwnWords, Patient, Value
from tests.conftest import sample

COMMENTS = {
    name: f"Text of {name}" if name.endswith(".example") else f"What {name} means" for name in fields.COMMENTS
}
CHOICES = {
    vocabulary: {name: f"{name} in words" for name in names}
    for vocabulary, names in values.VOCABULARIES.items()
}
COMMENTS["example"] = "e.g."
ZENOBIA = "Zenobia"


def loaded(tmp_path: Path, text: str) -> Patient:
    """The file with that text, as read."""
    path = tmp_path / "me.yaml"
    path.write_text(text, encoding="utf-8")
    return load_patient(path, missing=fonts.missing)


def problems(tmp_path: Path, text: str) -> tuple[Problem, ...]:
    """What is told of the file with that text."""
    with pytest.raises(ContentError) as error:
        loaded(tmp_path, text)
    return error.value.problems


def told(tmp_path: Path, text: str) -> list[str]:
    """What is told, without the folder: ``line:column: message [rule]``."""
    return [str(problem).removeprefix(f"{tmp_path / 'me.yaml'}:") for problem in problems(tmp_path, text)]


def as_editors_read(node: Node) -> object:
    """The JSON of a file as an editor makes it from YAML 1.2."""
    if isinstance(node, Sequence):
        return [as_editors_read(item) for item in node.items]
    if not isinstance(node, Scalar):
        return {key.text: as_editors_read(value) for key, value in node.entries}
    if node.origin is not None and not node.origin.style:
        if re.fullmatch("-?[0-9]+", node.text):
            return int(node.text)
        return node.text or None
    return node.text


def by_schema(text: str) -> bool:
    """Whether the schema takes a file."""
    node, found = parse.parse(text, name="me.yaml")
    assert node is not None
    assert not found
    return jsonschema.Draft202012Validator(file.json_schema()).is_valid(as_editors_read(node))


FULL = """\
language: ca
about-me:
  name: Maria Puig
  born: 1955-11-30
  phone: 600 123 456
appointment: {date: 2026-03-05, time: 9:30, with: Dra. Soler}
lumps:
  - {letter: B, side: right, site: below-crest, size: 30, since: 2019, pressing-hurts: yes}
  - {side: left, site: dimple, since: 2020-02-29, pressing-hurts: no}
pain:
  now: 0
  worst: 10
  since: 2019
  movement: ajupir-me
  goes-to: {left: [buttock, calf], right: [foot]}
  worse-with: [sitting, bending]
  better-with: [heat]
tried: [exercise, injection]
tried-other: |
  agulles
  i cera
medicines: ["paracetamol 1 g", "omeprazole, 20 mg"]
blood-thinners: no
allergies: penicil·lina
conditions: [diabetes]
operations:
  - {date: 2021-05-06, side: left, number: 2, gap-closed: unknown, laboratory: yes, relief: 0, came-back: no}
  - {date: 2022}
questions:
  - És un lipoma?
  - Cal operar?
"""


def ca(text: str) -> OwnWords:
    """A text in Catalan."""
    return OwnWords(text, "ca")


VALUES: dict[str, Value] = {
    "about-me.name": ca("Maria Puig"),
    "about-me.born": datetime.date(1955, 11, 30),
    "about-me.phone": ca("600 123 456"),
    "appointment.date": datetime.date(2026, 3, 5),
    "appointment.time": "9:30",
    "appointment.with": ca("Dra. Soler"),
    "lumps.A.side": ("left",),
    "lumps.A.site": ("dimple",),
    "lumps.A.since": datetime.date(2020, 2, 29),
    "lumps.A.pressing-hurts": ("no",),
    "lumps.B.side": ("right",),
    "lumps.B.site": ("below-crest",),
    "lumps.B.size": 30,
    "lumps.B.since": 2019,
    "lumps.B.pressing-hurts": ("yes",),
    "pain.now": 0,
    "pain.worst": 10,
    "pain.since": 2019,
    "pain.movement": ca("ajupir-me"),
    "pain.goes-to": (("left", "buttock"), ("left", "calf"), ("right", "foot")),
    "pain.worse-with": ("sitting", "bending"),
    "pain.better-with": ("heat",),
    "tried": ("exercise", "injection"),
    "tried-other": ca("agulles i cera"),
    "medicines": (ca("paracetamol 1 g"), ca("omeprazole, 20 mg")),
    "blood-thinners": ("no",),
    "allergies": (ca("penicil·lina"),),
    "conditions": ("diabetes",),
    "operations.1.date": datetime.date(2021, 5, 6),
    "operations.1.side": ("left",),
    "operations.1.number": 2,
    "operations.1.gap-closed": ("unknown",),
    "operations.1.laboratory": ("yes",),
    "operations.1.relief": 0,
    "operations.1.came-back": ("no",),
    "operations.2.date": 2022,
    "questions": (ca("És un lipoma?"), ca("Cal operar?")),
}


def test_every_field_is_read(tmp_path: Path) -> None:
    """A file with every kind of field gives each value under its name, and only those."""
    found = loaded(tmp_path, FULL)
    assert found.lang == "ca"
    assert dict(found.values) == VALUES


def test_fields_by_name() -> None:
    """Each of four lumps and six operations has its fields; the letter is part of their names, no field."""
    names = set(fields.FIELDS)
    assert {"lumps.A.side", "lumps.D.since", "operations.6.relief", "tried", "pain.goes-to"} <= names
    assert names.isdisjoint({"lumps", "lumps.A.letter", "lumps.E.side", "operations.7.date", "language"})


def test_the_drawing_is_told_lumps_and_places(tmp_path: Path) -> None:
    """Lumps come in the order of their letters, places side by side."""
    found = loaded(tmp_path, FULL)
    assert found.lumps == (("A", "left", "dimple"), ("B", "right", "below-crest"))
    assert found.shaded == (("left", "buttock"), ("left", "calf"), ("right", "foot"))
    letters = loaded(tmp_path, f"lumps: [{', '.join(f'{{letter: {one}, size: 1}}' for one in 'DBCA')}]").lumps
    assert letters == tuple((letter, None, None) for letter in "ABCD")


def test_nothing_said_nothing_drawn(tmp_path: Path) -> None:
    """A file without lumps and places has none for the drawing; a lump may lack side and site."""
    assert loaded(tmp_path, "tried-other: x").shaded == ()
    assert loaded(tmp_path, "lumps: [{size: 3}]").lumps == (("A", None, None),)


def test_letters_are_given_where_there_is_none(tmp_path: Path) -> None:
    """Lumps without a letter get those that no other lump has, in their order."""
    found = loaded(tmp_path, "lumps: [{size: 1}, {letter: A, size: 2}, {size: 3}, {letter: C, size: 4}]")
    sizes = [found.values[f"lumps.{letter}.size"] for letter in "BADC"]
    assert sizes == [1, 2, 3, 4]


def test_a_letter_given_twice_is_told_at_the_second(tmp_path: Path) -> None:
    """Two lumps cannot have one letter."""
    text = "lumps:\n  - {letter: B, size: 1}\n  - {letter: B, size: 2}\n"
    assert told(tmp_path, text) == ["3:14: lumps, 2, letter: this letter is already used [given-twice]"]


@pytest.mark.parametrize(
    "text",
    [
        "language:",
        "about-me:\nlumps:\ntried:\nquestions:",
        "about-me:\n  name:\n  born:\n  phone: ''",
        "pain:\n  goes-to:\n    left:\n    right: []",
        "lumps:\n  - letter:\n    side:\noperations:\n  -\n  - date:",
        "medicines:\n  -\n  - ''\nconditions: []\ntried:\n  -",
    ],
)
def test_what_is_left_empty_is_not_given(tmp_path: Path, text: str) -> None:
    """Keys, entries and lists with nothing in them say nothing."""
    assert dict(loaded(tmp_path, text).values) == {}


def test_an_empty_entry_is_not_counted(tmp_path: Path) -> None:
    """An operation that was left empty is no operation."""
    found = loaded(tmp_path, "operations:\n  - date:\n  -\n  - date: 2020\n")
    assert dict(found.values) == {"operations.1.date": 2020}


def test_english_unless_said(tmp_path: Path) -> None:
    """Without a language the free text is in English."""
    found = loaded(tmp_path, "tried-other: x")
    assert (found.lang, found.values["tried-other"]) == ("en", OwnWords("x", "en"))


@pytest.mark.parametrize(
    "text",
    [
        "<b>x</b>",
        "<img src='file:///etc/passwd'/>",
        "<font color=white>x</font>",
        "**x**",
        "[a](https://example.org)",
        "[@key]",
        "{patient.__class__}",
        "&amp; %s $HOME `id`",
    ],
)
def test_free_text_has_no_markup(tmp_path: Path, text: str) -> None:
    """Whatever looks like markup, a placeholder or a command is kept letter for letter."""
    patient = loaded(tmp_path, f"tried-other: |\n  heat\n  {text}")
    assert patient.values["tried-other"] == OwnWords(f"heat {text}", "en")


def test_blanks_become_one_space(tmp_path: Path) -> None:
    """Runs of blanks, also unusual ones, and line ends are one space."""
    text = "tried-other: |\n  a  b\u00a0\u2003c\n\n  \td\n"
    assert loaded(tmp_path, text).values["tried-other"] == OwnWords("a b c d", "en")


def test_accents_are_joined_to_their_letters(tmp_path: Path) -> None:
    """An accent that stands after its letter, as copied from some programs, is the accented letter."""
    assert loaded(tmp_path, "tried-other: Jose\u0301").values["tried-other"] == OwnWords("Jos\u00e9", "en")


REFUSED = [
    ("about-me: {born: 30.11.1955}", "1:18", "about-me, born", "pattern"),
    ("about-me: {born: 1955-02-30}", "1:18", "about-me, born", "value"),
    ("about-me: {born: 0955-02-03}", "1:18", "about-me, born", "pattern"),
    ("pain: {since: '19'}", "1:15", "pain, since", "pattern"),
    ("pain: {since: 2019-02-30}", "1:15", "pain, since", "value"),
    ("appointment: {time: 24:00}", "1:21", "appointment, time", "pattern"),
    ("appointment: {time: 1030}", "1:21", "appointment, time", "pattern"),
    ("lumps: [{size: 1}, {size: 301}]", "1:27", "lumps, 2, size", "out-of-range"),
    ("lumps: [{size: 0}]", "1:16", "lumps, 1, size", "out-of-range"),
    ("lumps: [{size: 3 cm}]", "1:16", "lumps, 1, size", "wrong-kind"),
    ("lumps: [{letter: E}]", "1:18", "lumps, 1, letter", "pattern"),
    ("lumps: [{side: middle}]", "1:16", "lumps, 1, side", "unknown-name"),
    ("lumps: {side: left}", "1:8", "lumps", "wrong-kind"),
    ("lumps: [{size: 1}, {size: 1}, {size: 1}, {size: 1}, {size: 1}]", "1:53", "lumps, 5", "too-many"),
    ("operations: [" + "{number: 1}, " * 6 + "{number: 1}]", "1:92", "operations, 7", "too-many"),
    ("operations: [{number: 21}]", "1:23", "operations, 1, number", "out-of-range"),
    ("operations: [{relief: 1000}]", "1:23", "operations, 1, relief", "out-of-range"),
    ("operations: [{laboratory: perhaps}]", "1:27", "operations, 1, laboratory", "unknown-name"),
    ("pain: {now: 11}", "1:13", "pain, now", "out-of-range"),
    ("pain: {worst: 7.5}", "1:15", "pain, worst", "wrong-kind"),
    ("pain: {goes-to: {left: [calf, ear]}}", "1:31", "pain, goes-to, left, 2", "unknown-name"),
    ("pain: {goes-to: {left: [calf, foot, calf]}}", "1:37", "pain, goes-to, left, 3", "given-twice"),
    ("tried: [exercise, exercise]", "1:19", "tried, 2", "given-twice"),
    ("conditions: [diabetic]", "1:14", "conditions, 1", "unknown-name"),
    ("blood-thinners: maybe", "1:17", "blood-thinners", "unknown-name"),
    ("medicines:" + "\n- x" * 21, "22:3", "medicines, 21", "too-many"),
    ("questions: ['a', {b: c}]", "1:18", "questions, 2", "wrong-kind"),
    ("questions: ['a', [b]]", "1:18", "questions, 2", "wrong-kind"),
    ("language: catalan language", "1:11", "language", "pattern"),
    ("about-me: Maria", "1:11", "about-me", "wrong-kind"),
    (f"tried-other: {'x ' * 1000}x", "1:14", "tried-other", "too-long"),
    (f"tried-other: a {'x' * 41}", "1:16", "tried-other", "long-word"),
    ("questions: ['a', 'b \u202e c']", "1:21", "questions, 2", "character"),
    ("questions:\n  - a\n  - b \x07 c", "3:7", "questions, 2", "character"),
    ('questions: ["a \\u2066"]', "1:13", "questions, 1", "character"),
    ("questions: ['a', 'b \u5b57']", "1:21", "questions, 2", "script"),
]


@pytest.mark.parametrize(("text", "place", "name", "rule"), REFUSED, ids=[one[0][:30] for one in REFUSED])
def test_what_is_refused(tmp_path: Path, text: str, place: str, name: str, rule: str) -> None:
    """What a field cannot hold is told once, with the place, the field and the rule."""
    (message,) = told(tmp_path, text)
    assert message.startswith(f"{place}: {name}: ")
    assert message.endswith(f"[{rule}]")


LIMITS = [
    "lumps: [{size: 1}, {size: 300}, {size: 1}, {size: 1}]",
    "operations: [" + "{number: 20}, " * 6 + "]",
    "medicines:" + "\n- x" * 20,
    f"tried-other: {'x ' * 999}xx",
    f"tried-other: {'x' * 40} {'y' * 40}",
    "operations: [{relief: 999}]",
    "appointment: {time: 23:59, date: 2099-12-31}",
    "about-me: {born: 1900-01-01}",
]


@pytest.mark.parametrize("text", LIMITS, ids=[one[:30] for one in LIMITS])
def test_what_the_limits_let_pass(tmp_path: Path, text: str) -> None:
    """As much as is allowed is read."""
    assert loaded(tmp_path, text).values


def test_a_letter_no_face_has(tmp_path: Path) -> None:
    """The letter is told by its number and name with its field, and nothing around it."""
    assert told(tmp_path, "medicines:\n  - Zenobia \u2713\n") == [
        "2:13: medicines, 1: no font has a glyph for U+2713 CHECK MARK; "
        "write it in letters, or leave it away [glyph]"
    ]


def test_letters_of_the_second_face(tmp_path: Path) -> None:
    """A name in Greek, Cyrillic or Vietnamese letters is read."""
    text = "Ελένη Жанна Nguyễn"
    assert loaded(tmp_path, f"about-me: {{name: {text}}}").values["about-me.name"] == OwnWords(text, "en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abuot-me:\n", "1:1: this is not known here; did you mean “about-me”? [unknown-key]"),
        ("pain: {wrost: 3}", "1:8: pain: this is not known here; did you mean “worst”? [unknown-key]"),
        ("lumps: [{zize: 3}]", "1:10: lumps, 1: this is not known here; did you mean “size”? [unknown-key]"),
    ],
)
def test_an_unknown_key_has_its_nearest(tmp_path: Path, text: str, expected: str) -> None:
    """The nearest known key is told, not the one given."""
    assert told(tmp_path, text) == [expected]


def test_no_choice_is_suggested(tmp_path: Path) -> None:
    """Of a misspelt choice all that can be chosen is told: the nearest would tell what was written."""
    (message,) = told(tmp_path, "conditions: [pregnant]")
    names = ", ".join(f"“{name}”" for name in values.VOCABULARIES["condition"])
    assert message == f"1:14: conditions, 1: this is not known here; known are {names} [unknown-name]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pain:\n  now: 1\n  worst: 2\n  now: 3", "4:3: pain: this key is already used in line 2"),
        ("tried-other: a\ntried-other: b", "2:1: this key is already used in line 1"),
        (
            "tried: []\npain: {now: 1, worst: 2, now: 3}",
            "2:26: pain: this key is already used in line 2",
        ),
        ("lumps:\n  - size: 1\n    size: 2", "3:5: lumps: this key is already used in line 2"),
    ],
)
def test_a_key_given_twice(tmp_path: Path, text: str, expected: str) -> None:
    """A key given twice is told with what it stands under."""
    assert told(tmp_path, text) == [f"{expected} [duplicate-key]"]


PRIVATE = [
    f"{ZENOBIA}: x",
    f"about-me: {ZENOBIA}",
    f"about-me: {{{ZENOBIA}: {ZENOBIA}, born: {ZENOBIA}}}",
    f"about-me: {{name: {ZENOBIA}{'x' * 40}}}",
    f"about-me: {{name: {ZENOBIA} \u202e}}",
    f"about-me: {{name: {ZENOBIA} \u5b57}}",
    f"tried: [{ZENOBIA}]\nblood-thinners: {ZENOBIA}\nlumps: [{{letter: {ZENOBIA}}}]",
    f"pain: {{now: {ZENOBIA}, since: {ZENOBIA}, goes-to: {{left: {ZENOBIA}, {ZENOBIA}: x}}}}",
    f"language: {ZENOBIA} {ZENOBIA}",
    f"appointment: {{time: {ZENOBIA}}}",
    f"tried: [{ZENOBIA}",
    f"a: &{ZENOBIA} x",
    f"a: !{ZENOBIA} x",
    f"a: *{ZENOBIA}",
    f"{ZENOBIA}: 1\n{ZENOBIA}: 2\n",
    f"? [{ZENOBIA}]\n: x",
    f"{ZENOBIA}\nx",
    f"'{ZENOBIA}",
    f"%{ZENOBIA}\n---\nx",
]


@pytest.mark.parametrize("text", PRIVATE)
def test_no_message_repeats_the_file(tmp_path: Path, text: str) -> None:
    """Neither keys nor values are in what is told."""
    assert ZENOBIA.lower() not in " ".join(told(tmp_path, text)).lower()


def test_a_patient_does_not_show(tmp_path: Path) -> None:
    """What a program prints of a patient by mistake has none of the values."""
    assert ZENOBIA not in repr(loaded(tmp_path, f"about-me: {{name: {ZENOBIA}}}"))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("medicines: &a ['x']\nallergies: *a\n", "anchor"),
        ("tried-other: !!python/object/apply:os.system id\n", "tag"),
        ("tried-other: a\n---\ntried-other: b\n", "documents"),
        ("", "empty"),
        ("tried-other: \ufffd", "character"),
    ],
)
def test_what_yaml_can_and_a_personal_file_cannot(tmp_path: Path, text: str, rule: str) -> None:
    """Anchors, tags, a second document and an empty file are refused."""
    assert {problem.rule for problem in problems(tmp_path, text)} == {rule}


@pytest.mark.parametrize("text", ["appointment: {with: a b ,}", "appointment: {with: a\n b,\n }"])
def test_a_last_comma_in_braces_is_told(tmp_path: Path, text: str) -> None:
    """A comma that YAML would drop is told at its place; between quotation marks it is kept."""
    assert [problem.rule for problem in problems(tmp_path, text)] == ["comma"]
    assert loaded(tmp_path, "appointment: {with: 'a b ,'}").values


def test_a_number_on_one_line_is_no_list(tmp_path: Path) -> None:
    """A text behind “1.” is told like one behind a bullet; as an entry of a list it stays as it is."""
    assert [problem.rule for problem in problems(tmp_path, "medicines: 1. a")] == ["wrong-kind"]
    assert loaded(tmp_path, "medicines:\n- 1. a").values


def test_many_problems_are_counted(tmp_path: Path) -> None:
    """Fifty problems are told, and how many more there are."""
    found = told(tmp_path, "questions:\n" + "  - [x]\n" * 60)
    assert len(found) == 51
    assert found[-1] == "51:5: at least 11 more problems after this place [more]"


def test_a_file_of_the_largest_size(tmp_path: Path) -> None:
    """256 KB are read, one byte more is not."""
    line = "tried-other: x\n"
    most = line + "#" * (256 * 1024 - len(line))
    assert loaded(tmp_path, most).values
    assert [problem.rule for problem in problems(tmp_path, most + "#")] == ["size"]


def _fifo(path: Path) -> Path:
    os.mkfifo(path)
    return path


def _socket(path: Path) -> Path:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(path))  # a socket's path is short
    return path


def _link(path: Path) -> Path:
    path.symlink_to(_fifo(path.with_name("pipe")))
    return path


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


@pytest.mark.parametrize("make", [_fifo, _socket, _link, _folder, lambda _: Path("/dev/zero")])
def test_what_is_no_file(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    """A pipe, a socket, a folder, a device and a link to one are refused at once, with the path."""
    path = make(tmp_path / "me.yaml")
    with pytest.raises(ContentError, match="not a regular file") as error:
        load_patient(path, missing=fonts.missing)
    assert str(error.value).startswith(f"{path}:1:1: ")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A missing file is told with its path."""
    with pytest.raises(ContentError, match=r"nobody\.yaml:1:1: no such file"):
        load_patient(tmp_path / "nobody.yaml", missing=fonts.missing)


SIZE = 256 * 1024
BOMBS = {
    "deep": "a: " + "[" * (SIZE - 3),
    "wide": "a: [" + "[]," * (SIZE // 3 - 3) + "]",
    "nested": "a: [" + ("[" * 10 + "]" * 10 + ",") * (SIZE // 21 - 1) + "]",
    "keys": "".join(f"{number}:\n" for number in range(SIZE // 7)),
    "keys-in-braces": "{" + ",".join(f"{number}" for number in range(SIZE // 7)) + "}",
    "entries": "questions:\n" + "- a\n" * (SIZE // 4 - 3),
    "empty-entries": "tried:\n" + "-\n" * (SIZE // 2 - 4),
    "references": "a: &a [x, x]\n"
    + "".join(f"b{number}: &b{number} [*a, *a]\n" for number in range(SIZE // 30)),
    "controls": "a: " + "\x01\x02" * (SIZE // 2 - 3),
    "overrides": "a: " + "\u202e\u202d" * (SIZE // 6 - 2),
    "escapes": 'a: "' + "\\u202e" * (SIZE // 6 - 2) + '"',
    "tags": "- !!python/object:os.system x\n" * (SIZE // 31),
    "twice": "a: 1\n" * (SIZE // 5),
    "unknown": "".join(f"abc{number}: x\n" for number in range(990)),
    "long": "tried-other: " + "x " * (SIZE // 2 - 7),
    "long-key": "x" * (SIZE - 3) + ": x",
    "lines": "a: [\n" + "x\n" * (SIZE // 2 - 3),
    "quotes": "a: '" + "''" * (SIZE // 2 - 3),
    "glyphs": "questions:\n" + ("- " + "\u5b57" * 39 + " " + "w" * 99 + "\n") * (SIZE // 221),
}
CHILD = """
import resource, sys, time
from pathlib import Path
import yaml
from handout import errors
from handout.patient.file import load_patient
resource.setrlimit(resource.RLIMIT_AS, (200 << 20, 200 << 20))
start = time.process_time()
list(yaml.parse("a: b\\n" * 2000, Loader=yaml.SafeLoader))
usual = time.process_time() - start
start = time.process_time()
try:
    load_patient(Path(sys.argv[1]), missing=lambda text: set(text) & {"\\u5b57"})
except errors.ContentError as error:
    print(len(error.problems), (time.process_time() - start) / usual)
"""


USUAL_BOMBS = ("deep", "keys")
"""Of depth, of length, of number, and of letters; the others are like them."""


@pytest.mark.parametrize("bomb", sample(sorted(BOMBS, key=USUAL_BOMBS.__contains__, reverse=True), 2))
def test_a_file_made_to_explode(tmp_path: Path, bomb: str) -> None:
    """Whatever 256 KB hold, what is wrong is told in few lines, with 200 MB, and soon.

    In less than twenty times what PyYAML takes, in Python, for ten kilobytes of nothing odd.
    """
    path = tmp_path / "me.yaml"
    path.write_text(BOMBS[bomb], encoding="utf-8")
    assert path.stat().st_size <= SIZE
    ran = subprocess.run([sys.executable, "-c", CHILD, path], capture_output=True, text=True, check=True)
    count, ratio = ran.stdout.split()
    assert 1 <= int(count) <= 51
    assert float(ratio) < 20


def test_the_template_says_nothing(tmp_path: Path) -> None:
    """The file to fill in loads as it is, in its language, and gives no value."""
    found = loaded(tmp_path, template.template(COMMENTS, CHOICES, "ca"))
    assert (found.lang, dict(found.values), found.lumps) == ("ca", {}, ())


def filled_in(text: str) -> str:
    """A file to fill in, with each example behind its key."""
    example = re.compile(r"^ *# e\.g\. (?:- )?(.*)\n((?:.*:\n)?.*(?:: |- ))$", re.MULTILINE)
    return example.sub(r"\2\1", text)


def test_the_template_filled_in(tmp_path: Path) -> None:
    """With each example written after its key, every field of one lump and operation has a value."""
    found = loaded(tmp_path, filled_in(template.template(COMMENTS, CHOICES, "ca")))
    expected = {
        name
        for name in fields.FIELDS
        if not re.match(r"lumps\.[B-D]|operations\.[2-6]|pain\.goes-to\.", name)
    }
    assert set(found.values) == expected
    assert found.values["about-me.name"] == ca("Text of about-me.name.example")


def test_the_template_explains() -> None:
    """The first line names the schema; comments stand above their fields, choices with their words."""
    text = template.template(COMMENTS, CHOICES, "ca")
    assert text.splitlines()[0] == "# yaml-language-server: $schema=handout-patient.schema.json"
    assert "\n# What file means\n" in text
    assert "\n  # What pain.now means\n  # e.g. 4\n  now: \n" in text
    assert "\n    # What lumps.letter means\n    # e.g. A\n  - letter: \n" in text
    words = "    # left = left in words\n    # right = right in words\n"
    assert f"    # What lumps.side means\n{words}    # e.g. left\n    side: \n" in text
    assert "\n# e.g. - Text of medicines.example\nmedicines:\n  - \n" in text
    notes = ("dates", "copy")
    for name in {name for name in fields.COMMENTS if not name.endswith("example")} - {*notes}:
        assert len(re.findall(rf"# What {name} means(?: What (?:{'|'.join(notes)}) means)?\n", text)) == 1
    assert "# What pain.since means What dates means\n" in text
    assert "# What lumps means What copy means\n" in text


@pytest.mark.parametrize("example", ["a: b", "a #b", "- a", "'a'", "[a", "it's: so", "a:", "“a”", "@a", "&a"])
def test_an_example_with_signs(tmp_path: Path, example: str) -> None:
    """An example that means something in YAML is quoted, so that it can be taken as it stands."""
    names = ("tried-other", "questions")
    comments = COMMENTS | {f"{name}.example": example for name in names}
    text = template.template(comments, CHOICES, "en")
    values = loaded(tmp_path, filled_in(text)).values
    assert values["tried-other"] == OwnWords(example, "en")
    assert values["questions"] == (OwnWords(example, "en"),)


def test_a_long_comment_is_wrapped() -> None:
    """Each line of a comment is a comment, and none is long; line ends of the author stay."""
    text = template.template(COMMENTS | {"file": "word " * 60 + "\nsecond"}, CHOICES, "en")
    head = text.split("\nlanguage:")[0].splitlines()
    assert all(not line or (line.startswith("# ") and len(line) <= 90) for line in head)
    assert "# second" in head


def test_the_schema_is_one() -> None:
    """The schema is valid by the rules of its draft, and says which."""
    jsonschema.Draft202012Validator.check_schema(file.json_schema())
    assert file.json_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


# A word that can be chosen may be one of the file's language, which a schema does not know.
UNSEEN_BY_EDITORS = ("value", "character", "glyph", "script", "unknown-name")
ALIKE = [
    FULL,
    template.template(COMMENTS, CHOICES, "ca"),
    "lumps:\n  - letter:\n    side:\n  -\n",
    "pain: {since: 2019}",
    "pain: {since: 2019-01-01}",
    "about-me: {phone: 600123456, name: ''}",
    *LIMITS,
    "about-me: []",
    "pain: {nwo: 1}",
    "unknown: 1",
    "pain: {since: 1812}",
    *(text for text, _, _, rule in REFUSED if rule not in UNSEEN_BY_EDITORS),
]


@pytest.mark.parametrize("text", ALIKE, ids=range(len(ALIKE)))
def test_schema_and_reader_agree(tmp_path: Path, text: str) -> None:
    """An editor with the schema takes what the program reads, and marks what it refuses."""
    try:
        loaded(tmp_path, text)
    except ContentError:
        assert not by_schema(text)
    else:
        assert by_schema(text)
