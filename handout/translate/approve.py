"""Texts of a language that were compared anew with the reference, and are right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handout.content.file import File
from handout.translate import wordings
from handout.translate.wordings import Wordings


@dataclass(frozen=True)
class Recorded:
    """What is remembered, and how many texts were recorded anew."""

    wordings: Wordings
    changed: int


def record(
    files: Mapping[str, File[object]],
    reference: Mapping[str, File[object]],
    was: Wordings,
    ids: Sequence[str] = (),
) -> Recorded:
    """The wordings with those of now for the texts of *ids*, or for all; without texts that are gone.

    *ids* are ids, or keys, or several with slashes between, perhaps behind the name of a file. A text that is
    still to be translated keeps its wording.
    """
    now = wordings.wordings(reference)
    translated = {
        name: {wordings.key(path_text) for path_text in file.path_texts if not path_text.node.mark}
        for name, file in files.items()
    }
    kept: dict[str, dict[str, str]] = {}
    changed = 0
    for name, texts in now.items():
        before = was.get(name, {})
        for key, wording in texts.items():
            named = not ids or any(_names(one, name, key) for one in ids)
            right = named and key in translated.get(name, ())
            found = wording if right else before.get(key)
            if found is not None:
                kept.setdefault(name, {})[key] = found
            changed += right and before.get(key) != wording
    return Recorded(kept, changed)


def unknown(ids: Sequence[str], reference: Mapping[str, File[object]]) -> list[str]:
    """Those of *ids* that name no text of the reference."""
    keys = [(name, key) for name, texts in wordings.wordings(reference).items() for key in texts]
    return [one for one in ids if not any(_names(one, name, key) for name, key in keys)]


def names(reference: Mapping[str, File[object]]) -> list[str]:
    """All ids and keys that lead to a text of the reference."""
    keys = (key for texts in wordings.wordings(reference).values() for key in texts)
    return list(dict.fromkeys(part for key in keys for part in key.split("/")))


def _names(one: str, name: str, key: str) -> bool:
    """Whether an id is that of the text under this key of the file of this name."""
    file, _, rest = one.partition("/")
    return any(f"/{part}/" in f"/{key}/" for part in (one, *([rest] if rest and file == name else [])))
