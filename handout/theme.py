"""How a sheet looks: page geometry, colours and type, in points. One value in one place.

Words, sections and languages are not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Literal

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

BOX = (595.0, 792.0)
"""The width and height that A4 and Letter have in common."""


class Paper(Enum):
    """The papers a sheet is printed on."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        return {Paper.A4: (595.276, 841.89), Paper.LETTER: (612.0, 792.0)}[self]

    @property
    def offset(self) -> tuple[float, float]:
        """From the paper's lower left corner to the box in its middle; whole points keep renderings equal."""
        width, height = self.size
        return (float((width - BOX[0]) // 2), float((height - BOX[1]) // 2))


class Role(Enum):
    """What a text is for, which decides its type."""

    TITLE = "title"
    NAMES = "names"
    ABOUT = "about"
    HEADING = "heading"
    PROMINENT = "prominent"
    SUBHEADING = "subheading"
    BODY = "body"
    # What the patient says.
    REQUEST = "request"
    # A cell that others follow.
    CELL = "cell"
    MARK = "mark"
    HEAD = "head"
    CAPTION = "caption"
    REFERENCE = "reference"
    # Of a reference.
    NUMBER = "number"


@dataclass(frozen=True)
class Theme:
    """All lengths are points."""

    ink: Color
    accent: Color
    margin: float
    top: float
    # From the foot of the box to the content.
    foot: float
    gap: float
    # The hanging column of letters and numbers.
    indent: float
    # Between the columns of a table.
    gutter: float
    styles: Mapping[Role, ParagraphStyle]
    furniture: float
    rule: float
    frame_rule: float
    padding: float
    label_size: float
    code: float
    air: float

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """Where content stands in the box: x, y, width, height."""
        width, height = BOX
        return (self.margin, self.foot, width - 2 * self.margin, height - self.foot - self.top)


def _style(
    role: Role,
    size: float,
    leading: float,
    color: Color,
    *,
    before: float = 0,
    after: float = 0,
    hanging: float = 0,
    right: float = 0,
    align: Literal[0, 2] = TA_LEFT,
) -> tuple[Role, ParagraphStyle]:
    return role, ParagraphStyle(
        role.value,
        fontSize=size,
        leading=leading,
        textColor=color,
        spaceBefore=before,
        spaceAfter=after,
        leftIndent=hanging,
        firstLineIndent=-hanging,
        rightIndent=right,
        alignment=align,
    )


def normal() -> Theme:
    """The theme of normal print."""
    ink, accent = HexColor(0x000000), HexColor(0x12304F)
    indent, gutter = 15.0, 8.0
    styles = (
        _style(Role.TITLE, 20, 24, accent),
        _style(Role.NAMES, 12, 15, ink),
        _style(Role.ABOUT, 10, 12.5, ink),
        _style(Role.HEADING, 11.5, 14, accent, before=6, after=2, hanging=indent),
        _style(Role.PROMINENT, 15, 18, accent, before=6, after=3, hanging=indent),
        _style(Role.SUBHEADING, 10, 12, accent, before=4, after=1),
        _style(Role.BODY, 10, 12, ink, after=2),
        _style(Role.REQUEST, 10.5, 12.6, ink, after=2),
        _style(Role.CELL, 10, 12, ink, right=gutter),
        _style(Role.MARK, 8.5, 12, accent),
        _style(Role.HEAD, 8.5, 10.2, ink),
        _style(Role.CAPTION, 8.5, 10.4, ink, before=2, after=3),
        _style(Role.REFERENCE, 8.5, 10.2, ink, after=1),
        _style(Role.NUMBER, 8.5, 10.2, ink, align=TA_RIGHT),
    )
    return Theme(
        ink=ink,
        accent=accent,
        margin=15.02 * mm,
        top=15.02 * mm,
        foot=24.1 * mm,
        gap=12,
        indent=indent,
        gutter=gutter,
        styles=MappingProxyType(dict(styles)),
        furniture=8.5,
        rule=0.75,
        frame_rule=1,
        padding=6,
        label_size=8.5,
        code=25.2 * mm,
        air=0.07,
    )
