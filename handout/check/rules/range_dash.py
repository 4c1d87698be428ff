"""From a number to a number goes an en dash without spaces.

As in 10–15 minutes. The en dash is U+2013; a hyphen looks like a minus sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.check.language import Subject
from handout.errors import Problem, Severity

ID = "range-dash"
SEVERITY = Severity.ERROR

_NUMBER = r"\d+(?:[.,]\d+)*"
_RANGE = rf"(?<![\d.,]){_NUMBER}(?:\s*[-‐‑‒—−]\s*|\s+–\s*|–\s+){_NUMBER}"


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at each range with another sign, or with spaces."""
    for passage in subject.printed:
        for match, at in passage.matches(_RANGE):
            right = re.sub(r"\s*[-‐‑‒–—−]\s*", "–", match[0])
            yield Problem(at, ID, f"“{match[0]}” is no range as it is printed", f"write “{right}”")
