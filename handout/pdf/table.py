"""Tables: rows that grow with their text, are never cut by a page, and repeat their heads."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import KW_ONLY, dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from reportlab.lib.colors import Color, black

from handout.pdf.errors import IrregularTable, TooWide
from handout.pdf.stack import Block, Flowable, Placed, first_baseline, plain_text, stack
from handout.pdf.structure import Element
from handout.pdf.text import EPSILON


@dataclass(frozen=True)
class Cell:
    """Flowables of a TH or TD, whose parent is the TR; the element's *span* counts columns.

    *align* is "top" (first lines of a row stand level), "middle" or "bottom". A *field*, a Form in the
    element, takes the cell but for *indent* points on the left.
    """

    element: Element
    content: Sequence[Flowable] = ()
    _: KW_ONLY
    align: str = "top"
    field: Element | None = None
    indent: float = 0


@dataclass(frozen=True, kw_only=True)
class TableStyle:
    """*rules* names lines: top, header (under the head), rows, bottom, left, columns, right."""

    rules: str = "top header rows bottom"
    weight: float = 0.5
    header_weight: float = 1
    color: Color = black
    # Of each cell, left and right, and above and below, in points.
    padding_x: float = 4
    padding_y: float = 3

    def has(self, rule: str) -> bool:
        """Whether the line called *rule* is drawn."""
        return rule in self.rules.split()


# From the rules of a cell to the field in it.
_INSIDE = 1.0


class _Row(NamedTuple):
    """A row laid out: its cells with what is placed in each, relative to the row's upper left corner."""

    cells: tuple[tuple[Cell, tuple[Placed, ...]], ...]
    height: float
    # Where its cells begin, and the last ends, from the left.
    edges: tuple[float, ...]


