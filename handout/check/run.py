"""All problems of languages at once: what reading tells, and every rule."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from types import ModuleType

from handout.check import explanations as reading
from handout.check.language import Subject, subjects
from handout.check.rules import (
    address,
    alternative_text,
    avoided_term,
    basis,
    citations,
    comment_in_text,
    decimal_sign,
    emergency_number,
    english_changed,
    figure_order,
    figures,
    incomplete_reference,
    left_in_english,
    lost_field,
    no_break_space,
    old_sources,
    opening_marks,
    overflow,
    per_cent,
    pmid,
    promise,
    quotation_marks,
    range_dash,
    readability,
    reference_count,
    request,
    spacing,
    spelling,
    stray_mark,
    structure,
    too_high,
    too_wide,
    unmade,
    unread_file,
    untranslated,
    white_space,
    word_budget,
)
from handout.content.folder import Library
from handout.errors import Problem, Severity
from handout.files.report import Report

RULES: tuple[ModuleType, ...] = (
    untranslated,
    unread_file,
    structure,
    citations,
    basis,
    figures,
    figure_order,
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
    stray_mark,
    comment_in_text,
    spelling,
    decimal_sign,
    per_cent,
    no_break_space,
    range_dash,
    quotation_marks,
    opening_marks,
    spacing,
    word_budget,
)
"""In the order in which they are explained: modules with an ID, a SEVERITY, a docstring and ``check``."""

PROVING: tuple[ModuleType, ...] = (overflow, too_wide, too_high, pmid, unmade, white_space)
"""The rules that look at laid out sheets: those in which the others have found no error."""

_REPEATING = (structure, basis, citations, stray_mark)
"""They tell again, in other words, what reading told in the same line."""


def problems(library: Library, tags: tuple[str, ...], today: datetime.date) -> tuple[Problem, ...]:
    """Those of languages and of what they share, by place, each once."""
    report = Report()
    found = subjects(library._replace(draft=True), tags, report, today)
    told = report.problems
    return tuple(sorted({*told, *(one for subject in found for one in _ruled(subject, told))}))


def explanations() -> Mapping[str, str]:
    """For each rule by its id: what it keeps, and what to do, as its author tells it."""
    ruled = {rule.ID: (rule.__doc__ or "").strip() for rule in (*RULES, *PROVING)}
    return {**ruled, **reading.EXPLANATIONS}


def _ruled(subject: Subject, told: Collection[Problem]) -> Iterator[Problem]:
    lines = {(one.at.path, one.at.line) for one in told}
    wrong = {one.at.path for one in told}
    for rule in RULES:
        for problem in rule.check(subject):
            if rule in _REPEATING and (problem.at.path, problem.at.line) in lines:
                continue
            if rule.SEVERITY is Severity.ERROR:
                wrong.add(problem.at.path)
            yield replace(problem, severity=rule.SEVERITY)
    proved = replace(subject, unproved=frozenset(wrong))
    for rule in PROVING:
        yield from (replace(one, severity=rule.SEVERITY) for one in rule.check(proved))
