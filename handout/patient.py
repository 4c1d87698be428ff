"""The personal file: its fields, said once; its reader, the file to fill in, and its schema follow from them.

Every field may be left out or left empty. What is chosen from a list is kept by its name, so that it can be
printed in any language; free text stays as written, nothing in it has a meaning. Messages name the field and
the place and never repeat what the file says.
"""

from __future__ import annotations

import bisect
import datetime
import re
import unicodedata
from abc import ABC, abstractmethod
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple, TypeAlias, TypeVar

from handout import markup, yamlsource
from handout.errors import ContentError, Position, Problem
from handout.shape import Choice, Field, Integer, Invalid, ListOf, Mapped, Record, Report, Schema, Shape, Text
from handout.yamlsource import Node, Scalar, Sequence

T = TypeVar("T")

MAX_BYTES = 256 * 1024
MAX_NODES = 2000
"""A file with everything in it has some 400."""
MAX_TEXT = 2000
MAX_WORD = 40
"""Letters between blanks: a word is never broken, and a longer one fits no line."""
MAX_LIST = 20
MAX_PROBLEMS = 50
"""How many problems are told; who meets more has given another file."""
SCHEMA_NAME = "handout-patient.schema.json"

VOCABULARIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "side": ("left", "right"),
        "site": ("dimple", "crest", "below-crest", "joint-line", "beside-spine"),
        "place": (
            "buttock",
            "groin",
            "outer-hip",
            "thigh-front",
            "thigh-back",
            "knee",
            "calf",
            "foot",
            "lower-abdomen",
        ),
        "worse": ("sitting", "bending", "turning", "standing", "coughing", "pressure"),
        "better": ("lying", "moving", "heat", "cold", "painkillers"),
        "tried": (
            "painkillers",
            "exercise",
            "physiotherapy",
            "heat-or-cold",
            "massage",
            "needling",
            "injection",
            "operation",
        ),
        "condition": ("heart", "liver", "kidney", "diabetes", "bleeding", "pregnancy"),
        "answer": ("yes", "no"),
        "known": ("yes", "no", "unknown"),
    }
)
"""What can be chosen; the words for it stand in the language."""


class Words(NamedTuple):
    """Free text as written, but that any run of blanks and line ends is one space."""

    text: str
    lang: str


class Several(NamedTuple):
    """A list of free texts."""

    texts: tuple[Words, ...]
    separate: bool
    """Whether each stands on a line of its own."""


class Chosen(NamedTuple):
    """Names of a vocabulary, in the order of the file."""

    vocabulary: str
    names: tuple[str, ...]
    several: bool
    """Whether more than one could be chosen."""


class Count(NamedTuple):
    """A whole number."""

    number: int


class Day(NamedTuple):
    """A day, or only a year."""

    day: datetime.date | None
    year: int


class Clock(NamedTuple):
    """A time of the day as written: 10:30."""

    text: str


class Places(NamedTuple):
    """Where the pain goes on each side of the body: names of the vocabulary ``place``."""

    left: tuple[str, ...]
    right: tuple[str, ...]


Value: TypeAlias = Words | Several | Chosen | Count | Day | Clock | Places
Values: TypeAlias = Mapping[str, Value]


class _Reading(NamedTuple):
    """What the texts of one file are read with."""

    lang: str
    missing: Callable[[str], set[str]]


class _Prose(Text):
    """Free text that can be printed."""

    def schema(self) -> Schema:
        """As for a text, without too long a word."""
        return {**super().schema(), "not": {"type": "string", "pattern": rf"\S{{{MAX_WORD + 1}}}"}}


class _Stamp(Text):
    """Digits with signs between them, which YAML never takes for a number."""

    def schema(self) -> Schema:
        """A string, and no number."""
        return {**super().schema(), "type": "string"}


class _When(_Stamp):
    """A date, or a year: which YAML takes for a number."""

    def schema(self) -> Schema:
        """The string or the year."""
        return {"anyOf": [super().schema(), {"type": "integer", "minimum": 1900, "maximum": 2099}]}


class _Rows(ListOf[T]):
    """A list to fill in: an entry with nothing after its hyphen is not there."""

    def read(self, node: Node, report: Report) -> tuple[T, ...] | Invalid:
        """The values of the entries that are filled in."""
        if isinstance(node, Sequence):
            node = Sequence(tuple(item for item in node.items if not _is_blank(item)), node.at)
        return super().read(node, report)

    def schema(self) -> Schema:
        """As for a list; an entry may be empty."""
        return {**super().schema(), "items": {"anyOf": [self.shape.schema(), {"enum": [None, ""]}]}}


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

    def schema(self) -> Schema:
        """As for a list to fill in, with nothing in it twice."""
        return {**super().schema(), "uniqueItems": True}


