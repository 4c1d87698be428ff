"""Something is asked of each reader, and the request cites nothing.

Who prints for a surgeon gets the surgeon's request (`for`). Citations in it would give references other
numbers for other readers, and nobody could compare two sheets.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.errors import Problem, Severity
from handout.model import Audience, texts_of
from handout.subject import Subject

ID = "request"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at a request without a reader's part, and at each citation in one."""
    for sheet in subject.whole_sheets:
        if not sheet.prints_references:
            continue
        for section in (one for one in sheet.sections if one.patient):
            asked = {audience for block in section.blocks for audience in block.audiences}
            for audience in Audience:
                if audience not in asked:
                    yield Problem(section.at, ID, f"nothing is asked of “{audience.value}”")
            for text in texts_of(section):
                for citation in text.citations:
                    yield Problem(citation.places[0], ID, "a request cites nothing")
