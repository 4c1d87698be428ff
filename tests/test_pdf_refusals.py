"""What is refused, so that the claim of conformance is never false; and what the file then says."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from reportlab.lib.colors import CMYKColor
from reportlab.platypus import Paragraph as PlainParagraph
from reportlab.platypus import Spacer as PlainSpacer

from handout import pdf
from tests.pdf_kit import (
    DATE,
    FRAME,
    PAGE,
    STYLE,
    TEXT,
    heading,
    on_paper,
    paragraph,
    refused,
    root,
    row,
    write,
)


def drawing(paint: Callable[[pdf.Canvas], None], element: pdf.Element | None) -> pdf.Figure:
    """A small figure."""
    return pdf.Figure(20, 20, paint, element)


def line(canvas: pdf.Canvas) -> None:
    """Draw a line on *canvas*."""
    canvas.line(0, 0, 9, 9)


class Bare(pdf.Block):
    """Draws without a scope."""

    def lay_out(self, width: float) -> float:
        """Some height."""
        return width / 10

    def draw(self) -> None:
        """Draw a word."""
        self.canv.setFont(TEXT, 10)
        self.canv.drawString(0, 0, "bare")


def test_a_figure_without_alternative_text() -> None:
    """It is refused; an actual text will do."""
    (violation,) = refused(lambda: write([drawing(line, pdf.Element("Figure", root()))]))
    assert isinstance(violation, pdf.errors.MissingAlternative)
    assert "give its element alt=, or draw it as an artifact" in str(violation)
    write([drawing(line, pdf.Element("Figure", root(), actual_text="\\"))])
    write([drawing(line, None)])


def test_a_figure_in_no_language() -> None:
    """Its own will do, or that of any element above."""
    document = pdf.Element("Document")
    (violation,) = refused(lambda: write([drawing(line, pdf.Element("Figure", document, alt="a line"))]))
    assert isinstance(violation, pdf.errors.MissingLanguage)
    assert "the alternative text “a line” has no language" in str(violation)
    write([drawing(line, pdf.Element("Figure", document, alt="a line", lang="en"))])


def test_a_field_without_alternative_text() -> None:
    """It is refused: not every reader knows fields on paper."""
    box = pdf.Inline(width=9, height=9, paint=lambda canvas, _: line(canvas), form=pdf.Form(role="cb"))
    (violation,) = refused(lambda: write([pdf.Paragraph([box], STYLE, pdf.Element("P", root()))]))
    assert "a Form has no alternative text" in str(violation)


def test_a_form_that_is_no_field() -> None:
    """Without a role it would have to hold a widget; and nothing else is a field."""
    form = pdf.Element("Form", root(), alt="a box")
    figure = pdf.Element("Figure", root(), alt="a box", form=pdf.Form(role="cb"))
    for element, advice in ((form, "give its element form="), (figure, "make it a Form")):
        (violation,) = refused(lambda element=element: write([drawing(line, element)]))
        assert isinstance(violation, pdf.errors.MissingForm)
        assert advice in str(violation)


def test_text_without_a_scope() -> None:
    """It is refused, from flowables of one's own and from ReportLab's."""
    for flowable in (Bare(), PlainParagraph("bare", STYLE.clone("s", fontName=TEXT))):
        (violation,) = refused(lambda flowable=flowable: write([flowable]))
        assert isinstance(violation, pdf.errors.Untagged)


def test_an_unembedded_font() -> None:
    """Whoever brings it in."""

    def paint(canvas: pdf.Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(0, 0, "a")

    (violation,) = refused(lambda: write([drawing(paint, pdf.Element("Figure", root(), alt="a"))]))
    assert isinstance(violation, pdf.errors.UnembeddedFont)
    assert "the font Helvetica was not loaded with load_font" in str(violation)


def test_an_annotation_no_element_knows() -> None:
    """ReportLab's own links are such."""

    def paint(canvas: pdf.Canvas) -> None:
        canvas.linkURL("https://example.org", (0, 0, 9, 9))
        line(canvas)

    (violation,) = refused(lambda: write([drawing(paint, pdf.Element("Figure", root(), alt="a"))]))
    assert isinstance(violation, pdf.errors.ForeignAnnotation)
    assert str(violation).startswith("page 1: ReportLab made an annotation")


def test_a_link_that_leads_nowhere() -> None:
    """An element of that role has an annotation."""
    (violation,) = refused(lambda: write([paragraph("a", pdf.Element("P", root()), role="Link")]))
    assert isinstance(violation, pdf.errors.LinkWithoutTarget)
    assert "the Link in P leads nowhere" in str(violation)


