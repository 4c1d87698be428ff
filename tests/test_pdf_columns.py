"""Balanced columns."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from reportlab.lib.colors import black
from reportlab.lib.styles import ParagraphStyle

from handout import pdf
from tests.pdf_kit import (
    DATE,
    FRAME,
    LONG,
    STYLE,
    heading,
    images,
    on_paper,
    paragraph,
    root,
    seen,
    texts,
    write,
)


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


# --- Columns that begin where it is said -----------------------------------------------------------


def beside(*groups: list[pdf.Paragraph], **options: Any) -> pdf.Columns:
    """Two columns, 20 points apart, with what stands in each."""
    first, second = groups
    return pdf.Columns([*first, pdf.PageBreak(), *second], count=2, gap=20, **options)


def stretching(count: int, strength: float = 1) -> list[pdf.Paragraph]:
    """Paragraphs of one line, with gaps that take spare height."""
    blocks = numbered(count)
    for block in blocks:
        block.stretch = strength
    return blocks


def spent(points: float, *story: pdf.Block) -> pdf.Written:
    """The story, with so much of the spare height given to its gaps."""
    part = pdf.Part(story, FRAME, spent=points)
    return on_paper([part], page_size=(400, 300), title="A title", lang="en", date=DATE)


def baselines(written: pdf.Written) -> tuple[list[float], list[float]]:
    """How far below the top of the frame the lines of the left and of the right column stand."""
    lines = [(line.left, 250 - line.baseline) for line in seen(written.data)]
    return [y for x, y in lines if x < 200], [y for x, y in lines if x >= 200]


def test_a_column_begins_where_it_is_said() -> None:
    """Whatever room is left in the one before."""
    written = write([beside(numbered(2), numbered(4))])
    assert columns_of(written.data) == {(0, 50): ["0", "1"], (0, 210): ["0", "1", "2", "3"]}


def test_the_last_column_takes_what_is_left() -> None:
    """Where more columns begin than there are."""
    content = [*numbered(2), pdf.PageBreak(), *numbered(2), pdf.PageBreak(), *numbered(1)]
    written = write([pdf.Columns(content, count=2, gap=20)])
    assert columns_of(written.data) == {(0, 50): ["0", "1"], (0, 210): ["0", "1", "0"]}


def test_each_column_goes_on_in_its_own() -> None:
    """What has no room on the page does not run into the column beside."""
    written = write([beside(numbered(16), numbered(15))])
    assert columns_of(written.data) == {
        (0, 50): [str(n) for n in range(14)],
        (0, 210): [str(n) for n in range(14)],
        (1, 50): ["14", "15"],
        (1, 210): ["14"],
    }


def test_no_page_ends_with_the_headings_of_columns() -> None:
    """They go on to the page of what they head, in each column."""
    document = root()
    columns = beside([heading("a", document), *numbered(2)], [heading("b", document), *numbered(3)])
    written = write([pdf.Spacer(200 - 24 - 10), columns])
    assert {line.page for line in seen(written.data)} == {1}


def test_white_space_is_of_both_columns() -> None:
    """What one has left beside the other counts by half."""
    assert write([beside(numbered(6), numbered(2))]).pages[0].free == pytest.approx(200 - 6 * 14 + 4 * 14 / 2)


def test_white_space_is_spent() -> None:
    """Both columns end on the last line of the frame, and their gaps have grown alike."""
    written = spent(200, beside(stretching(9), stretching(6)))
    left, right = baselines(written)
    assert left[-1] == pytest.approx(right[-1])
    assert left[-1] - left[0] == pytest.approx(200 - 14)
    for lines in (left, right):
        gaps = [lower - upper for upper, lower in pairwise(lines)]
        assert gaps == pytest.approx([gaps[0]] * len(gaps))
    assert written.pages[0].free == pytest.approx(200 - 9 * 14 + 3 * 14 / 2)


def test_no_more_white_space_is_spent_than_is_said() -> None:
    """Neither of the page, nor beside a higher column."""
    left, right = baselines(spent(20, beside(stretching(9), stretching(6))))
    assert left[-1] - left[0] == pytest.approx(8 * 14 + 20)
    assert right[-1] - right[0] == pytest.approx(5 * 14 + 20)


def test_a_gap_takes_white_space_by_its_strength() -> None:
    """One without any takes none, nor the first of a column; none takes more than its part of the most."""
    blocks = numbered(4)
    for block, strength in zip(blocks, (1, 0, 0.5, 1), strict=True):
        block.stretch = strength
    left, _ = baselines(spent(30, beside(blocks, numbered(0))))
    assert [lower - upper for upper, lower in pairwise(left)] == pytest.approx([14, 14 + 10, 14 + 20])
    left, _ = baselines(spent(30, beside(stretching(4, strength=0.2), numbered(0))))
    assert [lower - upper for upper, lower in pairwise(left)] == pytest.approx([14 + 0.2 * 30] * 3)


def test_a_frame_grows_with_its_column() -> None:
    """The gaps in it take what the column has left: it ends where the column beside does."""
    box = pdf.Boxed(stretching(3), padding=7)
    left, right = baselines(spent(60, pdf.Columns([*numbered(8), pdf.PageBreak(), box], count=2, gap=20)))
    assert right[-1] == pytest.approx(left[-1] - 7)
    assert right[1] - right[0] == pytest.approx(right[2] - right[1])


def test_a_line_stands_between_columns() -> None:
    """In the middle of the gap, as high as they are."""
    data = write([beside(numbered(4), numbered(1), line=pdf.Line(1, black))]).data
    (picture,) = images(data, dpi=72)
    dark = [y for y in range(300) if picture.convert("L").getpixel((200, y)) < 200]
    assert (dark[0], dark[-1]) == pytest.approx((50, 50 + 4 * 14 - 1), abs=1)
