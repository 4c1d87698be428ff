"""Figure 1: the low back from behind: bones, the zone of the nodules, the zones of the cluneal nerves.

The shapes are millimetres of the body; one scale turns them into points. The patient's left is on the left.
Zones are told apart without colour: a dashed edge, hatching, dots.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from reportlab.lib.colors import Color, white
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from handout import drawings
from handout.drawings import anatomy
from handout.drawings.callouts import Ink, shortened
from handout.drawings.curves import Curve, Point, mirrored
from handout.drawings.low_back import outlines as shapes
from handout.drawings.low_back.labels import RING, SURFACES, Arrangement, arranged

__all__ = ["LABELS", "Ink", "LowBack", "figure"]

#: All labels the figure has a place for.
LABELS: Final = drawings.LABELS["low-back"]

_DASH = (3.4, 2.6)
_DOT = 0.62
_HALO = 2.0
_PSIS = (anatomy.PSIS_FROM_MIDLINE, 0.0)


def figure(width: float, labels: Mapping[str, Sequence[str]], ink: Ink) -> LowBack:
    """The figure for a column of *width* points, as high as its labels need.

    *labels* gives each label (see `LABELS`) one text, or two that are set one under the other; a label left
    out is not drawn. ValueError for a label the figure has no place for, RenderError where a word is wider
    than its place.
    """
    if unknown := labels.keys() - set(LABELS):
        raise ValueError(f"the figure has no place for {', '.join(sorted(unknown))}")
    return LowBack(arranged(width, labels, ink), ink)


class LowBack(NamedTuple):
    """The composed figure, ready to be painted; lengths in points."""

    arrangement: Arrangement
    ink: Ink

    @property
    def width(self) -> float:
        """The width it was made for."""
        return self.arrangement.width

    @property
    def height(self) -> float:
        """The height its labels ask for."""
        return self.arrangement.height

    def paint(self, canvas: Canvas) -> None:
        """Draw the figure with its lower left corner at the canvas's origin."""
        canvas.saveState()
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        canvas.setStrokeColor(self.ink.color)
        pen = _Pen(canvas, self.arrangement, self.ink)
        pen.skin_and_bones()
        pen.zones()
        self._paint_leaders(canvas)
        self._paint_words(canvas)
        canvas.restoreState()

    def _paint_leaders(self, canvas: Canvas) -> None:
        # A little paper on both sides lets a leader pass over other lines without joining them. It ends
        # early, so as to leave whole what the leader names.
        for leader in self.arrangement.leaders:
            free = shortened(leader, by=_HALO + 1.0)
            self._stroke(canvas, free.start, free.end, white, self.ink.fine + _HALO)
        for leader in self.arrangement.leaders:
            self._stroke(canvas, leader.start, leader.end, self.ink.color, self.ink.fine)
        canvas.setFillColor(self.ink.color)
        for leader in self.arrangement.leaders:
            if leader.key in SURFACES:
                canvas.circle(*leader.end, 1.3, stroke=0, fill=1)

    def _stroke(self, canvas: Canvas, start: Point, end: Point, colour: Color, width: float) -> None:
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(width)
        canvas.line(*start, *end)

    def _paint_words(self, canvas: Canvas) -> None:
        canvas.setFillColor(self.ink.color)
        canvas.setFont(self.ink.font_name, self.ink.font_size)
        for one in self.arrangement.blocks:
            for x, y, line in one.lines():
                canvas.drawString(x, y, line)
        if self.arrangement.bar:
            self._paint_bar(canvas, *self.arrangement.bar)

    def _paint_bar(self, canvas: Canvas, start: Point, end: Point) -> None:
        self._stroke(canvas, start, end, self.ink.color, self.ink.medium)
        for x, y in (start, end):
            self._stroke(canvas, (x, y - 2.0), (x, y + 2.0), self.ink.color, self.ink.medium)


