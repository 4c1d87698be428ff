"""Our drawings as SVG: what they do on a canvas, written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color

from handout import fonts

BOLD = {fonts.BOLD, fonts.FALLBACK[fonts.BOLD]}
FALLBACKS = set(fonts.FALLBACK.values())
"""The names of bold faces, and of those for letters that ours lack."""


def css(color: Color) -> str:
    """A colour as CSS, SVG and typst write it."""
    return f"#{color.hexval()[2:]}"


def drawn(width: float, height: float, paint: Callable[[Any], None]) -> str:
    """What is painted, as an SVG file."""
    canvas = _Canvas(height)
    paint(canvas)
    size = f'width="{width:.7g}pt" height="{height:.7g}pt" viewBox="0 0 {width:.7g} {height:.7g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(canvas.found)}</svg>'


# What each method of a canvas changes of the look of what follows.
_LOOKS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "setStrokeColor": lambda color: {"stroke": css(color)},
    "setFillColor": lambda color: {"fill": css(color)},
    "setLineWidth": lambda width: {"stroke-width": f"{width:.7g}"},
    "setLineCap": lambda kind: {"stroke-linecap": ("butt", "round")[kind]},
    "setLineJoin": lambda kind: {"stroke-linejoin": ("miter", "round")[kind]},
    "setDash": lambda *dash: {"stroke-dasharray": " ".join(map(str, dash)) or "none"},
    "setFont": lambda name, size: {"font": (name, size)},
}


class _Path:
    """A path, its second axis turned down as SVG has it."""

    def __init__(self, height: float) -> None:
        self.height, self.data, self.window = height, "", ""

    def add(self, letter: str, *points: float) -> None:
        turned = (self.height - one if index % 2 else one for index, one in enumerate(points))
        self.data += letter + " ".join(f"{one:.7g}" for one in turned)

    def rect(self, x: float, y: float, width: float, height: float) -> None:
        size = f'width="{width:.7g}" height="{height:.7g}"'
        self.window = f'<rect x="{x:.7g}" y="{self.height - y - height:.7g}" {size}/>'
        self.add("M", x, y)
        self.data += f"v{-height:.7g}h{width:.7g}v{height:.7g}Z"

    def __getattr__(self, name: str) -> Callable[..., None]:
        letter = {"moveTo": "M", "lineTo": "L", "curveTo": "C", "close": "Z"}[name]
        return lambda *points: self.add(letter, *points)


class _Canvas:
    """As much of a canvas as the drawings use where nothing of a patient is drawn in."""

    def __init__(self, height: float) -> None:
        self.found: list[str] = []
        self._height, self._clips = height, 0
        self._saved: list[dict[str, Any]] = []
        self._look: dict[str, Any] = {"stroke": "#000000", "fill": "#000000"}

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *values: self._look.update(_LOOKS[name](*values))

    def saveState(self) -> None:  # noqa: N802 (ReportLab's names)
        self._saved.append(dict(self._look))

    def restoreState(self) -> None:  # noqa: N802
        self._look = self._saved.pop()

    def translate(self, x: float, y: float) -> None:
        self._turn(f"translate({x:.7g} {-y:.7g})")

    def rotate(self, degrees: float) -> None:
        self._turn(f"rotate({-degrees:.7g} 0 {self._height:.7g})")

    def _turn(self, step: str) -> None:
        self._look["transform"] = f"{self._look.get('transform', '')} {step}".strip()

    def beginPath(self) -> _Path:  # noqa: N802
        return _Path(self._height)

    def clipPath(self, path: _Path, **_: int) -> None:  # noqa: N802
        self._clips += 1
        self.found.append(f'<defs><clipPath id="c{self._clips}">{path.window}</clipPath></defs>')
        self._look["clip-path"] = f"url(#c{self._clips})"

    def drawPath(self, path: _Path, stroke: int = 1, fill: int = 0) -> None:  # noqa: N802
        self._shape(f'path d="{path.data}"', stroke, fill)

    def line(self, *ends: float) -> None:
        path = self.beginPath()
        path.add("M", *ends[:2])
        path.add("L", *ends[2:])
        self.drawPath(path)

    def circle(self, x: float, y: float, radius: float, stroke: int = 1, fill: int = 0) -> None:
        self._shape(f'circle cx="{x:.7g}" cy="{self._height - y:.7g}" r="{radius:.7g}"', stroke, fill)

    def drawString(self, x: float, y: float, words: str) -> None:  # noqa: N802
        name, size = self._look["font"]
        weight = "bold" if name in BOLD else "normal"
        family = "Noto Sans" if name in FALLBACKS else "Atkinson Hyperlegible Next"
        face = f'font-family="{family}" font-weight="{weight}"'
        place = f'x="{x:.7g}" y="{self._height - y:.7g}" fill="{self._look["fill"]}"'
        place += f' transform="{turned}"' if (turned := self._look.get("transform")) else ""
        self.found.append(f'<text {place} {face} font-size="{size}">{escape(words)}</text>')

    def _shape(self, shape: str, stroke: int, fill: int) -> None:
        look = {name: value for name, value in self._look.items() if name != "font"}
        look |= {} if fill else {"fill": "none"}
        look |= {} if stroke else {"stroke": "none"}
        self.found.append(f"<{' '.join([shape, *(f'{name}={value!r}' for name, value in look.items())])}/>")
