"""Some of each page stays free: 7 per cent, and 3 on sheets that are filled in.

A full page looks unreadable to somebody in a hurry, and the next correction has to fit too. Shorten the
longest texts of the section that is told, the last on the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.errors import Position, Problem, Severity
from handout.layout import LaidOut
from handout.pdf import PageFacts, Typeset
from handout.subject import Subject

ID = "air"
SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at the last section of each page that is too full, for the reader who gets most."""
    fullest: dict[tuple[str, int], tuple[float, float, Position]] = {}
    for proof in subject.proofs:
        if proof.made is None or proof.problems:
            continue
        (sheet,) = proof.made.sheets
        least = sheet.theme.spare * sheet.part.frame[3]
        for page in proof.made.typeset.pages:
            place = proof.sheet.id, page.page
            if page.free < least and not page.back and page.free < fullest.get(place, (least,))[0]:
                fullest[place] = page.free, least, _last(page, sheet, proof.made.typeset)
    for (_, number), (free, least, at) in fullest.items():
        message = f"below this section, the last on page {number}, {free:.0f} points are free"
        yield Problem(at, ID, message, f"{least:.0f} are wanted; a line takes about 13")


def _last(page: PageFacts, sheet: LaidOut, typeset: Typeset) -> Position:
    """Where the last section begins that begins on that page or before."""
    sections = sheet.composed.sheet.sections
    before = (one for one in sections if typeset.page_index(sheet.elements[one.id]) < page.page)
    return max(one.at for one in before)
