"""Kinds of fields: how each is read, described to an editor, shown in the file to fill in, and printed."""

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
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from handout.errors import Position
from handout.files.base import Invalid, JsonSchema, Schema, T
from handout.files.comments import comment_lines
from handout.files.containers import BLANK, Field, ListOf, Mapped, Record
from handout.files.nodes import Node, Scalar, Sequence, is_blank
from handout.files.report import Report
from handout.files.scalars import Choice, Integer, TextSchema, missing_glyphs
from handout.model import Language, Room, Texts, plain_text
from handout.patient.values import VOCABULARIES, OwnWords, Region, Value, regions_in_words

V = TypeVar("V", bound=Value)

MAX_TEXT = 2000

MAX_WORD = 40
"""Letters between blanks: a word is never broken, and a longer one fits no line."""

MAX_LIST = 20

COMMENT_WIDTH = 90


class Reading(NamedTuple):
    """What the texts of one file are read with."""

    lang: str
    missing: Callable[[str], set[str]]


class _Prose(TextSchema):
    """Free text that can be printed."""

    def json_schema(self) -> JsonSchema:
        """As for a text, without too long a word."""
        return {**super().json_schema(), "not": {"type": "string", "pattern": rf"\S{{{MAX_WORD + 1}}}"}}


class _Stamp(TextSchema):
    """Digits with signs between them, which YAML never takes for a number."""

    def json_schema(self) -> JsonSchema:
        """A string, and no number."""
        return {**super().json_schema(), "type": "string"}


class _DateOrYear(_Stamp):
    """A date, or a year: which YAML takes for a number."""

    def json_schema(self) -> JsonSchema:
        """The string or the year."""
        return {"anyOf": [super().json_schema(), {"type": "integer", "minimum": 1900, "maximum": 2099}]}


class _Rows(ListOf[T]):
    """A list to fill in: an entry with nothing after its hyphen does not count."""

    def read(self, node: Node, report: Report) -> tuple[T, ...] | Invalid:
        """The values of the entries that are filled in."""
        if isinstance(node, Sequence):
            node = Sequence(tuple(item for item in node.items if not is_blank(item)), node.at)
        return super().read(node, report)

    def json_schema(self) -> JsonSchema:
        """As for a list; an entry may be empty."""
        return {**super().json_schema(), "items": {"anyOf": [self.schema.json_schema(), BLANK]}}


class _UniqueNames(_Rows[str]):
    """Names, each at most once."""

    def read(self, node: Node, report: Report) -> tuple[str, ...] | Invalid:
        """The names in the order of the file."""
        names = super().read(node, report)
        earlier: set[str] = set()
        for item in node.items if isinstance(node, Sequence) else ():
            if isinstance(item, Scalar) and item.text.strip():
                if item.text in earlier:
                    report.note(item.at, "given-twice", "this is already in the list")
                earlier.add(item.text)
        return names

    def json_schema(self) -> JsonSchema:
        """As for a list to fill in, with nothing in it twice."""
        return {**super().json_schema(), "uniqueItems": True}


def _own_words(scalar: Scalar, report: Report, *, reading: Reading) -> OwnWords:
    """The text of a scalar, composed (NFC): an accent of its own is set beside its letter."""
    text = unicodedata.normalize("NFC", " ".join(scalar.text.split()))
    report.add(missing_glyphs(scalar, text, reading.missing))
    for match in re.finditer(r"\S+", scalar.text):
        if len(match[0]) > MAX_WORD:
            message = f"this word is longer than {MAX_WORD} letters and fits on no line; split it"
            report.note(scalar.place(match.start()), "long-word", message)
    return OwnWords(text, reading.lang)


def _date(scalar: Scalar, _: Report) -> datetime.date | int:
    if len(scalar.text) == len("2019"):
        return int(scalar.text)
    try:
        return datetime.date.fromisoformat(scalar.text)
    except ValueError:
        raise ValueError("no such date") from None


def _prose(reading: Reading) -> Schema[OwnWords]:
    return Mapped(_Prose(max_length=MAX_TEXT), partial(_own_words, reading=reading))


def _names(vocabulary: str) -> Schema[tuple[str, ...]]:
    return _UniqueNames(Choice(VOCABULARIES[vocabulary]), at_most=MAX_LIST)


class Given(NamedTuple):
    """What is filled in, by its key."""

    values: Mapping[str, Value | Scalar | Given]


