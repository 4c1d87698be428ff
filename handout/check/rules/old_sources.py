"""The sources were checked in the last three years.

Evidence changes. Read the references again, correct what is out of date, and set `sources_checked` in
language.yaml to the day you did.
"""

from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.errors import Position, Problem, Severity
from handout.files.nodes import Mapping, Node

ID = "old-sources"
SEVERITY = Severity.WARNING

_YEARS = 3


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at the date, when it is older."""
    today, checked = language.today, language.facts.sources_checked
    age = today.year - checked.year - ((today.month, today.day) < (checked.month, checked.day))
    if age >= _YEARS:
        message = f"the sources were last checked on {checked}, {age} years ago"
        at = _date(language.folder.language_file.node, language.folder.language_file.path)
        yield Problem(at, ID, message, "check them again, then change this date")


def _date(node: Node | None, path: str) -> Position:
    date = node.get("sources_checked") if isinstance(node, Mapping) else None
    return date.at if date else Position(path)
