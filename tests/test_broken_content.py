"""Broken content: each slip is told at its place, all in one run, exit code 3, no output touched."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from handout.cli.app import main
from tests.conftest import sample
from tests.programs import unprivileged

DOCTOR, SOURCES = "en/doctor.yaml", "en/sources.yaml"
LANGUAGE, REFERENCES = "en/language.yaml", "references.yaml"
OUTPUT = "sheet.pdf"
OLD = b"somebody's filled-in form"
MARK = "¦"
TOLD = re.compile(r"(?P<path>[^:]+):(?P<line>\d+):(?P<column>\d+): (?P<message>.+) \[(?P<rule>[a-z-]+)\]")

EXCERPT = re.compile(r" *\d* \| ")
"""What stands under a problem: the line, and a caret."""


@dataclass(frozen=True, order=True)
class Told:
    """A line of stderr that tells a problem."""

    path: str
    line: int
    column: int
    message: str
    rule: str


@dataclass(frozen=True)
class Slip:
    """What an author did to a file: this, instead of what stood there; marks are where it is to be told."""

    file: str
    instead_of: str
    """A regular expression; its first match is replaced."""
    this: str
    rule: str
    words: str
    """A part of each message, as a regular expression."""


Run = Callable[..., list[Told]]


@pytest.fixture
def run(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Run:
    """What `handout make` tells of the copied content; its exit code is 3 and what was there before stays."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HANDOUT_LOCALES", shipped.name)
    output = tmp_path / OUTPUT

    def told(*languages: str, sheets: str = "") -> list[Told]:
        output.write_bytes(OLD)
        options = [*([] if languages[1:] else ["-o", OUTPUT]), *(["--sheets", sheets] if sheets else [])]
        with pytest.raises(SystemExit) as end:
            main(["make", *(languages or ("en",)), "--force", *options])
        out, err = capfd.readouterr()
        assert (end.value.code, out) == (3, "")
        assert output.read_bytes() == OLD
        assert {path.name for path in tmp_path.iterdir()} == {shipped.name, OUTPUT}
        *lines, count = err.splitlines()
        problems = [line for line in lines if not EXCERPT.match(line)]
        assert count.startswith(f"{len(problems)} problem")
        return [parsed(problem) for problem in problems]

    return told


def parsed(line: str) -> Told:
    """A problem as it was told."""
    match = TOLD.fullmatch(line)
    assert match, line
    path, row, column, message, rule = match.groups()
    return Told(path, int(row), int(column), message, rule)


def broken(folder: Path, slip: Slip) -> list[tuple[str, int, int, str]]:
    """Let the slip happen; returns where it has to be told, and under which rule."""
    path = folder / slip.file
    text, count = re.subn(
        slip.instead_of, lambda _: slip.this, path.read_text("utf-8"), count=1, flags=re.MULTILINE
    )
    assert count == 1, "the slip does not fit the content any more"
    assert MARK in text
    places = []
    while MARK in text:
        before, after = text.split(MARK, 1)
        column = len(before) - before.rfind("\n")
        places.append((f"locales/{slip.file}", before.count("\n") + 1, column, slip.rule))
        text = before + after
    path.write_bytes(text.encode())
    return places


def item(text: str) -> str:
    """The first item of the first list, before what was the first."""
    return f"        items:\n          - {MARK * (MARK not in text)}id: added\n            {text}\n"


ITEMS = "^        items:\n"
TITLE, NAMES = "^title: .*$", "^names: .*$"
LABELLED = """\
¦id: figure-1
        kind: figure
        drawing: low-back
        caption: A figure
        alt: What it shows
        labels:
          {iliac-crest: b, psis: c, nodules: e, superior-cluneal: f, middle-cluneal: g,
          right: h, scale: i}"""
