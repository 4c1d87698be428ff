"""Spaces are single, none stands before a closing mark, and one stands before a citation.

Two spaces, or one before a comma, are printed as they are typed and look like mistakes. Before and behind the
signs under `space_before` and `space_after` in language.yaml a no-break space stands; see the rule
no-break-space. A citation follows a space: `text [@key]`.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from handout.check.language import CheckedLanguage, Stretch
from handout.errors import Problem, Severity
from handout.model import Citation, Conventions, Run

ID = "spacing"
SEVERITY = Severity.ERROR


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each space too many, and at each citation without one."""
    conventions = language.facts.conventions
    too_many = re.compile(_too_many(conventions))
    for passage in language.printed_passages:
        for stretch in passage.stretches:
            for match in too_many.finditer(stretch.words):
                if len(match[0]) > 1 or not _wanted(match.start(), stretch, conventions):
                    at = passage.place(stretch.begin + match.start(), own=False)
                    yield Problem(at, ID, "there is one space too many", "delete it")
        for before, after in pairwise(passage.inlines):
            if isinstance(before, Run) and isinstance(after, Citation) and not before.text[-1:].isspace():
                yield Problem(after.places[0], ID, "the citation needs a space", "write “text [@key]”")


def _too_many(conventions: Conventions) -> str:
    """The pattern of spaces; those at signs only where it is known which signs the language sets apart."""
    if not conventions.decimal:
        return r"\s{2,}"
    closing, opening = re.escape(conventions.closing_signs), re.escape(conventions.opening_signs)
    return rf"\s{{2,}}|\s(?=[{closing}])|(?<=[{opening}])\s"


def _wanted(index: int, stretch: Stretch, conventions: Conventions) -> bool:
    """Whether a space belongs to the sign beside it, or may by the conventions of another language."""
    words, own = stretch.words, stretch.own
    if words[index : index + 2][1:] in conventions.space_before and own[index + 1]:
        return True
    if index and words[index - 1] in conventions.space_after and own[index - 1]:
        return True
    return not own[index] and words[index] in "\u00a0\u202f"
