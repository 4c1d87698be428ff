"""From parts to files: lays pages out, draws them, and says how they turned out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from types import MappingProxyType
from typing import NamedTuple

from handout.pdf.archive import Metadata
from handout.pdf.canvas import Canvas
from handout.pdf.stack import Flowable, pages, single_page
from handout.pdf.structure import Element, Tree


class Part(NamedTuple):
    """A run of pages counted on its own.

    *frame* is x, y, width and height in points; *furniture* paints what a page carries beside its content
    and is given the canvas, the page within the part and the part's number of pages. *back* is laid out on
    one page more where the part would end on a front page of a file printed on both sides, so that the next
    part begins on one; raises DoesNotFit when it needs more than a page. *anchors* are the elements that
    links inside the document may lead to, by names that no other part uses.
    """

    story: Sequence[Flowable]
    frame: tuple[float, float, float, float]
    furniture: Callable[[Canvas, int, int], None] | None = None
    back: Sequence[Flowable] = ()
    spent: float = 0
    anchors: Mapping[str, Element] = MappingProxyType({})


class PageFacts(NamedTuple):
    """How a page turned out: *part* from 0, *page* within it from 1."""

    part: int
    page: int
    # The white space before any of it is spent: the height left in the frame, in points, and of columns side
    # by side the mean of what they leave.
    free: float
    # Lines of text in the frame.
    lines: int
    # Whether it is the part's *back*.
    back: bool = False


@dataclass(frozen=True)
class _Result:
    """How the pages of a document turned out, and where things stand on them."""

    title: str
    pages: tuple[PageFacts, ...]
    _tree: Tree = field(repr=False)

    def page_index(self, element: Element) -> int:
        """On which page, from 0, *element* or what is in it first appears; KeyError when nowhere."""
        return self._tree.nodes[element].first_page


@dataclass(frozen=True)
class Written(_Result):
    """The bytes of a PDF, and where things stand in it."""

    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Typeset(_Result):
    """Pages that are drawn, and can be put on any paper."""

    _canvas: Canvas = field(repr=False)

    def written(self, page_size: tuple[float, float], translate: tuple[float, float] = (0, 0)) -> Written:
        """The PDF with pages of that size, everything moved by *translate*, in points.

        The bytes are the same whatever other papers were asked for before.
        """
        return Written(self.title, self.pages, self._tree, self._canvas.file(page_size, translate))


def typeset(parts: Sequence[Part], metadata: Metadata, *, default_font: str) -> Typeset:
    """The pages of *parts*, laid out and drawn; from the same arguments come the same bytes.

    Raises WordTooWide, TooWide and DoesNotFit where no layout is possible, and ConformanceError with all
    violations.
    """
    canvas = Canvas(BytesIO(), metadata=metadata, default_font=default_font)
    facts: list[PageFacts] = []
    for index, part in enumerate(parts):
        canvas.anchors.update(part.anchors)
        facts += _draw_part(canvas, part, index=index)
    canvas.check()
    return Typeset(metadata.title, tuple(facts), canvas.tree, canvas)


def _draw_part(canvas: Canvas, part: Part, *, index: int) -> list[PageFacts]:
    x, y, width, height = part.frame
    front = pages(part.story, canvas, width=width, height=height)
    ends_in_front = (canvas.page + len(front)) % 2
    back = [single_page(part.back, canvas, width=width, height=height)] if part.back and ends_in_front else []
    fitted = [*front, *back]
    facts = []
    for page, content in enumerate(fitted, 1):
        left = height - content.height
        free = left + content.white
        spread = content.spread(min(left, part.spent), most=part.spent) if part.spent else content
        for placed in spread.placed:
            placed.draw(canvas, x=x, top=y + height)
        facts.append(PageFacts(index, page, free, canvas.text_lines, back=page > len(front)))
        if part.furniture:
            part.furniture(canvas, page, len(fitted))
        canvas.showPage()
    return facts
