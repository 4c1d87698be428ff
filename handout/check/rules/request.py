"""Something is asked of each reader, and what only some readers get cites nothing.

Who prints for a surgeon gets the surgeon's request (`for`). Citations in it, or in anything else that is not
for all, would give references other numbers for other readers, and nobody could compare two sheets.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.check.language import Subject
from handout.errors import Problem, Severity
from handout.model import Audience, Block, Section, texts_of

ID = "request"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at a request without a reader's part, and at each citation that not all readers get."""
    for sheet in (one for one in subject.whole_sheets if one.prints_references):
        requests = [section for section in sheet.sections if section.patient]
        if not requests:
            yield Problem(
                sheet.at, ID, "nothing is asked of anybody", "a section says it with “voice: patient”"
            )
        for section in requests:
            asked = {audience for block in section.blocks for audience in block.audiences}
            for audience in Audience:
                if audience not in asked:
                    yield Problem(section.at, ID, f"nothing is asked of “{audience.value}”")
            yield from _citing(section, "a request cites nothing")
        for section in (one for one in sheet.sections if not one.patient):
            for block in (one for one in section.blocks if one.audiences):
                yield from _citing(
                    block, "not all readers get this citation: others would have other numbers"
                )


def _citing(part: Section | Block, message: str) -> Iterator[Problem]:
    for text in texts_of(part):
        for citation in text.citations:
            yield Problem(citation.places[0], ID, message, "cite it where all read it")
