"""One run of “make --all” in a folder at a time: a hidden file there is locked while it works.

The system gives a lock back when its process ends, however it ends. Only where it knows no locks, or the disk
does not, is the file itself the lock: then somebody has to delete the one that a killed run has left.
"""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from time import sleep

from handout.errors import OutputError
from handout.make import output

LOCK = ".handout.lock"

_PAUSE = 0.05
"""Between two looks at a lock that another run has, in seconds."""


@contextlib.contextmanager
def locked(folder: Path, *, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock of a folder; *waiting* is called once where another run has it, which is waited for.

    Raises OutputError where the file cannot be made, and where nobody can know whether that run still lives.
    """
    path = folder / LOCK
    handle = _handle(path)
    if handle is None:
        waiting()
    while handle is None:
        sleep(_PAUSE)
        handle = _handle(path)
    try:
        yield
    finally:
        _release(handle, path)


def _handle(path: Path) -> int | None:
    """The file, locked; None while another run has it. Raises OutputError."""
    with output.as_output_error(path):
        handle, is_new = output.patiently(lambda: _opened(path))
        try:
            if _has_lock(handle, path, is_new=is_new) and os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        except FileNotFoundError:
            pass  # The run that had it has ended, and deleted it: what was locked is no longer the folder's.
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        return None


def _opened(path: Path) -> tuple[int, bool]:
    """The file, and whether it is new; raises OSError."""
    while True:
        with contextlib.suppress(FileExistsError):
            return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666), True
        with contextlib.suppress(FileNotFoundError):
            return os.open(path, os.O_RDWR), False


def _has_lock(handle: int, path: Path, *, is_new: bool) -> bool:
    """Whether the file is locked now, and not by another run; raises OutputError where that is unknown."""
    lock = _system_lock()
    try:
        if lock is not None:
            lock(handle)
            return True
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        pass  # The disk knows no locks.
    if not is_new:
        raise OutputError(f"another run is at work in {path.parent}; if there is none, delete {path}")
    return True


def _system_lock() -> Callable[[int], object] | None:
    """What locks an open file or raises OSError at once; None where the system has no such thing."""
    with contextlib.suppress(ImportError):
        import fcntl

        return lambda handle: fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with contextlib.suppress(ImportError):
        import msvcrt

        return lambda handle: msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    return None


def _release(handle: int, path: Path) -> None:
    """Delete the file and close it, in the order that the system allows."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        os.close(handle)
        # Windows deletes no open file: if another run has opened it meanwhile, that one will.
        with contextlib.suppress(OSError):
            path.unlink()
    else:
        os.close(handle)
