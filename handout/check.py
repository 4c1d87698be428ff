"""All problems of languages at once: what reading tells, and every rule."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import ModuleType

from handout import reading
from handout.errors import Position, Problem
from handout.library import Library
from handout.rules import (
    address,
    air,
    alternative_text,
    avoided_term,
    basis,
    citations,
    decimal_sign,
    emergency_number,
    english_changed,
    figures,
    incomplete_reference,
    left_in_english,
    lost_field,
    no_break_space,
    old_sources,
    opening_marks,
    overflow,
    per_cent,
    promise,
    quotation_marks,
    range_dash,
    readability,
    reference_count,
    request,
    shape,
    spacing,
    spelling,
    too_high,
    too_wide,
    untranslated,
    word_budget,
)
from handout.shape import Report
from handout.subject import Subject, subjects

RULES: tuple[ModuleType, ...] = (
    untranslated,
    shape,
    citations,
    basis,
    figures,
    left_in_english,
    english_changed,
    incomplete_reference,
    reference_count,
    old_sources,
    promise,
    avoided_term,
    request,
    emergency_number,
    lost_field,
    alternative_text,
    address,
    readability,
    spelling,
    decimal_sign,
    per_cent,
    no_break_space,
    range_dash,
    quotation_marks,
    opening_marks,
    spacing,
    word_budget,
    overflow,
    too_wide,
    too_high,
    air,
)
"""In the order in which they are explained: modules with an ID, a SEVERITY, a docstring and ``check``."""

_REPEATING = (shape, basis)
"""They tell again, in other words, what reading told at the same place."""


def problems(library: Library, tags: tuple[str, ...], today: datetime.date) -> tuple[Problem, ...]:
    """Those of languages and of what they share, by place, each once."""
    report = Report()
    found = subjects(replace(library, draft=True), tags, report, today)
    told = report.problems
    places = {one.at for one in told}
    ruled = (one for subject in found for one in _ruled(subject, places))
    return tuple(sorted({*told, *ruled}))


def explanations() -> Mapping[str, str]:
    """For each rule by its id: what it keeps, and what to do, as its author tells it."""
    ruled = {rule.ID: (rule.__doc__ or "").strip() for rule in RULES}
    return {**ruled, **reading.EXPLANATIONS}


def _ruled(subject: Subject, places: set[Position]) -> Iterator[Problem]:
    for rule in RULES:
        for problem in rule.check(subject):
            if rule not in _REPEATING or problem.at not in places:
                yield replace(problem, severity=rule.SEVERITY)