def form(schemas: Mapping[str, Schema[Any]]) -> Schema[Given]:
    """Keys that may be left out or left empty."""
    # Underscores behind, because a key may be a word of Python.
    attributes = {key: f"{key.replace('-', '_')}_" for key in schemas}
    # mypy knows only names that are written out.
    cls: Any = namedtuple("Form", attributes.values(), defaults=[None] * len(attributes))  # type: ignore[misc]
    fields = {
        key: Field(schema, required=False, attribute=attributes[key], blank_ok=True)
        for key, schema in schemas.items()
    }

    def without_blanks(record: Any, _: Report) -> Given:
        values = {key: getattr(record, name) for key, name in attributes.items()}
        return Given({key: value for key, value in values.items() if value is not None})

    return Mapped(Record(cls, fields), without_blanks)


class TemplateWords(NamedTuple):
    """The words that the file to fill in is written with."""

    comments: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]]

    def about(self, name: str, vocabularies: Iterable[str] = ()) -> Iterator[str]:
        """The comment of a field, then what can be chosen, with its words."""
        yield from comment_lines(self.comments[name], COMMENT_WIDTH)
        for vocabulary in vocabularies:
            for choice in VOCABULARIES[vocabulary]:
                yield from comment_lines(f"{choice} = {self.choices[vocabulary][choice]}", COMMENT_WIDTH)


def _plain(text: str) -> str:
    """A text as it can stand after a key or a hyphen."""
    if re.fullmatch(r"\w(?!.*(: | #|:$)).*", text):
        return text
    return "'" + text.replace("'", "''") + "'"


def _key(name: str) -> str:
    return name.rpartition(".")[2]


class Member(ABC):
    """What stands after one key of the file; ``name`` is the key after those it stands under."""

    @abstractmethod
    def schema(self, reading: Reading) -> Schema[Value | Scalar | Given | None]:
        """Reads what is filled in; None where nothing is."""

    @abstractmethod
    def lines(self, name: str, words: TemplateWords) -> Iterator[str]:
        """The key in the file to fill in: with nothing after it but an example in a comment."""

    @abstractmethod
    def fields(self, name: str) -> Iterator[tuple[str, PatientField[Any]]]:
        """The fields in it, by the names of FIELDS."""

    def keys(self, name: str) -> Iterator[str]:
        """The key and those under it."""
        yield name

    def comments(self, name: str) -> Iterator[str]:
        """The names of the comments that its lines need."""
        yield name


class PatientField(Member, Generic[V]):
    """A field: its values are plain data, and all that can be done with them is said here."""

    vocabularies: tuple[str, ...] = ()
    """The names of what can be chosen."""
    room: Room = Room.LINE
    """How much room a place to write the value on has."""
    free: ClassVar[bool] = False
    """Whether a value is as long as somebody made it."""
    sample: str | int = ""
    """An example of a value, where the language has none."""

    def example(self, _name: str, _words: TemplateWords) -> str:
        """A value as it may be written in the file."""
        return str(self.sample)

    @abstractmethod
    def texts(self, value: V, languages: tuple[Language, ...], at: Position) -> Texts:
        """The value in words: of each language where it has any, once where it is the same for all."""

    def lines(self, name: str, words: TemplateWords) -> Iterator[str]:
        """The field on one line."""
        yield from words.about(name, self.vocabularies)
        yield f"{_key(name)}:  # {self.example(name, words)}"

    def fields(self, name: str) -> Iterator[tuple[str, PatientField[Any]]]:
        """The field itself."""
        yield name, self


def _each(languages: tuple[Language, ...], words: Callable[[Language], str], at: Position) -> Texts:
    return tuple(plain_text(words(language), language.tag, at) for language in languages)


class _FreeField(PatientField[V]):
    """What one writes in one's own words; the example is the language's."""

    free = True

    def example(self, name: str, words: TemplateWords) -> str:
        """A text of the language."""
        return _plain(words.comments[f"{name}.example"])

    def comments(self, name: str) -> Iterator[str]:
        """The comment and the example."""
        yield from (name, f"{name}.example")


class TextField(_FreeField[OwnWords]):
    """Free text."""

    def schema(self, reading: Reading) -> Schema[OwnWords | None]:
        """Reads a text."""
        return _prose(reading)

    def texts(self, value: OwnWords, _: tuple[Language, ...], at: Position) -> Texts:
        """The text, in its own language."""
        return (plain_text(*value, at),)


