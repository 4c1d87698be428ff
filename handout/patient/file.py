"""The personal file: its fields, said once; its reader, the file to fill in, and its schema follow from them.

Every field may be left out or left empty. What is chosen from a list is kept by its name, so that it can be
printed in any language; free text stays as written, nothing in it has a meaning. Messages name the field and
the place and never repeat what the file says.
"""

import bisect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from handout.errors import ContentError, Position, Problem
from handout.files import nodes, parse
from handout.files.base import INVALID, Invalid, JsonSchema, Schema
from handout.files.nodes import Node, Scalar, Sequence, SourceText
from handout.files.report import Report
from handout.files.scalars import TextSchema
from handout.model import TAG, canonical
from handout.patient import slips
from handout.patient.fields import KEYS, MEMBERS
from handout.patient.kinds import Exact, Given, Reading, form
from handout.patient.values import Patient, Value

MAX_BYTES = 256 * 1024

MAX_NODES = 2000
"""A file with everything in it has some 400."""

MAX_PROBLEMS = 50
"""How many problems are listed: a file with more is not a personal file."""

Choices: TypeAlias = Callable[[str], Mapping[str, Mapping[str, str]]]


def load_patient(
    path: Path, *, missing: Callable[[str], set[str]], choices: Choices = lambda _: MappingProxyType({})
) -> Patient:
    """The personal file at *path*.

    *missing* tells which letters of a text no font can print; *choices* are the words for what can be chosen,
    by vocabulary and name, in the language of a tag.

    Raises ContentError with all problems; no message repeats what the file says.
    """
    text = parse.read_text(path, name=str(path), limit=MAX_BYTES, utf16=True)
    if isinstance(text, Problem):
        raise ContentError([text], private=True)
    opened = open_patient(text, name=str(path), missing=missing, choices=choices)
    if opened.problems:
        raise ContentError(opened.problems, private=True)
    return opened.patient


class Opened(NamedTuple):
    """What a personal file holds: by field what is right, and what is not as it was written; the problems."""

    patient: Patient
    wrong: Mapping[str, tuple[str, ...]]
    problems: tuple[Problem, ...]


def open_patient(
    text: str,
    *,
    name: str = "me",
    missing: Callable[[str], set[str]],
    choices: Choices = lambda _: MappingProxyType({}),
) -> Opened:
    """What the *text* of a personal file holds, read as far as it is right."""
    node, problems = parse.parse(text, name=name, nodes=MAX_NODES)
    source = SourceText(name, text)
    report = Report(slips.likely(source, problems, _NAMES), private=True)
    record: Given | Invalid = INVALID
    reading = Reading("en", missing)
    if node is not None:
        report.add(slips.slips(node, source, _NAMES))
        node = _lowered(node, report)
        lang = _language(node)
        reading = Reading(lang, missing, choices(lang))
        record = _schema(reading).read(node, report)
    if not report.problems and isinstance(record, Given):
        return Opened(Patient(reading.lang, MappingProxyType(dict(_flat(record)))), MappingProxyType({}), ())
    values, wrong = _one_by_one(node, reading) if node else ({}, {})
    told = tuple(_with_fields(_without_echoes(report.problems), node))
    return Opened(Patient(reading.lang, MappingProxyType(values)), MappingProxyType(wrong), told)


def _one_by_one(node: Node, reading: Reading) -> tuple[dict[str, Value], dict[str, tuple[str, ...]]]:
    """The values of the fields that are right, and the texts of those that are not."""
    values: dict[str, Value] = {}
    wrong: dict[str, tuple[str, ...]] = {}
    for name, member in MEMBERS.items():
        inner = node.get(name) if isinstance(node, nodes.Mapping) else None
        for field, kind, place in member.nodes(name, inner) if inner is not None else ():
            report = Report(private=True)
            value = kind.schema(reading).read(place, report)
            if isinstance(value, Invalid) or report.problems:
                wrong[field] = tuple(_texts(place))
            elif value is not None and not isinstance(value, Scalar | Given):
                values[field] = value
    return values, wrong


def _texts(node: Node) -> Iterator[str]:
    """The texts in a node, without keys."""
    if isinstance(node, Scalar):
        yield node.text
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item)
    else:
        for _, value in node.entries:
            yield from _texts(value)


