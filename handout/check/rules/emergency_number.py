"""A text that calls for help gives the emergency numbers of the language, and no others.

A sheet that gives one of them gives all. They are `emergency` in language.yaml, each with the place where it
is answered. Numbers and services to call the same day, such as 111 or a doctor on duty, stand under
`same-day`: nobody is sent there in an emergency.
"""

import re
from collections.abc import Iterable, Iterator

from handout.check.language import CheckedLanguage, Passage
from handout.check.patterns import UNITS, whole_word
from handout.errors import Position, Problem, Severity
from handout.model import Language

ID = "emergency-number"
SEVERITY = Severity.ERROR


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each text that gives no number or a wrong one, and where a sheet gives too few."""
    if not language.folder.language_file.whole:
        return
    numbers = _numbers(language.facts)
    for number in numbers:
        if not re.fullmatch(r"\d+(?: \d+)*", number):
            at = _place(language, number)
            yield Problem(at, ID, f"“{number}” is not a telephone number", "write it in digits alone")
    for sheet in language.folder.sheet_files:
        yield from _sheet(language, sheet, numbers)


def calls_for_help(passage: Passage, language: Language) -> bool:
    """Whether a text gives an emergency number of its language."""
    return any(_gives(passage, number) for number in _numbers(language))


def calls_the_same_day(passage: Passage, language: Language) -> bool:
    """Whether a text says whom to call the same day, as the language has it."""
    return any(whole_word(service.call).search(passage.all_words) for service in language.same_day)


def _sheet(language: CheckedLanguage, sheet: str, numbers: list[str]) -> Iterator[Problem]:
    passages = [passage for passage in language.passages if passage.file == sheet]
    facts = (language.original or language).facts
    calling = [passage for passage in passages if calls_for_help(passage.original or passage, facts)]
    if not calling:
        return
    known = f"“emergency” in language.yaml has {', '.join(numbers)}"
    calls = any(calls_for_help(passage, language.facts) for passage in calling)
    for passage in passages:
        others = list(_others(passage, language, calling=passage in calling))
        for at, number in others:
            yield Problem(at, ID, f"{number} is not an emergency number of this language", known)
        if passage in calling and not (others or calls_for_help(passage, language.facts)):
            yield Problem(passage.at, ID, "this text gives no emergency number, and the original does", known)
    if calls and not language.folder.sheet_files[sheet].left:
        for number in numbers:
            if not any(_gives(passage, number) for passage in calling):
                message = f"no text of this sheet gives the emergency number {number}"
                yield Problem(calling[0].at, ID, message, "a sheet that gives one of them gives all")


def _others(passage: Passage, language: CheckedLanguage, *, calling: bool) -> Iterator[tuple[Position, str]]:
    """Other figures that look like a number to call: of three digits, or two in texts that call."""
    known = digits(_numbers(language.facts)) | digits(service.call for service in language.facts.same_day)
    original, numbers = passage.original, set(_numbers((language.original or language).facts))
    for match, at in passage.matches(_alone(r"\d{2,3}" if calling and original else r"\d{3}"), own=False):
        is_figure = original and match[0] not in numbers and _has(original.all_words, match[0])
        if match[0] not in known and not is_figure:
            yield at, match[0]


def digits(numbers: Iterable[str]) -> set[str]:
    """The figures that numbers to call are printed in: 116 and 117 of “116 117”."""
    return {part for number in numbers for part in number.split() if part.isdecimal()}


def _gives(passage: Passage, number: str) -> bool:
    return _has(passage.all_words, number)


def _has(words: str, number: str) -> bool:
    pattern = r"\s".join(map(re.escape, number.split()))
    return re.search(_alone(pattern), words) is not None


def _numbers(language: Language) -> list[str]:
    return [emergency.number for emergency in language.emergency]


def _place(language: CheckedLanguage, number: str) -> Position:
    """Where a number stands in the file of the language."""
    file = language.folder.language_file
    nodes = (
        text.node for text in file.path_texts if text.path[0] == "emergency" and text.node.text == number
    )
    return next((node.at for node in nodes), Position(file.path))


def _alone(number: str) -> str:
    """The pattern of a number without a unit that is no part of another, of a range or of a time."""
    return rf"(?<![\d.,:–-]){number}(?![.,:–-]?\d|\s?%|\s?(?:{UNITS})(?!\w))"
