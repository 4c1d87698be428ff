"""Each sheet can be made.

What is told here is a limit of the program rather than a mistake of yours: please report it with the text
that brings it about.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.check.language import Subject
from handout.check.trial import UNMADE
from handout.errors import Problem, Severity

ID = UNMADE
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at each sheet that no PDF can be made of."""
    return subject.refusals(ID)
