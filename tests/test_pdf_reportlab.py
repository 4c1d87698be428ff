"""What ReportLab has to go on doing, since handout.pdf relies on it and it is promised nowhere.

One test for each private name; when one fails, the module that its sentence names has to change.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Paragraph

from handout import pdf
from handout.pdf.fonts import font_named
from tests.pdf_kit import TEXT, paragraph, root, seen, write

TOP = Path(__file__).resolve().parent.parent


@pytest.fixture
def canvas() -> Canvas:
    """One of ReportLab's own, with a face of ours."""
    return Canvas(BytesIO(), initialFontName=TEXT, pageCompression=0)


def test_canvas_code(canvas: Canvas) -> None:
    """Canvas._code lists operators: q, Q, a text whole, a path before or with its paint (marking)."""
    canvas.saveState()
    canvas.setFont(TEXT, 9)
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
    canvas.setFont(TEXT, 9)
    canvas.drawString(1, 2, "a")
    assert set(canvas._doc.fontMapping) == {"Helvetica", font_named(TEXT).fontName}
    assert canvas._doc.delayedFonts == [font_named(TEXT)]


def test_document_outlines(canvas: Canvas) -> None:
    """PDFDocument.Outlines.prepare makes the outline of the entries (canvas)."""
    canvas.bookmarkPage("key")
    canvas.addOutlineEntry("words", "key", level=0)
    canvas.showPage()
    document = canvas._doc
    document.Outlines.prepare(document, canvas)
    assert b"/First" in document.Outlines.format(document)


def test_fonts_by_name() -> None:
    """pdfmetrics._fonts has the font of each name, and getFont looks there first (fonts)."""
    assert pdfmetrics._fonts[TEXT] is font_named(TEXT)
    assert pdfmetrics.getFont(TEXT) is font_named(TEXT)


def test_lines_of_a_text_object(canvas: Canvas) -> None:
    """ReportLab's paragraphs end each line with PDFTextObject._textOut, however they are aligned (canvas)."""
    ends: list[str] = []

    class Text(PDFTextObject):
        def _textOut(self, text: str, TStar: bool = False) -> None:  # noqa: N802, N803
            ends.extend([text] if TStar else [])

    canvas.beginText = lambda x, y: Text(canvas, x, y)
    for alignment in (TA_LEFT, TA_CENTER, TA_RIGHT, TA_JUSTIFY):
        style = ParagraphStyle("s", fontName=TEXT, alignment=alignment)
        for words in ("one two", "one <font size=9>two</font>"):
            ends.clear()
            paragraph = Paragraph(words, style)
            paragraph.wrapOn(canvas, 25, 99)
            paragraph.drawOn(canvas, 0, 0)
            assert ends == ["one", "two"], alignment


def test_the_operators_of_a_text(canvas: Canvas) -> None:
    """PDFTextObject shows all letters by _formatText, which asks the font for their codes (canvas)."""
    text = canvas.beginText()
    text.setFont(TEXT, 9)
    with pytest.raises(pdf.errors.MissingGlyph):
        text._formatText("門")
    assert text._formatText("a").endswith(") Tj")


def test_font_state(canvas: Canvas) -> None:
    """TTFont.state has the letters of each subset, "BasicFonts" the faces with their maps (fonts)."""
    canvas.setFont(TEXT, 9)
    canvas.drawString(1, 2, "ab")
    document = canvas._doc
    state = font_named(TEXT).state[document]
    assert state.subsets[0][1:3] == [ord("a"), ord("b")]
    font_named(TEXT).addObjects(document)
    face = document.idToObject["BasicFonts"].dict[f"{state.internalName}+0"]
    assert "beginbfchar" in document.idToObject[face.ToUnicode.name].content


def test_unused_codes() -> None:
    """Codes of a subset without a letter are 0 or a space, and 32 is the space (fonts)."""
    canvas = Canvas(BytesIO(), initialFontName=TEXT)
    canvas.setFont(TEXT, 9)
    canvas.drawString(1, 2, "a b")
    assert font_named(TEXT).state[canvas._doc].subsets[0] == [0, ord("a"), ord("b"), *[32] * 30]


def test_a_no_break_space() -> None:
    """TTFont draws U+00A0 as a space, so its width is measured as one (text)."""
    assert font_named(TEXT).splitString("a\u00a0b", Canvas(BytesIO())._doc)[0][1][1] == 32
    assert seen(write([paragraph("a\u00a0b", root())]).data)[0].text == "a b"


def test_the_end_of_a_stream() -> None:
    """PDFStream puts no line end before its last keyword; when it does, ours is one too many (objects)."""
    document = pdfdoc.PDFDocument()
    assert pdfdoc.PDFStream(content=b"abc").format(document).endswith(b"\nstream\nabcendstream\n")


STATE = """
import hashlib, io, sys
from pathlib import Path
from PIL import Image
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

def plain():
    canvas = Canvas(target := io.BytesIO(), invariant=1)
    canvas.drawString(9, 9, "plain")
    canvas.setFont("Plain", 9)
    canvas.drawString(9, 30, "plain 門")
    canvas.drawImage(ImageReader(Image.new("RGB", (2, 2), (200, 30, 30))), 50, 20, 20, 20)
    canvas.beginForm("form")
    canvas.line(1, 2, 3, 4)
    canvas.endForm()
    canvas.doForm("form")
    canvas.save()
    settings = sorted((name, repr(value)) for name, value in vars(rl_config).items() if name[0] != "_")
    return hashlib.sha256(target.getvalue()).hexdigest(), settings

def register():
    file = Path("fonts/AtkinsonHyperlegibleNext_400Regular.ttf")
    pdfmetrics.registerFont(TTFont("Plain", file))

if sys.argv[1] == "before":
    register()
    before = plain()
from tests import pdf_torture
pdf_torture.write()
if sys.argv[1] == "after":
    register()
    before = plain()
pdf_torture.write()
assert plain() == before
print(before[0])
"""


@pytest.mark.slow
def test_reportlab_is_left_as_it_was() -> None:
    """A file of ReportLab's own is the same before and after ours, also with a font file that ours use."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", STATE, when], cwd=TOP, capture_output=True, text=True, check=False
        )
        for when in ("before", "after")
    ]
    assert [run.stderr for run in runs] == ["", ""]
    assert len({run.stdout for run in runs}) == 1


def test_private_names_are_where_a_module_says_so() -> None:
    """An attribute with an underscore that no module of ours defines is ReportLab's."""
    trees = {path.stem: ast.parse(path.read_text("utf-8")) for path in (TOP / "handout" / "pdf").glob("*.py")}
    ours = {name for tree in trees.values() for name in _defined(tree)}
    foreign = {stem: set(_private(tree)) - ours for stem, tree in trees.items()}
    said = {stem for stem, tree in trees.items() if "Private to ReportLab" in (ast.get_docstring(tree) or "")}
    assert {stem for stem, names in foreign.items() if names} <= said
    assert {"_code", "_fonts"} <= foreign["canvas"] | foreign["fonts"]


def _defined(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name, args=args) if args.args and "ReportLab" not in name:
                yield name
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                yield name
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr()):
                yield name


def _private(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and re.match(r"_[a-zA-Z]", node.attr):
            yield node.attr
