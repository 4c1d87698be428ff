"""Reads the shipped sheets back from their PDF: every word with its place and what it is for.

Lengths are points from the lower left corner of the box that A4 and Letter have in common. Two kinds of
boxes: a glyph's is its ink alone; a word's and a line's is that of all its glyphs.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from ctypes import POINTER, c_double, c_float, c_int, c_uint, c_ulong, c_ushort, cast, create_string_buffer
from dataclasses import dataclass, replace
from typing import TypeAlias

import pypdfium2
from pypdfium2 import raw

from handout import bibliography, fonts
from handout.compose import Composed, compose
from handout.layout import texts
from handout.layout.page import Foot
from handout.library import SHEETS
from handout.model import (
    Audience,
    Bibliography,
    Blank,
    Block,
    Code,
    Entry,
    Figure,
    Form,
    Grid,
    Language,
    Line,
    List,
    Part,
    Reference,
    Room,
    Section,
    Start,
    Table,
    Text,
    Texts,
    Tick,
    fill,
)
from handout.options import Paper
from handout.theme import Role, Theme, theme
from tests.conftest import LIBRARY, written

# Red, green, blue and opacity, to 255.
Colour: TypeAlias = tuple[int, int, int, int]

# How far a glyph may begin from where the one before it ended, and still be of one word, in points.
_CLOSE = 0.5


@dataclass(frozen=True)
class Box:
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


@dataclass(frozen=True)
class _Glyph:
    letter: str
    size: float
    box: Box
    baseline: float
    start: float
    end: float


@dataclass(frozen=True)
class Word:
    """What stands between two spaces of a line; *page* counts from 0, *line* from 0 over the whole file.

    *lang* is known only of words found by `located`.
    """

    text: str
    page: int
    line: int
    size: float
    box: Box
    lang: str = ""


@dataclass(frozen=True)
class Stretch:
    """Words on one baseline whose glyphs follow each other without a jump: a label beside is another line."""

    page: int
    words: tuple[Word, ...]
    box: Box

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, kw_only=True)
class Passage:
    """Words of the content, each with its language, what they are for and where they belong.

    *cell* is row and column of a table or grid, the head being row 0. The labels of a drawing have no order.
    *part* is what the words of a box to tick belong to.
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
    owner: Entry | Line
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
def composed(tag: str, audience: Audience = Audience.GP) -> tuple[Composed, ...]:
    """The content of each sheet."""
    editions, references = LIBRARY.editions([tag], SHEETS)
    language = editions[0].language
    return tuple(compose((sheet,), (language,), references, audience) for sheet in editions[0].sheets)


@functools.cache
def frames(tag: str, audience: Audience = Audience.GP) -> tuple[Box, ...]:
    """Where the content of each page stands."""
    fonts.register()
    parts = []
    for one in composed(tag, audience):
        x, y, width, height = Foot(one, look(one)).frame
        parts.append(Box(x, y, x + width, y + height))
    return tuple(parts[page.part] for page in written(tag, audience).pages)


def look(sheet: Composed) -> Theme:
    """The theme of a sheet."""
    return theme(sheet.sheet.look)


@functools.cache
def lines(tag: str, audience: Audience, paper: Paper = Paper.A4) -> tuple[Stretch, ...]:
    """The lines of all pages in the order they are drawn."""
    found: list[Stretch] = []
    with pypdfium2.PdfDocument(written(tag, audience, paper).data) as document:
        for page in range(len(document)):
            for group in _stretches(_glyphs(document[page], paper)):
                words = tuple(_words(group, page=page, line=len(found)))
                if words:
                    found.append(Stretch(page, words, Box.around(word.box for word in words)))
    return tuple(found)


def content(tag: str, audience: Audience, paper: Paper = Paper.A4) -> tuple[Stretch, ...]:
    """The lines above the foot."""
    above = frames(tag, audience)
    return tuple(line for line in lines(tag, audience, paper) if line.box.bottom >= above[line.page].bottom)


def foot(tag: str, audience: Audience, paper: Paper = Paper.A4) -> tuple[Stretch, ...]:
    """The lines of the foot."""
    above = frames(tag, audience)
    return tuple(line for line in lines(tag, audience, paper) if line.box.bottom < above[line.page].bottom)


@functools.cache
def located(tag: str, audience: Audience, paper: Paper = Paper.A4) -> tuple[Found, ...]:
    """All passages of all sheets on paper; AssertionError at the first word not found whole in its place."""
    stream = deque(word for line in content(tag, audience, paper) for word in line.words)
    found = []
    for sheet in composed(tag, audience):
        for passage in passages(sheet):
            taken = _in_order(passage, stream) if passage.ordered else _in_any_order(passage, stream)
            found.append(Found(passage, tuple(taken)))
    assert not stream, f"page {stream[0].page + 1}: “{stream[0].text}” is not in the content"
    return tuple(found)


