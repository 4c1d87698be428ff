"""Every file in the folder of a language is read.

A file with another name than those of English is read by nobody: a copy left behind, or a name translated.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.check.language import Subject
from handout.errors import Position, Problem, Severity

ID = "unread-file"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Problem]:
    """A problem for each file of content that has no part in the sheets."""
    for path in subject.library.unread(subject.language.tag):
        yield Problem(
            Position(path), ID, "this file is read by nobody", "delete it, or give it the English name"
        )
