"""Where the labels of the low back stand: above and below it in a narrow column, beside it in a wide one.

Points, origin at the lower left of the figure; what is named on the body is given in its millimetres.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple, TypeAlias

from handout.drawings import anatomy, callouts
from handout.drawings.callouts import Label, LabelSet, LabelTexts, Leader, Style
from handout.drawings.curves import Point, Transform, mirrored
from handout.drawings.low_back import outlines

# The two ends of a straight line.
Segment: TypeAlias = tuple[Point, Point]

# The bar of the scale: 5 cm of the body.
SCALE_BAR: Final = 50.0

# From this width on there is room for labels beside the drawing, in points.
_WIDE = 360.0
# How high a figure should be at most; longer labels make first the drawing smaller, then the figure higher.
_HEIGHT_NARROW, _HEIGHT_WIDE = 168.0, 220.0
_SMALLEST_SCALE, _LARGEST_SCALE = 0.44, 0.78
_SMALLEST_WIDE = 0.62
_MARGIN = 4.0

_BODY_HEIGHT = outlines.TOP - outlines.BOTTOM
_CREST_TOP = (106.0, anatomy.CREST_TOP)
_NODULES = (99.0, 38.0)
_SACRUM = (-9.0, -60.0)

# Labels that name a surface; their leaders end in a dot inside it.
SURFACES: Final = frozenset({"sacrum", "nodules"})
# Half the ring of the dimple, in points, before which the leader of the spine in it ends.
RING: Final = 3.5


class LabelLayout(NamedTuple):
    """The size of the figure, the place of the body in it, and all labels with their leaders."""

    width: float
    height: float
    transform: Transform
    labels: tuple[Label, ...] = ()
    leaders: tuple[Leader, ...] = ()
    # The bar of the scale.
    bar: Segment | None = None


def place_labels(width: float, texts: LabelTexts, style: Style) -> LabelLayout:
    """The labels around the drawing, for a column of *width* points."""
    labels = LabelSet(texts, style)
    wide_layout = _beside(width, labels) if width >= _WIDE else None
    return wide_layout or _above_and_below(width, labels)


def _leader(key: str, start: Point, end: Point) -> Leader:
    """A leader that stops at the edge of what it names."""
    leader = Leader(key, start, end)
    return leader if key in SURFACES else callouts.shortened(leader, by=RING + 0.5 if key == "psis" else 0.9)


# --- A narrow column ------------------------------------------------------------------------------


class _Slot(NamedTuple):
    """A label's place as parts of the width, its alignment, what it names, how far its leader leans (mm)."""

    key: str
    start: float
    end: float
    align: float
    target: Point
    lean: float = 0.0

    def labels(self, width: float, labels: LabelSet) -> list[Label]:
        """The label, where it has a text."""
        room = (self.end - self.start) * width
        x = (self.start + self.align * (self.end - self.start)) * width
        return [label.at(x, 0.0) for label in labels.labels([self.key], width=room, align=self.align)]


_TOP_ROW: Final = (
    _Slot("iliac-crest", 0.0, 0.36, 0.0, mirrored(_CREST_TOP)),
    _Slot("spine", 0.39, 0.61, 0.5, (0.0, 113.0)),
    _Slot("superior-cluneal", 0.645, 1.0, 0.0, (72.5, 63.0)),
)
_UPPER_ROW: Final = (
    _Slot("psis", 0.0, 0.46, 1.0, mirrored(outlines.PSIS), lean=-24.0),
    _Slot("nodules", 0.62, 1.0, 0.0, _NODULES),
)
_LOWER_ROW: Final = (
    _Slot("sacrum", 0.0, 0.5, 1.0, _SACRUM),
    _Slot("middle-cluneal", 0.54, 1.0, 0.0, (36.0, -54.0)),
)
_SLOTS: Final = {slot.key: slot for slot in (*_TOP_ROW, *_UPPER_ROW, *_LOWER_ROW)}


def _above_and_below(width: float, labels: LabelSet) -> LabelLayout:
    top_row, upper_row, lower_row = (
        [label for slot in slots for label in slot.labels(width, labels)]
        for slots in (_TOP_ROW, _UPPER_ROW, _LOWER_ROW)
    )
    corners = _corners(width, labels)
    second_row = callouts.tallest(upper_row) + labels.style.leading * 0.2
    head, foot = callouts.tallest(top_row), second_row + callouts.tallest(lower_row)
    scale = _narrow_scale(width, _HEIGHT_NARROW - head - foot - 2 * _MARGIN, corners)
    height = foot + _BODY_HEIGHT * scale + head + 2 * _MARGIN
    transform = Transform(scale, (width / 2, foot + _MARGIN - outlines.BOTTOM * scale))
    placed_labels = [
        *(label.at(label.x, height - head + label.height) for label in top_row),
        *(label.at(label.x, foot) for label in upper_row),
        *(label.at(label.x, foot - second_row) for label in lower_row),
    ]
    leaders = tuple(_upright_leader(label, transform) for label in placed_labels)
    corner_labels, bar = _in_corners(transform, corners)
    return LabelLayout(width, height, transform, (*placed_labels, *corner_labels), leaders, bar)


def _corners(width: float, labels: LabelSet) -> list[Label]:
    """What stands in the empty corners: the sides beside the waist, the scale beside the hips."""
    return [
        label.at(align * width, 0.0)
        for key, align in (("left", 0.0), ("right", 1.0), ("scale", 0.0))
        for label in labels.labels([key], width=width / 4, align=align)
    ]


