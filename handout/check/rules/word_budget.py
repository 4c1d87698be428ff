"""A sheet has no more words than its pages have room for.

Type is never shrunk to make room. The budget is `budget` in the sheet's file: words beside the fewest
references, 20 less for each further one; in other languages than English 15 per cent more. Shorten the
longest statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.check.language import Subject
from handout.content.folder import LONGER
from handout.errors import Problem, Severity
from handout.model import Audience, List, Sheet, Table, Texts, texts_of

ID = "word-budget"
SEVERITY = Severity.WARNING


_FOR_A_REFERENCE = 20


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at the sheet, for the reader who gets most words."""
    for sheet in subject.whole_sheets:
        if sheet.budget is None:
            continue
        cited = len({key for text in texts_of(sheet) for one in text.citations for key in one.keys})
        limit = sheet.budget.words - _FOR_A_REFERENCE * max(0, cited - sheet.budget.references[0])
        if subject.reference is not None:
            limit = int(limit * LONGER)
        words = max(sum(map(_count, _counted(sheet, audience))) for audience in Audience)
        if words > limit:
            yield Problem(sheet.at, ID, f"{words} words stand on this sheet", f"{limit} have room")


def _counted(sheet: Sheet, audience: Audience) -> Iterator[Texts]:
    """Items, rows, and the heads of lists and columns, as one reader gets them."""
    for block in (one for section in sheet.sections for one in section.blocks):
        if block.audiences and audience not in block.audiences:
            continue
        yield from (texts for statement in block.statements for texts in statement.texts)
        if isinstance(block, List):
            yield block.heading
        if isinstance(block, Table):
            yield from block.columns


def _count(texts: Texts) -> int:
    """How many words have a letter."""
    return sum(bool(re.search(r"[^\W\d_]", word)) for text in texts for word in text.plain.split())
