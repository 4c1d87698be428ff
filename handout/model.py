"""The handout as frozen data: sheets, sections, blocks of few kinds, texts in one language or two.

No YAML, no ReportLab, no rule of any language, no section's name.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from handout.errors import Position


@dataclass(frozen=True)
class Run:
    """Words that look and sound alike."""

    text: str
    strong: bool = False
    lang: str | None = None
    """A BCP 47 tag, for words of another language than their surroundings."""
    href: str | None = None
    offset: int = field(default=0, compare=False)
    """Where the words begin in the text they are read from."""


class Citation(NamedTuple):
    """References, by their keys, and where each key stands."""

    keys: tuple[str, ...]
    places: tuple[Position, ...]


Inline: TypeAlias = Run | Citation


def plain(inlines: Iterable[Inline]) -> str:
    """The words without markup; citations are dropped, with the space before them."""
    words = ""
    for inline in inlines:
        words = words + inline.text if isinstance(inline, Run) else words.rstrip()
    return words


class Text(NamedTuple):
    """Words in one language, and where they stand in its file."""

    inlines: tuple[Inline, ...]
    lang: str
    at: Position

    @property
    def plain(self) -> str:
        """The words without markup and citations."""
        return plain(self.inlines)

    def filled(self, **values: str) -> Text:
        """The text with ``{name}`` replaced by its value."""
        filled = (
            replace(one, text=fill(one.text, **values)) if isinstance(one, Run) else one
            for one in self.inlines
        )
        return self._replace(inlines=tuple(filled))

    @property
    def citations(self) -> Iterator[Citation]:
        """The citations in order."""
        return (inline for inline in self.inlines if isinstance(inline, Citation))


# One text, or the same text in two languages, the reader's first.
Texts: TypeAlias = tuple[Text, ...]


class Audience(Enum):
    """Whom the request speaks to."""

    GP = "gp"
    REHABILITATION = "rehabilitation"
    PAIN_CLINIC = "pain-clinic"
    SURGEON = "surgeon"
    RADIOLOGIST = "radiologist"


class Basis(Enum):
    """What a statement without a printed number rests on; its sources stand beside it."""

    USUAL_CARE = "usual-care"
    PATIENT_REPORTS = "patient-reports"


class Start(Enum):
    """Where a section begins: after the one before, in a new band of columns, or on a new page."""

    FLOW = "flow"
    BAND = "band"
    PAGE = "page"


class Look(Enum):
    """How a sheet is set: dense for a professional's eye, or as a form in large type with room to write."""

    DENSE = "dense"
    FORM = "form"


class Room(Enum):
    """How much room a place to write on has: for a few digits, for a word or two, to the end of the line."""

    NUMBER = "number"
    WORD = "word"
    LINE = "line"


class Source(NamedTuple):
    """A reference named by its key, and where."""

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


class Tick(NamedTuple):
    """A box to tick and its words; *before* stands before the box, as that before the first of several."""

    text: Texts
    before: Texts = ()
    ticked: bool = False


class Blank(NamedTuple):
    """A place to write on, between the words *before* it and its *unit*; or the *value* that fills it.

    A value of *free* words is as long as somebody made it.
    """

    room: Room
    before: Texts = ()
    unit: Texts = ()
    value: Texts = ()
    free: bool = False


class Fill(NamedTuple):
    """What the personal file has under a name: becomes ticks or a blank, filled or not."""

    name: str
    at: Position
    before: Texts = ()
    unit: Texts = ()


Part: TypeAlias = Tick | Blank | Fill


class Entry(NamedTuple):
    """A numbered place to write: what is asked, and the parts of the answer, which has so many *lines*."""

    id: str
    text: Texts
    answer: tuple[Part, ...]
    at: Position
    lines: int = 1

    @property
    def texts(self) -> tuple[Texts, ...]:
        """What is read: what is asked."""
        return (self.text,)


class Column(NamedTuple):
    """A column of a grid: its head, how wide it is, and what stands in a cell without words of its own."""

    id: str
    text: Texts
    width: Room = Room.WORD
    answer: tuple[Part, ...] = ()


class Line(NamedTuple):
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
Numbered: TypeAlias = Statement | Entry | Line


class List(NamedTuple):
    """Items, perhaps under a heading of their own, perhaps for some audiences only."""

    id: str
    # Before the items, as it is read.
    heading: Texts
    items: tuple[Item, ...]
    at: Position
    audiences: tuple[Audience, ...] = ()

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
    audiences: tuple[Audience, ...] = ()

    @property
    def numbered(self) -> tuple[Row, ...]:
        """The rows."""
        return self.rows

    @property
    def statements(self) -> tuple[Row, ...]:
        """The rows."""
        return self.rows


class Form(NamedTuple):
    """Entries side by side in *columns*, below words on how to fill them in."""

    id: str
    intro: Texts
    entries: tuple[Entry, ...]
    at: Position
    audiences: tuple[Audience, ...] = ()
    columns: int = 1
    statements: tuple[Statement, ...] = ()

    @property
    def numbered(self) -> tuple[Entry, ...]:
        """The entries."""
        return self.entries


class Grid(NamedTuple):
    """A ruled table to write in, each row with room for so many *lines*, below words on how to fill it in."""

    id: str
    intro: Texts
    columns: tuple[Column, ...]
    rows: tuple[Line, ...]
    at: Position
    audiences: tuple[Audience, ...] = ()
    lines: int = 1
    statements: tuple[Statement, ...] = ()

    @property
    def numbered(self) -> tuple[Line, ...]:
        """The rows."""
        return self.rows


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
    audiences: tuple[Audience, ...] = ()
    lumps: tuple[tuple[str, str | None, str | None], ...] = ()
    shaded: tuple[tuple[str, str], ...] = ()
    numbered: tuple[Numbered, ...] = ()
    statements: tuple[Statement, ...] = ()


