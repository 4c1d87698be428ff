"""A printed reference has what is needed to find it, in typographic quotation marks.

A reader checks a statement by its source. What could not be verified is left out of references.yaml, never
guessed.
"""

import re
from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.errors import Problem, Severity
from handout.model import Reference

ID = "incomplete-reference"
SEVERITY = Severity.ERROR


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem for each thing that a printed reference lacks."""
    for reference in _cited(language) if language.folder.language_file.whole else ():
        for message, hint in _faults(reference):
            yield Problem(reference.at, ID, f"the reference “{reference.key}” {message}", hint)
        if reference.lang not in language.facts.languages:
            message = f"“{language.tag}” has no name for the language “{reference.lang}” of this reference"
            yield Problem(reference.at, ID, message, "add it to “languages” in language.yaml")


def _faults(reference: Reference) -> Iterator[tuple[str, str]]:
    """What is wrong with a reference, and what would be right."""
    if not reference.title or reference.year is None:
        yield "has no title or no year", "add both"
    if reference.journal is None and reference.url is None:
        yield "has no journal and no web address", "add one of them"
    if not (reference.doi or reference.pmid or reference.url):
        yield "has no DOI, PMID or web address", "add one of them"
    authors = (author.name for author in reference.authors)
    if re.search("[\"'`´]", " ".join([reference.title, reference.journal or "", *authors])):
        yield "has straight quotation marks", "type ’ for an apostrophe, and “ ” or ‘ ’"


def _cited(language: CheckedLanguage) -> Iterator[Reference]:
    """The references that a text cites or a sheet lists, each once; none of those listed as incomplete."""
    keys = [key for passage in language.passages for key, _ in passage.citations]
    keys += [key for sheet in language.whole_sheets for key, _ in sheet.listed]
    references = language.references or {}
    cited = (references[key] for key in dict.fromkeys(keys) if key in references)
    return (reference for reference in cited if reference.printable)
