"""Sheets filled in from a personal file: the same facts in all languages, nothing lost, nothing told."""

from __future__ import annotations

import datetime
import functools
import io
import itertools
import json
import os
import re
import stat
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from handout import fonts, pdf
from handout.compose import compose
from handout.errors import Position
from handout.make.document import make_document
from handout.model import Block, FieldRef, Form, Grid, Language
from handout.options import Options, Size
from handout.patient import file, template
from handout.patient.fields import FIELDS
from handout.patient.file import load_patient
from handout.patient.kinds import ChoiceField, DateField
from handout.patient.values import Patient, Value
from handout.resources import LOCALES
from tests.conftest import CONTENT, SHEETS, TAGS, USUAL_SHEETS, editions
from tests.fuzz import habits
from tests.pdf_check import problems, tree
from tests.test_cli import Call, call, content, here

__all__ = ["call", "content", "here"]

RICH = Path(__file__).resolve().parent / "data" / "patient-ca.yaml"
OWN = "ca"
# The language of the file, and another one. The tests of a language run in one process, which fills in its
# sheets once.
USUAL = {OWN, next(tag for tag in TAGS if tag != OWN)}
each_language = pytest.mark.parametrize(
    "tag",
    [
        pytest.param(
            tag,
            marks=[
                pytest.mark.xdist_group(f"{tag}-personal"),
                *([] if tag in USUAL else [pytest.mark.every]),
            ],
        )
        for tag in TAGS
    ],
)


@functools.cache
def rich() -> Patient:
    """A file with something in every field but a few, written in Catalan."""
    return load_patient(RICH, missing=fonts.missing)


def made(tag: str, details: Patient | None, sheets: tuple[str, ...] = USUAL_SHEETS) -> pdf.Written:
    """The sheets in a language, filled in."""
    found, references = editions([tag], sheets)
    return make_document(found, references, Options(details=details))


@functools.cache
def filled(tag: str) -> pdf.Written:
    """All sheets in a language with the rich file."""
    return made(tag, rich(), SHEETS)


@functools.cache
def filled_tree(tag: str) -> str:
    """Their structure tree."""
    return tree(filled(tag).data)


def details(folder: Path, text: str) -> Patient:
    """What is in a personal file with that text."""
    path = folder / "me.yaml"
    path.write_text(text, encoding="utf-8")
    return load_patient(path, missing=fonts.missing)


def text_of(data: bytes) -> str:
    """All words of a file with single spaces."""
    with pypdfium2.PdfDocument(data) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())


# --- The same facts -------------------------------------------------------------------------------


def places(tag: str) -> Iterator[tuple[int, str, str, str]]:
    """Where each field is printed: the number of the sheet, the mark, what is asked there, and the field."""
    (edition,), references = editions([tag])
    for number, sheet in enumerate(edition.sheets):
        reader, others = edition.handout.reader, [(*edition.others, *edition.sheets)]
        marks = compose((sheet,), (edition.language,), references, reader, others=others).labels
        for block in (block for section in sheet.sections for block in section.blocks):
            for identity, asked, name in asking(block):
                yield number, marks[identity], asked, name


def asking(block: Block) -> Iterator[tuple[str, str, str]]:
    """What in a form or a grid is filled from the file: its id, what is asked, and the field."""
    if isinstance(block, Form):
        parts = ((entry.id, entry.text, part, "") for entry in block.entries for part in entry.places)
    elif isinstance(block, Grid):
        cells = itertools.product(block.rows, block.columns)
        parts = (
            (row.id, column.text, part, f"{row.record}.") for row, column in cells for part in column.answer
        )
    else:
        return
    for identity, asked, part, record in parts:
        if isinstance(part, FieldRef):
            yield identity, (part.before or asked)[0].plain, record + part.name


def spoken(data: bytes) -> dict[tuple[int, str], list[str]]:
    """The lines of the structure tree below each mark of each sheet, on the sheet and on added pages."""
    found: dict[tuple[int, str], list[str]] = {}
    sheet, depth, group = -1, 0, [""]
    for line in tree(data).splitlines():
        indent = len(line) - len(line.lstrip())
        if line.lstrip().startswith("H1 "):
            sheet += 1
        if line.strip() in {"LI", "TR"}:
            depth, group = indent, []
        elif indent > depth and not group and (mark := re.search(r"(?:Lbl|Span) “([A-Z]\d+)”", line)):
            group = found.setdefault((sheet, mark[1]), [])
            group.append("")
        elif indent > depth and group:
            group.append(line.strip())
    return found


def said(lines: list[str], language: Language) -> str:
    """The words of a place, joined with those of the added page."""
    words = " ".join(part for line in lines for part in re.findall("“(.*)”", line) if "Form" not in line)
    words = words.replace(language.words.goes_on, "").replace("…", " ")
    return " ".join(words.split())


