"""The references of a handout: short on the sheet that cites them, one by one on the sheet of sources."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

import pytest

from handout import fonts, pdf
from handout.check.run import check_content
from handout.content.folder import ContentFolder
from handout.errors import ContentError
from handout.make.document import make_document
from handout.options import Options
from tests import pdf_check, small_content

_REFERENCES = """\
references:
  - id: smith2001
    type: article-journal
    author: [{family: Smith, given: A}, {family: Jones, given: B}]
    title: "A study: with a long title after the colon"
    title-short: A study
    container-title-short: J Fat
    issued: {date-parts: [[2001]]}
    volume: "7"
    issue: "3"
    page: 12-19
    PMID: "11"
    DOI: 10.1000/x
    custom: {printable: yes, free_full_text: yes}
  - id: jones1990
    type: article-journal
    author: [{family: Jones, given: B}]
    title: Another study
    container-title-short: J Fat
    issued: {date-parts: [[1990]]}
    URL: https://www.fat.example/a/b
    custom: {printable: yes}
  - id: agency2010
    type: webpage
    author: [{literal: The Agency (TA)}]
    title: Advice
    issued: {date-parts: [[2010]]}
    URL: https://www.agency.example/advice
    custom: {printable: yes}
  - id: nobody
    type: article-journal
    title: A paper without a name
    issued: {date-parts: [[1956]]}
    custom: {printable: no}
"""

_SOURCES = """\
name: Sources
title: Sources
about: What it is
sections:
  - id: all
    heading: All
    starts: band
    columns: 1
    blocks:
      - id: own
        kind: list
        items:
          - {id: third, text: "The second is called so [@jones1990]."}
      - id: publications
        kind: publications
        intro: Kind and number of people in bold.
        numbers-of: doctor
        items:
          - id: smith2001
            text: "**Trial, 9 people:** nothing was found."
            read: abstract
          - id: jones1990
            text: "**Case:** it went away."
            read: second-hand
      - id: others
        kind: further-sources
        intro: "Safety rests on:"
        keys: [agency2010, nobody]
        incomplete: "Not fully identified:"
"""

_CITING = "A statement [@smith2001; @jones1990]."
_RESTING = "sources: [agency2010, nobody]"


def change(path: Path, old: str, new: str) -> None:
    """Replace what stands once in a file."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Small content whose last sheet is the list of all sources."""
    small_content.write(tmp_path, "en")
    (tmp_path / "references.yaml").write_text(_REFERENCES, "utf-8")
    (tmp_path / "en/more.yaml").write_text(_SOURCES, "utf-8")
    change(tmp_path / "en/doctor.yaml", "A statement [@smith2001].", _CITING)
    change(tmp_path / "en/doctor.yaml", "sources: [smith2001]", _RESTING)
    return tmp_path


def made(folder: Path, sheet: str) -> pdf.Written:
    """The PDF of a sheet."""
    editions, references = ContentFolder(folder, fonts.missing).editions(("en",), (sheet,))
    return make_document(editions, references, Options())


def elements(folder: Path, sheet: str, role: str) -> list[str]:
    """The words of each element of a role, in order."""
    tree = pdf_check.tree(made(folder, sheet).data)
    return _words_by_element(tree.splitlines(), role)


def _words_by_element(lines: Sequence[str], role: str) -> list[str]:
    depths = [len(line) - len(line.lstrip()) for line in lines]
    found = []
    for index, line in enumerate(lines):
        if line.split(maxsplit=1)[0] == role:
            inner = [index]
            inner += [
                at for at in range(index + 1, len(lines)) if min(depths[index + 1 : at + 1]) > depths[index]
            ]
            quoted = [lines[at].partition("“")[2].removesuffix("”") for at in inner]
            found.append(" ".join("".join(quoted).split()))
    return found


def problems(folder: Path, rule: str) -> list[tuple[int, str]]:
    """The lines of all problems of a rule, with their messages."""
    told = check_content(ContentFolder(folder, fonts.missing), ("en",), datetime.date(2026, 11, 20))
    return [(problem.at.line, problem.message) for problem in told if problem.rule == rule]


def line_of(path: Path, words: str) -> int:
    """The line in which words stand, from 1."""
    return next(n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if words in line)


def brief(folder: Path, *keys: str) -> None:
    """Make the bibliography of the first sheet a short one."""
    keys = ("kind: bibliography", "style: brief", *keys)
    change(folder / "en/doctor.yaml", "kind: bibliography", "\n        ".join(keys))


