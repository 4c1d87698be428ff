"""The rules of ``handout check``: a module for each, and the one list of them.

A rule is a module with an ``ID``, a ``SEVERITY``, a function ``check`` that is given a language and yields
its problems, each at the place where somebody would correct it, and a docstring for translators: the first
line says what the rule wants, the rest why, and what to do. To add a rule, write its module, put it in a list
below and give it a test file in ``tests/rules``.
"""

from collections.abc import Iterator
from typing import Protocol

from handout.check.language import CheckedLanguage
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
    missing_sheet,
    no_break_space,
    old_sources,
    opening_marks,
    overleaf,
    per_cent,
    pointers,
    promise,
    publication_order,
    quotation_marks,
    range_dash,
    readability,
    reference_count,
    request,
    spacing,
    spelling,
    stray_mark,
    structure,
    unlisted_source,
    unnamed_language,
    unread_file,
    untranslated,
    white_space,
    word_budget,
)
from handout.check.rules.layout import LAYOUT_RULES
from handout.errors import Problem, Severity


class Rule(Protocol):
    """What the module of a rule has."""

    ID: str
    SEVERITY: Severity
    __doc__: str | None

    def check(self, language: CheckedLanguage, /) -> Iterator[Problem]:
        """The problems of a language."""


TEXT_RULES: tuple[Rule, ...] = (
    untranslated,
    unread_file,
    missing_sheet,
    structure,
    citations,
    pointers,
    basis,
    figures,
    figure_order,
    left_in_english,
    english_changed,
    incomplete_reference,
    reference_count,
    publication_order,
    unlisted_source,
    old_sources,
    promise,
    overleaf,
    avoided_term,
    request,
    emergency_number,
    unnamed_language,
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

PAGE_RULES: tuple[Rule, ...] = (*LAYOUT_RULES, white_space)
"""The rules that look at sheets as they are laid out, which takes most of the time."""

RULES = TEXT_RULES + PAGE_RULES
"""All rules, in the order in which they are listed for users."""
