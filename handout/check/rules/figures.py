"""Each text has the figures of the English one, however the language writes them.

A figure that changed in translation is the worst mistake a sheet can have. Decimal separators are made alike
before figures are compared; emergency numbers are those of the place.
"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from handout.check.language import CheckedLanguage, Passage
from handout.check.patterns import UNITS
from handout.check.rules import emergency_number
from handout.errors import Problem, Severity
from handout.model import Language

ID = "figures"
SEVERITY = Severity.ERROR


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each text with other figures: at the first that English does not have."""
    if language.original is None or not all(map(_is_known, (language, language.original))):
        return
    reported = {problem.at for problem in emergency_number.check(language)}
    for passage, original in language.pairs:
        if passage.is_example:
            continue
        places = figures(passage, language.facts)
        expected = figures(original, language.original.facts)
        added = [
            (figure, index)
            for figure, index in _without(places, [figure for figure, _ in expected])
            if passage.place(index, own=False) not in reported
        ]
        missing = _without(expected, [figure for figure, _ in places])
        if added or missing:
            at = passage.place(_first(added, places, expected), own=False) if added else passage.at
            yield Problem(at, ID, f"this text has {_list(added)} where English has {_list(missing)}")


def _is_known(language: CheckedLanguage) -> bool:
    """Whether the language says how it writes numbers, and which are its emergency numbers."""
    return bool(language.facts.conventions.decimal and language.facts.emergency)


def figures(passage: Passage, language: Language) -> list[tuple[str, int]]:
    """The figures of a text as English would write them, each with its index in all words."""
    thousands, decimal = language.conventions.thousands, language.conventions.decimal
    words = passage.all_words
    if thousands:
        # As many characters as before, so that places stay.
        words = re.sub(rf"(?<=\d){re.escape(thousands)}(?=\d{{3}}(?!\d))", "_" * len(thousands), words)
    exempt = {emergency.number for emergency in language.emergency}
    places = []
    for match in re.finditer(r"\d[\d_]*(?:[.,]\d+)*(?:\s?%)?", words):
        figure = re.sub(r"[\s_]", "", match[0].replace(decimal, ".") if decimal else match[0])
        has_unit = re.match(rf"\s?(?:{UNITS})(?!\w)", words[match.end() :])
        if figure not in exempt or has_unit:
            places.append((figure, match.start()))
    return places


def _without(places: list[tuple[str, int]], figures: list[str]) -> list[tuple[str, int]]:
    """The figures for which there is none of these."""
    rest = Counter(figures)
    unmatched = []
    for figure, index in places:
        if rest[figure]:
            rest[figure] -= 1
        else:
            unmatched.append((figure, index))
    return unmatched


def _first(
    added: list[tuple[str, int]], places: list[tuple[str, int]], expected: list[tuple[str, int]]
) -> int:
    """The index of the first added figure where English has another, if there is one."""
    figures, others = [figure for figure, _ in places], [figure for figure, _ in expected]
    if len(figures) == len(others):
        changed = [place for place, other in zip(places, others, strict=True) if place[0] != other]
    else:
        codes = SequenceMatcher(None, others, figures, autojunk=False).get_opcodes()
        changed = [place for code in codes if code[0] != "equal" for place in places[code[3] : code[4]]]
    names = [figure for figure, _ in added]
    return next((index for figure, index in changed if figure in names), added[0][1])


def _list(places: list[tuple[str, int]]) -> str:
    return ", ".join(figure for figure, _ in places) or "nothing"