class _Pen(NamedTuple):
    """Draws millimetres of the body on a canvas."""

    canvas: Canvas
    arrangement: Arrangement
    ink: Ink

    def skin_and_bones(self) -> None:
        """The outline of the body and what lies under it, from the back of the picture to the front."""
        ink = self.ink
        self.both(shapes.SKIN, ink.medium)
        self.both(shapes.CLEFT, ink.medium)
        self.both(shapes.SACRUM_SIDE, ink.fine)
        self.line(shapes.SACRUM_TOP, ink.fine)
        for hole in shapes.FORAMINA:
            self.both(hole, ink.fine)
        for bump in shapes.TUBERCLES:
            self.line(bump, ink.fine)
        for vertebra in shapes.VERTEBRAE:
            self.line(vertebra.arch(), ink.fine, fill=True)
        for vertebra in shapes.VERTEBRAE:
            self.line(vertebra.process(), ink.fine, fill=True)
        for edge in (shapes.ILIUM_FOOT, shapes.ILIUM_FRONT, shapes.CREST_LIP):
            self.both(edge, ink.fine)

    def zones(self) -> None:
        """The zones of both sides, the crest they hang on, the spines in their dimples, and the nodule."""
        self.canvas.setDash(*_DASH)
        self.both(shapes.NODULES_EDGE, self.ink.medium)
        self.canvas.setDash()
        for side in (_same, mirrored):
            self.hatched([side(point) for point in shapes.SUPERIOR])
            self.dotted([side(point) for point in shapes.MIDDLE])
        self.both(shapes.CREST, self.ink.bold)
        for side in (_same, mirrored):
            self.dimple(side(_PSIS))
        self.line(shapes.NODULE, self.ink.bold, fill=True)

    def both(self, curve: Curve, width: float) -> None:
        """A curve and its reflection."""
        self.line(curve, width)
        self.line(curve.mirrored(), width)

    def line(self, curve: Curve, width: float, *, fill: bool = False) -> None:
        """One curve; filled with paper where it covers what is behind it."""
        place = self.arrangement.place
        path = self.canvas.beginPath()
        path.moveTo(*place(curve.points[0]))
        for _, leaving, arriving, end in curve.beziers():
            path.curveTo(*place(leaving), *place(arriving), *place(end))
        if curve.closed:
            path.close()
        self.canvas.setLineWidth(width)
        self.canvas.setFillColor(white)
        self.canvas.drawPath(path, stroke=1, fill=int(fill))

    def hatched(self, corners: Sequence[Point]) -> None:
        """A zone with upright strokes, as its nerves run."""
        self.polygon(corners)
        half = len(corners) // 2
        for step in (1 / 3, 2 / 3):
            top, foot = corners[round(step * (half - 1))], corners[-1 - round(step * (half - 1))]
            self.canvas.line(*self.arrangement.place(top), *self.arrangement.place(foot))

    def dotted(self, corners: Sequence[Point]) -> None:
        """A zone with staggered rows of dots; its first and third corners lie across from each other."""
        self.polygon(corners)
        (left, top), (right, foot) = (self.arrangement.place(corners[place]) for place in (0, 2))
        rows = round((top - foot) / 2.6)
        self.canvas.setFillColor(self.ink.color)
        for row in range(1, rows):
            for part in ((0.27, 0.73), (0.5,))[row % 2]:
                x, y = left + (right - left) * part, top + (foot - top) * row / rows
                self.canvas.circle(x, y, _DOT, stroke=0, fill=1)

    def dimple(self, centre: Point) -> None:
        """The bony point, in the ring of its dimple."""
        x, y = self.arrangement.place(centre)
        self.canvas.setLineWidth(self.ink.fine)
        self.canvas.setFillColor(white)
        self.canvas.circle(x, y, RING, stroke=1, fill=1)
        self.canvas.setFillColor(self.ink.color)
        self.canvas.circle(x, y, 1.5, stroke=0, fill=1)

    def polygon(self, corners: Sequence[Point]) -> None:
        """A zone's outline, filled with paper."""
        path: PDFPathObject = self.canvas.beginPath()
        path.moveTo(*self.arrangement.place(corners[0]))
        for corner in corners[1:]:
            path.lineTo(*self.arrangement.place(corner))
        path.close()
        self.canvas.setLineWidth(self.ink.fine)
        self.canvas.setFillColor(white)
        self.canvas.drawPath(path, stroke=1, fill=1)


def _same(point: Point) -> Point:
    return point
