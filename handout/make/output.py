"""Where a document goes: names of files, and writing them whole or not at all.

What only writing needs is imported there: commands that write nothing start a twentieth sooner.
"""

import contextlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from time import sleep
from typing import TypeVar

from handout.errors import OutputError
from handout.model import Handout
from handout.options import Options

_PREFIX, _SUFFIX = ".handout-", ".part"
"""How the name of a file begins and ends while it is written."""

_TRIES, _PAUSE = 20, 0.1
"""How often, and how many seconds apart, what another program holds open is asked for."""

T = TypeVar("T")


def file_name(handout: Handout, tag: str, options: Options, *, personal: bool = False) -> str:
    """The name of a document's file: the handout's stem, the language, then what is not as usual."""
    usual = Options()
    parts = (
        *(("with", options.second) if options.second else ()),
        *(options.sheets or ()),
        *([options.reader] if options.reader not in (None, handout.reader) else ()),
        *([options.paper.value] if options.paper is not usual.paper else ()),
        *([options.size.value] if options.size is not usual.size else ()),
        *(["fillable"] if options.fillable else ()),
        *(["draft"] if options.draft else ()),
        *(["personal"] if personal else ()),
    )
    return "-".join([handout.stem, tag, *parts]) + ".pdf"


def is_file_name(place: str) -> bool:
    """Whether a place that is named is a PDF: all others are folders."""
    return place.lower().endswith(".pdf")


def targets(place: str | None, names: Sequence[str]) -> tuple[Path, ...]:
    """Where documents of these names go: to a folder, the current one without a *place*; or one to a file.

    Raises OutputError where a folder has the name of the file, or the other way round.
    """
    if place is None:
        return tuple(map(Path, names))
    path = Path(place)
    with as_output_error(path):
        # In this order: another run may make the folder meanwhile.
        is_there, is_folder = path.exists(), path.is_dir()
    if is_file_name(place):
        if is_folder:
            raise OutputError(f"{path} is a folder: for a file in it give {path / names[0]}")
        return (path,)
    if is_there and not is_folder:
        raise OutputError(f"{path} is not a folder: give one, or the name of a file that ends in .pdf")
    return tuple(path / name for name in names)


def refuse_existing(paths: Iterable[Path]) -> None:
    """Raise OutputError if anything is there already."""
    existing = [str(path) for path in paths if os.path.lexists(path)]
    if existing:
        verb = "exist" if len(existing) > 1 else "exists"
        raise OutputError(f"{', '.join(existing)} {verb} already and may be filled in: --force replaces it")


def refuse_irreplaceable(paths: Iterable[Path]) -> None:
    """Raise OutputError at what no file may take the place of: a pipe, a device, a link, a protected file."""
    for path in paths:
        with as_output_error(path), contextlib.suppress(FileNotFoundError):
            _refuse_kind(path, path.stat().st_mode)
        if path.is_symlink():
            target = os.path.realpath(path)
            raise OutputError(f"{path} is a link: give the name of the file it leads to, {target}")


