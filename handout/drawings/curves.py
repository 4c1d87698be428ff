"""Smooth curves through given points: plain geometry, no canvas, no anatomy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from math import cos, dist, pi, sin
from typing import NamedTuple

Point = tuple[float, float]
# Two ends and between them their two handles.
Bezier = tuple[Point, Point, Point, Point]


class Curve(NamedTuple):
    """A curve that passes smoothly through all of its points, in their order."""

    points: tuple[Point, ...]
    closed: bool = False

    def mirrored(self) -> Curve:
        """The curve on the other side of the midline (``x`` = 0)."""
        return Curve(tuple(mirrored(point) for point in self.points), self.closed)

    def beziers(self) -> tuple[Bezier, ...]:
        """The curve as cubic pieces; no piece overshoots where long and short steps meet."""
        points = (*self.points, self.points[0]) if self.closed else self.points
        slopes = self._slopes()
        if self.closed:
            slopes = (*slopes, slopes[0])
        return tuple(
            _bezier(start, end, leaving, arriving)
            for (start, end), (leaving, arriving) in zip(pairwise(points), pairwise(slopes), strict=True)
        )

    def height_at(self, x: float) -> float:
        """``y`` of the first place where the curve crosses *x*; ValueError if it never does."""
        pieces = (piece for piece in self.beziers() if min(piece)[0] <= x <= max(piece)[0])
        for (x0, y0), (x1, y1) in chain.from_iterable(pairwise(_steps(piece)) for piece in pieces):
            if min(x0, x1) <= x <= max(x0, x1) and x0 != x1:
                return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
        raise ValueError(f"the curve does not reach x = {x}")

    def traced(self) -> tuple[Point, ...]:
        """Points close together along the curve, to measure it by."""
        return tuple(dict.fromkeys(chain.from_iterable(map(_steps, self.beziers()))))

    def _slopes(self) -> tuple[Point, ...]:
        """The direction at each point: the mean of both neighbouring steps, the nearer one counting more."""
        if self.closed:
            ring = (self.points[-1], *self.points, self.points[0])
            return tuple(_slope(*three) for three in _triples(ring))
        slopes = tuple(_slope(*three) for three in _triples(self.points))
        if not slopes:
            return (_step(*self.points),) * 2
        first = _reflected(_step(*self.points[:2]), slopes[0])
        last = _reflected(_step(*self.points[-2:]), slopes[-1])
        return (first, *slopes, last)


class Transform(NamedTuple):
    """From millimetres of the body to points of the figure: a scale, then the place of the body's origin."""

    scale: float
    origin: Point

    def __call__(self, point: Point) -> Point:
        """Where a point of the body stands in the figure."""
        return (self.origin[0] + point[0] * self.scale, self.origin[1] + point[1] * self.scale)


def mirrored(point: Point) -> Point:
    """The point on the other side of the midline."""
    return (-point[0], point[1])


def symmetric(half: Iterable[Point]) -> Curve:
    """A closed curve from its right half, which starts and ends on or near the midline."""
    right = tuple(half)
    left = tuple(mirrored(point) for point in reversed(right) if point[0])
    return Curve((*right, *left), closed=True)


def ellipse(centre: Point, half_width: float, half_height: float) -> Curve:
    """An oval lying level: its four extreme points and four between."""
    x, y = centre
    eighths = (step * pi / 4 for step in range(8))
    return Curve(
        tuple((x + half_width * cos(turn), y + half_height * sin(turn)) for turn in eighths), closed=True
    )


def at(piece: Bezier, t: float) -> Point:
    """The point at *t* (0 to 1) of a cubic piece."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = piece
    a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
    return (a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3)


def _steps(piece: Bezier, steps: int = 24) -> list[Point]:
    return [at(piece, step / steps) for step in range(steps + 1)]


def _triples(points: tuple[Point, ...]) -> Iterator[tuple[Point, Point, Point]]:
    return zip(points, points[1:], points[2:], strict=False)


def _step(start: Point, end: Point) -> Point:
    length = dist(start, end)
    return ((end[0] - start[0]) / length, (end[1] - start[1]) / length)


def _slope(before: Point, point: Point, after: Point) -> Point:
    back, forth = dist(before, point), dist(point, after)
    (bx, by), (fx, fy) = _step(before, point), _step(point, after)
    return ((bx * forth + fx * back) / (back + forth), (by * forth + fy * back) / (back + forth))


def _reflected(step: Point, slope: Point) -> Point:
    return (2 * step[0] - slope[0], 2 * step[1] - slope[1])


def _bezier(start: Point, end: Point, leaving: Point, arriving: Point) -> Bezier:
    third = dist(start, end) / 3
    return (
        start,
        (start[0] + leaving[0] * third, start[1] + leaving[1] * third),
        (end[0] - arriving[0] * third, end[1] - arriving[1] * third),
        end,
    )
