"""A no-break space stands between a number and its unit.

It keeps “5 cm” together at the end of a line. Type U+00A0: in most editors by Alt+0160, Ctrl+Shift+Space or
Option+Space; or copy the space from the English text.
"""

from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.check.patterns import NUMBER, UNITS
from handout.errors import Problem, Severity

ID = "no-break-space"
SEVERITY = Severity.ERROR

_HINT = "type U+00A0; “handout check --explain no-break-space” says how"


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each number with another space, or none, before its unit."""
    pattern = rf"(?<![\d.,]){NUMBER}[^\S\u00a0\u202f]?(?:{UNITS})(?!\w)"
    for passage in language.printed_passages:
        for match, at in passage.matches(pattern):
            yield Problem(at, ID, f"“{match[0]}” needs a no-break space before the unit", _HINT)
