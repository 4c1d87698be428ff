"""One or two editions of a sheet into what is laid out: for one reader, lettered and numbered."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from handout.errors import ContentError, Position, Problem
from handout.model import Language, Reference, Section, Sheet, Text, is_for, primary, texts_of
from handout.patient.fill_in import fill_in
from handout.patient.values import Patient


class Numbers(dict[str, int]):
    """The numbers of references by their keys, and how each language writes a range of them."""

    def __init__(self, keys: Iterable[str] = (), languages: Iterable[Language] = ()) -> None:
        super().__init__((key, number) for number, key in enumerate(keys, 1))
        self._signs = {language.tag: language.conventions.ranges for language in languages}

    def range_sign(self, tag: str) -> str:
        """The sign of a range in a language; of the first one for texts that are still to be translated."""
        return self._signs.get(tag) or next(iter(self._signs.values()))


class Composed(NamedTuple):
    """A sheet as one reader gets it, with the details of a patient or with room for them.

    *labels* are the letters and numbers by the ids of sections and of what is numbered, the same in all
    languages; *numbers* those of the references by their keys, in order of citation.
    """

    sheet: Sheet
    languages: tuple[Language, ...]
    labels: Mapping[str, str]
    numbers: Numbers
    references: tuple[Reference, ...]
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
) -> Composed:
    """The sheet in one language, or in two of equal shape, for *reader*."""
    whole = sheets[0] if len(sheets) == 1 else paired(*sheets)
    selected = whole._replace(sections=tuple(_for(reader, section) for section in whole.sections))
    sheet = fill_in(selected, languages, details)
    numbers = Numbers(sheet.cited, languages)
    cited = tuple(references[key] for key in numbers)
    return Composed(sheet, languages, _labels(sheet), numbers, cited, details)


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


def _for(reader: str | None, section: Section) -> Section:
    return section._replace(blocks=tuple(block for block in section.blocks if is_for(block, reader)))


def _labels(sheet: Sheet) -> dict[str, str]:
    labels = {}
    for letter, section in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", sheet.sections, strict=False):
        labels[section.id] = letter
        for number, numbered in enumerate(section.numbered, 1):
            labels[numbered.id] = f"{letter}{number}"
    return labels
