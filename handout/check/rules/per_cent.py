"""The per cent sign stands after a no-break space, or at once, as the language writes it.

English and Italian write 50%, Spanish and Catalan 50 % with a no-break space (U+00A0). Which it is stands in
language.yaml: `percent_space`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.check.language import Subject
from handout.errors import Problem, Severity

ID = "per-cent"
SEVERITY = Severity.ERROR

_NUMBER = r"\d+(?:[.,]\d+)*"

_NO_BREAK = "put a no-break space (U+00A0) before the sign; “--explain no-break-space” says how to type it"


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at each per cent that is written otherwise."""
    space = subject.language.conventions.percent_space
    if not subject.language.conventions.decimal:
        return
    right = "[\u00a0\u202f]" if space else ""
    hint = _NO_BREAK if space else "leave no space before the sign"
    for passage in subject.printed:
        for match, at in passage.matches(rf"(?<![\d.,]){_NUMBER}\s*%"):
            if not re.fullmatch(rf"{_NUMBER}{right}%", match[0]):
                yield Problem(at, ID, f"“{match[0]}” is not how the language writes per cent", hint)
