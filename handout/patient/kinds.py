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
from types import MappingProxyType
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from handout.errors import Position, Problem
from handout.files.base import INVALID, Invalid, JsonSchema, Schema, T
from handout.files.comments import comment_lines
from handout.files.containers import BLANK, Field, ListOf, Mapped, Record
from handout.files.nodes import Mapping as MappingNode
from handout.files.nodes import Node, Scalar, Sequence, is_blank
from handout.files.report import Report
from handout.files.scalars import Choice, Integer, TextSchema
from handout.model import Language, Room, Run, Text, Texts, plain_text, unsupported_scripts
from handout.patient import slips
from handout.patient.values import (
    VOCABULARIES,
    OwnWords,
    Region,
    Value,
    YearMonth,
    regions_in_words,
    separated,
)

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
    choices: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    """The words of the file's language for what can be chosen, by vocabulary and name."""


class _Prose(TextSchema):
    """Free text that can be printed."""

    def read(self, node: Node, report: Report) -> Scalar | Invalid:
        """The node itself; a text with a colon is read as a key with a value."""
        if isinstance(node, MappingNode):
            message = "expected text, found a key with a value"
            hint = "if the colon is part of the text, put the text between straight quotation marks"
            report.note(node.at, "wrong-kind", message, hint)
            return INVALID
        return super().read(node, report)

    def json_schema(self) -> JsonSchema:
        """As for a text, without too long a word."""
        return {**super().json_schema(), "not": {"type": "string", "pattern": rf"\S{{{MAX_WORD + 1}}}"}}


class Exact(Schema[T]):
    """A schema of a text that has a meaning: what is not seen in it is told as that."""

    def __init__(self, schema: Schema[T]) -> None:
        self.schema = schema

    def read(self, node: Node, report: Report) -> T | Invalid:
        """What the schema reads."""
        if isinstance(node, Scalar):
            unchanged = report.watch()
            report.add(slips.unseen(node))
            report.add(slips.typographic(node))
            if not unchanged():
                return INVALID
        return self.schema.read(node, report)

    def json_schema(self) -> JsonSchema:
        """That of the schema."""
        return self.schema.json_schema()


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


class _Choice(Choice):
    """A name of a vocabulary, or the word of the file's language for it, in any case, accents or not."""

    def __init__(self, vocabulary: str, reading: Reading) -> None:
        super().__init__(VOCABULARIES[vocabulary])
        # Frozen: the names that a folded word may stand for.
        meanings: dict[str, set[str]] = {}
        for name, word in reading.choices.get(vocabulary, {}).items():
            meanings.setdefault(_folded(word), set()).add(name)
        object.__setattr__(self, "meanings", meanings | {_folded(name): {name} for name in self.names})

    meanings: Mapping[str, set[str]]

    def _meaning(self, node: Scalar, report: Report) -> str | Invalid:
        names = self.meanings.get(_folded(node.text), set())
        if len(names) == 1:
            return next(iter(names))
        if "," in node.text and all(_folded(part) in self.meanings for part in node.text.split(",")):
            message = "several names stand one a line, each after “- ”, or in brackets: [one, another]"
            return self._refuse(node, report, "wrong-kind", message)
        return super()._meaning(node, report)

    def json_schema(self) -> JsonSchema:
        """The names, for an editor to suggest; the words of a language are any text."""
        return {"anyOf": [super().json_schema(), {"type": "string", "pattern": r"\S"}]}


def _folded(word: str) -> str:
    """A word without capitals and accents."""
    letters = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


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
    """Names, each at most once; one alone needs no list."""

    def read(self, node: Node, report: Report) -> tuple[str, ...] | Invalid:
        """The names in the order of the file."""
        if isinstance(node, Scalar) and node.known:
            node = _one(node, report)
        names = super().read(node, report)
        items = [item for item in node.items if not is_blank(item)] if isinstance(node, Sequence) else []
        if not isinstance(names, Invalid):
            for index, name in enumerate(names):
                if name in names[:index]:
                    report.note(items[index].at, "given-twice", "this is already in the list")
        return names

    def json_schema(self) -> JsonSchema:
        """As for a list to fill in, with nothing in it twice, or one name."""
        return {"anyOf": [{**super().json_schema(), "uniqueItems": True}, self.schema.json_schema()]}


