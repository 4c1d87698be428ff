"""The first publications of a list are what another sheet cites, in its order.

So a number means the same on both sheets. `numbers-of` names the other sheet: after a change of its citations
put the publications in their order.
"""

from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.errors import Problem, Severity
from handout.files.report import nearest
from handout.model import Publications

ID = "publication-order"
SEVERITY = Severity.ERROR


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at the first publication of each list that has another number on the other sheet."""
    sheets = {sheet.id: sheet for sheet in language.whole_sheets}
    for block in (block for sheet in sheets.values() for block in sheet.blocks):
        if not isinstance(block, Publications) or block.numbers_of is None:
            continue
        name, at = block.numbers_of
        if name not in language.content.handout.ids:
            hint = nearest(name, language.content.handout.ids)
            yield Problem(at, ID, f"there is no sheet “{name}”", hint)
        elif name in sheets:
            yield from _different(block, name, sheets[name].cited)


def _different(block: Publications, name: str, cited: tuple[str, ...]) -> Iterator[Problem]:
    keys = tuple(item.key for item in block.items)
    for number, key in enumerate(cited, 1):
        if keys[number - 1 : number] != (key,):
            at = block.items[min(number, len(keys)) - 1].at
            yield Problem(at, ID, f"number {number} of the sheet “{name}” is “{key}”", "put it here")
            return
