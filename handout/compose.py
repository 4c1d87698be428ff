"""One or two editions of a sheet into what is laid out: for one reader, lettered and numbered."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from handout.errors import ContentError, Position, Problem
from handout.model import (
    POINTER,
    Inline,
    Language,
    Pointer,
    Reference,
    Run,
    Sheet,
    Text,
    Words,
    anchor,
    primary,
    texts_of,
)
from handout.patient.fill_in import fill_in
from handout.patient.values import Patient


class Numbers(dict[str, int]):
    """The numbers of references by their keys, and how each language writes a range of them.

    *runs* are the numbers as they are printed, each a link to its reference where that is on the sheet.
    """

    def __init__(
        self,
        keys: Iterable[str] = (),
        languages: Iterable[Language] = (),
        links: Mapping[str, Run] = MappingProxyType({}),
    ) -> None:
        super().__init__((key, number) for number, key in enumerate(keys, 1))
        self._signs = {language.tag: language.conventions.ranges for language in languages}
        self.runs = {number: links.get(key, Run(str(number))) for key, number in self.items()}

    def range_sign(self, tag: str) -> str:
        """The sign of a range in a language; of the first one for texts that are still to be translated."""
        return self._signs.get(tag) or next(iter(self._signs.values()))


class Signposts:
    """What pointers lead to: sheets of a language as a *reader* gets them; some are *printed* together."""

    def __init__(self, sheets: Iterable[Sheet], printed: Collection[str], reader: str | None) -> None:
        self._sheets = {sheet.id: sheet.for_reader(reader) for sheet in sheets}
        self._printed = printed

    def resolved(self, sheet: Sheet) -> Sheet:
        """The sheet with letters and numbers in the place of its pointers."""
        if not any(True for text in texts_of(sheet) for _ in text.pointers):
            return sheet
        resolved: Sheet = self._resolved(sheet, sheet)
        return resolved

    def words(self, language: Language) -> Language:
        """The language with letters and numbers in the words that the program prints."""
        if not any(map(POINTER.search, language.words)):
            return language
        words = (
            POINTER.sub(lambda match: self._label(match["sheet"], match["target"]), word)
            for word in language.words
        )
        return language._replace(words=Words(*words))

    # Any: sheets are walked through by their parts, whatever these are.
    def _resolved(self, part: Any, sheet: Sheet) -> Any:
        if isinstance(part, Text):
            inlines = (self._run(i, sheet) if isinstance(i, Pointer) else i for i in part.inlines)
            return part._replace(inlines=tuple(inlines))
        if not isinstance(part, tuple) or isinstance(part, Position):
            return part
        parts = [self._resolved(inner, sheet) for inner in part]
        return type(part)(*parts) if hasattr(part, "_fields") else tuple(parts)

    def _run(self, pointer: Pointer, sheet: Sheet) -> Inline:
        """The label of what a sheet points to: a link where both are printed."""
        target = sheet if pointer.sheet in (None, sheet.id) else self._sheets[pointer.sheet]
        label = target.labels[pointer.target]
        if target is not sheet and target.id not in self._printed:
            return Run(label, pointer.strong, offset=pointer.offset)
        return Run(
            label,
            pointer.strong,
            href=f"#{anchor(target.id, pointer.target)}",
            offset=pointer.offset,
            title=f"{label} {target.section(pointer.target).heading[0].plain}",
        )

    def _label(self, sheet: str, target: str) -> str:
        return self._sheets[sheet].labels[target]


class Composed(NamedTuple):
    """A sheet as one reader gets it, with the details of a patient or with room for them.

    *labels* are the letters and numbers by the ids of sections and of what is numbered, the same in all
    languages; *numbers* those of the *references* by their keys, in order of citation; the *bibliography*
    has all that are known.
    """

    sheet: Sheet
    languages: tuple[Language, ...]
    labels: Mapping[str, str]
    numbers: Numbers
    references: tuple[Reference, ...]
    bibliography: Mapping[str, Reference]
    details: Patient | None = None

    @property
    def written_in(self) -> str | None:
        """The language of the patient's own words, where it is none of the sheet's and any are on it."""
        lang = self.details.lang if self.details else ""
        if any(primary(lang) == primary(language.tag) for language in self.languages):
            return None
        return primary(lang) if any(text.lang == lang for text in texts_of(self.sheet)) else None


def compose(
    sheets: tuple[Sheet, ...],
    languages: tuple[Language, ...],
    references: Mapping[str, Reference],
    reader: str | None,
    details: Patient | None = None,
    *,
    others: Sequence[Iterable[Sheet]] = (),
    printed: Collection[str] = (),
) -> Composed:
    """The sheet in one language, or in two of equal shape, for *reader*.

    *others* are in each language the sheets that it may point to; those in the same document are *printed*.
    """
    posts = [Signposts(known, printed, reader) for known in others or ((),) * len(sheets)]
    resolved = [post.resolved(sheet.for_reader(reader)) for post, sheet in zip(posts, sheets, strict=True)]
    languages = tuple(post.words(language) for post, language in zip(posts, languages, strict=True))
    sheet = fill_in(resolved[0] if len(resolved) == 1 else paired(*resolved), languages, details)
    cited = tuple(references[key] for key in sheet.cited)
    numbers = Numbers(sheet.cited, languages, _links(sheet, cited))
    return Composed(sheet, languages, sheet.labels, numbers, cited, references, details)


def _links(sheet: Sheet, cited: Iterable[Reference]) -> Mapping[str, Run]:
    """The numbers of what a sheet cites, by their keys, as links; none where it prints no references."""
    if not sheet.prints_references:
        return {}
    return {
        reference.key: Run(
            str(number),
            href=f"#{anchor(sheet.id, f'@{reference.key}')}",
            title=reference.name.replace("\u00a0", " "),
        )
        for number, reference in enumerate(cited, 1)
    }


def paired(first: Sheet, second: Sheet) -> Sheet:
    """The first with the second's texts beside its own; ContentError where their shapes differ."""
    merged: Sheet = _paired(first, second, second.at)
    return merged


# Any: sheets are walked through by their parts, whatever these are.
def _paired(first: Any, second: Any, at: Position) -> Any:
    if isinstance(first, Position):
        return first
    if isinstance(first, tuple) and type(first) is type(second) and len(first) == len(second):
        if first and all(isinstance(part, Text) for part in first):
            return first + second
        at = getattr(second, "at", at)
        merged = [_paired(part, other, at) for part, other in zip(first, second, strict=True)]
        # What has names for its parts is made of its parts, a mere row of them of the row.
        return type(first)(*merged) if hasattr(first, "_fields") else tuple(merged)
    if first != second:
        message = "the two languages differ here: a pair needs the same ids, kinds, order and looks in both"
        raise ContentError([Problem(at, "pair", message)])
    return first
