"""YAML text into nodes: what is kept, and where each mistake is told."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

import pytest
import yaml

from handout.errors import Position
from handout.files import parse
from handout.files.nodes import Mapping, Node, Scalar, Sequence
from tests.programs import unprivileged

NAME = "doctor.yaml"


def problems(source: str) -> list[tuple[int, int, str]]:
    """Where and what the problems of a text are."""
    _, found = parse.parse(source, name=NAME)
    return [(problem.at.line, problem.at.column, problem.rule) for problem in found]


def parsed(source: str) -> Node:
    """The root of a text that has no problem."""
    node, found = parse.parse(source, name=NAME)
    assert not found
    assert node is not None
    return node


def plain(node: Node) -> object:
    """The texts alone, to compare with."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def value(source: str) -> Scalar:
    """The value of the only key."""
    node = parsed(source)
    assert isinstance(node, Mapping)
    scalar = node.entries[0][1]
    assert isinstance(scalar, Scalar)
    return scalar


@pytest.mark.parametrize("text", ["No", "on", "1:30", "1.10", "012", "~", "null", "2024-05-31", "1e3", "="])
def test_text_stays(text: str) -> None:
    """What YAML takes for a number, a date or a truth value stays the text that was written."""
    assert plain(parsed(f"key: {text}\n{text}: value\n")) == {"key": text, text: "value"}


