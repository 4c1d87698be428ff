"""What the rules look at: a language beside the reference, as far as its files can be read, text by text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from types import MappingProxyType

from handout.check.patterns import whole_word
from handout.check.trial import Proof, proofs
from handout.content import consistency, language, markup
from handout.content.file import File
from handout.content.folder import LANGUAGE, Library
from handout.content.words import REFERENCE
from handout.errors import Position, Problem
from handout.files.base import Invalid, PathText
from handout.files.nodes import Mapping as Keys
from handout.files.report import Report
from handout.model import Citation, Inline, Language, Reference, Run, Sheet
from handout.translate import wordings
from handout.translate.wordings import Wordings


@dataclass(frozen=True)
class Passage:
    """A text that somebody reads, and that of the reference."""

    file: str
    """``language``, or the name of a sheet."""
    path_text: PathText
    inlines: tuple[Inline, ...]
    lang: str
    whole: bool = True
    """Whether its markup is right."""
    original: Passage | None = None
    """That of the reference under the same keys and ids; None where there is none."""

    @property
    def path(self) -> tuple[str, ...]:
        """Keys, and of what stands in a list its id or number."""
        return self.path_text.path

    @property
    def at(self) -> Position:
        """Where it begins."""
        return self.path_text.node.at

    @property
    def is_example(self) -> bool:
        """Whether it is what somebody may type in a personal file, with the signs of a keyboard."""
        return self.path[-1].endswith(".example")

    @cached_property
    def words(self) -> str:
        """The words without markup and citations, but for those marked as another language's."""
        return "".join(run.text for run in self._runs(own=True))

    @cached_property
    def all_words(self) -> str:
        """The words without markup and citations, whatever their language."""
        return "".join(run.text for run in self._runs(own=False))

    @cached_property
    def citations(self) -> tuple[tuple[str, Position], ...]:
        """The keys it cites with their places, in order."""
        cited = (one for one in self.inlines if isinstance(one, Citation))
        return tuple(pair for one in cited for pair in zip(one.keys, one.places, strict=True))

    def matches(
        self, pattern: str | re.Pattern[str], *, own: bool = True
    ) -> Iterator[tuple[re.Match[str], Position]]:
        """What of the words fits the pattern, with its place; of all words with *own* false."""
        words = self.words if own else self.all_words
        for match in re.finditer(pattern, words):
            yield match, self.place(match.start(), own=own)

    def place(self, index: int, *, own: bool = True) -> Position:
        """Where the character at that index of the words stands; of all words with *own* false."""
        for run in self._runs(own=own):
            if index < len(run.text):
                return self.path_text.node.place(run.offset + index)
            index -= len(run.text)
        return self.at

    def _runs(self, *, own: bool) -> Iterator[Run]:
        runs = (one for one in self.inlines if isinstance(one, Run))
        return (run for run in runs if not own or run.lang in (None, self.lang))


