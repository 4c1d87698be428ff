"""The sheets that patients read are easy to read, by the published formula of the language.

Counted are texts of at least one full sentence. The formula and its bound are `readability` in language.yaml:
flesch (English), inflesz (Spanish), gulpease (Italian), or sentence-length, the mean number of words in a
sentence, where no formula was validated. Shorter sentences and shorter words help; a formula does not see
whether a sentence is clear.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.check.formulas import FORMULAS, sentences
from handout.check.language import Subject
from handout.errors import Problem, Severity
from handout.model import Form, Grid, List, Look, Sheet, Table, Texts

ID = "readability"
SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at each sheet to fill in that is harder than the bound."""
    if not subject.language_file.whole:
        return
    formula = FORMULAS[subject.language.readability.formula]
    bound = subject.language.readability.bound
    for sheet in subject.whole_sheets:
        read = [text.plain for texts in _read(sheet) for text in texts if sentences(text.plain)]
        if sheet.look is not Look.FORM or not read:
            continue
        value = formula.measure(read)
        if not formula.meets(value, bound):
            wanted = "at least" if formula.higher_is_easier else "at most"
            message = f"this sheet has {value:.1f} by “{formula.name}”"
            yield Problem(sheet.at, ID, message, f"{wanted} {bound} is wanted")


def _read(sheet: Sheet) -> Iterator[Texts]:
    """What is read on: paragraphs, steps, points and rows, but for what stands beside a place to write."""
    yield sheet.about
    for block in (one for section in sheet.sections for one in section.blocks):
        match block:
            case List() | Table():
                yield from (texts for one in block.numbered for texts in one.texts)
            case Form() | Grid():
                yield block.intro
            case _:
                pass
