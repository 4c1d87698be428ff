"""Kinds of fields: how each is read, described to an editor, and shown in the file to fill in."""

from __future__ import annotations

import datetime
import re
import unicodedata
from abc import ABC, abstractmethod
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any, ClassVar, NamedTuple, TypeVar

from handout.files.base import Invalid, JsonSchema, Schema
from handout.files.containers import Field, ListOf, Mapped, Record
from handout.files.nodes import Node, Scalar, Sequence
from handout.files.report import Report
from handout.files.scalars import Choice, Integer, Text
from handout.patient.values import VOCABULARIES, Chosen, Clock, Count, Day, Places, Several, Value, Words

T = TypeVar("T")

MAX_TEXT = 2000

MAX_WORD = 40
"""Letters between blanks: a word is never broken, and a longer one fits no line."""

MAX_LIST = 20


class Reading(NamedTuple):
    """What the texts of one file are read with."""

    lang: str
    missing: Callable[[str], set[str]]


class _Prose(Text):
    """Free text that can be printed."""

    def json_schema(self) -> JsonSchema:
        """As for a text, without too long a word."""
        return {**super().json_schema(), "not": {"type": "string", "pattern": rf"\S{{{MAX_WORD + 1}}}"}}


class _Stamp(Text):
    """Digits with signs between them, which YAML never takes for a number."""

    def json_schema(self) -> JsonSchema:
        """A string, and no number."""
        return {**super().json_schema(), "type": "string"}


class _When(_Stamp):
    """A date, or a year: which YAML takes for a number."""

    def json_schema(self) -> JsonSchema:
        """The string or the year."""
        return {"anyOf": [super().json_schema(), {"type": "integer", "minimum": 1900, "maximum": 2099}]}


class _Rows(ListOf[T]):
    """A list to fill in: an entry with nothing after its hyphen is not there."""

    def read(self, node: Node, report: Report) -> tuple[T, ...] | Invalid:
        """The values of the entries that are filled in."""
        if isinstance(node, Sequence):
            node = Sequence(tuple(item for item in node.items if not _is_blank(item)), node.at)
        return super().read(node, report)

    def json_schema(self) -> JsonSchema:
        """As for a list; an entry may be empty."""
        return {
            **super().json_schema(),
            "items": {"anyOf": [self.schema.json_schema(), {"enum": [None, ""]}]},
        }


class _Once(_Rows[str]):
    """Names, each at most once."""

    def read(self, node: Node, report: Report) -> tuple[str, ...] | Invalid:
        """The names in the order of the file."""
        names = super().read(node, report)
        seen: set[str] = set()
        for item in node.items if isinstance(node, Sequence) else ():
            if isinstance(item, Scalar) and item.text.strip():
                if item.text in seen:
                    report.note(item.at, "given-twice", "this is given twice in the list")
                seen.add(item.text)
        return names

    def json_schema(self) -> JsonSchema:
        """As for a list to fill in, with nothing in it twice."""
        return {**super().json_schema(), "uniqueItems": True}


def _is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and node.known and not node.text.strip()


def _words(scalar: Scalar, report: Report, *, reading: Reading) -> Words:
    """The text of a scalar, composed (NFC): an accent of its own is set beside its letter."""
    text = unicodedata.normalize("NFC", " ".join(scalar.text.split()))
    for letter in sorted(reading.missing(text)):
        at = scalar.place(max(scalar.text.find(letter), 0))
        report.note(at, "glyph", f"no face has the letter “{letter}” (U+{ord(letter):04X})")
    for match in re.finditer(r"\S+", scalar.text):
        if len(match[0]) > MAX_WORD:
            message = f"more than {MAX_WORD} letters without a blank fit no line; divide this word"
            report.note(scalar.place(match.start()), "long-word", message)
    return Words(text, reading.lang)


def _day(scalar: Scalar, _: Report) -> Day:
    if len(scalar.text) == len("2019"):
        return Day(None, int(scalar.text))
    try:
        day = datetime.date.fromisoformat(scalar.text)
    except ValueError:
        raise ValueError("the calendar has no such day") from None
    return Day(day, day.year)


def _prose(reading: Reading) -> Schema[Words]:
    return Mapped(_Prose(max_length=MAX_TEXT), partial(_words, reading=reading))


