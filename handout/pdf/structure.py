"""Structure elements: what the content of a page is, apart from how it looks.

No ReportLab here. See ISO 32000-1, 14.7 and 14.8.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass


@dataclass(frozen=True, eq=False)
class Element:
    """A structure element (ISO 32000-1, 14.7.2), known by its identity.

    Its place among the kids of *parent* is that of its first drawing, so that reading order is the order of
    the content. A paragraph that falls on two pages is one element with marks on both.
    """

    role: str
    parent: Element | None = None
    _: KW_ONLY
    # A BCP 47 tag; without one that of the nearest element above holds.
    lang: str | None = None
    alt: str | None = None
    actual_text: str | None = None
    title: str | None = None
    # Of a TH: "Column", "Row" or "Both".
    scope: str | None = None
    # Of a TH or TD: how many columns it spans.
    span: int = 1

    def lineage(self) -> Iterator[Element]:
        """The element, its parent, and so on to the root."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    @property
    def language(self) -> str | None:
        """The language of the element or of the nearest one above that has any."""
        return next((element.lang for element in self.lineage() if element.lang), None)

    @property
    def level(self) -> int:
        """The level of a heading: 2 for H2; 0 of any other element."""
        return int(self.role[1:]) if self.role[:1] == "H" and self.role[1:].isdigit() else 0