def _is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and node.known and not node.text.strip()


def _words(scalar: Scalar, report: Report, *, reading: _Reading) -> Words:
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


def _prose(reading: _Reading) -> Shape[Words]:
    return Mapped(_Prose(max_length=MAX_TEXT), partial(_words, reading=reading))


def _names(vocabulary: str) -> Shape[tuple[str, ...]]:
    return _Once(Choice(VOCABULARIES[vocabulary]), at_most=MAX_LIST)


class _Filled(NamedTuple):
    """What is filled in, by its key."""

    values: Mapping[str, Value | Scalar | _Filled]


def _form(shapes: Mapping[str, Shape[Any]]) -> Shape[_Filled]:
    """Keys that may be left out or left empty."""
    # Underscores behind, because a key may be a word of Python.
    attributes = {key: f"{key.replace('-', '_')}_" for key in shapes}
    # mypy knows only names that are written out.
    made: Any = namedtuple("Form", attributes.values(), defaults=[None] * len(attributes))  # type: ignore[misc]
    fields = {
        key: Field(shape, required=False, attribute=attributes[key], blank_ok=True)
        for key, shape in shapes.items()
    }

    def filled(found: Any, _: Report) -> _Filled:
        given = {key: getattr(found, name) for key, name in attributes.items()}
        return _Filled({key: value for key, value in given.items() if value is not None})

    return Mapped(Record(made, fields), filled)


class _Language(NamedTuple):
    """The words that the file to fill in is written with."""

    comments: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]]

    def about(self, name: str, vocabularies: Iterable[str]) -> Iterator[str]:
        """The comment of a field, then what can be chosen, with its words."""
        yield from _comment(self.comments[name])
        for vocabulary in vocabularies:
            for one in VOCABULARIES[vocabulary]:
                yield from _comment(f"{one} = {self.choices[vocabulary][one]}")


def _comment(text: str) -> Iterator[str]:
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


class _Part(ABC):
    """What stands after one key of the file; ``name`` is the key after those it stands under."""

    @abstractmethod
    def shape(self, reading: _Reading) -> Shape[Value | Scalar | _Filled | None]:
        """Reads what is filled in; None where nothing is."""

    @abstractmethod
    def lines(self, name: str, language: _Language) -> Iterator[str]:
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


class Kind(_Part):
    """What a field holds."""

    value: ClassVar[type[Value]]
    """The class of its values."""

    @property
    def vocabularies(self) -> tuple[str, ...]:
        """The names of what can be chosen."""
        return ()

    @abstractmethod
    def example(self, name: str, language: _Language) -> str:
        """A value as it may be written in the file."""

    def lines(self, name: str, language: _Language) -> Iterator[str]:
        """The field on one line."""
        yield from language.about(name, self.vocabularies)
        yield f"{_key(name)}:  # {self.example(name, language)}"

    def fields(self, name: str) -> Iterator[tuple[str, Kind]]:
        """The field itself."""
        yield name, self


class _Free(Kind):
    """What one writes in one's own words; the example is the language's."""

    def example(self, name: str, language: _Language) -> str:
        """A text of the language."""
        return _plain(language.comments[f"{name}.example"])

    def comments(self, name: str) -> Iterator[str]:
        """The comment and the example."""
        yield from (name, f"{name}.example")


@dataclass(frozen=True, eq=False, repr=False)
class WordsKind(_Free):
    """Free text."""

    value = Words

    def shape(self, reading: _Reading) -> Shape[Words | None]:
        """Reads a text."""
        return _prose(reading)


