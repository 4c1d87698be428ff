"""The ready PDFs of the page: one list, by what each is for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from handout.content.folder import ContentFolder, Edition
from handout.make import output
from handout.make.document import make_document
from handout.model import Handout, Reference
from handout.options import Options, Size
from handout.site.picture import picture


class Purpose(Enum):
    """What a ready PDF is for, in the order of the page."""

    USUAL = "pdf.single"
    PAIR = "pdf.pair"
    FILLABLE = "pdf.fillable"
    LARGE = "pdf.large"
    SHEET = "pdf.sheets"


class Document(NamedTuple):
    """A ready PDF: its language, what it is for, and what decides how it looks."""

    tag: str
    purpose: Purpose
    options: Options


class Ready(NamedTuple):
    """A document that was made: the name of its file, its pages and bytes; of one sheet alone a picture."""

    document: Document
    name: str
    pages: int
    data: bytes
    picture: bytes | None


def documents(handout: Handout, editions: Mapping[str, Edition]) -> Iterator[Document]:
    """All that is ready, a language after the other: the list to add to."""
    for tag, edition in editions.items():
        yield Document(tag, Purpose.USUAL, Options())
        for other in editions:
            if other != tag:
                yield Document(tag, Purpose.PAIR, Options(second=other))
        yield Document(tag, Purpose.FILLABLE, Options(fillable=True))
        yield Document(tag, Purpose.LARGE, Options(size=Size.LARGE))
        for sheet in edition.sheets:
            if (sheet.id,) != handout.usual:
                yield Document(tag, Purpose.SHEET, Options(sheets=(sheet.id,)))


def make_ready(
    content: ContentFolder,
    wanted: Iterable[Document],
    editions: Mapping[str, Edition],
    references: Mapping[str, Reference],
) -> Iterator[Ready]:
    """The documents that are *wanted*, made one after the other."""
    for document in wanted:
        options = document.options
        names = options.sheets or content.handout.usual
        pair: Sequence[Edition] = [editions[document.tag].with_sheets(names)]
        if options.second:
            pair = [*pair, editions[options.second].with_sheets(names).beside]
        written = make_document(pair, references, options)
        name = output.file_name(content.handout, document.tag, options)
        first_page = picture(written.data) if document.purpose is Purpose.SHEET else None
        yield Ready(document, name, len(written.pages), written.data, first_page)
