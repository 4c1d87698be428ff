"""The sheets of a handout as frozen data: sections, blocks of few kinds, items.

A new kind of block needs three things: a class here, with ``numbered``, ``statements`` and ``places``, in
``Block``; a record in ``content/sheets``; a function in ``layout/blocks``. Where else kinds are told apart,
mypy names the place: each ``match`` ends in ``assert_never``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple, TypeAlias

from handout.errors import Position
from handout.model.text import Texts, texts_of


class Basis(Enum):
    """What a statement without a printed number rests on; its sources stand beside it."""

    USUAL_CARE = "usual-care"
    PATIENT_REPORTS = "patient-reports"


class Start(Enum):
    """Where a section begins: after the one before, on top of a column, in a new band, on a new page."""

    FLOW = "flow"
    COLUMN = "column"
    BAND = "band"
    PAGE = "page"


# Where a band of columns begins.
_BANDS = {Start.BAND, Start.PAGE}


class Read(Enum):
    """How much of a publication was read by those who cite it."""

    FULL = "full"
    PART = "part"
    ABSTRACT = "abstract"
    SECOND_HAND = "second-hand"


class Look(Enum):
    """How a sheet is set: dense for a professional's eye, fine to look things up in, or to be filled in."""

    DENSE = "dense"
    FINE = "fine"
    FORM = "form"


class Room(Enum):
    """How much room a place to write on has: for a few digits, for a word or two, to the end of the line.

    A signature is written with a pen, also where the rest is filled in on a screen.
    """

    NUMBER = "number"
    WORD = "word"
    SIGNATURE = "signature"
    LINE = "line"


class Source(NamedTuple):
    """A reference named by its key, or a sheet by its id, and where."""

    key: str
    at: Position


class Item(NamedTuple):
    """A numbered statement."""

    id: str
    text: Texts
    at: Position
    basis: Basis | None = None
    sources: tuple[Source, ...] = ()

    @property
    def texts(self) -> tuple[Texts, ...]:
        """What is read: one text."""
        return (self.text,)


class Row(NamedTuple):
    """A numbered row of a table; its first cell names it."""

    id: str
    cells: tuple[Texts, ...]
    at: Position
    basis: Basis | None = None
    sources: tuple[Source, ...] = ()

    @property
    def texts(self) -> tuple[Texts, ...]:
        """What is read: the cells."""
        return self.cells


Statement: TypeAlias = Item | Row


class Field(NamedTuple):
    """How a place to fill in is known on a screen: by its *name*, the same in all languages.

    Places of one name show one value. A box has a *state* too. A blank is described by *words* of the first
    language, beside what its entry asks, and by a *number* where several have the same words; it takes so
    many letters at *most*.
    """

    name: str
    state: str = ""
    words: str = ""
    number: int = 1
    most: int | None = None


class Tick(NamedTuple):
    """A box to tick and its words; *before* stands before the box, as that before the first of several.

    *asked* is what several boxes answer together, where that is more than what their entry asks.
    """

    id: str
    text: Texts
    before: Texts = ()
    ticked: bool = False
    asked: Texts = ()
    field: Field | None = None


class OneOf(NamedTuple):
    """Boxes of which one at most is ticked, and the words *before* the first."""

    id: str
    ticks: tuple[Tick, ...]
    before: Texts = ()


class Blank(NamedTuple):
    """A place to write on, between the words *before* it and its *unit*; or the *value* that fills it.

    Its *room* may be a length in millimetres. A value of *free* words is as long as somebody made it.
    """

    id: str
    room: Room | int
    before: Texts = ()
    unit: Texts = ()
    value: Texts = ()
    free: bool = False
    field: Field | None = None


class FieldRef(NamedTuple):
    """What the personal file has under a name: becomes ticks or a blank, filled or not.

    The *room* of a blank is the field's own, where none is said.
    """

    name: str
    at: Position
    before: Texts = ()
    unit: Texts = ()
    room: Room | int | None = None

    @property
    def id(self) -> str:
        """The name of the field."""
        return self.name


Part: TypeAlias = Tick | OneOf | Blank | FieldRef