@functools.cache
def marks(tag: str, audience: Audience, paper: Paper = Paper.A4) -> tuple[Mark, ...]:
    """Everything drawn, text too."""
    found = []
    with pypdfium2.PdfDocument(written(tag, audience, paper).data) as document:
        for number in range(len(document)):
            for item in document[number].get_objects():
                fill_colour, stroke_colour = _colours(item)
                ink = _ink(item, paper, stroked=stroke_colour is not None)
                found.append(Mark(number, item.type, _tag(item), ink, fill_colour, stroke_colour))
    return tuple(found)


def fields(tag: str, audience: Audience, paper: Paper = Paper.A4) -> list[tuple[Place, Mark]]:
    """The places to fill in, each with what is drawn there; AssertionError where the two differ in number."""
    drawn = [mark for mark in marks(tag, audience, paper) if mark.tag == "Form"]
    expected = [place for sheet in composed(tag, audience) for place in places(sheet)]
    assert len(drawn) == len(expected)
    return list(zip(expected, drawn, strict=True))


def places(sheet: Composed) -> Iterator[Place]:
    """What a sheet has to tick and lines to write on, in the order of the content; open cells have none."""
    for section in sheet.sheet.sections:
        for block in section.blocks:
            match block:
                case Form():
                    answers = (_in_form(entry) for entry in block.entries)
                case Grid():
                    answers = (_in_grid(row, number) for number, row in enumerate(block.rows, 1))
                case _:
                    continue
            for owner, part, cell in itertools.chain.from_iterable(answers):
                yield Place(sheet, section, block, owner, part, cell)


def _in_form(entry: Entry) -> Iterator[tuple[Entry, Tick | Blank, None]]:
    """The parts of an answer that are drawn; the last line to write on is there as often as it has lines."""
    parts = [part for part in entry.answer if isinstance(part, Tick | Blank)]
    yield from ((entry, part, None) for part in parts if isinstance(part, Tick) or not part.value)
    last = parts[-1]
    if isinstance(last, Blank) and last.room is Room.LINE and not last.value:
        yield from [(entry, last, None)] * (entry.lines - 1)


def _in_grid(row: Line, number: int) -> Iterator[tuple[Line, Tick | Blank, tuple[int, int]]]:
    """The boxes in the cells of a row."""
    for column, answer in enumerate(row.answers, len(row.cells)):
        yield from ((row, part, (number, column)) for part in answer if isinstance(part, Tick))


def columns(of: Passage | Place) -> list[tuple[float, float]]:
    """Where the columns begin and end of which something stands in one; the page's where it has none."""
    assert of.sheet
    kind = look(of.sheet)
    x, _, width, _ = kind.frame
    edges = [(x, x + width)]
    if of.section:
        edges = _parted(edges, _in_band(of.sheet, of.section), kind.gap)
        inset = kind.padding if of.section.boxed else 0
        edges = [(left + inset, right - inset) for left, right in edges]
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
        if number == 0 or one.starts is not Start.FLOW:
            count = one.columns
        if one.id == section.id:
            break
    return count


def passages(sheet: Composed) -> Iterator[Passage]:
    """The words a sheet should show, in the order of the content, without its foot."""
    return (replace(passage, sheet=sheet) for passage in _passages(sheet) if passage.words)


def _passages(sheet: Composed) -> Iterator[Passage]:
    numbers = sheet.numbers
    yield Passage(words=_runs(sheet.sheet.title, numbers), role=Role.TITLE)
    yield Passage(words=_runs(sheet.sheet.names, numbers), role=Role.NAMES)
    yield Passage(words=_runs(sheet.sheet.about, numbers), role=Role.ABOUT)
    for section in sheet.sheet.sections:
        role = Role.PROMINENT if section.prominent else Role.HEADING
        heading = _split([(sheet.marks[section.id], _lang(sheet))]) + _runs(section.heading, numbers)
        yield Passage(words=heading, role=role, section=section)
        for block in section.blocks:
            yield from (replace(passage, section=section, block=block) for passage in _block(block, sheet))
    if not any(section.starts is Start.PAGE for section in sheet.sheet.sections):
        # The back is for notes.
        yield Passage(words=_split([(sheet.languages[0].words.notes, _lang(sheet))]), role=Role.HEADING)


def _block(block: Block, sheet: Composed) -> Iterator[Passage]:
    match block:
        case List():
            yield from _list(block, sheet)
        case Table():
            yield from _table(block, sheet)
        case Form():
            yield from _form(block, sheet)
        case Grid():
            yield from _grid(block, sheet)
        case Figure():
            labels = tuple(word for _, label in block.labels for word in _runs(label, sheet.numbers))
            yield Passage(words=labels, role=Role.CAPTION, ordered=False)
            yield Passage(words=_runs(block.caption, sheet.numbers), role=Role.CAPTION)
        case Bibliography():
            for number, reference in enumerate(sheet.references, 1):
                yield Passage(words=_split([(f"{number}.", _lang(sheet))]), role=Role.REFERENCE)
                words = _reference(reference, sheet.languages[0])
                yield Passage(words=words, role=Role.REFERENCE, breakable=True)
        case Code():
            yield from _code(block, sheet)


