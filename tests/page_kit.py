"""Reads the shipped sheets back from their PDF: every word with its place and what it is for.

Lengths are points from the lower left corner of the box that A4 and Letter have in common. Two kinds of
boxes: a glyph's is its ink alone; a word's and a line's is that of all its glyphs.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from ctypes import (
    POINTER,
    addressof,
    c_double,
    c_float,
    c_int,
    c_uint,
    c_ulong,
    c_ushort,
    cast,
    create_string_buffer,
)
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeAlias, assert_never

import pypdfium2
from pypdfium2 import raw

from handout import fonts
from handout.compose import Composed, Numbers, compose
from handout.layout import references, texts
from handout.layout.page import Foot
from handout.layout.theme import Role, Theme, theme
from handout.model import (
    Bibliography,
    Blank,
    Block,
    Code,
    Entry,
    Figure,
    Form,
    FurtherSources,
    Grid,
    GridRow,
    List,
    Part,
    Publication,
    Publications,
    Room,
    Run,
    Section,
    Start,
    Table,
    Text,
    Texts,
    Tick,
    format_text,
    printed,
)
from handout.options import Paper, Size
from tests.conftest import Case, editions, made

# Red, green, blue and opacity, to 255.
Colour: TypeAlias = tuple[int, int, int, int]

# Which columns of a grid stand side by side.
Beside: TypeAlias = Callable[[Grid], Sequence[int]]

UNCITED = Numbers()
"""For words that cite nothing."""

# How far a glyph may begin from where the one before it ended, and still be of one word, in points.
_CLOSE = 0.5


class Box(NamedTuple):
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Box:
        """The smallest that holds all *boxes*."""
        found = tuple(boxes)
        return cls(
            min(box.left for box in found),
            min(box.bottom for box in found),
            max(box.right for box in found),
            max(box.top for box in found),
        )

    def moved(self, x: float, y: float) -> Box:
        """The same, elsewhere."""
        return Box(self.left + x, self.bottom + y, self.right + x, self.top + y)

    def meets(self, other: Box) -> bool:
        """Whether the two have more than an edge in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )


class _Glyph(NamedTuple):
    letter: str
    size: float
    box: Box
    baseline: float
    start: float
    end: float
    tag: str
    # Whether it is read from the foot of the page upwards; then it starts and ends in height.
    upright: bool = False


@dataclass(frozen=True)
class Word:
    """What stands between two spaces of a line; *page* counts from 0, *line* from 0 over the whole file.

    *lang* is known only of words found by `located`; what joins two languages has none.
    """

    text: str
    page: int
    line: int
    size: float
    box: Box
    baseline: float
    lang: str = ""


@dataclass(frozen=True)
class Stretch:
    """Words on one baseline whose glyphs follow each other without a jump: a label beside is another line.

    An *artifact* is what is not read aloud: the foot, and the heads of a table that goes on.
    """

    page: int
    words: tuple[Word, ...]
    box: Box
    artifact: bool

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, kw_only=True)
class Passage:
    """Words of the content, each with its language, what they are for and where they belong.

    *cell* is row and column of a table or grid, the head being row 0; what stands under a row is in none.
    The labels of a drawing have no order. *part* is what the words of a box to tick belong to. Of two
    passages that say the same in two languages, *second* is the other.
    """

    words: tuple[tuple[str, str], ...]
    role: Role
    sheet: Composed | None = None
    section: Section | None = None
    block: Block | None = None
    cell: tuple[int, int] | None = None
    part: Part | None = None
    ordered: bool = True
    breakable: bool = False
    second: bool = False


@dataclass(frozen=True)
class Found:
    """A passage and its words on paper."""

    passage: Passage
    words: tuple[Word, ...]

    @property
    def box(self) -> Box:
        """Of all its words."""
        return Box.around(word.box for word in self.words)


@dataclass(frozen=True)
class Place:
    """A place to fill in, in the order of the content; *cell* is its row and column in a grid."""

    sheet: Composed
    section: Section
    block: Form | Grid
    owner: Entry | GridRow
    part: Tick | Blank
    cell: tuple[int, int] | None = None


