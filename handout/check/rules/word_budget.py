"""A sheet has no more words than its pages have room for.

Type is never made smaller to gain room. The limit is `budget` in the sheet's file: words beside the fewest
references, 20 less for each further one; in other languages than English 15 per cent more. Shorten the
longest statements.
"""

import re
from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.errors import Problem, Severity
from handout.model import List, Sheet, Table, Texts, is_for

ID = "word-budget"
SEVERITY = Severity.WARNING

_WORDS_FOR_A_REFERENCE = 20

_LONGER = 1.15
"""How much longer than the reference a translation may be, as a factor."""


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at the sheet, for the reader who gets most words."""
    for sheet in language.whole_sheets:
        if sheet.budget is None:
            continue
        further = max(0, len(sheet.cited) - sheet.budget.references[0])
        limit = sheet.budget.words - _WORDS_FOR_A_REFERENCE * further
        if language.original is not None:
            limit = int(limit * _LONGER)
        readers = language.content.handout.readers or (None,)
        words = max(sum(map(_count, _texts(sheet, reader))) for reader in readers)
        if words > limit:
            message = f"this sheet has {words} words"
            yield Problem(
                sheet.at, ID, message, f"its pages have room for {limit}: shorten the longest texts"
            )


def _texts(sheet: Sheet, reader: str | None) -> Iterator[Texts]:
    """Items, rows, and the heads of lists and columns, as one reader gets them."""
    for block in sheet.blocks:
        if not is_for(block, reader):
            continue
        yield from (texts for statement in block.statements for texts in statement.texts)
        if isinstance(block, List):
            yield block.heading
        if isinstance(block, Table):
            yield from block.columns


def _count(texts: Texts) -> int:
    """How many words have a letter."""
    return sum(bool(re.search(r"[^\W\d_]", word)) for text in texts for word in text.plain.split())
