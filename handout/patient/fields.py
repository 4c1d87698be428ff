"""The personal file, field by field: its reader, the file to fill in and its schema follow from this."""

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any

from handout.model import Room
from handout.patient import kinds

MEMBERS: Mapping[str, kinds.Member] = {
    "about-me": kinds.Group(
        {
            "name": kinds.TextField(),
            "born": kinds.DateField("1955-11-30", Room.WORD),
            "phone": kinds.TextField(),
        }
    ),
    "appointment": kinds.Group(
        {
            "date": kinds.DateField("2026-03-05", Room.WORD),
            "time": kinds.TimeField(),
            "with": kinds.TextField(),
        }
    ),
    "lumps": kinds.Records(
        {
            "letter": kinds.Letter(("A", "B", "C", "D")),
            "side": kinds.ChoiceField("side"),
            "site": kinds.ChoiceField("site"),
            "size": kinds.NumberField(1, 300, 25),
            "since": kinds.DateField("2019-03"),
            "pressing-hurts": kinds.ChoiceField("answer"),
        },
        names=("A", "B", "C", "D"),
    ),
    "lump-size": kinds.ChoiceField("change"),
    "pain": kinds.Group(
        {
            "now": kinds.NumberField(0, 10, 4),
            "worst": kinds.NumberField(0, 10, 8),
            "since": kinds.DateField("2019-03"),
            "movement": kinds.TextField(),
            "goes-to": kinds.RegionField(),
            "worse-with": kinds.ChoiceField("worse", several=True),
            "better-with": kinds.ChoiceField("better", several=True),
            "stops-me-from": kinds.ChoiceField("activity", several=True),
            "sitting-minutes": kinds.NumberField(1, 600, 20),
        }
    ),
    "tried": kinds.ChoiceField("tried", several=True),
    "tried-other": kinds.TextField(),
    "medicines": kinds.TextListField(),
    "blood-thinners": kinds.ChoiceField("known", boxes=("yes", "no")),
    "allergies": kinds.TextListField(),
    "conditions": kinds.ChoiceField("condition", several=True),
    "operations": kinds.Records(
        {
            "date": kinds.DateField("2021"),
            "side": kinds.ChoiceField("side"),
            "number": kinds.NumberField(1, 20, 2),
            "gap-closed": kinds.ChoiceField("known"),
            "laboratory": kinds.ChoiceField("known"),
            "numbing-test": kinds.ChoiceField("known"),
            "relief": kinds.NumberField(0, 999, 12),
            "came-back": kinds.ChoiceField("known"),
            "came-back-after": kinds.NumberField(0, 600, 8),
        },
        names=("1", "2", "3", "4", "5", "6"),
    ),
    "questions": kinds.TextListField(separate=True),
}
"""The file, key by key: the one place where its fields are said."""

FIELDS: Mapping[str, kinds.PatientField[Any]] = MappingProxyType(
    dict(chain.from_iterable(member.fields(name) for name, member in MEMBERS.items()))
)
"""What each field holds, by its name: ``pain.now``, ``lumps.A.side``, ``operations.1.date``."""

COMMENTS: tuple[str, ...] = (
    "file",
    kinds.EXAMPLE,
    kinds.DATES,
    kinds.COPY,
    "language",
    *chain.from_iterable(member.comments(name) for name, member in MEMBERS.items()),
)
"""The names of the comments in the file to fill in; one with ``.example`` is what somebody may write."""

KEYS = frozenset({"language", *chain.from_iterable(member.keys(name) for name, member in MEMBERS.items())})
