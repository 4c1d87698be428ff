"""Tables on pages."""

from __future__ import annotations

import re

import pytest
from reportlab.lib.styles import ParagraphStyle

from handout import pdf
from tests.pdf_check import problems, tree
from tests.pdf_kit import DATE, LONG, TEXT, paragraph, refused, root, row, seen, texts, write


def table(rows: list[list[pdf.Cell]], element: pdf.Element, **options: object) -> pdf.Table:
    """Two columns of 100 points."""
    return pdf.Table(rows, [100, 100], element=element, **options)


def test_a_row_is_as_high_as_its_highest_cell() -> None:
    """And at least as high as it is told to be."""
    element = pdf.Element("Table", root())
    rows = [
        row("a", "b", table=element, role="TH"),
        row(LONG, "d", table=element),
        row("", "", table=element),
    ]
    written = write([table(rows, element, min_heights=[0, 30, 40])])
    long_lines = sum(line.left < 150 for line in seen(written.data)) - 1
    assert written.pages[0].free == pytest.approx(200 - (14 + 6) - (long_lines * 14 + 6) - 40)


def test_a_row_without_words_is_as_high_as_it_is_told_to_be() -> None:
    """Room to write: its cells are there, with a rule above and below, and no lower than they should be."""
    element = pdf.Element("Table", root())
    rows = [row("a", "b", table=element, role="TH"), row("", "", table=element), row("", "c", table=element)]
    written = write([table(rows, element, min_heights=[0, 42, 43])])
    head, last = (line.baseline for line in seen(written.data))
    assert head - last == pytest.approx(20 + 42)
    assert written.pages[0].free == pytest.approx(200 - 20 - 42 - 43)
    assert problems(written.data) == []
    assert tree(written.data).count("      TD") == 4


def test_rows_move_whole_and_the_head_is_repeated() -> None:
    """No row is cut by a page; the head stands above the rest again."""
    element = pdf.Element("Table", root())
    rows = [row("When", "How much", table=element, role="TH", scope="Column")]
    rows += [row(f"{n}\nx\ny", "", table=element) for n in range(8)]
    lines = seen(write([table(rows, element)]).data)
    pages = [[line.text for line in lines if line.page == page] for page in range(3)]
    assert pages[0][:4] == ["When How much", "0", "x", "y"]
    assert [page[0] for page in pages] == ["When How much"] * 3
    assert all(len(page) % 3 == 1 for page in pages)


def test_a_kept_table_moves_whole() -> None:
    """It begins on the next page."""
    element = pdf.Element("Table", root())
    rows = [row(str(n), "", table=element) for n in range(4)]
    lines = seen(write([pdf.Spacer(150), table(rows, element, keep=True, header_rows=0)]).data)
    assert {line.page for line in lines} == {1}


def test_a_head_never_stands_alone() -> None:
    """A table begins with at least one row below its head."""
    element = pdf.Element("Table", root())
    rows = [row("head", "", table=element, role="TH"), row("body", "", table=element)]
    lines = seen(write([pdf.Spacer(200 - 21), table(rows, element)]).data)
    assert {line.page for line in lines} == {1}


def test_first_lines_of_a_row_stand_level() -> None:
    """Whatever the sizes."""
    element = pdf.Element("Table", root())
    tr = pdf.Element("TR", element)
    large = ParagraphStyle("large", fontSize=20, leading=24)
    one, two = pdf.Element("TD", tr), pdf.Element("TD", tr)
    cells = [pdf.Cell(one, [paragraph("one", one)]), pdf.Cell(two, [paragraph("two", two, style=large)])]
    assert texts(write([table([cells], element, header_rows=0)]).data) == ["one two"]


@pytest.mark.parametrize(("align", "down"), [("top", 0), ("middle", 13), ("bottom", 26)])
def test_content_stands_where_the_cell_says(align: str, down: float) -> None:
    """At the top, in the middle, or at the foot of the row."""
    element = pdf.Element("Table", root())
    td = pdf.Element("TD", pdf.Element("TR", element))
    cell = pdf.Cell(td, [paragraph("one", td)], align=align)
    data = write([pdf.Table([[cell]], [100], element=element, header_rows=0, min_heights=46)]).data
    top = write([pdf.Table([[pdf.Cell(td, [paragraph("one", td)])]], [100], element=element, header_rows=0)])
    assert seen(top.data)[0].baseline - seen(data)[0].baseline == pytest.approx(down)


