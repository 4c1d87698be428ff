"""The body to mark lumps on and to shade where the pain goes: empty for a pen, or filled from what is told.

Three views of one adult: the low back, large, and the whole from behind and from the front. A place is
shaded by hatching, a lump is a filled oval with its letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from handout import drawings
from handout.drawings import anatomy
from handout.drawings.body import outlines as silhouette
from handout.drawings.body.lumps import SIDES, Lump, Mark, Skin, marks
from handout.drawings.body.outlines import View
from handout.drawings.body.views import LARGE_BOTTOM, LARGE_TOP, Arrangement, Place, arranged
from handout.drawings.callouts import Ink
from handout.drawings.curves import Curve, Point, ellipse, mirrored
from handout.drawings.low_back import outlines as shapes

__all__ = ["LABELS", "Body", "Ink", "Lump", "figure"]

#: All labels the figure has a place for.
LABELS: Final = drawings.LABELS["body"]

#: Distance of the hatching: what a fax of 200 lines an inch keeps apart.
_HATCH = 2.5
_DIMPLE = 2.6
#: Half the disc of a letter, as a part of the size of type.
_DISC = 0.64
_SPINE_DASH = (3.0, 3.0)
_HALO = 2.4
#: The spine is only hinted at, above the sacrum.
_SPINE = Curve(((0.0, LARGE_TOP - 8.0), (0.0, 30.0)))
_PSIS = (anatomy.PSIS_FROM_MIDLINE, 0.0)


def figure(
    width: float,
    labels: Mapping[str, Sequence[str]],
    ink: Ink,
    *,
    lumps: Sequence[Lump] = (),
    shaded: Sequence[tuple[str, str]] = (),
    letters: str | None = None,
) -> Body:
    """The figure for a column of *width* points.

    *labels* gives each label (see `LABELS`) one text, or two that are set one under the other; a label left
    out is not drawn. *shaded* are pairs of side and place; a place that both views show is shaded in both.
    *letters* is the face of the lumps' letters, a bold one for choice; without it they have the labels'.
    A lump without a side is not drawn, one without a site stands in the margin of its side. ValueError for
    a label, a side or a place the figure does not have.
    """
    if unknown := labels.keys() - set(LABELS):
        raise ValueError(f"the figure has no place for {', '.join(sorted(unknown))}")
    for side, place in shaded:
        if side not in SIDES or place not in silhouette.PLACES:
            raise ValueError(f"the body has no {side} {place}")
    arrangement = arranged(width, labels, ink)
    radius = ink.font_size * _DISC
    placed = marks(lumps, _skin(arrangement), radius=radius) if lumps else ()
    told = {side: tuple(one.letter for one in lumps if one.side == side and not one.site) for side in SIDES}
    return Body(arrangement, ink, placed, told, frozenset(shaded), letters or ink.font_name)


def _skin(arrangement: Arrangement) -> Skin:
    """The large view, and the lines in it that letters keep off."""
    large = arrangement.large
    curves = (silhouette.BACK, shapes.CREST, silhouette.CLEFT, silhouette.GLUTEAL_FOLD, _SPINE)
    ring = ellipse(_PSIS, _DIMPLE / large.scale, _DIMPLE / large.scale)
    halves = [point for curve in (*curves, ring) for point in curve.traced()[::6]]
    lines = [large(side) for point in halves for side in (point, mirrored(point))]
    left, right = (large((sign * silhouette.HALF_BREADTH, 0.0))[0] for sign in (-1, 1))
    return Skin(large.scale, large.origin, lines, left=left, right=right)


class Body(NamedTuple):
    """The composed figure, ready to be painted; lengths in points."""

    arrangement: Arrangement
    ink: Ink
    #: Lumps that have a site, with their letters; letters of those that have only a side, by side.
    marks: tuple[Mark, ...]
    in_the_margin: Mapping[str, tuple[str, ...]]
    shaded: frozenset[tuple[str, str]]
    letters: str

    @property
    def width(self) -> float:
        """The width it was made for."""
        return self.arrangement.width

    @property
    def height(self) -> float:
        """The height of the views and their labels."""
        return self.arrangement.height

    @property
    def radius(self) -> float:
        """Half the disc of a letter."""
        return self.ink.font_size * _DISC

    def paint(self, canvas: Canvas) -> None:
        """Draw the figure with its lower left corner at the canvas's origin."""
        canvas.saveState()
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        canvas.setStrokeColor(self.ink.color)
        for view, place in self.arrangement.whole:
            self._paint_whole(canvas, view, place)
        self._paint_large(_Pen(canvas, self.arrangement.large, self.ink))
        self._paint_words(canvas)
        for mark in self.marks:
            self._paint_leader(canvas, mark)
        for mark in self.marks:
            self._paint_lump(canvas, mark)
        self._paint_margin(canvas)
        canvas.restoreState()

    def _paint_whole(self, canvas: Canvas, view: View, place: Place) -> None:
        pen = _Pen(canvas, place, self.ink)
        for line in view.lines:
            pen.both(line, self.ink.fine)
        for side, name in sorted(self.shaded):
            if name in view.places:
                pen.shade(view, view.places[name], on_the_right=(side == "right") == view.from_behind)
        pen.both(view.outline, self.ink.medium)

    def _paint_large(self, pen: _Pen) -> None:
        pen.canvas.saveState()
        pen.window(LARGE_TOP, LARGE_BOTTOM)
        for line in (silhouette.CLEFT, silhouette.GLUTEAL_FOLD):
            pen.both(line, self.ink.fine)
        pen.canvas.setDash(*_SPINE_DASH)
        pen.line(_SPINE, self.ink.fine)
        pen.canvas.setDash()
        pen.both(shapes.CREST, self.ink.fine)
        pen.both(silhouette.BACK, self.ink.medium)
        pen.canvas.restoreState()
        pen.dimples()

    def _paint_words(self, canvas: Canvas) -> None:
        canvas.setFillColor(self.ink.color)
        canvas.setFont(self.ink.font_name, self.ink.font_size)
        for one in self.arrangement.blocks:
            for x, y, line in one.lines():
                canvas.drawString(x, y, line)
        canvas.setLineWidth(self.ink.fine)
        for bracket in self.arrangement.brackets:
            path = canvas.beginPath()
            path.moveTo(*bracket[0])
            for point in bracket[1:]:
                path.lineTo(*point)
            canvas.drawPath(path)

    def _paint_leader(self, canvas: Canvas, mark: Mark) -> None:
        # A little paper on both sides lets it pass over the lines of the body.
        for colour, width in ((white, self.ink.fine + _HALO), (self.ink.color, self.ink.fine)):
            canvas.setStrokeColor(colour)
            canvas.setLineWidth(width)
            canvas.line(*mark.leader()[0], *mark.leader()[1])

    def _paint_lump(self, canvas: Canvas, mark: Mark) -> None:
        x, y = mark.centre
        for colour, air in ((white, _HALO / 2), (self.ink.color, 0.0)):
            canvas.setFillColor(colour)
            across, up = mark.half_width + air, mark.half_height + air
            canvas.ellipse(x - across, y - up, x + across, y + up, stroke=0, fill=1)
        self._paint_letter(canvas, mark.letter, mark.disc)

    def _paint_letter(self, canvas: Canvas, letter: str, centre: Point) -> None:
        canvas.setStrokeColor(self.ink.color)
        canvas.setLineWidth(self.ink.medium)
        canvas.setFillColor(white)
        canvas.circle(*centre, self.radius, stroke=1, fill=1)
        canvas.setFillColor(self.ink.color)
        canvas.setFont(self.letters, self.ink.font_size)
        canvas.drawCentredString(centre[0], centre[1] - self.ink.font_size * 0.335, letter)

    def _paint_margin(self, canvas: Canvas) -> None:
        for side, sign in (("left", 1), ("right", -1)):
            x, top = self.arrangement.margin[side]
            for place, letter in enumerate(self.in_the_margin[side]):
                aside = self.radius + self.ink.medium + place * (2 * self.radius + 3.0)
                self._paint_letter(canvas, letter, (x + sign * aside, top - self.radius))


