"""How documents are made: what the command line is asked for and the layout obeys. Needs no ReportLab."""

import datetime
from dataclasses import dataclass
from enum import Enum

from handout.patient.values import Patient

BOX = (595.0, 792.0)
"""The width and height that A4 and Letter have in common, in points."""

_BELOW = 0.62
"""How much of the height that a paper has beyond the box stands below it."""


class Paper(Enum):
    """The papers a sheet is printed on."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return {Paper.A4: (595.276, 841.89), Paper.LETTER: (612.0, 792.0)}[self]

    @property
    def offset(self) -> tuple[float, float]:
        """From the paper's lower left corner to the box; whole points keep renderings equal.

        More of what the paper has beyond the box stands below it: so it seems to be in the middle.
        """
        width, height = self.size
        return (float((width - BOX[0]) // 2), float(round((height - BOX[1]) * _BELOW)))


class Size(Enum):
    """The size of print: normal, or large for readers with low vision."""

    NORMAL = "normal"
    LARGE = "large"


@dataclass(frozen=True, kw_only=True)
class Options:
    """Everything that decides how a document looks beside its content and language."""

    sheets: tuple[str, ...] | None = None
    """By name; without it the usual ones that the language has."""
    second: str | None = None
    """The tag of the language beside the first."""
    reader: str | None = None
    """Whom the request is for; without it, the first of the handout's readers."""
    paper: Paper = Paper.A4
    size: Size = Size.NORMAL
    date: datetime.date | None = None
    """The document's date; without it, the day its sources were checked."""
    details: Patient | None = None
    """What a patient gave."""
    fillable: bool = False
    """Whether boxes and lines to write on are fields to fill in on a screen."""
    draft: bool = False
    """Whether each page has the watermark of a draft, and too many pages are not an error."""