def printed(parts: Iterable[Part]) -> Iterator[Tick | Blank | FieldRef]:
    """The parts of an answer as they are printed: of boxes that exclude each other each by itself."""
    for part in parts:
        if not isinstance(part, OneOf):
            yield part
            continue
        for index, tick in enumerate(part.ticks):
            yield tick._replace(before=() if index else part.before, asked=part.before)


class Arrange(Enum):
    """Where an answer stands: behind what is asked, beside it, or below it in a grid of boxes."""

    LINE = "line"
    BESIDE = "beside"
    GRID = "grid"


class Entry(NamedTuple):
    """A numbered place to write: what is asked, and the answer in *rows* of parts.

    The line to write on that ends the answer is there so many times as it has *lines*. In a grid the boxes
    stand in so many *columns*. On a sheet filled in, what is *optional* is the first to give way to what was
    written, and what is to *keep* its place the last.
    """

    id: str
    text: Texts
    rows: tuple[tuple[Part, ...], ...]
    at: Position
    lines: int = 1
    arrange: Arrange = Arrange.LINE
    columns: int = 2
    optional: bool = False
    keep: bool = False

    @property
    def texts(self) -> tuple[Texts, ...]:
        """What is read: what is asked."""
        return (self.text,)

    @property
    def places(self) -> tuple[Part, ...]:
        """The parts of all rows."""
        return tuple(part for row in self.rows for part in row)


class Column(NamedTuple):
    """A column of a grid: its head, how wide it is, and what stands in a cell without words of its own.

    Where it is *headed*, the words of its boxes stand in the head, each above its boxes.
    """

    id: str
    text: Texts
    width: Room = Room.WORD
    answer: tuple[Part, ...] = ()
    headed: bool = False


class GridRow(NamedTuple):
    """A numbered row of a grid: words for its first cells, the name of the record that fills the others."""

    id: str
    at: Position
    cells: tuple[Texts, ...] = ()
    record: str | None = None
    # What stands in the other cells, column by column.
    answers: tuple[tuple[Part, ...], ...] = ()

    @property
    def texts(self) -> tuple[Texts, ...]:
        """What is read: the words of its cells."""
        return self.cells


# What has a number on the sheet.
Numbered: TypeAlias = Statement | Entry | GridRow


class List(NamedTuple):
    """Items, perhaps under a heading of their own, perhaps for some readers only.

    The first of a *lead* is set larger.
    """

    id: str
    # Before the items, as it is read.
    heading: Texts
    items: tuple[Item, ...]
    at: Position
    readers: tuple[str, ...] = ()
    starts: Start = Start.FLOW
    lead: bool = False
    places: tuple[Part, ...] = ()

    @property
    def numbered(self) -> tuple[Item, ...]:
        """The items."""
        return self.items

    @property
    def statements(self) -> tuple[Item, ...]:
        """The items."""
        return self.items


class Table(NamedTuple):
    """Rows under column heads."""

    id: str
    columns: tuple[Texts, ...]
    rows: tuple[Row, ...]
    at: Position
    readers: tuple[str, ...] = ()
    starts: Start = Start.FLOW
    places: tuple[Part, ...] = ()

    @property
    def numbered(self) -> tuple[Row, ...]:
        """The rows."""
        return self.rows

    @property
    def statements(self) -> tuple[Row, ...]:
        """The rows."""
        return self.rows


class Form(NamedTuple):
    """Entries side by side in *columns*, below words on how to fill them in.

    Where they are *aligned*, the boxes of all stand under one another, right of what is asked.
    """

    id: str
    intro: Texts
    entries: tuple[Entry, ...]
    at: Position
    readers: tuple[str, ...] = ()
    starts: Start = Start.FLOW
    columns: int = 1
    aligned: bool = False
    statements: tuple[Statement, ...] = ()

    @property
    def numbered(self) -> tuple[Entry, ...]:
        """The entries."""
        return self.entries

    @property
    def places(self) -> tuple[Part, ...]:
        """The parts of all answers."""
        return tuple(part for entry in self.entries for part in entry.places)


