"""Sheets that are filled in on a screen: as the flat ones while empty, and whole when they are filled in."""

from __future__ import annotations

import functools
import itertools
import re
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from handout import fonts
from handout.make.document import make_document
from handout.options import Options, Paper, Size
from handout.patient.fields import FIELDS
from handout.patient.file import load_patient
from handout.pdf import Written
from handout.resources import LOCALES
from tests import pdf_validator
from tests.conftest import ALONE, CONTENT, SHEETS, TAGS, Case, each_case, editions, made, sample
from tests.field_kit import Place, filled, pictures, places, values
from tests.pdf_check import problems
from tests.programs import require
from tests.test_cli import call, content, here, run
from tests.viewers import in_pypdf

__all__ = ["call", "content", "here"]

# The sheets with anything to fill in, and all languages of these: alone, large, and in pairs.
FORMS = tuple(sheet.id for sheet in editions(TAGS[:1])[0][0].sheets if sheet.has_places)
SINGLE = [replace(case, sheets=FORMS) for case in ALONE]
LARGE = [replace(case, size=Size.LARGE) for case in SINGLE]
PAIRED = [Case(pair, sheets=FORMS) for pair in itertools.pairwise((*TAGS, TAGS[0]))]
SOME = [SINGLE[0], LARGE[0], PAIRED[0]]
MANY = [
    *SINGLE,
    *LARGE,
    *PAIRED,
    *(replace(case, size=Size.LARGE) for case in PAIRED),
    *(replace(case, paper=Paper.LETTER) for case in SOME),
]

# Most tests look at the first: they run where it is made.
pytestmark = pytest.mark.xdist_group(str(SINGLE[0]))

LONG = {
    "about-me.name": "Montserrat Puig de Vilanova",
    "about-me.phone": "+34 612 345 678 ",
    "appointment.with": "Dra. Castellà-Rigau Ferre",
    "allergies": "penicil·lina (erupció fort; àcid acetilsalicílic (tos",
    "medicines": "paracetamol 1 g cada 8 h, levotiroxina 100 µg, apixaban 5 mg",
}
TICKS = {"lumps.A.side": "left", "blood-thinners": "no", "pain.worse-with.sitting": "on"}
NEVER_ASKED = re.compile(r"lumps\.[A-Z]\.(?:letter|site)")


@functools.cache
def fillable(case: Case) -> Written:
    """The document with fields."""
    options = Options(paper=case.paper, size=case.size, fillable=True, second=(*case.tags, None)[1])
    return make_document(*editions(case.tags, case.sheets), options)


def differing(first: list[Image.Image], second: list[Image.Image]) -> int:
    """How many pixels of the pages differ."""
    pairs = zip(first, second, strict=True)
    return sum(sum(ImageChops.difference(one, two).histogram()[1:]) for one, two in pairs)


def in_poppler(data: bytes, folder: Path) -> list[Image.Image]:
    """The pages as pdftoppm shows them, with what is in fields."""
    path = folder / "sheets.pdf"
    path.write_bytes(data)
    subprocess.run(["pdftoppm", "-r", "72", "-gray", path, folder / "page"], check=True)
    return [Image.open(page) for page in sorted(folder.glob("page*"))]


@each_case(SOME[:1], every=MANY)
def test_empty_sheets_look_as_those_to_print(case: Case) -> None:
    """To the pixel, boxes and lines where they were."""
    assert differing(pictures(fillable(case).data), pictures(made(case).data)) == 0


@pytest.mark.slow
@each_case(MANY)
def test_empty_sheets_look_so_in_another_viewer(case: Case, tmp_path: Path) -> None:
    """In poppler as in pdfium."""
    require("pdftoppm", package="poppler-utils")
    for name in ("fillable", "flat"):
        (tmp_path / name).mkdir()
    empty = in_poppler(fillable(case).data, tmp_path / "fillable")
    assert differing(empty, in_poppler(made(case).data, tmp_path / "flat")) == 0


@each_case(SOME, every=MANY)
def test_sheets_with_fields_are_without_fault(case: Case) -> None:
    """As far as the check here can see, which sees some things the validator does not."""
    assert problems(fillable(case).data) == []


@pytest.mark.validator
def test_the_validator_accepts_every_file(tmp_path: Path) -> None:
    """Each is PDF/UA-1, and PDF/A is not claimed."""
    pdf_validator.available()
    files = {f"{case}.pdf": fillable(case).data for case in MANY}
    found = pdf_validator.failures(files, tmp_path)
    broken = {name: {rule for rule in rules if rule.startswith("ua1")} for name, rules in found.items()}
    assert {name: rules for name, rules in broken.items() if rules} == {}
    assert all("2a 6.6.4-1" in rules for rules in found.values())


