"""Columns of equal width that share their content so that all are as low as they can be."""

from collections.abc import Sequence

from handout.pdf.stack import Container, Fitted, Flowable, Placed, does_not_fit, fit, stack

# How near the height of balanced columns comes to the smallest one, in points.
_PRECISION = 0.25


class _FilledColumns(Container):
    """Columns that are filled: their flowables stay where they were placed."""

    def __init__(self, placed: Sequence[Placed], *, space_before: float) -> None:
        super().__init__(space_before=space_before)
        self.placed = tuple(placed)
        self.flowables = tuple(place.flowable for place in placed)

    def lay_out(self, width: float) -> float:
        del width
        return Fitted(self.placed, ()).height


class Columns(Container):
    """Flowables in *count* columns of equal width, *gap* points apart.

    The first column is filled first; all are as low as they can be. What does not fit on the page goes on in
    columns on the next, unless *keep*.
    """

    def __init__(
        self,
        flowables: Sequence[Flowable],
        *,
        count: int,
        gap: float = 18,
        keep: bool = False,
        space_before: float = 0,
        space_after: float = 0,
    ) -> None:
        super().__init__(space_before=space_before, space_after=space_after)
        self.flowables = tuple(flowables)
        self.count, self.gap, self.keep = count, gap, keep

    def lay_out(self, width: float) -> float:
        """The smallest height at which all columns hold the content."""
        self.placed = self._balanced(width)
        return Fitted(self.placed, ()).height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Columns of at most *height*, and columns of what is left."""
        if self.keep:
            return []
        fitted = self._fitted(width, height)
        if not fitted.placed or not fitted.rest:
            return []
        rest = Columns(fitted.rest, count=self.count, gap=self.gap, space_after=self.getSpaceAfter())
        return [_FilledColumns(fitted.placed, space_before=self.getSpaceBefore()), rest]

    def _column_width(self, width: float) -> float:
        return (width - self.gap * (self.count - 1)) / self.count

    def _fitted(self, width: float, height: float) -> Fitted:
        """The columns filled down to *height*, and what is left."""
        column = self._column_width(width)
        placed: list[Placed] = []
        rest: tuple[Flowable, ...] = self.flowables
        for index in range(self.count):
            fitted = fit(rest, self.canv, width=column, height=height)
            placed += [place.moved(right=index * (column + self.gap)) for place in fitted.placed]
            rest = fitted.rest
        return Fitted(tuple(placed), rest)

    def _balanced(self, width: float) -> tuple[Placed, ...]:
        """The lowest of the heights tried at which all found room."""
        high = stack(self.flowables, self.canv, width=self._column_width(width)).height
        best, low = self._fitted(width, high), high / self.count - _PRECISION
        if best.rest:
            raise does_not_fit(best.rest[0], available=high, needed=high)
        while high - low > _PRECISION:
            middle = (low + high) / 2
            attempt = self._fitted(width, middle)
            if attempt.rest:
                low = middle
            else:
                best, high = attempt, min(middle, attempt.height)
        return best.placed
