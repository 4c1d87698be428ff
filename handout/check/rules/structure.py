"""Sections, blocks and items are those of English: the same ids, kinds, order, columns and looks.

Two people with one sheet each in their own language point at item C4 and mean the same. So a language has
what English has, in its order; only the words are its own.
"""

from collections.abc import Iterator, Set
from typing import TypeAlias

from handout.check.language import CheckedLanguage
from handout.errors import Position, Problem, Severity
from handout.files import nodes
from handout.files.containers import identified
from handout.files.nodes import Node, Scalar, Sequence
from handout.files.report import nearest

ID = "shape"
SEVERITY = Severity.ERROR

_Path: TypeAlias = tuple[str, ...]
_Items: TypeAlias = dict[str, Node]
"""The entries of a list by their ids."""

_GROUNDS = ("basis", "sources")
"""Keys that have a rule of their own."""
_UNKNOWN = "delete it: English does not have it"


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at whatever is missing, is not in English, or differs."""
    if language.original is None:
        return
    for name, original in language.original.folder.sheet_files.items():
        file = language.folder.sheet_files.get(name)
        if file is not None and file.node is not None and original.node is not None:
            prose = {path_text.path for path_text in file.path_texts}
            yield from _node(file.node, original.node, (), prose)
    for name, file in language.folder.sheet_files.items():
        if name not in language.original.folder.sheet_files:
            yield Problem(Position(file.path), ID, "this sheet is not in the English folder", "delete it")
    yield from _language_file(language, language.original)


def _language_file(language: CheckedLanguage, original: CheckedLanguage) -> Iterator[Problem]:
    """A problem for each key of language.yaml under which only English has words."""
    node = language.folder.language_file.node
    if not isinstance(node, nodes.Mapping):
        return
    keys = {key.text for key, _ in node.entries}
    for key in dict.fromkeys(
        path_text.path[0] for path_text in original.folder.language_file.path_texts if path_text.prose
    ):
        if key not in keys:
            yield _missing(node.at, key)


def _node(node: Node, original: Node, path: _Path, prose: Set[_Path]) -> Iterator[Problem]:
    """The problems of a value that is not among the *prose*, by the path of its keys."""
    if isinstance(node, nodes.Mapping) and isinstance(original, nodes.Mapping):
        yield from _mapping(node, original, path, prose)
    elif isinstance(node, Sequence) and isinstance(original, Sequence):
        yield from _list(node, original, path, prose)
    elif (
        isinstance(node, Scalar)
        and isinstance(original, Scalar)
        and path not in prose
        and node.text != original.text
    ):
        yield _different(node.at, node.text, original.text)


def _mapping(
    node: nodes.Mapping, original: nodes.Mapping, path: _Path, prose: Set[_Path]
) -> Iterator[Problem]:
    kind, expected_kind = _kind(node), _kind(original)
    if kind and expected_kind and kind.text != expected_kind.text:
        message = f"this block is of the kind “{kind.text}”"
        yield Problem(kind.at, ID, message, f"in English it is “{expected_kind.text}”")
        return
    expected = {key.text: value for key, value in original.entries if key.text not in _GROUNDS}
    entries = [(key, value) for key, value in node.entries if key.text not in _GROUNDS]
    missing = [name for name in expected if name not in {key.text for key, _ in entries}]
    for key, value in entries:
        if key.text in expected:
            yield from _node(value, expected[key.text], (*path, key.text), prose)
        elif similar := next((name for name in missing if nearest(key.text, [name])), None):
            missing.remove(similar)
            yield _different(key.at, key.text, similar)
        else:
            yield Problem(key.at, ID, f"“{key.text}” is not in English", _UNKNOWN)
    for name in missing:
        yield _missing(node.at, name)


def _kind(node: nodes.Mapping) -> Scalar | None:
    """The kind of a block."""
    kind = node.get("kind")
    return kind if isinstance(kind, Scalar) else None


def _list(node: Sequence, original: Sequence, path: _Path, prose: Set[_Path]) -> Iterator[Problem]:
    expected = {identified(item): item for item in original.items}
    if "" in expected:
        yield from _list_without_ids(node, original, path, prose)
        return
    items = {identified(item): item for item in reversed(node.items) if identified(item)}
    renamed = _renamed([identified(item) for item in node.items], list(expected))
    for ident, english in renamed.items():
        yield _different(items[ident].at, ident, english)
    yield from _missing_items(node, [ident for ident in expected if ident not in renamed.values()], items)
    for ident in items:
        if ident not in expected and ident not in renamed:
            yield Problem(items[ident].at, ID, f"“{ident}” is not in English", _UNKNOWN)
    yield from _out_of_order(items, expected)
    for ident in items:
        if ident in expected:
            yield from _node(items[ident], expected[ident], (*path, ident), prose)


def _renamed(idents: list[str], expected: list[str]) -> dict[str, str]:
    """The ids in the place of ids that are missing, each with the missing one."""
    pairs = zip(idents, expected, strict=False)
    return {
        ident: english
        for ident, english in pairs
        if ident and ident not in expected and english not in idents
    }


def _missing_items(node: Sequence, expected: list[str], items: _Items) -> Iterator[Problem]:
    """A problem at the item after which each missing one belongs."""
    at, place = node.at, "first"
    for ident in expected:
        if ident in items:
            at, place = items[ident].at, f"after “{ident}”"
        else:
            yield _missing(at, ident, f" {place}")


def _out_of_order(items: _Items, expected: _Items) -> Iterator[Problem]:
    """A problem at the first item that is not in its place."""
    order = [ident for ident in sorted(items, key=lambda ident: items[ident].at) if ident in expected]
    for ident, english in zip(order, [ident for ident in expected if ident in items], strict=True):
        if ident != english:
            yield Problem(items[ident].at, ID, f"“{ident}” is out of order", f"English has “{english}” first")
            return


def _list_without_ids(
    node: Sequence, original: Sequence, path: _Path, prose: Set[_Path]
) -> Iterator[Problem]:
    if len(node.items) != len(original.items):
        message = f"this list has the length {len(node.items)}"
        yield Problem(node.at, ID, message, f"in English it has {len(original.items)}")
        return
    for number, (item, english) in enumerate(zip(node.items, original.items, strict=True), 1):
        yield from _node(item, english, (*path, identified(item) or str(number)), prose)


def _different(at: Position, text: str, original: str) -> Problem:
    return Problem(at, ID, f"“{text}” is not what English has here", f"write “{original}”")


def _missing(at: Position, name: str, place: str = "") -> Problem:
    return Problem(at, ID, f"“{name}” is missing", f"English has it{place}")
