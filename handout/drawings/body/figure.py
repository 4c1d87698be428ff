"""The body to mark lumps on and to shade where the pain goes: empty, or filled from a personal file.

Three views of one adult: the low back, large, and the whole from behind and from the front. A place is
shaded by hatching, a lump is a filled oval with its letter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from handout.drawings.body import outlines
from handout.drawings.body.lumps import SIDES, DrawnLump, Lump, Skin, place_lumps
from handout.drawings.body.outlines import View
from handout.drawings.body.views import LARGE_BOTTOM, ViewLayout, place_views
from handout.drawings.callouts import LabelTexts, Leader, Style, shortened
from handout.drawings.curves import Curve, Point, mirrored
from handout.drawings.pen import Pen, round_lines, stroke, write, write_upright

# Distance of the hatching: what a fax of 200 lines an inch keeps apart.
_HATCH = 2.5
# Half the disc of a letter, as a part of the size of type, and the paper between two discs.
_DISC, _BETWEEN_DISCS = 0.64, 1.5
_HALO = 2.4
# Of the line between the crests: dots, whose distance a fax keeps.
_DOTS = (0.0, 3.0)
# The spine: how broad the bars are, in points.
_BAR = 1.7


def figure(
    width: float,
    texts: LabelTexts,
    style: Style,
    *,
    lumps: Sequence[Lump] = (),
    shaded: Sequence[tuple[str, str]] = (),
) -> Body:
    """The figure for a column of *width* points.

    *shaded* are pairs of side and place; a place that both views show is shaded in both. A label without a
    text and a lump without a side are not drawn, a lump without a site stands in the margin of its side.
    ValueError for a side or a place the body does not have.
    """
    for side, place in shaded:
        if side not in SIDES or place not in outlines.PLACES:
            raise ValueError(f"the body has no {side} {place}")
    radius = style.font_size * _DISC
    margin_letters = {
        side: tuple(lump.letter for lump in lumps if lump.side == side and not lump.site) for side in SIDES
    }
    left, right = (len(margin_letters[side]) * (2 * radius + _BETWEEN_DISCS) for side in SIDES)
    layout = place_views(width, texts, style, letters=(left, right))
    drawn_lumps = place_lumps(lumps, _skin(layout), radius=radius) if lumps else ()
    return Body(layout.width, layout.height, layout, style, drawn_lumps, margin_letters, frozenset(shaded))


def _skin(layout: ViewLayout) -> Skin:
    """The large view, and the lines and labels in it that letters keep off."""
    large = layout.large
    curves = (outlines.FLANK, outlines.CREST, outlines.RING, outlines.CLEFT, outlines.GLUTEAL_FOLD)
    halves = [point for curve in curves for point in curve.traced()[::6]]
    spine = [(0.0, y) for top, foot in outlines.SPINE for y in (top, (top + foot) / 2, foot)]
    lines = [large(side) for point in (*halves, *spine) for side in (point, mirrored(point))]
    left, right = (large((sign * outlines.HALF_BREADTH, 0.0))[0] for sign in (-1, 1))
    return Skin(large, lines, (*layout.labels, *layout.sides), layout.leaders, left=left, right=right)


class Body(NamedTuple):
    """The figure, ready to be painted; lengths in points."""

    width: float
    height: float
    layout: ViewLayout
    style: Style
    lumps: tuple[DrawnLump, ...]
    # The letters of lumps that have no site, by side.
    margin_letters: Mapping[str, tuple[str, ...]]
    shaded: frozenset[tuple[str, str]]

    def paint(self, canvas: Canvas) -> None:
        """Draw the figure with its lower left corner at the canvas's origin."""
        with round_lines(canvas, self.style):
            for view, transform in self.layout.whole:
                self._whole_view(Pen(canvas, transform, self.style), view)
            _large_view(Pen(canvas, self.layout.large, self.style), self.layout.large_top)
            self._labels(canvas)
            for lump in self.lumps:
                self._line_over_paper(canvas, *lump.leader())
            for lump in self.lumps:
                self._lump(canvas, lump)
            self._margin(canvas)

    def _whole_view(self, pen: Pen, view: View) -> None:
        for line in view.lines:
            pen.both(line, self.style.fine)
        for side, name in sorted(self.shaded):
            if name in view.places:
                _shade(pen, view, view.places[name], on_the_right=(side == "right") == view.from_behind)
        pen.both(view.outline, self.style.medium)

    def _labels(self, canvas: Canvas) -> None:
        for leader in self.layout.leaders:
            self._line_over_paper(canvas, leader.start, leader.end)
        _dimples(Pen(canvas, self.layout.large, self.style))
        write(canvas, self.layout.labels, self.style)
        bold = replace(self.style, font_name=self.style.bold_font_name)
        write(canvas, self.layout.sides, bold)
        for label, middle in self.layout.upright_sides:
            write_upright(canvas, label, middle, bold)

    def _line_over_paper(self, canvas: Canvas, start: Point, end: Point) -> None:
        # A little paper on both sides lets it pass over the lines of the body.
        fine = self.style.fine
        halo = shortened(Leader("", start, end), by=_HALO)
        stroke(canvas, start, halo.end, color=white, width=fine + _HALO)
        stroke(canvas, start, end, color=self.style.color, width=fine)

    def _lump(self, canvas: Canvas, lump: DrawnLump) -> None:
        x, y = lump.centre
        for color, halo in ((white, _HALO / 2), (self.style.color, 0.0)):
            canvas.setFillColor(color)
            width, height = lump.half_width + halo, lump.half_height + halo
            canvas.ellipse(x - width, y - height, x + width, y + height, stroke=0, fill=1)
        self._letter(canvas, lump.letter, lump.disc)

    def _letter(self, canvas: Canvas, letter: str, centre: Point) -> None:
        size = self.style.font_size
        canvas.setStrokeColor(self.style.color)
        canvas.setLineWidth(self.style.medium)
        canvas.setFillColor(white)
        canvas.circle(*centre, size * _DISC, stroke=1, fill=1)
        canvas.setFillColor(self.style.color)
        canvas.setFont(self.style.bold_font_name, size)
        canvas.drawCentredString(centre[0], centre[1] - size * 0.335, letter)

    def _margin(self, canvas: Canvas) -> None:
        radius = self.style.font_size * _DISC
        for side, sign in (("left", 1), ("right", -1)):
            x, top = self.layout.margin[side]
            for index, letter in enumerate(self.margin_letters[side]):
                distance = radius + self.style.medium / 2 + index * (2 * radius + _BETWEEN_DISCS)
                self._letter(canvas, letter, (x + sign * distance, top - radius - self.style.medium / 2))


