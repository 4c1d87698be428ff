"""A language from its beginning on: begun, half translated, a draft; English changes; right again."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import jsonschema
import pikepdf
import pytest
import yaml

from handout.check import rules, run
from handout.cli import translate as translate_commands
from handout.content.file import UNTRANSLATED
from handout.content.folder import LANGUAGE, ContentFolder
from handout.files.nodes import Mapping, Node, Scalar, Sequence
from handout.files.parse import parse
from handout.files.report import Report
from handout.make import everything
from handout.options import Options
from handout.resources import LOCALES
from tests import pdf_validator
from tests.conftest import SHEETS, TAGS, shipped_files, shipped_in_place
from tests.pdf_check import problems, tree
from tests.test_cli import Call, Ended, call, content, here

__all__ = ["call", "content", "here"]

pytestmark = pytest.mark.usefixtures("without_layout")

FILES = (LANGUAGE, *SHEETS)
SCHEMA = json.loads((LOCALES / "content.schema.json").read_text("utf-8"))
MARK = re.escape(UNTRANSLATED)
BEGUN: dict[str, bytes] = {}
"""The files of a language that was begun."""


@pytest.fixture
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the shipped content, to change: in one place for all tests, so that a file is read once."""
    with shipped_in_place("locales", tmp_path_factory.getbasetemp()) as folder:
        yield folder


@pytest.fixture
def begun(call: Call, shipped: Path) -> Path:
    """The folder of Portuguese, begun beside the shipped languages; the first is copied for all tests."""
    folder = shipped / "pt"
    if not BEGUN:
        ended = call("--locales", shipped, "new-language", "pt")
        assert (ended.code, ended.paths) == (0, [str(folder)])
        BEGUN.update((path.name, path.read_bytes()) for path in folder.iterdir())
        return folder
    folder.mkdir(exist_ok=True)
    for name, data in BEGUN.items():
        (folder / name).write_bytes(data)
    return folder


def edit(path: Path, *changes: tuple[str, str]) -> None:
    """Put something in the place of what stands in a file."""
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def translate(path: Path, count: int | None = None) -> None:
    """Delete so many marks of a file, or all, and say something else than English."""
    text = path.read_text("utf-8")
    path.write_text(re.sub(rf"{MARK}(\*\*)?", r"\1Já ", text, count=count or 0), "utf-8")


def checked(call: Call, folder: Path) -> list[dict[str, str]]:
    """All that `check` tells of a language."""
    ended = call("--locales", folder.parent, "check", folder.name, "--format", "json")
    found: list[dict[str, str]] = json.loads(ended.out)
    return found


def node(path: Path) -> Node:
    """What a file holds."""
    found, faults = parse(path.read_text("utf-8"), name=path.name)
    assert found is not None, faults
    assert not faults
    return found


