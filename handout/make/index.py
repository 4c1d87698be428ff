"""``index.json``: what runs of “make --all” have made in a folder.

It is how the next run tells its own files from somebody's. It is written before each file, with the sha256
that the file will have and that of the one it replaces: a run that is killed at any moment leaves no file
behind that the next one would not know.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from handout.errors import OutputError
from handout.make import output

INDEX = "index.json"


@dataclass(frozen=True, kw_only=True)
class IndexEntry:
    """What the index says of a file; the names are those of the JSON."""

    file: str
    title: str
    languages: tuple[str, ...]
    sheets: tuple[str, ...]
    reader: str | None
    paper: str
    print: str
    pages: int
    bytes: int
    sha256: str
    version: dict[str, str]
    """Of the content, by language."""
    fingerprint: str
    """A sha256 over all that the bytes of the file depend on."""
    was: str | None = None
    """The sha256 of the file that is being replaced; only until it is."""


def sha256(data: bytes) -> str:
    """The digest of *data*, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class Index:
    """The documents in a folder that runs have made, and that nobody has changed since."""

    def __init__(self, folder: Path, *, force: bool = False) -> None:
        """Read the folder's index, if it has one; raises OutputError at another file, unless *force*."""
        self.folder = folder
        self._force = force
        self.entries = {}
        for file, entry in self._read().items():
            digest = self._digest(file)
            if digest in _known(entry):
                self.entries[file] = replace(entry, was=None) if digest == entry.sha256 else entry

    def holds(self, file: str, fingerprint: str) -> bool:
        """Whether the file is there, as it was made, from this."""
        entry = self.entries.get(file)
        return entry is not None and entry.fingerprint == fingerprint and self._digest(file) == entry.sha256

    def refuse_unknown(self, files: Iterable[str]) -> None:
        """Raise OutputError that names all that are there and were not made by a run, unless *force*."""
        if not self._force:
            output.refuse_existing(self.folder / file for file in files if not self._is_own(file))

    def put(self, entry: IndexEntry, data: bytes) -> None:
        """Write a file whole, and the index before it; raises OutputError."""
        path = self.folder / entry.file
        replaces = self._force or self._is_own(entry.file)
        announced = replace(entry, was=self._digest(entry.file) if replaces else None)
        self._write({**self.entries, entry.file: announced})
        output.write(path, data, force=replaces)
        self.entries[entry.file] = entry

    def close(self) -> None:
        """Write the index as it is when nothing is being replaced any more."""
        self._write(self.entries)

    def _is_own(self, file: str) -> bool:
        entry = self.entries.get(file)
        return entry is not None and self._digest(file) in _known(entry)

    def _digest(self, file: str) -> str | None:
        return output.digest(self.folder / file)

    def _write(self, entries: Mapping[str, IndexEntry]) -> None:
        rows = [
            {key: value for key, value in vars(entries[file]).items() if value is not None}
            for file in sorted(entries)
        ]
        text = json.dumps({"documents": rows}, indent=1, ensure_ascii=False) + "\n"
        output.write(self.folder / INDEX, text.encode(), force=True)

    def _read(self) -> dict[str, IndexEntry]:
        path = self.folder / INDEX
        if not os.path.lexists(path):
            return {}
        try:
            entries = [_entry(row) for row in json.loads(path.read_bytes())["documents"]]
            return {_plain(entry.file): entry for entry in entries}
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            if self._force:
                return {}
            raise OutputError(f"{path} is not an index of “make --all”: --force replaces it") from error


# What version 1.0 called the same.
_FORMER = {"audience": "reader", "made_from": "fingerprint"}


def _entry(row: Mapping[str, Any]) -> IndexEntry:
    """An entry of the JSON; raises TypeError where it has other names."""
    return IndexEntry(**{_FORMER.get(key, key): value for key, value in row.items()})


def _known(entry: IndexEntry) -> set[str]:
    """The sha256 that a file of a run may have, whenever that run was killed."""
    return {digest for digest in (entry.sha256, entry.was) if digest}


def _plain(file: str) -> str:
    """The name; raises ValueError where it leads out of the folder."""
    if Path(file).name != file:
        raise ValueError(file)
    return file