@dataclass(frozen=True, eq=False, repr=False)
class TextListField(_FreeField[tuple[OwnWords, ...]]):
    """A list of free texts; those that are *separate* stand on lines of their own."""

    separate: bool = False

    def schema(self, reading: Reading) -> Schema[tuple[OwnWords, ...] | None]:
        """Reads a list of texts."""
        return Mapped(_Rows(_prose(reading), at_most=MAX_LIST), lambda texts, _: texts or None)

    def lines(self, name: str, words: TemplateWords) -> Iterator[str]:
        """The example on a line of its own, because a text may have commas."""
        yield from (*words.about(name), f"{_key(name)}:", f"  # - {self.example(name, words)}")

    def texts(self, value: tuple[OwnWords, ...], _: tuple[Language, ...], at: Position) -> Texts:
        """The texts as one, in their own language."""
        joined = ("\n" if self.separate else "; ").join(words.text for words in value)
        return (plain_text(joined, value[0].lang, at),)


@dataclass(frozen=True, eq=False, repr=False)
class ChoiceField(PatientField[tuple[str, ...]]):
    """A name of a vocabulary, or several."""

    vocabulary: str
    several: bool = False

    @property
    def vocabularies(self) -> tuple[str, ...]:  # type: ignore[override]
        """The vocabulary."""
        return (self.vocabulary,)

    def schema(self, _: Reading) -> Schema[tuple[str, ...] | None]:
        """Reads a name, or a list of names."""
        if self.several:
            return Mapped(_names(self.vocabulary), lambda names, _: names or None)
        return Mapped(Choice(VOCABULARIES[self.vocabulary]), lambda name, _: (name,))

    @property
    def sample(self) -> str:  # type: ignore[override]
        """The first of the vocabulary, or the first two."""
        first, second, *_ = VOCABULARIES[self.vocabulary]
        return f"[{first}, {second}]" if self.several else first

    def texts(self, value: tuple[str, ...], languages: tuple[Language, ...], at: Position) -> Texts:
        """The names in the words of each language."""
        return _each(
            languages, lambda language: ", ".join(language.choices[self.vocabulary][n] for n in value), at
        )


@dataclass(frozen=True, eq=False, repr=False)
class NumberField(PatientField[int]):
    """A whole number within limits."""

    at_least: int
    at_most: int
    sample: int
    room = Room.NUMBER

    def schema(self, _: Reading) -> Schema[int | None]:
        """Reads a whole number."""
        return Integer(self.at_least, self.at_most)

    def texts(self, value: int, languages: tuple[Language, ...], at: Position) -> Texts:
        """The digits."""
        return (plain_text(str(value), languages[0].tag, at),)


_DATE = "(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}"

_DATE_HINT = "a date as year-month-day, such as 2026-03-05"


@dataclass(frozen=True, eq=False, repr=False)
class DateField(PatientField[datetime.date | int]):
    """A date; or, with ``year_alone``, also only a year, which is a number."""

    sample: str
    year_alone: bool = False

    @property
    def room(self) -> Room:  # type: ignore[override]
        """More where words may stand beside a year."""
        return Room.LINE if self.year_alone else Room.WORD

    def schema(self, _: Reading) -> Schema[datetime.date | int | None]:
        """Reads a day of the years 1900 to 2099, or such a year."""
        if self.year_alone:
            hint = f"a year, such as 2019, or {_DATE_HINT}"
            return Mapped(_DateOrYear(pattern=f"(?:19|20)[0-9]{{2}}|{_DATE}", hint=hint), _date)
        return Mapped(_Stamp(pattern=_DATE, hint=_DATE_HINT), _date)

    def texts(self, value: datetime.date | int, languages: tuple[Language, ...], at: Position) -> Texts:
        """The date as each language writes it; a year once."""
        if isinstance(value, int):
            return (plain_text(str(value), languages[0].tag, at),)
        return _each(languages, lambda language: language.date(value), at)


class TimeField(PatientField[str]):
    """A time of the day as written."""

    room = Room.NUMBER
    sample = "10:30"

    def schema(self, _: Reading) -> Schema[str | None]:
        """Reads hours and minutes."""
        hint = "a time as hours:minutes, from 0:00 to 23:59, such as 10:30"
        time = _Stamp(pattern="(?:[01]?[0-9]|2[0-3]):[0-5][0-9]", hint=hint)
        return Mapped(time, lambda scalar, _: scalar.text)

    def texts(self, value: str, languages: tuple[Language, ...], at: Position) -> Texts:
        """The time."""
        return (plain_text(value, languages[0].tag, at),)


