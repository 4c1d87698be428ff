"""A QR code by ReportLab's own encoder, drawn as one path.

See ISO/IEC 18004: around it a quiet zone of four modules, which is left to whoever places it.
"""

from functools import cache, lru_cache
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import reportlab
from reportlab.lib.colors import black
from reportlab.pdfgen.canvas import Canvas

from handout.errors import RenderError

# Modules of the quiet zone on each side.
QUIET = 4


class Symbol(NamedTuple):
    """A code without its quiet zone."""

    # The modules row by row, from the top.
    dark: tuple[tuple[bool, ...], ...]
    # The side of a module, in points.
    module: float

    @property
    def side(self) -> float:
        """The side of the square, in points."""
        return len(self.dark) * self.module

    @property
    def quiet(self) -> float:
        """How much must stay white on every side, in points."""
        return QUIET * self.module

    def paint(self, canvas: Canvas) -> None:
        """Fill the dark modules, each run of them in a row as one rectangle."""
        path = canvas.beginPath()
        rows = len(self.dark)
        for row, modules in enumerate(self.dark):
            y = (rows - 1 - row) * self.module
            for start, end in _runs(modules):
                path.rect(start * self.module, y, (end - start) * self.module, self.module)
        canvas.setFillColor(black)
        canvas.drawPath(path, stroke=0, fill=1)


@lru_cache(maxsize=16)
def symbol(address: str, side: float) -> Symbol:
    """The code of *address*, *side* points wide; raises RenderError where no code holds so much."""
    encoder = _encoder()
    code = encoder.QRCode(None, encoder.QRErrorCorrectLevel.M)
    code.addData(address)
    try:
        code.make()
    except Exception as error:  # the encoder raises nothing narrower
        raise RenderError(f"the QR code has no room for an address of {len(address)} letters") from error
    count = code.getModuleCount()
    dark = tuple(tuple(bool(code.isDark(row, column)) for column in range(count)) for row in range(count))
    return Symbol(dark, side / count)


# Any: ReportLab's encoder has no types.
@cache
def _encoder() -> Any:
    """ReportLab's module ``qrencoder``; raises RenderError where this ReportLab has none.

    It is loaded by itself: its package would import all bar codes and flowables, a tenth of a run.
    """
    folders = [str(Path(folder, "graphics", "barcode")) for folder in reportlab.__path__]
    spec = PathFinder.find_spec("qrencoder", folders)
    if spec is None or spec.loader is None:
        raise RenderError("cannot find ReportLab’s QR encoder")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _runs(modules: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Where each run of dark modules begins and ends."""
    borders = pairwise((False, *modules, False))
    edges = [index for index, (before, after) in enumerate(borders) if before != after]
    return list(zip(edges[::2], edges[1::2], strict=True))