def _names(vocabulary: str) -> Schema[tuple[str, ...]]:
    return _Once(Choice(VOCABULARIES[vocabulary]), at_most=MAX_LIST)


class Given(NamedTuple):
    """What is filled in, by its key."""

    values: Mapping[str, Value | Scalar | Given]


def form(schemas: Mapping[str, Schema[Any]]) -> Schema[Given]:
    """Keys that may be left out or left empty."""
    # Underscores behind, because a key may be a word of Python.
    attributes = {key: f"{key.replace('-', '_')}_" for key in schemas}
    # mypy knows only names that are written out.
    made: Any = namedtuple("Form", attributes.values(), defaults=[None] * len(attributes))  # type: ignore[misc]
    fields = {
        key: Field(schema, required=False, attribute=attributes[key], blank_ok=True)
        for key, schema in schemas.items()
    }

    def filled(found: Any, _: Report) -> Given:
        given = {key: getattr(found, name) for key, name in attributes.items()}
        return Given({key: value for key, value in given.items() if value is not None})

    return Mapped(Record(made, fields), filled)


class TemplateWords(NamedTuple):
    """The words that the file to fill in is written with."""

    comments: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]]

    def about(self, name: str, vocabularies: Iterable[str]) -> Iterator[str]:
        """The comment of a field, then what can be chosen, with its words."""
        yield from comment_lines(self.comments[name])
        for vocabulary in vocabularies:
            for one in VOCABULARIES[vocabulary]:
                yield from comment_lines(f"{one} = {self.choices[vocabulary][one]}")


def comment_lines(text: str) -> Iterator[str]:
    """Lines of a comment; the author's own line ends stay."""
    from textwrap import wrap  # only who gets a new file needs it

    for line in text.splitlines():
        yield from (f"# {part}" for part in wrap(line, 88, break_on_hyphens=False))


def _plain(text: str) -> str:
    """A text as it can stand after a key or a hyphen."""
    if re.fullmatch(r"\w(?!.*(: | #|:$)).*", text):
        return text
    return "'" + text.replace("'", "''") + "'"


def _key(name: str) -> str:
    return name.rpartition(".")[2]


class Part(ABC):
    """What stands after one key of the file; ``name`` is the key after those it stands under."""

    @abstractmethod
    def schema(self, reading: Reading) -> Schema[Value | Scalar | Given | None]:
        """Reads what is filled in; None where nothing is."""

    @abstractmethod
    def lines(self, name: str, language: TemplateWords) -> Iterator[str]:
        """The key in the file to fill in: with nothing after it but an example in a comment."""

    @abstractmethod
    def fields(self, name: str) -> Iterator[tuple[str, Kind]]:
        """The fields in it, by the names of FIELDS."""

    def keys(self, name: str) -> Iterator[str]:
        """The key and those under it."""
        yield name

    def comments(self, name: str) -> Iterator[str]:
        """The names of the comments that its lines need."""
        yield name


class Kind(Part):
    """What a field holds."""

    value: ClassVar[type[Value]]
    """The class of its values."""

    @property
    def vocabularies(self) -> tuple[str, ...]:
        """The names of what can be chosen."""
        return ()

    @abstractmethod
    def example(self, name: str, language: TemplateWords) -> str:
        """A value as it may be written in the file."""

    def lines(self, name: str, language: TemplateWords) -> Iterator[str]:
        """The field on one line."""
        yield from language.about(name, self.vocabularies)
        yield f"{_key(name)}:  # {self.example(name, language)}"

    def fields(self, name: str) -> Iterator[tuple[str, Kind]]:
        """The field itself."""
        yield name, self


class _Free(Kind):
    """What one writes in one's own words; the example is the language's."""

    def example(self, name: str, language: TemplateWords) -> str:
        """A text of the language."""
        return _plain(language.comments[f"{name}.example"])

    def comments(self, name: str) -> Iterator[str]:
        """The comment and the example."""
        yield from (name, f"{name}.example")


@dataclass(frozen=True, eq=False, repr=False)
class WordsKind(_Free):
    """Free text."""

    value = Words

    def schema(self, reading: Reading) -> Schema[Words | None]:
        """Reads a text."""
        return _prose(reading)


