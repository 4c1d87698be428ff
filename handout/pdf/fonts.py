"""Faces: TrueType files, embedded as subsets, which refuse letters they cannot show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from handout.pdf.errors import MissingGlyph, PdfError


class Font(TTFont):
    """A registered face; measures words once and remembers them."""

    def __init__(self, name: str, path: Path) -> None:
        # Readable ASCII would embed the whole of ASCII in every subset.
        super().__init__(name, str(path), asciiReadable=False)
        self.path = path
        self._units: dict[str, float] = {}

    def missing(self, text: str) -> set[str]:
        """The letters of *text* the face cannot show; ReportLab shows a no-break space as a space."""
        glyphs = self.face.charToGlyph
        return {letter for letter in set(text) if ord(letter) not in glyphs and letter != "\u00a0"}

    def width(self, text: str, size: float) -> float:
        """The width of *text* in points."""
        units = self._units.get(text)
        if units is None:
            widths, default = self.face.charWidths, self.face.defaultWidth
            units = self._units[text] = sum(widths.get(ord(letter), default) for letter in text)
        return units * size * 0.001

    def splitString(self, text: str | bytes, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802 (ReportLab's name; all text passes here)
        """The codes of *text* in the subsets of *doc*; raises MissingGlyph, where ReportLab draws a box."""
        letters = text if isinstance(text, str) else text.decode(encoding)
        if missing := self.missing(letters):
            raise MissingGlyph(missing, self.fontName)
        return super().splitString(letters, doc, encoding)


_FONTS: dict[str, Font] = {}


def register_font(name: str, path: str | Path) -> None:
    """Make the TrueType file at *path* known as *name*; doing so again costs nothing."""
    path = Path(path)
    known = _FONTS.get(name)
    if known is None:
        _FONTS[name] = Font(name, path)
        pdfmetrics.registerFont(_FONTS[name])
    elif known.path != path:
        raise PdfError(f"the face {name} is {known.path} already: register {path} under another name")


def font(name: str) -> Font:
    """The face registered as *name*."""
    try:
        return _FONTS[name]
    except KeyError:
        raise PdfError(f"the face {name} is not known: call register_font first") from None


def missing_glyphs(text: str, name: str) -> set[str]:
    """The letters of *text* the face *name* has no glyph for; line ends and U+200B need none."""
    return font(name).missing(text) - {"\n", "\u200b"}