def is_said(field: str, value: Value, asked: str, lines: list[str], language: Language) -> bool:
    """Whether the value stands at its place, in the words of the language."""
    kind = FIELDS[field]
    if isinstance(kind, ChoiceField):
        words = language.choices[kind.vocabulary]
        ticked = [line.split(" Role=")[0] for line in lines if "checked=on" in line]
        names = {name for name in words if any(line.endswith(f"{asked}: {words[name]}") for line in ticked)}
        return isinstance(value, tuple) and names == set(value)
    cell = field.startswith(("operations.", "lumps."))
    in_words = kind.figures if isinstance(kind, DateField) and cell else kind.texts
    (text,) = in_words(value, (language,), Position("file"))
    words_of_place = iter(said(lines, language).replace(";", " ").split())
    return all(word in words_of_place for word in text.plain.replace(";", " ").replace("\u200b", "").split())


@each_language
def test_each_language_prints_the_same_facts(tag: str) -> None:
    """Field by field, at its place: what was chosen in the language's words, the rest as written."""
    language = editions([tag])[0][0].language
    lines = spoken(filled(tag).data)
    printed = {
        name
        for number, mark, asked, name in places(tag)
        if name in rich().values and is_said(name, rich().values[name], asked, lines[number, mark], language)
    }
    drawn = {name for name in rich().values if name.endswith(".site")}
    assert printed == set(rich().values) - drawn
    alternative = text_of_alternatives(filled(tag).data)
    for letter, side, site in rich().lumps:
        place = ", ".join(
            language.choices[kind][name] for kind, name in (("side", side), ("site", site)) if name
        )
        assert f"{letter}: {place}" in alternative


@each_language
def test_the_drawing_shows_lumps_and_pain(tag: str, tmp_path: Path) -> None:
    """Each lump with a side has its letter in the drawing, and a place where the pain goes is hatched."""
    (figure,) = re.findall(r"Figure .*ABC.*|Figure .*A B C.*", filled_tree(tag))
    assert figure.endswith("A B C ”")
    strokes = []
    for text in (
        "pain: {now: 3}\n",
        "pain: {goes-to: {left: [calf]}}\n",
        "pain: {goes-to: {right: [calf]}}\n",
    ):
        data = made(tag, details(tmp_path, text), ("visit",)).data
        with pypdfium2.PdfDocument(data) as document:
            drawn = (item for item in document[0].get_objects() if item.type == raw.FPDF_PAGEOBJ_PATH)
            strokes.append(Counter(item.get_bounds()[0] for item in drawn))
    hatched = [(one - strokes[0]).most_common(1)[0] for one in strokes[1:]]
    assert min(count for _, count in hatched) > 5
    assert hatched[0] < hatched[1], "the patient’s left is on the left, seen from behind"


def text_of_alternatives(data: bytes) -> str:
    """All alternative texts."""
    return " ".join(re.findall("Alt=“(.*?)”", tree(data)))


@each_language
def test_what_was_not_chosen_is_not_ticked(tag: str) -> None:
    """As many boxes are ticked in each language as were chosen in the file."""
    chosen = sum(len(value) for name, value in rich().values.items() if isinstance(FIELDS[name], ChoiceField))
    sites = sum(name.endswith(".site") for name in rich().values)
    assert filled_tree(tag).count("checked=on") == chosen - sites


@each_language
def test_own_words_keep_their_language(tag: str) -> None:
    """Free text is marked with the language of the file, also where that is told in words."""
    found = filled_tree(tag)
    language = editions([tag])[0][0].language
    note = language.words.written_in.replace("{language}", language.languages[OWN])
    assert (note in found) == (tag != OWN)
    assert ("[ca] “Núria Puigdemunt i Solà”" in found) == (tag != OWN)


@each_language
def test_filled_sheets_are_without_fault(tag: str) -> None:
    """As far as the check here can see; the validator sees them in the test of conformance."""
    assert problems(filled(tag).data) == []


@pytest.mark.every
@each_language
def test_a_filled_sheet_turns_where_an_empty_one_does(tag: str) -> None:
    """What has no room goes to added pages behind; each sheet begins on a front page."""
    pages = filled(tag).pages
    empty = made(tag, None, SHEETS).pages
    for part in range(len(SHEETS)):
        lines = [page.lines for page in pages if page.part == part]
        assert len(lines) % 2 == 0
        assert len([page for page in empty if page.part == part]) == 2
        assert len(lines) in {2, 4}
    sides = [page for page in pages if page.page == 2 and page.part == SHEETS.index("visit")]
    assert sides[0].free < 400, "the front of “visit” ran over to a page of its own"


# --- Nothing is lost ------------------------------------------------------------------------------


@pytest.mark.every
def test_no_word_of_a_long_text_is_lost(tmp_path: Path) -> None:
    """A text of 2000 letters, in a line and in a cell, is there to its last word, in its order."""
    words = [f"w{number}" for number in range(390)]
    long = " ".join(words)
    text = f"about-me: {{name: {long}}}\nmedicines: {long}\nquestions: {long}\n"
    data = made("en", details(tmp_path, text)).data
    there = [word for word in text_of(data).split() if re.fullmatch(r"w\d+", word)]
    name = "the name stands on both sides of the record and on my visit"
    assert len(there) == 5 * len(words), name
    assert set(there) == set(words)
    assert problems(data) == []


