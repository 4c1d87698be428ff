"""Shapes: nodes become frozen data, or problems at their places."""

from __future__ import annotations

import datetime
from typing import NamedTuple

import pytest

from handout.errors import ContentError, Position, Problem
from handout.files import parse
from handout.files.base import INVALID, Invalid, Schema
from handout.files.containers import Field, ListOf, MapOf, Mapped, OneOfKind, Record
from handout.files.nodes import Scalar
from handout.files.report import Report
from handout.files.scalars import Choice, Date, Flag, Integer, TextSchema

NAME = "doctor.yaml"


class Prose(NamedTuple):
    """A record with a place."""

    id: str
    text: Scalar
    at: Position


class Steps(NamedTuple):
    """A record with defaults."""

    steps: tuple[Scalar, ...]
    start: int = 1
    is_long: bool = False


class Made(NamedTuple):
    """A record that needs nothing."""

    names: tuple[Scalar, ...] = ()


PROSE = Record(
    Prose, {"id": Field(Mapped(TextSchema(), lambda node, _: node.text)), "text": Field(TextSchema())}
)
STEPS = Record(
    Steps,
    {
        "steps": Field(ListOf(TextSchema(), at_least=2, at_most=3)),
        "start": Field(Integer(at_least=1), required=False),
        "long": Field(Flag(), required=False, attribute="is_long"),
    },
)
FORM = Record(
    Steps,
    {
        "steps": Field(ListOf(TextSchema()), blank_ok=True),
        "start": Field(Integer(), required=False, blank_ok=True),
    },
)
BLOCK: OneOfKind[Prose | Steps] = OneOfKind({"prose": PROSE, "steps": STEPS})


def read(schema: Schema[object], source: str, report: Report) -> object:
    """What the schema makes of a YAML text; problems go to the report."""
    node, problems = parse.parse(source, name=NAME)
    assert node is not None
    report.add(problems)
    return schema.read(node, report)


def value(schema: Schema[object], source: str) -> object:
    """What the schema reads, and there is no problem."""
    report = Report()
    read_value = read(schema, source, report)
    assert not report.problems
    return read_value


def found(schema: Schema[object], source: str) -> list[tuple[int, int, str]]:
    """Where and what the problems are; without any there is a value, with one there is none."""
    report = Report()
    read_value = read(schema, source, report)
    assert isinstance(read_value, Invalid) == bool(report.problems)
    return [(problem.at.line, problem.at.column, problem.rule) for problem in report.problems]


def message(schema: Schema[object], source: str, *, private: bool = False) -> str:
    """The words of the only problem."""
    report = Report(private=private)
    read(schema, source, report)
    (problem,) = report.problems
    return "; ".join(filter(None, (problem.message, problem.hint)))


def test_text_keeps_its_place() -> None:
    """A text stays the node it was, so that places within it can be told."""
    text = value(ListOf(TextSchema()), "- one\n- two words\n")
    assert isinstance(text, tuple)
    assert [item.text for item in text] == ["one", "two words"]
    assert text[1].place(4) == Position(NAME, 2, 7)


@pytest.mark.parametrize(
    ("schema", "source", "expected"),
    [
        (Choice(("left", "right")), "left", "left"),
        (Integer(), "12", 12),
        (Integer(at_least=1, at_most=3), "1", 1),
        (Integer(at_least=1, at_most=3), "3", 3),
        (Integer(), "-012", -12),
        (Date(), "2024-02-29", datetime.date(2024, 2, 29)),
        (Flag(), "yes", True),
        (Flag(), "'true'", True),
        (Flag(), "no", False),
        (Flag(), "false", False),
        (ListOf(Integer(), at_least=1, at_most=2), "[1, 2]", (1, 2)),
        (ListOf(ListOf(Integer())), "[[2024, 5], []]", ((2024, 5), ())),
        (Mapped(Integer(), lambda number, _: number * 2), "4", 8),
    ],
)
def test_value(schema: Schema[object], source: str, expected: object) -> None:
    """What is written as it should be becomes a value."""
    assert value(schema, source) == expected