@dataclass(frozen=True)
class Mark:
    """Anything drawn on a page: *kind* is one of pdfium's FPDF_PAGEOBJ_ numbers; None is not painted.

    *tag* is the role of the element it is content of, or Artifact.
    """

    page: int
    kind: int
    tag: str
    box: Box
    fill: Colour | None
    stroke: Colour | None


@functools.cache
def composed_of(case: Case) -> tuple[Composed, ...]:
    """The content of each sheet."""
    found, references = editions(case.tags, case.sheets)
    languages = tuple(edition.language for edition in found)
    others = [(*edition.others, *edition.sheets) for edition in found]
    sheets = zip(*(edition.sheets for edition in found), strict=True)
    return tuple(
        compose(sheet, languages, references, case.reader, others=others, printed=case.sheets)
        for sheet in sheets
    )


@functools.cache
def frames_of(case: Case) -> tuple[Box, ...]:
    """Where the content of each page stands."""
    fonts.register()
    parts = []
    for one in composed_of(case):
        x, y, width, height = Foot(one, look(one, case.size)).frame
        parts.append(Box(x, y, x + width, y + height))
    return tuple(parts[page.part] for page in made(case).pages)


def look(sheet: Composed, size: Size = Size.NORMAL) -> Theme:
    """The theme of a sheet."""
    return theme(sheet.sheet.look, size=size, languages=len(sheet.languages))


@functools.cache
def lines_of(case: Case) -> tuple[Stretch, ...]:
    """The lines of all pages in the order they are drawn."""
    found: list[Stretch] = []
    with pypdfium2.PdfDocument(made(case).data) as document:
        for page in range(len(document)):
            for group in _stretches(_glyphs(document[page], case.paper)):
                words = tuple(_words(group, page=page, line=len(found)))
                if words:
                    box = Box.around(word.box for word in words)
                    found.append(Stretch(page, words, box, group[0].tag == "Artifact"))
    return tuple(found)


def content_of(case: Case) -> tuple[Stretch, ...]:
    """The lines above the foot."""
    above = frames_of(case)
    return tuple(line for line in lines_of(case) if line.box.bottom >= above[line.page].bottom)


def foot_of(case: Case) -> tuple[Stretch, ...]:
    """The lines of the foot."""
    above = frames_of(case)
    return tuple(line for line in lines_of(case) if line.box.bottom < above[line.page].bottom)


@functools.cache
def located_in(case: Case) -> tuple[Found, ...]:
    """All passages of all sheets on paper; AssertionError at the first word not found whole in its place."""
    stream = deque(word for line in lines_of(case) if not line.artifact for word in line.words)
    found = []
    backs = {page.part for page in made(case).pages if page.back}
    for number, sheet in enumerate(composed_of(case)):
        shown = passages(sheet, functools.partial(_beside, stream), size=case.size)
        for passage in itertools.chain(shown, [_notes(sheet)] if number in backs else []):
            taken = _in_order(passage, stream) if passage.ordered else _in_any_order(passage, stream)
            found.append(Found(passage, tuple(taken)))
    assert not stream, f"page {stream[0].page + 1}: “{stream[0].text}” is not in the content"
    return tuple(found)


def are_high(one: Found, other: Found, case: Case) -> bool:
    """Whether the two languages of an item of a list take half a page together."""
    frame = frames_of(case)[one.words[0].page]
    # The spaces below the two are no ink.
    height = sum(found.box.top - found.box.bottom for found in (one, other)) + 20
    return isinstance(one.passage.block, List) and height > (frame.top - frame.bottom) / 2


@functools.cache
def marks_of(case: Case) -> tuple[Mark, ...]:
    """Everything drawn, text too."""
    return marks_in(made(case).data, case.paper)