@pytest.mark.every
def test_words_that_go_on_stay_apart_before_letters_of_another_face(tmp_path: Path) -> None:
    """Where a text goes on, the blank before a letter that only Noto Sans has is printed."""
    text = " ".join(["Nita K\u0303e"] * 50)
    pages = text_of(made("en", details(tmp_path, f"appointment: {{with: {text}}}\n")).data)
    assert unicodedata.normalize("NFC", text) in pages


@pytest.mark.slow
@pytest.mark.parametrize("size", Size)
def test_pairs_and_large_print_have_room_of_their_own(tmp_path: Path, size: Size) -> None:
    """What is no longer than a few lines needs no added page there; what is, is not lost."""
    (first, second), references = editions(["it", OWN], USUAL_SHEETS)
    pair = [first, second.beside]
    data = make_document(pair, references, Options(details=rich(), second=OWN, size=size)).data
    assert first.language.words.added_page not in text_of(data)
    assert problems(data) == []
    words = [f"w{number}" for number in range(390)]
    long = details(tmp_path, f"medicines: {' '.join(words)}\n")
    visit = [edition.with_sheets(["visit"]) for edition in pair]
    data = make_document(visit, references, Options(details=long, second=OWN, size=size)).data
    assert first.language.words.added_page in text_of(data)
    assert [word for word in text_of(data).split() if re.fullmatch(r"w\d+", word)] == words
    assert problems(data) == []


@pytest.mark.slow
def test_all_entries_of_the_longest_lists(tmp_path: Path) -> None:
    """Twenty of each list, four lumps, six operations: every one of them is printed."""
    lists = {
        key: [f"{key}{number}" for number in range(20)] for key in ("medicines", "allergies", "questions")
    }
    lines = [f"{key}: {names}" for key, names in lists.items()]
    lines.append(
        "lumps: ["
        + ", ".join(
            f"{{letter: {letter}, size: {n}}}" for n, letter in zip((111, 112, 113, 114), "ABCD", strict=True)
        )
        + "]"
    )
    lines.append("operations: [" + ", ".join(f"{{relief: {n}}}" for n in range(201, 207)) + "]")
    said_words = text_of(made("es", details(tmp_path, "\n".join(lines)), SHEETS).data)
    for word in (*itertools.chain(*lists.values()), *map(str, range(111, 115)), *map(str, range(201, 207))):
        assert re.search(rf"(?<!\w){word}(?!\w)", said_words), word


@pytest.mark.parametrize(
    "name", ["Γιώργος Παπαδόπουλος", "Żółć Ďáblík", "Nguyễn Thị Hương", "Борис Ильич", "O’Neill-Müller"]
)
def test_names_of_other_alphabets(tmp_path: Path, name: str) -> None:
    """Greek, Cyrillic, Vietnamese and accented names are printed."""
    data = made("it", details(tmp_path, f"about-me: {{name: {name}}}\n"), ("visit",)).data
    assert name in text_of(data)
    assert problems(data) == []


@pytest.mark.parametrize(
    "text",
    [
        '<img src="file:///etc/passwd"> <font color="red">x</font>',
        "{patient.__class__} {name} %(name)s ${HOME}",
        "**strong** [words](https://example.org) [@canis2021] [x]{lang=fr}",
        "&lt; &amp; \\u0041 \\n `id` $(id) <!-- x -->",
    ],
)
def test_markup_prints_as_itself(tmp_path: Path, text: str) -> None:
    """Nothing in free text has a meaning: neither a tag, nor a link, nor a placeholder."""
    path = tmp_path / "me.yaml"
    path.write_text(f"allergies:\n  - '{text}'\nquestions: ['{text}']\n", encoding="utf-8")
    data = made("en", load_patient(path, missing=fonts.missing), ("visit",)).data
    assert text_of(data).count(text) == 2 or text.split()[0] in text_of(data)
    for word in text.split():
        assert word in text_of(data)
    with pikepdf.open(io.BytesIO(data)) as document:
        notes = [note for page in document.pages for note in page.get("/Annots", [])]
        assert not [note for note in notes if "/A" in note and "/URI" in note.A]


@pytest.mark.every
def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    """The file to fill in, as it comes, gives the sheets that are made without one."""
    language = editions(["es"])[0][0].language
    empty = details(tmp_path, template.template(language.comments, language.choices, "es"))
    assert made("es", empty).data == made("es", None).data


# --- Privacy --------------------------------------------------------------------------------------


def objects(data: bytes) -> bytes:
    """A file and all its streams unpacked."""
    found = [data]
    with pikepdf.open(io.BytesIO(data)) as document:
        for one in document.objects:
            if isinstance(one, pikepdf.Stream):
                found.append(one.read_bytes())
            found.append(str(one).encode("utf-8", "replace"))
    return b"\n".join(found)


