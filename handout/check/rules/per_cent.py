"""The per cent sign follows the number as the language writes it: at once, or after a no-break space.

English and Italian write 50%, Spanish and Catalan 50 % with a no-break space (U+00A0). `percent_space` in
language.yaml says which.
"""

import re
from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.check.patterns import NUMBER
from handout.errors import Problem, Severity

ID = "per-cent"
SEVERITY = Severity.ERROR

_SPACE = "put a no-break space (U+00A0) before the sign; “handout check --explain no-break-space” says how"
_NO_SPACE = "leave no space before the sign"


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each per cent that is written differently."""
    conventions = language.facts.conventions
    if not conventions.decimal:
        return
    space = "[\u00a0\u202f]" if conventions.percent_space else ""
    hint = _SPACE if conventions.percent_space else _NO_SPACE
    for passage in language.printed_passages:
        for match, at in passage.matches(rf"(?<![\d.,]){NUMBER}\s*%"):
            if not re.fullmatch(rf"{NUMBER}{space}%", match[0]):
                yield Problem(at, ID, f"“{match[0]}” is not how this language writes per cent", hint)