@dataclass(frozen=True, eq=False, repr=False)
class SeveralKind(_Free):
    """A list of free texts."""

    separate: bool = False
    value = Several

    def schema(self, reading: Reading) -> Schema[Several | None]:
        """Reads a list of texts."""

        def several(texts: tuple[Words, ...], _: Report) -> Several | None:
            return Several(texts, self.separate) if texts else None

        return Mapped(_Rows(_prose(reading), at_most=MAX_LIST), several)

    def lines(self, name: str, language: TemplateWords) -> Iterator[str]:
        """The example on a line of its own, because a text may have commas."""
        yield from language.about(name, ())
        yield f"{_key(name)}:"
        yield f"  # - {self.example(name, language)}"


@dataclass(frozen=True, eq=False, repr=False)
class ChosenKind(Kind):
    """A name of a vocabulary, or several."""

    vocabulary: str
    several: bool = False
    value = Chosen

    @property
    def vocabularies(self) -> tuple[str, ...]:
        """The vocabulary."""
        return (self.vocabulary,)

    def schema(self, _: Reading) -> Schema[Chosen | None]:
        """Reads a name, or a list of names."""

        def chosen(names: tuple[str, ...], _: Report) -> Chosen | None:
            return Chosen(self.vocabulary, names, self.several) if names else None

        if self.several:
            return Mapped(_names(self.vocabulary), chosen)
        return Mapped(Choice(VOCABULARIES[self.vocabulary]), lambda name, report: chosen((name,), report))

    def example(self, _name: str, _language: TemplateWords) -> str:
        """The first of the vocabulary, or the first two."""
        first, second, *_ = VOCABULARIES[self.vocabulary]
        return f"[{first}, {second}]" if self.several else first


@dataclass(frozen=True, eq=False, repr=False)
class CountKind(Kind):
    """A whole number within limits."""

    at_least: int
    at_most: int
    sample: int
    value = Count

    def schema(self, _: Reading) -> Schema[Count | None]:
        """Reads a whole number."""
        return Mapped(Integer(self.at_least, self.at_most), lambda number, _: Count(number))

    def example(self, _name: str, _language: TemplateWords) -> str:
        """A number within the limits."""
        return str(self.sample)


_DATE = "(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}"

_DATE_HINT = "a date as year-month-day, such as 2026-03-05"


@dataclass(frozen=True, eq=False, repr=False)
class DayKind(Kind):
    """A date; or, with ``year_alone``, also only a year."""

    sample: str
    year_alone: bool = False
    value = Day

    def schema(self, _: Reading) -> Schema[Day | None]:
        """Reads a day of the years 1900 to 2099, or such a year."""
        if self.year_alone:
            hint = f"a year, such as 2019, or {_DATE_HINT}"
            return Mapped(_When(pattern=f"(?:19|20)[0-9]{{2}}|{_DATE}", hint=hint), _day)
        return Mapped(_Stamp(pattern=_DATE, hint=_DATE_HINT), _day)

    def example(self, _name: str, _language: TemplateWords) -> str:
        """A date, or a year."""
        return self.sample


@dataclass(frozen=True, eq=False, repr=False)
class ClockKind(Kind):
    """A time of the day."""

    value = Clock

    def schema(self, _: Reading) -> Schema[Clock | None]:
        """Reads hours and minutes."""
        hint = "a time as hours:minutes, from 0:00 to 23:59, such as 10:30"
        text = _Stamp(pattern="(?:[01]?[0-9]|2[0-3]):[0-5][0-9]", hint=hint)
        return Mapped(text, lambda scalar, _: Clock(scalar.text))

    def example(self, _name: str, _language: TemplateWords) -> str:
        """A time."""
        return "10:30"


@dataclass(frozen=True, eq=False, repr=False)
class PlacesKind(Kind):
    """Places of the body on the left and on the right."""

    value = Places

    @property
    def vocabularies(self) -> tuple[str, ...]:
        """The places and the sides."""
        return ("place", "side")

    def schema(self, _: Reading) -> Schema[Places | None]:
        """Reads a list of names for each side."""

        def places(found: Given, _: Report) -> Places | None:
            # The schema of each is that of names.
            given: dict[str, Any] = {side: found.values.get(side, ()) for side in VOCABULARIES["side"]}
            return Places(**given) if any(given.values()) else None

        return Mapped(form(dict.fromkeys(VOCABULARIES["side"], _names("place"))), places)

    def example(self, _name: str, _language: TemplateWords) -> str:
        """The first two places."""
        return "[{}, {}]".format(*VOCABULARIES["place"])

    def lines(self, name: str, language: TemplateWords) -> Iterator[str]:
        """A line for each side."""
        yield from language.about(name, self.vocabularies)
        yield f"{_key(name)}:"
        yield from (f"  {side}:  # {self.example(name, language)}" for side in VOCABULARIES["side"])

    def keys(self, name: str) -> Iterator[str]:
        """The field and its two sides."""
        yield from (name, *(f"{name}.{side}" for side in VOCABULARIES["side"]))