@pytest.mark.every
def test_one_patients_file_has_nothing_of_the_one_before(tmp_path: Path) -> None:
    """A's sheets are made, then B's, then none's, in one process: B's and none's are what they are alone."""
    one = details(tmp_path, "language: ca\nabout-me: {name: Zenobia Quist}\nmedicines: xylofen\n")
    other = details(tmp_path, "about-me: {name: Bert}\npain: {now: 3}\n")
    sheets = ("visit",)
    alone = made("en", other, sheets).data, made("en", None, sheets).data
    assert "Zenobia Quist" in text_of(made("en", one, sheets).data)
    assert (made("en", other, sheets).data, made("en", None, sheets).data) == alone
    for unpacked in map(objects, alone):
        for word in (b"Zenobia", b"Quist", b"xylofen", "Zenobia".encode("utf-16-be")):
            assert word not in unpacked


@pytest.mark.xdist_group(f"{OWN}-personal")
def test_nothing_personal_in_the_metadata() -> None:
    """Title, subject, author, XMP and outline are those of empty sheets."""
    with (
        pikepdf.open(io.BytesIO(filled(OWN).data)) as document,
        pikepdf.open(io.BytesIO(made(OWN, None, SHEETS).data)) as empty,
    ):
        assert dict(document.docinfo) == dict(empty.docinfo)
        assert document.Root.Metadata.read_bytes() == empty.Root.Metadata.read_bytes()
        assert "Núria" not in str([str(item.title) for item in document.open_outline().root])


def test_the_file_is_the_owners_alone(call: Call, here: Path, tmp_path: Path) -> None:
    """Its name says that it is personal and nothing else; nobody else can read it."""
    path = tmp_path / "Zenobia.yaml"
    path.write_text("about-me: {name: Zenobia}\npain: {worse-with: [sitting]}\n", encoding="utf-8")
    before = path.read_bytes()
    os.umask(0o022)
    ended = call("make", "en", "--for", "surgeon", "--patient", path)
    name = "episacroiliac-lipoma-en-surgeon-personal.pdf"
    assert (ended.code, ended.paths, ended.err) == (0, [name], "")
    assert stat.S_IMODE((here / name).stat().st_mode) == 0o600
    assert path.read_bytes() == before
    assert "Zenobia" in text_of((here / name).read_bytes())


def test_personal_and_empty_sheets_do_not_meet(call: Call, here: Path, tmp_path: Path) -> None:
    """The personal file of one run never takes the place of another's without --force."""
    path = tmp_path / "me.yaml"
    path.write_text("pain: {now: 3}\n", encoding="utf-8")
    call("make", "en")
    assert call("make", "en", "--patient", path).code == 0
    path.write_text("about-me: {name: Ann}\n", encoding="utf-8")
    assert call("make", "en", "--patient", path).code == 4
    assert call("make", "en", "--patient", path, "--force").code == 0
    assert len(list(here.iterdir())) == 2


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("about-me: {name: 'Zenobia 𓀀'}\n", "about-me, name"),
        ("lumps: [{side: Zenobia}]\n", "lumps, 1, side"),
        ("pain: {now: 11}\n", "pain, now"),
        ("medicines: ['Zenobia\u202e']\n", ""),
        ("Zenobia: 3\n", ""),
        (f"tried-other: {'Zenobia ' * 300}\n", "tried-other"),
        (f"questions: {['Zenobia'] * 21}\n", "questions"),
        ("allergies: &a [Zenobia]\nmedicines: *a\n", ""),
        ("about-me: !!python/object:os.system {name: Zenobia}\n", ""),
    ],
)
def test_a_wrong_file_is_told_by_field_and_place(call: Call, here: Path, text: str, field: str) -> None:
    """Exit code 3, the place, the field where it can be known, no word of what the file says, no output."""
    Path("me.yaml").write_text(text, encoding="utf-8")
    ended = call("make", "en", "--patient", "me.yaml")
    assert (ended.code, ended.paths) == (3, [])
    assert re.match(r"me\.yaml:\d+:\d+: ", ended.err)
    assert field in ended.err
    assert "Zenobia" not in ended.err
    assert [path.name for path in here.iterdir()] == ["me.yaml"]


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_is_refused(call: Call, here: Path, make: object) -> None:
    """A pipe or a folder is refused with its path; nothing waits for it."""
    assert callable(make)
    make("strange")
    ended = call("make", "en", "--patient", "strange")
    assert ended.code == 3
    assert "strange" in ended.err
    assert [path.name for path in here.iterdir()] == ["strange"]


def test_a_device_is_refused(call: Call) -> None:
    """Endless zeros are not read."""
    assert call("make", "en", "--patient", "/dev/zero").code == 3


def test_no_such_file(call: Call) -> None:
    """A personal file that is not there is wrong usage."""
    assert call("make", "en", "--patient", "nowhere.yaml").code == 2


# The high-water mark of the process itself: what wait4 tells includes the process it was begun by.
_MEASURED = """\
import re, sys
from pathlib import Path
from handout.cli import main
try:
    main(sys.argv[1:])
finally:
    status = Path("/proc/self/status").read_text()
    Path("kilobytes").write_text(re.search(r"VmHWM:\\s+(\\d+)", status)[1])
"""


