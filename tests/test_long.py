"""Sheets in two languages and in large print: they have as many pages as they need.

Every ordered pair of the shipped languages at both sizes, and each language alone in large print: some of
them by default, all with the marker. Every word and its place is read back from the PDF and compared with the
model, as in test_pages.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest
from reportlab.lib.units import mm

from handout.layout.theme import Role
from handout.model import Bibliography, Code, FurtherSources, Grid, Publications
from handout.options import BOX, Paper, Size
from tests import pdf_validator
from tests.conftest import PAIRS, TAGS, Case, each_case, made
from tests.page_kit import (
    Box,
    Found,
    are_high,
    composed_of,
    fields_of,
    frames_of,
    lines_of,
    located_in,
    places_in,
    rules_of,
)
from tests.pdf_check import problems, spoken

CASES = [
    *(Case(tags, size=size) for tags in PAIRS for size in Size),
    *(Case((tag,), size=Size.LARGE) for tag in TAGS),
]
# One of each kind: a pair at normal size, and a language alone in large print, in which grids are parted too.
USUAL = [Case(PAIRS[0]), Case(TAGS[-1:], size=Size.LARGE)]
# Words a reader takes as one line when they stand nearer than this, in points; a mark and what it marks.
_APART, _MARKED = 5.6, 2.4
# Under a heading, what follows it stands at most so far down, in points.
_NEAR = {Size.NORMAL: 36.0, Size.LARGE: 55.0}
_HEADINGS = {Role.HEADING, Role.PROMINENT, Role.SUBHEADING, Role.HEAD}

each = each_case(USUAL, every=CASES)


class Row(NamedTuple):
    """The ink of a line of a passage."""

    found: Found
    page: int
    box: Box


def test_the_cases_are_there() -> None:
    """No test below passes because it had nothing to look at."""
    assert len(PAIRS) >= 12
    assert len(CASES) >= 28
    assert set(USUAL) < set(CASES)
    assert {(len(case.tags), case.size) for case in USUAL} == {(2, Size.NORMAL), (1, Size.LARGE)}


@pytest.mark.every
@each
def test_files_are_without_fault(case: Case) -> None:
    """As far as the check here can see."""
    assert problems(made(case).data) == []


@each
def test_every_word_appears_whole_and_in_its_order(case: Case) -> None:
    """Of both languages, one after the other; what is the same in both stands there once.

    So do the boxes and lines to fill in; every page has words.
    """
    found = located_in(case)
    assert {word.page for one in found for word in one.words} == set(range(len(made(case).pages)))
    assert len(fields_of(case)) == len(places_in(case)) > 100


@each
def test_every_passage_is_spoken_in_its_language(case: Case) -> None:
    """As a screen reader meets them; but for drawings, of which the alternative text is read."""
    expected = [
        # A word is of the language it begins in: what follows it without a space may be of another.
        (letter, "" if place else word.lang)
        for found in located_in(case)
        if found.passage.ordered
        for word in found.words
        for place, letter in enumerate(word.text)
    ]
    said = [
        (letter, part.lang)
        for part in spoken(made(case).data)
        if part.role != "Figure"
        for letter in part.words
        if not (letter.isspace() or letter == "\u200b")
    ]
    assert [letter for letter, _ in said] == [letter for letter, _ in expected]
    wrong = [
        f"{''.join(letter for letter, _ in said[max(at - 20, 0) : at + 20])}: {lang}, not {right}"
        for at, ((_, lang), (_, right)) in enumerate(zip(said, expected, strict=True))
        if right and lang != right
    ]
    assert wrong == []


@each
def test_nothing_stands_outside_the_frame(case: Case) -> None:
    """Content is above the foot, and all is inside the margins."""
    margins = Box(15 * mm, 15 * mm, BOX[0] - 15 * mm, BOX[1] - 15 * mm)
    frames = frames_of(case)
    shown = lines_of(case)
    outside = [line.text for line in shown if not line.artifact and not _within(line.box, frames[line.page])]
    outside += [line.text for line in shown if not _within(line.box, margins)]
    assert outside == []
    assert [mark for mark in fields_of(case) if not _within(mark.box, frames[mark.page])] == []
    assert [mark for mark in rules_of(case) if not _within(mark.box, margins)] == []


@each
def test_no_two_lines_overlap(case: Case) -> None:
    """Nor does ink run through letters: rules, leaders, boxes to tick and lines to write on."""
    inked = [*rules_of(case), *fields_of(case)]
    for page, group in itertools.groupby(lines_of(case), key=lambda line: line.page):
        lines = list(group)
        met = [(a.text, b.text) for a, b in itertools.combinations(lines, 2) if a.box.meets(b.box)]
        assert met == [], f"page {page + 1}"
        struck = [
            line.text for mark in inked if mark.page == page for line in lines if line.box.meets(mark.box)
        ]
        assert struck == [], f"page {page + 1}"


@each
def test_texts_side_by_side_keep_apart(case: Case) -> None:
    """Two languages, two cells: what is level with another keeps a distance no reader takes for a space."""
    close = {}
    for one, other in _level(_rows(case)):
        left, right = sorted((one, other), key=lambda row: row.box.left)
        gap = right.box.left - left.box.right
        if gap < (_MARKED if _belong(left.found, right.found) else _APART):
            close[_text(left.found)] = f"{gap:.1f} from {_text(right.found)}"
    assert close == {}


@each
def test_no_row_is_torn(case: Case) -> None:
    """What is numbered stands whole on a page: in both languages, with what is under it and to fill in.

    Of an item as high as half a page each language does.
    """
    pages: dict[tuple[str, str], set[int]] = {}
    key, follows_number = ("", ""), False
    for above, found in itertools.pairwise([None, *located_in(case)]):
        assert found
        assert found.passage.sheet
        sheet = found.passage.sheet.sheet.id
        if above and found.passage.second and are_high(above, found, case):
            key = (sheet, f"{key[1]}, second language")
        elif found.passage.role is Role.MARK:
            key = (sheet, found.words[0].text)
        elif isinstance(found.passage.block, Bibliography | Publications | FurtherSources | Code):
            is_number = len(found.words) == 1 and _text(found).rstrip(".").isdecimal()
            if not (is_number or follows_number):
                # What runs on may go on on the next page.
                continue
            key = (sheet, _text(found)) if is_number else key
            follows_number = is_number
        elif found.passage.role in {*_HEADINGS, Role.INTRO, Role.CAPTION, Role.TITLE}:
            key = (sheet, _text(found))
        pages.setdefault(key, set()).update(word.page for word in found.words)
    for place, mark in zip(places_in(case), fields_of(case), strict=True):
        pages[place.sheet.sheet.id, place.sheet.labels[place.owner.id]].add(mark.page)
    assert len(pages) > 150
    torn = {key: found for key, found in pages.items() if len(found) > 1}
    assert torn == {}, torn


@each
def test_no_heading_stands_alone(case: Case) -> None:
    """What follows a heading stands on its page, below it and near."""
    seen = 0
    for found, following in itertools.pairwise(located_in(case)):
        both_head = following.passage.role is Role.HEAD and found.passage.role is Role.HEAD
        if found.passage.role not in _HEADINGS or both_head or found.passage.section is None:
            continue
        seen += 1
        assert following.words[0].page == found.words[-1].page, _text(found)
        top = max(next(_lines(one)).box.top for one in _row_of(following, case))
        assert 0 <= found.box.bottom - top <= _NEAR[case.size], _text(found)
    assert seen >= sum(len(sheet.sheet.sections) for sheet in composed_of(case))


@each
def test_no_page_is_nearly_empty(case: Case) -> None:
    """A third of it is filled, but for the last of a sheet: before a drawing or a table too."""
    pages = [page for page in made(case).pages if not page.back]
    last = {page.part: page.page for page in pages}
    empty = {}
    for number, (page, frame) in enumerate(zip(made(case).pages, frames_of(case), strict=True)):
        share = page.free / (frame.top - frame.bottom)
        if not page.back and page.page != last[page.part] and share > 2 / 3:
            sheet = composed_of(case)[page.part].sheet.id
            empty[f"{sheet}, page {page.page} ({number + 1})"] = f"{share:.0%} free"
    assert empty == {}, empty


@each
def test_every_sheet_begins_on_a_front(case: Case) -> None:
    """Printed on both sides, no two sheets share a piece of paper; pages count within the sheet."""
    pages = made(case).pages
    parts = [[page.page for page in pages if page.part == part] for part in range(len(case.sheets))]
    assert not any(len(part) % 2 for part in parts)
    assert all(part == list(range(1, len(part) + 1)) for part in parts)


@pytest.mark.every
@each_case(USUAL[-1:], every=CASES)
def test_the_papers_differ_by_an_offset(case: Case) -> None:
    """What is drawn is the same on A4 and on Letter, moved once on each page."""
    a4, letter = (list(_drawn(replace(case, paper=paper))) for paper in Paper)
    assert a4 == letter


@pytest.mark.validator
def test_the_validator_accepts_the_matrix(tmp_path: Path) -> None:
    """Every language and pair, both papers, normal and large, conforms to PDF/UA-1 and PDF/A-2a."""
    pdf_validator.available()
    tags = [*((tag,) for tag in TAGS), *PAIRS]
    files = {
        f"{case}.pdf": made(case).data
        for case in (Case(one, size=size, paper=paper) for one in tags for size in Size for paper in Paper)
    }
    assert {name: rules for name, rules in pdf_validator.failures(files, tmp_path).items() if rules} == {}


def _row_of(found: Found, case: Case) -> list[Found]:
    """The passages of a row of a grid, whose cells are of different height; else this passage alone."""
    block, cell = found.passage.block, found.passage.cell
    if not isinstance(block, Grid) or cell is None:
        return [found]
    cells = (one for one in located_in(case) if one.passage.block is block and one.passage.cell)
    return [one for one in cells if one.passage.cell and one.passage.cell[0] == cell[0]]


def _within(box: Box, room: Box) -> bool:
    """But for half the weight of a line, which pdfium adds at its ends: the heaviest has 2 pt."""
    near = 1.01
    return (
        box.left >= room.left - near
        and box.bottom >= room.bottom - near
        and box.right <= room.right + near
        and box.top <= room.top + near
    )


def _lines(found: Found) -> Iterator[Row]:
    for _, group in itertools.groupby(found.words, key=lambda word: word.line):
        words = list(group)
        yield Row(found, words[0].page, Box.around(word.box for word in words))


def _rows(case: Case) -> list[Row]:
    """The lines of all passages but the labels of drawings, page by page."""
    return [row for found in located_in(case) if found.passage.ordered for row in _lines(found)]


def _level(rows: list[Row]) -> Iterator[tuple[Row, Row]]:
    """Lines of different passages that stand beside each other."""
    for _, group in itertools.groupby(rows, key=lambda row: row.page):
        for one, other in itertools.combinations(list(group), 2):
            if (
                one.found is not other.found
                and one.box.bottom < other.box.top
                and other.box.bottom < one.box.top
            ):
                yield one, other


def _belong(left: Found, right: Found) -> bool:
    """Whether the two are a mark and what it marks, or parts of an answer."""
    marked = left.passage.role in {Role.MARK, Role.REFERENCE}
    answers = {Role.WRITE, Role.TICK}
    return marked or (left.passage.role in answers and right.passage.role in answers)


def _text(found: Found) -> str:
    return " ".join(word.text for word in found.words)


def _drawn(case: Case) -> Iterator[bytes]:
    """The content of each page, without the paper's offset."""
    x, y = case.paper.offset
    moved = re.compile(rb"(?m)^1 0 0 1 %g %g cm\b" % (x, y))
    with pikepdf.open(io.BytesIO(made(case).data)) as document:
        for page in document.pages:
            drawn, count = moved.subn(b"", page.Contents.read_bytes(), count=1)
            assert count == 1
            yield drawn
