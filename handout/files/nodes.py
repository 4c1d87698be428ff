"""Nodes of YAML that keep their text and their place."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple, TypeAlias

from handout.errors import Position

_BLANKS = " \t\r\n"

_LINE_END = re.compile(r"\r\n|\r|\n")

_PIECES = re.compile(rf"[{_BLANKS}]+|'|[^{_BLANKS}']+")


@dataclass(frozen=True)
class SourceText:
    """The text of a file, and the name that places give it."""

    name: str
    text: str

    @cached_property
    def places(self) -> dict[tuple[int, str], list[int]]:
        """Those of the scalars that were asked for theirs, by where they start and what they are."""
        return {}

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        return (0, *(match.end() for match in _LINE_END.finditer(self.text)))

    def position(self, index: int) -> Position:
        """The line and column of the character at that index."""
        starts = self._line_starts
        line = bisect.bisect_right(starts, index)
        return Position(self.name, line, index - starts[line - 1] + 1)


class Origin(NamedTuple):
    """Where the characters of one scalar stand in its file."""

    source: SourceText
    start: int
    style: str
    """As in YAML: one of ``'``, ``"``, ``|``, ``>``, or empty for a plain scalar."""
    value: str
    end: int
    """Behind the last character, or behind the closing quotation mark."""

    @property
    def places(self) -> list[int]:
        """The index in the source of each character of the value, as far as it can be known.

        What is no blank stands in the source as it is, in the same order, with only blanks between.
        """
        # An empty text may stand where another begins.
        known, key = self.source.places, (self.start, self.value)
        if key not in known:
            known[key] = self._places()
        return known[key]

    def _places(self) -> list[int]:
        places: list[int] = []
        raw = self.first
        for match in _PIECES.finditer(self.value):
            after = self._past_blanks(raw)
            if match[0][0] in _BLANKS:
                places += self._blanks(match[0], raw, after)
                raw = after
            elif self.source.text.startswith(match[0], after):
                places += range(after, after + len(match[0]))
                # A quotation mark within single ones is written twice.
                raw = after + len(match[0]) + (self.style == match[0] == "'")
            else:
                # In double quotes, up to a backslash.
                return places + self._begun(match[0], after)
        return places

    def _begun(self, piece: str, start: int) -> list[int]:
        """The places of the characters of *piece* as far as it stands there."""
        text = self.source.text[start : start + len(piece)]
        same = takewhile(lambda pair: pair[0] == pair[1], zip(piece, text, strict=False))
        return [start + index for index, _ in enumerate(same)]

    @property
    def begin(self) -> int:
        """The index in the source of the value's first character that is no blank."""
        return self._past_blanks(self.first)

    @property
    def first(self) -> int:
        """Where the value may begin: past a quotation mark, or past the line of ``|`` and ``>``."""
        if self.style in ("|", ">"):
            end = _LINE_END.search(self.source.text, self.start)
            return end.end() if end else len(self.source.text)
        return self.start + len(self.style)

    def _past_blanks(self, index: int) -> int:
        text = self.source.text
        while index < len(text) and text[index] in _BLANKS:
            index += 1
        return index

    def _blanks(self, value: str, start: int, end: int) -> list[int]:
        """The value's blanks are the last of those in the source; what indents stands before them.

        But blanks that end a line are the value's where the line end is one more of them.
        """
        line_end = _LINE_END.search(self.source.text, start, end)
        if line_end and len(value) > 1 and len(value) == line_end.start() - start + 1:
            return [*range(start, line_end.start()), line_end.start()]
        places: list[int] = []
        for blank in reversed(value):
            index = self.source.text.rfind(blank, start, end)
            end = start if index < 0 else index
            places.append(end)
        return places[::-1]


class Scalar(NamedTuple):
    """A text, whatever it looks like; equal to another where the same stands at the same place."""

    text: str
    at: Position
    known: bool = True
    """False where the value could not be taken and the problem is noted already."""
    origin: Origin | None = None
    todo: str = ""
    """What stood before the text and was taken away."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scalar) and self._compared == other._compared

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return self._compared.__hash__()

    @property
    def _compared(self) -> tuple[object, ...]:
        return self.text, self.at, self.known, self.todo

    @property
    def folded(self) -> bool:
        """Whether a line end of the file is a space in the text, and one in the text an empty line."""
        return self.origin is not None and self.origin.style != "|"

    def place(self, offset: int) -> Position:
        """The place in the file of the character at that offset of the text.

        Exact but for what follows a backslash in double quotes: there, the place of the scalar.
        """
        if self.origin is None:
            return self.at
        places, index = self.origin.places, offset + len(self.todo)
        return self.origin.source.position(places[index]) if index < len(places) else self.at

    def without(self, todo: str) -> Scalar:
        """The text without the *todo* it begins with; the scalar itself where it begins otherwise."""
        if not self.text.startswith(todo):
            return self
        return self._replace(text=self.text.removeprefix(todo), todo=todo)


class Sequence(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    at: Position
    flow: bool = False
    """Whether it stands in brackets."""


class Mapping(NamedTuple):
    """Keys with their values, in the order of the file, no key twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    at: Position

    def get(self, name: str) -> Node | None:
        """The value under this key."""
        return next((value for key, value in self.entries if key.text == name), None)


Node: TypeAlias = Scalar | Sequence | Mapping


def scalars(node: Node) -> Iterator[Scalar]:
    """All texts and keys of a node, in order."""
    if isinstance(node, Scalar):
        yield node
        return
    parts = (part for entry in node.entries for part in entry) if isinstance(node, Mapping) else node.items
    for part in parts:
        yield from scalars(part)


def is_blank(node: Node) -> bool:
    """Whether nothing stands there."""
    return isinstance(node, Scalar) and node.known and not node.text.strip()


def with_todo(text: str, scalars: Iterable[Scalar], todo: str) -> str:
    """The text of a file with *todo* before each of these of its scalars."""
    begins = sorted({scalar.origin.begin for scalar in scalars if scalar.origin})
    parts = [text[begin:end] for begin, end in zip([0, *begins], [*begins, len(text)], strict=True)]
    return todo.join(parts)


def without_todo(node: Node, todo: str) -> Node:
    """The node with its texts, but for keys, without the *todo* that some begin with."""
    first = next(scalars(node), None)
    if first is None or (first.origin and todo.strip() not in first.origin.source.text):
        return node
    return _without_todo(node, todo)


def _without_todo(node: Node, todo: str) -> Node:
    if isinstance(node, Scalar):
        return node.without(todo)
    if isinstance(node, Sequence):
        return node._replace(items=tuple(_without_todo(item, todo) for item in node.items))
    return node._replace(entries=tuple((key, _without_todo(value, todo)) for key, value in node.entries))