class Grid(NamedTuple):
    """A ruled table to write in, each row with room for so many *lines*, below words on how to fill it in."""

    id: str
    intro: Texts
    columns: tuple[Column, ...]
    rows: tuple[GridRow, ...]
    at: Position
    readers: tuple[str, ...] = ()
    starts: Start = Start.FLOW
    lines: int = 1
    statements: tuple[Statement, ...] = ()

    @property
    def numbered(self) -> tuple[GridRow, ...]:
        """The rows."""
        return self.rows

    def answers(self, row: GridRow) -> tuple[tuple[Part, ...], ...]:
        """What stands in the cells of a row that have no words of their own, fields by their whole names."""
        prefix = f"{row.record}." if row.record else ""
        return tuple(
            tuple(
                part._replace(name=prefix + part.name) if isinstance(part, FieldRef) else part
                for part in column.answer
            )
            for column in self.columns[len(row.cells) :]
        )

    @property
    def places(self) -> tuple[Part, ...]:
        """The parts of all answers."""
        return tuple(part for row in self.rows for answer in self.answers(row) for part in answer)


class Figure(NamedTuple):
    """A drawing by name, its labels, caption and alternative text, and what is drawn in for the patient.

    *lumps* have a letter, a side and a site; *shaded* are sides and places.
    """

    id: str
    drawing: str
    caption: Texts
    alt: Texts
    labels: tuple[tuple[str, Texts], ...]
    at: Position
    readers: tuple[str, ...] = ()
    starts: Start = Start.FLOW
    places: tuple[Part, ...] = ()
    lumps: tuple[tuple[str, str | None, str | None], ...] = ()
    shaded: tuple[tuple[str, str], ...] = ()
    numbered: tuple[Numbered, ...] = ()
    statements: tuple[Statement, ...] = ()


class Bibliography(NamedTuple):
    """The references cited on the sheet, in order of citation; without their titles where it is *brief*.

    The first so many have *lines* of their own, the others run on behind the words *also*.
    """

    id: str
    at: Position
    brief: bool = False
    lines: int | None = None
    also: Texts = ()
    readers: tuple[str, ...] = ()
    starts: Start = Start.FLOW
    places: tuple[Part, ...] = ()
    numbered: tuple[Numbered, ...] = ()
    statements: tuple[Statement, ...] = ()


class Publication(NamedTuple):
    """A reference by its key: what was found and what it cannot show, and how much of it was *read*."""

    key: str
    text: Texts
    read: Read
    at: Position


class Publications(NamedTuple):
    """References one by one, which are numbered in this order, below words on them.

    The first are those that the sheet *numbers_of* cites, in its order.
    """

    id: str
    intro: Texts
    items: tuple[Publication, ...]
    at: Position
    numbers_of: Source | None = None
    readers: tuple[str, ...] = ()
    starts: Start = Start.FLOW
    places: tuple[Part, ...] = ()
    numbered: tuple[Numbered, ...] = ()
    statements: tuple[Statement, ...] = ()


class FurtherSources(NamedTuple):
    """References that run on behind words; those that cannot be printed whole behind *incomplete*."""

    id: str
    intro: Texts
    keys: tuple[Source, ...]
    at: Position
    incomplete: Texts = ()
    readers: tuple[str, ...] = ()
    starts: Start = Start.FLOW
    places: tuple[Part, ...] = ()
    numbered: tuple[Numbered, ...] = ()
    statements: tuple[Statement, ...] = ()


class Code(NamedTuple):
    """A QR code that opens the cited references in PubMed, and the colophon beside it."""

    id: str
    label: Texts
    alt: Texts
    colophon: Texts
    at: Position
    readers: tuple[str, ...] = ()
    starts: Start = Start.FLOW
    places: tuple[Part, ...] = ()
    numbered: tuple[Numbered, ...] = ()
    statements: tuple[Statement, ...] = ()


Block: TypeAlias = List | Table | Form | Grid | Figure | Bibliography | Publications | FurtherSources | Code


def is_for(block: Block, reader: str | None) -> bool:
    """Whether a reader gets the block: it is for all, or for this one."""
    return not block.readers or reader in block.readers


