"""What a schema cannot see: names that must be known elsewhere, statements that must rest on something.

Each function yields the problems of one thing, at their places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from handout import drawings
from handout.errors import Position, Problem
from handout.files.nodes import Node, scalars
from handout.files.report import nearest
from handout.model import (
    Block,
    Column,
    Entry,
    Figure,
    Fill,
    Form,
    Grid,
    Language,
    Part,
    Reference,
    Section,
    Sheet,
    Start,
    Statement,
    Table,
    is_for,
    texts_of,
)
from handout.patient.fields import FIELDS
from handout.patient.kinds import ChosenKind, PlacesKind


def sheet(
    found: Sheet, references: Mapping[str, Reference] | None, readers: Sequence[str], *, whole: bool = True
) -> Iterator[Problem]:
    """All problems of a sheet for *readers*; without a bibliography its citations are not looked up.

    What is not *whole*, because problems were found in it, is not told what it seems to lack.
    """
    yield from unique(_identified(found))
    if whole:
        yield from _sides(found)
    for section in found.sections:
        if whole:
            yield from _readers(section, readers)
        if not section.patient:
            yield from _bases(section, found)
        for block in section.blocks:
            yield from _block(block)
    if references is not None:
        yield from _citations(found, references, whole=whole)


def _block(block: Block) -> Iterator[Problem]:
    match block:
        case Table():
            yield from _cells(block)
        case Figure():
            yield from _labels(block)
        case Form():
            for entry in block.entries:
                yield from _fills(entry.answer)
        case Grid():
            yield from _lines(block)


def unique(named: Iterable[tuple[str, Position]]) -> Iterator[Problem]:
    """A problem at each name that was given before."""
    seen: dict[str, Position] = {}
    for name, at in named:
        if name in seen:
            yield Problem(at, "duplicate-id", f"“{name}” is given twice; first in line {seen[name].line}")
        seen.setdefault(name, at)


def _identified(found: Sheet) -> Iterator[tuple[str, Position]]:
    for section in found.sections:
        yield section.id, section.at
        for block in section.blocks:
            yield block.id, block.at
            yield from ((one.id, one.at) for one in block.numbered)


def _sides(found: Sheet) -> Iterator[Problem]:
    """A sheet is one piece of paper: the front begins with the title, one section begins the back."""
    front, *others = found.sections
    if front.starts is Start.PAGE:
        yield Problem(front.at, "sides", "the first section begins no new page: the title stands above it")
    for section in [one for one in others if one.starts is Start.PAGE][1:]:
        yield Problem(section.at, "sides", "only the back begins on a new page, and it has begun already")


def _readers(section: Section, readers: Sequence[str]) -> Iterator[Problem]:
    for reader in readers or (None,):
        if not any(is_for(block, reader) for block in section.blocks):
            subject = f"this section is empty for “{reader}”" if reader else "this section is empty"
            message = f"{subject}: add a block, or leave the section out"
            yield Problem(section.at, "empty-section", message)


def _bases(section: Section, found: Sheet) -> Iterator[Problem]:
    for statement in section.statements:
        cited = any(True for texts in statement.texts for text in texts for _ in text.citations)
        if not (cited or statement.basis or statement.sources):
            message = (
                "this statement has no source: cite a reference ([@key]) or give a basis and its sources"
                if found.prints_references
                else "this statement has no source: give its sources, and a basis where it needs one"
            )
            yield Problem(statement.at, "missing-basis", message)
        yield from _sources(statement, found)


def _sources(statement: Statement, found: Sheet) -> Iterator[Problem]:
    if statement.basis is not None and not statement.sources:
        yield Problem(statement.at, "missing-sources", f"the basis “{statement.basis.value}” needs sources")
    if found.prints_references and statement.basis is None and statement.sources:
        at = statement.sources[0].at
        yield Problem(at, "missing-basis", "these sources need a basis, such as “usual-care”")


def _fills(parts: Iterable[Part], record: str = "") -> Iterator[Problem]:
    """A problem at each name that the personal file does not know, in *record* or as it is."""
    for part in parts:
        if isinstance(part, Fill) and f"{record}{part.name}" not in FIELDS:
            known = [name.removeprefix(record) for name in FIELDS if name.startswith(record)]
            message = f"the personal file has no “{part.name}”"
            yield Problem(part.at, "unknown-name", message, nearest(part.name, known))


def words(found: Sheet, language: Language) -> Iterator[Problem]:
    """A problem at the first place to choose in, if the language has no words for what can be chosen."""
    if language.choices:
        return
    parts = (
        part
        for section in found.sections
        for block in section.blocks
        for owner in _answering(block)
        for part in owner.answer
    )
    for part in parts:
        if isinstance(part, Fill) and _has_words(part.name):
            message = "language.yaml has no “choices”: the words for what a personal file can say"
            yield Problem(part.at, "missing-key", message)
            return


def _has_words(name: str) -> bool:
    """Whether a field, or one of a record, is printed in words of the language."""
    kinds = [kind for known, kind in FIELDS.items() if known == name or known.endswith(f".{name}")]
    return any(isinstance(kind, ChosenKind | PlacesKind) for kind in kinds)


def _answering(block: Block) -> Sequence[Entry | Column]:
    match block:
        case Form():
            return block.entries
        case Grid():
            return block.columns
    return ()


def _lines(grid: Grid) -> Iterator[Problem]:
    yield from unique((column.id, column.text[0].at) for column in grid.columns)
    for line in grid.rows:
        if len(line.cells) > len(grid.columns):
            message = f"cells in this row: {len(line.cells)}; columns of the grid: {len(grid.columns)}"
            yield Problem(line.at, "table-shape", message)
        open_columns = grid.columns[len(line.cells) :]
        fills = [part for column in open_columns for part in column.answer if isinstance(part, Fill)]
        if fills and line.record is None:
            yield Problem(
                line.at, "missing-key", "“record” is missing: a column is filled from the personal file"
            )
        elif line.record is not None:
            yield from _fills(fills, f"{line.record}.")


def _cells(table: Table) -> Iterator[Problem]:
    for row in table.rows:
        if len(row.cells) != len(table.columns):
            message = f"cells in this row: {len(row.cells)}; columns of the table: {len(table.columns)}"
            yield Problem(row.at, "table-shape", message)


def _labels(figure: Figure) -> Iterator[Problem]:
    needed = drawings.DRAWINGS[figure.drawing].labels
    given = dict(figure.labels)
    for name in needed:
        if name not in given:
            yield Problem(figure.at, "missing-key", f"the label “{name}” of the drawing is missing")
    for name, texts in given.items():
        if name not in needed:
            message = f"the drawing has no label “{name}”"
            yield Problem(texts[0].at, "unknown-key", message, nearest(name, needed))


def _citations(found: Sheet, references: Mapping[str, Reference], *, whole: bool) -> Iterator[Problem]:
    for text in texts_of(found):
        for citation in text.citations:
            if whole and not found.prints_references:
                message = "this sheet prints no references: give the key under sources"
                yield Problem(citation.places[0], "citation", message)
            for key, at in zip(citation.keys, citation.places, strict=True):
                yield from _known(key, at, references)
                if key in references and not references[key].printable:
                    message = f"“{key}” is not printable: give it under sources, with a basis"
                    yield Problem(at, "unprintable", message)
    for section in found.sections:
        for statement in section.statements:
            for source in statement.sources:
                yield from _known(source.key, source.at, references)


def _known(key: str, at: Position, references: Mapping[str, Reference]) -> Iterator[Problem]:
    if key not in references:
        message = f"“{key}” is not in references.yaml"
        yield Problem(at, "unknown-reference", message, nearest(key, references))


def letters(node: Node, missing: Callable[[str], set[str]]) -> Iterator[Problem]:
    """A problem at each letter that no face has; *missing* tells which of a text's letters those are."""
    first = next(scalars(node), None)
    source = first.origin.source.text if first and first.origin else "\\"
    # Behind a backslash may be named what does not stand there.
    if "\\" not in source and not missing(source):
        return
    for scalar in scalars(node):
        for letter in sorted(missing(scalar.text)):
            at = scalar.place(scalar.text.index(letter))
            yield Problem(at, "glyph", f"no face has the letter “{letter}” (U+{ord(letter):04X})")
