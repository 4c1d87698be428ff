"""The toy: a sheet about a gate in two languages, with every kind of block, kept in tests/data/toy."""

from __future__ import annotations

from pathlib import Path

from handout import fonts, pdf
from handout.compose import Composed, compose
from handout.content.folder import ContentFolder, Edition
from handout.layout import lay_out
from handout.layout.theme import theme
from handout.options import Paper, Size
from tests.pdf_kit import on_paper

FOLDER = Path(__file__).resolve().parent / "data" / "toy"
EN, CA = "en", "ca"

_EDITIONS, REFERENCES = ContentFolder(FOLDER, fonts.missing).editions((EN, CA))
EDITIONS: dict[str, Edition] = dict(zip((EN, CA), _EDITIONS, strict=True))


def composed(*tags: str, reader: str = "gp") -> Composed:
    """The toy in one language, or in two."""
    editions = [EDITIONS[tag] for tag in tags]
    sheets = tuple(edition.sheets[0] for edition in editions)
    return compose(sheets, tuple(edition.language for edition in editions), REFERENCES, reader)


def written(of: Composed, paper: Paper = Paper.A4, *, size: Size = Size.NORMAL) -> pdf.Written:
    """The PDF of a sheet."""
    fonts.register()
    language = of.languages[0]
    document = pdf.Element("Document", lang=language.tag)
    return on_paper(
        [lay_out(of, theme(of.sheet.look, size=size), document).part],
        page_size=paper.size,
        translate=paper.offset,
        title=of.sheet.title[0].plain,
        lang=language.tag,
        default_font=fonts.REGULAR,
        date=language.sources_checked,
    )