def marks_in(data: bytes, paper: Paper = Paper.A4) -> tuple[Mark, ...]:
    """Everything drawn in a document."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for number in range(len(document)):
            for item in document[number].get_objects():
                fill_colour, stroke_colour = _colours(item)
                ink = _ink(item, paper, stroked=stroke_colour is not None)
                found.append(Mark(number, item.type, tag_of(item.raw), ink, fill_colour, stroke_colour))
    return tuple(found)


def fields(case: Case) -> list[tuple[Place, Mark]]:
    """The places to fill in, each with what is drawn there; AssertionError where the two differ in number."""
    drawn = fields_of(case)
    expected = [place for sheet in composed_of(case) for place in places(sheet)]
    assert len(drawn) == len(expected)
    return list(zip(expected, drawn, strict=True))


def fields_of(case: Case) -> list[Mark]:
    """What is drawn to be ticked or written on, without the lines for notes."""
    return [mark for mark in marks_of(case) if mark.tag == "Form"]


def rules_of(case: Case) -> Iterator[Mark]:
    """Strokes so thin that they are lines, upright or level; not those that lie white under others."""
    for mark in marks_of(case):
        thin = min(mark.box.right - mark.box.left, mark.box.top - mark.box.bottom) < 3
        if thin and mark.stroke and mark.stroke[:3] != (255, 255, 255):
            yield mark


def _all_beside(block: Grid) -> Sequence[int]:
    return range(len(block.columns))


def _sections(sheet: Composed, size: Size) -> tuple[Section, ...]:
    """In the order in which they are printed."""
    return sheet.sheet.early_first if size is Size.LARGE else sheet.sheet.sections


def places(sheet: Composed, beside: Beside = _all_beside, *, size: Size = Size.NORMAL) -> Iterator[Place]:
    """What a sheet has to tick and lines to write on, in the order of the content; open cells have none."""
    for section in _sections(sheet, size):
        for block in section.blocks:
            match block:
                case Form():
                    answers = (_in_form(entry) for entry in block.entries)
                case Grid():
                    answers = (
                        _in_grid(row, number, beside(block)) for number, row in enumerate(block.rows, 1)
                    )
                case _:
                    continue
            for owner, part, cell in itertools.chain.from_iterable(answers):
                yield Place(sheet, section, block, owner, part, cell)


def places_in(case: Case) -> list[Place]:
    """The places to fill in of all sheets, with the lines under the rows of grids."""
    heads = {
        (found.passage.block.id, found.passage.cell[1])
        for found in located_in(case)
        if isinstance(found.passage.block, Grid) and found.passage.cell
    }
    return [
        place
        for sheet in composed_of(case)
        for place in places(
            sheet, lambda grid: [i for i in _all_beside(grid) if (grid.id, i) in heads], size=case.size
        )
    ]


def _in_form(entry: Entry) -> Iterator[tuple[Entry, Tick | Blank, None]]:
    """The parts of an answer that are drawn; the last line to write on is there as often as it has lines."""
    for row in entry.rows:
        parts = [part for part in printed(row) if isinstance(part, Tick | Blank)]
        yield from ((entry, part, None) for part in parts if isinstance(part, Tick) or not part.value)
        last = parts[-1]
        if isinstance(last, Blank) and last.room is Room.LINE and not last.value:
            yield from [(entry, last, None)] * (entry.lines - 1)


def _in_grid(
    row: GridRow, number: int, beside: Sequence[int]
) -> Iterator[tuple[GridRow, Tick | Blank, tuple[int, int] | None]]:
    """The boxes in the cells of a row, and what is to be filled in under it."""
    answers = list(enumerate(row.answers, len(row.cells)))
    for column, answer in answers:
        if column in beside:
            ticks = (part for part in printed(answer) if isinstance(part, Tick))
            yield from ((row, part, (number, column)) for part in ticks)
    for column, answer in answers:
        if column not in beside:
            parts = [part for part in printed(answer) if isinstance(part, Tick | Blank)]
            parts = parts or [Blank("", Room.LINE)]
            yield from ((row, part, None) for part in parts)


def columns(of: Passage | Place) -> list[tuple[float, float]]:
    """Where the columns begin and end of which something stands in one; the page's where it has none."""
    assert of.sheet
    kind = look(of.sheet)
    x, _, width, _ = kind.frame
    edges = [(x, x + width)]
    if of.section:
        count = _in_band(of.sheet, of.section)
        # The heading of what spans the page stands across the columns.
        if of.block or not of.section.spans:
            edges = _parted(edges, count, kind.gap)
        if of.section.boxed:
            # The frame of what begins a column hangs out of it: its words stand as far left as others.
            hanging = kind.padding if count > 1 and of.section.starts is Start.COLUMN else 0
            edges = [(left + kind.padding - hanging, right - kind.padding) for left, right in edges]
    if isinstance(of.block, Form):
        edges = _parted(edges, of.block.columns, kind.gap)
    return edges


