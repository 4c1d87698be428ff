"""A range of numbers has an en dash without spaces.

As in 10–15 minutes. The en dash is U+2013; a hyphen looks like a minus sign.
"""

import re
from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.check.patterns import NUMBER
from handout.errors import Problem, Severity

ID = "range-dash"
SEVERITY = Severity.ERROR

_RANGE = rf"(?<![\d.,]){NUMBER}(?:\s*[-‐‑‒—−]\s*|\s+–\s*|–\s+){NUMBER}"


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each range with another sign, or with spaces."""
    for passage in language.printed_passages:
        for match, at in passage.matches(_RANGE):
            expected = re.sub(r"\s*[-‐‑‒–—−]\s*", "–", match[0])
            message = f"the range “{match[0]}” needs an en dash without spaces"
            yield Problem(at, ID, message, f"write “{expected}”")
