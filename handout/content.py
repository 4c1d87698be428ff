"""Content files into the model: the shape of each file, said once.

Knows kinds of blocks; never a section's name or a language's.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar

from handout import consistency, drawings, markup, model, patient, readability, yamlsource
from handout.errors import ContentError, Position, Problem
from handout.model import (
    Address,
    Audience,
    Author,
    Basis,
    Bibliography,
    Blank,
    Block,
    Budget,
    Code,
    Column,
    Conventions,
    Emergency,
    Entry,
    Figure,
    Fill,
    Form,
    Grid,
    Inline,
    Item,
    Language,
    Line,
    List,
    Look,
    Part,
    Readability,
    Reference,
    Room,
    Row,
    Section,
    Sheet,
    Source,
    Start,
    Table,
    Text,
    Texts,
    Tick,
    Words,
)
from handout.shape import (
    Choice,
    Date,
    Field,
    Flag,
    Integer,
    Invalid,
    Leaf,
    ListOf,
    MapOf,
    Mapped,
    OneOfKey,
    OneOfKind,
    Record,
    Report,
    Schema,
    Shape,
    hint,
    nearest,
)
from handout.shape import Text as TextShape
from handout.yamlsource import Node, Scalar, read, unmarked

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

REFERENCE = "en"
"""The language that the others are made from and compared with."""
UNTRANSLATED = "(translate) "
"""What a text begins with until it is translated; what follows it stands there in the reference language."""

_TAG = TextShape(pattern=markup.TAG, hint="the tag of a language, such as “en” or “pt-BR”")
_KEY = TextShape(pattern=markup.KEY, hint="small letters, digits and hyphens, such as “nice-ng59”")
_LIMIT = 2000
_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")


def _string(*, empty_ok: bool = False) -> Shape[str]:
    return Mapped(TextShape(max_length=_LIMIT, empty_ok=empty_ok), lambda scalar, _: scalar.text)


def _optional(shape: Shape[object], doc: str = "", *, attribute: str = "") -> Field:
    return Field(shape, required=False, doc=doc, attribute=attribute)


_NAME: Shape[str] = Mapped(_KEY, lambda scalar, _: scalar.text)
_NAME_OF_FIELD: Shape[str] = Mapped(
    TextShape(
        pattern=r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*", hint="a name of the personal file, such as “pain.now”"
    ),
    lambda scalar, _: scalar.text,
)
_WORD = _string()
# Words of the file's language that the program prints or writes; and those with markup, of a sheet.
_PROSE = Mapped(TextShape(max_length=_LIMIT, prose=True), lambda scalar, _: scalar.text)
_INLINE = TextShape(max_length=_LIMIT, prose=True, markup=True)
_SOURCES = ListOf(Mapped(_KEY, lambda scalar, _: Source(scalar.text, scalar.at)), at_least=1)
_BASIS = Mapped(Choice(tuple(basis.value for basis in Basis)), lambda name, _: Basis(name))
_AUDIENCES = ListOf(
    Mapped(Choice(tuple(one.value for one in Audience)), lambda name, _: Audience(name)), at_least=1
)


def _placeholders(*names: str) -> Callable[[Scalar, Report], str]:
    """A check that a text has just these names in braces, and the text."""

    def check(scalar: Scalar, report: Report) -> str:
        found = {match[1]: match.start() for match in _PLACEHOLDER.finditer(scalar.text)}
        missing = [name for name in names if name not in found]
        for name in (one for one in found if one not in names):
            near = re.sub("“(.*?)”", r"“{\1}”", hint(name, missing))
            missing = [one for one in missing if f"mean “{{{one}}}”" not in near]
            report.note(scalar.place(found[name]), "placeholder", f"“{{{name}}}” is not known here", near)
        for name in missing:
            report.note(scalar.at, "placeholder", f"“{{{name}}}” is missing from this text")
        return scalar.text

    return check


def _pattern(*names: str) -> Shape[str]:
    return Mapped(TextShape(max_length=_LIMIT, prose=True), _placeholders(*names))


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
    return Record(
        Language,
        {
            "tag": Field(_tag_of(folder), doc="the BCP 47 tag; the folder’s name", stand_in=folder),
            "name": Field(_PROSE, doc="the language’s own name", stand_in=""),
            "version": Field(_WORD, doc="the version of the content, printed on every page", stand_in=""),
            "sources_checked": Field(Date(), stand_in=datetime.date.max),
            "reviewed_by": _optional(_WORD, "the physician who reviewed the content"),
            "contact": _optional(_WORD, "where corrections go"),
            "conventions": Field(
                _conventions(),
                local=True,
                stand_in=Conventions("", "", percent_space=False, quotes=(), date="", months=()),
            ),
            "emergency": Field(
                ListOf(Record(Emergency, {"number": Field(_WORD), "place": Field(_PROSE)}), at_least=1),
                local=True,
                stand_in=(),
            ),
            "address": Field(_address(), local=True, stand_in=Address("")),
            "readability": Field(_readability(), local=True, stand_in=Readability("", 0)),
            "promises": Field(
                ListOf(_WORD, at_least=1),
                local=True,
                doc="words that promise more than the evidence carries",
                stand_in=(),
            ),
            "spared": Field(
                ListOf(_WORD),
                local=True,
                doc="words of another language that may stand unmarked",
                stand_in=(),
            ),
            "avoided": Field(ListOf(_WORD), required=False, local=True, doc="terms that mislead", default=()),
            "misspelt": Field(
                Mapped(MapOf(_WORD), lambda pairs, _: tuple((key.text, right) for key, right in pairs)),
                required=False,
                local=True,
                doc="spellings that are often wrong, each with the right one; * stands for any letters",
                default=(),
            ),
            "words": Field(_printed_words(), stand_in=Words(*("" for _ in Words._fields))),
            "languages": Field(_by_name(_PROSE), stand_in=MappingProxyType({})),
            "choices": _optional(
                Mapped(MapOf(_by_name(_PROSE), empty_ok=False), _choices), "the words of a personal file"
            ),
            "patient-file": _optional(
                Mapped(MapOf(_PROSE, empty_ok=False), _comments),
                "what a personal file says above each of its fields",
                attribute="comments",
            ),
        },
        partial=True,
    )


def _conventions() -> Record[Conventions]:
    return Record(
        Conventions,
        {
            "decimal": Field(Choice((".", ","))),
            # A no-break space counts as empty.
            "thousands": Field(Mapped(TextShape(empty_ok=True), _unbreakable), doc="between thousands"),
            "percent_space": Field(Flag(), doc="whether a space stands before the per cent sign: yes or no"),
            "quotes": Field(ListOf(_WORD, at_least=2, at_most=6), doc="in pairs: outer, then inner"),
            "opening": Field(
                ListOf(_WORD, at_most=4),
                required=False,
                default=(),
                doc="in pairs: what opens a question or an exclamation, and what closes it",
            ),
            "date": Field(_pattern("day", "month", "year")),
            "months": Field(ListOf(_PROSE, at_least=12, at_most=12)),
        },
    )


def _unbreakable(scalar: Scalar, _: Report) -> str:
    if " " in scalar.text:
        raise ValueError("at this space a number could be torn: type a no-break space (U+00A0)")
    return scalar.text


def _address() -> Record[Address]:
    return Record(
        Address,
        {
            "form": Field(_WORD, doc="the form of address to patients"),
            "avoid": Field(
                ListOf(_WORD), required=False, default=(), doc="words that address somebody otherwise"
            ),
        },
    )


def _readability() -> Record[Readability]:
    return Record(
        Readability,
        {
            "formula": Field(Choice(tuple(readability.FORMULAS)), doc="how easily a text is read"),
            "bound": Field(
                Integer(at_least=0, at_most=100), doc="the hardest that the patient’s sheets may be"
            ),
        },
    )


def _printed_words() -> Record[Words]:
    return Record(
        Words,
        {
            "page_of": Field(_pattern("page", "pages")),
            "version": Field(_pattern("version")),
            "sources_checked": Field(_pattern("date")),
            "disclaimer": Field(_PROSE),
            "not_reviewed": Field(_PROSE),
            "reviewed": Field(_pattern("name")),
            "free_full_text": Field(_PROSE),
            "updated": Field(_pattern("year")),
            "in_language": Field(_pattern("language")),
            "sources_elsewhere": Field(_PROSE, doc="on sheets that print no references"),
            "box": Field(_PROSE, doc="how a box to tick is called for those who do not see it"),
            "ticked": Field(_PROSE, doc="how a ticked box is called for those who do not see it"),
            "blank": Field(_PROSE, doc="how a place to write on is called for those who do not see it"),
            "notes": Field(_PROSE, doc="heads an empty back"),
            "written_in": Field(_pattern("language"), doc="of what the patient wrote in another language"),
            "lump": Field(_pattern("letter", "place"), doc="of a lump in the drawing of the body"),
            "shaded": Field(_pattern("places"), doc="of where the pain goes, in the drawing of the body"),
            "goes_on": Field(_PROSE, doc="ends a text that is continued on an added page"),
            "added_page": Field(_PROSE, doc="heads an added page"),
            "draft": Field(_PROSE, doc="stands across each page of a draft"),
        },
    )


def _by_name(shape: Shape[T]) -> Shape[Mapping[str, T]]:
    return Mapped(MapOf(shape), lambda pairs, _: {key.text: value for key, value in pairs})


def _choices(
    pairs: tuple[tuple[Scalar, Mapping[str, str]], ...], report: Report
) -> Mapping[str, Mapping[str, str]]:
    """The words by vocabulary and name: all that a personal file knows, and no other."""
    for key, words in pairs:
        _all_of(patient.VOCABULARIES.get(key.text, ()), words, key.at, report)
    given = {key.text: words for key, words in pairs}
    _all_of(patient.VOCABULARIES, given, pairs[0][0].at, report)
    return given


def _comments(pairs: tuple[tuple[Scalar, str], ...], report: Report) -> Mapping[str, str]:
    given = {key.text: words for key, words in pairs}
    _all_of(patient.COMMENTS, given, pairs[0][0].at, report)
    return given


def _all_of(known: Iterable[str], given: Iterable[str], at: Position, report: Report) -> None:
    """Note at *at* what is known and not given, and what is given and not known."""
    names = tuple(known)
    for name in sorted(set(names) - set(given)):
        report.note(at, "missing-key", f"“{name}” is missing")
    for name in sorted(set(given) - set(names)):
        report.note(at, "unknown-key", f"“{name}” is not known here", nearest(name, names))


class _Custom(NamedTuple):
    printable: bool
    authors_truncated: bool = False
    translated_title: str | None = None
    free_full_text: bool = False
    updated: int | None = None


class _Issued(NamedTuple):
    year: int


class _Csl(NamedTuple):
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


class _Person(NamedTuple):
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
            "type": Field(Choice(("article-journal", "webpage", "report", "book", "chapter")), stand_in=""),
            "title": Field(_WORD, stand_in=""),
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
            "custom": Field(custom, stand_in=_Custom(printable=True)),
        },
        partial=True,
    )
    references: Shape[tuple[Reference, ...]] = ListOf(
        Mapped(csl, lambda found, _: found.reference), at_least=1, partial=True
    )
    return Mapped(Record(_References, {"references": Field(references)}), lambda found, _: found.references)


class _Dates(NamedTuple):
    date_parts: tuple[tuple[int, ...], ...]


class _References(NamedTuple):
    references: tuple[Reference, ...]


def sheet_shape(sheet: str, lang: str) -> Record[Sheet]:
    """What the file of a sheet may hold, its texts in the language *lang*."""
    text = _texts(lang)
    return Record(
        Sheet,
        {
            "id": Field(Choice((sheet,)), required=False, default=sheet),
            "name": Field(_plain(lang), doc="what the foot of each page calls the sheet", stand_in=()),
            "title": Field(text, stand_in=()),
            "names": Field(text, required=False, default=(), doc="the preferred clinical and the lay name"),
            "about": Field(text, doc="one line: what this sheet is", stand_in=()),
            "theme": _optional(
                Mapped(Choice(tuple(one.value for one in Look)), lambda name, _: Look(name)),
                "form: large type with room to write; else dense",
                attribute="look",
            ),
            "budget": _optional(
                Record(
                    Budget,
                    {
                        "words": Field(Integer(at_least=1), doc="in English, beside the fewest references"),
                        "references": Field(
                            ListOf(Integer(at_least=0), at_least=2, at_most=2), doc="the fewest and the most"
                        ),
                    },
                ),
                "how much the sheet may hold",
            ),
            "sections": Field(ListOf(_section(lang), at_least=1, at_most=26, partial=True), stand_in=()),
        },
        partial=True,
    )


def schema(sheets: Iterable[str]) -> Schema:
    """The JSON Schema of all files of content: what a file holds tells which it is."""
    sheet = sheet_shape("", REFERENCE).schema()
    sheet["properties"]["id"] = {"enum": list(sheets)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of the content of handout",
        "if": {"required": ["references"]},
        "then": references_shape().schema(),
        "else": {
            "if": {"required": ["tag"]},
            "then": language_shape(REFERENCE).schema(),
            "else": sheet,
        },
    }


def _texts(lang: str) -> Shape[Texts]:
    def inline(scalar: Scalar, report: Report) -> Texts:
        return (_text(markup.parse(scalar, report), lang, scalar),)

    return Mapped(_INLINE, inline)


def _text(inlines: tuple[Inline, ...], lang: str, scalar: Scalar) -> Text:
    return Text(inlines, REFERENCE if scalar.mark else lang, scalar.at)


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
        return (_text(inlines, lang, scalar),)

    return Mapped(_INLINE, bare)


def _patterned(lang: str, *names: str) -> Shape[Texts]:
    """Inline text with just these names in braces."""
    check = _placeholders(*names)

    def inline(scalar: Scalar, report: Report) -> Texts:
        check(scalar, report)
        return (_text(markup.parse(scalar, report), lang, scalar),)

    return Mapped(_INLINE, inline)


def _section(lang: str) -> Record[Section]:
    text = _texts(lang)
    return Record(
        Section,
        {
            "id": Field(_NAME),
            "heading": Field(text, stand_in=()),
            "blocks": Field(ListOf(_block(lang), at_least=1, partial=True), stand_in=()),
            "starts": _optional(Mapped(Choice(tuple(s.value for s in Start)), lambda name, _: Start(name))),
            "columns": _optional(Integer(at_least=1, at_most=2), "of the band that begins here"),
            "prominent": _optional(Flag(), "whether its heading is among the largest"),
            "boxed": _optional(Flag(), "whether a frame goes round it"),
            "voice": _optional(
                Mapped(Choice(("patient",)), lambda _name, _: True),
                "requests and questions of the patient, which need no basis",
                attribute="patient",
            ),
        },
        partial=True,
    )


def _statement(key: str, shape: Shape[object]) -> dict[str, Field]:
    return {
        "id": Field(_NAME),
        key: Field(shape),
        "basis": _optional(_BASIS, "for what has no printed number"),
        "sources": _optional(_SOURCES, "keys of references.yaml; needed with a basis"),
    }


_ROOM = Mapped(Choice(tuple(room.value for room in Room)), lambda name, _: Room(name))
_LINES = _optional(Integer(at_least=1, at_most=9), "lines to write on")


def _part(lang: str) -> Shape[Part]:
    """A part of an answer: what kind it is, says the key that it has."""
    words = _plain(lang)
    around = {"before": _optional(words), "unit": _optional(words)}
    kinds: dict[str, Record[Part]] = {
        "tick": Record(
            Tick, {"tick": Field(words, attribute="text"), "before": _optional(words)}, doc="a box to tick"
        ),
        "write": Record(
            Blank, {"write": Field(_ROOM, attribute="room"), **around}, doc="a place to write on"
        ),
        "fill": Record(
            Fill,
            {"fill": Field(_NAME_OF_FIELD, attribute="name"), **around},
            doc="what the personal file has under this name",
        ),
    }
    return OneOfKey(kinds)


def _entry(lang: str) -> Record[Entry]:
    answer = Field(
        ListOf(_part(lang), at_least=1),
        required=False,
        default=(Blank(Room.LINE),),
        doc="else a line to write on",
    )
    return Record(Entry, {"id": Field(_NAME), "text": Field(_texts(lang)), "answer": answer, "lines": _LINES})


def _grid(lang: str) -> dict[str, Field]:
    """The keys of a grid beside the common ones."""
    text = _texts(lang)
    column = Record(
        Column,
        {
            "id": Field(_NAME),
            "text": Field(text),
            "width": _optional(_ROOM),
            "answer": _optional(ListOf(_part(lang), at_least=1)),
        },
    )
    row = Record(
        Line,
        {
            "id": Field(_NAME),
            "cells": _optional(ListOf(text)),
            "record": _optional(_NAME_OF_FIELD, "the record of the personal file that fills the row"),
        },
    )
    return {
        "intro": Field(text, required=False, default=()),
        "columns": Field(ListOf(column, at_least=1)),
        "rows": Field(ListOf(row, at_least=1, partial=True), stand_in=()),
        "lines": _LINES,
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
    # By name, so that those of two languages are pairs whatever their order.
    labels = Mapped(
        MapOf(_plain(lang)), lambda pairs, _: tuple(sorted((key.text, value) for key, value in pairs))
    )
    kinds: dict[str, Record[Block]] = {
        "list": Record(
            List,
            {
                **common,
                "heading": Field(text, required=False, default=()),
                "items": Field(ListOf(item, at_least=1, partial=True), stand_in=()),
            },
            partial=True,
        ),
        "table": Record(
            Table,
            {
                **common,
                "columns": Field(ListOf(text, at_least=1)),
                "rows": Field(ListOf(row, at_least=1, partial=True), stand_in=()),
            },
            partial=True,
        ),
        "form": Record(
            Form,
            {
                **common,
                "intro": Field(text, required=False, default=()),
                "fields": Field(
                    ListOf(_entry(lang), at_least=1, partial=True), attribute="entries", stand_in=()
                ),
                "columns": _optional(Integer(at_least=1, at_most=2), "how many fields stand side by side"),
            },
            partial=True,
        ),
        "grid": Record(Grid, {**common, **_grid(lang)}, partial=True),
        "figure": Record(
            Figure,
            {
                **common,
                "drawing": Field(Choice(tuple(drawings.DRAWINGS))),
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


def personal_file(language: Language, folder: Path) -> str:
    """The personal file to fill in, explained in a language; ContentError where it has no words for that."""
    lacking = [
        name
        for name, there in (("choices", language.choices), ("patient-file", language.comments))
        if not there
    ]
    if lacking:
        at = Position(shown(folder / "language.yaml"))
        raise ContentError([Problem(at, "missing-key", f"“{name}” is missing") for name in lacking])
    return patient.template(language.comments, language.choices, language.tag)


@dataclass(frozen=True)
class File(Generic[T_co]):
    """A file as far as it can be read."""

    path: str
    """As messages show it."""
    shape: Shape[T_co]
    node: Node | None = None
    """None where it is no YAML."""
    value: T_co | None = None
    """What it holds, as far as that is right; None where nothing can be made of it."""
    whole: bool = False
    """Whether nothing was found wrong with it, as far as it was judged."""

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The texts that a translator works on, in order."""
        return tuple(self.shape.leaves(self.node)) if self.node else ()

    @property
    def left(self) -> list[Leaf]:
        """Those that are still to be translated."""
        return [leaf for leaf in self.leaves if leaf.node.mark]


def marked(source: str, file: File[object]) -> str:
    """The source of a file with all that a translator works on marked as still to be translated."""
    return yamlsource.marked(source, (leaf.node for leaf in file.leaves), UNTRANSLATED)


def parse(shape: Shape[T], path: Path, report: Report) -> File[T]:
    """The file at *path* as YAML, without what it holds; its problems are noted."""
    name = shown(path)
    node, problems = read(path, name=name)
    report.add(problems)
    return File(name, shape, None if node is None else unmarked(node, UNTRANSLATED), whole=not problems)


def load(shape: Shape[T], path: Path, report: Report, *, missing: Callable[[str], set[str]]) -> File[T]:
    """The file at *path*; its problems are noted.

    *missing* tells which letters of a text no face can show.
    """
    before = len(report)
    file = parse(shape, path, report)
    if file.node is None:
        return file
    report.add(consistency.letters(file.node, missing))
    value = shape.read(file.node, report)
    return replace(file, value=None if isinstance(value, Invalid) else value, whole=len(report) == before)


def shown(path: Path) -> str:
    """The path as messages show it: from the current folder, where it lies below that."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)