@dataclass(frozen=True, eq=False, repr=False)
class SeveralKind(_Free):
    """A list of free texts."""

    separate: bool = False
    value = Several

    def shape(self, reading: _Reading) -> Shape[Several | None]:
        """Reads a list of texts."""

        def several(texts: tuple[Words, ...], _: Report) -> Several | None:
            return Several(texts, self.separate) if texts else None

        return Mapped(_Rows(_prose(reading), at_most=MAX_LIST), several)

    def lines(self, name: str, language: _Language) -> Iterator[str]:
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

    def shape(self, _: _Reading) -> Shape[Chosen | None]:
        """Reads a name, or a list of names."""

        def chosen(names: tuple[str, ...], _: Report) -> Chosen | None:
            return Chosen(self.vocabulary, names, self.several) if names else None

        if self.several:
            return Mapped(_names(self.vocabulary), chosen)
        return Mapped(Choice(VOCABULARIES[self.vocabulary]), lambda name, report: chosen((name,), report))

    def example(self, _name: str, _language: _Language) -> str:
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

    def shape(self, _: _Reading) -> Shape[Count | None]:
        """Reads a whole number."""
        return Mapped(Integer(self.at_least, self.at_most), lambda number, _: Count(number))

    def example(self, _name: str, _language: _Language) -> str:
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

    def shape(self, _: _Reading) -> Shape[Day | None]:
        """Reads a day of the years 1900 to 2099, or such a year."""
        if self.year_alone:
            hint = f"a year, such as 2019, or {_DATE_HINT}"
            return Mapped(_When(pattern=f"(?:19|20)[0-9]{{2}}|{_DATE}", hint=hint), _day)
        return Mapped(_Stamp(pattern=_DATE, hint=_DATE_HINT), _day)

    def example(self, _name: str, _language: _Language) -> str:
        """A date, or a year."""
        return self.sample


@dataclass(frozen=True, eq=False, repr=False)
class ClockKind(Kind):
    """A time of the day."""

    value = Clock

    def shape(self, _: _Reading) -> Shape[Clock | None]:
        """Reads hours and minutes."""
        hint = "a time as hours:minutes, from 0:00 to 23:59, such as 10:30"
        text = _Stamp(pattern="(?:[01]?[0-9]|2[0-3]):[0-5][0-9]", hint=hint)
        return Mapped(text, lambda scalar, _: Clock(scalar.text))

    def example(self, _name: str, _language: _Language) -> str:
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

    def shape(self, _: _Reading) -> Shape[Places | None]:
        """Reads a list of names for each side."""

        def places(found: _Filled, _: Report) -> Places | None:
            # The shape of each is that of names.
            given: dict[str, Any] = {side: found.values.get(side, ()) for side in VOCABULARIES["side"]}
            return Places(**given) if any(given.values()) else None

        return Mapped(_form(dict.fromkeys(VOCABULARIES["side"], _names("place"))), places)

    def example(self, _name: str, _language: _Language) -> str:
        """The first two places."""
        return "[{}, {}]".format(*VOCABULARIES["place"])

    def lines(self, name: str, language: _Language) -> Iterator[str]:
        """A line for each side."""
        yield from language.about(name, self.vocabularies)
        yield f"{_key(name)}:"
        yield from (f"  {side}:  # {self.example(name, language)}" for side in VOCABULARIES["side"])

    def keys(self, name: str) -> Iterator[str]:
        """The field and its two sides."""
        yield from (name, *(f"{name}.{side}" for side in VOCABULARIES["side"]))


@dataclass(frozen=True, eq=False, repr=False)
class _Name(_Part):
    """A letter that tells an entry from the others."""

    letters: tuple[str, ...]

    def shape(self, _: _Reading) -> Shape[Scalar]:
        """Reads the letter, with its place."""
        hint = f"a letter from {self.letters[0]} to {self.letters[-1]}"
        return _Stamp(pattern=f"[{''.join(self.letters)}]", hint=hint)

    def lines(self, name: str, language: _Language) -> Iterator[str]:
        """The example is the first letter."""
        yield from language.about(name, ())
        yield f"{_key(name)}:  # {self.letters[0]}"

    def fields(self, _: str) -> Iterator[tuple[str, Kind]]:
        """None: it is part of the names of the others."""
        return iter(())


