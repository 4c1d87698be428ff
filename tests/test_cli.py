"""The command line: names, refusals, messages, exit codes; what it leaves behind and what it never does."""

from __future__ import annotations

import contextlib
import datetime
import os
import re
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import click
import pikepdf
import pytest

from handout import __version__, fonts
from handout.cli.app import cli, main
from handout.content.folder import ContentFolder
from handout.make import document
from handout.options import Options
from handout.resources import LOCALES
from tests import small_content
from tests.conftest import NO_NETWORK, READERS, SHEETS, USUAL_SHEETS, sample
from tests.programs import require, unprivileged

CHECKOUT = Path(__file__).resolve().parent.parent
DEFAULT = "episacroiliac-lipoma-en.pdf"
FILLED_IN = b"somebody's filled-in form"
SHELLS = ("bash", "zsh", "fish")
SETTINGS = (
    *("HANDOUT_LOCALES", "SOURCE_DATE_EPOCH", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"),
    *("PYTHONHASHSEED", "PYTHONUNBUFFERED", "TZ"),
)


@dataclass(frozen=True)
class Ended:
    """How a run of the program ended: its exit code and what it said."""

    code: int
    out: bytes
    err: str

    @property
    def paths(self) -> list[str]:
        """The lines on stdout."""
        return self.out.decode().splitlines()


Call = Callable[..., Ended]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder of content in English, Spanish and Catalan."""
    return small_content.write(tmp_path / "content", "en", "es", "ca")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def call(
    here: Path, content: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Call:
    """The program, in this process, in an empty folder and an empty environment."""
    assert here.is_dir()
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HANDOUT_LOCALES", str(content))

    def called(*arguments: str | Path) -> Ended:
        with pytest.raises(SystemExit) as end:
            main(list(map(str, arguments)))
        told = capfdbinary.readouterr()
        assert isinstance(end.value.code, int)
        return Ended(end.value.code, told.out, told.err.decode())

    return called


def environment(**settings: str | Path) -> dict[str, str]:
    """The environment without what would change a run, without a network, and with these settings."""
    kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    return kept | {"PYTHONPATH": str(NO_NETWORK)} | {name: str(value) for name, value in settings.items()}


def command(*arguments: str | Path, python: Sequence[str] = ()) -> list[str]:
    """The words that run the program in a process of its own."""
    return [sys.executable, *python, "-m", "handout", *map(str, arguments)]


def run(*arguments: str | Path, folder: Path, **settings: str | Path) -> Ended:
    """A run of the program in a process of its own."""
    ended = subprocess.run(
        command(*arguments), cwd=folder, env=environment(**settings), capture_output=True, check=False
    )
    assert b"Traceback" not in ended.stderr
    return Ended(ended.returncode, ended.stdout, ended.stderr.decode())


def names(folder: Path) -> set[str]:
    """What is in a folder."""
    return {path.name for path in folder.iterdir()}


def is_pdf(data: bytes) -> bool:
    """Whether these bytes are a PDF and nothing else."""
    return data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")


# --- what is made, and what it is called ---


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("reader", READERS)
def test_name(call: Call, here: Path, reader: str, paper: str) -> None:
    """A file is named by language, reader and paper, what is as by default left out."""
    part = "" if reader == READERS[0] else f"-{reader}"
    expected = f"episacroiliac-lipoma-ca{part}{'' if paper == 'a4' else '-letter'}.pdf"
    ended = call("make", "ca", "--for", reader, "--paper", paper)
    assert (ended.code, ended.paths, ended.err) == (0, [expected], "")
    assert names(here) == {expected}
    assert is_pdf((here / expected).read_bytes())


def test_name_of_all_sheets(call: Call, here: Path) -> None:
    """Naming the sheets that are made by default changes no name, nor does naming them twice."""
    assert call("make", "en", "--sheets", ",".join((*USUAL_SHEETS, *USUAL_SHEETS))).paths == [DEFAULT]
    assert names(here) == {DEFAULT}


def test_several_languages(call: Call, here: Path) -> None:
    """Each language is a file, in the order they were named, each told on a line, each made once."""
    expected = [f"episacroiliac-lipoma-{tag}.pdf" for tag in ("es", "en", "ca")]
    assert call("make", "es", "en", "ca", "es") == Ended(
        0, "".join(f"{name}\n" for name in expected).encode(), ""
    )
    assert names(here) == set(expected)


def test_paper_is_a_real_size(call: Call, here: Path) -> None:
    """A4 and Letter are the sizes of their names, in points."""
    for paper, size in (("a4", (595, 842)), ("letter", (612, 792))):
        call("make", "en", "--paper", paper, "-o", f"{paper}.pdf")
        with pikepdf.open(here / f"{paper}.pdf") as document:
            box = document.pages[0].mediabox
        assert tuple(round(float(corner)) for corner in (box[2], box[3])) == size


@pytest.mark.parametrize("name", ["mine.pdf", "Full de dolor.PDF", ".pdf"])
def test_output_file(call: Call, here: Path, name: str) -> None:
    """What ends in .pdf is the file; its path is told as it was given."""
    (here / "below").mkdir()
    assert call("make", "en", "-o", f"below/{name}").paths == [f"below/{name}"]
    assert names(here / "below") == {name}


@pytest.mark.parametrize("languages", [["en"], ["en", "es"]])
@pytest.mark.parametrize("place", ["sheets", "sheets/", "2026.11", "a.txt/", "x.pdf/", "-draft", "."])
@pytest.mark.parametrize("is_there", [True, False])
def test_output_folder(call: Call, here: Path, languages: list[str], place: str, is_there: bool) -> None:
    """Anything else is a folder, for one language as for several, made if it is not there."""
    if is_there:
        (here / place).mkdir(exist_ok=True)
    ended = call("make", *languages, "-o", place)
    assert (ended.code, ended.err) == (0, "")
    assert ended.paths == [str(Path(place) / f"episacroiliac-lipoma-{tag}.pdf") for tag in languages]
    assert names(here / place) == {Path(path).name for path in ended.paths}


@pytest.mark.parametrize("place", ["sheet.docx", "below/sheet.txt", "sheet.pd", "sheet.pdf.html"])
@pytest.mark.parametrize("words", [["make", "en"], ["make", "en", "es", "--force"], ["make", "--all"]])
def test_other_kind_of_file(call: Call, here: Path, words: list[str], place: str) -> None:
    """A name that looks like a file's and is no PDF's is told, and how it would be a folder."""
    (here / "below").mkdir()
    ended = call(*words, "-o", place)
    assert (ended.code, ended.out) == (2, b"")
    assert f"does not end in .pdf; if you mean a folder, write {place}/" in ended.err
    assert names(here) == {"below"}


@pytest.mark.parametrize("words", [["make", "en", "es"], ["make", "--all"], ["make", "ca", "en", "--force"]])
def test_one_file_for_several(call: Call, here: Path, words: list[str]) -> None:
    """Several documents do not go into one file: that is wrong usage, whether or not the file is there."""
    for _ in range(2):
        ended = call(*words, "-o", "all.pdf")
        assert (ended.code, ended.out) == (2, b"")
        assert "all.pdf is one file" in ended.err
        (here / "all.pdf").write_bytes(FILLED_IN)
    assert (here / "all.pdf").read_bytes() == FILLED_IN


def test_permissions(call: Call, here: Path) -> None:
    """A file may be read by those whom the user's umask lets read it, not by fewer, not by more."""
    before = os.umask(0o027)
    try:
        call("make", "en")
    finally:
        os.umask(before)
    assert (here / DEFAULT).stat().st_mode & 0o777 == 0o640


# --- what is refused, and left as it was ---


@pytest.mark.parametrize("place", [[], ["-o", "mine.pdf"]])
def test_existing_file(call: Call, here: Path, place: list[str]) -> None:
    """What is there may be a filled-in form: it stays, and the message says how to replace it."""
    there = here / (place[-1] if place else DEFAULT)
    there.write_bytes(FILLED_IN)
    ended = call("make", "en", *place)
    assert (ended.code, ended.out) == (4, b"")
    assert there.name in ended.err
    assert "--force" in ended.err
    assert there.read_bytes() == FILLED_IN
    assert names(here) == {there.name}


def test_force(call: Call, here: Path) -> None:
    """--force replaces a file that is there, and makes one that is not."""
    (here / DEFAULT).write_bytes(FILLED_IN)
    assert call("make", "en", "es", "--force").code == 0
    assert is_pdf((here / DEFAULT).read_bytes())
    assert names(here) == {DEFAULT, "episacroiliac-lipoma-es.pdf"}


def test_one_of_several_exists(call: Call, here: Path) -> None:
    """If one file of several is there already, none is written."""
    (here / "episacroiliac-lipoma-ca.pdf").write_bytes(FILLED_IN)
    assert call("make", "en", "es", "ca").code == 4
    assert names(here) == {"episacroiliac-lipoma-ca.pdf"}


@pytest.mark.parametrize("place", [[], ["-o", "below"], ["-o", "mine.pdf"]])
def test_same_bytes_already(call: Call, here: Path, place: list[str]) -> None:
    """A file that has the very bytes is no obstacle and stays as it is; its path is told."""
    first = call("make", "en", *place)
    (path,) = [here / name for name in first.paths]
    path.chmod(0o400)
    before = path.stat()
    assert call("make", "en", *place) == first
    assert call("make", "en", *place, "--force") == first
    after = path.stat()
    assert (after.st_mtime_ns, after.st_ino, after.st_mode) == (
        before.st_mtime_ns,
        before.st_ino,
        before.st_mode,
    )


def test_some_are_there(call: Call, here: Path) -> None:
    """Of several documents those that are not there yet are made; one filled in since stops them all."""
    call("make", "es")
    ended = call("make", "en", "es", "ca")
    assert (ended.code, len(ended.paths), len(names(here))) == (0, 3, 3)
    for path in here.iterdir():
        path.unlink()
    call("make", "es")
    with (here / "episacroiliac-lipoma-es.pdf").open("ab") as file:
        file.write(FILLED_IN)
    ended = call("make", "en", "es", "ca")
    assert (ended.code, ended.out) == (4, b"")
    assert names(here) == {"episacroiliac-lipoma-es.pdf"}


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_folder_called_like_a_file(call: Call, here: Path, force: list[str]) -> None:
    """A folder whose name ends in .pdf is refused as a file, with a name to take, and stays empty."""
    (here / "there.pdf").mkdir()
    ended = call("make", "en", "-o", "there.pdf", *force)
    assert (ended.code, ended.out) == (4, b"")
    assert f"there.pdf/{DEFAULT}" in ended.err
    assert not names(here / "there.pdf")


def test_write_protected(call: Call, here: Path) -> None:
    """A file that its owner protected stays, even with --force, and that is said."""
    path = here / DEFAULT
    path.write_bytes(FILLED_IN)
    path.chmod(0o444)
    ended = call("make", "en", "--force")
    assert (ended.code, ended.out) == (4, b"")
    assert f"{DEFAULT} is write-protected" in ended.err
    assert path.read_bytes() == FILLED_IN
    assert names(here) == {DEFAULT}


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_file_for_several_languages(call: Call, here: Path, force: list[str]) -> None:
    """For several languages -o is a folder: a file is refused and stays."""
    (here / "there").write_bytes(FILLED_IN)
    ended = call("make", "en", "es", "-o", "there", *force)
    assert (ended.code, ended.out) == (4, b"")
    assert "folder" in ended.err
    assert (here / "there").read_bytes() == FILLED_IN


@pytest.mark.parametrize("languages", [["en"], ["en", "es"]])
@pytest.mark.parametrize("place", ["no/such/place", "file/place", "a" * 300])
def test_nowhere_to_write(call: Call, here: Path, languages: list[str], place: str) -> None:
    """A folder that is not there, one that is a file, a name that is too long: one line, nothing made."""
    (here / "file").write_bytes(FILLED_IN)
    ended = call("make", *languages, "-o", place)
    assert (ended.code, ended.out) == (4, b"")
    assert ended.err.startswith(f"Error: {place} cannot be written: ")
    assert ended.err.count("\n") == 1
    assert names(here) == {"file"}


def test_read_only_folder(call: Call, here: Path) -> None:
    """Where the user may not write, nothing is written and that is said."""
    here.chmod(0o500)
    try:
        with unprivileged():
            ended = call("make", "en")
        assert (ended.code, ended.out) == (4, b"")
        assert DEFAULT in ended.err
    finally:
        here.chmod(0o700)
    assert not names(here)


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize("is_there", [True, False])
def test_link(call: Call, here: Path, is_there: bool, force: list[str]) -> None:
    """A link is somebody's, even one to nowhere: neither it nor what it leads to is replaced."""
    target = here / "target.pdf"
    if is_there:
        target.write_bytes(FILLED_IN)
    link = here / "mine.pdf"
    link.symlink_to(target)
    before = names(here)
    ended = call("make", "en", "-o", link, *force)
    assert (ended.code, ended.out) == (4, b"")
    assert (str(target) if force else "--force") in ended.err
    assert link.is_symlink()
    assert names(here) == before
    assert not is_there or target.read_bytes() == FILLED_IN


def test_link_to_a_folder(call: Call, here: Path) -> None:
    """A link to a folder is a folder."""
    (here / "real").mkdir()
    (here / "link").symlink_to(here / "real")
    assert call("make", "en", "-o", "link").paths == [f"link/{DEFAULT}"]
    assert call("make", "en", "es", "-o", "link").code == 0
    assert len(names(here / "real")) == 2


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_pipe_as_file(call: Call, here: Path, force: list[str]) -> None:
    """A pipe or a device is never replaced by a file."""
    pipe = here / "pipe"
    os.mkfifo(pipe)
    assert call("make", "en", "-o", pipe, *force).code == 4
    assert pipe.is_fifo()
    assert names(here) == {"pipe"}


# --- stdout ---


def test_stdout(here: Path, content: Path) -> None:
    """-o - writes the bytes of the PDF to a pipe and nothing else, and the same as into a file."""
    ended = run("make", "en", "-o", "-", folder=here, HANDOUT_LOCALES=content)
    assert (ended.code, ended.err) == (0, "")
    assert is_pdf(ended.out)
    assert not names(here)
    run("make", "en", folder=here, HANDOUT_LOCALES=content)
    assert (here / DEFAULT).read_bytes() == ended.out


def test_terminal(here: Path, content: Path) -> None:
    """-o - refuses a terminal."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    outer, inner = pty.openpty()
    with os.fdopen(outer, "rb"), os.fdopen(inner, "wb") as terminal:
        ended = subprocess.run(
            command("make", "en", "-o", "-"),
            cwd=here,
            env=environment(HANDOUT_LOCALES=content),
            stdout=terminal,
            stderr=subprocess.PIPE,
            check=False,
        )
        seen, _, _ = select.select([outer], [], [], 0)
    assert ended.returncode == 4
    assert b"terminal" in ended.stderr
    assert not seen


def test_no_place_for_what_is_made(call: Call, here: Path) -> None:
    """No name is no place."""
    ended = call("make", "en", "-o", "")
    assert (ended.code, ended.out) == (2, b"")
    assert "-o needs the name" in ended.err
    assert not names(here)


@pytest.mark.parametrize("words", [["patient-file", "ca"], ["schema", "content"], ["schema", "patient"]])
def test_text_files(call: Call, here: Path, words: list[str]) -> None:
    """What people fill in, and schemas, go to stdout or to a file, which nobody's file gives way to."""
    text = call(*words).out
    assert call(*words, "-o", "-").out == text
    assert call(*words, "-o", "mine") == Ended(0, b"mine\n", "")
    assert (here / "mine").read_bytes() == text
    assert call(*words, "-o", "mine").code == 0
    (here / "mine").write_bytes(FILLED_IN)
    assert call(*words, "-o", "mine").code == 4
    assert (here / "mine").read_bytes() == FILLED_IN
    assert call(*words, "-o", "mine", "--force").code == 0
    assert (here / "mine").read_bytes() == text
    assert call(*words, "-o", here).code == 2


def test_several_languages_to_stdout(call: Call) -> None:
    """-o - is for one document."""
    ended = call("make", "en", "es", "-o", "-")
    assert (ended.code, ended.out) == (2, b"")
    assert "one language" in ended.err


def test_nothing_to_open(call: Call) -> None:
    """What goes to stdout cannot be opened."""
    ended = call("make", "en", "-o", "-", "--open")
    assert (ended.code, ended.out) == (2, b"")
    assert "--open" in ended.err


@pytest.mark.parametrize("arguments", sample([["make", "en", "-o", "-"], ["make", "en"], ["languages"]]))
def test_stdout_is_full(here: Path, content: Path, arguments: list[str]) -> None:
    """If stdout takes no more, that is said in one line."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("wb") as stdout:
        ended = subprocess.run(
            command(*arguments),
            cwd=here,
            env=environment(HANDOUT_LOCALES=content),
            stdout=stdout,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.returncode == 4
    assert ended.stderr.startswith(b"Error: ")
    assert ended.stderr.count(b"\n") == 1


def test_stdout_is_closed(here: Path, content: Path) -> None:
    """Without a stdout there is nowhere to write to."""
    ended = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", *command("make", "en", "-o", "-")],
        cwd=here,
        env=environment(HANDOUT_LOCALES=content),
        capture_output=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr.count(b"\n")) == (4, 1)


@pytest.mark.parametrize(
    "arguments",
    sample([["make", "en", "-o", "-"], ["languages"], ["--help"], ["--version"], ["make", "en"]]),
)
def test_reader_went_away(here: Path, content: Path, arguments: list[str]) -> None:
    """If nobody reads stdout any more, as after “| head”, a run ends as shells expect it, without a word."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as stdout:
        ended = subprocess.run(
            command(*arguments),
            cwd=here,
            env=environment(HANDOUT_LOCALES=content),
            stdout=stdout,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (ended.returncode, ended.stderr) == (141, b"")


def test_current_folder_is_gone(here: Path, content: Path) -> None:
    """In a folder that was removed, a line says that nothing can be written."""
    gone = here / "gone"
    gone.mkdir()
    ended = subprocess.run(
        ["sh", "-c", 'rmdir ../gone; exec "$@"', "sh", *command("make", "en")],
        cwd=gone,
        env=environment(HANDOUT_LOCALES=content, PYTHONPATH=CHECKOUT),
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 4
    assert b"Traceback" not in ended.stderr


# --- typing errors ---


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (["mkae", "en"], "“make”"),
        (["language"], "“languages”"),
        (["complet"], "“completion”"),
        (["make", "enn"], "“en”"),
        (["make", "en_GB"], "“en”"),
        (["make", "ESPAÑOL"], "“es”"),
        (["make", "català"], "“ca”"),
        (["make", "en", "--with", "ES-mx"], "“es”"),
        (["make", "cat"], "“ca”"),
        (["make", "ez"], "“es”"),
        (["make", "en", "--papr", "a4"], "--paper"),
        (["make", "en", "--ofrce"], "--force"),
        (["--locale", ".", "make", "en"], "--locales"),
        (["make", "en", "--sheets", "docter"], "“doctor”"),
        (["make", "en", "--sheets", "doctor,doktor"], "“doctor”"),
        (["make", "en", "--for", "surgon"], "“surgeon”"),
        (["make", "en", "--for", "pain clinic"], "“pain-clinic”"),
        (["check", "--explain", "figurs"], "“figures”"),
        (["make", "en", "--locale", "."], "--locales"),
        (["make", "en", "--paper", "leter"], "“letter”"),
        (["completion", "bahs"], "“bash”"),
    ],
)
def test_nearest_name(call: Call, here: Path, arguments: list[str], near: str) -> None:
    """A mistyped command, language, option, sheet, reader, paper or shell gets the nearest name."""
    ended = call(*arguments)
    assert (ended.code, ended.out) == (2, b"")
    # The second is what an older Click says of options.
    assert re.search(f"(did you mean|possible options:) .*{near}", ended.err, re.IGNORECASE)
    assert not names(here)


@pytest.mark.parametrize(
    ("words", "file"),
    [
        (["CA"], "ca"),
        (["Es", "--with", "EN", "--for", "SURGEON"], "es-with-en-surgeon"),
        (["en", "--paper", "A4", "--print", "Large", "--sheets", "More"], "en-more-large"),
        (["en", "--paper", "Letter", "--sheets", "VISIT,Test"], "en-test-visit-letter"),
    ],
)
def test_any_case(call: Call, words: list[str], file: str) -> None:
    """What is named is taken in capitals and in small letters."""
    assert call("make", *words).paths == [f"episacroiliac-lipoma-{file}.pdf"]


def test_any_case_elsewhere(call: Call) -> None:
    """In other commands too."""
    for words in (
        ["check", "ES", "--format", "JSON"],
        ["check", "--explain", "Figures"],
        ["patient-file", "CA"],
        ["schema", "Patient"],
        ["completion", "BASH"],
    ):
        assert call(*words).code != 2


@pytest.mark.parametrize(
    ("words", "file"),
    [
        (["--sheets", "test", "--sheets", "doctor"], "en-doctor-test"),
        (["--sheets", "more", "--sheets", "test,more"], "en-test-more"),
        (["--sheets", "all"], f"en-{'-'.join(SHEETS)}"),
        (["--sheets", "ALL", "--sheets", "visit"], f"en-{'-'.join(SHEETS)}"),
    ],
)
def test_sheets_are_added_up(call: Call, words: list[str], file: str) -> None:
    """--sheets may be given more than once, and names all with one word."""
    assert call("make", "en", *words).paths == [f"episacroiliac-lipoma-{file}.pdf"]


def test_all_sheets_of_a_language(call: Call, content: Path) -> None:
    """All are those that the language has."""
    (content / "es" / "more.yaml").unlink()
    rest = "-".join(sheet for sheet in SHEETS if sheet != "more")
    made = call("make", "es", "--sheets", "all").paths
    assert made == ([DEFAULT.replace("-en", "-es")] if rest == "-".join(USUAL_SHEETS) else made)
    assert call("make", "en", "--with", "es", "--sheets", "all").code == 0


@pytest.mark.parametrize("tag", ["pt", "fr-CA", "zh"])
@pytest.mark.parametrize("words", [["make"], ["check"], ["make", "en", "--with"], ["patient-file"]])
def test_language_to_begin(call: Call, content: Path, words: list[str], tag: str) -> None:
    """A language that is not there is one to begin, with the command that does it."""
    ended = call(*words, tag)
    assert (ended.code, ended.out) == (2, b"")
    assert f"“handout --locales {content} new-language {tag}” begins it" in ended.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["make", "xx"], "available: ca, en, es"),
        (["make", "../content/en"], "available: ca, en, es"),
        (["make", "en", "--sheets", "xyz"], f"available: {', '.join(SHEETS)}"),
        (["make", "en", "--sheets", ","], f"available: {', '.join(SHEETS)}"),
        (
            ["xyz"],
            "available: ",
        ),
        (["make", "en", "-o"], "requires an argument"),
        (["languages", "en"], "unexpected extra argument"),
        (["completion"], "Missing argument"),
        ([], "Usage:"),
    ],
)
def test_wrong_usage(call: Call, here: Path, arguments: list[str], words: str) -> None:
    """What is far from any name gets all names there are; what is missing or too much is said."""
    ended = call(*arguments)
    assert (ended.code, ended.out) == (2, b"")
    assert words in ended.err
    assert not names(here)


