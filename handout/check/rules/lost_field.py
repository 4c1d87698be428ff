"""Each field of the personal file is printed on a sheet: nothing that somebody fills in gets lost.

A field is printed by `fill` in a form, or by `record` in a grid. The letter and the site of a lump are in the
drawing. Where no sheet prints any field, the rule does not apply.
"""

import re
from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.errors import Problem, Severity
from handout.model import FieldRef, Sheet
from handout.patient.fields import FIELDS

ID = "lost-field"
SEVERITY = Severity.ERROR

_IN_DRAWING = re.compile(r"lumps\.[A-Z]\.(?:letter|site)")


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at the last sheet with fields for each that none prints, once a language has every sheet."""
    sheets = list(language.whole_sheets)
    printed = {sheet.at: fields for sheet in sheets if (fields := set(_fields(sheet)))}
    if len(sheets) < len(language.content.handout.sheets) or not printed:
        return
    *_, at = printed
    for name in FIELDS:
        if not any(name in fields for fields in printed.values()) and not _IN_DRAWING.fullmatch(name):
            message = f"no sheet prints the field “{name}” of the personal file"
            yield Problem(at, ID, message, "print it by “fill” in a form")


def _fields(sheet: Sheet) -> Iterator[str]:
    """The names of the fields of the personal file that a sheet prints."""
    parts = (part for block in sheet.blocks for part in block.places)
    return (part.name for part in parts if isinstance(part, FieldRef))
