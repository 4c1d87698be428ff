"""Spaces are single, none stands before a closing mark, and one stands before a citation.

Two spaces, or one before a comma, are printed as they are typed and look like mistakes. A citation follows a
space: `text [@key]`.
"""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from handout.check.language import CheckedLanguage, Passage
from handout.errors import Problem, Severity
from handout.model import Citation, Run, plain

ID = "spacing"
SEVERITY = Severity.ERROR

_TOO_MANY = re.compile(r"\s{2,}|\s(?=[,.;:!?)»”])|(?<=[(«“¿¡])\s")


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each space too many, and at each citation without one."""
    for passage in language.printed_passages:
        for words, begin in _parts(passage):
            for match in _TOO_MANY.finditer(words):
                at = passage.place(begin + match.start(), own=False)
                yield Problem(at, ID, "there is one space too many", "delete it")
        for before, after in pairwise(passage.inlines):
            if isinstance(before, Run) and isinstance(after, Citation) and not before.text[-1:].isspace():
                yield Problem(after.places[0], ID, "the citation needs a space", "write “text [@key]”")


def _parts(passage: Passage) -> Iterator[tuple[str, int]]:
    """The words between citations, each part with its index in all words."""
    begin = 0
    for is_words, group in groupby(passage.inlines, key=lambda inline: isinstance(inline, Run)):
        if is_words:
            words = plain(group)
            yield words, begin
            begin += len(words)
