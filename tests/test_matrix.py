"""Everything at once: which documents there are, what the index says, what is kept, what a kill leaves."""

from __future__ import annotations

import contextlib
import datetime
import errno
import functools
import hashlib
import json
import multiprocessing
import os
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import pypdfium2
import pytest

from handout import fonts
from handout.cli.app import main
from handout.content.folder import ContentFolder
from handout.errors import OutputError, RenderError
from handout.make import everything, output
from handout.make.document import make_document, make_documents
from handout.make.index import INDEX, Index
from handout.make.lock import LOCK
from handout.options import Options
from handout.resources import LOCALES
from tests import small_content
from tests.conftest import HANDOUT, SHEETS, TAGS, USUAL_SHEETS, sample
from tests.pdf_plain import SlowCanvas, drawn_on
from tests.test_cli import (
    FILLED_IN,
    SETTINGS,
    Call,
    Ended,
    call,
    command,
    environment,
    here,
    is_pdf,
    run,
)

__all__ = ["call", "here"]

STEM = HANDOUT.stem
PLACES = ("", "-letter", "-large", "-letter-large")
CONTENTS = (
    *("es", "es-more", "es-with-it", "es-with-it-doctor", "es-with-it-more"),
    *("it", "it-more", "it-with-es", "it-with-es-doctor", "it-with-es-more"),
)
NAMES = frozenset(f"{STEM}-{content}{place}.pdf" for content in CONTENTS for place in PLACES)


def write(folder: Path, *tags: str) -> Path:
    """The folder, filled with small content: with each sheet that is made by itself all takes longer."""
    small_content.write(folder, *tags)
    _, sheet = (name for name in SHEETS if name not in USUAL_SHEETS)
    handout = folder / "handout.yaml"
    text, count = re.subn(rf"(?m)^.*id: {sheet},.*\n", "", handout.read_text("utf-8"))
    assert count == 1
    handout.write_text(text, encoding="utf-8")
    for tag in tags:
        (folder / tag / f"{sheet}.yaml").unlink()
    return folder


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of content in two languages, in an empty environment."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    return write(tmp_path / "content", "es", "it")


@pytest.fixture
def little(content: Path) -> Path:
    """A folder of content that is made quickly: one language, twice four documents."""
    for path in (content / "it").iterdir():
        path.unlink()
    (content / "it").rmdir()
    return content


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "out"


@pytest.fixture(scope="module")
def matrices(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., tuple[Ended, Path]]:
    """The whole matrix of some languages, made once: how the run ended, and the folder."""

    @functools.cache
    def matrix_of(*tags: str) -> tuple[Ended, Path]:
        work = tmp_path_factory.mktemp("matrix")
        return make(write(work / "content", *tags), work / "out"), work / "out"

    return matrix_of


@pytest.fixture
def whole(content: Path, folder: Path, matrices: Callable[..., tuple[Ended, Path]]) -> Ended:
    """How the run ended that filled the folder with all that is made of the content."""
    assert content.exists()
    ended, out = matrices("es", "it")
    shutil.copytree(out, folder)
    return ended


@pytest.fixture
def whole_little(little: Path, folder: Path, matrices: Callable[..., tuple[Ended, Path]]) -> Ended:
    """The same of one language."""
    assert little.exists()
    ended, out = matrices("es")
    shutil.copytree(out, folder)
    return ended


def make(content: Path, folder: Path, *more: str, **settings: str | Path) -> Ended:
    """A run of the whole matrix that begins in this process."""
    out, err = StringIO(), StringIO()
    with (
        patch.dict(os.environ, {name: str(value) for name, value in settings.items()}),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        pytest.raises(SystemExit) as end,
    ):
        main(["--locales", str(content), "make", "--all", "-o", str(folder), *more])
    assert isinstance(end.value.code, int)
    return Ended(end.value.code, out.getvalue().encode(), err.getvalue())


def change(sheet: Path, words: str = "Another caution.") -> None:
    """Put other words into a sheet."""
    text, found = re.subn(r"(id: caution\s+text: ).*", rf"\1{words}", sheet.read_text("utf-8"))
    assert found == 1
    sheet.write_text(text, encoding="utf-8")


def entries(folder: Path) -> dict[str, Any]:
    """The entries of the index by file."""
    rows = json.loads((folder / INDEX).read_text("utf-8"))["documents"]
    return {row["file"]: row for row in rows}


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """The bytes and the age of each file."""
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