# --- the environment's language ---


@pytest.mark.parametrize(
    ("settings", "tag"),
    [
        ({"LANG": "es_ES.UTF-8"}, "es"),
        ({"LANG": "ca_ES.UTF-8@valencia"}, "ca"),
        ({"LANG": "es_ES.UTF-8", "LC_ALL": "ca_ES"}, "ca"),
        ({"LANG": "es_ES.UTF-8", "LC_MESSAGES": "ca_ES"}, "ca"),
        ({"LANG": "es_ES.UTF-8", "LC_ALL": ""}, "es"),
        ({"LANG": "es_ES.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "tr_TR.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_environments_language(
    call: Call, monkeypatch: pytest.MonkeyPatch, settings: Mapping[str, str], tag: str
) -> None:
    """Without a language it is the environment's, else English, and stderr says which."""
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    ended = call("make")
    assert (ended.code, ended.paths) == (0, [f"episacroiliac-lipoma-{tag}.pdf"])
    assert f"“{tag}”" in ended.err


def test_named_language_wins(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """A language that is named needs no words about the environment's."""
    monkeypatch.setenv("LC_ALL", "ca_ES.UTF-8")
    assert call("make", "es") == Ended(0, b"episacroiliac-lipoma-es.pdf\n", "")


def test_no_language_at_all(call: Call, tmp_path: Path) -> None:
    """Where neither the environment's language nor English is there, one has to be named."""
    folder = small_content.write(tmp_path / "catalan", "ca")
    ended = call("--locales", folder, "make")
    assert (ended.code, ended.out) == (2, b"")
    assert "ca" in ended.err


@pytest.mark.parametrize("option", ["-q", "--quiet"])
def test_quiet(call: Call, option: str) -> None:
    """With -q only the paths are told; errors still are."""
    assert call("make", option) == Ended(0, f"{DEFAULT}\n".encode(), "")
    Path(DEFAULT).write_bytes(FILLED_IN)
    assert DEFAULT in call("make", option).err


# --- other commands ---


def test_languages(call: Call, content: Path) -> None:
    """A line for each language: tag, own name, how complete, when sources were checked, who reviewed it."""
    catalan = content / "ca" / "language.yaml"
    catalan.write_text(catalan.read_text("utf-8") + "reviewed_by: Dr A. Smith\n", encoding="utf-8")
    ended = call("languages")
    assert (ended.code, ended.err) == (0, "")
    columns = [re.split(" {2,}", line) for line in ended.paths]
    checked = "sources checked 2026-01-31"
    assert columns == [
        ["ca", "Català", "100% complete", checked, "reviewed by Dr A. Smith"],
        ["en", "English", "100% complete", checked, "not yet reviewed by a physician"],
        ["es", "Español", "100% complete", checked, "not yet reviewed by a physician"],
    ]


def test_incomplete_language(call: Call, content: Path) -> None:
    """A language without a sheet it may lack is listed as far as it is there; why another is not, is told."""
    (content / "ca" / "more.yaml").unlink()
    (content / "es" / "doctor.yaml").unlink()
    ended = call("languages")
    assert ended.code == 3
    (catalan, english) = (line.split() for line in ended.paths)
    assert (catalan[0], catalan[2], english[0], english[2]) == ("ca", "begun,", "en", "100%")
    assert 80 < int(catalan[3].rstrip("%")) < 100
    assert "es/doctor.yaml:1:1: " in ended.err


def test_broken_english(call: Call, content: Path) -> None:
    """Languages are measured by English: what is wrong with that is told."""
    english = content / "en" / "doctor.yaml"
    english.write_text(english.read_text("utf-8").replace("sections:", "sectons:", 1), encoding="utf-8")
    ended = call("languages")
    assert ended.code == 3
    assert "en" not in {line.split()[0] for line in ended.paths}
    assert "did you mean “sections”?" in ended.err


def test_shipped_languages(call: Call) -> None:
    """The shipped content has at least four languages, all complete."""
    ended = call("--locales", LOCALES, "languages")
    assert {line.split()[0] for line in ended.paths} >= {"ca", "en", "es", "it"}


def test_version(call: Call, content: Path) -> None:
    """--version has the versions of the program, of each language's content and of ReportLab."""
    english = content / "en" / "language.yaml"
    english.write_text(english.read_text("utf-8").replace('"1.0"', '"1.10"'), encoding="utf-8")
    expected = f"handout {__version__}, content ca 1.0, en 1.10, es 1.0, ReportLab {version('reportlab')}\n"
    assert call("--version") == Ended(0, expected.encode(), "")


def test_version_of_broken_content(call: Call, content: Path) -> None:
    """--version tells what it can, whatever state the content is in."""
    for path in content.rglob("language.yaml"):
        path.write_text("tag: [", encoding="utf-8")
    ended = call("--version")
    assert ended.code == 0
    assert ended.out.startswith(f"handout {__version__}, content none, ".encode())


@pytest.mark.parametrize(
    "arguments", [[], *([name] for name in sorted(cli.list_commands(click.Context(cli))))]
)
def test_help(call: Call, arguments: list[str]) -> None:
    """Help shows examples before options, one a line, and every example is a command of the program."""
    ended = call(*arguments, "--help")
    told = ended.out.decode()
    assert (ended.code, ended.err) == (0, "")
    assert "\b" not in told
    assert "\\b" not in told
    assert 0 < told.index("Example") < told.index("Options:")
    examples = re.findall(r"^    (?:eval .*)?handout ([a-z-]+)", told, re.MULTILINE)
    examples += re.findall(r"\(handout ([a-z-]+)", told)
    assert examples
    assert set(examples) <= set(cli.list_commands(click.Context(cli)))


def test_commands_are_listed_in_the_order_of_use(call: Call) -> None:
    """Who reads the help from above meets first what is used first, and each command in a whole sentence."""
    rows = call("--help").out.decode().partition("Commands:\n")[2].splitlines()
    order = ["make", "languages", "check", "patient-file", "site"]
    order += ["new-language", "approve", "schema", "completion"]
    assert [row.split()[0] for row in rows] == order
    assert all(row.endswith(".") and not row.endswith("...") for row in rows)


def test_help_has_the_exit_codes(call: Call) -> None:
    """The exit codes are documented."""
    told = call("--help").out.decode()
    for code in (0, 1, 2, 3, 4, 5, 130):
        assert re.search(rf"\b{code} [a-z]", told)


@pytest.mark.parametrize(
    "arguments", sample([["languages"], ["--help"], ["make", "--help"], ["completion", "fish"]], 2)
)
def test_no_reportlab(here: Path, content: Path, arguments: list[str]) -> None:
    """What makes no PDF and checks nothing loads neither ReportLab nor the rules."""
    script = (
        "import sys\n"
        "from handout.cli import main\n"
        "try:\n"
        f"    main({arguments!r})\n"
        "finally:\n"
        "    unused = ('reportlab', 'handout.check')\n"
        "    sys.stderr.write(str(sorted(name for name in sys.modules if name.startswith(unused))))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script],
        cwd=here,
        env=environment(HANDOUT_LOCALES=content),
        capture_output=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, b"[]")


# --- completion ---


def complete_in_bash(printed: bytes, words: str, folder: Path, **settings: str | Path) -> list[str]:
    """What bash offers for the last of the words, with the script that the program printed."""
    (folder / "completion").write_bytes(printed)
    programs = folder / "bin"
    programs.mkdir()
    program = programs / "handout"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m handout "$@"\n', encoding="utf-8")
    program.chmod(0o700)
    script = (
        "source ./completion || exit 9\n"
        "complete -p handout >&2 || exit 9\n"
        f"COMP_WORDS=({words})\n"
        "COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
        "_handout_completion handout\n"
        'printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    ended = subprocess.run(
        ["bash", "--norc", "-c", script],
        cwd=folder,
        env=environment(PATH=path, **settings),
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.decode().split()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("handout make ''", ["ca", "en", "es"]),
        ("handout make en e", ["en", "es"]),
        ("handout ma", ["make"]),
        ("handout make --for r", ["rehabilitation", "radiologist"]),
        ("handout make --sheets doctor,", ["doctor,test", "doctor,visit", "doctor,more", "doctor,sources"]),
        ("handout make --sheets doctor,v", ["doctor,visit"]),
        ("handout completion z", ["zsh"]),
        ("handout make --sheets A", ["all"]),
        ("handout make en --for S", ["surgeon"]),
        ("handout make E", ["en", "es"]),
        ("handout check --explain fig", ["figures", "figure-order"]),
        ("handout schema ''", ["content", "patient"]),
        ("handout make --print ''", ["normal", "large"]),
        ("handout --locales ../catalan make ''", ["ca"]),
        ("handout make --locales ../catalan ''", ["ca"]),
    ],
)
def test_bash_completes(call: Call, here: Path, content: Path, words: str, offered: list[str]) -> None:
    """Bash takes the script and offers commands, languages of the folder in use, and the names of choices."""
    require("bash", package="bash")
    small_content.write(here.parent / "catalan", "ca")
    printed = call("completion", "bash").out
    assert complete_in_bash(printed, words, here, HANDOUT_LOCALES=content) == offered


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_script(call: Call, shell: str) -> None:
    """Each shell has a script."""
    ended = call("completion", shell)
    assert (ended.code, ended.err) == (0, "")
    assert b"_HANDOUT_COMPLETE" in ended.out
    assert shell.encode() in ended.out


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_script_is_read(call: Call, shell: str) -> None:
    """The shell finds no mistake in its script."""
    require(shell, package=shell)
    subprocess.run([shell, "-n"], input=call("completion", shell).out, check=True)


# --- where a problem is ---


def excerpts(told: str) -> list[str]:
    """For each caret, what begins above it."""
    lines = told.splitlines()
    return [
        lines[number - 1][line.index("^") :]
        for number, line in enumerate(lines)
        if re.fullmatch(r" +\| *\^", line)
    ]


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("Una frase [@nadie1999]. Ñandú.", "@nadie1999]. Ñandú."),
        ("e\u0301" * 9 + " [@nadie1999]. x", "@nadie1999]. x"),
        ("\u00a0\u00a0Una frase [@nadie1999].", "@nadie1999]."),
        ("Una frase. " * 40 + "[@nadie1999]. " + "Otra. " * 40, "@nadie1999]. Otra."),
    ],
)
@pytest.mark.parametrize("arguments", [["make", "es"], ["make", "--all", "-o", "x"], ["check", "es"]])
def test_line_and_caret(call: Call, content: Path, arguments: list[str], words: str, at: str) -> None:
    """Under a problem of the content stands its line, cut where it is long, and a caret under the place."""
    sheet = content / "es" / "doctor.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("A statement [@smith2001].", words), encoding="utf-8")
    ended = call(*arguments)
    assert ended.code == 3
    told = ended.out.decode() + ended.err
    # As far as a terminal puts a letter and its accent into one column.
    plain = told.replace("\u0301", "")
    assert [excerpt for excerpt in excerpts(plain) if excerpt.startswith(at)]
    assert max(map(len, [line for line in told.splitlines() if " | " in line])) < 120


def test_no_line_to_show(call: Call, content: Path) -> None:
    """Where there is no such line, or nothing in it, none is shown."""
    (content / "es" / "doctor.yaml").write_bytes(b"")
    (content / "ca" / "doctor.yaml").unlink()
    for tag in ("es", "ca"):
        ended = call("make", tag)
        assert ended.code == 3
        assert " | " not in ended.err


def test_control_characters_of_a_line(call: Call, content: Path) -> None:
    """What would change a terminal is shown as a blank."""
    sheet = content / "es" / "doctor.yaml"
    text = sheet.read_bytes().replace(b"A statement", b"A \x1b[31m\xe2\x80\xaestatement")
    sheet.write_bytes(text)
    ended = call("make", "es")
    assert ended.code == 3
    assert "A  [31m statement" in ended.err
    assert "\x1b" not in ended.err
    assert "\u202e" not in ended.err


@pytest.mark.parametrize(
    "line", ["born: Secreto Antiguo", "nombre: Secreto", "name: [Secreto", "name: \x07Secreto"]
)
def test_no_line_of_a_personal_file(call: Call, content: Path, line: str) -> None:
    """Of a personal file the place is told and never a line, even where it lies among the content."""
    path = content / "en" / "me.yaml"
    path.write_text(f"about-me:\n  {line}\n", encoding="utf-8")
    ended = call("make", "en", "--patient", path)
    assert (ended.code, ended.out) == (3, b"")
    assert re.search(r"me\.yaml:[23]:\d+: ", ended.err)
    assert "Secreto" not in ended.err
    assert " | " not in ended.err


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["check", "--explain", "promise"],
        ["check", "--explain", "syntax"],
        ["check", "--explain"],
        ["--help"],
        ["make", "-h"],
    ],
)
def test_without_docstrings(here: Path, words: list[str]) -> None:
    """Rules are explained, and commands have their help, also where Python leaves docstrings away."""
    usual = run(*words, folder=here)
    assert len(usual.out.split()) > 12
    assert run(*words, folder=here, PYTHONOPTIMIZE="2") == usual