def scalars(found: Node, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """All texts of a node with the keys and numbers that lead to them."""
    match found:
        case Scalar():
            yield path, found.text
        case Mapping():
            for key, value in found.entries:
                yield from scalars(value, (*path, key.text))
        case Sequence():
            for number, item in enumerate(found.items):
                yield from scalars(item, (*path, str(number)))


# --- a language is begun ---


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_a_copy_with_marks(begun: Path, name: str) -> None:
    """Each file is the English one, with a mark before each text; all else is kept."""
    original = dict(scalars(node(begun.with_name("en") / f"{name}.yaml")))
    copied = dict(scalars(node(begun / f"{name}.yaml")))
    report = Report()
    content = ContentFolder(begun.parent, draft=True)
    files = content.load("en", report).files
    expected = {path_text.node.at for path_text in files[name].path_texts}
    marked = {path for path, text in copied.items() if text.startswith(UNTRANSLATED)}
    assert len(marked) == len(expected) > 30
    kept = {path: text.removeprefix(UNTRANSLATED) for path, text in copied.items()}
    assert kept == original | ({("tag",): "pt"} if name == LANGUAGE else {})


def test_notes(begun: Path) -> None:
    """Who reads it, how long it may be and what must not change is told at the head of each file."""
    for name in FILES:
        text = (begun / f"{name}.yaml").read_text("utf-8")
        assert text.startswith(
            "# yaml-language-server: $schema=../content.schema.json\n# To translate into “pt”."
        )
        head = text[: re.search("^[a-z]", text, re.MULTILINE).start()]  # type: ignore[union-attr]
        assert "What must not change: ids" in head
        assert "handout check pt" in head
        assert ("Who reads it: " in head) == ("How long: " in head) == (name != LANGUAGE)
        assert max(map(len, head.splitlines())) <= 110
    assert "What is true of English" not in (begun / "language.yaml").read_text("utf-8")
    sheet = (begun / "doctor.yaml").read_text("utf-8")
    assert re.findall(r"\n  # Page ([0-9]) of this sheet has [0-9]+ words in English", sheet) == ["1", "2"]


@pytest.mark.slow
def test_notes_count_what_is_printed_a_page_at_a_time(call: Call, shipped: Path) -> None:
    """What is read aloud and what another reader gets is not counted; a long label is, on its own page."""
    pages = notes(call, shipped)["doctor"]
    edit(
        shipped / "en" / "doctor.yaml",
        ("The low back and pelvis", "The low " + "or lower " * 40 + "back and pelvis"),
    )
    assert notes(call, shipped)["doctor"] == pages
    edit(shipped / "en" / "doctor.yaml", ("right: right", "right: right and so on"))
    longer = notes(call, shipped)["doctor"]
    assert (longer[0][0], longer[1]) == (pages[0][0] + 3, pages[1])


@pytest.mark.slow
def test_there_is_room_for_what_the_longest_language_prints(call: Call, shipped: Path) -> None:
    """No language has more words on a page than the notes give it; what is half translated gives no room."""
    before = notes(call, shipped)
    assert all(words <= room for pages in before.values() for words, room in pages)
    path = shipped / "it" / "more.yaml"
    edit(path, ("about: ", "about: " + "ancora e poi " * 12))
    (words, room), second = notes(call, shipped)["more"]
    assert (words, second) == (before["more"][0][0], before["more"][1])
    assert before["more"][0][1] < room <= before["more"][0][1] + 36
    edit(path, ("title: ", f"title: {UNTRANSLATED}"))
    assert notes(call, shipped)["more"][0][1] <= before["more"][0][1]


def notes(call: Call, locales: Path) -> dict[str, list[tuple[int, int]]]:
    """For each sheet, how many words each page has in English and how many have room."""
    shutil.rmtree(locales / "gl", ignore_errors=True)
    assert call("--locales", locales, "new-language", "gl").code == 0
    pattern = r"\n  # Page [12] of this sheet has ([0-9]+) words .*?; about ([0-9]+)\b"
    texts = {sheet: (locales / "gl" / f"{sheet}.yaml").read_text("utf-8") for sheet in SHEETS}
    return {
        sheet: [(int(words), int(room)) for words, room in re.findall(pattern, text)]
        for sheet, text in texts.items()
    }


def test_notes_say_which_labels_must_be_short(begun: Path) -> None:
    """Above a block stand the labels of its drawing and the heads of its columns, and their room."""
    (row, limits), (english, italian) = (
        rooms(begun),
        (dict(scalars(node(begun.with_name(tag) / "visit.yaml"))) for tag in ("en", "it")),
    )
    (path,) = (path for path, text in english.items() if text == "front")
    assert limits["front"] >= max(len("front"), len(italian[path]))
    assert {"Lump came back?", "iliac crest (level L4)", "lower leg", "pregnancy"} <= limits.keys()
    assert {"Usual pain on pressing", "Better with"} <= row.keys()
    # What is the same in all languages is nothing to translate, and a sentence is no label.
    assert "5 cm" not in limits
    assert max(map(len, row | limits)) <= 30


@pytest.mark.every
def test_the_words_of_a_row_share_its_room(call: Call, shipped: Path) -> None:
    """A row has the room that it has in the language with the longest forms, for all its words."""
    edit(shipped / "es" / "visit.yaml", ("text: Teléfono", "text: Teléfono" + " o móvil" * 20))
    call("--locales", shipped, "new-language", "gl")
    row, limits = rooms(shipped / "gl")
    assert 160 < row["Telephone"] < 220
    assert row["Better with"] > 30 + len("Better with")
    assert not {"Telephone", "Better with"} & limits.keys()


def rooms(folder: Path) -> tuple[dict[str, int], dict[str, int]]:
    """How many characters the notes give to rows, by what they ask, and to other labels, by their words."""
    row: dict[str, int] = {}
    limits: dict[str, int] = {}
    for name in FILES:
        text = re.sub(r"\n *#   ", " ", (folder / f"{name}.yaml").read_text("utf-8"))
        for whose, note in re.findall(r"# Short, so many characters at most(.*?): (“.*)\.\n", text):
            note_limits = {words: int(limit) for words, limit in re.findall("“(.*?)” ([0-9]+)", note)}
            (row if "row" in whose else limits).update(note_limits)
    return row, limits


def test_what_is_left_is_told(call: Call, begun: Path) -> None:
    """Check tells what is left, section by section, and nothing else of texts nobody has touched."""
    found = checked(call, begun)
    assert {one["rule"] for one in found} == {"untranslated"}
    assert len(found) < 100
    translate(begun / "doctor.yaml", 4)
    left = [one for one in checked(call, begun) if one["path"].endswith("doctor.yaml")]
    left = [one for one in left if one["rule"] == "untranslated"]
    assert len(left) == len([one for one in found if one["path"].endswith("doctor.yaml")]) - 4


def test_notes_lead_to_files_an_editor_accepts(begun: Path) -> None:
    """But for the facts of the language that are still marked, the copy fits the schema."""
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for name in SHEETS:
        assert validator.is_valid(yaml.safe_load((begun / f"{name}.yaml").read_text("utf-8")))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mark", "line_end"), [(b"", b"\r\n"), (b"\xef\xbb\xbf", b"\n"), (b"\xef\xbb\xbf", b"\r\n")]
)
def test_line_ends_and_a_byte_order_mark_change_nothing(
    call: Call, shipped: Path, tmp_path: Path, mark: bytes, line_end: bytes
) -> None:
    """From English as some editors and checkouts save it, the same language is begun."""
    other = shutil.copytree(shipped, tmp_path / "other")
    for path in other.glob("en/*.yaml"):
        path.write_bytes(mark + path.read_bytes().replace(b"\n", line_end))
    for root in shipped, other:
        assert call("--locales", root, "new-language", "gl").code == 0
    for name in (*FILES, "made-from"):
        expected = (shipped / "gl" / f"{name}.yaml").read_bytes()
        assert (other / "gl" / f"{name}.yaml").read_bytes() == expected, name


