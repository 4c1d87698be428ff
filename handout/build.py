"""Content files into the bytes of a PDF.

locales/*.yaml -> library (model) -> compose -> layout -> pdf.write -> bytes
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from handout import __version__, fonts, pdf
from handout.compose import Composed, compose
from handout.errors import ContentError, Problem, RenderError
from handout.layout import part
from handout.library import Edition
from handout.model import Audience, Reference
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
    try:
        written = pdf.write(
            [part(one, theme, root) for one in composed],
            page_size=options.paper.size,
            translate=options.paper.offset,
            title=_title(composed[0]),
            lang=language.tag,
            default_font=fonts.REGULAR,
            date=options.date or language.sources_checked,
            subject=composed[0].sheet.about[0].plain,
            creator=f"handout {__version__}",
        )
    except pdf.PdfError as error:
        raise RenderError(str(error)) from error
    _check_budget(written, composed)
    return written


def _title(composed: Composed) -> str:
    sheet = composed.sheet
    return " / ".join(
        f"{title.plain}: {name.plain}" for title, name in zip(sheet.title, sheet.name, strict=True)
    )


def _check_budget(written: pdf.Written, composed: list[Composed]) -> None:
    """Raise ContentError for each sheet that needs more pages than a sheet has."""
    problems = []
    for index, one in enumerate(composed):
        over = [page for page in written.pages if page.part == index and page.page > _PAGES]
        if over:
            lines = sum(page.lines for page in over)
            message = f"the sheet is too long for {_PAGES} pages, by {lines} lines"
            problems.append(Problem(one.sheet.at, "overflow", message))
    if problems:
        raise ContentError(problems)
