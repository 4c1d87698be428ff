"""No word promises more than the evidence supports.

The sheets inform; they never promise. “Cure”, “harmless” and similar words are listed under `promises` in
language.yaml. Say what was reported, and in how many.
"""

from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.errors import Problem, Severity

ID = "promise"
SEVERITY = Severity.ERROR


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each word of the list, in the singular or the plural."""
    hint = "say what was reported; such words are listed under “promises” in language.yaml"
    for word, at in language.occurrences(language.facts.promises):
        yield Problem(at, ID, f"“{word}” promises too much", hint)
