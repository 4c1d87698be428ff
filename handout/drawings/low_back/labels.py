"""Where the labels of the low back stand: a frame of places around the hip bones, the same in every column.

Points, origin at the lower left of the figure; what is named on the body is given in its millimetres.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import dist, inf
from typing import Final, NamedTuple, TypeAlias

from handout.drawings import anatomy, callouts
from handout.drawings.callouts import Label, LabelSet, LabelTexts, Leader, Style
from handout.drawings.curves import Point, Transform, mirrored
from handout.drawings.low_back import outlines
from handout.errors import RenderError

# The two ends of a straight line.
Segment: TypeAlias = tuple[Point, Point]

# The bar of the scale: 5 cm of the body.
SCALE_BAR: Final = 50.0

# Labels that name a surface; their leaders end in a dot inside it.
SURFACES: Final = frozenset({"nodules"})
# Half the ring of the dimple, in points, before which the leader of the spine in it ends.
RING: Final = 3.4

# The scales that are tried, in points for a millimetre, the largest first. The last ones are for words too
# wide to stand beside the smallest drawing wanted; the figure's height is no reason for them.
_SCALES: Final = tuple(step / 100 for step in range(78, 41, -4))
_SMALLEST: Final = 0.5
# How high the figure should be at most, in a narrow column and in a wide one.
_WIDE: Final = 360.0
_HEIGHT_NARROW: Final = 149.0
_HEIGHT_WIDE: Final = 265.0
# Room beside the hip bones for which the frame is made no wider, in sizes of the type.
_SIDE: Final = 11.5
# Air between bone and label, above the first label of a side and between two.
_GAP: Final = 3.5


class LabelLayout(NamedTuple):
    """The size of the figure, the place of the body in it, and all labels with their leaders."""

    width: float
    height: float
    transform: Transform
    labels: tuple[Label, ...] = ()
    leaders: tuple[Leader, ...] = ()
    # The bar of the scale.
    bar: Segment | None = None


class _Place(NamedTuple):
    """A label's place at one side of the figure, in millimetres of the body."""

    key: str
    # How far from the midline the label stays.
    clear: float
    # Its middle, and the height it stays below, or above if it rises with each line.
    middle: float
    limit: float
    # What its leader leads to.
    target: Point | None = None
    rises: bool = False


_LEFT: Final = (
    _Place("iliac-crest", 48.0, 104.0, 82.0, target=(-114.0, 71.7), rises=True),
    _Place("left", 141.0, 50.0, 76.0),
    _Place("nodules", 123.0, -28.0, 8.0, target=(-97.0, 34.0)),
    _Place("psis", 92.0, -120.0, -89.0, target=mirrored(outlines.PSIS)),
)
_RIGHT: Final = (
    _Place("superior-cluneal", 49.0, 106.0, 86.0, target=outlines.SUPERIOR[1].branch.traced()[9], rises=True),
    _Place("right", 141.0, 50.0, 76.0),
    _Place("scale", 123.0, -28.0, 0.0),
    _Place("middle-cluneal", 92.0, -120.0, -89.0, target=outlines.MIDDLE[-1].branch.points[-1]),
)
_TARGETS: Final = {place.key: place.target for place in (*_LEFT, *_RIGHT) if place.target}
# These stand at the body, all others at the edge of the figure.
_SIDES: Final = frozenset({"left", "right"})


def place_labels(width: float, texts: LabelTexts, style: Style) -> LabelLayout:
    """The labels around the drawing, which is as large as a column of *width* points and their words allow.

    RenderError where a word is wider than its place beside the smallest drawing.
    """
    labels = LabelSet(texts, style)
    height = _HEIGHT_WIDE if width >= _WIDE else _HEIGHT_NARROW
    lowest = None
    for scale in _SCALES:
        try:
            layout = _framed(width, scale, labels)
        except RenderError:
            continue
        if (lowest is None or layout.height < lowest.height) and _is_clear(layout):
            lowest = layout
            if layout.height <= height or scale <= _SMALLEST:
                break
    return lowest or _framed(width, _SCALES[-1], labels)


