"""Labels around a drawing: words broken into lines, blocks that do not meet, leaders that do not cross.

Points, origin at the lower left. Knows no language and no drawing.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import dist
from typing import NamedTuple, TypeAlias

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth

from handout.drawings.curves import Point
from handout.errors import RenderError

# What each label says, by its name: one text, or two that are set one under the other.
LabelTexts: TypeAlias = Mapping[str, Sequence[str]]

# Air between the texts of two languages, as a part of the leading.
_BETWEEN_LANGUAGES = 0.2


@dataclass(frozen=True)
class Style:
    """How a drawing is drawn: one colour, three weights of line in points, one size of type.

    Both faces are registered with ReportLab, the bold one for letters on their own.
    """

    color: Color
    font_name: str
    bold_font_name: str
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
    # Drawings are tried in many layouts, with the same words.
    return stringWidth(text, font_name, font_size)


class Label(NamedTuple):
    """A label in its place: a column of lines, and how they are aligned (0 left, 0.5 centred, 1 right)."""

    key: str
    languages: tuple[tuple[str, ...], ...]
    style: Style
    align: float
    x: float = 0.0
    top: float = 0.0

    @property
    def width(self) -> float:
        """Width of the widest line, in points."""
        return max(self.style.width_of(line) for lines in self.languages for line in lines)

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last, descenders included."""
        lines = sum(len(lines) for lines in self.languages)
        return self.style.leading * (lines + _BETWEEN_LANGUAGES * (len(self.languages) - 1))

    @property
    def left(self) -> float:
        """Left edge; *x* is the left, middle or right of the label, as it is aligned."""
        return self.x - self.align * self.width

    @property
    def right(self) -> float:
        """Right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Foot of the label."""
        return self.top - self.height

    def at(self, x: float, top: float) -> Label:
        """The same label in another place."""
        return self._replace(x=x, top=top)

    def lines(self) -> list[tuple[float, float, str]]:
        """Each line with the place of its first letter on the baseline."""
        placed_lines = []
        baseline = self.top - (self.style.leading + self.style.font_size * 0.5) / 2
        for lines in self.languages:
            for line in lines:
                placed_lines.append((self.x - self.align * self.style.width_of(line), baseline, line))
                baseline -= self.style.leading
            baseline -= self.style.leading * _BETWEEN_LANGUAGES
        return placed_lines

    def boxes(self) -> list[Box]:
        """The place of each line, descenders included."""
        rise = (self.style.leading + self.style.font_size * 0.5) / 2
        return [
            Box(x, baseline + rise - self.style.leading, x + self.style.width_of(line), baseline + rise)
            for x, baseline, line in self.lines()
        ]


class Box(NamedTuple):
    """The place of a line of a label."""

    left: float
    bottom: float
    right: float
    top: float


class Leader(NamedTuple):
    """A straight line from a label to the thing it names."""

    key: str
    start: Point
    end: Point


class LabelSet(NamedTuple):
    """The labels of a drawing: what each says, in one style; a label without a text is none."""

    texts: LabelTexts
    style: Style

    def label(self, key: str, *, width: float = 1000.0, align: float = 0.5) -> Label | None:
        """The label broken to *width*; RenderError where a word is wider than that."""
        texts = self.texts.get(key)
        return wrap_label(key, texts, style=self.style, width=width, align=align) if texts else None

    def labels(self, keys: Iterable[str], *, width: float = 1000.0, align: float = 0.5) -> list[Label]:
        """The labels of *keys* that have a text, broken to *width*."""
        return [label for key in keys if (label := self.label(key, width=width, align=align))]

    def widest_word(self, keys: Iterable[str]) -> float:
        """The width of the widest word in the labels of *keys*, in points."""
        words = (word for key in keys for text in self.texts.get(key, ()) for word in text.split(" "))
        return max(map(self.style.width_of, words), default=0.0)


def tallest(labels: Iterable[Label]) -> float:
    """The height of the tallest of *labels*, in points."""
    return max((label.height for label in labels), default=0.0)


def wrap_label(key: str, texts: Sequence[str], *, style: Style, width: float, align: float) -> Label:
    """A label broken to *width*, one text under the other; RenderError where a word is wider than that."""
    # Both languages may say the same ("5 cm"): once is enough.
    lines = tuple(wrapped(key, text, style=style, width=width) for text in dict.fromkeys(texts))
    return Label(key, lines, style, align)


@functools.lru_cache(maxsize=4096)
def wrapped(key: str, text: str, *, style: Style, width: float) -> tuple[str, ...]:
    """The lines of *text*: as few as fit *width*, then as even as they can be."""
    words = text.split(" ")
    widest = max(words, key=style.width_of)
    least = style.width_of(widest)
    if least > width:
        raise RenderError(f"drawing, label {key}: “{widest}” is wider than its place ({width:.0f} pt)")
    lines = _broken(words, style, width)
    while width - 1 >= least and len(tighter := _broken(words, style, width - 1)) == len(lines):
        lines, width = tighter, width - 1
    return lines


def _broken(words: Sequence[str], style: Style, width: float) -> tuple[str, ...]:
    lines = [words[0]]
    for word in words[1:]:
        line = f"{lines[-1]} {word}"
        if style.width_of(line) <= width:
            lines[-1] = line
        else:
            lines.append(word)
    return tuple(lines)


def is_clear(labels: Sequence[Label], leaders: Sequence[Leader]) -> bool:
    """Whether no label covers another, and no leader meets a label or another leader."""
    return not (
        any(_overlap(a, b) for a, b in combinations(labels, 2))
        or any(_meets(leader, label) for leader in leaders for label in labels)
        or any(_cross(a.start, a.end, b.start, b.end) for a, b in combinations(leaders, 2))
    )


def _overlap(a: Label, b: Label) -> bool:
    return a.right > b.left and b.right > a.left and a.bottom < b.top and b.bottom < a.top


def _meets(leader: Leader, label: Label) -> bool:
    """Whether the leader runs through a line of the label; its own label it may touch from outside."""
    return any(_enters(leader, box, own=leader.key == label.key) for box in label.boxes())


def _enters(leader: Leader, box: Box, *, own: bool) -> bool:
    left, bottom, right, top = box
    if any(left < x < right and bottom < y < top for x, y in (leader.start, leader.end)):
        return True
    corners = ((left, bottom), (right, bottom), (right, top), (left, top), (left, bottom))
    return not own and any(_cross(leader.start, leader.end, *edge) for edge in pairwise(corners))


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