def _measured(arguments: list[str], folder: Path) -> tuple[int, float, int]:
    """Of a run of the program: exit code, seconds of the processor, kilobytes at most."""
    command = [sys.executable, "-c", _MEASURED, *arguments]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, stdout=quiet, stderr=quiet) as running:
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    kilobytes = int((folder / "kilobytes").read_text())
    return running.returncode, used.ru_utime + used.ru_stime, kilobytes


_LONG = "'" + "<b>dolor</b> {x} " * 117 + "'"
_HOSTILE = {
    "full": (
        f"medicines: [{', '.join([_LONG] * 20)}]\nallergies: [{', '.join([_LONG] * 20)}]\n"
        f"questions: [{', '.join([_LONG] * 20)}]\nabout-me: {{name: {_LONG}}}\n",
        0,
    ),
    "too-large": (f"tried-other: {'x ' * 140_000}\n", 3),
    "nested": ("medicines: " + "[" * 100_000 + "]" * 100_000 + "\n", 3),
    "keys": ("".join(f"k{n}: 1\n" for n in range(25_000)), 3),
    "laughs": (
        "a: &a [x, x, x, x, x, x, x, x]\n"
        + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in itertools.pairwise("abcdefghij")),
        3,
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", _HOSTILE)
def test_hostile_files_cost_little(tmp_path: Path, name: str) -> None:
    """Printed or refused with 200 MB, and within six times what sheets take without a file."""
    text, code = _HOSTILE[name]
    _, usual, _ = _measured(["make", "en"], tmp_path)
    (tmp_path / "me.yaml").write_text(text, encoding="utf-8")
    ended, seconds, kilobytes = _measured(["make", "en", "--patient", "me.yaml"], tmp_path)
    assert ended == code
    assert seconds < 6 * usual
    assert kilobytes < 200 * 1024


# --- The file to fill in --------------------------------------------------------------------------


@each_language
def test_a_file_to_fill_in_for_each_language(call: Call, tag: str, tmp_path: Path) -> None:
    """It is explained in the language, knows its words, and loads as it is; -o keeps it private."""
    ended = call("--locales", LOCALES, "patient-file", tag)
    assert (ended.code, ended.err) == (0, "")
    language = editions([tag])[0][0].language
    told = " ".join(ended.out.decode().replace("#", " ").split())
    assert f"language: {tag}" in told
    for words in (*language.comments.values(), *(w for v in language.choices.values() for w in v.values())):
        assert " ".join(words.replace("#", " ").split()) in told
    (tmp_path / "me.yaml").write_bytes(ended.out)
    assert load_patient(tmp_path / "me.yaml", missing=fonts.missing).values == {}


def test_a_file_to_fill_in_is_never_replaced(call: Call, here: Path) -> None:
    """-o writes a file of one's own, for the owner alone, and keeps what is there."""
    assert call("patient-file", "en", "-o", "me.yaml").paths == ["me.yaml"]
    assert stat.S_IMODE((here / "me.yaml").stat().st_mode) == 0o600
    (here / "me.yaml").write_text("mine", encoding="utf-8")
    assert call("patient-file", "en", "-o", "me.yaml").code == 4
    assert (here / "me.yaml").read_text(encoding="utf-8") == "mine"
    assert call("patient-file", "en", "-o", "me.yaml", "--force").code == 0


def test_a_file_in_an_unknown_language(call: Call) -> None:
    """The nearest language is named."""
    ended = call("patient-file", "cat")
    assert ended.code == 2
    assert "did you mean “ca”?" in ended.err


def test_the_schema_is_printed(call: Call) -> None:
    """It is the schema that the file to fill in names."""
    ended = call("schema", "patient")
    assert json.loads(ended.out) == json.loads(json.dumps(file.json_schema()))
    assert "handout schema patient" in call("schema", "--help").out.decode()


def test_dates_of_the_calendar() -> None:
    """A day is written as each language writes it."""
    day = datetime.date(1956, 3, 5)
    written = {tag: editions([tag])[0][0].language.date(day) for tag in TAGS}
    assert written["en"] == "5 March 1956"
    assert written["ca"] == "5 de març de 1956"


# --- What is typed is printed, or told -------------------------------------------------------------


class Sheets(NamedTuple):
    """How a run with a personal file ended."""

    code: int
    err: str
    text: str
    spoken: str


@pytest.fixture
def sheets(call: Call, here: Path) -> Callable[..., Sheets]:
    """The sheet “visit” in a language with a personal file of these words or bytes."""

    def with_file(words: str | bytes, tag: str = "en", *options: str) -> Sheets:
        (here / "own.yaml").write_bytes(words if isinstance(words, bytes) else words.encode())
        ended = call(
            *("--locales", CONTENT.root, "make", tag, "--patient", "own.yaml", "--sheets", "visit"),
            *("-o", "own.pdf", "--force", *options),
        )
        data = (here / "own.pdf").read_bytes() if ended.code == 0 else b""
        return Sheets(ended.code, ended.err, text_of(data) if data else "", tree(data) if data else "")

    return with_file


Make = Callable[..., Sheets]


@pytest.mark.parametrize(
    ("words", "secret", "message"),
    [
        ("medicines: [bisoprolol 2,5 mg, ramipril]", "ramipril", "between straight quotation marks"),
        ("allergies: [pollen]", "pollen", "between straight quotation marks"),
        ("questions: ['May I run', Is it cancer?]", "cancer", "between straight quotation marks"),
        ("medicines:\n  - insulin #3 units at night", "units", "what stands behind “#” is not printed"),
        ("allergies: iodine #rash", "rash", "what stands behind “#” is not printed"),
        ("about-me:\n  phone: #21#07700900123", "07700900123", "what stands behind “#” is not printed"),
        ("about-me:\n  phone:\n  name:  # Jo Bloggs", "Bloggs", "what stands behind “#” is not printed"),
        ("medicines:\n  - # two aspirins", "aspirins", "what stands behind “#” is not printed"),
        ("questions:\n  - 'Can I fly' # next May", "next May", "what stands behind “#” is not printed"),
        ("questions: | # mine\n  Can I fly", "mine", "what stands behind “#” is not printed"),
        ("appointment:\n  with: Dr Who# Dr Jones", "Jones", "“#” stands directly behind a word"),
        ("about-me:\n  phone: 07700\n    #21#900123", "900123", "what stands behind “#” is not printed"),
        ("allergies:\n#nuts\n", "nuts", "what stands behind “#” is not printed"),
        ("questions:\n  - May I run\n    # or swim", "swim", "what stands behind “#” is not printed"),
        ('medicines:\n  - "iron\\nand zinc"', "zinc", "a backslash has a meaning"),
        ("about-me: {name: Jo, phone}", "Jo", "no colon stands behind this"),
    ],
)
def test_words_that_yaml_would_drop_or_divide_are_told(
    sheets: Make, words: str, secret: str, message: str
) -> None:
    """Lists in brackets without quotation marks and what stands behind “#” are refused, not repeated."""
    ended = sheets(words)
    assert ended.code == 3
    assert message in ended.err
    assert secret not in ended.err


def test_json_is_a_personal_file(sheets: Make) -> None:
    """Lists in brackets with every text in quotation marks are read, with commas and signs in the texts."""
    ended = sheets(
        '{"medicines": ["tinzaparin 0,45 ml", "a #2 pill"], "questions": ["Why: that?", "\\u00e9t\\u00e9"]}'
    )
    assert "tinzaparin 0,45 ml; a #2 pill" in ended.text
    assert "Why: that? été" in ended.text


@each_language
def test_the_file_to_fill_in_has_no_comment_behind_a_key(tag: str, call: Call) -> None:
    """Examples stand on lines of their own, so that nothing is written in front of one."""
    lines = call("--locales", CONTENT.root, "patient-file", tag).out.decode().splitlines()
    assert not [line for line in lines if "#" in line.lstrip().removeprefix("#") and ":  #" in line]
    assert all(line.lstrip().startswith("#") for line in lines if "#" in line)


@pytest.mark.parametrize(
    ("words", "words_printed"),
    [
        ("Medicines: amlodipine", "amlodipine"),
        ("About-Me:\n  Name: Jo Bloggs", "Jo Bloggs"),
        ("allergies: wasps, bees", "wasps, bees"),
        ("lumps:\n  - {letter: b, since: 2018-07}", "2018/07"),
        ("pain: {since: 2020-02-29}", "since 29 February 2020"),
        ("about-me: {born: 1948}", "born 1948"),
        ("blood-thinners: Unknown", "clopidogrel unsure yes no"),
    ],
)
def test_usual_forms_are_taken(sheets: Make, words: str, words_printed: str) -> None:
    """Capitals, one text for a list, a year or a month for a date, and not to know."""
    assert words_printed in sheets(words).text


@pytest.mark.parametrize(
    ("language", "words", "ticked"),
    [
        ("en", "BLOOD-THINNERS: NO", "no"),
        ("es", "blood-thinners: Sí", "sí"),
        ("es", "blood-thinners: SI", "sí"),
        ("ca", "lumps:\n  - side: Dreta", "dreta"),
        ("it", "lumps: [{side: Sinistra}]", "sinistra"),
        ("es-MX", "lumps: [{side: derecha}]", "derecha"),
    ],
)
def test_choices_in_the_language_of_the_file(sheets: Make, language: str, words: str, ticked: str) -> None:
    """The English name and the word of the file's language tick the same box, in any case."""
    tag = language[:2]
    lines = sheets(f"language: {language}\n{words}", tag).spoken.splitlines()
    boxes = [line.split(" Role=")[0] for line in lines if "checked=on" in line]
    assert [box.rpartition(": ")[2] for box in boxes] == [ticked]


@each_language
def test_a_month_in_words(sheets: Make, tag: str) -> None:
    """A month without a day is written as the language writes it, on one line."""
    months = {"en": "April 2017", "es": "abril de 2017", "ca": "abril de 2017", "it": "aprile 2017"}
    assert f" {months[tag]} " in sheets("pain: {since: 2017-04}", tag).text


@each_language
def test_not_to_know_ticks_no_box(sheets: Make, tag: str) -> None:
    """Who does not know about blood thinners finds that in words before two open boxes."""
    language = editions([tag])[0][0].language
    ended = sheets("blood-thinners: unknown", tag)
    assert "checked=on" not in ended.spoken
    words = (language.choices["known"]["unknown"], *language.choices["answer"].values())
    assert " ".join(words) in ended.text


@each_language
def test_the_file_asks_what_the_sheet_prints(tag: str, call: Call) -> None:
    """The question about blood thinners names aspirin and clopidogrel, as its box does."""
    asked = (
        call("--locales", CONTENT.root, "patient-file", tag)
        .out.decode()
        .partition("blood-thinners:")[0]
        .rpartition("\n\n")[2]
    )
    question = " ".join(asked.replace("#", " ").split()).casefold()
    (edition,), _ = editions([tag], ("visit",))
    places = (entry for block in edition.sheets[0].blocks for entry in asking(block))
    (label,) = {label for _, label, name in places if name == "blood-thinners"}
    assert "clopidogrel" in question
    stems = [word[:8] for word in re.findall(r"\w+", label.casefold()) if len(word) > 5]
    assert all(stem in question for stem in stems), (label, question)


@pytest.mark.parametrize("written", ["en-US", "EN", "En-gb", "en-Latn-AU"])
def test_a_language_is_the_same_in_any_country(sheets: Make, written: str) -> None:
    """Words in English of any country need no note on an English sheet, and are English on a Spanish one."""
    words = f"language: {written}\nallergies: wasps"
    assert "as written" not in sheets(words).text
    assert ", en inglés." in sheets(words, "es").text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("pain:\n\u2003now: 3", "an unusual blank stands here (em space, U+2003)"),
        ("pain:\n  now:\u202f3", "an unusual blank stands here (narrow no-break space, U+202F)"),
        ("pain:\n  now: 3\u00a0", "an unusual blank stands here (no-break space, U+00A0)"),
        ("questions:\n  -\u00a0Can I dance", "an unusual blank stands here (no-break space, U+00A0)"),
        ("\u2060pain:\n  now: 3", "there is an invisible character here (U+2060)"),
        ("appointment: {time: '9:15\u200e'}", "there is an invisible character here (U+200E)"),
        ("lumps: [{side: ‘left’}]", "typographic quotation marks"),
        ("“pain”: {now: 3}", "typographic quotation marks"),
        ("tried:\n  • heat", "with a hyphen and a blank: “- ”"),
        ("medicines:\n  * warfarin\n  * iron", "with a hyphen and a blank: “- ”"),
        ("questions:\n  – Can I ski\n  – Can I row", "with a hyphen and a blank: “- ”"),
        ("allergies:\n-dust\n-mites", "with a hyphen and a blank: “- ”"),
        ("allergies:\n  - dust\n  •mites", "with a hyphen and a blank: “- ”"),
        ("allergies: |\n  dust\n  mites", "with a hyphen and a blank: “- ”"),
        ("pain:\n  now:3\n  worst: 8", "a blank is missing after the colon"),
        ("appointment:\n  time: 9:15\n  with:Dr No", "a blank is missing after the colon"),
        ("allergies:pollen", "a blank is missing after the colon"),
        ("questions:\n  - My worry: is it cancer?", "if the colon is part of the text"),
        ("about-me:\n  phone: work: 123", "if the colon is part of a text"),
        ("questions: {Can I ski?}", "“?” has a meaning"),
        ("blood-thinners: ?", "“?” at the start of a text has a meaning"),
        ("pain:\n  now:\t3", "write spaces instead"),
        ("pain:\n  worse-with: sitting, coughing", "several names stand one a line"),
        ("pain: {now: 3}\n---\ntried: heat", "own.yaml:2:1: a second document begins here"),
    ],
)
def test_slips_are_told_for_what_they_are(sheets: Make, words: str, message: str) -> None:
    """Invisible blanks, typographic signs, bullets, missing blanks, colons and question marks."""
    ended = sheets(words)
    assert ended.code == 3
    assert message in ended.err