class _Pen(NamedTuple):
    """Draws millimetres of the body on a canvas."""

    canvas: Canvas
    place: Place
    ink: Ink

    def both(self, curve: Curve, width: float) -> None:
        """A curve and its reflection."""
        self.line(curve, width)
        self.line(curve.mirrored(), width)

    def line(self, curve: Curve, width: float) -> None:
        """One curve."""
        self.canvas.setLineWidth(width)
        self.canvas.drawPath(self.path(curve))

    def path(self, curve: Curve, *, then: Iterable[Point] = ()) -> PDFPathObject:
        """A curve as a path, closed where the curve is, or by straight lines through the points *then*."""
        path: PDFPathObject = self.canvas.beginPath()
        path.moveTo(*self.place(curve.points[0]))
        for _, leaving, arriving, end in curve.beziers():
            path.curveTo(*self.place(leaving), *self.place(arriving), *self.place(end))
        corners = tuple(then)
        for corner in corners:
            path.lineTo(*self.place(corner))
        if curve.closed or corners:
            path.close()
        return path

    def window(self, top: float, bottom: float) -> None:
        """Shows from now on only what lies between the two heights."""
        path = self.canvas.beginPath()
        (x, y), (_, foot) = self.place((0.0, top)), self.place((0.0, bottom))
        half = silhouette.HALF_BREADTH * self.place.scale + self.ink.bold
        path.rect(x - half, foot, 2 * half, y - foot)
        self.canvas.clipPath(path, stroke=0, fill=0)

    def dimples(self) -> None:
        """The rings of the two dimples, on paper of their own where the crest begins."""
        self.canvas.setLineWidth(self.ink.medium)
        self.canvas.setFillColor(white)
        for centre in (_PSIS, mirrored(_PSIS)):
            self.canvas.circle(*self.place(centre), _DIMPLE, stroke=1, fill=1)

    def shade(self, view: View, region: Curve, *, on_the_right: bool) -> None:
        """Hatches what of a place lies on the body, and draws its edge."""
        outline = view.outline if on_the_right else view.outline.mirrored()
        area = region if on_the_right else region.mirrored()
        self.canvas.saveState()
        self.canvas.clipPath(self.path(outline, then=((0.0, silhouette.TOP),)), stroke=0, fill=0)
        # Paper first: fine lines of the body in the hatching would be lost, and spoil it.
        self.canvas.setLineWidth(self.ink.fine)
        self.canvas.setFillColor(white)
        self.canvas.drawPath(self.path(area), stroke=1, fill=1)
        self.canvas.clipPath(self.path(area), stroke=0, fill=0)
        self._hatch([self.place(point) for point in area.traced()], rising=-1 if on_the_right else 1)
        self.canvas.restoreState()

    def _hatch(self, edge: Sequence[Point], *, rising: int) -> None:
        """Slanting lines over the box round the edge, counted from the origin of the figure."""
        xs, ys = zip(*edge, strict=True)
        left, right, foot, top = min(xs), max(xs), min(ys), max(ys)
        step = _HATCH * 2**0.5
        starts = [foot - rising * x for x in (left, right)]
        highest = max(starts) + top - foot
        self.canvas.setLineWidth(self.ink.fine)
        line = int(min(starts) // step) * step
        while line <= highest:
            self.canvas.line(left, line + rising * left, right, line + rising * right)
            line += step
