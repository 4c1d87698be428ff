"""The sheets of a language laid out for each reader, to see whether they fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handout import build
from handout.build import Made
from handout.errors import ContentError, Problem, RenderError
from handout.library import Edition
from handout.model import Audience, Language, Reference, Sheet
from handout.options import Options

UNMADE = "unmade"
"""The rule of a sheet that cannot be made for a reason that lies in no text of its own."""


@dataclass(frozen=True)
class Trial:
    """A sheet as one reader gets it."""

    sheet: Sheet
    problems: tuple[Problem, ...]
    """Why it cannot be laid out, or what has no room on its pages."""
    layout: Made | None
    """None where it cannot be laid out."""


def trials(
    language: Language, sheets: Iterable[Sheet], references: Mapping[str, Reference]
) -> Iterator[Trial]:
    """Each sheet for each audience that gets a different one; all papers have one layout."""
    for sheet in sheets:
        for audience in _audiences(sheet):
            yield _trial(language, sheet, references, audience)


def _trial(
    language: Language, sheet: Sheet, references: Mapping[str, Reference], audience: Audience
) -> Trial:
    try:
        layout = build.make([Edition(language, (sheet,))], references, Options(audience=audience))
    except ContentError as error:
        return Trial(sheet, error.problems, None)
    except RenderError as error:
        return Trial(sheet, (Problem(sheet.at, UNMADE, str(error)),), None)
    return Trial(sheet, tuple(layout.overflows), layout)


def _audiences(sheet: Sheet) -> Iterable[Audience]:
    """One for each selection of its blocks."""
    blocks = [block for section in sheet.sections for block in section.blocks]
    audiences = {
        tuple(not block.audiences or audience in block.audiences for block in blocks): audience
        for audience in reversed(Audience)
    }
    return audiences.values()
