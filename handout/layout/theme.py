"""How a sheet looks: page geometry, colours, type and the space above and below each text, in points.

Words, sections and languages are not known here.
"""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

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
    # The statement that a hurried reader is to take away.
    LEAD = "lead"
    # What the patient says.
    REQUEST = "request"
    # A cell that others follow, and one that none does.
    CELL = "cell"
    LAST_CELL = "last-cell"
    MARK = "mark"
    HEAD = "head"
    CAPTION = "caption"
    # How to fill in.
    INTRO = "intro"
    # Fields to write in, and those with boxes to tick alone.
    WRITE = "write"
    TICK = "tick"
    # What is written, where it needs more lines than a pen.
    WRITTEN = "written"
    REFERENCE = "reference"
    # Of a reference.
    NUMBER = "number"


_INK, _ACCENT = HexColor(0x000000), HexColor(0x0B2F7D)
# What is larger than running text: on a fax a smaller letter in a colour is chewed.
_ACCENTED = {Role.TITLE, Role.HEADING, Role.PROMINENT}
_HANGING = {Role.HEADING, Role.PROMINENT}
_GUTTER = 8.0
# How far apart lines to write on stand, and boxes to tick.
_WRITE, _WRITE_LARGE = 8.02 * mm, 12.02 * mm
_TICK, _TICK_LARGE = 6.52 * mm, 9 * mm

# The columns of the table: a page for a professional's eye, of 10 pt and more; one to look things up in, of
# 9 pt and cells of 8.5; one to fill in with a pen, perhaps by somebody of 70, of 12 pt and labels of 10;
# large print, of 16 pt, with rows of 12 mm.
_DENSE, _FINE, _FORM, _LARGE = range(4)
# Size of type, leading, space above and space below.
_SizeAndSpace: TypeAlias = tuple[float, float] | tuple[float, float, float, float]
_SIZES_AND_SPACES: Mapping[Role, tuple[_SizeAndSpace, _SizeAndSpace, _SizeAndSpace, _SizeAndSpace]] = {
    #                 dense                 fine                  form                large
    Role.TITLE:      ((22, 26.4),           (22, 26.4),             (18, 21.6),         (26, 31.2)),
    Role.NAMES:      ((12, 15),             (12, 15),             (12, 14.4),         (18, 22)),
    Role.ABOUT:      ((10, 12),             (10, 12),             (12, 14.4),         (16, 20)),
    Role.HEADING:    ((11.5, 14),           (11.5, 14),           (13, 15.6),         (19, 23, 0, 3)),
    Role.PROMINENT:  ((15, 18, 0, 1),       (15, 18, 0, 1),       (15, 18, 0, 1),     (21, 25.4, 0, 3)),
    Role.SUBHEADING: ((10, 12, 4, 1),       (9, 11, 4, 1),        (12, 14.4, 3, 1),   (17, 20.6, 5, 2)),
    Role.BODY:       ((10, 12, 0, 2.5),     (9, 11, 0, 2.5),      (12, 14.4, 0, 2),   (16, 20, 0, 5)),
    Role.LEAD:       ((11, 13.8, 0, 2.5),   (9, 11, 0, 2.5),      (12, 14.4, 0, 2),   (16, 20, 0, 5)),
    Role.REQUEST:    ((10.5, 12.8, 0, 3.2), (10.5, 12.8, 0, 3.2), (12, 14.4, 0, 2),   (16, 20, 0, 5)),
    Role.CELL:       ((10, 12),             (8.5, 10.2),          (12, 14.4),         (16, 20)),
    Role.LAST_CELL:  ((10, 12),             (8.5, 10.2),          (12, 14.4),         (16, 20)),
    Role.MARK:       ((8.5, 12),            (8.5, 11),            (10, 14.4),         (16, 20)),
    Role.HEAD:       ((8.5, 10.2),          (8.5, 10.2),          (10, 12),           (16, 19.4)),
    Role.CAPTION:    ((8.5, 10.2, 2, 3),    (8.5, 10.2, 2, 3),    (10, 12.2, 2, 3),   (16, 20, 4, 5)),
    Role.INTRO:      ((10, 12, 0, 2),       (9, 11, 0, 2),        (12, 14.4, 0, 2),   (16, 20, 0, 4)),
    Role.WRITE:      ((10, _WRITE),         (10, _WRITE),         (12, _WRITE),       (16, _WRITE_LARGE)),
    Role.TICK:       ((10, _TICK),          (10, _TICK),          (12, _TICK),        (16, _TICK_LARGE)),
    Role.WRITTEN:    ((10, 12.8),           (10, 12.8),           (12, 15),           (16, 20)),
    Role.REFERENCE:  ((8.5, 10.2, 0, 1.2),  (8.5, 10.2, 0, 1.2),  (12, 14.6, 0, 1),   (16, 20, 0, 4)),
    Role.NUMBER:     ((8.5, 10.2),          (8.5, 10.2),          (12, 14.6),         (16, 20)),
}  # fmt: skip

# How much of a page's spare height goes to the gap above each: the start of a section, a drawing, an item,
# what follows a heading.
SECTION_STRETCH, FIGURE_STRETCH, ITEM_STRETCH, FIRST_STRETCH = 1.0, 0.8, 0.2, 0.05