def test_line_ends_are_the_same_in_every_checkout() -> None:
    """Git converts no font and no picture, and gives texts the line ends that the tests compare."""
    root = Path(__file__).parent.parent
    files = ("locales/en/visit.yaml", "tests/golden/en-visit.txt", "fonts/NotoSans_700Bold.ttf")
    git = ["git", "check-attr", "text", "eol", "--", *files]
    ended = subprocess.run(git, cwd=root, capture_output=True, text=True, check=False)
    if ended.returncode:
        pytest.skip("no git, or no checkout")
    content, golden, font = (ended.stdout.splitlines()[index : index + 2] for index in (0, 2, 4))
    assert [line.rpartition(": ")[2] for line in content + golden] == ["auto", "lf"] * 2
    assert font[0].endswith("text: unset")


@pytest.mark.parametrize(
    ("tag", "code", "words"),
    [
        ("es", 4, "exists already"),
        ("IT", 4, "exists already"),
        ("Ca", 4, "exists already"),
        ("portugu\u00eas", 2, "is not the tag of a language"),
        ("../pt", 2, "is not the tag of a language"),
        ("", 2, "is not the tag of a language"),
    ],
)
def test_no_language_is_begun(call: Call, shipped: Path, tag: str, code: int, words: str) -> None:
    """What is there is never touched, and a folder is named by a language's tag."""
    before = sorted(path for path in shipped.rglob("*"))
    ended = call("--locales", shipped, "new-language", tag)
    assert (ended.code, ended.out) == (code, b"")
    assert words in ended.err
    assert sorted(path for path in shipped.rglob("*")) == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tag", "folder"), [("GL", "gl"), ("pt-br", "pt-BR"), ("SR-latn-rs", "sr-Latn-RS"), ("es-419", "es-419")]
)
def test_a_tag_is_written_as_usual(call: Call, shipped: Path, tag: str, folder: str) -> None:
    """Capitals make no other language, nor another folder on every system."""
    assert call("--locales", shipped, "new-language", tag).paths == [str(shipped / folder)]
    assert f"tag: {folder}\n" in (shipped / folder / "language.yaml").read_text("utf-8")
    assert call("--locales", shipped, "new-language", tag.swapcase()).code == 4