def _large_view(pen: Pen, top: float) -> None:
    canvas, fine, medium = pen.canvas, pen.style.fine, pen.style.medium
    canvas.saveState()
    _clip_to_large(pen, top)
    canvas.setDash(*_DOTS)
    pen.line(outlines.CREST_LINE, medium)
    canvas.setDash()
    for process in outlines.SPINE:
        upper, lower = (pen.transform((0.0, min(y, top))) for y in process)
        stroke(canvas, upper, lower, color=pen.style.color, width=_BAR)
    pen.both(outlines.CREST, fine)
    for line in (outlines.CLEFT, outlines.GLUTEAL_FOLD, outlines.FLANK, outlines.BETWEEN_THIGHS):
        pen.both(line, medium)
    canvas.restoreState()


def _dimples(pen: Pen) -> None:
    """Rings, on paper of their own where the crest and a leader begin."""
    for ring in (outlines.RING, outlines.RING.mirrored()):
        pen.on_paper(pen.path(ring), pen.style.medium)


def _clip_to_large(pen: Pen, highest: float) -> None:
    """Draw from now on only between the upper and the lower end of the large view."""
    path = pen.canvas.beginPath()
    (x, top), (_, bottom) = pen.transform((0.0, highest)), pen.transform((0.0, LARGE_BOTTOM))
    half = outlines.HALF_BREADTH * pen.transform.scale + pen.style.bold
    path.rect(x - half, bottom, 2 * half, top - bottom)
    pen.canvas.clipPath(path, stroke=0, fill=0)


def _shade(pen: Pen, view: View, region: Curve, *, on_the_right: bool) -> None:
    """Hatch what of a place lies on the body, and draw its edge."""
    outline = view.outline if on_the_right else view.outline.mirrored()
    area = region if on_the_right else region.mirrored()
    pen.canvas.saveState()
    pen.canvas.clipPath(pen.path(outline, then=((0.0, outlines.TOP),)), stroke=0, fill=0)
    # Paper first: fine lines of the body in the hatching would be lost, and spoil it.
    pen.on_paper(pen.path(area), pen.style.fine)
    pen.canvas.clipPath(pen.path(area), stroke=0, fill=0)
    _hatch(pen, [pen.transform(point) for point in area.traced()], rising=-1 if on_the_right else 1)
    pen.canvas.restoreState()


def _hatch(pen: Pen, edge: Sequence[Point], *, rising: int) -> None:
    """Slanting lines over the box round the edge, counted from the origin of the figure."""
    xs, ys = zip(*edge, strict=True)
    left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
    step = _HATCH * 2**0.5
    starts = [bottom - rising * x for x in (left, right)]
    highest = max(starts) + top - bottom
    pen.canvas.setLineWidth(pen.style.fine)
    line = int(min(starts) // step) * step
    while line <= highest:
        pen.canvas.line(left, line + rising * left, right, line + rising * right)
        line += step
