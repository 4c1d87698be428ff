"""Sections, blocks and items are those of English: the same ids, kinds, order, columns and looks.

Two people with one sheet each in their own language point at item C4 and mean the same. So a language has
what English has, in its order; only the words are its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from collections.abc import Mapping as Mapped

from handout.check.language import Subject
from handout.errors import Position, Problem, Severity
from handout.files.containers import identified
from handout.files.nodes import Mapping, Node, Scalar, Sequence
from handout.files.report import nearest

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
            prose = {path_text.path for path_text in file.path_texts}
            yield from _compare(file.node, other.node, (), prose)
    for name, file in subject.sheet_files.items():
        if name not in subject.reference.sheet_files:
            yield Problem(Position(file.path), ID, "this sheet stands here", "English has it not")
    yield from _words(subject, subject.reference)


def _words(subject: Subject, reference: Subject) -> Iterator[Problem]:
    """A problem for each key of language.yaml under which only English has words."""
    node = subject.language_file.node
    if not isinstance(node, Mapping):
        return
    here = {key.text for key, _ in node.entries}
    for key in dict.fromkeys(
        path_text.path[0] for path_text in reference.language_file.path_texts if path_text.prose
    ):
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
    if kinds := _kinds(here, there):
        at, found, there_is = kinds
        yield Problem(at, ID, f"a “{found}” stands here", f"English has a “{there_is}”")
        return
    original = {key.text: value for key, value in there.entries if key.text not in _RESTS}
    given = [(key, value) for key, value in here.entries if key.text not in _RESTS]
    missing = [name for name in original if name not in {key.text for key, _ in given}]
    for key, value in given:
        if key.text in original:
            yield from _compare(value, original[key.text], (*path, key.text), prose)
        elif meant := next((name for name in missing if nearest(key.text, [name])), None):
            missing.remove(meant)
            yield Problem(key.at, ID, f"“{key.text}” stands here", f"English has “{meant}”")
        else:
            yield Problem(key.at, ID, f"“{key.text}” stands here", "English has it not")
    for name in missing:
        yield Problem(here.at, ID, f"“{name}” is missing", "English has it")


def _kinds(here: Mapping, there: Mapping) -> tuple[Position, str, str] | None:
    """The kinds of two blocks and the place of the first, where they differ."""
    found, meant = (
        next((value for key, value in one.entries if key.text == "kind" and isinstance(value, Scalar)), None)
        for one in (here, there)
    )
    if found is None or meant is None or found.text == meant.text:
        return None
    return found.at, found.text, meant.text


def _items(
    here: Sequence, there: Sequence, path: tuple[str, ...], prose: Set[tuple[str, ...]]
) -> Iterator[Problem]:
    original = {identified(item): item for item in there.items}
    if "" in original:
        yield from _numbered(here, there, path, prose)
        return
    given = {identified(item): item for item in reversed(here.items) if identified(item)}
    renamed = _renamed([identified(item) for item in here.items], list(original))
    for ident, meant in renamed.items():
        yield Problem(given[ident].at, ID, f"“{ident}” stands here", f"English has “{meant}”")
    yield from _missing(here, [ident for ident in original if ident not in renamed.values()], given)
    for ident in given:
        if ident not in original and ident not in renamed:
            yield Problem(given[ident].at, ID, f"“{ident}” stands here", "English has it not")
    yield from _moved(given, original)
    for ident in given:
        if ident in original:
            yield from _compare(given[ident], original[ident], (*path, ident), prose)


def _renamed(here: list[str], there: list[str]) -> dict[str, str]:
    """What stands where another is missing, by its id, with that of the other."""
    pairs = zip(here, there, strict=False)
    return {ident: meant for ident, meant in pairs if ident and ident not in there and meant not in here}


def _moved(given: Mapped[str, Node], original: Mapped[str, Node]) -> Iterator[Problem]:
    """A problem at the first item that stands before or behind its place."""
    ids = [item for item in sorted(given, key=lambda one: given[one].at) if item in original]
    expected = [ident for ident in original if ident in given]
    for ident, right in zip(ids, expected, strict=True):
        if ident != right:
            yield Problem(given[ident].at, ID, f"“{ident}” stands here", f"English has “{right}” first")
            return


def _missing(here: Sequence, original: list[str], given: Mapped[str, Node]) -> Iterator[Problem]:
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
