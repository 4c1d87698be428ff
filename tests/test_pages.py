"""Every page, read back from its PDF: where each glyph stands, how large and how dark it is.

Glyph boxes are pdfium's tight ones (the ink of the outline); lengths are points in the box common to A4 and
Letter. Words are compared one by one with those of the model, in the order of the content; so are the boxes
to tick and the lines to write on.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageOps
from pypdfium2 import raw
from reportlab.lib.units import mm

from handout.layout.theme import Role
from handout.model import (
    Bibliography,
    Blank,
    Block,
    Code,
    Figure,
    FurtherSources,
    Grid,
    List,
    Look,
    Publications,
    Room,
    Sheet,
    Table,
    Tick,
    format_text,
    texts_of,
)
from handout.options import BOX, Paper
from tests.conftest import ALL, ALONE, HANDOUT, READERS, TAGS, USUAL, VARIED, Case, each_case, made
from tests.page_kit import (
    Box,
    Colour,
    Found,
    Mark,
    Place,
    Stretch,
    columns,
    composed_of,
    content_of,
    fields,
    foot_of,
    frames_of,
    lines_of,
    located_in,
    look,
    marks_of,
)

# Words a reader takes as one line when they stand nearer than this, in sizes of type: two spaces.
_APART = 0.56
# Under a heading, what follows it stands at most so far down, in points.
_NEAR = 36.0
# The least sizes of running text and of labels, by look.
_TYPE = {Look.DENSE: (10, 8.5), Look.FINE: (9, 8.5), Look.FORM: (12, 10)}
_LABELS = {Role.MARK, Role.HEAD, Role.CAPTION}
# The most letters of a line of running text: 75, but for the last word of a line of short ones.
_LETTERS = 80
# The shortest lines to write on: three digits, a word or two, to the end of the line.
_ROOMS = {Room.NUMBER: 12 * mm, Room.WORD: 33 * mm, Room.LINE: 20 * mm, Room.SIGNATURE: 90 * mm}
# What has addresses that can be clicked.
_REFERENCES = (Bibliography, Publications, FurtherSources)
# A hundredth of a millimetre.
_NEARLY = 0.03
# WCAG 2.2, 1.4.6.
_CONTRAST = 7.0
_DPI = 300
_WHITE: Colour = (255, 255, 255, 255)

# With every reader and all sheets, where the marker is asked for; what is filled in is the same for all.
each = each_case(USUAL, every=[case for case in ALL if case.paper is Paper.A4])
each_paper = each_case(USUAL, every=ALL)
each_alone = each_case(ALONE, every=[case for case in ALL if case.paper is Paper.A4])


def test_the_shipped_languages_are_there() -> None:
    """No test below passes because it had nothing to look at."""
    assert set(TAGS) >= {"en", "es", "ca", "it"}
    assert len(READERS) > 1


@each_case(ALONE)
def test_two_sheets_differ_by_reader(case: Case) -> None:
    """What is read back of the others for one reader is true for each."""
    readers = [composed_of(replace(case, reader=reader)) for reader in READERS]
    differ = {sheet.sheet.id for sheets in readers for sheet in sheets if sheet not in readers[0]}
    assert differ == set(VARIED)


@each_paper
def test_a_sheet_has_two_pages(case: Case) -> None:
    """One piece of paper, in the file too."""
    pages = made(case).pages
    assert [(page.part, page.page) for page in pages] == list(
        itertools.product(range(len(case.sheets)), (1, 2))
    )
    with pikepdf.open(io.BytesIO(made(case).data)) as document:
        assert len(document.pages) == len(pages)
        sizes = {tuple(float(side) for side in page.mediabox) for page in document.pages}
    assert sizes == {(0, 0, *case.paper.size)}


@each_paper
def test_every_page_has_white_space(case: Case) -> None:
    """Of its frame 5 % in the language of reference, 2 % in others, and 3 % on a page to fill in."""
    free: dict[str, str] = {}
    for page, frame in zip(made(case).pages, frames_of(case), strict=True):
        sheet = composed_of(case)[page.part]
        kind = look(sheet)
        is_reference = case.tags[0] == HANDOUT.language
        least = kind.white_space if is_reference else kind.white_space_translated
        share = page.free / (frame.top - frame.bottom)
        if share < least:
            free[f"{sheet.sheet.id}, page {page.page}"] = f"{share:.1%}"
    assert free == {}


@each_paper
def test_nothing_stands_in_the_margins(case: Case) -> None:
    """Every glyph is 15 mm inside the common box."""
    room = Box(15 * mm, 15 * mm, BOX[0] - 15 * mm, BOX[1] - 15 * mm)
    outside = [(line.page + 1, line.text) for line in lines_of(case) if Box.around((room, line.box)) != room]
    assert outside == []


@each_case(ALONE[:1], every=[case for case in ALL if case.reader == "gp"])
def test_the_margins_are_white(case: Case) -> None:
    """Lines and drawings keep out of them too, and the paper's rest beside the common box is empty."""
    for number, picture in enumerate(_pictures(made(case).data), 1):
        (x, y), (_, height) = case.paper.offset, case.paper.size
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
def test_text_stays_in_its_column(case: Case) -> None:
    """Measured from the ink of each line: those of a section in columns lie in one of them, all in the frame.

    A line is what follows without a jump on one baseline: what would run on into the next column counts as
    one line and lies in neither.
    """
    strays = [
        (found.words[0].page + 1, _text(found), line)
        for found in located_in(case)
        for line in _lines(found)
        if not any(left <= line.left and line.right <= right for left, right in columns(found.passage))
    ]
    assert strays == []


