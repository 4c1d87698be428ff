"""What every schema can do: read a node, find its texts, describe itself to an editor."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from enum import Enum
from typing import Any, ClassVar, Generic, NamedTuple, TypeAlias, TypeVar

from handout.files.nodes import Node, Scalar, Sequence
from handout.files.report import Report

T = TypeVar("T")

S = TypeVar("S")

T_co = TypeVar("T_co", covariant=True)

JsonSchema: TypeAlias = dict[str, Any]
"""A JSON Schema, Draft 2020-12. What a schema reads as text, an editor may take for a number or a truth."""


class Invalid(Enum):
    """What a schema returns where it has noted a problem."""

    INVALID = "invalid"


INVALID = Invalid.INVALID


class Unset(Enum):
    """The default of a field that has none."""

    UNSET = "unset"


UNSET = Unset.UNSET


class PathText(NamedTuple):
    """A text that is another in another language, and the keys and ids that lead to it."""

    path: tuple[str, ...]
    """Keys, and of what stands in a list its ``id``, or its number from 1."""
    node: Scalar
    prose: bool
    """Whether it is words that somebody reads; else it is a fact of the language, as its decimal sign."""
    markup: bool
    """Whether inline markup has a meaning in it."""
    local: bool = False
    """Whether it stands in a fact of the language, which other languages need not have."""


class Schema(ABC, Generic[T_co]):
    """What may stand at one place of a file."""

    noun: ClassVar[str]
    """What an author would call it: “text”."""

    def path_texts(self, node: Node, path: tuple[str, ...] = ()) -> Iterator[PathText]:
        """The texts in the node that a translator works on, in order, as far as the node fits this schema."""
        del node, path
        return iter(())

    @abstractmethod
    def read(self, node: Node, report: Report) -> T_co | Invalid:
        """The value of the node; INVALID if a problem was noted."""

    @abstractmethod
    def json_schema(self) -> JsonSchema:
        """What it takes, as far as a JSON Schema can say it: never less, but for numbers in quotes."""

    def _wrong_kind(self, node: Node, report: Report) -> Invalid:
        if isinstance(node, Scalar) and not node.known:
            return INVALID
        if isinstance(node, Scalar) and not node.text:
            report.note(node.at, "empty", f"expected {self.noun}, found nothing")
        else:
            report.note(node.at, "wrong-kind", f"expected {self.noun}, found {_noun(node)}")
        return INVALID


def _noun(node: Node) -> str:
    if isinstance(node, Sequence):
        return "a list"
    return "text" if isinstance(node, Scalar) else "a mapping (key: value)"