SLIPS = {
    # What YAML cannot read.
    "colon-in-text": Slip(DOCTOR, TITLE, "title: Nodule¦: painful", "syntax", "colon .* quotation marks"),
    "indented-too-little": Slip(
        DOCTOR, "^    heading: In short$", "   ¦heading: In short", "syntax", "indentation"
    ),
    "indented-too-much": Slip(DOCTOR, TITLE, " title¦: x", "syntax", "no value can follow here"),
    "tab": Slip(DOCTOR, "^    heading: In short$", "¦\theading: In short", "syntax", "tab"),
    "no-colon": Slip(
        DOCTOR,
        "^budget: .*\n\nsections:$",
        "budget this\n\n¦sections:",
        "syntax",
        "no colon .*begins in line",
    ),
    "asterisk": Slip(DOCTOR, ITEMS, item("text: *¦*Strong** [@canis2021]"), "syntax", "quotation marks"),
    "list-left-open": Slip(
        DOCTOR,
        "^            sources: .*\n",
        "            sources: [hayes2024\n          - id¦: added\n",
        "syntax",
        "a list opened with “\\[” .*begins in line",
    ),
    "second-document": Slip(DOCTOR, r"\Z", "¦---\ntitle: x\n", "documents", "second document"),
    "too-deep": Slip(
        DOCTOR, TITLE, "title: " + "[" * 19 + "¦" + "[" * 9 + "]" * 28, "depth", "20 levels deep"
    ),
    # What an attacker would try.
    "anchor": Slip(DOCTOR, TITLE, "title: ¦&a x", "anchor", "quotation marks"),
    "python-tag": Slip(
        DOCTOR, TITLE, 'title: ¦!!python/object/apply:os.mkdir "pwned"', "tag", "“!”.*quotation marks"
    ),
    "merge-key": Slip(DOCTOR, TITLE, "title: x\n¦<<: {title: x}", "unknown-key", "“<<”"),
    # Letters.
    "control-character": Slip(DOCTOR, NAMES, "names: For¦\x07 the", "character", r"U\+0007.*delete"),
    "null-character": Slip(LANGUAGE, "^name: .*$", "name: Eng¦\0lish", "character", r"U\+0000"),
    "letters-turned-round": Slip(REFERENCES, "title: ", "title: ¦\u202ex", "character", r"U\+202E"),
    "lost-in-conversion": Slip(DOCTOR, TITLE, "title: Nódulo d¦\ufffd x", "character", "was lost"),
    "letter-without-glyph": Slip(DOCTOR, TITLE, "title: Nodule ¦☃, ☃ and ¦👍", "glyph", r"“(☃|👍)” \(U\+"),
    "authors-letter-without-glyph": Slip(
        REFERENCES, "family: [^,}]*", "family: Ca¦☃", "glyph", r"“☃” \(U\+2603\)"
    ),
    "letters-that-are-shaped": Slip(
        DOCTOR, TITLE, "title: Nodule ¦பின்புற வலி, வலி", "script", "script Tamil.*joined"
    ),
    "letters-from-right-to-left": Slip(
        REFERENCES, "family: [^,}]*", "family: Ca¦\u05d2\u05d1", "script", "script Hebrew.*from right to left"
    ),
    "letters-of-two-scripts": Slip(
        DOCTOR, TITLE, "title: ¦腰 and ¦ខ្នង, 腰痛", "script", "script (CJK|Khmer) cannot be printed"
    ),
    # Keys.
    "key-twice": Slip(DOCTOR, TITLE, "title: One\n¦title: Two", "duplicate-key", r"already used in line \d+"),
    "unknown-key": Slip(DOCTOR, "^    starts: band$", "    ¦strats: band", "unknown-key", "mean “starts”"),
    "unknown-key-of-csl": Slip(
        REFERENCES, "^    title: ", "    ¦tytle: x\n    title: ", "unknown-key", "tytle"
    ),
    "no-such-key-at-all": Slip(
        DOCTOR, "^    starts: band$", "    ¦xyz: band", "unknown-key", "known are .*“starts”"
    ),
    "missing-key": Slip(LANGUAGE, "^tag: en\nname: .*$", "¦tag: en", "missing-key", "“name” is missing"),
    "list-as-key": Slip(DOCTOR, TITLE, "title: x\n¦[a, b]: c", "key", "a key must be text"),
    # Kinds of values.
    "list-for-text": Slip(DOCTOR, TITLE, "title: ¦[a, b]", "wrong-kind", "expected text, found a list"),
    "keys-for-text": Slip(DOCTOR, TITLE, "title:\n  ¦a: b", "wrong-kind", "found a mapping"),
    "nothing-for-text": Slip(DOCTOR, TITLE, "title:¦", "empty", "found nothing"),
    "blanks-for-text": Slip(DOCTOR, TITLE, "title: ¦'  '", "empty", "found nothing"),
    "text-for-list": Slip(DOCTOR, r"sources: \[.*$", "sources: ¦hayes2024", "wrong-kind", "expected a list"),
    "neither-yes-nor-no": Slip(REFERENCES, "printable: yes", "printable: ¦1", "wrong-kind", "“yes” or “no”"),
    "no-number": Slip(LANGUAGE, "bound: .*$", "bound: ¦sixty", "wrong-kind", "a whole number in digits"),
    "number-out-of-range": Slip(REFERENCES, r"\[\[\d+\]\]", "[[¦99]]", "out-of-range", "1500 to 2999"),
    "no-date": Slip(
        LANGUAGE, "^sources_checked: .*$", "sources_checked: ¦31.12.2025", "wrong-kind", "year-month-day"
    ),
    "no-such-day": Slip(
        LANGUAGE, "^sources_checked: .*$", "sources_checked: ¦2025-02-30", "wrong-kind", "no such date"
    ),
    "months": Slip(LANGUAGE, r"months: \[January, ", "months: ¦[", "too-few", "at least 12 .*found 11"),
    "too-long-a-text": Slip(DOCTOR, TITLE, "title: ¦" + "x " * 1500, "too-long", "at most 2000"),
    "unknown-kind": Slip(
        DOCTOR, "^        kind: list$", "        kind: ¦lists", "unknown-name", "mean “list”"
    ),
    "unknown-audience": Slip(
        DOCTOR, r"^        for: \[gp\]$", "        for: [¦surgon]", "unknown-name", "mean “surgeon”"
    ),
    "unknown-drawing": Slip(
        DOCTOR, "drawing: low-back", "drawing: ¦lowback", "unknown-name", "mean “low-back”"
    ),
    "nothing-to-choose": Slip(
        LANGUAGE, r"(?s)^choices:\n.*(?=^patient-file:)", "choices: ¦{}\n", "too-few", "at least one key"
    ),
    "no-comments": Slip(
        LANGUAGE, r"(?s)^patient-file:\n.*", "patient-file: ¦{}\n", "too-few", "at least one key"
    ),
    "another-languages-tag": Slip(LANGUAGE, "^tag: en", "tag: ¦es", "tag", "“es” .*“en”"),
    # References.
    "no-pmid": Slip(REFERENCES, 'PMID: ".*"', "PMID: ¦PMC123", "pattern", "digits of a PubMed number"),
    "address-for-doi": Slip(REFERENCES, "DOI: .*$", "DOI: ¦https://doi.org/x", "pattern", "such as 10\\."),
    "no-address": Slip(REFERENCES, "URL: .*$", "URL: ¦javascript:alert(1)", "pattern", "https://"),
    "no-authors-name": Slip(REFERENCES, r"\{family: .*\}", "¦{given: M}", "value", "a family name or"),
    "unknown-citation": Slip(
        DOCTOR, ITEMS, item("text: Foo [¦@canis2012]."), "unknown-reference", "“canis2012” .*mean “canis2021”"
    ),
    "unknown-citation-among-others": Slip(
        DOCTOR,
        ITEMS,
        item("text: >-\n              Foo\n              bar [@canis2021; ¦@xyz; ¦@curtis200]."),
        "unknown-reference",
        "“(xyz” is not in references.yaml|curtis200” .*mean “curtis2000”)",
    ),
    "unknown-source": Slip(
        DOCTOR, r"sources: \[.*$", "sources: [¦hayes2042]", "unknown-reference", "mean “hayes2024”"
    ),
    "unprintable-citation": Slip(
        DOCTOR,
        ITEMS,
        item("text: Foo [¦@backmice-comments]."),
        "unprintable",
        "“backmice-comments” .*under sources",
    ),
    "citation-left-open": Slip(DOCTOR, ITEMS, item("text: Foo ¦[@canis2021."), "markup", "no closing “]”"),
    "no-citation-key": Slip(DOCTOR, ITEMS, item("text: Foo [¦@Canis 2021]."), "markup", "only keys, such as"),
    "strong-left-open": Slip(DOCTOR, TITLE, "title: A ¦**title", "markup", "no closing “\\*\\*”"),
    # Statements.
    "missing-basis": Slip(DOCTOR, ITEMS, item("text: Foo."), "missing-basis", "has no source"),
    "sources-without-basis": Slip(
        DOCTOR,
        ITEMS,
        item("text: Foo.\n            sources: [¦backmice-comments]"),
        "missing-basis",
        "usual-care",
    ),
    "basis-without-sources": Slip(
        DOCTOR, ITEMS, item("text: Foo.\n            basis: usual-care"), "missing-sources", "“usual-care”"
    ),
    "unknown-basis": Slip(
        DOCTOR,
        ITEMS,
        item("text: Foo.\n            basis: ¦usual care\n            sources: [backmice-comments]"),
        "unknown-name",
        "mean “usual-care”",
    ),
    # Sections.
    "front-on-a-new-page": Slip(
        DOCTOR,
        "^  - id: in-short\n(.*)\n    starts: band",
        "  - ¦id: in-short\n    heading: In short\n    starts: page",
        "sides",
        "cannot begin a new page",
    ),
    "two-backs": Slip(
        DOCTOR, "^  - (id: imaging)\n", "  - ¦id: imaging\n    starts: page\n", "sides", "begun already"
    ),
    "heading-alone": Slip(
        DOCTOR,
        "^  - (id: in-short\n(?:.*\n){4}) +kind: list\n",
        """\
  - ¦id: in-short
    heading: In short
    starts: band
    blocks:
      - id: summary
        for: [gp, rehabilitation, pain-clinic, radiologist]
        kind: list
""",
        "empty-section",
        "“surgeon”",
    ),
    # Markup where words are set or spoken bare.
    "strong-words-in-a-name": Slip(DOCTOR, "^name: .*$", "name: ¦The **sheet**", "markup", "no citation"),
    "citation-for-those-who-do-not-see": Slip(
        DOCTOR, "^        alt: >-$", "        alt: ¦>-\n          See [@canis2021].", "markup", "no citation"
    ),
    "no-tag": Slip(REFERENCES, "language: en", "language: ¦English words", "pattern", "pt-BR"),
    "id-twice": Slip(
        DOCTOR,
        ITEMS,
        item("text: Foo [@canis2021].\n          - ¦id: added\n            text: Foo [@canis2021]."),
        "duplicate-id",
        r"“added” is already used in line \d+",
    ),
    "row-too-short": Slip(
        SOURCES,
        r"^        rows:\n",
        "        rows:\n          - ¦id: added\n            cells: ['a [@canis2021]']\n",
        "table-shape",
        r"row: 1; columns of the table: [2-9]",
    ),
    "missing-label": Slip(
        DOCTOR,
        "id: figure-1((?:\n.*?)*?)\n        labels:(\n          .*)+",
        LABELLED,
        "missing-key",
        "the label “left” of the drawing",
    ),
    "unknown-label": Slip(
        DOCTOR,
        "^          left: left$",
        "          left: left\n          lefft: ¦x",
        "unknown-key",
        "mean “left”",
    ),
    # Placeholders.
    "unknown-placeholder": Slip(
        LANGUAGE,
        "^  page_of: .*$",
        "  page_of: page ¦{pgae} of {pages}",
        "placeholder",
        "“{pgae}” .*mean “{page}”",
    ),
    "missing-placeholder": Slip(
        DOCTOR, "^        label: .*$", "        label: ¦Opens {listed}", "placeholder", "“{total}” is missing"
    ),
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_slip(run: Run, shipped: Path, slip: Slip) -> None:
    """A slip is told where it is, by its rule, in words that help, and nothing else is told."""
    expected = broken(shipped, slip)
    told = run(sheets="sources" if slip.file == SOURCES else "doctor")
    assert [(one.path, one.line, one.column, one.rule) for one in told] == expected
    for one in told:
        assert re.search(slip.words, str(one)), str(one)


def test_a_code_that_opens_nothing(run: Run, shipped: Path) -> None:
    """Where no reference has a PMID there is nothing a QR code could open; that is told at its block."""
    path = shipped / REFERENCES
    path.write_text(re.sub("^    PMID: .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    (told,) = run()
    block = (shipped / DOCTOR).read_text("utf-8").split("kind: qr")[0]
    assert (told.path, told.line, told.rule) == (f"locales/{DOCTOR}", block.count("\n"), "pmid")
    assert "none of the references" in told.message


def overflowing(run: Run, path: Path, *, words: int) -> tuple[Told, int]:
    """What is told of a sheet with a long first item, and the line of the first that finds no room."""
    text = path.read_text("utf-8")
    addition = item(f"text: >-\n              Foo [@canis2021] {'foo bar ' * (words // 2)}").replace(MARK, "")
    path.write_text(text.replace("        items:\n", addition, 1), encoding="utf-8")
    (told,) = run()
    lines = path.read_text("utf-8").splitlines()
    path.write_text(text, encoding="utf-8")
    return told, next(line for line, words in enumerate(lines, 1) if line >= told.line and "- id: " in words)


@pytest.mark.every
def test_too_long_for_two_pages(run: Run, shipped: Path) -> None:
    """A side that needs a second page is told at the first item without room, with the lines too many."""
    less, at = overflowing(run, shipped / DOCTOR, words=180)
    more, _ = overflowing(run, shipped / DOCTOR, words=240)
    assert (less.path, less.line, less.rule) == (f"locales/{DOCTOR}", at, "overflow")
    counts = [int(re.search("([0-9]+) lines too many", told.message)[1]) for told in (less, more)]
    assert 0 < counts[0] < counts[1] <= counts[0] + 12


def test_a_word_wider_than_its_place(run: Run, shipped: Path) -> None:
    """A word too wide for its column is told at its text; it is never broken."""
    path = shipped / DOCTOR
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    text = path.read_text("utf-8").replace("does it bring on", f"{word} brings on")
    path.write_text(text, encoding="utf-8")
    (told,) = run()
    line = next(line for line, words in enumerate(text.splitlines()) if word in words)
    assert (told.line, told.column, told.rule) == (line, 19, "too-wide")
    assert word in told.message


def wrong(folder: Path, name: str, data: bytes) -> Path:
    """Put these bytes into a file."""
    path = folder / name
    path.write_bytes(data)
    return path


WHOLE_FILES = {
    "empty": (b"", "empty"),
    "only-a-comment": (b"# later\n", "empty"),
    "a-list": (b"- a\n", "wrong-kind"),
    "a-sentence": (b"Hello.\n", "wrong-kind"),
    "utf-16": ("title: x\n".encode("utf-16"), "encoding"),
    "not-yaml-but-a-picture": (b"\x00\x01\x02", "encoding"),
    "too-large": (b"#" * (2 << 20), "size"),
}


@pytest.mark.parametrize("name", sample([DOCTOR, LANGUAGE, REFERENCES]))
@pytest.mark.parametrize(("data", "rule"), WHOLE_FILES.values(), ids=WHOLE_FILES)
def test_whole_file(run: Run, shipped: Path, name: str, data: bytes, rule: str) -> None:
    """A file that is nothing of the kind is told once, at its beginning, and no problem follows from it."""
    wrong(shipped, name, data)
    told = [(one.path, one.line, one.column, one.rule) for one in run(sheets="doctor")]
    assert told == [(f"locales/{name}", 1, 1, rule)]


def test_latin_1(run: Run, shipped: Path) -> None:
    """A file that was saved in another encoding is told at the first letter that is not in UTF-8."""
    text = "# Sheet\ntitle: Nódulo\n"
    wrong(shipped, DOCTOR, text.encode("latin-1"))
    (told,) = run()
    assert (told.line, told.column, told.rule) == (2, 9, "encoding")
    assert "UTF-8" in told.message


def test_byte_order_mark_and_windows_line_ends(run: Run, shipped: Path) -> None:
    """What editors on Windows add is no problem and moves no place."""
    path = shipped / DOCTOR
    slip = Slip(DOCTOR, TITLE, "¦titel: x", "unknown-key", "")
    ((_, line, column, _),) = broken(shipped, slip)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert (line, column, "unknown-key") in [(one.line, one.column, one.rule) for one in run()]


def remove(path: Path) -> None:
    """Take the file away."""
    path.unlink()


def make_folder(path: Path) -> None:
    """Put a folder in the file's place."""
    path.unlink()
    path.mkdir()


def make_pipe(path: Path) -> None:
    """Put a pipe in the file's place, that nobody writes to."""
    path.unlink()
    os.mkfifo(path)


def make_loop(path: Path) -> None:
    """Put a link to itself in the file's place."""
    path.unlink()
    path.symlink_to(path)


@pytest.mark.parametrize("name", sample([REFERENCES, DOCTOR, LANGUAGE]))
@pytest.mark.parametrize("happen", [remove, make_folder, make_pipe, make_loop])
def test_no_file(run: Run, shipped: Path, name: str, happen: Callable[[Path], None]) -> None:
    """A file that is missing, a folder, a pipe or a loop in its place: told at once, by the file's name."""
    happen(shipped / name)
    (told,) = run(sheets="doctor")
    assert (told.path, told.line, told.column, told.rule) == (f"locales/{name}", 1, 1, "file")


def test_unreadable_file(run: Run, shipped: Path) -> None:
    """A file that the user may not read is told as that."""
    path = shipped / DOCTOR
    path.chmod(0)
    with unprivileged():
        (told,) = run()
    assert told.rule == "file"
    assert "permission" in told.message


def test_folder_without_files(run: Run, shipped: Path) -> None:
    """A language’s folder in which nothing is yet lacks the files that each must have."""
    (shipped / "tr").mkdir()
    names = ["language.yaml", "doctor.yaml"]
    expected = sorted((f"locales/tr/{name}", 1, 1, "file") for name in names)
    assert [(one.path, one.line, one.column, one.rule) for one in run("tr")] == expected


def test_all_in_one_run(run: Run, shipped: Path) -> None:
    """Problems of several kinds in several files of several languages are told in one run, by place."""
    shutil.rmtree(shipped / "es")
    shutil.copytree(shipped / "en", shipped / "es")
    spanish = shipped / "es" / "language.yaml"
    spanish.write_text(spanish.read_text("utf-8").replace("tag: en", "tag: es"), encoding="utf-8")
    slips = [
        SLIPS["letter-without-glyph"],
        SLIPS["unknown-key"],
        SLIPS["unknown-drawing"],
        SLIPS["no-number"],
        SLIPS["no-date"],
        SLIPS["no-pmid"],
        SLIPS["neither-yes-nor-no"],
        Slip("es/language.yaml", "^name: .*$", "name: ¦[a]", "wrong-kind", ""),
        Slip("es/doctor.yaml", TITLE, "title: Nodule¦: x", "syntax", ""),
    ]
    # Lines stay lines: a slip moves none of the others.
    expected = sorted(place for slip in slips for place in broken(shipped, slip))
    told = run("en", "es")
    assert [(one.path, one.line, one.column, one.rule) for one in told] == expected
    assert len({one.path for one in told}) == 5
    assert told == sorted(told)


def test_each_problem_once(run: Run, shipped: Path) -> None:
    """The bibliography's problems are not told again for each language."""
    expected = broken(shipped, SLIPS["no-pmid"])
    shutil.copytree(shipped / "en", shipped / "tr")
    path = shipped / "tr" / "language.yaml"
    path.write_text(path.read_text("utf-8").replace("tag: en", "tag: tr"), encoding="utf-8")
    assert [(one.path, one.line, one.column, one.rule) for one in run("en", "tr")] == expected


def test_nothing_is_executed(run: Run, shipped: Path, tmp_path: Path) -> None:
    """A Python tag runs nothing."""
    broken(shipped, SLIPS["python-tag"])
    run()
    assert not (tmp_path / "pwned").exists()


def test_explosion_takes_no_time(run: Run, shipped: Path) -> None:
    """Anchors that stand for billions of texts are told one by one, as quickly as any others."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    wrong(shipped, DOCTOR, "\n".join(lines).encode())
    told = run()
    assert len([one for one in told if one.rule == "anchor"]) == 12 + 11 * 9


def test_in_a_process_of_its_own(shipped: Path, tmp_path: Path) -> None:
    """From outside it is the same: exit code 3, each problem with its line, nothing on stdout, no file."""
    (place,) = broken(shipped, SLIPS["unknown-citation"])
    ended = subprocess.run(
        [sys.executable, "-m", "handout", "--locales", shipped.name, "make", "en"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    path, line, column, rule = place
    told = ended.stderr.decode().splitlines()
    assert (ended.returncode, ended.stdout) == (3, b"")
    assert len(told) == 4
    assert told[1].startswith(f"{line:>6} | ")
    assert told[0].startswith(f"{path}:{line}:{column}: ")
    assert told[0].endswith(f" [{rule}]")
    assert {path.name for path in tmp_path.iterdir()} == {shipped.name}


def test_a_box_with_words_wider_than_its_place(run: Run, shipped: Path) -> None:
    """The words of a box in a line stay together: where they do not fit, that is told at their entry."""
    path = shipped / "en" / "test.yaml"
    text = path.read_text("utf-8").replace("tick: not injected}", f"tick: {'not injected ' * 9}}}")
    path.write_text(text, encoding="utf-8")
    (told,) = run()
    line = next(line for line, words in enumerate(text.splitlines(), 1) if "id: any-signs" in words)
    assert (told.path, told.rule) == ("locales/en/test.yaml", "too-wide")
    assert told.line == line