def made(ended: Ended) -> set[str]:
    """The names of the files made."""
    return {Path(path).name for path in ended.paths}


def counts(ended: Ended) -> tuple[int, ...]:
    """How many were made, kept, failed."""
    return tuple(map(int, re.findall(r"\d+", ended.err.splitlines()[-1])))


def assert_whole(folder: Path, names: frozenset[str] | set[str]) -> None:
    """These files are there, each as the index says, and nothing else."""
    assert {path.name for path in folder.iterdir()} == {*names, INDEX}
    found = entries(folder)
    assert set(found) == names
    for name in names:
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == found[name]["sha256"]
        assert "was" not in found[name]


# --- what is made ---


def test_names_and_index(whole: Ended, folder: Path) -> None:
    """All languages and pairs in all sheets, papers and sizes; the index says of each what it is."""
    assert (whole.code, whole.err) == (0, f"{len(NAMES)} made, 0 kept, 0 failed\n")
    assert made(whole) == NAMES
    assert_whole(folder, NAMES)
    found = entries(folder)
    for name, entry in found.items():
        with pypdfium2.PdfDocument(folder / name) as document:
            assert entry["pages"] == len(document)
            assert entry["title"] == document.get_metadata_value("Title")
        assert entry["bytes"] == (folder / name).stat().st_size
    entry = found[f"{STEM}-es-with-it-letter-large.pdf"]
    assert {key: entry[key] for key in ("languages", "sheets", "reader", "paper", "print", "version")} == {
        "languages": ["es", "it"],
        "sheets": ["doctor", "test", "visit"],
        "reader": "gp",
        "paper": "letter",
        "print": "large",
        "version": {"es": "1.0", "it": "1.0"},
    }
    text = (folder / INDEX).read_text("utf-8")
    assert text.endswith("}\n")
    assert list(found) == sorted(found)
    assert "Español" in text


@pytest.mark.usefixtures("whole")
def test_each_is_what_make_makes(call: Call, content: Path, folder: Path) -> None:
    """A document has the bytes and the name of the command that its name says."""
    for words in (
        ["es"],
        ["it", "--sheets", "more", "--paper", "letter"],
        ["it", "--with", "es", "--print", "large"],
        ["it", "--with", "es", "--print", "large", "--paper", "letter"],
        ["es", "--with", "it", "--sheets", "doctor"],
    ):
        (name,) = call("--locales", content, "make", *words).paths
        assert Path(name).read_bytes() == (folder / name).read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("tag", [TAGS[0], *(pytest.param(tag, marks=pytest.mark.every) for tag in TAGS[1:])])
def test_fast_operators(tag: str) -> None:
    """The shipped sheets are to the byte what ReportLab's own methods write, drawings and forms and all."""
    (edition,), references = ContentFolder(LOCALES, fonts.missing).editions([tag], SHEETS)
    with drawn_on(SlowCanvas):
        slow = make_document([edition], references, Options())
    assert make_document([edition], references, Options()).data == slow.data


def test_shipped_matrix() -> None:
    """The shipped content has four documents for each content: papers times sizes; no name comes twice."""
    content = ContentFolder(LOCALES)
    wanted = everything.documents(content, Options())
    tags = content.tags()
    assert {one.tags for one in wanted} == {(a,) for a in tags} | {
        (a, b) for a in tags for b in tags if a != b
    }
    assert len({one.file for one in wanted}) == len(wanted)
    assert len(wanted) % 4 == 0


def test_sheet_that_one_lacks(content: Path, folder: Path) -> None:
    """A pair has no document of a sheet that only one of them has, or that is in one language only."""
    for sheet in ("test", "visit", "more"):
        (content / "it" / f"{sheet}.yaml").unlink()
    wanted = ("es", "es-more", "it", "es-with-it-doctor", "it-with-es-doctor")
    assert made(make(content, folder)) == {f"{STEM}-{one}{place}.pdf" for one in wanted for place in PLACES}


@pytest.mark.parametrize("method", ["fork", pytest.param("spawn", marks=pytest.mark.slow)])
def test_start_methods(little: Path, folder: Path, method: str) -> None:
    """However processes are started, and however many, the bytes are the same."""
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip("this system starts processes otherwise")
    outcome = made_here(little, folder, workers=2, context=multiprocessing.get_context(method))
    other = made_here(little, folder.with_name("other"), workers=1)
    assert (outcome.failed, outcome.broken) == ({}, {})
    assert outcome == other
    assert (folder / INDEX).read_bytes() == (folder.with_name("other") / INDEX).read_bytes()


