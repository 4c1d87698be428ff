"""Columns of equal width side by side: what stands in each is said, or shared out as evenly as can be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from reportlab.lib.colors import Color

from handout.pdf.stack import (
    Container,
    Fitted,
    Flowable,
    PageBreak,
    does_not_fit,
    fit,
    stack,
)

# How near the height of balanced columns comes to the smallest one, in points.
_PRECISION = 0.25


class Line(NamedTuple):
    """An upright line between columns: its weight in points and its colour."""

    weight: float
    color: Color


class _FilledColumns(Container):
    """Columns that are filled: their flowables stay where they were placed."""

    def __init__(
        self,
        stacks: Sequence[Fitted],
        *,
        gap: float,
        line: Line | None = None,
        space_before: float = 0,
        space_after: float = 0,
    ) -> None:
        super().__init__(space_before=space_before, space_after=space_after)
        self.stacks, self.gap, self.line = tuple(stacks), gap, line
        self.flowables = tuple(placed.flowable for fitted in stacks for placed in fitted.placed)

    @property
    def inner_stretch(self) -> float:
        """What the gaps of the highest column take: the others follow it."""
        return max(self.stacks, key=lambda fitted: fitted.height).stretch if self.stacks else 0

    @property
    def white(self) -> float:
        """What the columns have left beside the highest, as if it were shared out to all."""
        left = (self.height - fitted.height + fitted.white for fitted in self.stacks)
        return sum(left) / len(self.stacks)

    def grow(self, spare: float, most: float) -> None:
        """Become higher, and bring all columns as low, each by at most *most*."""
        self.height += spare
        self.stacks = tuple(
            fitted.spread(min(self.height - fitted.height, most), most=most) for fitted in self.stacks
        )
        self._place()

    def lay_out(self, width: float) -> float:
        """The height of the highest column."""
        self.width = width
        self._place()
        return max((fitted.height for fitted in self.stacks), default=0)

    def draw(self) -> None:
        """Draw what stands in the columns, and the lines between these."""
        super().draw()
        if self.line is None:
            return
        step = self._column_width(self.width) + self.gap
        with self.canv.artifact():
            self.canv.setLineWidth(self.line.weight)
            self.canv.setStrokeColor(self.line.color)
            for index in range(1, len(self.stacks)):
                x = index * step - self.gap / 2
                self.canv.line(x, 0, x, self.height)

    def _place(self) -> None:
        step = self._column_width(self.width) + self.gap
        self.placed = tuple(
            placed.moved(right=index * step)
            for index, fitted in enumerate(self.stacks)
            for placed in fitted.placed
        )

    def _column_width(self, width: float) -> float:
        count = len(self.stacks)
        return (width - self.gap * (count - 1)) / count


class Columns(_FilledColumns):
    """Flowables in *count* columns of equal width, *gap* points apart, perhaps with a *line* between.

    A PageBreak among them begins the next column. Without one the first column is filled first, and all are
    as low as they can be. What does not fit on the page goes on in columns on the next, unless *keep*.
    """

    def __init__(
        self,
        flowables: Sequence[Flowable],
        *,
        count: int,
        gap: float = 18,
        line: Line | None = None,
        keep: bool = False,
        space_before: float = 0,
        space_after: float = 0,
    ) -> None:
        stacks = [Fitted((), ())] * count
        super().__init__(stacks, gap=gap, line=line, space_before=space_before, space_after=space_after)
        self.flowables = tuple(flowables)
        self.keep = keep

    def lay_out(self, width: float) -> float:
        """The smallest height at which all columns hold the content."""
        column = self._column_width(width)
        groups = self._groups()
        self.stacks = (
            tuple(stack(group, self.canv, width=column) for group in groups)
            if len(groups) > 1
            else self._balanced(column)
        )
        return super().lay_out(width)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Columns of at most *height*, and columns of what is left."""
        if self.keep:
            return []
        column, groups = self._column_width(width), self._groups()
        if len(groups) > 1:
            fitted = tuple(self._started(group, column, height) for group in groups)
            rests = [stacked.rest for stacked in fitted]
            rest = _broken(rests) if any(rests) else []
        else:
            fitted = self._filled(column, height)
            rest = list(fitted[-1].rest)
        if not rest or not any(stacked.placed for stacked in fitted):
            return []
        filled = _FilledColumns(fitted, gap=self.gap, line=self.line, space_before=self.getSpaceBefore())
        following = Columns(
            rest, count=len(self.stacks), gap=self.gap, line=self.line, space_after=self.getSpaceAfter()
        )
        return [filled, following]

    def _groups(self) -> list[list[Flowable]]:
        """What stands in each column where the flowables say so; the last column takes all that is left."""
        groups: list[list[Flowable]] = [[]]
        for flowable in self.flowables:
            if not isinstance(flowable, PageBreak):
                groups[-1].append(flowable)
            elif len(groups) < len(self.stacks):
                groups.append([])
        return groups

    def _started(self, group: list[Flowable], column: float, height: float) -> Fitted:
        """A column filled down to *height*; not with headings alone, which go on with what follows."""
        fitted = fit(group, self.canv, width=column, height=height)
        alone = all(getattr(placed.flowable, "keepWithNext", False) for placed in fitted.placed)
        return Fitted((), tuple(group)) if fitted.rest and alone else fitted

    def _filled(self, column: float, height: float) -> tuple[Fitted, ...]:
        """The columns filled down to *height*, the last with what is left."""
        fitted: list[Fitted] = []
        rest: tuple[Flowable, ...] = self.flowables
        for _ in self.stacks:
            fitted.append(fit(rest, self.canv, width=column, height=height))
            rest = fitted[-1].rest
        return tuple(fitted)

    def _balanced(self, column: float) -> tuple[Fitted, ...]:
        """The lowest of the heights tried at which all found room."""
        high = stack(self.flowables, self.canv, width=column).height
        best, low = self._filled(column, high), high / len(self.stacks) - _PRECISION
        if best[-1].rest:
            raise does_not_fit(best[-1].rest[0], available=high, needed=high)
        while high - low > _PRECISION:
            middle = (low + high) / 2
            attempt = self._filled(column, middle)
            if attempt[-1].rest:
                low = middle
            else:
                best, high = attempt, min(middle, max(fitted.height for fitted in attempt))
        return best


def _broken(groups: Sequence[Sequence[Flowable]]) -> list[Flowable]:
    """Groups in one row, a break between two."""
    first, *others = groups
    return [*first, *chain.from_iterable([PageBreak(), *group] for group in others)]
