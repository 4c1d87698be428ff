"""The tags of small files and of one in which everything breaks, read back."""

from __future__ import annotations

import re
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Image as PlainImage
from reportlab.platypus import Paragraph as PlainParagraph
from reportlab.platypus import SimpleDocTemplate
from reportlab.platypus.doctemplate import LayoutError

from handout import pdf
from tests import pdf_torture
from tests.pdf_check import problems, spoken, tree
from tests.pdf_kit import (
    BOLD,
    DATE,
    FRAME,
    LONG,
    PAGE,
    STYLE,
    TEXT,
    heading,
    images,
    item,
    on_paper,
    paragraph,
    root,
    row,
    seen,
    write,
)
from tests.pdf_plain import PlainCanvas, drawn_on

GOLDEN = Path(__file__).parent / "golden" / "pdf_torture.txt"


def read(story: list[object]) -> list[str]:
    """The structure of *story*, line by line, which must be without fault."""
    data = write(story).data
    assert problems(data) == []
    return tree(data).splitlines()


def test_everything_breaks_and_the_tags_hold() -> None:
    """The structure with its words is the one that was read in review, and without fault.

    To renew it: python -m tests.test_pdf_tags
    """
    data = pdf_torture.write().data
    assert problems(data) == []
    assert tree(data) == GOLDEN.read_text(encoding="utf-8")


def test_tags_change_no_pixel() -> None:
    """Pages look the same without them."""
    tagged = pdf_torture.write()
    with drawn_on(PlainCanvas):
        plain = pdf_torture.write()
    assert b"MCID" not in plain.data
    assert tagged.pages == plain.pages
    for one, two in zip(images(tagged.data), images(plain.data), strict=True):
        assert one.tobytes() == two.tobytes()


def test_a_paragraph_on_two_pages_is_one() -> None:
    """With all of its words."""
    assert read([paragraph(LONG * 20, root())]) == ["Document [en]", f"  P “{(LONG * 20).strip()}”"]


def test_passages_say_their_language_and_their_sound() -> None:
    """Inside the paragraph, and only where it differs."""
    runs = [
        pdf.Run("one ", font=TEXT, lang="en"),
        pdf.Run("due ", font=TEXT, lang="it"),
        pdf.Run("3 mm", font=TEXT, actual_text="three millimetres"),
    ]
    assert read([pdf.Paragraph(runs, STYLE, pdf.Element("P", root()))])[1:] == [
        "  P “one ”",
        "    Span [it] “due ”",
        "    Span ActualText=“three millimetres” “3 mm”",
    ]


def test_a_list_in_columns() -> None:
    """Labels and bodies, and how they are numbered."""
    found = pdf.Element("L", root(), numbering="Decimal")
    story = [pdf.Columns([item(f"{n}.", ["Press"], found) for n in (1, 2)], count=2)]
    assert read(story)[1:] == [
        "  L ListNumbering=Decimal",
        "    LI",
        "      Lbl “1.”",
        "      LBody",
        "        P “Press”",
        "    LI",
        "      Lbl “2.”",
        "      LBody",
        "        P “Press”",
    ]


def test_a_table_is_one_table_on_all_its_pages() -> None:
    """Its head is there once, and empty cells are cells."""
    table = pdf.Element("Table", root())
    rows = [row("When", "Pain", table=table, role="TH"), *(row(str(n), "", table=table) for n in range(20))]
    lines = read([pdf.Table(rows, [100, 100], element=table)])
    assert lines[:7] == [
        "Document [en]", "  Table", "    TR", "      TH Scope=Column “When”", "      TH Scope=Column “Pain”",
        "    TR", "      TD “0”",
    ]  # fmt: skip
    assert (lines.count("    TR"), lines.count("      TD")) == (21, 20)


def test_a_table_on_one_page_says_where_it_is() -> None:
    """One on two pages is in no one place."""
    for count, bounded in ((3, True), (20, False)):
        table = pdf.Element("Table", root())
        rows = [row(str(n), "", table=table) for n in range(count)]
        data = write([pdf.Table(rows, [100, 100], element=table, header_rows=0)]).data
        with pikepdf.open(BytesIO(data)) as file:
            assert ("/A" in file.Root.StructTreeRoot.K[0].K) is bounded


