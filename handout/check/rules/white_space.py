"""Some of each page is white space: 5 per cent in English, 2 in other languages, 3 on sheets to fill in.

A full page looks unreadable to somebody in a hurry, and the next correction has to fit too. What counts is
the height that both columns together have left when all gaps are as small as they may be; it is then given to
the gaps. Shorten the longest texts of the section that is reported, which is the last one on the page.
"""

from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.errors import Position, Problem, Severity
from handout.layout import LaidOut
from handout.pdf import PageFacts, Typeset

ID = "white-space"
SEVERITY = Severity.WARNING


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at the last section of each page that is too full, for the reader who gets most."""
    fullest: dict[tuple[str, int], tuple[float, float, Position]] = {}
    for trial in language.trials:
        if trial.layout is None or trial.overflows:
            continue
        (sheet,) = trial.layout.sheets
        theme = sheet.theme
        share = theme.white_space if language.original is None else theme.white_space_translated
        least = share * sheet.part.frame[3]
        for page in trial.layout.typeset.pages:
            key = trial.sheet.id, page.page
            if page.free < least and not page.back and page.free < fullest.get(key, (least,))[0]:
                fullest[key] = page.free, least, _last_section(page, sheet, trial.layout.typeset)
    for (_, number), (free, least, at) in fullest.items():
        message = f"page {number} has only {free:.0f} pt of white space"
        yield Problem(
            at, ID, message, f"shorten this section until {least:.0f} pt are free; a line takes about 13 pt"
        )


def _last_section(page: PageFacts, sheet: LaidOut, typeset: Typeset) -> Position:
    """Where the last section begins that begins on an earlier page or on that one."""
    sections = sheet.composed.sheet.sections
    return max(
        section.at for section in sections if typeset.page_index(sheet.elements[section.id]) < page.page
    )