@dataclass(frozen=True, eq=False, repr=False)
class _Group(_Part):
    """Parts under one key."""

    parts: Mapping[str, _Part]

    def shape(self, reading: _Reading) -> Shape[_Filled]:
        """Reads the parts."""
        return _form({key: part.shape(reading) for key, part in self.parts.items()})

    def lines(self, name: str, language: _Language) -> Iterator[str]:
        """The parts, one below the other."""
        yield from language.about(name, ())
        yield f"{_key(name)}:"
        for inner, part in self._under(name):
            yield from (f"  {line}" for line in part.lines(inner, language))

    def _under(self, name: str) -> Iterator[tuple[str, _Part]]:
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
class _Entries(_Group):
    """A list of groups, each with a name: as given under the key ``letter``, else the next that is free."""

    names: tuple[str, ...]

    def shape(self, reading: _Reading) -> Shape[_Filled]:
        """Reads the groups; those with nothing in them are not there."""
        return Mapped(_Rows(super().shape(reading), at_most=len(self.names)), self._named)

    def _named(self, entries: tuple[_Filled, ...], report: Report) -> _Filled:
        taken: dict[str, _Filled] = {}
        unnamed: list[_Filled] = []
        for entry in entries:
            inner = dict(entry.values)
            name = inner.pop("letter", None)
            if not isinstance(name, Scalar):
                unnamed += [entry] if inner else []
            elif name.text in taken:
                report.note(name.at, "given-twice", "this letter is given twice")
            else:
                taken[name.text] = _Filled(inner)
        return _Filled(
            taken | dict(zip((one for one in self.names if one not in taken), unnamed, strict=False))
        )

    def lines(self, name: str, language: _Language) -> Iterator[str]:
        """One empty group; the hyphen stands before its first key."""
        lines = list(super().lines(name, language))
        start = lines.index(f"{_key(name)}:") + 1
        first = next(at for at, line in enumerate(lines) if at >= start and not line.startswith("  #"))
        yield from lines[:start]
        for at, line in enumerate(lines[start:], start):
            yield f"  - {line.lstrip()}" if at == first else f"  {line}"

    def fields(self, name: str) -> Iterator[tuple[str, Kind]]:
        """The fields of each group that there can be."""
        return chain(*(super(_Entries, self).fields(f"{name}.{one}") for one in self.names))


_PARTS: Mapping[str, _Part] = {
    "about-me": _Group(
        {
            "name": WordsKind(),
            "born": DayKind("1955-11-30"),
            "phone": WordsKind(),
        }
    ),
    "appointment": _Group({"date": DayKind("2026-03-05"), "time": ClockKind(), "with": WordsKind()}),
    "lumps": _Entries(
        {
            "letter": _Name(("A", "B", "C", "D")),
            "side": ChosenKind("side"),
            "site": ChosenKind("site"),
            "size": CountKind(1, 300, 25),
            "since": DayKind("2019", year_alone=True),
            "pressing-hurts": ChosenKind("answer"),
        },
        names=("A", "B", "C", "D"),
    ),
    "pain": _Group(
        {
            "now": CountKind(0, 10, 4),
            "worst": CountKind(0, 10, 8),
            "since": DayKind("2019", year_alone=True),
            "movement": WordsKind(),
            "goes-to": PlacesKind(),
            "worse-with": ChosenKind("worse", several=True),
            "better-with": ChosenKind("better", several=True),
        }
    ),
    "tried": ChosenKind("tried", several=True),
    "tried-other": WordsKind(),
    "medicines": SeveralKind(),
    "blood-thinners": ChosenKind("answer"),
    "allergies": SeveralKind(),
    "conditions": ChosenKind("condition", several=True),
    "operations": _Entries(
        {
            "date": DayKind("2021", year_alone=True),
            "side": ChosenKind("side"),
            "number": CountKind(1, 20, 2),
            "gap-closed": ChosenKind("known"),
            "laboratory": ChosenKind("known"),
            "relief": CountKind(0, 999, 12),
            "came-back": ChosenKind("answer"),
        },
        names=("1", "2", "3", "4", "5", "6"),
    ),
    "questions": SeveralKind(separate=True),
}
"""The file, key by key: the one place where its fields are said."""

FIELDS: Mapping[str, Kind] = MappingProxyType(
    dict(chain.from_iterable(part.fields(name) for name, part in _PARTS.items()))
)
"""What each field holds, by its name: ``pain.now``, ``lumps.A.side``, ``operations.1.date``."""

COMMENTS: tuple[str, ...] = (
    "file",
    "language",
    *chain.from_iterable(part.comments(name) for name, part in _PARTS.items()),
)
"""The names of the comments in the file to fill in; one with ``.example`` is what somebody may write."""

_KEYS = frozenset({"language", *chain.from_iterable(part.keys(name) for name, part in _PARTS.items())})


@dataclass(frozen=True)
class Patient:
    """What somebody wrote about themselves."""

    lang: str
    """The tag of the language of the free text."""
    values: Values = field(repr=False)
    """By the names of FIELDS; only what is given."""

    @property
    def lumps(self) -> tuple[tuple[str, str | None, str | None], ...]:
        """Letter, side and site of each lump, in the order of the letters."""
        letters = sorted({name.split(".")[1] for name in self.values if name.startswith("lumps.")})
        return tuple(
            (letter, self._chosen(f"lumps.{letter}.side"), self._chosen(f"lumps.{letter}.site"))
            for letter in letters
        )

    @property
    def shaded(self) -> tuple[tuple[str, str], ...]:
        """Side and place of each region where the pain goes."""
        places = self.values.get("pain.goes-to")
        if not isinstance(places, Places):
            return ()
        return tuple((side, place) for side in VOCABULARIES["side"] for place in getattr(places, side))

    def _chosen(self, name: str) -> str | None:
        value = self.values.get(name)
        return value.names[0] if isinstance(value, Chosen) else None


