"""Flowables one under another: the one way of stacking that pages, columns, boxes, items and cells share.

Private to ReportLab and used here: a note that its document templates leave on a flowable.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from typing import Any, NamedTuple, Protocol, Self, cast

from handout.pdf.canvas import Canvas
from handout.pdf.errors import DoesNotFit
from handout.pdf.structure import Element
from handout.pdf.text import EPSILON

# Room for everything.
ENDLESS = 1e6


class Flowable(Protocol):
    """What a stack asks of what it stacks, in ReportLab's names: ours and ReportLab's own flowables do.

    Ours are none of ReportLab's, whose package of flowables takes a tenth of a run to import. They find room
    in ReportLab's document templates all the same, but not in its containers.
    """

    def wrapOn(self, canv: Any, aW: float, aH: float, /) -> tuple[float, float]:  # noqa: N802, N803 (ReportLab's names)
        """The width and height taken where there is so much."""

    def splitOn(self, canv: Any, aW: float, aH: float, /) -> list[Any]:  # noqa: N802, N803 (ReportLab's names)
        """Flowables in its place, of which the first has room where there is so much; else none."""

    def drawOn(self, canvas: Any, x: float, y: float, /) -> None:  # noqa: N802 (ReportLab's names)
        """Draw it with its lower left corner there, once it is wrapped."""

    def getSpaceBefore(self) -> float:  # noqa: N802 (ReportLab's names)
        """The space above it, in points."""

    def getSpaceAfter(self) -> float:  # noqa: N802 (ReportLab's names)
        """The space below it, in points."""


class Block:
    """A flowable whose height follows from the width it is given, and which draws on our canvas."""

    canv: Canvas
    width: float
    height: float
    keepWithNext: bool  # noqa: N815 (ReportLab's name)

    def __init__(self, *, space_before: float = 0, space_after: float = 0) -> None:
        self.spaceBefore, self.spaceAfter = space_before, space_after
        self.keepWithNext = False
        # How much of a page's spare height the gap above it takes, beside others.
        self.stretch = 0.0
        self._laid_out_at: float | None = None

    @property
    def plain_text(self) -> str:
        """The words, without their fonts and sizes."""
        return ""

    @property
    def inner_stretch(self) -> float:
        """How much of a page's spare height the gaps inside it take, beside others, once it is laid out."""
        return 0

    @property
    def white(self) -> float:
        """The white space inside it, once it is laid out, in points of its height."""
        return 0

    def grow(self, spare: float, most: float) -> None:
        """Become *spare* points higher, once it is laid out; no column inside it takes more than *most*."""

    def lay_out(self, width: float) -> float:
        """Lay it out in *width* points, keep what `draw` needs, and return the height.

        It is not called again for the same width, so the height must follow from *width* alone. May raise
        WordTooWide and TooWide.
        """
        raise NotImplementedError

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The width given, and the height at that width whatever the *height* there is."""
        del height
        if self._laid_out_at != width:
            self.height = self.lay_out(width)
            self.width = self._laid_out_at = width
        return self.width, self.height

    def wrapOn(self, canv: Canvas, aW: float, aH: float) -> tuple[float, float]:  # noqa: N802, N803 (ReportLab's names)
        """Width and height, with the canvas at hand."""
        self.canv = canv
        return self.wrap(aW, aH)

    def split(self, width: float, height: float) -> list[Flowable]:
        """The part that fits in *height* and the rest; an empty list where it is not to be split."""
        del width, height
        return []

    def splitOn(self, canv: Canvas, aW: float, aH: float) -> list[Flowable]:  # noqa: N802, N803 (ReportLab's names)
        """The part that fits and the rest, with the canvas at hand."""
        self.canv = canv
        return self.split(aW, aH)

    def draw(self) -> None:
        """Draw it with the origin at the lower left corner."""
        raise NotImplementedError

    def drawOn(self, canvas: Canvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803 (ReportLab's names)
        """Draw it with the lower left corner at *x*, *y*."""
        canvas.saveState()
        canvas.translate(x, y)
        self.canv = canvas
        outer, canvas.top = canvas.top, canvas.absolutePosition(0, self.height)[1]
        self.draw()
        canvas.top = outer
        canvas.restoreState()

    def getSpaceBefore(self) -> float:  # noqa: N802 (ReportLab's names)
        """The space above it, in points; none at the top of a page."""
        return self.spaceBefore

    def getSpaceAfter(self) -> float:  # noqa: N802 (ReportLab's names)
        """The space below it, in points; of two neighbouring spaces the larger counts."""
        return self.spaceAfter

    def getKeepWithNext(self) -> bool:  # noqa: N802 (ReportLab's names)
        """Whether it moves to the next page with what follows."""
        return self.keepWithNext

    def identity(self, maxLen: int | None = None) -> str:  # noqa: N803 (ReportLab's names)
        """Its kind and first words, which ReportLab puts into messages."""
        return f"<{_described(self)[:maxLen]}>"

    def part(self) -> Self:
        """A copy that is not yet laid out, for `split` to make a piece of."""
        piece = copy(self)
        piece._laid_out_at = None
        # A document template of ReportLab's notes on a flowable that it has moved to the next page once.
        vars(piece).pop("_postponed", None)
        return piece


class Container(Block):
    """A block that holds *flowables*: `lay_out` sets the places of all, and `draw` draws them there."""

    flowables: tuple[Flowable, ...] = ()
    placed: tuple[Placed, ...] = ()

    @property
    def plain_text(self) -> str:
        """The words of what it holds."""
        return plain_text(self.flowables)

    def draw(self) -> None:
        """Draw what it holds, in the order of the flowables."""
        for placed in self.placed:
            placed.draw(self.canv, x=0, top=self.height)


class PageBreak(Block):
    """What follows begins on a new page, or in a new column; at the top of one it does nothing."""

    def lay_out(self, width: float) -> float:
        """No height; a stack turns the page before it would lay this out."""
        del width
        return 0

    def draw(self) -> None:
        """A page break leaves no trace on the page."""


class Placed(NamedTuple):
    """A flowable and its place: *x* from the left, *top* down from the top, in points."""

    flowable: Flowable
    top: float
    width: float
    height: float
    x: float = 0

    @property
    def bottom(self) -> float:
        """Where it ends, in points down from the top of its stack."""
        return self.top + self.height

    def moved(self, *, right: float = 0, down: float = 0) -> Placed:
        """The same flowable further right and down, in points."""
        return Placed(self.flowable, self.top + down, self.width, self.height, self.x + right)

    def grown(self, spare: float, most: float) -> Placed:
        """The same flowable, *spare* points higher inside."""
        if isinstance(self.flowable, Block):
            self.flowable.grow(spare, most)
        return self._replace(height=self.height + spare)

    def draw(self, canvas: Canvas, *, x: float, top: float) -> None:
        """Draw it on *canvas* in a stack whose upper left corner is at *x*, *top*."""
        self.flowable.drawOn(canvas, x + self.x, top - self.bottom)


class Fitted(NamedTuple):
    """How a stack fits: what found room, and what is left for the next page or column."""

    placed: tuple[Placed, ...]
    rest: tuple[Flowable, ...]

    @property
    def height(self) -> float:
        """Where the lowest ends, in points down from the top."""
        return max((placed.bottom for placed in self.placed), default=0)

    @property
    def stretch(self) -> float:
        """How much of a page's spare height its gaps take, beside others: no gap is above the first."""
        gaps = sum(_stretch(placed.flowable) for placed in self.placed[1:])
        return gaps + sum(_inner_stretch(placed.flowable) for placed in self.placed)

    @property
    def white(self) -> float:
        """The white space inside what found room, in points."""
        blocks = (placed.flowable for placed in self.placed)
        return sum(block.white for block in blocks if isinstance(block, Block))

    def spread(self, spare: float, *, most: float) -> Fitted:
        """The same with *spare* points shared out to its gaps, where any takes some.

        No gap takes more than its stretch of *most*, and no column inside more than *most*; those beside
        higher ones reach as low.
        """
        unit = min(spare / self.stretch, most) if self.stretch else 0
        placed: list[Placed] = []
        down = 0.0
        for place in self.placed:
            down += unit * _stretch(place.flowable) if placed else 0
            inner = unit * _inner_stretch(place.flowable)
            placed.append(place.moved(down=down).grown(inner, most))
            down += inner
        return Fitted(tuple(placed), self.rest)