@pytest.mark.parametrize(
    "words",
    [
        "pain:\n  now: >7",
        "pain:\n  movement: > 2 stairs",
        "allergies:\n  - | latex",
        "questions:\n  - >\n    1 tablet a day?",
        "tried-other: |-\n  cushions",
    ],
)
def test_a_sign_that_begins_a_text_is_told(sheets: Make, words: str) -> None:
    """A text of one line that begins with “>” or “|” is told with what to do, since YAML drops the sign."""
    ended = sheets(words)
    assert ended.code == 3
    assert "“|” or “>” at the start of a text is not printed; delete it, or put the whole text" in ended.err


@pytest.mark.parametrize(
    "words", ["'> 2 stairs'", "'|'", "more\n  > 2 stairs", ">\n  stairs\n  and\n  hills"]
)
def test_signs_within_a_text_and_lines_of_a_text_are_printed(sheets: Make, words: str) -> None:
    """“>” and “|” print between quotation marks and on later lines, and lines below them are one text."""
    printed = " ".join(words.removeprefix(">").replace("'", "").split())
    assert printed in sheets(f"tried-other: {words}").text


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b"{\\rtf1\\ansi\\ansicpg1252 pain: 3}", 3, "the file of a word processor"),
        (b"PK\x03\x04\x14\x00\x06\x00", 3, "the file of a word processor"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 3, "the file of a word processor"),
        ("allergies: pólen".encode("utf-16"), 0, ""),
        ("\ufeffallergies:\r\n  - pólen\r\n".encode("utf-16-be"), 0, ""),
        ("allergies: pólen".encode("utf-16-le"), 3, "UTF-16"),
        ("\ufeffallergies: pólen".encode("utf-32-le"), 3, "UTF-32"),
        ("allergies: pólen".encode("utf-16")[:-1], 3, "UTF-16"),
    ],
)
def test_files_of_other_programs(sheets: Make, data: bytes, code: int, message: str) -> None:
    """A marked file in UTF-16 is read; what a word processor keeps for itself is named as that."""
    ended = sheets(data)
    assert ended.code == code
    assert message in ended.err
    assert code or "pólen" in ended.text


