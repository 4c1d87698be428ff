"""Sheets filled in: what was given stands where it is asked, and moves only when its page is full."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pypdfium2
import pytest

from handout import fonts
from handout.make.document import make_document
from handout.options import Options, Paper, Size
from handout.patient import template
from handout.patient.file import load_patient
from tests.conftest import CONTENT, READERS, TAGS, USUAL_SHEETS, editions
from tests.fuzz import filled

USUAL = """
about-me: {name: Montserrat Puig de Vilanova, born: 1948-02-29, phone: "+34 600 000 000"}
appointment: {date: 2026-11-20, time: "10:30", with: Dra. Castellà-Rigau Ferrer}
lumps:
  - {side: left, site: dimple, size: 25, since: 2019, pressing-hurts: yes}
  - {side: right, site: crest, size: 30, since: 2021-09-30, pressing-hurts: no}
  - {side: right, site: dimple, size: 12, since: 2024-11, pressing-hurts: yes}
pain:
  goes-to: {left: [buttock, groin], right: [buttock, thigh-back]}
  movement: levantarme de una silla baja
blood-thinners: yes
questions: ["¿Puedo seguir nadando?", "¿Puede volver a salir?"]
"""
FIVE = (
    "paracetamol 1 g",
    "enalapril 10 mg por la mañana",
    "metformina 850 mg",
    "Adiro 100 mg",
    "omeprazol 20 mg",
)
EIGHT = tuple(f"medicina n.º {number} 100 mg por noche" for number in range(1, 9))
TWO = ("penicilina (erupción)", "níquel")
FOUR = (
    "penicilina (picor y ahogo)",
    "látex (ampollas y manchas)",
    "yodo de los contrastes",
    "tiritas (picor)",
)


# The paper and the reader; of readers but the first the tests of each case are many.
WAYS = [
    pytest.param(paper, reader, marks=[pytest.mark.every] if reader != READERS[0] else [])
    for paper in Paper
    for reader in READERS
]


@functools.cache
def pages(
    folder: Path,
    tag: str,
    medicines: tuple[str, ...],
    allergies: tuple[str, ...],
    paper: Paper,
    reader: str | None = None,
) -> list[str]:
    """The words of each page of the sheet for a visit."""
    lists = "".join(
        f"{name}:\n" + "".join(f"  - {item}\n" for item in items)
        for name, items in (("medicines", medicines), ("allergies", allergies))
    )
    path = folder / "me.yaml"
    path.write_text(f"language: {tag}\n{USUAL}{lists}", encoding="utf-8")
    details = load_patient(path, missing=fonts.missing, choices=CONTENT.choices)
    options = Options(reader=reader, details=details, paper=paper)
    data = make_document(*editions([tag], ["visit"]), options).data
    with pypdfium2.PdfDocument(data) as document:
        return [re.sub(r"\s+", " ", page.get_textpage().get_text_bounded()) for page in document]


@pytest.mark.parametrize(("paper", "reader"), WAYS)
@pytest.mark.parametrize("tag", TAGS)
def test_what_a_usual_patient_gives_needs_no_added_page(
    tag: str, paper: Paper, reader: str, tmp_path: Path
) -> None:
    """A front and a back, with each medicine, allergy, name and number whole on the front."""
    front, back = pages(tmp_path, tag, FIVE, TWO, paper, reader)
    for given in (
        *FIVE,
        *TWO,
        "Montserrat Puig de Vilanova",
        "+34 600 000 000",
        "Dra. Castellà-Rigau Ferrer",
    ):
        assert given in front
    assert "¿Puedo seguir nadando? ¿Puede volver a salir?" in back


@pytest.mark.parametrize("tag", TAGS)
def test_each_sheet_of_a_usual_patient_is_one_piece_of_paper(tag: str, tmp_path: Path) -> None:
    """The record of the test and the table of operations too, filled in with the same file."""
    path = tmp_path / "me.yaml"
    path.write_text(f"language: {tag}\n{USUAL}", encoding="utf-8")
    details = load_patient(path, missing=fonts.missing, choices=CONTENT.choices)
    for sheet in ("test", "visit", "more"):
        data = make_document(*editions([tag], [sheet]), Options(details=details)).data
        with pypdfium2.PdfDocument(data) as document:
            assert len(document) == 2, sheet


@pytest.mark.parametrize("tag", TAGS)
def test_the_date_of_an_operation_stands_on_one_line(tag: str, tmp_path: Path) -> None:
    """In figures, in a table that has no room to spare."""
    path = tmp_path / "me.yaml"
    path.write_text("operations: [{date: 2021-11-20, side: left}]\n", encoding="utf-8")
    details = load_patient(path, missing=fonts.missing, choices=CONTENT.choices)
    data = make_document(*editions([tag], ["more"]), Options(details=details)).data
    with pypdfium2.PdfDocument(data) as document:
        words = document[1].get_textpage().get_text_bounded()
    assert "2021/11/20" in words


@pytest.mark.every
@pytest.mark.parametrize("tag", TAGS)
def test_eight_medicines_and_four_allergies_stay_on_the_front(tag: str, tmp_path: Path) -> None:
    """What must be seen before a needle is the last to leave."""
    front, *_ = pages(tmp_path, tag, EIGHT, FOUR, Paper.A4)
    assert [item for item in (*EIGHT, *FOUR) if item not in front] == []


def test_a_list_that_is_too_long_goes_on_with_whole_items_under_its_own_name(tmp_path: Path) -> None:
    """The front has the first and says where the others are; these stand in the section of that letter."""
    twenty = tuple(f"medicine number {number}, 100 mg at night with food" for number in range(1, 21))
    front, back, added = pages(tmp_path, "en", twenty, FOUR, Paper.A4)
    there = [item for item in twenty if item in front]
    assert there == list(twenty[: len(there)])
    assert "… see L" in front
    assert re.search(f"L Continued.*My medicines {twenty[len(there)]}", back + added)
    assert all(item in back + added for item in twenty[len(there) :])


def test_the_widest_letters_are_divided_where_they_have_no_room(tmp_path: Path) -> None:
    """A word of 40 letters is printed in each place for somebody's own words, no sign added."""
    path = tmp_path / "me.yaml"
    path.write_text(f"pain: {{movement: {'W' * 40}}}\nabout-me: {{name: {'M' * 40}}}\n", encoding="utf-8")
    details = load_patient(path, missing=fonts.missing, choices=CONTENT.choices)
    for size in Size:
        data = make_document(*editions(["en"], ["test"]), Options(details=details, size=size)).data
        with pypdfium2.PdfDocument(data) as document:
            words = "".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", "")
        assert "W" * 40 in words
        assert "M" * 40 in words


