"""Questions and exclamations open as the language opens them.

Spanish opens them with ¿ and ¡; Catalan and Italian do not. The marks are `opening` in language.yaml, in
pairs.
"""

import unicodedata
from collections.abc import Iterator

from handout.check.language import CheckedLanguage, Passage
from handout.errors import Position, Problem, Severity

ID = "opening-marks"
SEVERITY = Severity.ERROR


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each mark without its partner, and at each that the language does not use."""
    conventions = language.facts.conventions
    if not conventions.decimal:
        return
    pairs = dict(zip(conventions.opening[::2], conventions.opening[1::2], strict=False))
    for passage in language.printed_passages:
        for opening, closing in pairs.items():
            yield from _unpaired(passage, opening, closing)
        for match, at in passage.matches(r"[^\w\s]"):
            if match[0] not in pairs and unicodedata.name(match[0], "").startswith("INVERTED "):
                yield Problem(at, ID, f"this language does not use “{match[0]}”", "delete it")


def _unpaired(passage: Passage, opening: str, closing: str) -> Iterator[Problem]:
    before: Position | None = None
    for match, at in passage.matches(f"[{opening}{closing}]"):
        if match[0] == opening:
            if before is not None:
                yield _unclosed(before, opening, closing)
            before = at
        elif before is None:
            message = f"“{closing}” has no “{opening}” before it"
            yield Problem(at, ID, message, f"put “{opening}” where the question or exclamation begins")
        else:
            before = None
    if before is not None:
        yield _unclosed(before, opening, closing)


def _unclosed(at: Position, opening: str, closing: str) -> Problem:
    message = f"“{opening}” has no “{closing}” after it"
    return Problem(at, ID, message, f"put “{closing}” where the question or exclamation ends")
