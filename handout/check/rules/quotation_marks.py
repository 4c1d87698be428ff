"""Quotation marks are those of the language, in pairs, and never straight.

Straight marks (" and ') are a typewriter's. Quotations stand between the marks listed under `quotes` in
language.yaml, the outer ones first; the apostrophe is ’ (U+2019).
"""

import unicodedata
from collections.abc import Iterator

from handout.check.language import CheckedLanguage, Passage
from handout.errors import Problem, Severity

ID = "quotation-marks"
SEVERITY = Severity.ERROR

_TYPED = ("APOSTROPHE", "GRAVE ACCENT", "ACUTE ACCENT")
"""What is typed for a quotation mark, by the names of Unicode."""


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each mark that is not the language's, is alone, or is not an apostrophe."""
    marks = language.facts.conventions.quotes
    if not marks:
        return
    for passage in language.printed_passages:
        for match, at in passage.matches(r"[^\w\s’]"):
            if match[0] not in marks and _is_quotation_mark(match[0]):
                message = f"“{match[0]}” is not a quotation mark in this language"
                yield Problem(at, ID, message, _hint(match[0], marks))
        if "’" not in marks:
            for _, at in passage.matches(r"(?<!\w)’(?!\d)"):
                yield Problem(at, ID, "an apostrophe is used as a quotation mark", _hint('"', marks))
        yield from _unpaired(passage, marks)


def _is_quotation_mark(sign: str) -> bool:
    """Whether it is one in some language, or typed for one."""
    name = unicodedata.name(sign, "")
    return name.endswith("QUOTATION MARK") or name in _TYPED


def _hint(mark: str, marks: tuple[str, ...]) -> str:
    pairs = zip(marks[::2], marks[1::2], strict=False)
    quotations = " or ".join(f"{opening}…{closing}" for opening, closing in pairs)
    apostrophe = "the apostrophe is ’; " if mark in "'`´" else ""
    return f"{apostrophe}quotations are written {quotations}"


def _unpaired(passage: Passage, marks: tuple[str, ...]) -> Iterator[Problem]:
    for opening, closing in zip(marks[::2], marks[1::2], strict=False):
        openings = [index for index, letter in enumerate(passage.words) if letter == opening]
        closings = [index for index, letter in enumerate(passage.words) if letter == closing]
        surplus = len(closings) - len(openings)
        # What closes a quotation may be an apostrophe as well.
        if surplus < 0 or (surplus and closing != "’"):
            at = passage.place((openings if surplus < 0 else closings)[-1])
            message = f"there are {len(openings)} “{opening}” and {len(closings)} “{closing}” in this text"
            yield Problem(at, ID, message, "each opening mark needs a closing one")
