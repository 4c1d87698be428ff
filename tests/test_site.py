"""The page for the web: what its files say and where they lead, and what the program answers the form."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path, PurePosixPath

import pytest

from handout import fonts
from handout.content.folder import ContentFolder
from handout.errors import ContentError, OutputError
from handout.model import PHRASES, Run, texts_of
from handout.options import Options
from handout.patient.fields import FIELDS, MEMBERS
from handout.patient.values import VOCABULARIES
from handout.site import browser, form, frame
from handout.site.documents import Document, Purpose
from handout.site.folder import site_files
from handout.site.runtime import Runtime, load_runtime
from tests.conftest import SHEETS, TAGS, copy_shipped

# The files are made once, for two languages.
pytestmark = pytest.mark.xdist_group("site")
LANGUAGES = ("ca", "en")
RUNTIME = Runtime("run/0123", {"run/0123/program.zip": b"program", "run/0123/worker.mjs": b"worker"})


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the words of its text."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element."""
        self.found.append((tag, dict(attrs)))
        if tag not in ("br", "hr", "img", "input", "link", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the last element that is open, which has this name."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Take in words, not scripts."""
        if not {"script", "style"} & {*self.open}:
            self.words += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of all elements of that name."""
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped content in two languages."""
    place = copy_shipped(tmp_path_factory.mktemp("site") / "locales")
    for tag in set(TAGS) - {*LANGUAGES}:
        shutil.rmtree(place / tag)
    return place


@pytest.fixture(scope="module")
def content(folder: Path) -> ContentFolder:
    """The content in it."""
    return ContentFolder(folder, fonts.missing)


def _few(_: object, editions: dict[str, object]) -> Iterator[Document]:
    """A short PDF in each language; all of them are made by a test of their own."""
    for tag in editions:
        yield Document(tag, Purpose.USUAL, Options(sheets=("visit",)))


@pytest.fixture(scope="module")
def files(content: ContentFolder) -> Iterator[dict[str, bytes]]:
    """The page with a form."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("handout.site.documents.documents", _few)
        yield site_files(content, RUNTIME, "https://example.org/back")


@pytest.fixture(scope="module")
def pages(files: dict[str, bytes]) -> dict[str, Elements]:
    """All its pages."""
    return {path: Elements(data) for path, data in files.items() if path.endswith(".html")}


def test_every_link_leads_to_a_file_and_a_place(files: dict[str, bytes], pages: dict[str, Elements]) -> None:
    """Links, scripts, styles and pictures are files of the folder; what stands behind # is an id there."""
    _check_links(files, pages)


@pytest.mark.every
def test_every_ready_pdf_has_a_link(content: ContentFolder) -> None:
    """Each language has its sheets together and one by one, beside the other language, large and fillable."""
    files = site_files(content)
    pages = {path: Elements(data) for path, data in files.items() if path.endswith(".html")}
    _check_links(files, pages)
    pdfs = {path for path in files if path.startswith("pdf/")}
    linked = {_joined(path, each["href"] or "") for path, page in pages.items() for each in page.all("a")}
    assert pdfs <= linked
    assert len(pdfs) == len(LANGUAGES) * (4 + len(SHEETS))


def _check_links(files: dict[str, bytes], pages: dict[str, Elements]) -> None:
    ids = {path: {each["id"] for _, each in page.found if each.get("id")} for path, page in pages.items()}
    steps = {f"#{name}" for name in ("list", *form.STEPS, "make")}
    for path, page in pages.items():
        for _, attributes in page.found:
            address = attributes.get("href") or attributes.get("src") or ""
            if not address or re.match(r"https?://|tel:", address) or address in steps:
                continue
            name, _, place = address.partition("#")
            target = _joined(path, name) if name else path
            assert target in files, (path, address)
            assert not place or place in ids[target], (path, address)


def _joined(path: str, name: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(path).parent / name).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def test_no_page_asks_anybody_else(pages: dict[str, Elements]) -> None:
    """What a page loads is of its own folder, each has the policy, and no script or style stands in it."""
    for path, page in pages.items():
        loaded = [each.get("src") for each in page.all("script")] + [
            each.get("src") for each in page.all("img")
        ]
        links = [each for each in page.all("link") if each["rel"] not in ("canonical", "alternate")]
        assert not any("//" in (address or "") for address in [*loaded, *(link["href"] for link in links)]), (
            path
        )
        policies = [each["content"] for each in page.all("meta") if each.get("http-equiv")]
        assert policies == [frame.POLICY]
        assert all(each.get("src") or each.get("type") == "application/json" for each in page.all("script"))
        assert not page.all("style")
        assert not any(
            "style" in each or any(name.startswith("on") for name in each) for _, each in page.found
        )


def test_ids_and_headings(pages: dict[str, Elements]) -> None:
    """An id stands once on a page; there is one first heading, and no level is left out below it."""
    for path, page in pages.items():
        ids = [each["id"] for _, each in page.found if each.get("id")]
        assert len(ids) == len(set(ids)), path
        levels = [int(tag[1]) for tag, _ in page.found if re.fullmatch("h[1-6]", tag)]
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_every_sentence_of_a_sheet_is_on_its_page(content: ContentFolder, pages: dict[str, Elements]) -> None:
    """What the sheets say stands on the pages word for word, in each language."""
    editions, _ = content.editions(LANGUAGES, content.handout.ids)
    for edition in editions:
        for sheet in edition.sheets:
            words = "".join(pages[f"{edition.language.tag}/{sheet.id}.html"].words.split())
            runs = [run for text in texts_of(sheet.sections) for run in text.inlines if isinstance(run, Run)]
            assert len(runs) > 20
            for run in runs:
                assert "{" in run.text or "".join(run.text.split()) in words


def test_the_drawings_are_pictures_with_words(pages: dict[str, Elements]) -> None:
    """A drawing is an SVG with the role of a picture, a name and a description, in the page's colours."""
    drawings = [each for page in pages.values() for each in page.all("svg") if not each.get("aria-hidden")]
    assert len(drawings) == 3 * len(LANGUAGES)
    assert all(each["role"] == "img" and each["aria-describedby"] for each in drawings)
    assert not any(
        each.get("stroke") or each.get("fill") for page in pages.values() for each in page.all("path")
    )


def test_the_form_has_a_place_for_every_field(pages: dict[str, Elements]) -> None:
    """Each field of the personal file stands in it once, each word of a vocabulary as a box."""
    page = pages["ca/my-sheets.html"]
    fields = [each["data-field"] for _, each in page.found if each.get("data-field")]
    assert sorted(fields) == sorted(FIELDS)
    boxes = {(each.get("name"), each.get("value")) for each in page.all("input")}
    for name, field in FIELDS.items():
        if field.vocabularies == ("place", "side"):
            expected = {
                (f"{name}.{side}", place) for side in VOCABULARIES["side"] for place in VOCABULARIES["place"]
            }
        else:
            expected = {
                (name, word) for vocabulary in field.vocabularies for word in VOCABULARIES[vocabulary]
            }
        assert expected <= boxes, name


def test_every_place_of_a_pain_can_be_touched(pages: dict[str, Elements]) -> None:
    """Each box of the places has its place in the drawing, on its side, and the drawing has no other."""
    page = pages["ca/my-sheets.html"]
    boxes = {
        f"{each['name']}={each['value']}"
        for each in page.all("input")
        if (each.get("name") or "").startswith("pain.goes-to.")
    }
    assert len(boxes) == len(VOCABULARIES["side"]) * len(VOCABULARIES["place"])
    assert {each["data-box"] for each in page.all("path") if each.get("data-box")} == boxes


def test_steps_ask_for_everything_once() -> None:
    """The steps name each key of the personal file once, or each key under it."""
    names = [name for names in form.STEPS.values() for name in names]
    assert len(names) == len(set(names))
    assert {name.split(".")[0] for name in names} == set(MEMBERS)


def test_answers_call_for_the_sheet_that_has_their_place(pages: dict[str, Elements]) -> None:
    """What no usual sheet has a place for is named at the sheet that has one; it stands on some sheet."""
    boxes = [each for each in pages["ca/my-sheets.html"].all("input") if each.get("name") == "sheets"]
    assert {each["value"]: each["data-keys"] for each in boxes if each.get("data-keys")} == {
        "more": "operations"
    }


def test_no_browser_remembers_what_is_typed(pages: dict[str, Elements]) -> None:
    """The form and each of its fields say so, and it can be sent nowhere."""
    page = pages["ca/my-sheets.html"]
    (attributes,) = page.all("form")
    assert attributes["autocomplete"] == "off"
    assert not {"action", "method"} & attributes.keys()
    assert all(each["autocomplete"] == "off" for tag in ("input", "textarea") for each in page.all(tag))
    assert all(each["type"] == "button" for each in page.all("button"))


def test_all_phrases_are_used() -> None:
    """No phrase of the page is translated in vain."""
    folder = Path(form.__file__).parent
    source = "".join(path.read_text("utf-8") for path in (*folder.glob("*.py"), *folder.glob("assets/*.js")))
    made_up = (
        "step.",
        "record.",
        "problem.",
        "form.day",
        "form.month",
        "form.year",
        "form.hour",
        "form.minutes",
    )
    assert [
        name
        for name in PHRASES
        if f"'{name}'" not in source and f'"{name}"' not in source and not name.startswith(made_up)
    ] == []


def test_emergency_numbers_can_be_called(pages: dict[str, Elements]) -> None:
    """The start page has the warning of the sheet, with its numbers as links that call them."""
    calls = [
        each["href"] for each in pages["en/index.html"].all("a") if (each["href"] or "").startswith("tel:")
    ]
    assert calls == ["tel:999", "tel:112"]


def test_search_engines_find_the_languages(pages: dict[str, Elements]) -> None:
    """With an address each page names its own and those of the same page in other languages."""
    links = pages["ca/doctor.html"].all("link")
    assert [each["href"] for each in links if each["rel"] == "canonical"] == [
        "https://example.org/back/ca/doctor.html"
    ]
    assert {each["hreflang"] for each in links if each["rel"] == "alternate"} == {*LANGUAGES}


def test_the_service_worker_keeps_the_pages(files: dict[str, bytes]) -> None:
    """It lists all files but PDFs and program, and is another when any file is."""
    listed = json.loads(re.search(r"FIRST = (\[.*?\])", files["sw.js"].decode())[1])
    rest = {path for path in files if not path.startswith(("pdf/", "run/"))}
    assert rest - {*listed} == {*("sw.js", "README.txt", "_headers", ".htaccess", "assets/LICENSE_FONT.txt")}
    assert {*listed} <= rest


def test_without_a_runtime_there_is_no_form(content: ContentFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """All else is there, and no page leads to it."""
    monkeypatch.setattr("handout.site.documents.documents", _few)
    files = site_files(content)
    assert not any("my-sheets" in path or path.startswith("run/") for path in files)
    assert all(b"my-sheets.html" not in data for path, data in files.items() if path.endswith(".html"))


@pytest.mark.every
def test_the_same_content_gives_the_same_files(files: dict[str, bytes], content: ContentFolder) -> None:
    """Byte for byte: what is the same need not be uploaded again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("handout.site.documents.documents", _few)
        assert site_files(content, RUNTIME, "https://example.org/back") == files


def test_a_language_that_is_not_whole_is_left_out(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others have their pages, and what it lacks is told."""
    monkeypatch.setattr("handout.site.documents.documents", _few)
    place = _without_phrases(folder, tmp_path, "ca")
    told: dict[str, ContentError] = {}
    files = site_files(ContentFolder(place, fonts.missing), note=told.__setitem__)
    assert {name.split("/")[0] for name in files if name.endswith("/index.html")} == {"en"}
    assert re.search(r"ca/language\.yaml.*page", str(told["ca"]))


@pytest.mark.every
def test_without_the_reference_there_is_no_page(folder: Path, tmp_path: Path) -> None:
    """The language that all others are made from is needed, and what it lacks is told."""
    place = _without_phrases(folder, tmp_path, "en")
    with pytest.raises(ContentError, match=r"en/language\.yaml.*page"):
        site_files(ContentFolder(place, fonts.missing))


def _without_phrases(folder: Path, tmp_path: Path, tag: str) -> Path:
    place = Path(shutil.copytree(folder, tmp_path / "locales"))
    path = place / tag / "language.yaml"
    path.write_text(path.read_text("utf-8").split("\npage:")[0] + "\n", "utf-8")
    return place


def test_only_the_right_runtime_is_taken(tmp_path: Path) -> None:
    """A file of another version, or none, is refused with the version that is needed."""
    with pytest.raises(OutputError, match=r"pyodide 314\.0\.7"):
        load_runtime(tmp_path, tmp_path)
    (tmp_path / "pyodide.mjs").write_text("export {};", "utf-8")
    with pytest.raises(OutputError, match="is not the file of pyodide"):
        load_runtime(tmp_path, tmp_path)


PROBLEMS = {
    "glyph": {"about-me": {"name": "☃"}},
    "character": {"about-me": {"born": "1956\u200b-03-05"}},
    "long-word": {"tried-other": "x" * 41},
    "too-long": {"tried-other": "word " * 401},
    "too-many": {"medicines": ["x"] * 21},
    "number": {"lumps": [{"letter": "A", "size": 0}]},
    "date": {"pain": {"since": "19-3-1"}},
    "calendar": {"pain": {"since": "2019-02-30"}},
    "time": {"appointment": {"time": "25:00"}},
    "other": {"lump-size": "enormous"},
}


@pytest.mark.parametrize(("phrase", "details"), PROBLEMS.items(), ids=PROBLEMS)
def test_each_problem_has_its_phrase(phrase: str, details: dict[str, object]) -> None:
    """A wrong value is told at its field by a phrase of the page, with what that fills in, and no value."""
    (problem,) = json.loads(browser.check(json.dumps(details)))["problems"]
    assert problem["phrase"] == phrase
    assert set(problem["values"]) == set(PHRASES[f"problem.{phrase}"])
    assert problem["path"][0] in details
    name = [part for part in problem["path"] if not part.isdecimal()]
    assert ".".join(name) in {re.sub(r"\.[A-D1-6](?=\.|$)", "", field) for field in FIELDS}


def test_a_file_with_a_wrong_field_opens() -> None:
    """What is right is filled in, what is wrong stands as it was written, with its problem."""
    lumps = "lumps: [{letter: C, side: dreta, size: 2cm}]"
    text = f"language: ca\nabout-me: {{name: Núria, born: 1956-02-30}}\n{lumps}\n"
    opened = json.loads(browser.read(text))
    assert opened["values"] == {"about-me.name": "Núria", "lumps.C.side": ["right"]}
    assert opened["wrong"] == {"about-me.born": ["1956-02-30"], "lumps.C.size": ["2cm"]}
    assert [problem["path"] for problem in opened["problems"]] == [
        ["about-me", "born"],
        ["lumps", "1", "size"],
    ]


def test_an_unreadable_file_gives_nothing() -> None:
    """There are no values, and a problem."""
    opened = json.loads(browser.read("%PDF-1.7"))
    assert not opened["values"]
    assert not opened["wrong"]
    assert opened["problems"]
