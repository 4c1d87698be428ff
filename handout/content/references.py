"""What ``references.yaml`` may hold: CSL-YAML, the field names that Zotero and pandoc use."""

from typing import NamedTuple

from handout.content.markup import HREF
from handout.content.words import LIMIT, NAME, TAG_NAME, WORD, optional
from handout.errors import Position
from handout.files.base import Schema
from handout.files.containers import Field, ListOf, Mapped, Record
from handout.files.report import Report
from handout.files.scalars import Choice, Flag, Integer, TextSchema
from handout.model import Author, Reference


class _Custom(NamedTuple):
    printable: bool
    authors_truncated: bool = False
    translated_title: str | None = None
    free_full_text: bool = False
    updated: int | None = None


class _Csl(NamedTuple):
    """A reference under the names of the model, but that what CSL does not know is apart."""

    key: str
    type: str
    title: str
    at: Position
    custom: _Custom
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
    short_title: str | None = None
    number: str | None = None

    @property
    def reference(self) -> Reference:
        values = {**self._asdict(), **self.custom._asdict()}
        return Reference(**{name: values[name] for name in Reference._fields})


class _Person(NamedTuple):
    family: str | None = None
    given: str | None = None
    literal: str | None = None


def _author(person: _Person, _: Report) -> Author:
    if bool(person.family) == bool(person.literal):
        raise ValueError("an author has a family name or, for an organisation, a literal name, and not both")
    return Author(person.literal or person.family or "", person.given or "")


def _like(pattern: str, hint: str) -> Schema[str]:
    return Mapped(TextSchema(max_length=LIMIT, pattern=pattern, hint=hint), lambda scalar, _: scalar.text)


_PMID = _like("[0-9]{1,9}", "the digits of a PubMed number")

_PMCID = _like("PMC[0-9]{1,9}", "a PubMed Central number, such as PMC2943654")

_DOI = _like(r"10\.[0-9]{4,9}/[!-~]+", "a DOI as it is, such as 10.1093/annonc/mdu254")

_URL = _like(HREF, "an address that begins with https:// and has no space")


def references_schema() -> Schema[tuple[Reference, ...]]:
    """What ``references.yaml`` may hold: CSL-YAML."""
    person = Record(_Person, {"family": optional(WORD), "given": optional(WORD), "literal": optional(WORD)})
    year = Integer(at_least=1500, at_most=2999)
    parts = ListOf(ListOf(year, at_least=1, at_most=1), at_least=1, at_most=1)
    custom = Record(
        _Custom,
        {
            "printable": Field(Flag()),
            "authors_truncated": optional(Flag()),
            "translated_title": optional(WORD),
            "free_full_text": optional(Flag()),
            "updated": optional(year),
        },
    )
    csl = Record(
        _Csl,
        {
            "id": Field(NAME, attribute="key"),
            "type": Field(Choice(("article-journal", "webpage", "report", "book", "chapter")), stand_in=""),
            "title": Field(WORD, stand_in=""),
            "title-short": optional(WORD, attribute="short_title"),
            "number": optional(WORD),
            "author": optional(ListOf(Mapped(person, _author)), attribute="authors"),
            "container-title-short": optional(WORD, attribute="journal"),
            "issued": optional(
                Mapped(Record(_Dates, {"date-parts": Field(parts)}), lambda dates, _: dates.date_parts[0][0]),
                attribute="year",
            ),
            "volume": optional(WORD),
            "issue": optional(WORD),
            "page": optional(WORD, attribute="pages"),
            "PMID": optional(_PMID, attribute="pmid"),
            "PMCID": optional(_PMCID, attribute="pmcid"),
            "DOI": optional(_DOI, attribute="doi"),
            "URL": optional(_URL, attribute="url"),
            "language": optional(TAG_NAME, attribute="lang"),
            "custom": Field(custom, stand_in=_Custom(printable=True)),
        },
        partial=True,
    )
    references: Schema[tuple[Reference, ...]] = ListOf(
        Mapped(csl, lambda csl_item, _: csl_item.reference), at_least=1, partial=True
    )
    return Mapped(Record(_References, {"references": Field(references)}), lambda file, _: file.references)


class _Dates(NamedTuple):
    date_parts: tuple[tuple[int, ...], ...]


class _References(NamedTuple):
    references: tuple[Reference, ...]
