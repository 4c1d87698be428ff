"""What the tests share: the shipped content and the documents made from it, each made once."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

import pytest

from handout import fonts
from handout.content.folder import SHEETS, Library
from handout.make import document
from handout.model import Audience
from handout.options import Options, Paper, Size
from handout.pdf import Written
from handout.resources import LOCALES
from tests.no_network import sitecustomize

# No test has a network, nor any process that it starts with this in its PYTHONPATH.
NO_NETWORK = Path(sitecustomize.__file__).parent

LIBRARY = Library(LOCALES, fonts.missing)
TAGS = LIBRARY.tags()
AUDIENCES = tuple(Audience)


@dataclass(frozen=True)
class Case:
    """A document of all shipped sheets, in one language or in two."""

    tags: tuple[str, ...]
    audience: Audience = Audience.GP
    paper: Paper = Paper.A4
    size: Size = Size.NORMAL

    def __str__(self) -> str:
        return "-".join((*self.tags, self.audience.value, self.paper.value, self.size.value))


@functools.cache
def made(case: Case) -> Written:
    """The document."""
    editions, references = LIBRARY.editions(case.tags, SHEETS)
    options = Options(audience=case.audience, paper=case.paper, size=case.size)
    return document.make_document(editions, references, options)


def written(tag: str, audience: Audience = Audience.GP, paper: Paper = Paper.A4) -> Written:
    """The shipped sheets in a language, as a PDF."""
    return made(Case((tag,), audience, paper))


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of the shipped content, to break."""
    copy = tmp_path / "locales"
    for path in LOCALES.rglob("*.yaml"):
        target = copy / path.relative_to(LOCALES)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return copy
