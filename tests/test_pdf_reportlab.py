"""What ReportLab has to go on doing, since handout.pdf relies on it and it is promised nowhere.

One test for each private name; when one fails, the module that its sentence names has to change.
"""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from handout.pdf.fonts import font
from tests.pdf_kit import paragraph, root, seen, write


@pytest.fixture
def canvas() -> Canvas:
    """One of ReportLab's own, with a face of ours."""
    return Canvas(BytesIO(), initialFontName="Text", pageCompression=0)


def test_canvas_code(canvas: Canvas) -> None:
    """Canvas._code lists operators: q, Q, a text whole, a path before or with its paint (marking)."""
    canvas.saveState()
    canvas.setFont("Text", 9)
    canvas.drawString(1, 2, "a")
    canvas.line(1, 2, 3, 4)
    path = canvas.beginPath()
    path.moveTo(1, 2)
    path.lineTo(3, 4)
    canvas.drawPath(path)
    canvas.restoreState()
    first, text, line, begun, painted, last = canvas._code
    assert (first, last) == ("q", "Q")
    assert text.startswith("BT ")
    assert text.endswith(") Tj T* ET")
    assert line == "n 1 2 m 3 4 l S"
    assert begun.endswith(" l")
    assert painted == "S"


def test_canvas_code_of_a_form(canvas: Canvas) -> None:
    """A form has operators of its own, which reach the page as one Do (marking)."""
    canvas.beginForm("form")
    canvas.line(1, 2, 3, 4)
    canvas.endForm()
    canvas.doForm("form")
    assert canvas._code == ["/FormXob.form Do"]


def test_canvas_annotationrefs(canvas: Canvas) -> None:
    """Canvas._annotationrefs holds the page's annotations (canvas)."""
    assert canvas._annotationrefs == []
    canvas.linkURL("https://example.org", (0, 0, 9, 9))
    assert len(canvas._annotationrefs) == 1


def test_document_reference(canvas: Canvas) -> None:
    """PDFDocument numbers what is referred to, and lists it under number and name (objects)."""
    document = canvas._doc
    thing = pdfdoc.PDFDictionary({"A": 1})
    reference = document.Reference(thing).format(document)
    assert reference == b"%d 0 R" % document.objectcounter
    assert document.idToObject[document.numberToId[document.objectcounter]] is thing
    assert document.Reference("9 0 R") == "9 0 R"


def test_document_pages(canvas: Canvas) -> None:
    """PDFDocument.Pages.pages ends with the page just shown (canvas)."""
    canvas.line(1, 2, 3, 4)
    canvas.showPage()
    page = canvas._doc.Pages.pages[-1]
    assert isinstance(page, pdfdoc.PDFPage)
    assert "n 1 2 m 3 4 l S" in page.stream


def test_page_entries(canvas: Canvas) -> None:
    """PDFPage writes the entries that __NoDefault__ names, that of a page too (canvas)."""
    canvas.showPage()
    page = canvas._doc.Pages.pages[-1]
    page.StructParents = 7
    assert b"StructParents" not in page.format(canvas._doc)
    page.__NoDefault__ = [*page.__NoDefault__, "StructParents"]
    assert b"/StructParents 7" in page.format(canvas._doc)


def test_document_fonts(canvas: Canvas) -> None:
    """PDFDocument.fontMapping names the faces used, delayedFonts are those to be added (canvas)."""
    canvas.setFont("Helvetica", 9)
    canvas.setFont("Text", 9)
    canvas.drawString(1, 2, "a")
    assert set(canvas._doc.fontMapping) == {"Helvetica", font("Text").fontName}
    assert canvas._doc.delayedFonts == [font("Text")]


def test_document_outlines(canvas: Canvas) -> None:
    """PDFDocument.Outlines.prepare makes the outline of the entries (canvas)."""
    canvas.bookmarkPage("key")
    canvas.addOutlineEntry("words", "key", level=0)
    canvas.showPage()
    document = canvas._doc
    document.Outlines.prepare(document, canvas)
    assert b"/First" in document.Outlines.format(document)


def test_font_state(canvas: Canvas) -> None:
    """TTFont.state has the letters of each subset, "BasicFonts" the faces with their maps (fonts)."""
    canvas.setFont("Text", 9)
    canvas.drawString(1, 2, "ab")
    document = canvas._doc
    state = font("Text").state[document]
    assert state.subsets[0][1:3] == [ord("a"), ord("b")]
    font("Text").addObjects(document)
    face = document.idToObject["BasicFonts"].dict[f"{state.internalName}+0"]
    assert "beginbfchar" in document.idToObject[face.ToUnicode.name].content


def test_unused_codes() -> None:
    """Codes of a subset without a letter are 0 or a space, and 32 is the space (fonts)."""
    canvas = Canvas(BytesIO(), initialFontName="Text")
    canvas.setFont("Text", 9)
    canvas.drawString(1, 2, "a b")
    assert font("Text").state[canvas._doc].subsets[0] == [0, ord("a"), ord("b"), *[32] * 30]


def test_a_no_break_space() -> None:
    """TTFont draws U+00A0 as a space, so its width is measured as one (text)."""
    assert font("Text").splitString("a\u00a0b", Canvas(BytesIO())._doc)[0][1][1] == 32
    assert seen(write([paragraph("a\u00a0b", root())]).data)[0].text == "a b"


def test_the_end_of_a_stream() -> None:
    """PDFStream puts no line end before its last keyword; when it does, ours is one too many (objects)."""
    document = pdfdoc.PDFDocument()
    assert pdfdoc.PDFStream(content=b"abc").format(document).endswith(b"\nstream\nabcendstream\n")
