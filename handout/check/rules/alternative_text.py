"""The alternative text of a picture does not repeat its caption.

`alt` says what the picture shows, for people who listen. They hear the caption too: the same words twice tell
them nothing new.
"""

from collections.abc import Iterator
from typing import assert_never

from handout import model
from handout.check.language import CheckedLanguage
from handout.errors import Problem, Severity
from handout.model import Text

ID = "alternative-text"
SEVERITY = Severity.ERROR


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each alternative text that says what is printed beside the picture."""
    for sheet in language.whole_sheets:
        for block in sheet.blocks:
            match block:
                case model.Figure():
                    yield from _repeated(block.alt[0], block.caption[0])
                case model.Code():
                    yield from _repeated(block.alt[0], block.label[0])
                case model.List() | model.Table() | model.Form() | model.Grid():
                    pass
                case model.Bibliography() | model.Publications() | model.FurtherSources():
                    pass
                case _:
                    assert_never(block)


def _repeated(alt: Text, caption: Text) -> Iterator[Problem]:
    if alt.plain.casefold().strip(" .") in caption.plain.casefold():
        message = "the alternative text repeats the caption of the picture"
        yield Problem(alt.at, ID, message, "describe what the picture shows")
