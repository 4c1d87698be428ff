"""Personal files drawn by chance from their schema: each makes every sheet, with every word where it belongs.

python -m tests.fuzz.filled COUNT [SEED]

A fifth of the files is at the limits: words of 40 letters, lists of 20, all lumps and operations. The
language or the pair, the sheets, the size of print and the paper are drawn too.
"""

from __future__ import annotations

import re
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import click
import pypdfium2
import yaml

from handout import fonts
from handout.content.folder import Edition
from handout.errors import ContentError
from handout.files.report import Report
from handout.make.document import make_document
from handout.model import Entry, FieldRef, Reference, Sheet
from handout.options import Options, Paper, Size
from handout.patient.file import json_schema, load_patient
from handout.patient.values import OwnWords, Patient
from tests.conftest import CONTENT

LIMIT_WORD, LIMIT_TEXT = 40, 2000
# So many letters are in a foot at most.
FOOT = 400
# So many items of so many letters never leave the front.
KEPT, SHORT = {"medicines": 8, "allergies": 4}, 30
_STAMPS = ("en", "1948", "2019-11", "2023-11-30", "2024-09-28", "9:05", "22:45", "A", "b", "C", "D")
_SYLLABLES = (
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "lla",
    "me",
    "ñi",
    "oss",
    "pra",
    "què",
    "ri",
    "sto",
    "tum",
    "vär",
    "wix",
    "yen",
    "zö",
)


class Drawn(NamedTuple):
    """A document drawn by chance."""

    file: Mapping[str, Any]
    tags: tuple[str, ...]
    sheets: tuple[str, ...]
    size: Size
    paper: Paper

    def __str__(self) -> str:
        return f"{'+'.join(self.tags)} {','.join(self.sheets)} {self.size.value} {self.paper.value}"


