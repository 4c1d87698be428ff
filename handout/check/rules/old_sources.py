"""The sources were checked in the last three years.

Evidence moves. Read the references again, correct what changed, and set `sources_checked` in language.yaml to
the day you did.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.check.language import Subject
from handout.errors import Position, Problem, Severity
from handout.files.nodes import Mapping, Node

ID = "old-sources"
SEVERITY = Severity.WARNING


_YEARS = 3


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at the date, when it is older."""
    checked = subject.language.sources_checked
    age = (
        subject.today.year
        - checked.year
        - ((subject.today.month, subject.today.day) < (checked.month, checked.day))
    )
    if age >= _YEARS:
        message = f"the sources were last checked on {checked}, {age} years ago"
        yield Problem(_date(subject.language_file.node, subject.language_file.path), ID, message)


def _date(node: Node | None, path: str) -> Position:
    entries = node.entries if isinstance(node, Mapping) else ()
    return next((value.at for key, value in entries if key.text == "sources_checked"), Position(path))
