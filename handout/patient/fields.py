"""The personal file, field by field: its reader, the file to fill in and its schema follow from this."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any

from handout.patient.kinds import (
    ChoiceField,
    DateField,
    Group,
    Letter,
    Member,
    NumberField,
    PatientField,
    Records,
    RegionField,
    TextField,
    TextListField,
    TimeField,
)

MEMBERS: Mapping[str, Member] = {
    "about-me": Group(
        {
            "name": TextField(),
            "born": DateField("1955-11-30"),
            "phone": TextField(),
        }
    ),
    "appointment": Group({"date": DateField("2026-03-05"), "time": TimeField(), "with": TextField()}),
    "lumps": Records(
        {
            "letter": Letter(("A", "B", "C", "D")),
            "side": ChoiceField("side"),
            "site": ChoiceField("site"),
            "size": NumberField(1, 300, 25),
            "since": DateField("2019", year_alone=True),
            "pressing-hurts": ChoiceField("answer"),
        },
        names=("A", "B", "C", "D"),
    ),
    "pain": Group(
        {
            "now": NumberField(0, 10, 4),
            "worst": NumberField(0, 10, 8),
            "since": DateField("2019", year_alone=True),
            "movement": TextField(),
            "goes-to": RegionField(),
            "worse-with": ChoiceField("worse", several=True),
            "better-with": ChoiceField("better", several=True),
        }
    ),
    "tried": ChoiceField("tried", several=True),
    "tried-other": TextField(),
    "medicines": TextListField(),
    "blood-thinners": ChoiceField("answer"),
    "allergies": TextListField(),
    "conditions": ChoiceField("condition", several=True),
    "operations": Records(
        {
            "date": DateField("2021", year_alone=True),
            "side": ChoiceField("side"),
            "number": NumberField(1, 20, 2),
            "gap-closed": ChoiceField("known"),
            "laboratory": ChoiceField("known"),
            "relief": NumberField(0, 999, 12),
            "came-back": ChoiceField("answer"),
        },
        names=("1", "2", "3", "4", "5", "6"),
    ),
    "questions": TextListField(separate=True),
}
"""The file, key by key: the one place where its fields are said."""

FIELDS: Mapping[str, PatientField[Any]] = MappingProxyType(
    dict(chain.from_iterable(member.fields(name) for name, member in MEMBERS.items()))
)
"""What each field holds, by its name: ``pain.now``, ``lumps.A.side``, ``operations.1.date``."""

COMMENTS: tuple[str, ...] = (
    "file",
    "language",
    *chain.from_iterable(member.comments(name) for name, member in MEMBERS.items()),
)
"""The names of the comments in the file to fill in; one with ``.example`` is what somebody may write."""

KEYS = frozenset({"language", *chain.from_iterable(member.keys(name) for name, member in MEMBERS.items())})
