"""Content files into the model: the schema of each file, said once.

Knows kinds of blocks; never a section's name or a language's.
"""

from __future__ import annotations

from typing import NamedTuple

from handout import drawings, model
from handout.content import markup
from handout.content.words import FIELD_NAME, INLINE, KEY, NAME, optional, placeholders
from handout.files.base import Schema
from handout.files.containers import Field, ListOf, MapOf, Mapped, OneOfKey, OneOfKind, Record
from handout.files.nodes import Scalar
from handout.files.report import Report
from handout.files.scalars import Choice, Flag, Integer
from handout.model import (
    Basis,
    Bibliography,
    Blank,
    Block,
    Budget,
    Code,
    Column,
    Entry,
    Figure,
    Fill,
    Form,
    Grid,
    Inline,
    Item,
    Line,
    List,
    Look,
    Part,
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
)

_SOURCES = ListOf(Mapped(KEY, lambda scalar, _: Source(scalar.text, scalar.at)), at_least=1)

_BASIS = Mapped(Choice(tuple(basis.value for basis in Basis)), lambda name, _: Basis(name))


class Context(NamedTuple):
    """What a sheet is read with."""

    lang: str
    """The language of its texts."""
    reference: str
    """The language of those that are still to be translated."""
    readers: tuple[str, ...]
    """Whom a part of a sheet can be for."""


