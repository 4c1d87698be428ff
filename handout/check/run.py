"""All problems of languages at once: those found while reading, and those of every rule."""

import datetime
from collections.abc import Collection, Iterator
from dataclasses import replace

from handout.check.language import CheckedLanguage, checked_languages
from handout.check.rules import PAGE_RULES, TEXT_RULES, basis, citations, stray_mark, structure
from handout.content.folder import ContentFolder
from handout.errors import ContentError, Problem
from handout.files.report import Report

_REPEATING = frozenset(rule.ID for rule in (structure, basis, citations, stray_mark))
"""Rules that would report again, in other words, what reading reported for the same line."""


def check_content(content: ContentFolder, tags: tuple[str, ...], today: datetime.date) -> tuple[Problem, ...]:
    """Those of languages and of what they share, by place, each once."""
    report = Report()
    try:
        languages = checked_languages(replace(content, draft=True), tags, report, today)
    except ContentError as error:
        return error.problems
    of_reading = report.problems
    of_rules = (problem for language in languages for problem in _of_rules(language, of_reading))
    return tuple(sorted({*of_reading, *of_rules}))


def _of_rules(language: CheckedLanguage, of_reading: Collection[Problem]) -> Iterator[Problem]:
    """What the rules report; a sheet is laid out, whatever that is, if its file could be read."""
    lines = {(problem.at.path, problem.at.line) for problem in of_reading}
    for rule in TEXT_RULES:
        for problem in rule.check(language):
            if rule.ID in _REPEATING and (problem.at.path, problem.at.line) in lines:
                continue
            yield replace(problem, severity=rule.SEVERITY)
    language = replace(language, faulty_files=frozenset(problem.at.path for problem in of_reading))
    for rule in PAGE_RULES:
        yield from (replace(problem, severity=rule.SEVERITY) for problem in rule.check(language))
