"""The folder of content: its languages, and what is loaded for a document with all problems at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from handout.content import consistency
from handout.content.file import File, display_path, load_file, parse_file
from handout.content.language import language_schema
from handout.content.references import references_schema
from handout.content.sheets import sheet_schema
from handout.files.base import Schema
from handout.files.report import Report
from handout.model import Language, Reference, Sheet

T = TypeVar("T")

SHEETS = ("doctor", "test", "visit", "more")
"""The sheets a document may have, in their order."""
USUAL = SHEETS[:3]
"""Those it has when none is named, as far as the language has them."""
LANGUAGE = "language"
"""What the file of a language is called, beside the sheets."""
MADE_FROM = "made-from"
"""What the file is called that says which English wordings its texts were made from."""
LONGER = 1.15
"""By how much a text may be longer than that of the reference."""


class Edition(NamedTuple):
    """What one language contributes to a document."""

    language: Language
    sheets: tuple[Sheet, ...]

    @property
    def beside(self) -> Edition:
        """What stands beside another language where nothing else is asked: all but the clinician's sheet."""
        return self._replace(sheets=tuple(sheet for sheet in self.sheets if sheet.id != SHEETS[0]))


class Library(NamedTuple):
    """A folder with ``references.yaml`` and a folder for each language."""

    folder: Path
    missing: Callable[[str], set[str]] = lambda _: set()
    """Which letters of a text no face can show."""
    draft: bool = False
    """Whether texts that are still to be translated are taken as they are."""

    def tags(self) -> tuple[str, ...]:
        """The languages that are there: the folders with a ``language.yaml``, by name."""
        return tuple(sorted(path.parent.name for path in self.folder.glob("*/language.yaml")))

    def folders(self) -> tuple[str, ...]:
        """The folders that are there, languages or not yet."""
        if not self.folder.is_dir():
            return ()
        return tuple(sorted(path.name for path in self.folder.iterdir() if path.is_dir()))

    def folders_with_content(self) -> tuple[str, ...]:
        """Those with files of content, even if what makes a language is not there."""
        return tuple(tag for tag in self.folders() if any((self.folder / tag).glob("*.yaml")))

    def unread(self, tag: str) -> tuple[str, ...]:
        """The files in the folder of a language that are none of its own, as messages show them."""
        names = {*SHEETS, LANGUAGE, MADE_FROM}
        found = sorted((self.folder / tag).glob("*.y*ml"))
        return tuple(display_path(one) for one in found if one.stem not in names or one.suffix != ".yaml")

    def path(self, tag: str, name: str) -> Path:
        """Where the file of a language stands that has this name."""
        return self.folder / tag / f"{name}.yaml"

    def sheets(self, tag: str) -> tuple[str, ...]:
        """The sheets that a language has, and the one that each must have."""
        there = (sheet for sheet in SHEETS[1:] if os.path.lexists(self.path(tag, sheet)))
        return (SHEETS[0], *there)

    def language_file(self, tag: str, report: Report) -> File[Language]:
        """What is true of a language, as far as its file is right."""
        return self._load(language_schema(tag), self.path(tag, LANGUAGE), report)

    def language(self, tag: str, report: Report) -> Language | None:
        """What is true of a language; None if problems were noted."""
        file = self.language_file(tag, report)
        return file.value if file.whole else None

    def references(self, report: Report) -> Mapping[str, Reference] | None:
        """The bibliography by key, as far as its file is right; None where it cannot be read."""
        found = self._load(references_schema(), self.folder / "references.yaml", report).value
        if found is None:
            return None
        report.add(consistency.unique((reference.key, reference.at) for reference in found))
        return {reference.key: reference for reference in found}

    def sheet_file(
        self, tag: str, sheet: str, references: Mapping[str, Reference] | None, report: Report
    ) -> File[Sheet]:
        """A sheet in a language, as far as its file is right."""
        file = self._sheet_file(tag, sheet, report)
        if file.value is None:
            return file
        before = len(report)
        report.add(consistency.sheet(file.value, references, whole=file.whole))
        return replace(file, whole=file.whole and len(report) == before)

    def _sheet_file(self, tag: str, sheet: str, report: Report) -> File[Sheet]:
        return self._load(sheet_schema(sheet, tag), self.path(tag, sheet), report)

    def sheet(
        self, tag: str, sheet: str, references: Mapping[str, Reference] | None, report: Report
    ) -> Sheet | None:
        """A sheet in a language; None if problems were noted."""
        file = self.sheet_file(tag, sheet, references, report)
        return file.value if file.whole else None

    def files(self, tag: str, report: Report) -> dict[str, File[object]]:
        """All that a language has, as far as it is right by itself, by name."""
        sheets = {name: self._sheet_file(tag, name, report) for name in self.sheets(tag)}
        return {LANGUAGE: self.language_file(tag, report), **sheets}

    def texts(self, tag: str, report: Report) -> dict[str, File[object]]:
        """The same, its sheets not judged but only read, which takes half the time."""
        sheets = {
            name: parse_file(sheet_schema(name, tag), self.path(tag, name), report)
            for name in self.sheets(tag)
        }
        return {LANGUAGE: self.language_file(tag, report), **sheets}

    def edition(
        self, tag: str, sheets: Sequence[str], references: Mapping[str, Reference] | None, report: Report
    ) -> tuple[Language | None, list[Sheet | None]]:
        """A language with *sheets*; None where problems were noted."""
        language = self.language(tag, report)
        found = [self.sheet(tag, sheet, references, report) for sheet in sheets]
        if language is not None:
            for one in filter(None, found):
                report.add(consistency.words(one, language))
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

    def _load(self, schema: Schema[T], path: Path, report: Report) -> File[T]:
        file = load_file(schema, path, report, missing=self.missing)
        if file.left and not self.draft:
            count = len(file.path_texts)
            message = f"{len(file.left)} of {count} texts of this file are still to be translated"
            report.note(file.left[0].node.at, "untranslated", message, "“make --draft” prints it as it is")
            file = replace(file, whole=False)
        return file