def _parted(edges: Iterable[tuple[float, float]], count: int, gap: float) -> list[tuple[float, float]]:
    """So many columns between each two edges."""
    found = []
    for left, right in edges:
        wide = (right - left - gap * (count - 1)) / count
        found += [(left + at * (wide + gap), left + at * (wide + gap) + wide) for at in range(count)]
    return found


def _in_band(sheet: Composed, section: Section) -> int:
    """The columns of the band a section is in."""
    count = 1
    for number, one in enumerate(sheet.sheet.sections):
        if number == 0 or one.spans or one.starts in {Start.BAND, Start.PAGE}:
            count = one.columns
        if one.id == section.id:
            break
    return count


def passages(sheet: Composed, beside: Beside = _all_beside, *, size: Size = Size.NORMAL) -> Iterator[Passage]:
    """The words a sheet should show, in the order of the content, without its foot.

    *beside* is asked at each grid which of its columns stand side by side: the others stand under each row.
    """
    return (replace(passage, sheet=sheet) for passage in _passages(sheet, beside, size) if passage.words)


def _beside(stream: Sequence[Word], block: Grid) -> Sequence[int]:
    """The columns whose heads come next on paper."""
    found, at = set(), 0
    for index, words in _heads(block):
        text = [word for word, _ in words]
        if [word.text for word in itertools.islice(stream, at, at + len(text))] == text:
            found.add(index)
            at += len(text)
    return sorted(found)


def _heads(block: Grid) -> Iterator[tuple[int, tuple[tuple[str, str], ...]]]:
    """The heads of a grid, each with its column: those over several boxes, then those of all columns."""
    headed = [index for index, column in enumerate(block.columns) if column.headed]
    for index in headed:
        yield from ((index, _runs((text,), UNCITED)) for text in _once(block.columns[index].text))
    for index, column in enumerate(block.columns):
        parts = block.rows[0].answers[index - len(block.rows[0].cells)] if index in headed else ()
        words = [part.text for part in printed(parts) if isinstance(part, Tick)] or [column.text]
        yield from ((index, _runs((text,), UNCITED)) for found in words for text in _once(found))


def _each(found: Texts, numbers: Numbers, **what: Any) -> Iterator[Passage]:
    """A passage for each language."""
    for number, text in enumerate(_once(found)):
        yield Passage(words=_runs((text,), numbers), second=number > 0, **what)


def _once(found: Texts) -> Texts:
    """The texts without the second of two that are the same word or the same figure."""
    if len(found) < 2:
        return found
    one, other = (" ".join(text.plain.split()) for text in found)
    if not any(letter.isalpha() for letter in one + other):
        one, other = (re.sub(r"\D", "", text) or text for text in (one, other))
    return found[:1] if one == other else found


def _passages(sheet: Composed, beside: Beside, size: Size) -> Iterator[Passage]:
    numbers = sheet.numbers
    yield from _each(sheet.sheet.title, numbers, role=Role.TITLE)
    yield from _each(sheet.sheet.names, numbers, role=Role.NAMES)
    yield from _each(sheet.sheet.synonyms, numbers, role=Role.ABOUT)
    yield from _each(sheet.sheet.about, numbers, role=Role.ABOUT)
    if size is Size.LARGE and not any(isinstance(block, Code) for block in sheet.sheet.blocks):
        yield from _each(_checked(sheet), numbers, role=Role.ABOUT)
    for section in _sections(sheet, size):
        role = Role.PROMINENT if section.prominent else Role.HEADING
        heading = _split([(sheet.labels[section.id], _lang(sheet))]) + _heading(section.heading, numbers)
        yield Passage(words=heading, role=role, section=section)
        for block in section.blocks:
            yield from (
                replace(passage, section=section, block=block) for passage in _block(block, sheet, beside)
            )


