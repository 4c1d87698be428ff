"""Content files into the bytes of a PDF.

locales/*.yaml -> library (model) -> compose -> layout -> pdf.write -> bytes
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handout import __version__, fonts, pdf
from handout.compose import Composed, compose
from handout.errors import ContentError, Position, Problem, RenderError
from handout.layout import LaidOut, lay_out
from handout.library import Edition
from handout.model import Audience, Reference, Section, texts_of
from handout.theme import Paper, normal

_PAGES = 2
"""A sheet is one piece of paper."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """How a document is made."""

    audience: Audience = Audience.GP
    paper: Paper = Paper.A4
    date: datetime.date | None = None
    """The document's date; without it, the day its sources were checked."""


def document(edition: Edition, references: Mapping[str, Reference], options: Options) -> pdf.Written:
    """The PDF of an edition and how its pages turned out; raises ContentError and RenderError."""
    fonts.register()
    language, theme = edition.language, normal()
    root = pdf.Element("Document", lang=language.tag)
    composed = [compose((sheet,), (language,), references, options.audience) for sheet in edition.sheets]
    sheets = [lay_out(one, theme, root) for one in composed]
    try:
        written = pdf.write(
            [sheet.part for sheet in sheets],
            page_size=options.paper.size,
            translate=options.paper.offset,
            title=_title(composed[0]),
            lang=language.tag,
            default_font=fonts.REGULAR,
            date=options.date or language.sources_checked,
            subject=composed[0].sheet.about[0].plain,
            creator=f"handout {__version__}",
        )
    except pdf.WordTooWide as error:
        raise ContentError([Problem(_place(error, sheets), "too-wide", str(error))]) from error
    except pdf.PdfError as error:
        raise RenderError(str(error)) from error
    problems = [
        problem for index, sheet in enumerate(sheets) for problem in _overflows(written, index, sheet)
    ]
    if problems:
        raise ContentError(problems)
    return written


def _title(composed: Composed) -> str:
    sheet = composed.sheet
    return " / ".join(
        f"{title.plain}: {name.plain}" for title, name in zip(sheet.title, sheet.name, strict=True)
    )


def _place(error: pdf.WordTooWide, sheets: Sequence[LaidOut]) -> Position:
    """Where the text with the word stands, else what it is part of: statement, reference, section, sheet."""
    places = {element: part for sheet in sheets for element, part in sheet.places}
    lineage = error.element.lineage() if isinstance(error.element, pdf.Element) else ()
    part = next((places[element] for element in lineage if element in places), sheets[0].composed.sheet)
    texts = (text.at for text in texts_of(part) if error.word in text.plain)
    return next(texts, part.at)


def _overflows(written: pdf.Written, index: int, sheet: LaidOut) -> Iterator[Problem]:
    """A problem at the first statement on a page that a sheet does not have."""
    pages = [page for page in written.pages if page.part == index]
    if len(pages) <= _PAGES:
        return
    firsts = [written.page_of(sheet.elements[side[0].id]) for side in sheet.sides]
    allowed = 1 if len(firsts) > 1 else _PAGES
    ends = [*firsts[1:], firsts[0] + len(pages)]
    for side, first, end in zip(sheet.sides, firsts, ends, strict=True):
        over = range(first + allowed, end)
        if over:
            lines = sum(written.pages[page].lines for page in over)
            message = f"from here on there is no room on the page: {lines} lines too many"
            yield Problem(_first_on(over.start, side, written, sheet), "overflow", message)


def _first_on(page: int, side: Sequence[Section], written: pdf.Written, sheet: LaidOut) -> Position:
    """Where the first statement stands that is printed on *page* or later."""
    statements = (statement for section in side for statement in section.statements)
    later = (one.at for one in statements if written.page_of(sheet.elements[one.id]) >= page)
    return next(later, side[-1].at)
