"""Forms and grids into flowables: what is numbered and filled in by hand, or from a personal file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from handout import model, pdf
from handout.layout import texts
from handout.layout.answers import NARROW, Answer
from handout.layout.context import GAP, Setting
from handout.layout.theme import Role
from handout.model import Blank, Room, Texts, Tick


def form(found: model.Form, setting: Setting) -> list[pdf.Block]:
    """The entries as a list, side by side where the form has columns."""
    element = pdf.Element("L", setting.parent, numbering="Decimal")
    indent = setting.indent(found.entries)
    gap = setting.theme.gap
    width = (setting.width - gap * (found.columns - 1)) / found.columns - indent
    items = [_entry(one, element, setting, indent=indent, width=width) for one in found.entries]
    return [
        *_intro(found.intro, setting),
        *(items if found.columns == 1 else [pdf.Columns(items, count=found.columns, gap=gap)]),
    ]


def _entry(
    found: model.Entry, parent: pdf.Element, setting: Setting, *, indent: float, width: float
) -> pdf.Item:
    item = setting.elements[found.id] = pdf.Element("LI", parent)
    label = setting.mark(setting.composed.labels[found.id], pdf.Element("Lbl", item))
    body = pdf.Element("P", pdf.Element("LBody", item))
    words = tuple(texts.inline(found.text, setting.composed.numbers, strong=True))
    answer = Answer(found.answer, found.text, setting.theme, setting.composed.languages, label=words)
    mark = setting.composed.labels[found.id]
    paragraph, rests = answer.fitted(body, width=width, lines=found.lines, mark=mark)
    setting.rests.extend(rests)
    return pdf.Item(item, label=label, body=[paragraph], indent=indent, gap=GAP)


def grid(found: model.Grid, setting: Setting) -> list[pdf.Block]:
    """The rows under their heads, between rules."""
    return [*_intro(found.intro, setting), _Grid(found, setting).table()]


def _intro(found: Texts, setting: Setting) -> list[pdf.Block]:
    """How to fill in, on the page of what is filled in."""
    paragraphs = setting.paragraphs(found, Role.INTRO, setting.parent, width=setting.width)
    for one in paragraphs:
        one.keepWithNext = True
    return paragraphs


@dataclass(frozen=True)
class _Grid:
    found: model.Grid
    setting: Setting

    def table(self) -> pdf.Table:
        theme, element = self.setting.theme, pdf.Element("Table", self.setting.parent)
        indent = self.setting.indent(self.found.rows)
        widths = self._widths()
        rows, least, tied = [self._head(element, indent)], [0.0], set()
        for line in self.found.rows:
            rows.append(self._row(line, element, widths, indent))
            least.append(self._least(line))
            for under in self._under:
                tied.add(len(rows))
                rows.append([self._below(line, under, element, sum(widths), indent)])
                least.append(0.0)
        style = pdf.TableStyle(
            rules="top header rows bottom left columns right",
            weight=theme.rule,
            header_weight=theme.rule,
            color=theme.accent,
            padding_x=theme.cell_padding,
            padding_y=1,
        )
        return pdf.Table(
            rows,
            widths,
            element=element,
            style=style,
            min_heights=least,
            tied=tied,
            # What is only read is short.
            keep=theme.two_sided or not any(least),
            space_after=4,
        )

    @cached_property
    def _under(self) -> tuple[int, ...]:
        """The columns that stand under the row: what is long in large print, and what has no room."""
        theme = self.setting.theme
        if theme.two_sided:
            return ()
        beside = [i for i in self._all if i == 0 or not (theme.stacks and self._is_long(i))]
        while len(beside) > 1 and sum(self._least_widths(beside)) > self.setting.width:
            beside.pop()
        return tuple(i for i in self._all if i not in beside)

    @property
    def _places(self) -> list[int]:
        """The columns that stand side by side."""
        return [index for index in self._all if index not in self._under]

    @property
    def _all(self) -> range:
        return range(len(self.found.columns))

    def _is_long(self, index: int) -> bool:
        """Whether most rows have room there for a line of words."""
        given = sum(index < len(line.cells) for line in self.found.rows)
        return self.found.columns[index].width is Room.LINE and 2 * given < len(self.found.rows)

    def _below(
        self, line: model.GridRow, index: int, table: pdf.Element, width: float, indent: float
    ) -> pdf.Cell:
        """What stands under a row: the head of its column, and the words or a line to write on."""
        setting, column = self.setting, self.found.columns[index]
        element = pdf.Element("TD", pdf.Element("TR", table), span=len(self._places))
        label = tuple(texts.inline(column.text, setting.composed.numbers, strong=True))
        given = line.cells[index] if index < len(line.cells) else ()
        part = Blank(Room.LINE, value=given)
        parts = (
            (part,) if given or index < len(line.cells) else line.answers[index - len(line.cells)] or (part,)
        )
        answer = Answer(parts, column.text, setting.theme, setting.composed.languages, label=label)
        paragraph, rests = answer.fitted(
            pdf.Element("P", element),
            width=width - indent - 2 * setting.theme.cell_padding,
            lines=1,
            mark=setting.composed.labels[line.id],
        )
        setting.rests.extend(rests)
        return pdf.Cell(
            element, [pdf.Item(element, label=None, body=[paragraph], indent=indent, gap=GAP)], align="middle"
        )

    def _least(self, line: model.GridRow) -> float:
        """The least height of a row: room for a pen, where there is anything to write."""
        is_open = len(line.cells) < len(self.found.columns)
        return self.setting.theme.row * self.found.lines if is_open else 0

    def _head(self, table: pdf.Element, indent: float) -> list[pdf.Cell]:
        row = pdf.Element("TR", table)
        cells = []
        for index in self._places:
            column = self.found.columns[index]
            element = pdf.Element("TH", row, scope="Column")
            content: list[pdf.Block] = [
                *self.setting.paragraphs(column.text, Role.HEAD, element, strong=True)
            ]
            if index == 0:
                content = [pdf.Item(element, label=None, body=content, indent=indent, gap=GAP)]
            cells.append(pdf.Cell(element, content, align="bottom"))
        return cells

    def _row(
        self, line: model.GridRow, table: pdf.Element, widths: Sequence[float], indent: float
    ) -> list[pdf.Cell]:
        row = self.setting.elements[line.id] = pdf.Element("TR", table)
        first = pdf.Element("TH", row, scope="Row")
        contents = list(self._contents(line, row, first, widths, indent))
        label = self.setting.mark(self.setting.composed.labels[line.id], pdf.Element("Span", first))
        named = pdf.Item(first, label=label, body=contents[0][1], indent=indent, gap=GAP)
        cells = [pdf.Cell(first, [named], align="middle")]
        return cells + [pdf.Cell(element, content, align="middle") for element, content in contents[1:]]

    def _contents(
        self,
        line: model.GridRow,
        row: pdf.Element,
        first: pdf.Element,
        widths: Sequence[float],
        indent: float,
    ) -> Iterator[tuple[pdf.Element, list[pdf.Block]]]:
        """The cells of a row and what stands in them."""
        given = len(line.cells)
        for index, whole in zip(self._places, widths, strict=True):
            column = self.found.columns[index]
            element = pdf.Element("TD", row) if index else first
            width = whole - 2 * self.setting.theme.cell_padding - (0 if index else indent)
            if index < given:
                yield element, [*self.setting.paragraphs(line.cells[index], Role.BODY, element)]
            elif answer := line.answers[index - given]:
                yield element, [self._answer(answer, column, line, element, width)]
            else:
                yield element, []

    def _answer(
        self,
        parts: tuple[model.Part, ...],
        column: model.Column,
        line: model.GridRow,
        element: pdf.Element,
        width: float,
    ) -> pdf.Paragraph:
        """What is to be filled in, or is; a cell is a line to write on already."""
        composed = self.setting.composed
        shown = tuple(
            part for part in parts if isinstance(part, Tick) or (isinstance(part, Blank) and part.value)
        )
        answer = Answer(shown, column.text, self.setting.theme, composed.languages, gap=NARROW)
        paragraph, rests = answer.fitted(
            pdf.Element("P", element), width=width, lines=self.found.lines, mark=composed.labels[line.id]
        )
        self.setting.rests.extend(rests)
        return paragraph

    def _least_widths(self, places: Sequence[int]) -> list[float]:
        """What the columns need at least, the marks before the first."""
        widths = [self._width(index) + 2 * self.setting.theme.cell_padding for index in places]
        return [widths[0] + self.setting.indent(self.found.rows), *widths[1:]]

    def _widths(self) -> list[float]:
        """Of the columns: what their words need, the rest for those that take what is left.

        Raises TooWide where the widest words do not stand side by side.
        """
        widths = self._least_widths(self._places)
        spare = self.setting.width - sum(widths)
        if spare < 0:
            heads = ", ".join(column.text[0].plain for column in self.found.columns)
            raise pdf.TooWide(f"the grid “{heads}”", available=self.setting.width, needed=sum(widths))
        rooms = [self.found.columns[index].width for index in self._places]
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
        column, theme = self.found.columns[index], self.setting.theme
        numbers = self.setting.composed.numbers
        size, small = theme.styles[Role.BODY].fontSize, theme.styles[Role.HEAD].fontSize
        cells = [line.cells[index] for line in self.found.rows if index < len(line.cells)]
        # A long text may be broken, a short one stands better in one line.
        kept = [_extent(cell, size, numbers)[column.width is not Room.LINE] for cell in cells]
        is_open = len(cells) < len(self.found.rows)
        ticks = [
            theme.box + texts.extent((*texts.words(texts.NBSP), *texts.inline(part.text, numbers)), size)[1]
            for line in self.found.rows
            for part in (line.answers[index - len(line.cells)] if index >= len(line.cells) else ())
            if isinstance(part, Tick)
        ]
        least = theme.rooms[Room.NUMBER] if is_open and not ticks else 0
        return max([least, _extent(column.text, small, numbers, strong=True)[0], *kept, *ticks])


def _extent(
    found: Texts, size: float, numbers: Mapping[str, int], *, strong: bool = False
) -> tuple[float, float]:
    """The widest word and the widest whole of texts one under the other."""
    sizes = [texts.extent(texts.runs(text, numbers, strong=strong), size) for text in found]
    return max(word for word, _ in sizes), max(whole for _, whole in sizes)


def added(setting: Setting) -> list[pdf.Block]:
    """The page for what found no room, under the marks of its places."""
    rests = setting.rests
    if not rests:
        return []
    style = setting.theme.styles[Role.HEADING]
    heading = texts.line(setting.said(lambda one: one.words.added_page), {}, strong=True)
    listed = pdf.Element("L", setting.parent, numbering="Decimal")
    indent = setting.hanging((rest.mark for rest in rests), Role.MARK, strong=True)
    title = pdf.Heading(heading, style, pdf.Element("H2", setting.parent))
    flowables: list[pdf.Block] = [pdf.PageBreak(), title]
    for rest in rests:
        item = pdf.Element("LI", listed)
        body = pdf.Element("LBody", item)
        content = [
            *setting.paragraphs(rest.asked, Role.SUBHEADING, body, strong=True),
            *setting.paragraphs(rest.words, Role.BODY, body),
        ]
        label = setting.mark(rest.mark, pdf.Element("Lbl", item))
        flowables.append(pdf.Item(item, label=label, body=content, indent=indent, gap=GAP, keep=False))
    return flowables