def test_a_link_is_one_thing_to_touch() -> None:
    """With the lines it covers, what it says, and its element."""
    document = root()
    runs = [
        pdf.Run("Press ", font=TEXT),
        pdf.Run(LONG, font=TEXT, href="https://example.org/è"),
        pdf.Run("here", font=BOLD, href="https://example.org/è"),
        pdf.Run(" or ", font=TEXT),
        pdf.Run("there", font=TEXT, href="https://example.org/b", title="The other"),
    ]
    story = [pdf.Paragraph(runs, STYLE, pdf.Element("P", document))]
    assert read(story)[2:] == [
        f"    Link → https://example.org/%C3%A8 “{LONG}here”", "    “ or ”",
        "    Link → https://example.org/b “there”",
    ]  # fmt: skip
    with pikepdf.open(BytesIO(write(story).data)) as file:
        one, two = file.pages[0].Annots
        assert (len(one.QuadPoints), str(one.Contents)) == (3 * 8, f"{LONG}here")
        assert str(two.Contents) == "The other"
        assert [float(side) for side in two.Rect][1] == pytest.approx(min(map(float, two.QuadPoints[1::2])))


@pytest.mark.parametrize("offset", [(0, 0), (7, 11)])
def test_a_link_inside_the_document_leads_to_the_top_of_an_element(offset: tuple[int, int]) -> None:
    """On whatever page, of whatever part, and wherever the pages are put on their paper."""
    first, second = pdf.Element("Sect", document := root()), pdf.Element("Sect", document)
    parts = [
        pdf.Part([paragraph("there", first, href="#second/end")], FRAME),
        pdf.Part(
            [paragraph(LONG * 9, second), paragraph("end", second)], FRAME, anchors={"second/end": second}
        ),
    ]
    written = on_paper(parts, page_size=PAGE, translate=offset, title="T", lang="en", date=DATE)
    assert problems(written.data) == []
    with pikepdf.open(BytesIO(written.data)) as file:
        (link,) = file.pages[0].Annots
        page, kind, _, top, _ = link.Dest
        assert (page.objgen, kind, "/A" in link) == (file.pages[1].objgen, "/XYZ", False)
        assert float(top) == FRAME[1] + FRAME[3] + offset[1]


def test_entries_of_a_list_that_runs_on_are_elements() -> None:
    """Each with its own links, though the address may be that of its neighbour."""
    parent = pdf.Element("P", root())
    entries = [pdf.Element("BibEntry", parent, title=title) for title in ("one", "two")]
    runs = [
        pdf.Run("See ", font=TEXT),
        *(pdf.Run(e.title or "", font=TEXT, href="https://example.org", element=e) for e in entries),
    ]
    assert read([pdf.Paragraph(runs, STYLE, parent)])[1:] == [
        "  P “See ”",
        "    BibEntry",
        "      Link → https://example.org “one”",
        "    BibEntry",
        "      Link → https://example.org “two”",
    ]


def test_a_link_in_decoration_leads_nowhere() -> None:
    """A repeated head holds none, nor does a furniture line."""
    table = pdf.Element("Table", root())
    rows = [row("When", table=table, role="TH"), *(row(str(n), table=table) for n in range(20))]
    runs = [pdf.Run("When", font=TEXT, href="https://example.org")]
    rows[0] = [pdf.Cell(rows[0][0].element, [pdf.Paragraph(runs, STYLE, rows[0][0].element)])]
    with pikepdf.open(BytesIO(write([pdf.Table(rows, [100], element=table)]).data)) as file:
        assert [len(page.get("/Annots", [])) for page in file.pages] == [1, 0, 0]


def test_a_figure_says_what_it_shows_and_where() -> None:
    """Whatever is drawn in it is one mark."""

    def paint(canvas: pdf.Canvas) -> None:
        canvas.circle(5, 5, 4)
        canvas.setFont(TEXT, 8)
        canvas.drawString(0, 12, "osso")
        canvas.drawRightString(60, 0, "sacro")

    figure = pdf.Element("Figure", root(), alt="A ring")
    data = write([pdf.Spacer(10), pdf.Figure(60, 30, paint, figure)], translate=(7, 0)).data
    assert tree(data).splitlines()[1:] == ["  Figure Alt=“A ring” “osso sacro ”"]
    with pikepdf.open(BytesIO(data)) as file:
        assert [float(side) for side in file.Root.StructTreeRoot.K[0].K.A.BBox] == [57, 210, 117, 240]


