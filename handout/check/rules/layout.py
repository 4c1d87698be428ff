"""The rules that the layout itself keeps: it refuses a sheet, or says what has no room."""

from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.check.trial import UNMADE
from handout.errors import Problem, Severity
from handout.make.document import Overflow


class LayoutRule:
    """A rule whose problems come from laying the sheets out."""

    SEVERITY = Severity.ERROR

    def __init__(self, name: str, summary: str, advice: str) -> None:
        self.ID = name
        self.__doc__ = f"{summary}\n\n{advice}"

    def check(self, language: CheckedLanguage, /) -> Iterator[Problem]:
        """What the layout reported under this id, for each reader."""
        return (problem for trial in language.trials for problem in trial.problems if problem.rule == self.ID)


class OverflowRule(LayoutRule):
    """The rule whose problems are of a sheet that is laid out."""

    def check(self, language: CheckedLanguage, /) -> Iterator[Problem]:
        """What has no room, once for all readers for whom it is the same."""
        readers: dict[Overflow, tuple[str, ...]] = {}
        for trial in language.trials:
            for overflow in trial.overflows:
                same = overflow._replace(readers=())
                readers[same] = readers.get(same, ()) + overflow.readers
        everybody = language.content.handout.readers
        for overflow, names in readers.items():
            ordered = tuple(reader for reader in everybody if reader in names)
            yield overflow._replace(readers=() if ordered == everybody else ordered).problem


LAYOUT_RULES = (
    OverflowRule(
        "overflow",
        "A sheet fits on its front and its back.",
        "For every reader and on every paper. Type is never made smaller and nothing is cut off: shorten "
        "the texts before the place that is reported, which is the first thing without room. A sheet is laid "
        "out whenever it can be made, whatever else is wrong with its texts.",
    ),
    LayoutRule(
        "too-wide",
        "Each word fits in its line, its column or its place in a drawing.",
        "No word is ever broken at the end of a line, except in web addresses. Choose a shorter word, or "
        "give the table fewer columns.",
    ),
    LayoutRule(
        "too-high",
        "What must stay on one page is no higher than a page.",
        "A box, a row, a step and a drawing each stand on one page. Split it in two.",
    ),
    LayoutRule(
        "pmid",
        "The code that opens the references in PubMed opens at least one.",
        "A reference has its PMID in references.yaml, if there is one. Where none of the cited references "
        "has one, leave out the block of kind `qr`.",
    ),
    LayoutRule(
        UNMADE,
        "Each sheet can be made.",
        "This is a limit of the program rather than a mistake of yours: please report it with the text that "
        "causes it.",
    ),
)
