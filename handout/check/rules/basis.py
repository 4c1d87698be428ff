"""Each statement has the basis and the sources of the English one.

`basis` and `sources` say what a statement without a printed number rests on. Copy them as they are, whatever
the words of the statement.
"""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from handout.check.language import CheckedLanguage
from handout.errors import Position, Problem, Severity
from handout.files.containers import identified
from handout.files.nodes import Mapping, Node, Scalar, Sequence

ID = "basis"
SEVERITY = Severity.ERROR


_Path: TypeAlias = tuple[str, ...]


class _Grounds(NamedTuple):
    """The basis and the sources of a statement."""

    basis: Scalar | None
    sources: list[Scalar]

    @property
    def names(self) -> tuple[str, ...]:
        """The basis, empty where there is none, and the sources."""
        return (self.basis.text if self.basis else "", *(source.text for source in self.sources))

    def __str__(self) -> str:
        basis, *sources = self.names
        listed = f"the sources {', '.join(sources)}" if sources else "no sources"
        return f"{f'the basis {basis}' if basis else 'no basis'} and {listed}"


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each statement with other grounds: at the first word that differs."""
    if language.original is None:
        return
    for name, file in language.folder.sheet_files.items():
        original = language.original.folder.sheet_files.get(name)
        originals = dict(_statements(original.node)) if original and original.node else {}
        for path, statement in _statements(file.node) if file.node else ():
            if path not in originals:
                continue
            grounds, expected = _grounds(statement), _grounds(originals[path])
            if grounds.names != expected.names:
                at = _first_difference(grounds, expected.names) or statement.at
                yield Problem(at, ID, f"this statement has {grounds}", f"in English it has {expected}")


def _statements(node: Node, path: _Path = ()) -> Iterator[tuple[_Path, Mapping]]:
    """Everything with an id, by it and those it stands under: a box has the id of many others."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _statements(item, path)
    elif isinstance(node, Mapping):
        if ident := identified(node):
            path = (*path, ident)
            yield path, node
        for _, value in node.entries:
            yield from _statements(value, path)


def _grounds(statement: Mapping) -> _Grounds:
    basis, sources = statement.get("basis"), statement.get("sources")
    items = sources.items if isinstance(sources, Sequence) else ()
    return _Grounds(
        basis if isinstance(basis, Scalar) else None, [item for item in items if isinstance(item, Scalar)]
    )


def _first_difference(grounds: _Grounds, expected: tuple[str, ...]) -> Position | None:
    """The place of the basis, or of the first source, that differs; None where something is missing."""
    for index, scalar in enumerate((grounds.basis, *grounds.sources)):
        if scalar is not None and expected[index : index + 1] != (scalar.text,):
            return scalar.at
    return None