def names(case: Case) -> dict[str, set[str | None]]:
    """The states of the boxes of each field, by its name."""
    ordered = sorted(places(fillable(case).data), key=lambda place: place.name)
    groups = itertools.groupby(ordered, key=lambda place: place.name)
    return {name: {place.state for place in group} for name, group in groups}


@each_case(SOME[1:2], every=[*SOME, *MANY])
def test_fields_have_the_same_names_in_all_languages(case: Case) -> None:
    """In every size, and where two languages stand side by side: one form data file serves them all."""
    assert names(case) == names(SINGLE[0])


def test_fields_are_named_as_in_the_personal_file() -> None:
    """All of those are there which a sheet asks for, those of several values as a field for each."""
    known = {name for whole in names(SINGLE[0]) for name in (whole, whole.rpartition(".")[0])}
    assert {name for name in FIELDS if not NEVER_ASKED.fullmatch(name)} <= known


def test_a_signature_is_written_with_a_pen() -> None:
    """It is no field, the date beside it is one."""
    found = names(SINGLE[0])
    assert "test.signature.date" in found
    assert "test.signature.signature" not in found


def test_each_place_says_what_is_asked_there() -> None:
    """In the language of the sheet, with the number that is printed beside it."""
    tips = {place.tip for place in places(fillable(replace(SINGLE[0], tags=("en",))).data)}
    assert {
        "A1 Name",
        "A3 Doctor blood thinner, aspirin or clopidogrel: yes",
        "B1 A, Side: left",
        "C4 It stops me from more than … minutes",
        "G4 Before, Back",
        "B4 Date, time (2)",
    } <= tips