@pytest.mark.parametrize("command", [("check",), ("make",), ("make", "it", "--with")], ids=" ".join)
def test_how_to_begin_a_language_is_told(call: Call, shipped: Path, command: tuple[str, ...]) -> None:
    """Who wants one that is not there gets the command for it, and no language that only looks alike."""
    for tag, alike in ("ht", False), ("et", True):
        ended = call("--locales", shipped, *command, tag)
        assert (ended.code, ended.out) == (2, b"")
        assert f"“handout --locales {shipped} new-language {tag}” begins it" in ended.err
        assert ("did you mean" in ended.err) == alike
    assert "begins it" not in call("--locales", shipped, *command, "Es-").err


def test_not_within_the_program(call: Call, monkeypatch: pytest.MonkeyPatch, shipped: Path) -> None:
    """The content of an installed program is not the place for a translation: the way out is told."""
    monkeypatch.setattr(translate_commands, "IS_INSTALLED", True)
    monkeypatch.setattr(translate_commands, "LOCALES", shipped)
    ended = call("--locales", shipped, "new-language", "pt")
    assert ended.code == 4
    assert "copy the folder" in ended.err
    assert not (shipped / "pt").exists()


@pytest.mark.slow
def test_where_a_new_language_is_named_is_told(call: Call, shipped: Path) -> None:
    """A line at each of the places gives it a name in each language, so that nothing is missing."""
    ended = call("--locales", shipped, "new-language", "gl")
    assert "add a line “gl: …”" in ended.err
    places = re.findall(r"^  (.*)/([a-z]+)/language\.yaml:([0-9]+)$", ended.err, re.MULTILINE)
    assert [place[1] for place in places] == sorted([*TAGS, "gl"])
    for root, tag, line in places:
        path = Path(root) / tag / "language.yaml"
        lines = path.read_text("utf-8").splitlines()
        lines.insert(int(line) - 1, f"  gl: gallego in {tag}")
        path.write_text("\n".join(lines) + "\n", "utf-8")
    for name in FILES:
        path = shipped / "gl" / f"{name}.yaml"
        path.write_text(path.read_text("utf-8").replace(UNTRANSLATED, ""), "utf-8")
    assert {problem["rule"] for problem in checked(call, shipped / "gl")} >= {"left-in-english"}
    assert "unnamed-language" not in {problem["rule"] for problem in checked(call, shipped / "gl")}
    edit(shipped / "ca" / "language.yaml", ("  gl: gallego in ca\n", ""))
    (problem,) = (one for one in checked(call, shipped / "gl") if one["rule"] == "unnamed-language")
    assert "ca/language.yaml" in problem["hint"]


OWN_WORDS = "language: gl\nquestions:\n- Pode medrar de novo?\n"


