"""Grids into flowables: ruled tables to write in, filled in by hand or from a personal file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from handout import model, pdf
from handout.compose import Numbers
from handout.layout import texts
from handout.layout.answers import NARROW, Answer, Mark
from handout.layout.boxes import Boxes, Unit
from handout.layout.context import Context
from handout.layout.filled import filled_in
from handout.layout.forms import answered, extent, intro, statement
from handout.layout.texts import GAP
from handout.layout.theme import Role
from handout.model import Blank, Room, Text, Texts, Tick


def grid(block: model.Grid, context: Context) -> list[pdf.Block]:
    """The rows under their heads, between rules."""
    usual = _GridTable(block, context)
    attempts = (usual, replace(usual, tight=True), replace(usual, divided=True))
    table = next((attempt for attempt in attempts if attempt.fits), usual)
    return [*intro(block.intro, context), table.table()]


# The inner distance of cells that have no rules beside them, where the page gives no more; where a date
# would find no room.
_OPEN_PADDING, _TIGHT_PADDING = 2.0, 1.0

# What a column without rules beside it has to spare, or heads take more lines.
_OPEN_SPACE = 2.0

# How much of the room for a figure by hand is left there.
_TIGHT_ROOM = 0.85


# The least one beside what is filled in, and where a date would find no room.
_LEAST_PADDING, _TIGHT_LEAST_PADDING = 3.0, 2.4

# How many lines a head takes in a language, where there is room for it; as many as it needs where each word
# has one of its own.
_MOST = 3
_ANY = 99


# How many rows of one line stay together on a page.
_FEW = 6

# How many boxes may stand one under the other beside what else is in a row.
_FEW_BOXES = 2

# Room for a date by hand.
_DATE = 18 * mm


class _Leaf(NamedTuple):
    """A column of the table: a column of the grid, or a single box or blank of one, by their numbers."""

    column: int
    part: int | None = None


@dataclass(frozen=True)
class _GridTable:
    """A grid; a *tight* one saves room for dates, one that is *divided* has these on two lines."""

    block: model.Grid
    context: Context
    tight: bool = False
    divided: bool = False

    @property
    def fits(self) -> bool:
        """Whether its columns stand side by side."""
        return sum(self._least_widths(self._places)) <= self.context.width

    def table(self) -> pdf.Table:
        theme, element = self.context.theme, pdf.Element("Table", self.context.parent)
        widths = self._widths()
        rows = [*self._head(element)]
        heads, least, tied = len(rows), [0.0] * len(rows), set()
        for row in self.block.rows:
            rows.append(self._row(row, element, widths))
            least.append(self._least(row))
            for index in self._under:
                tied.add(len(rows))
                rows.append([self._below(row, index, element, sum(widths))])
                least.append(0.0)
        return pdf.Table(
            rows,
            widths,
            element=element,
            header_rows=heads,
            style=self._style(),
            min_heights=least,
            tied=tied,
            keep=theme.two_sided or self._is_short,
            space_after=theme.below_grid,
        )

    def _style(self) -> pdf.TableStyle:
        theme = self.context.theme
        return pdf.TableStyle(
            rules="header rows bottom" if self._is_headed else "top header rows bottom left columns right",
            weight=theme.rule,
            header_weight=theme.rule,
            color=theme.ink,
            padding_x=self._padding,
            padding_y=1,
        )

    @property
    def _is_short(self) -> bool:
        """Whether it stays whole on any page: what is only read, and a few rows of one line."""
        is_read = not any(map(self._least, self.block.rows))
        return is_read or (len(self.block.rows) <= _FEW and self.block.lines == 1)

    @cached_property
    def _is_headed(self) -> bool:
        """Whether boxes stand under heads of their own: the rows are then ruled, the columns are not."""
        return any(self._headed(index) for index in self._all)

    @property
    def _usual_padding(self) -> float:
        theme = self.context.theme
        open_padding = _TIGHT_PADDING if self.tight else _OPEN_PADDING
        return open_padding if self._is_headed and theme.two_sided else theme.cell_padding

    @cached_property
    def _padding(self) -> float:
        """The usual one; a little less where a figure or a date that is filled in would find no room."""
        if self._strong:
            return self._usual_padding
        count = len(self.block.columns)
        # Sums of widths are not exact.
        room = self.context.width - 0.01 - self._indent - sum(self._needed)
        least = _TIGHT_LEAST_PADDING if self.tight else _LEAST_PADDING
        return min(self._usual_padding, max(room / (2 * count), least))

    @cached_property
    def _indent(self) -> float:
        """The width of the marks before the first column: no more than they need where it is narrow."""
        if not self._is_narrow(_Leaf(0)):
            return self.context.indent(self.block.rows)
        marks = [self.context.composed.labels[row.id] for row in self.block.rows]
        size = self.context.theme.styles[Role.MARK].fontSize
        return max(texts.extent(texts.words(mark, strong=True), size)[0] for mark in marks) + GAP

    def _head(self, table: pdf.Element) -> Iterator[list[pdf.Cell]]:
        """The heads of the columns; above those of single boxes what these answer."""
        if any(leaf.part is not None for leaf in self._leaves):
            row = pdf.Element("TR", table)
            yield [self._group_head(index, row) for index in self._places]
        row = pdf.Element("TR", table)
        cells = []
        for number, leaf in enumerate(self._leaves):
            element = pdf.Element("TH", row, scope="Column")
            content = self._set(self._leaf_head(leaf), Role.HEAD, element, leaf, strong=leaf.part is None)
            if not number and not self._is_narrow(leaf):
                content = [pdf.Item(element, label=None, body=content, indent=self._indent, gap=GAP)]
            cells.append(pdf.Cell(element, content, align="bottom"))
        yield cells

    def _group_head(self, index: int, row: pdf.Element) -> pdf.Cell:
        count = sum(leaf.column == index for leaf in self._leaves)
        if not self._headed(index):
            return pdf.Cell(pdf.Element("TD", row), [])
        element = pdf.Element("TH", row, scope="Column", span=count)
        content = self._set(self.block.columns[index].text, Role.HEAD, element, _Leaf(index, 0), strong=True)
        return pdf.Cell(element, content, align="bottom")

    def _leaf_head(self, leaf: _Leaf) -> Texts:
        """The words above a column."""
        if leaf.part is None:
            return self.block.columns[leaf.column].text
        match self._parts(self.block.rows[0], leaf.column)[leaf.part]:
            case Tick(text=text):
                return text
            case Blank(before=before, unit=unit):
                return before or unit
        return ()

    def _set(
        self, words: Texts, role: Role, element: pdf.Element, leaf: _Leaf, *, strong: bool = False
    ) -> list[pdf.Block]:
        """Words in a cell; in the middle of a column for figures or boxes."""
        style = self.context.theme.styles[role]
        if self._is_narrow(leaf):
            style = ParagraphStyle(role.value, parent=style, alignment=TA_CENTER)
        return texts.paragraphs(words, style, element, self.context.composed.numbers, strong=strong)

    def _is_narrow(self, leaf: _Leaf) -> bool:
        """Whether figures, boxes or letters stand there."""
        is_lettered = leaf.column == 0 and self._is_lettered
        return leaf.part is not None or is_lettered or self.block.columns[leaf.column].width is Room.NUMBER

    @cached_property
    def _is_lettered(self) -> bool:
        """Whether letters name the rows: less wide than the head above them, in a grid with boxes."""
        numbers, theme = self.context.composed.numbers, self.context.theme
        head = extent(self.block.columns[0].text, theme.styles[Role.HEAD].fontSize, numbers, strong=True)[1]
        cells = [extent(row.cells[0], self._size, numbers)[1] for row in self.block.rows if row.cells]
        return self._is_headed and bool(cells) and max(cells) < head

    def _headed(self, index: int) -> int:
        """How many boxes and blanks of a column have a head of their own."""
        counts = {len(self._parts(row, index)) for row in self.block.rows}
        return counts.pop() if self.block.columns[index].headed and len(counts) == 1 else 0

    @cached_property
    def _leaves(self) -> tuple[_Leaf, ...]:
        """The columns of the table."""
        return tuple(leaf for index in self._places for leaf in self._leaves_of(index))

    def _leaves_of(self, index: int) -> list[_Leaf]:
        return [_Leaf(index, part) for part in range(self._headed(index))] or [_Leaf(index)]

    @cached_property
    def _under(self) -> tuple[int, ...]:
        """The columns that stand under the row: what is long in large print, and what has no room."""
        theme = self.context.theme
        if theme.two_sided:
            return ()
        # What follows boxes under the row may answer to them, and goes with them.
        end = next((i for i in self._all if theme.stacks and self._is_high(i)), len(self._all))
        beside = [i for i in range(end) if i == 0 or not (theme.stacks and self._is_long(i))]
        while len(beside) > 1 and sum(self._least_widths(beside, _MOST)) > self.context.width:
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

    def _is_high(self, index: int) -> bool:
        """Whether the boxes there stand one under the other, and make the row high."""
        row = self.block.rows[0]
        is_stacked = not self._headed(index) and self._is_stacked(row, _Leaf(index))
        return is_stacked and len(self._parts(row, index)) > _FEW_BOXES

    def _least(self, row: model.GridRow) -> float:
        """The least height of a row: room for a pen, where there is anything to write."""
        is_open = len(row.cells) < len(self.block.columns)
        return self.context.theme.row * self.block.lines if is_open else 0

    def _row(self, row: model.GridRow, table: pdf.Element, widths: Sequence[float]) -> list[pdf.Cell]:
        tr = self.context.elements[row.id] = pdf.Element("TR", table)
        cells = []
        for number, (leaf, width) in enumerate(zip(self._leaves, widths, strict=True)):
            element = pdf.Element("TD", tr) if number else pdf.Element("TH", tr, scope="Row")
            room = width - 2 * self._padding - (0 if number else self._indent)
            content = self._content(row, leaf, element, room)
            field = None if content else self._field(row, leaf, element)
            if not number:
                label = self.context.mark(self.context.composed.labels[row.id], pdf.Element("Span", element))
                content = [pdf.Item(element, label=label, body=content, indent=self._indent, gap=GAP)]
            indent = 0 if number else self._indent
            cells.append(pdf.Cell(element, content, align="middle", field=field, indent=indent))
        return cells

    def _field(self, row: model.GridRow, leaf: _Leaf, cell: pdf.Element) -> pdf.Element | None:
        """The field of an empty cell, where it is filled in on a screen."""
        parts = self._parts(row, leaf.column)[leaf.part :][:1]
        blank = next((part for part in parts if isinstance(part, Blank) and part.field), None)
        if blank is None or blank.field is None or not self.context.theme.fillable:
            return None
        is_narrow = self._is_narrow(leaf)
        answer = self._answer(row, leaf.column, parts)._replace(centred=is_narrow)
        is_short = is_narrow or blank.field.most is not None
        form = answer.form(blank, 1 if is_short else self.block.lines)
        return pdf.Element("Form", cell, alt=form.desc, form=form)

    def _answer(self, row: model.GridRow, index: int, parts: tuple[Mark, ...]) -> Answer:
        """The answer in a cell, told from those in other rows by the mark and the head of its own."""
        composed = self.context.composed
        head = "".join(f" {cell[0].plain}," for cell in row.cells[:1])
        mark = f"{composed.labels[row.id]}{head}"
        question = self.block.columns[index].text
        return Answer(parts, question, self.context.theme, composed.languages, mark=mark)

    def _content(
        self, row: model.GridRow, leaf: _Leaf, element: pdf.Element, width: float
    ) -> list[pdf.Block]:
        """What stands in a cell; one to fill in is a line to write on already."""
        if leaf.column < len(row.cells):
            return self._set(row.cells[leaf.column], Role.BODY, element, leaf)
        parts = self._parts(row, leaf.column)
        if leaf.part is not None:
            parts = parts[leaf.part : leaf.part + 1]
        shown = tuple(
            part for part in parts if isinstance(part, Tick) or (isinstance(part, Blank) and part.value)
        )
        if not shown:
            return []
        answer = self._answer(row, leaf.column, shown)
        if self._is_stacked(row, leaf):
            return list(Boxes(answer, element).grid([(part,) for part in shown], width=width, count=1))
        answer = answer._replace(
            gap=NARROW,
            bare=leaf.part is not None,
            centred=self._is_narrow(leaf),
            read=all(isinstance(part, Blank) and not part.free for part in shown),
            cell=True,
            strong=self._strong,
        )
        return [filled_in(answer, element, self.context, width=width, lines=self.block.lines, place=row)]

    def _is_stacked(self, row: model.GridRow, leaf: _Leaf) -> bool:
        """Whether the boxes of a cell stand one under the other: with room, and in two languages."""
        theme, parts = self.context.theme, self._parts(row, leaf.column)
        boxes = sum(isinstance(part, Tick) for part in parts)
        needed = boxes * theme.styles[Role.TICK].leading
        has_room = needed <= self._least(row) or len(self.context.composed.languages) > 1
        return leaf.part is None and boxes > 0 and has_room

    def _below(self, row: model.GridRow, index: int, table: pdf.Element, width: float) -> pdf.Cell:
        """What stands under a row: the head of its column, and the words or a line to write on."""
        column = self.block.columns[index]
        element = pdf.Element("TD", pdf.Element("TR", table), span=len(self._leaves))
        room = width - self._indent - 2 * self._padding
        parts = self._parts(row, index) or (Blank(column.id, Room.LINE),)
        entry = model.Entry(row.id, column.text, (parts,), row.at)
        if index < len(row.cells):
            body = statement(entry, row.cells[index], element, self.context, width=room)
        else:
            body = answered(entry, element, self.context, width=room)
        item = pdf.Item(element, label=None, body=body, indent=self._indent, gap=GAP)
        return pdf.Cell(element, [item], align="middle")

    def _parts(self, row: model.GridRow, index: int) -> tuple[Mark, ...]:
        """What is to be filled in there, or is; nothing where words are printed."""
        return tuple(model.printed(row.answers[index - len(row.cells)])) if index >= len(row.cells) else ()

    def _least_widths(self, places: Sequence[int], lines: int = _ANY) -> list[float]:
        """What the columns need at least, the marks before the first, the boxes of a headed one together."""
        widths = [sum(self._leaf_widths(index, lines)) for index in places]
        return [self._first(widths[0]), *widths[1:]]

    def _widths(self) -> list[float]:
        """Of the columns: what their words need, the rest for those that take what is left.

        Raises TooWide where the widest words do not stand side by side.
        """
        # Without rules between them columns are told apart by space.
        is_open = self._is_headed and self.context.theme.two_sided
        room = self.context.width - (_OPEN_SPACE * len(self._places) if is_open else 0)
        fits = (n for n in (2, _MOST) if sum(self._least_widths(self._places, n)) <= room)
        lines = next(fits, _ANY)
        widths = self._least_widths(self._places, lines)
        spare = self.context.width - sum(widths)
        if spare < 0:
            heads = ", ".join(column.text[0].plain for column in self.block.columns)
            raise pdf.TooWide(f"the grid “{heads}”", available=self.context.width, needed=sum(widths))
        rooms = [
            Room.NUMBER if self._is_narrow(self._leaves_of(index)[0]) else self.block.columns[index].width
            for index in self._places
        ]
        widest = max(rooms, key=list(Room).index)
        taking = [index for index, room in enumerate(rooms) if room is widest]
        equal = (spare + sum(widths[index] for index in taking)) / len(taking)
        if self._is_headed and (is_open or lines < _ANY):
            added = [spare / len(widths)] * len(widths)
        elif any(widths[index] > equal for index in taking):
            added = [spare / len(taking) * (room is widest) for room in rooms]
        else:
            added = [(equal - width) * (room is widest) for width, room in zip(widths, rooms, strict=True)]
        return self._divided(added, lines)

    def _divided(self, added: Sequence[float], lines: int) -> list[float]:
        """The widths of the table's columns, what is *added* to one of the grid's shared among its boxes."""
        widths = []
        for index, more in zip(self._places, added, strict=True):
            leaves = self._leaf_widths(index, lines)
            widths += [width + more / len(leaves) for width in leaves]
        return [self._first(widths[0]), *widths[1:]]

    def _first(self, width: float) -> float:
        """The width of the first column with the marks in it, above which the head of a narrow one stands."""
        if not self._is_narrow(_Leaf(0)):
            return width + self._indent
        cells = [row.cells[0] for row in self.block.rows if row.cells]
        size, numbers = self.context.theme.styles[Role.BODY].fontSize, self.context.composed.numbers
        words = max((extent(cell, size, numbers)[1] for cell in cells), default=0)
        return max(width, self._indent + words + 2 * self._padding)

    def _leaf_widths(self, index: int, lines: int) -> list[float]:
        """What a column needs at least with its padding; the boxes under a head in so many *lines*."""
        padding = 2 * self._padding
        leaves = self._leaves_of(index)
        if leaves[0].part is None:
            wished = max(self._wish(index), self._head_width(index, lines)) if lines < _ANY else 0
            return [max(self._needed[index], wished) + padding]
        theme, numbers = self.context.theme, self.context.composed.numbers
        small = theme.styles[Role.HEAD].fontSize
        widths = [
            max(theme.box, extent(self._leaf_head(leaf), small, numbers)[0]) + padding for leaf in leaves
        ]
        head = self._head_width(index, lines) + padding
        return [width + max(head - sum(widths), 0) / len(widths) for width in widths]

    def _head_width(self, index: int, lines: int) -> float:
        """What the head of a column needs in so many *lines* of each language."""
        small, numbers = self.context.theme.styles[Role.HEAD].fontSize, self.context.composed.numbers
        word, whole = extent(self.block.columns[index].text, small, numbers, strong=True)
        # Lines are of unequal length: half a word is left at their ends.
        return max(word, (whole + word) / lines)

    def _wish(self, index: int) -> float:
        """What a column for a word or two should have: room for a date by hand, and for the whole of it."""
        is_for_words = self.block.columns[index].width is Room.WORD and not self._is_narrow(_Leaf(index))
        if not is_for_words or not any(map(self._least, self.block.rows)):
            return 0
        values = (
            texts.extent(texts.words(text.plain.replace("\u200b", ""), strong=self._strong), self._size)[0]
            for row in self.block.rows
            for text in self._values(row, index)
        )
        return max(_DATE, *values, 0)

    @cached_property
    def _needed(self) -> tuple[float, ...]:
        """What each column needs at least."""
        return tuple(self._width(index, strong=self._strong) for index in self._all)

    @cached_property
    def _strong(self) -> bool:
        """Whether what is filled in is bold: where every column stays beside the others, if it has room."""
        if self._is_headed or not self.context.theme.two_sided:
            return True
        widths = [self._width(index, strong=True) + 2 * self._usual_padding for index in self._all]
        return self._indent + sum(widths) <= self.context.width

    def _width(self, index: int, *, strong: bool) -> float:
        column, theme = self.block.columns[index], self.context.theme
        numbers = self.context.composed.numbers
        size, small = theme.styles[Role.BODY].fontSize, theme.styles[Role.HEAD].fontSize
        cells = [row.cells[index] for row in self.block.rows if index < len(row.cells)]
        # A long text may be broken, a short one stands better in one line.
        words = [extent(cell, size, numbers)[column.width is not Room.LINE] for cell in cells]
        is_open = len(cells) < len(self.block.rows)
        # The boxes are the same in all rows.
        open_rows = (row for row in self.block.rows if index >= len(row.cells))
        ticks = [width for row in islice(open_rows, 1) for width in self._tick_widths(row, index)]
        pen = theme.rooms[Room.NUMBER] * (_TIGHT_ROOM if self.tight else 1)
        least = pen - 2 * self._usual_padding if is_open and not ticks else 0
        values = (text.plain for row in self.block.rows for text in self._values(row, index))
        pieces = (
            piece
            for value in values
            for piece in (value.split("\u200b") if self.divided else [value.replace("\u200b", "")])
        )
        words += [texts.extent(texts.words(piece, strong=strong), size)[0] for piece in pieces]
        return max([least, extent(column.text, small, numbers, strong=True)[0], *words, *ticks])

    def _tick_widths(self, row: model.GridRow, index: int) -> Iterator[float]:
        """What each box of a cell needs with its words."""
        theme, languages = self.context.theme, self.context.composed.languages
        boxes = Boxes(Answer((), self.block.columns[index].text, theme, languages), self.context.parent)
        for part in self._parts(row, index):
            if isinstance(part, Tick) and self._is_stacked(row, _Leaf(index)):
                yield boxes.width(Unit(part, None))
            elif isinstance(part, Tick):
                size = theme.styles[Role.BODY].fontSize
                words = (*texts.words(texts.NBSP), *texts.inline(part.text, Numbers()))
                yield theme.box + texts.extent(words, size)[1]

    def _values(self, row: model.GridRow, index: int) -> Iterator[Text]:
        """What is filled in there that is not in somebody's own words: a figure, a date."""
        for part in self._parts(row, index):
            if isinstance(part, Blank) and not part.free:
                yield from part.value

    @property
    def _size(self) -> float:
        return float(self.context.theme.styles[Role.BODY].fontSize)
