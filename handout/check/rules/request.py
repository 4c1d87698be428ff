"""Each reader is asked for something, and what only some readers get cites nothing.

Who prints for a surgeon gets the surgeon's request (`for`). Citations in it, or in anything else that is not
for all, would give references other numbers for other readers, and nobody could compare two sheets. Where
handout.yaml lists no readers, the rule does not apply.
"""

from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.errors import Problem, Severity
from handout.model import Bibliography, Block, Section, texts_of

ID = "request"
SEVERITY = Severity.ERROR


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at a request without a reader's part, and at each citation that not all readers get."""
    if not language.content.handout.readers:
        return
    for sheet in language.whole_sheets:
        if not any(isinstance(block, Bibliography) for block in sheet.blocks):
            continue
        requests = [section for section in sheet.sections if section.patient]
        if not requests:
            yield Problem(sheet.at, ID, "this sheet has no request section", "give one “voice: patient”")
        for section in requests:
            asked = {reader for block in section.blocks for reader in block.readers}
            for reader in language.content.handout.readers:
                if reader not in asked:
                    message = f"the request asks nothing of “{reader}”"
                    yield Problem(section.at, ID, message, f"add a block with “for: [{reader}]”")
            yield from _citing(section, "a request must not cite references")
        for section in (section for section in sheet.sections if not section.patient):
            for block in (block for block in section.blocks if block.readers):
                message = "only some readers get this citation, so others have other reference numbers"
                yield from _citing(block, message)


def _citing(part: Section | Block, message: str) -> Iterator[Problem]:
    for text in texts_of(part):
        for citation in text.citations:
            yield Problem(citation.places[0], ID, message, "cite it in a text that all readers get")
