"""A sheet cites neither too few references nor too many.

How many stands under `budget` in the sheet's file. Too few cannot carry what is said; too many leave no room
to say it.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.check.language import Subject
from handout.errors import Problem, Severity
from handout.model import texts_of

ID = "reference-count"
SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at the sheet."""
    for sheet in subject.whole_sheets:
        if sheet.budget is None:
            continue
        fewest, most = sheet.budget.references
        count = len({key for text in texts_of(sheet) for one in text.citations for key in one.keys})
        if not fewest <= count <= most:
            yield Problem(sheet.at, ID, f"{count} references are cited", f"{fewest} to {most} are wanted")