def test_marks_stand_on_their_own_letter(sheets: Make) -> None:
    """A word with an accent that is no part of a letter is in Noto, whose marks stand where they belong."""
    name = "M\u0327ari\u0304 K\u0303el\u0302\u0301"
    ended = sheets(f"about-me: {{name: {name}}}\nallergies: dust")
    assert unicodedata.normalize("NFC", name) in unicodedata.normalize("NFC", ended.text)
    faces = dict(fonts.faces(f"dust {name.split()[1]}", strong=True))
    assert [face for face, words in faces.items() if "K" in words] == [fonts.FALLBACK[fonts.BOLD]]


def test_format_characters_are_not_printed(sheets: Make) -> None:
    """What nobody sees in a text is left away: marks of direction, soft hyphens, joiners."""
    ended = sheets('allergies: "amoxi\u00adcillin\u200e, la\u034ftex\u2060 tape\ufe0f"')
    assert "amoxicillin, latex tape" in ended.text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("about-me: {name: דוד}\nquestions:\n  - שלום\n  - תודה", "Hebrew cannot be printed"),
        ("allergies:\n  - กุ้ง\n  - ถั่ว", "Thai cannot be printed"),
        ("allergies: मूंगफली", "Devanagari cannot be printed"),
        ("about-me: {name: 李小龍}", "CJK cannot be printed"),
    ],
)
def test_scripts_that_need_shaping_are_refused_once(sheets: Make, words: str, message: str) -> None:
    """One problem for a script, whatever there is of it, with a way out."""
    ended = sheets(words)
    assert ended.code == 3
    assert ended.err.count(" cannot be printed: ") == ended.err.count(message) == 1
    assert "write it in Latin letters" in ended.err


