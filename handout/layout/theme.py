"""How a sheet looks: page geometry, colours and type, in points. One value in one place.

Words, sections and languages are not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Literal, NamedTuple

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from handout.model import Look, Room
from handout.options import BOX, Size


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
    # What tells how to fill in.
    INTRO = "intro"
    # Fields to write in, and those with boxes to tick alone.
    WRITE = "write"
    TICK = "tick"
    REFERENCE = "reference"
    # Of a reference.
    NUMBER = "number"


class Theme(NamedTuple):
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
    # How much of its frame each page of a sheet keeps free; one that is filled in has more air by itself.
    spare: float
    # How many pages a sheet has at most, a front and a back; as many as it needs without a limit.
    pages: int | None
    # Whether what has to begin a page does, and grids stay whole: where a sheet is a front and a back.
    two_sided: bool
    # How many lines a patient's answer may take where it needs more than it has when empty.
    longest: int
    # Whether what takes a line of a grid stands under the row.
    stacks: bool
    # How many columns stand side by side at most.
    columns: int
    # The distance of two languages side by side in running text; without one they stand one under the other.
    beside: float | None
    # How wide a line of running text may be.
    measure: float
    # Between a band of columns and the rule above it, and above that.
    band: float
    # The side of a box to tick, and the shortest line to write on, by what it is for.
    box: float
    rooms: Mapping[Room, float]
    # The least height of a row to write in, and the inner distance of its cells from the rules beside them.
    row: float
    cell_padding: float

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


def theme(look: Look, *, size: Size = Size.NORMAL, languages: int = 1) -> Theme:
    """The theme of a sheet in so many languages."""
    if size is Size.LARGE:
        return _large()
    made = {Look.DENSE: _dense, Look.FORM: _form}[look]()
    # Two languages need the width that two columns had.
    return (
        made
        if languages == 1
        else made._replace(columns=1, beside=2 * made.gap, pages=None, two_sided=False, longest=_LONGEST)
    )


_INK, _ACCENT = HexColor(0x000000), HexColor(0x12304F)
_WRITE, _TICK = 8.02 * mm, 6.52 * mm
# Lines of an answer where there is no end of pages: a third of one.
_LONGEST = 6


def _dense() -> Theme:
    """Of a page for a professional's eye: 10 pt and more."""
    ink, accent = _INK, _ACCENT
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
        _style(Role.INTRO, 10, 12, ink, after=2),
        _style(Role.WRITE, 10, _WRITE, ink),
        _style(Role.TICK, 10, _TICK, ink),
        _style(Role.REFERENCE, 8.5, 10.2, ink, after=1),
        _style(Role.NUMBER, 8.5, 10.2, ink, align=TA_RIGHT),
    )
    return _theme(
        styles, indent=indent, gutter=gutter, small=8.5, foot=24.1 * mm, measure=336, band=5, spare=0.07
    )


def _form() -> Theme:
    """Of a page to be filled in with a pen, perhaps by somebody of 70: 12 pt and more, labels 10 pt."""
    ink, accent = _INK, _ACCENT
    indent, gutter = 24.0, 8.0
    styles = (
        _style(Role.TITLE, 18, 21.6, accent),
        _style(Role.NAMES, 12, 14.4, ink),
        _style(Role.ABOUT, 12, 14.4, ink),
        _style(Role.HEADING, 13, 15.6, accent, before=4, after=1, hanging=indent),
        _style(Role.PROMINENT, 15, 18, accent, before=4, after=1, hanging=indent),
        _style(Role.SUBHEADING, 12, 14.4, accent, before=3, after=1),
        _style(Role.BODY, 12, 14.4, ink, after=2),
        _style(Role.REQUEST, 12, 14.4, ink, after=2),
        _style(Role.CELL, 12, 14.4, ink, right=gutter),
        _style(Role.MARK, 10, 14.4, accent),
        _style(Role.HEAD, 10, 12, ink),
        _style(Role.CAPTION, 10, 12.2, ink, before=2, after=3),
        _style(Role.INTRO, 12, 14.4, ink, after=2),
        _style(Role.WRITE, 12, _WRITE, ink),
        _style(Role.TICK, 12, _TICK, ink),
        _style(Role.REFERENCE, 12, 14.6, ink, after=1),
        _style(Role.NUMBER, 12, 14.6, ink, align=TA_RIGHT),
    )
    return _theme(
        styles, indent=indent, gutter=gutter, small=10, foot=25.3 * mm, measure=404, band=3.5, spare=0.03
    )


def _large() -> Theme:
    """Of large print: 16 pt and more, rows of 12 mm, one thing under the other, as many pages as it takes."""
    ink, accent = _INK, _ACCENT
    indent, gutter = 32.0, 8.0
    row = 12.02 * mm
    styles = (
        _style(Role.TITLE, 26, 31.2, accent),
        _style(Role.NAMES, 18, 22, ink),
        _style(Role.ABOUT, 16, 20, ink),
        _style(Role.HEADING, 19, 23, accent, before=8, after=3, hanging=indent),
        _style(Role.PROMINENT, 21, 25.4, accent, before=8, after=3, hanging=indent),
        _style(Role.SUBHEADING, 17, 20.6, accent, before=5, after=2),
        _style(Role.BODY, 16, 20, ink, after=5),
        _style(Role.REQUEST, 16, 20, ink, after=5),
        _style(Role.CELL, 16, 20, ink, right=gutter),
        _style(Role.MARK, 16, 20, accent),
        _style(Role.HEAD, 16, 19.4, ink),
        _style(Role.CAPTION, 16, 20, ink, before=4, after=5),
        _style(Role.INTRO, 16, 20, ink, after=4),
        _style(Role.WRITE, 16, row, ink),
        _style(Role.TICK, 16, 9 * mm, ink),
        _style(Role.REFERENCE, 16, 20, ink, after=4),
        _style(Role.NUMBER, 16, 20, ink, align=TA_RIGHT),
    )
    made = _theme(styles, indent=indent, gutter=gutter, small=16, foot=30 * mm, measure=1000, band=7, spare=0)
    rooms = {Room.NUMBER: 16 * mm, Room.WORD: 44 * mm, Room.LINE: 30 * mm}
    return made._replace(
        pages=None,
        two_sided=False,
        longest=_LONGEST,
        stacks=True,
        columns=1,
        box=6 * mm,
        row=row,
        rooms=MappingProxyType(rooms),
    )


def _theme(
    styles: tuple[tuple[Role, ParagraphStyle], ...],
    *,
    indent: float,
    gutter: float,
    small: float,
    foot: float,
    measure: float,
    band: float,
    spare: float,
) -> Theme:
    return Theme(
        ink=_INK,
        accent=_ACCENT,
        margin=15.02 * mm,
        top=15.02 * mm,
        foot=foot,
        gap=12,
        indent=indent,
        gutter=gutter,
        styles=MappingProxyType(dict(styles)),
        furniture=small,
        rule=0.75,
        frame_rule=1,
        padding=6,
        label_size=small,
        code=25.2 * mm,
        air=0.07,
        spare=spare,
        pages=2,
        two_sided=True,
        longest=0,
        stacks=False,
        columns=2,
        beside=None,
        measure=measure,
        band=band,
        box=5.02 * mm,
        rooms=MappingProxyType({Room.NUMBER: 13 * mm, Room.WORD: 34 * mm, Room.LINE: 22 * mm}),
        row=_WRITE,
        cell_padding=3,
    )
