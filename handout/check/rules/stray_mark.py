"""No mark is left over that was meant for the program.

`**` that is one `*`, a bracket that is no link, language or citation, a name in braces that is not filled in:
they would be printed as they stand. Write `**words**`, `[words](https://…)`, `[words]{lang=en}` without a
space between, and `[@key]`; and delete “(translate)” whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.check.language import Subject
from handout.content.file import UNTRANSLATED
from handout.errors import Problem, Severity

ID = "stray-mark"
SEVERITY = Severity.ERROR

_TODO = re.escape(UNTRANSLATED.strip(" ()"))
_NAMED = r"\{[a-z]+\}"
_MARK = re.compile(rf"\({_TODO}\b|\b{_TODO}\)|{_NAMED}|\{{\w*\}}?|[*\[\]}}]|(?<!\w)_(?=\w)")


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at each mark that is printed as it stands."""
    for passage in subject.passages:
        if not passage.whole:
            continue
        original = passage.original.all_words if passage.original else passage.all_words
        filled = set(re.findall(_NAMED, original))
        for match, at in passage.matches(_MARK, own=False):
            if match[0] not in filled:
                yield Problem(at, ID, f"“{match[0]}” is left over here", "it would be printed as it stands")