def test_what_is_typed_once_is_on_every_sheet() -> None:
    """The name of the patient on all three."""
    data = filled(fillable(SINGLE[0]).data, LONG, {})
    drawn = [place for place in places(data) if place.name == "about-me.name"]
    assert {place.page // 2 for place in drawn} == set(range(len(FORMS)))
    assert all(b"Tj" in place.drawn for place in drawn)


@each_case([SINGLE[0], LARGE[0]], every=[*SINGLE, *LARGE])
def test_usual_answers_are_seen_whole(case: Case) -> None:
    """No letter is refused for want of room: a phone number of 16, a doctor of 25, two allergies of 25."""
    data = filled(fillable(case).data, LONG, TICKS)
    assert values(data) == LONG | TICKS
    assert {place.name: place.state for place in places(data) if place.ticked} == TICKS


@pytest.mark.every
def test_a_program_that_fills_in_changes_no_other_field() -> None:
    """As one did that wrote into an appearance which several fields had."""
    before = {place: place.drawn for place in map(_where, places(fillable(SINGLE[0]).data))}
    texts = {"test.at-start.back": "3", "pain.now": "4"}
    data = in_pypdf(fillable(SINGLE[0]).data, texts, {})
    assert values(data) == texts
    changed = {place.name for place in map(_where, places(data)) if place not in before}
    assert changed == set(texts)


def _where(place: Place) -> Place:
    """The place without what programs round."""
    return place._replace(rect=tuple(round(edge) for edge in place.rect), drawn=place.drawn.strip())


@pytest.mark.parametrize("tag", sample(TAGS))
def test_three_sheets_stay_small(tag: str) -> None:
    """Under 200 kilobytes, whole face and all."""
    data = make_document(*editions((tag,), CONTENT.handout.usual), Options(fillable=True)).data
    assert len(data) < 200_000


@functools.cache
def personal(size: Size, *, is_fillable: bool) -> Written:
    """The Catalan sheets with details, of which the appointment and the third lump's side are left out."""
    path = Path(__file__).parent / "data" / "patient-ca.yaml"
    details = load_patient(path, missing=fonts.missing, choices=CONTENT.choices)
    open_ = {"appointment.time", "lumps.C.side", "allergies"}
    given = {name: value for name, value in details.values.items() if name not in open_}
    options = Options(details=replace(details, values=given), size=size, fillable=is_fillable)
    return make_document(*editions(("ca",), FORMS), options)


@pytest.mark.parametrize("size", [Size.NORMAL, pytest.param(Size.LARGE, marks=pytest.mark.every)])
def test_what_was_given_is_printed_and_what_is_open_is_a_field(size: Size) -> None:
    """The sheets look as those to print."""
    data = personal(size, is_fillable=True).data
    assert differing(pictures(data), pictures(personal(size, is_fillable=False).data)) == 0
    assert problems(data) == []
    found = {place.name for place in places(data)}
    assert {"appointment.time", "lumps.C.side", "lumps.C.since", "allergies", "lumps.D.side"} <= found
    printed = {"about-me.name", "lumps.A.side", "lumps.A.size", "pain.now", "pain.worse-with.standing"}
    assert not printed & found


def test_free_lines_below_what_was_given_stay_fields() -> None:
    """A list that fills one of two lines can go on in the second."""
    path = Path(__file__).parent / "data" / "patient-ca.yaml"
    details = load_patient(path, missing=fonts.missing, choices=CONTENT.choices)
    values_ = {"medicines": details.values["medicines"][:1]}
    options = Options(details=replace(details, values=values_), fillable=True)
    data = make_document(*editions(("ca",), FORMS), options).data
    (medicines,) = (place for place in places(data) if place.name == "medicines")
    (allergies,) = (place for place in places(data) if place.name == "allergies")
    assert medicines.value == ""
    assert _height(medicines) == pytest.approx(_height(allergies), abs=0.1)
    assert medicines.rect[0] < allergies.rect[0]


def _height(place: Place) -> float:
    _, bottom, _, top = place.rect
    return top - bottom


def test_a_tick_on_a_screen_looks_as_one_that_was_given() -> None:
    """The same cross in the same box."""
    path = Path(__file__).parent / "data" / "patient-ca.yaml"
    details = load_patient(path, missing=fonts.missing, choices=CONTENT.choices)
    given = {name: value for name, value in details.values.items() if name == "blood-thinners"}
    options = Options(details=replace(details, values=given))
    printed = make_document(*editions(("ca",), FORMS), options).data
    ticked = filled(fillable(replace(SINGLE[0], tags=("ca",))).data, {}, {"blood-thinners": "no"})
    # Edges are smoothed in another way.
    for one, two in zip(pictures(ticked), pictures(printed), strict=True):
        assert max(ImageChops.difference(one, two).getextrema()) < 16


def test_metadata_of_personal_sheets_are_those_of_empty_ones() -> None:
    """Nothing personal outside the pages."""
    files = [personal(Size.NORMAL, is_fillable=True).data, fillable(Case(("ca",), sheets=FORMS)).data]
    opened = [pikepdf.open(BytesIO(data)) for data in files]
    packets = [file.Root.Metadata.read_bytes() for file in opened]
    assert packets[0] == packets[1]


# --- the command line ---


def test_name_of_a_file_with_fields(call, here: Path) -> None:
    """Its part stands behind the size."""
    sheets = ("--sheets", "visit", "--print", "large", "--fillable")
    ended = call("make", "ca", *sheets)
    assert (ended.code, ended.paths) == (0, ["episacroiliac-lipoma-ca-visit-large-fillable.pdf"])
    assert places((here / ended.paths[0]).read_bytes())


def test_fields_go_to_stdout_too(call) -> None:
    """And into a draft."""
    for options in ((), ("--draft",)):
        ended = call("make", "es", "--fillable", *options, "-o", "-")
        assert ended.code == 0
        assert places(ended.out)


def test_sheets_without_fields_are_refused_alone(call, here: Path) -> None:
    """And beside others printed as they are."""
    without = [sheet for sheet in SHEETS if sheet not in FORMS]
    for sheets in (without, without[:1]):
        ended = call("--locales", LOCALES, "make", "en", "--fillable", "--sheets", ",".join(sheets))
        assert (ended.code, ended.out) == (2, b"")
        assert "--fillable: these sheets have nothing to fill in" in ended.err
    assert not list(here.iterdir())
    ended = call(
        "--locales", LOCALES, "make", "en", "--fillable", "-o", "-", "--sheets", f"{without[0]},{FORMS[0]}"
    )
    assert {place.page for place in places(ended.out)} == {2, 3}


def test_all_makes_sheets_to_print(call, here: Path) -> None:
    """With fields each is made by itself."""
    ended = call("make", "--all", "--fillable", "-o", "sheets")
    assert (ended.code, ended.out) == (2, b"")
    assert "--fillable: --all makes sheets to print" in ended.err
    assert not list(here.iterdir())


@pytest.mark.slow
def test_the_same_sheets_have_the_same_bytes(content: Path, tmp_path: Path) -> None:
    """Whatever numbers a process takes for words."""
    files = [
        run(
            "make",
            "en",
            "--fillable",
            "-o",
            "-",
            folder=tmp_path,
            HANDOUT_LOCALES=content,
            PYTHONHASHSEED=seed,
        )
        for seed in (1, 2)
    ]
    assert files[0].out == files[1].out != b""
