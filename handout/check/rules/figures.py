"""Each text has the figures of the English one, however the language writes them.

A figure that changed in translation is the worst mistake a sheet can have. Decimal separators are made alike
before figures are compared. Where English gives an emergency number, each language gives its own; so it is
with numbers to call the same day where English says whom to call then (`emergency` and `same-day` in
language.yaml).
"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import TypeAlias

from handout.check.language import CheckedLanguage, Passage
from handout.check.patterns import UNITS
from handout.check.rules import emergency_number
from handout.errors import Problem, Severity
from handout.model import Language

ID = "figures"
SEVERITY = Severity.ERROR

Figures: TypeAlias = list[tuple[str, int]]
"""Figures as English would write them, each with its index in all words."""


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each text with other figures: at the first that English does not have."""
    if language.original is None or not all(map(_is_known, (language, language.original))):
        return
    reported = {problem.at for problem in emergency_number.check(language)}
    for passage, original in language.pairs:
        if passage.is_example:
            continue
        places, expected = compared(passage, original, language)
        added = [
            (figure, index)
            for figure, index in _without(places, expected)
            if passage.place(index, own=False) not in reported
        ]
        missing = _without(expected, places)
        if added or missing:
            at = passage.place(_first(added, places, expected), own=False) if added else passage.at
            yield Problem(at, ID, f"this text has {_list(added)} where English has {_list(missing)}")


def _is_known(language: CheckedLanguage) -> bool:
    """Whether the language says how it writes numbers, and which are its emergency numbers."""
    return bool(language.facts.conventions.decimal and language.facts.emergency)


def compared(passage: Passage, original: Passage, language: CheckedLanguage) -> tuple[Figures, Figures]:
    """The figures of a text and of its original, without numbers to call that only one of them has."""
    reference = (language.original or language).facts
    places, expected = figures(passage, language.facts), figures(original, reference)
    surplus = _without(places, expected), _without(expected, places)
    for text, facts, own, unmatched in (
        (passage, language.facts, places, surplus[0]),
        (original, reference, expected, surplus[1]),
    ):
        calls = _calls(original, reference, facts)
        for figure, _ in unmatched:
            called = (place for place in own if place[0] == figure and not _has_unit(text, place))
            if figure in calls and (place := next(called, None)):
                own.remove(place)
    return places, expected


def _calls(original: Passage, reference: Language, language: Language) -> set[str]:
    """The figures that a translation of the text may have in a language because they are called."""
    calls: set[str] = set()
    if emergency_number.calls_for_help(original, reference):
        calls |= emergency_number.digits(emergency.number for emergency in language.emergency)
    if emergency_number.calls_the_same_day(original, reference):
        calls |= emergency_number.digits(service.call for service in language.same_day)
    return calls


def _has_unit(passage: Passage, place: tuple[str, int]) -> bool:
    """Whether a figure measures something."""
    figure, index = place
    return re.match(rf"\s?(?:{UNITS})(?!\w)", passage.all_words[index + len(figure) :]) is not None


def figures(passage: Passage, language: Language) -> Figures:
    """The figures of a text."""
    thousands, decimal = language.conventions.thousands, language.conventions.decimal
    words = passage.all_words
    if thousands:
        # As many characters as before, so that places stay.
        words = re.sub(rf"(?<=\d){re.escape(thousands)}(?=\d{{3}}(?!\d))", "_" * len(thousands), words)
    places = []
    for match in re.finditer(r"\d[\d_]*(?:[.,]\d+)*(?:\s?%)?", words):
        figure = re.sub(r"[\s_]", "", match[0].replace(decimal, ".") if decimal else match[0])
        places.append((figure, match.start()))
    return places


def _without(places: Figures, others: Figures) -> Figures:
    """The figures for which there is none among the others."""
    rest = Counter(figure for figure, _ in others)
    unmatched = []
    for figure, index in places:
        if rest[figure]:
            rest[figure] -= 1
        else:
            unmatched.append((figure, index))
    return unmatched


def _first(added: Figures, places: Figures, expected: Figures) -> int:
    """The index of the first added figure where English has another, if there is one."""
    figures, others = [figure for figure, _ in places], [figure for figure, _ in expected]
    if len(figures) == len(others):
        changed = [place for place, other in zip(places, others, strict=True) if place[0] != other]
    else:
        codes = SequenceMatcher(None, others, figures, autojunk=False).get_opcodes()
        changed = [place for code in codes if code[0] != "equal" for place in places[code[3] : code[4]]]
    names = [figure for figure, _ in added]
    return next((index for figure, index in changed if figure in names), added[0][1])


def _list(places: Figures) -> str:
    return ", ".join(figure for figure, _ in places) or "nothing"
