"""Personal files as people write them: each is printed word for word, or refused with a reason.

python -m tests.fuzz.habits SECONDS [SEED]

A file is made of what somebody wants to say and of how such people type it: decimal commas, hashes, bullets,
colons, blanks and quotation marks of other programs, files of other editors. What the program prints has
every word of every free text, in order and unchanged, or it ends with problems in the file. Each file with a
third outcome is shown, and the exit code is 1.
"""

from __future__ import annotations

import functools
import json
import random
import re
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import click
import pypdfium2

from handout import fonts
from handout.content.folder import ContentFolder, Edition
from handout.errors import ContentError
from handout.files import parse
from handout.make.document import make_document
from handout.model import Reference
from handout.options import Options, Size
from handout.patient.file import load_patient
from handout.patient.slips import IGNORABLE
from handout.patient.template import personal_file
from handout.resources import LOCALES
from tests.page_kit import tag_of

CONTENT = ContentFolder(LOCALES, fonts.missing)
TAGS = ("en", "es", "ca", "it")
TEXT_FIELDS = ("about-me.name", "about-me.phone", "appointment.with", "pain.movement", "tried-other")
LIST_FIELDS = ("medicines", "allergies", "questions")

# What stands between words that occur once, so that each is found at its place.
PIECES = (
    *("0,1 mg", "1.8 ml", "400 mg", "½", "50 %", "20%", "1/2", "3x", "2-3", "10:30", "2019-03", "12,5/25 mg"),
    *("#2 a day", "#", "C#", "#severe,", "lump #2", "#31#0163", "+44 (0)1632", "(123) 456-7890", "tel:+90-5"),
    *(
        "Next: what?",
        "ratio 1:2",
        "see https://nhs.uk/x?a=1#b",
        "a@b.org",
        "x:",
        ":x",
        ": y",
        "why?",
        "?",
        "- z",
    ),
    *(
        "“so”",
        "‘so’",
        "«so»",
        '"so"',
        "'so'",
        "it's",
        "it’s",
        "d'Arc",
        "l·l",
        "''",
        '""',
        "\\n",
        "C:\\new",
        "a\\b",
    ),
    *(
        "[so]",
        "{so}",
        "[so",
        "}",
        "<b>",
        "&amp;",
        "&a",
        "*b",
        "**c**",
        "!d",
        "@e",
        "%f",
        "`g`",
        "~",
        "|",
        ">",
        "=",
    ),
    *(
        "no",
        "Null",
        "true",
        "yes",
        "—",
        "–",
        "•",
        "* h",
        "_i_",
        "^2",
        "$HOME",
        "{name}",
        "[@key]",
        ",",
        ";",
        "...",
    ),
    *(
        "é",
        "e\u0301",
        "G\u0303a",
        "K\u0303e",
        "Nguyễn",
        "Ω",
        "Жук",
        "ŀ",
        "ß",
        "İ",
        "ﬁ",
        "ǅ",
        "ʼn",
        "µg",
        "µ",
        "Å",
    ),
    *(
        "\u00a0",
        "a\u00a0b",
        "a\u2003b",
        "a\u202fb",
        "a\u200bb",
        "a\u200eb",
        "a\u00adb",
        "a\u2060b",
        "a\ufe0fb",
    ),
    *(
        "\ufffc",
        "\u202a1\u202c",
        "\x1b",
        "\x85",
        "\u2028",
        "\ufeff",
        "\ufffd",
        "✓",
        "→",
        "☐",
        "😀",
        "👩\u200d⚕️",
        "字",
    ),
    *(
        "שלום",
        "हिन्दी",
        "ไทย",
        "W" * 40,
        "x" * 41,
        "a\tb",
        "\t",
        "--- a",
        "<<",
        "---",
        "%YAML",
        "a---b",
        "null",
    ),
)