class Bibliography(NamedTuple):
    """The references cited on the sheet, in order of citation."""

    id: str
    at: Position
    audiences: tuple[Audience, ...] = ()
    numbered: tuple[Numbered, ...] = ()
    statements: tuple[Statement, ...] = ()


class Code(NamedTuple):
    """A QR code that opens the cited references in PubMed, and the colophon beside it."""

    id: str
    label: Texts
    alt: Texts
    colophon: Texts
    at: Position
    audiences: tuple[Audience, ...] = ()
    numbered: tuple[Numbered, ...] = ()
    statements: tuple[Statement, ...] = ()


Block: TypeAlias = List | Table | Form | Grid | Figure | Bibliography | Code


class Section(NamedTuple):
    """A lettered part of a sheet.

    What is *prominent* has the largest heading after the title, what is *boxed* a frame. What the *patient*
    says are requests and questions, not statements: they need no basis.
    """

    id: str
    heading: Texts
    blocks: tuple[Block, ...]
    at: Position
    starts: Start = Start.FLOW
    columns: int = 2
    prominent: bool = False
    boxed: bool = False
    patient: bool = False

    @property
    def numbered(self) -> Iterator[Numbered]:
        """What has a number in all blocks, in order."""
        return (one for block in self.blocks for one in block.numbered)

    @property
    def statements(self) -> Iterator[Statement]:
        """The statements of all blocks in order."""
        return (statement for block in self.blocks for statement in block.statements)


class Budget(NamedTuple):
    """How many words a sheet may have beside the fewest references, and the fewest and most of these."""

    words: int
    references: tuple[int, ...]


class Sheet(NamedTuple):
    """One piece of paper, front and back."""

    id: str
    name: Texts
    title: Texts
    names: Texts
    about: Texts
    sections: tuple[Section, ...]
    at: Position
    look: Look = Look.DENSE
    budget: Budget | None = None

    @property
    def prints_references(self) -> bool:
        """Whether its statements can cite by number."""
        return any(isinstance(block, Bibliography) for section in self.sections for block in section.blocks)


class Author(NamedTuple):
    """A person, by family name and initials, or a body, by its name."""

    name: str
    initials: str = ""


class Reference(NamedTuple):
    """A publication, as far as it was verified: what was not is None."""

    key: str
    title: str
    at: Position
    authors: tuple[Author, ...] = ()
    journal: str | None = None
    year: int | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    doi: str | None = None
    url: str | None = None
    lang: str = "en"
    printable: bool = False
    authors_truncated: bool = False
    translated_title: str | None = None
    free_full_text: bool = False
    updated: int | None = None


class Conventions(NamedTuple):
    """How a language writes numbers, dates and quotations."""

    decimal: str
    thousands: str
    percent_space: bool
    quotes: tuple[str, ...]
    date: str
    months: tuple[str, ...]
    # Marks that open a question or an exclamation, each before the one that closes it.
    opening: tuple[str, ...] = ()


class Emergency(NamedTuple):
    """A telephone number, and where it answers, in words."""

    number: str
    place: str


class Address(NamedTuple):
    """The form of address to patients, and words that betray another."""

    form: str
    avoid: tuple[str, ...] = ()


class Readability(NamedTuple):
    """The measure of how easily the patient's pages are read, by name, and its bound."""

    formula: str
    bound: int


class Words(NamedTuple):
    """The words the program itself prints; what stands in braces is filled in."""

    page_of: str
    version: str
    sources_checked: str
    disclaimer: str
    not_reviewed: str
    reviewed: str
    free_full_text: str
    updated: str
    in_language: str
    # Of sheets that print no references.
    sources_elsewhere: str
    # How places to fill in are called for those who do not see them.
    box: str
    ticked: str
    blank: str
    notes: str
    # Of personal details.
    written_in: str
    lump: str
    shaded: str
    goes_on: str
    added_page: str
    # Stands across each page of a draft.
    draft: str


_NONE: Mapping[str, Any] = MappingProxyType({})


class Language(NamedTuple):
    """What is true of a language."""

    tag: str
    name: str
    version: str
    sources_checked: datetime.date
    conventions: Conventions
    emergency: tuple[Emergency, ...]
    address: Address
    readability: Readability
    promises: tuple[str, ...]
    spared: tuple[str, ...]
    words: Words
    # Terms that were weighed and rejected.
    avoided: tuple[str, ...] = ()
    # Spellings the language is known for getting wrong, each with the right one.
    misspelt: tuple[tuple[str, str], ...] = ()
    languages: Mapping[str, str] = _NONE
    # The words of what can be chosen in a personal file, by vocabulary and name.
    choices: Mapping[str, Mapping[str, str]] = _NONE
    # What a personal file says above each of its fields.
    comments: Mapping[str, str] = _NONE
    reviewed_by: str | None = None
    contact: str | None = None

    def date(self, day: datetime.date) -> str:
        """A day as the language writes it: “5 March 2026”."""
        month = self.conventions.months[day.month - 1]
        return fill(self.conventions.date, day=str(day.day), month=month, year=str(day.year))

    @property
    def review(self) -> str:
        """Who reviewed the content, or that nobody did."""
        return (
            fill(self.words.reviewed, name=self.reviewed_by) if self.reviewed_by else self.words.not_reviewed
        )


def fill(pattern: str, **values: str) -> str:
    """The pattern with ``{name}`` replaced by its value, for these names only, in one pass."""
    return re.sub(r"\{([a-z]+)\}", lambda match: values.get(match[1], match[0]), pattern)


def texts_of(value: object) -> Iterator[Text]:
    """All texts in a part of the model, in order."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_of(part)
