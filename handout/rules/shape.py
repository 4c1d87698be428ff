"""Sections, blocks and items are those of English: the same ids, kinds, order, columns and looks.

Two people with one sheet each in their own language point at item C4 and mean the same. So a language has
what English has, in its order; only the words are its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from handout.errors import Position, Problem, Severity
from handout.shape import identified
from handout.subject import Subject
from handout.yamlsource import Mapping, Node, Scalar, Sequence

ID = "shape"
SEVERITY = Severity.ERROR


_RESTS = ("basis", "sources")
"""A rule of its own compares these."""


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at whatever is missing, is not in English, or is another."""
    if subject.reference is None:
        return
    for name, other in subject.reference.sheet_files.items():
        file = subject.sheet_files.get(name)
        if file is None:
            at = Position(subject.language_file.path.replace("language.yaml", f"{name}.yaml"))
            yield Problem(at, ID, "English has this sheet", "“handout new-language” shows what belongs here")
        elif file.node is not None and other.node is not None:
            prose = {leaf.path for leaf in file.leaves}
            yield from _compare(file.node, other.node, (), prose)
    yield from _words(subject, subject.reference)


def _words(subject: Subject, reference: Subject) -> Iterator[Problem]:
    """A problem for each key of language.yaml under which only English has words."""
    node = subject.language_file.node
    if not isinstance(node, Mapping):
        return
    here = {key.text for key, _ in node.entries}
    for key in dict.fromkeys(leaf.path[0] for leaf in reference.language_file.leaves if leaf.prose):
        if key not in here:
            yield Problem(node.at, ID, f"“{key}” is missing", "English has it")


def _compare(
    here: Node, there: Node, path: tuple[str, ...], prose: Set[tuple[str, ...]]
) -> Iterator[Problem]:
    if isinstance(here, Mapping) and isinstance(there, Mapping):
        yield from _keys(here, there, path, prose)
    elif isinstance(here, Sequence) and isinstance(there, Sequence):
        yield from _items(here, there, path, prose)
    elif (
        isinstance(here, Scalar)
        and isinstance(there, Scalar)
        and path not in prose
        and here.text != there.text
    ):
        yield Problem(here.at, ID, f"“{here.text}” stands here", f"English has “{there.text}”")


def _keys(
    here: Mapping, there: Mapping, path: tuple[str, ...], prose: Set[tuple[str, ...]]
) -> Iterator[Problem]:
    given = {key.text: value for key, value in here.entries}
    original = {key.text: value for key, value in there.entries}
    for name in original:
        if name not in given and name not in _RESTS:
            yield Problem(here.at, ID, f"“{name}” is missing", "English has it")
    for key, value in here.entries:
        if key.text in _RESTS:
            continue
        if key.text in original:
            yield from _compare(value, original[key.text], (*path, key.text), prose)
        else:
            yield Problem(key.at, ID, f"“{key.text}” stands here", "English has it not")


def _items(
    here: Sequence, there: Sequence, path: tuple[str, ...], prose: Set[tuple[str, ...]]
) -> Iterator[Problem]:
    original = {identified(item): item for item in there.items}
    if "" in original:
        yield from _numbered(here, there, path, prose)
        return
    given = {identified(item): item for item in here.items}
    yield from _missing(here, list(original), given)
    expected = [ident for ident in original if ident in given]
    found = [ident for ident in given if ident in original]
    for item in here.items:
        ident = identified(item)
        if ident and ident not in original:
            yield Problem(item.at, ID, f"“{ident}” stands here", "English has it not")
    for ident, right in zip(found, expected, strict=True):
        if ident != right:
            yield Problem(given[ident].at, ID, f"“{ident}” stands here", f"English has “{right}” first")
            break
    for ident in found:
        yield from _compare(given[ident], original[ident], (*path, ident), prose)


def _missing(here: Sequence, original: list[str], given: dict[str, Node]) -> Iterator[Problem]:
    """A problem behind which each lacking item belongs."""
    last = here.at
    after = ""
    for ident in original:
        if ident in given:
            last, after = given[ident].at, f" after “{ident}”"
        else:
            yield Problem(last, ID, f"“{ident}” is missing", f"English has it{after or ' first'}")


def _numbered(
    here: Sequence, there: Sequence, path: tuple[str, ...], prose: Set[tuple[str, ...]]
) -> Iterator[Problem]:
    if len(here.items) != len(there.items):
        count = f"{len(here.items)} in this list"
        yield Problem(here.at, ID, count, f"English has {len(there.items)}")
        return
    for number, (one, other) in enumerate(zip(here.items, there.items, strict=True), 1):
        yield from _compare(one, other, (*path, str(number)), prose)