CHOICES = (
    *("blood-thinners: {}", "lumps:\n  - side: {}", "lumps: [{{side: {}}}]", "pain:\n  now: {}"),
    *("conditions: {}", "tried: [{}]", "tried:\n  - {}", "appointment: {{time: {}}}", "pain: {{since: {}}}"),
    *("operations:\n  - date: {}\n    came-back: {}", "language: {}"),
)
CHOSEN = (
    *(
        "yes",
        "Yes",
        "NO",
        "sí",
        "“yes”",
        "yes\u00a0",
        "\u200byes",
        "unknown",
        "left",
        "Left",
        "esquerre",
        "maybe",
    ),
    *(
        "4",
        "4/10",
        "10:30",
        "2019",
        "2019-03",
        "2019-13",
        "2019-03-05",
        "05/03/2019",
        "heat",
        "diabetes, heart",
    ),
    *("en-GB", "EN", "de", "xx-yy", "?", "", "yes # or no", "'yes'", "- yes", "[yes]"),
)


WIDE = 30
"""Letters of a word that may be wider than its place."""


class Wish(NamedTuple):
    """What somebody wants to say: the words of each free text, in order; and how it is typed."""

    texts: tuple[str, ...]
    data: bytes


class Typist:
    """Somebody with habits."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.texts: list[str] = []
        self.count = 0
        # Half know how to write such a file, and half write nothing that cannot be printed anyway.
        self.careful = dice.random() < 0.5
        self.reach = dice.choice((len(PIECES), PIECES.index("\ufffc")))

    def often(self, share: float) -> bool:
        """Whether it happens this time."""
        return self.dice.random() < share

    def text(self) -> str:
        """A text of words that occur once, with what is hard between them."""
        parts = []
        for _ in range(self.dice.choice((1, 1, 2, 3, 5))):
            self.count += 1
            parts.append(f"wo{self.count}rd")
            parts += self.dice.choices(PIECES[: self.reach], k=self.dice.choice((0, 0, 1, 1, 2)))
        if self.often(0.2):
            self.dice.shuffle(parts)
        if self.often(0.01):
            parts *= 60
        return " ".join(parts)

    def said(self) -> str:
        """A text that is to be printed."""
        text = self.text()
        self.texts.append(text)
        return text

    def scalar(self, text: str, indent: str) -> str:
        """A text as it is typed behind a key or a hyphen."""
        match self.dice.choice((1, 2, 6, 8, 8, 8)) if self.careful else self.dice.randrange(12):
            case 0:
                return f'"{text}"'
            case 1:
                return json.dumps(text, ensure_ascii=self.often(0.5))
            case 2:
                return "'" + text.replace("'", "''") + "'"
            case 3:
                return f"'{text}'" if "''" not in text else json.dumps(text)
            case 4:
                # Some divide the lines, and some have but one.
                divided = text.replace(" ", f"\n{indent}  ", len(text) % 3)
                return f"{self.dice.choice('|>')}{self.dice.choice(('', '-', '+'))}\n{indent}  {divided}"
            case 5:
                return f"“{text}”"
            case 6:
                words = text.split(" ")
                half = len(words) // 2
                return f"{' '.join(words[:half])}\n{indent}  {' '.join(words[half:])}"
            case 7:
                # Words behind a hash are words, too.
                self.count += 1
                comment = f"wo{self.count}rd"
                self.texts[-1] = f"{text} # {comment}"
                return f"{text}{self.dice.choice((' ', '', '  '))}# {comment}"
            case _:
                return text

    def key(self, key: str) -> str:
        """A key with its colon."""
        if self.careful:
            return f"{key}: "
        shown = self.dice.choice(
            (key, key, key, key, key, key.capitalize(), key.title(), f"“{key}”", f"{key} ")
        )
        return shown + self.dice.choice((*[": "] * 12, ":", ":\u00a0", ":\t", " : ", ":  ", " = ", "："))

    def group(self, name: str, keys: list[str]) -> str:
        """Keys with texts under one."""
        if self.often(0.15):
            parts = [f"{key}: {self.scalar(self.said(), '')}" for key in keys]
            return f"{name}: {{{', '.join(parts)}}}\n"
        indent = self.dice.choice(
            ("  ", "    ", " ", "\t", "\u00a0\u00a0", "")[: 3 if self.careful else None]
        )
        lines = [f"{indent}{self.key(key)}{self.scalar(self.said(), indent)}\n" for key in keys]
        return f"{self.key(name).rstrip(' ')}\n{''.join(lines)}"

    def entries(self, name: str) -> str:
        """A list of texts."""
        texts = [self.text() for _ in range(self.dice.choice((1, 1, 2, 3, 4)))]
        match self.dice.choice((1, 2, 3, 5, 5, 5)) if self.careful else self.dice.randrange(10):
            case 0:
                self.texts += texts
                return f"{name}: [{', '.join(texts)}]\n"
            case 1:
                self.texts += texts
                return f"{name}: {json.dumps(texts)}\n"
            case 2:
                self.texts += texts
                quoted = ("'" + text.replace("'", "''") + "'" for text in texts)
                return f"{name}: [{', '.join(quoted)}]\n"
            case 3:
                self.texts.append(self.dice.choice((", ", " ", "; ")).join(texts))
                return f"{name}: {self.texts[-1]}\n"
            case 4:
                self.texts += texts
                return f"{name}: |\n" + "".join(f"  {text}\n" for text in texts)
            case _:
                indent = self.dice.choice(("  ", "", "    ", "\u00a0\u00a0")[: 3 if self.careful else None])
                bullet = self.dice.choice(
                    (*["- "] * 12, "-", "• ", "– ", "* ", "-\u00a0", "-  ", "· ", "1. ")
                )
                lines = []
                for text in texts:
                    self.texts.append(text)
                    lines.append(f"{indent}{bullet}{self.scalar(text, indent)}\n")
                if self.often(0.05) and not self.careful:
                    lines[-1] = lines[-1].replace("- ", "-", 1)
                return f"{name}:\n{''.join(lines)}"

    def choice(self) -> str:
        """A field that is chosen, or a number or a date."""
        pattern = self.dice.choice(CHOICES)
        return pattern.format(*self.dice.choices(CHOSEN, k=pattern.count("{}"))) + "\n"

    def file(self, templates: Mapping[str, str]) -> Wish:
        """A whole file, in an order and in bytes of some editor."""
        if self.often(0.15):
            text = self.filled(templates[self.dice.choice(TAGS)])
        else:
            parts: list[Callable[[], str]] = [
                functools.partial(self.group, "about-me", self.some("name", "phone")),
                functools.partial(self.group, "appointment", ["with"]),
                functools.partial(self.group, "pain", ["movement"]),
                lambda: f"{self.key('tried-other')}{self.scalar(self.said(), '')}\n",
                *(functools.partial(self.entries, name) for name in LIST_FIELDS),
            ]
            makers = self.dice.sample(parts, self.dice.choice((1, 1, 2, 3, 7)))
            if self.often(0.2):
                makers.append(self.choice)
            text = "".join(make() for make in makers)
        encoding = self.dice.choice((*["utf-8"] * 12, "utf-16", "utf-8-sig", "utf-16-le", "latin-1"))
        saved = self.saved(text)
        # An editor does not save in Latin-1 what that has no letters for.
        wide = encoding == "latin-1" and any(ord(letter) > 255 for letter in saved)
        return Wish(tuple(self.texts), saved.encode("utf-8" if wide else encoding, "surrogatepass"))

    def some(self, *keys: str) -> list[str]:
        """One or more of the keys."""
        return self.dice.sample(keys, self.dice.randint(1, len(keys)))

    def filled(self, template: str) -> str:
        """The file to fill in, with a text behind some of the keys of free texts and some hyphens."""
        lines = template.splitlines(keepends=True)
        for index, line in enumerate(lines):
            free = re.match(r" *(?:name|phone|with|movement|tried-other): $|  - $", line)
            if free and self.often(0.5):
                lines[index] = f"{line.rstrip(chr(10))}{self.scalar(self.said(), '  ')}\n"
        return "".join(lines)

    def saved(self, text: str) -> str:
        """The text as an editor saves it."""
        if self.careful:
            return text
        text = self.dice.choice(("", "", "", "", "", "", "---\n", "\n\n", "\ufeff")) + text
        text += self.dice.choice(("", "", "", "", "", "", "---\n", "...\n", "...\nmore\n"))
        text = text.replace("\n", self.dice.choice(("\n", "\n", "\n", "\r\n", "\r")))
        return text.rstrip("\n") if self.often(0.05) else text


def words(text: str) -> str:
    """A text as it is compared: composed, without what nobody sees, each run of blanks one."""
    composed = unicodedata.normalize("NFC", IGNORABLE.sub("", text))
    # PDFium reads a ligature as its letters.
    return " ".join(composed.replace("ﬁ", "fi").split())


@functools.cache
def sheets(tag: str) -> tuple[Edition, Mapping[str, Reference]]:
    """The sheets with places for free texts."""
    (edition,), references = CONTENT.editions([tag], ["visit", "test"])
    return edition, references


def printed(path: Path, tag: str, size: Size) -> str:
    """The words of the pages; raises ContentError."""
    details = load_patient(path, missing=fonts.missing, choices=CONTENT.choices)
    edition, references = sheets(tag)
    data = make_document([edition], references, Options(details=details, size=size)).data
    with pypdfium2.PdfDocument(data) as document:
        return words(" ".join(map(_above_foot, document)))


def _above_foot(page: pypdfium2.PdfPage) -> str:
    """The words of a page without its foot, which may part a text that goes on with the next page."""
    items = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
    foot = max((item.get_bounds()[3] for item in items if tag_of(item.raw) == "Artifact"), default=0)
    return str(page.get_textpage().get_text_bounded(bottom=foot))


def stands(text: str, pages: str) -> bool:
    """Whether a text is on the pages: only a word that may be wider than its place goes on on a next line.

    What goes on in another section is whole items: no such text is parted.
    """
    if text in pages:
        return True
    wide = (" ?".join(map(re.escape, word)) if len(word) > WIDE else re.escape(word) for word in text.split())
    return re.search(" ".join(wide), pages) is not None


class Outcome(NamedTuple):
    """How a file was taken; *wrong* is empty where it was printed whole, or refused in words."""

    kind: str
    wrong: str


def outcome(wish: Wish, path: Path, tag: str, size: Size) -> Outcome:
    """What becomes of a file."""
    path.write_bytes(wish.data)
    if _parsers_differ(wish.data):
        return Outcome("read", "the two parsers read it differently")
    try:
        pages = printed(path, tag, size)
    except ContentError as error:
        return Outcome("refused", _refusal(error, path))
    lost = [text for text in map(words, wish.texts) if not stands(text, pages)]
    return Outcome("printed", f"not printed: {lost}" if lost else "")


def _refusal(error: ContentError, path: Path) -> str:
    said = "\n".join(problem.message + problem.hint for problem in error.problems)
    if any(problem.at.path != str(path) for problem in error.problems):
        return f"a problem of the personal file is told elsewhere: {error}"
    if re.search(r"wo\d+rd", said) or re.search(r"[^\n\x20-\x7e“”–]", said):
        return f"a message repeats what the file says: {error}"
    return "" if said else "refused without a word"


def _parsers_differ(data: bytes) -> bool:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    fast, slow = (parse.parse(text, name="me", fast=fast) for fast in (True, False))
    return fast != slow


def main(seconds: float, seed: int) -> int:
    """Write files until the time is over; the exit code."""
    end, kinds, wrong = time.monotonic() + seconds, Counter[str](), 0
    path = Path(tempfile.mkdtemp()) / "me.yaml"
    while time.monotonic() < end:
        seed += 1
        found = tried(seed, path)
        kinds[found.kind] += 1
        if found.wrong:
            wrong += 1
            click.echo(f"seed {seed}: {found.wrong}\n{path.read_bytes()!r}", err=True)
    click.echo(f"{kinds.total()} files: {dict(kinds)}; third outcomes: {wrong}")
    return min(wrong, 1)


def tried(seed: int, path: Path) -> Outcome:
    """What becomes of the file of that seed, written to *path*."""
    dice = random.Random(seed)  # noqa: S311  (chance, no secret)
    wish = Typist(dice).file({tag: _template(tag) for tag in TAGS})
    return outcome(wish, path, dice.choice(TAGS), dice.choice((Size.NORMAL, Size.NORMAL, Size.LARGE)))


@functools.cache
def _template(tag: str) -> str:
    return personal_file(sheets(tag)[0].language, "language.yaml")


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))
