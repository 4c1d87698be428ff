"""The same pages without tags, to compare with: no marks, no tree, no metadata packet, no colour profile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas as ReportLabCanvas
from reportlab.pdfgen.textobject import PDFTextObject

from handout.pdf import Canvas, writer
from handout.pdf.canvas import Shown
from handout.pdf.objects import Offset


class PlainCanvas(Canvas):
    """Draws everything, says nothing about it."""

    @contextmanager
    def _scoped(self, scope: Any) -> Iterator[None]:
        outer, self._scope = self._scope, scope if not self.decorating else self._scope
        try:
            yield
        finally:
            self._scope = outer

    def bound(self, *_: Any) -> None:
        """Nothing is noted."""

    def link(self, *_: Any, href: str, boxes: Any, **__: Any) -> None:
        """ReportLab's links, one for each line."""
        for box in [] if self.decorating else boxes:
            self.linkURL(href, box, relative=1)

    def showPage(self) -> None:  # noqa: N802 (ReportLab's name)
        """End the page as ReportLab does."""
        ReportLabCanvas.showPage(self)
        self.text_lines = 0

    def _file(self, offset: Offset) -> bytes:
        """As ReportLab writes it, without object streams."""
        del offset
        data: bytes = self._doc.GetPDFData(self)
        return data


class SlowCanvas(Canvas):
    """Writes all operators with ReportLab's own methods."""

    def show(self, shown: Iterable[Shown]) -> None:
        """Letters in a text object of ReportLab's."""
        text, look = PDFTextObject(self), None
        for x, y, face, size, color, letters in shown:
            text.setTextOrigin(x, y)
            if look != (face, size, color):
                look = face, size, color
                text.setFont(face.fontName, size)
                text.setFillColor(color)
            text.textOut(letters)
        self.drawText(text)

    translate = ReportLabCanvas.translate
    line = ReportLabCanvas.line
    beginPath = ReportLabCanvas.beginPath  # noqa: N815


class PackedCanvas(PlainCanvas):
    """The same in object streams."""

    def _file(self, offset: Offset) -> bytes:
        del offset
        document, objects = self._doc, self._objects
        for face in document.delayedFonts:
            face.addObjects(document)
        document.Outlines.prepare(document, self)
        outlines = f"/Outlines {objects.reference(document.Outlines)}" if self._bookmarks else ""
        root = objects.add(f"<</Type/Catalog/Pages {objects.reference(document.Pages)}{outlines}>>")
        return objects.file(root=root, info=objects.add("<<>>"))


@contextmanager
def drawn_on(canvas: type[Canvas]) -> Iterator[None]:
    """Files written inside are drawn on another class of canvas."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer, "Canvas", canvas)
        yield