@each
def test_no_cell_runs_into_the_next(case: Case) -> None:
    """Cells keep a distance that no reader takes for a space, and rows do not overlap.

    Measured from the ink of the words that belong to each cell; where a column begins is where the leftmost
    ink of any of its cells is. The rules of a table are not looked at here.
    """
    tables = _tables(case)
    blocks = [block for sheet in composed_of(case) for one in sheet.sheet.sections for block in one.blocks]
    assert len(tables) == sum(isinstance(block, Table | Grid) for block in blocks)
    close: dict[str, float] = {}
    for (name, _), table in tables.items():
        (sheet,) = (one for one in composed_of(case) if one.sheet.id == name)
        apart = _APART * look(sheet).styles[Role.CELL].fontSize
        begins = [_box(table, column=column).left for column in _places(table, 1)]
        for (_, column), cell in table.items():
            if column + 1 < len(begins):
                room = begins[column + 1] - Box.around(found.box for found in cell).right
                if room < apart:
                    close[_text(cell[-1])] = round(room, 1)
        rows = [_box(table, row=row) for row in _places(table, 0)]
        assert all(upper.bottom > lower.top for upper, lower in itertools.pairwise(rows))
    assert close == {}


@each
def test_no_two_lines_overlap(case: Case) -> None:
    """Nor does ink run through letters: rules, leaders, boxes to tick and lines to write on."""
    found = lines_of(case)
    inked = [*_rules(case), *(mark for _, mark in fields(case))]
    for _, group in itertools.groupby(found, key=lambda line: line.page):
        for one, other in itertools.combinations(group, 2):
            assert not one.box.meets(other.box), (one.text, other.text)
    for mark in inked:
        struck = [line.text for line in found if line.page == mark.page and line.box.meets(mark.box)]
        assert struck == [], f"page {mark.page + 1}: {mark.box}"


@each
def test_every_word_appears_whole_and_in_its_order(case: Case) -> None:
    """The model's words, citations as numbers, are the words between two spaces of the lines on paper.

    Only in a reference may a word go on in the next line, behind a slash. The labels of a drawing are
    compared without regard to order; some drawings show one twice.
    """
    found = located_in(case)
    assert len({word.page for one in found for word in one.words}) == 2 * len(case.sheets)
    for passage in found:
        broken = len(passage.words) - len(passage.passage.words)
        assert broken == 0 or passage.passage.role is Role.REFERENCE or not passage.passage.ordered


@each
def test_what_breaks_behind_a_slash_is_a_link(case: Case) -> None:
    """A line that ends in a slash ends in the clickable box of an address."""
    boxes = [box for boxes in _links(case).values() for box in boxes]
    cut = [line.words[-1] for line in content_of(case) if line.text.endswith("/")]
    for word in cut:
        assert any(page == word.page and box.meets(word.box) for page, box in boxes), word.text