class RegionField(PatientField[tuple[Region, ...]]):
    """Places of the body on the left and on the right."""

    vocabularies = ("place", "side")
    free = True
    sample = "[{}, {}]".format(*VOCABULARIES["place"])

    def schema(self, _: Reading) -> Schema[tuple[Region, ...] | None]:
        """Reads a list of names for each side."""

        def regions(record: Given, _: Report) -> tuple[Region, ...] | None:
            # Any: the schema of each is that of names.
            places: Mapping[str, Any] = record.values
            return (
                tuple((side, name) for side in VOCABULARIES["side"] for name in places.get(side, ())) or None
            )

        return Mapped(form(dict.fromkeys(VOCABULARIES["side"], _names("place"))), regions)

    def lines(self, name: str, words: TemplateWords) -> Iterator[str]:
        """A line for each side."""
        yield from words.about(name, self.vocabularies)
        yield f"{_key(name)}:"
        yield from (f"  {side}:  # {self.example(name, words)}" for side in VOCABULARIES["side"])

    def keys(self, name: str) -> Iterator[str]:
        """The field and its two sides."""
        yield from (name, *(f"{name}.{side}" for side in VOCABULARIES["side"]))

    def texts(self, value: tuple[Region, ...], languages: tuple[Language, ...], at: Position) -> Texts:
        """Side by side, in the words of each language."""
        return _each(languages, lambda language: regions_in_words(value, language), at)


@dataclass(frozen=True, eq=False, repr=False)
class Letter(Member):
    """The letter of a record."""

    letters: tuple[str, ...]

    def schema(self, _: Reading) -> Schema[Scalar]:
        """Reads the letter, with its place."""
        hint = f"a letter from {self.letters[0]} to {self.letters[-1]}"
        return _Stamp(pattern=f"[{''.join(self.letters)}]", hint=hint)

    def lines(self, name: str, words: TemplateWords) -> Iterator[str]:
        """The example is the first letter."""
        yield from (*words.about(name), f"{_key(name)}:  # {self.letters[0]}")

    def fields(self, _: str) -> Iterator[tuple[str, PatientField[Any]]]:
        """None: it is part of the names of the others."""
        return iter(())


@dataclass(frozen=True, eq=False, repr=False)
class Group(Member):
    """Members under one key."""

    members: Mapping[str, Member]

    def schema(self, reading: Reading) -> Schema[Given]:
        """Reads the members."""
        return form({key: member.schema(reading) for key, member in self.members.items()})

    def lines(self, name: str, words: TemplateWords) -> Iterator[str]:
        """The members, one below the other."""
        yield from (*words.about(name), f"{_key(name)}:")
        for inner, member in self._under(name):
            yield from (f"  {line}" for line in member.lines(inner, words))

    def _under(self, name: str) -> Iterator[tuple[str, Member]]:
        return ((f"{name}.{key}", member) for key, member in self.members.items())

    def fields(self, name: str) -> Iterator[tuple[str, PatientField[Any]]]:
        """The fields, the name of the group before theirs."""
        return chain.from_iterable(member.fields(inner) for inner, member in self._under(name))

    def keys(self, name: str) -> Iterator[str]:
        """The group, then its members."""
        return chain((name,), *(member.keys(inner) for inner, member in self._under(name)))

    def comments(self, name: str) -> Iterator[str]:
        """That of the group, then those of its members."""
        return chain((name,), *(member.comments(inner) for inner, member in self._under(name)))


@dataclass(frozen=True, eq=False, repr=False)
class Records(Group):
    """A list of groups, each with a name: as given under the key ``letter``, else the next that is free."""

    names: tuple[str, ...]

    def schema(self, reading: Reading) -> Schema[Given]:
        """Reads the groups; those with nothing in them do not count."""
        return Mapped(_Rows(super().schema(reading), at_most=len(self.names)), self._by_name)

    def _by_name(self, records: tuple[Given, ...], report: Report) -> Given:
        taken: dict[str, Given] = {}
        nameless: list[Given] = []
        for record in records:
            values = dict(record.values)
            name = values.pop("letter", None)
            if not isinstance(name, Scalar):
                nameless += [record] if values else []
            elif name.text in taken:
                report.note(name.at, "given-twice", "this letter is already used")
            else:
                taken[name.text] = Given(values)
        free = (name for name in self.names if name not in taken)
        return Given(taken | dict(zip(free, nameless, strict=False)))

    def lines(self, name: str, words: TemplateWords) -> Iterator[str]:
        """One empty group; the hyphen stands before its first key."""
        lines = list(super().lines(name, words))
        start = lines.index(f"{_key(name)}:") + 1
        first = next(at for at, line in enumerate(lines) if at >= start and not line.startswith("  #"))
        yield from lines[:start]
        for at, line in enumerate(lines[start:], start):
            yield f"  - {line.lstrip()}" if at == first else f"  {line}"

    def fields(self, name: str) -> Iterator[tuple[str, PatientField[Any]]]:
        """The fields of each group that there can be."""
        return chain(*(super(Records, self).fields(f"{name}.{record}") for record in self.names))
