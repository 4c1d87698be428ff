"""Where the three views of the body stand in a column, and their labels.

On the left the low back, large, to mark lumps on; then the whole body from behind and from the front.
Points, origin at the lower left of the figure; the body is given in its millimetres.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from handout.drawings.body.outlines import FLOOR, FROM_BEHIND, FROM_THE_FRONT, HALF_BREADTH, TOP, View
from handout.drawings.callouts import Label, LabelSet, LabelTexts, Style, tallest
from handout.drawings.curves import Point, Transform

# The corners of a line of several straight pieces.
Polyline: TypeAlias = tuple[Point, ...]

# What the large view shows of the height of the body.
LARGE_TOP: Final = TOP
LARGE_BOTTOM: Final = -198.0

# How high the whole views are: in a narrow column, for each point of width beyond it, and at most.
_NARROW, _BODY_HEIGHT, _GROWTH, _TALLEST = 248.0, 160.0, 0.17, 204.0
# With long labels the body gets smaller, to keep a figure in a narrow column to this height.
_HEIGHT, _SMALLEST = 198.0, 0.8
_GAP, _WIDEST_GAP = 8.0, 52.0
_MARGIN = 3.0
# Height of a row of letters, as a part of the size of type.
_LETTERS = 1.4
# A bracket from the foot to its label: how far outside the foot, how high above the floor.
_BRACKET = 4.0
_FOOT_EDGE = max(x for x, y in FROM_THE_FRONT.outline.traced() if y < FLOOR + 60.0)


_SIDES, _VIEWS = ("left", "right"), ("back", "front")


class ViewLayout(NamedTuple):
    """The size of the figure, its views and labels, and what ties labels to feet."""

    width: float
    height: float
    large: Transform
    whole: tuple[tuple[View, Transform], ...]
    labels: tuple[Label, ...]
    brackets: tuple[Polyline, ...]
    # By side, where the letters of lumps without a site begin.
    margin: Mapping[str, Point]


def place_views(width: float, texts: LabelTexts, style: Style) -> ViewLayout:
    """The views and labels for a column of *width* points."""
    labels = LabelSet(texts, style)
    body = min(_BODY_HEIGHT + max(0.0, width - _NARROW) * _GROWTH, _TALLEST, width * 0.66)
    two_rows = 2 * _widest(labels, *_SIDES) + 2 * _MARGIN > _breadth(body) * 1.3
    cell = _cell(labels, body, two_rows=two_rows)
    feet = tallest(labels.labels(_SIDES)) * (2 if two_rows else 1) + _MARGIN
    head = tallest(labels.labels(_VIEWS, width=cell)) + _MARGIN
    if width < 1.5 * _NARROW:
        body = max(min(body, _HEIGHT - feet - head), body * _SMALLEST)
    return _with_rows(width, labels, cell=cell, body=body, head=head, feet=feet, two_rows=two_rows)


def _widest(labels: LabelSet, *keys: str) -> float:
    return max((label.width for label in labels.labels(keys)), default=0.0)


def _breadth(body: float) -> float:
    """How broad a whole view of this height is."""
    return 2 * HALF_BREADTH * body / (TOP - FLOOR)


def _with_rows(
    width: float, labels: LabelSet, *, cell: float, body: float, head: float, feet: float, two_rows: bool
) -> ViewLayout:
    height = head + body + feet
    large_width, gap, edge = _large_and_gaps(width, cell, labels, body + feet)
    large_scale, scale = large_width / (2 * HALF_BREADTH), body / (TOP - FLOOR)
    large = Transform(large_scale, (edge + large_width / 2, height - head - LARGE_TOP * large_scale))
    middles = (width - edge - cell * 1.5 - gap, width - edge - cell * 0.5)
    whole = tuple(
        (view, Transform(scale, (x, feet - FLOOR * scale)))
        for view, x in zip((FROM_BEHIND, FROM_THE_FRONT), middles, strict=True)
    )
    placed_labels, brackets = _over_views(labels, large, whole, cell, height), []
    for view, transform in whole:
        side_labels, ties = _under_feet(
            labels, view, transform, cell=cell, top=feet - _MARGIN, two_rows=two_rows
        )
        placed_labels += side_labels
        brackets += ties
    side_labels, margin = _under_large(labels, large, large_width)
    return ViewLayout(width, height, large, whole, (*placed_labels, *side_labels), tuple(brackets), margin)


def _over_views(
    labels: LabelSet, large: Transform, whole: Sequence[tuple[View, Transform]], cell: float, top: float
) -> list[Label]:
    """The names of the views over their middles."""
    names = [("back", large), *(("back" if view.from_behind else "front", place) for view, place in whole)]
    pairs = ((labels.label(key, width=cell), place.origin[0]) for key, place in names)
    return [label.at(middle, top) for label, middle in pairs if label]


def _cell(labels: LabelSet, body: float, *, two_rows: bool) -> float:
    """The breadth a whole view needs with its labels."""
    scale = body / (TOP - FLOOR)
    sides = _widest(labels, *_SIDES)
    under_feet = sides + 2 * _BRACKET if two_rows else 2 * (sides + _MARGIN)
    return max(
        _breadth(body) + 1.0,
        2 * (_FOOT_EDGE * scale + _BRACKET),
        under_feet,
        labels.widest_word(_VIEWS),
    )


def _large_and_gaps(width: float, cell: float, labels: LabelSet, room: float) -> tuple[float, float, float]:
    """How broad the large view is, and the space between the views and outside them."""
    widest = width - 2 * cell - 2 * _GAP - 1.0
    large = min(widest, _broadest(labels, room, rows=1))
    if not _in_one_row(labels, large):
        large = min(widest, _broadest(labels, room, rows=2))
    spare = width - 2 * cell - large
    gap = min(spare / 2, _WIDEST_GAP)
    return large, gap, (spare - 2 * gap) / 2


def _broadest(labels: LabelSet, room: float, *, rows: int) -> float:
    """How broad the large view can be, to leave space under it for its sides and for letters."""
    foot = rows * tallest(labels.labels(_SIDES)) + labels.style.font_size * _LETTERS + 2 * _MARGIN
    return (room - foot) / (LARGE_TOP - LARGE_BOTTOM) * 2 * HALF_BREADTH


def _in_one_row(labels: LabelSet, width: float) -> bool:
    return _widest(labels, "left") + _widest(labels, "right") + 3 * _MARGIN <= width


def _under_feet(
    labels: LabelSet, view: View, place: Transform, *, cell: float, top: float, two_rows: bool
) -> tuple[list[Label], list[Polyline]]:
    """The sides under the feet they name; where one row is too short, in two, tied by brackets."""
    placed_labels: list[Label] = []
    brackets: list[Polyline] = []
    row = top
    x, _ = place((0.0, 0.0))
    for sign, key in zip((-1, 1), _SIDES if view.from_behind else _SIDES[::-1], strict=True):
        if not (label := labels.label(key)):
            continue
        if two_rows:
            edge = x + sign * (cell / 2)
            placed_labels.append(label.at(edge - sign * label.width / 2, row))
            brackets.append(_bracket(edge - sign, row, place, sign))
            row -= tallest(labels.labels(_SIDES))
        else:
            foot = max(95.0 * place.scale, _MARGIN + label.width / 2)
            placed_labels.append(label.at(x + sign * foot, row))
    return placed_labels, brackets


def _bracket(x: float, foot: float, place: Transform, sign: int) -> Polyline:
    """From a label up beside the foot."""
    to_x, floor = place((sign * _FOOT_EDGE, FLOOR))
    return ((x, foot), (x, floor + _BRACKET), (to_x + sign * 1.2, floor + _BRACKET))


def _under_large(labels: LabelSet, large: Transform, width: float) -> tuple[list[Label], dict[str, Point]]:
    """The sides under the large view, and under them the corners of letters without a site."""
    x, top = large((0.0, LARGE_BOTTOM))
    top -= _MARGIN
    in_one_row = _in_one_row(labels, width)
    drop = tallest(labels.labels(_SIDES)) if not in_one_row else 0.0
    placed_labels: list[Label] = []
    for sign, key in zip((-1, 1), _SIDES, strict=True):
        if label := labels.label(key):
            distance = max(label.width / 2 + _MARGIN, min(92.0 * large.scale, width / 2 - label.width / 2))
            offset = distance if in_one_row else (width - label.width) / 2
            placed_labels.append(label.at(x + sign * offset, top - (drop if sign == 1 else 0.0)))
    foot = min((label.bottom for label in placed_labels), default=top) - 1.0
    left = min((label.left for label in placed_labels), default=x - width / 2)
    right = max((label.right for label in placed_labels), default=x + width / 2)
    return placed_labels, {"left": (left, foot), "right": (right, foot)}
