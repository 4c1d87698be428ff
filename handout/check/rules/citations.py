"""Each text cites what the English one cites, in the same order.

A citation is part of what is said: it moves with its statement. Copy `[@key]` as it is.
"""

from collections.abc import Iterator, Sequence

from handout.check.language import CheckedLanguage, Passage
from handout.errors import Position, Problem, Severity

ID = "citations"
SEVERITY = Severity.ERROR


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each text with other citations: at the first that English does not have there."""
    for passage, original in language.pairs:
        keys = [key for key, _ in passage.citations]
        expected = [key for key, _ in original.citations]
        if keys != expected:
            at = _first_difference(passage, expected)
            yield Problem(at, ID, f"this text cites {_list(keys)}", f"in English it cites {_list(expected)}")


def _first_difference(passage: Passage, expected: Sequence[str]) -> Position:
    """The place of the first citation that differs; else of the text."""
    for index, (key, at) in enumerate(passage.citations):
        if expected[index : index + 1] != [key]:
            return at
    return passage.at


def _list(keys: Sequence[str]) -> str:
    return ", ".join(keys) or "nothing"
