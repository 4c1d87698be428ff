"""The sheets for patients are easy to read, by the published formula of the language.

Texts of at least one full sentence are counted. The formula and its limit are `readability` in language.yaml:
flesch (English), inflesz (Spanish), gulpease (Italian), kandel-moles (French), flesch-pt (Portuguese), or
sentence-length, the mean number of words in a sentence, for languages without a validated formula. Shorter
sentences and shorter words help; a formula does not see whether a sentence is clear.
"""

from collections.abc import Iterator
from typing import assert_never

from handout import model
from handout.check.formulas import FORMULAS, sentences
from handout.check.language import CheckedLanguage
from handout.errors import Problem, Severity
from handout.model import Look, Sheet, Texts

ID = "readability"
SEVERITY = Severity.WARNING


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each sheet to fill in that is harder than the limit."""
    if not language.folder.language_file.whole:
        return
    formula = FORMULAS[language.facts.readability.formula]
    limit = language.facts.readability.bound
    for sheet in language.whole_sheets:
        texts = [text.plain for texts in _prose(sheet) for text in texts if sentences(text.plain)]
        if sheet.look is not Look.FORM or not texts:
            continue
        value = formula.measure(texts)
        if not formula.meets(value, limit):
            message = f"this sheet has {value:.1f} by the formula “{formula.name}”"
            limits = f"at {'least' if formula.higher_is_easier else 'most'} {limit}"
            yield Problem(sheet.at, ID, message, f"it should have {limits}: use shorter sentences and words")


def _prose(sheet: Sheet) -> Iterator[Texts]:
    """Paragraphs, steps, points and rows, but not what stands beside a place to write."""
    yield sheet.about
    for block in sheet.blocks:
        match block:
            case model.List() | model.Table():
                yield from (texts for item in block.numbered for texts in item.texts)
            case model.Form() | model.Grid():
                yield block.intro
            case model.Publications() | model.FurtherSources():
                yield block.intro
            case model.Figure() | model.Bibliography() | model.Code():
                pass
            case _:
                assert_never(block)
