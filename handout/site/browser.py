"""What the form asks of the program in the browser: texts of JSON go in and come out.

Nothing is written to a file, and an answer that tells of a mistake names the field, never what stands in it.
"""

import datetime
import json
from collections.abc import Mapping
from typing import Any

from handout import fonts
from handout.content.folder import ContentFolder
from handout.errors import ContentError, HandoutError, Problem
from handout.make import output
from handout.make.document import make_document
from handout.options import Options, Paper, Size
from handout.patient import kinds
from handout.patient.fields import FIELDS
from handout.patient.file import Opened, open_patient
from handout.patient.values import OwnWords, Value, YearMonth
from handout.resources import LOCALES

_CONTENT = ContentFolder(LOCALES, fonts.missing)


def check(details: str) -> str:
    """The problems of a personal file."""
    return json.dumps({"problems": _told(_opened(details).problems)})


def read(details: str) -> str:
    """The values of a personal file by field, what is wrong in it as it was written, and its problems."""
    opened = _opened(details)
    values = {name: _plain(value) for name, value in opened.patient.values.items()}
    return json.dumps({"values": values, "wrong": dict(opened.wrong), "problems": _told(opened.problems)})


def make(details: str, choices: str) -> tuple[str, bytes | None]:
    """What became of it, and the PDF as the command line makes it; without details, an empty one."""
    try:
        options, tag = _options(details, json.loads(choices))
        names = [tag, *([options.second] if options.second else [])]
        editions, references = _CONTENT.editions(names, options.sheets)
        second = [edition if options.sheets else edition.beside for edition in editions[1:]]
        written = make_document([editions[0], *second], references, options)
    except ContentError as error:
        return json.dumps({"problems": _told(error.problems)}), None
    except HandoutError:
        return json.dumps({"failed": True}), None
    name = output.file_name(_CONTENT.handout, tag, options, personal=options.details is not None)
    return json.dumps({"name": name, "pages": len(written.pages)}), written.data


def _options(details: str, choices: Mapping[str, Any]) -> tuple[Options, str]:
    """What was chosen, with the details; and the language."""
    opened = _opened(details) if details else None
    if opened and opened.problems:
        raise ContentError(opened.problems, private=True)
    handout = _CONTENT.handout
    sheets = tuple(name for name in handout.ids if name in choices["sheets"])
    options = Options(
        sheets=None if sheets == handout.usual else sheets,
        second=choices["second"] or None,
        reader=choices["reader"] or None,
        paper=Paper(choices["paper"]),
        size=Size(choices["size"]),
        details=opened.patient if opened else None,
    )
    return options, choices["language"]


def _opened(details: str) -> Opened:
    return open_patient(details, missing=fonts.missing, choices=_CONTENT.choices)


def _plain(value: Value) -> Any:
    """A value as the form shows it."""
    match value:
        case OwnWords():
            return value.text
        case YearMonth():
            return f"{value.year}-{value.month}"
        case datetime.date():
            return value.isoformat()
        case tuple():
            return [_plain(item) for item in value]
    return value


def _told(problems: tuple[Problem, ...]) -> list[dict[str, Any]]:
    """The problems: the field, and the phrase of the page with what is filled in."""
    return [{"path": problem.path, **_phrase(problem)} for problem in problems]


def _phrase(problem: Problem) -> dict[str, Any]:
    """Which phrase tells a problem in the reader's words: by its rule, else by the kind of the field."""
    field = _field(problem.path)
    most = {"long-word": kinds.MAX_WORD, "too-long": kinds.MAX_TEXT, "too-many": kinds.MAX_LIST}
    if problem.letter:
        return {"phrase": "glyph", "values": {"letter": problem.letter}}
    if problem.rule in most:
        return {"phrase": problem.rule, "values": {"most": most[problem.rule]}}
    if problem.rule == "character":
        return {"phrase": "character", "values": {}}
    match field:
        case kinds.NumberField():
            return {"phrase": "number", "values": {"least": field.at_least, "most": field.at_most}}
        case kinds.DateField():
            return {"phrase": "calendar" if problem.rule == "value" else "date", "values": {}}
        case kinds.TimeField():
            return {"phrase": "time", "values": {}}
    return {"phrase": "other", "values": {}}


def _field(path: tuple[str, ...]) -> kinds.PatientField[Any] | None:
    """The kind of the field that a path leads to: records of a list are alike."""
    names = {
        ".".join(part for part in name.split(".") if not _is_record(part)): kind
        for name, kind in FIELDS.items()
    }
    keys = [part for part in path if not part.isdecimal()]
    return next(
        (names[name] for end in range(len(keys), 0, -1) if (name := ".".join(keys[:end])) in names), None
    )


def _is_record(part: str) -> bool:
    return part.isdecimal() or part.isupper()
