"""Blocks into flowables: one small function for each kind."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import singledispatch

from handout import fonts, model, pdf
from handout.drawings import DRAWINGS, Findings, qr
from handout.drawings.callouts import Style
from handout.errors import ContentError, Problem
from handout.layout import forms, texts
from handout.layout.context import GAP, Setting
from handout.layout.references import LANG, entry, pubmed
from handout.layout.theme import Role
from handout.model import Texts, format_text


@singledispatch
def block(found: model.Block, setting: Setting) -> list[pdf.Block]:
    """The flowables of a block."""
    raise NotImplementedError(type(found).__name__)


@block.register
def _(found: model.List, setting: Setting) -> list[pdf.Block]:
    heading: list[pdf.Block] = []
    if found.heading:
        style = setting.theme.styles[Role.SUBHEADING]
        words = texts.inline(found.heading, setting.composed.numbers, strong=True)
        heading.append(pdf.Heading(words, style, pdf.Element("H3", setting.parent)))
    element = pdf.Element("L", setting.parent, numbering="Decimal")
    indent = setting.indent(found.items)
    items = [_item(one, element, setting, indent) for one in found.items]
    for last_but_one in items[-2:-1]:
        # The last item does not stand alone in a column.
        last_but_one.keepWithNext = True
    return heading + items


def _item(found: model.Item, parent: pdf.Element, setting: Setting, indent: float) -> pdf.Item:
    item = setting.elements[found.id] = pdf.Element("LI", parent)
    label, body = pdf.Element("Lbl", item), pdf.Element("LBody", item)
    return pdf.Item(
        item,
        label=setting.mark(setting.composed.labels[found.id], label),
        body=setting.paragraphs(found.text, setting.body, body, width=setting.width - indent),
        indent=indent,
        gap=GAP,
        space_after=setting.theme.styles[Role.BODY].spaceAfter,
    )


@block.register
def _(found: model.Table, setting: Setting) -> list[pdf.Block]:
    element = pdf.Element("Table", setting.parent)
    indent = setting.indent(found.rows)
    rows = [
        _head(found, element, setting, indent),
        *(_row(row, element, setting, indent) for row in found.rows),
    ]
    rule = setting.theme.rule
    style = pdf.TableStyle(
        rules="header bottom",
        weight=rule,
        header_weight=rule,
        color=setting.theme.accent,
        padding_x=0,
        padding_y=0.9,
    )
    return [
        pdf.Table(
            rows,
            _widths(found, setting, indent),
            element=element,
            style=style,
            keep=setting.theme.two_sided,
            space_after=3,
        )
    ]


def _head(found: model.Table, table: pdf.Element, setting: Setting, indent: float) -> list[pdf.Cell]:
    row = pdf.Element("TR", table)
    cells = []
    for index, column in enumerate(found.columns):
        element = pdf.Element("TH", row, scope="Column")
        content = setting.paragraphs(column, Role.HEAD, element, strong=True)
        cells.append(
            pdf.Cell(
                element, _indented(content, element, setting, indent, mark="") if index == 0 else content
            )
        )
    return cells


def _row(found: model.Row, table: pdf.Element, setting: Setting, indent: float) -> list[pdf.Cell]:
    row = setting.elements[found.id] = pdf.Element("TR", table)
    name = pdf.Element("TH", row, scope="Row")
    first = setting.paragraphs(found.cells[0], Role.CELL, name)
    cells = [pdf.Cell(name, _indented(first, name, setting, indent, mark=setting.composed.labels[found.id]))]
    for index, cell in enumerate(found.cells[1:], 2):
        element = pdf.Element("TD", row)
        role = Role.CELL if index < len(found.cells) else Role.BODY
        cells.append(pdf.Cell(element, setting.paragraphs(cell, role, element)))
    return cells


def _indented(
    content: Sequence[pdf.Block], cell: pdf.Element, setting: Setting, indent: float, *, mark: str
) -> list[pdf.Block]:
    """The content of a row's first cell behind the row's mark."""
    label = setting.mark(mark, pdf.Element("Span", cell)) if mark else None
    return [pdf.Item(cell, label=label, body=content, indent=indent, gap=GAP)]


# By how much a column is tried wider, in points.
_STEP = 2.0


def _widths(found: model.Table, setting: Setting, indent: float) -> list[float]:
    """Widths for the columns: room for the widest word of each, the rest where it saves most lines.

    Raises TooWide where the widest words do not stand side by side.
    """
    size, gutter = setting.theme.styles[Role.BODY].fontSize, setting.theme.gutter
    rows = [found.columns, *(row.cells for row in found.rows)]
    sizes = [[texts.extent(texts.line(cell, setting.composed.numbers), size) for cell in row] for row in rows]
    widths = [max(word for word, _ in column) + gutter for column in zip(*sizes, strict=True)]
    lines = [[line + gutter for _, line in row] for row in sizes]
    room = setting.width - indent
    # The last column needs no gutter.
    if sum(widths) - gutter > room:
        heads = ", ".join(column[0].plain for column in found.columns)
        raise pdf.TooWide(f"the table “{heads}”", available=room, needed=sum(widths) - gutter)
    for _ in range(int((room - sum(widths)) / _STEP)):
        wider = (_widened(widths, index) for index in range(len(widths)))
        widths = min(wider, key=lambda tried: _lines(lines, tried))
    widths[-1] += room - sum(widths)
    widths[0] += indent
    return widths


def _widened(widths: Sequence[float], index: int) -> list[float]:
    return [width + _STEP * (place == index) for place, width in enumerate(widths)]


def _lines(rows: Sequence[Sequence[float]], widths: Sequence[float]) -> float:
    """About how many lines the rows take; parts of lines count, so that what is nearly gained is seen."""
    needed = [[line / width for line, width in zip(row, widths, strict=True)] for row in rows]
    return sum(math.ceil(max(row)) + max(row) / 100 for row in needed)


@block.register
def _(found: model.Form, setting: Setting) -> list[pdf.Block]:
    return forms.form(found, setting)


@block.register
def _(found: model.Grid, setting: Setting) -> list[pdf.Block]:
    return forms.grid(found, setting)


@block.register
def _(found: model.Figure, setting: Setting) -> list[pdf.Block]:
    # One alternative text has one language: the first reader's.
    alt = found.alt[0]
    element = pdf.Element("Figure", setting.parent, alt=alt.plain, lang=alt.lang)
    labels = {name: [text.plain for text in label] for name, label in found.labels}
    theme = setting.theme
    style = Style(
        color=theme.ink,
        font_name=fonts.REGULAR,
        bold_font_name=fonts.BOLD,
        font_size=theme.small,
        leading=theme.small * 1.2,
    )
    findings = Findings(found.lumps, found.shaded)
    drawing = DRAWINGS[found.drawing].figure(setting.width, labels, style, findings)
    return [
        pdf.Figure(
            drawing.width,
            drawing.height,
            drawing.paint,
            element,
            align="CENTER",
            keep_with_next=True,
            space_before=theme.band + 1,
        ),
        *setting.paragraphs(found.caption, Role.CAPTION, setting.parent),
    ]


@block.register
def _(_found: model.Bibliography, setting: Setting) -> list[pdf.Block]:
    language = setting.composed.languages[0]
    style = setting.theme.styles[Role.REFERENCE]
    listed = pdf.Element("L", setting.parent, numbering="Decimal")
    references = setting.composed.references
    indent = setting.hanging([f"{len(references)}."], Role.NUMBER)
    flowables: list[pdf.Block] = []
    for number, reference in enumerate(references, 1):
        item = setting.elements[f"@{reference.key}"] = pdf.Element("LI", listed)
        body = pdf.Element("LBody", item)
        label = pdf.Paragraph(
            texts.words(f"{number}."), setting.theme.styles[Role.NUMBER], pdf.Element("Lbl", item)
        )
        runs = tuple(texts.pieces(entry(reference, language)))
        words = pdf.Paragraph(runs, style, texts.element("P", body, LANG))
        flowables.append(
            pdf.Item(item, label=label, body=[words], indent=indent, gap=4, space_after=style.spaceAfter)
        )
    return flowables


@block.register
def _(found: model.Code, setting: Setting) -> list[pdf.Block]:
    address, listed = pubmed(setting.composed.references)
    if not listed:
        message = "none of the references cited has a PMID: the code would open nothing"
        raise ContentError([Problem(found.at, "pmid", message)])
    counts = {"listed": str(listed), "total": str(len(setting.composed.references))}
    alt = format_text(found.alt[0].plain, **counts)
    box = pdf.Element("Div", setting.parent)
    element = pdf.Element("Figure", box, alt=alt, lang=found.alt[0].lang)
    style = setting.theme.styles[Role.REFERENCE]
    symbol = qr.symbol(address, setting.theme.code)
    body = [
        *setting.paragraphs(_filled(found.label, counts), Role.CAPTION, box, strong=True),
        *setting.paragraphs(_colophon(found, setting), Role.REFERENCE, box),
    ]
    picture = pdf.Figure(
        symbol.side, symbol.side, symbol.paint, element, baseline=symbol.side - style.leading
    )
    indent, before = symbol.side + symbol.quiet, symbol.quiet
    return [pdf.Item(box, label=picture, body=body, indent=indent, gap=symbol.quiet, space_before=before)]


def _filled(found: Texts, values: dict[str, str]) -> Texts:
    return tuple(text.format(**values) for text in found)


def _colophon(found: model.Code, setting: Setting) -> Texts:
    """The colophon with day and reviewer in the words of each language."""
    return tuple(
        text.format(date=language.date(language.sources_checked), review=language.review)
        for text, language in zip(found.colophon, setting.composed.languages, strict=True)
    )
