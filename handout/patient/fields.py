"""The personal file, field by field: its reader, the file to fill in and its schema follow from this."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType

from handout.patient.kinds import (
    ChosenKind,
    ClockKind,
    CountKind,
    DayKind,
    Entries,
    EntryName,
    Group,
    Kind,
    Part,
    PlacesKind,
    SeveralKind,
    WordsKind,
)

PARTS: Mapping[str, Part] = {
    "about-me": Group(
        {
            "name": WordsKind(),
            "born": DayKind("1955-11-30"),
            "phone": WordsKind(),
        }
    ),
    "appointment": Group({"date": DayKind("2026-03-05"), "time": ClockKind(), "with": WordsKind()}),
    "lumps": Entries(
        {
            "letter": EntryName(("A", "B", "C", "D")),
            "side": ChosenKind("side"),
            "site": ChosenKind("site"),
            "size": CountKind(1, 300, 25),
            "since": DayKind("2019", year_alone=True),
            "pressing-hurts": ChosenKind("answer"),
        },
        names=("A", "B", "C", "D"),
    ),
    "pain": Group(
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
    "operations": Entries(
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
    dict(chain.from_iterable(part.fields(name) for name, part in PARTS.items()))
)
"""What each field holds, by its name: ``pain.now``, ``lumps.A.side``, ``operations.1.date``."""

COMMENTS: tuple[str, ...] = (
    "file",
    "language",
    *chain.from_iterable(part.comments(name) for name, part in PARTS.items()),
)
"""The names of the comments in the file to fill in; one with ``.example`` is what somebody may write."""

KEYS = frozenset({"language", *chain.from_iterable(part.keys(name) for name, part in PARTS.items())})
