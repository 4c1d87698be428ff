"""The figures of a text are in the order of the English ones.

Two figures that changed places say the opposite: of drug and placebo, of before and after. If the language
prefers another order, see whether the sentence can be built so that it keeps the English one.
"""

from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.check.rules.figures import compared
from handout.errors import Problem, Severity

ID = "figure-order"
SEVERITY = Severity.WARNING


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at the first figure where English has another of the same."""
    if language.original is None:
        return
    for passage, original in language.pairs:
        places, originals = compared(passage, original, language)
        order, expected = [figure for figure, _ in places], [figure for figure, _ in originals]
        if passage.is_example or order == expected or sorted(order) != sorted(expected):
            continue
        index = next(
            index for (figure, index), other in zip(places, expected, strict=True) if figure != other
        )
        message = f"the figures are in the order {', '.join(order)}"
        hint = f"in English the order is {', '.join(expected)}"
        yield Problem(passage.place(index, own=False), ID, message, hint)
