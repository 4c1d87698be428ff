"""Blocks that hold or draw other things: items, figures, boxes, rules, spaces, ReportLab's flowables."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from itertools import accumulate
from typing import Any

from reportlab.lib.colors import Color, black

from handout.pdf import stack
from handout.pdf.canvas import Canvas
from handout.pdf.errors import TooWide
from handout.pdf.structure import Element
from handout.pdf.text import EPSILON

# How much of the spare width stands to the left of what is narrower than its column.
_SHARES = {"CENTER": 0.5, "CENTRE": 0.5, "RIGHT": 1}


class Item(stack.Container):
    """A label in a hanging column *indent* wide, *gap* of it empty, and a body beside it.

    The label's baseline is that of the body's first line. The item is not split, unless *keep* is false; what
    follows of its body then stands without a label.
    """

    def __init__(
        self,
        element: Element,
        *,
        label: stack.Flowable | None,
        body: Sequence[stack.Flowable],
        indent: float,
        gap: float = 4,
        keep: bool = True,
        space_before: float = 0,
        space_after: float = 0,
    ) -> None:
        super().__init__(space_before=space_before, space_after=space_after)
        self.element = element
        self.labels: tuple[stack.Flowable, ...] = () if label is None else (label,)
        self.body = tuple(body)
        self.indent, self.gap, self.keep = indent, gap, keep
        self.first_baseline: float | None = None

    @property
    def plain_text(self) -> str:
        """The words of the label, then those of the body."""
        return stack.plain_text([*self.labels, *self.body])

    def lay_out(self, width: float) -> float:
        """The height of the label or of the body, whichever reaches lower."""
        label = stack.stack(self.labels, self.canv, width=self.indent - self.gap).placed
        body = stack.stack(self.body, self.canv, width=width - self.indent).placed
        lower, self.first_baseline = _lowered(label, body)
        self.placed = (
            *(placed.moved(down=max(-lower, 0)) for placed in label),
            *(placed.moved(right=self.indent, down=max(lower, 0)) for placed in body),
        )
        return stack.Fitted(self.placed, ()).height

    def split(self, width: float, height: float) -> list[stack.Flowable]:
        """The item with as much of its body as fits, and the rest without a label."""
        if self.keep:
            return []
        drop = self.lay_out(width) - stack.stack(self.body, self.canv, width=width - self.indent).height
        fitted = stack.fit(self.body, self.canv, width=width - self.indent, height=height - drop)
        if not fitted.placed or not fitted.rest:
            return []
        head, tail = self.part(), self.part()
        head.body, head.spaceAfter = tuple(placed.flowable for placed in fitted.placed), 0
        tail.labels, tail.body, tail.spaceBefore = (), fitted.rest, 0
        return [head, tail]

    def draw(self) -> None:
        """Draw the label, then the body: the order in which they are read."""
        with self.canv.tagged(self.element):
            super().draw()


def _lowered(label: Sequence[stack.Placed], body: Sequence[stack.Placed]) -> tuple[float, float | None]:
    """By how much the body is lowered, or the label when negative, so that their first lines stand level."""
    below = stack.first_baseline(body[0].flowable) if body else None
    beside = (stack.first_baseline(label[0].flowable) or label[0].height) if label else None
    if below is None or beside is None:
        return 0, below or beside
    return beside - below, max(below, beside)


class Beside(stack.Container):
    """Flowables in columns, *gap* points apart, their first lines level; never split.

    The columns are of equal width, or as wide as *widths*.
    """

    def __init__(
        self,
        columns: Sequence[Sequence[stack.Flowable]],
        *,
        gap: float = 0,
        widths: Sequence[float] | None = None,
        space_before: float = 0,
        space_after: float = 0,
    ) -> None:
        super().__init__(space_before=space_before, space_after=space_after)
        self.columns, self.gap = tuple(map(tuple, columns)), gap
        self.widths = None if widths is None else tuple(widths)
        self.flowables = tuple(flowable for column in self.columns for flowable in column)
        self.first_baseline: float | None = None

    def lay_out(self, width: float) -> float:
        """The height of the highest column, once all first lines stand level."""
        count = len(self.columns)
        widths = self.widths or ((width - self.gap * (count - 1)) / count,) * count
        lefts = accumulate((wide + self.gap for wide in widths), initial=0.0)
        stacks = [
            stack.stack(column, self.canv, width=wide).placed
            for column, wide in zip(self.columns, widths, strict=True)
        ]
        firsts = [stack.first_baseline(column[0].flowable) or 0 if column else 0 for column in stacks]
        self.first_baseline = max(firsts, default=None)
        self.placed = tuple(
            placed.moved(right=left, down=max(firsts) - first)
            for left, column, first in zip(lefts, stacks, firsts, strict=False)
            for placed in column
        )
        return stack.Fitted(self.placed, ()).height


class Figure(stack.Block):
    """A drawing: *paint* draws with the origin at the lower left corner, in points.

    Without an element it is decoration. Its *baseline*, points above its foot, stands level with text beside.
    """

    def __init__(
        self,
        width: float,
        height: float,
        paint: Callable[[Canvas], None],
        element: Element | None,
        *,
        baseline: float | None = None,
        align: str = "LEFT",
        keep_with_next: bool = False,
        space_before: float = 0,
        space_after: float = 0,
    ) -> None:
        super().__init__(space_before=space_before, space_after=space_after)
        self.keepWithNext = keep_with_next
        self.size = width, height
        self.paint = paint
        self.element = element
        self.align = align
        self.first_baseline = None if baseline is None else height - baseline

    def lay_out(self, width: float) -> float:
        """The height of the drawing; raises TooWide where *width* is less than its own."""
        if self.size[0] > width + EPSILON:
            raise TooWide("a figure", available=width, needed=self.size[0])
        return self.size[1]

    def draw(self) -> None:
        """Let it be painted, as content of its element or as decoration."""
        self.canv.translate((self.width - self.size[0]) * _SHARES.get(self.align, 0), 0)
        if self.element:
            self.canv.bound(self.element, *self.size)
        with self.canv.artifact() if self.element is None else self.canv.tagged(self.element):
            self.paint(self.canv)


class Rule(stack.Block):
    """A line across: decoration. With *keep_with_next* it stays with what follows."""

    def __init__(
        self,
        *,
        weight: float = 0.5,
        color: Color = black,
        space_before: float = 0,
        space_after: float = 0,
        dash: Sequence[float] = (),
        keep_with_next: bool = False,
    ) -> None:
        super().__init__(space_before=space_before, space_after=space_after)
        self.keepWithNext = keep_with_next
        self.weight, self.color, self.dash = weight, color, tuple(dash)

    def lay_out(self, width: float) -> float:
        """The weight of the line; the spaces before and after are not part of it."""
        del width
        return self.weight

    def draw(self) -> None:
        """Draw the line from the left, in the middle of its weight."""
        middle = self.weight / 2
        with self.canv.artifact():
            self.canv.setLineWidth(self.weight)
            self.canv.setStrokeColor(self.color)
            self.canv.setDash(list(self.dash))
            self.canv.line(0, middle, self.width, middle)


class Spacer(stack.Block):
    """Space *height* points high, which counts at the top of a page too."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.points = height

    def lay_out(self, width: float) -> float:
        """The height it was made with, whatever the *width*."""
        del width
        return self.points

    def draw(self) -> None:
        """Leave the space empty."""


