"""Each text has the figures of the English one, however the language writes them.

A figure that changed in translation is the worst mistake a sheet can have. Decimal signs are undone before
figures are compared; emergency numbers are those of the place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from handout.check.language import Passage, Subject
from handout.check.patterns import UNITS
from handout.check.rules import emergency_number
from handout.errors import Problem, Severity
from handout.model import Language

ID = "figures"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at each text with other figures: at the first that English has not."""
    if subject.reference is None or not all(map(_is_known, (subject, subject.reference))):
        return
    told = {problem.at for problem in emergency_number.check(subject)}
    for passage, original in subject.pairs:
        if passage.is_example:
            continue
        here, there = figures(passage, subject.language), figures(original, subject.reference.language)
        spare = [
            (figure, index)
            for figure, index in _without(here, [figure for figure, _ in there])
            if passage.place(index, own=False) not in told
        ]
        missing = _without(there, [figure for figure, _ in here])
        if spare or missing:
            at = passage.place(_first(spare, here, there), own=False) if spare else passage.at
            message = f"has {_listed(spare)} where English has {_listed(missing)}"
            yield Problem(at, ID, message)


def _is_known(subject: Subject) -> bool:
    """Whether the language says how it writes numbers, and which it calls."""
    return bool(subject.language.conventions.decimal and subject.language.emergency)


def figures(passage: Passage, language: Language) -> list[tuple[str, int]]:
    """The figures of a text as English would write them, each with its index in all words."""
    thousands, decimal = language.conventions.thousands, language.conventions.decimal
    words = passage.all_words
    if thousands:
        # As many characters as before, so that places stay.
        words = re.sub(rf"(?<=\d){re.escape(thousands)}(?=\d{{3}}(?!\d))", "_" * len(thousands), words)
    exempt = {one.number for one in language.emergency}
    found = []
    for match in re.finditer(r"\d[\d_]*(?:[.,]\d+)*(?:\s?%)?", words):
        figure = re.sub(r"[\s_]", "", match[0].replace(decimal, ".") if decimal else match[0])
        measured = re.match(rf"\s?(?:{UNITS})(?!\w)", words[match.end() :])
        if figure not in exempt or measured:
            found.append((figure, match.start()))
    return found


def _without(those: list[tuple[str, int]], others: list[str]) -> list[tuple[str, int]]:
    """Those for which there is no other."""
    rest = Counter(others)
    left = []
    for figure, index in those:
        if rest[figure]:
            rest[figure] -= 1
        else:
            left.append((figure, index))
    return left


def _first(spare: list[tuple[str, int]], here: list[tuple[str, int]], there: list[tuple[str, int]]) -> int:
    """The index of the first spare figure that stands where English has another, if there is one."""
    figures = [figure for figure, _ in spare]
    if len(here) == len(there):
        changed = [one for one, other in zip(here, there, strict=True) if one[0] != other[0]]
    else:
        matcher = SequenceMatcher(None, [one for one, _ in there], [one for one, _ in here], autojunk=False)
        codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
        changed = [one for _, _, _, begin, end in codes for one in here[begin:end]]
    return next((index for figure, index in changed if figure in figures), spare[0][1])


def _listed(found: list[tuple[str, int]]) -> str:
    return ", ".join(figure for figure, _ in found) or "nothing"
