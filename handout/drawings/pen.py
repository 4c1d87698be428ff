"""The pen of all drawings: curves of the body, straight lines, letters and labels, in one style."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from reportlab.lib.colors import Color, white
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from handout.drawings.callouts import Label, Style
from handout.drawings.curves import Curve, Point, Transform


@contextmanager
def round_lines(canvas: Canvas, style: Style) -> Iterator[None]:
    """Lines drawn inside are in the colour of *style*, with round ends and joins; the state is restored."""
    canvas.saveState()
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    canvas.setStrokeColor(style.color)
    yield
    canvas.restoreState()


def stroke(canvas: Canvas, start: Point, end: Point, *, color: Color, width: float) -> None:
    """A straight line; points of the figure."""
    canvas.setStrokeColor(color)
    canvas.setLineWidth(width)
    canvas.line(*start, *end)


def write(canvas: Canvas, labels: Iterable[Label], style: Style) -> None:
    """Write all labels, in the face and size of *style*."""
    canvas.setFillColor(style.color)
    canvas.setFont(style.font_name, style.font_size)
    for label in labels:
        for x, y, line in label.lines():
            canvas.drawString(x, y, line)


def write_upright(canvas: Canvas, label: Label, middle: Point, style: Style) -> None:
    """Write a label so that it reads upwards, round *middle*."""
    canvas.saveState()
    canvas.translate(*middle)
    canvas.rotate(90)
    write(canvas, [label.at((label.align - 0.5) * label.width, label.height / 2)], style)
    canvas.restoreState()


class Pen(NamedTuple):
    """Draws what is given in millimetres of the body, in the place and size of *transform*."""

    canvas: Canvas
    transform: Transform
    style: Style

    def path(self, curve: Curve, *, then: Iterable[Point] = ()) -> PDFPathObject:
        """A curve as a path, closed where the curve is, or by straight lines through the points *then*."""
        path: PDFPathObject = self.canvas.beginPath()
        path.moveTo(*self.transform(curve.points[0]))
        for _, leaving, arriving, end in curve.beziers():
            path.curveTo(*self.transform(leaving), *self.transform(arriving), *self.transform(end))
        corners = tuple(then)
        for corner in corners:
            path.lineTo(*self.transform(corner))
        if curve.closed or corners:
            path.close()
        return path

    def line(self, curve: Curve, width: float) -> None:
        """Draw a curve with a line *width* points wide."""
        self.canvas.setLineWidth(width)
        self.canvas.drawPath(self.path(curve))

    def both(self, curve: Curve, width: float) -> None:
        """Draw a curve and its reflection."""
        self.line(curve, width)
        self.line(curve.mirrored(), width)

    def on_paper(self, path: PDFPathObject, width: float) -> None:
        """Draw a path filled with paper, which covers what is behind it."""
        self.canvas.setLineWidth(width)
        self.canvas.setFillColor(white)
        self.canvas.drawPath(path, stroke=1, fill=1)
