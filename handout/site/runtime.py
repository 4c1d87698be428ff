"""What the form needs to run this program in a browser: Python as WebAssembly, and the program itself.

Python is the package ``pyodide`` of the npm registry, unpacked. All other files come from the installation
that is running, so that the page runs what was tested here.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from handout import resources
from handout.content.folder import MADE_FROM, WORDINGS
from handout.errors import OutputError

VERSION = "314.0.7"
"""Of the npm package that the sums belong to."""

_SUMS = {
    "pyodide.mjs": "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109",
    "pyodide.asm.mjs": "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635",
    "pyodide.asm.wasm": "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
    "python_stdlib.zip": "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a",
}

_LIBRARY = "python_stdlib.zip"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_UNUSED = _words("""
    _pydecimal _pyio _pyrepl aifc argparse bdb cProfile calendar cgi cmd code compileall
    configparser ctypes curses dbm decimal doctest ensurepip filecmp fileinput fractions ftplib getpass
    gettext graphlib http idlelib imaplib mailbox mailcap mimetypes modulefinder multiprocessing netrc
    nntplib optparse pdb pickletools plistlib poplib profile pstats pty py_compile pyclbr pydoc
    pydoc_data rlcompleter runpy sched secrets smtplib socketserver sqlite3 statistics symtable
    tabnanny telnetlib test this timeit tkinter tomllib trace tracemalloc turtle turtledemo unittest
    uuid venv wsgiref xml xmlrpc zipapp
""")
"""Modules of Python's library that neither the runtime nor the program asks for."""

_ENCODINGS = _words("""
    __init__ aliases ascii charmap cp437 cp1252 idna latin_1 mac_roman punycode raw_unicode_escape shift_jis
    unicode_escape utf_16 utf_16_be utf_16_le utf_32 utf_8 utf_8_sig
""")
"""Of the many encodings, those that are asked for."""

# What is imported of each package, as the start of a path in it; without what is compiled for this machine.
_PACKAGES: Mapping[str, tuple[str, ...]] = {
    "reportlab": (
        "reportlab/__init__",
        "reportlab/rl_",
        "reportlab/graphics/barcode/qrencoder.",
        *(
            f"reportlab/lib/{name}."
            for name in ("__init__", "abag", "boxstuff", "colors", "enums", "fonts", "logger")
        ),
        *(
            f"reportlab/lib/{name}."
            for name in ("pagesizes", "rl_accel", "rl_safe_eval", "rltempfile", "styles")
        ),
        *(f"reportlab/lib/{name}." for name in ("units", "utils")),
        "reportlab/pdfbase/__init__",
        "reportlab/pdfbase/_fontdata",
        *(
            f"reportlab/pdfbase/{name}."
            for name in ("acroform", "pdfdoc", "pdfmetrics", "pdfutils", "rl_codecs", "ttfonts")
        ),
        *(
            f"reportlab/pdfgen/{name}."
            for name in ("__init__", "canvas", "pathobject", "pdfgeom", "textobject")
        ),
    ),
    "pyyaml": ("yaml/",),
}
_ROOMS = ("cli", "check", "translate")
"""What a browser does without."""

_PILLOW = '''"""ReportLab asks for this when it is imported; no picture is ever drawn here."""


class Image:
    """Of no picture."""
'''

_EPOCH = (1980, 1, 1, 0, 0, 0)


class Runtime(NamedTuple):
    """The files by their paths, the folder they are in, and what the page checks them by."""

    folder: str
    files: Mapping[str, bytes]

    @property
    def sums(self) -> Mapping[str, Mapping[str, str | int]]:
        """Size and sha256 of each file that the page hands to the runtime itself."""
        data = {path.rpartition("/")[2]: data for path, data in self.files.items()}
        return {
            name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in data.items()
            if name.endswith((".zip", ".wasm"))
        }

    @property
    def megabytes(self) -> int:
        """How much a visitor loads who gets nothing compressed, rounded up."""
        return -(-sum(map(len, self.files.values())) // 1_000_000)


def load_runtime(folder: Path, content: Path) -> Runtime:
    """The runtime of the npm package in *folder*, with the program and the *content*; raises OutputError."""
    files = {name: _checked(folder / name, expected) for name, expected in _SUMS.items()}
    files[_LIBRARY] = _without_unused(files[_LIBRARY])
    files["program.zip"] = _zip(dict(sorted(_program(content))))
    files["worker.mjs"] = (Path(__file__).parent / "assets" / "worker.mjs").read_bytes()
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(f"{name}\0{hashlib.sha256(files[name]).hexdigest()}\n".encode())
    # Named by its content, so that two versions never mix.
    root = f"run/{total.hexdigest()[:16]}"
    return Runtime(root, {f"{root}/{name}": data for name, data in files.items()})


def _checked(path: Path, expected: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise OutputError(
            f"{path} cannot be read: {error.strerror or error}; it is of pyodide {VERSION}"
        ) from error
    if hashlib.sha256(data).hexdigest() != expected:
        raise OutputError(f"{path} is not the file of pyodide {VERSION}: unpack “npm pack pyodide@{VERSION}”")
    return data


def _without_unused(library: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(library)) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        return _zip({name: archive.read(name) for name in sorted(names) if not _is_unused(name)})


def _is_unused(name: str) -> bool:
    first, *others = name.split("/")
    if first == "encodings":
        return others[-1].partition(".")[0] not in _ENCODINGS
    return first.partition(".")[0] in _UNUSED


def _program(content: Path) -> Iterator[tuple[str, bytes]]:
    """The program with its content and faces, and what it is built on."""
    for path in resources.PACKAGE.rglob("*.py"):
        inner = path.relative_to(resources.PACKAGE)
        if inner.parts[0] not in (*_ROOMS, "locales", "fonts") and (
            inner.parts[0] != "site" or _in_browser(inner)
        ):
            yield f"handout/{inner.as_posix()}", path.read_bytes()
    for path in content.rglob("*.yaml"):
        # What translators work with is not what is printed.
        if path.stem in (MADE_FROM, WORDINGS):
            continue
        yield f"handout/locales/{path.relative_to(content).as_posix()}", path.read_bytes()
    for path in resources.FONTS.glob("*.ttf"):
        yield f"handout/fonts/{path.name}", path.read_bytes()
    for package, starts in _PACKAGES.items():
        yield from _installed(package, starts)
    yield "PIL/__init__.py", b""
    yield "PIL/Image.py", _PILLOW.encode()


def _in_browser(inner: Path) -> bool:
    return inner.name in ("__init__.py", "browser.py")


def _installed(package: str, starts: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The modules of an installed package whose paths begin so."""
    for path in metadata.files(package) or ():
        if path.suffix == ".py" and str(path).startswith(tuple(starts)):
            yield path.as_posix(), Path(str(path.locate())).read_bytes()


def _zip(files: Mapping[str, bytes]) -> bytes:
    """The files as an archive that is the same for the same files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=9)
    return buffer.getvalue()
