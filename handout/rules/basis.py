"""Each statement rests on the basis and the sources of the English one.

`basis` and `sources` say what a statement without a printed number rests on. They are copied as they are,
however the statement is worded.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.errors import Problem, Severity
from handout.shape import identified
from handout.subject import Subject
from handout.yamlsource import Mapping, Node, Scalar, Sequence

ID = "basis"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at each statement that rests on something else."""
    if subject.reference is None:
        return
    for name, file in subject.sheet_files.items():
        other = subject.reference.sheet_files.get(name)
        original = dict(_statements(other.node)) if other and other.node else {}
        for ident, found in _statements(file.node) if file.node else ():
            expected = original.get(ident)
            if expected is not None and _rests(found) != _rests(expected):
                yield Problem(found.at, ID, f"rests on {_rests(found)}", f"in English on {_rests(expected)}")


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


def _rests(statement: Mapping) -> str:
    values = {key.text: value for key, value in statement.entries}
    basis, sources = values.get("basis"), values.get("sources")
    named = (
        [one.text for one in sources.items if isinstance(one, Scalar)]
        if isinstance(sources, Sequence)
        else []
    )
    words = basis.text if isinstance(basis, Scalar) else "no basis"
    return f"{words} ({', '.join(named) or 'no sources'})"
