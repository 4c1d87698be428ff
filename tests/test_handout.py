"""What handout.yaml says, and that the program makes a handout about anything from a folder of content."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pikepdf
import pytest

from tests.test_cli import Call, call, content, here, names

__all__ = ["call", "content", "here"]

HANDOUT = """\
stem: bread
language: en
sheets:
  - {id: recipe, usual: yes, doubled: no}
"""
RECIPE = """\
name: Recipe
title: A loaf of bread
about: One loaf, from four things.
sections:
  - id: dough
    heading: What goes into it?
    voice: patient
    blocks:
      - id: things
        kind: list
        items:
          - {id: flour, text: Take flour and water.}
"""


@pytest.fixture
def bread(content: Path) -> Path:
    """A folder about something else: one sheet, no readers, nothing to choose from."""
    (content / "handout.yaml").write_text(HANDOUT, "utf-8")
    (content / "references.yaml").write_text("references: []\n".replace("[]", _REFERENCE), "utf-8")
    for folder in ("es", "ca"):
        for path in (content / folder).iterdir():
            path.unlink()
        (content / folder).rmdir()
    for path in (content / "en").iterdir():
        if path.stem != "language":
            path.unlink()
    language = content / "en" / "language.yaml"
    language.write_text(language.read_text("utf-8").partition("choices:")[0], "utf-8")
    (content / "en" / "recipe.yaml").write_text(RECIPE, "utf-8")
    return content


_REFERENCE = """
  - id: smith2001
    type: article-journal
    author:
      - {family: Smith, given: A}
    title: A study
    issued: {date-parts: [[2001]]}
    custom: {printable: yes}
"""


def test_a_handout_about_something_else_is_made(call: Call, here: Path, bread: Path) -> None:
    """A folder with one sheet, no readers and no personal details makes a file with a name of its own."""
    ended = call("--locales", bread, "make", "en")
    assert (ended.code, ended.paths) == (0, ["bread-en.pdf"])
    with pikepdf.open(here / "bread-en.pdf") as pdf:
        assert len(pdf.pages) == 2
        assert "A loaf of bread" in str(pdf.docinfo.Title)


def test_a_handout_about_something_else_passes_check(call: Call, bread: Path) -> None:
    """Rules about readers and personal details do not apply to it, and say so when they are explained."""
    ended = call("--locales", bread, "check", "--strict")
    assert (ended.code, ended.out, ended.err) == (0, b"", "en: 0 errors, 0 warnings\n")
    for rule in ("request", "lost-field"):
        assert "does not apply" in " ".join(call("check", "--explain", rule).out.decode().split())


def test_all_documents_of_a_handout_about_something_else(call: Call, here: Path, bread: Path) -> None:
    """`--all` makes each paper and size, and the index has no reader."""
    assert call("--locales", bread, "make", "--all", "-o", "all", "-q").code == 0
    entries = json.loads((here / "all" / "index.json").read_bytes())["documents"]
    assert {entry["file"] for entry in entries} == {
        f"bread-en{part}.pdf" for part in ("", "-large", "-letter", "-letter-large")
    }
    assert not any("reader" in entry for entry in entries)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--patient", "me.yaml"], "these sheets have no place for personal details"),
        (["--for", "gp"], "unknown reader “gp”; available: none"),
        (["--sheets", "doctor"], "unknown sheet “doctor”; available: recipe"),
    ],
)
def test_what_a_handout_does_not_have(
    call: Call, here: Path, bread: Path, arguments: list[str], words: str
) -> None:
    """Personal details, readers and sheets it does not have are wrong usage, with the reason."""
    (here / "me.yaml").write_text("language: en\n", "utf-8")
    ended = call("--locales", bread, "make", "en", *arguments)
    assert (ended.code, ended.out) == (2, b"")
    assert words in ended.err
    assert names(here) == {"me.yaml"}


def test_the_help_lists_what_the_handout_has(call: Call, bread: Path) -> None:
    """The sheets and readers in the help are those of the content."""
    words = " ".join(call("--locales", bread, "make", "--help").out.decode().split())
    assert "Which sheets: recipe; or all. [default: recipe]" in words
    assert "Who the sheet is addressed to: none" in words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "handout.yaml:1:1: no such file [file]"),
        (HANDOUT + "color: red\n", "handout.yaml:5:1: “color” is not known here"),
        (HANDOUT.replace("stem: bread\n", ""), "handout.yaml:1:1: “stem” is missing [missing-key]"),
        (HANDOUT.replace("usual: yes", "usual: no"), "no sheet is usual"),
        (HANDOUT + "readers: [baker, baker]\n", "handout.yaml:5:18: “baker” is already used in line 5"),
        (HANDOUT + "  - {id: recipe, usual: yes, doubled: no}\n", "a sheet is listed twice"),
        (HANDOUT.replace("language: en", "language: english"), "the tag of a language"),
    ],
)
@pytest.mark.parametrize("command", ["make", "check", "languages"])
def test_a_mistake_in_handout_yaml(
    call: Call, bread: Path, text: str | None, words: str, command: str
) -> None:
    """A folder without the file, or with a mistake in it, is told at its place by every command."""
    path = bread / "handout.yaml"
    if text is None:
        path.unlink()
    else:
        path.write_text(text, "utf-8")
    ended = call("--locales", bread, command, *(["en"] if command != "languages" else []))
    assert ended.code == 3
    assert words in ended.out.decode() + ended.err


@pytest.mark.slow
def test_the_index_of_version_1_0_is_read(call: Call, here: Path, content: Path) -> None:
    """Files that were made with an index of other names are known, and replaced where they have changed."""
    for tag in ("es", "ca"):
        shutil.rmtree(content / tag)
    arguments = ("--locales", content, "make", "--all", "-o", "all", "-q")
    assert call(*arguments).code == 0
    path = here / "all" / "index.json"
    index = json.loads(path.read_bytes())
    for entry in index["documents"]:
        entry["audience"], entry["made_from"] = entry.pop("reader"), entry.pop("fingerprint")
    path.write_text(json.dumps(index), "utf-8")
    before = {file: (here / "all" / file).stat().st_mtime_ns for file in names(here / "all")}
    assert call(*arguments).code == 0
    after = {file: (here / "all" / file).stat().st_mtime_ns for file in names(here / "all")}
    del before["index.json"], after["index.json"]
    assert before == after
    (content / "en" / "doctor.yaml").write_text(
        (content / "en" / "doctor.yaml").read_text("utf-8").replace("title: ", "title: Now ", 1), "utf-8"
    )
    assert call(*arguments).code == 0
