"""The code that opens the references in PubMed opens at least one.

A reference has its PMID in references.yaml, where there is one. Where none of those cited has one, leave out
the block of kind `qr`.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.check.language import Subject
from handout.errors import Problem, Severity

ID = "pmid"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at a code that would open nothing."""
    return subject.refusals(ID)