def test_a_drawing_among_words_says_where_it_is() -> None:
    """On its line, below the baseline as far as it drops."""
    box = pdf.Inline(width=8, height=6, drop=2, paint=lambda canvas, _: canvas.rect(0, 0, 8, 6), alt="box")
    data = write([pdf.Paragraph([box, pdf.Run(" yes", font=TEXT)], STYLE, pdf.Element("P", root()))]).data
    with pikepdf.open(BytesIO(data)) as file:
        left, bottom, right, top = map(float, file.Root.StructTreeRoot.K[0].K.K[0].A.BBox)
    assert (left, right - left, top - bottom) == (50, 8, 6)
    assert bottom == pytest.approx(seen(data)[0].baseline - 2, abs=0.01)


def test_a_place_to_fill_in_says_what_it_is() -> None:
    """What kind of field, its name, and whether it is ticked; a blank is never ticked."""

    def field(**form: Any) -> pdf.Inline:
        return pdf.Inline(width=9, height=9, paint=ruled, alt="here", form=pdf.Form(**form))

    fields = [
        field(role="cb", desc="Pain (è)"),
        field(role="rb", checked=True),
        field(role="tv", desc="When"),
    ]
    assert read([pdf.Paragraph(fields, STYLE, pdf.Element("P", root()))])[1:] == [
        "  P",
        "    Form Desc=Pain (è) Role=cb checked=off Alt=“here”",
        "    Form Role=rb checked=on Alt=“here”",
        "    Form Desc=When Role=tv Alt=“here”",
    ]


def test_what_stretches_says_how_far() -> None:
    """Its box is as wide as it was drawn."""
    blank = pdf.Inline(width=9, height=9, paint=ruled, alt="a", form=pdf.Form(role="tv"), stretch=True)
    with pikepdf.open(BytesIO(write([pdf.Paragraph([blank], STYLE, pdf.Element("P", root()))]).data)) as file:
        box = next(owner.BBox for owner in file.Root.StructTreeRoot.K[0].K.K.A if owner.O == "/Layout")
        assert [float(side) for side in box][::2] == [50, 350]


def ruled(canvas: pdf.Canvas, width: float) -> None:
    """A line to write on."""
    canvas.line(0, 0, width, 0)


def test_the_outline_skips_what_it_is_told_to() -> None:
    """And does not stumble over the level that is missing then."""
    document = root()
    story = [
        pdf.Heading([pdf.Run("One", font=TEXT)], STYLE, pdf.Element("H1", document), outline=False),
        heading("Two", document, 2),
        heading("Three", document, 3),
    ]
    with pikepdf.open(BytesIO(write(story).data)) as file, file.open_outline() as outline:
        assert [(entry.title, len(entry.children)) for entry in outline.root] == [("Two", 1)]


def test_flowables_work_in_reportlabs_documents() -> None:
    """The canvas is one for any document template."""
    target = BytesIO()
    document = root()
    metadata = pdf.Metadata(title="T", lang="en", date=DATE)
    story = [heading("One", document), paragraph(LONG * 60, document)]
    maker = partial(pdf.Canvas, metadata=metadata, default_font=TEXT)
    SimpleDocTemplate(target, pagesize=(400, 300)).build(story, canvasmaker=maker)
    assert problems(target.getvalue()) == []
    assert tree(target.getvalue()).splitlines()[1:] == ["  H1 “One”", f"  P “{(LONG * 60).strip()}”"]


def test_what_has_no_room_in_reportlabs_documents() -> None:
    """ReportLab's own error names the flowable."""
    maker = partial(pdf.Canvas, metadata=pdf.Metadata(title="T", lang="en", date=DATE), default_font=TEXT)
    kept = pdf.Paragraph([pdf.Run(LONG * 60, font=TEXT)], STYLE, pdf.Element("P", root()), keep=True)
    with pytest.raises(LayoutError, match="Flowable <Paragraph “"):
        SimpleDocTemplate(BytesIO(), pagesize=(400, 300)).build([kept], canvasmaker=maker)


METADATA = pdf.Metadata(title="T", lang="en", date=DATE)
PLAIN = ParagraphStyle("plain", fontName=TEXT, bulletFontName=TEXT, fontSize=10, leading=14)
MIXED = f"{LONG}<i>{LONG}</i><font size=12>and <u>more</u> of it</font>, {LONG}<br/>The end."