@each
def test_the_foot_says_what_it_should(case: Case) -> None:
    """Title, sheet, language, version, date, page and what a sheet is not, on every page, nothing else.

    A sheet that cites nothing says where its sources stand. Which words share a line is not looked at here.
    """
    per_page = itertools.groupby(foot_of(case), key=lambda line: line.page)
    shown = [sorted(word for line in group for word in line.text.split()) for _, group in per_page]
    expected = []
    for sheet in composed_of(case):
        language = sheet.languages[0]
        words = language.words
        facts = (
            sheet.sheet.title[0].plain,
            sheet.sheet.name[0].plain,
            language.name,
            format_text(words.version, version=language.version),
        )
        cites = any(True for text in texts_of(sheet.sheet) for _ in text.citations)
        checked = words.sources_checked if cites else words.sources_elsewhere
        said = (format_text(checked, date=language.date(language.sources_checked)), words.disclaimer)
        counted = [format_text(words.page_of, page=page, pages="2") for page in "12"]
        expected += [
            sorted(" ".join((" · ".join(facts), page, " · ".join(said))).split()) for page in counted
        ]
    assert shown == expected


@each
def test_type_is_large_enough(case: Case) -> None:
    """Running text has 10 pt or more and labels 8.5 pt; on sheets to fill in 12 pt and 10 pt.

    On the sheet of the evidence running text has 9 pt, and the cells of its table are as small as labels.
    """
    small = {}
    for found in located_in(case):
        look = _sheet(found).look
        text, label = _TYPE[look]
        # Of the sheets for a professional's eye, references are labels too.
        labels = _LABELS | (set() if look is Look.FORM else {Role.REFERENCE})
        is_label = found.passage.role in labels or (look is Look.FINE and found.passage.cell is not None)
        if min(word.size for word in found.words) < (label if is_label else text):
            small[_text(found)] = found.words[0].size
    for line in foot_of(case):
        _, label = _TYPE[composed_of(case)[made(case).pages[line.page].part].sheet.look]
        small |= {word.text: word.size for word in line.words if word.size < label}
    assert small == {}


@each
def test_running_text_is_not_too_wide(case: Case) -> None:
    """Lines of items and of introductions have at most about 75 letters."""
    texts = (
        found
        for found in located_in(case)
        if found.passage.role is Role.INTRO
        or (found.passage.role is Role.BODY and isinstance(found.passage.block, List))
    )
    groups = (group for found in texts for _, group in itertools.groupby(found.words, lambda word: word.line))
    wide = [text for group in groups if len(text := " ".join(word.text for word in group)) > _LETTERS]
    assert wide == []


@each
def test_the_request_stands_in_the_upper_half(case: Case) -> None:
    """All of what the patient says to the doctor is in the upper half of page 1."""
    spoken = [
        found for found in _on(case, "doctor") if found.passage.section and found.passage.section.patient
    ]
    assert spoken
    assert {word.page for found in spoken for word in found.words} == {0}
    assert Box.around(found.box for found in spoken).bottom > BOX[1] / 2


@each
def test_the_prominent_headings_are_the_largest(case: Case) -> None:
    """After the title nothing is as large as the headings of prominent sections, two of them on page 1."""
    sizes = _sizes(_on(case, "doctor"))
    (title,), (prominent,) = sizes.pop(Role.TITLE), sizes.pop(Role.PROMINENT)
    assert title > prominent > max(set().union(*sizes.values()))
    first = [found for found in located_in(case) if found.words[0].page == 0]
    named = [found.passage.section for found in first if found.words[0].size == prominent]
    assert [section and section.patient for section in named] == [True, False]


@each
def test_headings_are_larger_than_what_they_head(case: Case) -> None:
    """The title is the largest, then come the headings, then all else."""
    for sheet in case.sheets:
        sizes = _sizes(_on(case, sheet))
        (title,), headings = sizes.pop(Role.TITLE), sizes.pop(Role.HEADING) | sizes.pop(Role.PROMINENT, set())
        # The names of the thing stand under the title and are part of it.
        sizes.pop(Role.NAMES, None)
        assert title > max(headings), sheet
        assert min(headings) > max(set().union(*sizes.values())), sheet


