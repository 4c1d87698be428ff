"""A printed reference has what it takes to find it, and is typed as it is printed.

A reader checks a statement by its source. What could not be verified is left out of references.yaml, never
guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.check.language import Subject
from handout.errors import Problem, Severity
from handout.model import Reference

ID = "incomplete-reference"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at each reference printed on a sheet that lacks something."""
    for one in _printed(subject) if subject.language_file.whole else ():
        if not one.title or one.year is None:
            yield Problem(one.at, ID, f"“{one.key}” has no title or no year")
        if one.journal is None and one.url is None:
            yield Problem(one.at, ID, f"“{one.key}” has neither a journal nor an address")
        if not (one.doi or one.pmid or one.url):
            yield Problem(
                one.at, ID, f"“{one.key}” has no DOI, no number in PubMed and no address to lead to it"
            )
        if one.lang not in subject.language.languages:
            message = f"“{one.key}” is in “{one.lang}”, whose name “{subject.language.tag}” does not know"
            yield Problem(one.at, ID, message, "add it to “languages” in language.yaml")
        if re.search("[\"'`´]", " ".join([one.title, one.journal or "", *(a.name for a in one.authors)])):
            yield Problem(one.at, ID, f"“{one.key}” has straight quotation marks")


def _printed(subject: Subject) -> Iterator[Reference]:
    """The references cited on sheets, each once."""
    cited = (key for passage in subject.passages for key, _ in passage.citations)
    references = subject.references or {}
    return (references[key] for key in dict.fromkeys(cited) if key in references)
