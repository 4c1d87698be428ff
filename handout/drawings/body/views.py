"""Where the three views of the body stand in a column, and their labels.

On the left the low back, large, to mark lumps on; then the whole body from behind and from the front.
Points, origin at the lower left of the figure; the body is given in its millimetres.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from handout.drawings import anatomy
from handout.drawings.body import outlines
from handout.drawings.body.outlines import FLOOR, FROM_BEHIND, FROM_THE_FRONT, HALF_BREADTH, TOP, View
from handout.drawings.callouts import Label, LabelSet, LabelTexts, Leader, Style, shortened, tallest
from handout.drawings.curves import Point, Transform, mirrored

# What the large view shows of the height of the body: more above the waist where two languages need it.
LARGE_TOP: Final = 128.0
LARGE_BOTTOM: Final = -164.0

# A whole view is as high as the large one: its millimetres for each of that, and how broad it then is.
_PART = (LARGE_TOP - LARGE_BOTTOM) / (TOP - FLOOR)
_BREADTH, _WHOLE_BREADTH = 2 * HALF_BREADTH, 2 * HALF_BREADTH * _PART
# How high the views are at most, and a row of letters, in sizes of type.
_TALLEST, _LETTERS = 17.5, 1.4
_MARGIN = 3.0
# Between the large view and the side beside the next, which is not a side of the large one.
_GAP, _WIDEST_GAP = 6.0, 26.0

# The names of the sides beside the whole views: what two of them turn to each other is one side.
_BESIDE: Final = ("left", "right", "left")
# They stand at the flank; where the views would get too small for it, upright by the calf, which leaves room.
_FLANK, _CALF = 112.0, -540.0
# In the large view they keep off the lumps, the highest of which lies beside the spine.
_ABOVE_LUMPS = max(y for _, y in outlines.SITES.values()) + 11.0
_TOO_SMALL, _ROOM_BY_CALF = 0.75, 23.0
# Of the room between the lines of an upright label, which part it does not need.
_CLOSE = 0.15
# Where the landmarks are named, on the buttocks: the middle, and how broad and high a label may be.
_BUTTOCK, _LABEL_BREADTH, _LABEL_HEIGHT = (86.0, -86.0), 146.0, 94.0
# Where on the edge of the hip bone its leader ends.
_EDGE_AT = 122.0


class Upright(NamedTuple):
    """A label that reads from the foot of the page upwards, round its middle."""

    label: Label
    middle: Point


class ViewLayout(NamedTuple):
    """The size of the figure, its views and labels."""

    width: float
    height: float
    large: Transform
    # The upper end of the large view, in its millimetres.
    large_top: float
    whole: tuple[tuple[View, Transform], ...]
    # The names of views and landmarks.
    labels: tuple[Label, ...]
    leaders: tuple[Leader, ...]
    # The names of the sides, in the bold face.
    sides: tuple[Label, ...]
    upright_sides: tuple[Upright, ...]
    # By side, where the letters of lumps without a site begin.
    margin: Mapping[str, Point]


class _Row(NamedTuple):
    """The views side by side: points for a millimetre of the large one, and the middles of all three."""

    scale: float
    middles: tuple[float, float, float]
    upright: bool


def place_views(
    width: float, texts: LabelTexts, style: Style, *, letters: tuple[float, float] = (0.0, 0.0)
) -> ViewLayout:
    """The views and labels for a column of *width* points.

    *letters* is the room that letters need in the upper corners of the large view. RenderError where a
    word is wider than its place.
    """
    labels = LabelSet(texts, style)
    sides = LabelSet(texts, replace(style, font_name=style.bold_font_name))
    row = _row(width, sides, edge=style.medium)
    landmarks = labels.labels(("dimple", "hip-bone"), width=_LABEL_BREADTH * row.scale)
    # Labels too high for the buttocks stand under the view.
    is_inside = tallest(landmarks) <= _LABEL_HEIGHT * row.scale
    foot = 0.0 if is_inside else tallest(landmarks) + _MARGIN
    large, whole = _transforms(row, foot)
    large_top = max(LARGE_TOP, _ABOVE_LUMPS + tallest(sides.labels(_BESIDE)) / row.scale)
    _, top = large((0.0, large_top))
    titles = _titles(labels, row, top + _MARGIN / 2, letters)
    head = max(tallest(titles), _LETTERS * style.font_size if any(letters) else 0.0)
    height = top + head + _MARGIN / 2
    placed_landmarks, leaders = _landmarks(landmarks, large, top=None if is_inside else foot - _MARGIN)
    half = HALF_BREADTH * row.scale
    return ViewLayout(
        width,
        height,
        large,
        large_top,
        whole,
        (*titles, *placed_landmarks),
        leaders,
        (*_sides_inside(sides, large, top), *([] if row.upright else _sides_beside(sides, whole))),
        tuple(_upright_sides(sides, whole)) if row.upright else (),
        {"left": (row.middles[0] - half, height), "right": (row.middles[0] + half, height)},
    )


def _transforms(row: _Row, foot: float) -> tuple[Transform, tuple[tuple[View, Transform], ...]]:
    """The large view and the whole ones, all from the same height over the foot of the figure."""
    scale = row.scale * _PART
    whole = (
        (view, Transform(scale, (x, foot - FLOOR * scale)))
        for view, x in zip((FROM_BEHIND, FROM_THE_FRONT), row.middles[1:], strict=True)
    )
    return Transform(row.scale, (row.middles[0], foot - LARGE_BOTTOM * row.scale)), tuple(whole)


def _row(width: float, sides: LabelSet, *, edge: float) -> _Row:
    """The views as large as *width* allows but for its *edge*, their sides at the flank, or else upright."""
    width -= 2 * edge
    labels = [sides.label(key) for key in _BESIDE]
    tall = _TALLEST * sides.style.font_size / (LARGE_TOP - LARGE_BOTTOM)
    breadth = _BREADTH + 2 * _WHOLE_BREADTH
    gaps = [(label.width if label else 0.0) + 2 * _MARGIN for label in labels]
    scale = min(tall, (width - _GAP - sum(gaps)) / breadth)
    thickness = [_thickness(label) if label else 2 * _MARGIN for label in labels]
    upright_scale = min(tall, (width - _GAP - sum(thickness)) / (breadth - 4 * _ROOM_BY_CALF * _PART))
    upright = scale < _TOO_SMALL * upright_scale
    if upright:
        scale = upright_scale
        rooms = (room * _ROOM_BY_CALF * _PART * scale for room in (1, 2, 1))
        gaps = [gap - room for gap, room in zip(thickness, rooms, strict=True)]
    spare = width - breadth * scale - sum(gaps)
    air = max(_GAP, min(spare / 3, _WIDEST_GAP))
    first = edge + (spare - air) / 2 + _BREADTH * scale / 2
    second = first + (_BREADTH + _WHOLE_BREADTH) * scale / 2 + air + gaps[0]
    return _Row(scale, (first, second, second + _WHOLE_BREADTH * scale + gaps[1]), upright)


def _thickness(label: Label) -> float:
    return label.height - _CLOSE * label.style.font_size


def _titles(labels: LabelSet, row: _Row, foot: float, letters: tuple[float, float]) -> list[Label]:
    """The names of the views over them, from *foot* up; that of the large one between the letters."""
    middle, *others = row.middles
    half = HALF_BREADTH * row.scale
    left, right = middle - half + letters[0], middle + half - letters[1]
    cell = others[1] - others[0] - 1.0
    titles = [labels.label("low-back", width=right - left)]
    titles += [labels.label(key, width=cell) for key in ("back", "front")]
    placed_titles = []
    for title, x in zip(titles, row.middles, strict=True):
        if title:
            if x == middle:
                x = max(min(x, right - title.width / 2), left + title.width / 2)
            placed_titles.append(title.at(x, foot + title.height))
    return placed_titles


def _landmarks(
    labels: Sequence[Label], large: Transform, *, top: float | None
) -> tuple[list[Label], tuple[Leader, ...]]:
    """The names of the landmarks, the dimple's on the left, below *top* or on the buttocks."""
    targets = {
        "dimple": mirrored(outlines.DIMPLE),
        "hip-bone": (_EDGE_AT, outlines.CREST.height_at(_EDGE_AT)),
    }
    placed_labels, leaders = [], []
    for label in labels:
        target = large(targets[label.key])
        x, y = large(_BUTTOCK if label.key == "hip-bone" else mirrored(_BUTTOCK))
        placed_label = label.at(x, y + label.height / 2 if top is None else top)
        start = min(max(target[0], placed_label.left + 4.0), placed_label.right - 4.0)
        leader = Leader(label.key, (start, placed_label.top), target)
        placed_labels.append(placed_label)
        leaders.append(
            shortened(leader, by=outlines.DIMPLE_RADIUS * large.scale) if label.key == "dimple" else leader
        )
    return placed_labels, tuple(leaders)


