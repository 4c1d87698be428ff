"""The canvas: flowables open scopes on it, so that everything drawn says what it is.

Private to ReportLab and used here: the operators and annotations of a page, its graphics state, the text that
a text object formats, the document with its pages and fonts. Other modules that use private names say so as
this one does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache, partial
from math import log10
from pathlib import Path
from typing import IO, Any, NamedTuple

from reportlab import rl_config
from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas as ReportLabCanvas
from reportlab.pdfgen.pathobject import PDFPathObject
from reportlab.pdfgen.textobject import PDFTextObject

from handout.pdf import errors
from handout.pdf.archive import Metadata, catalog_entries, information
from handout.pdf.fields import Fields
from handout.pdf.fonts import Codes, Font, font_named
from handout.pdf.marking import Artifact, Scope, ScopeMark, mark_content
from handout.pdf.objects import Objects, Offset, numbers, text
from handout.pdf.structure import Box, Element, Field, Tree, moved
from handout.pdf.tagging import add_tree

_SPACE, _DEL = 0x20, 0x7F
# What ReportLab sets with a font, in sizes of it.
_LEADING = 1.2
# What ReportLab takes for 0.
_NOTHING = 1e-7


@lru_cache(maxsize=1 << 14)
def number(value: float) -> str:
    """A number as ReportLab writes it among operators, in a fifth of the time.

    Not more than six digits after the point nor, where it is above 1, than seven in all.
    """
    size = abs(value)
    if size <= _NOTHING:
        return "0"
    digits = 6 if size < 10 else 5 if size < 100 else 4 if size < 1000 else max(6 - int(log10(size)), 0)
    decimal = f"{value:.{digits}f}"
    if digits:
        decimal = decimal.rstrip("0").rstrip(".")
    return decimal[1:] if decimal[0] == "0" and len(decimal) > 1 else decimal


@contextmanager
def _binary_streams() -> Iterator[None]:
    """Streams made inside are not in ASCII, which is a quarter longer; ReportLab has one switch for all."""
    before = rl_config.useA85
    rl_config.useA85 = 0
    try:
        yield
    finally:
        rl_config.useA85 = before


class _Path(PDFPathObject):
    """A path of straight lines and curves, its numbers written by `number`."""

    _code_append: Callable[[str], None]

    def moveTo(self, x: float, y: float) -> None:  # noqa: N802 (ReportLab's name)
        """Begin a subpath at *x*, *y*."""
        self._code_append(f"{number(x)} {number(y)} m")

    def lineTo(self, x: float, y: float) -> None:  # noqa: N802 (ReportLab's name)
        """Add a straight line to *x*, *y*."""
        self._code_append(f"{number(x)} {number(y)} l")

    def curveTo(self, x1: float, y1: float, x2: float, y2: float, x3: float, y3: float) -> None:  # noqa: N802 (ReportLab's name)
        """Add a cubic Bézier curve to *x3*, *y3*."""
        first, second = f"{number(x1)} {number(y1)}", f"{number(x2)} {number(y2)}"
        self._code_append(f"{first} {second} {number(x3)} {number(y3)} c")

    def rect(self, x: float, y: float, width: float, height: float) -> None:
        """Add a rectangle whose lower left corner is at *x*, *y*."""
        self._code_append(f"{number(x)} {number(y)} {number(width)} {number(height)} re")


class _LinkArea(NamedTuple):
    """A stretch of words on the page that leads to *href*, line by line, in coordinates of the page."""

    element: Element
    href: str
    description: str
    boxes: tuple[Box, ...]

    def annotation(self, key: int, destination: Callable[[str, Offset], str], offset: Offset) -> bytes:
        """The annotation, which carries *key* (ISO 32000-1, 12.5.6.5, and ISO 14289-1, 7.18.5).

        *destination* gives that of an anchor.
        """
        boxes = [moved(box, offset) for box in self.boxes]
        left, bottom, right, top = zip(*boxes, strict=True)
        around = numbers((min(left), min(bottom), max(right), max(top)))
        quads = numbers([number for box in boxes for number in _corners(box)])
        anchored = self.href.startswith("#")
        target = f"/Dest{destination(self.href[1:], offset)}" if anchored else f"/A{_uri(self.href)}"
        return (
            f"<</Type/Annot/Subtype/Link/Rect{around}/QuadPoints{quads}/Border[0 0 0]/F 4"
            f"/Contents {text(self.description)}/StructParent {key}{target}>>"
        ).encode("ascii")


def _uri(href: str) -> str:
    """The action that opens an address.

    A URI is ASCII (ISO 32000-1, 12.6.4.7); what is escaped already stays as it is.
    """
    escaped = "".join(chr(byte) if _SPACE < byte < _DEL else f"%{byte:02X}" for byte in href.encode())
    return f"<</S/URI/URI {text(escaped)}>>"


def _corners(box: Box) -> tuple[float, ...]:
    """Upper left, upper right, lower left, lower right: the order viewers understand."""
    left, bottom, right, top = box
    return left, top, right, top, left, bottom, right, bottom


class _Text(PDFTextObject):
    """Text whose lines end with a space, so that words of two lines are never read as one."""

    _canvas: Canvas
    # What the line shows so far.
    _line = ""

    def textLine(self, text: str = "") -> None:  # noqa: N802 (ReportLab's name)
        """Show *text* and go to the next line; drawString comes here too."""
        super().textLine(f"{text} " if _needs_space(text) else text)

    def textOut(self, text: str) -> None:  # noqa: N802 (ReportLab's name)
        """Show *text* and stay on its line."""
        self._line += text
        super().textOut(text)

    def getCode(self) -> str:  # noqa: N802 (ReportLab's name)
        """The operators; what they show ends with a space, as the bullet before a paragraph."""
        if _needs_space(self._line) and not self._canvas.decorating:
            self.textOut(" ")
        return super().getCode()

    def _textOut(self, text: str, TStar: bool = False) -> None:  # noqa: N802, N803 (ReportLab's names)
        """Show *text*; with *TStar* it ends a line of one of ReportLab's paragraphs."""
        parent: Any = super()
        self._line += text
        parent._textOut(text, TStar=False)
        if TStar:
            parent._textOut(" " if _needs_space(self._line) else "", TStar=True)
            self._line = ""

    def _formatText(self, text: str) -> str:  # noqa: N802 (ReportLab's name)
        """The operators that show *text*; none where it has letters without a glyph."""
        try:
            parent: Any = super()
            return str(parent._formatText(text))
        except errors.MissingGlyph as violation:
            self._canvas.refuse(violation)
            return ""


