"""Content files into the model: the shape of each file, said once.

Knows kinds of blocks; never a section's name or a language's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from handout import checks, drawings, markup, model
from handout.errors import Position
from handout.model import (
    Audience,
    Author,
    Basis,
    Bibliography,
    Block,
    Code,
    Conventions,
    Emergency,
    Figure,
    Item,
    Language,
    List,
    Readability,
    Reference,
    Row,
    Section,
    Sheet,
    Source,
    Start,
    Table,
    Text,
    Texts,
    Words,
)
from handout.shape import (
    Choice,
    Date,
    Field,
    Flag,
    Integer,
    Invalid,
    ListOf,
    MapOf,
    Mapped,
    OneOfKind,
    Record,
    Report,
    Shape,
    hint,
)
from handout.shape import Text as TextShape
from handout.yamlsource import Scalar, read

T = TypeVar("T")

_TAG = TextShape(pattern=markup.TAG, hint="the tag of a language, such as “en” or “pt-BR”")
_KEY = TextShape(pattern=markup.KEY, hint="small letters, digits and hyphens, such as “nice-ng59”")
_LIMIT = 2000
_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")


def _string(*, empty_ok: bool = False) -> Shape[str]:
    return Mapped(TextShape(max_length=_LIMIT, empty_ok=empty_ok), lambda scalar, _: scalar.text)


def _optional(shape: Shape[object], doc: str = "", *, attribute: str = "") -> Field:
    return Field(shape, required=False, doc=doc, attribute=attribute)


_NAME: Shape[str] = Mapped(_KEY, lambda scalar, _: scalar.text)
_WORD = _string()
_SOURCES = ListOf(Mapped(_KEY, lambda scalar, _: Source(scalar.text, scalar.at)), at_least=1)
_BASIS = Mapped(Choice(tuple(basis.value for basis in Basis)), lambda name, _: Basis(name))
_AUDIENCES = ListOf(
    Mapped(Choice(tuple(one.value for one in Audience)), lambda name, _: Audience(name)), at_least=1
)


def _placeholders(*names: str) -> Callable[[Scalar, Report], str]:
    """A check that a text has just these names in braces, and the text."""

    def check(scalar: Scalar, report: Report) -> str:
        found = {match[1]: match.start() for match in _PLACEHOLDER.finditer(scalar.text)}
        for name in found.keys() - set(names):
            near = hint(f"{{{name}}}", [f"{{{one}}}" for one in names])
            report.note(scalar.place(found[name]), "placeholder", f"“{{{name}}}” is not known here{near}")
        for name in set(names) - found.keys():
            report.note(scalar.at, "placeholder", f"“{{{name}}}” is missing from this text")
        return scalar.text

    return check


def _pattern(*names: str) -> Shape[str]:
    return Mapped(TextShape(max_length=_LIMIT), _placeholders(*names))


def _tag_of(folder: str) -> Shape[str]:
    """The tag of the language in that folder."""

    def same(scalar: Scalar, report: Report) -> str:
        if scalar.text != folder:
            message = f"the tag {report.quote(scalar.text)} is not the name of the folder, “{folder}”"
            report.note(scalar.at, "tag", message)
        return scalar.text

    return Mapped(_TAG, same)


def language_shape(folder: str) -> Record[Language]:
    """What the ``language.yaml`` in *folder* may hold."""
    conventions = Record(
        Conventions,
        {
            "decimal": Field(_WORD),
            # A no-break space counts as empty.
            "thousands": Field(_string(empty_ok=True)),
            "percent_space": Field(Flag(), doc="whether a space stands before the per cent sign"),
            "quotes": Field(ListOf(_WORD, at_least=2, at_most=6), doc="in pairs: outer, then inner"),
            "date": Field(_pattern("day", "month", "year")),
            "months": Field(ListOf(_WORD, at_least=12, at_most=12)),
        },
    )
    words = Record(
        Words,
        {
            "page_of": Field(_pattern("page", "pages")),
            "version": Field(_pattern("version")),
            "sources_checked": Field(_pattern("date")),
            "disclaimer": Field(_WORD),
            "not_reviewed": Field(_WORD),
            "reviewed": Field(_pattern("name")),
            "free_full_text": Field(_WORD),
            "updated": Field(_pattern("year")),
            "in_language": Field(_pattern("language")),
        },
    )
    emergency = Record(Emergency, {"number": Field(_WORD), "place": Field(_WORD)})
    readability = Record(
        Readability, {"formula": Field(_NAME), "bound": Field(Integer(at_least=0, at_most=100))}
    )
    return Record(
        Language,
        {
            "tag": Field(_tag_of(folder), doc="the BCP 47 tag; the folder’s name"),
            "name": Field(_WORD, doc="the language’s own name"),
            "version": Field(_WORD, doc="the version of the content, printed on every page"),
            "sources_checked": Field(Date()),
            "reviewed_by": _optional(_WORD, "the physician who reviewed the content"),
            "contact": _optional(_WORD, "where corrections go"),
            "conventions": Field(conventions),
            "emergency": Field(ListOf(emergency, at_least=1)),
            "address": Field(_WORD, doc="the form of address to patients"),
            "readability": Field(readability),
            "promises": Field(ListOf(_WORD), doc="words that promise more than the evidence carries"),
            "spared": Field(ListOf(_WORD), doc="words of another language that may stand unmarked"),
            "words": Field(words),
            "languages": Field(
                Mapped(MapOf(_WORD), lambda pairs, _: {key.text: value for key, value in pairs})
            ),
        },
    )


@dataclass(frozen=True)
class _Custom:
    printable: bool
    authors_truncated: bool = False
    translated_title: str | None = None
    free_full_text: bool = False
    updated: int | None = None


@dataclass(frozen=True)
class _Issued:
    year: int


@dataclass(frozen=True)
class _Csl:
    """A reference under the names of CSL."""

    id: str
    type: str
    title: str
    at: Position
    custom: _Custom
    author: tuple[Author, ...] = ()
    journal: str | None = None
    issued: _Issued | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    doi: str | None = None
    url: str | None = None
    language: str = "en"

    @property
    def reference(self) -> Reference:
        return Reference(
            key=self.id,
            title=self.title,
            at=self.at,
            authors=self.author,
            journal=self.journal,
            year=self.issued.year if self.issued else None,
            volume=self.volume,
            issue=self.issue,
            pages=self.page,
            pmid=self.pmid,
            pmcid=self.pmcid,
            doi=self.doi,
            url=self.url,
            lang=self.language,
            printable=self.custom.printable,
            authors_truncated=self.custom.authors_truncated,
            translated_title=self.custom.translated_title,
            free_full_text=self.custom.free_full_text,
            updated=self.custom.updated,
        )


@dataclass(frozen=True)
class _Person:
    family: str | None = None
    given: str | None = None
    literal: str | None = None


def _author(person: _Person, _: Report) -> Author:
    if bool(person.family) == bool(person.literal):
        raise ValueError("an author has either a family name or, for a body, a literal name")
    return Author(person.literal or person.family or "", person.given or "")


def _like(pattern: str, hint: str) -> Shape[str]:
    return Mapped(
        TextShape(max_length=_LIMIT, pattern=pattern, hint=hint),
        lambda scalar, _: scalar.text,
    )


_PMID = _like("[0-9]{1,9}", "the digits of a PubMed number")
_PMCID = _like("PMC[0-9]{1,9}", "a PubMed Central number, such as PMC2943654")
_DOI = _like(r"10\.[0-9]{4,9}/[!-~]+", "a DOI as it is, such as 10.1093/annonc/mdu254")
_URL = _like("https?://[A-Za-z0-9][!-~]*", "an address that begins with https:// and has no space")


def references_shape() -> Shape[tuple[Reference, ...]]:
    """What ``references.yaml`` may hold: CSL-YAML."""
    person = Record(
        _Person, {"family": _optional(_WORD), "given": _optional(_WORD), "literal": _optional(_WORD)}
    )
    year = Integer(at_least=1500, at_most=2999)
    parts = ListOf(ListOf(year, at_least=1, at_most=1), at_least=1, at_most=1)
    custom = Record(
        _Custom,
        {
            "printable": Field(Flag()),
            "authors_truncated": _optional(Flag()),
            "translated_title": _optional(_WORD),
            "free_full_text": _optional(Flag()),
            "updated": _optional(year),
        },
    )
    csl = Record(
        _Csl,
        {
            "id": Field(_NAME),
            "type": Field(Choice(("article-journal", "webpage", "report", "book", "chapter"))),
            "title": Field(_WORD),
            "author": _optional(ListOf(Mapped(person, _author))),
            "container-title-short": _optional(_WORD, attribute="journal"),
            "issued": _optional(
                Mapped(
                    Record(_Dates, {"date-parts": Field(parts)}),
                    lambda dates, _: _Issued(dates.date_parts[0][0]),
                )
            ),
            "volume": _optional(_WORD),
            "issue": _optional(_WORD),
            "page": _optional(_WORD),
            "PMID": _optional(_PMID, attribute="pmid"),
            "PMCID": _optional(_PMCID, attribute="pmcid"),
            "DOI": _optional(_DOI, attribute="doi"),
            "URL": _optional(_URL, attribute="url"),
            "language": _optional(Mapped(_TAG, lambda scalar, _: scalar.text)),
            "custom": Field(custom),
        },
    )
    references: Shape[tuple[Reference, ...]] = ListOf(
        Mapped(csl, lambda found, _: found.reference), at_least=1
    )
    return Mapped(Record(_References, {"references": Field(references)}), lambda found, _: found.references)


@dataclass(frozen=True)
class _Dates:
    date_parts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class _References:
    references: tuple[Reference, ...]


def sheet_shape(sheet: str, lang: str) -> Record[Sheet]:
    """What the file of a sheet may hold, its texts in the language *lang*."""
    text = _texts(lang)
    return Record(
        Sheet,
        {
            "id": Field(Choice((sheet,)), required=False, default=sheet),
            "name": Field(_plain(lang), doc="what the foot of each page calls the sheet"),
            "title": Field(text),
            "names": Field(text, doc="the preferred clinical and the lay name"),
            "about": Field(text, doc="one line: what this sheet is"),
            "sections": Field(ListOf(_section(lang), at_least=1, at_most=26)),
        },
    )


def _texts(lang: str) -> Shape[Texts]:
    def inline(scalar: Scalar, report: Report) -> Texts:
        return (Text(markup.parse(scalar, report), lang, scalar.at),)

    return Mapped(TextShape(max_length=_LIMIT), inline)


def _plain(lang: str, *names: str) -> Shape[Texts]:
    """Text that is set or spoken without its markup, with just these names in braces."""
    check = _placeholders(*names)

    def bare(scalar: Scalar, report: Report) -> Texts:
        check(scalar, report)
        inlines = markup.parse(scalar, report)
        if any(one != model.Run(getattr(one, "text", "")) for one in inlines):
            report.note(
                scalar.at, "markup", "no citation, link, language or strong words can stand in this text"
            )
        return (Text(inlines, lang, scalar.at),)

    return Mapped(TextShape(max_length=_LIMIT), bare)


def _patterned(lang: str, *names: str) -> Shape[Texts]:
    """Inline text with just these names in braces."""
    check = _placeholders(*names)

    def inline(scalar: Scalar, report: Report) -> Texts:
        check(scalar, report)
        return (Text(markup.parse(scalar, report), lang, scalar.at),)

    return Mapped(TextShape(max_length=_LIMIT), inline)


def _section(lang: str) -> Record[Section]:
    text = _texts(lang)
    return Record(
        Section,
        {
            "id": Field(_NAME),
            "heading": Field(text),
            "blocks": Field(ListOf(_block(lang), at_least=1)),
            "starts": _optional(Mapped(Choice(tuple(s.value for s in Start)), lambda name, _: Start(name))),
            "columns": _optional(Integer(at_least=1, at_most=2), "of the band that begins here"),
            "prominent": _optional(Flag(), "whether its heading is among the largest"),
            "voice": _optional(
                Mapped(Choice(("patient",)), lambda _name, _: True),
                "requests of the patient, which need no basis",
                attribute="patient",
            ),
        },
    )


def _statement(key: str, shape: Shape[object]) -> dict[str, Field]:
    return {
        "id": Field(_NAME),
        key: Field(shape),
        "basis": _optional(_BASIS, "for what has no printed number"),
        "sources": _optional(_SOURCES, "keys of references.yaml; needed with a basis"),
    }


def _block(lang: str) -> OneOfKind[Block]:
    text = _texts(lang)
    common = {
        "id": Field(_NAME),
        "for": _optional(_AUDIENCES, "only for these readers", attribute="audiences"),
    }
    item = Record(Item, _statement("text", text))
    row = Record(Row, _statement("cells", ListOf(text, at_least=1)))
    pubmed = _patterned(lang, "listed", "total")
    labels = Mapped(MapOf(_plain(lang)), lambda pairs, _: tuple((key.text, value) for key, value in pairs))
    kinds: dict[str, Record[Block]] = {
        "list": Record(
            List, {**common, "heading": _optional(text), "items": Field(ListOf(item, at_least=1))}
        ),
        "table": Record(
            Table,
            {**common, "columns": Field(ListOf(text, at_least=1)), "rows": Field(ListOf(row, at_least=1))},
        ),
        "figure": Record(
            Figure,
            {
                **common,
                "drawing": Field(Choice(tuple(drawings.LABELS))),
                "caption": Field(text),
                "alt": Field(_plain(lang), doc="what the drawing shows, for those who do not see it"),
                "labels": Field(labels),
            },
        ),
        "bibliography": Record(Bibliography, common),
        "qr": Record(
            Code,
            {
                **common,
                "label": Field(pubmed),
                "alt": Field(_plain(lang, "listed", "total")),
                "colophon": Field(_patterned(lang, "date", "review")),
            },
        ),
    }
    return OneOfKind(kinds)


def load(shape: Shape[T], path: Path, report: Report, *, missing: Callable[[str], set[str]]) -> T | None:
    """What the file at *path* holds; None if problems were noted.

    *missing* tells which letters of a text no face can show.
    """
    node, problems = read(path, name=shown(path))
    report.add(problems)
    if node is None:
        return None
    report.add(checks.letters(node, missing))
    value = shape.read(node, report)
    return None if isinstance(value, Invalid) else value


def shown(path: Path) -> str:
    """The path as messages show it: from the current folder, where it lies below that."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)