def test_a_brief_reference_has_no_title_and_one_address(folder: Path) -> None:
    """First author, journal, year, volume and first page; PubMed before any other address."""
    brief(folder)
    assert elements(folder, "doctor", "LBody")[-2:] == [
        "Smith A et al. J Fat 2001;7:12. PMID 11 (free full text)",
        "Jones B. J Fat 1990. fat.example",
    ]


def test_references_that_run_on_keep_their_numbers_and_elements(folder: Path) -> None:
    """The first have a line each; those behind stand in one paragraph."""
    brief(folder, "numbered: 1", 'also: "Also cited:"')
    assert elements(folder, "doctor", "Lbl")[-1] == "1."
    assert elements(folder, "doctor", "BibEntry") == ["2 Jones 1990, fat.example"]
    assert elements(folder, "doctor", "P")[-1] == "Also cited: 2 Jones 1990, fat.example."
    assert pdf_check.problems(made(folder, "doctor").data) == []


@pytest.mark.parametrize("key", ["numbered: 1", 'also: "Also cited:"'])
def test_what_runs_on_needs_its_words(folder: Path, key: str) -> None:
    """And words need what runs on."""
    brief(folder, key)
    with pytest.raises(ContentError, match="“numbered” and “also” need each other"):
        made(folder, "doctor")


def test_publications_are_records_with_what_was_found(folder: Path) -> None:
    """Name, short title, source, address, the text, whether it is free and how much of it was read."""
    assert elements(folder, "more", "LBody")[-2:] == [
        "Smith 2001. A study. J Fat 7:12. PMID 11. Trial, 9 people: nothing was found. "
        "(free full text; abstract)",
        "Jones 1990. Another study. J Fat. fat.example. Case: it went away. (second-hand)",
    ]
    assert pdf_check.problems(made(folder, "more").data) == []


def test_publications_number_the_citations_of_their_sheet(folder: Path) -> None:
    """Not the order of the citations does."""
    assert elements(folder, "more", "LBody")[0] == "The second is called so [2]."


def test_further_sources_run_on(folder: Path) -> None:
    """Those that cannot be printed whole are named by what is known of them."""
    assert elements(folder, "more", "P")[-1] == (
        "Safety rests on: TA 2010, agency.example/advice. Not fully identified: A paper without a name 1956."
    )


def test_all_sources_are_listed(folder: Path) -> None:
    """As content is written, no rule has anything to say."""
    assert problems(folder, "unlisted-source") == []
    assert problems(folder, "publication-order") == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[@jones1990]", "[@agency2010]", "“agency2010” is not among the publications of this sheet"),
        ("id: jones1990", "id: nobody", "“nobody” is not printable"),
        ('        incomplete: "Not fully identified:"\n', "", "“nobody” is not printable"),
        ("keys: [agency2010", "keys: [agency2011", "“agency2011” is not in references.yaml"),
        ("id: jones1990", "id: smith2001", "“smith2001” is already used"),
    ],
)
def test_lists_of_references_hold_what_can_be_printed(folder: Path, old: str, new: str, message: str) -> None:
    """A key that cannot stand there is an error of the content."""
    change(folder / "en/more.yaml", old, new)
    with pytest.raises(ContentError, match=message):
        made(folder, "more")


def test_publications_stand_in_the_order_of_the_sheet_that_cites_them(folder: Path) -> None:
    """A number means the same on both sheets."""
    change(folder / "en/doctor.yaml", _CITING, "A statement [@jones1990; @smith2001].")
    line = line_of(folder / "en/more.yaml", "id: smith2001")
    assert problems(folder, "publication-order") == [(line, "number 1 of the sheet “doctor” is “jones1990”")]


def test_every_source_is_listed(folder: Path) -> None:
    """Told at the statement that rests on it."""
    change(folder / "en/more.yaml", "keys: [agency2010, nobody]", "keys: [agency2010]")
    line = line_of(folder / "en/doctor.yaml", _RESTING)
    assert problems(folder, "unlisted-source") == [(line, "“nobody” is in no list of sources")]


def test_no_source_is_listed_that_no_sheet_needs(folder: Path) -> None:
    """Told in the list."""
    change(folder / "en/doctor.yaml", _RESTING, "sources: [nobody]")
    line = line_of(folder / "en/more.yaml", "keys:")
    assert problems(folder, "unlisted-source") == [(line, "no sheet rests on “agency2010”")]
