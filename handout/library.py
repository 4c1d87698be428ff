"""The folder of content: its languages, and what is loaded for a document with all problems at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from handout import checks, content
from handout.model import Language, Reference, Sheet
from handout.shape import Report, Shape

T = TypeVar("T")

SHEETS = ("doctor", "test", "visit", "more")
"""The sheets a document may have, in their order."""
USUAL = SHEETS[:3]
"""Those it has when none is named, as far as the language has them."""


@dataclass(frozen=True)
class Edition:
    """What one language contributes to a document."""

    language: Language
    sheets: tuple[Sheet, ...]

    @property
    def beside(self) -> Edition:
        """What stands beside another language where nothing else is asked: all but the clinician's sheet."""
        return replace(self, sheets=tuple(sheet for sheet in self.sheets if sheet.id != SHEETS[0]))


@dataclass(frozen=True)
class Library:
    """A folder with ``references.yaml`` and a folder for each language."""

    folder: Path
    missing: Callable[[str], set[str]] = lambda _: set()
    """Which letters of a text no face can show."""

    def tags(self) -> tuple[str, ...]:
        """The languages that are there: the folders with a ``language.yaml``, by name."""
        return tuple(sorted(path.parent.name for path in self.folder.glob("*/language.yaml")))

    def folders(self) -> tuple[str, ...]:
        """The folders that are there, languages or not yet."""
        if not self.folder.is_dir():
            return ()
        return tuple(sorted(path.name for path in self.folder.iterdir() if path.is_dir()))

    def sheets(self, tag: str) -> tuple[str, ...]:
        """The sheets that a language has, and the one that each must have."""
        there = (sheet for sheet in SHEETS[1:] if os.path.lexists(self.folder / tag / f"{sheet}.yaml"))
        return (SHEETS[0], *there)

    def language(self, tag: str, report: Report) -> Language | None:
        """What is true of a language; None if problems were noted."""
        return self._load(content.language_shape(tag), self.folder / tag / "language.yaml", report)

    def references(self, report: Report) -> Mapping[str, Reference] | None:
        """The bibliography by key; None if problems were noted."""
        found = self._load(content.references_shape(), self.folder / "references.yaml", report)
        if found is None:
            return None
        report.add(checks.unique((reference.key, reference.at) for reference in found))
        return {reference.key: reference for reference in found}

    def sheet(
        self, tag: str, sheet: str, references: Mapping[str, Reference] | None, report: Report
    ) -> Sheet | None:
        """A sheet in a language; None if problems were noted."""
        found = self._load(content.sheet_shape(sheet, tag), self.folder / tag / f"{sheet}.yaml", report)
        if found is not None:
            report.add(checks.sheet(found, references))
        return found

    def edition(
        self, tag: str, sheets: Sequence[str], references: Mapping[str, Reference] | None, report: Report
    ) -> tuple[Language | None, list[Sheet | None]]:
        """A language with *sheets*; None where problems were noted."""
        language = self.language(tag, report)
        found = [self.sheet(tag, sheet, references, report) for sheet in sheets]
        if language is not None:
            for one in filter(None, found):
                report.add(checks.words(one, language))
        return language, found

    def editions(
        self, tags: Sequence[str], sheets: Sequence[str] | None = None
    ) -> tuple[tuple[Edition, ...], Mapping[str, Reference]]:
        """Languages with their sheets, and the bibliography; ContentError has the problems of all files.

        Where no *sheets* are named, a language comes with the usual ones that it has: at least the first.
        """
        report = Report()
        references = self.references(report)
        loaded = [self.edition(tag, sheets or self._usual(tag), references, report) for tag in tags]
        report.raise_if_any()
        editions = tuple(
            Edition(language, tuple(sheet for sheet in found if sheet is not None))
            for language, found in loaded
            if language is not None
        )
        return editions, references or {}

    def _usual(self, tag: str) -> tuple[str, ...]:
        return tuple(sheet for sheet in self.sheets(tag) if sheet in USUAL)

    def _load(self, shape: Shape[T], path: Path, report: Report) -> T | None:
        return content.load(shape, path, report, missing=self.missing)
