"""Every file of the program: without fault, read aloud in the right order, accepted by the validator.

To renew the goldens after reading them: python -m tests.test_conformance [LANG]...
"""

from __future__ import annotations

import functools
import sys
from pathlib import Path

import pytest

from tests import pdf_validator
from tests.conftest import ALL, ALONE, SHEETS, TAGS, USUAL, Case, each_case, made, written
from tests.pdf_check import problems, tree


def golden(tag: str, sheet: str) -> Path:
    """The file of what is read aloud of a sheet."""
    return Path(__file__).parent / "golden" / f"{tag}-{sheet}.txt"


@functools.cache
def trees(tag: str) -> dict[str, str]:
    """What is read aloud, sheet by sheet."""
    document, *sheets = tree(written(tag).data).split("\n  Sect\n")
    assert document == f"Document [{tag}]"
    return {name: f"{sheet.rstrip()}\n" for name, sheet in zip(SHEETS, sheets, strict=True)}


@each_case([USUAL[0], USUAL[-1]], every=[*USUAL, *ALL])
def test_files_are_without_fault(case: Case) -> None:
    """As far as the check here can see, which sees some things the validator does not."""
    assert problems(made(case).data) == []


@pytest.mark.parametrize("sheet", SHEETS)
@each_case(ALONE[:1], every=ALONE)
def test_the_sheets_are_read_in_order(case: Case, sheet: str) -> None:
    """As they were read to the end in review, with their languages."""
    (tag,) = case.tags
    path = golden(tag, sheet)
    assert path.exists(), f"{path.name} is missing; python -m tests.test_conformance {tag} makes it: read it"
    assert trees(tag)[sheet] == path.read_text(encoding="utf-8")


@pytest.mark.validator
def test_the_validator_accepts_every_file(tmp_path: Path) -> None:
    """Every language, audience and paper conforms to PDF/UA-1 and PDF/A-2a."""
    pdf_validator.available()
    files = {f"{case}.pdf": made(case).data for case in ALL}
    assert {name: rules for name, rules in pdf_validator.failures(files, tmp_path).items() if rules} == {}


if __name__ == "__main__":
    for wanted in sys.argv[1:] or TAGS:
        for name, text in trees(wanted).items():
            golden(wanted, name).write_text(text, encoding="utf-8")