@each
def test_no_heading_stands_alone(case: Case) -> None:
    """What follows a heading stands on its page, below it and near, in its column."""
    headings = {Role.HEADING, Role.PROMINENT, Role.SUBHEADING, Role.HEAD}
    seen = 0
    for found, following in itertools.pairwise(located_in(case)):
        # The heads of a table stand side by side.
        beside = following.passage.role is Role.HEAD and found.passage.role is Role.HEAD
        if found.passage.role not in headings or beside:
            continue
        seen += 1
        assert following.words[0].page == found.words[-1].page, _text(found)
        gap = found.box.bottom - _lines(following)[0].top
        assert 0 <= gap <= _NEAR, (_text(found), gap)
    assert seen >= sum(len(sheet.sheet.sections) for sheet in composed_of(case))


@each
def test_ink_is_dark_and_of_two_colours(case: Case) -> None:
    """Black and one accent on white, each with a contrast of 7:1; white only under lines of drawings."""
    inks = set()
    for mark in marks_of(case):
        for colour in (mark.fill, mark.stroke):
            if colour is not None and (colour != _WHITE or mark.kind == raw.FPDF_PAGEOBJ_TEXT):
                inks.add(colour)
    assert (0, 0, 0, 255) in inks
    assert len(inks) <= 2
    assert {colour: _contrast(colour) for colour in inks if _contrast(colour) < _CONTRAST} == {}
    assert {colour[3] for colour in inks} == {255}
    assert {mark.kind for mark in marks_of(case)} == {raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH}


@each_case(USUAL[:1], every=[case for case in ALL if case.paper is Paper.A4])
def test_the_papers_differ_by_their_offset_only(case: Case) -> None:
    """The common box of both, rendered at 100 dpi, is equal pixel by pixel.

    Two greys of 255 are allowed: the renderer adds the offset to every point in 32 bits, and its rounding now
    and then shows in the softened edge of a curve.
    """
    a4, letter = (_pictures(_cut(replace(case, paper=paper)), dpi=100) for paper in Paper)
    for one, other in zip(a4, letter, strict=True):
        assert one.size == other.size
        assert max(ImageChops.difference(one, other).tobytes()) <= 2


@each
def test_every_font_is_embedded(case: Case) -> None:
    """As a subset: its name begins with six letters and a plus sign."""
    with pikepdf.open(io.BytesIO(made(case).data)) as document:
        fonts = list(_fonts(document))
    assert len(fonts) >= 2
    assert [name for name, embedded in fonts if not embedded or name[7:8] != "+"] == []


@each_paper
def test_the_file_is_small(case: Case) -> None:
    """Under 200 KB for three sheets: here with all others."""
    assert len(made(case).data) < 200_000


@each
def test_links_lead_to_the_web(case: Case) -> None:
    """By https, or http where a journal has no other; nothing else can be clicked, run or opened."""
    links = _links(case)
    assert len(links) >= 12
    listing = {sheet.sheet.id for sheet in composed_of(case) if _blocks(sheet.sheet, _REFERENCES)}
    pages = {page for boxes in links.values() for page, _ in boxes}
    assert {case.sheets[made(case).pages[page].part] for page in pages} == listing
    assert [address for address in links if not address.startswith(("https://", "http://"))] == []
    with pikepdf.open(io.BytesIO(made(case).data)) as document:
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(document.Root.keys())
        assert not {"/JavaScript", "/EmbeddedFiles"} & set(document.Root.get("/Names", {}).keys())


@each
def test_the_file_says_what_it_is(case: Case) -> None:
    """Its title is that of the first sheet with the names of all, shown by viewers; its language theirs."""
    sheets = [sheet.sheet for sheet in composed_of(case)]
    names = ", ".join(sheet.name[0].plain for sheet in sheets)
    with pikepdf.open(io.BytesIO(made(case).data)) as document:
        assert str(document.Root.Lang) == case.tags[0]
        assert str(document.docinfo["/Title"]) == f"{sheets[0].title[0].plain}: {names}"
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)


@each_case(ALONE)
def test_the_code_is_large_and_has_its_quiet_zone(case: Case) -> None:
    """25 mm without the zone of four white modules on each side, measured on a picture at 300 dpi."""
    symbols = [mark for mark in marks_of(case) if _is_symbol(mark)]
    expected = [sheet.sheet.id for sheet in composed_of(case) for _ in _blocks(sheet.sheet, Code)]
    assert [case.sheets[made(case).pages[symbol.page].part] for symbol in symbols] == expected
    pictures = _pictures(_cut(case))
    for symbol in symbols:
        _measure(symbol.box, pictures[symbol.page].point(lambda grey: 255 * (grey < 128)))


