"""One document: editions of a handout, composed for a reader and laid out, into the bytes of a PDF."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from handout import __version__, fonts, pdf
from handout.compose import Composed, compose
from handout.content.folder import Edition
from handout.errors import ContentError, Position, Problem, RenderError
from handout.layout import LaidOut, lay_out, place_of
from handout.layout.theme import theme
from handout.model import Handout, Reference, Section, Sheet, is_for
from handout.options import Options, Paper
from handout.patient.values import Patient


def make_document(
    editions: Sequence[Edition],
    references: Mapping[str, Reference],
    options: Options,
    *,
    note: Callable[[Problem], None] = lambda _: None,
) -> pdf.Written:
    """The PDF of an edition, or of two, and how its pages turned out; raises ContentError and RenderError.

    In two languages are those sheets that the second has too. What has no room on the pages of a draft goes
    to *note*.
    """
    return make_documents(editions, references, options, [options.paper], note=note)[0]


def make_documents(
    editions: Sequence[Edition],
    references: Mapping[str, Reference],
    options: Options,
    papers: Iterable[Paper],
    *,
    note: Callable[[Problem], None] = lambda _: None,
) -> list[pdf.Written]:
    """The same document on each of some papers; it is laid out once, for what these have in common."""
    pages = paginate(editions, references, options)
    # A sheet with a patient's details has as many pages as they need, and a draft is not yet cut to fit.
    if options.details is None:
        problems = [overflow.problem for overflow in pages.overflows]
        if problems and not options.draft:
            raise ContentError(problems)
        for problem in problems:
            note(problem)
    try:
        return [pages.typeset.written(paper.size, paper.offset) for paper in papers]
    except pdf.PdfError as error:
        raise RenderError(str(error)) from error


class Overflow(NamedTuple):
    """What a side of a sheet has no room for: so many *lines* from the place on."""

    at: Position
    sheet: str
    page: int
    lines: int
    # Who gets it so; nobody is named where all readers do.
    readers: tuple[str, ...]

    @property
    def problem(self) -> Problem:
        """What an author is told."""
        readers = f" for {', '.join(self.readers)}" if self.readers else ""
        lines = f"{self.lines} line{'' if self.lines == 1 else 's'} too many"
        message = f"page {self.page} of “{self.sheet}”{readers} does not fit: {lines}, starting here"
        return Problem(self.at, "overflow", message)


class Pagination(NamedTuple):
    """Pages for any paper, and how their sheets were laid out."""

    typeset: pdf.Typeset
    sheets: tuple[LaidOut, ...]
    # For each sheet, the readers who get the same; nobody is named where all do.
    readers: tuple[tuple[str, ...], ...]

    @property
    def overflows(self) -> Iterator[Overflow]:
        """What has no room on each page of each sheet."""
        for index, (sheet, readers) in enumerate(zip(self.sheets, self.readers, strict=True)):
            yield from _overflows(self.typeset, index, sheet, readers)


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
        look = look._replace(fillable=options.fillable)
        is_last = sheet is composed[-1]
        sheets.append(lay_out(sheet, look, root, draft=options.draft, is_last=is_last))
    metadata = pdf.Metadata(
        title=_title(composed, editions),
        lang=language.tag,
        date=options.date or language.sources_checked,
        subject=composed[0].sheet.subject[0].plain,
        creator=f"handout {__version__}",
    )
    try:
        typeset = pdf.typeset([sheet.part for sheet in sheets], metadata, default_font=fonts.REGULAR)
    except (pdf.WordTooWide, pdf.DoesNotFit) as error:
        problem = _misfit(error, sheets, options.details)
        raise ContentError([problem], private=options.details is not None) from error
    except pdf.PdfError as error:
        raise RenderError(str(error)) from error
    readers = tuple(_readers(sheet, editions[0].handout, options.reader) for sheet in editions[0].sheets)
    return Pagination(typeset, tuple(sheets), readers)


def _readers(sheet: Sheet, handout: Handout, reader: str | None) -> tuple[str, ...]:
    """The readers who get the same blocks as *reader*; nobody where all do."""
    blocks = [is_for(block, reader or handout.reader) for block in sheet.blocks]
    readers = tuple(
        other for other in handout.readers if [is_for(block, other) for block in sheet.blocks] == blocks
    )
    return () if readers == handout.readers else readers


def _composed(
    sheet: str, editions: Sequence[Edition], references: Mapping[str, Reference], options: Options
) -> Composed:
    """A sheet in the languages that have it."""
    pairs = [(edition, version) for edition in editions for version in edition.sheets]
    having, sheets = zip(*(pair for pair in pairs if pair[1].id == sheet), strict=True)
    return compose(
        sheets,
        tuple(edition.language for edition in having),
        references,
        options.reader or editions[0].handout.reader,
        options.details,
        others=[(*edition.others, *edition.sheets) for edition in having],
        printed=[version.id for version in editions[0].sheets],
    )


def _title(composed: Sequence[Composed], editions: Sequence[Edition]) -> str:
    """The title of the first sheet, the names of all, and the languages where there are two."""
    names = ", ".join(sheet.sheet.name[0].plain for sheet in composed)
    languages = " / ".join(edition.language.name for edition in editions)
    colon = editions[0].language.conventions.behind_word(":")
    title = f"{composed[0].sheet.title[0].plain}{colon} {names}"
    return title if len(editions) == 1 else f"{title} ({languages})"


def _misfit(
    error: pdf.WordTooWide | pdf.DoesNotFit, sheets: Sequence[LaidOut], details: Patient | None
) -> Problem:
    """What has no room; of a patient's own words the field, and no word."""
    at = _place(error, sheets)
    if details is not None and (field := details.field_at(at)):
        message = f"{', '.join(field.split('.'))}: a word is too wide for its place on the sheet"
        return Problem(at, "too-wide", message, "divide it with a blank")
    if isinstance(error, pdf.WordTooWide):
        return Problem(at, "too-wide", str(error))
    return Problem(at, "too-high", str(error))