def test_a_cell_may_span_columns() -> None:
    """It is as wide as they are together."""
    element = pdf.Element("Table", root())
    td = pdf.Element("TD", pdf.Element("TR", element), span=2)
    rows = [[pdf.Cell(td, [paragraph("Press where it hurts and say", td)])]]
    assert texts(write([table(rows, element, header_rows=0)]).data) == ["Press where it hurts and say"]


def test_a_row_that_does_not_fill_the_columns_is_an_error() -> None:
    """A table is regular, or a reader cannot say which head a cell has."""
    element = pdf.Element("Table", root())
    style = pdf.TableStyle(rules="top rows bottom left columns right")
    rows = [row(*texts, table=element) for texts in ("a", "ab", "abc", "")]
    violations = refused(lambda: write([table(rows, element, style=style)]))
    assert [(type(found), found.element) for found in violations] == [
        (pdf.errors.IrregularTable, element)
    ] * 3
    assert [re.search(r"spans \d of 2", str(found))[0][6] for found in violations] == ["1", "3", "0"]


def test_a_row_on_two_pages_is_told_once() -> None:
    """A head that is repeated is irregular in one place."""
    element = pdf.Element("Table", root())
    rows = [row("a", table=element, role="TH"), *(row("b", "c", table=element) for _ in range(20))]
    assert len(refused(lambda: write([table(rows, element)]))) == 1


def test_rules_are_drawn_where_the_style_says() -> None:
    """Every name draws its lines, no name none."""
    element = pdf.Element("Table", root())
    rows = [
        row("a", "b", table=element, role="TH"),
        row("c", "d", table=element),
        row("e", "f", table=element),
    ]
    counts = {}
    for rules in ("", "top", "header", "rows", "bottom", "left", "columns", "right"):
        lines: list[tuple[float, ...]] = []
        block = table(rows, element, style=pdf.TableStyle(rules=rules))
        block.wrapOn(None, 300, 200)
        block.drawOn(_Recorder(lines), 0, 0)
        counts[rules] = len(lines)
    assert counts == {
        "": 0,
        "top": 1,
        "header": 1,
        "rows": 2,
        "bottom": 1,
        "left": 3,
        "columns": 3,
        "right": 3,
    }


class _Recorder(pdf.Canvas):
    """A canvas that notes the lines drawn on it."""

    def __init__(self, lines: list[tuple[float, ...]]) -> None:
        metadata = pdf.Metadata(title="T", lang="en", date=DATE)
        super().__init__("unused.pdf", metadata=metadata, default_font=TEXT)
        self.noted = lines

    def line(self, *ends: float) -> None:
        self.noted.append(ends)


def test_tied_rows_stay_with_the_row_before() -> None:
    """A page ends before the row that they belong to, under the head that is repeated."""
    element = pdf.Element("Table", root())
    rows = [row("head", "", table=element, role="TH", scope="Column")]
    rows += [row(name, "", table=element) for name in ("a", "a1", "a2", "b", "b1", "b2", "c", "c1", "c2")]
    tied = {2, 3, 5, 6, 8, 9}
    # Eight rows of 20 points find room beside 40 of 200: the head, a, b, and c with one of its two.
    lines = seen(write([pdf.Spacer(15), table(rows, element, tied=tied)]).data)
    assert [line.text for line in lines if line.page == 0] == ["head", "a", "a1", "a2", "b", "b1", "b2"]
    assert [line.text for line in lines if line.page == 1] == ["head", "c", "c1", "c2"]
    loose = seen(write([pdf.Spacer(15), table(rows, element)]).data)
    assert [line.text for line in loose if line.page == 1] == ["head", "c2"]


def test_tied_rows_that_leave_no_room_move_with_the_table() -> None:
    """A head alone does not end a page."""
    element = pdf.Element("Table", root())
    rows = [row("head", "", table=element, role="TH", scope="Column")]
    rows += [row(name, "", table=element) for name in ("a", "a1", "a2")]
    lines = seen(write([pdf.Spacer(130), table(rows, element, tied={2, 3})]).data)
    assert {line.page for line in lines} == {1}
