"""From parts to a file: lays pages out, draws them, and says how they turned out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from reportlab.platypus.flowables import Flowable

from handout.pdf.canvas import Canvas
from handout.pdf.stack import Filled, pages
from handout.pdf.structure import Element


@dataclass(frozen=True)
class Part:
    """A run of pages counted on its own.

    *frame* is x, y, width and height in points; *furniture* paints what a page carries beside its content
    and is given the canvas, the page within the part and the part's number of pages.
    """

    story: Sequence[Flowable]
    frame: tuple[float, float, float, float]
    furniture: Callable[[Canvas, int, int], None] | None = None


@dataclass(frozen=True)
class PageFacts:
    """How a page turned out: *part* from 0, *page* within it from 1."""

    part: int
    page: int
    # The height left below the last thing in the frame, in points.
    free: float
    # Lines of text in the frame.
    lines: int


@dataclass(frozen=True)
class Written:
    """A PDF, and where things stand in it."""

    data: bytes
    pages: tuple[PageFacts, ...]
    _first: Mapping[Element, int] = field(repr=False)

    def page_of(self, element: Element) -> int:
        """On which page, from 0, *element* or what is in it first appears; KeyError when nowhere."""
        return self._first[element]

    def part_of(self, element: Element) -> int:
        """In which part, from 0, *element* first appears; KeyError when nowhere."""
        return self.pages[self.page_of(element)].part


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """What a file says of itself; *date* is the document's, never the clock's."""

    title: str
    lang: str
    date: datetime.date
    subject: str = ""
    author: str = ""
    keywords: tuple[str, ...] = ()
    creator: str = ""


def write(
    parts: Sequence[Part],
    *,
    page_size: tuple[float, float],
    title: str,
    lang: str,
    default_font: str,
    date: datetime.date,
    subject: str = "",
    author: str = "",
    keywords: Sequence[str] = (),
    creator: str = "",
    translate: tuple[float, float] = (0, 0),
) -> Written:
    """The PDF of *parts*; raises PdfError.

    *translate* moves everything, so that one layout serves several papers. Given the same things the bytes
    are the same.
    """
    buffer = BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=page_size,
        initialFontName=default_font,
        invariant=1,
        pageCompression=1,
        pdfVersion=(1, 7),
        lang=lang,
    )
    metadata = Metadata(
        title=title,
        lang=lang,
        date=date,
        subject=subject,
        author=author,
        keywords=tuple(keywords),
        creator=creator,
    )
    _describe(canvas, metadata)
    facts = [
        fact
        for index, part in enumerate(parts)
        for fact in _draw_part(canvas, part, index=index, translate=translate)
    ]
    canvas.save()
    return Written(buffer.getvalue(), tuple(facts), canvas.first_pages)


def _describe(canvas: Canvas, metadata: Metadata) -> None:
    canvas.setTitle(metadata.title)
    canvas.setSubject(metadata.subject)
    canvas.setAuthor(metadata.author)
    canvas.setCreator(metadata.creator)
    canvas.setKeywords(", ".join(metadata.keywords))
    canvas.setDateFormatter(lambda *_: f"D:{metadata.date:%Y%m%d}000000Z")
    canvas.setViewerPreference("DisplayDocTitle", "true")


def _draw_part(canvas: Canvas, part: Part, *, index: int, translate: tuple[float, float]) -> list[PageFacts]:
    _, _, width, height = part.frame
    filled = pages(part.story, canvas, width=width, height=height)
    facts = []
    for page, content in enumerate(filled, 1):
        canvas.translate(*translate)
        _draw_page(canvas, content, part.frame)
        facts.append(PageFacts(index, page, height - content.height, canvas.text_lines))
        if part.furniture:
            part.furniture(canvas, page, len(filled))
        canvas.showPage()
        canvas.text_lines = 0
    return facts


def _draw_page(canvas: Canvas, content: Filled, frame: tuple[float, float, float, float]) -> None:
    x, y, _, height = frame
    for placed in content.placed:
        placed.draw(canvas, x=x, top=y + height)
