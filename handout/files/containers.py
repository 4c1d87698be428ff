"""Schemas: what a file may hold, said once; nodes become frozen data by them, or problems.

A schema reads a node and keeps what is needed to describe itself (kinds, names, limits, explanations), so
that a JSON Schema for editors can be made from the same definition, and it finds the texts that a translator
works on. Nothing is guessed and nothing repaired; every problem is noted in the one pass. What holds many
things can be read as far as it is right, so that checks of the rest can go on. No knowledge of handouts or
languages here.
"""

from collections import abc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Generic, TypeAlias

from handout.files.base import INVALID, UNSET, Invalid, JsonSchema, PathText, S, Schema, T_co
from handout.files.nodes import Mapping, Node, Scalar, Sequence, is_blank
from handout.files.report import Report, hint
from handout.files.scalars import Choice, TextSchema


@dataclass(frozen=True, eq=False, repr=False)
class ListOf(Schema[tuple[T_co, ...]]):
    """Any number of one schema, within limits."""

    schema: Schema[T_co]
    at_least: int = 0
    at_most: int | None = None
    partial: bool = False
    """Whether those that are right are returned where others are wrong."""
    noun: ClassVar[str] = "a list"

    def read(self, node: Node, report: Report) -> tuple[T_co, ...] | Invalid:
        """The values in order."""
        if not isinstance(node, Sequence):
            return self._wrong_kind(node, report)
        counted = self._count(node, report)
        values = [self.schema.read(item, report) for item in node.items]
        valid = tuple(value for value in values if not isinstance(value, Invalid))
        return valid if self.partial or (counted and len(valid) == len(values)) else INVALID

    def path_texts(self, node: Node, path: tuple[str, ...] = ()) -> Iterator[PathText]:
        """Those of the items."""
        for number, item in enumerate(node.items if isinstance(node, Sequence) else (), 1):
            yield from self.schema.path_texts(item, (*path, identified(item) or str(number)))

    def json_schema(self) -> JsonSchema:
        """An array within the limits."""
        limits = {"minItems": self.at_least or None, "maxItems": self.at_most}
        keywords = {keyword: limit for keyword, limit in limits.items() if limit is not None}
        return {"type": "array", "items": self.schema.json_schema(), **keywords}

    def _count(self, node: Sequence, report: Report) -> bool:
        count = len(node.items)
        if count < self.at_least:
            report.note(node.at, "too-few", f"expected at least {self.at_least} in this list, found {count}")
        if self.at_most is not None and count > self.at_most:
            at = node.items[self.at_most].at
            report.note(at, "too-many", f"expected at most {self.at_most} in this list, found {count}")
        return count >= self.at_least and (self.at_most is None or count <= self.at_most)


@dataclass(frozen=True, eq=False, repr=False)
class MapOf(Schema[tuple[tuple[Scalar, T_co], ...]]):
    """Values of one schema under keys the author chooses."""

    schema: Schema[T_co]
    key: TextSchema = TextSchema()  # noqa: RUF009  a frozen value
    empty_ok: bool = True
    noun: ClassVar[str] = "a mapping (key: value)"

    def read(self, node: Node, report: Report) -> tuple[tuple[Scalar, T_co], ...] | Invalid:
        """The keys and values in order; no key is there twice."""
        if not isinstance(node, Mapping):
            return self._wrong_kind(node, report)
        if not (node.entries or self.empty_ok):
            report.note(node.at, "too-few", "expected at least one key with a value")
            return INVALID
        read = [(self.key.read(key, report), self.schema.read(value, report)) for key, value in node.entries]
        valid = tuple(
            (key, value)
            for key, value in read
            if not isinstance(key, Invalid) and not isinstance(value, Invalid)
        )
        return valid if len(valid) == len(read) else INVALID

    def path_texts(self, node: Node, path: tuple[str, ...] = ()) -> Iterator[PathText]:
        """Those of the values."""
        for key, value in node.entries if isinstance(node, Mapping) else ():
            yield from self.schema.path_texts(value, (*path, key.text))

    def json_schema(self) -> JsonSchema:
        """An object with any keys that fit."""
        names = {**self.key.json_schema(), "type": "string"}
        least = {} if self.empty_ok else {"minProperties": 1}
        return {
            "type": "object",
            **least,
            "propertyNames": names,
            "additionalProperties": self.schema.json_schema(),
        }


BLANK: JsonSchema = {"enum": [None, ""]}
"""Nothing after a key or a hyphen."""