@pytest.mark.parametrize(
    ("schema", "source", "expected"),
    [
        (TextSchema(), "[a]", (1, 1, "wrong-kind")),
        (ListOf(TextSchema()), "['']", (1, 2, "empty")),
        (TextSchema(), '"  "', (1, 1, "empty")),
        (TextSchema(max_length=3), "four", (1, 1, "too-long")),
        (TextSchema(pattern="[a-z]+", hint="small letters"), "One", (1, 1, "pattern")),
        (TextSchema(pattern="[a-z]+", hint="small letters"), '"one\\n"', (1, 1, "pattern")),
        (Choice(("left", "right")), "Left", (1, 1, "unknown-name")),
        (Choice(("left", "right")), "[left]", (1, 1, "wrong-kind")),
        (Integer(), "1.0", (1, 1, "wrong-kind")),
        (Integer(), "1_000", (1, 1, "wrong-kind")),
        (Integer(), "٣", (1, 1, "wrong-kind")),
        (Integer(), "9" * 5000, (1, 1, "wrong-kind")),
        (Integer(), "{a: 1}", (1, 1, "wrong-kind")),
        (Integer(at_least=1), "0", (1, 1, "out-of-range")),
        (Integer(at_most=10), "11", (1, 1, "out-of-range")),
        (Date(), "31/05/2024", (1, 1, "wrong-kind")),
        (Date(), "2024-W01-1", (1, 1, "wrong-kind")),
        (Date(), "2023-02-29", (1, 1, "wrong-kind")),
        (Flag(), "on", (1, 1, "wrong-kind")),
        (Flag(), "Yes", (1, 1, "wrong-kind")),
        (ListOf(TextSchema()), "a", (1, 1, "wrong-kind")),
        (ListOf(TextSchema()), "a: b", (1, 1, "wrong-kind")),
        (ListOf(TextSchema(), at_least=2), "[a]", (1, 1, "too-few")),
        (ListOf(TextSchema(), at_most=1), "[a, b, c]", (1, 5, "too-many")),
        (MapOf(TextSchema()), "[a]", (1, 1, "wrong-kind")),
        (MapOf(Integer(), key=TextSchema(pattern="[a-z]", hint="a letter")), "AB: 1", (1, 1, "pattern")),
        (MapOf(Integer()), "a: one", (1, 4, "wrong-kind")),
        (MapOf(Integer(), empty_ok=False), "{}", (1, 1, "too-few")),
        (PROSE, "text", (1, 1, "wrong-kind")),
        (PROSE, "id: a\n", (1, 1, "missing-key")),
        (PROSE, "id: a\ntext:\n", (2, 6, "empty")),
        (PROSE, "id: a\ntext: b\ntxt: c\n", (3, 1, "unknown-key")),
        (STEPS, "steps: [a, b]\nstart:\n", (2, 7, "empty")),
        (STEPS, "steps: [a, b]\nstart: 0\n", (2, 8, "out-of-range")),
        (STEPS, "steps:\n", (1, 7, "empty")),
        (BLOCK, "[a]", (1, 1, "wrong-kind")),
        (BLOCK, "id: a\n", (1, 1, "missing-key")),
        (BLOCK, "kind: proze\nid: a\n", (1, 7, "unknown-name")),
        (BLOCK, "kind: [prose]\n", (1, 7, "wrong-kind")),
        (BLOCK, "kind: prose\nid: a\ntext: b\nsteps: [a]\n", (4, 1, "unknown-key")),
    ],
)
def test_problem(schema: Schema[object], source: str, expected: tuple[int, int, str]) -> None:
    """What is written otherwise is a problem at its place, and there is no value."""
    assert found(schema, source) == [expected]


def test_text_within_limits() -> None:
    """A text as long as it may be, and of the pattern asked for, is taken."""
    text = value(TextSchema(max_length=4, pattern="[a-z]+", hint="small letters"), "four")
    assert text == Scalar("four", Position(NAME))


def test_empty_allowed() -> None:
    """A text may be empty where that is said."""
    assert value(ListOf(TextSchema(empty_ok=True)), "['']") == (Scalar("", Position(NAME, 1, 2)),)


def test_all_in_one_pass() -> None:
    """Every problem of a file is told in one run."""
    source = """\
- kind: prose
  idd: a
  text: [b]
- kind: steps
  steps: [a, {}, '']
  start: one
  long: perhaps
- kind: table
- words
-
"""
    assert found(ListOf(BLOCK), source) == [
        (1, 3, "missing-key"),
        (2, 3, "unknown-key"),
        (3, 9, "wrong-kind"),
        (5, 14, "wrong-kind"),
        (5, 18, "empty"),
        (6, 10, "wrong-kind"),
        (7, 9, "wrong-kind"),
        (8, 9, "unknown-name"),
        (9, 3, "wrong-kind"),
        (10, 2, "empty"),
    ]