def made_here(content: Path, folder: Path, **how: Any) -> everything.Outcome:
    """The whole matrix, made from this process."""
    folder.mkdir(exist_ok=True)
    wanted = everything.documents(ContentFolder(content), Options())
    return everything.make(wanted, everything.fingerprints(content, wanted), content, Index(folder), **how)


# --- what is kept, and what is made anew ---


@pytest.mark.usefixtures("whole")
def test_second_run_keeps_all(content: Path, folder: Path) -> None:
    """Running again makes nothing and touches no document; the index stays as it was."""
    before = state(folder)
    ended = make(content, folder)
    assert (ended.code, ended.out, ended.err) == (0, b"", f"0 made, {len(NAMES)} kept, 0 failed\n")
    after = state(folder)
    assert after.pop(INDEX)[0] == before.pop(INDEX)[0]
    assert after == before


@pytest.mark.slow
@pytest.mark.usefixtures("whole")
def test_changed_content(content: Path, folder: Path) -> None:
    """What a language's change touches is made anew, nothing else."""
    change(content / "it" / "doctor.yaml")
    ended = make(content, folder)
    assert made(ended) == {name for name in NAMES if "it" in entries(folder)[name]["languages"]}
    assert counts(ended) == (32, 8, 0)
    assert_whole(folder, NAMES)


@pytest.mark.usefixtures("whole_little")
def test_missing_files(little: Path, folder: Path) -> None:
    """A file that is gone is made again; an index that is gone leaves files that are somebody's."""
    (folder / f"{STEM}-es.pdf").unlink()
    assert made(make(little, folder)) == {f"{STEM}-es.pdf"}
    (folder / INDEX).unlink()
    before = state(folder)
    assert make(little, folder).code == 4
    assert state(folder) == before