def test_tree() -> None:
    """Lists and keys keep their order, their texts and their places."""
    node = parsed("a:\n  - one\n  - b: two\n    c: [three, 'fo''ur']\nd:\n")
    assert plain(node) == {"a": ["one", {"b": "two", "c": ["three", "fo'ur"]}], "d": ""}
    assert isinstance(node, Mapping)
    (key, items), (_, nothing) = node.entries
    assert isinstance(items, Sequence)
    assert (node.at, key.at) == (Position(NAME, 1, 1), Position(NAME, 1, 1))
    assert (items.at, items.items[0].at, items.items[1].at) == tuple(
        Position(NAME, line, column) for line, column in ((2, 3), (2, 5), (3, 5))
    )
    assert nothing == Scalar("", Position(NAME, 5, 3))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a: 1\n", []),
        ("---\na: 1\n...\n", []),
        ("a: 1\nb: 2\na: 3\n", [(3, 1, "duplicate-key")]),
        ("a: 1\na: 2\na: 3\n", [(2, 1, "duplicate-key"), (3, 1, "duplicate-key")]),
        ("a:\n  b: 1\n  'b': 1\n", [(3, 3, "duplicate-key")]),
        ("a: &x 1\nb: *x\n", [(1, 4, "anchor"), (2, 4, "anchor")]),
        ("a: &x [1]\nb: &y {c: 1}\n", [(1, 4, "anchor"), (2, 4, "anchor")]),
        ("a: *nowhere\n", [(1, 4, "anchor")]),
        ("*nowhere\n", [(1, 1, "anchor")]),
        ("*x : 1\n*y : 2\n", [(1, 1, "anchor"), (2, 1, "anchor")]),
        ("a: &x {b: *x}\n", [(1, 4, "anchor"), (1, 11, "anchor")]),
        ("a: !!python/object:os.system x\n", [(1, 4, "tag")]),
        ("a: !!str 1\nb: !own [1]\nc: ! x\n", [(1, 4, "tag"), (2, 4, "tag"), (3, 4, "tag")]),
        ("a: &x !t 1\n", [(1, 4, "anchor"), (1, 4, "tag")]),
        ("a: 1\n---\nb: 2\n", [(2, 1, "documents")]),
        ("[a, b]: c\nd: e\nd: f\n", [(1, 1, "key"), (3, 1, "duplicate-key")]),
        ("? {a: b}\n: c\n", [(1, 3, "key")]),
        ("", [(1, 1, "empty")]),
        ("\n  \n# words\n", [(1, 1, "empty")]),
        ("---\n", [(1, 1, "empty")]),
        ("a: [1, 2\nb: 3\n", [(2, 2, "syntax")]),
        ("a: b: c\n", [(1, 5, "syntax")]),
        ("a: 1\n\tb: 2\n", [(2, 1, "syntax")]),
        ("a: 'open\nb: 1\n", [(3, 1, "syntax")]),
        ("a: **strong** words\n", [(1, 5, "syntax")]),
        ("a: @key\n", [(1, 4, "syntax")]),
        ('a: "words" and more\n', [(1, 12, "syntax")]),
        ("a:\n  b: 1\n c: 2\n", [(3, 2, "syntax")]),
        ("a: 1\nb\nc: 1\n", [(3, 1, "syntax")]),
        ('a: "\\q"\n', [(1, 6, "syntax")]),
        ('a: "\\UFFFFFFFF"\n', [(1, 2, "syntax")]),
        ("%YAML 1." + "9" * 5000 + "\n---\na: 1\n", [(1, 1, "syntax")]),
        ("a: 1\na: 2\nb: [\n", [(2, 1, "duplicate-key"), (4, 1, "syntax")]),
        ("a: b\t\n", [(1, 5, "syntax")]),
        ("a: [b?c]\n", [(1, 6, "syntax")]),
        ("a: b\x07c\n", [(1, 5, "character")]),
        ('a: "b\x07c"\n', [(1, 6, "character")]),
        ("a: 1\r\nb: \x00\x1b\r\n", [(2, 4, "character"), (2, 5, "character")]),
        ("a: x\u202ey\u2066z\u2069\n", [(1, 5, "character"), (1, 7, "character"), (1, 9, "character")]),
        ("a: b\ufeffc\n", [(1, 5, "character")]),
        ("a: b\u2028c\u2029d\u0085\n", [(1, 5, "character"), (1, 7, "character"), (1, 9, "character")]),
        ("a: b\ufffdc\n", [(1, 5, "character")]),
        ("a: \x07\x07\x07\x08\n", [(1, 4, "character"), (1, 7, "character")]),
        ("a: \ud800\n", [(1, 4, "character")]),
        ('a: "b\\u202ec"\n', [(1, 4, "character")]),
        ('a: "\\ud800"\nb: "\\0"\n', [(1, 4, "character"), (2, 4, "character")]),
        ("a: \x07\na: 1\nb: ]\n", [(1, 4, "character"), (2, 1, "duplicate-key"), (3, 4, "syntax")]),
        ("a: '1'\rb: \x07\r\rc: \x07", [(2, 4, "character"), (4, 4, "character")]),
    ],
)
def test_problems(source: str, expected: list[tuple[int, int, str]]) -> None:
    """Each problem is told where it is, and as many as can be known."""
    assert problems(source) == expected


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a: **b**\n", "put the text between straight quotation marks"),
        ("a: b: c\n", "if the colon is part of a text, put the text between straight quotation marks"),
        ("a:\n\tb: 1\n", "write spaces instead"),
        ("a: [1\n", "“]”"),
        ("a: {b: 1\n", "“}”"),
        ("a: 'b\n", "has no closing one (what is read here begins in line 1)"),
        ("a: 1\na: 1\n", "already used in line 1"),
        ("a: \u202e\n", "an invisible control character here (U+202E)"),
        ("a: \ufffd\n", "lost"),
    ],
)
def test_words(source: str, words: str) -> None:
    """A problem says what to do, in words for somebody who writes texts."""
    _, found = parse.parse(source, name=NAME)
    assert words in found[0].message


def test_words_of_one_line() -> None:
    """What begins in the line of the problem is not told twice."""
    _, (problem,) = parse.parse('a: "\\q"\n', name=NAME)
    assert "begins in line" not in problem.message


@pytest.mark.parametrize(
    "source", ["secret: [\n", "a: secret: c\n", "secret: 1\nsecret: 2\n", "a: *secret\n", 'a: "\\secret"\n']
)
def test_nothing_repeated(source: str) -> None:
    """No message repeats the file, which may be somebody's personal one."""
    _, found = parse.parse(source, name=NAME)
    assert found
    assert not [problem for problem in found if "secret" in problem.message]


PIECES = (
    *(
        "a",
        "b: ",
        "key: ",
        "  ",
        "    ",
        "\n",
        "\n  ",
        "\n    ",
        "'",
        '"',
        "|\n",
        ">\n",
        ">-\n",
        "|2\n",
        "#",
        " #",
    ),
    *(
        "[",
        "]",
        "{",
        "}",
        ", ",
        ":",
        "?",
        "? ",
        "- ",
        "*",
        "**",
        "&a ",
        "!",
        "!!str ",
        "%",
        "---",
        "\n---\n",
        "\t",
    ),
    *(
        "words here",
        "''",
        '"x"',
        "\\n",
        "\r\n",
        "\r",
        "\U0001f600",
        "\xa0",
        "\x07",
        "é",
        "1:30",
        "<<: ",
        "|",
        ">",
    ),
)


