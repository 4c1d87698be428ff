"""What the rules look at: the texts of a language with their originals, and its files."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import groupby
from typing import NamedTuple

from handout.check.patterns import whole_word
from handout.check.trial import Trial, trials
from handout.content import markup
from handout.content.file import ContentFile
from handout.content.folder import ContentFolder, LanguageFolder
from handout.content.language import language_schema
from handout.errors import Position
from handout.files.base import Invalid, PathText
from handout.files.nodes import Mapping as MappingNode
from handout.files.report import Report
from handout.model import Citation, Inline, Language, Pointer, Reference, Run, Sheet
from handout.translate.wordings import Wordings
from handout.translate.wordings import load as load_wordings


class Stretch(NamedTuple):
    """Words between two citations, with the index of the first letter in all words of the passage."""

    words: str
    begin: int
    own: tuple[bool, ...]
    """Of each letter, whether it is of the passage's own language."""


@dataclass(frozen=True)
class Passage:
    """A text that somebody reads, and the one it was translated from."""

    file: str
    """``language``, or the name of a sheet."""
    path_text: PathText
    inlines: tuple[Inline, ...]
    lang: str
    whole: bool = True
    """Whether its markup is right."""
    original: Passage | None = None
    """The text with the same keys and ids in the original language; None where it has no such text."""

    @property
    def path(self) -> tuple[str, ...]:
        """Its keys, with the id or number of each entry of a list."""
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
        """The words without markup, citations and what is marked as another language."""
        return "".join(run.text for run in self._runs(own=True))

    @cached_property
    def all_words(self) -> str:
        """The words without markup and citations, in any language."""
        return "".join(run.text for run in self._runs(own=False))

    @cached_property
    def citations(self) -> tuple[tuple[str, Position], ...]:
        """The keys it cites with their places, in order."""
        citations = (inline for inline in self.inlines if isinstance(inline, Citation))
        return tuple(
            pair for citation in citations for pair in zip(citation.keys, citation.places, strict=True)
        )

    @cached_property
    def pointers(self) -> tuple[tuple[str, Position], ...]:
        """What it points to, with places, in order."""
        pointers = (inline for inline in self.inlines if isinstance(inline, Pointer))
        return tuple((pointer.address, pointer.at) for pointer in pointers)

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The words in any language, parted by citations."""
        stretches, begin = [], 0
        for is_cited, group in groupby(self.inlines, key=lambda inline: isinstance(inline, Citation)):
            if not is_cited:
                runs = list(_runs(group))
                words = "".join(run.text for run in runs)
                own = tuple(run.lang in (None, self.lang) for run in runs for _ in run.text)
                stretches.append(Stretch(words, begin, own))
                begin += len(words)
        return tuple(stretches)

    def matches(
        self, pattern: str | re.Pattern[str], *, own: bool = True
    ) -> Iterator[tuple[re.Match[str], Position]]:
        """Each match in the words with its place; in all words with *own* false."""
        words = self.words if own else self.all_words
        for match in re.finditer(pattern, words):
            yield match, self.place(match.start(), own=own)

    def place(self, index: int, *, own: bool = True) -> Position:
        """The place of a character by its index in the words; in all words with *own* false."""
        for run in self._runs(own=own):
            if index < len(run.text):
                return self.path_text.node.place(run.offset + index)
            index -= len(run.text)
        return self.at

    def _runs(self, *, own: bool) -> Iterator[Run]:
        return (run for run in _runs(self.inlines) if not own or run.lang in (None, self.lang))


def _runs(inlines: Iterable[Inline]) -> Iterator[Run]:
    """The runs among *inlines*; a pointer is read as a letter."""
    for inline in inlines:
        if isinstance(inline, Run):
            yield inline
        elif isinstance(inline, Pointer):
            yield Run("A", offset=inline.offset)


@dataclass(frozen=True, eq=False)
class CheckedLanguage:
    """A language, without what could not be read of its files."""

    content: ContentFolder
    folder: LanguageFolder
    facts: Language
    """What is true of the language; empty stand-ins for what is wrong in its file."""
    references: Mapping[str, Reference] | None
    """None where the bibliography cannot be read."""
    references_valid: bool
    """Whether nothing is wrong with the bibliography."""
    today: datetime.date
    wordings: Wordings | None
    """The English wordings its texts were translated from; None where that is not known."""
    faulty_files: frozenset[str] = frozenset()
    """The paths of files in which reading found errors: no sheet of theirs can be made."""
    original: CheckedLanguage | None = None
    """The language it is translated from; None for that language itself."""

    @property
    def tag(self) -> str:
        """Its tag, which is the name of its folder."""
        return self.facts.tag

    @property
    def whole_sheets(self) -> Iterator[Sheet]:
        """Those in which nothing is wrong and nothing is left to translate."""
        files = (file for file in self.folder.sheet_files.values() if file.whole and not file.left)
        return (file.value for file in files if file.value is not None)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The texts that somebody reads, except those still to be translated."""
        passages = self.original.passages if self.original else ()
        originals = {(passage.file, passage.path): passage for passage in passages}
        return tuple(
            replace(passage, original=originals.get((name, passage.path)))
            for name, file in self.folder.files.items()
            for passage in self._passages(name, file)
        )

    @cached_property
    def printed_passages(self) -> tuple[Passage, ...]:
        """Those that are printed as they are written: all but examples for the personal file."""
        return tuple(passage for passage in self.passages if not passage.is_example)

    @cached_property
    def pairs(self) -> tuple[tuple[Passage, Passage], ...]:
        """Each text whose markup is right, with its original."""
        return tuple(
            (passage, passage.original)
            for passage in self.passages
            if passage.original is not None and passage.whole
        )

    @cached_property
    def trials(self) -> tuple[Trial, ...]:
        """The sheets that can be made, as they are, laid out for each reader."""
        if not (self.references_valid and self._can_be_made(self.folder.language_file)):
            return ()
        files = filter(self._can_be_made, self.folder.sheet_files.values())
        sheets = (file.value for file in files if file.value is not None)
        others = (*self.folder.others.values(), *self.folder.sheets)
        return tuple(trials(self.content.handout, self.facts, sheets, self.references or {}, others))

    def _can_be_made(self, file: ContentFile[object]) -> bool:
        return file.whole and file.path not in self.faulty_files

    def occurrences(self, words: Iterable[str]) -> Iterator[tuple[str, Position]]:
        """Each of the words that is printed, in the singular or a plural with s, with its place."""
        patterns = [whole_word(word, plural=True) for word in words]
        for passage in self.printed_passages:
            for pattern in patterns:
                yield from ((match[0], at) for match, at in passage.matches(pattern))

    def _passages(self, name: str, file: ContentFile[Language] | ContentFile[Sheet]) -> Iterator[Passage]:
        for path_text in file.path_texts:
            if path_text.prose and not path_text.node.todo:
                text, report = path_text.node, Report()
                inlines = markup.parse(text, report) if path_text.markup else markup.words(text)
                yield Passage(name, path_text, inlines, self.tag, whole=not report)