class Boxed(stack.Container):
    """Flowables in a frame of rules, *padding* points from their edge; never split.

    The frame hangs *hanging* points out of the column, on the left.
    """

    def __init__(
        self,
        flowables: Sequence[stack.Flowable],
        *,
        padding: float = 6,
        weight: float = 0.75,
        color: Color = black,
        hanging: float = 0,
        element: Element | None = None,
        space_before: float = 0,
        space_after: float = 0,
    ) -> None:
        super().__init__(space_before=space_before, space_after=space_after)
        self.flowables, self.element = tuple(flowables), element
        self.padding, self.weight, self.color, self.hanging = padding, weight, color, hanging

    @property
    def inner_stretch(self) -> float:
        """What the gaps between its flowables take."""
        return stack.Fitted(self.placed, ()).stretch

    def grow(self, spare: float, most: float) -> None:
        """Share *spare* points out to the gaps between its flowables."""
        self.placed = stack.Fitted(self.placed, ()).spread(spare, most=most).placed
        self.height += spare

    def lay_out(self, width: float) -> float:
        """The height of the content and of the padding above and below it."""
        left = self.padding - self.hanging
        fitted = stack.stack(self.flowables, self.canv, width=width - left - self.padding)
        self.placed = tuple(placed.moved(right=left, down=self.padding) for placed in fitted.placed)
        return self.padding + fitted.height + self.padding

    def draw(self) -> None:
        """Draw the rules, then the content."""
        half, left = self.weight / 2, -self.hanging
        right, top = self.width - half, self.height - half
        with self.canv.artifact():
            self.canv.setLineWidth(self.weight)
            self.canv.setStrokeColor(self.color)
            self.canv.line(left, top, self.width, top)
            self.canv.line(left, half, self.width, half)
            self.canv.line(left + half, 0, left + half, self.height)
            self.canv.line(right, 0, right, self.height)
        with nullcontext() if self.element is None else self.canv.tagged(self.element):
            super().draw()


class Tagged(stack.Block):
    """A flowable of ReportLab's as content of *element*: a paragraph of a P, an image of a Figure.

    Its lines end with spaces, so that words of two lines are not read as one. Not for what needs elements
    inside, as lists, tables and links do. Raises TooWide where ReportLab would cut a word in two.
    """

    # Any: ReportLab's flowables have no types.
    def __init__(self, flowable: Any, element: Element) -> None:
        super().__init__(space_before=flowable.getSpaceBefore(), space_after=flowable.getSpaceAfter())
        self.flowable, self.element = flowable, element
        self.keepWithNext = bool(flowable.getKeepWithNext())
        self._width = 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The width given, and the height that ReportLab's flowable takes; raises TooWide."""
        if hasattr(self.flowable, "frags"):
            style = self.flowable.style
            room, needed = width - style.leftIndent - style.rightIndent, float(self.flowable.minWidth())
            if needed > room + EPSILON:
                raise TooWide(f"a word of a {type(self.flowable).__name__}", available=room, needed=needed)
        self._width, self.height = self.flowable.wrapOn(self.canv, width, height)
        self.width = width
        return self.width, self.height

    def split(self, width: float, height: float) -> list[stack.Flowable]:
        """What ReportLab's flowable is split into, all of it of the same element."""
        return [Tagged(piece, self.element) for piece in self.flowable.splitOn(self.canv, width, height)]

    def draw(self) -> None:
        """Draw the flowable in the scope of its element, on the side where it is aligned."""
        align = getattr(self.flowable, "hAlign", "LEFT")
        self.canv.translate((self.width - self._width) * _SHARES.get(align, 0), 0)
        if self.element.drawing:
            self.canv.bound(self.element, self._width, self.height)
        with self.canv.tagged(self.element):
            self.flowable.drawOn(self.canv, 0, 0)
