"""Which languages of a folder have no name yet for another one."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from handout.content.folder import ContentFolder
from handout.errors import Position
from handout.files.nodes import Mapping
from handout.files.report import Report


class Gap(NamedTuple):
    """A language that does not name another, and the place in its file where that name should be added."""

    at: Position
    name: str
    """Its own name."""


def gaps(content: ContentFolder, tag: str) -> Iterator[Gap]:
    """Those of the languages whose files can be read, the language itself too."""
    content = replace(content, draft=True)
    for other in content.tags():
        file = content.load(other, Report(), sheets=()).language_file
        node = file.node.get("languages") if isinstance(file.node, Mapping) else None
        if file.value is None or not file.whole or node is None or tag in file.value.languages:
            continue
        entries = node.entries if isinstance(node, Mapping) else ()
        at = entries[-1][0].at if entries else node.at
        yield Gap(at._replace(line=at.line + 1), file.value.name)
