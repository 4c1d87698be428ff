"""Each word has room in its line, its column or its place in a drawing.

No word is ever broken at the end of a line, but for web addresses. Choose a shorter word, or give the table
fewer columns.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.check.language import Subject
from handout.errors import Problem, Severity

ID = "too-wide"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at each text with a word that has no room."""
    return subject.refusals(ID)
