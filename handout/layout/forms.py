"""Forms and grids into flowables: what is numbered and filled in by hand, or from a personal file."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from handout import model, pdf
from handout.compose import Numbers
from handout.layout import texts
from handout.layout.answers import NARROW, Answer, Mark, Overflow
from handout.layout.context import GAP, Context
from handout.layout.theme import Role
from handout.model import Blank, Room, Texts, Tick


def form(block: model.Form, context: Context) -> list[pdf.Block]:
    """The entries as a list, side by side where the form has columns."""
    element = pdf.Element("L", context.parent, numbering="Decimal")
    indent = context.indent(block.entries)
    gap = context.theme.gap
    width = (context.width - gap * (block.columns - 1)) / block.columns - indent
    items = [_entry(entry, element, context, indent=indent, width=width) for entry in block.entries]
    return [
        *_intro(block.intro, context),
        *(items if block.columns == 1 else [pdf.Columns(items, count=block.columns, gap=gap)]),
    ]


def _entry(
    entry: model.Entry, parent: pdf.Element, context: Context, *, indent: float, width: float
) -> pdf.Item:
    item = context.elements[entry.id] = pdf.Element("LI", parent)
    mark = context.composed.labels[entry.id]
    label = context.mark(mark, pdf.Element("Lbl", item))
    body = pdf.Element("LBody", item)
    words = texts.inline(entry.text, context.composed.numbers, strong=True)
    paragraphs = []
    for index, row in enumerate(entry.rows):
        label_words = () if index else words
        answer = Answer(
            tuple(model.printed(row)), entry.text, context.theme, context.composed.languages, label_words
        )
        paragraphs.append(_filled_in(answer, body, context, width=width, lines=entry.lines, mark=mark))
    return pdf.Item(item, label=label, body=paragraphs, indent=indent, gap=GAP)


def _filled_in(
    answer: Answer, parent: pdf.Element, context: Context, *, width: float, lines: int, mark: str
) -> pdf.Paragraph:
    """The answer to what is marked so; what is too long for its place goes on on the added page."""
    paragraph, overflows = answer.fitted(pdf.Element("P", parent), width=width, lines=lines, mark=mark)
    context.overflows.extend(overflows)
    return paragraph


def grid(block: model.Grid, context: Context) -> list[pdf.Block]:
    """The rows under their heads, between rules."""
    return [*_intro(block.intro, context), _GridTable(block, context).table()]


def _intro(intro: Texts, context: Context) -> list[pdf.Block]:
    """How to fill in, on the page of what is filled in."""
    paragraphs = context.paragraphs(intro, Role.INTRO, context.parent, width=context.width)
    for paragraph in paragraphs:
        paragraph.keepWithNext = True
    return paragraphs


@dataclass(frozen=True)
class _GridTable:
    block: model.Grid
    context: Context

    def table(self) -> pdf.Table:
        theme, element = self.context.theme, pdf.Element("Table", self.context.parent)
        indent = self.context.indent(self.block.rows)
        widths = self._widths()
        heads = (self.block.columns[index].text for index in self._places)
        head = self.context.head(heads, element, indent=indent, align="bottom")
        rows, least, tied = [head], [0.0], set()
        for row in self.block.rows:
            rows.append(self._row(row, element, widths, indent))
            least.append(self._least(row))
            for index in self._under:
                tied.add(len(rows))
                rows.append([self._below(row, index, element, sum(widths), indent)])
                least.append(0.0)
        # What is only read is short.
        keep = theme.two_sided or not any(least)
        return pdf.Table(
            rows,
            widths,
            element=element,
            style=self._style(),
            min_heights=least,
            tied=tied,
            keep=keep,
            space_after=theme.below_grid,
        )

    def _style(self) -> pdf.TableStyle:
        theme = self.context.theme
        return pdf.TableStyle(
            rules="top header rows bottom left columns right",
            weight=theme.rule,
            header_weight=theme.rule,
            color=theme.accent,
            padding_x=theme.cell_padding,
            padding_y=1,
        )

    @cached_property
    def _under(self) -> tuple[int, ...]:
        """The columns that stand under the row: what is long in large print, and what has no room."""
        theme = self.context.theme
        if theme.two_sided:
            return ()
        beside = [i for i in self._all if i == 0 or not (theme.stacks and self._is_long(i))]
        while len(beside) > 1 and sum(self._least_widths(beside)) > self.context.width:
            beside.pop()
        return tuple(i for i in self._all if i not in beside)

    @property
    def _places(self) -> list[int]:
        """The columns that stand side by side."""
        return [index for index in self._all if index not in self._under]

    @property
    def _all(self) -> range:
        return range(len(self.block.columns))

    def _is_long(self, index: int) -> bool:
        """Whether most rows have room there for a line of words."""
        printed_rows = sum(index < len(row.cells) for row in self.block.rows)
        return self.block.columns[index].width is Room.LINE and 2 * printed_rows < len(self.block.rows)

    def _least(self, row: model.GridRow) -> float:
        """The least height of a row: room for a pen, where there is anything to write."""
        is_open = len(row.cells) < len(self.block.columns)
        return self.context.theme.row * self.block.lines if is_open else 0

    def _row(
        self, row: model.GridRow, table: pdf.Element, widths: Sequence[float], indent: float
    ) -> list[pdf.Cell]:
        tr = self.context.elements[row.id] = pdf.Element("TR", table)
        cells = []
        for index, width in zip(self._places, widths, strict=True):
            element = pdf.Element("TD", tr) if index else pdf.Element("TH", tr, scope="Row")
            room = width - 2 * self.context.theme.cell_padding - (0 if index else indent)
            content = self._content(row, index, element, room)
            if index == 0:
                label = self.context.mark(self.context.composed.labels[row.id], pdf.Element("Span", element))
                content = [pdf.Item(element, label=label, body=content, indent=indent, gap=GAP)]
            cells.append(pdf.Cell(element, content, align="middle"))
        return cells

    def _content(self, row: model.GridRow, index: int, element: pdf.Element, width: float) -> list[pdf.Block]:
        """What stands in a cell; one to fill in is a line to write on already."""
        if index < len(row.cells):
            return self.context.paragraphs(row.cells[index], Role.BODY, element)
        parts = self._parts(row, index)
        if not parts:
            return []
        shown = tuple(
            part for part in parts if isinstance(part, Tick) or (isinstance(part, Blank) and part.value)
        )
        column, composed = self.block.columns[index], self.context.composed
        answer = Answer(shown, column.text, self.context.theme, composed.languages, gap=NARROW)
        mark = composed.labels[row.id]
        return [_filled_in(answer, element, self.context, width=width, lines=self.block.lines, mark=mark)]

    def _below(
        self, row: model.GridRow, index: int, table: pdf.Element, width: float, indent: float
    ) -> pdf.Cell:
        """What stands under a row: the head of its column, and the words or a line to write on."""
        context, column, composed = self.context, self.block.columns[index], self.context.composed
        element = pdf.Element("TD", pdf.Element("TR", table), span=len(self._places))
        label = texts.inline(column.text, composed.numbers, strong=True)
        words = row.cells[index] if index < len(row.cells) else ()
        parts = self._parts(row, index) or (Blank(column.id, Room.LINE, value=words),)
        answer = Answer(parts, column.text, context.theme, composed.languages, label=label)
        room = width - indent - 2 * context.theme.cell_padding
        body = _filled_in(answer, element, context, width=room, lines=1, mark=composed.labels[row.id])
        item = pdf.Item(element, label=None, body=[body], indent=indent, gap=GAP)
        return pdf.Cell(element, [item], align="middle")

    def _parts(self, row: model.GridRow, index: int) -> tuple[Mark, ...]:
        """What is to be filled in there, or is; nothing where words are printed."""
        return tuple(model.printed(row.answers[index - len(row.cells)])) if index >= len(row.cells) else ()

    def _least_widths(self, places: Sequence[int]) -> list[float]:
        """What the columns need at least, the marks before the first."""
        widths = [self._width(index) + 2 * self.context.theme.cell_padding for index in places]
        return [widths[0] + self.context.indent(self.block.rows), *widths[1:]]

    def _widths(self) -> list[float]:
        """Of the columns: what their words need, the rest for those that take what is left.

        Raises TooWide where the widest words do not stand side by side.
        """
        widths = self._least_widths(self._places)
        spare = self.context.width - sum(widths)
        if spare < 0:
            heads = ", ".join(column.text[0].plain for column in self.block.columns)
            raise pdf.TooWide(f"the grid “{heads}”", available=self.context.width, needed=sum(widths))
        rooms = [self.block.columns[index].width for index in self._places]
        widest = max(rooms, key=list(Room).index)
        taking = [index for index, room in enumerate(rooms) if room is widest]
        equal = (spare + sum(widths[index] for index in taking)) / len(taking)
        if any(widths[index] > equal for index in taking):
            return [
                width + spare / len(taking) * (room is widest)
                for width, room in zip(widths, rooms, strict=True)
            ]
        return [equal if room is widest else width for width, room in zip(widths, rooms, strict=True)]

    def _width(self, index: int) -> float:
        """What a column needs at least."""
        column, theme = self.block.columns[index], self.context.theme
        numbers = self.context.composed.numbers
        size, small = theme.styles[Role.BODY].fontSize, theme.styles[Role.HEAD].fontSize
        cells = [row.cells[index] for row in self.block.rows if index < len(row.cells)]
        # A long text may be broken, a short one stands better in one line.
        words = [_extent(cell, size, numbers)[column.width is not Room.LINE] for cell in cells]
        is_open = len(cells) < len(self.block.rows)
        ticks = [
            theme.box + texts.extent((*texts.words(texts.NBSP), *texts.inline(part.text, numbers)), size)[1]
            for row in self.block.rows
            for part in self._parts(row, index)
            if isinstance(part, Tick)
        ]
        least = theme.rooms[Room.NUMBER] if is_open and not ticks else 0
        return max([least, _extent(column.text, small, numbers, strong=True)[0], *words, *ticks])


def _extent(block: Texts, size: float, numbers: Numbers, *, strong: bool = False) -> tuple[float, float]:
    """The widest word and the widest whole of texts one under the other."""
    sizes = [texts.extent(texts.runs(text, numbers, strong=strong), size) for text in block]
    return max(word for word, _ in sizes), max(whole for _, whole in sizes)


def added_page(context: Context) -> list[pdf.Block]:
    """The page for the answers that are too long for their places, under the marks of these."""
    if not context.overflows:
        return []
    words = texts.line(context.words(lambda language: language.words.added_page), Numbers(), strong=True)
    heading = pdf.Heading(words, context.theme.styles[Role.HEADING], pdf.Element("H2", context.parent))
    element = pdf.Element("L", context.parent, numbering="Decimal")
    indent = context.hanging((overflow.mark for overflow in context.overflows), Role.MARK, strong=True)
    items = [_overflow_item(overflow, element, context, indent) for overflow in context.overflows]
    return [pdf.PageBreak(), heading, *items]


def _overflow_item(overflow: Overflow, parent: pdf.Element, context: Context, indent: float) -> pdf.Item:
    item = pdf.Element("LI", parent)
    body = pdf.Element("LBody", item)
    content = [
        *context.paragraphs(overflow.question, Role.SUBHEADING, body, strong=True),
        *context.paragraphs(overflow.words, Role.BODY, body),
    ]
    label = context.mark(overflow.mark, pdf.Element("Lbl", item))
    return pdf.Item(item, label=label, body=content, indent=indent, gap=GAP, keep=False)
