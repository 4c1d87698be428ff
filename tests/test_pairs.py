"""What is only of sheets in two languages: for every ordered pair of the shipped ones."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from handout.layout.theme import Role
from handout.model import Figure, List
from handout.options import Size
from handout.resources import LOCALES
from tests.conftest import SHEETS, Case, each_case, editions, made
from tests.page_kit import Found, are_high, composed_of, frames_of, located_in
from tests.pdf_check import spoken
from tests.test_cli import Call, call, content, here
from tests.test_long import CASES, USUAL

__all__ = ["call", "content", "here"]

# Two heights are the same that differ by less, in points.
_NEARLY = 0.1

_PAIRS = [case for case in CASES if len(case.tags) > 1]
each = each_case((case for case in USUAL if case in _PAIRS), every=_PAIRS)
# One pair of each size, and all others with the marker; of large print a sheet.
_NORMAL, _LARGE = ([case for case in _PAIRS if case.size is size] for size in Size)
each_normal = each_case(_NORMAL[:1], every=_NORMAL)
each_large = each_case([replace(_LARGE[0], sheets=("visit",))], every=_LARGE)


@each_normal
def test_letters_and_numbers_are_those_of_the_sheet_alone(case: Case) -> None:
    """Whichever language it is in; so are the numbers of the references."""
    for number in range(len(SHEETS)):
        both, *alone = (composed_of(Case(one))[number] for one in (case.tags, *((tag,) for tag in case.tags)))
        assert both.labels
        assert [one.labels for one in alone] == [both.labels] * 2
        assert [one.numbers for one in alone] == [both.numbers] * 2


@each_normal
def test_short_items_stand_side_by_side_and_prose_one_under_the_other(case: Case) -> None:
    """All of a list alike: on the same baseline, each in its half of the page; or one below the other."""
    seen: dict[str, set[bool]] = {}
    for one, other in itertools.pairwise(located_in(case)):
        block = one.passage.block
        if not (isinstance(block, List) and one.passage.role is Role.BODY and other.passage.second):
            continue
        first, second = one.words[0], other.words[0]
        level = abs(first.baseline - second.baseline) < _NEARLY
        seen.setdefault(f"{_sheet(one)}, {block.id}", set()).add(level)
        if level:
            _assert_beside(one, other, case)
            continue
        assert first.page == second.page, first.text
        assert one.box.bottom > other.box.top, first.text
        assert one.box.left == pytest.approx(other.box.left, abs=2), first.text
    assert {len(kinds) for kinds in seen.values()} == {1}
    assert set().union(*seen.values()) == {True, False}
    # The names of a sheet of sources are prose, the steps of the check are short.
    assert seen["visit, check-list"] == {True}


@each_normal
def test_how_to_fill_in_stands_side_by_side(case: Case) -> None:
    """On the same baseline, each in its half of the page."""
    pairs = [
        (one, other)
        for one, other in itertools.pairwise(located_in(case))
        if one.passage.role is Role.INTRO and other.passage.second
    ]
    assert pairs
    for one, other in pairs:
        assert abs(one.words[0].baseline - other.words[0].baseline) < _NEARLY
        _assert_beside(one, other, case)


@each
def test_the_second_language_of_a_heading_has_lines_of_its_own(case: Case) -> None:
    """Below the first, under its first word, and lighter: nothing joins the two by a slash."""
    headings = [
        one for one in located_in(case) if one.passage.role in {Role.TITLE, Role.HEADING, Role.PROMINENT}
    ]
    assert len(headings) > 40
    for one in headings:
        assert "/" not in {word.text for word in one.words}
    for one in headings:
        if one.passage.section is None:
            continue
        words = [word for word in one.words if word.lang == case.tags[1]]
        first = [word for word in one.words[1:] if word.lang != case.tags[1]]
        assert {word.line for word in words}.isdisjoint({word.line for word in first})
        assert words[0].box.left == pytest.approx(first[0].box.left, abs=2), first[0].text


@each
def test_what_is_ticked_or_written_has_its_two_names_one_below_the_other(case: Case) -> None:
    """Of a box, of a line to write on, of what is asked: no slash joins them, and no line holds both."""
    seen = 0
    for one, other in itertools.pairwise(located_in(case)):
        if one.passage.role not in {Role.WRITE, Role.TICK} or not other.passage.second:
            continue
        seen += 1
        first, second = one.words[0], other.words[0]
        assert first.page == second.page, first.text
        assert one.words[-1].baseline > second.baseline, first.text
        assert first.box.left == pytest.approx(second.box.left, abs=2), first.text
    assert seen > 100


@each_large
def test_large_print_has_one_language_under_the_other(case: Case) -> None:
    """Everywhere; those of an item as high as half a page may stand on two pages."""
    seen = 0
    for one, other in itertools.pairwise(located_in(case)):
        if other.passage.second and not (
            other.words[0].page > one.words[-1].page and are_high(one, other, case)
        ):
            seen += 1
            assert one.words[-1].page == other.words[0].page, one.words[0].text
            assert one.words[-1].baseline - other.words[0].baseline >= 16, one.words[0].text
    assert seen >= _differing(case)


@each
def test_the_title_names_both_languages(case: Case) -> None:
    """By their own names, the first before the second."""
    found, _ = editions(case.tags)
    one, other = (edition.language.name for edition in found)
    assert made(case).title.endswith(f" ({one} / {other})")


@pytest.mark.every
@each
def test_drawings_carry_both_labels(case: Case) -> None:
    """Each word of each label, once for two languages only where it is the same."""
    figures = [
        found
        for found in located_in(case)
        if isinstance(found.passage.block, Figure) and not found.passage.ordered
    ]
    blocks = (
        block for sheet in composed_of(case) for section in sheet.sheet.sections for block in section.blocks
    )
    assert len(figures) == sum(isinstance(block, Figure) for block in blocks) > 1
    for tag in case.tags:
        alone = [one for one in located_in(Case((tag,))) if isinstance(one.passage.block, Figure)]
        labels = [one for one in alone if not one.passage.ordered]
        for both, one in zip(figures, labels, strict=True):
            assert {word.text for word in one.words} <= {word.text for word in both.words}


@pytest.mark.parametrize(
    ("named", "doubled"),
    [((), ("test", "visit")), (("--sheets", "doctor,test"), ("doctor", "test"))],
    ids=["usual", "named"],
)
def test_the_clinicians_sheet_is_doubled_only_when_named(
    call: Call, named: tuple[str, ...], doubled: tuple[str, ...]
) -> None:
    """Its reader has one language; of the second are only the words that the first sheet cites or names."""
    ended = call("--locales", LOCALES, "make", "it", "--with", "ca", *named, "-o", "-")
    assert ended.code == 0, ended.err
    said = "".join("".join(part.words for part in spoken(ended.out) if part.lang == "ca").split())
    for sheet in ("doctor", "test", "visit"):
        (found,) = editions(["ca"], [sheet])[0][0].sheets
        title = "".join(found.title[0].plain.split())
        assert (title in said) == (sheet in doubled), sheet


def _sheet(found: Found) -> str:
    assert found.passage.sheet
    return found.passage.sheet.sheet.id


def _assert_beside(one: Found, other: Found, case: Case) -> None:
    """Each is in its half of the page."""
    frame = frames_of(case)[one.words[0].page]
    assert one.words[0].page == other.words[0].page
    assert one.box.left < (frame.left + frame.right) / 2 < other.box.left, one.words[0].text
    assert one.box.right + 20 <= other.box.left, one.words[0].text


def _differing(case: Case) -> int:
    """How many items of lists are not the same in both languages."""
    blocks = (
        block for sheet in composed_of(case) for section in sheet.sheet.sections for block in section.blocks
    )
    items = (item for block in blocks if isinstance(block, List) for item in block.items)
    return sum(len({text.plain for text in item.text}) > 1 for item in items)
