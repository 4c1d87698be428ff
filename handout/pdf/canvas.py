"""The canvas: flowables open scopes on it, so that everything drawn says what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

from reportlab.pdfgen.canvas import Canvas as ReportLabCanvas

from handout.pdf.errors import HeadingJump
from handout.pdf.structure import Element

# Left, bottom, right, top.
Box: TypeAlias = tuple[float, float, float, float]


class Canvas(ReportLabCanvas):
    """A ReportLab canvas with scopes.

    What is drawn inside ``tagged(element)`` is content of the element; inside ``artifact()`` it is
    decoration, whatever scopes are opened there. All scopes are closed before a page ends.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # Counts the lines of text drawn so far on this page.
        self.text_lines = 0
        self.first_pages: dict[Element, int] = {}
        self._artifacts = 0
        self._heading = 0
        self._bookmarks = 0

    @contextmanager
    def tagged(self, element: Element) -> Iterator[None]:
        """What is drawn inside belongs to *element*."""
        if not self._artifacts:
            for ancestor in element.lineage():
                self.first_pages.setdefault(ancestor, self.getPageNumber() - 1)
        yield

    @contextmanager
    def artifact(self, kind: str = "Layout", subtype: str | None = None) -> Iterator[None]:
        """What is drawn inside is no content: Layout, Pagination (Header, Footer), Background, Page."""
        del kind, subtype
        self._artifacts += 1
        try:
            yield
        finally:
            self._artifacts -= 1

    @property
    def decorating(self) -> bool:
        """Whether an artifact scope is open."""
        return self._artifacts > 0

    def link(self, element: Element, *, href: str, description: str, boxes: Sequence[Box]) -> None:
        """Make the *boxes*, in the current coordinates, lead to *href*; in an artifact nothing is made."""
        del element, description
        if not self.decorating:
            for box in boxes:
                self.linkURL(href, box, relative=1)

    def heading(self, words: str, *, level: int, top: float) -> None:
        """Add *words* to the outline, leading to *top* in the current coordinates; raises HeadingJump."""
        if self.decorating:
            return
        if level > self._heading + 1:
            raise HeadingJump(words, level=level, previous=self._heading)
        self._heading = level
        self._bookmarks += 1
        key = f"heading-{self._bookmarks}"
        self.bookmarkPage(key, fit="XYZ", left=0, top=self.absolutePosition(0, top)[1])
        self.addOutlineEntry(words, key, level=level - 1, closed=False)
