"""Nothing is left to translate.

`handout new-language` puts “(translate)” before each text. Whoever translates a text deletes the mark with
the English words. Until all marks are gone, `handout make` needs `--draft`.
"""

from collections.abc import Iterator
from itertools import groupby

from handout.check.language import CheckedLanguage
from handout.errors import Problem, Severity
from handout.files.base import PathText

ID = "untranslated"
SEVERITY = Severity.ERROR


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at the first of each run of texts of a section that are still to be translated."""
    for file in language.folder.files.values():
        for _, group in groupby(file.path_texts, key=_run):
            path_texts = list(group)
            if path_texts[0].node.todo:
                hint = "write the translation in place of the mark and the English words"
                yield Problem(path_texts[0].node.at, ID, _message(path_texts), hint)


def _run(path_text: PathText) -> tuple[bool, tuple[str, ...]]:
    """Whether it is left, and the key, or the section, that it is in."""
    depth = 2 if len(path_text.path) > 2 else 1
    return bool(path_text.node.todo), path_text.path[:depth]


def _message(path_texts: list[PathText]) -> str:
    first, last = path_texts[0].node.at.line, path_texts[-1].node.at.line
    if len(path_texts) == 1:
        return "this text is still to be translated"
    lines = f"line {first}" if first == last else f"lines {first} to {last}"
    return f"{len(path_texts)} texts are still to be translated, in {lines}"