def _place(error: pdf.WordTooWide | pdf.DoesNotFit, sheets: Sequence[LaidOut]) -> Position:
    """The place of the text that holds the word; else of the item, the section or the sheet it is in."""
    parts = {element: part for sheet in sheets for element, part in sheet.places}
    return place_of(error, parts) or sheets[0].composed.sheet.at


def _overflows(
    typeset: pdf.Typeset, index: int, sheet: LaidOut, readers: tuple[str, ...]
) -> Iterator[Overflow]:
    """What has no room on a side, from the first thing on a page that the sheet does not have."""
    pages = [page for page in typeset.pages if page.part == index and not page.back]
    if sheet.theme.pages is None or len(pages) <= sheet.theme.pages:
        return
    firsts = [typeset.page_index(sheet.elements[side[0].id]) for side in sheet.sides]
    allowed = 1 if len(firsts) > 1 else sheet.theme.pages
    ends = [*firsts[1:], firsts[0] + len(pages)]
    for number, (side, first, end) in enumerate(zip(sheet.sides, firsts, ends, strict=True), 1):
        over = range(first + allowed, end)
        if over:
            lines = sum(typeset.pages[page].lines for page in over)
            at = _first_on(over.start, side, typeset, sheet)
            yield Overflow(at, sheet.composed.sheet.id, number * allowed, lines, readers)


def _first_on(page: int, side: Sequence[Section], typeset: pdf.Typeset, sheet: LaidOut) -> Position:
    """Where the first thing with a number stands that is printed on *page* or later."""
    numbered = (item for section in side for item in section.numbered)
    later = (item.at for item in numbered if typeset.page_index(sheet.elements[item.id]) >= page)
    return next(later, side[-1].at)
