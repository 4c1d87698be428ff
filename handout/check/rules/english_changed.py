"""No English text has changed since it was translated.

The program remembers in made-from.yaml which English wording each text was made from. Where English has
changed since, compare: correct the translation, or leave it; then `handout still-right LANG ID` says that it
is right again. ID is that of an item, a block or a section, or what the hint names.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from handout.check.language import Passage, Subject
from handout.errors import Position, Problem, Severity
from handout.translate import wordings

ID = "english-changed"
SEVERITY = Severity.WARNING

_PARTS = ("sections", "blocks", "items", "rows", "columns", "fields", "cells", "labels", "answer")
"""Keys below which things stand that have an id."""
_AROUND = 3
"""How many words are told around a change."""


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at each text that was made from another wording, or from none that is known."""
    if subject.reference is None:
        return
    tag = subject.language.tag
    if subject.made_from is None:
        at = Position(subject.language_file.path)
        message = f"{wordings.FILE} is missing: it is not known from which English wording this was made"
        yield Problem(at, ID, message, f"once all was compared, “handout still-right {tag}” writes it")
        return
    for passage, original in subject.pairs:
        if not wordings.is_recorded(original.path_text):
            continue
        was, now = (
            subject.made_from.get(passage.file, {}).get(wordings.key(original.path_text)),
            wordings.wording(original.path_text),
        )
        if was != now:
            message = _change(was, now) if was else f"it is new in English: “{now}”"
            hint = f"once it was compared: “handout still-right {tag} {_ident(passage, subject.reference)}”"
            yield Problem(passage.at, ID, message, hint)
    yield from _stale(subject, subject.reference)


def _stale(subject: Subject, reference: Subject) -> Iterator[Problem]:
    """A problem at each text to translate whose English is an old one."""
    originals = {(one.file, one.path): wordings.wording(one.path_text) for one in reference.passages}
    for name, file in subject.files.items():
        for path_text in file.left:
            now = originals.get((name, path_text.path))
            if path_text.prose and not path_text.local and now not in (None, wordings.wording(path_text)):
                message = _change(wordings.wording(path_text), now or "")
                yield Problem(path_text.node.at, ID, message, "translate what is there now")


def _change(was: str, now: str) -> str:
    """What stood in English, and what stands there now, from the first word that differs to the last."""
    before, after = was.split(), now.split()
    codes = [
        code
        for code in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if code[0] != "equal"
    ]
    if not codes:
        return "English has changed since this was made"
    old = _part(before, codes[0][1], codes[-1][2])
    new = _part(after, codes[0][3], codes[-1][4])
    return f"English has changed since this was made: from “{old}” to “{new}”"


def _part(words: list[str], begin: int, end: int) -> str:
    """The words from *begin* to *end* with some around them."""
    first, last = max(0, begin - _AROUND), min(len(words), end + _AROUND)
    return f"{'… ' if first else ''}{' '.join(words[first:last])}{' …' if last < len(words) else ''}"


def _ident(passage: Passage, reference: Subject) -> str:
    """The name of its file and the end of its path, from an id on, as far as no other text has the same."""
    path = passage.path
    keys = [f"/{wordings.key(one.path_text)}/" for one in reference.passages if one.file == passage.file]
    named = [n for n, part in enumerate(path[:-1]) if part not in _PARTS and not part.isdecimal()]
    ends = ["/".join(path[begin:]) for begin in (*reversed(named), 0)] if named else [path[-1]]
    end = next((one for one in ends if sum(f"/{one}/" in key for key in keys) == 1), "/".join(path))
    return f"{passage.file}/{end}"
