"""Where boxes and lines to write on stand: a form in every arrangement, measured on paper."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

import pytest
from pypdfium2 import raw
from reportlab.lib.units import mm

from handout.content.folder import ContentFolder
from handout.layout.theme import theme
from handout.make.document import make_document
from handout.model import Look
from handout.options import Options, Size
from tests import small_content
from tests.page_kit import Mark, marks_in
from tests.pdf_check import problems, tree

_SHEET = """\
name: visit
title: A form
about: What it is
theme: form
sections:
  - id: lines
    heading: Lines
    starts: band
    columns: 1
    blocks:
      - id: lines-form
        kind: form
        fields:
          - id: clinician
            text: Name
            rows:
              - [{id: name, write: 75 mm}, {id: phone, write: 50 mm, before: phone}]
              - [{id: signature, write: 90 mm, before: signature}, {id: date, write: word, before: date}]
          - id: said
            text: ‘Would you test it?’
            arrange: beside
            answer: [{id: words, write: line}]
          - id: asked
            text: ‘Do you know it?’
            arrange: beside
            answer: [{one-of: answer, ticks: [{id: yes, tick: "yes"}, {id: no, tick: "no"}]}]
  - id: boxes
    heading: Boxes
    starts: band
    blocks:
      - id: aligned
        kind: form
        arrange: aligned
        fields:
          - id: short
            text: Numb
            answer: [{one-of: answer, ticks: [{id: yes, tick: "yes"}, {id: no, tick: "no"}]}]
          - id: long
            text: Sedation or painkiller before the test was given
            answer: [{one-of: answer, ticks: [{id: no, tick: "no"}, {id: yes, tick: "yes"}]}]
      - id: gridded
        kind: form
        fields:
          - id: checked
            text: Checked
            arrange: grid
            columns: 2
            answer:
              - {id: heart, tick: heart}
              - {id: liver, tick: liver}
              - {id: infection, tick: infection of the skin or elsewhere}
              - {id: kidney, tick: kidney}
              - {id: sitting, tick: sitting}
              - {id: minutes, write: number, before: more than, unit: minutes}
  - id: table
    heading: Table
    starts: band
    columns: 1
    blocks:
      - id: lumps
        kind: grid
        columns:
          - {id: lump, text: Lump, width: number}
          - {id: side, text: Side, headed: yes, answer: [{fill: side}]}
          - {id: size, text: mm, width: number, answer: [{fill: size}]}
          - {id: since, text: Since, answer: [{fill: since}]}
        rows:
          - {id: lump-a, cells: [A], record: lumps.A}
          - {id: lump-b, cells: [B], record: lumps.B}
