"""What somebody wrote about themselves, as frozen data; what can be chosen, by name."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from handout.errors import Position
from handout.model import Language

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
        "change": ("same", "varies", "grows"),
        "worse": ("sitting", "bending", "turning", "coughing", "pressure", "standing"),
        "better": ("lying", "moving", "heat", "cold", "painkillers"),
        "activity": ("sleeping", "working", "sitting"),
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


@dataclass(frozen=True)
class OwnWords:
    """Free text as written, but that any run of blanks and line ends is one space."""

    text: str
    lang: str
    at: Position = field(default=Position("me"), compare=False)
    """In the personal file."""


class YearMonth(NamedTuple):
    """A month of a year."""

    year: int
    month: int


Region: TypeAlias = tuple[str, str]
"""A side of the body, and a place on it."""

Value: TypeAlias = (
    OwnWords
    | tuple[OwnWords, ...]
    | tuple[str, ...]
    | int
    | YearMonth
    | datetime.date
    | str
    | tuple[Region, ...]
)
"""A text, texts, names of a vocabulary, a number or a year, a month, a date, a time, or regions."""


@dataclass(frozen=True)
class Patient:
    """What somebody wrote about themselves."""

    lang: str
    """The tag of the language of the free text."""
    values: Mapping[str, Any] = field(repr=False)
    """By the names of FIELDS; only what is given."""

    @property
    def lumps(self) -> tuple[tuple[str, str | None, str | None], ...]:
        """Letter, side and site of each lump, in the order of the letters."""
        letters = sorted({name.split(".")[1] for name in self.values if name.startswith("lumps.")})
        return tuple(
            (letter, self._choice(f"lumps.{letter}.side"), self._choice(f"lumps.{letter}.site"))
            for letter in letters
        )

    @property
    def shaded(self) -> tuple[Region, ...]:
        """Each region where the pain goes."""
        regions: tuple[Region, ...] = self.values.get("pain.goes-to", ())
        return regions

    def field_at(self, at: Position) -> str | None:
        """The name of the field whose own words, or the first of them, stand there in the personal file."""
        for name, value in self.values.items():
            words = value[0] if isinstance(value, tuple) else value
            if isinstance(words, OwnWords) and words.at == at:
                return name
        return None

    def _choice(self, name: str) -> str | None:
        names: tuple[str | None, ...] = self.values.get(name, (None,))
        return names[0]


def regions_in_words(regions: Iterable[Region], language: Language) -> tuple[str, ...]:
    """Where the pain goes, each side with the sign behind it: “left: buttock, knee; ”, “right: groin”."""
    words, behind = language.choices, language.conventions.behind_word
    sides = (
        f"{words['side'][side]}{behind(':')} {', '.join(words['place'][place] for _, place in group)}"
        for side, group in groupby(regions, key=itemgetter(0))
    )
    return separated(sides, f"{behind(';')} ")


def separated(items: Iterable[str], separator: str) -> tuple[str, ...]:
    """Items, each but the last with the separator behind it."""
    *firsts, last = items
    return (*(f"{item}{separator}" for item in firsts), last)