class _Texts(_Rows[OwnWords]):
    """Free texts one a line, one alone also behind its key; in brackets all in quotation marks.

    A comma divides what stands in brackets without them, and is the decimal sign of many languages.
    """

    def read(self, node: Node, report: Report) -> tuple[OwnWords, ...] | Invalid:
        """The texts in the order of the file."""
        if isinstance(node, Scalar) and node.known:
            node = _one(node, report)
        if isinstance(node, Sequence):
            unchanged = report.watch()
            items = [item for item in node.items if isinstance(item, Scalar)]
            report.add(_bare(items) if node.flow else chain.from_iterable(map(slips.run_on, items)))
            if not unchanged():
                return INVALID
        return super().read(node, report)

    def json_schema(self) -> JsonSchema:
        """As for a list to fill in, or one text."""
        return {"anyOf": [super().json_schema(), self.schema.json_schema()]}


def _one(scalar: Scalar, report: Report) -> Node:
    """A text as the only entry of a list; itself where it is no single entry, which is noted."""
    unchanged = report.watch()
    report.add(slips.no_list(scalar))
    return Sequence((scalar,), scalar.at) if unchanged() else scalar._replace(known=False)


def _bare(items: Iterable[Scalar]) -> Iterator[Problem]:
    """A problem at the first text in brackets that is not in quotation marks."""
    at = next((item.at for item in items if item.origin and not item.origin.style), None)
    if at is not None:
        message = "in brackets each text stands between straight quotation marks"
        yield Problem(at, "brackets", message, "or write one a line, each after “- ”")


def _own_words(scalar: Scalar, report: Report, *, reading: Reading) -> OwnWords:
    """The text of a scalar without what nobody sees, composed (NFC): an accent is of its letter."""
    visible = slips.IGNORABLE.sub("", scalar.text)
    text = unicodedata.normalize("NFC", " ".join(visible.split()))
    if not text:
        report.note(scalar.at, "empty", "nothing that can be seen stands here")
    report.add(_unprintable(scalar, text, reading.missing))
    for match in re.finditer(r"\S+", scalar.text):
        if len(slips.IGNORABLE.sub("", match[0])) > MAX_WORD:
            message = f"this word is longer than {MAX_WORD} letters and fits on no line; split it"
            report.note(scalar.place(match.start()), "long-word", message)
    return OwnWords(text, reading.lang, scalar.at)


def _unprintable(scalar: Scalar, text: str, missing: Callable[[str], set[str]]) -> Iterator[Problem]:
    """A problem at each script and each letter that cannot be printed; its number says which it is."""
    for script in unsupported_scripts(text)[:1]:
        letter = next(letter for letter in text if unsupported_scripts(letter))
        at = scalar.place(max(scalar.text.find(letter), 0))
        message = f"the script {script.name} cannot be printed: {script.reason}"
        yield Problem(at, "script", message, "write it in Latin letters", letter=letter)
    for letter in sorted(missing(text)):
        if unsupported_scripts(letter) or unicodedata.category(letter) in ("Cc", "Cs"):
            continue
        code = f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".rstrip()
        at = scalar.place(max(scalar.text.find(letter), 0))
        hint = "write it in letters, or leave it away"
        yield Problem(at, "glyph", f"no font has a glyph for {code}", hint, letter=letter)


def _prose(reading: Reading) -> Schema[OwnWords]:
    return Mapped(_Prose(max_length=MAX_TEXT), partial(_own_words, reading=reading))


