"""A language begun: the files of the reference, each text marked as still to be translated, with notes."""

import re
from collections.abc import Iterator, Mapping

from handout.content.file import UNTRANSLATED, ContentFile, all_to_do
from handout.content.folder import LANGUAGE
from handout.errors import Position
from handout.files.comments import comment_lines
from handout.model import Handout, Look, Section, Sheet, is_for, texts_of

_SCHEMA = "# yaml-language-server: $schema=../content.schema.json"
_TASK = (
    f"To translate into “{{tag}}”. Each text that begins with “{UNTRANSLATED.strip()}” is still in English: "
    "replace it with your translation, and delete the mark."
)
_READERS = {
    Look.DENSE: "Who reads it: health professionals with little time. Write as their journals do.",
    Look.FORM: "Who reads it: patients, many of them old, and their doctors. Plain words, short sentences.",
}
_UNCHANGED = (
    "What must not change: ids and all other keys, their order, [@citations], {names in braces}, figures, "
    "kind, starts, basis, sources, budget, and all else without a mark. Keep the same words **strong**."
)
_COMMANDS = (
    "“handout check {tag}” lists what is left to do and what is wrong; “handout make {tag} --draft” prints "
    "the sheets as they are so far."
)
_FACTS = (
    "Facts about the language are marked too: write those of yours. A list may become longer or shorter. Do "
    "not change version and sources_checked.",
    "conventions: decimal is “.” or “,”; thousands is what separates thousands, a no-break space or "
    "nothing; percent_space is yes or no; quotes come in pairs, the outer ones first; opening, "
    "for languages that open questions or exclamations with a mark of their own, comes in pairs: "
    '[¿, "?"]; ranges is the sign of 10–15, “–” (also where it is left out) or “-”; space_before and '
    "space_after, for languages that set signs apart, give the no-break space of each: "
    '{"?": U+202F, ":": U+00A0}.',
    "emergency: each number, with the place where it is answered. same-day: numbers and services to call the "
    "same day, such as 111 or a doctor on duty, that are for no emergency.",
    "address: how patients are addressed, and after avoid: [...] the words that belong to another form.",
    "readability: the formula for the language and its limit. flesch (English), inflesz (Spanish), gulpease "
    "(Italian), kandel-moles (French) and flesch-pt (Portuguese) are scores: the limit is the lowest score "
    "allowed. Where no formula was validated, use sentence-length: the limit is the highest mean number of "
    "words in a sentence, such as 15.",
    "promises: words that promise more than is known. spared: words that may stay in English. avoided: "
    "misleading terms. misspelt: {wrong: right}, common misspellings; * means any letters.",
    "Put a value that contains a comma, a colon or brackets between straight quotation marks.",
)
_WIDTH = 109

LONGER = 1.15
"""How much longer than the reference a text may be, as a factor."""


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
    for note in (*notes, _UNCHANGED, _COMMANDS.format(tag=tag)):
        yield from comment_lines(note, _WIDTH, indent="  ")


def _length(sheet: Sheet, handout: Handout) -> str:
    words = sum(_words(section, handout) for section in sheet.sections)
    limit = int(words * LONGER)
    note = f"How long: {words} words in English; about {limit} fit on two pages."
    return f"{note} Each section has its own numbers."


def _lengths(file: ContentFile[object], handout: Handout) -> Iterator[tuple[Position, str]]:
    """A comment above each section, with the place of the section."""
    if isinstance(file.value, Sheet):
        for section in file.value.sections:
            words = _words(section, handout)
            yield section.at, f"# {words} words in English; about {int(words * LONGER)} fit."


def _words(section: Section, handout: Handout) -> int:
    """The number of words for the reader who gets most."""
    return max(
        _count(section.heading) + sum(_count(block) for block in section.blocks if is_for(block, reader))
        for reader in handout.readers or (None,)
    )


def _count(part: object) -> int:
    return sum(len(text.plain.split()) for text in texts_of(part))
