"""A no-break space stands between a number and its unit, and at signs that the language sets apart.

It keeps “5 cm” together at the end of a line. Type U+00A0: in most editors by Alt+0160, Ctrl+Shift+Space or
Option+Space; or copy the space from the English text. French sets one before : ; ? ! and within « »; which
signs, and whether the space is U+00A0 or the narrow U+202F, is `space_before` and `space_after` in
language.yaml.
"""

from collections.abc import Iterator

from handout.check.language import CheckedLanguage, Stretch
from handout.check.patterns import NUMBER, UNITS
from handout.errors import Problem, Severity
from handout.model import Conventions

ID = "no-break-space"
SEVERITY = Severity.ERROR

_HINT = "“handout check --explain no-break-space” says how to type one"


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each number or sign with another space, or none, where a no-break space stands."""
    conventions = language.facts.conventions
    pattern = rf"(?<![\d.,]){NUMBER}[^\S\u00a0\u202f]?(?:{UNITS})(?!\w)"
    for passage in language.printed_passages:
        for match, at in passage.matches(pattern):
            message = f"“{match[0]}” needs a no-break space (U+00A0) before the unit"
            yield Problem(at, ID, message, _HINT)
        for stretch in passage.stretches:
            for index, message in (*_before(stretch, conventions), *_behind(stretch, conventions)):
                yield Problem(passage.place(stretch.begin + index, own=False), ID, message, _HINT)


def _before(stretch: Stretch, conventions: Conventions) -> Iterator[tuple[int, str]]:
    """The index of each sign without its space before it, with what it needs."""
    words, spaces = stretch.words, conventions.space_before
    for index, sign in enumerate(words):
        if sign not in spaces or not stretch.own[index]:
            continue
        before, after = words[:index][-1:], words[index + 1 : index + 2]
        # In “10:30” and “https://…” it is no sign of punctuation; “(?)” and “?!” stand together.
        within = after.isalnum() or after == "/"
        joined = before in conventions.opening_signs if before else not stretch.begin
        joined = joined or (before in spaces and not {before, sign} & {*conventions.quotes})
        if before != spaces[sign] and not (within or joined):
            yield index, _message(spaces[sign], f"before “{sign}”")


def _behind(stretch: Stretch, conventions: Conventions) -> Iterator[tuple[int, str]]:
    """The index of each sign without its space behind it, with what it needs."""
    words, spaces = stretch.words, conventions.space_after
    for index, sign in enumerate(words[:-1]):
        if sign in spaces and stretch.own[index] and words[index + 1] != spaces[sign]:
            yield index, _message(spaces[sign], f"behind “{sign}”")


def _message(space: str, place: str) -> str:
    return f"a no-break space (U+{ord(space):04X}) stands {place} in this language"
