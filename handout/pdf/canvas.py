"""The canvas: flowables open scopes on it, so that everything drawn says what it is.

What is private to ReportLab is touched here, in `objects` and in `fonts`, nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas as ReportLabCanvas
from reportlab.pdfgen.textobject import PDFTextObject

from handout.pdf.archive import Metadata, catalog_entries, information
from handout.pdf.errors import ForeignAnnotation, UnembeddedFont
from handout.pdf.fonts import Font
from handout.pdf.marking import Artifact, Mark, Scope, marked
from handout.pdf.objects import Objects, numbers, text
from handout.pdf.structure import Box, Element, Tree
from handout.pdf.tagging import add_tree

_SPACE, _DEL = 0x20, 0x7F


class _Link(NamedTuple):
    """A stretch of words on the page that leads to *href*, line by line, in coordinates of the page."""

    element: Element
    href: str
    description: str
    boxes: tuple[Box, ...]

    def annotation(self, key: int) -> str:
        """The annotation, which carries *key* (ISO 32000-1, 12.5.6.5, and ISO 14289-1, 7.18.5)."""
        left, bottom, right, top = zip(*self.boxes, strict=True)
        around = numbers((min(left), min(bottom), max(right), max(top)))
        quads = numbers([number for box in self.boxes for number in _corners(box)])
        # A URI is ASCII (ISO 32000-1, 12.6.4.7); what is escaped already stays as it is.
        address = text(
            "".join(chr(byte) if _SPACE < byte < _DEL else f"%{byte:02X}" for byte in self.href.encode())
        )
        return (
            f"<</Type/Annot/Subtype/Link/Rect{around}/QuadPoints{quads}/Border[0 0 0]/F 4"
            f"/Contents {text(self.description)}/StructParent {key}/A<</S/URI/URI {address}>>>>"
        )


def _corners(box: Box) -> tuple[float, ...]:
    """Upper left, upper right, lower left, lower right: the order viewers understand."""
    left, bottom, right, top = box
    return left, top, right, top, left, bottom, right, bottom


class _Text(PDFTextObject):
    """Text whose lines end with a space, so that words of two lines are never read as one."""

    def textLine(self, text: str = "") -> None:  # noqa: N802 (ReportLab's name)
        """Draw *text* and go to the next line; drawString comes here too."""
        super().textLine(f"{text} " if text.strip() else text)


class Canvas(ReportLabCanvas):
    """A ReportLab canvas that writes PDF/UA-1 and PDF/A-2a, or refuses.

    What is drawn inside ``tagged(element)`` is content of the element; inside ``artifact()`` it is
    decoration, whatever scopes are opened there. All scopes are closed before a page ends. `save` writes to
    *target*, a path or a binary file; raises PdfError, as `showPage` does.
    """

    # ReportLab's own: the operators of the page so far, its annotations, and the document with its objects.
    _code: list[str]
    _annotationrefs: list[Any]
    _doc: Any

    def __init__(
        self, target: str | Path | IO[bytes], *, metadata: Metadata, default_font: str, **options: Any
    ) -> None:
        fixed = {"invariant": 1, "pageCompression": 1, "pdfVersion": (1, 7), "enforceColorSpace": "rgb"}
        # Streams in ASCII are a quarter longer; ReportLab knows only one setting for all files.
        rl_config.useA85 = 0
        # With a face that is not ours every page would name Helvetica, which is not embedded.
        super().__init__("", **options | fixed | {"initialFontName": default_font})
        self.tree = Tree()
        # Counts the lines of text drawn so far on this page.
        self.text_lines = 0
        self._target = target
        self._metadata = metadata
        self._objects = Objects(self._doc)
        self._scope: Scope | None = None
        self._links: list[_Link] = []
        self._bookmarks = 0
        self._outline_level = -1

    @contextmanager
    def tagged(self, element: Element) -> Iterator[None]:
        """What is drawn inside belongs to *element*."""
        with self._scoped(element):
            yield

    @contextmanager
    def artifact(self, kind: str = "Layout", subtype: str | None = None) -> Iterator[None]:
        """What is drawn inside is no content: Layout, Pagination (Header, Footer), Background, Page."""
        with self._scoped(Artifact(kind, subtype)):
            yield

    def beginText(self, x: float = 0, y: float = 0, direction: Any = None) -> PDFTextObject:  # noqa: N802 (ReportLab's name)
        """A text to be drawn with drawText."""
        return _Text(self, x, y, direction=direction)

    @property
    def decorating(self) -> bool:
        """Whether an artifact scope is open."""
        return isinstance(self._scope, Artifact)

    @property
    def page(self) -> int:
        """The number of the current page, from 0."""
        return self.getPageNumber() - 1

    def bound(self, element: Element, width: float, height: float) -> None:
        """Note that *element* stands in a box of that size at the current origin."""
        if not self.decorating:
            self.tree.bound(element, self._absolute((0, 0, width, height)))

    def link(self, element: Element, *, href: str, description: str, boxes: Sequence[Box]) -> None:
        """Make the *boxes*, in the current coordinates, lead to *href*; in an artifact nothing is made."""
        if not self.decorating:
            absolute = tuple(self._absolute(box) for box in boxes)
            self._links.append(_Link(element, href, description, absolute))

    def heading(self, element: Element, words: str, *, top: float, outline: bool) -> None:
        """Note a heading; with *outline* as an entry that leads to *top* in the current coordinates."""
        self.tree.name(element, words)
        if outline and not self.decorating:
            self._outline_level = min(element.level - 1, self._outline_level + 1)
            self._bookmarks += 1
            key = f"heading-{self._bookmarks}"
            self.bookmarkPage(key, fit="XYZ", left=0, top=self.absolutePosition(0, top)[1])
            self.addOutlineEntry(words, key, level=self._outline_level, closed=False)

    def showPage(self) -> None:  # noqa: N802 (ReportLab's name)
        """End the page: mark what was painted on it, and write its links."""
        if self._annotationrefs:
            raise ForeignAnnotation(self.page)
        marks: list[Element] = []
        page = self.page
        self._code[:] = marked(
            self._code,
            number=lambda element: self.tree.mark(element, page, marks),
            begin=lambda element: self.tree.touch(element, page),
        )
        key = self.tree.add_page(marks)
        annotations = [self._annotation(link, page) for link in self._links]
        super().showPage()
        self._complete(self._doc.Pages.pages[-1], key, annotations)
        self._links = []
        self.text_lines = 0

    def save(self) -> None:
        """Write the file, after the checks that are possible only now."""
        if any(not isinstance(operators, Mark) for operators in self._code):
            self.showPage()
        self.tree.check()
        self._check_fonts()
        data = self._file()
        if isinstance(self._target, str | Path):
            Path(self._target).write_bytes(data)
        else:
            self._target.write(data)

    @contextmanager
    def _scoped(self, scope: Scope) -> Iterator[None]:
        if self.decorating:
            yield
            return
        outer, self._scope = self._scope, scope
        self._code.append(Mark(scope, begins=True))
        try:
            yield
        finally:
            self._scope = outer
            self._code.append(Mark(outer, begins=False))

    def _absolute(self, box: Box) -> Box:
        left, bottom, right, top = box
        return (*self.absolutePosition(left, bottom), *self.absolutePosition(right, top))

    def _annotation(self, link: _Link, page: int) -> str:
        raw = self._objects.reserve()
        reference = self._objects.reference(raw)
        key = self.tree.annotate(link.element, page, reference)
        raw.data = link.annotation(key).encode("ascii")
        return reference

    def _complete(self, page: Any, key: int, annotations: list[str]) -> None:
        """Add to ReportLab's *page* what it has no words for."""
        # ReportLab writes only the entries named here, and these are not among them.
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = key
        page.Tabs = "/S"
        page.Annots = annotations
        page.Trans = None

    def _check_fonts(self) -> None:
        for name in self._doc.fontMapping:
            if not isinstance(pdfmetrics.getFont(name), Font):
                raise UnembeddedFont(name)

    def _file(self) -> bytes:
        document, objects = self._doc, self._objects
        for face in document.delayedFonts:
            face.addObjects(document)
        pages = [objects.reference(page) for page in document.Pages.pages]
        entries = catalog_entries(self._metadata, objects)
        tree = add_tree(self.tree, objects, pages)
        if self._bookmarks:
            document.Outlines.prepare(document, self)
            entries += f"/Outlines {objects.reference(document.Outlines)}"
        root = objects.add(
            f"<</Type/Catalog/Pages {objects.reference(document.Pages)}/StructTreeRoot {tree}{entries}>>"
        )
        return objects.file(root=root, info=objects.add(information(self._metadata)))
