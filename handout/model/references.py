"""Publications."""

from typing import NamedTuple

from handout.errors import Position


class Author(NamedTuple):
    """A person, by family name and initials, or a body, by its name."""

    name: str
    initials: str = ""


class Reference(NamedTuple):
    """A publication; what was not verified is None."""

    key: str
    title: str
    at: Position
    authors: tuple[Author, ...] = ()
    journal: str | None = None
    year: int | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    doi: str | None = None
    url: str | None = None
    lang: str = "en"
    printable: bool = False
    authors_truncated: bool = False
    translated_title: str | None = None
    free_full_text: bool = False
    updated: int | None = None
    short_title: str | None = None
    """The title as it is printed where room is short: cut, never reworded."""
    number: str | None = None
    """Of a report or guideline, among those of its author: NG59."""
