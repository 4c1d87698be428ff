"""Labels around a drawing: words broken into lines, blocks that do not meet, leaders that do not cross.

Points, origin at the lower left. Knows no language and no drawing.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import dist
from typing import NamedTuple

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth

from handout.drawings.curves import Point
from handout.errors import RenderError

#: Air between the texts of two languages, as a part of the leading.
_BETWEEN_LANGUAGES = 0.2


@dataclass(frozen=True)
class Ink:
    """How a drawing is drawn: one colour, three weights of line, one face.

    Lengths are points. *font_name* is registered with ReportLab.
    """

    color: Color
    font_name: str
    font_size: float
    leading: float
    fine: float = 0.75
    medium: float = 1.0
    bold: float = 1.4

    def __post_init__(self) -> None:
        if self.font_size < 8.5 or min(self.fine, self.medium, self.bold) < 0.75:
            raise ValueError("labels are at least 8.5 pt, lines at least 0.75 pt")

    def width_of(self, text: str) -> float:
        """Width of a line of label text."""
        return _width(text, self.font_name, self.font_size)


@functools.lru_cache(maxsize=4096)
def _width(text: str, font_name: str, font_size: float) -> float:
    """Drawings are tried in many arrangements, with the same words."""
    return stringWidth(text, font_name, font_size)


class Block(NamedTuple):
    """A label in its place: a column of lines, and how they are aligned (0 left, 0.5 centred, 1 right)."""

    key: str
    languages: tuple[tuple[str, ...], ...]
    ink: Ink
    align: float
    x: float = 0.0
    top: float = 0.0

    @property
    def width(self) -> float:
        """Width of the widest line."""
        return max(self.ink.width_of(line) for lines in self.languages for line in lines)

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last, descenders included."""
        lines = sum(len(lines) for lines in self.languages)
        return self.ink.leading * (lines + _BETWEEN_LANGUAGES * (len(self.languages) - 1))

    @property
    def left(self) -> float:
        """Left edge; *x* is the left, middle or right of the block, as it is aligned."""
        return self.x - self.align * self.width

    @property
    def right(self) -> float:
        """Right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Foot of the block."""
        return self.top - self.height

    def at(self, x: float, top: float) -> Block:
        """The same block in another place."""
        return self._replace(x=x, top=top)

    def lines(self) -> list[tuple[float, float, str]]:
        """Each line with the place of its first letter on the baseline."""
        placed = []
        baseline = self.top - (self.ink.leading + self.ink.font_size * 0.5) / 2
        for lines in self.languages:
            for line in lines:
                placed.append((self.x - self.align * self.ink.width_of(line), baseline, line))
                baseline -= self.ink.leading
            baseline -= self.ink.leading * _BETWEEN_LANGUAGES
        return placed


class Leader(NamedTuple):
    """A straight line from a label to the thing it names."""

    key: str
    start: Point
    end: Point


def block(key: str, texts: Sequence[str], *, ink: Ink, width: float, align: float) -> Block:
    """A label broken to *width*, one text under the other; RenderError where a word is wider than that."""
    # Both languages may say the same ("5 cm"): once is enough.
    once = dict.fromkeys(texts)
    return Block(key, tuple(wrapped(key, text, ink=ink, width=width) for text in once), ink, align)


@functools.lru_cache(maxsize=4096)
def wrapped(key: str, text: str, *, ink: Ink, width: float) -> tuple[str, ...]:
    """The lines of *text*: as few as fit *width*, then as even as they can be."""
    words = text.split(" ")
    widest = max(words, key=ink.width_of)
    if ink.width_of(widest) > width:
        raise RenderError(f"drawing, label {key}: “{widest}” is wider than its place ({width:.0f} pt)")
    lines = _filled(words, ink, width)
    narrower = width - 1
    while narrower >= ink.width_of(widest) and len(tighter := _filled(words, ink, narrower)) == len(lines):
        lines, narrower = tighter, narrower - 1
    return lines


def _filled(words: Sequence[str], ink: Ink, width: float) -> tuple[str, ...]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if ink.width_of(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def stacked(blocks: Sequence[Block], wishes: Sequence[float], *, height: float, gap: float) -> list[Block]:
    """The blocks one below the other between 0 and *height*, each as near to its wished middle as can be."""
    floors = [sum(one.height + gap for one in blocks[place + 1 :]) for place in range(len(blocks))]
    ceiling = height
    placed = []
    for one, wish, floor in zip(blocks, wishes, floors, strict=True):
        top = max(min(wish + one.height / 2, ceiling), floor + one.height)
        placed.append(one.at(one.x, top))
        ceiling = top - one.height - gap
    return placed


def stack_height(blocks: Sequence[Block], *, gap: float) -> float:
    """How high the blocks are one below the other."""
    return sum(one.height for one in blocks) + gap * max(0, len(blocks) - 1)


def is_clear(blocks: Sequence[Block], leaders: Sequence[Leader]) -> bool:
    """Whether no label covers another, and no leader meets a label or another leader."""
    return not (
        any(_overlap(one, other) for one, other in combinations(blocks, 2))
        or any(_meets(leader, one) for leader in leaders for one in blocks)
        or any(_cross(one.start, one.end, other.start, other.end) for one, other in combinations(leaders, 2))
    )


def _overlap(one: Block, other: Block) -> bool:
    apart = one.right <= other.left or other.right <= one.left
    return not (apart or one.bottom >= other.top or other.bottom >= one.top)


def _meets(leader: Leader, one: Block) -> bool:
    """Whether the leader runs through the block; its own label it may touch from outside."""
    left, right, bottom, top = one.left, one.right, one.bottom, one.top
    corners = ((left, bottom), (right, bottom), (right, top), (left, top), (left, bottom))
    ends_inside = any(left < x < right and bottom < y < top for x, y in (leader.start, leader.end))
    edges = pairwise(corners)
    return ends_inside or any(
        _cross(leader.start, leader.end, *edge) for edge in edges if leader.key != one.key
    )


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the segments a-b and c-d cross."""
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def shortened(leader: Leader, *, by: float) -> Leader:
    """The leader, ending *by* points before its target."""
    (x0, y0), (x1, y1) = leader.start, leader.end
    part = by / dist(leader.start, leader.end)
    return leader._replace(end=(x1 - (x1 - x0) * part, y1 - (y1 - y0) * part))