def _names(vocabulary: str, reading: Reading) -> Schema[tuple[str, ...]]:
    return _UniqueNames(Exact(_Choice(vocabulary, reading)), at_most=MAX_LIST)


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

    def about(
        self, name: str, vocabularies: Iterable[str] = (), example: str = "", *, note: str = ""
    ) -> Iterator[str]:
        """The comment of a field with a *note* on how to write it, what can be chosen; then an example."""
        notes = [self.comments[note]] if note else []
        yield from comment_lines(" ".join([self.comments[name], *notes]), COMMENT_WIDTH)
        for vocabulary in vocabularies:
            for choice in VOCABULARIES[vocabulary]:
                yield from comment_lines(f"{choice} = {self.choices[vocabulary][choice]}", COMMENT_WIDTH)
        if example:
            yield f"# {self.comments[EXAMPLE]} {example}"


EXAMPLE = "example"
"""The name of the comment that stands before each example."""

DATES, COPY = "dates", "copy"
"""The names of comments on how a date, or another record, is written in the file."""


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
    def nodes(self, name: str, node: Node) -> Iterator[tuple[str, PatientField[Any], Node]]:
        """The fields that something is written in, by the names of FIELDS, each with what it is."""

    @abstractmethod
    def schema(self, reading: Reading) -> Schema[Value | Scalar | Given | None]:
        """Reads what is filled in; None where nothing is."""

    @abstractmethod
    def lines(self, name: str, words: TemplateWords) -> Iterator[str]:
        """The key in the file to fill in, with nothing after it, below its comment and an example."""

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
    note: ClassVar[str] = ""
    """The name of a comment on how it is written in the file."""

    @property
    def most(self) -> int | None:
        """How many letters a value has at most, where there is a limit."""
        return None

    def example(self, _name: str, _words: TemplateWords) -> str:
        """A value as it may be written in the file."""
        return str(self.sample)

    @abstractmethod
    def texts(self, value: V, languages: tuple[Language, ...], at: Position) -> Texts:
        """The value in words: of each language where it has any, once where it is the same for all."""

    def lines(self, name: str, words: TemplateWords) -> Iterator[str]:
        """The field on one line."""
        yield from words.about(name, self.vocabularies, self.example(name, words), note=self.note)
        yield f"{_key(name)}: "

    def fields(self, name: str) -> Iterator[tuple[str, PatientField[Any]]]:
        """The field itself."""
        yield name, self

    def nodes(self, name: str, node: Node) -> Iterator[tuple[str, PatientField[Any], Node]]:
        """The field itself."""
        if not is_blank(node):
            yield name, self, node


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
        del at  # In the personal file, so that what is told of it is told there.
        return (plain_text(value.text, value.lang, value.at),)


@dataclass(frozen=True, eq=False, repr=False)
class TextListField(_FreeField[tuple[OwnWords, ...]]):
    """A list of free texts; those that are *separate* stand on lines of their own."""

    separate: bool = False

    def schema(self, reading: Reading) -> Schema[tuple[OwnWords, ...] | None]:
        """Reads a list of texts."""
        return Mapped(_Texts(_prose(reading), at_most=MAX_LIST), lambda texts, _: texts or None)

    def lines(self, name: str, words: TemplateWords) -> Iterator[str]:
        """The key with the first entry, empty."""
        yield from (*words.about(name, (), f"- {self.example(name, words)}"), f"{_key(name)}:", "  - ")

    def texts(self, value: tuple[OwnWords, ...], _: tuple[Language, ...], at: Position) -> Texts:
        """The texts as one, in their own language, each in a run of its own."""
        del at
        items = separated((words.text for words in value), "\n" if self.separate else "; ")
        return (Text(tuple(map(Run, items)), value[0].lang, value[0].at),)