def _framed(width: float, scale: float, labels: LabelSet) -> LabelLayout:
    """The figure at *scale*; RenderError where a word is wider than its place."""
    side = _SIDE * labels.style.font_size
    half = min(width / 2, scale * anatomy.INTERCRISTAL_WIDTH / 2 + side)
    left = [label.at(-half, label.top) for label in _column(_LEFT, half, scale, labels)]
    right = [label.at(half - label.width, label.top) for label in _column(_RIGHT, half, scale, labels)]
    placed = [_beside_body(label, scale) if label.key in _SIDES else label for label in (*left, *right)]
    bottom = min([outlines.BOTTOM * scale, *(label.bottom for label in placed)])
    top = max([outlines.TOP * scale, *(label.top for label in placed)])
    transform = Transform(scale, (half, -bottom))
    moved = tuple(label.at(label.x + half, label.top - bottom) for label in placed)
    leaders = tuple(_leader(label, transform) for label in moved if label.key in _TARGETS)
    return LabelLayout(2 * half, top - bottom, transform, moved, leaders, _bar(moved, 2 * half, scale))


def _column(places: Iterable[_Place], half: float, scale: float, labels: LabelSet) -> Iterator[Label]:
    """The labels of one side from the top down, each as near to its middle as those above it allow."""
    ceiling = inf
    for place in places:
        label = labels.label(place.key, width=half - place.clear * scale - _GAP, align=0.0)
        if label is None:
            continue
        middle, limit = place.middle * scale, place.limit * scale
        top = middle + label.height / 2
        top = max(top, limit + label.height) if place.rises else min(top, limit, ceiling)
        yield label.at(0.0, top)
        ceiling = top - label.height - (3 * _GAP if place.key == "scale" else _GAP)


def _beside_body(label: Label, scale: float) -> Label:
    edge = anatomy.INTERCRISTAL_WIDTH / 2 * scale + _GAP
    return label.at(-edge - label.width if label.key == "left" else edge, label.top)


def _leader(label: Label, transform: Transform) -> Leader:
    """From the nearest of the label's lines to the edge of what it names."""
    end = transform(_TARGETS[label.key])
    starts = (_nearest(box, end) for box in label.boxes())
    leader = Leader(label.key, min(starts, key=lambda start: dist(start, end)), end)
    if label.key in SURFACES:
        return leader
    return callouts.shortened(leader, by=RING + 0.5 if label.key == "psis" else 0.9)


def _nearest(box: callouts.Box, point: Point) -> Point:
    return (
        min(max(point[0], box.left - 2.0), box.right + 2.0),
        min(max(point[1], box.bottom), box.top),
    )


def _bar(labels: Iterable[Label], width: float, scale: float) -> Segment | None:
    for label in labels:
        if label.key == "scale":
            y = label.bottom - 3.0
            return ((width - 1.0 - SCALE_BAR * scale, y), (width - 1.0, y))
    return None


def _is_clear(layout: LabelLayout) -> bool:
    """Whether all labels and leaders are free, of each other and of the bones."""
    if not callouts.is_clear(layout.labels, layout.leaders):
        return False
    boxes = [box for label in layout.labels for box in label.boxes()]
    # A line's letters stay a point below the top of its place.
    return not any(
        box.left - 0.4 < x < box.right + 0.4 and box.bottom < y < box.top - 1.0
        for x, y in (layout.transform(point) for point in _EDGE)
        for box in boxes
    )


# The outer edge of the hip bones, and the vertebrae with their outermost points.
_EDGE: Final = (
    *outlines.HIP.traced()[::3],
    *outlines.HIP.mirrored().traced()[::3],
    *(point for vertebra in outlines.VERTEBRAE for point in vertebra.arch().points),
)
