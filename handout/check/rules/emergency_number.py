"""A sheet that says when to call for help gives all emergency numbers of the language, and no others.

The numbers are `emergency` in language.yaml, each with the place where it is answered.
"""

from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.check.patterns import UNITS
from handout.errors import Position, Problem, Severity

ID = "emergency-number"
SEVERITY = Severity.ERROR


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at a number that is not one, and at each sheet with too few numbers or others."""
    if not language.folder.language_file.whole:
        return
    known = _known(language)
    for number in known:
        if not number.isdecimal():
            at = _list(language)
            yield Problem(at, ID, f"“{number}” is not a telephone number", "write it in digits alone")
    for sheet in language.folder.sheet_files:
        yield from _sheet(language, sheet, known)


def _sheet(language: CheckedLanguage, sheet: str, known: list[str]) -> Iterator[Problem]:
    calls = sorted(set(_calls(language, sheet)))
    numbers = {number for _, number in calls}
    if not (numbers.intersection(known) or _calls_for_help(language.original, sheet)):
        return
    file = language.folder.sheet_files[sheet]
    for number in sorted(set(known) - numbers):
        if not file.left:
            message = f"this sheet does not give the emergency number {number}"
            yield Problem(Position(file.path), ID, message, "a sheet that gives one of them gives all")
    for at, number in calls:
        if number not in known:
            message = f"{number} is not an emergency number of this language"
            yield Problem(at, ID, message, f"“emergency” in language.yaml has {', '.join(known)}")


def _known(language: CheckedLanguage) -> list[str]:
    return [emergency.number for emergency in language.facts.emergency]


def _list(language: CheckedLanguage) -> Position:
    """Where the list of numbers begins."""
    path_texts = (
        path_text.node.at
        for path_text in language.folder.language_file.path_texts
        if path_text.path[0] == "emergency"
    )
    return next(path_texts, Position(language.folder.language_file.path))


def _calls_for_help(language: CheckedLanguage | None, sheet: str) -> bool:
    """Whether the sheet gives a number of that language."""
    if language is None:
        return False
    known = _known(language)
    return any(number in known for _, number in _calls(language, sheet))


def _calls(language: CheckedLanguage, sheet: str) -> Iterator[tuple[Position, str]]:
    """Figures of three digits that measure nothing, as emergency numbers are written."""
    pattern = rf"(?<![\d.,:–-])\d{{3}}(?![.,:–-]?\d|\s?%|\s?(?:{UNITS})(?!\w))"
    for passage in language.passages:
        if passage.file == sheet:
            yield from ((at, match[0]) for match, at in passage.matches(pattern, own=False))
