"""Where the three views of the body stand in a column, and their labels.

On the left the low back, large, to mark lumps on; then the whole body from behind and from the front.
Points, origin at the lower left of the figure; the body is given in its millimetres.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from handout.drawings.body.outlines import FLOOR, FROM_BEHIND, FROM_THE_FRONT, HALF_BREADTH, TOP, View
from handout.drawings.callouts import Block, Ink, block
from handout.drawings.curves import Point

Texts = Mapping[str, Sequence[str]]
#: A line of several straight pieces.
Line = tuple[Point, ...]

#: What the large view shows of the height of the body.
LARGE_TOP: Final = TOP
LARGE_BOTTOM: Final = -198.0

#: How high the whole views are: in a narrow column, for each point of width beyond it, and at most.
_NARROW, _BODY_HEIGHT, _GROWTH, _TALLEST = 248.0, 160.0, 0.17, 204.0
#: With long labels the body gets smaller, to keep a figure in a narrow column to this height.
_HEIGHT, _SMALLEST = 198.0, 0.8
_GAP, _WIDEST_GAP = 8.0, 52.0
_AIR = 3.0
#: Height of a row of letters, as a part of the size of type.
_LETTERS = 1.4
#: A bracket from the foot to its label: how far outside the foot, how high above the floor.
_BRACKET = 4.0
_FOOT_EDGE = max(x for x, y in FROM_THE_FRONT.outline.traced() if y < FLOOR + 60.0)


class Place(NamedTuple):
    """A view in its place; the origin is where the body's is."""

    scale: float
    origin: Point

    def __call__(self, point: Point) -> Point:
        """Where a point of the body, in millimetres, stands in the figure."""
        return (self.origin[0] + point[0] * self.scale, self.origin[1] + point[1] * self.scale)


class Arrangement(NamedTuple):
    """Size, views, labels, what ties labels to feet, and where letters without a site begin."""

    width: float
    height: float
    large: Place
    whole: tuple[tuple[View, Place], ...]
    blocks: tuple[Block, ...]
    brackets: tuple[Line, ...]
    margin: Mapping[str, Point]


class _Words(NamedTuple):
    """The labels, and the rows they need."""

    labels: Texts
    ink: Ink

    def made(self, key: str, *, width: float = 1000.0, align: float = 0.5) -> Block | None:
        texts = self.labels.get(key)
        return block(key, texts, ink=self.ink, width=width, align=align) if texts else None

    def widest(self, *keys: str) -> float:
        return max((one.width for one in map(self.made, keys) if one), default=0.0)

    def widest_word(self, *keys: str) -> float:
        words = (word for key in keys for text in self.labels.get(key, ()) for word in text.split(" "))
        return max(map(self.ink.width_of, words), default=0.0)

    def tallest(self, *keys: str, width: float = 1000.0) -> float:
        made = (self.made(key, width=width) for key in keys)
        return max((one.height for one in made if one), default=0.0)


def arranged(width: float, labels: Texts, ink: Ink) -> Arrangement:
    """The views and labels for a column of *width* points."""
    words = _Words(labels, ink)
    body = min(_BODY_HEIGHT + max(0.0, width - _NARROW) * _GROWTH, _TALLEST, width * 0.66)
    stacked = 2 * words.widest("left", "right") + 2 * _AIR > _breadth(body) * 1.3
    cell = _cell(words, body, stacked=stacked)
    feet = words.tallest("left", "right") * (2 if stacked else 1) + _AIR
    head = words.tallest("back", "front", width=cell) + _AIR
    if width < 1.5 * _NARROW:
        body = max(min(body, _HEIGHT - feet - head), body * _SMALLEST)
    return _with_rows(width, words, cell=cell, body=body, head=head, feet=feet, stacked=stacked)


def _breadth(body: float) -> float:
    """How broad a whole view of this height is."""
    return 2 * HALF_BREADTH * body / (TOP - FLOOR)


def _with_rows(
    width: float, words: _Words, *, cell: float, body: float, head: float, feet: float, stacked: bool
) -> Arrangement:
    height = head + body + feet
    large_width, gap, edge = _large_and_gaps(width, cell, words, body + feet)
    large_scale, scale = large_width / (2 * HALF_BREADTH), body / (TOP - FLOOR)
    large = Place(large_scale, (edge + large_width / 2, height - head - LARGE_TOP * large_scale))
    middles = (width - edge - cell * 1.5 - gap, width - edge - cell * 0.5)
    whole = tuple(
        (view, Place(scale, (x, feet - FLOOR * scale)))
        for view, x in zip((FROM_BEHIND, FROM_THE_FRONT), middles, strict=True)
    )
    blocks, brackets = _over_views(words, large, whole, cell, height), []
    for view, place in whole:
        under, tied = _under_feet(words, view, place, cell=cell, top=feet - _AIR, stacked=stacked)
        blocks += under
        brackets += tied
    under, margin = _under_large(words, large, large_width)
    return Arrangement(width, height, large, whole, (*blocks, *under), tuple(brackets), margin)


