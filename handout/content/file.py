"""A file of content: what could be read of it, and whether that is all."""

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Generic

from handout.files.base import Invalid, PathText, Schema, T, T_co
from handout.files.nodes import Node, scalars, with_todo, without_todo
from handout.files.parse import read
from handout.files.report import Report

UNTRANSLATED = "(translate) "
"""What a text begins with until it is translated; what follows it stands there in the reference language."""


@dataclass(frozen=True)
class ContentFile(Generic[T_co]):
    """A file as far as it can be read."""

    path: str
    """As messages show it."""
    schema: Schema[T_co]
    node: Node | None = None
    """None where it is no YAML."""
    value: T_co | None = None
    """The valid part of what it holds; None where there is none."""
    whole: bool = False
    """Whether no problem has been noted yet."""

    @cached_property
    def path_texts(self) -> tuple[PathText, ...]:
        """The texts that a translator works on, in order."""
        return tuple(self.schema.path_texts(self.node)) if self.node else ()

    @property
    def left(self) -> list[PathText]:
        """Those that are still to be translated."""
        return [path_text for path_text in self.path_texts if path_text.node.todo]


def all_to_do(file: ContentFile[object]) -> str:
    """The text of a file that could be read, with all that a translator works on marked as still to do."""
    origins = (scalar.origin for scalar in scalars(file.node) if scalar.origin) if file.node else ()
    # The very text that was parsed: places count its line ends, and no byte order mark.
    source = next((origin.source.text for origin in origins), "")
    return with_todo(source, (path_text.node for path_text in file.path_texts), UNTRANSLATED)


def parse_file(schema: Schema[T], path: Path, report: Report) -> ContentFile[T]:
    """The file at *path* as YAML, without what it holds; its problems are noted."""
    name = display_path(path)
    node, problems = read(path, name=name)
    report.add(problems)
    return ContentFile(
        name, schema, None if node is None else without_todo(node, UNTRANSLATED), whole=not problems
    )


def load_file(schema: Schema[T], path: Path, report: Report) -> ContentFile[T]:
    """The file at *path* and what it holds; its problems are noted."""
    unchanged = report.watch()
    file = parse_file(schema, path, report)
    if file.node is None:
        return file
    value = schema.read(file.node, report)
    return replace(file, value=None if isinstance(value, Invalid) else value, whole=unchanged())


def display_path(path: Path) -> str:
    """The path as messages show it: from the current folder, where it lies below that."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)
