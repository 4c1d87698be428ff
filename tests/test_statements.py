"""What the shipped sheets may not lose: words looked for on the pages, as they are read there."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from reportlab.lib.units import mm

from handout.model import Blank, Form, FurtherSources, Publications, Tick, texts_of
from handout.model.sheet import Arrange
from tests.conftest import ALONE, CONTENT, TAGS, Case, each_case
from tests.page_kit import composed_of, fields, located_in

# What a clinician must find on the own sheet, in the words of each language: the four names for searching,
# the drugs, the emergency, what else is numbed or hurts, the second block, and the closing of the fascia.
_KEPT = {
    "en": (
        "episacral lipoma",
        "lumbar fascial fat herniation",
        "nodule of copeman",
        "back mouse",
        "lidocaine",
        "bupivacaine",
        "cauda equina",
        "trigger point",
        "facet joint",
        "aorta",
        "before anything lasting, repeat it another day",
        "closing the fascia",
    ),
    "es": (
        "episacral lipoma",
        "lumbar fascial fat herniation",
        "nódulo de copeman",
        "ratón de la espalda",
        "lidocaína",
        "bupivacaína",
        "cola de caballo",
        "punto gatillo",
        "faceta lumbar",
        "aorta",
        "antes de un tratamiento de efecto duradero, se repite otro día",
        "cierre de la fascia",
    ),
    "ca": (
        "episacral lipoma",
        "lumbar fascial fat herniation",
        "nòdul de copeman",
        "ratolí de l’esquena",
        "lidocaïna",
        "bupivacaïna",
        "cua de cavall",
        "punt gallet",
        "facetes articulars",
        "aorta",
        "abans de cap tractament d’efecte durador, cal repetir-la un altre dia",
        "tancament de la fàscia",
    ),
    "it": (
        "lipoma episacroiliaco o episacrale",
        "lumbar fascial fat herniation",
        "nodulo di copeman",
        "back mouse",
        "lidocaina",
        "bupivacaina",
        "cauda equina",
        "punto trigger",
        "faccette articolari",
        "aorta",
        "prima di trattamenti a effetto duraturo va ripetuto un altro giorno",
        "chiusura della fascia",
    ),
}
# Lengths in millimetres: a name, a telephone number, a doctor's name, a signature.
_WRITTEN = {
    "about-me.name": 75,
    "name": 75,
    "about-me.phone": 50,
    "phone": 50,
    "appointment.with": 60,
    "signature": 90,
}
# A line begins a little before its words.
_NEARLY = 0.1


def _read(case: Case, sheet: str) -> Iterator[str]:
    """The passages of a sheet, in small letters and with one space between words."""
    for found in located_in(case):
        if found.passage.sheet and found.passage.sheet.sheet.id == sheet:
            yield " ".join(word.text for word in found.words).casefold()


@each_case(ALONE)
def test_the_clinician_finds_what_matters(case: Case) -> None:
    """Names to search for, drugs, the emergency, other causes, the second test, the operation."""
    assert set(_KEPT) <= set(TAGS)
    (tag,) = case.tags
    text = "\n".join(_read(case, "doctor"))
    assert [words for words in _KEPT[tag] if words not in text] == []


@each_case(ALONE)
def test_ultrasound_comes_before_the_needle_in_the_same_words(case: Case) -> None:
    """The patient's sentence stands word for word on the two sheets that the clinician reads."""
    (sentence,) = (
        " ".join(word.text for word in found.words).casefold()
        for found in located_in(case)
        if found.passage.block and found.passage.block.id == "scan-list" and len(found.words) > 1
    )
    assert len(sentence.split()) > 10
    assert [
        sheet for sheet in ("doctor", "test") if sentence.rstrip(".") not in " ".join(_read(case, sheet))
    ] == []


@each_case(ALONE)
def test_the_sheet_of_sources_lists_what_every_sheet_rests_on(case: Case) -> None:
    """Each key of any sheet is printed there; the feet of the others call it by its own name."""
    _, references = CONTENT.editions(case.tags, case.sheets)
    sheets = [composed.sheet for composed in composed_of(case)]
    keys = {
        key
        for sheet in sheets
        for section in sheet.sections
        for statement in section.statements
        for key, _ in statement.sources
    }
    keys |= {
        key for sheet in sheets for text in texts_of(sheet) for cited in text.citations for key in cited.keys
    }
    assert len(keys) > 40
    listed = " ".join(
        word.text
        for found in located_in(case)
        if isinstance(found.passage.block, Publications | FurtherSources)
        for word in found.words
    )
    assert sorted(key for key in keys if " ".join(references[key].name.split()) not in listed) == []
    (listing,) = (c for c in composed_of(case) if any(isinstance(b, FurtherSources) for b in c.sheet.blocks))
    (name,) = (text.plain for text in listing.sheet.name)
    assert name in listing.languages[0].words.sources_elsewhere


@each_case(ALONE)
def test_lines_are_as_long_as_names_and_signatures(case: Case) -> None:
    """75 mm for a name, 50 for a telephone number, 60 for a doctor, 90 for a signature."""
    lengths: dict[tuple[str, str, str], float] = {}
    asked: set[tuple[str, str]] = set()
    for place, mark in fields(case):
        sheet, part = place.sheet.sheet.id, place.part
        if not isinstance(part, Blank) or part.id not in _WRITTEN:
            continue
        # What is in the personal file is asked in full once a sheet; on its back it may be short.
        if "." not in part.id or (sheet, part.id) not in asked:
            lengths[sheet, place.owner.id, part.id] = (mark.box.right - mark.box.left) / mm
        asked.add((sheet, part.id))
    assert {part for *_, part in lengths} >= {"name", "phone", "signature"}
    short = {at: round(length, 1) for at, length in lengths.items() if length < _WRITTEN[at[2]] - _NEARLY}
    assert short == {}


@each_case(ALONE)
def test_boxes_stand_under_boxes(case: Case) -> None:
    """In a grid they begin at as many places as it has columns; where they are aligned, alike."""
    begin: dict[tuple[str, str, str], list[tuple[float, ...]]] = {}
    drawn = [(place, mark) for place, mark in fields(case) if isinstance(place.part, Tick)]
    for place, group in itertools.groupby(drawn, key=lambda field: field[0].owner):
        owned = list(group)
        block, sheet = owned[0][0].block, owned[0][0].sheet.sheet.id
        lefts = tuple(round(mark.box.left / mm, 1) for _, mark in owned)
        if isinstance(block, Form) and block.aligned:
            begin.setdefault((sheet, block.id, ""), []).append(lefts)
        elif isinstance(block, Form) and place.arrange is Arrange.GRID:
            assert len(set(lefts)) <= place.columns, (sheet, place.id, sorted(set(lefts)))
    for at, rows in begin.items():
        # Two columns of a page, each with its own places.
        assert len(set(rows)) <= 2, (at, sorted(set(rows)))
    assert begin
