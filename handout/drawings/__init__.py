"""The drawings by name, each with the labels it asks of the content and the function that makes it.

A new drawing is a module with a function `figure` that returns a Graphic, and an entry in `DRAWINGS`; schemas
and checks take its name and labels from there. The module is imported when the figure is made: content is
read without ReportLab.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from handout.drawings.callouts import LabelTexts, Style


class Graphic(Protocol):
    """A figure ready to be painted; lengths in points."""

    @property
    def width(self) -> float:
        """At most the width of the column."""

    @property
    def height(self) -> float:
        """As much as the labels need."""

    def paint(self, canvas: Canvas) -> None:
        """Draw the figure with its lower left corner at the canvas's origin."""


class Findings(NamedTuple):
    """What a patient has to show on the body."""

    # Letter, side and site.
    lumps: Sequence[tuple[str, str | None, str | None]] = ()
    # Where the pain goes: sides and places.
    shaded: Sequence[tuple[str, str]] = ()


_Maker: TypeAlias = "Callable[[float, LabelTexts, Style, Findings], Graphic]"


class Drawing(NamedTuple):
    """What the content must give a drawing, and how it is made."""

    make: _Maker
    labels: tuple[str, ...]
    # Whether findings of the patient are drawn in.
    shows_findings: bool = False

    def figure(self, width: float, texts: LabelTexts, style: Style, findings: Findings) -> Graphic:
        """The figure for a column of *width* points; ValueError for a label the drawing has no place for.

        RenderError where a word is wider than its place.
        """
        if unknown := texts.keys() - set(self.labels):
            raise ValueError(f"the drawing has no place for {', '.join(sorted(unknown))}")
        return self.make(width, texts, style, findings)


def _low_back(width: float, texts: LabelTexts, style: Style, _findings: Findings) -> Graphic:
    from handout.drawings.low_back.figure import figure

    return figure(width, texts, style)


def _body(width: float, texts: LabelTexts, style: Style, findings: Findings) -> Graphic:
    from handout.drawings.body.figure import figure
    from handout.drawings.body.lumps import Lump

    lumps = [Lump(*lump) for lump in findings.lumps]
    return figure(width, texts, style, lumps=lumps, shaded=findings.shaded)


def _ruler(width: float, texts: LabelTexts, style: Style, _findings: Findings) -> Graphic:
    from handout.drawings.ruler import figure

    return figure(width, texts, style)


DRAWINGS: Mapping[str, Drawing] = MappingProxyType(
    {
        "low-back": Drawing(
            _low_back,
            labels=(
                "iliac-crest",
                "psis",
                "nodules",
                "superior-cluneal",
                "middle-cluneal",
                "left",
                "right",
                "scale",
            ),
        ),
        "body": Drawing(
            _body,
            labels=("low-back", "back", "front", "left", "right", "dimple", "hip-bone"),
            shows_findings=True,
        ),
        "ruler": Drawing(_ruler, labels=("length",)),
    }
)
