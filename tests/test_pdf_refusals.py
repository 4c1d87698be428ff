"""What is refused, so that the claim of conformance is never false; and what the file then says."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from reportlab.lib.colors import CMYKColor
from reportlab.platypus import Paragraph as PlainParagraph

from handout import pdf
from tests.pdf_kit import DATE, STYLE, heading, paragraph, root, write


def drawing(paint: Callable[[pdf.Canvas], None], element: pdf.Element | None) -> pdf.Figure:
    """A small figure."""
    return pdf.Figure(20, 20, paint, element)


def line(canvas: pdf.Canvas) -> None:
    """Draw a line on *canvas*."""
    canvas.line(0, 0, 9, 9)


class Bare(pdf.Block):
    """Draws without a scope."""

    def measured(self, width: float) -> float:
        """Some height."""
        return width / 10

    def draw(self) -> None:
        """Draw a word."""
        self.canv.setFont("Text", 10)
        self.canv.drawString(0, 0, "bare")


def test_a_figure_without_alternative_text() -> None:
    """It is refused; an actual text will do."""
    with pytest.raises(pdf.MissingAlternative, match="give its element alt=, or draw it as an artifact"):
        write([drawing(line, pdf.Element("Figure", root()))])
    write([drawing(line, pdf.Element("Figure", root(), actual_text="\\"))])
    write([drawing(line, None)])


def test_a_figure_in_no_language() -> None:
    """Its own will do, or that of any element above."""
    document = pdf.Element("Document")
    with pytest.raises(pdf.MissingLanguage, match="“a line” is in no language"):
        write([drawing(line, pdf.Element("Figure", document, alt="a line"))])
    write([drawing(line, pdf.Element("Figure", document, alt="a line", lang="en"))])


def test_a_field_without_alternative_text() -> None:
    """It is refused: not every reader knows fields on paper."""
    box = pdf.Inline(width=9, height=9, paint=lambda canvas, _: line(canvas), form=pdf.Form(role="cb"))
    with pytest.raises(pdf.MissingAlternative, match="a Form has no alternative text"):
        write([pdf.Paragraph([box], STYLE, pdf.Element("P", root()))])


def test_a_form_that_is_no_field() -> None:
    """Without a role it would have to hold a widget; and nothing else is a field."""
    with pytest.raises(pdf.MissingForm, match="say with form= what is filled in"):
        pdf.Element("Form", root(), alt="a box")
    with pytest.raises(pdf.MissingForm, match="make it a Form"):
        pdf.Element("Figure", root(), alt="a box", form=pdf.Form(role="cb"))


def test_text_without_a_scope() -> None:
    """It is refused, from flowables of one's own and from ReportLab's."""
    with pytest.raises(pdf.Untagged):
        write([Bare()])
    with pytest.raises(pdf.Untagged):
        write([PlainParagraph("bare", STYLE.clone("s", fontName="Text"))])


def test_an_unembedded_face() -> None:
    """Whoever brings it in."""

    def paint(canvas: pdf.Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(0, 0, "a")

    with pytest.raises(pdf.UnembeddedFont, match="the face Helvetica is not embedded"):
        write([drawing(paint, pdf.Element("Figure", root(), alt="a"))])


def test_an_annotation_no_element_knows() -> None:
    """ReportLab's own links are such."""

    def paint(canvas: pdf.Canvas) -> None:
        canvas.linkURL("https://example.org", (0, 0, 9, 9))
        line(canvas)

    with pytest.raises(pdf.ForeignAnnotation, match="page 1 has an annotation"):
        write([drawing(paint, pdf.Element("Figure", root(), alt="a"))])


def test_a_link_that_leads_nowhere() -> None:
    """An element of that role has an annotation."""
    with pytest.raises(pdf.LinkWithoutTarget, match="leads nowhere"):
        write([paragraph("a", pdf.Element("P", root()), role="Link")])


def test_a_heading_jump_is_seen_without_an_outline() -> None:
    """And in elements made by hand."""
    document = root()
    with pytest.raises(pdf.HeadingJump, match="the heading “H3” is of level 3 and follows level 1"):
        write([heading("One", document), paragraph("Three", document, role="H3")])


def test_other_colours_than_rgb() -> None:
    """The output intent knows only these."""

    def paint(canvas: pdf.Canvas) -> None:
        canvas.setFillColor(CMYKColor(1, 0, 0, 0))

    with pytest.raises(ValueError, match="Non RGB color"):
        write([drawing(paint, None)])


@pytest.mark.parametrize(
    ("role", "parent", "advice"),
    [
        ("LI", "Document", "put it in L"),
        ("TD", "Table", "put it in TR"),
        ("Chapter", "Document", "known role"),
        ("Document", "Document", "known role"),
        ("P", None, "only Document stands alone"),
    ],
)
def test_an_element_in_the_wrong_place(role: str, parent: str | None, advice: str) -> None:
    """It is refused where it is made."""
    within = {None: None, "Document": root(), "Table": pdf.Element("Table", root())}[parent]
    with pytest.raises(pdf.Misplaced, match=advice):
        pdf.Element(role, within)


@pytest.mark.parametrize("lang", ["english", "e", "en_GB", ""])
def test_what_is_no_language(lang: str) -> None:
    """Neither of an element nor of a document."""
    with pytest.raises(pdf.BadLanguage, match="is no language"):
        pdf.Element("Document", lang=lang)
    with pytest.raises(pdf.BadLanguage):
        pdf.Metadata(title="T", lang=lang, date=DATE)


def test_a_document_without_title() -> None:
    """Spaces are none."""
    with pytest.raises(pdf.MissingTitle):
        pdf.Metadata(title=" ", lang="en", date=DATE)


def test_nothing_is_written_when_something_is_refused() -> None:
    """The target stays as it was."""
    target = BytesIO()
    canvas = pdf.Canvas(target, metadata=pdf.Metadata(title="T", lang="en", date=DATE), default_font="Text")
    with canvas.tagged(pdf.Element("Link", root())):
        canvas.drawString(9, 9, "a")
    with pytest.raises(pdf.PdfError):
        canvas.save()
    assert target.getvalue() == b""
