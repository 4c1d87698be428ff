"""Some of each page stays free: 7 per cent, and 3 on sheets that are filled in.

A full page looks unreadable to somebody in a hurry, and the next correction has to fit too. Shorten the
longest texts of the section that is told, the last on the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.errors import Position, Problem, Severity
from handout.layout import LaidOut
from handout.pdf import PageFacts, Written
from handout.subject import Subject

ID = "air"
SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at the last section of each page that is too full."""
    made = (proof.made for proof in subject.proofs if proof.made and not proof.problems)
    for one in made:
        for sheet in one.sheets:
            least = sheet.theme.spare * sheet.part.frame[3]
            for page in one.written.pages:
                if page.free < least and not page.back:
                    at = _last(page, sheet, one.written)
                    message = (
                        f"{page.free:.0f} points are free below this section, the last on page {page.page}"
                    )
                    yield Problem(at, ID, message, f"{least:.0f} are wanted; a line takes about 13")


def _last(page: PageFacts, sheet: LaidOut, written: Written) -> Position:
    """Where the last section begins that begins on that page or before."""
    sections = sheet.composed.sheet.sections
    before = (one for one in sections if written.page_of(sheet.elements[one.id]) < page.page)
    return max(one.at for one in before)