@pytest.mark.slow
def test_a_language_without_a_name_is_called_as_it_calls_itself(call: Call, shipped: Path) -> None:
    """The patient’s language is named on the sheet of another, and never by its tag."""
    Path("me.yaml").write_text(OWN_WORDS, "utf-8")
    printed = "printed as written"
    assert printed not in spoken(call, shipped)
    call("--locales", shipped, "new-language", "gl")
    assert printed not in spoken(call, shipped)
    edit(shipped / "gl" / "language.yaml", (f"name: {UNTRANSLATED}English", "name: galego"))
    assert f"{printed}, in galego." in spoken(call, shipped)
    edit(shipped / "en" / "language.yaml", ("  tr: Turkish\n", "  tr: Turkish\n  gl: Galician\n"))
    assert f"{printed}, in Galician." in spoken(call, shipped)


def spoken(call: Call, locales: Path) -> str:
    """What the English sheet for the visit says with the details of a file, in reading order."""
    arguments = ("--patient", "me.yaml", "--sheets", "visit", "-o", "visit.pdf", "--force")
    ended = call("--locales", locales, "make", "en", *arguments)
    assert ended.code == 0, ended.err
    return tree(Path(ended.paths[0]).read_bytes())


def test_a_review_is_of_one_language(call: Call, shipped: Path) -> None:
    """Who reviewed English has not reviewed what will be made from it."""
    edit(shipped / "en" / "language.yaml", ("tag: en\n", "tag: en\nreviewed_by: Dr A. Example\n"))
    assert call("--locales", shipped, "new-language", "pt").code == 0
    assert "Example" not in (shipped / "pt" / "language.yaml").read_text("utf-8")


def test_english_without_words_for_choices(call: Call, shipped: Path) -> None:
    """What keeps English from being printed is told, and what keeps another language, gives that no room."""
    for tag, code in ("it", 0), ("en", 3):
        path = shipped / tag / "language.yaml"
        text, count = re.subn(r"(?m)^choices:.*\n(?: .*\n)*", "", path.read_text("utf-8"))
        assert count == 1
        path.write_text(text, "utf-8")
        ended = call("--locales", shipped, "new-language", f"{tag}-CH")
        assert ended.code == code
    assert "language.yaml has no “choices”" in ended.err


def test_broken_english(call: Call, shipped: Path) -> None:
    """From an English that cannot be read nothing is begun."""
    edit(shipped / "en" / "doctor.yaml", ("sections:", "sektions:"))
    ended = call("--locales", shipped, "new-language", "pt")
    assert ended.code == 3
    assert "[unknown-key]" in ended.err
    assert not (shipped / "pt").exists()


# --- half translated ---


def test_make_refuses(call: Call, begun: Path) -> None:
    """What is half translated is not made; how much is left is told, file by file, and how to see it."""
    translate(begun / "doctor.yaml", 10)
    ended = call("--locales", begun.parent, "make", "pt")
    assert (ended.code, ended.out) == (3, b"")
    told = [line for line in ended.err.splitlines() if "are still to be translated" in line]
    assert len(told) == 4
    count = (begun / "doctor.yaml").read_text("utf-8").count(UNTRANSLATED)
    assert (
        f": {count} of {count + 10} texts of this file are still to be translated; “make --draft”" in told[0]
    )


def test_how_much_is_translated(call: Call, begun: Path) -> None:
    """The list of languages has the share of texts that are translated: 100 % only with nothing left."""
    for tag in {*TAGS} - {"en"}:
        shutil.rmtree(begun.with_name(tag))
    shares = [share(call("--locales", begun.parent, "languages"))]
    for name in FILES:
        translate(begun / f"{name}.yaml")
        if name == LANGUAGE:
            edit(begun / "language.yaml", *FACTS)
        shares.append(share(call("--locales", begun.parent, "languages")))
    assert shares[0] == 0
    assert shares == sorted(set(shares))
    assert shares[-1] == 100
    edit(begun / "more.yaml", ("title: ", f"title: {UNTRANSLATED}"))
    assert share(call("--locales", begun.parent, "languages")) == 99


