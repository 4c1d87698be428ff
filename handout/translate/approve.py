"""Texts of a language that were compared with the reference as it is now, and are right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handout.content.file import ContentFile
from handout.translate.wordings import Wording, Wordings, path_key, wordings


@dataclass(frozen=True)
class Approval:
    """From which wordings the texts of a language are made now, and how many of them were approved."""

    wordings: Wordings
    count: int


def approve(
    files: Mapping[str, ContentFile[object]],
    reference: Mapping[str, ContentFile[object]],
    former: Wordings,
    ids: Sequence[str] = (),
) -> Approval:
    """The wordings with those of now for the texts of *ids*, or for all; without texts that are gone.

    *ids* are ids, or keys, or several with slashes between, perhaps behind the name of a file. A text that is
    still to be translated keeps its wording.
    """
    translated = {
        name: {path_key(text) for text in file.path_texts if not text.node.todo}
        for name, file in files.items()
    }
    approved: dict[str, dict[str, Wording]] = {}
    count = 0
    for name, texts in wordings(reference).items():
        before = former.get(name, {})
        for key, current in texts.items():
            is_named = not ids or any(_names(ident, name, key) for ident in ids)
            is_right = is_named and key in translated.get(name, ())
            wording = current if is_right else before.get(key)
            if wording is not None:
                approved.setdefault(name, {})[key] = wording
            count += is_right and before.get(key) != current
    return Approval(approved, count)


def unknown(ids: Sequence[str], reference: Mapping[str, ContentFile[object]]) -> list[str]:
    """Those of *ids* that name no text of the reference."""
    keys = [(name, key) for name, texts in wordings(reference).items() for key in texts]
    return [ident for ident in ids if not any(_names(ident, name, key) for name, key in keys)]


def names(reference: Mapping[str, ContentFile[object]]) -> list[str]:
    """All ids and keys that lead to a text of the reference."""
    keys = (key for texts in wordings(reference).values() for key in texts)
    return list(dict.fromkeys(part for key in keys for part in key.split("/")))


def _names(ident: str, name: str, key: str) -> bool:
    """Whether an id is that of the text under this key of the file of this name."""
    file, _, rest = ident.partition("/")
    return any(f"/{part}/" in f"/{key}/" for part in (ident, *([rest] if rest and file == name else [])))
