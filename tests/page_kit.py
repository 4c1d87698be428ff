"""Reads the shipped sheets back from their PDF: every word with its place and what it is for.

Lengths are points from the lower left corner of the box that A4 and Letter have in common. Two kinds of
boxes: a glyph's is its ink alone; a word's and a line's is that of all its glyphs.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from ctypes import c_double, c_float, c_int, c_uint
from dataclasses import dataclass, replace
from typing import TypeAlias

import pypdfium2
from pypdfium2 import raw

from handout import bibliography
from handout.compose import Composed, compose
from handout.layout import texts
from handout.library import SHEETS
from handout.model import (
    Audience,
    Bibliography,
    Block,
    Code,
    Figure,
    Language,
    List,
    Reference,
    Section,
    Table,
    Text,
    fill,
)
from handout.theme import Paper, Role, normal
from tests.conftest import LIBRARY, written

THEME = normal()

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
class Line:
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

    *cell* is row and column of a table, the head being row 0. The labels of a drawing have no order.
    """

    words: tuple[tuple[str, str], ...]
    role: Role
    section: Section | None = None
    block: Block | None = None
    cell: tuple[int, int] | None = None
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
class Mark:
    """Anything drawn on a page: *kind* is one of pdfium's FPDF_PAGEOBJ_ numbers; None is not painted."""

    page: int
    kind: int
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
def lines(tag: str, audience: Audience, paper: Paper = Paper.A4) -> tuple[Line, ...]:
    """The lines of all pages in the order they are drawn."""
    found: list[Line] = []
    with pypdfium2.PdfDocument(written(tag, audience, paper).data) as document:
        for page in range(len(document)):
            for group in _stretches(_glyphs(document[page], paper)):
                words = tuple(_words(group, page=page, line=len(found)))
                if words:
                    found.append(Line(page, words, Box.around(word.box for word in words)))
    return tuple(found)


def content(tag: str, audience: Audience, paper: Paper = Paper.A4) -> tuple[Line, ...]:
    """The lines above the foot."""
    return tuple(line for line in lines(tag, audience, paper) if line.box.bottom >= THEME.frame[1])


def foot(tag: str, audience: Audience, paper: Paper = Paper.A4) -> tuple[Line, ...]:
    """The lines of the foot."""
    return tuple(line for line in lines(tag, audience, paper) if line.box.bottom < THEME.frame[1])


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
                found.append(Mark(number, item.type, ink, fill_colour, stroke_colour))
    return tuple(found)


def passages(sheet: Composed) -> Iterator[Passage]:
    """The words a sheet should show, in the order of the content, without its foot."""
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


def _block(block: Block, sheet: Composed) -> Iterator[Passage]:
    match block:
        case List():
            yield from _list(block, sheet)
        case Table():
            yield from _table(block, sheet)
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
    if block.heading:
        yield Passage(words=_runs(block.heading, sheet.numbers), role=Role.SUBHEADING)
    for item in block.items:
        yield Passage(words=_split([(sheet.marks[item.id], _lang(sheet))]), role=Role.MARK)
        yield Passage(words=_runs(item.text, sheet.numbers), role=Role.BODY)


def _table(block: Table, sheet: Composed) -> Iterator[Passage]:
    for column, head in enumerate(block.columns):
        yield Passage(words=_runs(head, sheet.numbers), role=Role.HEAD, cell=(0, column))
    for number, row in enumerate(block.rows, 1):
        yield Passage(words=_split([(sheet.marks[row.id], _lang(sheet))]), role=Role.MARK, cell=(number, 0))
        for column, cell in enumerate(row.cells):
            yield Passage(words=_runs(cell, sheet.numbers), role=Role.BODY, cell=(number, column))


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


def _runs(found: Sequence[Text], numbers: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
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
    words = [_next(stream, text) for text, _ in passage.words]
    found, expected = Counter(word.text for word in words), Counter(text for text, _ in passage.words)
    assert found == expected, f"not drawn: {expected - found}; too much: {found - expected}"
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