# --- another folder of content ---


def test_locales(call: Call, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--locales takes the content from a folder, HANDOUT_LOCALES too, and the option wins."""
    monkeypatch.delenv("HANDOUT_LOCALES")
    catalan = small_content.write(tmp_path / "catalan", "ca")
    italian = small_content.write(here / "italian", "it")
    assert [line.split()[0] for line in call("--locales", catalan, "languages").paths] == ["ca"]
    monkeypatch.setenv("HANDOUT_LOCALES", str(catalan))
    assert [line.split()[0] for line in call("languages").paths] == ["ca"]
    assert call("make", "it").code == 2
    assert call("--locales", italian.name, "make", "it").paths == ["episacroiliac-lipoma-it.pdf"]
    with pikepdf.open(here / "episacroiliac-lipoma-it.pdf") as document:
        assert (
            str(document.docinfo["/Title"])
            == "A title: Sheet in italiano, test in italiano, visit in italiano"
        )


@pytest.mark.parametrize("words", [["make", "ca"], ["check", "ca"], ["languages"], ["patient-file", "ca"]])
def test_locales_after_the_command(call: Call, tmp_path: Path, words: list[str]) -> None:
    """--locales stands before or after the command, and the last one wins."""
    catalan = small_content.write(tmp_path / "catalan", "ca")
    before = call("--locales", catalan, *words)
    for path in map(Path, before.paths if words[0] == "make" else []):
        path.unlink()
    assert call("--locales", LOCALES, *words, "--locales", catalan) == before


@pytest.mark.parametrize("words", [["languages"], ["make", "en"], ["check"], ["make", "--all", "-o", "x"]])
@pytest.mark.parametrize("has_handout", [True, False])
def test_no_language_in_locales(call: Call, here: Path, words: list[str], has_handout: bool) -> None:
    """A folder without a language is told as that, wherever it is named."""
    folder = here.parent / "empty"
    folder.mkdir()
    if has_handout:
        shutil.copy(LOCALES / "handout.yaml", folder)
    for arguments in (["--locales", folder, *words], [*words, "--locales", folder]):
        ended = call(*arguments)
        assert (ended.code, ended.out) == (2, b"")
        assert f"no language found in {folder}" in ended.err
    assert not names(here)


@pytest.mark.parametrize("folder", ["nowhere", "file"])
def test_no_such_locales(call: Call, here: Path, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    """A folder of content that is none is wrong usage, named by option or by environment."""
    (here / "file").write_bytes(b"")
    ended = call("--locales", folder, "make", "en")
    assert (ended.code, ended.out) == (2, b"")
    assert folder in ended.err
    monkeypatch.setenv("HANDOUT_LOCALES", folder)
    assert call("make", "en").code == 2


# --- same input, same bytes ---


def test_same_bytes(here: Path, content: Path) -> None:
    """The bytes depend on no process, hash seed, time zone, language of the environment or folder."""
    (here / "below").mkdir()
    runs = [
        run("make", "en", "-o", "-", folder=folder, HANDOUT_LOCALES=content, **settings)
        for folder, settings in (
            (here, {"PYTHONHASHSEED": "1", "TZ": "EARLY-14"}),
            (here / "below", {"PYTHONHASHSEED": "2", "TZ": "LATE+14", "LC_ALL": "es_ES.UTF-8"}),
        )
    ]
    assert is_pdf(runs[0].out)
    assert runs[0].out == runs[1].out


def dateless(data: bytes) -> tuple[set[str], list[bytes]]:
    """The dates of a PDF, and all of its objects without them; what they are packed in is left out."""
    with pikepdf.open(BytesIO(data)) as document:
        dates = {str(document.docinfo[key]) for key in ("/CreationDate", "/ModDate")}
        objects = [one for one in document.objects if not _packing(one)]
        bare = [
            one.unparse() + (one.read_bytes() if isinstance(one, pikepdf.Stream) else b"") for one in objects
        ]
    return dates, [re.sub(rb"D:\d{14}Z|\d{4}-\d\d-\d\dT[\d:]+Z", b"", one) for one in bare]


def _packing(one: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Stream) and one.get("/Type") in ("/ObjStm", "/XRef")


@pytest.mark.parametrize(
    ("seconds", "date", "zone"),
    # Fourteen hours before and after UTC, where another day is.
    [
        ("-1", "19691231", "EARLY-14"),
        pytest.param("0", "19700101", "LATE+14", marks=pytest.mark.every),
        pytest.param("1700000000", "20231114", "EARLY-14", marks=pytest.mark.every),
    ],
)
def test_source_date_epoch(call: Call, content: Path, seconds: str, date: str, zone: str) -> None:
    """SOURCE_DATE_EPOCH is the document's date, in UTC, and changes nothing else."""
    usual = call("make", "en", "-o", "-")
    dated = run(
        *("make", "en", "-o", "-"),
        folder=content,
        HANDOUT_LOCALES=content,
        SOURCE_DATE_EPOCH=seconds,
        TZ=zone,
    )
    assert dateless(dated.out) == ({f"D:{date}000000Z"}, dateless(usual.out)[1])
    assert dateless(usual.out)[0] == {"D:20260131000000Z"}


def test_empty_source_date_epoch(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that is set to nothing is as one that is not set."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert call("make", "en").code == 0


@pytest.mark.parametrize(
    "seconds", ["today", "2023-11-14", "1.5", "1_000", " 1", "١", "1e9", "9" * 20, "-" + "9" * 20, "9" * 5000]
)
def test_wrong_source_date_epoch(
    call: Call, here: Path, monkeypatch: pytest.MonkeyPatch, seconds: str
) -> None:
    """What is no number of seconds within the calendar is wrong usage."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    ended = call("make", "en")
    assert (ended.code, ended.out) == (2, b"")
    assert "SOURCE_DATE_EPOCH" in ended.err
    assert not names(here)


# --- what goes wrong on the way ---


def test_interrupted(call: Call, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while pages are made ends with 130 and leaves nothing behind."""

    def interrupted(*_: object, **__: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(document, "make_document", interrupted)
    ended = call("make", "en")
    assert (ended.code, ended.out) == (130, b"")
    assert ended.err.split() == ["interrupted"]
    assert not names(here)


@contextlib.contextmanager
def blocked(folder: Path, **settings: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    """A run that waits until somebody reads more of its PDF than the first bytes."""
    fcntl = pytest.importorskip("fcntl", reason="this system has other pipes")
    if not hasattr(fcntl, "F_SETPIPE_SZ"):
        pytest.skip("this system's pipes have a fixed size")
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096)
    with (
        os.fdopen(reading, "rb"),
        subprocess.Popen(
            command("make", "en", "-o", "-"),
            cwd=folder,
            env=environment(**settings),
            stdout=writing,
            stderr=subprocess.PIPE,
            preexec_fn=_heard,
        ) as process,
    ):
        os.close(writing)
        select.select([reading], [], [], 30)
        try:
            yield process
        finally:
            process.kill()


def _heard() -> None:
    """Let Ctrl-C be heard, which a run in the background does not hear and hands on."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c(here: Path, content: Path) -> None:
    """Ctrl-C in a terminal, while the PDF is written to a pipe, ends with 130 and one word."""
    with blocked(here, HANDOUT_LOCALES=content) as process:
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert told.split() == [b"interrupted"]
    assert not names(here)


def test_disk_is_full(here: Path, content: Path) -> None:
    """If the file cannot be written to its end, no part of it stays and the old one does."""
    pytest.importorskip("resource", reason="this system limits no file's size")
    (here / DEFAULT).write_bytes(FILLED_IN)
    script = (
        "import resource\n"
        "from handout.cli import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "main()\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, "make", "en", "--force"],
        cwd=here,
        env=environment(HANDOUT_LOCALES=content, PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (4, b"")
    assert ended.stderr.decode().startswith(f"Error: {DEFAULT} cannot be written: ")
    assert ended.stderr.count(b"\n") == 1
    assert names(here) == {DEFAULT}
    assert (here / DEFAULT).read_bytes() == FILLED_IN


def test_one_language_is_invalid(call: Call, here: Path, content: Path) -> None:
    """If one language of several is invalid, none is written and no folder is made."""
    (content / "es" / "doctor.yaml").write_bytes(b"")
    ended = call("make", "en", "es", "-o", "sheets")
    assert (ended.code, ended.out) == (3, b"")
    assert not names(here)


def test_cannot_render(call: Call, here: Path, content: Path) -> None:
    """A word that fits no line is told as what could not be rendered; nothing is written."""
    sheet = content / "en" / "doctor.yaml"
    text = sheet.read_text("utf-8").replace("A caution.", "A" + "a" * 300)
    sheet.write_text(text, encoding="utf-8")
    ended = call("make", "en")
    assert ended.code in (1, 3)
    assert ended.out == b""
    assert "aaa" in ended.err
    assert not names(here)


def test_open(call: Call, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--open opens each file, once all are written."""
    opened: list[tuple[str, bool]] = []

    def launch(path: str) -> int:
        opened.append((path, len(names(here)) == 2))
        return 0

    monkeypatch.setattr(click, "launch", launch)
    paths = call("make", "en", "es", "--open").paths
    assert opened == [(path, True) for path in paths]
    (here / DEFAULT).write_bytes(FILLED_IN)
    assert call("make", "en", "es", "--open").code == 4
    assert len(opened) == 2


# --- the shipped content, and a checkout ---


def test_shipped_content(here: Path) -> None:
    """Without any setting the shipped content is made, as the library makes it."""
    ended = run("make", "en", folder=here)
    assert (ended.code, ended.paths, ended.err) == (0, [DEFAULT], "")
    editions, references = ContentFolder(LOCALES, fonts.missing).editions(["en"])
    expected = document.make_document(editions[:1], references, Options()).data
    assert (here / DEFAULT).read_bytes() == expected


def test_dates_are_the_contents(call: Call) -> None:
    """The document's date is the day its sources were checked, and not today's unless that is the day."""
    editions, _ = ContentFolder(LOCALES, fonts.missing).editions(["en"])
    checked = editions[0].language.sources_checked
    assert isinstance(checked, datetime.date)
    data = call("--locales", LOCALES, "make", "en", "-o", "-").out
    assert dateless(data)[0] == {f"D:{checked:%Y%m%d}000000Z"}


@pytest.mark.slow
def test_bare_checkout(here: Path, tmp_path: Path) -> None:
    """A checkout that is not installed works from any folder, with its own content and fonts."""
    checkout = tmp_path / "checkout"
    for name in ("handout", "locales", "fonts"):
        shutil.copytree(CHECKOUT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    (checkout / "handout" / "__init__.py").write_text('__version__ = "9.9.9"\n', encoding="utf-8")
    shutil.rmtree(checkout / "locales" / "ca")
    told = run("--version", folder=here, PYTHONPATH=checkout).out.decode()
    assert told.startswith("handout 9.9.9, content en ")
    assert run("make", "ca", folder=here, PYTHONPATH=checkout).code == 2
    assert run("make", "en", folder=here, PYTHONPATH=checkout).code == 0
    assert names(here) == {DEFAULT}
    shutil.rmtree(checkout / "fonts")
    without_fonts = subprocess.run(
        command("make", "en"),
        cwd=here,
        env=environment(PYTHONPATH=checkout),
        capture_output=True,
        check=False,
    )
    assert without_fonts.returncode
    assert str(checkout / "fonts").encode() in without_fonts.stderr
