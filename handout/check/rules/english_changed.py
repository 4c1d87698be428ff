"""No English text has changed since it was translated.

The program records in made-from.yaml which English text each translation was made from. Where the English
text has changed since, compare the two and correct the translation, or leave it; then run `handout
approve LANG ID`. ID is the id of an item, a block or a section, or the one that the message gives.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher

from handout.check.language import CheckedLanguage, Passage
from handout.content.folder import MADE_FROM
from handout.errors import Position, Problem, Severity
from handout.resources import command_line
from handout.translate.wordings import Wording, is_translation, path_key, wording

ID = "english-changed"
SEVERITY = Severity.WARNING

_PARTS = ("sections", "blocks", "items", "rows", "columns", "fields", "cells", "labels", "answer")
"""Keys of what has ids inside."""
_AROUND = 3
"""How many words are shown before and after a change."""


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each text that was translated from another wording, or from none that is known."""
    original, wordings = language.original, language.wordings
    if original is None:
        return
    if wordings is None:
        at = Position(language.folder.language_file.path)
        message = f"{MADE_FROM}.yaml is missing, so nobody can see which English texts have changed"
        command = command_line(language.content.root, f"approve {language.tag}")
        yield Problem(at, ID, message, f"compare all texts with English, then run “{command}”")
        return
    for passage, source in language.pairs:
        if not is_translation(source.path_text):
            continue
        old = wordings.get(passage.file, {}).get(path_key(source.path_text))
        new = wording(source.path_text)
        if old is None or old.fingerprint != new.fingerprint:
            message = _change(old, new) if old else f"this text is new in English: “{new.text}”"
            words = f"approve {language.tag} {_ident(passage, original)}"
            command = command_line(language.content.root, words)
            yield Problem(passage.at, ID, message, f"compare the two, then run “{command}”")
    yield from _outdated(language, original)


def _outdated(language: CheckedLanguage, original: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each text still to be translated whose English text has changed."""
    wordings = {(passage.file, passage.path): wording(passage.path_text) for passage in original.passages}
    for name, file in language.folder.files.items():
        for text in file.left:
            old, new = wording(text), wordings.get((name, text.path))
            if is_translation(text) and new not in (None, old):
                yield Problem(text.node.at, ID, _change(old, new), "translate the new text")


def _change(old: Wording, new: Wording) -> str:
    """The old and the new wording, from the first word that differs to the last."""
    if old.text is None or new.text is None:
        return f"the English text has changed to “{new.text}”"
    before, after = old.text.split(), new.text.split()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    if not codes:
        return "the English text has changed"
    was, now = _excerpt(before, codes[0][1], codes[-1][2]), _excerpt(after, codes[0][3], codes[-1][4])
    return f"the English text has changed from “{was}” to “{now}”"


def _excerpt(words: list[str], begin: int, end: int) -> str:
    """The words from *begin* to *end* with some around them."""
    first, last = max(0, begin - _AROUND), min(len(words), end + _AROUND)
    return f"{'… ' if first else ''}{' '.join(words[first:last])}{' …' if last < len(words) else ''}"


def _ident(passage: Passage, original: CheckedLanguage) -> str:
    """The name of the file and the shortest end of the path, from an id on, that no other text has."""
    path = passage.path
    keys = [f"/{path_key(other.path_text)}/" for other in original.passages if other.file == passage.file]
    ids = [index for index, part in enumerate(path[:-1]) if part not in _PARTS and not part.isdecimal()]
    ends = ["/".join(path[begin:]) for begin in (*reversed(ids), 0)] if ids else [path[-1]]
    unique = (end for end in ends if sum(f"/{end}/" in key for key in keys) == 1)
    return f"{passage.file}/{next(unique, '/'.join(path))}"
