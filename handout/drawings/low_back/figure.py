"""Figure 1: the low back from behind: bones, the zone of the nodules, the zones of the cluneal nerves.

The shapes are millimetres of the body; one scale turns them into points. The patient's left is on the left.
Zones are told apart without colour: a dashed edge, hatching, dots.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from handout.drawings.callouts import LabelTexts, Style, shortened
from handout.drawings.curves import Curve, Point, mirrored
from handout.drawings.low_back import outlines
from handout.drawings.low_back.labels import RING, SURFACES, LabelLayout, place_labels
from handout.drawings.pen import Pen, round_lines, stroke, write

_DASH = (3.4, 2.6)
_DOT = 0.62
_HALO = 2.0


def figure(width: float, texts: LabelTexts, style: Style) -> LowBack:
    """The figure for a column of *width* points, as high as its labels need.

    A label without a text is not drawn; RenderError where a word is wider than its place.
    """
    layout = place_labels(width, texts, style)
    return LowBack(layout.width, layout.height, layout, style)


class LowBack(NamedTuple):
    """The figure, ready to be painted; lengths in points."""

    width: float
    height: float
    layout: LabelLayout
    style: Style

    def paint(self, canvas: Canvas) -> None:
        """Draw the figure with its lower left corner at the canvas's origin."""
        with round_lines(canvas, self.style):
            pen = Pen(canvas, self.layout.transform, self.style)
            _skin_and_bones(pen)
            _zones(pen)
            self._leaders(canvas)
            write(canvas, self.layout.labels, self.style)
            if self.layout.bar:
                self._bar(canvas, *self.layout.bar)

    def _leaders(self, canvas: Canvas) -> None:
        # A little paper on both sides lets a leader pass over other lines without joining them. It ends
        # early, so as to leave whole what the leader names.
        fine = self.style.fine
        for leader in self.layout.leaders:
            halo = shortened(leader, by=_HALO + 1.0)
            stroke(canvas, halo.start, halo.end, color=white, width=fine + _HALO)
        for leader in self.layout.leaders:
            stroke(canvas, leader.start, leader.end, color=self.style.color, width=fine)
        canvas.setFillColor(self.style.color)
        for leader in self.layout.leaders:
            if leader.key in SURFACES:
                canvas.circle(*leader.end, 1.3, stroke=0, fill=1)

    def _bar(self, canvas: Canvas, start: Point, end: Point) -> None:
        ends = (((x, y - 2.0), (x, y + 2.0)) for x, y in (start, end))
        for line in ((start, end), *ends):
            stroke(canvas, *line, color=self.style.color, width=self.style.medium)


def _skin_and_bones(pen: Pen) -> None:
    """The outline of the body and what lies under it, from the back of the picture to the front."""
    fine, medium = pen.style.fine, pen.style.medium
    _both(pen, outlines.SKIN, medium)
    _both(pen, outlines.CLEFT, medium)
    _both(pen, outlines.SACRUM_SIDE, fine)
    _line(pen, outlines.SACRUM_TOP, fine)
    for hole in outlines.FORAMINA:
        _both(pen, hole, fine)
    for bump in outlines.TUBERCLES:
        _line(pen, bump, fine)
    for vertebra in outlines.VERTEBRAE:
        _line(pen, vertebra.arch(), fine, covers=True)
    for vertebra in outlines.VERTEBRAE:
        _line(pen, vertebra.process(), fine, covers=True)
    for edge in (outlines.ILIUM_FOOT, outlines.ILIUM_FRONT, outlines.CREST_LIP):
        _both(pen, edge, fine)


def _zones(pen: Pen) -> None:
    """The zones of both sides, the crest they hang on, the spines in their dimples, and the nodule."""
    pen.canvas.setDash(*_DASH)
    _both(pen, outlines.NODULES_EDGE, pen.style.medium)
    pen.canvas.setDash()
    for superior, middle in (
        (outlines.SUPERIOR, outlines.MIDDLE),
        (tuple(map(mirrored, outlines.SUPERIOR)), tuple(map(mirrored, outlines.MIDDLE))),
    ):
        _hatched(pen, superior)
        _dotted(pen, middle)
    _both(pen, outlines.CREST, pen.style.bold)
    for spine in (outlines.PSIS, mirrored(outlines.PSIS)):
        _dimple(pen, spine)
    _line(pen, outlines.NODULE, pen.style.bold, covers=True)


def _both(pen: Pen, curve: Curve, width: float) -> None:
    _line(pen, curve, width)
    _line(pen, curve.mirrored(), width)


def _line(pen: Pen, curve: Curve, width: float, *, covers: bool = False) -> None:
    pen.on_paper(pen.path(curve), width, covers=covers)


def _hatched(pen: Pen, corners: Sequence[Point]) -> None:
    """A zone with upright strokes, as its nerves run."""
    pen.on_paper(pen.polygon(corners), pen.style.fine)
    half = len(corners) // 2
    for step in (1 / 3, 2 / 3):
        top, foot = corners[round(step * (half - 1))], corners[-1 - round(step * (half - 1))]
        pen.canvas.line(*pen.transform(top), *pen.transform(foot))


def _dotted(pen: Pen, corners: Sequence[Point]) -> None:
    """A zone with staggered rows of dots; its first and third corners lie across from each other."""
    pen.on_paper(pen.polygon(corners), pen.style.fine)
    (left, top), (right, foot) = pen.transform(corners[0]), pen.transform(corners[2])
    rows = round((top - foot) / 2.6)
    pen.canvas.setFillColor(pen.style.color)
    for row in range(1, rows):
        for part in ((0.27, 0.73), (0.5,))[row % 2]:
            x, y = left + (right - left) * part, top + (foot - top) * row / rows
            pen.canvas.circle(x, y, _DOT, stroke=0, fill=1)


def _dimple(pen: Pen, centre: Point) -> None:
    """The bony point, in the ring of its dimple."""
    x, y = pen.transform(centre)
    pen.canvas.setLineWidth(pen.style.fine)
    pen.canvas.setFillColor(white)
    pen.canvas.circle(x, y, RING, stroke=1, fill=1)
    pen.canvas.setFillColor(pen.style.color)
    pen.canvas.circle(x, y, 1.5, stroke=0, fill=1)
