"""The sheets of a language laid out for each reader, to see whether they fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handout.content.folder import Edition
from handout.errors import ContentError, Problem, RenderError
from handout.make import document
from handout.make.document import Made
from handout.model import Audience, Language, Reference, Sheet
from handout.options import Options

UNMADE = "unmade"
"""The rule of a sheet that cannot be made for a reason that is no text's own."""


@dataclass(frozen=True)
class Proof:
    """A sheet as one reader gets it."""

    sheet: Sheet
    problems: tuple[Problem, ...]
    """Why it cannot be made, or what has no room on its pages."""
    made: Made | None
    """None where it cannot be made."""


def proofs(
    language: Language, sheets: Iterable[Sheet], references: Mapping[str, Reference]
) -> Iterator[Proof]:
    """Each sheet for each audience that gets another one; all papers have one layout."""
    for sheet in sheets:
        for audience in _audiences(sheet):
            yield _proof(language, sheet, references, audience)


def _proof(
    language: Language, sheet: Sheet, references: Mapping[str, Reference], audience: Audience
) -> Proof:
    try:
        made = document.make([Edition(language, (sheet,))], references, Options(audience=audience))
    except ContentError as error:
        return Proof(sheet, error.problems, None)
    except RenderError as error:
        return Proof(sheet, (Problem(sheet.at, UNMADE, str(error)),), None)
    return Proof(sheet, tuple(made.overflows), made)


def _audiences(sheet: Sheet) -> Iterable[Audience]:
    """One for each selection of its blocks."""
    blocks = [block for section in sheet.sections for block in section.blocks]
    found = {
        tuple(not block.audiences or audience in block.audiences for block in blocks): audience
        for audience in reversed(Audience)
    }
    return found.values()
