"""What a schema cannot see: names that must be known elsewhere, statements that must rest on something.

Each function yields the problems of one thing, at their places.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import assert_never

from handout import drawings, model
from handout.errors import Position, Problem
from handout.files.nodes import Node, scalars
from handout.files.report import nearest
from handout.files.scalars import missing_glyphs
from handout.patient.fields import FIELDS


def sheet(
    sheet: model.Sheet,
    references: Mapping[str, model.Reference] | None,
    readers: Sequence[str],
    *,
    whole: bool = True,
) -> Iterator[Problem]:
    """All problems of a sheet for *readers*; without a bibliography its citations are not looked up.

    What is not *whole*, because problems were noted in it, is not blamed for what it seems to lack.
    """
    yield from unique(_identified(sheet))
    if whole:
        yield from _sides(sheet)
        yield from _columns(sheet, readers)
    for section in sheet.sections:
        if whole:
            yield from _readers(section, readers)
        if not section.patient:
            yield from _bases(section, sheet)
        for block in section.blocks:
            yield from _block(block)
    if references is not None:
        yield from _citations(sheet, references, whole=whole)


def _block(block: model.Block) -> Iterator[Problem]:
    match block:
        case model.Table():
            yield from _cells(block)
        case model.Figure():
            yield from _labels(block)
        case model.Form():
            yield from _answers(block)
        case model.Grid():
            yield from _rows(block)
        case model.Bibliography():
            yield from _run_on(block)
        case model.Publications():
            yield from unique((item.key, item.at) for item in block.items)
        case model.FurtherSources():
            yield from unique(block.keys)
        case model.List() | model.Code():
            pass
        case _:
            assert_never(block)


def _run_on(bibliography: model.Bibliography) -> Iterator[Problem]:
    if (bibliography.lines is None) == bool(bibliography.also):
        message = "“numbered” and “also” need each other: so many have a line each, the others run on"
        yield Problem(bibliography.at, "missing-key", message)


def unique(names: Iterable[tuple[str, Position]]) -> Iterator[Problem]:
    """A problem at each name that is used before."""
    first: dict[str, Position] = {}
    for name, at in names:
        if name in first:
            yield Problem(at, "duplicate-id", f"“{name}” is already used in line {first[name].line}")
        first.setdefault(name, at)


def _identified(sheet: model.Sheet) -> Iterator[tuple[str, Position]]:
    for section in sheet.sections:
        yield section.id, section.at
        for block in section.blocks:
            yield block.id, block.at
            yield from ((numbered.id, numbered.at) for numbered in block.numbered)


def _sides(sheet: model.Sheet) -> Iterator[Problem]:
    """A sheet is one piece of paper: the front begins with the title, one section begins the back."""
    front, *others = sheet.sections
    if front.starts is model.Start.PAGE:
        yield Problem(front.at, "sides", "the first section cannot begin a new page: the title is above it")
    for section in [section for section in others if section.starts is model.Start.PAGE][1:]:
        yield Problem(
            section.at, "sides", "only one section can begin a new page: the back has begun already"
        )


def _columns(sheet: model.Sheet, readers: Sequence[str]) -> Iterator[Problem]:
    """A problem where more columns begin than stand side by side, for the first reader who has so many."""
    for reader in readers or (None,):
        left = 0
        for section in sheet.sections:
            if section is sheet.sections[0] or section.spans or section.starts in _NEW_COLUMNS:
                left = section.columns - 1
            parts = [section, *(block for block in section.blocks if model.is_for(block, reader))]
            for part in (part for part in parts if part.starts is model.Start.COLUMN):
                if not left:
                    message = "no further column can begin: as many as stand side by side have begun"
                    yield Problem(part.at, "columns", message)
                    return
                left -= 1


_NEW_COLUMNS = {model.Start.BAND, model.Start.PAGE}


def _readers(section: model.Section, readers: Sequence[str]) -> Iterator[Problem]:
    for reader in readers or (None,):
        if not any(model.is_for(block, reader) for block in section.blocks):
            subject = f"this section is empty for “{reader}”" if reader else "this section is empty"
            message = f"{subject}: add a block, or leave the section out"
            yield Problem(section.at, "empty-section", message)


def _bases(section: model.Section, sheet: model.Sheet) -> Iterator[Problem]:
    for statement in section.statements:
        cited = any(True for texts in statement.texts for text in texts for _ in text.citations)
        if not (cited or statement.basis or statement.sources):
            message = (
                "this statement has no source: cite a reference ([@key]) or give a basis and its sources"
                if sheet.prints_references
                else "this statement has no source: give its sources, and a basis where it needs one"
            )
            yield Problem(statement.at, "missing-basis", message)
        yield from _sources(statement, sheet)


def _sources(statement: model.Statement, sheet: model.Sheet) -> Iterator[Problem]:
    if statement.basis is not None and not statement.sources:
        yield Problem(statement.at, "missing-sources", f"the basis “{statement.basis.value}” needs sources")
    if sheet.prints_references and statement.basis is None and statement.sources:
        at = statement.sources[0].at
        yield Problem(at, "missing-basis", "these sources need a basis, such as “usual-care”")


def _field_refs(parts: Iterable[model.Part]) -> Iterator[Problem]:
    """A problem at each name that the personal file does not know."""
    for part in parts:
        if isinstance(part, model.FieldRef) and part.name not in FIELDS:
            message = f"the personal file has no “{part.name}”"
            yield Problem(part.at, "unknown-name", message, nearest(part.name, FIELDS))


def _answers(form: model.Form) -> Iterator[Problem]:
    yield from _field_refs(form.places)
    for entry in form.entries:
        yield from _unique_parts(entry.places, entry.at)


def _unique_parts(parts: Iterable[model.Part], at: Position) -> Iterator[Problem]:
    """A problem at each part of an answer, and each box of a choice, with the id of another."""
    parts = tuple(parts)
    yield from unique((part.id, _place(part, at)) for part in parts)
    for part in parts:
        if isinstance(part, model.OneOf):
            yield from unique((tick.id, _place(tick, at)) for tick in part.ticks)


def _place(part: model.Part, at: Position) -> Position:
    """Where the words of a part stand; else *at*."""
    return next((text.at for text in model.texts_of(part)), at)


def words(sheet: model.Sheet, language: model.Language) -> Iterator[Problem]:
    """A problem at the first place to choose in, if the language has no words for what can be chosen."""
    if language.choices:
        return
    for part in (part for block in sheet.blocks for part in block.places):
        if isinstance(part, model.FieldRef) and part.name in FIELDS and FIELDS[part.name].vocabularies:
            message = "language.yaml has no “choices”: the words for what a personal file can say"
            yield Problem(part.at, "missing-key", message)
            return


def _rows(grid: model.Grid) -> Iterator[Problem]:
    yield from unique((column.id, column.text[0].at) for column in grid.columns)
    for column in grid.columns:
        yield from _unique_parts(column.answer, column.text[0].at)
    for row in grid.rows:
        if len(row.cells) > len(grid.columns):
            yield _misshapen(row, len(grid.columns), "grid")
        parts = [part for answer in grid.answers(row) for part in answer]
        if row.record is not None:
            yield from _field_refs(parts)
        elif any(isinstance(part, model.FieldRef) for part in parts):
            message = "“record” is missing: a column is filled from the personal file"
            yield Problem(row.at, "missing-key", message)


def _cells(table: model.Table) -> Iterator[Problem]:
    for row in table.rows:
        if len(row.cells) != len(table.columns):
            yield _misshapen(row, len(table.columns), "table")


def _misshapen(row: model.Row | model.GridRow, columns: int, owner: str) -> Problem:
    message = f"cells in this row: {len(row.cells)}; columns of the {owner}: {columns}"
    return Problem(row.at, "table-shape", message)


def _labels(figure: model.Figure) -> Iterator[Problem]:
    needed = drawings.DRAWINGS[figure.drawing].labels
    labels = dict(figure.labels)
    for name in needed:
        if name not in labels:
            yield Problem(figure.at, "missing-key", f"the label “{name}” of the drawing is missing")
    for name, texts in labels.items():
        if name not in needed:
            message = f"the drawing has no label “{name}”"
            yield Problem(texts[0].at, "unknown-key", message, nearest(name, needed))


def _citations(
    sheet: model.Sheet, references: Mapping[str, model.Reference], *, whole: bool
) -> Iterator[Problem]:
    prints_references, cited = sheet.prints_references, frozenset(sheet.cited)
    for text in model.texts_of(sheet):
        for citation in text.citations:
            if whole and not prints_references:
                message = "this sheet prints no references: give the key under sources"
                yield Problem(citation.places[0], "citation", message)
            for key, at in zip(citation.keys, citation.places, strict=True):
                yield from _known(key, at, references)
                if key in references and not references[key].printable:
                    message = f"“{key}” is not printable: give it under sources, with a basis"
                    yield Problem(at, "unprintable", message)
                elif whole and prints_references and key not in cited:
                    yield Problem(at, "citation", f"“{key}” is not among the publications of this sheet")
    statements = (statement for section in sheet.sections for statement in section.statements)
    for source in (source for statement in statements for source in statement.sources):
        yield from _known(source.key, source.at, references)
    yield from _listed(sheet, references)


def _listed(sheet: model.Sheet, references: Mapping[str, model.Reference]) -> Iterator[Problem]:
    """A problem at each key of a list of references that cannot stand there."""
    further = [block for block in sheet.blocks if isinstance(block, model.FurtherSources)]
    incomplete = {source for block in further if block.incomplete for source in block.keys}
    for source in sheet.listed:
        key, at = source
        yield from _known(key, at, references)
        if key in references and not references[key].printable and source not in incomplete:
            message = f"“{key}” is not printable: name it among further sources, behind “incomplete”"
            yield Problem(at, "unprintable", message)


def _known(key: str, at: Position, references: Mapping[str, model.Reference]) -> Iterator[Problem]:
    if key not in references:
        message = f"“{key}” is not in references.yaml"
        yield Problem(at, "unknown-reference", message, nearest(key, references))


def pointers(
    pointers: Iterable[model.Pointer],
    sheets: Mapping[str, model.Sheet],
    handout: model.Handout,
    *,
    own: model.Sheet | None = None,
) -> Iterator[Problem]:
    """A problem at each pointer to what is not there, or not the same for all readers of the handout.

    What names no sheet points to its *own* one, where it stands in one.
    """
    for pointer in pointers:
        sheet = own if own and pointer.sheet in (None, own.id) else sheets.get(pointer.sheet or "")
        if sheet is not None:
            yield from _target(pointer, sheet, handout.readers)
        elif pointer.sheet is None:
            message = f"“#{pointer.target}” needs its sheet here, as in [](doctor#{pointer.target})"
            yield Problem(pointer.at, "pointer", message)
        elif pointer.sheet in handout.ids:
            yield Problem(pointer.at, "pointer", f"the sheet “{pointer.sheet}” cannot be read")
        else:
            message = f"there is no sheet “{pointer.sheet}”"
            yield Problem(pointer.at, "pointer", message, nearest(pointer.sheet, handout.ids))


def _target(pointer: model.Pointer, sheet: model.Sheet, readers: Sequence[str]) -> Iterator[Problem]:
    labels = [sheet.for_reader(reader).labels for reader in readers or (None,)]
    known = {name for each in labels for name in each}
    if pointer.target not in known:
        message = f"“{pointer.target}” is no section or item of the sheet “{sheet.id}”"
        yield Problem(pointer.at, "pointer", message, nearest(pointer.target, sorted(known)))
    elif len({each.get(pointer.target) for each in labels}) > 1:
        message = f"“{pointer.target}” has not the same number for every reader"
        yield Problem(pointer.at, "pointer", message, "point to its section")


def letters(node: Node, missing: Callable[[str], set[str]]) -> Iterator[Problem]:
    """A problem at each script of a file that cannot be printed, once, and at each letter that no font has.

    The letters are those of a text that *missing* returns.
    """
    first = next(scalars(node), None)
    source = first.origin.source.text if first and first.origin else "\\"
    # A backslash can name a letter that is not in the source.
    if "\\" not in source and not (missing(source) or model.unsupported_scripts(source)):
        return
    reported: set[str] = set()
    for scalar in scalars(node):
        for script in model.unsupported_scripts(scalar.text):
            if script.name not in reported:
                reported.add(script.name)
                yield _unsupported(script, scalar.place(script.begin))
        yield from missing_glyphs(scalar, scalar.text, partial(_lacking, missing))


def _unsupported(script: model.UnsupportedScript, at: Position) -> Problem:
    message = f"the script {script.name} cannot be printed: {script.reason}"
    return Problem(at, "script", message, "Latin, Greek and Cyrillic letters can be printed")


def _lacking(missing: Callable[[str], set[str]], text: str) -> set[str]:
    """The letters that no font has, but for those of a script that is told as a whole."""
    return {letter for letter in missing(text) if not model.unsupported_scripts(letter)}
