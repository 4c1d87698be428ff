"""Every page, read back from its PDF: where each glyph stands, how large and how dark it is.

Glyph boxes are pdfium's tight ones (the ink of the outline); lengths are points in the box common to A4 and
Letter. Words are compared one by one with those of the model, in the order of the content.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps
from pypdfium2 import raw
from reportlab.lib.units import mm

from handout.library import SHEETS
from handout.model import Audience, Section, Table, fill
from handout.theme import BOX, Paper, Role
from tests.conftest import AUDIENCES, TAGS, written
from tests.page_kit import (
    THEME,
    Box,
    Colour,
    Found,
    Mark,
    composed,
    content,
    foot,
    lines,
    located,
    marks,
)

# Words a reader takes as one line when they stand nearer than this, in points: two spaces of the body.
_APART = 5.6
# Under a heading, what follows it stands at most so far down, in points.
_NEAR = 30.0
# WCAG 2.2, 1.4.6.
_CONTRAST = 7.0
_DPI = 300
_WHITE: Colour = (255, 255, 255, 255)

_Test = Callable[..., None]


def each(test: _Test) -> _Test:
    """Run *test* for every language and audience."""
    cases = [(tag, audience) for tag in TAGS for audience in AUDIENCES]
    names = [f"{tag}-{audience.value}" for tag, audience in cases]
    return pytest.mark.parametrize(("tag", "audience"), cases, ids=names)(test)


def each_paper(test: _Test) -> _Test:
    """Run *test* for every language and audience on both papers."""
    return each(pytest.mark.parametrize("paper", Paper, ids=lambda paper: paper.value)(test))


each_language = pytest.mark.parametrize("tag", TAGS)


def test_the_shipped_languages_are_there() -> None:
    """No test below passes because it had nothing to look at."""
    assert set(TAGS) >= {"en", "es", "ca", "it"}
    assert len(AUDIENCES) == 5


@each_paper
def test_a_sheet_has_two_pages(tag: str, audience: Audience, paper: Paper) -> None:
    """One piece of paper, in the file too."""
    pages = written(tag, audience, paper).pages
    assert [(page.part, page.page) for page in pages] == list(itertools.product(range(len(SHEETS)), (1, 2)))
    with pikepdf.open(io.BytesIO(written(tag, audience, paper).data)) as document:
        assert len(document.pages) == len(pages)
        sizes = {tuple(float(side) for side in page.mediabox) for page in document.pages}
    assert sizes == {(0, 0, *paper.size)}


@each_paper
def test_every_page_keeps_air(tag: str, audience: Audience, paper: Paper) -> None:
    """7 % of the frame is free below the last thing in it: as the layout says, and by the ink itself."""
    _, foot_of_frame, _, height = THEME.frame
    air = 0.07 * height
    told = {page.page: page.free for page in written(tag, audience, paper).pages}
    assert {page: free for page, free in told.items() if free < air} == {}
    inked = [(mark.page, mark.box.bottom) for mark in marks(tag, audience, paper)]
    for page in range(len(told)):
        lowest = min(bottom for number, bottom in inked if number == page and bottom >= foot_of_frame)
        assert lowest - foot_of_frame >= air, f"page {page + 1}"


@each_paper
def test_nothing_stands_in_the_margins(tag: str, audience: Audience, paper: Paper) -> None:
    """Every glyph is 15 mm inside the common box."""
    room = Box(15 * mm, 15 * mm, BOX[0] - 15 * mm, BOX[1] - 15 * mm)
    outside = [
        (line.page + 1, line.text)
        for line in lines(tag, audience, paper)
        if Box.around((room, line.box)) != room
    ]
    assert outside == []


@each_language
@pytest.mark.parametrize("paper", Paper, ids=lambda paper: paper.value)
def test_the_margins_are_white(tag: str, paper: Paper) -> None:
    """Lines and drawings keep out of them too, and the paper's rest beside the common box is empty."""
    for number, picture in enumerate(_pictures(written(tag, Audience.GP, paper).data), 1):
        (x, y), (_, height) = paper.offset, paper.size
        edges = (
            x + 15 * mm,
            height - y - BOX[1] + 15 * mm,
            x + BOX[0] - 15 * mm,
            height - y - 15 * mm,
        )
        left, top, right, bottom = (edge * _DPI / 72 for edge in edges)
        ink = ImageOps.invert(picture).getbbox()
        # A pixel that the margin cuts is not looked at.
        assert ink, f"page {number}"
        inside = ink[0] >= int(left), ink[1] >= int(top), ink[2] <= int(right) + 1, ink[3] <= int(bottom) + 1
        assert all(inside), f"page {number}: {inside}"