def _checked(sheet: Composed) -> Texts:
    """When the sources of a sheet that prints none were checked, in each language."""
    found = ((one.words.sources_elsewhere, one) for one in sheet.languages)
    words = ((format_text(pattern, date=one.date(one.sources_checked)), one.tag) for pattern, one in found)
    return tuple(Text((Run(said),), tag, sheet.sheet.at) for said, tag in words)


def _heading(found: Texts, numbers: Numbers = UNCITED) -> tuple[tuple[str, str], ...]:
    """Each language on lines of its own."""
    return tuple(word for text in _once(found) for word in _runs((text,), numbers))


def _notes(sheet: Composed) -> Passage:
    """The heading of a back for notes."""
    texts = (Text((Run(one.words.notes),), one.tag, sheet.sheet.at) for one in sheet.languages)
    return Passage(words=_heading(tuple(texts)), role=Role.HEADING, sheet=sheet)


def _block(block: Block, sheet: Composed, beside: Beside) -> Iterator[Passage]:
    match block:
        case List():
            yield from _list(block, sheet)
        case Table():
            yield from _table(block, sheet)
        case Form():
            yield from _form(block, sheet)
        case Grid():
            yield from _grid(block, sheet, beside)
        case Figure():
            # Both languages may say the same: once is enough.
            texts = (text for _, label in block.labels for text in {one.plain: one for one in label}.values())
            labels = tuple(word for text in texts for word in _runs((text,), sheet.numbers))
            yield Passage(words=labels, role=Role.CAPTION, ordered=False)
            yield from _each(block.caption, sheet.numbers, role=Role.CAPTION)
        case Bibliography():
            yield from _bibliography(block, sheet)
        case Publications():
            yield from _publications(block, sheet)
        case FurtherSources():
            words = _split(_further(block, sheet))
            yield Passage(words=words, role=Role.REFERENCE, breakable=True)
        case Code():
            yield from _code(block, sheet)
        case _:
            assert_never(block)


def _list(block: List, sheet: Composed) -> Iterator[Passage]:
    yield Passage(words=_heading(block.heading, sheet.numbers), role=Role.SUBHEADING)
    for item in block.items:
        yield _mark(item.id, sheet)
        yield from _each(item.text, sheet.numbers, role=Role.BODY)


def _table(block: Table, sheet: Composed) -> Iterator[Passage]:
    for column, head in enumerate(block.columns):
        yield from _each(head, sheet.numbers, role=Role.HEAD, cell=(0, column))
    for number, row in enumerate(block.rows, 1):
        yield replace(_mark(row.id, sheet), cell=(number, 0))
        for column, cell in enumerate(row.cells):
            yield from _each(cell, sheet.numbers, role=Role.BODY, cell=(number, column))


def _form(block: Form, sheet: Composed) -> Iterator[Passage]:
    yield from _each(block.intro, sheet.numbers, role=Role.INTRO)
    for entry in block.entries:
        yield _mark(entry.id, sheet)
        yield from _each(entry.text, UNCITED, role=Role.WRITE)
        for row in entry.rows:
            yield from _answer(row)


def _grid(block: Grid, sheet: Composed, beside: Beside) -> Iterator[Passage]:
    yield from _each(block.intro, sheet.numbers, role=Role.INTRO)
    shown = beside(block)
    for index, words in _heads(block):
        if index in shown:
            yield Passage(words=words, role=Role.HEAD, cell=(0, index))
    for number, row in enumerate(block.rows, 1):
        yield replace(_mark(row.id, sheet), cell=(number, 0))
        for index in shown:
            yield from (replace(passage, cell=(number, index)) for passage in _cell(row, index, block, sheet))
        for index in range(len(block.columns)):
            if index not in shown:
                yield from _each(block.columns[index].text, UNCITED, role=Role.WRITE)
                if index < len(row.cells):
                    yield from _each(row.cells[index], UNCITED, role=Role.WRITE)
                else:
                    yield from _answer(row.answers[index - len(row.cells)])


