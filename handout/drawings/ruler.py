"""A bar to check by a ruler whether the page was printed at its true size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from handout import drawings
from handout.drawings.callouts import Block, Ink, block

__all__ = ["LABELS", "LENGTH", "Ink", "Ruler", "figure"]

#: All labels the figure has a place for.
LABELS: Final = drawings.LABELS["ruler"]

#: The bar, in millimetres, between the middles of the strokes at its ends; a stroke each centimetre.
LENGTH: Final = 50
_STEP: Final = 10

_END, _TICK = 5.0, 3.0
_GAP = 5.0


def figure(width: float, labels: Mapping[str, Sequence[str]], ink: Ink) -> Ruler:
    """The bar with its label beside it, or above it where *width* has no room for both.

    ValueError for a label it has no place for, and for a width below that of the bar.
    """
    if unknown := labels.keys() - set(LABELS):
        raise ValueError(f"the ruler has no place for {', '.join(sorted(unknown))}")
    bar = LENGTH * mm + ink.medium
    if width < bar:
        raise ValueError(f"the ruler needs {bar:.0f} pt of width")
    if "length" not in labels:
        return Ruler(width, 2 * _END, None, ink)
    label = block("length", labels["length"], ink=ink, width=width, align=0.0)
    if bar + _GAP + label.width <= width:
        height = max(2 * _END, label.height)
        return Ruler(width, height, label.at(bar + _GAP, (height + label.height) / 2), ink)
    height = 2 * _END + label.height
    return Ruler(width, height, label.at(0.0, height), ink)


class Ruler(NamedTuple):
    """The composed bar, ready to be painted; lengths in points."""

    width: float
    height: float
    label: Block | None
    ink: Ink

    def paint(self, canvas: Canvas) -> None:
        """Draw the bar with its lower left corner at the canvas's origin."""
        canvas.saveState()
        # Butt ends: what is measured ends where it says.
        canvas.setLineCap(0)
        canvas.setStrokeColor(self.ink.color)
        canvas.setLineWidth(self.ink.medium)
        beside = self.label is not None and self.label.x > 0
        y, start = self.height / 2 if beside else _END, self.ink.medium / 2
        canvas.line(start, y, start + LENGTH * mm, y)
        for at in range(0, LENGTH + 1, _STEP):
            reach = _END if at in (0, LENGTH) else _TICK
            canvas.line(start + at * mm, y - reach, start + at * mm, y + reach)
        self._paint_label(canvas)
        canvas.restoreState()

    def _paint_label(self, canvas: Canvas) -> None:
        if self.label:
            canvas.setFillColor(self.ink.color)
            canvas.setFont(self.ink.font_name, self.ink.font_size)
            for x, y, line in self.label.lines():
                canvas.drawString(x, y, line)