def _measure(box: Box, picture: Image.Image) -> None:
    """Hold the symbol of a black page on white against its standard."""
    scale = _DPI / 72
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


@each_alone
def test_every_box_to_tick_stands_before_its_words(case: Case) -> None:
    """A square of 5 mm and its words behind it on one line, one for each thing to tick, and no other."""
    ticks = [(place, mark) for place, mark in fields(case) if isinstance(place.part, Tick)]
    boxes = [mark for place, mark in ticks if not _is_headed(place)]
    words = [found for found in located_in(case) if found.passage.part]
    assert len(boxes) > 100
    for mark, found in zip(boxes, words, strict=True):
        said, box = _text(found), mark.box
        sides = box.right - box.left, box.top - box.bottom
        assert min(sides) >= 5 * mm - _NEARLY, said
        assert abs(sides[0] - sides[1]) < _NEARLY, said
        assert mark.fill is None, said
        assert len({(word.page, word.line) for word in found.words}) == 1, said
        assert found.words[0].page == mark.page, said
        assert box.bottom < (found.box.bottom + found.box.top) / 2 < box.top, said
        assert 1 < found.box.left - box.right < 8, said


def _is_headed(place: Place) -> bool:
    """Whether the words of a box stand in the head of its column."""
    return (
        isinstance(place.block, Grid) and place.cell is not None and place.block.columns[place.cell[1]].headed
    )


@each_alone
def test_boxes_to_tick_have_room(case: Case) -> None:
    """From row to row of boxes 6.5 mm at the least, and no two touch."""
    columns: dict[tuple[int, int], list[tuple[Place, Mark]]] = {}
    for place, mark in fields(case):
        if isinstance(place.part, Tick):
            columns.setdefault((mark.page, _column(place, mark)), []).append((place, mark))
    pairs = itertools.chain.from_iterable(itertools.combinations(boxes, 2) for boxes in columns.values())
    for (place, mark), (other, below) in pairs:
        assert not mark.box.meets(below.box)
        step = mark.box.bottom - below.box.bottom
        # Cells of a row and of a grid may stand beside each other at any height.
        if place.cell is None and other.cell is None:
            assert abs(step) < _NEARLY or abs(step) >= 6.5 * mm - _NEARLY, (place.owner.id, other.owner.id)
        elif place.cell == other.cell:
            assert abs(step) < _NEARLY or step >= 6.5 * mm - _NEARLY, (place.owner.id, other.owner.id)


@each_alone
def test_lines_to_write_on_are_long_enough(case: Case) -> None:
    """Three digits, a word or two or the rest of the line; in its column, and level."""
    beside = [*lines_of(case), *(mark for _, mark in fields(case))]
    for place, mark in fields(case):
        if not isinstance(place.part, Blank):
            continue
        box, name = mark.box, f"{place.sheet.sheet.id}, {place.owner.id}"
        assert box.top - box.bottom < 1, name
        room = place.part.room
        least = room * mm if isinstance(room, int) else _ROOMS[room]
        assert box.right - box.left >= least - _NEARLY, name
        (end,) = (right for left, right in columns(place) if left - _NEARLY <= box.left < right)
        assert box.right <= end + 1, name
        follows = any(_is_after(one, mark) and one.box.left < end for one in beside)
        assert place.part.room is not Room.LINE or follows or box.right > end - 5, name


@each_alone
def test_there_is_room_to_write(case: Case) -> None:
    """Above a line to write on are 8 mm to the next one, and 6.5 mm to whatever else is printed above."""
    blanks = [(place, mark) for place, mark in fields(case) if isinstance(place.part, Blank)]
    printed = [*lines_of(case), *_level(case)]
    tight = {}
    for place, mark in blanks:
        lines_above = [other for _, other in blanks if _is_over(other, mark)]
        to_line, to_print = (
            min((one.box.bottom for one in above), default=BOX[1]) - mark.box.bottom
            for above in (lines_above, [one for one in printed if _is_over(one, mark)])
        )
        if to_line < 8 * mm - _NEARLY or to_print < 6.5 * mm - _NEARLY:
            name = f"{place.sheet.sheet.id}, {place.owner.id}"
            tight[name] = f"{to_line / mm:.2f} mm to a line, {to_print / mm:.2f} mm to print"
    assert len(blanks) > 30
    assert tight == {}


