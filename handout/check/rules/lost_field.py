"""Each field of the personal file is printed on a sheet: nothing that somebody fills in gets lost.

A field is printed by `fill` in a form, or by `record` in a grid. The letter and the site of a lump are in the
drawing. Where no sheet prints any field, the rule does not apply.
"""

import re
from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.errors import Problem, Severity
from handout.model import FieldRef
from handout.patient.fields import FIELDS

ID = "lost-field"
SEVERITY = Severity.ERROR

_IN_DRAWING = re.compile(r"lumps\.[A-Z]\.(?:letter|site)")


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem for each field that no sheet prints, once a language has every sheet."""
    sheets = list(language.whole_sheets)
    parts = (part for sheet in sheets for block in sheet.blocks for part in block.places)
    printed = {part.name for part in parts if isinstance(part, FieldRef)}
    if len(sheets) < len(language.content.handout.sheets) or not printed:
        return
    for name in FIELDS:
        if name not in printed and not _IN_DRAWING.fullmatch(name):
            message = f"no sheet prints the field “{name}” of the personal file"
            yield Problem(sheets[-1].at, ID, message, "print it by “fill” in a form")