def _needs_space(line: str) -> bool:
    """Whether the last word of *line* would be read together with the first of the next."""
    return bool(line.strip()) and not line.endswith(" ")


class Shown(NamedTuple):
    """Letters and where their baseline begins, in the current coordinates."""

    x: float
    y: float
    font: Font
    size: float
    color: Color
    text: str


class Canvas(ReportLabCanvas):
    """A ReportLab canvas that writes PDF/UA-1 and, without interactive fields, PDF/A-2a; or refuses.

    What is drawn inside ``tagged(element)`` is content of the element; inside ``artifact()`` it is
    decoration, whatever scopes are opened there. All scopes are closed before a page ends. `save` writes to
    *target*, a path or a binary file; it raises ConformanceError with all that was refused on any page.
    """

    # ReportLab's own: the operators of the page so far, its annotations, and the document with its objects.
    _code: list[str]
    _currentMatrix: tuple[float, float, float, float, float, float]  # noqa: N815 (ReportLab's name)
    _annotationrefs: list[Any]
    _extgstate: Any
    _doc: Any

    def __init__(
        self, target: str | Path | IO[bytes], *, metadata: Metadata, default_font: str, **options: Any
    ) -> None:
        fixed = {"invariant": 1, "pageCompression": 1, "pdfVersion": (1, 7), "enforceColorSpace": "rgb"}
        # With a font that is not ours every page would name Helvetica, which is not embedded.
        super().__init__("", **options | fixed | {"initialFontName": default_font})
        self.tree = Tree()
        # What links inside the document lead to, by the names of anchors.
        self.anchors: dict[str, Element] = {}
        # Counts the lines of text drawn so far on this page.
        self.text_lines = 0
        self._target = target
        self._default_font = default_font
        self._metadata = metadata
        self._objects = Objects(self._doc)
        self._scope: Scope | None = None
        self._field_refs: dict[Color, str] = {}
        self._codes: dict[Font, Codes] = {}
        # The top of the flowable that is being drawn, in coordinates of the page.
        self.top = 0.0
        # Links, and the places of fields, in the order of drawing.
        self._annotations: list[_LinkArea | tuple[Element, Field, Box]] = []
        self._fields = Fields(self._objects, self.tree, font=default_font)
        # Where elements begin, as far from the foot of their pages.
        self._tops: dict[Element, float] = {}
        self._anchored: list[tuple[_LinkArea, int]] = []
        self._headings: list[tuple[Any, float]] = []
        self._bookmarks = 0
        self._outline_level = -1
        self._ends: tuple[str, str] | None = None

    def tagged(self, element: Element) -> AbstractContextManager[None]:
        """What is drawn inside belongs to *element*."""
        return self._scoped(element)

    def artifact(self, kind: str = "Layout", subtype: str | None = None) -> AbstractContextManager[None]:
        """What is drawn inside is no content: Layout, Pagination (Header, Footer), Background, Page."""
        return self._scoped(Artifact(kind, subtype))

    def beginText(self, x: float = 0, y: float = 0, direction: Any = None) -> PDFTextObject:  # noqa: N802 (ReportLab's name)
        """A text to be drawn with drawText."""
        return _Text(self, x, y, direction=direction)

    def show(self, shown: Iterable[Shown]) -> None:
        """Show letters in one text object, as one of ReportLab's would but in a fraction of the time."""
        operators = ["BT 1 0 0 1 0 0 Tm"]
        look: tuple[object, ...] = ()
        selected = ""
        for x, y, font, size, color, letters in shown:
            if font not in self._codes:
                self._codes[font] = Codes(font, self._doc)
            operators.append(f"1 0 0 1 {number(x)} {number(y)} Tm")
            if look != (font, size, color):
                look, selected = (font, size, color), ""
                operators.append(self._fill(color))
            for name, string in self._strings(font, letters):
                if name != selected:
                    selected = name
                    operators.append(f"{name} {number(size)} Tf {number(size * _LEADING)} TL")
                operators.append(f"({string}) Tj")
        self._code.append(" ".join([*operators, "ET"]))

    def translate(self, dx: float, dy: float) -> None:
        """Move the origin; one move after another is one."""
        if self._code and self._code[-1].endswith(" cm"):
            super().translate(dx, dy)
            return
        a, b, c, d, e, f = self._currentMatrix
        self._currentMatrix = (a, b, c, d, a * dx + c * dy + e, b * dx + d * dy + f)
        self._code.append(f"1 0 0 1 {number(dx)} {number(dy)} cm")

    def beginPath(self) -> PDFPathObject:  # noqa: N802 (ReportLab's name)
        """A path to be drawn with drawPath."""
        return _Path()

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a straight line from *x1*, *y1* to *x2*, *y2*."""
        self._code.append(f"n {number(x1)} {number(y1)} m {number(x2)} {number(y2)} l S")

    def drawImage(self, *args: Any, **options: Any) -> Any:  # noqa: N802 (ReportLab's name)
        """Draw an image as ReportLab does, which has to stand in a Figure or an artifact."""
        with _binary_streams():
            return super().drawImage(*args, **options)

    @property
    def default_font(self) -> Font:
        """The font of what is typed into fields; raises FontError where it is not loaded."""
        return font_named(self._default_font)

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
        """Make the *boxes*, in the current coordinates, lead to *href*, an address or “#” and an anchor.

        In an artifact nothing is made.
        """
        if not self.decorating:
            absolute = tuple(self._absolute(box) for box in boxes)
            self._annotations.append(_LinkArea(element, href, description, absolute))

    def field(self, element: Element, box: Box) -> None:
        """Make the *box*, in the current coordinates, the place of the interactive field of *element*.

        In an artifact nothing is made.
        """
        if element.field and not self.decorating:
            absolute = self._absolute(box)
            self.tree.bound(element, absolute)
            self._annotations.append((element, element.field, absolute))

    def heading(self, element: Element, words: str, *, top: float, outline: bool) -> None:
        """Note a heading; with *outline* as an entry that leads to *top* in the current coordinates."""
        self.tree.name(element, words)
        if outline and not self.decorating:
            self._outline_level = min(element.level - 1, self._outline_level + 1)
            self._bookmarks += 1
            key = f"heading-{self._bookmarks}"
            absolute = self.absolutePosition(0, top)[1]
            self._headings.append((self.bookmarkPage(key, fit="XYZ", left=0, top=absolute), absolute))
            self.addOutlineEntry(words, key, level=self._outline_level, closed=False)

    def showPage(self) -> None:  # noqa: N802 (ReportLab's name)
        """End the page: mark what was painted on it, and write its links and fields."""
        page = self.page
        if self._annotationrefs:
            self.tree.refuse(errors.ForeignAnnotation(), page, None)
        marks: list[Element] = []
        self._code[:] = mark_content(
            self._code,
            number=lambda element: self.tree.mark(element, page, marks),
            begin=lambda element: self.tree.touch(element, page),
            refuse=lambda violation, element: self.tree.refuse(violation, page, element),
        )
        key = self.tree.add_page(marks)
        annotations = [
            self._link(annotation, page)
            if isinstance(annotation, _LinkArea)
            else self._fields.add(*annotation, page)
            for annotation in self._annotations
        ]
        super().showPage()
        self._complete(self._doc.Pages.pages[-1], key, annotations)
        self._annotations = []
        self.text_lines = 0

    def refuse(self, violation: errors.Violation) -> None:
        """Note what must not be in the file; it is of this page and of the element whose scope is open."""
        self.tree.refuse(violation, self.page, self._scope if isinstance(self._scope, Element) else None)

    def check(self) -> None:
        """End the last page; raises ConformanceError with all violations, and FontError."""
        if any(not isinstance(operators, ScopeMark) for operators in self._code):
            self.showPage()
        violations = [
            *self._metadata.violations(),
            *self.tree.violations(),
            *self._fields.violations(),
            *self._unanchored(),
            *self._unembedded(),
        ]
        if violations:
            raise errors.ConformanceError(violations)
        titles = [font.title for font in self._doc.delayedFonts]
        if doubled := {title for title in titles if titles.count(title) > 1}:
            raise errors.FontError(f"two files call themselves {', '.join(sorted(doubled))}: use one of them")

    def file(self, size: tuple[float, float] | None = None, offset: Offset | None = None) -> bytes:
        """The file, once all is checked; raises ConformanceError and FontError.

        It may be asked for again, with pages of another *size* in points and everything moved by another
        *offset*; nothing can be drawn any more.
        """
        self.check()
        x, y = offset or (0, 0)
        for page in self._doc.Pages.pages:
            _place(page, size, offset)
        for destination, top in self._headings:
            destination.xyz(0, top + y, "null")
        if self._ends is None:
            self._ends = self._completed()
        root, info = self._ends
        contents = [page.Contents for page in self._doc.Pages.pages]
        with _binary_streams():
            return self._objects.file(root=root, info=info, offset=(x, y), moving=contents)

    def save(self) -> None:
        """Write the file to the target; raises ConformanceError and FontError."""
        data = self.file()
        if isinstance(self._target, str | Path):
            Path(self._target).write_bytes(data)
        else:
            self._target.write(data)

    def _fill(self, color: Color) -> str:
        """The operators that fill with a colour; they are kept where they leave the opacity as it is."""
        same_opacity = self._extgstate.getValue("ca") == getattr(color, "alpha", 1)
        if same_opacity and color in self._field_refs:
            return self._field_refs[color]
        text: Any = PDFTextObject(self)
        before = len(text._code)
        text.setFillColor(color)
        operators = " ".join(text._code[before:])
        if same_opacity:
            self._field_refs[color] = operators
        return operators

    @contextmanager
    def _scoped(self, scope: Scope) -> Iterator[None]:
        if self.decorating:
            yield
            return
        outer, self._scope = self._scope, scope
        if isinstance(scope, Element):
            self._begin(scope)
        self._code.append(ScopeMark(scope, begins=True))
        try:
            yield
        finally:
            self._scope = outer
            self._code.append(ScopeMark(outer, begins=False))

    def _begin(self, element: Element) -> None:
        """Note that *element* begins here, and those around it that have not begun yet."""
        for around in element.lineage():
            if around in self._tops:
                return
            self._tops[around] = self.top

    def _absolute(self, box: Box) -> Box:
        left, bottom, right, top = box
        return (*self.absolutePosition(left, bottom), *self.absolutePosition(right, top))

    def _link(self, link: _LinkArea, page: int) -> str:
        raw = self._objects.reserve()
        reference = self._objects.reference(raw)
        key = self.tree.annotate(link.element, page, reference)
        raw.from_offset = partial(link.annotation, key, self._destination)
        if link.href.startswith("#"):
            self._anchored.append((link, page))
        return reference

    def _destination(self, anchor: str, offset: Offset) -> str:
        """Where an anchor's element begins (ISO 32000-1, 12.3.2.2)."""
        element = self.anchors[anchor]
        page = self._objects.reference(self._doc.Pages.pages[self.tree.nodes[element].first_page])
        return f"[{page}/XYZ null {number(self._tops[element] + offset[1])} null]"

    def _complete(self, page: Any, key: int, annotations: list[str]) -> None:
        """Add to ReportLab's *page* the entries it does not know."""
        # ReportLab writes only the entries named here, and these are not among them.
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = key
        page.Tabs = "/S"
        page.Annots = annotations
        page.Trans = None

    def _strings(self, font: Font, letters: str) -> list[tuple[str, str]]:
        try:
            return self._codes[font].strings(letters)
        except errors.MissingGlyph as violation:
            self.refuse(violation)
            return []

    def _unanchored(self) -> Iterator[errors.Violation]:
        for link, page in self._anchored:
            if self.anchors.get(link.href[1:]) not in self._tops:
                violation = errors.UnknownAnchor(href=link.href)
                violation.page, violation.element = page, link.element
                yield violation

    def _unembedded(self) -> Iterator[errors.Violation]:
        for name in self._doc.fontMapping:
            if not isinstance(pdfmetrics.getFont(name), Font):
                yield errors.UnembeddedFont(name=name)

    def _completed(self) -> tuple[str, str]:
        """The references of the catalog and of the information, once all objects are there."""
        document, objects = self._doc, self._objects
        for font in document.delayedFonts:
            font.addObjects(document)
        pages = [objects.reference(page) for page in document.Pages.pages]
        form = self._fields.catalog_entry(pages)
        entries = catalog_entries(self._metadata, objects, archived=not form) + form
        tree = add_tree(self.tree, objects, pages)
        if self._bookmarks:
            document.Outlines.prepare(document, self)
            entries += f"/Outlines {objects.reference(document.Outlines)}"
        root = objects.add(
            f"<</Type/Catalog/Pages {objects.reference(document.Pages)}/StructTreeRoot {tree}{entries}>>"
        )
        return root, objects.add(information(self._metadata))


# Any: ReportLab's page has no types.
def _place(page: Any, size: tuple[float, float] | None, offset: Offset | None) -> None:
    """Make a page of *size* with its content moved by *offset*; else as it was drawn."""
    if not page.Contents:
        page.Contents = pdfdoc.PDFStream(filters=[pdfdoc.PDFZCompress])
        page.drawn_size = page.pagewidth, page.pageheight
    page.pagewidth, page.pageheight = size or page.drawn_size
    page.MediaBox = None
    content = page.stream
    if offset:
        preamble, operators = content.split("\n", 1)
        content = f"{preamble}\n1 0 0 1 {number(offset[0])} {number(offset[1])} cm\n{operators}"
    page.Contents.content = content
