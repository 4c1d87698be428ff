"""How long a translation may be: what the reference prints, and the longest of the languages that fit."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias, assert_never

from handout.content.folder import LanguageFolder
from handout.errors import Position
from handout.files.base import PathText
from handout.files.nodes import Mapping as MappingNode
from handout.model import (
    Bibliography,
    Block,
    Code,
    Figure,
    Form,
    FurtherSources,
    Grid,
    Handout,
    List,
    Publications,
    Section,
    Start,
    Table,
    Texts,
    is_for,
    texts_of,
)
from handout.patient.fill_in import fill_in

_LABEL = 30
"""The most characters of what is a label; what is longer takes as many lines as it needs."""
_SPARE = 2
"""By how many characters a label may be longer than in the reference, while there is no other language."""


class Length(NamedTuple):
    """How much is printed, without what is only read aloud."""

    words: int
    characters: int


class Page(NamedTuple):
    """A side of a sheet: where it begins, what the reference prints on it, and how much has room."""

    at: Position
    length: Length
    room: Length


def pages(
    handout: Handout, name: str, reference: LanguageFolder, others: Sequence[LanguageFolder]
) -> list[Page]:
    """Those of the sheet of that name; the room is what the longest of the languages prints there."""
    sides = _lengths(handout, name, reference)
    further = [_lengths(handout, name, folder) for folder in others]
    rows = zip(sides, *(lengths for lengths in further if len(lengths) == len(sides)), strict=True)
    return [Page(row[0][0], row[0][1], _most([length for _, length in row])) for row in rows]


def _most(lengths: Sequence[Length]) -> Length:
    return Length(max(length.words for length in lengths), max(length.characters for length in lengths))


def labels(
    name: str, reference: LanguageFolder, others: Sequence[LanguageFolder]
) -> Iterator[tuple[Position, dict[str, int]]]:
    """The place of each block with labels, and of each list of choices: how many characters each may have.

    That is as many as in the longest of the languages; where there is only the reference, a few more.
    """
    places, limits = _places(name, reference), dict[Position, dict[str, int]]()
    translations = [
        {text.path: text.node.text for text in folder.files[name].path_texts}
        for folder in others
        if name in folder.files
    ]
    for text in filter(_is_label, reference.files[name].path_texts):
        words = text.node.text
        lengths = [len(texts[text.path]) for texts in translations if text.path in texts]
        at = next((places[text.path[:depth]] for depth in (4, 2) if text.path[:depth] in places), None)
        is_same = {texts.get(text.path) for texts in translations} == {words}
        if at is not None and len(words) <= _LABEL and not is_same:
            limits.setdefault(at, {})[words] = max(len(words), *(lengths or [len(words) + _SPARE]))
    yield from limits.items()


def rows(
    name: str, reference: LanguageFolder, others: Sequence[LanguageFolder]
) -> Iterator[tuple[Position, dict[str, int]]]:
    """The place of each form, and how many characters all words of each of its rows together may have.

    That is as many as in the language with the longest forms: rows of several would not fit together.
    """
    rows = _rows(name, reference)
    longest = max((_rows(name, folder) for folder in others), key=_total, default=rows)
    limits: dict[Position, dict[str, int]] = {}
    for key, row in rows.items():
        if len(row.words) <= _LABEL:
            limits.setdefault(row.at, {})[row.words] = max(row.length, longest.get(key, row).length)
    yield from limits.items()


class _Row(NamedTuple):
    """A row of a form: the place of the form, what is asked, how many characters are printed in all."""

    at: Position
    words: str
    length: int


_Rows: TypeAlias = Mapping[tuple[str, str], _Row]
"""By the ids of their blocks and their own."""


def _total(rows: _Rows) -> int:
    return sum(row.length for row in rows.values())


def _rows(name: str, folder: LanguageFolder) -> _Rows:
    """The rows of all forms of a sheet."""
    file = folder.sheet_files.get(name)
    if file is None or file.value is None or folder.language is None:
        return {}
    return {
        (block.id, entry.id): _Row(
            block.at, entry.text[0].plain, sum(len(text.plain) for text in texts_of(entry))
        )
        for block in fill_in(file.value, (folder.language,), None).blocks
        if isinstance(block, Form)
        for entry in block.entries
    }


def _is_label(text: PathText) -> bool:
    """Whether it stands in a drawing, at the head of a column, or can be chosen in a personal file."""
    *_, last = path = text.path
    is_head = "columns" in path and (last in ("text", "tick") or last.isdecimal())
    return is_head or "labels" in path or path[0] == "choices"


def _places(name: str, reference: LanguageFolder) -> Mapping[tuple[str, ...], Position]:
    """Where blocks and lists of choices begin, by their paths."""
    if name in reference.sheet_files:
        sheet = reference.sheet_files[name].value
        return {
            ("sections", section.id, "blocks", block.id): block.at
            for section in (sheet.sections if sheet else ())
            for block in section.blocks
        }
    node = reference.files[name].node
    choices = node.get("choices") if isinstance(node, MappingNode) else None
    entries = choices.entries if isinstance(choices, MappingNode) else ()
    return {("choices", key.text): key.at for key, _ in entries}


def _lengths(handout: Handout, name: str, folder: LanguageFolder) -> list[tuple[Position, Length]]:
    """Where each side of a sheet begins, and how long it is for the reader who gets most."""
    file = folder.sheet_files.get(name)
    if file is None or file.value is None or folder.language is None:
        return []
    sides: list[list[Section]] = []
    for section in fill_in(file.value, (folder.language,), None).sections:
        if section.starts is Start.PAGE or not sides:
            sides.append([])
        sides[-1].append(section)
    readers = handout.readers or (None,)
    sheet = file.value
    heads = [(sheet.title, sheet.names, sheet.synonyms, sheet.about), *((),) * len(sides)]
    return [
        (side[0].at, max(_length(head, side, reader) for reader in readers))
        for head, side in zip(heads, sides, strict=False)
    ]


def _length(head: tuple[Texts, ...], sections: Sequence[Section], reader: str | None) -> Length:
    """That of what a reader gets of some sections, below the head of the sheet."""
    blocks = [block for section in sections for block in section.blocks if is_for(block, reader)]
    parts = (head, *(section.heading for section in sections), *map(_printed, blocks))
    words = [word for text in texts_of(parts) for word in text.plain.split() if re.search(r"\w", word)]
    return Length(len(words), sum(map(len, words)) + len(words))


def _printed(block: Block) -> Block:
    """The block without what is read aloud only, and without what stands again in each row."""
    match block:
        case Figure() | Code():
            return block._replace(alt=())
        case Grid():
            return block._replace(columns=tuple(column._replace(answer=()) for column in block.columns))
        case List() | Table() | Form() | Bibliography() | Publications() | FurtherSources():
            return block
    assert_never(block)
