"""Where the labels of the low back stand: above and below it in a narrow column, beside it in a wide one.

Points, origin at the lower left of the figure; what is named on the body is given in its millimetres.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from handout.drawings import anatomy
from handout.drawings.callouts import Block, Ink, Leader, block, is_clear, shortened, stack_height, stacked
from handout.drawings.curves import Point, mirrored
from handout.drawings.low_back import outlines as shapes

Texts = Mapping[str, Sequence[str]]

#: The bar of the scale: 5 cm of the body.
SCALE_BAR: Final = 50.0

#: From this width on there is room for labels beside the drawing, in points.
_WIDE = 360.0
#: How high a figure should be at most; longer labels make first the drawing smaller, then the figure higher.
_HEIGHT_NARROW, _HEIGHT_WIDE = 168.0, 220.0
_SMALLEST_SCALE, _LARGEST_SCALE = 0.44, 0.78
_SMALLEST_WIDE = 0.62
_AIR = 4.0

_BODY_HEIGHT = shapes.TOP - shapes.BOTTOM
_CREST_TOP = (106.0, anatomy.CREST_TOP)
_PSIS = (anatomy.PSIS_FROM_MIDLINE, 0.0)
_NODULES = (99.0, 38.0)
_SACRUM = (-9.0, -60.0)

#: Labels that name a surface; their leaders end in a dot inside it.
SURFACES: Final = frozenset({"sacrum", "nodules"})
#: Half the ring of the dimple, in points, before which the leader of the spine in it ends.
RING: Final = 3.5


class Arrangement(NamedTuple):
    """A size and a scale, the place of the body's origin, and all labels with their leaders."""

    width: float
    height: float
    scale: float
    origin: Point
    blocks: tuple[Block, ...] = ()
    leaders: tuple[Leader, ...] = ()
    bar: tuple[Point, Point] | None = None

    def place(self, point: Point) -> Point:
        """Where a point of the body, in millimetres, stands in the figure."""
        return (self.origin[0] + point[0] * self.scale, self.origin[1] + point[1] * self.scale)


def arranged(width: float, labels: Texts, ink: Ink) -> Arrangement:
    """The labels around the drawing, for a column of *width* points."""
    beside = _beside(width, labels, ink) if width >= _WIDE else None
    return beside or _above_and_below(width, labels, ink)


def _to(key: str, start: Point, end: Point) -> Leader:
    """A leader that stops at the edge of what it names."""
    leader = Leader(key, start, end)
    return leader if key in SURFACES else shortened(leader, by=RING + 0.5 if key == "psis" else 0.9)


# --- A narrow column ------------------------------------------------------------------------------


class _Cell(NamedTuple):
    """A label's place as parts of the width, its alignment, what it names, how far its leader leans (mm)."""

    key: str
    start: float
    end: float
    align: float
    target: Point
    lean: float = 0.0

    def block(self, width: float, texts: Sequence[str], ink: Ink) -> Block:
        made = block(self.key, texts, ink=ink, width=(self.end - self.start) * width, align=self.align)
        return made.at((self.start + self.align * (self.end - self.start)) * width, 0.0)


_ABOVE: Final = (
    _Cell("iliac-crest", 0.0, 0.36, 0.0, mirrored(_CREST_TOP)),
    _Cell("spine", 0.39, 0.61, 0.5, (0.0, 113.0)),
    _Cell("superior-cluneal", 0.645, 1.0, 0.0, (72.5, 63.0)),
)
_UPPER_ROW: Final = (
    _Cell("psis", 0.0, 0.46, 1.0, mirrored(_PSIS), lean=-24.0),
    _Cell("nodules", 0.62, 1.0, 0.0, _NODULES),
)
_LOWER_ROW: Final = (
    _Cell("sacrum", 0.0, 0.5, 1.0, _SACRUM),
    _Cell("middle-cluneal", 0.54, 1.0, 0.0, (36.0, -54.0)),
)
_CELLS: Final = {cell.key: cell for cell in (*_ABOVE, *_UPPER_ROW, *_LOWER_ROW)}


def _above_and_below(width: float, labels: Texts, ink: Ink) -> Arrangement:
    above, upper, lower = (_row(cells, width, labels, ink) for cells in (_ABOVE, _UPPER_ROW, _LOWER_ROW))
    corners = _corners(width, labels, ink)
    second = _tallest(upper) + ink.leading * 0.2
    head, foot = _tallest(above), second + _tallest(lower)
    scale = _narrow_scale(width, _HEIGHT_NARROW - head - foot - 2 * _AIR, corners)
    height = foot + _BODY_HEIGHT * scale + head + 2 * _AIR
    bare = Arrangement(width, height, scale, (width / 2, foot + _AIR - shapes.BOTTOM * scale))
    named = [
        *(one.at(one.x, height - head + one.height) for one in above),
        *(one.at(one.x, foot) for one in upper),
        *(one.at(one.x, foot - second) for one in lower),
    ]
    leaders = tuple(_upright(one, bare) for one in named)
    beside, bar = _in_corners(bare, corners)
    return Arrangement(width, height, scale, bare.origin, (*named, *beside), leaders, bar)


def _row(cells: Iterable[_Cell], width: float, labels: Texts, ink: Ink) -> list[Block]:
    return [cell.block(width, labels[cell.key], ink) for cell in cells if cell.key in labels]


def _tallest(row: Iterable[Block]) -> float:
    return max((one.height for one in row), default=0.0)


def _corners(width: float, labels: Texts, ink: Ink) -> list[Block]:
    """What stands in the empty corners: the sides beside the waist, the scale beside the hips."""
    places = (("left", 0.0), ("right", 1.0), ("scale", 0.0))
    return [
        block(key, labels[key], ink=ink, width=width / 4, align=align).at(align * width, 0.0)
        for key, align in places
        if key in labels
    ]


