"""No term comes back that misleads, or is another language's in disguise.

Terms that were weighed and rejected are listed under `avoided` in language.yaml, so that nobody brings them
back without knowing.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.errors import Problem, Severity
from handout.measures import whole_word
from handout.subject import Subject

ID = "avoided-term"
SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at each term of the list, in the singular or the plural."""
    for passage in subject.printed:
        for term in subject.language.avoided:
            for match, at in passage.matches(whole_word(term)):
                yield Problem(at, ID, f"“{match[0]}” is a term to avoid", "see “avoided” in language.yaml")
