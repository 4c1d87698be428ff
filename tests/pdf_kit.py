"""Short ways to make and read back small PDF files, for the tests of handout.pdf."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from ctypes import c_double
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pytest
from PIL.Image import Image
from reportlab.lib.styles import ParagraphStyle

from handout import pdf

FONTS = Path(__file__).resolve().parent.parent / "fonts"
DATE = datetime.date(2025, 1, 31)
FRAME = (50, 50, 300, 200)
PAGE = (400, 300)
STYLE = ParagraphStyle("body", fontSize=10, leading=14)
LARGE = ParagraphStyle("large", fontSize=20, leading=24)
LONG = "Press where it hurts and say how much it hurts, from nothing at all to the worst. "

TEXT = pdf.load_font(FONTS / "AtkinsonHyperlegibleNext_400Regular.ttf")
BOLD = pdf.load_font(FONTS / "AtkinsonHyperlegibleNext_700Bold.ttf")


class Seen(NamedTuple):
    """A line of text on a page: its words, where they begin and their baseline, in points."""

    page: int
    text: str
    left: float
    baseline: float


def root() -> pdf.Element:
    """A document in English."""
    return pdf.Element("Document", lang="en")


def paragraph(
    text: str,
    parent: pdf.Element,
    *,
    style: ParagraphStyle = STYLE,
    role: str = "P",
    keep: bool = False,
    **run: Any,
) -> pdf.Paragraph:
    """*text* in one run."""
    return pdf.Paragraph([pdf.Run(text, font=TEXT, **run)], style, pdf.Element(role, parent), keep=keep)


def heading(text: str, parent: pdf.Element, level: int = 1) -> pdf.Heading:
    """A heading of one line."""
    return pdf.Heading([pdf.Run(text, font=BOLD)], LARGE, pdf.Element(f"H{level}", parent))


def item(label: str, body: Sequence[Any], parent: pdf.Element, **options: Any) -> pdf.Item:
    """A list item; *body* is texts or flowables."""
    element = pdf.Element("LI", parent)
    inner = pdf.Element("LBody", element)
    flowables = [paragraph(part, inner) if isinstance(part, str) else part for part in body]
    return pdf.Item(
        element, label=paragraph(label, element, role="Lbl"), body=flowables, indent=20, **options
    )


def row(*texts: str, table: pdf.Element, role: str = "TD", scope: str | None = None) -> list[pdf.Cell]:
    """A row of one paragraph in each cell; an empty text makes an empty cell."""
    element = pdf.Element("TR", table)
    cells = [pdf.Element(role, element, scope=scope) for _ in texts]
    return [
        pdf.Cell(cell, [pdf.Paragraph([pdf.Run(text, font=TEXT)], STYLE, cell)] if text else [])
        for cell, text in zip(cells, texts, strict=True)
    ]


def write(story: Sequence[Any], **options: Any) -> pdf.Written:
    """*story* on small pages."""
    given: dict[str, Any] = {
        "page_size": PAGE,
        "title": "A title",
        "lang": "en",
        "date": DATE,
    } | options
    return on_paper([pdf.Part(story, FRAME)], **given)


def on_paper(
    parts: Sequence[pdf.Part],
    *,
    page_size: tuple[float, float],
    translate: tuple[float, float] = (0, 0),
    default_font: str = TEXT,
    **given: Any,
) -> pdf.Written:
    """*parts* on one paper."""
    metadata = pdf.Metadata(**given)
    return pdf.typeset(parts, metadata, default_font=default_font).written(page_size, translate)


def refused(write: Callable[[], object]) -> tuple[pdf.Violation, ...]:
    """What keeps the file from being written."""
    with pytest.raises(pdf.ConformanceError) as caught:
        write()
    return caught.value.violations


def seen(data: bytes) -> list[Seen]:
    """The lines of all pages in the order they are drawn, as a viewer finds them."""
    found: list[Seen] = []
    for page, letter, x, y in letters(data):
        last = found[-1] if found else None
        if last and last.page == page and abs(last.baseline - y) < 4 and letter not in "\r\n":
            found[-1] = last._replace(text=last.text + letter)
        elif letter.strip():
            found.append(Seen(page, letter, x, y))
    return [line._replace(text=line.text.strip()) for line in found]


def letters(data: bytes) -> Iterator[tuple[int, str, float, float]]:
    """Each letter, a blank too, with its page and where it begins."""
    x, y = c_double(), c_double()
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document):
            text = page.get_textpage()
            for index in range(text.count_chars()):
                pypdfium2.raw.FPDFText_GetCharOrigin(text, index, x, y)
                yield number, chr(pypdfium2.raw.FPDFText_GetUnicode(text, index)), x.value, y.value


def texts(data: bytes) -> list[str]:
    """The words of *seen*."""
    return [line.text for line in seen(data)]


def images(data: bytes, dpi: int = 100) -> list[Image]:
    """The pixels of each page."""
    with pypdfium2.PdfDocument(data) as document:
        return [page.render(scale=dpi / 72).to_pil() for page in document]