@dataclass(frozen=True, eq=False, repr=False)
class Field:
    """One key of a record."""

    schema: Schema[object]
    required: bool = True
    default: object = UNSET
    """For a key that is not given; without it, the default in the class of the record."""
    doc: str = ""
    """For authors: what belongs here."""
    attribute: str = ""
    """The name in the class, where it is not the key with underscores for hyphens."""
    blank_ok: bool = False
    """Whether a key with nothing after it counts as not given, as in a form that is filled in."""
    local: bool = False
    """Whether all that stands here is a fact of the file's language, for a translator to decide."""
    stand_in: object = UNSET
    """What stands for it where it is wrong or missing, in a record that is read as far as it is right."""

    def path_texts(self, node: Node, path: tuple[str, ...]) -> Iterator[PathText]:
        """Those of the schema; all texts of a fact of the language."""
        if not self.local:
            yield from self.schema.path_texts(node, path)
            return
        prose = {path_text.path: path_text for path_text in self.schema.path_texts(node, path)}
        for path_text in _scalars(node, path):
            yield prose.get(path_text.path, path_text)._replace(local=True)

    def json_schema(self) -> JsonSchema:
        """That of the schema, with what belongs here."""
        json_schema = self.schema.json_schema()
        if self.blank_ok:
            json_schema = {"anyOf": [json_schema, BLANK]}
        return {**json_schema, "description": self.doc} if self.doc else json_schema


def _scalars(node: Node, path: tuple[str, ...]) -> Iterator[PathText]:
    """All texts in a node, but for keys."""
    if isinstance(node, Scalar):
        if node.known and node.text.strip():
            yield PathText(path, node, prose=False, markup=False)
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            yield from _scalars(value, (*path, key.text))
    else:
        for number, item in enumerate(node.items, 1):
            yield from _scalars(item, (*path, identified(item) or str(number)))


def identified(node: Node) -> str:
    """The ``id`` of keys with values; nothing where there is none."""
    ident = node.get("id") if isinstance(node, Mapping) else None
    return ident.text if isinstance(ident, Scalar) else ""


# Any: the values come from as many shapes as the record has fields; the class checks none of them.
_Values: TypeAlias = dict[str, Any]


@dataclass(frozen=True, eq=False, repr=False)
class Record(Schema[T_co]):
    """Known keys, each with its schema, that make one named tuple.

    If the class has a field ``at`` and the record has no such key, it receives the place of the node.
    """

    cls: type[T_co]
    fields: abc.Mapping[str, Field]
    doc: str = ""
    partial: bool = False
    """Whether it is made also where some of it is wrong: with stand-ins, and without what is optional."""
    noun: ClassVar[str] = "a mapping (key: value)"

    def __post_init__(self) -> None:
        has = set(self._class._fields)
        names = {self._attributes[key] for key in self.fields}
        needed = has - set(self._class._field_defaults) - {"at"}
        optional = {
            self._attributes[k] for k, f in self.fields.items() if not f.required and f.default is UNSET
        }
        for message, wrong in (
            ("has no such field", names - has),
            ("needs also", needed - names),
            ("needs a default for", optional & needed),
        ):
            if wrong:
                raise TypeError(f"{self.cls.__name__} {message}: {', '.join(sorted(wrong))}")

    def read(self, node: Node, report: Report) -> T_co | Invalid:
        """An object of the class."""
        if not isinstance(node, Mapping):
            return self._wrong_kind(node, report)
        known = self._known_keys(node, report)
        values = self._values(node, report)
        if self.partial:
            values = self._as_far_as_right(values)
        if not (known or self.partial) or any(isinstance(value, Invalid) for value in values.values()):
            return INVALID
        if self._has_place:
            values["at"] = node.at
        return self.cls(**values)

    def json_schema(self) -> JsonSchema:
        """An object with just these keys."""
        return {
            "type": "object",
            **({"description": self.doc} if self.doc else {}),
            "properties": {key: field.json_schema() for key, field in self.fields.items()},
            "required": [key for key, field in self.fields.items() if field.required],
            "additionalProperties": False,
        }

    # Any: what typing has no name for, the class of any named tuple.
    @property
    def _class(self) -> Any:
        return self.cls

    @cached_property
    def _has_place(self) -> bool:
        return "at" in self._class._fields and "at" not in self._attributes.values()

    @cached_property
    def _attributes(self) -> dict[str, str]:
        """By its key the name of each in the class."""
        return {key: field.attribute or key.replace("-", "_") for key, field in self.fields.items()}

    def path_texts(self, node: Node, path: tuple[str, ...] = ()) -> Iterator[PathText]:
        """Those of the known keys."""
        for key, value in node.entries if isinstance(node, Mapping) else ():
            if key.text in self.fields:
                yield from self.fields[key.text].path_texts(value, (*path, key.text))

    def _as_far_as_right(self, values: _Values) -> _Values:
        """The values, with stand-ins for wrong ones, and without those that can be left out."""
        fields = {self._attributes[key]: field for key, field in self.fields.items()}
        right = {}
        for name, value in values.items():
            field = fields[name]
            if not isinstance(value, Invalid):
                right[name] = value
            elif field.stand_in is not UNSET or field.required:
                right[name] = INVALID if field.stand_in is UNSET else field.stand_in
            elif field.default is not UNSET:
                right[name] = field.default
        return right

    def _known_keys(self, node: Mapping, report: Report) -> bool:
        unknown = [key for key, _ in node.entries if key.text not in self.fields]
        names = {key.text for key, _ in node.entries}
        for key in unknown:
            near = hint(key.text, [name for name in self.fields if name not in names])
            report.note(key.at, "unknown-key", f"{report.quote(key.text)} is not known here", near)
        return not unknown

    def _values(self, node: Mapping, report: Report) -> _Values:
        nodes = {key.text: value for key, value in node.entries}
        values: _Values = {}
        for key, field in self.fields.items():
            name, value = self._attributes[key], nodes.get(key)
            if value is not None and not (field.blank_ok and is_blank(value)):
                values[name] = field.schema.read(value, report)
            elif field.required:
                report.note(node.at, "missing-key", f"“{key}” is missing")
                values[name] = INVALID
            elif field.default is not UNSET:
                values[name] = field.default
        return values