def scribble(random: Random) -> str:
    """Anything, as a cat on the keyboard may write it."""
    return "".join(random.choices(PIECES, k=random.randint(1, 14)))


def block(random: Random, indent: str, depth: int) -> str:
    """Keys, a list or a text, valid and in any style, to stand after its key or dash."""
    kind = random.randrange(6 if depth else 4)
    inner = indent + "  "
    if kind >= 4:
        marks = [f"key{n}:" for n in range(3)] if kind == 4 else ["-"] * 3
        return "\n" + "".join(f"{indent}{mark}{block(random, inner, depth - 1)}" for mark in marks)
    words = random.choices(
        ("some words", "*so*", "it''s", "what?", "[@key]", "5 > 3", "a:b", "\U0001f600"), k=4
    )
    lines = f"\n{random.choice(('', ' ', '  ', chr(10)))}{inner}".join(("x", *words))
    flow = random.choice((f"{{a: '{words[0]}', b: [c?, d]}}", "[]", "[a: b, c: ]", "[one, two]"))
    header = random.choice(("|", ">", "|-", ">+", "|2", "> # why"))
    return random.choice(
        (f" {lines}\n", f" '{lines}'\n", f' "{lines}"\n', f" {header}\n{inner}{lines}\n", f" {flow}\n")
    )


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="there is no parser in C to compare with")
@pytest.mark.parametrize("seed", range(20))
def test_fast(seed: int) -> None:
    """The parser in C gives the same nodes, places and problems as the one in Python, whatever is written."""
    random = Random(seed)  # noqa: S311 - no secret
    sources = [scribble(random) for _ in range(150)] + ["a:" + block(random, "  ", 2) for _ in range(15)]
    read = [parse.parse(source, name=NAME) for source in sources]
    assert read == [parse.parse(source, name=NAME, fast=False) for source in sources]
    assert sum(not found for _, found in read) >= 15


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="there is no parser in C to compare with")
@pytest.mark.parametrize(
    ("source", "fast", "expected"),
    [
        ("a: b?\nc:\nd: ['e?', f: g]\n", True, ["CSafeLoader"]),
        ("a: b\na: c\n", True, ["CSafeLoader", "SafeLoader"]),
        ("a: b\n", False, ["SafeLoader"]),
    ],
)
def test_parsers(monkeypatch: pytest.MonkeyPatch, source: str, fast: bool, expected: list[str]) -> None:
    """The parser in C does alone what has no problem; the one in Python tells the problems."""
    used: list[str] = []

    def spy(loader: type[yaml.SafeLoader], stream: str) -> yaml.SafeLoader:
        used.append(loader.__name__)
        return loader(stream)

    monkeypatch.setattr(parse, "_FAST", partial(spy, yaml.CSafeLoader))
    monkeypatch.setattr(yaml, "SafeLoader", partial(spy, yaml.SafeLoader))
    parse.parse(source, name=NAME, fast=fast)
    assert used == expected


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="there is no parser in C to compare with")
@pytest.mark.parametrize(
    "source",
    [
        "a: b\t",
        "[a?b, ?c]",
        "[a: ]",
        "|#\n a",
        "[a?b]",
        "{a: }",
        "{a?b: c}",
        "[a, [b: ]]",
        "!a!(b) c",
        "[<<: ]",
        ">-\t\n a",
    ],
)
def test_fast_and_lax(source: str) -> None:
    """What only the parser in C takes, or places otherwise, is as the one in Python has it."""
    assert parse.parse(source, name=NAME) == parse.parse(source, name=NAME, fast=False)


def test_equal_texts() -> None:
    """Texts are equal, and count once, where the same stands at the same place, however it is written."""
    plain, quoted = (parse.parse(text, name=NAME)[0] for text in ("a", "a "))
    other, _ = parse.parse(" a", name=NAME)
    assert plain == quoted != other
    assert (plain != quoted) is False
    assert len({plain, quoted, other}) == 2