_NAMES = frozenset(key.rpartition(".")[2] for key in KEYS)


def _schema(reading: Reading) -> Schema[Given]:
    tag = Exact(TextSchema(pattern=TAG, hint="the tag of a language, such as “en” or “pt-BR”"))
    return form({"language": tag, **{name: member.schema(reading) for name, member in MEMBERS.items()}})


def _lowered(node: Node, report: Report) -> Node:
    """The node with its known keys in small letters."""
    if isinstance(node, Sequence):
        return node._replace(items=tuple(_lowered(item, report) for item in node.items))
    if not isinstance(node, nodes.Mapping):
        return node
    entries: dict[str, tuple[Scalar, Node]] = {}
    for key, value in node.entries:
        name = key.text.lower() if key.text.lower() in _NAMES else key.text
        if name in entries:
            line = entries[name][0].at.line
            report.note(key.at, "duplicate-key", f"this key is already used in line {line}")
        else:
            entries[name] = key._replace(text=name), _lowered(value, report)
    return node._replace(entries=tuple(entries.values()))


def _language(node: Node) -> str:
    """The language the file says it is in; its schema tells whether that is one."""
    lang = node.get("language") if isinstance(node, nodes.Mapping) else None
    return canonical(lang.text) if isinstance(lang, Scalar) and lang.text.strip() else "en"


def _without_echoes(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems; of those that name a script the first, and no key is unknown that has a slip in it."""
    scripts: dict[str, Problem] = {}
    for problem in problems:
        if problem.rule == "script":
            scripts.setdefault(problem.message, problem)
    slips_at = {problem.at for problem in problems if problem.rule != "unknown-key"}
    return tuple(
        problem
        for problem in problems
        if scripts.get(problem.message, problem) is problem
        and not (problem.rule == "unknown-key" and problem.at in slips_at)
    )


def _flat(record: Given, above: str = "") -> Iterator[tuple[str, Value]]:
    for key, value in record.values.items():
        if isinstance(value, Given):
            yield from _flat(value, f"{above}{key}.")
        elif not isinstance(value, Scalar):
            yield above + key, value


def _with_fields(problems: tuple[Problem, ...], node: Node | None) -> Iterator[Problem]:
    """The first problems, each with the name of its field; and how many more there are."""
    places = list(_field_places(node)) if node else []
    for problem in problems[:MAX_PROBLEMS]:
        path = () if problem.rule == "documents" else _field(problem, places)
        message = f"{', '.join(path)}: {problem.message}" if path else problem.message
        yield replace(problem, message=message, path=path)
    if rest := problems[MAX_PROBLEMS:]:
        yield Problem(rest[0].at, "more", f"at least {len(rest)} more problems after this place")


_FieldPlace: TypeAlias = tuple[Position, tuple[str, ...]]


def _field_places(node: Node, path: tuple[str, ...] = (), name: str = "") -> Iterator[_FieldPlace]:
    """Where each key and each entry of a list begins, and what it is called: an unknown key as its parent."""
    yield node.at, path
    if isinstance(node, Sequence):
        for number, item in enumerate(node.items, 1):
            yield from _field_places(item, (*path, str(number)), name)
    for key, value in node.entries if isinstance(node, nodes.Mapping) else ():
        inner = f"{name}.{key.text}" if name else key.text
        known = (*path, key.text) if inner in KEYS else path
        yield key.at, known
        yield from _field_places(value, known, inner)


def _field(problem: Problem, places: list[_FieldPlace]) -> tuple[str, ...]:
    """What the field at a problem's place is called."""
    before = places[: bisect.bisect_right(places, problem.at, key=lambda place: place[0])]
    if problem.rule == "duplicate-key":
        # The second key is not in the tree: named is what it stands under, which begins further left.
        left = [(at, path) for at, path in before if at.column < problem.at.column]
        before = [(at, path) for at, path in left if at.line == problem.at.line][:1] or left
    return before[-1][1] if before else ()


def json_schema() -> JsonSchema:
    """The JSON Schema of the personal file, Draft 2020-12, for editors."""
    schema = _schema(Reading("en", lambda _: set()))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema.json_schema()}