class Chance:
    """Draws documents, of which a fifth is at the limits."""

    def __init__(self, seed: int, tags: Sequence[str], sheets: Sequence[str]) -> None:
        self.dice = Random(seed)  # noqa: S311  (chance, no secret)
        self.extreme = self.dice.random() < 0.2
        self.tags, self.sheets = tags, sheets

    def document(self) -> Drawn:
        """A file, and what is made of it."""
        file: Mapping[str, Any] = self.value(json_schema())
        tags = tuple(self.dice.sample(self.tags, min(self.dice.choice((1, 1, 2)), len(self.tags))))
        count = self.dice.randint(1, len(self.sheets))
        sample = self.dice.sample(self.sheets, count)
        sheets = tuple(sheet for sheet in self.sheets if sheet in sample)
        size = self.dice.choice((Size.NORMAL, Size.NORMAL, Size.NORMAL, Size.LARGE))
        own = self.dice.choice(self.tags)
        return Drawn({**file, "language": own}, tags, sheets, size, self.dice.choice(list(Paper)))

    def value(self, schema: Mapping[str, Any]) -> Any:
        """What a schema takes."""
        if "anyOf" in schema:
            return self.value(schema["anyOf"][0])
        if "enum" in schema:
            return self.dice.choice(schema["enum"])
        match schema["type"]:
            case "object":
                there = 0.95 if self.extreme else 0.6
                fields = schema["properties"].items()
                return {name: self.value(inner) for name, inner in fields if self.dice.random() < there}
            case "array":
                return self.array(schema)
            case "integer":
                return self.dice.randint(schema["minimum"], schema["maximum"])
        if "not" in schema:
            return self.text()
        return self.dice.choice([stamp for stamp in _STAMPS if re.fullmatch(schema["pattern"], stamp)])

    def array(self, schema: Mapping[str, Any]) -> list[Any]:
        """A list: of the longest there are at the limits."""
        most = schema["maxItems"] if self.extreme else min(schema["maxItems"], 5)
        items = [self.value(schema["items"]) for _ in range(self.dice.randint(most // 2, most))]
        if schema.get("uniqueItems"):
            return list(dict.fromkeys(items))
        letters: set[str] = set()
        for item in (item for item in items if isinstance(item, dict) and "letter" in item):
            if item["letter"].upper() in letters:
                del item["letter"]
            else:
                letters.add(item["letter"].upper())
        return items

    def text(self) -> str:
        """Words, which at the limits are long or many."""
        length = 12 if self.extreme else 4
        words = [self.word() for _ in range(self.dice.randint(1, length))]
        if self.extreme and self.dice.random() < 0.1:
            words *= LIMIT_TEXT // (len(" ".join(words)) + 1)
        return " ".join(words)

    def word(self) -> str:
        """A word, a dose, a name."""
        long = self.extreme and self.dice.random() < 0.3
        count = 30 if long else self.dice.randint(1, 4)
        word = "".join(self.dice.choice(_SYLLABLES) for _ in range(count))[:LIMIT_WORD]
        form = self.dice.choice(("{}", "{}", "{}", "{} 850 mg", "{},", "{} M. {}", "{}@{}.org", "W{}/{}-{}"))
        if long and self.dice.random() < 0.2:
            return self.dice.choice("WM") * LIMIT_WORD
        return " ".join(part[:LIMIT_WORD] for part in form.replace("{}", word).split())


def words_of(details: Patient, names: set[str]) -> Iterator[tuple[str, str]]:
    """Each item of free text among the fields of those names, with the name of its field."""
    for name, value in details.values.items():
        if name in names:
            items = value if isinstance(value, tuple) else (value,)
            yield from ((name, item.text) for item in items if isinstance(item, OwnWords))


def _bare(text: str) -> str:
    """A text as it is compared, without blanks, hyphens and what a line end may hide."""
    text = unicodedata.normalize("NFC", text).replace("ﬁ", "fi").replace("ﬂ", "fl")
    return re.sub(r"[\s\u00a0\u200b\u0002\ufffe-]", "", text)


def fault(drawn: Drawn, path: Path, editions: Mapping[str, Edition], known: Mapping[str, Reference]) -> str:
    """What is wrong with the document; nothing where all is well."""
    path.write_text(yaml.safe_dump(dict(drawn.file), allow_unicode=True, sort_keys=False), "utf-8")
    details = load_patient(path, missing=fonts.missing, choices=CONTENT.choices)
    chosen = [editions[tag].with_sheets(drawn.sheets) for tag in drawn.tags]
    try:
        options = Options(details=details, size=drawn.size, paper=drawn.paper)
        written = make_document(chosen, known, options)
    except ContentError as error:
        return f"refused: {error}"
    with pypdfium2.PdfDocument(written.data) as document:
        pages = [_bare(page.get_textpage().get_text_bounded()) for page in document]
    whole, names = "".join(pages), set(_fields(chosen[0]))
    lost = {name for name, text in words_of(details, names) if not _stands(text, pages, whole)}
    if lost:
        return f"not whole on the pages: {sorted(lost)}"
    if len(drawn.tags) > 1 or drawn.size is Size.LARGE:
        return ""
    parts = [page.part for page in written.pages]
    fronts = [pages[parts.index(number)] for number in range(len(drawn.sheets))]
    gone = {
        name
        for sheet, front in zip(chosen[0].sheets, fronts, strict=True)
        for name in _gone(sheet, front, details, _bare(chosen[0].language.words.goes_on))
    }
    return f"left the front: {sorted(gone)}" if gone else ""


def _gone(sheet: Sheet, front: str, details: Patient, pointer: str) -> Iterator[str]:
    """What is to be kept on the front and has left it too early, or without the words that say so."""
    entries = (item for section in sheet.sections for item in section.numbered if isinstance(item, Entry))
    names = {
        part.name for entry in entries if entry.keep for part in entry.places if isinstance(part, FieldRef)
    }
    items = list(words_of(details, names))
    few = all(
        len([item for item in items if item[0] == name]) <= KEPT[name] and len(text) <= SHORT
        for name, text in items
    )
    for name in names:
        # Shorter words may stand there by chance.
        texts = [_bare(text) for field, text in items if field == name and len(set(text)) > 1]
        there = [text in front for text in texts if len(text) > SHORT / 2]
        begins = pointer.partition("{")[0] in front
        if there != sorted(there, reverse=True) or (not all(there) and (few or not begins)):
            yield name


def _stands(text: str, pages: Sequence[str], whole: str) -> bool:
    """Whether a text stands on a page; one that is longer than a few lines, its words in order on all."""
    if any(_bare(text) in page for page in pages):
        return True
    if len(text) < 5 * LIMIT_WORD:
        return False
    place = 0
    for word in map(_bare, text.split()):
        place = _place(word, whole, place)
        if place < 0:
            return False
    return True


def _place(word: str, whole: str, start: int) -> int:
    """Where a word ends; one that is too wide for a line may be divided by the foot of a page."""
    ends = [place + len(word) for place in [whole.find(word, start)] if place >= 0]
    if len(word) > LIMIT_WORD / 2:
        parts = (
            f"{re.escape(word[:cut])}.{{1,{FOOT}}}?{re.escape(word[cut:])}" for cut in range(1, len(word))
        )
        ends += [match.end() for part in parts if (match := re.compile(part).search(whole, start))]
    return min(ends, default=-1)


def _fields(edition: Edition) -> Iterator[str]:
    for sheet in edition.sheets:
        for block in sheet.blocks:
            yield from (part.name for part in block.places if isinstance(part, FieldRef))


def complete(tags: Sequence[str]) -> tuple[dict[str, Edition], Mapping[str, Reference]]:
    """The editions of the languages that are whole, and the bibliography."""
    editions: dict[str, Edition] = {}
    for tag in tags:
        try:
            (editions[tag],), _ = CONTENT.editions([tag], ["test", "visit", "more"])
        except ContentError:
            click.echo(f"{tag} is not complete", err=True)
    return editions, CONTENT.references(Report()) or {}


def main(count: int, seed: int = 0) -> int:
    """Make so many documents; the exit code."""
    editions, known = complete(CONTENT.tags())
    path, kinds, faults = Path(tempfile.mkdtemp()) / "me.yaml", Counter[str](), 0
    for number in range(seed, seed + count):
        chance = Chance(number, tuple(editions), ("test", "visit", "more"))
        drawn = chance.document()
        kinds[f"{len(drawn.tags)} languages, {drawn.size.value}, {'limits' * chance.extreme or 'usual'}"] += 1
        if wrong := fault(drawn, path, editions, known):
            faults += 1
            click.echo(f"seed {number}: {drawn}: {wrong}", err=True)
    click.echo(f"{count} documents, {faults} with a fault: {dict(sorted(kinds.items()))}")
    return min(faults, 1)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
