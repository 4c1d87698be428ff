"""What some tests need of the system: programs outside Python, and to be no more than an ordinary user."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

_CAPABILITY_VERSION_3 = 0x20080522
# CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH.
_DAC = 1 << 1 | 1 << 2


def require(program: str, *, package: str) -> None:
    """Go on only where *program* is installed; *package* is Debian's name for what brings it."""
    if shutil.which(program) is None:
        pytest.skip(f"the program {program} is missing (Debian: {package})")


def require_readers(*languages: str) -> None:
    """Go on only where tesseract is installed with the data of *languages*, by its own names (“eng”)."""
    require("tesseract", package="tesseract-ocr")
    told = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True).stdout
    for language in languages:
        if language not in told.split():
            pytest.skip(f"tesseract has no data for {language} (Debian: tesseract-ocr-{language})")


@contextlib.contextmanager
def unprivileged() -> Iterator[None]:
    """Take from this process, where root runs it on Linux, the right to open what file modes forbid."""
    if not sys.platform.startswith("linux") or os.geteuid():
        yield
        return
    # capabilities(7), capget(2): a header, then twice effective, permitted and inheritable rights.
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    rights = (ctypes.c_uint32 * 6)()
    libc = ctypes.CDLL(None, use_errno=True)
    assert libc.capget(header, rights) == 0
    effective = rights[0]
    rights[0] = effective & ~_DAC
    assert libc.capset(header, rights) == 0
    try:
        yield
    finally:
        rights[0] = effective
        assert libc.capset(header, rights) == 0
