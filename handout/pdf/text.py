"""From runs of words to lines: greedy, ragged, and no word is ever broken.

A line may end at a space, at U+200B (draws nothing) and must end at a line feed; nowhere else. Nothing is
drawn here: widths come from the fonts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import ClassVar, NamedTuple, TypeAlias

from reportlab.lib.colors import Color

from handout.pdf.canvas import Canvas
from handout.pdf.errors import WordTooWide
from handout.pdf.fonts import Font
from handout.pdf.structure import Element, Form

# A thousandth of a point: sums of widths are not exact.
EPSILON = 0.001

_SEPARATORS = " \t\r\n\u200b"
_BREAKS = re.compile(r"([ \t\r]+|\n|\u200b)")


@dataclass(frozen=True)
class Run:
    """Words in one *font*, by the name that load_font returned.

    *size* and *color* fall back to those of the paragraph's style.

    *href* makes a link of it, described to screen readers by *title*, else by its words: to an address, or
    with “#” before it to an anchor of one of the document's parts. *lang* and
    *actual_text* (what is read instead) make a span of it. *element* is theirs within that of the paragraph,
    such as an entry of a list that runs on. *rise* lifts the baseline, in points; *underline* is the
    weight of a line below the words, as of a form that is filled in.
    """

    text: str
    font: str = field(kw_only=True)
    size: float | None = field(default=None, kw_only=True)
    color: Color | None = field(default=None, kw_only=True)
    lang: str | None = field(default=None, kw_only=True)
    actual_text: str | None = field(default=None, kw_only=True)
    href: str | None = field(default=None, kw_only=True)
    title: str | None = field(default=None, kw_only=True)
    element: Element | None = field(default=None, kw_only=True)
    rise: float = field(default=0, kw_only=True)
    underline: float = field(default=0, kw_only=True)


@dataclass(frozen=True, kw_only=True)
class Inline:
    """A drawing that stands among words like a letter: a box to tick, an arrow, a blank.

    *paint* is given the width there is and draws with the origin at the lower left corner, *drop* points
    below the baseline; *above* is the room over it that belongs to it. With *stretch* it takes what its line
    has left, in equal shares where several do, and *width* is the least it needs. With a *form* it is a Form,
    which needs an *alt*; else with an *alt* it is a Figure, without one it is decoration.
    """

    width: float
    height: float
    paint: Callable[[Canvas, float], None]
    alt: str | None = None
    lang: str | None = None
    drop: float = 0
    above: float = 0
    stretch: bool = False
    form: Form | None = None
    href: None = field(default=None, init=False)
    title: None = field(default=None, init=False)
    element: None = field(default=None, init=False)
    # The letter that Unicode keeps for objects among words.
    text: str = field(default="\ufffc", init=False)


@dataclass(frozen=True, eq=False, kw_only=True)
class Letters:
    """How letters are drawn: the element *owner* they belong to, and the link they are part of."""

    owner: Element
    font: Font
    size: float
    color: Color
    rise: float
    link: Link | None
    underline: float
    stretches: ClassVar[bool] = False

    def width(self, text: str) -> float:
        """The width of *text*, in points."""
        return self.font.width(text, self.size)


@dataclass(frozen=True, eq=False, kw_only=True)
class Picture:
    """How an Inline is drawn; *owner* is None where it is decoration."""

    owner: Element | None
    inline: Inline
    link: ClassVar[None] = None

    def width(self, text: str) -> float:
        """The width of as many drawings as *text* has letters."""
        return self.inline.width * len(text)

    @property
    def stretches(self) -> bool:
        """Whether it takes what its line has left."""
        return self.inline.stretch


Ink: TypeAlias = Letters | Picture


@dataclass(frozen=True, eq=False)
class Link:
    """Where a stretch of words leads, and its description for readers who cannot see it."""

    element: Element
    href: str
    description: str


class Fragment(NamedTuple):
    """Letters of one ink, drawn in one go, and how wide they are in points."""

    ink: Ink
    text: str
    width: float


class Word(NamedTuple):
    """What is never broken, how wide it is without the space before it, and that space."""

    fragments: tuple[Fragment, ...]
    width: float
    space: Fragment | None
    forced: bool

    def __str__(self) -> str:
        return "".join(fragment.text for fragment in self.fragments)


class Line(NamedTuple):
    """Words that fitted, and the space that ended the line: drawn too, lest a reader joins two words."""

    words: tuple[Word, ...]
    end: Fragment | None

    @property
    def width(self) -> float:
        """The width of its words and of the spaces between, without the space at its end."""
        inner = sum([word.space.width for word in self.words[1:] if word.space])
        return inner + sum([word.width for word in self.words])

    @property
    def stretching(self) -> int:
        """How many drawings share what is left of the line."""
        return sum([fragment.ink.stretches for fragment in self._all()])

    def set(self, room: float) -> Iterator[tuple[Fragment, float]]:
        """The fragments from left to right, each with its width where the line has *room* points."""
        share = max(room - self.width, 0) / max(self.stretching, 1)
        for ink, group in groupby(self._all(), key=lambda fragment: fragment.ink):
            fragment = _fragment(ink, "".join([fragment.text for fragment in group]))
            yield fragment, fragment.width + (share if ink.stretches else 0)

    def _all(self) -> Iterator[Fragment]:
        for index, word in enumerate(self.words):
            if index and word.space:
                yield word.space
            yield from word.fragments
        if self.end:
            yield self.end


def words(inks: Iterable[tuple[Ink, str]]) -> tuple[Word, ...]:
    """The words of *inks*; several spaces count as one, those at the ends as none."""
    complete: list[Word] = []
    fragments: list[Fragment] = []
    space: Fragment | None = None
    forced = False
    for ink, part in _parts(inks):
        if part[0] not in _SEPARATORS:
            # What ReportLab draws for a no-break space.
            fragments.append(_fragment(ink, part.replace("\u00a0", " ")))
            continue
        if fragments:
            complete.append(_word(fragments, space, forced=forced))
            fragments, space, forced = [], None, False
        if complete and part != "\u200b":
            space, forced = space or _fragment(ink, " "), forced or part == "\n"
    return (*complete, _word(fragments, space, forced=forced)) if fragments else tuple(complete)


def _fragment(ink: Ink, text: str) -> Fragment:
    return Fragment(ink, text, ink.width(text))


def _word(fragments: Iterable[Fragment], space: Fragment | None, *, forced: bool) -> Word:
    parts = tuple(fragments)
    return Word(parts, sum([part.width for part in parts]), space, forced)


def _parts(inks: Iterable[tuple[Ink, str]]) -> Iterator[tuple[Ink, str]]:
    for ink, text in inks:
        yield from ((ink, part) for part in _BREAKS.split(text) if part)


def lines(
    text: Sequence[Word], *, width: float, first: float, end: Fragment | None = None
) -> tuple[Line, ...]:
    """The words of a *text* in lines of *width* points, the first of *first* points; raises WordTooWide.

    *end* is the space after the last word, when the paragraph goes on elsewhere.
    """
    rows: list[list[Word]] = []
    room = 0.0
    for word in text:
        gap = word.space.width if word.space else 0
        if not rows or word.forced or gap + word.width > room + EPSILON:
            room = width if rows else first
            gap = 0
            rows.append([])
            if word.width > room + EPSILON:
                owner = word.fragments[0].ink.owner
                raise WordTooWide(str(word), available=room, needed=word.width, element=owner)
        rows[-1].append(word)
        room -= gap + word.width
    following = [line[0].space for line in rows[1:]]
    return tuple(Line(tuple(line), end) for line, end in zip(rows, [*following, end], strict=False))
