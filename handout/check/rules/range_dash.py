"""A range of numbers has the sign of the language, without spaces.

English writes 10–15 minutes with an en dash (U+2013), Spanish 10-15 with a hyphen. The sign is `ranges` in
language.yaml; where nothing stands there, it is the en dash.
"""

import unicodedata
from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.check.patterns import NUMBER
from handout.errors import Problem, Severity

ID = "range-dash"
SEVERITY = Severity.ERROR

_RANGE = rf"(?<![\d.,])({NUMBER})(\s*([^\w\s])\s*)({NUMBER})"


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each range with another sign, or with spaces."""
    conventions = language.facts.conventions
    if not conventions.decimal:
        return
    sign = conventions.ranges
    for passage in language.printed_passages:
        for match, at in passage.matches(_RANGE):
            if _is_dash(match[3]) and match[2] != sign:
                message = f"the range “{match[0]}” needs “{sign}” without spaces"
                yield Problem(at, ID, message, f"write “{match[1]}{sign}{match[4]}”")


def _is_dash(sign: str) -> bool:
    """Whether it is a hyphen, a dash or a minus sign."""
    return unicodedata.category(sign) == "Pd" or sign == "−"