@dataclass(frozen=True, eq=False, repr=False)
class EntryName(Part):
    """A letter that tells an entry from the others."""

    letters: tuple[str, ...]

    def schema(self, _: Reading) -> Schema[Scalar]:
        """Reads the letter, with its place."""
        hint = f"a letter from {self.letters[0]} to {self.letters[-1]}"
        return _Stamp(pattern=f"[{''.join(self.letters)}]", hint=hint)

    def lines(self, name: str, language: TemplateWords) -> Iterator[str]:
        """The example is the first letter."""
        yield from language.about(name, ())
        yield f"{_key(name)}:  # {self.letters[0]}"

    def fields(self, _: str) -> Iterator[tuple[str, Kind]]:
        """None: it is part of the names of the others."""
        return iter(())


@dataclass(frozen=True, eq=False, repr=False)
class Group(Part):
    """Parts under one key."""

    parts: Mapping[str, Part]

    def schema(self, reading: Reading) -> Schema[Given]:
        """Reads the parts."""
        return form({key: part.schema(reading) for key, part in self.parts.items()})

    def lines(self, name: str, language: TemplateWords) -> Iterator[str]:
        """The parts, one below the other."""
        yield from language.about(name, ())
        yield f"{_key(name)}:"
        for inner, part in self._under(name):
            yield from (f"  {line}" for line in part.lines(inner, language))

    def _under(self, name: str) -> Iterator[tuple[str, Part]]:
        return ((f"{name}.{key}", part) for key, part in self.parts.items())

    def fields(self, name: str) -> Iterator[tuple[str, Kind]]:
        """The fields, the name of the group before theirs."""
        return chain.from_iterable(part.fields(inner) for inner, part in self._under(name))

    def keys(self, name: str) -> Iterator[str]:
        """The group, then its parts."""
        return chain((name,), *(part.keys(inner) for inner, part in self._under(name)))

    def comments(self, name: str) -> Iterator[str]:
        """That of the group, then those of its parts."""
        return chain((name,), *(part.comments(inner) for inner, part in self._under(name)))


@dataclass(frozen=True, eq=False, repr=False)
class Entries(Group):
    """A list of groups, each with a name: as given under the key ``letter``, else the next that is free."""

    names: tuple[str, ...]

    def schema(self, reading: Reading) -> Schema[Given]:
        """Reads the groups; those with nothing in them are not there."""
        return Mapped(_Rows(super().schema(reading), at_most=len(self.names)), self._named)

    def _named(self, entries: tuple[Given, ...], report: Report) -> Given:
        taken: dict[str, Given] = {}
        unnamed: list[Given] = []
        for entry in entries:
            inner = dict(entry.values)
            name = inner.pop("letter", None)
            if not isinstance(name, Scalar):
                unnamed += [entry] if inner else []
            elif name.text in taken:
                report.note(name.at, "given-twice", "this letter is given twice")
            else:
                taken[name.text] = Given(inner)
        return Given(
            taken | dict(zip((one for one in self.names if one not in taken), unnamed, strict=False))
        )

    def lines(self, name: str, language: TemplateWords) -> Iterator[str]:
        """One empty group; the hyphen stands before its first key."""
        lines = list(super().lines(name, language))
        start = lines.index(f"{_key(name)}:") + 1
        first = next(at for at, line in enumerate(lines) if at >= start and not line.startswith("  #"))
        yield from lines[:start]
        for at, line in enumerate(lines[start:], start):
            yield f"  - {line.lstrip()}" if at == first else f"  {line}"

    def fields(self, name: str) -> Iterator[tuple[str, Kind]]:
        """The fields of each group that there can be."""
        return chain(*(super(Entries, self).fields(f"{name}.{one}") for one in self.names))