def test_what_it_depends_on(little: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document is made from content, bibliography, date, ReportLab and faces."""

    def fingerprint(**options: Any) -> str:
        (found,) = set(
            everything.fingerprints(
                little, everything.documents(ContentFolder(little), Options(**options))
            ).values()
        )
        return found

    seen = [fingerprint(), fingerprint(date=datetime.date(2020, 1, 1))]
    change(little / "es" / "doctor.yaml")
    seen.append(fingerprint())
    with (little / "references.yaml").open("a", encoding="utf-8") as file:
        file.write("\n")
    seen.append(fingerprint())
    monkeypatch.setattr("reportlab.Version", "0")
    seen.append(fingerprint())
    monkeypatch.setattr(everything, "FONTS", little)
    seen.append(fingerprint())
    assert len(set(seen)) == len(seen)
    assert fingerprint() == seen[-1]


@pytest.mark.usefixtures("whole_little")
def test_source_date(little: Path, folder: Path) -> None:
    """Another SOURCE_DATE_EPOCH makes all anew."""
    assert counts(make(little, folder, SOURCE_DATE_EPOCH="0")) == (8, 0, 0)
    assert counts(make(little, folder, SOURCE_DATE_EPOCH="1")) == (0, 8, 0)


@pytest.mark.usefixtures("whole_little")
def test_audiences_share_a_folder(little: Path, folder: Path) -> None:
    """For another reader there are other files; those there stay known as long as they are as made."""
    assert counts(make(little, folder, "--for", "surgeon")) == (8, 0, 0)
    assert len(entries(folder)) == 16
    (folder / f"{STEM}-es-surgeon.pdf").unlink()
    (folder / f"{STEM}-es-surgeon-large.pdf").write_bytes(FILLED_IN)
    assert counts(make(little, folder)) == (0, 8, 0)
    assert len(entries(folder)) == 14


# --- what is somebody's ---


@pytest.mark.parametrize("before", sample([False, True]))
def test_somebodys_file(little: Path, folder: Path, before: bool) -> None:
    """A file that was there, or was filled in since, stops the run before it starts, but with --force."""
    if before:
        folder.mkdir()
    else:
        make(little, folder)
    theirs = folder / f"{STEM}-es-more.pdf"
    theirs.write_bytes(FILLED_IN)
    change(little / "es" / "doctor.yaml")
    there = state(folder)
    ended = make(little, folder)
    assert (ended.code, ended.out) == (4, b"")
    assert re.search(rf"^Error: \S+{theirs.name} exists already .*--force", ended.err)
    assert state(folder) == there
    assert counts(make(little, folder, "--force")) == (8, 0, 0)
    assert is_pdf(theirs.read_bytes())
    assert counts(make(little, folder)) == (0, 8, 0)


@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
@pytest.mark.usefixtures("whole_little")
def test_something_else_of_that_name(little: Path, folder: Path, kind: str) -> None:
    """A link, a folder and a pipe are somebody's too, even a link to one of ours."""
    path = folder / f"{STEM}-es.pdf"
    moved = path.rename(folder / "mine.pdf")
    {"link": lambda: path.symlink_to(moved), "folder": path.mkdir, "pipe": lambda: os.mkfifo(path)}[kind]()
    ended = make(little, folder)
    assert ended.code == 4
    assert path.name in ended.err


@pytest.mark.parametrize("kind", ["link", "protected"])
@pytest.mark.usefixtures("whole_little")
def test_what_force_does_not_replace(little: Path, folder: Path, kind: str) -> None:
    """A link, and a file that its owner protected, stop even --force before anything is written."""
    path = folder / f"{STEM}-es.pdf"
    change(little / "es" / "doctor.yaml")
    if kind == "link":
        path.symlink_to(path.rename(folder / "mine.pdf"))
    else:
        path.chmod(0o444)
    before = state(folder)
    ended = make(little, folder, "--force")
    assert (ended.code, ended.out) == (4, b"")
    assert re.search(rf"{path.name} is (a link|write-protected): ", ended.err)
    assert state(folder) == before


@pytest.mark.usefixtures("whole_little")
def test_protected_files_that_are_kept(little: Path, folder: Path) -> None:
    """Files that nobody has to replace may be protected."""
    for path in folder.glob("*.pdf"):
        path.chmod(0o444)
    assert counts(make(little, folder)) == (0, 8, 0)


def test_other_files_stay(little: Path, folder: Path) -> None:
    """Files of other names are left alone."""
    folder.mkdir()
    (folder / "mine.pdf").write_bytes(FILLED_IN)
    assert make(little, folder).code == 0
    assert (folder / "mine.pdf").read_bytes() == FILLED_IN


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"documents": 1}', '{"documents": [{}]}', '{"documents": [[]]}', "\xff", "[" * 100_000],
)
def test_somebodys_index(little: Path, folder: Path, text: str) -> None:
    """An index.json of another kind is refused and stays."""
    folder.mkdir()
    index = folder / INDEX
    index.write_bytes(text.encode("latin-1"))
    ended = make(little, folder)
    assert (ended.code, ended.out) == (4, b"")
    assert INDEX in ended.err
    assert index.read_bytes() == text.encode("latin-1")


def test_somebodys_index_with_force(little: Path, folder: Path) -> None:
    """With --force it is replaced."""
    folder.mkdir()
    (folder / INDEX).write_text("{}", encoding="utf-8")
    assert make(little, folder, "--force").code == 0
    assert len(entries(folder)) == 8


@pytest.mark.usefixtures("whole_little")
def test_index_that_leads_elsewhere(little: Path, folder: Path) -> None:
    """An index with a path in place of a name is refused."""
    index = folder / INDEX
    rows = list(entries(folder).values())
    rows.append(rows[0] | {"file": f"../{rows[0]['file']}"})
    index.write_text(json.dumps({"documents": rows}), encoding="utf-8")
    ended = make(little, folder)
    assert ended.code == 4
    assert INDEX in ended.err


