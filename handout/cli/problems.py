"""How problems are told: each with its place, and under it the line with a caret, as compilers do."""

import contextlib
import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from handout.errors import ContentError, Position, Problem

_WIDTH = 100
"""How many letters of a line are shown."""
_BEFORE = 60
"""How many of them before the caret."""
_MAX_BYTES = 1_000_000
"""A larger file is none of content, and nobody wants to wait for it."""


def told(problem: Problem, *, private: bool = False) -> str:
    """The problem and, unless what it is about is *private*, the line with its place."""
    return "\n".join([str(problem), *([] if private else _excerpt(problem.at))])


def all_told(error: ContentError) -> str:
    """The problems of an error."""
    return "\n".join(told(problem, private=error.private) for problem in error.problems)


def _excerpt(at: Position) -> Iterator[str]:
    """The line and a caret; nothing where there is no such line."""
    line = next(iter(_lines(at.path)[at.line - 1 : at.line]), "")
    if not line.strip() or at.column > len(line) + 1:
        return
    start = max(0, at.column - 1 - _BEFORE)
    shown = "".join(letter if letter.isprintable() else " " for letter in line[start : start + _WIDTH])
    if start:
        shown = "…" + shown[1:]
    yield f"{at.line:>6} | {shown}{'…' if line[start + _WIDTH :] else ''}"
    yield f"{'':>6} | {''.join(map(_blank, shown[: at.column - 1 - start]))}^"


def _blank(letter: str) -> str:
    """Blanks as wide as a letter is on a terminal."""
    if unicodedata.combining(letter):
        return ""
    return " " * (2 if unicodedata.east_asian_width(letter) in "WF" else 1)


def _lines(path: str) -> Sequence[str]:
    """The lines of a file, as YAML divides them; none where it cannot be read."""
    with contextlib.suppress(OSError, ValueError):
        file = Path(path)
        status = file.stat()
        if file.is_file() and status.st_size <= _MAX_BYTES:
            return _divided(file, status.st_mtime_ns)
    return ()


@functools.cache
def _divided(file: Path, changed: int) -> Sequence[str]:
    """The lines of a file that was *changed* at this time: it may be another under an old name."""
    del changed
    return re.split("\r\n|[\r\n\x85\u2028\u2029]", file.read_bytes().decode("utf-8-sig", "replace"))
