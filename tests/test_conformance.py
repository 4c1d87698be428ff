"""Every file of the program: without fault, read aloud in the right order, accepted by the validator.

To renew the goldens after reading them: python -m tests.test_conformance
"""

from __future__ import annotations

from pathlib import Path

import pytest

from handout.model import Audience
from handout.theme import Paper
from tests import pdf_validator
from tests.conftest import AUDIENCES, TAGS, written
from tests.pdf_check import problems, tree

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("tag", TAGS)
def test_files_are_without_fault(tag: str, audience: Audience, paper: Paper) -> None:
    """As far as the check here can see, which sees some things the validator does not."""
    assert problems(written(tag, audience, paper).data) == []


@pytest.mark.parametrize("tag", TAGS)
def test_the_sheets_are_read_in_order(tag: str) -> None:
    """As they were read to the end in review, with their languages."""
    assert tree(written(tag).data) == (GOLDEN / f"{tag}.txt").read_text(encoding="utf-8")


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
    for name in TAGS:
        (GOLDEN / f"{name}.txt").write_text(tree(written(name).data), encoding="utf-8")