@pytest.mark.parametrize("nest", ["[", "- ", "{a: ", "? "])
def test_depth(nest: str) -> None:
    """Deep nesting is one problem, however deep it is."""
    assert [rule for _, _, rule in problems(nest * 50_000)] == ["depth"]


def test_depth_allowed() -> None:
    """Twenty levels can be read; the twenty-first is told where it begins."""
    assert problems("[" * 19 + "a" + "]" * 19) == []
    assert problems("[" * 20 + "a" + "]" * 20) == [(1, 21, "depth")]
    assert problems("{a: " * 19 + "a" + "}" * 19) == []
    assert problems("{a: " * 20 + "a" + "}" * 20) == [(1, 78, "depth")]


def test_alias_is_not_followed() -> None:
    """Aliases in aliases do not grow: each is told, none is followed."""
    levels = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    assert {rule for _, _, rule in problems("a0: &a0 x\n" + levels)} == {"anchor"}


def test_alias_is_unknown() -> None:
    """Where an alias stands no value is known, and a reader can tell."""
    node, _ = parse.parse("a: &x 1\nb: *x\n", name=NAME)
    assert isinstance(node, Mapping)
    known = [scalar.known for _, scalar in node.entries if isinstance(scalar, Scalar)]
    assert known == [True, False]


PLACES = [
    ("a: one two\n", "two", (1, 8)),
    ("a: one\n  two\n\n  three\n", "two", (2, 3)),
    ("a: one\n  two\n\n  three\n", "three", (4, 3)),
    ("a: one\n  two\n\n  three\n", "wo\nth", (2, 4)),
    ("a: 'it''s ''so'' said'\n", "s '", (1, 9)),
    ("a: 'it''s ''so'' said'\n", "said", (1, 18)),
    ("a: 'it''s\n\n\n  so'\n", "so", (4, 3)),
    ('a: "one\n  two"\n', "two", (2, 3)),
    ('a: "one\\ttwo"\n', "two", (1, 4)),
    ("a: |\n  one\n    two\n  three\n", "  two", (3, 3)),
    ("a: |\n  one\n    two\n  three\n", "three", (4, 3)),
    ("a: |2\n    one\n", "  one", (2, 3)),
    ("a: |  # words | of one\n\n\n  one\n", "one", (4, 3)),
    ("a: |-\n  one\n  two", "two", (3, 3)),
    ("a: >\n  one\n  two\n\n  three\n    four\n", "two", (3, 3)),
    ("a: >\n  one\n  two\n\n  three\n    four\n", "three", (5, 3)),
    ("a: >\n  one\n  two\n\n  three\n    four\n", "  four", (6, 3)),
    ("a: >-\r\n  one\r\n  two\r\n\r\n  three\r\n", "three", (5, 3)),
    ("a: >\n  one\u00a0 two  three\n   \n  four\n", "three", (2, 13)),
    ("a: >\n  one\u00a0 two  three\n   \n  four\n", "four", (4, 3)),
    ("a: '\U0001f600 one'\n", "one", (1, 7)),
    ("a: 'one\ntwo'\n", " two", (1, 8)),
    ("a: 'one\ntwo'\n", "two", (2, 1)),
    ('a: "one\\\\two"\n', "\\", (1, 8)),
    ('a: "one\\\n  two"\n', "two", (1, 4)),
]


@pytest.mark.parametrize(("source", "part", "expected"), PLACES)
def test_place(source: str, part: str, expected: tuple[int, int]) -> None:
    """The place of any part of a text can be told, however the text is written."""
    scalar = value(source)
    assert scalar.text.count(part) == 1
    place = scalar.place(scalar.text.index(part))
    assert (place.line, place.column) == expected


@pytest.mark.parametrize("source", sorted({source for source, _, _ in PLACES if "\\" not in source}))
def test_place_of_every_character(source: str) -> None:
    """At each place the character of the text stands; at a space, maybe the line end it was made from."""
    scalar = value(source)
    lines = source.split("\n")
    for offset, character in enumerate(scalar.text):
        place = scalar.place(offset)
        found = (lines[place.line - 1] + "\n")[place.column - 1]
        assert found == character or (found.isspace() and character.isspace())


