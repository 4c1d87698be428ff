"""Content files into the model: the schema of each file, said once.

Knows kinds of blocks; never a section's name or a language's.
"""

from enum import Enum
from typing import NamedTuple, TypeVar, assert_never

from handout import drawings, model
from handout.content import markup
from handout.content.words import FIELD_NAME, INLINE, KEY, NAME, optional, placeholders
from handout.errors import Position
from handout.files.base import Schema
from handout.files.containers import Field, ListOf, MapOf, Mapped, OneOfKey, OneOfKind, Record
from handout.files.nodes import Scalar
from handout.files.report import Report
from handout.files.scalars import Choice, Flag, Integer, TextSchema

E = TypeVar("E", bound=Enum)

_SOURCES = ListOf(Mapped(KEY, lambda scalar, _: model.Source(scalar.text, scalar.at)), at_least=1)


def _one_of(cls: type[E]) -> Schema[E]:
    """The members of an enumeration, by their values."""
    return Mapped(Choice(tuple(member.value for member in cls)), lambda name, _: cls(name))


_BASIS = _one_of(model.Basis)
_BLOCK_START = Mapped(
    Choice((model.Start.FLOW.value, model.Start.COLUMN.value)), lambda name, _: model.Start(name)
)


class SheetContext(NamedTuple):
    """What a sheet is read with."""

    lang: str
    """The language of its texts."""
    reference: str
    """The language of those that are still to be translated."""
    readers: tuple[str, ...]
    """Whom a part of a sheet can be for."""


def sheet_schema(sheet: str, context: SheetContext) -> Record[model.Sheet]:
    """What the file of a sheet may hold, its texts as the *context* says."""
    text = _texts(context)
    return Record(
        model.Sheet,
        {
            "id": Field(Choice((sheet,)), required=False, default=sheet),
            "name": Field(_plain(context), doc="what the foot of each page calls the sheet", stand_in=()),
            "title": Field(text, stand_in=()),
            "names": Field(text, required=False, default=(), doc="the preferred clinical and the lay name"),
            "synonyms": Field(text, required=False, default=(), doc="one line: other names, related ones"),
            "about": Field(text, required=False, default=(), doc="one line: what this sheet is"),
            "theme": optional(
                _one_of(model.Look),
                "form: large type with room to write; fine: to look things up in; else dense",
                attribute="look",
            ),
            "budget": optional(
                Record(
                    model.Budget,
                    {
                        "words": Field(Integer(at_least=1), doc="in the language of reference"),
                        "references": Field(
                            ListOf(Integer(at_least=0), at_least=2, at_most=2), doc="the fewest and the most"
                        ),
                    },
                ),
                "how much the sheet may hold",
            ),
            "sections": _some(_section(context), at_most=26),
        },
        partial=True,
    )


def _some(schema: Schema[object], *, at_most: int | None = None, attribute: str = "") -> Field:
    """A list that is not empty; those in it that are right count also where others are wrong."""
    return Field(ListOf(schema, at_least=1, at_most=at_most, partial=True), attribute=attribute, stand_in=())


def _texts(context: SheetContext, *names: str) -> Schema[model.Texts]:
    """Inline text, with just these names in braces if there are any."""
    check = placeholders(*names) if names else None

    def inline(scalar: Scalar, report: Report) -> model.Texts:
        if check:
            check(scalar, report)
        return (_text(markup.parse(scalar, report), context, scalar),)

    return Mapped(INLINE, inline)


def _text(inlines: tuple[model.Inline, ...], context: SheetContext, scalar: Scalar) -> model.Text:
    return model.Text(inlines, context.reference if scalar.todo else context.lang, scalar.at)


def _plain(context: SheetContext, *names: str) -> Schema[model.Texts]:
    """Text that is set or spoken without its markup, with just these names in braces."""
    check = placeholders(*names)

    def bare(scalar: Scalar, report: Report) -> model.Texts:
        check(scalar, report)
        inlines = markup.parse(scalar, report)
        if not all(map(_is_plain, inlines)):
            message = "plain text only: no citation, link, {lang} or **strong**"
            report.note(scalar.at, "markup", message)
        return (_text(inlines, context, scalar),)

    return Mapped(INLINE, bare)


def _is_plain(inline: model.Inline) -> bool:
    match inline:
        case model.Run():
            return inline == model.Run(inline.text)
        case model.Citation():
            return False
        case model.Pointer():
            return not inline.strong
    assert_never(inline)