@pytest.mark.parametrize("alignment", [TA_LEFT, TA_CENTER, TA_RIGHT, TA_JUSTIFY])
@pytest.mark.parametrize("words", [LONG * 3, MIXED])
def test_a_paragraph_of_reportlabs_is_read_word_by_word(words: str, alignment: int) -> None:
    """Its lines end with spaces, on however many pages."""
    element = pdf.Element("P", root())
    paragraph = PlainParagraph(words, PLAIN.clone("s", alignment=alignment))
    data = write([pdf.Spacer(150), pdf.Tagged(paragraph, element)]).data
    assert problems(data) == []
    text = "".join(shown.words for shown in spoken(data))
    expected = re.sub(r"<br/>", " ", words)
    assert text.split() == re.sub(r"<.*?>", "", expected).split()


def test_a_word_that_reportlab_would_cut_is_an_error() -> None:
    """Its two halves would be read as two words; one that just fits is whole."""
    word = "incomprehensibilities"
    style = PLAIN.clone("i", leftIndent=6, rightIndent=4)
    room = stringWidth(word, TEXT, 10) + 10
    for width, fits in ((room + 0.1, True), (room - 0.1, False)):
        tagged = pdf.Tagged(PlainParagraph(f"these <i>{word}</i> {word}", style), pdf.Element("P", root()))
        canvas = pdf.Canvas(BytesIO(), metadata=METADATA, default_font=TEXT)
        if fits:
            assert tagged.wrapOn(canvas, width, 999) == (width, 3 * 14)
        else:
            with pytest.raises(pdf.TooWide, match="a word of a Paragraph is"):
                tagged.wrapOn(canvas, width, 999)


def test_a_bullet_of_reportlabs_is_a_word() -> None:
    """It stands before the first word, not in it."""
    paragraph = PlainParagraph("Press", PLAIN.clone("b", leftIndent=20), bulletText="1.")
    assert read([pdf.Tagged(paragraph, pdf.Element("P", root()))])[1:] == ["  P “1. Press ”"]


def test_an_image_of_reportlabs_is_a_figure() -> None:
    """With its words and its place."""
    Image.new("RGB", (2, 2), (200, 30, 30)).save(file := BytesIO(), "PNG")
    picture = PlainImage(file, 40, 20, hAlign="RIGHT")
    figure = pdf.Element("Figure", root(), alt="A red field")
    data = write([pdf.Tagged(picture, figure)]).data
    assert problems(data) == []
    assert tree(data).splitlines()[1:] == ["  Figure Alt=“A red field”"]
    with pikepdf.open(BytesIO(data)) as file:
        left, bottom, right, top = (float(side) for side in file.Root.StructTreeRoot.K[0].K.A.BBox)
    assert (left, bottom, right, top) == (310, 230, 350, 250)


def test_what_keeps_with_its_next_does_so_when_tagged() -> None:
    """A heading of ReportLab's moves to the next page with the paragraph below it."""
    document = root()
    head = PlainParagraph("Head", PLAIN.clone("h", keepWithNext=1, spaceBefore=5, spaceAfter=7))
    tagged = pdf.Tagged(head, pdf.Element("H1", document))
    assert (tagged.getSpaceBefore(), tagged.getSpaceAfter()) == (5, 7)
    written = write([pdf.Spacer(170), tagged, paragraph("Body", document)])
    assert [line.page for line in seen(written.data)] == [1, 1]


def test_tagged_flowables_work_in_reportlabs_documents() -> None:
    """And break over their pages."""
    target = BytesIO()
    metadata = pdf.Metadata(title="T", lang="en", date=DATE)
    maker = partial(pdf.Canvas, metadata=metadata, default_font=TEXT)
    story = [pdf.Tagged(PlainParagraph(LONG * 60, PLAIN), pdf.Element("P", root()))]
    SimpleDocTemplate(target, pagesize=(400, 300)).build(story, canvasmaker=maker)
    assert problems(target.getvalue()) == []
    (line,) = tree(target.getvalue()).splitlines()[1:]
    assert line == f"  P “{LONG * 60}”"


if __name__ == "__main__":
    GOLDEN.write_text(tree(pdf_torture.write().data), encoding="utf-8")
