"""The body in the form, from behind and from the front: a place that is touched ticks its box.

It is for the eye and the finger alone: the boxes below say the same to all others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reportlab.lib.colors import black

from handout import fonts
from handout.drawings.body.outlines import FLOOR, FROM_BEHIND, FROM_THE_FRONT, HALF_BREADTH, TOP, View
from handout.drawings.callouts import Style
from handout.drawings.curves import Curve, Transform
from handout.drawings.pen import Pen
from handout.site.elements import Markup, element
from handout.site.svg import Canvas, number

# In millimetres of the body, so that letters and lines are seen on a phone.
_TYPE, _HEAD, _FOOT, _GAP = 40.0, 60.0, 64.0, 40.0
_OUTLINE, _FINE = 4.0, 2.0
_HEIGHT = _HEAD + TOP - FLOOR + _FOOT
_STYLE = Style(black, fonts.REGULAR, fonts.BOLD, _TYPE, _TYPE)


def body(name: str, sides: Mapping[str, str], views: Mapping[str, str]) -> Markup:
    """Both views, with the names of the *sides* and of the *views*; *name* is that of the field."""
    middles = (HALF_BREADTH, 3 * HALF_BREADTH + _GAP)
    parts = [
        _view(view, x, name, sides, views.get(title, ""))
        for view, x, title in zip((FROM_BEHIND, FROM_THE_FRONT), middles, ("back", "front"), strict=True)
    ]
    box = f"{number(-_OUTLINE)} 0 {number(4 * HALF_BREADTH + _GAP + 2 * _OUTLINE)} {number(_HEIGHT)}"
    return element("svg", parts, class_="drawing body", viewBox=box, aria_hidden="true")


def _view(view: View, x: float, name: str, sides: Mapping[str, str], title: str) -> Iterator[Markup]:
    canvas: Any = Canvas(_HEIGHT, f"{name}-{'back' if view.from_behind else 'front'}")
    pen = Pen(canvas, Transform(1.0, (x, _FOOT - FLOOR)), _STYLE)
    for line in view.lines:
        pen.both(line, _FINE)
    yield from canvas.shapes
    for index, side in enumerate(sides):
        # From behind, the left is on the left.
        is_right = (index == 1) == view.from_behind
        yield from _half(view, pen, f"{canvas.prefix}-{side}", f"{name}.{side}", is_right=is_right)
        sign = 1 if is_right else -1
        yield _text(sides[side], x + sign * HALF_BREADTH / 2, _FOOT - 1.2 * _TYPE)
    yield _text(title, x, _HEIGHT - 1.1 * _TYPE, class_="strong")


def _half(view: View, pen: Pen, clip: str, box: str, *, is_right: bool) -> Iterator[Markup]:
    """Its places, each only where the skin is, then its outline."""

    def path(curve: Curve, *, closed: bool = False) -> str:
        curve = curve if is_right else curve.mirrored()
        drawn: Any = pen.path(curve, then=((0.0, TOP),) if closed else ())
        return str(drawn.data)

    yield element("clipPath", element("path", d=path(view.outline, closed=True)), id=clip)
    for place, curve in view.places.items():
        yield element(
            "path", d=path(curve), class_="spot", clip_path=f"url(#{clip})", data_box=f"{box}={place}"
        )
    yield element("path", d=path(view.outline), class_="s-ink f-none outline", stroke_width=number(_OUTLINE))


def _text(words: str, x: float, y: float, **attributes: str) -> Markup:
    place = {"x": number(x), "y": number(_HEIGHT - y), "font_size": number(_TYPE)}
    return element("text", words, text_anchor="middle", **place, **attributes)