def _cell(row: GridRow, index: int, block: Grid, sheet: Composed) -> Iterator[Passage]:
    if index < len(row.cells):
        yield from _each(row.cells[index], sheet.numbers, role=Role.BODY)
        return
    # A cell is a line to write on already.
    answer = list(printed(row.answers[index - len(row.cells)]))
    bare = block.columns[index].headed
    for part in answer:
        if (isinstance(part, Blank) and part.value) or (isinstance(part, Tick) and not bare):
            yield from _answer([part])


def _answer(parts: Iterable[Part]) -> Iterator[Passage]:
    """What is printed of an answer: of each part the words of one language below those of the other."""
    for part in printed(parts):
        yield from _each(part.before, UNCITED, role=Role.WRITE)
        if isinstance(part, Tick):
            for passage in _each(part.text, UNCITED, role=Role.TICK):
                yield replace(passage, part=None if passage.second else part)
        elif isinstance(part, Blank):
            yield Passage(words=_inline(part.value), role=Role.WRITE)
            yield from _each(part.unit, UNCITED, role=Role.WRITE)


def _mark(name: str, sheet: Composed) -> Passage:
    return Passage(words=_split([(sheet.labels[name], _lang(sheet))]), role=Role.MARK)


def _code(block: Code, sheet: Composed) -> Iterator[Passage]:
    listed = str(sum(1 for reference in sheet.references if reference.pmid))
    label = tuple(text.format(listed=listed, total=str(len(sheet.references))) for text in block.label)
    yield from _each(label, sheet.numbers, role=Role.CAPTION)
    colophon = tuple(
        text.format(date=language.date(language.sources_checked), review=language.review)
        for text, language in zip(block.colophon, sheet.languages, strict=True)
    )
    yield from _each(colophon, sheet.numbers, role=Role.REFERENCE)


def _bibliography(block: Bibliography, sheet: Composed) -> Iterator[Passage]:
    printed = references.brief if block.brief else references.entry
    count = len(sheet.references) if block.lines is None else block.lines
    for number, reference in enumerate(sheet.references[:count], 1):
        yield Passage(words=_split([(f"{number}.", _lang(sheet))]), role=Role.REFERENCE)
        words = _split(_pieces(printed(reference, sheet.languages[0]), references.LANG))
        yield Passage(words=words, role=Role.REFERENCE, breakable=True)
    if rest := sheet.references[count:]:
        entries = (
            [(f"{number} ", _lang(sheet)), *_pieces(references.run_in(reference), _lang(sheet))]
            for number, reference in enumerate(rest, count + 1)
        )
        words = (*_inline(block.also, sheet.numbers), *_split(_run_in(entries, sheet)))
        yield Passage(words=words, role=Role.REFERENCE, breakable=True)


def _publications(block: Publications, sheet: Composed) -> Iterator[Passage]:
    yield from _each(block.intro, sheet.numbers, role=Role.BODY)
    for number, item in enumerate(block.items, 1):
        yield Passage(words=_split([(f"{number}.", _lang(sheet))]), role=Role.REFERENCE)
        yield Passage(words=_split(_publication(item, sheet)), role=Role.REFERENCE, breakable=True)


def _publication(item: Publication, sheet: Composed) -> Iterator[tuple[str, str]]:
    (reference,) = (known for known in sheet.references if known.key == item.key)
    yield f"{reference.name}. ", references.LANG
    yield from _pieces(references.record(reference), references.LANG)
    for text, language in zip(item.text, sheet.languages, strict=True):
        yield " ", language.tag
        yield from ((run.text, run.lang or text.lang) for run in texts.runs(text, sheet.numbers))
        free = f"{language.words.free_full_text}; " if reference.free_full_text else ""
        yield f" ({free}{language.words.read(item.read)})", language.tag