def load(path: Path, *, missing: Callable[[str], set[str]]) -> Patient:
    """The personal file at *path*; *missing* tells which letters of a text no face can show.

    Raises ContentError with all problems; no message repeats what the file says.
    """
    node, problems = yamlsource.read(path, limit=MAX_BYTES, nodes=MAX_NODES)
    report = Report(problems, private=True)
    reading = _Reading(_language(node), missing)
    found = None if node is None else _shape(reading).read(node, report)
    if report.problems or not isinstance(found, _Filled):
        raise ContentError(_told(report.problems, node))
    return Patient(reading.lang, MappingProxyType(dict(_flat(found))))


def _shape(reading: _Reading) -> Shape[_Filled]:
    tag = Text(pattern=markup.TAG, hint="the tag of a language, such as “en” or “pt-BR”")
    return _form({"language": tag, **{name: part.shape(reading) for name, part in _PARTS.items()}})


def _language(node: Node | None) -> str:
    """The language the file says it is in; its shape tells whether that is one."""
    entries = node.entries if isinstance(node, yamlsource.Mapping) else ()
    given = next((value for key, value in entries if key.text == "language"), None)
    return given.text if isinstance(given, Scalar) and given.text.strip() else "en"


def _flat(filled: _Filled, above: str = "") -> Iterator[tuple[str, Value]]:
    for key, value in filled.values.items():
        if isinstance(value, _Filled):
            yield from _flat(value, f"{above}{key}.")
        elif not isinstance(value, Scalar):
            yield above + key, value


def _told(problems: tuple[Problem, ...], node: Node | None) -> Iterator[Problem]:
    """The first problems, each with the name of its field; and how many more there are."""
    marks = list(_marks(node)) if node else []
    for problem in problems[:MAX_PROBLEMS]:
        path = _field(problem, marks)
        named = f"{', '.join(path)}: {problem.message}" if path else problem.message
        yield replace(problem, message=named)
    if rest := problems[MAX_PROBLEMS:]:
        yield Problem(rest[0].at, "more", f"at least {len(rest)} more problems from here on")


_Mark: TypeAlias = tuple[Position, tuple[str, ...]]


def _marks(node: Node, path: tuple[str, ...] = (), name: str = "") -> Iterator[_Mark]:
    """Where each key and each entry of a list begins, and what it is called: an unknown key as its parent."""
    yield node.at, path
    if isinstance(node, Sequence):
        for number, item in enumerate(node.items, 1):
            yield from _marks(item, (*path, str(number)), name)
    for key, value in node.entries if isinstance(node, yamlsource.Mapping) else ():
        inner = f"{name}.{key.text}" if name else key.text
        known = (*path, key.text) if inner in _KEYS else path
        yield key.at, known
        yield from _marks(value, known, inner)


def _field(problem: Problem, marks: list[_Mark]) -> tuple[str, ...]:
    """What the field at a problem's place is called."""
    before = marks[: bisect.bisect_right(marks, problem.at, key=lambda mark: mark[0])]
    if problem.rule == "duplicate-key":
        # The second key is not in the tree: named is what it stands under, which begins further left.
        left = [mark for mark in before if mark[0].column < problem.at.column]
        before = [mark for mark in left if mark[0].line == problem.at.line][:1] or left
    return before[-1][1] if before else ()


def template(comments: Mapping[str, str], choices: Mapping[str, Mapping[str, str]], lang: str) -> str:
    """The personal file to fill in: every field is there and empty, so that it loads and says nothing.

    *comments* are by the names of COMMENTS, *choices* by vocabulary and name.
    """
    language = _Language(comments, choices)
    lines = [f"# yaml-language-server: $schema={SCHEMA_NAME}", *_comment(comments["file"]), ""]
    lines += [*_comment(comments["language"]), f"language: {lang}"]
    for name, part in _PARTS.items():
        lines += ["", *part.lines(name, language)]
    return "\n".join(lines) + "\n"


def schema() -> Schema:
    """The JSON Schema of the personal file, Draft 2020-12, for editors."""
    shape = _shape(_Reading("en", lambda _: set()))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **shape.schema()}
