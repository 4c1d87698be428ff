"""What the tests share: the shipped content and the documents made from it, each made once."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from handout import build, fonts
from handout.library import SHEETS, Library
from handout.model import Audience
from handout.options import Options, Paper
from handout.pdf import Written
from handout.resources import LOCALES

LIBRARY = Library(LOCALES, fonts.missing)
TAGS = LIBRARY.tags()
AUDIENCES = tuple(Audience)


@functools.cache
def written(tag: str, audience: Audience = Audience.GP, paper: Paper = Paper.A4) -> Written:
    """The shipped sheets in a language, as a PDF."""
    editions, references = LIBRARY.editions([tag], SHEETS)
    return build.document(editions[0], references, Options(audience=audience, paper=paper))


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of the shipped content, to break."""
    copy = tmp_path / "locales"
    for path in LOCALES.rglob("*.yaml"):
        target = copy / path.relative_to(LOCALES)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return copy
