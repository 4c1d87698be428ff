"""Texts that point to a section or an item print its letter, and lead to it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from handout import fonts
from handout.content.folder import ContentFolder
from handout.errors import ContentError
from handout.make.document import make_document
from handout.options import Options
from tests import pdf_check, pdf_kit, small_content

STATEMENT = "A statement [@smith2001]."


def change(path: Path, old: str, new: str) -> None:
    """Replace what stands once in a file."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Small content in two languages."""
    return small_content.write(tmp_path, "en", "ca")


def made(folder: Path, *sheets: str, tags: tuple[str, ...] = ("en",)) -> bytes:
    """The PDF of some sheets."""
    editions, references = ContentFolder(folder, fonts.missing).editions(tags, sheets)
    return make_document(editions, references, Options()).data


def words(data: bytes) -> str:
    """All that is read aloud."""
    return "".join(spoken.words for spoken in pdf_check.spoken(data))


def links(data: bytes) -> list[tuple[str, int]]:
    """Each pointer that is a link: its description, and the page it leads to, from 0."""
    file = pikepdf.open(BytesIO(data))
    pages = [page.objgen for page in file.pages]
    annotations = [note for page in file.pages for note in page.get("/Annots", []) if _points(note)]
    return [(str(note.Contents), pages.index(note.Dest[0].objgen)) for note in annotations]


def _points(annotation: Any) -> bool:
    """Whether it is no address and no citation."""
    return "/Dest" in annotation and "Smith" not in str(annotation.Contents)


def problems(folder: Path, *sheets: str) -> list[tuple[str, str]]:
    """What reading says: the rule, the message with its hint."""
    with pytest.raises(ContentError) as caught:
        made(folder, *sheets)
    return [(problem.rule, f"{problem.message}; {problem.hint}") for problem in caught.value.problems]


def test_a_pointer_prints_the_letter_and_leads_there(folder: Path) -> None:
    """The link says the heading of the section, for those who do not see where it leads."""
    change(folder / "en/doctor.yaml", STATEMENT, "See **[](#caution)** and ([](#only)) [@smith2001].")
    data = made(folder, "doctor")
    assert "See A2 and (A)" in words(data)
    assert links(data) == [("A2 The only section", 0), ("A The only section", 0)]
    assert pdf_check.problems(data) == []


def test_a_link_leads_to_the_height_of_its_place(folder: Path) -> None:
    """A section begins at its heading, an item below it at its first line."""
    change(folder / "en/doctor.yaml", STATEMENT, "See [](#only), [](#statement) [@smith2001].")
    file = pikepdf.open(BytesIO(made(folder, "doctor")))
    first, second = (note for note in file.pages[0].Annots if _points(note))
    assert first.Dest[3] - second.Dest[3] >= 10
    # The link stands in that line.
    assert abs(second.Dest[3] - second.Rect[3]) <= 4


def test_another_sheet_is_a_link_where_it_is_printed_too(folder: Path) -> None:
    """Alone, the letter is words."""
    change(folder / "en/doctor.yaml", STATEMENT, "See the form, [](test#worse) [@smith2001].")
    assert "the form, A2 " in words(made(folder, "doctor"))
    assert links(made(folder, "doctor")) == []
    assert links(made(folder, "doctor", "test")) == [("A2 The only section", 2)]


def test_pointers_in_labels_and_words_of_the_program(folder: Path) -> None:
    """What is no link prints the letter all the same; words of language.yaml name the sheet."""
    change(folder / "en/language.yaml", "Sources (elsewhere)", "Sources ([](doctor#only))")
    change(folder / "en/visit.yaml", "text: Questions", "text: Questions about [](doctor#caution)")
    data = made(folder, "visit")
    assert "Questions about A2" in words(data)
    assert links(data) == []
    assert any("Sources (A) checked" in line.text for line in pdf_kit.seen(data))


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("[](#cauton)", "“cauton” is no section or item of the sheet “doctor”; did you mean “caution”?"),
        ("[](tests#only)", "there is no sheet “tests”; did you mean “test”?"),
        ("[](test#statement)", "“statement” is no section or item of the sheet “test”"),
        ("[](#items)", "“items” is no section or item of the sheet “doctor”"),
    ],
)
def test_what_is_not_there_is_an_error(folder: Path, pointer: str, expected: str) -> None:
    """The nearest id is named."""
    change(folder / "en/doctor.yaml", STATEMENT, f"See {pointer} [@smith2001].")
    ((rule, message),) = problems(folder, "doctor")
    assert rule == "pointer"
    assert expected in message


@pytest.mark.parametrize(("target", "faulty"), [("caution", True), ("statement", False), ("only", False)])
def test_a_number_has_to_be_the_same_for_every_reader(folder: Path, target: str, faulty: bool) -> None:
    """What stands behind items for one reader has another number for the others; letters stay."""
    lines = "          - id: caution\n"
    block = f"      - id: own\n        kind: list\n        for: [gp]\n        items:\n{lines}"
    change(folder / "en/doctor.yaml", lines, block)
    change(folder / "en/doctor.yaml", STATEMENT, f"See [](#{target}) [@smith2001].")
    if faulty:
        ((rule, message),) = problems(folder, "doctor")
        assert (rule, "not the same number for every reader" in message) == ("pointer", True)
    else:
        assert "See A" in words(made(folder, "doctor"))


def test_words_of_the_program_have_to_name_a_sheet(folder: Path) -> None:
    """They are printed on every sheet."""
    change(folder / "en/language.yaml", "Sources (elsewhere)", "Sources ([](#only))")
    assert problems(folder, "visit") == [("pointer", "“#only” needs its sheet here, as in [](doctor#only); ")]


def test_two_languages_point_to_the_same(folder: Path) -> None:
    """Each text of a pair has its link."""
    for tag in ("en", "ca"):
        change(folder / tag / "visit.yaml", "text: Questions", f"text: Questions {tag} [](#worse)")
    data = made(folder, "visit", tags=("en", "ca"))
    assert [description for description, _ in links(data)] == ["A2 The only section"] * 2


def test_a_second_language_has_the_letters_of_sheets_that_are_not_doubled(folder: Path) -> None:
    """What is printed in the first alone may be pointed to in both."""
    for tag in ("en", "ca"):
        change(folder / tag / "visit.yaml", "text: Questions", f"text: Questions {tag} [](doctor#caution)")
    editions, references = ContentFolder(folder, fonts.missing).editions(("en", "ca"))
    data = make_document([editions[0], editions[1].beside], references, Options()).data
    assert [description for description, _ in links(data)] == ["A2 The only section"] * 2


def test_a_sheet_that_a_language_lacks_has_the_letters_of_the_reference(folder: Path) -> None:
    """A language may begin with some of the sheets."""
    (folder / "ca/test.yaml").unlink()
    change(folder / "ca/doctor.yaml", STATEMENT, "Vegeu [](test#worse) [@smith2001].")
    assert "Vegeu A2" in words(made(folder, "doctor", tags=("ca",)))
