"""A sheet cites neither too few references nor too many.

The limits are `budget` in the sheet's file. Too few cannot support what is said; too many leave no room to
say it.
"""

from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.errors import Problem, Severity

ID = "reference-count"
SEVERITY = Severity.WARNING


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at the sheet."""
    for sheet in language.whole_sheets:
        if sheet.budget is None:
            continue
        fewest, most = sheet.budget.references
        count = len(sheet.cited)
        if not fewest <= count <= most:
            hint = f"it should cite {fewest} to {most}"
            yield Problem(sheet.at, ID, f"this sheet cites {count} references", hint)