def _list(block: List, sheet: Composed) -> Iterator[Passage]:
    yield Passage(words=_runs(block.heading, sheet.numbers), role=Role.SUBHEADING)
    for item in block.items:
        yield _mark(item.id, sheet)
        yield Passage(words=_runs(item.text, sheet.numbers), role=Role.BODY)


def _table(block: Table, sheet: Composed) -> Iterator[Passage]:
    for column, head in enumerate(block.columns):
        yield Passage(words=_runs(head, sheet.numbers), role=Role.HEAD, cell=(0, column))
    for number, row in enumerate(block.rows, 1):
        yield replace(_mark(row.id, sheet), cell=(number, 0))
        for column, cell in enumerate(row.cells):
            yield Passage(words=_runs(cell, sheet.numbers), role=Role.BODY, cell=(number, column))


def _form(block: Form, sheet: Composed) -> Iterator[Passage]:
    yield Passage(words=_runs(block.intro, sheet.numbers), role=Role.INTRO)
    for entry in block.entries:
        yield _mark(entry.id, sheet)
        yield Passage(words=_inline(entry.text), role=Role.WRITE)
        yield from _answer(entry.answer)


def _grid(block: Grid, sheet: Composed) -> Iterator[Passage]:
    yield Passage(words=_runs(block.intro, sheet.numbers), role=Role.INTRO)
    for column, head in enumerate(block.columns):
        yield Passage(words=_runs(head.text, sheet.numbers), role=Role.HEAD, cell=(0, column))
    for number, row in enumerate(block.rows, 1):
        yield replace(_mark(row.id, sheet), cell=(number, 0))
        for column, cell in enumerate(row.cells):
            yield Passage(words=_runs(cell, sheet.numbers), role=Role.BODY, cell=(number, column))
        for column, answer in enumerate(row.answers, len(row.cells)):
            # A cell is a line to write on already.
            shown = (
                part for part in answer if isinstance(part, Tick) or (isinstance(part, Blank) and part.value)
            )
            yield from (replace(passage, cell=(number, column)) for passage in _answer(shown))


def _answer(parts: Iterable[Part]) -> Iterator[Passage]:
    for part in parts:
        yield Passage(words=_inline(part.before), role=Role.WRITE)
        if isinstance(part, Tick):
            yield Passage(words=_inline(part.text), role=Role.TICK, part=part)
        elif isinstance(part, Blank):
            yield Passage(words=_inline(part.value), role=Role.WRITE)
            yield Passage(words=_inline(part.unit), role=Role.WRITE)


def _mark(name: str, sheet: Composed) -> Passage:
    return Passage(words=_split([(sheet.marks[name], _lang(sheet))]), role=Role.MARK)


def _code(block: Code, sheet: Composed) -> Iterator[Passage]:
    language = sheet.languages[0]
    listed = sum(1 for reference in sheet.references if reference.pmid)
    label = fill(block.label[0].plain, listed=str(listed), total=str(len(sheet.references)))
    checked = language.date(language.sources_checked)
    colophon = fill(block.colophon[0].plain, date=checked, review=language.review)
    yield Passage(words=_split([(label, language.tag)]), role=Role.CAPTION)
    yield Passage(words=_split([(colophon, language.tag)]), role=Role.REFERENCE)


def _reference(reference: Reference, language: Language) -> tuple[tuple[str, str], ...]:
    pieces = bibliography.entry(reference, language)
    return _split((piece.text, piece.lang or language.tag) for piece in pieces)


def _lang(sheet: Composed) -> str:
    return sheet.languages[0].tag


def _inline(found: Texts) -> tuple[tuple[str, str], ...]:
    return _runs(found, {})


def _runs(found: Sequence[Text], numbers: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    if not found:
        return ()
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
    text = page.get_textpage()
    x, y = c_double(), c_double()
    loose = raw.FS_RECTF()
    offset_x, offset_y = paper.offset
    for index in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text, index):
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, loose)
        yield _Glyph(
            chr(raw.FPDFText_GetUnicode(text, index)),
            raw.FPDFText_GetFontSize(text, index),
            Box(*text.get_charbox(index)).moved(-offset_x, -offset_y),
            y.value - offset_y,
            x.value - offset_x,
            loose.right - offset_x,
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
    return beside and abs(glyph.baseline - last.baseline) < _CLOSE


def _words(stretch: Iterable[_Glyph], *, page: int, line: int) -> Iterator[Word]:
    for blank, group in itertools.groupby(stretch, key=lambda glyph: glyph.letter.isspace()):
        if not blank:
            glyphs = list(group)
            text = "".join(glyph.letter for glyph in glyphs)
            box = Box.around(glyph.box for glyph in glyphs)
            yield Word(text, page, line, min(glyph.size for glyph in glyphs), box)


def _tag(item: pypdfium2.PdfObject) -> str:
    """The name of the innermost marked content it is drawn in."""
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