@dataclass(frozen=True, eq=False, repr=False)
class ChoiceField(PatientField[tuple[str, ...]]):
    """A name of a vocabulary, or several."""

    vocabulary: str
    several: bool = False
    boxes: tuple[str, ...] = ()
    """The names that have a box on the sheets, where not all have: another is printed in words."""

    @property
    def vocabularies(self) -> tuple[str, ...]:  # type: ignore[override]
        """The vocabulary."""
        return (self.vocabulary,)

    @property
    def ticks(self) -> tuple[str, ...]:
        """The names that have a box."""
        return self.boxes or VOCABULARIES[self.vocabulary]

    def schema(self, reading: Reading) -> Schema[tuple[str, ...] | None]:
        """Reads a name, or a list of names."""
        if self.several:
            return Mapped(_names(self.vocabulary, reading), lambda names, _: names or None)
        return Mapped(Exact(_Choice(self.vocabulary, reading)), lambda name, _: (name,))

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

    @property
    def most(self) -> int:
        """As many as the largest number."""
        return len(str(self.at_most))

    def schema(self, _: Reading) -> Schema[int | None]:
        """Reads a whole number."""
        return Exact(Integer(self.at_least, self.at_most))

    def texts(self, value: int, languages: tuple[Language, ...], at: Position) -> Texts:
        """The digits."""
        return (plain_text(str(value), languages[0].tag, at),)


def _date(scalar: Scalar, _: Report) -> datetime.date | YearMonth | int:
    numbers = [int(digits) for digits in scalar.text.split("-")]
    try:
        # The month of a year without a day is looked at with its first.
        day = datetime.date(*[*numbers, 1, 1][:3])
    except ValueError:
        raise ValueError("no such date") from None
    return day if len(numbers) == 3 else YearMonth(*numbers) if len(numbers) == 2 else numbers[0]


@dataclass(frozen=True, eq=False, repr=False)
class DateField(PatientField[datetime.date | YearMonth | int]):
    """A day, or a month or a year alone; more room where words may stand beside a year."""

    sample: str
    room: Room = Room.LINE
    note = DATES

    def schema(self, _: Reading) -> Schema[datetime.date | YearMonth | int | None]:
        """Reads a day, a month or a year from 1900 to 2099."""
        hint = "a date as year-month-day, such as 2026-03-05, or only 2026-03 or 2026"
        pattern = "(?:19|20)[0-9]{2}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
        return Mapped(Exact(_DateOrYear(pattern=pattern, hint=hint)), _date)

    def texts(
        self, value: datetime.date | YearMonth | int, languages: tuple[Language, ...], at: Position
    ) -> Texts:
        """The date as each language writes it; a year once."""
        if isinstance(value, int):
            return (plain_text(str(value), languages[0].tag, at),)
        return _each(languages, lambda language: _written(value, language), at)

    def figures(
        self, value: datetime.date | YearMonth | int, languages: tuple[Language, ...], at: Position
    ) -> Texts:
        """The date in figures, the year first in all languages; a line may end after a slash."""
        numbers = value.timetuple()[:3] if isinstance(value, datetime.date) else value
        parts = [numbers] if isinstance(numbers, int) else numbers
        return (plain_text("/\u200b".join(f"{part:02}" for part in parts), languages[0].tag, at),)


def _written(value: datetime.date | YearMonth, language: Language) -> str:
    return language.month(*value) if isinstance(value, YearMonth) else language.date(value)


class TimeField(PatientField[str]):
    """A time of the day as written."""

    room = Room.NUMBER
    sample = "10:30"

    def schema(self, _: Reading) -> Schema[str | None]:
        """Reads hours and minutes."""
        hint = "a time as hours:minutes, from 0:00 to 23:59, such as 10:30"
        time = _Stamp(pattern="(?:[01]?[0-9]|2[0-3]):[0-5][0-9]", hint=hint)
        return Mapped(Exact(time), lambda scalar, _: scalar.text)

    def texts(self, value: str, languages: tuple[Language, ...], at: Position) -> Texts:
        """The time."""
        return (plain_text(value, languages[0].tag, at),)

    @property
    def most(self) -> int:
        """As many as the example."""
        return len(self.sample)