FACTS = (
    ('decimal: "Já ."', 'decimal: "."'),
    ('thousands: "Já ,"', 'thousands: ","'),
    ("percent_space: Já no", "percent_space: no"),
    ("formula: Já flesch", "formula: flesch"),
    ("bound: Já 60", "bound: 60"),
)


def share(ended: Ended) -> int:
    """The per cent of Portuguese in the list, which says “begun” until nothing is left."""
    assert ended.code == 0, ended.err
    found = re.search(r"^pt .*?  (begun, )?([0-9]+)% complete", ended.out.decode(), re.MULTILINE)
    assert found
    assert bool(found[1]) == (found[2] != "100")
    return int(found[2])


def test_a_language_that_nobody_has_named(call: Call, begun: Path) -> None:
    """It is not listed as English until somebody has written its name."""
    line = next(line for line in call("--locales", begun.parent, "languages").paths if line[:2] == "pt")
    assert re.split(" {2,}", line)[1:3] == ["–", "begun, 0% complete"]
    edit(begun / "language.yaml", (f"name: {UNTRANSLATED}English", "name: português"))
    assert "português" in call("--locales", begun.parent, "languages").out.decode()


@pytest.fixture
def draft(call: Call, begun: Path) -> bytes:
    """The usual sheets as they are once the first section is translated."""
    translate(begun / "doctor.yaml", 7)
    ended = call("--locales", begun.parent, "make", "pt", "--draft")
    assert (ended.code, ended.paths) == (0, ["episacroiliac-lipoma-pt-draft.pdf"])
    return Path(ended.paths[0]).read_bytes()


def test_a_draft_says_so_on_every_page(draft: bytes) -> None:
    """A mark stands across each page, as furniture; what is English is spoken in English."""
    with pikepdf.open(BytesIO(draft)) as document:
        marks = [page.Contents.read_bytes().count(b"/Watermark") for page in document.pages]
    assert marks == [1] * 6
    assert problems(draft) == []
    spoken = tree(draft)
    assert spoken.startswith("Document [pt]")
    assert UNTRANSLATED.strip() not in spoken
    assert re.search(r"\[en\].*\bReferences\b", spoken)


def test_only_a_draft_says_so(call: Call, shipped: Path) -> None:
    """What is whole can be a draft too; else no page has a mark."""
    for option, count in (["--draft"], 1), ([], 0):
        ended = call("--locales", shipped, "make", "es", "--sheets", "doctor", "--force", *option)
        with pikepdf.open(ended.paths[0]) as document:
            assert {page.Contents.read_bytes().count(b"/Watermark") for page in document.pages} == {count}


