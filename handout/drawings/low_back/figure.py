"""Figure 1: the low back from behind: bones, the zone of the nodules, the cluneal nerves.

The shapes are millimetres of the body; one scale turns them into points. The patient's left is on the left.
The zone is an area on the left, with a nodule in it, and an edge on the right, where the nerves run. All is
black: what is fine would be lost in a colour on one bit.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt
from typing import Final, NamedTuple

from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from handout.drawings.callouts import LabelTexts, Style, shortened
from handout.drawings.curves import Curve, Point, mirrored
from handout.drawings.low_back import outlines
from handout.drawings.low_back.labels import RING, SURFACES, LabelLayout, place_labels
from handout.drawings.pen import Pen, round_lines, stroke, write

# Lengths in points.
_DASH: Final = (3.0, 2.3)
_LEVEL_DASH: Final = (0.01, 2.6)
_DOT: Final = 1.15
_DOT_PITCH: Final = 3.9
_NERVE: Final = 1.2
_HALO: Final = 1.1
_NERVE_HALO: Final = 0.6


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
            _level(pen)
            _spine_and_sacrum(pen)
            _hip_bones(pen)
            _zone(pen)
            _nerves(pen)
            for spine in (outlines.PSIS, mirrored(outlines.PSIS)):
                _dimple(pen, spine)
            _halo(pen, outlines.NODULE.mirrored(), pen.style.bold, _HALO)
            _cover(pen, outlines.NODULE.mirrored(), pen.style.bold)
            self._leaders(canvas)
            write(canvas, self.layout.labels, self.style)
            if self.layout.bar:
                self._bar(canvas, *self.layout.bar)

    def _leaders(self, canvas: Canvas) -> None:
        # A little paper on both sides lets a leader pass over other lines without joining them. It ends
        # early, so as to leave whole what the leader names.
        fine = self.style.fine
        for leader in self.layout.leaders:
            halo = shortened(leader, by=3.0)
            stroke(canvas, halo.start, halo.end, color=white, width=fine + 2 * _HALO)
        for leader in self.layout.leaders:
            stroke(canvas, leader.start, leader.end, color=self.style.color, width=fine)
        canvas.setFillColor(self.style.color)
        for leader in self.layout.leaders:
            if leader.key in SURFACES:
                canvas.circle(*leader.end, 1.4, stroke=0, fill=1)

    def _bar(self, canvas: Canvas, start: Point, end: Point) -> None:
        ends = (((x, y - 2.0), (x, y + 2.0)) for x, y in (start, end))
        for line in ((start, end), *ends):
            stroke(canvas, *line, color=self.style.color, width=self.style.medium)


# --- Bones, from the back of the picture to the front ----------------------------------------------


def _level(pen: Pen) -> None:
    """The dotted line between the tops of the crests, which tells their level by the vertebra it meets."""
    pen.canvas.setDash(*_LEVEL_DASH)
    pen.line(Curve((mirrored(outlines.CREST_TOP), outlines.CREST_TOP)), _DOT)
    pen.canvas.setDash()


def _spine_and_sacrum(pen: Pen) -> None:
    fine = pen.style.fine
    for bone in (outlines.PUBIS, outlines.OBTURATOR):
        for side in (bone, bone.mirrored()):
            _cover(pen, side, fine)
    for vertebra in outlines.VERTEBRAE:
        pen.both(vertebra.body(), fine)
    for bone in (outlines.SACRUM, outlines.COCCYX, *outlines.TUBERCLES):
        _cover(pen, bone, fine)
    for line in (*outlines.COCCYX_JOINTS, outlines.HIATUS):
        pen.line(line, fine)
    # Each vertebra covers the joints of the one below it.
    for vertebra in outlines.VERTEBRAE:
        _cover(pen, vertebra.arch(), fine)
        _cover(pen, vertebra.process(), fine)


def _hip_bones(pen: Pen) -> None:
    for side in (outlines.HIP, outlines.HIP.mirrored()):
        _cover(pen, side, pen.style.fine)
    for edge in (outlines.CREST_LIP, outlines.SOCKET, outlines.TUBEROSITY):
        pen.both(edge, pen.style.fine)
    pen.both(outlines.CREST, pen.style.bold)


def _cover(pen: Pen, curve: Curve, width: float) -> None:
    pen.on_paper(pen.path(curve), width)


def _dimple(pen: Pen, centre: Point) -> None:
    """The bony point, in the ring of its dimple."""
    x, y = pen.transform(centre)
    pen.canvas.setLineWidth(pen.style.fine)
    pen.canvas.setFillColor(white)
    pen.canvas.circle(x, y, RING, stroke=1, fill=1)
    pen.canvas.setFillColor(pen.style.color)
    pen.canvas.circle(x, y, 1.5, stroke=0, fill=1)


# --- What lies on them ----------------------------------------------------------------------------


def _zone(pen: Pen) -> None:
    """The zone of the nodules: dotted on the left, its edge on both sides."""
    dots = pen.canvas.beginPath()
    for x, y in _dots(pen, outlines.ZONE.mirrored()):
        dots.moveTo(x, y)
        dots.lineTo(x + 0.01, y)
    pen.canvas.setLineWidth(_DOT)
    pen.canvas.drawPath(dots)
    pen.canvas.setDash(*_DASH)
    pen.both(outlines.ZONE, pen.style.medium)
    pen.canvas.setDash()


def _dots(pen: Pen, area: Curve) -> Iterator[Point]:
    """Staggered rows of dots inside *area*, clear of its edge; points of the figure."""
    edge = [pen.transform(point) for point in area.traced()]
    bottom, top = min(y for _, y in edge), max(y for _, y in edge)
    row_pitch = _DOT_PITCH * sqrt(3) / 2
    for row in range(int((top - bottom) / row_pitch)):
        y = bottom + (row + 0.7) * row_pitch
        for left, right in _spans(edge, y):
            shift = row % 2 / 2
            first = int((left + _DOT_PITCH / 2) / _DOT_PITCH - shift) + 1
            last = int((right - _DOT_PITCH / 2) / _DOT_PITCH - shift)
            for place in range(first, last + 1):
                yield (place + shift) * _DOT_PITCH, y


def _spans(edge: list[Point], y: float) -> Iterator[tuple[float, float]]:
    """Where the level line at *y* runs inside the closed *edge*."""
    crossings = sorted(
        x0 + (x1 - x0) * (y - y0) / (y1 - y0)
        for (x0, y0), (x1, y1) in zip(edge, (*edge[1:], edge[0]), strict=True)
        if (y0 <= y) != (y1 <= y)
    )
    return zip(crossings[::2], crossings[1::2], strict=True)


def _nerves(pen: Pen) -> None:
    """The nerves of the right side, over crest and sacrum, and the sacral foramina."""
    nerves = (*outlines.SUPERIOR, *outlines.MIDDLE)
    for nerve in nerves:
        _halo(pen, nerve.branch, _NERVE, _NERVE_HALO)
    pen.canvas.setFillColor(pen.style.color)
    for foramen in outlines.FORAMINA:
        for side in (foramen, foramen.mirrored()):
            pen.canvas.drawPath(pen.path(side), stroke=0, fill=1)
    for nerve in nerves:
        pen.line(nerve.branch, _NERVE)
        pen.line(nerve.twig, pen.style.fine)


def _halo(pen: Pen, curve: Curve, width: float, halo: float) -> None:
    """Paper on both sides of a line still to be drawn, which parts it from what lies under it."""
    pen.canvas.setStrokeColor(white)
    pen.line(curve, width + 2 * halo)
    pen.canvas.setStrokeColor(pen.style.color)
