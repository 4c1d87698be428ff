"""Drawings as SVG: a canvas with those of ReportLab's calls that the drawings use.

Ink is the page's colour of text and paper its background, so that a drawing is right in the dark too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from handout import fonts
from handout.drawings import DRAWINGS, Findings
from handout.drawings.callouts import Style
from handout.model import Figure
from handout.site.elements import Markup, element, markup

_WIDTH, _TYPE = 320.0, 11.0
"""The width of a drawing and the size of its letters, in points: large, as screens are narrow."""


def number(value: float) -> str:
    """A length with one decimal, as short as it can be."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


class Path:
    """A path in the coordinates of SVG, whose origin is at the top."""

    def __init__(self, height: float) -> None:
        self.height, self.steps = height, list[str]()

    def _add(self, letter: str, *points: float) -> None:
        pairs = zip(points[::2], points[1::2], strict=True)
        self.steps.append(letter + " ".join(f"{number(x)} {number(self.height - y)}" for x, y in pairs))

    def moveTo(self, x: float, y: float) -> None:  # noqa: N802  ReportLab's name
        """Begin at a point."""
        self._add("M", x, y)

    def lineTo(self, x: float, y: float) -> None:  # noqa: N802
        """A straight line."""
        self._add("L", x, y)

    def curveTo(self, *points: float) -> None:  # noqa: N802
        """A curve of Bézier."""
        self._add("C", *points)

    def rect(self, x: float, y: float, width: float, height: float) -> None:
        """A box by its lower left corner."""
        self._add("M", x, y)
        self.steps.append(f"h{number(width)}v{number(-height)}h{number(-width)}z")

    def close(self) -> None:
        """A line back to the beginning."""
        self.steps.append("z")

    @property
    def data(self) -> str:
        """As the attribute ``d``."""
        return "".join(self.steps)


@dataclass(frozen=True)
class _State:
    stroke: str = "ink"
    fill: str = "ink"
    width: float = 1.0
    dash: str | None = None
    clip: str | None = None
    size: float = 10.0
    turn: str | None = None


def _ink(color: Any) -> str:
    return "paper" if (color.red, color.green, color.blue) == (1, 1, 1) else "ink"