def _over_views(
    words: _Words, large: Place, whole: Sequence[tuple[View, Place]], cell: float, top: float
) -> list[Block]:
    """The names of the views over their middles."""
    named = [("back", large), *(("back" if view.from_behind else "front", place) for view, place in whole)]
    made = ((words.made(key, width=cell), place) for key, place in named)
    return [one.at(place.origin[0], top) for one, place in made if one]


def _cell(words: _Words, body: float, *, stacked: bool) -> float:
    """The breadth a whole view needs with its labels."""
    scale = body / (TOP - FLOOR)
    sides = words.widest("left", "right")
    labels = sides + 2 * _BRACKET if stacked else 2 * (sides + _AIR)
    return max(
        _breadth(body) + 1.0, 2 * (_FOOT_EDGE * scale + _BRACKET), labels, words.widest_word("back", "front")
    )


def _large_and_gaps(width: float, cell: float, words: _Words, room: float) -> tuple[float, float, float]:
    """How broad the large view is, and the space between the views and outside them."""
    widest = width - 2 * cell - 2 * _GAP - 1.0
    large = min(widest, _broadest(words, room, rows=1))
    if not _in_one_row(words, large):
        large = min(widest, _broadest(words, room, rows=2))
    spare = width - 2 * cell - large
    gap = min(spare / 2, _WIDEST_GAP)
    return large, gap, (spare - 2 * gap) / 2


def _broadest(words: _Words, room: float, *, rows: int) -> float:
    """How broad the large view can be, to leave space under it for its sides and for letters."""
    under = rows * words.tallest("left", "right") + words.ink.font_size * _LETTERS + 2 * _AIR
    return (room - under) / (LARGE_TOP - LARGE_BOTTOM) * 2 * HALF_BREADTH


def _in_one_row(words: _Words, width: float) -> bool:
    return words.widest("left") + words.widest("right") + 3 * _AIR <= width


def _under_feet(
    words: _Words, view: View, place: Place, *, cell: float, top: float, stacked: bool
) -> tuple[list[Block], list[Line]]:
    """The sides under the feet they name; where one row is too short, in two, tied by brackets."""
    blocks: list[Block] = []
    brackets: list[Line] = []
    row = top
    for sign, key in zip((-1, 1), ("left", "right") if view.from_behind else ("right", "left"), strict=True):
        if not (one := words.made(key)):
            continue
        x, _ = place((0.0, 0.0))
        if stacked:
            edge = x + sign * (cell / 2)
            blocks.append(one.at(edge - sign * one.width / 2, row))
            brackets.append(_bracket(edge - sign, row, place, sign))
            row -= words.tallest("left", "right")
        else:
            foot = max(95.0 * place.scale, _AIR + one.width / 2)
            blocks.append(one.at(x + sign * foot, row))
    return blocks, brackets


def _bracket(x: float, foot: float, place: Place, sign: int) -> Line:
    """From a label up beside the foot."""
    to_x, floor = place((sign * _FOOT_EDGE, FLOOR))
    return ((x, foot), (x, floor + _BRACKET), (to_x + sign * 1.2, floor + _BRACKET))


def _under_large(words: _Words, large: Place, width: float) -> tuple[list[Block], dict[str, Point]]:
    """The sides under the large view, and under them the corners of letters without a site."""
    x, top = large((0.0, LARGE_BOTTOM))
    top -= _AIR
    one_row = _in_one_row(words, width)
    lower = words.tallest("left", "right") if not one_row else 0.0
    blocks: list[Block] = []
    for sign, key in ((-1, "left"), (1, "right")):
        if one := words.made(key):
            out = max(one.width / 2 + _AIR, min(92.0 * large.scale, width / 2 - one.width / 2))
            aside = out if one_row else (width - one.width) / 2
            blocks.append(one.at(x + sign * aside, top - (lower if sign == 1 else 0.0)))
    foot = min((one.bottom for one in blocks), default=top) - 1.0
    left = min((one.left for one in blocks), default=x - width / 2)
    right = max((one.right for one in blocks), default=x + width / 2)
    return blocks, {"left": (left, foot), "right": (right, foot)}
