"""Schemas of a single text: words, a name, yes or no, a number, a date."""

import datetime
import re
from abc import abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from handout.errors import Problem
from handout.files.base import INVALID, Invalid, JsonSchema, PathText, Schema, T_co
from handout.files.nodes import Node, Scalar
from handout.files.report import Report


@dataclass(frozen=True, eq=False, repr=False)
class TextSchema(Schema[Scalar]):
    """Words, as the node that holds them, so that later steps can tell places within them."""

    max_length: int | None = None
    pattern: str | None = None
    """A regular expression for the whole text; only with ``hint``."""
    hint: str = ""
    """The pattern in words: “small letters, digits and hyphens”."""
    empty_ok: bool = False
    prose: bool = False
    """Whether it is words of the file's language, as against names and codes."""
    markup: bool = False
    """Of prose: whether inline markup has a meaning in it."""
    noun: ClassVar[str] = "text"

    def __post_init__(self) -> None:
        if self.pattern and not self.hint:
            raise TypeError("a pattern needs its explanation in words")

    def read(self, node: Node, report: Report) -> Scalar | Invalid:
        """The node itself."""
        if not isinstance(node, Scalar) or not node.known:
            return self._wrong_kind(node, report)
        problem = self._problem(node.text)
        if problem is None:
            return node
        report.note(node.at, *problem)
        return INVALID

    def path_texts(self, node: Node, path: tuple[str, ...] = ()) -> Iterator[PathText]:
        """The node itself, where it is prose."""
        if self.prose and isinstance(node, Scalar) and node.known and node.text.strip():
            yield PathText(path, node, prose=True, markup=self.markup)

    def json_schema(self) -> JsonSchema:
        """Any scalar; the keywords bind only what is a string."""
        json_schema: JsonSchema = {"type": ["string", "number", "boolean"]}
        if self.max_length is not None:
            json_schema["maxLength"] = self.max_length
        if self.pattern is not None:
            json_schema["pattern"] = f"^(?:{self.pattern})$"
        elif not self.empty_ok:
            json_schema["pattern"] = r"\S"
        return json_schema

    def _problem(self, text: str) -> tuple[str, str] | None:
        if not text.strip():
            return None if self.empty_ok else ("empty", "expected text, found nothing")
        if self.max_length is not None and len(text) > self.max_length:
            return "too-long", f"the text has {len(text)} characters; at most {self.max_length} are allowed"
        if self.pattern is not None and not re.fullmatch(self.pattern, text):
            return "pattern", f"expected {self.hint}"
        return None


def missing_glyphs(scalar: Scalar, text: str, missing: Callable[[str], set[str]]) -> Iterator[Problem]:
    """A problem at each letter of the *text* of a scalar that no font can print."""
    for letter in sorted(missing(text)):
        at = scalar.place(max(scalar.text.find(letter), 0))
        yield Problem(at, "glyph", f"no font has a glyph for “{letter}” (U+{ord(letter):04X})")


class _WordSchema(Schema[T_co]):
    """One short text with a meaning."""

    def read(self, node: Node, report: Report) -> T_co | Invalid:
        """The meaning of the word."""
        if not isinstance(node, Scalar) or not node.text:
            return self._wrong_kind(node, report)
        return self._meaning(node, report)

    @abstractmethod
    def _meaning(self, node: Scalar, report: Report) -> T_co | Invalid: ...

    def _refuse(self, node: Scalar, report: Report, rule: str, message: str, hint: str = "") -> Invalid:
        report.note(node.at, rule, message, hint)
        return INVALID


@dataclass(frozen=True, eq=False, repr=False)
class Choice(_WordSchema[str]):
    """One of a few names."""

    names: tuple[str, ...]
    noun: ClassVar[str] = "a name"

    def _meaning(self, node: Scalar, report: Report) -> str | Invalid:
        if node.text in self.names:
            return node.text
        message = f"{report.quote(node.text)} is not known here"
        return self._refuse(node, report, "unknown-name", message, report.hint(node.text, self.names))

    def json_schema(self) -> JsonSchema:
        """The names."""
        return {"enum": list(self.names)}


@dataclass(frozen=True, eq=False, repr=False)
class Flag(_WordSchema[bool]):
    """Yes or no."""

    noun: ClassVar[str] = "“yes” or “no”"
    words: ClassVar[dict[str, bool]] = {"yes": True, "no": False, "true": True, "false": False}

    def _meaning(self, node: Scalar, report: Report) -> bool | Invalid:
        if node.text in self.words:
            return self.words[node.text]
        return self._refuse(node, report, "wrong-kind", "expected “yes” or “no”")

    def json_schema(self) -> JsonSchema:
        """The words, which some editors take for true and false."""
        return {"enum": [*self.words, True, False]}


def _limits(at_least: int | None, at_most: int | None) -> str:
    if at_least is not None and at_most is not None:
        return f"from {at_least} to {at_most}"
    return f"of at least {at_least}" if at_least is not None else f"of at most {at_most}"


@dataclass(frozen=True, eq=False, repr=False)
class Integer(_WordSchema[int]):
    """A whole number in digits."""

    at_least: int | None = None
    at_most: int | None = None
    noun: ClassVar[str] = "a whole number"

    def _meaning(self, node: Scalar, report: Report) -> int | Invalid:
        # No more digits than any number here can have: Python refuses thousands of them.
        if not re.fullmatch(r"-?[0-9]{1,18}", node.text):
            return self._refuse(node, report, "wrong-kind", "expected a whole number in digits, such as 12")
        value = int(node.text)
        if (self.at_least is None or value >= self.at_least) and (
            self.at_most is None or value <= self.at_most
        ):
            return value
        message = f"expected a whole number {_limits(self.at_least, self.at_most)}"
        return self._refuse(node, report, "out-of-range", message)

    def json_schema(self) -> JsonSchema:
        """A number within the limits."""
        limits = {"minimum": self.at_least, "maximum": self.at_most}
        return {
            "type": "integer",
            **{keyword: limit for keyword, limit in limits.items() if limit is not None},
        }


@dataclass(frozen=True, eq=False, repr=False)
class Date(_WordSchema[datetime.date]):
    """A day, as in ISO 8601: year, month, day."""

    noun: ClassVar[str] = "a date"

    def _meaning(self, node: Scalar, report: Report) -> datetime.date | Invalid:
        message = "expected a date as year-month-day, such as 2024-05-31"
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", node.text):
            try:
                return datetime.date.fromisoformat(node.text)
            except ValueError:
                message = "no such date"
        return self._refuse(node, report, "wrong-kind", message)

    def json_schema(self) -> JsonSchema:
        """A string, which YAML never takes for a number."""
        return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