_SIGNATURE = 90 * mm
_ROOMS = MappingProxyType(
    {Room.NUMBER: 13 * mm, Room.WORD: 34 * mm, Room.SIGNATURE: _SIGNATURE, Room.LINE: 22 * mm}
)
_ROOMS_LARGE = MappingProxyType(
    {Room.NUMBER: 16 * mm, Room.WORD: 44 * mm, Room.SIGNATURE: _SIGNATURE, Room.LINE: 30 * mm}
)


class Theme(NamedTuple):
    """All lengths are points."""

    styles: Mapping[Role, ParagraphStyle]
    # The hanging column of letters and numbers.
    indent: float
    # The size of type of the foot and of labels in drawings.
    small: float
    # From the foot of the box to the content.
    foot: float
    # How wide a line of running text may be.
    measure: float
    # Between two bands of columns, and above the rule of a section in one.
    band: float
    section: float
    # The part of its frame that each page of a sheet has left at least gaps: in the language of reference,
    # and in the others, whose words are longer. A form has more white space by itself.
    white_space: float
    white_space_translated: float
    # The side of a box to tick, and the least height of a row to write in.
    box: float
    row: float
    ink: Color = _INK
    accent: Color = _ACCENT
    margin: float = 15.02 * mm
    top: float = 15.02 * mm
    gap: float = 14
    # Below a table to read, and below a grid to fill in.
    below_table: float = 3
    below_grid: float = 4
    # Between the columns of a table.
    gutter: float = _GUTTER
    rule: float = 0.75
    # Where it matters most: the title, what is prominent, what stands in a frame.
    heavy_rule: float = 2
    # From the rule of a section to its heading, and from the rule below a band to what follows.
    below_rule: float = 2
    padding: float = 7
    code: float = 25.2 * mm
    # How many pages a sheet has at most, a front and a back; as many as it needs without a limit.
    pages: int | None = 2
    # Whether what has to begin a page does, and grids stay whole: where a sheet is a front and a back.
    two_sided: bool = True
    # How many lines at its place a patient's answer may take: about a third of a page.
    longest: int = 12
    # Whether what takes a line of a grid stands under the row.
    stacks: bool = False
    # Whether sections that are early stand behind the first band.
    early_first: bool = False
    # Whether the foot has no more than each page needs; when the sources were checked stands below the title.
    brief_foot: bool = False
    # How many columns stand side by side at most.
    columns: int = 2
    # How much of the height that a column has left goes to its gaps.
    spent: float = 60
    # The distance of two languages side by side in running text; without one they stand one under the other.
    beside: float | None = None
    # The shortest line to write on, by what it is for.
    rooms: Mapping[Room, float] = _ROOMS
    # Whether what is filled in are fields for a screen.
    fillable: bool = False
    # The inner distance of cells to write in from the rules beside them.
    cell_padding: float = 4

    def room(self, room: Room | int) -> float:
        """The least length of a line to write on, of what it is for or of millimetres."""
        return room * mm if isinstance(room, int) else self.rooms[room]

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """Where content stands in the box: x, y, width, height."""
        width, height = BOX
        return (self.margin, self.foot, width - 2 * self.margin, height - self.foot - self.top)


def theme(look: Look, *, size: Size = Size.NORMAL, languages: int = 1) -> Theme:
    """The theme of a sheet in so many languages."""
    if size is Size.LARGE:
        large = _endless(_theme(_LARGE))
        return large._replace(stacks=True, early_first=True, brief_foot=True, rooms=_ROOMS_LARGE)
    normal = _theme({Look.DENSE: _DENSE, Look.FINE: _FINE, Look.FORM: _FORM}[look])
    # Two languages need the width that two columns had.
    return normal if languages == 1 else _endless(normal)._replace(beside=2 * normal.gap)


def _theme(column: int) -> Theme:
    """The theme of a column of the table."""
    indent = (16, 16, 24, 32)[column]
    return Theme(
        styles=MappingProxyType(
            {role: _style(role, *types[column], indent=indent) for role, types in _SIZES_AND_SPACES.items()}
        ),
        indent=indent,
        small=(8.5, 8.5, 10, 16)[column],
        foot=(24.1, 24.1, 25.3, 30)[column] * mm,
        measure=(336, 303, 404, 1000)[column],
        band=(9, 9, 3.5, 12)[column],
        section=(8.5, 8.5, 4, 12)[column],
        white_space=(0.05, 0.05, 0.03, 0)[column],
        white_space_translated=(0.02, 0.02, 0.03, 0)[column],
        box=(5.02, 5.02, 5.02, 6)[column] * mm,
        row=(_WRITE, _WRITE, _WRITE, _WRITE_LARGE)[column],
    )


def _endless(limited: Theme) -> Theme:
    """The theme in one column, for as many pages as it takes."""
    return limited._replace(columns=1, spent=0, pages=None, two_sided=False)


def _style(
    role: Role, size: float, leading: float, above: float = 0, below: float = 0, *, indent: float
) -> ParagraphStyle:
    hanging = indent if role in _HANGING else 0
    return ParagraphStyle(
        role.value,
        fontSize=size,
        leading=leading,
        textColor=_ACCENT if role in _ACCENTED else _INK,
        spaceBefore=above,
        spaceAfter=below,
        leftIndent=indent if role is Role.SUBHEADING else hanging,
        firstLineIndent=-hanging,
        rightIndent=_GUTTER if role is Role.CELL else 0,
        alignment=TA_RIGHT if role is Role.NUMBER else TA_LEFT,
    )