"""
_BOXES = 4 + 2 + 6 - 1 + 4
_NEARLY = 0.05


@functools.cache
def _made(size: Size = Size.NORMAL, *tags: str) -> bytes:
    """The sheet, in English or a pair that says the same twice."""
    with tempfile.TemporaryDirectory() as name:
        folder = small_content.write(Path(name) / "content", *(tags or ("en",)))
        for tag in tags or ("en",):
            text = _SHEET.replace("heart}", "heart with words of its own}") if tag != "en" else _SHEET
            (folder / tag / "visit.yaml").write_text(text, encoding="utf-8")
        editions, references = ContentFolder(folder).editions(list(tags or ("en",)), ("visit",))
        second = tags[1] if len(tags) > 1 else None
        return make_document(editions, references, Options(size=size, second=second)).data


def _drawn(*args: object) -> tuple[list[Mark], list[Mark]]:
    """The boxes and the lines of the sheet, from the top of the first page down and from left to right."""
    drawn = [mark for mark in marks_in(_made(*args)) if mark.tag == "Form"]  # type: ignore[arg-type]
    boxes = [mark for mark in drawn if mark.box.top - mark.box.bottom > 3]
    return boxes, [mark for mark in drawn if mark not in boxes]


def _left(mark: Mark) -> float:
    return round(mark.box.left, 1)


def test_lines_are_as_long_as_what_is_written_on_them() -> None:
    """A length in millimetres is kept; each row of an answer stands on a line of its own."""
    _, lines = _drawn()
    lengths = [(line.box.right - line.box.left) / mm for line in lines[:4]]
    assert lengths == pytest.approx([75, 50, 90, 34], abs=0.3)
    (name, phone), (signature, date) = lines[:2], lines[2:4]
    assert name.box.bottom == pytest.approx(phone.box.bottom, abs=_NEARLY)
    assert signature.box.bottom == pytest.approx(date.box.bottom, abs=_NEARLY)
    assert name.box.bottom - signature.box.bottom >= 8 * mm - _NEARLY


def test_answers_beside_questions_begin_at_one_place() -> None:
    """The right half holds the line of one answer and the boxes of the next."""
    boxes, lines = _drawn()
    x, _, width, _ = theme(Look.FORM).frame
    assert lines[4].box.left == pytest.approx(boxes[0].box.left, abs=1)
    assert lines[4].box.left > x + width / 2
    assert lines[4].box.right == pytest.approx(x + width, abs=1)


def test_aligned_boxes_stand_under_each_other() -> None:
    """Yes under no, whatever is asked beside them, and the second question two lines long."""
    boxes, _ = _drawn()
    first, second = boxes[2:4], boxes[4:6]
    assert [*map(_left, first)] == [*map(_left, second)]
    assert first[0].box.bottom - second[0].box.bottom >= 6.5 * mm - _NEARLY


def test_boxes_of_a_grid_stand_in_columns() -> None:
    """Two columns, the first at the left; what is wider than a column has a line of its own."""
    boxes, lines = _drawn()
    heart, liver, infection, kidney, sitting = boxes[6:11]
    assert _left(heart) == _left(infection) == _left(kidney)
    assert _left(kidney) == _left(sitting) < _left(liver)
    assert heart.box.bottom == pytest.approx(liver.box.bottom, abs=_NEARLY)
    assert heart.box.bottom - infection.box.bottom >= 6.5 * mm - _NEARLY
    assert infection.box.bottom - kidney.box.bottom >= 6.5 * mm - _NEARLY
    minutes = lines[5].box
    assert sitting.box.left < minutes.left
    assert sitting.box.bottom < minutes.bottom < sitting.box.top, "the blank stands on the line of its box"


def test_boxes_under_heads_stand_in_the_middle() -> None:
    """Each box is in the middle of its column, under its word; left under left, right under right."""
    boxes, _ = _drawn()
    left, right, *below = boxes[11:15]
    assert [_left(left), _left(right)] == [*map(_left, below)]
    for box in (left.box, right.box):
        middle = (box.left + box.right) / 2
        over = [
            mark.box
            for mark in marks_in(_made())
            if mark.kind == raw.FPDF_PAGEOBJ_TEXT
            and mark.box.bottom > box.top
            and mark.box.left < middle < mark.box.right
        ]
        head = min(over, key=lambda word: word.bottom)
        assert (head.left + head.right) / 2 == pytest.approx(middle, abs=1)
    structure = tree(_made())
    assert structure.count("Scope=Column") >= 5, "a head over both boxes, then one for each column"
    assert "ColSpan=2" in structure


def test_boxes_are_large_enough_to_tick() -> None:
    """All are there, 5 mm or more."""
    boxes, _ = _drawn()
    assert len(boxes) == _BOXES
    assert min(mark.box.right - mark.box.left for mark in boxes) >= 5 * mm - _NEARLY


@pytest.mark.parametrize("args", [(Size.NORMAL,), (Size.LARGE,), (Size.NORMAL, "en", "es")])
def test_every_arrangement_is_accessible(args: tuple[object, ...]) -> None:
    """Boxes and lines are fields that say what they ask for; nothing is wrong with the tags."""
    data = _made(*args)  # type: ignore[arg-type]
    assert problems(data) == []
    structure = tree(data)
    assert "Form Desc=Checked: heart" in structure
    assert "Form Desc=Side: left in en" in structure


def test_two_languages_stand_one_below_the_other() -> None:
    """The second words of a box begin where the first do, right of the box, one line further down."""
    boxes, _ = _drawn(Size.NORMAL, "en", "es")
    assert len(boxes) == _BOXES
    structure = tree(_made(Size.NORMAL, "en", "es"))
    assert "heart with words of its own" in structure
    assert "/ heart with" not in structure