def _stretch(flowable: Flowable) -> float:
    return flowable.stretch if isinstance(flowable, Block) else 0


def _inner_stretch(flowable: Flowable) -> float:
    return flowable.inner_stretch if isinstance(flowable, Block) else 0


def first_baseline(flowable: object) -> float | None:
    """How far below its top the first line of a wrapped flowable stands; None when it has no line."""
    baseline: float | None = getattr(flowable, "first_baseline", None)
    return baseline


def fit(flowables: Sequence[Flowable], canvas: Canvas, *, width: float, height: float) -> Fitted:
    """As many of *flowables* as find room.

    The larger of two neighbouring spaces counts, none at the top. The last one is split where it can be; what
    keeps with its next moves on with it.
    """
    placed: list[Placed] = []
    for index, flowable in enumerate(flowables):
        following = tuple(flowables[index + 1 :])
        if isinstance(flowable, PageBreak):
            if placed:
                return Fitted(tuple(placed), following)
            continue
        top = _top(placed, flowable)
        needed = flowable.wrapOn(canvas, width, height - top)[1]
        if top + needed <= height + EPSILON:
            placed.append(Placed(flowable, top, width, needed))
            continue
        pieces = flowable.splitOn(canvas, width, height - top) if top < height else []
        if len(pieces) > 1:
            needed = pieces[0].wrapOn(canvas, width, height - top)[1]
            placed.append(Placed(pieces[0], top, width, needed))
            return Fitted(tuple(placed), (*pieces[1:], *following))
        staying = _without_keepers(placed)
        moving = [place.flowable for place in placed[len(staying) :]]
        return Fitted(tuple(staying), (*moving, flowable, *following))
    return Fitted(tuple(placed), ())


