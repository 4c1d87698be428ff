"""Where a document goes: names of files, and writing them whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from handout.errors import OutputError

STEM = "episacroiliac-lipoma"


def name(tag: str, *parts: str) -> str:
    """The name of a document's file: the language, then what is not as by default."""
    return "-".join([STEM, tag, *parts]) + ".pdf"


def targets(output: Path | None, names: Sequence[str]) -> tuple[Path, ...]:
    """Where documents of these names go.

    *output* is a file for one document and a folder for several; without it they go to the current folder.
    Raises OutputError.
    """
    if output is None:
        return tuple(map(Path, names))
    if len(names) > 1:
        if output.exists() and not output.is_dir():
            raise OutputError(f"{output} is not a folder, and several languages need one")
        return tuple(output / name for name in names)
    if output.is_dir():
        raise OutputError(f"{output} is a folder: for one language give a file, such as {output / names[0]}")
    return (output,)


def refuse_existing(paths: Iterable[Path]) -> None:
    """Raise OutputError if anything is there already."""
    there = [str(path) for path in paths if os.path.lexists(path)]
    if there:
        verb = "exist" if len(there) > 1 else "exists"
        raise OutputError(f"{', '.join(there)} {verb} already and may be filled in: --force replaces it")


def write(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file whole, or raise OutputError and leave what was there; replaces only with *force*."""
    try:
        with _beside(path) as temporary:
            temporary.write_bytes(data)
            _place(temporary, path, force=force)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error


def make_folder(path: Path) -> None:
    """Make a folder if it is not there; raises OutputError."""
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(f"the folder {path} cannot be made: {error.strerror or error}") from error


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A file in the same folder that is gone afterwards."""
    handle, found = tempfile.mkstemp(prefix=".handout-", suffix=".part", dir=path.parent)
    os.close(handle)
    temporary = Path(found)
    umask = os.umask(0)
    os.umask(umask)
    temporary.chmod(0o666 & ~umask)
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _place(temporary: Path, path: Path, *, force: bool) -> None:
    """Give the file its name; a link, unlike a rename, never takes the place of another."""
    if force:
        temporary.replace(path)
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        refuse_existing([path])
        raise
    except OSError:
        # A file system without links.
        refuse_existing([path])
        temporary.replace(path)
