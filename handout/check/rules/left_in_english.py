"""Nothing is left in English except names, marked words and words that may stay.

A whole text that equals the English one is reported, and a clause of several words that does. List words that
are alike in both languages, or may stay English, under `spared` in language.yaml; mark others:
`[words]{lang=en}`.
"""

import re
from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.check.patterns import UNITS
from handout.errors import Problem, Severity

ID = "left-in-english"
SEVERITY = Severity.ERROR

_HINT = "translate it, or mark it: [words]{lang=en}; words alike in both: “spared” in language.yaml"
# What is typed to run the program is the same in all languages.
_COMMAND = re.compile(r"handout [^\n]*")


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem where each text, or clause of a text, begins that is English."""
    file = language.folder.language_file
    if not (file.whole or any(path_text.path[0] == "spared" for path_text in file.path_texts)):
        return
    spared = re.compile(
        rf"\{{\w+\}}|(?<!\w)(?:{'|'.join([*map(re.escape, language.facts.spared), UNITS])})(?!\w)",
        re.IGNORECASE,
    )
    for passage, original in language.pairs:
        words, english = (_COMMAND.sub("", text.words) for text in (passage, original))
        if _bare(words, spared) and words.casefold() == english.casefold():
            yield Problem(passage.at, ID, f"“{_short(words)}” is still in English", _HINT)
            continue
        clauses = {clause.casefold() for clause, _ in _clauses(original.words)}
        for clause, index in _clauses(passage.words):
            if clause.casefold() in clauses and len(_bare(clause, spared).split()) > 1:
                yield Problem(passage.place(index), ID, f"“{_short(clause)}” is still in English", _HINT)


def _clauses(words: str) -> Iterator[tuple[str, int]]:
    """The words between marks, except commands, with their index."""
    for match in re.finditer(r"[^.;:?!()]+", words):
        clause = match[0].strip()
        if clause and not clause.startswith("handout "):
            yield clause, match.start() + match[0].index(clause)


def _bare(words: str, spared: re.Pattern[str]) -> str:
    """The words without what need not be translated: spared words, figures, placeholders, a letter."""
    bare = re.sub(r"[\W\d_]+", " ", spared.sub(" ", words)).strip()
    # A letter alone names something, such as a lump.
    return "" if len(bare) == 1 else bare


def _short(words: str) -> str:
    words = words.strip()
    return words if len(words) <= 40 else f"{words[:39].rstrip()}…"
