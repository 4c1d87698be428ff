"""Sheets filled in by the programs that people have, and read back from what these save."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw

from tests import pdf_validator
from tests.conftest import Case, each_case
from tests.field_kit import Place, pictures, places, values
from tests.test_fillable import LARGE, LONG, PAIRED, SINGLE, fillable
from tests.viewers import VIEWERS

# A language alone, another in large print, and two together.
CASES = [SINGLE[0], LARGE[-1], PAIRED[1]]


def answers(data: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """A text for every field, the longest where it is a usual answer, and for every group its last box."""
    found = places(data)
    counter = itertools.count(10)
    texts = {place.name: _answer(place, next(counter)) for place in found if not place.state}
    return texts | LONG, {place.name: place.state for place in found if place.state}


def _answer(place: Place, number: int) -> str:
    return str(number)[-(place.most or 3) :] if place.most else f"{number} µà"


@pytest.mark.slow
@pytest.mark.parametrize("viewer", VIEWERS)
@each_case(CASES)
def test_every_field_can_be_filled_in(case: Case, viewer: str) -> None:
    """In each program what was typed comes back, one box of a group is ticked, and all of it is seen."""
    empty = fillable(case).data
    texts, ticks = answers(empty)
    data = VIEWERS[viewer](empty, texts, ticks)
    assert values(data) == texts | ticks
    found = places(data)
    assert {(place.name, place.state) for place in found if place.ticked} == set(ticks.items())
    filled = [place for place in found if place.ticked or not place.state]
    assert unseen(pictures(empty), pictures(data), filled) == []


def unseen(before: list[Image.Image], after: list[Image.Image], filled: list[Place]) -> list[str]:
    """The fields in which the pages show nothing new, and pages that show anything elsewhere."""
    found = []
    for number, (one, two) in enumerate(zip(before, after, strict=True)):
        changes = ImageChops.difference(one, two)
        boxes = {place.tip: _box(place, one.height) for place in filled if place.page == number}
        found += [tip for tip, box in boxes.items() if not changes.crop(box).getbbox()]
        draw = ImageDraw.Draw(changes)
        for box in boxes.values():
            draw.rectangle(box, fill=0)
        if changes.getbbox():
            found.append(f"page {number + 1}: {changes.getbbox()}")
    return found


def _box(place: Place, height: int) -> tuple[int, int, int, int]:
    left, bottom, right, top = place.rect
    return int(left) - 1, height - int(top) - 2, int(right) + 1, height - int(bottom) + 1


@pytest.mark.validator
def test_sheets_that_were_filled_in_conform(tmp_path: Path) -> None:
    """To PDF/UA-1, with Western European letters, as each of these programs saves them."""
    pdf_validator.available()
    empty = fillable(SINGLE[0]).data
    files = {f"{name}.pdf": fill(empty, *answers(empty)) for name, fill in VIEWERS.items()}
    found = pdf_validator.failures(files, tmp_path, ["ua1"])
    assert {name: rules for name, rules in found.items() if rules} == {}
