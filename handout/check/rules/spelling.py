"""None of the spellings occurs that a language is known for getting wrong.

Such as l.l for l·l in Catalan, or perchè for perché in Italian. The list is `misspelt` in language.yaml, each
wrong spelling with the right one; in it * stands for any letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.check.language import Subject
from handout.errors import Problem, Severity

ID = "spelling"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at each wrong spelling of the list."""
    for wrong, right in subject.language.misspelt:
        pattern = re.escape(wrong).replace(r"\*", r"\w*")
        for passage in subject.printed:
            for match, at in passage.matches(re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)):
                yield Problem(at, ID, f"“{match[0]}” is not how it is spelt", f"write “{right}”")
