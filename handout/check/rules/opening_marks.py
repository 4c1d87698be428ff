"""Questions and exclamations open as the language opens them.

Spanish opens them with ¿ and ¡; Catalan and Italian do not. The marks are `opening` in language.yaml, in
pairs.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.check.language import Passage, Subject
from handout.errors import Position, Problem, Severity

ID = "opening-marks"
SEVERITY = Severity.ERROR


_OPENING = {"?": "¿", "!": "¡"}


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at each mark that has no other to it, or that the language does not have."""
    if not subject.language.conventions.decimal:
        return
    marks = subject.language.conventions.opening
    pairs = dict(zip(marks[1::2], marks[::2], strict=False))
    for passage in subject.printed:
        for closing, opening in _OPENING.items():
            if pairs.get(closing) == opening:
                yield from _unpaired(passage, opening, closing)
            else:
                for _, at in passage.matches(opening):
                    yield Problem(at, ID, f"the language does not open with “{opening}”", "delete it")


def _unpaired(passage: Passage, opening: str, closing: str) -> Iterator[Problem]:
    opened: Position | None = None
    for match, at in passage.matches(f"[{opening}{closing}]"):
        if match[0] == opening:
            if opened is not None:
                yield _unclosed(opened, opening, closing)
            opened = at
        elif opened is None:
            yield Problem(
                at, ID, f"“{closing}” closes what no “{opening}” opens", f"put “{opening}” before it"
            )
        else:
            opened = None
    if opened is not None:
        yield _unclosed(opened, opening, closing)


def _unclosed(at: Position, opening: str, closing: str) -> Problem:
    return Problem(at, ID, f"“{opening}” opens what no “{closing}” closes", f"put “{closing}” after it")
