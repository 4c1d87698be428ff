"""A sheet has no more words than its pages have room for.

Type is never made smaller to gain room. The limit is `budget` in the sheet's file, for the language that the
others are translated from; headings count, citations and references do not. A translation has as many words
as fit on its pages. Shorten the longest statements.
"""

import re
from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.errors import Problem, Severity
from handout.model import List, Sheet, Table, Texts, is_for

ID = "word-budget"
SEVERITY = Severity.WARNING


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at the sheet, for the reader who gets most words."""
    if language.original is not None:
        return
    for sheet in language.whole_sheets:
        if sheet.budget is None:
            continue
        readers = language.content.handout.readers or (None,)
        words = max(sum(map(_count, _texts(sheet, reader))) for reader in readers)
        if words > sheet.budget.words:
            hint = f"its pages have room for {sheet.budget.words}: shorten the longest texts"
            yield Problem(sheet.at, ID, f"this sheet has {words} words", hint)


def _texts(sheet: Sheet, reader: str | None) -> Iterator[Texts]:
    """Headings, items, rows, and the heads of lists and columns, as one reader gets them."""
    yield from (section.heading for section in sheet.sections)
    for block in (block for block in sheet.blocks if is_for(block, reader)):
        yield from (texts for statement in block.statements for texts in statement.texts)
        if isinstance(block, List):
            yield block.heading
        if isinstance(block, Table):
            yield from block.columns


def _count(texts: Texts) -> int:
    """How many words have a letter."""
    return sum(bool(re.search(r"[^\W\d_]", word)) for text in texts for word in text.plain.split())
