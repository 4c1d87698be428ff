"""What a sheet rests on stands on the sheet that lists all sources, and nothing else does.

Sheets without printed references say that their sources stand there. Add the key to `publications`, or to the
`keys` of `further-sources`; take away one that no sheet needs any more.
"""

from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.errors import Problem, Severity
from handout.model import FurtherSources, Sheet, Source, texts_of

ID = "unlisted-source"
SEVERITY = Severity.ERROR


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each key that is not listed; and, once every sheet is there, that no sheet names."""
    sheets = list(language.whole_sheets)
    further = [block for sheet in sheets for block in sheet.blocks if isinstance(block, FurtherSources)]
    if not further:
        return
    listed = {key for sheet in sheets for key, _ in sheet.listed}
    named = [source for sheet in sheets for source in _named(sheet)]
    for key, at in named:
        if key not in listed:
            hint = "add it to “publications” or to “keys”"
            yield Problem(at, ID, f"“{key}” is in no list of sources", hint)
    needed = {key for key, _ in named}
    is_complete = len(sheets) == len(language.content.handout.sheets)
    for key, at in (source for block in further for source in block.keys):
        if is_complete and key not in needed:
            yield Problem(at, ID, f"no sheet rests on “{key}”", "take it out of the list")


def _named(sheet: Sheet) -> Iterator[Source]:
    """The keys that statements rest on and those that texts cite, with their places."""
    statements = (statement for section in sheet.sections for statement in section.statements)
    yield from (source for statement in statements for source in statement.sources)
    for citation in (citation for text in texts_of(sheet) for citation in text.citations):
        yield from map(Source, citation.keys, citation.places)
