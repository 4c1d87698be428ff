"""Boxes to tick in columns: box under box, their words hung beside them and never below a box."""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple, TypeAlias

from handout import pdf
from handout.compose import Numbers
from handout.layout import texts
from handout.layout.answers import Answer, Mark
from handout.layout.texts import GAP, NBSP
from handout.layout.theme import Role
from handout.model import Blank, Room, Texts, Tick

# Between the words of a box and the next box, in points.
BETWEEN = 10.0


class Unit(NamedTuple):
    """What stands together: a box and its words, and the *blank* behind these; or a blank alone."""

    tick: Tick | None
    blank: Blank | None

    @property
    def before(self) -> Texts:
        """The words before the first of several boxes."""
        return self.tick.before if self.tick else ()


def units(parts: Iterable[Mark]) -> list[Unit]:
    """The parts of an answer; a blank behind a box belongs to it."""
    found: list[Unit] = []
    for part in parts:
        if isinstance(part, Tick):
            found.append(Unit(part, None))
        elif isinstance(part, Blank) and found and found[-1].tick and found[-1].blank is None:
            found[-1] = found[-1]._replace(blank=part)
        elif isinstance(part, Blank):
            found.append(Unit(None, part))
    return found


# What stands in a column, and how wide that is.
Cell: TypeAlias = tuple[list[pdf.Block], float]


class Boxes(NamedTuple):
    """The boxes of an *answer*, drawn as content of *parent*."""

    answer: Answer
    parent: pdf.Element

    @property
    def _hang(self) -> float:
        """The width of a box and of the space behind it."""
        theme = self.answer.theme
        return theme.box + texts.extent(texts.words(NBSP), theme.styles[Role.TICK].fontSize)[1]

    def width(self, unit: Unit) -> float:
        """What a unit needs on one line, in points."""
        if unit.blank and self._is_paired:
            box = self._box_width(unit.tick)
            return box + self.around_width(unit.blank) + self.answer.theme.room(unit.blank.room)
        size = self.answer.theme.styles[Role.TICK].fontSize
        widths = [
            sum(run.width if isinstance(run, pdf.Inline) else texts.extent((run,), size)[1] for run in line)
            for line in self._lines(unit)
        ]
        return max(widths, default=0) + (self._hang if unit.tick else 0)

    @property
    def _is_paired(self) -> bool:
        return len(self.answer.languages) > 1

    def _box_width(self, tick: Tick | None) -> float:
        """Of a box before a blank, with its words and the space behind them."""
        return self.width(Unit(tick, None)) + BETWEEN / 2 if tick else 0

    def around_width(self, blank: Blank) -> float:
        """What the words before a blank and its unit need, in points."""
        return self.words_width(blank.before) + self.words_width(blank.unit)

    def words_width(self, words: Texts, *, strong: bool = False) -> float:
        """What words need in each language, with the space behind them; nothing where there are none."""
        size = self.answer.theme.styles[Role.BODY].fontSize
        widths = (
            texts.extent(texts.inline((text,), Numbers(), strong=strong), size)[1] + GAP for text in words
        )
        return max(widths, default=0)

    def around(self, blank: Blank, place: list[pdf.Block], room: float) -> list[Cell]:
        """The columns of a blank: the words before its *place*, that, *room* points wide, and its unit."""
        cells: list[Cell] = [
            (self._words(blank.before), self.words_width(blank.before)),
            (place, room),
            (self._words(blank.unit), self.words_width(blank.unit)),
        ]
        return [cell for cell in cells if cell[0]]

    def grid(self, rows: Sequence[Sequence[Mark]], *, width: float, count: int) -> Iterator[pdf.Block]:
        """The boxes of each of *rows* in *count* equal columns; what is wider takes several."""
        each = (width - BETWEEN * (count - 1)) / count
        for row in rows:
            cells: list[tuple[Unit, int]] = []
            for unit in units(row):
                span = min(count, math.ceil((self.width(unit) + BETWEEN) / (each + BETWEEN)))
                taken = sum(columns for _, columns in cells)
                if cells and (unit.before or taken + span > count):
                    yield self._row(cells, each)
                    cells = []
                if unit.before:
                    yield from self._words(unit.before)
                cells.append((unit, span))
            if cells:
                yield self._row(cells, each)

    def _words(self, words: Texts) -> list[pdf.Block]:
        return texts.paragraphs(words, self.answer.theme.styles[Role.BODY], self.parent, Numbers())

    def _row(self, cells: Iterable[tuple[Unit, int]], each: float) -> pdf.Block:
        widths = [(unit, span * each + (span - 1) * BETWEEN) for unit, span in cells]
        return beside([self.cell(unit, width) for unit, width in widths])

    def cell(self, unit: Unit, width: float) -> list[Cell]:
        """The columns of a unit *width* points wide: the box, then its words in each language."""
        if unit.blank and self._is_paired:
            return self._hung(unit, unit.blank, width)
        element = pdf.Element("P", self.parent)
        styles = self.answer.theme.styles
        first = styles[Role.WRITE] if unit.blank else styles[Role.BODY]
        # Each language is a paragraph of its own: no reader joins the last word of one to the next.
        words: list[pdf.Block] = [
            pdf.Paragraph(line, styles[Role.BODY], pdf.Element("P", self.parent))
            if index
            else pdf.Paragraph(line, first, element)
            for index, line in enumerate(self._lines(unit))
        ]
        if not unit.tick:
            return [(words, width)]
        box = pdf.Paragraph([self.answer.box(unit.tick)], styles[Role.TICK], element)
        return [([box], self._hang), (words, width - self._hang)]

    def _hung(self, unit: Unit, blank: Blank, width: float) -> list[Cell]:
        """The columns of a unit with a blank, the words of the second language below those of the first."""
        box = self._box_width(unit.tick)
        cells = self.cell(Unit(unit.tick, None), box) if unit.tick else []
        room = width - box - self.around_width(blank)
        line = self.answer.blank(blank._replace(before=(), unit=()), room)
        style = self.answer.theme.styles[Role.WRITE]
        place: list[pdf.Block] = [pdf.Paragraph([*line], style, pdf.Element("P", self.parent))]
        if blank.room is not Room.LINE and not blank.value:
            # The unit stands near the line to write on.
            room = min(room, self.answer.theme.room(blank.room) + GAP)
        return [*cells, *self.around(blank, place, room)]

    def _lines(self, unit: Unit) -> Iterator[list[pdf.Run | pdf.Inline]]:
        """The words of a unit in each language, and the blank behind those of the first."""
        for index, text in enumerate(texts.distinct(unit.tick.text) if unit.tick else ()):
            line: list[pdf.Run | pdf.Inline] = [*texts.inline((text,), Numbers())]
            if unit.blank and not index:
                line += [*texts.words(NBSP), *self.answer.blank(unit.blank, math.inf)]
            yield line
        if unit.blank and not unit.tick:
            yield [*self.answer.blank(unit.blank, math.inf)]


def beside(cells: Sequence[Sequence[Cell]]) -> pdf.Beside:
    """Cells side by side, their first lines level."""
    space: Cell = ([], BETWEEN)
    columns = list(chain.from_iterable((space, *cell) for cell in cells))[1:]
    return pdf.Beside([blocks for blocks, _ in columns], widths=[width for _, width in columns])