def test_no_control_character_reaches_the_terminal(sheets: Make) -> None:
    """What an escape writes is told by its number."""
    ended = sheets(
        'about-me: {name: "\\x1b[31m", phone: "\\x07"}\nallergies: "\\ud83e\\udd5c"\nquestions: "\\ufffc"'
    )
    assert ended.code == 3
    assert not re.search(r"[^\n -~“”]", ended.err)
    assert ended.err.count("[glyph]") == 1
    assert "a picture or another object" in ended.err
    assert "this character was lost" in sheets('allergies: "caf\\ufffd"').err


@pytest.mark.parametrize("size", Size)
def test_a_word_wider_than_its_line_is_divided(sheets: Make, size: Size) -> None:
    """A word that no line can hold is printed to its last letter all the same."""
    ended = sheets(f"language: en\nabout-me:\n  name: Jo {'M' * 40}\n", "en", "--print", size.value)
    assert ended.code == 0
    assert "".join(re.findall("M{3,}", ended.text)) == "M" * 40


@pytest.mark.slow
def test_files_as_people_type_them(tmp_path: Path) -> None:
    """Files with the habits of real reports are printed word for word, or refused with a reason."""
    found = [habits.tried(seed, tmp_path / "me.yaml") for seed in range(80)]
    assert [outcome.wrong for outcome in found if outcome.wrong] == []
    assert {outcome.kind for outcome in found} == {"printed", "refused"}


@each_language
def test_dates_in_a_table_are_figures(tag: str, tmp_path: Path) -> None:
    """The year comes first; a month in letters is wider than the column for dates.

    A date stands on one line but in the table of operations, whose other columns are as narrow as they can.
    """
    rows = "\n  - {{{0}: 2020-09-30}}\n  - {{{0}: 2022-09}}\n  - {{{0}: 2023}}\n"
    text = f"operations:{rows.format('date')}lumps:{rows.format('since')}"
    for sheet, size in itertools.product(("visit", "more"), Size):
        (edition,), references = editions([tag], (sheet,))
        options = Options(details=details(tmp_path, text), size=size)
        pages = text_of(make_document([edition], references, options).data)
        pages = pages.replace("/ ", "/") if sheet == "more" else pages
        assert "2020/09/30" in pages
        assert "2022/09 " in pages
