"""What somebody wrote about themselves, as frozen data; what can be chosen, by name."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

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
