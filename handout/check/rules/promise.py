"""No word promises more than the evidence carries.

The sheets inform; they never promise. “Cure”, “harmless” and their like are listed under `promises` in
language.yaml. Say what was reported, and in how many.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.check.language import Subject
from handout.errors import Problem, Severity

ID = "promise"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at each word of the list, in the singular or the plural."""
    for word, at in subject.occurrences(subject.language.promises):
        yield Problem(
            at,
            ID,
            f"“{word}” promises too much",
            "say what was reported; the words are “promises” in language.yaml",
        )