def _further(block: FurtherSources, sheet: Composed) -> Iterator[tuple[str, str]]:
    for words, printable in ((block.intro, True), (block.incomplete, False)):
        known = [sheet.bibliography[key] for key, _ in block.keys]
        listed = [reference for reference in known if reference.printable is printable]
        if listed:
            yield from ((f"{word} ", lang) for word, lang in _inline(words, sheet.numbers))
            yield from _run_in((_pieces(references.run_in(r), _lang(sheet)) for r in listed), sheet)
            yield " ", _lang(sheet)


def _pieces(phrases: Iterable[references.Phrase], lang: str) -> list[tuple[str, str]]:
    """The pieces of a reference in an element of a language."""
    return [(phrase.text, phrase.lang or lang) for phrase in phrases]


def _run_in(entries: Iterable[Sequence[tuple[str, str]]], sheet: Composed) -> Iterator[tuple[str, str]]:
    """Semicolons between, and a stop at the end."""
    for number, entry in enumerate(entries):
        yield from [("; ", _lang(sheet))] if number else []
        yield from entry
    yield ".", _lang(sheet)


def _lang(sheet: Composed) -> str:
    return sheet.languages[0].tag


def _inline(found: Texts, numbers: Numbers = UNCITED) -> tuple[tuple[str, str], ...]:
    """One language behind the other."""
    first, *second = [_runs((text,), numbers) for text in _once(found)] or [()]
    return (*first, ("/", ""), *second[0]) if second else first


def _runs(found: Sequence[Text], numbers: Numbers) -> tuple[tuple[str, str], ...]:
    (text,) = found
    return _split((run.text, run.lang or text.lang) for run in texts.runs(text, numbers))