def test_record() -> None:
    """A record makes its class, with the place of its node and the class's own defaults."""
    prose = value(BLOCK, "kind: prose\nid: a\ntext: b\n")
    assert prose == Prose("a", Scalar("b", Position(NAME, 3, 7)), Position(NAME, 1, 1))
    steps = value(BLOCK, "{steps: [c, d], long: yes, kind: steps}")
    assert isinstance(steps, Steps)
    assert ([step.text for step in steps.steps], steps.start, steps.is_long) == (["c", "d"], 1, True)


def test_default() -> None:
    """A field's own default stands for a key that is not given."""
    record = Record(
        Prose, {"id": Field(TextSchema(), required=False, default="none"), "text": Field(TextSchema())}
    )
    prose = value(record, "text: b\n")
    assert isinstance(prose, Prose)
    assert prose.id == "none"


@pytest.mark.parametrize(
    ("source", "start"), [("start:\n", 1), ("start: ' '\n", 1), ("start: 5\n", 5), ("", 1)]
)
def test_blank(source: str, start: int) -> None:
    """In a form, a key with nothing after it counts as not given."""
    steps = value(FORM, source + "steps: [a]\n")
    assert isinstance(steps, Steps)
    assert steps.start == start


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("steps:\n", [(1, 1, "missing-key")]),
        ("steps: []\nstart: []\n", [(2, 8, "wrong-kind")]),
        ("steps: []\nstart: *nowhere\n", [(2, 8, "anchor")]),
    ],
)
def test_blank_is_nothing_else(source: str, expected: list[tuple[int, int, str]]) -> None:
    """What is needed cannot be blank, and only a text can be."""
    assert found(FORM, source) == expected


def test_own_place() -> None:
    """A key “at” of a record is a key as any other, and then no place is given."""
    record = Record(Prose, {"id": Field(TextSchema()), "text": Field(TextSchema()), "at": Field(Integer())})
    prose = value(record, "{id: a, text: b, at: 5}")
    assert isinstance(prose, Prose)
    assert isinstance(prose.at, int)


def test_default_factory() -> None:
    """A default that the class makes is a default."""
    schemas = {"names": Field(ListOf(TextSchema()), required=False)}
    assert value(Record(Made, schemas), "{}") == Made()


def test_map() -> None:
    """Free keys stay in order, each with its place."""
    assert value(MapOf(Integer()), "{}") == ()
    pairs = value(MapOf(Integer()), "b: 1\na: 2\n")
    assert isinstance(pairs, tuple)
    assert [(key.text, key.at.line, number) for key, number in pairs] == [("b", 1, 1), ("a", 2, 2)]


def test_hyphens() -> None:
    """A key with hyphens is a field with underscores."""
    record = Record(Steps, {"steps": Field(ListOf(TextSchema())), "is-long": Field(Flag(), required=False)})
    steps = value(record, "steps: [a]\nis-long: yes\n")
    assert isinstance(steps, Steps)
    assert steps.is_long


@pytest.mark.parametrize(
    "fields",
    [
        {"id": Field(TextSchema())},
        {"id": Field(TextSchema()), "text": Field(TextSchema()), "more": Field(TextSchema())},
        {"id": Field(TextSchema(), required=False), "text": Field(TextSchema())},
    ],
)
def test_record_must_fit(fields: dict[str, Field]) -> None:
    """A record that could not make its class is refused when it is defined, not when a file is read."""
    with pytest.raises(TypeError):
        Record(Prose, fields)


def test_pattern_needs_words() -> None:
    """A pattern without an explanation is refused: an author could not understand its problem."""
    with pytest.raises(TypeError):
        TextSchema(pattern="[a-z]+")