@dataclass
class Canvas:
    """What is drawn on it is kept as elements; ids of clips begin with *prefix*."""

    height: float
    prefix: str
    shapes: list[Markup] = field(default_factory=list)
    state: _State = _State()
    stack: list[_State] = field(default_factory=list)
    clips: int = 0

    def saveState(self) -> None:  # noqa: N802
        """Keep the state for later."""
        self.stack.append(self.state)

    def restoreState(self) -> None:  # noqa: N802
        """The state that was kept last."""
        self.state = self.stack.pop()

    def setLineCap(self, _: int) -> None:  # noqa: N802
        """Nothing: the style sheet rounds lines."""

    setLineJoin = setLineCap  # noqa: N815

    def setStrokeColor(self, color: Any) -> None:  # noqa: N802
        """Ink or paper for lines."""
        self.state = replace(self.state, stroke=_ink(color))

    def setFillColor(self, color: Any) -> None:  # noqa: N802
        """Ink or paper for areas."""
        self.state = replace(self.state, fill=_ink(color))

    def setLineWidth(self, width: float) -> None:  # noqa: N802
        """How wide lines are."""
        self.state = replace(self.state, width=width)

    def setDash(self, *lengths: float | Sequence[float]) -> None:  # noqa: N802
        """Lengths of dashes and gaps; none for a line without gaps."""
        flat = [x for length in lengths for x in ([length] if isinstance(length, int | float) else length)]
        self.state = replace(self.state, dash=" ".join(map(number, flat)) or None)

    def setFont(self, _: str, size: float) -> None:  # noqa: N802
        """The size of letters; the face is the page's."""
        self.state = replace(self.state, size=size)

    def translate(self, x: float, y: float) -> None:
        """Move what follows."""
        self._turn(f"translate({number(x)} {number(-y)})")

    def rotate(self, angle: float) -> None:
        """Turn what follows round the origin."""
        self._turn(f"rotate({number(-angle)} 0 {number(self.height)})")

    def _turn(self, turn: str) -> None:
        self.state = replace(self.state, turn=f"{self.state.turn or ''}{turn}")

    def beginPath(self) -> Path:  # noqa: N802
        """An empty path."""
        return Path(self.height)

    def drawPath(self, path: Path, stroke: int = 1, fill: int = 0) -> None:  # noqa: N802
        """The path as a line, an area or both."""
        self._shape("path", stroke=bool(stroke), fill=bool(fill), d=path.data)

    def clipPath(self, path: Path, stroke: int = 0, fill: int = 0) -> None:  # noqa: N802
        """Show what follows only inside the path, and inside what it is clipped to already."""
        del stroke, fill
        self.clips += 1
        name = f"{self.prefix}-{self.clips}"
        inner = element("path", d=path.data)
        outer = f"url(#{self.state.clip})" if self.state.clip else None
        self.shapes.append(element("clipPath", inner, id=name, clip_path=outer))
        self.state = replace(self.state, clip=name)

    def circle(self, x: float, y: float, r: float, stroke: int = 1, fill: int = 0) -> None:
        """A circle round a point."""
        self.ellipse(x - r, y - r, x + r, y + r, stroke, fill)

    def ellipse(
        self, left: float, bottom: float, right: float, top: float, stroke: int = 1, fill: int = 0
    ) -> None:
        """An ellipse in a box."""
        place = {"cx": (left + right) / 2, "cy": self.height - (bottom + top) / 2}
        place |= {"rx": (right - left) / 2, "ry": (top - bottom) / 2}
        numbers = {name: number(value) for name, value in place.items()}
        self._shape("ellipse", stroke=bool(stroke), fill=bool(fill), **numbers)

    def line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """A straight line."""
        path = self.beginPath()
        path.moveTo(x, y)
        path.lineTo(to_x, to_y)
        self.drawPath(path)

    def drawString(self, x: float, y: float, text: str) -> None:  # noqa: N802
        """Words that begin at a point."""
        self._text(x, y, text, None)

    def drawCentredString(self, x: float, y: float, text: str) -> None:  # noqa: N802
        """Words round a point."""
        self._text(x, y, text, "middle")

    def _text(self, x: float, y: float, text: str, anchor: str | None) -> None:
        place = {"x": number(x), "y": number(self.height - y), "font_size": number(self.state.size)}
        paper = "f-paper" if self.state.fill == "paper" else None
        self.shapes.append(
            element("text", text, class_=paper, text_anchor=anchor, transform=self.state.turn, **place)
        )

    def _shape(self, tag: str, *, stroke: bool, fill: bool, **place: str) -> None:
        state = self.state
        classes = f"{f's-{state.stroke}' if stroke else 's-none'} {f'f-{state.fill}' if fill else 'f-none'}"
        self.shapes.append(
            element(
                tag,
                class_=classes,
                stroke_width=number(state.width) if stroke else None,
                stroke_dasharray=state.dash if stroke else None,
                clip_path=f"url(#{state.clip})" if state.clip else None,
                transform=state.turn,
                **place,
            )
        )


def figure(block: Figure, name: str) -> Markup:
    """The drawing of a figure with its caption's number as title and its alternative text as description."""
    from reportlab.lib.colors import black

    fonts.register()
    style = Style(
        color=black, font_name=fonts.REGULAR, bold_font_name=fonts.BOLD, font_size=_TYPE, leading=_TYPE * 1.2
    )
    labels = {label: [text.plain for text in texts] for label, texts in block.labels}
    drawing = DRAWINGS[block.drawing].figure(_WIDTH, labels, style, Findings())
    canvas: Any = Canvas(drawing.height, name)
    drawing.paint(canvas)
    return element(
        "svg",
        element("title", name, id=f"{name}-title") if not block.caption else None,
        element("desc", block.alt[0].plain, id=f"{name}-desc"),
        markup(canvas.shapes),
        role="img",
        aria_labelledby=f"{name}-caption" if block.caption else f"{name}-title",
        aria_describedby=f"{name}-desc",
        viewBox=f"0 0 {number(drawing.width)} {number(drawing.height)}",
        class_="drawing",
    )