def test_a_link_to_an_anchor_that_is_not_there() -> None:
    """Neither is one whose element is not drawn."""
    story = [paragraph("a", document := root(), href="#b")]
    (violation,) = refused(lambda: write(story))
    assert isinstance(violation, pdf.errors.UnknownAnchor)
    assert "the link to “#b” leads nowhere" in str(violation)
    part = pdf.Part(story, FRAME, anchors={"b": pdf.Element("P", document)})
    (violation,) = refused(lambda: on_paper([part], page_size=PAGE, title="T", lang="en", date=DATE))
    assert isinstance(violation, pdf.errors.UnknownAnchor)


def test_a_heading_jump_is_seen_without_an_outline() -> None:
    """And in elements made by hand; only the jump is told of, not what follows on its level."""
    document = root()
    story = [heading("One", document), *(paragraph(word, document, role="H3") for word in ("a", "b"))]
    (violation,) = refused(lambda: write(story))
    assert isinstance(violation, pdf.errors.HeadingJump)
    assert "the heading “H3” is of level 3 and follows level 1" in str(violation)


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
    """It is refused once it is drawn."""
    within = {None: None, "Document": root(), "Table": pdf.Element("Table", root())}[parent]
    element = pdf.Element(role, within)
    violations = refused(lambda: write([pdf.Tagged(PlainSpacer(9, 9), element)]))
    assert [type(violation) for violation in violations] == [pdf.errors.Misplaced]
    assert advice in str(violations[0])
    assert violations[0].element is element


@pytest.mark.parametrize("lang", ["english", "e", "en_GB", ""])
def test_what_is_no_language(lang: str) -> None:
    """Neither of an element nor of a document."""
    element = pdf.Element("P", root(), lang=lang)
    (violation,) = refused(lambda: write([pdf.Tagged(PlainSpacer(9, 9), element)]))
    assert isinstance(violation, pdf.errors.BadLanguage)
    (violation,) = refused(lambda: write([pdf.Spacer(9)], lang=lang))
    assert f"“{lang}” is not a language tag" in str(violation)


def test_a_document_without_title() -> None:
    """Spaces are none."""
    (violation,) = refused(lambda: write([pdf.Spacer(9)], title=" "))
    assert isinstance(violation, pdf.errors.MissingTitle)


def test_all_violations_are_told_at_once() -> None:
    """On whatever page, each with its page, its element and its clause; and one thing only once."""
    document = root()
    figure = pdf.Element("Figure", document)
    table = pdf.Element("Table", document)
    story = [
        heading("One", document),
        heading("Three", document, 3),
        Bare(),
        pdf.PageBreak(),
        drawing(line, figure),
        drawing(line, pdf.Element("Figure", document)),
        pdf.Table([row("a", "b", table=table), row("c", table=table)], [40, 40], element=table),
        paragraph("門 and 門", pdf.Element("LI", document), role="LBody"),
        pdf.PageBreak(),
        Bare(),
        Bare(),
    ]
    violations = refused(lambda: write(story, title=""))
    assert [(type(found), found.page) for found in violations] == [
        (pdf.errors.MissingTitle, None),
        (pdf.errors.Untagged, 0),
        (pdf.errors.HeadingJump, 0),
        (pdf.errors.IrregularTable, 1),
        (pdf.errors.MissingGlyph, 1),
        (pdf.errors.MissingAlternative, 1),
        (pdf.errors.MissingAlternative, 1),
        (pdf.errors.Misplaced, 1),
        (pdf.errors.Untagged, 2),
    ]
    assert [found.element for found in violations][3:6:2] == [table, figure]
    assert all(str(found).endswith(f"({found.clause})") for found in violations)
    assert violations[5].clause == "ISO 14289-1, 7.3"


def test_the_error_tells_what_its_violations_tell() -> None:
    """One a line, whoever prints it."""
    with pytest.raises(pdf.ConformanceError) as caught:
        write([Bare(), drawing(line, pdf.Element("Figure", root()))])
    assert str(caught.value).splitlines() == [str(violation) for violation in caught.value.violations]


def test_nothing_is_written_when_something_is_refused() -> None:
    """The target stays as it was."""
    target = BytesIO()
    canvas = pdf.Canvas(target, metadata=pdf.Metadata(title="T", lang="en", date=DATE), default_font=TEXT)
    with canvas.tagged(pdf.Element("Link", root())):
        canvas.drawString(9, 9, "a")
    with pytest.raises(pdf.ConformanceError):
        canvas.save()
    assert target.getvalue() == b""
