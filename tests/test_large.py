"""What is only of large print: each shipped language alone, and every ordered pair."""

from __future__ import annotations

from collections.abc import Iterator

from pypdfium2 import raw
from reportlab.lib.units import mm

from handout.layout.theme import Role
from handout.model import Blank, Grid, Tick
from handout.options import BOX, Size
from tests.conftest import Case, each_case
from tests.page_kit import (
    Box,
    Mark,
    Stretch,
    composed_of,
    fields_of,
    lines_of,
    located_in,
    marks_of,
    places_in,
    rules_of,
)
from tests.test_long import CASES, USUAL

LARGE = [case for case in CASES if case.size is Size.LARGE]
_NEARLY = 0.03

each = each_case((case for case in USUAL if case.size is Size.LARGE), every=LARGE)


@each
def test_every_letter_is_large(case: Case) -> None:
    """16 pt or more, in drawings and at the foot too."""
    small = {word.text: word.size for line in lines_of(case) for word in line.words if word.size < 16}
    assert small == {}


@each
def test_headings_are_larger_than_what_they_head(case: Case) -> None:
    """The title is the largest, then come the headings, then all else."""
    for sheet in composed_of(case):
        sizes: dict[Role, set[float]] = {}
        for found in located_in(case):
            if found.passage.sheet is sheet:
                sizes.setdefault(found.passage.role, set()).update(word.size for word in found.words)
        (title,), headings = sizes.pop(Role.TITLE), sizes.pop(Role.HEADING) | sizes.pop(Role.PROMINENT, set())
        sizes.pop(Role.NAMES, None)
        assert title > max(headings)
        assert min(headings) > max(set().union(*sizes.values()))


@each
def test_boxes_to_tick_are_large(case: Case) -> None:
    """5 mm or more, square, empty, and no two touch."""
    boxes = [
        mark
        for place, mark in zip(places_in(case), fields_of(case), strict=True)
        if isinstance(place.part, Tick)
    ]
    assert len(boxes) > 100
    for mark in boxes:
        sides = mark.box.right - mark.box.left, mark.box.top - mark.box.bottom
        assert min(sides) >= 5 * mm
        assert abs(sides[0] - sides[1]) < _NEARLY
        assert mark.fill is None
    near = [(mark.page, Box(mark.box.left, mark.box.bottom, mark.box.right, mark.box.top)) for mark in boxes]
    assert not any(
        page == other and one.meets(box) for i, (page, one) in enumerate(near) for other, box in near[:i]
    )


@each
def test_there_is_room_to_write(case: Case) -> None:
    """Above a line to write on are 12 mm to the next one, and 8.5 mm to whatever else is printed above."""
    blanks = [
        (place, mark)
        for place, mark in zip(places_in(case), fields_of(case), strict=True)
        if isinstance(place.part, Blank)
    ]
    assert len(blanks) > 60
    level = [rule for rule in rules_of(case) if rule.box.right - rule.box.left > 10]
    printed = [*lines_of(case), *(rule for rule in level if rule.tag != "Form")]
    tight = {}
    for place, mark in blanks:
        to_line = _above(mark, (other for _, other in blanks))
        to_print = _above(mark, printed)
        if to_line < 12 * mm - _NEARLY or to_print < 8.5 * mm:
            name = f"{place.sheet.sheet.id}, {place.owner.id}"
            tight[name] = f"{to_line / mm:.2f} mm to a line, {to_print / mm:.2f} mm to print"
    assert tight == {}, tight


@each
def test_rows_to_write_in_are_high(case: Case) -> None:
    """12 mm or more between the rules above and below, for each line the grid gives."""
    level = [rule for rule in rules_of(case) if rule.tag == "Artifact" and rule.box.top - rule.box.bottom < 3]
    seen = 0
    for found in located_in(case):
        block, cell = found.passage.block, found.passage.cell
        if not isinstance(block, Grid) or cell is None or found.passage.role is not Role.MARK:
            continue
        if len(block.rows[cell[0] - 1].cells) == len(block.columns):
            continue
        seen += 1
        around = [
            rule.box
            for rule in level
            if rule.page == found.words[0].page and rule.box.left < found.box.left < rule.box.right
        ]
        above = min(box.bottom for box in around if box.bottom > found.box.top)
        below = max(box.top for box in around if box.top < found.box.bottom)
        assert above - below >= 12 * mm * block.lines - 1, found.words[0].text
    assert seen > 20


@each
def test_the_ruler_is_true(case: Case) -> None:
    """The line that must measure 50 mm does, with a stroke each centimetre."""
    drawn = [mark for mark in marks_of(case) if mark.tag == "Figure" and mark.kind == raw.FPDF_PAGEOBJ_PATH]
    found = []
    for level in drawn:
        width, height = _sides(level.box)
        if height < 2 and abs(width - 50 * mm) < 0.5 * mm:
            found.append(sorted(_strokes(level, drawn)))
    # Measured from the middle of the first stroke.
    marks = [[round((x - strokes[0]) / mm, 1) for x in strokes] for strokes in found if len(strokes) > 2]
    assert marks == [[0, 10, 20, 30, 40, 50]]


def _sides(box: Box) -> tuple[float, float]:
    return box.right - box.left, box.top - box.bottom


def _strokes(level: Mark, drawn: list[Mark]) -> Iterator[float]:
    """Where upright strokes cross it."""
    middle = (level.box.bottom + level.box.top) / 2
    for mark in drawn:
        width, height = _sides(mark.box)
        crosses = mark.box.bottom < middle < mark.box.top and mark.page == level.page
        within = level.box.left - 1 < mark.box.left and mark.box.right < level.box.right + 1
        if crosses and within and width < 3 and height < 12 and mark is not level:
            yield (mark.box.left + mark.box.right) / 2


def _above(mark: Mark, others: Iterator[Mark] | list[Stretch | Mark]) -> float:
    """How far up the nearest of *others* is that stands above, not beside."""
    over = (
        one.box.bottom
        for one in others
        if one.page == mark.page
        and one.box.left < mark.box.right
        and mark.box.left < one.box.right
        and one.box.bottom > mark.box.bottom + _NEARLY
    )
    return min(over, default=BOX[1]) - mark.box.bottom