@each_alone
def test_the_cells_of_a_grid_hold_what_they_should(case: Case) -> None:
    """Words and boxes lie between the rules of their cell, and a row to write in is 8 mm high or more."""
    tables = _tables(case)
    boxes = [(place, mark) for place, mark in fields(case) if place.cell]
    seen = 0
    for sheet in composed_of(case):
        for block in (block for section in sheet.sheet.sections for block in section.blocks):
            # Without rules between its columns a grid has no cells to measure.
            if not isinstance(block, Grid) or any(column.headed for column in block.columns):
                continue
            table = tables[sheet.sheet.id, block.id]
            cells = _cells(case, table)
            assert set(cells) == set(itertools.product(range(len(block.rows) + 1), range(len(block.columns))))
            for place, passages in table.items():
                assert _holds(cells[place], Box.around(found.box for found in passages)), _text(passages[0])
            for field, mark in boxes:
                if field.cell and field.block.id == block.id and field.sheet is sheet:
                    assert _holds(cells[field.cell], mark.box), field.owner.id
            for number, row in enumerate(block.rows, 1):
                open_cells = [cells[number, column] for column in range(len(row.cells), len(block.columns))]
                seen += len(open_cells)
                for cell in open_cells:
                    assert cell.top - cell.bottom >= 8 * mm * block.lines - 1, row.id
                    assert cell.right - cell.left >= 12 * mm, row.id
    assert seen > 100


@each_alone
def test_the_ruler_is_true(case: Case) -> None:
    """The line that must measure 50 mm does, to half a millimetre, with a stroke each centimetre."""
    (label,) = [
        found
        for found in located_in(case)
        if isinstance(found.passage.block, Figure)
        and found.passage.block.drawing == "ruler"
        and not found.passage.ordered
    ]
    middle = (label.box.bottom + label.box.top) / 2
    start = max(left for left, _ in columns(label.passage) if left < label.box.left)
    near = [
        mark.box
        for mark in marks_of(case)
        if mark.tag == "Figure"
        and mark.kind == raw.FPDF_PAGEOBJ_PATH
        and mark.page == label.words[0].page
        and abs((mark.box.bottom + mark.box.top) / 2 - middle) < 10
        and mark.box.top - mark.box.bottom < 12
        and start - 1 < mark.box.left < mark.box.right < label.box.left
    ]
    upright = sorted((box.left + box.right) / 2 for box in near if box.right - box.left < 3)
    (level,) = [box for box in near if box.right - box.left > 3]
    assert [round((x - upright[0]) / mm, 1) for x in upright] == [0, 10, 20, 30, 40, 50]
    assert abs(upright[-1] - upright[0] - 50 * mm) < 0.5 * mm
    assert abs(level.right - level.left - 50 * mm) < 0.5 * mm
    assert [word.text for word in label.words][:2] == ["50", "mm"]
    with pikepdf.open(io.BytesIO(made(case).data)) as document:
        assert not any("/UserUnit" in page for page in document.pages)


def _lines(found: Found) -> list[Box]:
    """The ink of each line of a passage."""
    groups = itertools.groupby(found.words, key=lambda word: word.line)
    return [Box.around(word.box for word in group) for _, group in groups]


def _text(found: Found) -> str:
    return " ".join(word.text for word in found.words)


def _blocks(sheet: Sheet, kinds: Any) -> list[Block]:
    """The blocks of these kinds."""
    return [block for section in sheet.sections for block in section.blocks if isinstance(block, kinds)]


def _sheet(found: Found) -> Sheet:
    assert found.passage.sheet
    return found.passage.sheet.sheet


def _on(case: Case, sheet: str) -> list[Found]:
    """The passages of one sheet."""
    return [found for found in located_in(case) if _sheet(found).id == sheet]


def _sizes(passages: list[Found]) -> dict[Role, set[float]]:
    """The sizes of the words of each role."""
    sizes: dict[Role, set[float]] = {}
    for found in passages:
        sizes.setdefault(found.passage.role, set()).update(word.size for word in found.words)
    return sizes


