"""Lumps on the low back: where each is drawn, and where its letter stands.

A letter stands beside its lump, on free skin, at the end of a short leader. Points, origin wherever the
caller has it; nothing is painted here.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, permutations, product
from math import cos, dist, pi, sin
from typing import Final, NamedTuple

from handout.drawings import anatomy
from handout.drawings.body.outlines import SITES
from handout.drawings.callouts import Label, Leader, is_clear
from handout.drawings.curves import Point, Transform, mirrored

SIDES: Final = ("left", "right")

# Paper left free round a lump, and the length a leader has at least.
_GAP = 1.4
_SHORTEST = 4.0
# How far off a letter is looked for a place.
_FARTHEST = 70
# A lump is never drawn smaller than a copier keeps it.
_SMALLEST = (3.6, 2.3)


@dataclass(frozen=True)
class Lump:
    """A lump as the patient describes it; ValueError for an unknown side or site."""

    letter: str
    side: str | None = None
    site: str | None = None

    def __post_init__(self) -> None:
        if self.side not in (None, *SIDES):
            raise ValueError(f"{self.side} is not a side of the body")
        if self.site not in (None, *SITES):
            raise ValueError(f"{self.site} is not a site of a lump")


class DrawnLump(NamedTuple):
    """A lump in its place, an oval lying level, and the disc of its letter."""

    letter: str
    centre: Point
    half_width: float
    half_height: float
    disc: Point = (0.0, 0.0)
    radius: float = 0.0

    def leader(self) -> tuple[Point, Point]:
        """From the edge of the disc to the edge of the oval."""
        (x, y), (to_x, to_y) = self.disc, self.centre
        turn = (to_x - x) / dist(self.disc, self.centre), (to_y - y) / dist(self.disc, self.centre)
        inside = 1 / ((turn[0] / self.half_width) ** 2 + (turn[1] / self.half_height) ** 2) ** 0.5
        return (
            (x + turn[0] * self.radius, y + turn[1] * self.radius),
            (to_x - turn[0] * inside, to_y - turn[1] * inside),
        )

    def touches(self, other: DrawnLump) -> bool:
        """Whether the two ovals come nearer than the paper between them."""
        return self.covers(other.centre, (other.half_width, other.half_height))

    def covers(self, point: Point, halves: tuple[float, float] = (0.0, 0.0)) -> bool:
        """Whether an oval of such *halves* round *point* comes nearer than the paper between them."""
        across = (self.centre[0] - point[0]) / (self.half_width + halves[0] + _GAP)
        down = (self.centre[1] - point[1]) / (self.half_height + halves[1] + _GAP)
        return across**2 + down**2 < 1


class Skin(NamedTuple):
    """Where letters may stand on the low back: between *left* and *right*, off the points of *lines*.

    They keep off labels and leaders too.
    """

    transform: Transform
    lines: Sequence[Point]
    labels: Sequence[Label]
    leaders: Sequence[Leader]
    left: float
    right: float


def place_lumps(lumps: Iterable[Lump], skin: Skin, *, radius: float) -> tuple[DrawnLump, ...]:
    """The lumps that have side and site, with their letters in discs of *radius*; none touches another.

    ValueError where there are more lumps than the skin has room for, which four never are.
    """
    ovals: list[DrawnLump] = []
    for lump in lumps:
        if lump.side and lump.site:
            ovals.append(_oval(lump.letter, _middle(lump.side, lump.site, skin), skin, ovals))
    # The first letter may take the only place of another: try other orders, then let letters stand on lines,
    # and at last on labels.
    for area in (skin, skin._replace(lines=()), skin._replace(lines=(), labels=(), leaders=())):
        choices = {oval: _lettered(oval, area, radius) for oval in ovals}
        is_free = functools.cache(functools.partial(_is_free, ovals=tuple(ovals), skin=area))
        for order in islice(permutations(ovals), 24):
            lumps_by_oval = _all_apart(order, choices, is_free)
            if len(lumps_by_oval) == len(ovals):
                return tuple(lumps_by_oval[oval] for oval in ovals)
    raise ValueError(f"no room for the letters of {len(ovals)} lumps")


def _all_apart(
    ovals: Sequence[DrawnLump],
    choices: Mapping[DrawnLump, Sequence[DrawnLump]],
    is_free: Callable[[DrawnLump], bool],
) -> dict[DrawnLump, DrawnLump]:
    """By each oval the best free choice that the others leave, up to the first oval without one."""
    lumps: dict[DrawnLump, DrawnLump] = {}
    for oval in ovals:
        others = lumps.values()
        free = (
            lump
            for lump in choices[oval]
            if is_free(lump) and all(_is_apart(lump, other) for other in others)
        )
        if not (lump := next(free, None)):
            break
        lumps[oval] = lump
    return lumps


def _middle(side: str, site: str, skin: Skin) -> Point:
    return skin.transform(SITES[site] if side == "right" else mirrored(SITES[site]))


def _oval(letter: str, wish: Point, skin: Skin, others: Sequence[DrawnLump]) -> DrawnLump:
    """The oval on its site, or as near to it as the others leave room, rather above or below than beside."""
    half_width = max(anatomy.NODULE_LENGTH / 2 * skin.transform.scale, _SMALLEST[0])
    half_height = max(anatomy.NODULE_WIDTH / 2 * skin.transform.scale, _SMALLEST[1])
    spots = (DrawnLump(letter, spot, half_width, half_height) for spot in _around(wish, range(60)))
    return next(
        oval
        for oval in spots
        if not any(oval.touches(other) for other in others)
        and not any(oval.covers(_nearest(oval.centre, label)) for label in skin.labels)
    )


def _around(centre: Point, radii: Iterable[float]) -> Iterator[Point]:
    """Points round the centre, from the nearest outwards; first below and above, then beside."""
    quarter = pi / 2
    turns = [
        sign * quarter + step * pi / 12
        for step in (0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6)
        for sign in (-1, 1)
    ]
    return ((centre[0] + r * cos(turn), centre[1] + r * sin(turn)) for r, turn in product(radii, turns))


def _lettered(oval: DrawnLump, skin: Skin, radius: float) -> list[DrawnLump]:
    """The oval with its letter in each place round it, the nearest first; rather away from the spine."""
    nearest = oval.half_height + _SHORTEST + radius
    spots = _around(oval.centre, [nearest + step for step in range(_FARTHEST)])
    best_first = sorted(spots, key=lambda spot: _cost(spot, oval, skin))
    return [oval._replace(disc=spot, radius=radius) for spot in best_first]


def _cost(spot: Point, oval: DrawnLump, skin: Skin) -> float:
    inwards = abs(oval.centre[0] - skin.transform.origin[0]) - abs(spot[0] - skin.transform.origin[0])
    return dist(spot, oval.centre) + 0.5 * inwards


def _is_free(lump: DrawnLump, ovals: Sequence[DrawnLump], skin: Skin) -> bool:
    leader = Leader(lump.letter, *lump.leader())
    reach = lump.radius + _GAP
    midline = skin.transform.origin[0]
    return (
        skin.left + lump.radius <= lump.disc[0] <= skin.right - lump.radius
        # A letter on the other side of the spine would give the wrong side.
        and (lump.disc[0] < midline) == (lump.centre[0] < midline)
        and dist(lump.disc, leader.end) >= lump.radius + _SHORTEST
        and all(_is_off(lump, oval) for oval in ovals)
        and all(dist(lump.disc, _nearest(lump.disc, label)) > reach for label in skin.labels)
        and all(_distance(lump.disc, other.start, other.end) > reach for other in skin.leaders)
        and all(dist(lump.disc, point) > reach for point in skin.lines)
        and is_clear((), [*skin.leaders, leader])
        and all(is_clear([label], [leader]) for label in skin.labels)
    )


def _nearest(point: Point, label: Label) -> Point:
    """The point of a label that is nearest to a point."""
    x, y = point
    return (min(max(x, label.left), label.right), min(max(y, label.bottom), label.top))


def _is_off(lump: DrawnLump, oval: DrawnLump) -> bool:
    """Whether disc and leader of a lump keep off an oval; its leader may meet its own."""
    reach = oval.half_width + _GAP
    is_own = oval.centre == lump.centre
    return dist(lump.disc, oval.centre) > lump.radius + reach and (
        is_own or _distance(oval.centre, *lump.leader()) > reach
    )


def _is_apart(lump: DrawnLump, other: DrawnLump) -> bool:
    """Whether disc meets neither disc nor leader, and the leaders keep apart."""
    reach = lump.radius + _GAP
    return (
        dist(lump.disc, other.disc) > reach + other.radius
        and _distance(lump.disc, *other.leader()) > reach
        and _distance(other.disc, *lump.leader()) > reach
        and is_clear((), [Leader(each.letter, *each.leader()) for each in (lump, other)])
    )


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a straight line between two others."""
    (x, y), (to_x, to_y) = start, end
    length = dist(start, end) ** 2
    along = ((point[0] - x) * (to_x - x) + (point[1] - y) * (to_y - y)) / length if length else 0.0
    along = min(max(along, 0.0), 1.0)
    return dist(point, (x + (to_x - x) * along, y + (to_y - y) * along))
