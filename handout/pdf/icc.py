"""A colour profile of sRGB in 500 bytes, made from the numbers of its standard.

See IEC 61966-2-1 for the numbers and ICC.1:2004-10 for the format. Pure: no ReportLab.
"""

from collections.abc import Sequence
from struct import pack

# Of the primaries and the white point, adapted to D50 as profiles are.
_RED = (0.43607, 0.22249, 0.01392)
_GREEN = (0.38515, 0.71687, 0.09708)
_BLUE = (0.14307, 0.06061, 0.71410)
_WHITE = (0.96420, 1.0, 0.82491)
# What adapted them: Bradford's matrix from D65 to D50.
_ADAPTATION = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
# Y = (aX + b)^g above d, else cX, in the order g a b c d.
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)

_HEADER = 128


def srgb() -> bytes:
    """The profile: version 4, for displays; the same bytes always."""
    curve = b"para" + bytes(4) + pack(">HH", 3, 0) + _fixed(_CURVE)
    tags = {
        b"desc": _words("sRGB"),
        b"cprt": _words("CC0"),
        b"wtpt": _xyz(_WHITE),
        b"chad": b"sf32" + bytes(4) + _fixed(_ADAPTATION),
        b"rXYZ": _xyz(_RED),
        b"gXYZ": _xyz(_GREEN),
        b"bXYZ": _xyz(_BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    return _profile(tags)


def _profile(tags: dict[bytes, bytes]) -> bytes:
    """Header, table and data; tags of the same data share it."""
    start = _HEADER + 4 + 12 * len(tags)
    data = b""
    table = pack(">I", len(tags))
    for name, value in tags.items():
        if value not in data:
            data += value + bytes(-len(value) % 4)
        table += name + pack(">II", start + data.index(value), len(value))
    return _header(start + len(data)) + table + data


def _header(size: int) -> bytes:
    # The date is that of ICC.1:2004-10: a profile has one, and this one does not change.
    date = pack(">6H", 2004, 10, 1, 0, 0, 0)
    start = pack(">I", size) + bytes(4) + b"\x04\x20\x00\x00" + b"mntrRGB XYZ " + date + b"acsp"
    return (start.ljust(68, b"\0") + _fixed(_WHITE)).ljust(_HEADER, b"\0")


def _fixed(values: Sequence[float]) -> bytes:
    """Signed numbers of 16 bits and 16 bits of fraction."""
    return pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _xyz(values: Sequence[float]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(values)


def _words(words: str) -> bytes:
    """Words in English, the one language."""
    data = words.encode("utf-16-be")
    return b"mluc" + bytes(4) + pack(">II", 1, 12) + b"enUS" + pack(">II", len(data), 28) + data
