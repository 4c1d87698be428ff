"""A language begun: the files of the reference, each text marked as still to be translated, with notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from handout.content.file import UNTRANSLATED, ContentFile, all_to_do
from handout.content.folder import LANGUAGE
from handout.errors import Position
from handout.files.comments import comment_lines
from handout.model import Handout, Look, Section, Sheet, is_for, texts_of

_SCHEMA = "# yaml-language-server: $schema=../content.schema.json"
_TASK = (
    f"To translate into “{{tag}}”. Each text that begins with “{UNTRANSLATED.strip()}” is still English: "
    "write yours in its place, without that mark."
)
_READERS = {
    Look.DENSE: "Who reads it: professionals, in a hurry and with doubts. Write as their own journals do.",
    Look.FORM: "Who reads it: patients, many of them old, and their doctors. Plain words, short sentences.",
}
_KEPT = (
    "What must not change: ids and all other keys, their order, [@citations], {names in braces}, figures, "
    "kind, starts, basis, sources, budget and all else that is not marked. **Strong** words stay strong "
    "where the "
    "sense is."
)
_TOOLS = (
    "“handout check {tag}” tells what is left and what is wrong; "
    "“handout make {tag} --draft” prints what is there."
)
_FACTS = (
    "Marked, too, are facts that each language has for itself: decide them anew, and let lists be as "
    "long as they "
    "have to be. version and sources_checked stay as they are.",
    "conventions: decimal is “.” or “,”; thousands what stands between thousands, a no-break space or "
    "nothing; "
    "percent_space yes or no; quotes in pairs, the outer ones first; opening, where questions or "
    "exclamations "
    'open with a mark of their own, in pairs: [¿, "?"].',
    "emergency: each number with where it answers.",
    "address: how patients are addressed, and behind avoid: [...] the words that betray another form.",
    "readability: the formula of the language and its bound. flesch (English), inflesz (Spanish) and "
    "gulpease "
    "(Italian) are scores, of which the bound is the lowest; sentence-length, where no formula was "
    "validated, "
    "is words in a sentence, of which the bound is the mean at most, such as 15.",
    "promises: words that promise more than is known. spared: words that may stay English. avoided: "
    "terms that "
    "mislead. misspelt: {wrong: right}, spellings that are often wrong; * stands for any letters.",
    "A value with a comma or a colon in it, or between brackets, stands between straight quotation marks.",
)
_WIDTH = 109

LONGER = 1.15
"""By how much a text may be longer than that of the reference."""


def begin(
    tag: str, handout: Handout, files: Mapping[str, ContentFile[object]], sources: Mapping[str, str]
) -> dict[str, str]:
    """The texts of a new language’s files, by their names, from the reference’s files and *sources*."""
    return {f"{name}.yaml": _file(tag, handout, name, file, sources[name]) for name, file in files.items()}


def _file(tag: str, handout: Handout, name: str, file: ContentFile[object], source: str) -> str:
    lines = all_to_do(source, file).splitlines()
    for at, note in sorted(_lengths(file, handout), reverse=True):
        lines.insert(at.line - 1, " " * (at.column - 1 - len("- ")) + note)
    body = "\n".join(lines[_head(lines) :]) + "\n"
    if name == LANGUAGE:
        body = re.sub(r"(?m)^tag: .*$", f"tag: {tag}", body, count=1)
        # Who reviewed the reference has not reviewed what is made from it.
        body = re.sub(r"(?m)^reviewed_by: .*\n", "", body)
    return "\n".join([_SCHEMA, *_notes(tag, handout, file), body])


def _head(lines: list[str]) -> int:
    """How many comments the file begins with: they speak of the reference."""
    return next((number for number, line in enumerate(lines) if line and not line.startswith("#")), 0)


def _notes(tag: str, handout: Handout, file: ContentFile[object]) -> Iterator[str]:
    """Comments on the whole file."""
    notes = [_TASK.format(tag=tag)]
    if isinstance(file.value, Sheet):
        notes += [_READERS[file.value.look], _length(file.value, handout)]
    else:
        notes += _FACTS
    for note in (*notes, _KEPT, _TOOLS.format(tag=tag)):
        yield from comment_lines(note, _WIDTH, indent="  ")


def _length(sheet: Sheet, handout: Handout) -> str:
    words = sum(_words(section, handout) for section in sheet.sections)
    note = f"How long: {words} words in English, on two pages; about {int(words * LONGER)} have room."
    return f"{note} What each section has stands above it."


def _lengths(file: ContentFile[object], handout: Handout) -> Iterator[tuple[Position, str]]:
    """A comment above each section, with the place of the section."""
    if isinstance(file.value, Sheet):
        for section in file.value.sections:
            words = _words(section, handout)
            yield section.at, f"# {words} words in English; about {int(words * LONGER)} have room."


def _words(section: Section, handout: Handout) -> int:
    """How many words the reader gets who gets most."""
    return max(
        _count(section.heading) + sum(_count(block) for block in section.blocks if is_for(block, reader))
        for reader in handout.readers or (None,)
    )


def _count(part: object) -> int:
    return sum(len(text.plain.split()) for text in texts_of(part))
