"""The body to mark lumps on and to shade where the pain goes: empty, or filled from a personal file.

Three views of one adult: the low back, large, and the whole from behind and from the front. A place is
shaded by hatching, a lump is a filled oval with its letter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from handout.drawings.body import outlines
from handout.drawings.body.lumps import SIDES, DrawnLump, Lump, Skin, place_lumps
from handout.drawings.body.outlines import View
from handout.drawings.body.views import LARGE_BOTTOM, LARGE_TOP, ViewLayout, place_views
from handout.drawings.callouts import LabelTexts, Style
from handout.drawings.curves import Curve, Point, ellipse, mirrored
from handout.drawings.low_back import outlines as low_back
from handout.drawings.pen import Pen, round_lines, stroke, write

# Distance of the hatching: what a fax of 200 lines an inch keeps apart.
_HATCH = 2.5
_DIMPLE = 2.6
# Half the disc of a letter, as a part of the size of type.
_DISC = 0.64
_SPINE_DASH = (3.0, 3.0)
_HALO = 2.4
# The spine is only hinted at, above the sacrum.
_SPINE = Curve(((0.0, LARGE_TOP - 8.0), (0.0, 30.0)))


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
    layout = place_views(width, texts, style)
    drawn_lumps = place_lumps(lumps, _skin(layout), radius=style.font_size * _DISC) if lumps else ()
    margin_letters = {
        side: tuple(lump.letter for lump in lumps if lump.side == side and not lump.site) for side in SIDES
    }
    return Body(layout.width, layout.height, layout, style, drawn_lumps, margin_letters, frozenset(shaded))


def _skin(layout: ViewLayout) -> Skin:
    """The large view, and the lines in it that letters keep off."""
    large = layout.large
    curves = (outlines.BACK, low_back.CREST, outlines.CLEFT, outlines.GLUTEAL_FOLD, _SPINE)
    ring = ellipse(low_back.PSIS, _DIMPLE / large.scale, _DIMPLE / large.scale)
    halves = [point for curve in (*curves, ring) for point in curve.traced()[::6]]
    lines = [large(side) for point in halves for side in (point, mirrored(point))]
    left, right = (large((sign * outlines.HALF_BREADTH, 0.0))[0] for sign in (-1, 1))
    return Skin(large, lines, left=left, right=right)


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
            _large_view(Pen(canvas, self.layout.large, self.style))
            write(canvas, self.layout.labels, self.style)
            self._brackets(canvas)
            for lump in self.lumps:
                self._leader(canvas, lump)
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

    def _brackets(self, canvas: Canvas) -> None:
        canvas.setLineWidth(self.style.fine)
        for bracket in self.layout.brackets:
            path = canvas.beginPath()
            path.moveTo(*bracket[0])
            for point in bracket[1:]:
                path.lineTo(*point)
            canvas.drawPath(path)

    def _leader(self, canvas: Canvas, lump: DrawnLump) -> None:
        # A little paper on both sides lets it pass over the lines of the body.
        fine = self.style.fine
        for color, width in ((white, fine + _HALO), (self.style.color, fine)):
            stroke(canvas, *lump.leader(), color=color, width=width)

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
                distance = radius + self.style.medium + index * (2 * radius + 3.0)
                self._letter(canvas, letter, (x + sign * distance, top - radius))


def _large_view(pen: Pen) -> None:
    fine, medium = pen.style.fine, pen.style.medium
    pen.canvas.saveState()
    _clip_to_large(pen)
    for line in (outlines.CLEFT, outlines.GLUTEAL_FOLD):
        pen.both(line, fine)
    pen.canvas.setDash(*_SPINE_DASH)
    pen.line(_SPINE, fine)
    pen.canvas.setDash()
    pen.both(low_back.CREST, fine)
    pen.both(outlines.BACK, medium)
    pen.canvas.restoreState()
    # The rings of the dimples, on paper of their own where the crest begins.
    pen.canvas.setLineWidth(medium)
    pen.canvas.setFillColor(white)
    for centre in (low_back.PSIS, mirrored(low_back.PSIS)):
        pen.canvas.circle(*pen.transform(centre), _DIMPLE, stroke=1, fill=1)


def _clip_to_large(pen: Pen) -> None:
    """Draw from now on only between the upper and the lower end of the large view."""
    path = pen.canvas.beginPath()
    (x, top), (_, bottom) = pen.transform((0.0, LARGE_TOP)), pen.transform((0.0, LARGE_BOTTOM))
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
