"""Paragraphs, headings, items, boxes and figures on pages."""

from __future__ import annotations

import pytest
from reportlab.lib.styles import ParagraphStyle

from handout import pdf
from tests.pdf_check import problems
from tests.pdf_kit import (
    FRAME,
    LARGE,
    LONG,
    STYLE,
    heading,
    item,
    letters,
    paragraph,
    root,
    row,
    seen,
    texts,
    write,
)


def nothing(canvas: pdf.Canvas) -> None:
    """Paint nothing on *canvas*."""


def test_a_paragraph_goes_on_on_the_next_page() -> None:
    """Nothing is lost or said twice, and it is one element, seen first on the first page."""
    block = paragraph(LONG * 20, root())
    written = write([block])
    assert " ".join(texts(written.data)) == (LONG * 20).strip()
    assert [page.lines for page in written.pages] == [14, len(texts(written.data)) - 14]
    assert written.page_index(block.element) == 0


def test_no_line_stands_alone() -> None:
    """Neither the first of a paragraph at a page's foot nor the last at a page's head."""
    document = root()
    spacer = pdf.Spacer(200 - 14)
    assert write([spacer, paragraph(LONG * 4, document)]).pages[0].lines == 0
    style = ParagraphStyle("s", parent=STYLE, allowWidows=0)
    five = paragraph("a\nb\nc\nd\ne", document, style=style)
    pages = write([pdf.Spacer(200 - 4 * 14), five]).pages
    assert [page.lines for page in pages] == [3, 2]


def test_a_kept_paragraph_moves_whole() -> None:
    """It is not split, though it could be."""
    document = root()
    pages = write([pdf.Spacer(150), paragraph("a\nb\nc\nd", document, keep=True)]).pages
    assert [page.lines for page in pages] == [0, 4]


def test_a_heading_goes_with_what_follows() -> None:
    """It never stands at a page's foot, nor do two."""
    document = root()
    story = [
        pdf.Spacer(140),
        heading("One", document),
        heading("Two", document, 2),
        paragraph(LONG * 2, document),
    ]
    assert {line.page for line in seen(write(story).data)} == {1}


def test_the_larger_space_counts_and_none_at_the_top() -> None:
    """As in ReportLab's frames."""
    document = root()
    spaced = ParagraphStyle("spaced", parent=STYLE, spaceBefore=10, spaceAfter=4)
    lines = seen(
        write([paragraph("one", document, style=spaced), paragraph("two", document, style=spaced)]).data
    )
    first = seen(write([paragraph("one", document)]).data)[0]
    assert lines[0].baseline == pytest.approx(first.baseline)
    assert lines[0].baseline - lines[1].baseline == pytest.approx(14 + 10)


def test_what_does_not_fit_an_empty_page_is_an_error() -> None:
    """It tells what it is, how high it is and how high it may be."""
    with pytest.raises(pdf.DoesNotFit, match=r"Paragraph “Press where .*” is .* pt high .* has 200\.0 pt"):
        write([paragraph(LONG * 20, root(), keep=True)])
    with pytest.raises(pdf.DoesNotFit, match=r"Figure"):
        write([paragraph("a", root()), pdf.Figure(10, 201, nothing, None)])


def too_high() -> dict[str, tuple[pdf.Block, pdf.Element]]:
    """Things of 210 points that are kept together, each with the element that tells where it is."""
    document = root()
    table, box, plain = pdf.Element("Table", document), pdf.Element("Sect", document), pdf.Spacer(210)
    rows = [row("a", table=table) for _ in range(11)]
    block = paragraph("a", document)
    kept = item("1.", [pdf.Spacer(210)], pdf.Element("L", document))
    figure = pdf.Element("Figure", document, alt="a")
    return {
        "table": (pdf.Table(rows, [100], element=table, keep=True), table),
        "row": (pdf.Table(rows[:1], [100], element=table, min_heights=210), table),
        "item": (kept, kept.element),
        "box": (pdf.Boxed([plain, block], element=box), box),
        "box without element": (pdf.Boxed([plain, pdf.Boxed([block])]), block.element),
        "columns": (pdf.Columns([plain, block], count=1, keep=True), block.element),
        "figure": (pdf.Figure(10, 210, nothing, figure), figure),
    }


