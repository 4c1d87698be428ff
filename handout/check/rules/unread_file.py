"""Every file in the folder of a language is used.

A file whose name is not one of the English folder's is not used: a copy left behind, or a translated name.
"""

from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.errors import Position, Problem, Severity

ID = "unread-file"
SEVERITY = Severity.ERROR


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem for each file that no sheet is made from."""
    for path in language.content.unread(language.tag):
        yield Problem(Position(path), ID, "this file is not used", "delete it, or give it the English name")