@each
def test_text_stays_in_its_column(tag: str, audience: Audience) -> None:
    """Measured from the ink of each line: those of a section in columns lie in one of them, all in the frame.

    A line is what follows without a jump on one baseline: what would run on into the next column counts as
    one line and lies in neither.
    """
    x, _, width, _ = THEME.frame
    strays: list[tuple[int, str, Box]] = []
    for found in located(tag, audience):
        columns = found.passage.section.columns if found.passage.section else 1
        each_wide = (width - THEME.gap * (columns - 1)) / columns
        places = [x + place * (each_wide + THEME.gap) for place in range(columns)]
        strays += [
            (found.words[0].page + 1, _text(found), line)
            for line in _lines(found)
            if not any(left <= line.left and line.right <= left + each_wide for left in places)
        ]
    assert strays == []


@each
def test_no_cell_runs_into_the_next(tag: str, audience: Audience) -> None:
    """Cells keep a distance that no reader takes for a space, and rows do not overlap.

    Measured from the ink of the words that belong to each cell; where a column begins is where the leftmost
    ink of any of its cells is. The rules of a table are not looked at here.
    """
    tables = _tables(tag, audience)
    blocks = [block for section in _sections(tag, audience) for block in section.blocks]
    assert len(tables) == sum(isinstance(block, Table) for block in blocks)
    close: dict[str, float] = {}
    for table in tables:
        begins = [_box(table, column=column).left for column in _places(table, 1)]
        for (_, column), cell in table.items():
            if column + 1 < len(begins):
                room = begins[column + 1] - Box.around(found.box for found in cell).right
                if room < _APART:
                    close[_text(cell[-1])] = round(room, 1)
        rows = [_box(table, row=row) for row in _places(table, 0)]
        assert all(upper.bottom > lower.top for upper, lower in itertools.pairwise(rows))
    assert close == {}


@each
def test_no_two_lines_overlap(tag: str, audience: Audience) -> None:
    """Nor does a line of ink run through letters: rules and leaders, as far as they are upright or level."""
    found = lines(tag, audience)
    for one, other in itertools.combinations(found, 2):
        assert one.page != other.page or not one.box.meets(other.box), (one.text, other.text)
    for rule in _rules(tag, audience):
        struck = [line.text for line in found if line.page == rule.page and line.box.meets(rule.box)]
        assert struck == [], f"page {rule.page + 1}: {rule.box}"


@each
def test_every_word_appears_whole_and_in_its_order(tag: str, audience: Audience) -> None:
    """The model's words, citations as numbers, are the words between two spaces of the lines on paper.

    Only in a reference may a word go on in the next line, behind a slash. The labels of a drawing are
    compared without regard to order.
    """
    found = located(tag, audience)
    assert len({word.page for one in found for word in one.words}) == 2 * len(SHEETS)
    for passage in found:
        broken = len(passage.words) - len(passage.passage.words)
        assert broken == 0 or passage.passage.role is Role.REFERENCE


@each
def test_what_breaks_behind_a_slash_is_a_link(tag: str, audience: Audience) -> None:
    """A line that ends in a slash ends in the clickable box of an address."""
    boxes = [box for boxes in _links(tag, audience).values() for box in boxes]
    cut = [line.words[-1] for line in content(tag, audience) if line.text.endswith("/")]
    for word in cut:
        assert any(page == word.page and box.meets(word.box) for page, box in boxes), word.text


