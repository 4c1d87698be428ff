"""A no-break space stands between a number and its unit.

So that “5 cm” is never torn at the end of a line. Type U+00A0: in most editors by Alt+0160, Ctrl+Shift+Space
or Option+Space; or copy the space from the English text.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.check.language import Subject
from handout.check.patterns import UNITS
from handout.errors import Problem, Severity

ID = "no-break-space"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at each number with another space, or none, before its unit."""
    for passage in subject.printed:
        for match, at in passage.matches(rf"(?<![\d.,])\d+(?:[.,]\d+)*[^\S\u00a0\u202f]?(?:{UNITS})(?!\w)"):
            yield Problem(
                at,
                ID,
                f"“{match[0]}” has no no-break space before the unit",
                "put one (U+00A0); “--explain no-break-space” says how to type it",
            )
