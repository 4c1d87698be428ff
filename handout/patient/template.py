"""The personal file to fill in, explained in a language, and the schema by which editors check it."""

from collections.abc import Mapping

from handout.errors import ContentError, Position, Problem
from handout.model import Language
from handout.patient.fields import MEMBERS
from handout.patient.kinds import TemplateWords


def personal_file(language: Language, path: str) -> str:
    """The personal file to fill in, explained in a language.

    Raises ContentError, at the language's *path*, where it has no words for that.
    """
    parts = {"choices": language.choices, "patient-file": language.comments}
    if missing := [name for name, words in parts.items() if not words]:
        raise ContentError(
            [Problem(Position(path), "missing-key", f"“{name}” is missing") for name in missing]
        )
    return template(language.comments, language.choices, language.tag)


SCHEMA_NAME = "handout-patient.schema.json"


def template(comments: Mapping[str, str], choices: Mapping[str, Mapping[str, str]], lang: str) -> str:
    """The personal file to fill in: every field is there and empty, so that it loads and says nothing.

    *comments* are by the names of COMMENTS, *choices* by vocabulary and name.
    """
    words = TemplateWords(comments, choices)
    lines = [f"# yaml-language-server: $schema={SCHEMA_NAME}", *words.about("file"), ""]
    lines += [*words.about("language"), f"language: {lang}"]
    for name, member in MEMBERS.items():
        lines += ["", *member.lines(name, words)]
    return "\n".join(lines) + "\n"