def test_file_that_appears_meanwhile(little: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of somebody that appears during a run stays; the others are made."""
    theirs = folder / f"{STEM}-es.pdf"
    submitted = everything._submitted

    def late(*arguments: Any) -> Any:
        theirs.write_bytes(FILLED_IN)
        return submitted(*arguments)

    monkeypatch.setattr(everything, "_submitted", late)
    outcome = made_here(little, folder)
    assert list(outcome.failed) == [theirs.name]
    assert isinstance(outcome.failed[theirs.name], OutputError)
    assert len(outcome.files) == 7
    assert theirs.read_bytes() == FILLED_IN
    assert theirs.name not in entries(folder)


# --- what fails ---


@pytest.mark.usefixtures("whole")
def test_language_that_fails(content: Path, folder: Path) -> None:
    """An invalid sheet fails its documents alone; each problem is told once, the old files stay."""
    more = content / "it" / "more.yaml"
    more.write_text(more.read_text("utf-8").replace("kind: form", "kind: fork"), encoding="utf-8")
    change(content / "it" / "doctor.yaml", "A" + "a" * 300)
    before = state(folder)
    ended = make(content, folder)
    assert ended.code == 3
    assert ended.err.count(f"{more}:") == 1
    assert "fork" in ended.err
    assert "aaa" in ended.err
    failing = {one for one in CONTENTS if "it" in one and one != "es-with-it"}
    assert set(re.findall(r"^not made: (.*)", ended.err, re.MULTILINE)) == {
        f"{STEM}-{one}{place}.pdf" for one in failing for place in PLACES
    }
    assert made(ended) == {f"{STEM}-es-with-it{place}.pdf" for place in PLACES}
    assert counts(ended) == (4, 8, 28)
    after = state(folder)
    assert all(after[name] == before[name] for name in NAMES - made(ended))


def test_worst_code(little: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents that cannot be rendered, and a mistake of the program, do not stop the others."""
    documents = make_documents

    def failing(editions: Any, references: Any, options: Options, papers: Any) -> Any:
        if options.sheets:
            raise RenderError("no ink")
        if options.size.value == "large":
            raise ZeroDivisionError
        return documents(editions, references, options, papers)

    monkeypatch.setattr(everything, "make_documents", failing)
    outcome = made_here(little, folder, context=multiprocessing.get_context("fork"))
    assert {str(error) for error in outcome.failed.values()} == {"no ink"}
    assert {type(error) for error in outcome.broken.values()} == {ZeroDivisionError}
    assert [len(outcome.files), len(outcome.failed), len(outcome.broken)] == [2, 4, 2]
    assert_whole(folder, set(outcome.files))


def test_mistake_of_the_program(
    little: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A mistake of the program is not hidden: after all that could be made is told, it comes to light."""
    documents = make_documents

    def failing(editions: Any, references: Any, options: Options, papers: Any) -> Any:
        written = documents(editions, references, options, papers)
        return written[99] if options.sheets else written

    monkeypatch.setattr(everything, "make_documents", failing)
    monkeypatch.setattr(
        everything, "make", partial(everything.make, context=multiprocessing.get_context("fork"))
    )
    with pytest.raises(IndexError):
        main(["--locales", str(little), "make", "--all", "-o", str(folder)])
    told = capfd.readouterr()
    assert len(told.out.splitlines()) == 4
    assert told.err.count("not made: ") == 4
    assert told.err.endswith("4 made, 0 kept, 4 failed\n")


def test_process_that_dies(little: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a process is killed, say for want of memory, the rest fails in words and what was made is known."""
    monkeypatch.setattr(everything, "make_documents", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    outcome = made_here(little, folder, context=multiprocessing.get_context("fork"))
    assert len(outcome.failed) == 8
    assert all("run the command again" in str(error) for error in outcome.failed.values())


def test_disk_is_full(little: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If nothing can be written any more, the run ends; what was made is whole, and known to the next."""
    write = output.write

    def full(path: Path, data: bytes, **how: bool) -> None:
        if len(list(folder.glob("*.pdf"))) >= 3:
            raise OutputError(f"{path} cannot be written: full")
        write(path, data, **how)

    with monkeypatch.context() as patch:
        patch.setattr(output, "write", full)
        with pytest.raises(OutputError, match="full"):
            made_here(little, folder)
    assert not multiprocessing.active_children()
    assert len(list(folder.glob("*.pdf"))) == 3
    assert counts(make(little, folder)) == (5, 3, 0)


# --- several runs in one folder ---


def begin(content: Path, folder: Path) -> subprocess.Popen[bytes]:
    """A run in a process of its own."""
    arguments = command("make", "--all", "-o", folder)
    return subprocess.Popen(
        arguments,
        cwd=content,
        env=environment(HANDOUT_LOCALES=content),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def finish(process: subprocess.Popen[bytes]) -> Ended:
    """How it ended."""
    out, err = process.communicate(timeout=60)
    assert b"Traceback" not in err
    return Ended(process.returncode, out, err.decode())


@pytest.mark.slow
def test_runs_at_once(little: Path, folder: Path) -> None:
    """Of three runs in one folder one makes the files, the others keep them; the index has all."""
    runs = [finish(process) for process in [begin(little, folder) for _ in range(3)]]
    assert [ended.code for ended in runs] == [0, 0, 0]
    assert sorted(counts(ended) for ended in runs) == [(0, 8, 0), (0, 8, 0), (8, 0, 0)]
    assert_whole(folder, set(entries(folder)))
    assert len(entries(folder)) == 8


def at_once_with_one_killed(content: Path, folder: Path, chance: random.Random, rounds: int) -> None:
    """So often, three runs at once in one folder, each time for changed content, one of them killed."""
    for number in range(rounds):
        change(content / "es" / "doctor.yaml", f"Caution {number}.")
        runs = [begin(content, folder) for _ in range(3)]
        time.sleep(chance.uniform(0.1, 2.5))
        runs[chance.randrange(3)].kill()
        others = [ended for ended in map(finish, runs) if ended.code != -signal.SIGKILL]
        assert len(others) >= 2
        assert {ended.code for ended in others} == {0}
        assert_whole(folder, set(entries(folder)))
        assert counts(make(content, folder)) == (0, 8, 0)


@pytest.mark.slow
def test_one_of_three_is_killed(little: Path, folder: Path) -> None:
    """Whichever of three runs at once is killed, and whenever, files and index are whole at the end."""
    at_once_with_one_killed(little, folder, random.Random(11), 4)  # noqa: S311  # a seed, no secret


def test_lock_of_a_killed_run(little: Path, folder: Path) -> None:
    """The file that a killed run had locked holds up nobody, and is gone after the next run."""
    folder.mkdir()
    (folder / LOCK).write_bytes(b"")
    assert counts(make(little, folder)) == (8, 0, 0)
    assert_whole(folder, set(entries(folder)))


class Locking(ModuleType):
    """How Windows locks a file: refused as long as another program has it."""

    LK_NBLCK = 2

    def __init__(self, refusals: int) -> None:
        super().__init__("msvcrt")
        self.refusals = refusals

    def locking(self, handle: int, mode: int, count: int) -> None:
        """Lock the first byte."""
        assert (mode, count) == (self.LK_NBLCK, 1)
        assert os.fstat(handle)
        self.refusals -= 1
        if self.refusals >= 0:
            raise PermissionError(errno.EACCES, "Permission denied")


@pytest.mark.parametrize("refusals", [0, 2])
def test_lock_on_windows(little: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, refusals: int) -> None:
    """Where files are locked as on Windows, a run waits too, and says so once."""
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setitem(sys.modules, "msvcrt", Locking(refusals))
    ended = make(little, folder)
    assert ended.code == 0
    assert ended.err.count("waiting until it ends") == bool(refusals)
    assert_whole(folder, set(entries(folder)))


@pytest.fixture(params=["system", "disk"])
def without_locks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system without locks, or a disk."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    if request.param == "disk":
        monkeypatch.setattr("fcntl.flock", refuse)
    else:
        monkeypatch.setitem(sys.modules, "fcntl", None)
        monkeypatch.setitem(sys.modules, "msvcrt", None)


@pytest.mark.usefixtures("without_locks")
def test_no_locks(little: Path, folder: Path) -> None:
    """Without locks the file that another run may have left ends the run, with what to do about it."""
    assert make(little, folder).code == 0
    before = state(folder)
    (folder / LOCK).write_bytes(b"")
    ended = make(little, folder)
    assert (ended.code, ended.out) == (4, b"")
    assert re.search(rf"another run is at work in \S+; if there is none, delete \S+{LOCK}\n", ended.err)
    (folder / LOCK).unlink()
    assert state(folder) == before
    assert make(little, folder).code == 0
    assert not (folder / LOCK).exists()


# --- what is interrupted ---


@contextlib.contextmanager
def begun(content: Path, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A run in a group of processes of its own."""
    with subprocess.Popen(
        command("make", "--all", "-o", folder),
        cwd=content,
        env=environment(HANDOUT_LOCALES=content),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_in_a_group,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _in_a_group() -> None:
    """Hear Ctrl-C, which a run in the background does not, without the tests hearing it."""
    os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for(folder: Path, number: int) -> None:
    """Wait until there are so many files."""
    end = time.monotonic() + 30
    while len(list(folder.glob("*.pdf"))) < number:
        assert time.monotonic() < end
        time.sleep(0.002)


def assert_no_half_file(folder: Path) -> None:
    """Whatever has a name is a whole PDF that the index knows; the rest is hidden."""
    known = entries(folder) if (folder / INDEX).exists() else {}
    for path in folder.glob("*.pdf"):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert digest in (known[path.name]["sha256"], known[path.name].get("was"))


@pytest.mark.slow
def test_killed_at_random_moments(content: Path, folder: Path) -> None:
    """Killed ten times, each time with files to replace, no half file is seen; the next run completes it."""
    chance = random.Random(5)  # noqa: S311  # a seed, no secret
    for number in range(10):
        change(content / "es" / "doctor.yaml", f"Caution {number}.")
        with begun(content, folder) as process:
            # From the start of the interpreter to about the end of the run.
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=chance.uniform(0.2, 2.5))
            process.kill()
            # Ends when also the processes below it have closed it.
            _, told = process.communicate(timeout=30)
        assert b"Traceback" not in told
        assert_no_half_file(folder)
    ended = make(content, folder)
    assert ended.code == 0
    assert_whole(folder, NAMES)
    fresh = folder.with_name("fresh")
    make(content, fresh)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        path.name: path.read_bytes() for path in fresh.iterdir()
    }


@pytest.mark.parametrize("again", sample([False, True]))
@pytest.mark.parametrize("stage", ["before", "after"])
@pytest.mark.usefixtures("whole_little")
def test_killed_between_index_and_file(
    little: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, stage: str, again: bool
) -> None:
    """Just before and just after a file gets its name the index knows it, even if content changes again."""
    change(little / "es" / "doctor.yaml")
    write = output.write

    def killed(path: Path, data: bytes, **how: bool) -> None:
        if path.name == INDEX or stage == "after":
            write(path, data, **how)
        if path.name != INDEX:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(output, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            made_here(little, folder)
    assert_no_half_file(folder)
    if again:
        change(little / "es" / "doctor.yaml", "A third caution.")
    kept = 1 if stage == "after" and not again else 0
    assert counts(make(little, folder)) == (8 - kept, kept, 0)
    assert_whole(folder, set(entries(folder)))


def test_parts_of_killed_runs(little: Path, folder: Path) -> None:
    """What a killed run left half written is removed by the next."""
    folder.mkdir()
    (folder / ".handout-abc.part").write_bytes(b"%PDF")
    (folder / ".handout-mine").write_bytes(b"")
    make(little, folder)
    assert {path.name for path in folder.glob(".*")} == {".handout-mine"}


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)])
def test_ctrl_c(content: Path, folder: Path, sent: signal.Signals) -> None:
    """Ctrl-C ends all processes soon, with one word and 130; SIGTERM ends them too; the next run goes on."""
    with begun(content, folder) as process:
        wait_for(folder, 3)
        os.killpg(process.pid, sent)
        _, told = process.communicate(timeout=30)
    if sent is signal.SIGINT:
        assert (process.returncode, told.split()) == (130, [b"interrupted"])
    else:
        assert (process.returncode, told) == (-sent, b"")
    assert_no_half_file(folder)
    was = len(list(folder.glob("*.pdf")))
    assert 3 <= was < len(NAMES)
    ended = make(content, folder)
    assert counts(ended)[1] >= was - 1
    assert_whole(folder, NAMES)


@pytest.mark.every
def test_ctrl_c_waits_for_little(little: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the documents in hand are waited for, none is begun."""
    begun_at = folder.with_name("begun")
    documents = make_documents

    def noted(*what: Any) -> Any:
        with begun_at.open("a", encoding="ascii") as file:
            file.write(".")
        time.sleep(0.1)
        return documents(*what)

    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(everything, "make_documents", noted)
    with pytest.raises(KeyboardInterrupt):
        made_here(little, folder, workers=1, context=multiprocessing.get_context("fork"), step=interrupted)
    assert not multiprocessing.active_children()
    # The one written, the one in hand, and those that the executor has handed to the process already.
    assert 1 <= len(begun_at.read_text("ascii")) <= 4
    assert_no_half_file(folder)


def test_processes_are_deaf(little: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C, which a terminal sends to all processes, is left to the first, which hears it again after."""

    def deaf(*_: object) -> None:
        raise RenderError(str(signal.getsignal(signal.SIGINT) is signal.SIG_IGN))

    monkeypatch.setattr(everything, "make_documents", deaf)
    before = signal.getsignal(signal.SIGINT)
    outcome = made_here(little, folder, context=multiprocessing.get_context("fork"))
    assert {str(error) for error in outcome.failed.values()} == {"True"}
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.every
def test_orphans_end(content: Path, folder: Path) -> None:
    """If only the first process is killed, the others end by themselves."""
    with begun(content, folder) as process:
        wait_for(folder, 2)
        process.kill()
        # They hold the pipe as long as they live.
        process.communicate(timeout=10)


# --- what is told, and wrong usage ---


def on_a_terminal(content: Path, folder: Path, *more: str, **settings: str) -> bytes:
    """What a run says on a terminal."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    outer, inner = pty.openpty()
    said = b""
    with os.fdopen(outer, "rb", buffering=0) as reading, os.fdopen(inner, "wb") as terminal:
        process = subprocess.Popen(
            command("make", "--all", "-o", folder, *more),
            cwd=content,
            env=environment(HANDOUT_LOCALES=content) | {"TERM": "xterm"} | settings,
            stdout=subprocess.DEVNULL,
            stderr=terminal,
        )
        while process.poll() is None or select.select([reading], [], [], 0)[0]:
            if select.select([reading], [], [], 0.05)[0]:
                said += reading.read(4096)
    assert process.returncode == 0
    return said


@pytest.mark.every
def test_progress(little: Path, folder: Path) -> None:
    """A terminal sees a bar that comes to its end, then the summary."""
    said = on_a_terminal(little, folder)
    assert b"1/8" in said
    assert b"8/8" in said
    assert said.rstrip().endswith(b"8 made, 0 kept, 0 failed")


@pytest.mark.parametrize("plain", sample(["pipe", "quiet", "dumb", "nothing"], 2))
def test_no_progress(little: Path, folder: Path, plain: str) -> None:
    """No bar for a pipe, a dumb terminal, -q, and where there is nothing to do."""
    if plain == "nothing":
        make(little, folder)
    said = {
        "pipe": lambda: make(little, folder).err.encode(),
        "dumb": lambda: on_a_terminal(little, folder, TERM="dumb"),
        "quiet": lambda: on_a_terminal(little, folder, "-q"),
        "nothing": lambda: on_a_terminal(little, folder),
    }[plain]()
    summary = b"0 made, 8 kept, 0 failed" if plain == "nothing" else b"8 made, 0 kept, 0 failed"
    assert said.strip() == (b"" if plain == "quiet" else summary)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["es"], "LANG"),
        (["--with", "es"], "--with"),
        (["--sheets", "more"], "--sheets"),
        (["--paper", "a4"], "--paper"),
        (["--print", "normal"], "--print"),
        (["--patient", __file__], "--patient"),
        (["--open"], "--open"),
        (["es", "--open", "--paper", "letter"], "LANG, --paper, --open"),
    ],
)
def test_all_is_all(content: Path, folder: Path, words: list[str], named: str) -> None:
    """What would choose some of all is wrong usage, and named."""
    ended = make(content, folder, *words)
    assert (ended.code, ended.out) == (2, b"")
    assert f"drop {named}\n" in ended.err
    assert not folder.exists()


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ([], 2),
        (["-o", "references.yaml"], 4),
        pytest.param(["-o", "-"], 2, marks=pytest.mark.every),
        pytest.param(["-o", ""], 2, marks=pytest.mark.every),
    ],
)
def test_no_folder(content: Path, place: list[str], code: int) -> None:
    """Without a folder, to stdout, and into a file nothing is made."""
    ended = run("make", "--all", *place, folder=content, HANDOUT_LOCALES=content)
    assert (ended.code, ended.out) == (code, b"")
    assert "folder" in ended.err or place == ["-o", ""]


def test_no_content(tmp_path: Path, folder: Path) -> None:
    """A folder of content without a language is wrong usage."""
    shutil.copy(LOCALES / "handout.yaml", tmp_path)
    ended = run("--locales", tmp_path, "make", "--all", "-o", folder, folder=tmp_path)
    assert (ended.code, ended.out) == (2, b"")
    assert "no language" in ended.err
    assert not folder.exists()
