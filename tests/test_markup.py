"""Inline markup: what it becomes, and where a slip is told."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from handout.content import markup
from handout.errors import Position
from handout.files import parse
from handout.files.nodes import Mapping, Scalar
from handout.files.report import Report
from handout.model import Citation, Inline, Pointer, Run, plain

NAME = "doctor.yaml"
URL = "https://example.org/a"


def scalar(source: str) -> Scalar:
    """The value of the only key."""
    node, problems = parse.parse(source, name=NAME)
    assert not problems
    assert isinstance(node, Mapping)
    text = node.entries[0][1]
    assert isinstance(text, Scalar)
    return text


def written(text: str) -> Scalar:
    """The text as it would stand alone in a file."""
    return Scalar(text, Position(NAME))


def inlines(text: str) -> list[Inline]:
    """What a text becomes that has no problem."""
    report = Report()
    parsed = markup.parse(written(text), report)
    assert not report.problems
    return list(parsed)


def found(source: str) -> list[tuple[int, int, str]]:
    """Where the problems are in the value of the only key."""
    report = Report()
    markup.parse(scalar(source), report)
    return [(problem.at.line, problem.at.column, problem.rule) for problem in report.problems]


def cited(*keys: str) -> Citation:
    """A citation in a text that stands alone."""
    return Citation(keys, (Position(NAME),) * len(keys))


def pointer(target: str, sheet: str | None = None, *, offset: int, strong: bool = False) -> Pointer:
    """A pointer in a text that stands alone."""
    return Pointer(target, sheet, Position(NAME), strong, offset)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("[](#signs)", [pointer("signs", offset=0)]),
        ("a ([](doctor#b-1)).", [Run("a ("), pointer("b-1", "doctor", offset=3), Run(").")]),
        ("**[](#a)**", [pointer("a", offset=2, strong=True)]),
        ("[a [](#b)]{lang=en}", [Run("a ", lang="en"), pointer("b", offset=3)]),
        ("words", [Run("words")]),
        ("**words**", [Run("words", strong=True)]),
        ("a **b** c", [Run("a "), Run("b", strong=True), Run(" c")]),
        ("**a** **b**", [Run("a", strong=True), Run(" "), Run("b", strong=True)]),
        ("a[b](" + URL + ")c", [Run("a"), Run("b", href=URL), Run("c")]),
        ("[b](http://example.org)", [Run("b", href="http://example.org")]),
        ("[b](https://x.org/S0140(05)6-7)", [Run("b", href="https://x.org/S0140(05)6-7")]),
        ("a [b c]{lang=en}.", [Run("a "), Run("b c", lang="en"), Run(".")]),
        ("[b]{lang=zh-Hant-TW}", [Run("b", lang="zh-Hant-TW")]),
        ("[b]{lang=ca-valencia}", [Run("b", lang="ca-valencia")]),
        ("a [@b].", [Run("a "), cited("b"), Run(".")]),
        ("[@nice-ng59;@collee1991a; @c]", [cited("nice-ng59", "collee1991a", "c")]),
        ("[@a][@b]", [cited("a"), cited("b")]),
        ("[@a](b)", [cited("a"), Run("(b)")]),
        ("[@a][@a]", [cited("a"), cited("a")]),
        ("**a [@b] c**", [Run("a ", strong=True), cited("b"), Run(" c", strong=True)]),
        ("**a [b](" + URL + ")**", [Run("a ", strong=True), Run("b", strong=True, href=URL)]),
        ("[a **b**](" + URL + ")", [Run("a ", href=URL), Run("b", strong=True, href=URL)]),
        ("[**b**]{lang=en}", [Run("b", strong=True, lang="en")]),
        ("**[b]{lang=en}**", [Run("b", strong=True, lang="en")]),
        ("[[b]{lang=en}](" + URL + ")", [Run("b", lang="en", href=URL)]),
        ("[a [b](" + URL + ")]{lang=en}", [Run("a ", lang="en"), Run("b", lang="en", href=URL)]),
        ("[a [@b]]{lang=en}", [Run("a ", lang="en"), cited("b")]),
        ("[a [@b; @c]]{lang=en}", [Run("a ", lang="en"), cited("b", "c")]),
        ("[[@a]]", [Run("["), cited("a"), Run("]")]),
        ("[a [b]](" + URL + ")", [Run("a [b]", href=URL)]),
        ("[0, 5[ and [b](" + URL + ")", [Run("[0, 5[ and "), Run("b", href=URL)]),
        ("one\ntwo\n", [Run("one two")]),
        ("  one  \n   **two\nthree** \n", [Run("one "), Run("two three", strong=True)]),
        ("one\u00a0\n two", [Run("one\u00a0 two")]),
        ("one  two", [Run("one  two")]),
    ],
)
def test_markup(text: str, expected: list[Inline]) -> None:
    """The four marks, in each other and side by side."""
    assert inlines(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a < b & c > d",
        "<b>a</b> &amp; {b} ${c}",
        "a * b",
        "*a*",
        "5 * 3 = 15",
        "_a_ `b` ~c~ ^d^ \\*",
        "[",
        "]",
        "[a",
        "a]",
        "[a]",
        "[a] (b)",
        "[a] {b}",
        "[ ] yes  [x] no",
        "[[a]]",
        "]0, 1[",
        "{lang=en}",
        "(https://example.org)",
        "https://example.org/[a]",
        "me@example.org",
        "[me@example.org]",
        "@key",
        "a](b)",
        "a]{b}",
    ],
)
def test_plain_text(text: str) -> None:
    """Anything else prints as it is written."""
    assert inlines(text) == [Run(text)]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("**", [1]),
        ("a ** b", [3]),
        ("a **b", [3]),
        ("a** b** c", [2]),
        ("**a ** b", [5]),
        ("** a**", [1]),
        ("****", [1]),
        ("***a***", [1, 5]),
        ("**a [b** c](" + URL + ")", [1, 7]),
        ("**a [**b**](" + URL + ")**", [6, 9]),
        ("a [b](" + URL, [3]),
        ("a [b](", [3]),
        ("a [b]( c", [3]),
        ("[b](" + URL + " more)", [5]),
        ("[b]()", [5]),
        ("[b](ftp://example.org)", [5]),
        ("[b](javascript:alert)", [5]),
        ("[b](https://)", [5]),
        ("[b](example.org)", [5]),
        ("[b](<https://example.org>)", [5]),
        ('[b](https://example.org "title")', [5]),
        ("[b](https://example.org/é)", [5]),
        ("[](" + URL + ")", [1]),
        ("[ ]{lang=en}", [1]),
        ("a [](#)", [3]),
        ("[](#Signs)", [1]),
        ("[](signs)", [1]),
        ("[](doctor.yaml#signs)", [1]),
        ("[a [](#b)](" + URL + ")", [4]),
        ("[a [b](" + URL + ") c](" + URL + ")", [4]),
        ("[a [b]{lang=en}]{lang=es}", [4]),
        ("[a [@b]](" + URL + ")", [4]),
        ("[b]{lang=english}", [4]),
        ("[b]{lang=e}", [4]),
        ("[b]{lang=en_GB}", [4]),
        ("[b]{lang=}", [4]),
        ('[b]{lang="en"}', [4]),
        ("[b]{lang=en", [4]),
        ("[b]{.small}", [4]),
        ("b](https://example.org)", [2]),
        ("b]{lang=en}", [2]),
        ("a [@", [3]),
        ("a [@b", [3]),
        ("a [@]", [4]),
        ("[@Smith2001]", [2]),
        ("[@a; b]", [6]),
        ("[@a, p. 3]", [2]),
        ("[@a;]", [5]),
        ("[@a;; @b]", [5]),
        ("[@a @b]", [2]),
        ("[@a-]", [2]),
        ("[see @a]", [2]),
        ("b [@a](https://example.org)", [3]),
        ("b [@a]{lang=en}", [3]),
        ("[ @A; @b; C]", [3, 11]),
        ("[@a; @a]", [6]),
        ("[@é]", [2]),
    ],
)
def test_slips(text: str, columns: list[int]) -> None:
    """What is left open or misused is told at its place."""
    assert found(f"a: '{text}'\n") == [(1, 4 + column, "markup") for column in columns]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a: |\n  one\n  two **three\n", [(3, 7, "markup")]),
        ("a: >\n  one\n  two **three\n", [(3, 7, "markup")]),
        ("a: one\n  two **three\n", [(2, 7, "markup")]),
        ("a: |\n  one **\n  two** and\n", [(2, 7, "markup")]),
        ("a: >-\n  [@a;\n  @B]\n", [(3, 3, "markup")]),
        ("a: |\n  one\n\n  two\n", [(3, 1, "markup")]),
        ("a: >\n  one\n\n  two\n", [(3, 1, "markup")]),
        ("a: one\n\n  two\n", [(2, 1, "markup")]),
        ("a: >\n  one\n    two\n", [(2, 6, "markup")]),
        ("a: |\n\n  one\n    two\n\n\n", []),
        ("a: it's 5 ** 3 ** 2\n", [(1, 11, "markup"), (1, 16, "markup")]),
    ],
)
def test_places(source: str, expected: list[tuple[int, int, str]]) -> None:
    """A slip is told where it stands in the file, on whatever line; so is a second paragraph."""
    assert found(source) == expected


def test_citation_places() -> None:
    """Each key of a citation knows its place, for what later steps have to say about it."""
    (citation,) = markup.parse(scalar("a: >\n  [@one;\n  @two]\n"), Report())
    assert citation == Citation(("one", "two"), (Position(NAME, 2, 4), Position(NAME, 3, 3)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a **b** [c](" + URL + ") [d]{lang=en}", "a b c d"),
        ("a [@b].", "a."),
        ("a\u00a0[@b], c [@d] e", "a, c e"),
        ("[@a]", ""),
    ],
)
def test_plain(text: str, expected: str) -> None:
    """The words alone: no marks, no citations, and no space left where one stood."""
    assert plain(inlines(text)) == expected


def seconds(text: str) -> float:
    """The least time of five in which a text is read."""
    times = []
    for _ in range(5):
        begin = time.process_time()
        markup.parse(written(text), Report())
        times.append(time.process_time() - begin)
    return min(times)


LENGTHS = 3_000, 12_000
ODD = ["[", "]", "[x](", "(", "**", "** ", "[@a", "[[x](", "[[]", " ", "\n", "[x]{", "**[", "[@a;"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "texts",
    [
        *(["a" + part * (length // len(part)) + "b" for length in LENGTHS] for part in ODD),
        ["[" * (length // 10) + "a" + "](https://x.org)" * (length // 10) for length in LENGTHS],
        ["[" * (length // 10) + "@a" + "]" * (length // 10) for length in LENGTHS],
    ],
    ids=[*ODD, "nested-links", "nested-citations"],
)
def test_time(texts: Sequence[str]) -> None:
    """What is four times as long takes four times as long, not sixteen, however odd; none is too deep."""
    short, long = map(seconds, texts)
    assert long < 10 * short