def _sides_inside(labels: LabelSet, large: Transform, top: float) -> list[Label]:
    """The sides at the flanks of the large view, inside it and below its *top*."""
    edge, y = large((anatomy.WAIST_BREADTH / 2, _FLANK))
    middle, _ = large.origin
    room = edge - middle - 2 * _MARGIN
    placed_labels = []
    for key, sign in (("left", -1), ("right", 1)):
        if label := labels.label(key, width=room):
            x = middle + sign * (edge - middle - _MARGIN - label.width / 2)
            placed_labels.append(label.at(x, min(y + label.height / 2, top)))
    return placed_labels


def _sides_beside(labels: LabelSet, whole: Sequence[tuple[View, Transform]]) -> list[Label]:
    """The sides at the flanks of the whole views."""
    (_, back), (_, front) = whole
    _, y = back((0.0, _FLANK))
    flank = HALF_BREADTH * back.scale + _MARGIN
    middles = (back.origin[0] - flank, (back.origin[0] + front.origin[0]) / 2, front.origin[0] + flank)
    placed_labels = []
    for key, x, sign in zip(_BESIDE, middles, (-1, 0, 1), strict=True):
        if label := labels.label(key):
            placed_labels.append(label.at(x + sign * label.width / 2, y + label.height / 2))
    return placed_labels


def _upright_sides(labels: LabelSet, whole: Sequence[tuple[View, Transform]]) -> list[Upright]:
    """The sides beside the calves of the whole views."""
    (_, back), (_, front) = whole
    _, y = back((0.0, _CALF))
    calf = (HALF_BREADTH - _ROOM_BY_CALF) * back.scale
    middles = (back.origin[0] - calf, (back.origin[0] + front.origin[0]) / 2, front.origin[0] + calf)
    upright = []
    for key, x, sign in zip(_BESIDE, middles, (-1, 0, 1), strict=True):
        if label := labels.label(key):
            upright.append(Upright(label, (x + sign * _thickness(label) / 2, y)))
    return upright