@each
def test_the_foot_says_what_it_should(tag: str, audience: Audience) -> None:
    """Sheet, language, version, date, page and what a sheet is not, on every page, and nothing else."""
    per_page = itertools.groupby(foot(tag, audience), key=lambda line: line.page)
    shown = [sorted(line.text for line in group) for _, group in per_page]
    expected = []
    for sheet in composed(tag, audience):
        language = sheet.languages[0]
        words = language.words
        facts = (
            sheet.sheet.name[0].plain,
            language.name,
            fill(words.version, version=language.version),
            fill(words.sources_checked, date=language.date(language.sources_checked)),
        )
        counted = [fill(words.page_of, page=page, pages="2") for page in "12"]
        expected += [sorted((" · ".join(facts), words.disclaimer, page)) for page in counted]
    assert shown == expected


@each
def test_type_is_large_enough(tag: str, audience: Audience) -> None:
    """Running text has 10 pt or more, everything 8.5 pt or more."""
    small = {Role.MARK, Role.HEAD, Role.CAPTION, Role.REFERENCE}
    for found in located(tag, audience):
        least = 8.5 if found.passage.role in small else 10
        assert min(word.size for word in found.words) >= least, _text(found)
    assert min(word.size for line in lines(tag, audience) for word in line.words) >= 8.5


@each
def test_the_request_stands_in_the_upper_half(tag: str, audience: Audience) -> None:
    """All of what the patient says is in the upper half of page 1."""
    spoken = [
        found for found in located(tag, audience) if found.passage.section and found.passage.section.patient
    ]
    assert spoken
    assert {word.page for found in spoken for word in found.words} == {0}
    assert Box.around(found.box for found in spoken).bottom > BOX[1] / 2


@each
def test_the_prominent_headings_are_the_largest(tag: str, audience: Audience) -> None:
    """After the title nothing is as large as the headings of prominent sections, two of them on page 1."""
    sizes: dict[Role, set[float]] = {role: set() for role in Role}
    for found in located(tag, audience):
        sizes[found.passage.role] |= {word.size for word in found.words}
    (title,), (prominent,) = sizes.pop(Role.TITLE), sizes.pop(Role.PROMINENT)
    assert title > prominent > max(set().union(*sizes.values()))
    first = [found for found in located(tag, audience) if found.words[0].page == 0]
    named = [found.passage.section for found in first if found.words[0].size == prominent]
    assert [section and section.patient for section in named] == [True, False]


@each
def test_no_heading_stands_alone(tag: str, audience: Audience) -> None:
    """What follows a heading stands on its page, below it and near, in its column."""
    headings = {Role.HEADING, Role.PROMINENT, Role.SUBHEADING, Role.HEAD}
    seen = 0
    for found, following in itertools.pairwise(located(tag, audience)):
        # The heads of a table stand side by side.
        beside = following.passage.role is Role.HEAD and found.passage.role is Role.HEAD
        if found.passage.role not in headings or beside:
            continue
        seen += 1
        assert following.words[0].page == found.words[-1].page, _text(found)
        gap = found.box.bottom - _lines(following)[0].top
        assert 0 <= gap <= _NEAR, (_text(found), gap)
    assert seen >= len(_sections(tag, audience))


@each
def test_ink_is_dark_and_of_two_colours(tag: str, audience: Audience) -> None:
    """Black and one accent on white, each with a contrast of 7:1; white only under lines of drawings."""
    inks = set()
    for mark in marks(tag, audience):
        for colour in (mark.fill, mark.stroke):
            if colour is not None and (colour != _WHITE or mark.kind == raw.FPDF_PAGEOBJ_TEXT):
                inks.add(colour)
    assert (0, 0, 0, 255) in inks
    assert len(inks) <= 2
    assert {colour: _contrast(colour) for colour in inks if _contrast(colour) < _CONTRAST} == {}
    assert {colour[3] for colour in inks} == {255}
    assert {mark.kind for mark in marks(tag, audience)} == {raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH}


