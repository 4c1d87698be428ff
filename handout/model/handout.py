"""What a handout consists of, as its folder of content says."""

from typing import NamedTuple

from handout.errors import Position


class SheetEntry(NamedTuple):
    """A sheet of the handout."""

    id: str
    # Whether it is made when no sheet is named.
    usual: bool
    # Whether it stands in both languages of a pair when no sheet is named.
    doubled: bool


class Place(NamedTuple):
    """Something with a number on a sheet, by its id."""

    sheet: str
    target: str
    at: Position


class Handout(NamedTuple):
    """The stem of its file names, its sheets in their order, its readers, and the language of reference."""

    stem: str
    # The tag of the language that the others are made from and compared with.
    language: str
    sheets: tuple[SheetEntry, ...]
    # The first is whom a request is for when nobody is named.
    readers: tuple[str, ...] = ()
    # What the first page on the web says: when to ask for help first, and what the handout is about.
    warning: tuple[Place, ...] = ()
    about: tuple[Place, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Those of the sheets."""
        return tuple(sheet.id for sheet in self.sheets)

    @property
    def usual(self) -> tuple[str, ...]:
        """The ids of the sheets that are made when none is named."""
        return tuple(sheet.id for sheet in self.sheets if sheet.usual)

    @property
    def doubled(self) -> tuple[str, ...]:
        """The ids of the sheets that stand in both languages of a pair when none is named."""
        return tuple(sheet.id for sheet in self.sheets if sheet.doubled)

    @property
    def reader(self) -> str | None:
        """The reader when nobody is named; None where nothing depends on the reader."""
        return self.readers[0] if self.readers else None