@pytest.mark.parametrize(("flowable", "element"), too_high().values(), ids=too_high())
def test_what_does_not_fit_says_where_it_is(flowable: pdf.Block, element: pdf.Element) -> None:
    """By its element, or that of the first thing in it; its words are not needed to tell."""
    with pytest.raises(pdf.DoesNotFit) as caught:
        write([flowable])
    assert caught.value.element is element
    assert caught.value.available == 200
    assert caught.value.needed == flowable.height > 200


def test_decoration_that_does_not_fit_has_no_element() -> None:
    """Only its kind is told."""
    with pytest.raises(pdf.DoesNotFit) as caught:
        write([pdf.Boxed([pdf.Spacer(210)])])
    assert caught.value.element is None


def test_a_page_break_begins_a_page() -> None:
    """And does nothing where a page begins anyway."""
    document = root()
    story = [pdf.PageBreak(), paragraph("one", document), pdf.PageBreak(), pdf.PageBreak()]
    lines = seen(write([*story, paragraph("two", document)]).data)
    assert [(line.page, line.text) for line in lines] == [(0, "one"), (1, "two")]


def test_a_label_stands_level_with_its_body() -> None:
    """Whatever the sizes, whichever is larger."""
    large = ParagraphStyle("large", fontSize=20, leading=24)
    for label_style, body_style in ((large, STYLE), (STYLE, large)):
        element = pdf.Element("LI", pdf.Element("L", root()))
        label = paragraph("A1", element, style=label_style, role="Lbl")
        block = pdf.Item(
            element, label=label, body=[paragraph("Press", element, style=body_style)], indent=40
        )
        lines = seen(write([block]).data)
        assert [line.text for line in lines] == ["A1 Press"]
        assert pdf.Item.wrapOn(block, None, 300, 200)[1] == 24


def test_a_drawn_label_stands_on_the_baseline() -> None:
    """A box to tick beside a line of text."""
    drawn = []
    box = pdf.Figure(8, 8, lambda canvas: drawn.append(canvas.absolutePosition(0, 0)), None)
    element = pdf.Element("LI", pdf.Element("L", root()))
    block = pdf.Item(element, label=box, body=[paragraph("Press", element)], indent=20)
    line = seen(write([block]).data)[0]
    assert drawn[0] == pytest.approx((FRAME[0], line.baseline))


def test_the_body_hangs_beside_the_label() -> None:
    """All its lines begin at the indent."""
    lines = seen(write([item("A1", [LONG * 3, "More."], pdf.Element("L", root()))]).data)
    assert {round(line.left) for line in lines[1:]} == {FRAME[0] + 20}


def test_an_item_is_split_only_when_it_may_be() -> None:
    """The rest has no label, and is of the same element."""
    document = root()
    for keep, expected in ((True, [0, 6]), (False, [3, 3])):
        block = item("A1", ["a\nb\nc\nd\ne\nf"], pdf.Element("L", document), keep=keep)
        written = write([pdf.Spacer(200 - 3 * 14), block])
        assert [line.page for line in seen(written.data)].count(1) == expected[1]
    assert written.page_index(block.element) == 0


def test_a_box_is_as_high_as_its_content_and_padding() -> None:
    """On all sides."""
    document = root()
    inside = [paragraph("one", document), paragraph("two", document)]
    written = write([pdf.Boxed(inside, padding=9)])
    assert written.pages[0].free == pytest.approx(200 - 28 - 2 * 9)
    left = seen(written.data)[0].left
    assert left == pytest.approx(seen(write(inside).data)[0].left + 9)


