"""Each field of the personal file is printed on a sheet: nothing that somebody fills in gets lost.

A field is printed by `fill` in a form, or by `record` in a grid. The letter and the site of a lump are in the
drawing. Where no sheet prints any field, the rule does not apply.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from handout.check.language import CheckedLanguage
from handout.errors import Problem, Severity
from handout.model import FieldRef, Form, Grid, Part, Sheet
from handout.patient.fields import FIELDS

ID = "lost-field"
SEVERITY = Severity.ERROR

_IN_DRAWING = re.compile(r"lumps\.[A-Z]\.(?:letter|site)")


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem for each field that no sheet prints, once a language has every sheet."""
    sheets = list(language.whole_sheets)
    printed = {name for sheet in sheets for name in _fields(sheet)}
    if len(sheets) < len(language.handout.sheets) or not printed:
        return
    for name in FIELDS:
        if name not in printed and not _IN_DRAWING.fullmatch(name):
            message = f"no sheet prints the field “{name}” of the personal file"
            yield Problem(sheets[-1].at, ID, message, "print it by “fill” in a form")


def _fields(sheet: Sheet) -> Iterator[str]:
    """The names of the fields that a sheet prints."""
    for block in sheet.blocks:
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
    return (part.name for part in answer if isinstance(part, FieldRef))
