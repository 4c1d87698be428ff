"""What can go wrong, where, and with which exit code.

Errors are raised deep and caught once, by the command line. No YAML, no PDF, no Click here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple


class Position(NamedTuple):
    """A place in a file, as editors count: lines and columns from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Severity(Enum):
    """Whether a problem keeps the sheets from being made, or asks for somebody's judgement."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing an author has to put right."""

    at: Position
    rule: str
    message: str
    hint: str = ""
    """What would be right, where that is known."""
    severity: Severity = field(default=Severity.ERROR, compare=False)
    path: tuple[str, ...] = field(default=(), compare=False)
    """Of a personal file: the keys, and numbers from 1 in lists, that lead to the field."""
    letter: str = field(default="", compare=False, repr=False)
    """What cannot be printed, where that is one letter."""

    def __str__(self) -> str:
        kind = "" if self.severity is Severity.ERROR else f"{self.severity.value}: "
        return f"{self.at}: {kind}{self.message}{f'; {self.hint}' if self.hint else ''} [{self.rule}]"


class HandoutError(Exception):
    """The base of all errors whose messages the user sees."""

    exit_code = 1


class RenderError(HandoutError):
    """The PDF could not be made although its content is valid."""


class ContentError(HandoutError):
    """The content is invalid: all of its problems, sorted by place.

    *private* is what nobody shows a line of: a personal file.
    """

    exit_code = 3

    def __init__(self, problems: Iterable[Problem], private: bool = False) -> None:
        self.problems = tuple(sorted(set(problems)))
        self.private = private
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[ContentError], tuple[tuple[Problem, ...], bool]]:
        """How it goes from one process to another: with its problems, which are more than its words."""
        return ContentError, (self.problems, self.private)


class OutputError(HandoutError):
    """The output exists already, or cannot be written."""

    exit_code = 4