class Section(NamedTuple):
    """A lettered part of a sheet.

    What is *prominent* has the largest heading after the title, what is *boxed* a frame; the heading of one
    that *spans* stands across the page, over columns of its own. What is *early* stands behind the first band
    in large print, which has one column. What the *patient* says are requests and questions, not statements:
    they need no basis.
    """

    id: str
    heading: Texts
    blocks: tuple[Block, ...]
    at: Position
    starts: Start = Start.FLOW
    columns: int = 2
    spans: bool = False
    early: bool = False
    prominent: bool = False
    boxed: bool = False
    patient: bool = False

    @property
    def numbered(self) -> Iterator[Numbered]:
        """What has a number in all blocks, in order."""
        return (numbered for block in self.blocks for numbered in block.numbered)

    @property
    def statements(self) -> Iterator[Statement]:
        """The statements of all blocks in order."""
        return (statement for block in self.blocks for statement in block.statements)

    def for_reader(self, reader: str | None) -> Section:
        """The section with the blocks that a reader gets."""
        return self._replace(blocks=tuple(block for block in self.blocks if is_for(block, reader)))


class Budget(NamedTuple):
    """How many words a sheet may have, and the fewest and most references."""

    words: int
    references: tuple[int, ...]


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Sheet(NamedTuple):
    """One piece of paper, front and back.

    Under its title stand the preferred *names* of what it is about, the *synonyms*, and what the sheet is.
    """

    id: str
    name: Texts
    title: Texts
    names: Texts
    synonyms: Texts
    about: Texts
    sections: tuple[Section, ...]
    at: Position
    look: Look = Look.DENSE
    budget: Budget | None = None

    @property
    def subject(self) -> Texts:
        """What it is about, in the best words it has."""
        return self.about or self.names or self.title

    @property
    def blocks(self) -> Iterator[Block]:
        """The blocks of all sections in order."""
        return (block for section in self.sections for block in section.blocks)

    @property
    def has_places(self) -> bool:
        """Whether there is anything to fill in."""
        grids = (block for block in self.blocks if isinstance(block, Grid))
        has_cells = any(len(row.cells) < len(grid.columns) for grid in grids for row in grid.rows)
        return has_cells or any(block.places for block in self.blocks)

    @property
    def labels(self) -> dict[str, str]:
        """The letters of sections, and those with numbers of what is numbered in them, by their ids."""
        labels = {}
        for letter, section in zip(_LETTERS, self.sections, strict=False):
            labels[section.id] = letter
            for number, numbered in enumerate(section.numbered, 1):
                labels[numbered.id] = f"{letter}{number}"
        return labels

    @property
    def next_letter(self) -> str:
        """The letter of a section behind the last."""
        return _LETTERS[len(self.sections) :][:1]

    @property
    def early_first(self) -> tuple[Section, ...]:
        """The sections in the order of large print: those that are early behind the first band."""
        bands = (index for index, section in enumerate(self.sections) if section.starts in _BANDS and index)
        end = next(bands, len(self.sections))
        early = tuple(section for section in self.sections[end:] if section.early)
        return (*self.sections[:end], *early, *(s for s in self.sections[end:] if not s.early))

    def section(self, target: str) -> Section:
        """The section that has the id, or in which something numbered has it; StopIteration without one."""
        ids = ((section, (section.id, *(item.id for item in section.numbered))) for section in self.sections)
        return next(section for section, known in ids if target in known)

    def for_reader(self, reader: str | None) -> Sheet:
        """The sheet with the blocks that a reader gets."""
        return self._replace(sections=tuple(section.for_reader(reader) for section in self.sections))

    @property
    def cited(self) -> tuple[str, ...]:
        """The keys of its references, each once: of its publications, else in order of citation."""
        if publications := tuple(item.key for item in self.publications):
            return publications
        citations = (citation for text in texts_of(self) for citation in text.citations)
        return tuple(dict.fromkeys(key for citation in citations for key in citation.keys))

    @property
    def prints_references(self) -> bool:
        """Whether its statements can cite by number."""
        return any(isinstance(block, Bibliography | Publications) for block in self.blocks)

    @property
    def listed(self) -> Iterator[Source]:
        """The keys of its publications and of further sources, with their places."""
        yield from (Source(item.key, item.at) for item in self.publications)
        for block in self.blocks:
            yield from block.keys if isinstance(block, FurtherSources) else ()

    @property
    def publications(self) -> Iterator[Publication]:
        """Those of its blocks of publications."""
        blocks = (block for block in self.blocks if isinstance(block, Publications))
        return (item for block in blocks for item in block.items)