class RegionField(PatientField[tuple[Region, ...]]):
    """Places of the body on the left and on the right."""

    vocabularies = ("place", "side")
    free = True
    sample = "[{}, {}]".format(*VOCABULARIES["place"])

    def schema(self, reading: Reading) -> Schema[tuple[Region, ...] | None]:
        """Reads a list of names for each side."""

        def regions(record: Given, _: Report) -> tuple[Region, ...] | None:
            # Any: the schema of each is that of names.
            places: Mapping[str, Any] = record.values
            return (
                tuple((side, name) for side in VOCABULARIES["side"] for name in places.get(side, ())) or None
            )

        return Mapped(form(dict.fromkeys(VOCABULARIES["side"], _names("place", reading))), regions)

    def lines(self, name: str, words: TemplateWords) -> Iterator[str]:
        """A line for each side."""
        yield from words.about(name, self.vocabularies, self.example(name, words))
        yield f"{_key(name)}:"
        yield from (f"  {side}: " for side in VOCABULARIES["side"])

    def keys(self, name: str) -> Iterator[str]:
        """The field and its two sides."""
        yield from (name, *(f"{name}.{side}" for side in VOCABULARIES["side"]))

    def texts(self, value: tuple[Region, ...], languages: tuple[Language, ...], at: Position) -> Texts:
        """Side by side, in the words of each language, each side in a run of its own."""
        return tuple(
            Text(tuple(map(Run, regions_in_words(value, language))), language.tag, at)
            for language in languages
        )


@dataclass(frozen=True, eq=False, repr=False)
class Letter(Member):
    """The letter of a record."""

    letters: tuple[str, ...]

    def schema(self, _: Reading) -> Schema[Scalar]:
        """Reads the letter, with its place."""
        hint = f"a letter from {self.letters[0]} to {self.letters[-1]}"
        letters = "".join(self.letters)
        stamp = _Stamp(pattern=f"[{letters}{letters.lower()}]", hint=hint)
        return Mapped(Exact(stamp), lambda scalar, _: scalar._replace(text=scalar.text.upper()))

    def lines(self, name: str, words: TemplateWords) -> Iterator[str]:
        """The example is the first letter."""
        yield from (*words.about(name, (), self.letters[0]), f"{_key(name)}: ")

    def fields(self, _: str) -> Iterator[tuple[str, PatientField[Any]]]:
        """None: it is part of the names of the others."""
        return iter(())

    def nodes(self, name: str, node: Node) -> Iterator[tuple[str, PatientField[Any], Node]]:
        """None, as of its fields."""
        del name, node
        return iter(())


@dataclass(frozen=True, eq=False, repr=False)
class Group(Member):
    """Members under one key."""

    members: Mapping[str, Member]
    note: ClassVar[str] = ""

    def schema(self, reading: Reading) -> Schema[Given]:
        """Reads the members."""
        return form({key: member.schema(reading) for key, member in self.members.items()})

    def lines(self, name: str, words: TemplateWords) -> Iterator[str]:
        """The members, one below the other."""
        yield from (*words.about(name, note=self.note), f"{_key(name)}:")
        for inner, member in self._under(name):
            yield from (f"  {line}" for line in member.lines(inner, words))

    def nodes(self, name: str, node: Node) -> Iterator[tuple[str, PatientField[Any], Node]]:
        """Those of its members."""
        for key, member in self.members.items():
            inner = node.get(key) if isinstance(node, MappingNode) else None
            if inner is not None:
                yield from member.nodes(f"{name}.{key}", inner)

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
    note = COPY

    def schema(self, reading: Reading) -> Schema[Given]:
        """Reads the groups; those with nothing in them do not count."""
        return Mapped(_Rows(super().schema(reading), at_most=len(self.names)), self._by_name)

    def nodes(self, name: str, node: Node) -> Iterator[tuple[str, PatientField[Any], Node]]:
        """Those of each group, by its letter, or by the next that is free."""
        items = (
            [item for item in node.items if isinstance(item, MappingNode)]
            if isinstance(node, Sequence)
            else []
        )
        letters = [self._letter(item) for item in items]
        free = (record for record in self.names if record not in letters)
        for item, letter in zip(items, letters, strict=True):
            record = letter or next(free, None)
            if record is not None:
                yield from super().nodes(f"{name}.{record}", item)

    def _letter(self, node: MappingNode) -> str | None:
        letter = node.get("letter")
        text = letter.text.strip().upper() if isinstance(letter, Scalar) else ""
        return text if text in self.names else None

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
