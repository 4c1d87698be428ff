"""Blocks into flowables: one small function for each kind.

A new kind of block is a class in `model.sheet` that joins the union `Block` there, its schema in
`content.sheets`, and a case of `flowables` here. mypy names every place that forgets it.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from handout import fonts, model, pdf
from handout.drawings import DRAWINGS, Findings, qr
from handout.drawings.callouts import Style
from handout.errors import ContentError, Problem
from handout.layout import forms, grids, texts
from handout.layout.context import Context
from handout.layout.references import LANG, Phrase, brief, entry, pubmed, record, run_in
from handout.layout.texts import GAP
from handout.layout.theme import SECTION_STRETCH, Role
from handout.model import Texts, format_text


def flowables(block: model.Block, context: Context) -> list[pdf.Block]:
    """The flowables of a block, in reading order; raises TooWide, RenderError and ContentError."""
    match block:
        case model.List():
            return _list(block, context)
        case model.Table():
            return _table(block, context)
        case model.Form():
            return forms.form(block, context)
        case model.Grid():
            return grids.grid(block, context)
        case model.Figure():
            return _figure(block, context)
        case model.Bibliography():
            return _bibliography(block, context)
        case model.Publications():
            return _publications(block, context)
        case model.FurtherSources():
            return _further_sources(block, context)
        case model.Code():
            return _code(block, context)
    assert_never(block)


def _list(block: model.List, context: Context) -> list[pdf.Block]:
    heading: list[pdf.Block] = []
    if block.heading:
        style = context.theme.styles[Role.SUBHEADING]
        words = texts.heading(block.heading, context.composed.numbers)
        heading.append(pdf.Heading(words, style, pdf.Element("H3", context.parent)))
    element = pdf.Element("L", context.parent, numbering="Decimal")
    indent = context.indent(block.items)
    roles = [Role.LEAD if block.lead and not index else context.body for index in range(len(block.items))]
    apart = _is_prose(block.items, context, context.width - indent)
    items = [
        _item(item, element, context, indent, role, apart=apart)
        for item, role in zip(block.items, roles, strict=True)
    ]
    for last_but_one in items[-2:-1]:
        # The last item does not stand alone in a column.
        last_but_one.keepWithNext = True
    return heading + items


# How many lines items take on average that stand side by side in two languages, at most.
_SHORT = 5


def _is_prose(items: Sequence[model.Item], context: Context, width: float) -> bool:
    """Whether items are so long in half of the width that one language stands below the other."""
    if context.theme.beside is None:
        return True
    half = (width - context.theme.beside) / 2
    size, numbers = context.theme.styles[context.body].fontSize, context.composed.numbers
    longest = (forms.extent(item.text, size, numbers)[1] for item in items)
    return sum(longest) / half > _SHORT * len(items)


# The part of a page beyond which the languages of an item may stand on two pages, each whole.
_HIGH = 1 / 2


def _item(
    item: model.Item, parent: pdf.Element, context: Context, indent: float, role: Role, *, apart: bool
) -> pdf.Item:
    element = context.elements[item.id] = pdf.Element("LI", parent)
    label, content = pdf.Element("Lbl", element), pdf.Element("LBody", element)
    width = context.width - indent
    body = context.paragraphs(item.text, role, content, width=width, apart=apart)
    is_high = pdf.height(body, width=width) > context.theme.frame[3] * _HIGH
    for paragraph in body:
        if isinstance(paragraph, pdf.Paragraph):
            paragraph.keep = True
    return pdf.Item(
        element,
        label=context.mark(context.composed.labels[item.id], label),
        body=body,
        indent=indent,
        gap=GAP,
        keep=not is_high,
        space_after=context.theme.styles[role].spaceAfter,
    )


def _table(block: model.Table, context: Context) -> list[pdf.Block]:
    theme, element = context.theme, pdf.Element("Table", context.parent)
    indent = context.indent(block.rows)
    head = context.head(block.columns, element, indent=indent)
    rows = [head, *(_row(row, element, context, indent) for row in block.rows)]
    widths = _widths(block, context, indent)
    style = pdf.TableStyle(
        rules="header",
        weight=theme.rule,
        header_weight=theme.rule,
        color=theme.ink,
        padding_x=0,
        padding_y=1.2,
    )
    return [
        pdf.Table(
            rows, widths, element=element, style=style, keep=theme.two_sided, space_after=theme.below_table
        )
    ]


def _row(row: model.Row, table: pdf.Element, context: Context, indent: float) -> list[pdf.Cell]:
    tr = context.elements[row.id] = pdf.Element("TR", table)
    name = pdf.Element("TH", tr, scope="Row")
    words = context.paragraphs(row.cells[0], Role.CELL, name)
    label = context.mark(context.composed.labels[row.id], pdf.Element("Span", name))
    cells = [pdf.Cell(name, [pdf.Item(name, label=label, body=words, indent=indent, gap=GAP)])]
    for index, cell in enumerate(row.cells[1:], 2):
        element = pdf.Element("TD", tr)
        role = Role.CELL if index < len(row.cells) else Role.LAST_CELL
        cells.append(pdf.Cell(element, context.paragraphs(cell, role, element)))
    return cells


# By how much a column is tried wider, in points.
_STEP = 2.0


def _widths(block: model.Table, context: Context, indent: float) -> list[float]:
    """Widths for the columns: room for the widest word of each, the rest where it saves most lines.

    Raises TooWide where the widest words do not stand side by side.
    """
    styles, gutter, numbers = context.theme.styles, context.theme.gutter, context.composed.numbers
    size, small = styles[Role.CELL].fontSize, styles[Role.HEAD].fontSize
    heads = [texts.extent(texts.inline(head, numbers, strong=True), small) for head in block.columns]
    cells = [[texts.extent(texts.inline(cell, numbers), size) for cell in row.cells] for row in block.rows]
    sizes = [heads, *cells]
    widths = [max(word for word, _ in column) + gutter for column in zip(*sizes, strict=True)]
    lines = [[line + gutter for _, line in row] for row in sizes]
    room = context.width - indent
    # The last column needs no gutter.
    if sum(widths) - gutter > room:
        names = ", ".join(column[0].plain for column in block.columns)
        raise pdf.TooWide(f"the table “{names}”", available=room, needed=sum(widths) - gutter)
    for _ in range(int((room - sum(widths)) / _STEP)):
        wider = ([*widths[:i], widths[i] + _STEP, *widths[i + 1 :]] for i in range(len(widths)))
        widths = min(wider, key=lambda widths: _lines(lines, widths))
    widths[-1] += room - sum(widths)
    widths[0] += indent
    return widths


def _lines(rows: Sequence[Sequence[float]], widths: Sequence[float]) -> float:
    """About how many lines the rows take; parts of lines count, so that what is nearly gained is seen."""
    needed = [[line / width for line, width in zip(row, widths, strict=True)] for row in rows]
    return sum(math.ceil(max(row)) + max(row) / 100 for row in needed)


def _figure(block: model.Figure, context: Context) -> list[pdf.Block]:
    # One alternative text has one language: the first reader's.
    alt = block.alt[0]
    element = pdf.Element("Figure", context.parent, alt=alt.plain, lang=alt.lang)
    labels = {name: [text.plain for text in label] for name, label in block.labels}
    theme = context.theme
    style = Style(
        color=theme.ink,
        font_name=fonts.REGULAR,
        bold_font_name=fonts.BOLD,
        font_size=theme.small,
        leading=theme.small * 1.2,
    )
    findings = Findings(block.lumps, block.shaded)
    caption = context.paragraphs(block.caption, Role.CAPTION, context.parent)
    for paragraph in caption:
        if isinstance(paragraph, pdf.Paragraph):
            paragraph.keep = True
    drawing = DRAWINGS[block.drawing].figure(context.width, labels, style, findings)
    return [
        pdf.Figure(
            drawing.width,
            drawing.height,
            drawing.paint,
            element,
            align="CENTER",
            keep_with_next=True,
            space_before=theme.band,
        ),
        *caption,
    ]


def _bibliography(block: model.Bibliography, context: Context) -> list[pdf.Block]:
    language = context.composed.languages[0]
    printed = brief if block.brief else entry
    references = context.composed.references
    count = len(references) if block.lines is None else block.lines
    listed = pdf.Element("L", context.parent, numbering="Decimal")
    indent = context.hanging([f"{count}."], Role.NUMBER)
    items: list[pdf.Block] = [
        _reference(number, reference, texts.phrases(printed(reference, language)), listed, context, indent)
        for number, reference in enumerate(references[:count], 1)
    ]
    return items + _also(block, references[count:], context)


def _reference(
    number: int,
    reference: model.Reference,
    runs: Iterable[pdf.Run],
    parent: pdf.Element,
    context: Context,
    indent: float,
) -> pdf.Item:
    """An item that the numbers of citations lead to."""
    style = context.theme.styles[Role.REFERENCE]
    item = context.elements[f"@{reference.key}"] = pdf.Element("LI", parent)
    label = pdf.Element("Lbl", item)
    body = texts.element("P", pdf.Element("LBody", item), LANG)
    return pdf.Item(
        item,
        label=pdf.Paragraph(texts.words(f"{number}."), context.theme.styles[Role.NUMBER], label),
        body=[pdf.Paragraph(tuple(runs), style, body)],
        indent=indent,
        gap=4,
        space_after=style.spaceAfter,
    )


def _also(
    block: model.Bibliography, references: Sequence[model.Reference], context: Context
) -> list[pdf.Block]:
    """The references without lines of their own, one behind the other."""
    if not references:
        return []
    first = len(context.composed.references) - len(references) + 1
    parent = pdf.Element("P", context.parent)
    entries = []
    for number, reference in enumerate(references, first):
        element = context.elements[f"@{reference.key}"] = pdf.Element("BibEntry", parent)
        entries.append((element, (Phrase(f"{number}{texts.NBSP}"), *run_in(reference))))
    words = texts.inline(block.also, context.composed.numbers)
    runs = (*words, *texts.words(" "), *texts.entries(entries))
    return [pdf.Paragraph(runs, context.theme.styles[Role.REFERENCE], parent)]


def _publications(block: model.Publications, context: Context) -> list[pdf.Block]:
    numbers = context.composed.numbers
    references = {reference.key: reference for reference in context.composed.references}
    indent = context.hanging([f"{len(references)}."], Role.NUMBER)
    intro = context.paragraphs(block.intro, Role.BODY, context.parent, width=context.width)
    parent = pdf.Element("L", context.parent, numbering="Decimal")
    items: list[pdf.Block] = [
        _reference(
            numbers[item.key],
            references[item.key],
            _publication(item, references[item.key], context),
            parent,
            context,
            indent,
        )
        for item in block.items
    ]
    return intro + items


def _publication(item: model.Publication, reference: model.Reference, context: Context) -> Iterator[pdf.Run]:
    """The record, and in each language what is said of it and what was read."""
    yield from texts.phrases([Phrase(f"{reference.name}. ", LANG)], strong=True)
    yield from texts.phrases(record(reference))
    for index, (text, language) in enumerate(zip(item.text, context.composed.languages, strict=True)):
        free = [language.words.free_full_text] if reference.free_full_text else []
        notes = [*free, language.words.read(item.read)]
        yield from texts.words(" " if index else "")
        yield from texts.inline((text,), context.composed.numbers)
        yield from texts.phrases([Phrase(f" ({'; '.join(notes)})", language.tag)])


def _further_sources(block: model.FurtherSources, context: Context) -> list[pdf.Block]:
    """Words, references behind one another, and those that cannot be printed whole."""
    composed = context.composed
    parent = pdf.Element("P", context.parent)
    runs: list[pdf.Run] = []
    for words, printable in ((block.intro, True), (block.incomplete, False)):
        keys = (key for key, _ in block.keys if composed.bibliography[key].printable is printable)
        entries = [(pdf.Element("BibEntry", parent), run_in(composed.bibliography[key])) for key in keys]
        if entries:
            runs += (*texts.words(" " if runs else ""), *texts.inline(words, composed.numbers))
            runs += (*texts.words(" "), *texts.entries(entries))
    return [pdf.Paragraph(runs, context.theme.styles[Role.REFERENCE], parent)]


def _code(block: model.Code, context: Context) -> list[pdf.Block]:
    address, listed = pubmed(context.composed.references)
    if not listed:
        message = "none of the references cited has a PMID: the code would open nothing"
        raise ContentError([Problem(block.at, "pmid", message)])
    counts = {"listed": str(listed), "total": str(len(context.composed.references))}
    alt = format_text(block.alt[0].plain, **counts)
    box = pdf.Element("Div", context.parent)
    element = pdf.Element("Figure", box, alt=alt, lang=block.alt[0].lang)
    theme, style = context.theme, context.theme.styles[Role.ABOUT]
    symbol = qr.symbol(address, theme.code)
    label = tuple(text.format(**counts) for text in block.label)
    body = [
        *context.paragraphs(label, Role.ABOUT, box, strong=True),
        *context.paragraphs(_colophon(block, context), Role.REFERENCE, box),
    ]
    height = symbol.side + symbol.quiet

    def paint(canvas: pdf.Canvas) -> None:
        """The symbol above the white it needs, where the foot of the page may follow."""
        canvas.translate(0, symbol.quiet)
        symbol.paint(canvas)

    picture = pdf.Figure(symbol.side, height, paint, element, baseline=height - style.leading)
    rule = pdf.Rule(
        weight=theme.rule,
        color=theme.ink,
        space_before=theme.section,
        space_after=symbol.quiet,
        keep_with_next=True,
    )
    # What the column has left stands above: the code is at its foot.
    rule.stretch = SECTION_STRETCH
    indent = symbol.side + symbol.quiet
    return [rule, pdf.Item(box, label=picture, body=body, indent=indent, gap=symbol.quiet)]


def _colophon(block: model.Code, context: Context) -> Texts:
    """The colophon with day and reviewer in the words of each language."""
    return tuple(
        text.format(date=language.date(language.sources_checked), review=language.review)
        for text, language in zip(block.colophon, context.composed.languages, strict=True)
    )
