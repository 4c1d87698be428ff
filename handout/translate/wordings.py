"""Which English wording each text was translated from, so that “check” can report what English has changed.

Two files, which the program alone writes: ``wordings.yaml`` in the folder of the reference has the wordings
by their fingerprints; ``made-from.yaml`` in that of a language has the fingerprint for each of its texts.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

import yaml

from handout.content.file import ContentFile, load_file
from handout.content.folder import MADE_FROM, WORDINGS, ContentFolder
from handout.files.base import PathText, Schema
from handout.files.containers import MapOf, Mapped
from handout.files.report import Report
from handout.files.scalars import TextSchema


class Wording(NamedTuple):
    """The words of a text with their markup; the *text* is None where only its fingerprint is known."""

    fingerprint: str
    text: str | None


Wordings: TypeAlias = Mapping[str, Mapping[str, Wording]]
"""Wordings by the keys and ids of their texts with slashes between, and these by the name of their file."""

_WRITERS = "“handout new-language” and “handout approve” write this file: do not edit it."
_MADE_FROM_HEAD = f"""\
# By its fingerprint in wordings.yaml, the English wording that each text was made from.
# {_WRITERS}
"""
_WORDINGS_HEAD = f"""\
# The English wordings that texts of other languages were made from, by their fingerprints.
# {_WRITERS}
"""
_TEXTS: Schema[Mapping[str, str]] = Mapped(
    MapOf(TextSchema()), lambda pairs, _: {key.text: value.text for key, value in pairs}
)
_FILES: Schema[Mapping[str, Mapping[str, str]]] = Mapped(
    MapOf(_TEXTS), lambda pairs, _: {key.text: fingerprints for key, fingerprints in pairs}
)


def load(content: ContentFolder, tag: str, report: Report) -> Wordings | None:
    """The wordings that the texts of a language were made from; None where that is not known."""
    path = content.path(tag, MADE_FROM)
    if not os.path.lexists(path):
        return None
    files = load_file(_FILES, path, report).value
    if files is None:
        return None
    texts = _load_texts(content, report)
    return {
        name: {key: Wording(fingerprint, texts.get(fingerprint)) for key, fingerprint in keys.items()}
        for name, keys in files.items()
    }


def _load_texts(content: ContentFolder, report: Report) -> Mapping[str, str]:
    """The wordings by their fingerprints."""
    path = content.path(content.handout.language, WORDINGS)
    if not os.path.lexists(path):
        return {}
    return load_file(_TEXTS, path, report).value or {}


def path_key(text: PathText) -> str:
    """The key of a text in both files."""
    return "/".join(text.path)


def wording(text: PathText) -> Wording:
    """The wording of a text, with single spaces between its words."""
    words = " ".join(text.node.text.split())
    return Wording(hashlib.sha256(words.encode()).hexdigest()[:12], words)


def is_translation(text: PathText) -> bool:
    """Whether a text is translated from an English one: prose, and not a fact of the language."""
    return text.prose and not text.local


def wordings(files: Mapping[str, ContentFile[object]]) -> dict[str, dict[str, Wording]]:
    """Those of all texts that somebody reads in the files of a language, by the names of the files."""
    return {
        name: {path_key(text): wording(text) for text in file.path_texts if is_translation(text)}
        for name, file in files.items()
    }


def made_from_yaml(wordings: Wordings) -> str:
    """The ``made-from.yaml`` of a language."""
    return _MADE_FROM_HEAD + _dump(
        {name: {key: wording.fingerprint for key, wording in keys.items()} for name, keys in wordings.items()}
    )


def wordings_yaml(languages: Iterable[Wordings]) -> str:
    """The ``wordings.yaml`` of the reference: what the texts of any of the languages were made from."""
    return _WORDINGS_HEAD + _dump(dict(sorted(_texts(languages))))


def _texts(languages: Iterable[Wordings]) -> Iterator[tuple[str, str]]:
    for wordings in languages:
        for keys in wordings.values():
            for fingerprint, text in keys.values():
                if text is not None:
                    yield fingerprint, text


def _dump(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=110)
