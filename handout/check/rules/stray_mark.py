"""No mark is left over that was meant for the program.

`**` that is one `*`, a bracket that is not a link, language or citation, a name in braces that is not filled
in: they would be printed as they are. Write `**words**`, `[words](https://…)`, `[words]{lang=en}` without a
space between, and `[@key]`; and delete “(translate)” with its brackets.
"""

import re
from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.content.file import UNTRANSLATED
from handout.errors import Problem, Severity
from handout.model import PLACEHOLDER

ID = "stray-mark"
SEVERITY = Severity.ERROR

_TODO = re.escape(UNTRANSLATED.strip(" ()"))
_MARK = re.compile(rf"\({_TODO}\b|\b{_TODO}\)|{PLACEHOLDER}|\{{\w*\}}?|[*\[\]}}]|(?<!\w)_(?=\w)")


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each mark that would be printed as it is."""
    for passage in language.passages:
        if not passage.whole:
            continue
        original = passage.original.all_words if passage.original else passage.all_words
        placeholders = {match[0] for match in re.finditer(PLACEHOLDER, original)}
        for match, at in passage.matches(_MARK, own=False):
            if match[0] not in placeholders:
                message = f"“{match[0]}” would be printed as it is"
                yield Problem(at, ID, message, "delete it, or complete the markup")
