"""Makes prepared documents with a peer, in its own environment: knows the standard library and the peer.

`peer.py NAME FONTS FOLDER OUT` makes one document; without a folder, those of each line of standard input,
`FOLDER<tab>OUT<tab>FOLDER<tab>OUT` and so on, each line answered by the seconds it took.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

FACES = {
    ("Atkinson Hyperlegible Next", ""): "AtkinsonHyperlegibleNext_400Regular.ttf",
    ("Atkinson Hyperlegible Next", "B"): "AtkinsonHyperlegibleNext_700Bold.ttf",
    ("Noto Sans", ""): "NotoSans_400Regular.ttf",
    ("Noto Sans", "B"): "NotoSans_700Bold.ttf",
}


def typst(fonts: Path) -> Callable[[Path], bytes]:
    """Typst, with the faces read once."""
    package = import_module("typst")
    faces = package.Fonts(False, False, [str(fonts)])

    def make(folder: Path) -> bytes:
        compiler = package.Compiler(str(folder / "main.typ"), str(folder), faces)
        return bytes(compiler.compile(format="pdf", pdf_standards=["ua-1"]))

    return make


def weasyprint(fonts: Path) -> Callable[[Path], bytes]:
    """WeasyPrint, with the faces read once."""
    package = import_module("weasyprint")
    shared = import_module("weasyprint.text.fonts").FontConfiguration()
    faces = "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {"bold" if style else "normal"}; '
        f'src: url("{(fonts / file).as_uri()}") }}'
        for (family, style), file in FACES.items()
    )
    sheet = package.CSS(string=faces, font_config=shared)

    def make(folder: Path) -> bytes:
        page = package.HTML(filename=folder / "index.html")
        return bytes(page.write_pdf(stylesheets=[sheet], font_config=shared, pdf_variant="pdf/ua-1"))

    return make


def fpdf2(fonts: Path) -> Callable[[Path], bytes]:
    """The library fpdf2, which reads the faces for each document."""
    draw = import_module("fpdf2_draw")
    faces = {face: fonts / file for face, file in FACES.items()}
    return lambda folder: bytes(draw.made(folder, faces))


def main() -> None:
    """Make what is asked for."""
    name, fonts, *one = sys.argv[1:]
    make = {"typst": typst, "weasyprint": weasyprint, "fpdf2": fpdf2}[name](Path(fonts))
    if one:
        Path(one[1]).write_bytes(make(Path(one[0])))
        return
    for line in sys.stdin:
        paths = [Path(path) for path in line.rstrip("\n").split("\t")]
        start = time.perf_counter()
        made = [make(folder) for folder in paths[::2]]
        seconds = time.perf_counter() - start
        for out, data in zip(paths[1::2], made, strict=True):
            out.write_bytes(data)
        print(seconds, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
