"""Texts: runs of words, citations and pointers, in one language or two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeAlias

from handout.errors import Position


@dataclass(frozen=True)
class Run:
    """Words that look and sound alike."""

    text: str
    strong: bool = False
    lang: str | None = None
    """A BCP 47 tag, for words of another language than their surroundings."""
    href: str | None = None
    """Where the words lead: an address, or “#” and the `anchor` of a place in the same document."""
    offset: int = field(default=0, compare=False)
    """Where the words begin in the text they are read from."""
    title: str | None = None
    """Of words that lead to a place: what stands there."""


class Citation(NamedTuple):
    """References, by their keys, and where each key stands."""

    keys: tuple[str, ...]
    places: tuple[Position, ...]


class Pointer(NamedTuple):
    """A section, or what has a number, by its id; of another *sheet* where one is named.

    Its letter and number are printed in its place once a sheet is composed.
    """

    target: str
    sheet: str | None
    at: Position
    strong: bool = False
    offset: int = 0
    """Where it stands in the text it is read from."""

    @property
    def address(self) -> str:
        """What it points to, as it is written."""
        return f"{self.sheet or ''}#{self.target}"


POINTER = re.compile(r"\[\]\((?P<sheet>[a-z0-9-]*)#(?P<target>[a-z0-9-]+)\)")
"""A pointer in a text: ``[](#id)``, ``[](sheet#id)``."""

Inline: TypeAlias = Run | Citation | Pointer


def anchor(sheet: str, name: str) -> str:
    """What a place of a sheet is called among all of a document."""
    return f"{sheet}/{name}"


def plain(inlines: Iterable[Inline]) -> str:
    """The words without markup and pointers; citations are dropped, with the space before them."""
    words = ""
    for inline in inlines:
        if isinstance(inline, Run):
            words += inline.text
        elif isinstance(inline, Citation):
            words = words.rstrip()
    return words


class Text(NamedTuple):
    """Words in one language, and where they stand in its file."""

    inlines: tuple[Inline, ...]
    lang: str
    at: Position

    @property
    def plain(self) -> str:
        """The words without markup and citations."""
        return plain(self.inlines)

    def format(self, **values: str) -> Text:
        """The text with ``{name}`` replaced by its value."""
        inlines = (
            replace(inline, text=format_text(inline.text, **values)) if isinstance(inline, Run) else inline
            for inline in self.inlines
        )
        return self._replace(inlines=tuple(inlines))

    @property
    def citations(self) -> Iterator[Citation]:
        """The citations in order."""
        return (inline for inline in self.inlines if isinstance(inline, Citation))

    @property
    def pointers(self) -> Iterator[Pointer]:
        """The pointers in order."""
        return (inline for inline in self.inlines if isinstance(inline, Pointer))


def plain_text(words: str, lang: str, at: Position) -> Text:
    """A text without markup."""
    return Text((Run(words),), lang, at)


# One text, or the same text in two languages, the reader's first.
Texts: TypeAlias = tuple[Text, ...]


PLACEHOLDER = r"\{([a-z]+)\}"
"""A name in braces; the group is the name."""


def format_text(pattern: str, **values: str) -> str:
    """The pattern with ``{name}`` replaced by its value, for these names only, in one pass."""
    return re.sub(PLACEHOLDER, lambda match: values.get(match[1], match[0]), pattern)


def texts_of(value: object) -> Iterator[Text]:
    """All texts in a part of the model, in order."""
    # A stack, not a generator in each other: these would pass on every text once for each level.
    left = [value]
    while left:
        part = left.pop()
        if isinstance(part, Text):
            yield part
        elif isinstance(part, tuple) and not isinstance(part, Position):
            left += part[::-1]