def sheet_schema(sheet: str, context: Context) -> Record[Sheet]:
    """What the file of a sheet may hold, its texts as the *context* says."""
    text = _texts(context)
    return Record(
        Sheet,
        {
            "id": Field(Choice((sheet,)), required=False, default=sheet),
            "name": Field(_plain(context), doc="what the foot of each page calls the sheet", stand_in=()),
            "title": Field(text, stand_in=()),
            "names": Field(text, required=False, default=(), doc="the preferred clinical and the lay name"),
            "about": Field(text, doc="one line: what this sheet is", stand_in=()),
            "theme": optional(
                Mapped(Choice(tuple(one.value for one in Look)), lambda name, _: Look(name)),
                "form: large type with room to write; else dense",
                attribute="look",
            ),
            "budget": optional(
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
            "sections": Field(ListOf(_section(context), at_least=1, at_most=26, partial=True), stand_in=()),
        },
        partial=True,
    )


def _texts(context: Context) -> Schema[Texts]:
    def inline(scalar: Scalar, report: Report) -> Texts:
        return (_text(markup.parse(scalar, report), context, scalar),)

    return Mapped(INLINE, inline)


def _text(inlines: tuple[Inline, ...], context: Context, scalar: Scalar) -> Text:
    return Text(inlines, context.reference if scalar.mark else context.lang, scalar.at)


def _plain(context: Context, *names: str) -> Schema[Texts]:
    """Text that is set or spoken without its markup, with just these names in braces."""
    check = placeholders(*names)

    def bare(scalar: Scalar, report: Report) -> Texts:
        check(scalar, report)
        inlines = markup.parse(scalar, report)
        if any(one != model.Run(getattr(one, "text", "")) for one in inlines):
            report.note(
                scalar.at, "markup", "no citation, link, language or strong words can stand in this text"
            )
        return (_text(inlines, context, scalar),)

    return Mapped(INLINE, bare)


def _patterned(context: Context, *names: str) -> Schema[Texts]:
    """Inline text with just these names in braces."""
    check = placeholders(*names)

    def inline(scalar: Scalar, report: Report) -> Texts:
        check(scalar, report)
        return (_text(markup.parse(scalar, report), context, scalar),)

    return Mapped(INLINE, inline)


def _section(context: Context) -> Record[Section]:
    text = _texts(context)
    return Record(
        Section,
        {
            "id": Field(NAME),
            "heading": Field(text, stand_in=()),
            "blocks": Field(ListOf(_block(context), at_least=1, partial=True), stand_in=()),
            "starts": optional(Mapped(Choice(tuple(s.value for s in Start)), lambda name, _: Start(name))),
            "columns": optional(Integer(at_least=1, at_most=2), "of the band that begins here"),
            "prominent": optional(Flag(), "whether its heading is among the largest"),
            "boxed": optional(Flag(), "whether a frame goes round it"),
            "voice": optional(
                Mapped(Choice(("patient",)), lambda _name, _: True),
                "requests and questions of the patient, which need no basis",
                attribute="patient",
            ),
        },
        partial=True,
    )


def _statement(key: str, schema: Schema[object]) -> dict[str, Field]:
    return {
        "id": Field(NAME),
        key: Field(schema),
        "basis": optional(_BASIS, "for what has no printed number"),
        "sources": optional(_SOURCES, "keys of references.yaml; needed with a basis"),
    }


_ROOM = Mapped(Choice(tuple(room.value for room in Room)), lambda name, _: Room(name))

_LINES = optional(Integer(at_least=1, at_most=9), "lines to write on")


def _part(context: Context) -> Schema[Part]:
    """A part of an answer: what kind it is, says the key that it has."""
    words = _plain(context)
    around = {"before": optional(words), "unit": optional(words)}
    kinds: dict[str, Record[Part]] = {
        "tick": Record(
            Tick, {"tick": Field(words, attribute="text"), "before": optional(words)}, doc="a box to tick"
        ),
        "write": Record(
            Blank, {"write": Field(_ROOM, attribute="room"), **around}, doc="a place to write on"
        ),
        "fill": Record(
            Fill,
            {"fill": Field(FIELD_NAME, attribute="name"), **around},
            doc="what the personal file has under this name",
        ),
    }
    return OneOfKey(kinds)


def _entry(context: Context) -> Record[Entry]:
    answer = Field(
        ListOf(_part(context), at_least=1),
        required=False,
        default=(Blank(Room.LINE),),
        doc="else a line to write on",
    )
    return Record(
        Entry, {"id": Field(NAME), "text": Field(_texts(context)), "answer": answer, "lines": _LINES}
    )


def _grid(context: Context) -> dict[str, Field]:
    """The keys of a grid beside the common ones."""
    text = _texts(context)
    column = Record(
        Column,
        {
            "id": Field(NAME),
            "text": Field(text),
            "width": optional(_ROOM),
            "answer": optional(ListOf(_part(context), at_least=1)),
        },
    )
    row = Record(
        Line,
        {
            "id": Field(NAME),
            "cells": optional(ListOf(text)),
            "record": optional(FIELD_NAME, "the record of the personal file that fills the row"),
        },
    )
    return {
        "intro": Field(text, required=False, default=()),
        "columns": Field(ListOf(column, at_least=1)),
        "rows": Field(ListOf(row, at_least=1, partial=True), stand_in=()),
        "lines": _LINES,
    }


def _block(context: Context) -> OneOfKind[Block]:
    text = _texts(context)
    common = {
        "id": Field(NAME),
        "for": optional(
            ListOf(Choice(context.readers), at_least=1), "only for these readers", attribute="readers"
        ),
    }
    item = Record(Item, _statement("text", text))
    row = Record(Row, _statement("cells", ListOf(text, at_least=1)))
    pubmed = _patterned(context, "listed", "total")
    # By name, so that those of two languages are pairs whatever their order.
    labels = Mapped(
        MapOf(_plain(context)), lambda pairs, _: tuple(sorted((key.text, value) for key, value in pairs))
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
                    ListOf(_entry(context), at_least=1, partial=True), attribute="entries", stand_in=()
                ),
                "columns": optional(Integer(at_least=1, at_most=2), "how many fields stand side by side"),
            },
            partial=True,
        ),
        "grid": Record(Grid, {**common, **_grid(context)}, partial=True),
        "figure": Record(
            Figure,
            {
                **common,
                "drawing": Field(Choice(tuple(drawings.DRAWINGS))),
                "caption": Field(text),
                "alt": Field(_plain(context), doc="what the drawing shows, for those who do not see it"),
                "labels": Field(labels),
            },
        ),
        "bibliography": Record(Bibliography, common),
        "qr": Record(
            Code,
            {
                **common,
                "label": Field(pubmed),
                "alt": Field(_plain(context, "listed", "total")),
                "colophon": Field(_patterned(context, "date", "review")),
            },
        ),
    }
    return OneOfKind(kinds)
