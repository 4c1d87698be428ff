"""No common misspelling of the language is left.

Such as l.l for l·l in Catalan, or perchè for perché in Italian. They are listed under `misspelt` in
language.yaml, each with the correct spelling; * stands for any letters.
"""

import re
from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.errors import Problem, Severity

ID = "spelling"
SEVERITY = Severity.ERROR


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each wrong spelling of the list."""
    for wrong, correct in language.facts.misspelt:
        letters = re.escape(wrong).replace(r"\*", r"\w*")
        pattern = re.compile(rf"(?<!\w){letters}(?!\w)", re.IGNORECASE)
        for passage in language.printed_passages:
            for match, at in passage.matches(pattern):
                yield Problem(at, ID, f"“{match[0]}” is misspelt", f"write “{correct}”")
