"""What is true of a language."""

import datetime
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from handout.model.sheet import Read
from handout.model.text import format_text

_CLOSING, _OPENING = ",.;:!?)", "("
"""Signs that stand at a word without a space, before or behind it, where a language has no other use."""

_NONE: Mapping[str, Any] = MappingProxyType({})


class Conventions(NamedTuple):
    """How a language writes numbers, dates and quotations, and what stands between signs and words."""

    decimal: str
    thousands: str
    percent_space: bool
    quotes: tuple[str, ...]
    date: str
    months: tuple[str, ...]
    # Marks that open a question or an exclamation, each before the one that closes it.
    opening: tuple[str, ...] = ()
    # The months as they are called without a day, where that is otherwise.
    months_alone: tuple[str, ...] = ()
    # Between the numbers of a range.
    ranges: str = "–"
    # The no-break spaces that stand before signs, and behind them, by the sign.
    space_before: Mapping[str, str] = _NONE
    space_after: Mapping[str, str] = _NONE

    @property
    def closing_signs(self) -> str:
        """Signs that close: no space that ends a line stands before them."""
        pairs = self.quotes[1::2] + self.opening[1::2]
        # A word may begin with an apostrophe.
        return "".join(dict.fromkeys((*_CLOSING, *self.space_before, *pairs))).replace("’", "")

    @property
    def opening_signs(self) -> str:
        """Signs that open: no space that ends a line stands behind them."""
        return "".join(dict.fromkeys((*_OPENING, *self.space_after, *self.quotes[::2], *self.opening[::2])))

    def behind_word(self, sign: str) -> str:
        """A sign as it stands behind a word: with the space that the language sets between."""
        return self.space_before.get(sign, "") + sign


class Emergency(NamedTuple):
    """A telephone number, and where it answers, in words."""

    number: str
    place: str


class SameDay(NamedTuple):
    """A number or a service to call the same day, which is for no emergency, and where it answers."""

    call: str
    place: str


class Address(NamedTuple):
    """The form of address to patients, and words that betray another."""

    form: str
    avoid: tuple[str, ...] = ()


class Readability(NamedTuple):
    """The measure of how easily the patient's pages are read, by name, and its bound."""

    formula: str
    bound: int


class Words(NamedTuple):
    """The words the program itself prints; what stands in braces is filled in."""

    page_of: str
    version: str
    sources_checked: str
    disclaimer: str
    not_reviewed: str
    reviewed: str
    free_full_text: str
    updated: str
    in_language: str
    # How much of a publication was read, by `Read`.
    read_full: str
    read_part: str
    read_abstract: str
    read_second_hand: str
    # Of sheets that print no references.
    sources_elsewhere: str
    # How places to fill in are called for those who do not see them.
    box: str
    ticked: str
    blank: str
    notes: str
    # Of personal details.
    written_in: str
    lump: str
    shaded: str
    goes_on: str
    added_page: str
    # Stands across each page of a draft.
    draft: str

    def read(self, read: Read) -> str:
        """How much of a publication was read."""
        return {
            Read.FULL: self.read_full,
            Read.PART: self.read_part,
            Read.ABSTRACT: self.read_abstract,
            Read.SECOND_HAND: self.read_second_hand,
        }[read]


TAG = (
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
)
"""A language: its tag of BCP 47, with script, region and variants."""


def canonical(tag: str) -> str:
    """The tag with capitals as BCP 47 recommends them: “pt-BR”, “sr-Latn”."""
    primary, *parts = tag.split("-")
    cased = [part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part for part in parts]
    return "-".join([primary.lower(), *cased])


def primary(tag: str) -> str:
    """The tag without script, region and variants."""
    return tag.partition("-")[0].lower()


FORMULAS = ("flesch", "inflesz", "gulpease", "kandel-moles", "flesch-pt", "sentence-length")
"""The published measures of how easily a text is read; the last is for a language that has none."""


class Language(NamedTuple):
    """What is true of a language."""

    tag: str
    name: str
    version: str
    sources_checked: datetime.date
    conventions: Conventions
    emergency: tuple[Emergency, ...]
    address: Address
    readability: Readability
    promises: tuple[str, ...]
    spared: tuple[str, ...]
    words: Words
    # Terms that were weighed and rejected.
    avoided: tuple[str, ...] = ()
    # Words that point to a place by where it stands on the paper.
    overleaf: tuple[str, ...] = ()
    # Spellings the language is known for getting wrong, each with the right one.
    misspelt: tuple[tuple[str, str], ...] = ()
    # Whom to call the same day.
    same_day: tuple[SameDay, ...] = ()
    languages: Mapping[str, str] = _NONE
    # The words of what can be chosen in a personal file, by vocabulary and name.
    choices: Mapping[str, Mapping[str, str]] = _NONE
    # What a personal file says above each of its fields.
    comments: Mapping[str, str] = _NONE
    reviewed_by: str | None = None
    contact: str | None = None
    # Of the page for the web: its phrases by name, whom each sheet is for, and what readers are called.
    phrases: Mapping[str, str] = _NONE
    purposes: Mapping[str, str] = _NONE
    readers: Mapping[str, str] = _NONE

    def phrase(self, name: str, /, **values: str) -> str:
        """A phrase of the page for the web, with its braces filled in; KeyError where it has none."""
        return format_text(self.phrases[name], **values)

    def date(self, day: datetime.date) -> str:
        """A day as the language writes it: “5 March 2026”."""
        month = self.conventions.months[day.month - 1]
        return format_text(self.conventions.date, day=str(day.day), month=month, year=str(day.year))

    def name_of(self, tag: str) -> str | None:
        """Its name of another language, by the tag or by that without script and region; None without one."""
        names = {known.lower(): name for known, name in self.languages.items()}
        return names.get(tag.lower()) or names.get(tag.lower().partition("-")[0])

    def month(self, year: int, month: int) -> str:
        """A month as the language writes it: “March 2026”."""
        without_day = re.sub(r"\{day\}[^{]*|[^}]*\{day\}$", "", self.conventions.date).strip()
        names = self.conventions.months_alone or self.conventions.months
        return format_text(without_day, month=names[month - 1], year=str(year))

    @property
    def review(self) -> str:
        """Who reviewed the content, or that nobody did."""
        if self.reviewed_by:
            return format_text(self.words.reviewed, name=self.reviewed_by)
        return self.words.not_reviewed