def test_place_beyond() -> None:
    """An offset past the end is told at the text's own place."""
    assert value("a: one\n").place(99) == Position(NAME, 1, 4)
    assert value("a: |").place(0) == Position(NAME, 1, 4)
    assert Scalar("one", Position(NAME, 7, 7)).place(1) == Position(NAME, 7, 7)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a: caf\xe9\n", (1, 7, "encoding")),
        ("é: 1\nñandú: ".encode() + b"\xff\n", (2, 8, "encoding")),
        (b"a: \xed\xa0\x80\n", (1, 4, "encoding")),
        ("a: 1\n".encode("utf-16"), (1, 1, "encoding")),
        ("a: 1\n".encode("utf-16-le"), (1, 1, "encoding")),
        ("a: 1\n".encode("utf-32-be"), (1, 1, "encoding")),
        (b"", (1, 1, "empty")),
        (b"\xef\xbb\xbfa: 1\na: 2\n", (2, 1, "duplicate-key")),
        (b"a: 1\n" * 1000, (1, 1, "size")),
        (b"#" * 1025, (1, 1, "size")),
        (b"#" * 1024, (1, 1, "empty")),
    ],
)
def test_bytes(tmp_path: Path, data: bytes, expected: tuple[int, int, str]) -> None:
    """A wrong encoding is told at the first byte that is not UTF-8, counted in characters."""
    path = tmp_path / "file.yaml"
    path.write_bytes(data)
    _, (problem,) = parse.read(path, name=NAME, limit=1024)
    assert (problem.at.path, problem.at.line, problem.at.column, problem.rule) == (NAME, *expected)


def test_byte_order_mark(tmp_path: Path) -> None:
    """A byte order mark at the start, as some editors write, counts for no column."""
    path = tmp_path / "file.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    node, found = parse.read(path)
    assert not found
    assert node is not None
    assert node.at == Position(str(path), 1, 1)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("a: 1\n".encode("utf-16"), "UTF-16"),
        ("é: 1\n".encode("utf-16-be"), "UTF-16"),
        (b"a: \xe9", "save the file again as UTF-8"),
        (b"#" * 2048, "larger than 1 KB"),
    ],
)
def test_words_on_bytes(tmp_path: Path, data: bytes, words: str) -> None:
    """What is wrong with the file as a whole is said in words."""
    path = tmp_path / "file.yaml"
    path.write_bytes(data)
    _, (problem,) = parse.read(path, limit=1024)
    assert words in problem.message


@pytest.mark.parametrize(
    "error",
    [
        yaml.MarkedYAMLError(problem="odd"),
        yaml.reader.ReaderError(NAME, 3, 7, "unicode", "odd"),
        ValueError("odd"),
    ],
)
def test_error_without_a_place(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """An error of the parser that has no place is told where the text is understood no more."""

    class Loader:
        def __init__(self, _: str) -> None:
            mark = yaml.Mark(NAME, 5, 1, 2, None, 0)
            self.events = [yaml.StreamStartEvent(mark, mark)]

        def get_event(self) -> yaml.Event:
            if not self.events:
                raise error
            return self.events.pop()

    monkeypatch.setattr(parse, "_FAST", Loader)
    monkeypatch.setattr(yaml, "SafeLoader", Loader)
    assert problems("a: 1\nb: 2\n") == [(2, 1, "syntax")]


def make_fifo(path: Path) -> None:
    """A pipe that nobody writes to."""
    os.mkfifo(path)


def make_loop(path: Path) -> None:
    """A link to itself."""
    path.symlink_to(path)


@pytest.mark.parametrize("make", [make_fifo, make_loop, Path.mkdir, Path.absolute])
def test_no_file(tmp_path: Path, make: Callable[[Path], object]) -> None:
    """What is no readable file is a problem, and nothing waits for it."""
    path = tmp_path / "file.yaml"
    make(path)
    node, (problem,) = parse.read(path)
    assert node is None
    assert (problem.at, problem.rule) == (Position(str(path)), "file")


def test_unreadable(tmp_path: Path) -> None:
    """A file that may not be read is a problem."""
    path = tmp_path / "file.yaml"
    path.write_text("a: 1\n")
    path.chmod(0)
    with unprivileged():
        _, (problem,) = parse.read(path)
    assert problem.rule == "file"


@pytest.mark.parametrize("path", ["/dev/zero", "\0", "x" * 5000])
def test_odd_path(path: str) -> None:
    """A device is not opened; a path that cannot be is a problem."""
    _, (problem,) = parse.read(Path(path), name=NAME)
    assert problem.rule == "file"
