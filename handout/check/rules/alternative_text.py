"""A picture has words beside it, and other words for those who do not see it.

`alt` says what the drawing shows, for somebody who listens. If it repeats the caption, it says nothing new.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.check.language import Subject
from handout.errors import Problem, Severity
from handout.model import Code, Figure, Text

ID = "alternative-text"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at each alternative text that says what stands beside the picture already."""
    for sheet in subject.whole_sheets:
        for block in (one for section in sheet.sections for one in section.blocks):
            match block:
                case Figure():
                    yield from _described(block.alt[0], block.caption[0])
                case Code():
                    yield from _described(block.alt[0], block.label[0])
                case _:
                    pass


def _described(alt: Text, beside: Text) -> Iterator[Problem]:
    if alt.plain.casefold().strip(" .") in beside.plain.casefold():
        message = "the alternative text repeats the words beside the picture"
        yield Problem(alt.at, ID, message, "say what it shows")
