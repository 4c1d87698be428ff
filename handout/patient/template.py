"""The personal file to fill in, explained in a language, and the schema by which editors check it."""

from __future__ import annotations

from collections.abc import Mapping

from handout.errors import ContentError, Position, Problem
from handout.model import Language
from handout.patient.fields import PARTS
from handout.patient.kinds import TemplateWords, comment_lines


def personal_file(language: Language, path: str) -> str:
    """The personal file to fill in, explained in a language.

    Raises ContentError, at the language's *path*, where it has no words for that.
    """
    lacking = [
        name
        for name, there in (("choices", language.choices), ("patient-file", language.comments))
        if not there
    ]
    if lacking:
        at = Position(path)
        raise ContentError([Problem(at, "missing-key", f"“{name}” is missing") for name in lacking])
    return template(language.comments, language.choices, language.tag)


SCHEMA_NAME = "handout-patient.schema.json"


def template(comments: Mapping[str, str], choices: Mapping[str, Mapping[str, str]], lang: str) -> str:
    """The personal file to fill in: every field is there and empty, so that it loads and says nothing.

    *comments* are by the names of COMMENTS, *choices* by vocabulary and name.
    """
    language = TemplateWords(comments, choices)
    lines = [f"# yaml-language-server: $schema={SCHEMA_NAME}", *comment_lines(comments["file"]), ""]
    lines += [*comment_lines(comments["language"]), f"language: {lang}"]
    for name, part in PARTS.items():
        lines += ["", *part.lines(name, language)]
    return "\n".join(lines) + "\n"