class Table(Block):
    """Rows of cells in columns of *widths* points.

    The first *header_rows* are repeated, as artifacts, on every page the table goes on to. *min_heights* is
    the least height of every row or of each row. *tied* are the numbers of rows that stay with the row
    before. With *keep* the table stays on one page.
    """

    def __init__(
        self,
        rows: Sequence[Sequence[Cell]],
        widths: Sequence[float],
        *,
        element: Element,
        header_rows: int = 1,
        min_heights: float | Sequence[float] = 0,
        style: TableStyle | None = None,
        tied: Container[int] = (),
        keep: bool = False,
        space_before: float = 0,
        space_after: float = 0,
    ) -> None:
        super().__init__(space_before=space_before, space_after=space_after)
        minima = [min_heights] * len(rows) if isinstance(min_heights, int | float) else min_heights
        ties = (number in tied for number in range(len(rows)))
        self.rows = tuple(zip(rows, minima, ties, strict=True))
        self.widths, self.element = tuple(widths), element
        self.header_rows, self.style, self.keep = header_rows, style or TableStyle(), keep
        self._repeated = False
        self._laid_out: tuple[_Row, ...] = ()

    @property
    def plain_text(self) -> str:
        """The words of all cells, row by row."""
        return plain_text(flowable for row, _, _ in self.rows for cell in row for flowable in cell.content)

    def lay_out(self, width: float) -> float:
        """The height of all rows; a table is as wide as its columns; raises TooWide."""
        if sum(self.widths) > width + EPSILON:
            raise TooWide("a table", available=width, needed=sum(self.widths))
        self._laid_out = tuple(self._row(row, min_height) for row, min_height, _ in self.rows)
        return sum(row.height for row in self._laid_out)

    def split(self, width: float, height: float) -> list[Flowable]:
        """The rows that fit in *height*, and a table of the rest under the same head."""
        self.wrap(width, height)
        bottoms = accumulate(row.height for row in self._laid_out)
        count = sum(bottom <= height + EPSILON for bottom in bottoms)
        while 0 < count < len(self.rows) and self.rows[count][2]:
            count -= 1
        if self.keep or count <= self.header_rows or count >= len(self.rows):
            return []
        first, second = self.part(), self.part()
        first.rows, first.spaceAfter = self.rows[:count], 0
        second.rows = self.rows[: self.header_rows] + self.rows[count:]
        second.spaceBefore, second._repeated = 0, True
        return [first, second]

    def draw(self) -> None:
        """Draw the rows, then the rules between and around them."""
        head, body = self._laid_out[: self.header_rows], self._laid_out[self.header_rows :]
        top = self.height
        self.canv.bound(self.element, sum(self.widths), self.height)
        with self.canv.tagged(self.element):
            self._check_rows()
            if self._repeated:
                with self.canv.artifact("Pagination"):
                    top = self._draw_rows(head, top)
            else:
                top = self._draw_rows(head, top)
            self._draw_rows(body, top)
        with self.canv.artifact():
            self._draw_rules()

    def _check_rows(self) -> None:
        for cells, _, _ in self.rows[self.header_rows if self._repeated else 0 :]:
            spanned = sum(cell.element.span for cell in cells)
            if spanned != len(self.widths):
                words = plain_text(flowable for cell in cells for flowable in cell.content)
                self.canv.refuse(IrregularTable(words=words[:40], spanned=spanned, columns=len(self.widths)))

    def _row(self, cells: Sequence[Cell], min_height: float) -> _Row:
        spanned = _spanned(cells, self.widths)
        cells = cells[: len(spanned)]
        edges = tuple(accumulate(spanned, initial=0.0))
        pad_x, pad_y = self.style.padding_x, self.style.padding_y
        stacks = [
            stack(cell.content, self.canv, width=right - left - 2 * pad_x)
            for cell, (left, right) in zip(cells, pairwise(edges), strict=True)
        ]
        first = [_baseline(cell, fitted.placed) for cell, fitted in zip(cells, stacks, strict=True)]
        lowest = max((baseline for baseline in first if baseline is not None), default=0)
        drops = [0 if baseline is None else lowest - baseline for baseline in first]
        needed = max((drop + fitted.height for drop, fitted in zip(drops, stacks, strict=True)), default=0)
        height = max(min_height, needed + 2 * pad_y)
        placed = []
        for cell, left, fitted, drop in zip(cells, edges, stacks, drops, strict=False):
            spare = (height - 2 * pad_y - fitted.height) * {"middle": 0.5, "bottom": 1}.get(cell.align, 0)
            moved = (place.moved(right=left + pad_x, down=pad_y + drop + spare) for place in fitted.placed)
            placed.append((cell, tuple(moved)))
        return _Row(tuple(placed), height, edges)

    def _draw_rows(self, rows: Iterable[_Row], top: float) -> float:
        """Draw *rows* from *top* down; where the last ends."""
        for row in rows:
            for (cell, content), edges in zip(row.cells, pairwise(row.edges), strict=False):
                with self.canv.tagged(cell.element):
                    for placed in content:
                        placed.draw(self.canv, x=0, top=top)
                    if cell.field:
                        self._draw_field(cell.field, edges[0] + cell.indent, edges[1], top, row.height)
            top -= row.height
        return top

    def _draw_field(self, field: Element, left: float, right: float, top: float, height: float) -> None:
        """A field inside the rules of a cell."""
        with self.canv.tagged(field):
            self.canv.field(field, (left + _INSIDE, top - height + _INSIDE, right - _INSIDE, top - _INSIDE))

    def _draw_rules(self) -> None:
        canvas, style = self.canv, self.style
        canvas.setStrokeColor(style.color)
        width = sum(self.widths)
        top = self.height
        for index, row in enumerate(self._laid_out):
            canvas.setLineWidth(self._weight(index))
            if self._weight(index):
                canvas.line(0, top, width, top)
            canvas.setLineWidth(style.weight)
            for x in self._verticals(row):
                canvas.line(x, top, x, top - row.height)
            top -= row.height
        if style.has("bottom"):
            canvas.line(0, top, width, top)

    def _weight(self, index: int) -> float:
        """Of the line above the row; 0 where there is none."""
        if index == self.header_rows and index and self.style.has("header"):
            return self.style.header_weight
        if 0 < index < self.header_rows:
            return 0
        return self.style.weight if self.style.has("rows" if index else "top") else 0

    def _verticals(self, row: _Row) -> list[float]:
        # The outer rules stand inside the table's width.
        left, right = row.edges[0] + self.style.weight / 2, row.edges[-1] - self.style.weight / 2
        rules = {"left": [left], "columns": row.edges[1:-1], "right": [right]}
        return [x for name, edges in rules.items() if self.style.has(name) for x in edges]


def _spanned(cells: Sequence[Cell], widths: Sequence[float]) -> list[float]:
    """The widths of those of *cells* for which there are columns."""
    ends = accumulate(cell.element.span for cell in cells)
    return [
        sum(widths[end - cell.element.span : end])
        for cell, end in zip(cells, ends, strict=True)
        if end <= len(widths)
    ]


def _baseline(cell: Cell, placed: Sequence[Placed]) -> float | None:
    return first_baseline(placed[0].flowable) if placed and cell.align == "top" else None
