"""Each field of the personal file is filled in on a sheet: nothing somebody gives is left out.

A field is filled in by `fill` in a form, or by `record` in a grid. The letter and the site of a lump stand in
the drawing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from handout.check.language import Subject
from handout.content.folder import SHEETS
from handout.errors import Problem, Severity
from handout.model import Fill, Form, Grid, Part, Sheet
from handout.patient import fields

ID = "lost-field"
SEVERITY = Severity.ERROR


_DRAWN = r"lumps\.[A-Z]\.(?:letter|site)"


def check(subject: Subject) -> Iterator[Problem]:
    """A problem for each field that is filled in nowhere, once a language has every sheet."""
    sheets = list(subject.whole_sheets)
    if len(sheets) < len(SHEETS):
        return
    found = {name for sheet in sheets for name in _filled(sheet)}
    for name in fields.FIELDS:
        if name not in found and not re.fullmatch(_DRAWN, name):
            yield Problem(sheets[-1].at, ID, f"“{name}” of the personal file is filled in on no sheet")


def _filled(sheet: Sheet) -> Iterator[str]:
    """The names of the fields that a sheet fills in."""
    for block in (one for section in sheet.sections for one in section.blocks):
        match block:
            case Form():
                for entry in block.entries:
                    yield from _names(entry.answer)
            case Grid():
                for row in block.rows:
                    for column in block.columns[len(row.cells) :]:
                        yield from (f"{row.record}.{name}" for name in _names(column.answer))
            case _:
                pass


def _names(answer: Iterable[Part]) -> Iterator[str]:
    return (part.name for part in answer if isinstance(part, Fill))
