"""A bar to check by a ruler whether the page was printed at its true size."""

from __future__ import annotations

from typing import Final, NamedTuple

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from handout.drawings.callouts import Label, LabelTexts, Style, wrap_label
from handout.drawings.pen import write

# The bar, in millimetres, between the middles of the strokes at its ends; a stroke each centimetre.
LENGTH: Final = 50
_STEP: Final = 10

_END, _TICK = 5.0, 3.0
_GAP = 5.0


def figure(width: float, texts: LabelTexts, style: Style) -> Ruler:
    """The bar with its label beside it, or above it where *width* has no room for both.

    ValueError for a width below that of the bar.
    """
    bar = LENGTH * mm + style.medium
    if width < bar:
        raise ValueError(f"the ruler needs {bar:.0f} pt of width")
    if "length" not in texts:
        return Ruler(width, 2 * _END, None, style)
    label = wrap_label("length", texts["length"], style=style, width=width, align=0.0)
    if bar + _GAP + label.width <= width:
        height = max(2 * _END, label.height)
        return Ruler(width, height, label.at(bar + _GAP, (height + label.height) / 2), style)
    height = 2 * _END + label.height
    return Ruler(width, height, label.at(0.0, height), style)


class Ruler(NamedTuple):
    """The bar, ready to be painted; lengths in points."""

    width: float
    height: float
    label: Label | None
    style: Style

    def paint(self, canvas: Canvas) -> None:
        """Draw the bar with its lower left corner at the canvas's origin."""
        canvas.saveState()
        # Butt ends: what is measured ends where it says.
        canvas.setLineCap(0)
        canvas.setStrokeColor(self.style.color)
        canvas.setLineWidth(self.style.medium)
        level = self.label is not None and self.label.x > 0
        y, start = self.height / 2 if level else _END, self.style.medium / 2
        canvas.line(start, y, start + LENGTH * mm, y)
        for distance in range(0, LENGTH + 1, _STEP):
            x, reach = start + distance * mm, _END if distance in (0, LENGTH) else _TICK
            canvas.line(x, y - reach, x, y + reach)
        if self.label:
            write(canvas, [self.label], self.style)
        canvas.restoreState()