def test_a_figure_wider_than_the_column_is_an_error() -> None:
    """Rather than drawn over the margin."""
    with pytest.raises(pdf.TooWide, match=r"301\.0 pt wide and has 300\.0 pt"):
        write([pdf.Figure(301, 10, nothing, None)])


@pytest.mark.parametrize(("align", "left"), [("LEFT", 50), ("CENTER", 150), ("RIGHT", 250)])
def test_a_figure_is_painted_from_its_lower_left(align: str, left: float) -> None:
    """In points, wherever it stands."""
    places = []
    paint = lambda canvas: places.append(canvas.absolutePosition(0, 0))  # noqa: E731
    write([pdf.Spacer(20), pdf.Figure(100, 30, paint, None, align=align)])
    assert places == [pytest.approx((left, 250 - 50))]


def test_alignment() -> None:
    """Lines stand at the right or in the middle when the style says so."""
    document = root()
    lefts = []
    for alignment in (0, 1, 2):
        style = ParagraphStyle("s", parent=STYLE, alignment=alignment)
        lefts.append(seen(write([paragraph("Press", document, style=style)]).data)[0].left)
    assert lefts[0] == pytest.approx(50, abs=1)
    assert lefts[1] == pytest.approx((lefts[0] + lefts[2]) / 2)
    assert lefts[2] > 300


def test_columns_beside_begin_level() -> None:
    """Their first lines share a baseline, whatever the size of their letters; the highest counts."""
    document = root()
    small, large = paragraph("a\nb\nc", document), paragraph("A", document, style=LARGE)
    written = write([pdf.Beside([[small], [large]], gap=20), paragraph("below", document)])
    lines = {line.text: line for line in seen(written.data)}
    assert list(lines) == ["a", "b", "c", "A", "below"]
    assert lines["a"].baseline == pytest.approx(lines["A"].baseline)
    assert lines["c"].baseline - lines["below"].baseline == pytest.approx(14)
    assert pdf.Beside([[small], [large]], gap=20).plain_text == "a b c A"
    assert problems(written.data) == []


def test_columns_beside_are_as_wide_as_each_other() -> None:
    """With the gap between them: (300 - 20) / 2."""
    document = root()
    words = "Press where it hurts"
    written = write([pdf.Beside([[paragraph("x", document)], [paragraph(words, document)]], gap=20)])
    at = [x for _, letter, x, _ in letters(written.data) if letter in "xP"]
    assert at == pytest.approx([FRAME[0], FRAME[0] + 160], abs=0.5)


def test_what_stands_beside_is_not_split() -> None:
    """It moves whole to the next page, and has the first line of an item's label."""
    document = root()
    beside = pdf.Beside([[paragraph("a\nb", document)], [paragraph("c\nd\ne", document)]], gap=20)
    lines = seen(write([pdf.Spacer(170), item("1", [beside], pdf.Element("L", document))]).data)
    assert {line.page for line in lines} == {1}
    assert lines[0].text.startswith("1")
    assert len({round(line.baseline) for line in lines}) == 3


def test_a_rule_may_stay_with_what_follows() -> None:
    """It does not end a page, and is there at the top of one."""
    document = root()
    rule = pdf.Rule(weight=2, keep_with_next=True, space_before=6, space_after=6)
    story = [pdf.Spacer(150), paragraph("a", document), rule, paragraph("b\nc\nd", document, keep=True)]
    written = write(story)
    assert [page.lines for page in written.pages] == [1, 3]
    assert [page.free for page in written.pages] == pytest.approx([200 - 150 - 14, 200 - 2 - 6 - 3 * 14])


def test_a_frame_may_hang_out_of_its_column() -> None:
    """Its words then begin where the column does, if it hangs as far as it is padded."""
    document = root()
    story = [paragraph("a", document), pdf.Boxed([paragraph("b", document)], padding=7, hanging=7)]
    first, second = seen(write(story).data)
    assert second.left == pytest.approx(first.left, abs=1)
