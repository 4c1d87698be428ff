"""A language begun: the files of the reference, each text marked as still to be translated, with notes."""

import re
from collections.abc import Iterator, Mapping, Sequence

from handout.content.file import UNTRANSLATED, ContentFile, all_to_do
from handout.content.folder import LANGUAGE, LanguageFolder
from handout.files.comments import comment_lines
from handout.model import Handout, Look, Sheet
from handout.translate import lengths

_SCHEMA = "# yaml-language-server: $schema=../content.schema.json"
_TASK = (
    f"To translate into “{{tag}}”. Each text that begins with “{UNTRANSLATED.strip()}” is still in English: "
    "replace it with your translation, and delete the mark. Lines like these are comments: keep, translate "
    "or delete them."
)
_READERS = {
    Look.DENSE: "Who reads it: health professionals with little time. Write as their journals do.",
    Look.FINE: "Who reads it: health professionals who want the evidence. Write as their journals do.",
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
    "misleading terms. overleaf: words that point to a place on the paper, such as “see below”. misspelt: "
    "{wrong: right}, common misspellings; * means any letters.",
    "Put a value that contains a comma, a colon or brackets between straight quotation marks.",
)
_LABELS = (
    "Above a block with labels (of drawings, boxes and lines to write on, heads of columns) stands how short "
    "they must be: what is longer takes a line more."
)
_ROW = " for all words of a row, those beside its boxes and lines too"
_WIDTH = 109


def begin(
    tag: str, handout: Handout, reference: LanguageFolder, others: Sequence[LanguageFolder]
) -> dict[str, str]:
    """The texts of a new language’s files, by their names, from those of the reference.

    What has room is seen from the *others*, which are complete and fit.
    """
    return {f"{name}.yaml": _file(tag, handout, name, reference, others) for name in reference.files}


def _file(
    tag: str, handout: Handout, name: str, reference: LanguageFolder, others: Sequence[LanguageFolder]
) -> str:
    file: ContentFile[object] = reference.files[name]
    lines = all_to_do(file).splitlines()
    sides = lengths.pages(handout, name, reference, others)
    notes = [
        *((page.at, _room(number, page)) for number, page in enumerate(sides, 1)),
        *((at, _short(limits)) for at, limits in lengths.labels(name, reference, others)),
        *((at, _short(limits, row=_ROW)) for at, limits in lengths.rows(name, reference, others)),
    ]
    for at, note in sorted(notes, reverse=True):
        blanks = re.match(" *", lines[at.line - 1])
        indent = blanks[0] if blanks else ""
        wrapped = comment_lines(note, _WIDTH - len(indent), indent="  ")
        lines[at.line - 1 : at.line - 1] = [indent + line for line in wrapped]
    body = "\n".join(lines[_head(lines) :]) + "\n"
    if name == LANGUAGE:
        body = re.sub(r"(?m)^tag: .*$", f"tag: {tag}", body, count=1)
        # Who reviewed the reference has not reviewed what is made from it.
        body = re.sub(r"(?m)^reviewed_by: .*\n", "", body)
    return "\n".join([_SCHEMA, *_notes(tag, file, sides), body])


def _head(lines: list[str]) -> int:
    """How many comments the file begins with: they speak of the reference."""
    return next((number for number, line in enumerate(lines) if line and not line.startswith("#")), 0)


def _notes(tag: str, file: ContentFile[object], sides: Sequence[lengths.Page]) -> Iterator[str]:
    """Comments on the whole file."""
    notes = [_TASK.format(tag=tag)]
    if isinstance(file.value, Sheet):
        rooms = (_room(number, page) for number, page in enumerate(sides, 1))
        notes += [_READERS[file.value.look], f"How long: {' '.join(rooms)} {_LABELS}"]
    else:
        notes += _FACTS
    for note in (*notes, _UNCHANGED, _COMMANDS.format(tag=tag)):
        yield from comment_lines(note, _WIDTH, indent="  ")


def _room(number: int, page: lengths.Page) -> str:
    length, room = page.length, page.room
    return (
        f"Page {number} of this sheet has {length.words} words in English ({length.characters} characters); "
        f"about {room.words} ({room.characters}) have room."
    )


def _short(limits: Mapping[str, int], *, row: str = "") -> str:
    """How long each label, or the words of each row, may be, after what it is called in the reference."""
    return f"Short, so many characters at most{row}: {', '.join(f'“{w}” {n}' for w, n in limits.items())}."
