"""A folder of content: its handout, its languages, and what is loaded for a document."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from handout.content import consistency, markup
from handout.content.file import ContentFile, display_path, load_file, parse_file
from handout.content.handout import handout_schema
from handout.content.language import language_schema
from handout.content.references import references_schema
from handout.content.sheets import SheetContext, sheet_schema
from handout.errors import ContentError
from handout.files.base import Schema, T
from handout.files.report import Report
from handout.model import POINTER, Handout, Language, Pointer, Reference, Sheet, primary, texts_of

HANDOUT, REFERENCES = "handout.yaml", "references.yaml"
"""The files beside the folders of the languages."""
LANGUAGE = "language"
"""What the file of a language is called, beside the sheets."""
MADE_FROM, WORDINGS = "made-from", "wordings"
"""What the files are called that say which English wordings texts were made from."""


class Edition(NamedTuple):
    """What one language contributes to a document."""

    handout: Handout
    language: Language
    sheets: tuple[Sheet, ...]
    others: tuple[Sheet, ...] = ()
    """Further sheets that are pointed to."""

    @property
    def beside(self) -> Edition:
        """What stands beside another language where no sheet is named: those that the handout doubles."""
        return self.with_sheets(self.handout.doubled)

    def with_sheets(self, ids: Collection[str]) -> Edition:
        """The edition with these of its sheets; the others may still be pointed to."""
        return self._replace(
            sheets=tuple(sheet for sheet in self.sheets if sheet.id in ids),
            others=(*self.others, *(sheet for sheet in self.sheets if sheet.id not in ids)),
        )


@dataclass(frozen=True)
class LanguageFolder:
    """What could be read of a language."""

    tag: str
    language_file: ContentFile[Language]
    sheet_files: Mapping[str, ContentFile[Sheet]]
    """By the ids of the sheets."""
    others: Mapping[str, Sheet] = field(default_factory=dict)
    """Further sheets that are pointed to, by their ids."""

    @property
    def files(self) -> Mapping[str, ContentFile[Language] | ContentFile[Sheet]]:
        """All files, by name."""
        return {LANGUAGE: self.language_file, **self.sheet_files}

    @property
    def whole(self) -> bool:
        """Whether no problem has been noted yet in any file."""
        return all(file.whole for file in self.files.values())

    @property
    def sheets(self) -> Iterator[Sheet]:
        """The sheets that could be read."""
        return (file.value for file in self.sheet_files.values() if file.value is not None)

    @property
    def language(self) -> Language | None:
        """What is true of the language; None where something is wrong with it."""
        return self.language_file.value if self.language_file.whole else None


@dataclass(frozen=True)
class ContentFolder:
    """A folder with ``handout.yaml``, ``references.yaml`` and a folder for each language."""

    root: Path
    missing: Callable[[str], set[str]] = lambda _: set()
    """Which letters of a text no font can set."""
    draft: bool = False
    """Whether texts that are still to be translated are taken as they are."""

    @cached_property
    def handout(self) -> Handout:
        """What the handout consists of; raises ContentError."""
        report = Report()
        file = load_file(handout_schema(), self.root / HANDOUT, report)
        if file.value is None or not file.whole:
            raise ContentError(report.problems)
        return file.value

    def tags(self) -> tuple[str, ...]:
        """The languages that are there: the folders with a ``language.yaml``, by name."""
        return tuple(sorted(path.parent.name for path in self.root.glob("*/language.yaml")))

    def folders(self) -> tuple[str, ...]:
        """The folders that are there, languages or not yet."""
        if not self.root.is_dir():
            return ()
        return tuple(sorted(path.name for path in self.root.iterdir() if path.is_dir()))

    def folders_with_content(self) -> tuple[str, ...]:
        """Those with files of content, even if what makes a language is not there."""
        return tuple(tag for tag in self.folders() if any((self.root / tag).glob("*.yaml")))

    def unread(self, tag: str) -> tuple[str, ...]:
        """The files in the folder of a language that are none of its own, as messages show them."""
        names = {*self.handout.ids, LANGUAGE, WORDINGS if tag == self.handout.language else MADE_FROM}
        paths = sorted((self.root / tag).glob("*"))
        return tuple(
            display_path(path)
            for path in paths
            # Some systems do not tell capitals in names apart.
            if path.suffix.lower() in (".yaml", ".yml") and (path.stem not in names or path.suffix != ".yaml")
        )

    def path(self, tag: str, name: str) -> Path:
        """Where the file of a language stands that has this name."""
        return self.root / tag / f"{name}.yaml"

    def sheets(self, tag: str) -> tuple[str, ...]:
        """The ids of the sheets that a language has, and of the one that each must have."""
        first, *others = self.handout.ids
        return (first, *(sheet for sheet in others if os.path.lexists(self.path(tag, sheet))))

    def load(
        self, tag: str, report: Report, *, sheets: Sequence[str] | None = None, values: bool = True
    ) -> LanguageFolder:
        """A language with *sheets*, or with all that it has; problems of single files are noted.

        Without *values* sheets are only read as YAML, which takes half the time.
        """
        language = self._load(language_schema(tag), self.path(tag, LANGUAGE), report)
        context = SheetContext(tag, self.handout.language, self.handout.readers)
        load = self._load if values else parse_file
        files = {
            sheet: load(sheet_schema(sheet, context), self.path(tag, sheet), report)
            for sheet in (self.sheets(tag) if sheets is None else sheets)
        }
        return LanguageFolder(tag, language, files)

    def choices(self, tag: str) -> Mapping[str, Mapping[str, str]]:
        """The words of a language, or of its primary one, for what can be chosen, if there is one."""
        near = [name for name in self.tags() if primary(name) == primary(tag)]
        folder = next((name for name in near if name.lower() == tag.lower()), near[0] if near else None)
        language = folder and self.load(folder, Report(), sheets=()).language_file.value
        return language.choices if language else {}

    def references(self, report: Report) -> Mapping[str, Reference] | None:
        """The valid references by key; None where the file cannot be read."""
        file = load_file(references_schema(), self.root / REFERENCES, report)
        self._letters(file, report)
        if file.value is None:
            return None
        report.add(consistency.unique((reference.key, reference.at) for reference in file.value))
        return {reference.key: reference for reference in file.value}

    def validate(
        self, folder: LanguageFolder, references: Mapping[str, Reference] | None, report: Report
    ) -> LanguageFolder:
        """The language with what only a look at several things shows: names, bases, letters, words, pointers.

        Without a bibliography its citations are not looked up.
        """
        words = tuple(_pointers_in_words(folder.language_file))
        others = self._pointed_to(folder, words, report)
        known = {**others, **{sheet.id: sheet for sheet in folder.sheets}}
        unchanged = report.watch()
        self._letters(folder.language_file, report)
        report.add(consistency.pointers(words, known, self.handout))
        language = replace(folder.language_file, whole=folder.language_file.whole and unchanged())
        sheets = {}
        for name, file in folder.sheet_files.items():
            unchanged = report.watch()
            self._letters(file, report)
            if file.value is not None:
                readers, pointers = self.handout.readers, _pointers(file.value)
                report.add(consistency.sheet(file.value, references, readers, whole=file.whole))
                report.add(consistency.pointers(pointers, known, self.handout, own=file.value))
            sheets[name] = replace(file, whole=file.whole and unchanged())
        validated = replace(folder, language_file=language, sheet_files=sheets, others=others)
        if validated.language is not None:
            for sheet in validated.sheets:
                report.add(consistency.words(sheet, validated.language))
        return validated

    def editions(
        self, tags: Sequence[str], sheets: Sequence[str] | None = None
    ) -> tuple[tuple[Edition, ...], Mapping[str, Reference]]:
        """Languages with their sheets, and the bibliography; ContentError has the problems of all files.

        Where no *sheets* are named, a language comes with the usual ones that it has: at least the first.
        """
        report = Report()
        references = self.references(report)
        folders = [
            self.validate(self.load(tag, report, sheets=sheets or self._usual(tag)), references, report)
            for tag in tags
        ]
        report.raise_if_any()
        editions = tuple(
            Edition(
                self.handout,
                self._with_names(folder.language),
                tuple(folder.sheets),
                tuple(folder.others.values()),
            )
            for folder in folders
            if folder.language is not None
        )
        return editions, references or {}

    def _with_names(self, language: Language) -> Language:
        """The language, which calls those that it does not name by their own names."""
        names = dict(language.languages)
        for tag in set(self.tags()) - set(names):
            other = self._load(language_schema(tag), self.path(tag, LANGUAGE), Report())
            is_named = all(text.path != ("name",) for text in other.left)
            if is_named and other.value is not None and other.value.name:
                names[tag] = other.value.name
        return language._replace(languages=names)

    def _pointed_to(
        self, folder: LanguageFolder, words: Iterable[Pointer], report: Report
    ) -> Mapping[str, Sheet]:
        """The sheets pointed to that are not loaded; those of the reference where the language has none.

        Letters are the same in all languages, and what is not printed may be still to be translated.
        """
        pointers = (*words, *(pointer for sheet in folder.sheets for pointer in _pointers(sheet)))
        names = {pointer.sheet for pointer in pointers} - set(folder.sheet_files) - {None}
        others: dict[str, Sheet] = {}
        for name in (name for name in self.handout.ids if name in names):
            tag = folder.tag if self.path(folder.tag, name).exists() else self.handout.language
            context = SheetContext(tag, self.handout.language, self.handout.readers)
            file = load_file(sheet_schema(name, context), self.path(tag, name), report)
            if file.value is not None:
                others[name] = file.value
        return others

    def _usual(self, tag: str) -> tuple[str, ...]:
        return tuple(sheet for sheet in self.sheets(tag) if sheet in self.handout.usual)

    def _letters(self, file: ContentFile[object], report: Report) -> None:
        if file.node is not None:
            report.add(consistency.letters(file.node, self.missing))

    def _load(self, schema: Schema[T], path: Path, report: Report) -> ContentFile[T]:
        file = load_file(schema, path, report)
        if file.left and not self.draft:
            count = len(file.path_texts)
            message = f"{len(file.left)} of {count} texts of this file are still to be translated"
            report.note(file.left[0].node.at, "untranslated", message, "“make --draft” prints it as it is")
            file = replace(file, whole=False)
        return file


def _pointers(sheet: Sheet) -> Iterator[Pointer]:
    return (pointer for text in texts_of(sheet) for pointer in text.pointers)


def _pointers_in_words(file: ContentFile[Language]) -> Iterator[Pointer]:
    """Those in the words that the program prints."""
    if file.value is None or not any(map(POINTER.search, file.value.words)):
        return
    texts = (text for text in file.path_texts if text.path[0] == "words")
    inlines = (inline for text in texts for inline in markup.words(text.node))
    yield from (inline for inline in inlines if isinstance(inline, Pointer))