@dataclass(frozen=True, eq=False)
class Subject:
    """A language as far as its files can be read."""

    library: Library
    language: Language
    """With stand-ins, empty, for what is wrong."""
    language_file: File[Language]
    sheet_files: Mapping[str, File[Sheet]]
    """By the names of the sheets."""
    references: Mapping[str, Reference] | None
    """None where the bibliography cannot be read."""
    sourced: bool
    """Whether nothing is wrong with the bibliography."""
    today: datetime.date
    made_from: Wordings | None
    """None where it is not known."""
    unproved: frozenset[str] = frozenset()
    """The paths of files for which nothing is laid out."""
    reference: Subject | None = None
    """The language it is compared with; None for that language itself."""

    @property
    def sheets(self) -> Iterator[Sheet]:
        """The sheets, as far as they can be read."""
        return (file.value for file in self.sheet_files.values() if file.value is not None)

    @property
    def whole_sheets(self) -> Iterator[Sheet]:
        """Those in which nothing is wrong and nothing is left to translate."""
        whole = (file for file in self.sheet_files.values() if file.whole and not file.left)
        return (file.value for file in whole if file.value is not None)

    @property
    def printable(self) -> bool:
        """Whether its sheets can be made as far as they are whole."""
        whole = self.language_file.whole and not self.language_file.left
        return whole and self.sourced

    @property
    def files(self) -> Mapping[str, File[Language] | File[Sheet]]:
        """All files of its folder, by name."""
        return {LANGUAGE: self.language_file, **self.sheet_files}

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The texts that somebody reads, but for those still to be translated."""
        originals = {(one.file, one.path): one for one in self.reference.passages} if self.reference else {}
        return tuple(
            replace(one, original=originals.get((name, one.path)))
            for name, file in self.files.items()
            for one in self._passages(name, file)
        )

    @cached_property
    def proofs(self) -> tuple[Proof, ...]:
        """The sheets in which nothing is wrong, laid out; none while the language cannot be printed."""
        if not self.printable or self.language_file.path in self.unproved:
            return ()
        sheets = (sheet for sheet in self.whole_sheets if sheet.at.path not in self.unproved)
        return tuple(proofs(self.language, sheets, self.references or {}))

    @cached_property
    def printed(self) -> tuple[Passage, ...]:
        """Those that are printed as they stand there, well typed."""
        return tuple(one for one in self.passages if not one.is_example)

    @cached_property
    def pairs(self) -> tuple[tuple[Passage, Passage], ...]:
        """The texts that the reference has too, each with its original, as far as their markup is right."""
        return tuple((one, one.original) for one in self.passages if one.original is not None and one.whole)

    def occurrences(self, words: Iterable[str]) -> Iterator[tuple[str, Position]]:
        """Each of the words that is printed, in the singular or a plural with s, with its place."""
        for passage in self.printed:
            for word in words:
                yield from ((match[0], at) for match, at in passage.matches(whole_word(word)))

    def refusals(self, rule: str) -> Iterator[Problem]:
        """Why sheets cannot be made, or do not fit, by the rule."""
        return (one for proof in self.proofs for one in proof.problems if one.rule == rule)

    def _passages(self, name: str, file: File[Language] | File[Sheet]) -> Iterator[Passage]:
        for path_text in file.path_texts:
            if path_text.prose and not path_text.node.mark:
                text, report = path_text.node, Report()
                inlines = markup.parse(text, report) if path_text.markup else (Run(text.text),)
                yield Passage(name, path_text, inlines, self.language.tag, whole=not report)


def subjects(
    library: Library, tags: tuple[str, ...], report: Report, today: datetime.date
) -> tuple[Subject, ...]:
    """The languages, each beside the reference; the problems of reading them are noted."""
    before = len(report)
    references = library.references(report)
    subject = partial(_subject, library, references=references, sourced=len(report) == before, today=today)
    first = None
    if REFERENCE in library.tags():
        # What is wrong with the reference is told where it is looked at itself.
        first = subject(REFERENCE, report if REFERENCE in tags else Report())
    return tuple(
        first if first is not None and tag == REFERENCE else replace(subject(tag, report), reference=first)
        for tag in tags
    )


def _subject(
    library: Library,
    tag: str,
    report: Report,
    *,
    references: Mapping[str, Reference] | None,
    sourced: bool,
    today: datetime.date,
) -> Subject:
    file = library.language_file(tag, report)
    sheets = {name: library.sheet_file(tag, name, references, report) for name in library.sheets(tag)}
    found = Subject(
        library,
        file.value or _nothing(tag),
        file,
        MappingProxyType(sheets),
        references,
        sourced,
        today,
        wordings.load(library, tag, report),
    )
    if file.whole:
        for sheet in found.sheets:
            report.add(consistency.words(sheet, found.language))
    return found


def _nothing(tag: str) -> Language:
    """A language of which nothing is known."""
    found = language.language_schema(tag).read(Keys((), Position(tag)), Report())
    if isinstance(found, Invalid):
        raise TypeError("every key of a language has a stand-in")
    return found
