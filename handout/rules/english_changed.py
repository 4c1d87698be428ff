"""No English text has changed since it was translated.

The program remembers in made-from.yaml which English wording each text was made from. Where English has
changed since, compare: correct the translation, or leave it; then `handout still-right LANG ID` says that it
is right again. ID is that of an item, a block or a section, or what the hint names.
"""

from __future__ import annotations

from collections.abc import Iterator

from handout import made_from
from handout.errors import Position, Problem, Severity
from handout.subject import Passage, Subject

ID = "english-changed"
SEVERITY = Severity.WARNING

_PARTS = ("sections", "blocks", "items", "rows", "columns", "fields", "cells", "labels", "answer")
"""Keys below which things stand that have an id."""


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at each text that was made from another wording, or from none that is known."""
    if subject.reference is None:
        return
    tag = subject.language.tag
    if subject.made_from is None:
        at = Position(subject.language_file.path)
        message = f"{made_from.FILE} is missing: it is not known from which English wording this was made"
        yield Problem(at, ID, message, f"once all was compared, “handout still-right {tag}” writes it")
        return
    for passage, original in subject.pairs:
        if not made_from.is_recorded(original.leaf):
            continue
        was = subject.made_from.get(passage.file, {}).get(made_from.key(original.leaf))
        if was != made_from.wording(original.leaf):
            message = "English has changed since this was made" if was else "it is new in English"
            hint = f"once it was compared: “handout still-right {tag} {_ident(passage)}”"
            yield Problem(passage.at, ID, f"{message}: “{_short(made_from.wording(original.leaf))}”", hint)


def _ident(passage: Passage) -> str:
    """The end of its path, from the nearest id on."""
    path = passage.path
    named = (n for n, part in enumerate(path[:-1]) if part not in _PARTS and not part.isdecimal())
    return "/".join(path[max(named, default=len(path) - 1) :])


def _short(words: str) -> str:
    return words if len(words) <= 160 else f"{words[:159].rstrip()}…"
