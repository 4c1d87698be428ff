"""Each statement rests on the basis and the sources of the English one.

`basis` and `sources` say what a statement without a printed number rests on. They are copied as they are,
however the statement is worded.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.check.language import Subject
from handout.errors import Position, Problem, Severity
from handout.files.containers import identified
from handout.files.nodes import Mapping, Node, Scalar, Sequence

ID = "basis"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at each statement that rests on something else: at the first word of that."""
    if subject.reference is None:
        return
    for name, file in subject.sheet_files.items():
        other = subject.reference.sheet_files.get(name)
        original = dict(_statements(other.node)) if other and other.node else {}
        for ident, found in _statements(file.node) if file.node else ():
            here, there = _rests(found), _rests(original[ident]) if ident in original else None
            if there is not None and _texts(here) != _texts(there):
                at = _first(here, there) or found.at
                yield Problem(at, ID, f"rests on {_listed(here)}", f"in English on {_listed(there)}")


def _statements(node: Node) -> Iterator[tuple[str, Mapping]]:
    """All keys with values that have an id, by it."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _statements(item)
    elif isinstance(node, Mapping):
        if ident := identified(node):
            yield ident, node
        for _, value in node.entries:
            yield from _statements(value)


def _rests(statement: Mapping) -> tuple[Scalar | None, list[Scalar]]:
    """The basis and the sources."""
    values = {key.text: value for key, value in statement.entries}
    basis, sources = values.get("basis"), values.get("sources")
    named = sources.items if isinstance(sources, Sequence) else ()
    return basis if isinstance(basis, Scalar) else None, [one for one in named if isinstance(one, Scalar)]


def _texts(rests: tuple[Scalar | None, list[Scalar]]) -> tuple[str, ...]:
    basis, sources = rests
    return (basis.text if basis else "", *(one.text for one in sources))


def _first(
    here: tuple[Scalar | None, list[Scalar]], there: tuple[Scalar | None, list[Scalar]]
) -> Position | None:
    """Where the basis stands, or the first source, that is another; None where something is missing."""
    expected = _texts(there)
    words = [here[0], *here[1]]
    for index, one in enumerate(words):
        if one is not None and expected[index : index + 1] != (one.text,):
            return one.at
    return None


def _listed(rests: tuple[Scalar | None, list[Scalar]]) -> str:
    basis, *sources = _texts(rests)
    return f"{basis or 'no basis'} ({', '.join(sources) or 'no sources'})"