def _narrow_scale(width: float, height: float, corners: Iterable[Block]) -> float:
    """The scale that keeps the height, if that is not too small, and leaves the corners their room."""
    words = max((one.width for one in corners if one.key != "scale"), default=0.0)
    beside_waist = (width / 2 - words - 2 * _AIR) / (anatomy.WAIST_BREADTH / 2)
    smallest = _SMALLEST_SCALE if width < _WIDE else _SMALLEST_WIDE
    return min(max(smallest, min(height / _BODY_HEIGHT, _LARGEST_SCALE)), beside_waist)


def _in_corners(
    bare: Arrangement, corners: Iterable[Block]
) -> tuple[list[Block], tuple[Point, Point] | None]:
    top, hips = bare.place((0.0, shapes.TOP))[1] - 2 * _AIR, bare.place((0.0, -96.0))[1]
    placed, bar = [], None
    for one in corners:
        if one.key == "scale":
            # Its round ends stay inside the figure.
            bar = ((1.0, hips), (1.0 + SCALE_BAR * bare.scale, hips))
            placed.append(one.at(one.x, hips + _AIR + one.height))
        else:
            placed.append(one.at(one.x, top))
    return placed, bar


def _upright(one: Block, bare: Arrangement) -> Leader:
    """From the edge of a label to what it names, as upright as its cell asks and its width allows."""
    cell = _CELLS[one.key]
    end = bare.place(cell.target)
    x = min(max(end[0] + cell.lean * bare.scale, one.left + 3.0), one.right - 3.0)
    return _to(one.key, (x, one.bottom if one.bottom > end[1] else one.top), end)


# --- A wide column --------------------------------------------------------------------------------

#: What the labels beside the drawing name, on each side from the top down.
_LEFT_SIDE: Final = {
    "spine": (-39.0, 81.5),
    "iliac-crest": (-128.0, 65.6),
    "psis": mirrored(_PSIS),
    "sacrum": _SACRUM,
}
_RIGHT_SIDE: Final = {
    "superior-cluneal": (80.0, 62.0),
    "nodules": _NODULES,
    "middle-cluneal": (42.0, -44.0),
}
_TARGETS: Final = {**_LEFT_SIDE, **_RIGHT_SIDE}
#: "left" and "right" stand under the buttocks.
_BUTTOCKS: Final = {"left": -92.0, "right": 92.0}
#: Widths of the columns that are tried, as parts of the figure's.
_COLUMNS: Final = (0.20, 0.22, 0.24, 0.26, 0.28, 0.30, 0.32, 0.34)


def _beside(width: float, labels: Texts, ink: Ink) -> Arrangement | None:
    """The narrowest columns that keep the height and leave all leaders free, for the largest drawing."""
    words = (word for texts in labels.values() for text in texts for word in text.split(" "))
    widest = max(map(ink.width_of, words), default=0.0)
    tried = (_with_columns(width, part * width, labels, ink) for part in _COLUMNS if part * width >= widest)
    fit = (made for made in tried if made.height <= _HEIGHT_WIDE and is_clear(made.blocks, made.leaders))
    return next(fit, None)


def _with_columns(width: float, column: float, labels: Texts, ink: Ink) -> Arrangement:
    gap = max(ink.leading * 0.4, 2 * _AIR)
    left = _column((*_LEFT_SIDE, "scale"), labels, ink, room=column, align=1.0)
    right = _column(_RIGHT_SIDE, labels, ink, room=column, align=0.0)
    under = [
        block(key, labels[key], ink=ink, width=width / 4, align=0.5) for key in _BUTTOCKS if key in labels
    ]
    feet = _tallest(under) + _AIR
    across = (width - 2 * column - 4 * _AIR) / anatomy.HIP_BREADTH
    scale = min(across, (_HEIGHT_WIDE - feet) / _BODY_HEIGHT, _LARGEST_SCALE)
    height = max(_BODY_HEIGHT * scale + feet, *(stack_height(stack, gap=gap) for stack in (left, right)))
    bottom = (height - _BODY_HEIGHT * scale + feet) / 2
    bare = Arrangement(width, height, scale, (width / 2, bottom - shapes.BOTTOM * scale))
    beside = [*_settled(left, bare, column, gap), *_settled(right, bare, width - column, gap)]
    sides = (one.at(bare.place((_BUTTOCKS[one.key], 0.0))[0], bottom - _AIR) for one in under)
    leaders = tuple(_level(one, bare) for one in beside if one.key in _TARGETS)
    return bare._replace(blocks=(*beside, *sides), leaders=leaders, bar=_bar_over(beside, scale))


def _column(keys: Iterable[str], labels: Texts, ink: Ink, *, room: float, align: float) -> list[Block]:
    return [block(key, labels[key], ink=ink, width=room, align=align) for key in keys if key in labels]


def _settled(stack: Sequence[Block], bare: Arrangement, x: float, gap: float) -> list[Block]:
    wishes = [bare.place(_TARGETS[one.key])[1] if one.key in _TARGETS else 0.0 for one in stack]
    return [one.at(x, one.top) for one in stacked(stack, wishes, height=bare.height, gap=gap)]


def _level(one: Block, bare: Arrangement) -> Leader:
    """From the middle of a label's inner edge to what it names."""
    x = one.right + _AIR if one.align else one.left - _AIR
    return _to(one.key, (x, one.top - one.height / 2), bare.place(_TARGETS[one.key]))


def _bar_over(blocks: Iterable[Block], scale: float) -> tuple[Point, Point] | None:
    for one in blocks:
        if one.key == "scale":
            return ((one.right - SCALE_BAR * scale, one.top + _AIR), (one.right, one.top + _AIR))
    return None