def _split(stretches: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Words between any white space, each with the language it begins in."""
    letters = [(letter, lang) for text, lang in stretches for letter in text]
    groups = itertools.groupby(letters, key=lambda pair: pair[0].isspace())
    words = [list(group) for blank, group in groups if not blank]
    return tuple(("".join(letter for letter, _ in word), word[0][1]) for word in words)


def _in_order(passage: Passage, stream: deque[Word]) -> Iterator[Word]:
    for text, lang in passage.words:
        parts = [_next(stream, text)]
        while (
            passage.breakable
            and "".join(part.text for part in parts) != text
            and parts[-1].text.endswith("/")
            and stream
            and stream[0].line != parts[-1].line
        ):
            parts.append(stream.popleft())
        whole = "".join(part.text for part in parts)
        assert whole == text, f"page {parts[0].page + 1}: “{whole}” stands where “{text}” should"
        yield from (replace(part, lang=lang) for part in parts)


def _in_any_order(passage: Passage, stream: deque[Word]) -> Iterator[Word]:
    languages = dict(passage.words)
    words = []
    while stream and stream[0].text in languages:
        words.append(stream.popleft())
    found, expected = Counter(word.text for word in words), Counter(text for text, _ in passage.words)
    # The body is drawn in several views, each with the sides written beside it.
    repeated = isinstance(passage.block, Figure) and passage.block.drawing == "body"
    surplus = Counter[str]() if repeated else found - expected
    lacking = expected - found
    assert not lacking, f"not drawn: {lacking}"
    assert not surplus, f"too much: {surplus}"
    return (replace(word, lang=languages[word.text]) for word in words)


def _next(stream: deque[Word], text: str) -> Word:
    assert stream, f"“{text}” and what follows are missing"
    return stream.popleft()


def _glyphs(page: pypdfium2.PdfPage, paper: Paper) -> Iterator[_Glyph]:
    textpage = page.get_textpage()
    text = textpage.raw
    x, y = c_double(), c_double()
    ink = left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    loose = raw.FS_RECTF()
    offset_x, offset_y = paper.offset
    # By the address of the text object, which many glyphs share.
    tags: dict[int, str] = {}
    for index in range(textpage.count_chars()):
        if raw.FPDFText_IsGenerated(text, index):
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetCharBox(text, index, *ink)
        raw.FPDFText_GetLooseCharBox(text, index, loose)
        item = raw.FPDFText_GetTextObject(text, index)
        address = addressof(item.contents)
        if address not in tags:
            tags[address] = tag_of(item)
        upright = abs(math.sin(raw.FPDFText_GetCharAngle(text, index))) > 0.5
        across = (x.value - offset_x, loose.right - offset_x)
        along = (y.value - offset_y, loose.top - offset_y)
        yield _Glyph(
            chr(raw.FPDFText_GetUnicode(text, index)),
            raw.FPDFText_GetFontSize(text, index),
            Box(left.value - offset_x, bottom.value - offset_y, right.value - offset_x, top.value - offset_y),
            across[0] if upright else along[0],
            *(along if upright else across),
            tags[address],
            upright,
        )


def _stretches(glyphs: Iterable[_Glyph]) -> Iterator[list[_Glyph]]:
    stretch: list[_Glyph] = []
    for glyph in glyphs:
        if stretch and not _follows(glyph, stretch[-1]):
            yield stretch
            stretch = []
        stretch.append(glyph)
    if stretch:
        yield stretch


def _follows(glyph: _Glyph, last: _Glyph) -> bool:
    # Where a glyph ends is pdfium's guess, for some too far to the right: the next one may begin before it.
    beside = last.start <= glyph.start <= last.end + _CLOSE
    return beside and glyph.upright == last.upright and abs(glyph.baseline - last.baseline) < _CLOSE


def _words(stretch: Iterable[_Glyph], *, page: int, line: int) -> Iterator[Word]:
    for blank, group in itertools.groupby(stretch, key=lambda glyph: glyph.letter.isspace()):
        if not blank:
            glyphs = list(group)
            text = "".join(glyph.letter for glyph in glyphs)
            box = Box.around(glyph.box for glyph in glyphs)
            size = min(glyph.size for glyph in glyphs)
            yield Word(text, page, line, size, box, box.bottom if glyphs[0].upright else glyphs[0].baseline)


def tag_of(item: Any) -> str:
    """The name of the innermost marked content a page object is drawn in."""
    count = raw.FPDFPageObj_CountMarks(item)
    assert count, "something is drawn outside of all marked content"
    mark = raw.FPDFPageObj_GetMark(item, count - 1)
    size = c_ulong()
    raw.FPDFPageObjMark_GetName(mark, None, 0, size)
    buffer = create_string_buffer(size.value)
    raw.FPDFPageObjMark_GetName(mark, cast(buffer, POINTER(c_ushort)), size.value, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _colours(item: pypdfium2.PdfObject) -> Iterator[Colour | None]:
    """Of its filling and of its strokes; None for what is not painted."""
    filled, stroked = c_int(1), c_int(0)
    if item.type == raw.FPDF_PAGEOBJ_PATH:
        raw.FPDFPath_GetDrawMode(item, filled, stroked)
    yield _colour(item, raw.FPDFPageObj_GetFillColor) if filled else None
    yield _colour(item, raw.FPDFPageObj_GetStrokeColor) if stroked else None


def _colour(item: pypdfium2.PdfObject, ask: Callable[..., int]) -> Colour:
    parts = [c_uint() for _ in range(4)]
    assert ask(item, *parts), "a colour pdfium cannot tell"
    red, green, blue, opacity = (part.value for part in parts)
    return red, green, blue, opacity


def _ink(item: pypdfium2.PdfObject, paper: Paper, *, stroked: bool) -> Box:
    """What is covered: pdfium adds the whole weight of a path's strokes on each side, where half is ink."""
    x, y = paper.offset
    box, weight = Box(*item.get_bounds()).moved(-x, -y), c_float(0)
    if stroked:
        raw.FPDFPageObj_GetStrokeWidth(item, weight)
    half = weight.value / 2
    return Box(box.left + half, box.bottom + half, box.right - half, box.top - half)