def stack(flowables: Sequence[Flowable], canvas: Canvas, *, width: float) -> Fitted:
    """All of *flowables*, however high that is."""
    return fit([f for f in flowables if not isinstance(f, PageBreak)], canvas, width=width, height=ENDLESS)


def height(flowables: Sequence[Flowable], *, width: float) -> float:
    """How high *flowables* are one under another, without page breaks; not for ReportLab's own."""
    # Only what is ReportLab's needs a canvas to be laid out.
    return stack(flowables, cast(Canvas, None), width=width).height


def pages(
    flowables: Sequence[Flowable], canvas: Canvas, *, width: float, height: float
) -> tuple[Fitted, ...]:
    """*flowables* on as many pages as they need, at least one; raises DoesNotFit."""
    fitted: list[Fitted] = []
    rest = tuple(flowables)
    while rest or not fitted:
        page = fit(rest, canvas, width=width, height=height)
        rest = page.rest
        if rest and not page.placed:
            needed = rest[0].wrapOn(canvas, width, height)[1]
            raise does_not_fit(rest[0], available=height, needed=needed)
        fitted.append(page)
    return tuple(fitted)


def single_page(flowables: Sequence[Flowable], canvas: Canvas, *, width: float, height: float) -> Fitted:
    """All of *flowables* on one page; raises DoesNotFit, of the first that finds no room."""
    fitted = stack(flowables, canvas, width=width)
    if fitted.height > height + EPSILON:
        over = next(placed.flowable for placed in fitted.placed if placed.bottom > height + EPSILON)
        raise does_not_fit(over, available=height, needed=fitted.height)
    return fitted


def _top(placed: Sequence[Placed], flowable: Flowable) -> float:
    if not placed:
        return 0
    return placed[-1].bottom + max(placed[-1].flowable.getSpaceAfter(), flowable.getSpaceBefore())


def _without_keepers(placed: Sequence[Placed]) -> Sequence[Placed]:
    """*placed* without those at its end that keep with their next, unless all do."""
    end = len(placed)
    while end and getattr(placed[end - 1].flowable, "keepWithNext", False):
        end -= 1
    return placed[: end or len(placed)]


def does_not_fit(flowable: Flowable, *, available: float, needed: float) -> DoesNotFit:
    """A DoesNotFit that names *flowable* and its element."""
    element = element_of(flowable)
    return DoesNotFit(_described(flowable), available=available, needed=needed, element=element)


def element_of(flowable: Flowable) -> Element | None:
    """The element a flowable makes, else the first one of those in it."""
    element: Element | None = getattr(flowable, "element", None)
    inner: Sequence[Flowable] = getattr(flowable, "flowables", ())
    return element or next(filter(None, map(element_of, inner)), None)


def _described(flowable: Flowable) -> str:
    """A flowable in the words of an error message: its kind and how its text begins."""
    kind, text = type(flowable).__name__, plain_text([flowable])
    return f"{kind} “{text[:40]}”" if text else kind


def plain_text(flowables: Iterable[Flowable]) -> str:
    """The words of *flowables*, without their fonts and sizes."""
    texts = (flowable.plain_text for flowable in flowables if isinstance(flowable, Block))
    return " ".join(text for text in texts if text)