def _section(context: SheetContext) -> Record[model.Section]:
    text = _texts(context)
    return Record(
        model.Section,
        {
            "id": Field(NAME),
            "heading": Field(text, stand_in=()),
            "blocks": _some(_block(context)),
            "starts": optional(_one_of(model.Start), "column: on top of the next one; band: new columns"),
            "columns": optional(Integer(at_least=1, at_most=2), "of the band that begins here"),
            "spans": optional(Flag(), "whether its heading stands across the page, over columns of its own"),
            "early": optional(Flag(), "whether it follows the first band in large print, with its letter"),
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


_NAMES = tuple(room.value for room in model.Room)

_ROOM = _one_of(model.Room)

_ROOM_OR_LENGTH = Mapped(
    TextSchema(
        pattern=f"{'|'.join(_NAMES)}|[1-9][0-9]{{0,2}} mm",
        hint=f"{', '.join(_NAMES)}, or a length such as “50 mm”",
    ),
    lambda scalar, _: _room(scalar.text),
)


def _room(text: str) -> model.Room | int:
    return model.Room(text) if text in _NAMES else int(text.removesuffix("mm"))


_LINES = optional(Integer(at_least=1, at_most=9), "lines to write on")


def _part(context: SheetContext) -> Schema[model.Part]:
    """A part of an answer: what kind it is, says the key that it has."""
    words = _plain(context)
    before = optional(words)
    around = {"before": before, "unit": optional(words)}
    tick = {"id": Field(NAME), "tick": Field(words, attribute="text")}
    kinds: dict[str, Record[model.Part]] = {
        "tick": Record(model.Tick, {**tick, "before": before}, doc="a box to tick"),
        "one-of": Record(
            model.OneOf,
            {
                "one-of": Field(NAME, attribute="id"),
                "ticks": Field(ListOf(Record(model.Tick, tick), at_least=2)),
                "before": before,
            },
            doc="boxes of which one is ticked",
        ),
        "write": Record(
            model.Blank,
            {"id": Field(NAME), "write": Field(_ROOM_OR_LENGTH, attribute="room"), **around},
            doc="a place to write on",
        ),
        "fill": Record(
            model.FieldRef,
            {
                "fill": Field(FIELD_NAME, attribute="name"),
                **around,
                "room": optional(_ROOM_OR_LENGTH, "else as the field needs"),
            },
            doc="what the personal file has under this name",
        ),
    }
    return OneOfKey(kinds)


class _Written(NamedTuple):
    """An entry as its file has it, with one answer or with rows of them."""

    id: str
    text: model.Texts
    at: Position
    answer: tuple[model.Part, ...] = ()
    rows: tuple[tuple[model.Part, ...], ...] = ()
    lines: int = 1
    arrange: model.Arrange = model.Arrange.LINE
    columns: int = 2
    optional: bool = False
    keep: bool = False


def _entry(context: SheetContext) -> Schema[model.Entry]:
    answer = ListOf(_part(context), at_least=1)
    record = Record(
        _Written,
        {
            "id": Field(NAME),
            "text": Field(_texts(context)),
            "answer": optional(answer, "what stands behind what is asked"),
            "rows": optional(ListOf(answer, at_least=1), "instead of the answer, several, one a line"),
            "lines": _LINES,
            "arrange": optional(
                _one_of(model.Arrange), "beside: right of what is asked; grid: boxes under boxes, below it"
            ),
            "columns": optional(Integer(at_least=1, at_most=6), "of the grid of boxes"),
            "optional": optional(Flag(), "whether it is the first to give way on a sheet filled in"),
            "keep": optional(Flag(), "whether what fills it is the last to leave its page"),
        },
    )
    return Mapped(record, _entry_of, rule="missing-key")


def _entry_of(written: _Written, _: Report) -> model.Entry:
    """The entry; raises ValueError where it has no answer, or two."""
    if bool(written.answer) == bool(written.rows):
        raise ValueError("a place to write has either an “answer” or “rows”")
    rows = written.rows or (written.answer,)
    return model.Entry(
        written.id,
        written.text,
        rows,
        written.at,
        written.lines,
        written.arrange,
        written.columns,
        written.optional,
        written.keep,
    )


def _grid(context: SheetContext) -> dict[str, Field]:
    """The keys of a grid beside the common ones."""
    text = _texts(context)
    column = Record(
        model.Column,
        {
            "id": Field(NAME),
            "text": Field(text),
            "width": optional(_ROOM),
            "answer": optional(ListOf(_part(context), at_least=1)),
            "headed": optional(Flag(), "whether the words of its boxes stand in the head, above them"),
        },
    )
    row = Record(
        model.GridRow,
        {
            "id": Field(NAME),
            "cells": optional(ListOf(text)),
            "record": optional(FIELD_NAME, "the record of the personal file that fills the row"),
        },
    )
    return {
        "intro": Field(text, required=False, default=()),
        "columns": Field(ListOf(column, at_least=1)),
        "rows": _some(row),
        "lines": _LINES,
    }


def _publication(context: SheetContext) -> Record[model.Publication]:
    return Record(
        model.Publication,
        {
            "id": Field(NAME, attribute="key", doc="a key of references.yaml"),
            "text": Field(_texts(context), doc="what was found, and what it cannot show"),
            "read": Field(_one_of(model.Read), doc="how much of it was read"),
        },
    )


def _block(context: SheetContext) -> OneOfKind[model.Block]:
    text = _texts(context)
    common = {
        "id": Field(NAME),
        "for": optional(
            ListOf(Choice(context.readers), at_least=1), "only for these readers", attribute="readers"
        ),
        "starts": optional(_BLOCK_START, "column: on top of the next column of its section"),
    }
    item = Record(model.Item, _statement("text", text))
    row = Record(model.Row, _statement("cells", ListOf(text, at_least=1)))
    pubmed = _texts(context, "listed", "total")
    # By name, so that those of two languages are pairs whatever their order.
    labels = Mapped(
        MapOf(_plain(context)), lambda pairs, _: tuple(sorted((key.text, value) for key, value in pairs))
    )
    kinds: dict[str, tuple[type[model.Block], dict[str, Field]]] = {
        "list": (
            model.List,
            {
                "heading": Field(text, required=False, default=()),
                "items": _some(item),
                "lead": optional(Flag(), "whether the first item is set larger"),
            },
        ),
        "table": (model.Table, {"columns": Field(ListOf(text, at_least=1)), "rows": _some(row)}),
        "form": (
            model.Form,
            {
                "intro": Field(text, required=False, default=()),
                "fields": _some(_entry(context), attribute="entries"),
                "columns": optional(Integer(at_least=1, at_most=2), "how many fields stand side by side"),
                "arrange": optional(
                    Mapped(Choice(("aligned",)), lambda _name, _: True),
                    "the boxes of all fields under one another, right of what is asked",
                    attribute="aligned",
                ),
            },
        ),
        "grid": (model.Grid, _grid(context)),
        "figure": (
            model.Figure,
            {
                "drawing": Field(Choice(tuple(drawings.DRAWINGS))),
                "caption": Field(text),
                "alt": Field(_plain(context), doc="what the drawing shows, for those who do not see it"),
                "labels": Field(labels),
            },
        ),
        "bibliography": (
            model.Bibliography,
            {
                "style": optional(
                    Mapped(Choice(("brief",)), lambda _name, _: True), "without titles", attribute="brief"
                ),
                "numbered": optional(
                    Integer(at_least=1),
                    "how many have a line each, before those that run on",
                    attribute="lines",
                ),
                "also": Field(text, required=False, default=(), doc="the words before those that run on"),
            },
        ),
        "publications": (
            model.Publications,
            {
                "intro": Field(text, required=False, default=()),
                "numbers-of": optional(
                    Mapped(KEY, lambda scalar, _: model.Source(scalar.text, scalar.at)),
                    "the sheet whose references come first, in its order",
                ),
                "items": _some(_publication(context)),
            },
        ),
        "further-sources": (
            model.FurtherSources,
            {
                "intro": Field(text, doc="the words before them"),
                "keys": Field(
                    _SOURCES, doc="keys of references.yaml, in the order in which they are printed"
                ),
                "incomplete": Field(
                    text, required=False, default=(), doc="the words before those that are not printable"
                ),
            },
        ),
        "qr": (
            model.Code,
            {
                "label": Field(pubmed),
                "alt": Field(_plain(context, "listed", "total")),
                "colophon": Field(_texts(context, "date", "review")),
            },
        ),
    }
    return OneOfKind(
        {kind: Record(cls, {**common, **fields}, partial=True) for kind, (cls, fields) in kinds.items()}
    )
