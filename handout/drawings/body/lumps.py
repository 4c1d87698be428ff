"""Lumps on the low back: where each is drawn, and where its letter stands.

A letter stands beside its lump, on free skin, at the end of a short leader. Points, origin wherever the
caller has it; nothing is painted here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, permutations, product
from math import cos, dist, pi, sin
from typing import Final, NamedTuple

from handout.drawings import anatomy
from handout.drawings.body.outlines import SITES
from handout.drawings.callouts import Leader, is_clear
from handout.drawings.curves import Point, mirrored

SIDES: Final = ("left", "right")

#: Paper left free round a lump, and the length a leader has at least.
_AIR = 1.4
_SHORTEST = 4.0
#: How far off a letter is looked for a place.
_FARTHEST = 70
#: A lump is never drawn smaller than a copier keeps it.
_SMALLEST = (3.6, 2.3)


@dataclass(frozen=True)
class Lump:
    """A lump as its owner tells of it; ValueError for a side or a site that is none."""

    letter: str
    side: str | None = None
    site: str | None = None

    def __post_init__(self) -> None:
        if self.side not in (None, *SIDES):
            raise ValueError(f"{self.side} is no side")
        if self.site not in (None, *SITES):
            raise ValueError(f"{self.site} is no site")


class Mark(NamedTuple):
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

    def touches(self, other: Mark) -> bool:
        """Whether the two ovals come nearer than the paper between them."""
        across = (self.centre[0] - other.centre[0]) / (self.half_width + other.half_width + _AIR)
        down = (self.centre[1] - other.centre[1]) / (self.half_height + other.half_height + _AIR)
        return across**2 + down**2 < 1


class Skin(NamedTuple):
    """The low back as the letters see it: its scale, its origin, and the lines they keep off."""

    scale: float
    origin: Point
    lines: Sequence[Point]
    left: float
    right: float

    def place(self, point: Point) -> Point:
        """Where a point of the body stands."""
        return (self.origin[0] + point[0] * self.scale, self.origin[1] + point[1] * self.scale)


def marks(lumps: Iterable[Lump], skin: Skin, *, radius: float) -> tuple[Mark, ...]:
    """The lumps that have side and site, with their letters in discs of *radius*; none touches another.

    ValueError where there are more lumps than the skin has room for, which four never are.
    """
    ovals: list[Mark] = []
    for lump in lumps:
        if lump.side and lump.site:
            ovals.append(_oval(lump.letter, _middle(lump.side, lump.site, skin), skin, ovals))
    # Who chooses first may take the only place another has; letters in a crowd may stand on lines.
    for where, order in product((skin, skin._replace(lines=())), islice(permutations(ovals), 24)):
        placed = _all_lettered(order, where, radius)
        if len(placed) == len(ovals):
            return tuple(placed[oval] for oval in ovals)
    raise ValueError(f"no room for the letters of {len(ovals)} lumps")


def _all_lettered(ovals: Sequence[Mark], skin: Skin, radius: float) -> dict[Mark, Mark]:
    """The ovals with their letters, each by the oval without; ends before the first that finds no place."""
    placed: dict[Mark, Mark] = {}
    for oval in ovals:
        if not (lettered := _lettered(oval, tuple(placed.values()), ovals, skin, radius)):
            break
        placed[oval] = lettered
    return placed


def _middle(side: str, site: str, skin: Skin) -> Point:
    return skin.place(SITES[site] if side == "right" else mirrored(SITES[site]))


def _oval(letter: str, wish: Point, skin: Skin, others: Sequence[Mark]) -> Mark:
    """The oval on its site, or as near to it as the others leave room, rather above or below than beside."""
    half_width = max(anatomy.NODULE_LENGTH / 2 * skin.scale, _SMALLEST[0])
    half_height = max(anatomy.NODULE_WIDTH / 2 * skin.scale, _SMALLEST[1])
    spots = (Mark(letter, spot, half_width, half_height) for spot in _around(wish, range(60)))
    return next(one for one in spots if not any(one.touches(other) for other in others))


def _around(centre: Point, radii: Iterable[float]) -> Iterator[Point]:
    """Points round the centre, from the nearest outwards; first below and above, then beside."""
    quarter = pi / 2
    turns = [
        sign * quarter + step * pi / 12
        for step in (0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6)
        for sign in (-1, 1)
    ]
    return ((centre[0] + r * cos(turn), centre[1] + r * sin(turn)) for r, turn in product(radii, turns))


def _lettered(
    oval: Mark, placed: Sequence[Mark], ovals: Sequence[Mark], skin: Skin, radius: float
) -> Mark | None:
    """The oval with its letter in the nearest free place; away from the spine where two are as near."""
    nearest = oval.half_height + _SHORTEST + radius
    spots = _around(oval.centre, [nearest + step for step in range(_FARTHEST)])
    best_first = sorted(spots, key=lambda spot: _cost(spot, oval, skin))
    lettered = (oval._replace(disc=spot, radius=radius) for spot in best_first)
    return next((one for one in lettered if _is_free(one, placed, ovals, skin)), None)


def _cost(spot: Point, oval: Mark, skin: Skin) -> float:
    inwards = abs(oval.centre[0] - skin.origin[0]) - abs(spot[0] - skin.origin[0])
    return dist(spot, oval.centre) + 0.5 * inwards


def _is_free(one: Mark, placed: Sequence[Mark], ovals: Sequence[Mark], skin: Skin) -> bool:
    end = one.leader()[1]
    near = one.radius + _AIR
    return (
        skin.left + one.radius <= one.disc[0] <= skin.right - one.radius
        # A letter on the other side of the spine would tell the wrong side.
        and (one.disc[0] < skin.origin[0]) == (one.centre[0] < skin.origin[0])
        and dist(one.disc, end) >= one.radius + _SHORTEST
        and all(_is_apart(one, other) for other in placed)
        and all(_is_off(one, oval) for oval in ovals)
        and all(dist(one.disc, point) > near for point in skin.lines)
    )


def _is_off(one: Mark, oval: Mark) -> bool:
    """Whether disc and leader of the one keep off the oval, if that is not its own."""
    reach = oval.half_width + _AIR
    own = oval.centre == one.centre
    return dist(one.disc, oval.centre) > one.radius + reach and (
        own or _distance(oval.centre, *one.leader()) > reach
    )


def _is_apart(one: Mark, other: Mark) -> bool:
    """Whether disc meets neither disc nor leader, and the leaders keep apart."""
    near = one.radius + _AIR
    return (
        dist(one.disc, other.disc) > near + other.radius
        and _distance(one.disc, *other.leader()) > near
        and _distance(other.disc, *one.leader()) > near
        and is_clear((), [Leader(mark.letter, *mark.leader()) for mark in (one, other)])
    )


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a stretch."""
    (x, y), (to_x, to_y) = start, end
    length = dist(start, end) ** 2
    along = ((point[0] - x) * (to_x - x) + (point[1] - y) * (to_y - y)) / length if length else 0.0
    along = min(max(along, 0.0), 1.0)
    return dist(point, (x + (to_x - x) * along, y + (to_y - y) * along))
