"""Viewers and other programs that fill fields in and save: what each makes of a file."""

from __future__ import annotations

import atexit
import functools
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

import pypdf
import pytest

from tests import field_kit
from tests.programs import require

# A file with texts, by the names of their fields, and ticks, by those of their groups.
Viewer: TypeAlias = Callable[[bytes, Mapping[str, str], Mapping[str, str]], bytes]

HERE = Path(__file__).resolve().parent
# Where Debian's packages put libraries for Python.
SYSTEM_PYTHON = "/usr/bin/python3"


def in_pypdf(data: bytes, texts: Mapping[str, str], ticks: Mapping[str, str]) -> bytes:
    """The file as pypdf fills it in."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(data))
    answers = {**texts, **{name: f"/{state}" for name, state in ticks.items()}}
    for page in writer.pages:
        writer.update_page_form_field_values(page, answers, auto_regenerate=False)
    writer.write(target := BytesIO())
    return target.getvalue()


def in_poppler(data: bytes, texts: Mapping[str, str], ticks: Mapping[str, str]) -> bytes:
    """The file as poppler saves it, with which Evince and Okular are made."""
    _require_poppler()
    return _saved([SYSTEM_PYTHON, HERE / "poppler_glib.py"], data, texts, ticks)


def in_pdfjs(data: bytes, texts: Mapping[str, str], ticks: Mapping[str, str]) -> bytes:
    """The file as pdf.js saves it, which is the viewer of Firefox."""
    require("node", package="nodejs")
    require("npm", package="npm")
    return _saved(["node", HERE / "pdfjs.mjs", _pdfjs()], data, texts, ticks)


VIEWERS: Mapping[str, Viewer] = {
    "pdfium": field_kit.filled,
    "pypdf": in_pypdf,
    "poppler": in_poppler,
    "pdf.js": in_pdfjs,
}


@functools.cache
def _pdfjs() -> Path:
    """The module, which npm fetches at the version of package.json."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    shutil.copy(HERE / "package.json", folder)
    command = ["npm", "install", "--silent", "--omit=optional", "--prefer-offline", "--no-audit", "--no-fund"]
    subprocess.run(command, cwd=folder, check=True)
    return folder / "node_modules" / "pdfjs-dist" / "legacy" / "build" / "pdf.mjs"


@functools.cache
def _require_poppler() -> None:
    """Go on only where the system's Python has poppler."""
    probe = "import gi; gi.require_version('Poppler', '0.18')"
    require(SYSTEM_PYTHON, package="python3")
    if subprocess.run([SYSTEM_PYTHON, "-c", probe], check=False, capture_output=True).returncode:
        pytest.skip("poppler for Python is missing (Debian: python3-gi, gir1.2-poppler-0.18)")


def _saved(
    command: Sequence[str | Path], data: bytes, texts: Mapping[str, str], ticks: Mapping[str, str]
) -> bytes:
    """What *command* writes, run with a file to read, one to write, and on its input the answers."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "empty.pdf"), Path(folder, "filled.pdf")
        source.write_bytes(data)
        answers = json.dumps(list(_answers(data, texts, ticks)))
        subprocess.run([*command, source, target], input=answers.encode(), check=True)
        return target.read_bytes()


def _answers(data: bytes, texts: Mapping[str, str], ticks: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    """For each place a page, a point in it, and the text or true."""
    for place in field_kit.places(data):
        if place.name in texts:
            yield place.page, place.middle, texts[place.name]
        elif ticks.get(place.name, "-") == place.state:
            yield place.page, place.middle, True