@each
def test_the_papers_differ_by_their_offset_only(tag: str, audience: Audience) -> None:
    """The common box of both, rendered at 100 dpi, is equal pixel by pixel.

    Two greys of 255 are allowed: the renderer adds the offset to every point in 32 bits, and its rounding now
    and then shows in the softened edge of a curve.
    """
    a4, letter = (_pictures(_cut(tag, audience, paper), dpi=100) for paper in Paper)
    for one, other in zip(a4, letter, strict=True):
        assert one.size == other.size
        assert max(ImageChops.difference(one, other).tobytes()) <= 2


@each
def test_every_font_is_embedded(tag: str, audience: Audience) -> None:
    """As a subset: its name begins with six letters and a plus sign."""
    with pikepdf.open(io.BytesIO(written(tag, audience).data)) as document:
        fonts = list(_fonts(document))
    assert len(fonts) >= 2
    assert [name for name, embedded in fonts if not embedded or name[7:8] != "+"] == []


@each_paper
def test_the_file_is_small(tag: str, audience: Audience, paper: Paper) -> None:
    """Under 100 KB."""
    assert len(written(tag, audience, paper).data) < 100_000


@each
def test_links_lead_to_the_web(tag: str, audience: Audience) -> None:
    """By https, or http where a journal has no other; nothing else can be clicked, run or opened."""
    links = _links(tag, audience)
    assert len(links) >= 12
    assert [address for address in links if not address.startswith(("https://", "http://"))] == []
    with pikepdf.open(io.BytesIO(written(tag, audience).data)) as document:
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(document.Root.keys())
        assert not {"/JavaScript", "/EmbeddedFiles"} & set(document.Root.get("/Names", {}).keys())


@each
def test_the_file_says_what_it_is(tag: str, audience: Audience) -> None:
    """Its title is that of the sheet and shown by viewers; its language is the sheet's."""
    sheet = composed(tag, audience)[0].sheet
    with pikepdf.open(io.BytesIO(written(tag, audience).data)) as document:
        assert str(document.Root.Lang) == tag
        assert str(document.docinfo["/Title"]) == f"{sheet.title[0].plain}: {sheet.name[0].plain}"
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)


@each_language
def test_the_code_is_large_and_has_its_quiet_zone(tag: str) -> None:
    """25 mm without the zone of four white modules on each side, measured on a picture at 300 dpi."""
    symbols = [mark for mark in marks(tag, Audience.GP) if _is_symbol(mark)]
    assert len(symbols) == 1
    scale = _DPI / 72
    picture = _pictures(_cut(tag, Audience.GP, Paper.A4))[symbols[0].page].point(
        lambda grey: 255 * (grey < 128)
    )
    box = symbols[0].box
    # A point more on each side, so that the edges are found, not assumed.
    around = (box.left - 1, BOX[1] - box.top - 1, box.right + 1, BOX[1] - box.bottom + 1)
    near = (
        round(around[0] * scale),
        round(around[1] * scale),
        round(around[2] * scale),
        round(around[3] * scale),
    )
    ink = picture.crop(near).getbbox()
    assert ink
    left, top, right, bottom = near[0] + ink[0], near[1] + ink[1], near[0] + ink[2], near[1] + ink[3]
    assert min(right - left, bottom - top) >= 25 / 25.4 * _DPI - 1
    module = _finder(picture.crop((left, top + 3, right, top + 4))) / 7
    count = (right - left) / module
    assert round(count) % 4 == 1, "the modules of a symbol are 17 + 4 × version"
    zone = int(4 * (right - left) / round(count))
    wide = picture.crop((left - zone, top - zone, right + zone, bottom + zone)).getbbox()
    assert wide == (zone, zone, zone + right - left, zone + bottom - top)


def _lines(found: Found) -> list[Box]:
    """The ink of each line of a passage."""
    groups = itertools.groupby(found.words, key=lambda word: word.line)
    return [Box.around(word.box for word in group) for _, group in groups]


