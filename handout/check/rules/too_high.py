"""What must not be cut by the foot of a page is no higher than a page.

A box, a row, a step or a drawing stands on one page. Make two of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.check.language import Subject
from handout.errors import Problem, Severity

ID = "too-high"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at what no page can hold."""
    return subject.refusals(ID)
