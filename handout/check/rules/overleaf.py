"""No text points to a place by where it stands on the paper.

In large print, on filled-in sheets and on one side of the paper things stand elsewhere. Point by the letter:
`[](#id)`. The words that the rule looks for are listed under `overleaf` in language.yaml.
"""

from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.errors import Problem, Severity

ID = "overleaf"
SEVERITY = Severity.WARNING


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each such word."""
    for words, at in language.occurrences(language.facts.overleaf):
        message = f"“{words}” is not true of every print of the sheet"
        yield Problem(at, ID, message, "point by the letter, as in [](#warning-signs)")
