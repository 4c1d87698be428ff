"""What a personal file says into a sheet: a place that names a field becomes ticks or a blank, filled or not.

What was chosen stands in the words of each reader's language; free text stays in its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from handout.drawings import DRAWINGS
from handout.errors import Position
from handout.model import (
    Blank,
    Block,
    Entry,
    Figure,
    Fill,
    Form,
    Grid,
    Language,
    Line,
    Part,
    Room,
    Run,
    Sheet,
    Text,
    Texts,
    Tick,
    fill,
)
from handout.patient import values
from handout.patient.fields import FIELDS
from handout.patient.kinds import ChosenKind, ClockKind, CountKind, DayKind, Kind
from handout.patient.values import Chosen, Count, Day, Patient, Places, Several, Value, Words

_EMPTY = Patient(lang="und", values={})


def filled(sheet: Sheet, languages: Sequence[Language], details: Patient | None) -> Sheet:
    """The sheet with *details*, or with room to write them."""
    filler = _Filler(tuple(languages), details or _EMPTY)
    sections = (one._replace(blocks=tuple(map(filler.block, one.blocks))) for one in sheet.sections)
    return sheet._replace(sections=tuple(sections))


def fills_in(sheet: Sheet) -> bool:
    """Whether a sheet has a place for what a personal file says."""
    return any(_has_places(block) for section in sheet.sections for block in section.blocks)


def _has_places(block: Block) -> bool:
    match block:
        case Form():
            return any(isinstance(part, Fill) for entry in block.entries for part in entry.answer)
        case Grid():
            return any(isinstance(part, Fill) for column in block.columns for part in column.answer)
        case _:
            return False


class _Filler(NamedTuple):
    languages: tuple[Language, ...]
    details: Patient

    def block(self, found: Block) -> Block:
        """The block, filled in."""
        match found:
            case Form():
                return found._replace(entries=tuple(map(self.entry, found.entries)))
            case Grid():
                return found._replace(rows=tuple(self.line(line, found) for line in found.rows))
            case Figure(drawing=drawing) if DRAWINGS[drawing].shows_findings:
                return self.figure(found)
        return found

    def entry(self, found: Entry) -> Entry:
        """The entry with its answer."""
        return found._replace(answer=self.parts(found.answer))

    def line(self, found: Line, grid: Grid) -> Line:
        """The row with what stands in its open cells."""
        record = f"{found.record}." if found.record else ""
        open_columns = grid.columns[len(found.cells) :]
        return found._replace(
            answers=tuple(self.parts(column.answer, record=record) for column in open_columns)
        )

    def parts(self, answer: Iterable[Part], *, record: str = "") -> tuple[Part, ...]:
        """Ticks and blanks."""
        found: list[Part] = []
        for part in answer:
            found += self.filled(part, f"{record}{part.name}") if isinstance(part, Fill) else [part]
        return tuple(found)

    def filled(self, place: Fill, name: str) -> list[Part]:
        """What a field is printed as."""
        kind, value = FIELDS[name], self.details.values.get(name)
        if isinstance(kind, ChosenKind):
            chosen = value.names if isinstance(value, Chosen) else ()
            return self.ticks(place, kind.vocabulary, chosen)
        texts = () if value is None else self.shown(value, place.at)
        free = isinstance(value, Words | Several | Places)
        return [Blank(_room(kind), place.before, place.unit, texts, free=free)]

    def ticks(self, place: Fill, vocabulary: str, chosen: Sequence[str]) -> list[Part]:
        """A box for each name of the vocabulary."""
        return [
            Tick(self.word(vocabulary, name, place.at), () if index else place.before, name in chosen)
            for index, name in enumerate(values.VOCABULARIES[vocabulary])
        ]

    def shown(self, value: Value, at: Position) -> Texts:
        """The value in words: of each language where it has any, once where it is the same for all."""
        match value:
            case Words(words, lang):
                return (_text(words, lang, at),)
            case Several(texts, separate):
                words = ("\n" if separate else "; ").join(one.text for one in texts)
                return (_text(words, self.details.lang, at),)
            case Count(number):
                return self.once(str(number), at)
            case Day(day, year):
                return self.each(lambda one: one.date(day), at) if day else self.once(str(year), at)
            case Places():
                return self.each(lambda one: places(value, one), at)
            case values.Clock(words):
                return self.once(words, at)
        raise NotImplementedError(type(value).__name__)

    def word(self, vocabulary: str, name: str, at: Position) -> Texts:
        """What can be chosen, in the words of each language."""
        return self.each(lambda one: one.choices[vocabulary][name], at)

    def each(self, words: Callable[[Language], str], at: Position) -> Texts:
        """Words of each language."""
        return tuple(_text(words(one), one.tag, at) for one in self.languages)

    def once(self, words: str, at: Position) -> Texts:
        """Words that are the same in all languages."""
        return (_text(words, self.languages[0].tag, at),)

    def figure(self, found: Figure) -> Figure:
        """The body with lumps and shading, which its alternative text tells."""
        lumps, shaded = self.details.lumps, self.details.shaded
        said = zip(found.alt, self.languages, strict=True)
        alt = tuple(_text(" ".join([text.plain, *self.told(one)]), text.lang, text.at) for text, one in said)
        return found._replace(lumps=lumps, shaded=shaded, alt=alt)

    def told(self, language: Language) -> Iterable[str]:
        """What is drawn in, in sentences."""
        for letter, side, site in self.details.lumps:
            where = ", ".join(
                language.choices[vocabulary][name]
                for vocabulary, name in (("side", side), ("site", site))
                if name
            )
            if where:
                yield fill(language.words.lump, letter=letter, place=where)
        value = self.details.values.get("pain.goes-to")
        if isinstance(value, Places):
            yield fill(language.words.shaded, places=places(value, language))


def places(value: Places, language: Language) -> str:
    """Where the pain goes: “left: buttock, knee; right: groin”."""
    sides: Mapping[str, tuple[str, ...]] = {"left": value.left, "right": value.right}
    words = language.choices
    return "; ".join(
        f"{words['side'][side]}: {', '.join(words['place'][name] for name in names)}"
        for side, names in sides.items()
        if names
    )


def _room(kind: Kind) -> Room:
    if isinstance(kind, CountKind | ClockKind):
        return Room.NUMBER
    return Room.WORD if isinstance(kind, DayKind) and not kind.year_alone else Room.LINE


def _text(words: str, lang: str, at: Position) -> Text:
    return Text((Run(words),), lang, at)
