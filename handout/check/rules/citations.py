"""Each text cites what the English one cites, in the same order.

A citation is part of what is said: it moves with its statement. `[@key]` is copied as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handout.check.language import Passage, Subject
from handout.errors import Position, Problem, Severity

ID = "citations"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at each text that cites otherwise: at the first citation that English has not there."""
    for passage, original in subject.pairs:
        here = [key for key, _ in passage.citations]
        there = [key for key, _ in original.citations]
        if here != there:
            yield Problem(
                _first(passage, there), ID, f"cites {listed(here)}", f"English cites {listed(there)}"
            )


def _first(passage: Passage, there: Sequence[str]) -> Position:
    """Where the first citation stands that is another than the reference has at its place; else the text."""
    for index, (key, at) in enumerate(passage.citations):
        if there[index : index + 1] != [key]:
            return at
    return passage.at


def listed(names: Sequence[str]) -> str:
    """The names in a sentence."""
    return ", ".join(names) or "nothing"