def checked_languages(
    content: ContentFolder, tags: tuple[str, ...], report: Report, today: datetime.date
) -> tuple[CheckedLanguage, ...]:
    """The languages, each beside its original; the problems of reading them are noted.

    Raises ContentError where it cannot be read what the handout is.
    """
    reference = content.handout.language
    unchanged = report.watch()
    references = content.references(report)
    checked = partial(
        checked_language, content, references=references, references_valid=unchanged(), today=today
    )
    original = None
    if reference in content.tags():
        # The problems of the original are reported only where it is checked itself.
        original = checked(reference, report if reference in tags else Report())
    return tuple(
        original
        if original is not None and tag == reference
        else replace(checked(tag, report), original=original)
        for tag in tags
    )


def checked_language(
    content: ContentFolder,
    tag: str,
    report: Report,
    *,
    references: Mapping[str, Reference] | None,
    references_valid: bool,
    today: datetime.date,
) -> CheckedLanguage:
    """A language beside no other; the problems of reading it are noted."""
    folder = content.validate(content.load(tag, report), references, report)
    return CheckedLanguage(
        content,
        folder,
        folder.language_file.value or _nothing(tag),
        references,
        references_valid,
        today,
        load_wordings(content, tag, report),
    )


def _nothing(tag: str) -> Language:
    """A language of which nothing is known."""
    facts = language_schema(tag).read(MappingNode((), Position(tag)), Report())
    if isinstance(facts, Invalid):
        raise TypeError("every key of a language has a stand-in")
    return facts