def _refuse_kind(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OutputError(f"{path} is a pipe or a device: use -o - and send on what comes to stdout")
    if stat.S_ISREG(mode) and not (mode & stat.S_IWUSR and os.access(path, os.W_OK)):
        raise OutputError(f"{path} is write-protected: allow writing, or give another name")


def write_all(files: Mapping[Path, bytes], *, force: bool, private: bool = False) -> Iterator[Path]:
    """Write files whole, and give the path of each; one that has its bytes already stays as it is.

    Raises OutputError, before any is written, where something else is there, unless *force*.
    """
    wanted = {path: data for path, data in files.items() if not _holds(path, data)}
    if not force:
        refuse_existing(wanted)
    refuse_irreplaceable(wanted)
    for path, data in files.items():
        if path in wanted:
            write(path, data, force=force, private=private)
        yield path


def _holds(path: Path, data: bytes) -> bool:
    """Whether there is a file with these bytes."""
    with as_output_error(path):
        return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def write(path: Path, data: bytes, *, force: bool, private: bool = False) -> None:
    """Write a file whole, or raise OutputError and leave what was there; replaces only with *force*.

    What is *private* can be read by its owner alone.
    """
    refuse_irreplaceable([path])
    with as_output_error(path), _beside(path, private=private) as temporary:
        temporary.write_bytes(data)
        _place(temporary, path, force=force)


def write_changed(path: Path, text: str) -> bool:
    """Write a file of the program's own unless it holds the text already; whether it was written."""
    data = text.encode()
    if _holds(path, data):
        return False
    write(path, data, force=True)
    return True


def make_folder(path: Path) -> None:
    """Make a folder if it is not there; raises OutputError."""
    with as_output_error(path):
        path.mkdir(exist_ok=True)


def make_folders(path: Path) -> None:
    """Make a folder and those it is in if they are not there; raises OutputError."""
    with as_output_error(path):
        path.mkdir(parents=True, exist_ok=True)


def write_folder(path: Path, files: Mapping[str, str]) -> None:
    """Write a new folder with files whole, or raise OutputError and leave nothing."""
    with as_output_error(path):
        if os.path.lexists(path):
            raise OutputError(f"{path} exists already")
        import shutil
        import tempfile

        temporary = Path(tempfile.mkdtemp(prefix=_PREFIX, suffix=_SUFFIX, dir=path.parent))
        try:
            for name, text in files.items():
                (temporary / name).write_bytes(text.encode())
            _open_to_others(temporary, mode=0o777)
            temporary.rename(path)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)


def remove_parts(folder: Path) -> None:
    """Remove what a run left that was killed while it wrote; raises OutputError."""
    with as_output_error(folder):
        for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            path.unlink(missing_ok=True)


def digest(path: Path) -> str | None:
    """The sha256 of a file; None where there is none, or a link or a folder has its name.

    Raises OutputError where it cannot be read.
    """
    if path.is_symlink() or not path.is_file():
        return None
    import hashlib

    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise OutputError(f"{path} cannot be read: {error.strerror or error}") from error


@contextlib.contextmanager
def as_output_error(path: Path) -> Iterator[None]:
    """An error of the system inside, as an OutputError that names *path*."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error


def patiently(action: Callable[[], T]) -> T:
    """What the action returns, tried for two seconds; raises PermissionError if it is refused to the end.

    On Windows a file that another program holds open is refused: a viewer, or for a moment a virus scanner.
    """
    for _ in range(_TRIES - 1):
        with contextlib.suppress(PermissionError):
            return action()
        sleep(_PAUSE)
    return action()


@contextlib.contextmanager
def _beside(path: Path, *, private: bool) -> Iterator[Path]:
    """A file in the same folder that is gone afterwards; only its owner can read it while it is written."""
    import tempfile

    handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        if not private:
            _open_to_others(temporary)
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _open_to_others(path: Path, *, mode: int = 0o666) -> None:
    """Give a file, or a folder by its *mode*, the permissions that a new one has."""
    umask = os.umask(0)
    os.umask(umask)
    # A memory stick's file system has no permissions to set.
    with contextlib.suppress(PermissionError):
        path.chmod(mode & ~umask)


def _place(temporary: Path, path: Path, *, force: bool) -> None:
    """Give the file its name; a link, unlike a rename, never takes the place of another."""
    try:
        if not force:
            os.link(temporary, path)
            return
    except FileExistsError:
        if _holds(path, temporary.read_bytes()):
            return
        refuse_existing([path])
        raise
    except (OSError, AttributeError):
        # A file system, or a system, without links.
        refuse_existing([path])
    try:
        patiently(lambda: temporary.replace(path))
    except PermissionError as error:
        raise OutputError(
            f"{path} cannot be written: {error.strerror}; is it open in another program?"
        ) from error
