"""Balanced columns."""

from __future__ import annotations

import pytest
from reportlab.lib.styles import ParagraphStyle

from handout import pdf
from tests.pdf_kit import LONG, STYLE, heading, paragraph, root, seen, texts, write


def numbered(count: int, lines: int = 1) -> list[pdf.Paragraph]:
    """Short paragraphs that begin with their number and are never split."""
    document = root()
    return [paragraph(f"{n}" + "\nx" * (lines - 1), document, keep=True) for n in range(count)]


def columns_of(data: bytes) -> dict[tuple[int, int], list[str]]:
    """The lines of each page and column, by where the column begins."""
    found: dict[tuple[int, int], list[str]] = {}
    for line in seen(data):
        found.setdefault((line.page, round(line.left / 10) * 10), []).append(line.text)
    return found


def test_columns_are_as_low_as_they_can_be() -> None:
    """The first is filled first."""
    written = write([pdf.Columns(numbered(5), count=2, gap=20)])
    assert columns_of(written.data) == {(0, 50): ["0", "1", "2"], (0, 210): ["3", "4"]}
    assert written.pages[0].free == pytest.approx(200 - 3 * 14 + 14 / 2)


def test_columns_are_as_high_as_their_largest_block() -> None:
    """And no higher."""
    document = root()
    blocks = [paragraph("a", document), paragraph("b\nb\nb\nb", document, keep=True)]
    assert write([pdf.Columns(blocks, count=2)]).pages[0].free == pytest.approx(200 - 4 * 14 + 3 * 14 / 2)


def test_content_stays_in_its_order() -> None:
    """What is drawn first comes first, across columns and pages."""
    data = write([pdf.Columns(numbered(60), count=3)]).data
    assert texts(data) == [str(n) for n in range(60)]


def test_a_paragraph_may_go_on_in_the_next_column() -> None:
    """As it may on the next page."""
    written = write([pdf.Columns([paragraph(LONG * 4, root())], count=2)])
    assert " ".join(texts(written.data)) == (LONG * 4).strip()
    assert len({left for _, left in columns_of(written.data)}) == 2


def test_the_rest_goes_on_in_columns_on_the_next_page() -> None:
    """Balanced there again; after them comes what comes after."""
    document = root()
    story = [pdf.Columns(numbered(34), count=2, gap=20), paragraph("after", document)]
    written = write(story)
    sizes = {key: len(lines) for key, lines in columns_of(written.data).items()}
    assert sizes == {(0, 50): 14, (0, 210): 14, (1, 50): 4, (1, 210): 3}
    assert written.pages[1].free == pytest.approx(200 - 4 * 14)


def test_kept_columns_move_whole() -> None:
    """They begin on the next page."""
    story = [pdf.Spacer(180), pdf.Columns(numbered(8), count=2, keep=True)]
    assert {line.page for line in seen(write(story).data)} == {1}


def test_one_column_is_like_none() -> None:
    """The same lines at the same places."""
    spaced = ParagraphStyle("spaced", parent=STYLE, spaceBefore=3, spaceAfter=5)
    document = root()
    story = [paragraph(LONG * 2, document, style=spaced), paragraph(LONG, document, style=spaced)]
    assert seen(write([pdf.Columns(story, count=1)]).data) == seen(write(story).data)


def test_no_column_ends_with_a_heading() -> None:
    """A heading stands in the column of what follows."""
    document = root()
    story = [*numbered(3, lines=2), heading("Head", document), *numbered(3, lines=2)]
    data = write([pdf.Columns(story, count=2, gap=20)]).data
    assert [lines[-1] for lines in columns_of(data).values()] == ["x", "x"]


def test_spaces_collapse_in_columns() -> None:
    """As on pages: none at a column's top."""
    spaced = ParagraphStyle("spaced", parent=STYLE, spaceBefore=6, spaceAfter=4)
    document = root()
    story = [paragraph(str(n), document, style=spaced) for n in range(4)]
    written = write([pdf.Columns(story, count=2)])
    assert written.pages[0].free == pytest.approx(200 - 2 * 14 - 6)
    lines = seen(written.data)
    assert lines[0].baseline == pytest.approx(lines[2].baseline)
