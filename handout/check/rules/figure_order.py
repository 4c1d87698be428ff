"""The figures of a text stand in the order of the English ones.

Two figures that changed places say the opposite: of drug and placebo, of before and after. Where the language
would rather have another order, see whether the sentence can be built so that it keeps that of English.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.check.language import Subject
from handout.check.rules.figures import figures
from handout.errors import Problem, Severity

ID = "figure-order"
SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at the first figure that stands where English has another of the same."""
    if subject.reference is None:
        return
    for passage, original in subject.pairs:
        here, there = figures(passage, subject.language), figures(original, subject.reference.language)
        given, expected = [figure for figure, _ in here], [figure for figure, _ in there]
        if passage.is_example or given == expected or sorted(given) != sorted(expected):
            continue
        index = next(at for (figure, at), other in zip(here, expected, strict=True) if figure != other)
        message = f"the figures are {', '.join(given)}"
        yield Problem(passage.place(index, own=False), ID, message, f"in English {', '.join(expected)}")