def _tables(case: Case) -> dict[tuple[str, str], dict[tuple[int, int], list[Found]]]:
    """The passages of each cell of each table and grid, by row and column; the tables by sheet and block."""
    tables: dict[tuple[str, str], dict[tuple[int, int], list[Found]]] = {}
    for found in located_in(case):
        block, cell = found.passage.block, found.passage.cell
        if block and cell:
            table = tables.setdefault((_sheet(found).id, block.id), {})
            table.setdefault(cell, []).append(found)
    return tables


def _cells(case: Case, table: dict[tuple[int, int], list[Found]]) -> dict[tuple[int, int], Box]:
    """The cells of a grid between the middles of its rules, to a point."""
    around = Box.around(found.box for cell in table.values() for found in cell)
    page = table[0, 0][0].words[0].page
    rules = [one.box for one in _rules(case) if one.page == page and one.tag == "Artifact"]
    upright = [box for box in rules if box.right - box.left < 3 and _overlap(box, around)]
    whole = Box.around(upright)
    level = [box for box in rules if box.top - box.bottom < 3 and _overlap(box, whole)]
    xs = sorted({round((box.left + box.right) / 2) for box in upright})
    ys = sorted({round((box.bottom + box.top) / 2) for box in level}, reverse=True)
    return {
        (row, column): Box(left, bottom, right, top)
        for row, (top, bottom) in enumerate(itertools.pairwise(ys))
        for column, (left, right) in enumerate(itertools.pairwise(xs))
    }


def _overlap(one: Box, other: Box) -> bool:
    """Whether the two are level with each other, more or less."""
    return one.bottom < other.top + 1 and other.bottom < one.top + 1


def _holds(cell: Box, ink: Box) -> bool:
    """Whether the ink keeps away from the cell's rules."""
    inner = Box(cell.left + 1, cell.bottom + 1, cell.right - 1, cell.top - 1)
    return Box.around((inner, ink)) == inner


def _column(place: Place, mark: Mark) -> int:
    """In which column of its page something stands."""
    return [left <= mark.box.left + 1 for left, _ in columns(place)].count(True)


def _is_over(upper: Mark | Stretch, lower: Mark) -> bool:
    """Whether something stands above, not beside."""
    over, under = upper.box, lower.box
    beside = over.left >= under.right or under.left >= over.right
    return upper.page == lower.page and not beside and over.bottom > under.bottom + _NEARLY


def _is_after(right: Mark | Stretch, left: Mark) -> bool:
    """Whether something stands on the same line, further right."""
    level = right.box.bottom < left.box.top + 3 and left.box.bottom < right.box.top
    return right.page == left.page and level and right.box.left > left.box.right


def _level(case: Case) -> list[Mark]:
    """Rules that part what stands above from what stands below."""
    return [rule for rule in _rules(case) if rule.box.right - rule.box.left > 10]


def _places(table: dict[tuple[int, int], list[Found]], axis: int) -> range:
    """Its rows (axis 0) or columns (axis 1)."""
    return range(max(place[axis] for place in table) + 1)


def _box(
    table: dict[tuple[int, int], list[Found]], *, row: int | None = None, column: int | None = None
) -> Box:
    """The ink of a row or a column."""
    cells = (cell for place, cell in table.items() if place[0] == row or place[1] == column)
    return Box.around(found.box for cell in cells for found in cell)


def _rules(case: Case) -> Iterator[Mark]:
    """Strokes so thin that they are lines, upright or level."""
    for mark in marks_of(case):
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


def _cut(case: Case) -> bytes:
    """The file, its pages cut to the common box."""
    x, y = case.paper.offset
    cut = io.BytesIO()
    with pikepdf.open(io.BytesIO(made(case).data)) as document:
        for page in document.pages:
            page.mediabox = pikepdf.Array([x, y, x + BOX[0], y + BOX[1]])
        document.save(cut)
    return cut.getvalue()


def _links(case: Case) -> dict[str, list[tuple[int, Box]]]:
    """The addresses that can be clicked, and where."""
    x, y = case.paper.offset
    found: dict[str, list[tuple[int, Box]]] = {}
    with pikepdf.open(io.BytesIO(made(case).data)) as document:
        for number, page in enumerate(document.pages):
            for annotation in page.get("/Annots", []):
                assert annotation.Subtype == "/Link"
                if "/Dest" in annotation:
                    continue
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