@pytest.mark.parametrize(
    ("schema", "source", "expected"),
    [
        (ListOf(TextSchema()), "words", "expected a list, found text"),
        (TextSchema(), "[a]", "expected text, found a list"),
        (PROSE, "[a]", "expected a mapping (key: value), found a list"),
        (ListOf(TextSchema()), "a: b", "expected a list, found a mapping (key: value)"),
        (
            Choice(("doctor", "radiologist")),
            "radiolgist",
            "“radiolgist” is not known here; did you mean “radiologist”?",
        ),
        (Choice(("doctor", "radiologist")), "DOCTOR", "“DOCTOR” is not known here; did you mean “doctor”?"),
        (Choice(("a", "b")), "xyz", "“xyz” is not known here; known are “a”, “b”"),
        (PROSE, "{id: a, text: b, txet: c}", "“txet” is not known here"),
        (BLOCK, "{kind: steps, steps: [a, b], strat: 2}", "“strat” is not known here; did you mean “start”?"),
        (PROSE, "{id: a}", "“text” is missing"),
        (Integer(at_least=1, at_most=4), "5", "expected a whole number from 1 to 4"),
        (Integer(at_least=1), "0", "expected a whole number of at least 1"),
        (TextSchema(max_length=3), "four", "the text has 4 characters; at most 3 are allowed"),
        (TextSchema(pattern="[a-z]+", hint="small letters"), "1", "expected small letters"),
        (Choice(tuple("abcdefghijklm")), "xyz", "“xyz” is not known here"),
        (ListOf(TextSchema(), at_most=1), "[a, b]", "expected at most 1 in this list, found 2"),
    ],
)
def test_words(schema: Schema[object], source: str, expected: str) -> None:
    """A problem says what was expected, and the nearest known name."""
    assert message(schema, source) == expected


@pytest.mark.parametrize(
    ("schema", "source"),
    [
        (Choice(("left", "right")), "secret"),
        (PROSE, "{id: a, text: b, secret: c}"),
        (TextSchema(max_length=3), "secret"),
        (TextSchema(pattern="[0-9]", hint="a digit"), "secret"),
        (Integer(), "secret"),
        (Date(), "secret"),
        (Flag(), "secret"),
        (ListOf(TextSchema()), "secret"),
    ],
)
def test_private(schema: Schema[object], source: str) -> None:
    """In a personal file no message repeats what is written there."""
    assert "secret" not in message(schema, source, private=True)


def test_mapped_raises() -> None:
    """A function's ValueError is a problem at the node."""

    def refuse(number: int, _: Report) -> int:
        raise ValueError(f"{number} will not do")

    report = Report()
    assert read(ListOf(Mapped(Integer(), refuse, rule="own")), "[1,\n 2]", report) is INVALID
    assert report.problems == (
        Problem(Position(NAME, 1, 2), "own", "1 will not do"),
        Problem(Position(NAME, 2, 2), "own", "2 will not do"),
    )


def test_mapped_notes() -> None:
    """A function that notes a problem gives no value; one after a problem elsewhere does."""

    def note_twos(number: int, report: Report) -> int:
        if number + 1 == 3:
            report.note(Position(NAME, 9, 9), "own", "two")
        return number

    report = Report()
    schema = Mapped(Integer(), note_twos)
    assert read(schema, "2", report) is INVALID
    assert read(schema, "3", report) == 3
    assert read(schema, "x", report) is INVALID
    assert len(report.problems) == 2
    assert found(Mapped(Integer(), lambda number, _: 10 + number), "x") == [(1, 1, "wrong-kind")]


def test_unknown_value_is_told_once() -> None:
    """Where the source could not know a value, no schema adds a problem of its own."""
    schemas = {
        "a": TextSchema(),
        "b": Integer(),
        "c": ListOf(TextSchema()),
        "d": PROSE,
        "e": BLOCK,
        "f": Choice(("x",)),
    }
    for schema in schemas.values():
        report = Report()
        assert read(ListOf(schema), "- *nowhere\n", report) is INVALID
        assert [problem.rule for problem in report.problems] == ["anchor"]


def test_report() -> None:
    """A report tells each problem once, by place, and raises them all together."""
    assert Report().quote("word") == "“word”"
    first, second = (Problem(Position(NAME, line), "own", "words") for line in (1, 2))
    report = Report([second])
    report.add([first, second])
    assert report.problems == (first, second)
    with pytest.raises(ContentError) as caught:
        report.raise_if_any()
    assert caught.value.problems == (first, second)
    Report().raise_if_any()