@dataclass(frozen=True, eq=False, repr=False)
class OneOfKind(Schema[T_co]):
    """One of several records; a key says which."""

    kinds: abc.Mapping[str, Record[T_co]]
    key: str = "kind"
    noun: ClassVar[str] = "a mapping (key: value)"

    def read(self, node: Node, report: Report) -> T_co | Invalid:
        """The value of the record of that kind."""
        if not isinstance(node, Mapping):
            return self._wrong_kind(node, report)
        name = node.get(self.key)
        if name is None:
            report.note(node.at, "missing-key", f"“{self.key}” is missing")
            return INVALID
        kind = Choice(tuple(self.kinds)).read(name, report)
        if isinstance(kind, Invalid):
            return INVALID
        return self.kinds[kind].read(self._rest(node), report)

    def path_texts(self, node: Node, path: tuple[str, ...] = ()) -> Iterator[PathText]:
        """Those of the record of that kind."""
        kind = node.get(self.key) if isinstance(node, Mapping) else None
        if isinstance(node, Mapping) and isinstance(kind, Scalar) and kind.text in self.kinds:
            yield from self.kinds[kind.text].path_texts(self._rest(node), path)

    def _rest(self, node: Mapping) -> Mapping:
        """The node without the key that says its kind."""
        return Mapping(tuple((key, value) for key, value in node.entries if key.text != self.key), node.at)

    def json_schema(self) -> JsonSchema:
        """One of the records, each with its name under the key."""
        return {"oneOf": [self._kind(name, record.json_schema()) for name, record in self.kinds.items()]}

    def _kind(self, name: str, record: JsonSchema) -> JsonSchema:
        properties = {self.key: {"const": name}, **record["properties"]}
        return {**record, "properties": properties, "required": [self.key, *record["required"]]}


@dataclass(frozen=True, eq=False, repr=False)
class OneOfKey(Schema[T_co]):
    """One of several records, each known by a key that only it has."""

    kinds: abc.Mapping[str, Record[T_co]]
    noun: ClassVar[str] = "a mapping (key: value)"

    def read(self, node: Node, report: Report) -> T_co | Invalid:
        """The value of the record whose key is there."""
        if not isinstance(node, Mapping):
            return self._wrong_kind(node, report)
        kinds = self._kinds(node)
        if len(kinds) == 1:
            return kinds[0].read(node, report)
        names = " or ".join(f"“{name}”" for name in self.kinds)
        report.note(node.at, "missing-key", f"expected one of the keys {names}, found {len(kinds)} of them")
        return INVALID

    def _kinds(self, node: Mapping) -> list[Record[T_co]]:
        return [self.kinds[key.text] for key, _ in node.entries if key.text in self.kinds]

    def path_texts(self, node: Node, path: tuple[str, ...] = ()) -> Iterator[PathText]:
        """Those of the record whose key is there."""
        kinds = self._kinds(node) if isinstance(node, Mapping) else []
        if len(kinds) == 1:
            yield from kinds[0].path_texts(node, path)

    def json_schema(self) -> JsonSchema:
        """One of the records."""
        return {"oneOf": [record.json_schema() for record in self.kinds.values()]}


@dataclass(frozen=True, eq=False, repr=False)
class Mapped(Schema[T_co], Generic[S, T_co]):
    """A schema whose value a function makes into another.

    The function may note problems in the report, or raise ValueError with a sentence for the author, which is
    noted at the node under ``rule``; both make the value INVALID.
    """

    schema: Schema[S]
    function: Callable[[S, Report], T_co | Invalid]
    rule: str = "value"

    def read(self, node: Node, report: Report) -> T_co | Invalid:
        """What the function returns."""
        value = self.schema.read(node, report)
        if isinstance(value, Invalid):
            return INVALID
        unchanged = report.watch()
        try:
            result = self.function(value, report)
        except ValueError as error:
            report.note(node.at, self.rule, str(error))
        return result if unchanged() else INVALID

    def path_texts(self, node: Node, path: tuple[str, ...] = ()) -> Iterator[PathText]:
        """Those of the schema it is made from."""
        return self.schema.path_texts(node, path)

    def json_schema(self) -> JsonSchema:
        """That of the schema it is made from."""
        return self.schema.json_schema()
