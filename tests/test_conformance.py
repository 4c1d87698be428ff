"""Every file of the program: without fault, read aloud in the right order, accepted by the validator.

To renew the goldens after reading them: python -m tests.test_conformance [LANG]...
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from handout.content.folder import SHEETS
from handout.model import Audience
from handout.options import Paper
from tests import pdf_validator
from tests.conftest import AUDIENCES, TAGS, written
from tests.pdf_check import problems, tree


def golden(tag: str, sheet: str) -> Path:
    """The file of what is read aloud of a sheet."""
    return Path(__file__).parent / "golden" / f"{tag}-{sheet}.txt"


def trees(tag: str) -> dict[str, str]:
    """What is read aloud, sheet by sheet."""
    document, *sheets = tree(written(tag).data).split("\n  Sect\n")
    assert document == f"Document [{tag}]"
    return {name: f"{sheet.rstrip()}\n" for name, sheet in zip(SHEETS, sheets, strict=True)}


@pytest.mark.parametrize("paper", Paper, ids=lambda paper: paper.value)
@pytest.mark.parametrize("audience", AUDIENCES, ids=lambda audience: audience.value)
@pytest.mark.parametrize("tag", TAGS)
def test_files_are_without_fault(tag: str, audience: Audience, paper: Paper) -> None:
    """As far as the check here can see, which sees some things the validator does not."""
    assert problems(written(tag, audience, paper).data) == []


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("tag", TAGS)
def test_the_sheets_are_read_in_order(tag: str, sheet: str) -> None:
    """As they were read to the end in review, with their languages."""
    assert trees(tag)[sheet] == golden(tag, sheet).read_text(encoding="utf-8")


@pytest.mark.validator
def test_the_validator_accepts_every_file(tmp_path: Path) -> None:
    """Every language, audience and paper conforms to PDF/UA-1 and PDF/A-2a."""
    pdf_validator.available()
    files = {
        f"{tag}-{audience.value}-{paper.value}.pdf": written(tag, audience, paper).data
        for tag in TAGS
        for audience in AUDIENCES
        for paper in Paper
    }
    assert {name: rules for name, rules in pdf_validator.failures(files, tmp_path).items() if rules} == {}


if __name__ == "__main__":
    for wanted in sys.argv[1:] or TAGS:
        for name, text in trees(wanted).items():
            golden(wanted, name).write_text(text, encoding="utf-8")
