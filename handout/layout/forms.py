"""Forms into flowables: what is asked and filled in by hand, or from a personal file."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from handout import model, pdf
from handout.compose import Numbers
from handout.layout import texts
from handout.layout.answers import Answer, Mark, Runs
from handout.layout.boxes import BETWEEN, Boxes, Cell, Unit, beside, units
from handout.layout.context import Context
from handout.layout.filled import filled_in, left_out
from handout.layout.texts import GAP
from handout.layout.theme import Role
from handout.model import Arrange, Blank, Room, Texts, Tick


def form(block: model.Form, context: Context) -> list[pdf.Block]:
    """The entries as a list, side by side where the form has columns."""
    element = pdf.Element("L", context.parent, numbering="Decimal")
    indent = context.indent(block.entries)
    gap, columns = context.theme.gap, min(block.columns, context.theme.columns)
    width = (context.width - gap * (columns - 1)) / columns - indent
    stops = _stops(block, context, width) if block.aligned else ()
    items = [
        _entry(entry, element, context, indent=indent, width=width, stops=stops)
        for entry in block.entries
        if not left_out(entry, context)
    ]
    return [
        *intro(block.intro, context),
        *(items if columns == 1 else [pdf.Columns(items, count=columns, gap=gap)]),
    ]


def _entry(
    entry: model.Entry,
    parent: pdf.Element,
    context: Context,
    *,
    indent: float,
    width: float,
    stops: Sequence[float],
) -> pdf.Item:
    """An entry with its mark; *stops* are the widths of the columns its boxes stand in, if it is aligned."""
    item = context.elements[entry.id] = pdf.Element("LI", parent)
    label = context.mark(context.composed.labels[entry.id], pdf.Element("Lbl", item))
    content = pdf.Element("LBody", item)
    place = _Place(entry, content, context, width)
    if entry.arrange is Arrange.GRID:
        body = place.boxes()
    elif entry.arrange is Arrange.BESIDE:
        body = place.beside()
    elif stops:
        body = place.aligned(stops)
    else:
        body = answered(entry, content, context, width=width)
    above = {Arrange.GRID: context.theme.styles[Role.SUBHEADING].spaceBefore, Arrange.BESIDE: _ABOVE}
    is_low = entry.arrange is Arrange.LINE and len(context.composed.languages) == 1
    after = 0 if is_low else context.theme.styles[Role.BODY].spaceAfter
    return pdf.Item(
        item,
        label=label,
        body=body,
        indent=indent,
        gap=GAP,
        space_before=above.get(entry.arrange, 0),
        space_after=after,
    )


def answered(entry: model.Entry, parent: pdf.Element, context: Context, *, width: float) -> list[pdf.Block]:
    """What is asked with the answer behind it, *width* points wide: each language below the other."""
    place = _Place(entry, parent, context, width)
    return place.paired() if len(context.composed.languages) > 1 else place.line()


def statement(
    entry: model.Entry, words: Texts, parent: pdf.Element, context: Context, *, width: float
) -> list[pdf.Block]:
    """What is asked and, beside it, the printed *words*, which stand on no line: nobody fills them in."""
    return _Place(entry, parent, context, width).hung(
        lambda room: context.paragraphs(words, Role.BODY, parent, width=room)
    )


def _stops(block: model.Form, context: Context, width: float) -> list[float]:
    """The widths of the columns in which the boxes of aligned entries stand, right of what is asked."""
    entries = (entry for entry in block.entries if entry.arrange is Arrange.LINE)
    rows = [_Place(entry, context.parent, context, width).widths() for entry in entries]
    return [max(filter(None, column)) for column in zip_longest(*rows)]


# The space above a line in the right half, over which a heading may reach.
_ABOVE = 5.0

# How much of the width what is asked in two languages takes at most.
_ASKED = 0.42


def _taken(line: Sequence[tuple[Mark, float]]) -> float:
    """The width of parts side by side."""
    return sum(width + BETWEEN for _, width in line) - BETWEEN


def _is_open_ended(part: Mark) -> bool:
    """Whether it is a line to write on to the end."""
    return isinstance(part, Blank) and part.room is Room.LINE and not part.value


class _Place(NamedTuple):
    """What is asked and the place for the answer, *width* points wide."""

    entry: model.Entry
    parent: pdf.Element
    context: Context
    width: float

    def line(self) -> list[pdf.Block]:
        """The answer behind what is asked, each row on lines of its own."""
        label = texts.inline(self.entry.text, self.context.composed.numbers, strong=True)
        return [
            self._written(row, self.width, () if index else label)
            for index, row in enumerate(self.entry.rows)
        ]

    def paired(self) -> list[pdf.Block]:
        """What is asked in two languages, one below the other, and so each part of the answer beside it."""
        return self.hung(lambda room: [line for row in self.entry.rows for line in self._flow(row, room)])

    def hung(self, answer: Callable[[float], list[pdf.Block]]) -> list[pdf.Block]:
        """What is asked and, beside it, the answer in the room that is left."""
        size = self.context.theme.styles[Role.BODY].fontSize
        most = max(_ASKED * self.width, self.width - BETWEEN - self._needed)
        asked = min(extent(self.entry.text, size, self.context.composed.numbers, strong=True)[1] + 1, most)
        room = self.width - asked - BETWEEN
        return [pdf.Beside([self._asked(), answer(room)], widths=(asked, room), gap=BETWEEN)]

    @property
    def _needed(self) -> float:
        """What the answer needs on one line: all there is where it has a line to write on to the end."""
        rows = [[(part, self._width(part)) for part in model.printed(row)] for row in self.entry.rows]
        is_open_ended = any(_is_open_ended(part) for row in rows for part, _ in row)
        return self.width if is_open_ended else max(map(_taken, rows), default=0)

    def _flow(self, row: Iterable[model.Part], room: float) -> Iterator[pdf.Block]:
        """The parts of an answer side by side, as many as find room in a line.

        Boxes of which one is ticked stay on a line if one has room for all.
        """
        line: list[tuple[Mark, float]] = []
        for part in row:
            if isinstance(part, Blank) and part.before and self._width(part) > room:
                # The words before it stand above the line to write on.
                yield from [*([self._line(line, room)] if line else []), *self._words(part.before)]
                part, line = part._replace(before=()), []
            marks = [(mark, min(self._width(mark), room)) for mark in model.printed((part,))]
            groups = [marks] if _taken(marks) <= room else [[mark] for mark in marks]
            for group in groups:
                if line and _taken([*line, *group]) > room:
                    yield self._line(line, room)
                    line = []
                line += group
        yield self._line(line, room)

    def _line(self, line: Sequence[tuple[Mark, float]], room: float) -> pdf.Block:
        """Parts side by side; lines to write on take what is left."""
        spare = room - _taken(line)
        open_ended = sum(_is_open_ended(part) for part, _ in line)
        return beside(
            [
                self._cell(part, width + spare / open_ended if _is_open_ended(part) else width)
                for part, width in line
            ]
        )

    def _width(self, part: Mark) -> float:
        """What a part needs with the words around it."""
        boxes = self._boxes()
        match part:
            case Tick():
                return boxes.words_width(part.before) + boxes.width(Unit(part, None))
            case Blank():
                # A value takes what it needs.
                room = self.context.theme.room(Room.NUMBER if part.value else part.room)
                return boxes.around_width(part) + max(boxes.words_width(part.value, strong=True), room)
        return 0

    def _cell(self, part: Mark, width: float) -> list[Cell]:
        """A part *width* points wide, the words around it in each language."""
        boxes = self._boxes()
        match part:
            case Tick():
                words, before = self._words(part.before), boxes.words_width(part.before)
                cells = boxes.cell(Unit(part, None), width - before)
                return [(words, before), *cells] if words else cells
            case Blank():
                room = width - boxes.around_width(part)
                place = self._words(part.value, strong=True)
                if not part.value or (part.free and len(part.value) == 1):
                    least = Room.NUMBER if part.value else part.room
                    place = [self._written((part._replace(before=(), unit=(), room=least),), room)]
                return boxes.around(part, place, room)
        return []

    def _words(self, words: Texts, *, strong: bool = False) -> list[pdf.Block]:
        return self.context.paragraphs(words, Role.BODY, self.parent, strong=strong)

    def boxes(self) -> list[pdf.Block]:
        """Boxes under boxes, below what is asked."""
        rows = [tuple(model.printed(row)) for row in self.entry.rows]
        return [*self._asked(), *self._boxes().grid(rows, width=self.width, count=self.entry.columns)]

    def beside(self) -> list[pdf.Block]:
        """What is asked in the left half, the answer in the right one."""
        gap = self.context.theme.gap
        asked = self.context.paragraphs(self.entry.text, Role.BODY, self.parent)
        room = (self.width - gap) / 2
        if len(self.context.composed.languages) > 1:
            lines = [line for row in self.entry.rows for line in self._flow(row, room)]
            return [pdf.Beside([asked, lines], gap=gap)]
        return [pdf.Beside([asked, [self._written(row, room) for row in self.entry.rows]], gap=gap)]

    def aligned(self, stops: Sequence[float]) -> list[pdf.Block]:
        """What is asked, and the boxes right of it in columns of these widths; below it without room."""
        boxes, found = self._boxes(), units(model.printed(self.entry.places))
        cells = [boxes.cell(unit, stop) for unit, stop in zip(found, stops, strict=False)]
        room = self.width - sum(stops) - BETWEEN * len(stops)
        size = self.context.theme.styles[Role.BODY].fontSize
        if room < extent(self.entry.text, size, self.context.composed.numbers, strong=True)[0]:
            return [*self._asked(), beside(cells)]
        return [beside([[(self._asked(), room)], *cells])]

    def widths(self) -> list[float]:
        """What the boxes and blanks of the answer need, each by itself."""
        return [self._boxes().width(unit) for unit in units(model.printed(self.entry.places))]

    def _asked(self) -> list[pdf.Block]:
        return self.context.paragraphs(self.entry.text, Role.BODY, self.parent, strong=True)

    def _boxes(self) -> Boxes:
        return Boxes(self._answer(self.entry.places), self.parent)

    def _answer(self, parts: Iterable[model.Part], label: Runs = ()) -> Answer:
        theme, languages = self.context.theme, self.context.composed.languages
        mark = self.context.composed.labels[self.entry.id]
        return Answer(tuple(model.printed(parts)), self.entry.text, theme, languages, label, mark=mark)

    def _written(self, row: Iterable[model.Part], width: float, label: Runs = ()) -> pdf.Paragraph:
        return filled_in(
            self._answer(row, label),
            self.parent,
            self.context,
            width=width,
            lines=self.entry.lines,
            place=self.entry,
        )


def intro(words: Texts, context: Context) -> list[pdf.Block]:
    """How to fill in, on the page of what is filled in."""
    paragraphs = context.paragraphs(words, Role.INTRO, context.parent, width=context.width)
    for paragraph in paragraphs:
        paragraph.keepWithNext = True
    return paragraphs


def extent(block: Texts, size: float, numbers: Numbers, *, strong: bool = False) -> tuple[float, float]:
    """The widest word and the widest whole of texts one under the other."""
    sizes = [texts.extent(texts.runs(text, numbers, strong=strong), size) for text in block]
    return max(word for word, _ in sizes), max(whole for _, whole in sizes)
