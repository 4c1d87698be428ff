"""The sheets of a language laid out for each reader, to see whether they fit."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handout.content.folder import Edition
from handout.errors import ContentError, Problem, RenderError
from handout.make.document import Overflow, Pagination, paginate
from handout.model import Handout, Language, Reference, Sheet, is_for
from handout.options import Options

UNMADE = "unmade"
"""The rule of a sheet that cannot be made for a reason that lies in no text of its own."""


@dataclass(frozen=True)
class Trial:
    """A sheet as one reader gets it."""

    sheet: Sheet
    problems: tuple[Problem, ...]
    """Why it cannot be laid out."""
    layout: Pagination | None
    """None where it cannot be laid out."""

    @property
    def overflows(self) -> tuple[Overflow, ...]:
        """What has no room on its pages."""
        return tuple(self.layout.overflows) if self.layout else ()


def trials(
    handout: Handout,
    language: Language,
    sheets: Iterable[Sheet],
    references: Mapping[str, Reference],
    others: tuple[Sheet, ...],
) -> Iterator[Trial]:
    """Each sheet for each reader that gets a different one; all papers have one layout.

    *others* are the sheets that one may point to.
    """
    for sheet in sheets:
        edition = Edition(handout, language, (sheet,), others)
        for reader in _readers(handout, sheet):
            yield _trial(edition, sheet, references, Options(reader=reader))


def _trial(edition: Edition, sheet: Sheet, references: Mapping[str, Reference], options: Options) -> Trial:
    try:
        layout = paginate([edition], references, options)
    except ContentError as error:
        return Trial(sheet, error.problems, None)
    except RenderError as error:
        return Trial(sheet, (Problem(sheet.at, UNMADE, str(error)),), None)
    return Trial(sheet, (), layout)


def _readers(handout: Handout, sheet: Sheet) -> Iterable[str | None]:
    """One for each selection of the sheet's blocks."""
    readers = {
        tuple(is_for(block, reader) for block in sheet.blocks): reader
        for reader in reversed(handout.readers or (None,))
    }
    return readers.values()
