"""Who says when to call for help says by which numbers: those of the language, all and no other.

The numbers are `emergency` in language.yaml, each with where it answers. A sheet that names one names all.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.check.language import Subject
from handout.check.patterns import UNITS
from handout.errors import Position, Problem, Severity

ID = "emergency-number"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at a number that is none, and at each sheet that names too few or others."""
    if not subject.language_file.whole:
        return
    known = [one.number for one in subject.language.emergency]
    for number in known:
        if not number.isdecimal():
            yield Problem(_numbers(subject), ID, f"“{number}” is no telephone number in digits")
    named = {name: set(_named(subject, name)) for name in subject.sheet_files}
    for name, numbers in named.items():
        expected = bool({one for _, one in numbers} & set(known)) or _names_one(subject.reference, name)
        missing = set(known) - {one for _, one in numbers} if expected else set()
        for number in sorted(missing):
            at = Position(subject.sheet_files[name].path)
            if not subject.sheet_files[name].left:
                yield Problem(at, ID, f"the emergency number {number} is named nowhere on this sheet")
        if expected:
            for at, number in sorted(numbers):
                if number not in known:
                    yield Problem(at, ID, f"{number} is no emergency number of the language")


def _numbers(subject: Subject) -> Position:
    path_texts = (
        path_text.node.at
        for path_text in subject.language_file.path_texts
        if path_text.path[0] == "emergency"
    )
    return next(path_texts, Position(subject.language_file.path))


def _names_one(subject: Subject | None, sheet: str) -> bool:
    """Whether the sheet of the reference names a number of its own."""
    if subject is None:
        return False
    known = {one.number for one in subject.language.emergency}
    return any(number in known for _, number in _named(subject, sheet))


def _named(subject: Subject, sheet: str) -> Iterator[tuple[Position, str]]:
    """Figures of three digits that measure nothing, as the numbers one calls."""
    pattern = rf"(?<![\d.,:–-])\d{{3}}(?![.,:–-]?\d|\s?%|\s?(?:{UNITS})(?!\w))"
    for passage in subject.passages:
        if passage.file == sheet:
            yield from ((at, match[0]) for match, at in passage.matches(pattern, own=False))
