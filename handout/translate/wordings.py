"""From which English wording each text of a language was made: a file that the program alone writes.

By it a change in English is told at each text that was made from the old wording.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TypeAlias

import yaml

from handout.content.file import File, load_file
from handout.content.folder import MADE_FROM, Library
from handout.files.base import PathText, Schema
from handout.files.containers import MapOf, Mapped
from handout.files.report import Report
from handout.files.scalars import Text

FILE = f"{MADE_FROM}.yaml"

Wordings: TypeAlias = Mapping[str, Mapping[str, str]]
"""English texts by their keys and ids with slashes between, and these by the name of their file."""

_HEAD = """\
# The English wording that each text was made from. “handout new-language” and “handout still-right” write
# this file: nobody else does.
"""


def schema() -> Schema[Wordings]:
    """What the file may hold."""
    texts = Mapped(MapOf(Text()), lambda pairs, _: {key.text: wording.text for key, wording in pairs})
    return Mapped(MapOf(texts), lambda pairs, _: {key.text: wordings for key, wordings in pairs})


def load(library: Library, tag: str, report: Report) -> Wordings | None:
    """From which wording of the reference the texts of a language were made; None where that is not known."""
    path = library.path(tag, MADE_FROM)
    if not os.path.lexists(path):
        return None
    return load_file(schema(), path, report, missing=lambda _: set()).value


def key(path_text: PathText) -> str:
    """Under which key the wording of a text stands."""
    return "/".join(path_text.path)


def wording(path_text: PathText) -> str:
    """The words of a text with their markup, whatever spaces and line ends stand between them."""
    return " ".join(path_text.node.text.split())


def is_recorded(path_text: PathText) -> bool:
    """Whether it is made from an English text: somebody reads it, and it is no fact of the language."""
    return path_text.prose and not path_text.local


def wordings(files: Mapping[str, File[object]]) -> dict[str, dict[str, str]]:
    """Those of all texts that somebody reads in the files of a language, by the names of the files."""
    return {
        name: {key(path_text): wording(path_text) for path_text in file.path_texts if is_recorded(path_text)}
        for name, file in files.items()
    }


def text(found: Wordings) -> str:
    """What the file holds."""
    held = {name: dict(wordings) for name, wordings in found.items()}
    return _HEAD + yaml.safe_dump(held, allow_unicode=True, sort_keys=False, width=110)
