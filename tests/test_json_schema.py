"""JSON Schemas made from shapes: an editor marks what the program would refuse."""

from __future__ import annotations

from typing import NamedTuple

import jsonschema
import pytest

from handout.files.base import Schema
from handout.files.containers import Field, ListOf, MapOf, Mapped, OneOfKey, OneOfKind, Record
from handout.files.scalars import Choice, Date, Flag, Integer, TextSchema


class One(NamedTuple):
    """A record of one key."""

    name: object
    more: object = None


NAMED = Record(One, {"name": Field(Integer())})
OTHER = Record(One, {"more": Field(Integer(), attribute="name")})
OPTIONAL = Record(One, {"name": Field(Integer()), "more": Field(Integer(), required=False, blank_ok=True)})

CASES: list[tuple[Schema[object], object, object]] = [
    (TextSchema(), "a", " "),
    (TextSchema(), 12, None),
    (TextSchema(), True, []),
    (TextSchema(empty_ok=True), "", {}),
    (TextSchema(max_length=2), "ab", "abc"),
    (TextSchema(pattern="a|b", hint="a or b"), "b", "ab"),
    (Choice(("a", "b")), "a", "c"),
    (Flag(), "yes", "on"),
    (Flag(), False, 0),
    (Integer(1, 3), 3, 4),
    (Integer(1, 3), 1, 0),
    (Integer(), -5, 1.5),
    (Date(), "2024-05-31", "31.5.2024"),
    (ListOf(Integer()), [], [1, "a"]),
    (ListOf(Integer(), at_least=1, at_most=2), [1, 2], [1, 2, 3]),
    (ListOf(Integer(), at_least=1), [1], []),
    (MapOf(Integer(), TextSchema(pattern="[a-z]", hint="a letter")), {"a": 1}, {"1": 1}),
    (MapOf(Integer()), {"a": 1}, {"a": "b"}),
    (MapOf(Integer(), empty_ok=False), {"a": 1}, {}),
    (NAMED, {"name": 1}, {}),
    (NAMED, {"name": 1}, {"name": 1, "nmae": 1}),
    (NAMED, {"name": 1}, {"name": None}),
    (OPTIONAL, {"name": 1, "more": None}, {"name": None}),
    (OneOfKind({"a": NAMED, "b": OTHER}), {"kind": "a", "name": 1}, {"kind": "b", "name": 1}),
    (OneOfKind({"a": NAMED, "b": OTHER}), {"kind": "b", "more": 1}, {"more": 1}),
    (OneOfKey({"name": NAMED, "more": OTHER}), {"more": 1}, {"name": 1, "more": 1}),
    (Mapped(Integer(), lambda number, _: str(number)), 1, "a"),
]


@pytest.mark.parametrize(("schema", "right", "wrong"), CASES)
def test_a_schema_tells_right_from_wrong(schema: Schema[object], right: object, wrong: object) -> None:
    """What the shape takes is valid, what it refuses is not."""
    validator = jsonschema.Draft202012Validator(schema.json_schema())
    validator.check_schema(schema.json_schema())
    assert validator.is_valid(right)
    assert not validator.is_valid(wrong)


def test_what_belongs_in_a_field_is_described() -> None:
    """An editor shows what a record is and what belongs under its key."""
    json_schema = Record(One, {"name": Field(Integer(), doc="how many")}, doc="a number").json_schema()
    assert json_schema["description"] == "a number"
    assert json_schema["properties"]["name"]["description"] == "how many"