def _narrow_scale(width: float, height: float, corners: Iterable[Label]) -> float:
    """The scale that keeps the height, if that is not too small, and leaves the corners their room."""
    words = max((label.width for label in corners if label.key != "scale"), default=0.0)
    beside_waist = (width / 2 - words - 2 * _MARGIN) / (anatomy.WAIST_BREADTH / 2)
    smallest = _SMALLEST_SCALE if width < _WIDE else _SMALLEST_WIDE
    return min(max(smallest, min(height / _BODY_HEIGHT, _LARGEST_SCALE)), beside_waist)


def _in_corners(transform: Transform, corners: Iterable[Label]) -> tuple[list[Label], Segment | None]:
    top = transform((0.0, outlines.TOP))[1] - 2 * _MARGIN
    hips = transform((0.0, -96.0))[1]
    labels, bar = [], None
    for label in corners:
        if label.key == "scale":
            # Its round ends stay inside the figure.
            bar = ((1.0, hips), (1.0 + SCALE_BAR * transform.scale, hips))
            labels.append(label.at(label.x, hips + _MARGIN + label.height))
        else:
            labels.append(label.at(label.x, top))
    return labels, bar


def _upright_leader(label: Label, transform: Transform) -> Leader:
    """From the edge of a label to what it names, as upright as its slot asks and its width allows."""
    slot = _SLOTS[label.key]
    end = transform(slot.target)
    x = min(max(end[0] + slot.lean * transform.scale, label.left + 3.0), label.right - 3.0)
    return _leader(label.key, (x, label.bottom if label.bottom > end[1] else label.top), end)


# --- A wide column --------------------------------------------------------------------------------

# What the labels beside the drawing name, on each side from the top down.
_LEFT_SIDE: Final = {
    "spine": (-39.0, 81.5),
    "iliac-crest": (-128.0, 65.6),
    "psis": mirrored(outlines.PSIS),
    "sacrum": _SACRUM,
}
_RIGHT_SIDE: Final = {
    "superior-cluneal": (80.0, 62.0),
    "nodules": _NODULES,
    "middle-cluneal": (42.0, -44.0),
}
_TARGETS: Final = {**_LEFT_SIDE, **_RIGHT_SIDE}
# "left" and "right" stand under the buttocks.
_BUTTOCKS: Final = {"left": -92.0, "right": 92.0}
# Widths of the columns that are tried, as parts of the figure's.
_COLUMNS: Final = (0.20, 0.22, 0.24, 0.26, 0.28, 0.30, 0.32, 0.34)


def _beside(width: float, labels: LabelSet) -> LabelLayout | None:
    """The narrowest columns that keep the height and leave all leaders free, for the largest drawing."""
    widest = labels.widest_word(labels.texts)
    for column in (part * width for part in _COLUMNS if part * width >= widest):
        layout = _with_columns(width, column, labels)
        if layout.height <= _HEIGHT_WIDE and callouts.is_clear(layout.labels, layout.leaders):
            return layout
    return None


def _with_columns(width: float, column: float, labels: LabelSet) -> LabelLayout:
    gap = max(labels.style.leading * 0.4, 2 * _MARGIN)
    left = labels.labels((*_LEFT_SIDE, "scale"), width=column, align=1.0)
    right = labels.labels(_RIGHT_SIDE, width=column, align=0.0)
    side_labels = labels.labels(_BUTTOCKS, width=width / 4, align=0.5)
    feet = callouts.tallest(side_labels) + _MARGIN
    widest_scale = (width - 2 * column - 4 * _MARGIN) / anatomy.HIP_BREADTH
    scale = min(widest_scale, (_HEIGHT_WIDE - feet) / _BODY_HEIGHT, _LARGEST_SCALE)
    height = max(
        _BODY_HEIGHT * scale + feet, *(callouts.stack_height(stack, gap=gap) for stack in (left, right))
    )
    bottom = (height - _BODY_HEIGHT * scale + feet) / 2
    transform = Transform(scale, (width / 2, bottom - outlines.BOTTOM * scale))
    columns = (
        *_settled(left, transform, x=column, height=height, gap=gap),
        *_settled(right, transform, x=width - column, height=height, gap=gap),
    )
    sides = (label.at(transform((_BUTTOCKS[label.key], 0.0))[0], bottom - _MARGIN) for label in side_labels)
    leaders = tuple(_level_leader(label, transform) for label in columns if label.key in _TARGETS)
    return LabelLayout(width, height, transform, (*columns, *sides), leaders, _bar_over(columns, scale))


def _settled(
    column: Sequence[Label], transform: Transform, *, x: float, height: float, gap: float
) -> list[Label]:
    """The labels of a column, each as near as can be to the height of what it names."""
    wishes = [transform(_TARGETS[label.key])[1] if label.key in _TARGETS else 0.0 for label in column]
    return [label.at(x, label.top) for label in callouts.stack_labels(column, wishes, height=height, gap=gap)]


def _level_leader(label: Label, transform: Transform) -> Leader:
    """From the middle of a label's inner edge to what it names."""
    x = label.right + _MARGIN if label.align else label.left - _MARGIN
    return _leader(label.key, (x, label.top - label.height / 2), transform(_TARGETS[label.key]))


def _bar_over(labels: Iterable[Label], scale: float) -> Segment | None:
    for label in labels:
        if label.key == "scale":
            y = label.top + _MARGIN
            return ((label.right - SCALE_BAR * scale, y), (label.right, y))
    return None
