"""Quotation marks are those of the language, in pairs, and never straight.

Straight marks (" and ') are a typewriter's. Quotations stand between the marks that `quotes` in language.yaml
gives, the outer ones first; the apostrophe is ’ (U+2019).
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.check.language import Passage, Subject
from handout.errors import Problem, Severity

ID = "quotation-marks"
SEVERITY = Severity.ERROR


_MARKS = "[\"'`´‘‚‛“”„‟«»‹›]"
"""Marks of quotation, here or elsewhere, and what is typed for them."""


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at each mark that is not the language's, stands alone, or is no apostrophe."""
    marks = subject.language.conventions.quotes
    if not marks:
        return
    for passage in subject.printed:
        for match, at in passage.matches(_MARKS):
            if match[0] not in marks:
                yield Problem(
                    at, ID, f"“{match[0]}” is no quotation mark of the language", _right(match[0], marks)
                )
        if "’" not in marks:
            for _, at in passage.matches(r"(?<!\w)’(?!\d)"):
                yield Problem(at, ID, "“’” stands where no letter is left out", _right('"', marks))
        yield from _pairs(passage, marks)


def _right(mark: str, marks: tuple[str, ...]) -> str:
    if mark in "'`´":
        return "the apostrophe is “’”, and quotations stand between " + _listed(marks)
    return "quotations stand between " + _listed(marks)


def _listed(marks: tuple[str, ...]) -> str:
    pairs = zip(marks[::2], marks[1::2], strict=False)
    return ", or ".join(f"{opening} and {closing}" for opening, closing in pairs)


def _pairs(passage: Passage, marks: tuple[str, ...]) -> Iterator[Problem]:
    for opening, closing in zip(marks[::2], marks[1::2], strict=False):
        opened = [index for index, letter in enumerate(passage.words) if letter == opening]
        closed = [index for index, letter in enumerate(passage.words) if letter == closing]
        spare = len(closed) - len(opened)
        # What closes a quotation may be an apostrophe as well.
        if spare < 0 or (spare and closing != "’"):
            at = passage.place((opened if spare < 0 else closed)[-1])
            yield Problem(at, ID, f"“{opening}” and “{closing}” are not in pairs")
