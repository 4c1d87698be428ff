"""A sheet has room on its front and its back.

For every reader and on every paper. Type is never shrunk and nothing is cut off: shorten texts before the
place that is told, which is the first thing without room. A sheet is laid out once nothing else is wrong with
it.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.check.language import Subject
from handout.errors import Problem, Severity

ID = "overflow"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at the first thing on each page too many."""
    return subject.refusals(ID)
