"""The objects of a file, and the file: object streams and a compressed cross-reference.

Takes the objects ReportLab has collected and those made here. Private to ReportLab and used here: how a
document numbers and formats its objects. See ISO 32000-1, 7.5.7 and 7.5.8.
"""

import zlib
from collections.abc import Callable, Container, Iterator, Sequence
from hashlib import md5
from itertools import accumulate
from typing import Any, TypeAlias

from reportlab.pdfbase import pdfdoc

# Objects in one stream: enough to compress well, few enough that a reader of one page reads few.
_BATCH = 500

# How far right and up a sheet is moved on its paper, in points.
Offset: TypeAlias = tuple[float, float]


class Raw(pdfdoc.PDFObject):
    """An object whose bytes are made here.

    Where they depend on how far the sheet is moved on its paper, *from_offset* makes them.
    """

    def __init__(self) -> None:
        self.data = b"null"
        self.from_offset: Callable[[Offset], bytes] | None = None

    def at(self, offset: Offset) -> bytes:
        """The bytes of the object where the sheet is moved so far."""
        return self.data if self.from_offset is None else self.from_offset(offset)


class Objects:
    """The numbered objects of ReportLab's *document*, to which ours are added."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self._settled: dict[int, bytes] = {}

    def reference(self, thing: Any) -> str:
        """How other objects refer to *thing*, which is numbered if it was not."""
        reference: bytes = self.document.Reference(thing).format(self.document)
        return reference.decode("ascii")

    def reserve(self) -> Raw:
        """An object with a number, to be filled later."""
        raw = Raw()
        self.document.Reference(raw)
        return raw

    def add(self, data: str) -> str:
        """The reference of a new object."""
        raw = self.reserve()
        raw.data = data.encode("ascii")
        return self.reference(raw)

    def add_stream(self, data: bytes, entries: str = "", *, compressed: bool = True) -> str:
        """The reference of a new stream with the dictionary *entries*."""
        raw = self.reserve()
        raw.data = stream(data, entries, compressed=compressed)
        return self.reference(raw)

    def file(self, *, root: str, info: str, offset: Offset = (0, 0), moving: Container[Any] = ()) -> bytes:
        """All objects as a file, whose ID follows from its content.

        Streams that are not among the *moving* are compressed once for all files that are made.
        """
        return _File().written(list(self._formatted(offset, moving)), root=root, info=info)

    def _formatted(self, offset: Offset, moving: Container[Any]) -> Iterator[tuple[int, bytes]]:
        """The bytes of each object, also of those that come up while others are formatted."""
        document = self.document
        number = 1
        while number in document.numberToId:
            thing = document.idToObject[document.numberToId[number]]
            if isinstance(thing, Raw):
                yield number, thing.at(offset)
            elif number in self._settled:
                yield number, self._settled[number]
            else:
                data = pdfdoc.format(thing, document, toplevel=1)
                if isinstance(thing, pdfdoc.PDFStream) and thing not in moving:
                    self._settled[number] = data
                yield number, data
            number += 1


def text(words: str) -> str:
    """A text string object (ISO 32000-1, 7.9.2.2)."""
    if words.isascii() and words.isprintable():
        return "(" + words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return "<FEFF" + words.encode("utf-16-be").hex().upper() + ">"


def numbers(values: Sequence[float]) -> str:
    """An array of numbers, to a hundredth."""
    return "[" + " ".join(f"{value:.2f}".rstrip("0").rstrip(".") for value in values) + "]"


def stream(data: bytes, entries: str = "", *, compressed: bool = True) -> bytes:
    """A stream object with the dictionary *entries*, as ReportLab formats it: no line end after the data."""
    if compressed:
        data, entries = zlib.compress(data, 9), entries + "/Filter/FlateDecode"
    head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode("ascii")
    return head + data + b"endstream"


class _File:
    """A file as it grows, and where its objects stand in it."""

    def __init__(self) -> None:
        # The second line tells programs that the file is binary (ISO 32000-1, 7.5.2).
        self.body = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        # Of each object: 1 and its offset, or 2, its stream and its place in it (ISO 32000-1, table 18).
        self.entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 0)}

    def written(self, objects: Sequence[tuple[int, bytes]], *, root: str, info: str) -> bytes:
        """The bytes of a file of *objects*."""
        packed = []
        for number, data in objects:
            if data.rstrip().endswith(b"endstream"):
                self._place(number, data)
            else:
                packed.append((number, data))
        free = len(objects) + 1
        for start in range(0, len(packed), _BATCH):
            self._pack(free, packed[start : start + _BATCH])
            free += 1
        self._cross_reference(free, root=root, info=info)
        return bytes(self.body)

    def _place(self, number: int, data: bytes) -> None:
        self.entries[number] = (1, len(self.body), 0)
        self.body += b"%d 0 obj\n" % number + _with_line_end(data) + b"\nendobj\n"

    def _pack(self, number: int, objects: Sequence[tuple[int, bytes]]) -> None:
        """Put *objects* into the object stream *number*."""
        offsets = accumulate((len(data) + 1 for _, data in objects), initial=0)
        index = b" ".join(b"%d %d" % (inner, at) for (inner, _), at in zip(objects, offsets, strict=False))
        for place, (inner, _) in enumerate(objects):
            self.entries[inner] = (2, number, place)
        content = index + b"\n" + b"\n".join(data for _, data in objects)
        self._place(number, stream(content, f"/Type/ObjStm/N {len(objects)}/First {len(index) + 1}"))

    def _cross_reference(self, number: int, *, root: str, info: str) -> None:
        start = len(self.body)
        self.entries[number] = (1, start, 0)
        # MD5 names the content; it protects nothing.
        identity = md5(self.body, usedforsecurity=False).hexdigest()
        width = (start.bit_length() + 7) // 8
        rows = [
            b"%c" % kind + where.to_bytes(width) + place.to_bytes(2)
            for _, (kind, where, place) in sorted(self.entries.items())
        ]
        entries = (
            f"/Type/XRef/Size {len(rows)}/W[1 {width} 2]/Root {root}/Info {info}"
            f"/ID[<{identity}><{identity}>]/DecodeParms<</Predictor 12/Columns {width + 3}>>"
        )
        self._place(number, stream(_differences(rows), entries))
        self.body += b"startxref\n%d\n%%%%EOF\n" % start


def _with_line_end(data: bytes) -> bytes:
    """A stream object with a line end between the data and the last keyword (ISO 19005-2, 6.1.7.1)."""
    return data.rstrip().removesuffix(b"endstream") + b"\nendstream"


def _differences(rows: Sequence[bytes]) -> bytes:
    """*rows* as PNG's “up” filter has them: what changed from row to row compresses well."""
    before = bytes(len(rows[0]))
    filtered = bytearray()
    for row in rows:
        filtered += b"\x02" + bytes((new - old) % 256 for new, old in zip(row, before, strict=True))
        before = row
    return bytes(filtered)
