"""Nothing is left in English but names, marked words and words that are spared.

A whole text that is the English one, or a clause of several words that is. Words that are alike in both
languages, or may stay English, are `spared` in language.yaml; others are marked: `[words]{lang=en}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.check.language import Subject
from handout.check.patterns import UNITS
from handout.errors import Problem, Severity

ID = "left-in-english"
SEVERITY = Severity.ERROR

_HINT = "translate it, or mark it: [words]{lang=en}; words that are alike: “spared” in language.yaml"


def check(subject: Subject) -> Iterator[Problem]:
    """A problem where each text, or clause of a text, begins that is English."""
    known = subject.language_file.whole or any(
        path_text.path[0] == "spared" for path_text in subject.language_file.path_texts
    )
    if not known:
        return
    spared = re.compile(
        rf"\{{\w+\}}|(?<!\w)(?:{'|'.join([*map(re.escape, subject.language.spared), UNITS])})(?!\w)",
        re.IGNORECASE,
    )
    for passage, original in subject.pairs:
        # What is typed to run a program is the same in all languages.
        words, english = (re.sub(r"handout [^\n]*", "", one.words) for one in (passage, original))
        if _bare(words, spared) and words.casefold() == english.casefold():
            yield Problem(passage.at, ID, f"“{_short(words)}” is English", _HINT)
            continue
        there = {clause.casefold() for clause, _ in _clauses(original.words)}
        for clause, index in _clauses(passage.words):
            if clause.casefold() in there and len(_bare(clause, spared).split()) > 1:
                yield Problem(passage.place(index), ID, f"“{_short(clause)}” is English", _HINT)


def _clauses(words: str) -> Iterator[tuple[str, int]]:
    """What stands between marks, but for commands, with its index."""
    for match in re.finditer(r"[^.;:?!()]+", words):
        clause = match[0].strip()
        if clause and not clause.startswith("handout "):
            yield clause, match.start() + match[0].index(clause)


def _bare(words: str, spared: re.Pattern[str]) -> str:
    """The words without what need not be translated: spared words, figures with their units, placeholders."""
    return re.sub(r"[\W\d_]+", " ", spared.sub(" ", words)).strip()


def _short(words: str) -> str:
    words = words.strip()
    return words if len(words) <= 40 else f"{words[:39].rstrip()}…"
