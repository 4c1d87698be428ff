"""Fonts: TrueType files, embedded as subsets, which refuse letters they have no glyph for.

For what somebody may type a font is embedded whole, as a simple font, which viewers know how to set.

Private to ReportLab and used here: its table of fonts, what a document knows of a font, and the objects made
of it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, TTFontMaker

from handout.pdf.errors import FontError, MissingGlyph
from handout.pdf.objects import Objects, numbers, stream


class _Advances(dict[str, float]):
    """How far each letter moves the pen, in thousandths of the size."""

    # Any: ReportLab's face has no types.
    def __init__(self, face: Any) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, letter: str) -> float:
        """The advance of *letter*; for one without a glyph that of the empty box drawn for it."""
        return self.setdefault(letter, self._face.charWidths.get(ord(letter), self._face.defaultWidth))


class Codes(dict[int, str]):
    """How each letter of a font is written in a string of a document, as `str.translate` wants it.

    A letter gets its code when it is first asked for.
    """

    # Any: ReportLab's document has no types.
    def __init__(self, font: Font, document: Any) -> None:
        super().__init__()
        self._font, self._document = font, document
        self._subsets: set[int] = set()

    def strings(self, text: str) -> list[tuple[str, str]]:
        """Names of subsets with what a string of each has between its parentheses; raises MissingGlyph."""
        try:
            shown = text.translate(self)
        except MissingGlyph:
            # Of all letters, not of the first alone.
            raise MissingGlyph(self._font.missing(text), self._font.title) from None
        name = partial(self._font.getSubsetInternalName, doc=self._document)
        if self._subsets == {0}:
            return [(name(0), shown)]
        parts = self._font.splitString(text, self._document)
        return [(name(subset), escapePDF(code)) for subset, code in parts]

    def __missing__(self, letter: int) -> str:
        """The code of *letter*, escaped for a string object; raises MissingGlyph."""
        ((subset, code),) = self._font.splitString(chr(letter), self._document)
        self._subsets.add(subset)
        # Any: ReportLab's accelerator has no types.
        escaped: Any = escapePDF(code)
        return self.setdefault(letter, str(escaped))


class Font(TTFont):
    """A font that is loaded; measures words once and remembers them."""

    def __init__(self, name: str, path: Path) -> None:
        # Readable ASCII would embed the whole of ASCII in every subset.
        super().__init__(name, str(path), asciiReadable=False)
        self.path = path
        self._units: dict[str, float] = {}
        self._file = b""
        self._advances = _Advances(self.face)

    @property
    def title(self) -> str:
        """The name that the file gives itself."""
        return bytes(self.face.name).decode("latin-1")

    @property
    def ascent(self) -> float:
        """How far its letters rise above the baseline, in thousandths of the size."""
        return float(self.face.ascent)

    @property
    def descent(self) -> float:
        """How far its letters go below the baseline, in thousandths of the size: a negative number."""
        return float(self.face.descent)

    def missing(self, text: str) -> set[str]:
        """The letters of *text* the font cannot show; ReportLab shows a no-break space as a space."""
        glyphs = self.face.charToGlyph
        return {letter for letter in set(text) if ord(letter) not in glyphs and letter != "\u00a0"}

    def width(self, text: str, size: float) -> float:
        """The width of *text* in points at *size*, without kerning."""
        return self._width(text) * size * 0.001

    # ReportLab's name, and its order of factors; it would add up the letters each time.
    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: ARG002, N802
        """The same, for ReportLab."""
        return 0.001 * size * self._width(text)

    def _width(self, text: str) -> float:
        """In thousandths of the size."""
        units = self._units.get(text)
        if units is None:
            units = self._units[text] = sum(map(self._advances.__getitem__, text))
        return units

    def whole(self, objects: Objects) -> str:
        """The reference of the whole font, in the encoding of Windows-1252 (ISO 32000-1, 9.6.3, annex D)."""
        face = self.face
        letters = bytes(range(_SPACE, 256)).decode("cp1252", "replace")
        if not self._file:
            program = _program(face)
            self._file = stream(program, f"/Length1 {len(program)}")
        file = objects.reserve()
        file.data = self._file
        descriptor = objects.add(
            f"<</Type/FontDescriptor/FontName/{self.title}/Flags {_NONSYMBOLIC}/FontBBox{numbers(face.bbox)}"
            f"/ItalicAngle {face.italicAngle:g}/Ascent {self.ascent:g}/Descent {self.descent:g}"
            f"/CapHeight {face.capHeight:g}/StemV {face.stemV:g}/FontFile2 {objects.reference(file)}>>"
        )
        widths = [self._advances[_TYPED.get(letter, letter)] for letter in letters]
        return objects.add(
            f"<</Type/Font/Subtype/TrueType/BaseFont/{self.title}/Encoding/WinAnsiEncoding"
            f"/FirstChar {_SPACE}/LastChar 255/Widths{numbers(widths)}/FontDescriptor {descriptor}>>"
        )

    def splitString(self, text: str | bytes, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802 (ReportLab's name)
        """The codes of *text* in the subsets of *doc*; raises MissingGlyph, where ReportLab draws a box."""
        letters = text if isinstance(text, str) else text.decode(encoding)
        if missing := self.missing(letters):
            raise MissingGlyph(missing, self.title)
        return super().splitString(letters, doc, encoding)

    def addObjects(self, doc: Any) -> None:  # noqa: N802 (ReportLab's name)
        """Add the subsets used in *doc*, with maps to Unicode of our own.

        ReportLab's map unused codes to U+0000, which no text contains (ISO 14289-1, 7.21.7).
        """
        state = self.state[doc]
        super().addObjects(doc)
        for number, subset in enumerate(state.subsets):
            pdf_font = doc.idToObject["BasicFonts"].dict[f"{state.internalName}+{number}"]
            doc.idToObject[pdf_font.ToUnicode.name].content = _to_unicode(subset)


# How ISO 32000-1, annex D, has a letter set that a face may lack: the micro sign as mu, the soft hyphen, and
# codes without a letter.
_TYPED = {"\u00b5": "\u03bc", "\u00ad": "-", "\x7f": "\u2022", "\ufffd": "\u2022"}

# In the Latin letters that the encoding has (ISO 32000-1, table 123).
_NONSYMBOLIC = 32
# What a simple font needs of its file (ISO 32000-1, 9.9).
_TABLES = ("OS/2", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "prep", "cvt ", "fpgm")
_MICROSOFT, _UNICODE, _BMP = 3, 1, 0xFFFF


# Any: ReportLab's face has no types.
def _program(face: Any) -> bytes:
    """The whole font file without what sets no letters, and with a map that has all that is typed."""
    font: Any = TTFontMaker()
    for tag in _TABLES:
        if tag in face.table:
            font.add(tag, face.get_table(tag))
    # Without names of glyphs.
    font.add("post", struct.pack(">L", 0x30000) + face.get_table("post")[4:32])
    glyphs = {code: glyph for code, glyph in face.charToGlyph.items() if code < _BMP}
    typed = {ord(letter): glyphs[ord(other)] for letter, other in _TYPED.items() if ord(other) in glyphs}
    font.add("cmap", _letter_map(typed | glyphs))
    return bytes(font.makeStream())


def _letter_map(glyphs: Mapping[int, int]) -> bytes:
    """A table of format 4 for the letters of Unicode (OpenType, cmap)."""
    segments = [*_segments(glyphs), (_BMP, _BMP, 1)]
    size = len(segments)
    step = 1 << (size.bit_length() - 1)
    columns = (
        *(last for _, last, _ in segments),
        0,
        *(first for first, _, _ in segments),
        *(delta % 0x10000 for _, _, delta in segments),
        *(0 for _ in segments),
    )
    head = (2 * size, 2 * step, step.bit_length() - 1, 2 * (size - step))
    body = struct.pack(f">{4 + len(columns)}H", *head, *columns)
    table = struct.pack(">3H", 4, 6 + len(body), 0) + body
    return struct.pack(">4HL", 0, 1, _MICROSOFT, _UNICODE, 12) + table


def _segments(glyphs: Mapping[int, int]) -> Iterator[tuple[int, int, int]]:
    """Neighbouring letters with neighbouring glyphs: the first, the last, and from each to its glyph."""
    codes = sorted(glyphs)
    first = codes[0]
    for code, following in pairwise([*codes, _BMP]):
        if following != code + 1 or glyphs[following] != glyphs[code] + 1:
            yield first, code, glyphs[first] - first
            first = following


# As many as one section of a map may have (ISO 32000-1, 9.10.3).
_SECTION = 100


def _to_unicode(subset: Sequence[int]) -> str:
    """The map from codes to letters, for the codes that have one."""
    rows = [
        f"<{code:02X}> <{chr(letter).encode('utf-16-be').hex().upper()}>"
        for code, letter in enumerate(subset)
        if letter and (letter != _SPACE or code == _SPACE)
    ]
    sections = [rows[start : start + _SECTION] for start in range(0, len(rows), _SECTION)]
    maps = [f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in sections]
    return _CMAP.format(maps="\n".join(maps))


# ReportLab fills codes without a letter with it.
_SPACE = 32

_CMAP = """\
/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange
{maps}
endcmap CMapName currentdict /CMap defineresource pop end end
"""

_FONTS: dict[str, Font] = {}


def load_font(path: str | Path) -> str:
    """Load the TrueType file at *path* and return its name, for Run, setFont and ReportLab's styles.

    The name is the path itself, so that one name is never two fonts, whatever else the process prints.
    Loading a file again costs nothing.
    """
    name = str(path)
    if name not in _FONTS:
        file = Path(path).resolve()
        fonts = (font for font in _FONTS.values() if font.path == file)
        _FONTS[name] = next(fonts, None) or Font(name, file)
        # registerFont has one object for all names of a face: others would draw with ours, or we with theirs.
        pdfmetrics._fonts[name] = _FONTS[name]  # type: ignore[attr-defined]
        pdfmetrics.registerFontFamily(name)
    return name


def font_named(name: str) -> Font:
    """The font that load_font named *name*; raises FontError."""
    try:
        return _FONTS[name]
    except KeyError:
        raise FontError(f"the font {name} is not loaded: use a name that load_font returned") from None


def missing_glyphs(text: str, name: str) -> set[str]:
    """The letters of *text* the font *name* has no glyph for; line ends and U+200B need none."""
    return font_named(name).missing(text) - {"\n", "\u200b"}
