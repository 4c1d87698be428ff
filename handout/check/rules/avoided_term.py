"""No term is used that misleads, or that is another language's in disguise.

Terms that were considered and rejected are listed under `avoided` in language.yaml, so that nobody brings
them back without knowing.
"""

from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.errors import Problem, Severity

ID = "avoided-term"
SEVERITY = Severity.WARNING


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each term of the list, in the singular or the plural."""
    for term, at in language.occurrences(language.facts.avoided):
        yield Problem(at, ID, f"“{term}” is a term to avoid", "see “avoided” in language.yaml")