@pytest.mark.slow
def test_a_draft_may_be_too_long(call: Call, begun: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes the pages that it needs, and what has no room is told."""
    monkeypatch.setattr(run, "PAGE_RULES", rules.PAGE_RULES)
    edit(begun / "doctor.yaml", ("Soon:** ", "Soon:** " + "muito mais " * 150))
    ended = call("--locales", begun.parent, "make", "pt", "--draft", "--sheets", "doctor")
    assert ended.code == 0
    place = rf"{re.escape(str(begun / 'doctor.yaml'))}:[0-9]+:[0-9]+"
    assert re.match(f"{place}: page 2 of “doctor” for gp does not fit: [0-9]+ lines too many", ended.err)
    assert {"untranslated", "overflow"} <= {problem["rule"] for problem in checked(call, begun)}
    with pikepdf.open(ended.paths[0]) as document:
        assert len(document.pages) > 2


def test_a_draft_has_no_other_mistakes(call: Call, begun: Path) -> None:
    """It is no way round what else is wrong."""
    edit(begun / "doctor.yaml", ("@canis2021", "@canis2022"))
    ended = call("--locales", begun.parent, "make", "pt", "--draft")
    assert ended.code == 3
    assert "[unknown-reference]" in ended.err


@pytest.mark.validator
def test_the_validator_accepts_a_draft(draft: bytes, tmp_path: Path) -> None:
    """It conforms as any other document does."""
    pdf_validator.available()
    assert pdf_validator.failures({"draft.pdf": draft}, tmp_path) == {"draft.pdf": set()}


# --- English changes ---

CHANGE = ("A tender, movable lump over the back", "A tender lump that moves, over the back")
ITEM = "doctor/message/text"


def test_a_change_is_told(call: Call, shipped: Path) -> None:
    """At each text that was made from the old wording, with what has changed and what to do then."""
    edit(shipped / "en" / "doctor.yaml", CHANGE)
    (told,) = checked(call, shipped / "es")
    line = (shipped / "es" / "doctor.yaml").read_text("utf-8").split("- id: message")[0].count("\n") + 2
    assert (told["rule"], told["severity"], told["line"]) == ("english-changed", "warning", line)
    assert (
        "from “**A tender, movable lump over the back …” to “**A tender lump that moves, over"
        in told["message"]
    )
    assert f"“handout --locales {shipped} approve es {ITEM}”" in told["hint"]


@pytest.mark.slow
def test_approve(call: Call, shipped: Path) -> None:
    """One command says that the translation is right, of a text, of all with an id, or of the language."""
    edit(shipped / "en" / "doctor.yaml", CHANGE)
    path = shipped / "es" / "made-from.yaml"
    before, after = path.read_bytes(), set()
    for ids in ([ITEM], ["message/text"], ["message"], ["in-short"], []):
        path.write_bytes(before)
        ended = call("--locales", shipped, "approve", "es", *ids)
        assert (ended.code, ended.paths) == (0, [str(path)])
        assert ended.err == "1 text of “es” marked as up to date\n"
        after.add(path.read_bytes())
    assert len(after) == 1
    assert checked(call, shipped / "es") == []
    assert [one["rule"] for one in checked(call, shipped / "it")] == ["english-changed"]


def test_only_what_is_named_is_right(call: Call, shipped: Path) -> None:
    """A change elsewhere is told on."""
    edit(shipped / "en" / "doctor.yaml", CHANGE, ("heading: In short", "heading: In a few words"))
    call("--locales", shipped, "approve", "es", ITEM)
    (told,) = checked(call, shipped / "es")
    assert "approve es doctor/in-short/heading”" in told["hint"]


def test_nothing_has_changed(call: Call, shipped: Path) -> None:
    """Then nothing is written."""
    path = shipped / "es" / "made-from.yaml"
    before = path.stat().st_mtime_ns, path.read_bytes()
    ended = call("--locales", shipped, "approve", "es")
    assert (ended.code, ended.out, ended.err) == (0, b"", "0 texts of “es” marked as up to date\n")
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["es", "mesage"], "no text has the id “mesage”; did you mean “message”?"),
        (["en"], "English is what the others are compared with"),
        (["xx"], "unknown language “xx”"),
    ],
)
def test_nothing_to_say(call: Call, shipped: Path, arguments: list[str], words: str) -> None:
    """Who names what is not there is told the nearest."""
    ended = call("--locales", shipped, "approve", *arguments)
    assert ended.code == 2
    assert words in ended.err


@pytest.mark.every
def test_nothing_is_known(call: Call, shipped: Path) -> None:
    """A language without the file is told once that it is missing, and one command writes it as it was."""
    path = shipped / "ca" / "made-from.yaml"
    before = path.read_bytes()
    path.unlink()
    (told,) = checked(call, shipped / "ca")
    assert told["rule"] == "english-changed"
    assert "made-from.yaml is missing" in told["message"]
    assert call("--locales", shipped, "approve", "ca").code == 0
    assert path.read_bytes() == before


@pytest.mark.every
def test_a_new_text_is_told(call: Call, shipped: Path) -> None:
    """What English has anew, and the translation too, is compared before it counts."""
    item = "          - id: %s\n            text: %s.\n"
    for tag, words in ("en", "Please look"), ("es", "Mire, por favor"):
        edit(
            shipped / tag / "doctor.yaml",
            ("          - id: gp-test\n", item % ("look", words) + "          - id: gp-test\n"),
        )
    assert [one["message"] for one in checked(call, shipped / "es") if one["rule"] == "english-changed"] == [
        "this text is new in English: “Please look.”"
    ]


def test_a_text_to_translate_goes_stale(call: Call, begun: Path) -> None:
    """Where English changes before it was translated, what stands there is no longer English."""
    edit(begun.with_name("en") / "doctor.yaml", CHANGE)
    (told,) = (one for one in checked(call, begun) if one["rule"] == "english-changed")
    assert told["hint"] == "translate the new text"


def test_made_from_is_not_for_printing(shipped: Path) -> None:
    """What is remembered changes no sheet, so that a matrix need not be made anew."""
    wanted = everything.documents(ContentFolder(shipped), Options())
    before = everything.fingerprints(shipped, wanted)
    (shipped / "es" / "made-from.yaml").unlink()
    assert everything.fingerprints(shipped, wanted) == before


# --- editors ---


def written_files() -> list[Path]:
    """All files of content that people write."""
    return [path for path in shipped_files() if path.name not in ("made-from.yaml", "wordings.yaml")]


def test_the_schema_is_the_one_printed(call: Call) -> None:
    """`schema content > locales/content.schema.json` renews it; it is a schema of Draft 2020-12."""
    ended = call("schema", "content")
    assert ended.out == (LOCALES / "content.schema.json").read_bytes()
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", written_files(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_editors_find_the_schema(path: Path) -> None:
    """Each shipped file names the schema, where it is, and is valid by it."""
    first = path.read_text("utf-8").splitlines()[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / named).resolve() == LOCALES / "content.schema.json"
    errors = list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(loaded(path)))
    assert errors == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("es/doctor.yaml", "kind: figure", "kind: figur"),
        ("es/doctor.yaml", "prominent: true", "promintent: true"),
        ("es/doctor.yaml", "basis: usual-care", "basis: usual care"),
        ("es/visit.yaml", "theme: form", "theme: Form"),
        ("es/language.yaml", "formula: inflesz", "formula: infles"),
        ("es/language.yaml", "version: ", "vresion: "),
        ("references.yaml", "type: article-journal", "type: article"),
    ],
)
def test_editors_mark_mistakes(shipped: Path, file: str, old: str, new: str) -> None:
    """What the program refuses is marked while somebody types."""
    edit(shipped / file, (old, new))
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(loaded(shipped / file))


def loaded(path: Path) -> object:
    """A file as an editor reads it: with the types of JSON, days as texts."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        letter: [(tag, pattern) for tag, pattern in found if "timestamp" not in tag]
        for letter, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(path.read_text("utf-8"), Loader=Loader)  # noqa: S506 - a SafeLoader


@pytest.mark.slow
def test_wordings_stand_once(call: Call, shipped: Path) -> None:
    """A new language adds no wording; the old one of a changed text goes when no language refers to it."""
    wordings = shipped / "en" / "wordings.yaml"
    before = wordings.read_bytes()
    assert call("--locales", shipped, "new-language", "pt").code == 0
    assert wordings.read_bytes() == before
    edit(shipped / "en" / "doctor.yaml", CHANGE)
    old, new = (words.encode() for words in CHANGE)
    tags = sorted(path.name for path in shipped.iterdir() if path.is_dir() and path.name != "en")
    for tag in tags:
        assert old in wordings.read_bytes()
        assert call("--locales", shipped, "approve", tag).code == 0
        assert new in wordings.read_bytes()
    # A text that is still to be translated keeps the wording it was copied from.
    assert old in wordings.read_bytes()
    shutil.rmtree(shipped / "pt")
    assert call("--locales", shipped, "approve", tags[0]).code == 0
    assert old not in wordings.read_bytes()