def _text(found: Found) -> str:
    return " ".join(word.text for word in found.words)


def _sections(tag: str, audience: Audience) -> list[Section]:
    return [section for sheet in composed(tag, audience) for section in sheet.sheet.sections]


def _tables(tag: str, audience: Audience) -> list[dict[tuple[int, int], list[Found]]]:
    """The passages of each cell of each table, by row and column."""
    tables: dict[str, dict[tuple[int, int], list[Found]]] = {}
    for found in located(tag, audience):
        block, cell = found.passage.block, found.passage.cell
        if block and cell:
            tables.setdefault(block.id, {}).setdefault(cell, []).append(found)
    return list(tables.values())


def _places(table: dict[tuple[int, int], list[Found]], axis: int) -> range:
    """Its rows (axis 0) or columns (axis 1)."""
    return range(max(place[axis] for place in table) + 1)


def _box(
    table: dict[tuple[int, int], list[Found]], *, row: int | None = None, column: int | None = None
) -> Box:
    """The ink of a row or a column."""
    cells = (cell for place, cell in table.items() if place[0] == row or place[1] == column)
    return Box.around(found.box for cell in cells for found in cell)


def _rules(tag: str, audience: Audience) -> Iterator[Mark]:
    """Strokes so thin that they are lines, upright or level."""
    for mark in marks(tag, audience):
        thin = min(mark.box.right - mark.box.left, mark.box.top - mark.box.bottom) < 3
        if thin and mark.stroke and mark.stroke != _WHITE:
            yield mark


def _is_symbol(mark: Mark) -> bool:
    """Whether it is filled, and a square of 20 mm or more."""
    width, height = mark.box.right - mark.box.left, mark.box.top - mark.box.bottom
    return mark.fill is not None and mark.stroke is None and abs(width - height) < 1 and width > 20 * mm


def _finder(row: Image.Image) -> int:
    """How many pixels the row is dark from its beginning: the edge of a finder pattern."""
    return len(list(itertools.takewhile(bool, row.tobytes())))


def _pictures(data: bytes, dpi: int = _DPI) -> list[Image.Image]:
    """The pages in grey."""
    with pypdfium2.PdfDocument(data) as document:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]


def _cut(tag: str, audience: Audience, paper: Paper) -> bytes:
    """The file, its pages cut to the common box."""
    x, y = paper.offset
    cut = io.BytesIO()
    with pikepdf.open(io.BytesIO(written(tag, audience, paper).data)) as document:
        for page in document.pages:
            page.mediabox = pikepdf.Array([x, y, x + BOX[0], y + BOX[1]])
        document.save(cut)
    return cut.getvalue()


def _links(tag: str, audience: Audience) -> dict[str, list[tuple[int, Box]]]:
    """The addresses that can be clicked, and where."""
    x, y = Paper.A4.offset
    found: dict[str, list[tuple[int, Box]]] = {}
    with pikepdf.open(io.BytesIO(written(tag, audience).data)) as document:
        for number, page in enumerate(document.pages):
            for annotation in page.get("/Annots", []):
                assert annotation.Subtype == "/Link"
                assert annotation.A.S == "/URI"
                box = Box(*(float(edge) for edge in annotation.Rect)).moved(-x, -y)
                found.setdefault(str(annotation.A.URI), []).append((number, box))
    return found


def _fonts(document: pikepdf.Pdf) -> Iterator[tuple[str, bool]]:
    """The name of each font of each page, and whether its file is in the document."""
    for page in document.pages:
        for font in page.Resources.Font.values():
            described: Any = font.get("/DescendantFonts", [font])[0].get("/FontDescriptor", {})
            yield str(font.BaseFont), bool({"/FontFile", "/FontFile2", "/FontFile3"} & set(described.keys()))


def _contrast(colour: Colour) -> float:
    """With white, as WCAG 2.2 defines it."""
    red, green, blue = (_linear(part / 255) for part in colour[:3])
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
