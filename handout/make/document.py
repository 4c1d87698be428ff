"""One document: editions of a handout, composed for a reader and laid out, into the bytes of a PDF."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from handout import __version__, fonts, pdf
from handout.compose import Composed, compose
from handout.content.folder import Edition
from handout.errors import ContentError, Position, Problem, RenderError
from handout.layout import LaidOut, lay_out
from handout.layout.theme import theme
from handout.model import Reference, Section, texts_of
from handout.options import Options, Paper


def make_document(
    editions: Sequence[Edition], references: Mapping[str, Reference], options: Options
) -> pdf.Written:
    """The PDF of an edition, or of two, and how its pages turned out; raises ContentError and RenderError.

    In two languages are those sheets that the second has too.
    """
    return make_documents(editions, references, options, [options.paper])[0]


def make_documents(
    editions: Sequence[Edition],
    references: Mapping[str, Reference],
    options: Options,
    papers: Iterable[Paper],
) -> list[pdf.Written]:
    """The same document on each of some papers; it is laid out once, for what these have in common."""
    pages = paginate(editions, references, options)
    # A sheet with a patient's details has as many pages as they need, and a draft is not yet cut to fit.
    if options.details is None and not options.draft:
        problems = list(pages.overflows)
        if problems:
            raise ContentError(problems)
    try:
        return [pages.typeset.written(paper.size, paper.offset) for paper in papers]
    except pdf.PdfError as error:
        raise RenderError(str(error)) from error


class Pagination(NamedTuple):
    """Pages for any paper, and how their sheets were laid out."""

    typeset: pdf.Typeset
    sheets: tuple[LaidOut, ...]

    @property
    def overflows(self) -> Iterator[Problem]:
        """A problem at the first thing on each page that a sheet does not have."""
        for index, sheet in enumerate(self.sheets):
            yield from _overflows(self.typeset, index, sheet)


def paginate(
    editions: Sequence[Edition], references: Mapping[str, Reference], options: Options
) -> Pagination:
    """The pages of an edition, or of two, as many as it has; raises ContentError and RenderError."""
    fonts.register()
    language = editions[0].language
    root = pdf.Element("Document", lang=language.tag)
    composed = [_composed(sheet.id, editions, references, options) for sheet in editions[0].sheets]
    sheets = []
    for sheet in composed:
        look = theme(sheet.sheet.look, size=options.size, languages=len(sheet.languages))
        sheets.append(lay_out(sheet, look, root, draft=options.draft))
    metadata = pdf.Metadata(
        title=_title(composed, editions),
        lang=language.tag,
        date=options.date or language.sources_checked,
        subject=composed[0].sheet.about[0].plain,
        creator=f"handout {__version__}",
    )
    try:
        typeset = pdf.typeset([sheet.part for sheet in sheets], metadata, default_font=fonts.REGULAR)
    except (pdf.WordTooWide, pdf.DoesNotFit) as error:
        rule = "too-wide" if isinstance(error, pdf.WordTooWide) else "too-high"
        raise ContentError([Problem(_place(error, sheets), rule, str(error))]) from error
    except pdf.PdfError as error:
        raise RenderError(str(error)) from error
    return Pagination(typeset, tuple(sheets))


def _composed(
    sheet: str, editions: Sequence[Edition], references: Mapping[str, Reference], options: Options
) -> Composed:
    """A sheet in the languages that have it."""
    pairs = [(edition.language, version) for edition in editions for version in edition.sheets]
    languages, sheets = zip(*(pair for pair in pairs if pair[1].id == sheet), strict=True)
    reader = options.reader or editions[0].handout.reader
    return compose(sheets, languages, references, reader, options.details)


def _title(composed: Sequence[Composed], editions: Sequence[Edition]) -> str:
    """The title of the first sheet, the names of all, and the languages where there are two."""
    names = ", ".join(sheet.sheet.name[0].plain for sheet in composed)
    languages = " / ".join(edition.language.name for edition in editions)
    colon = editions[0].language.conventions.behind_word(":")
    title = f"{composed[0].sheet.title[0].plain}{colon} {names}"
    return title if len(editions) == 1 else f"{title} ({languages})"


def _place(error: pdf.WordTooWide | pdf.DoesNotFit, sheets: Sequence[LaidOut]) -> Position:
    """The place of the text that holds the word; else of the item, the section or the sheet it is in."""
    places = {element: part for sheet in sheets for element, part in sheet.places}
    lineage = error.element.lineage() if isinstance(error.element, pdf.Element) else ()
    part = next((places[element] for element in lineage if element in places), sheets[0].composed.sheet)
    if isinstance(error, pdf.DoesNotFit):
        return part.at
    texts = (text.at for text in texts_of(part) if error.word in text.plain)
    return next(texts, part.at)


def _overflows(typeset: pdf.Typeset, index: int, sheet: LaidOut) -> Iterator[Problem]:
    """A problem at the first thing on a page that a sheet does not have."""
    pages = [page for page in typeset.pages if page.part == index and not page.back]
    if sheet.theme.pages is None or len(pages) <= sheet.theme.pages:
        return
    firsts = [typeset.page_index(sheet.elements[side[0].id]) for side in sheet.sides]
    allowed = 1 if len(firsts) > 1 else sheet.theme.pages
    ends = [*firsts[1:], firsts[0] + len(pages)]
    for side, first, end in zip(sheet.sides, firsts, ends, strict=True):
        over = range(first + allowed, end)
        if over:
            lines = sum(typeset.pages[page].lines for page in over)
            message = f"does not fit: {lines} lines too many, starting here"
            yield Problem(_first_on(over.start, side, typeset, sheet), "overflow", message)


def _first_on(page: int, side: Sequence[Section], typeset: pdf.Typeset, sheet: LaidOut) -> Position:
    """Where the first thing with a number stands that is printed on *page* or later."""
    numbered = (item for section in side for item in section.numbered)
    later = (item.at for item in numbered if typeset.page_index(sheet.elements[item.id]) >= page)
    return next(later, side[-1].at)