@pytest.mark.parametrize("tag", TAGS)
def test_the_examples_of_the_file_to_fill_in_need_no_added_page(tag: str, tmp_path: Path) -> None:
    """Three sheets with all that the file proposes."""
    language = editions([tag])[0][0].language
    proposed = re.compile(
        rf"^ *# {re.escape(language.comments['example'])} (?:- )?(.*)\n((?:.*:\n)?.*(?:: |- ))$", re.MULTILINE
    )
    text, count = proposed.subn(r"\2\1", template.template(language.comments, language.choices, tag))
    assert count > 30
    path = tmp_path / "me.yaml"
    path.write_text(text, encoding="utf-8")
    details = load_patient(path, missing=fonts.missing, choices=CONTENT.choices)
    assert len(make_document(*editions([tag], USUAL_SHEETS), Options(details=details)).pages) == 6


@pytest.mark.slow
def test_any_file_makes_every_sheet_with_every_word(tmp_path: Path) -> None:
    """Documents drawn by chance, a fifth at the limits: a small part of what the script draws."""
    known_editions, references = filled.complete(TAGS)
    for seed in range(20):
        drawn = filled.Chance(seed, TAGS, ("test", "visit", "more")).document()
        assert filled.fault(drawn, tmp_path / "me.yaml", known_editions, references) == "", (seed, str(drawn))
