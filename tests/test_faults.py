"""What a computer does to a program: full and read-only disks, kills, races, odd names, odd environments.

Each ends in a clear line and the right exit code, never in a traceback, and what was there stays whole.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from handout import resources
from handout.content.folder import ContentFolder
from handout.files import parse
from handout.make import everything
from handout.options import Options
from tests.conftest import HANDOUT, sample
from tests.test_cli import (
    DEFAULT,
    FILLED_IN,
    Call,
    Ended,
    call,
    command,
    content,
    environment,
    here,
    is_pdf,
    names,
    run,
)

__all__ = ["call", "content", "here"]


@contextlib.contextmanager
def disk(folder: Path, *options: str) -> Iterator[Path]:
    """A small disk of its own at *folder*; not all who run tests may mount one."""
    folder.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", ",".join(("size=64k", *options)), "tmpfs", str(folder)]
    if (
        not sys.platform.startswith("linux")
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("no disk can be mounted here, which only root may do")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def make_read_only(folder: Path) -> None:
    """Let nobody write on the disk any more."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


# --- disks ---


@pytest.mark.parametrize(
    "arguments", sample([["make", "en", "--force"], ["make", "en"], ["make", "en", "es", "-o", "."]])
)
def test_full_disk(tmp_path: Path, content: Path, arguments: list[str]) -> None:
    """On a disk without room nothing half written stays, and what was there does."""
    with disk(tmp_path / "disk") as folder:
        old = folder / (DEFAULT if "--force" in arguments else "old.pdf")
        old.write_bytes(FILLED_IN)
        (folder / "rest").write_bytes(b"x" * 50_000)
        ended = run(*arguments, folder=folder, HANDOUT_LOCALES=content)
        assert (ended.code, ended.out) == (4, b"")
        assert ended.err.splitlines()[-1].endswith("No space left on device")
        assert old.read_bytes() == FILLED_IN
        assert names(folder) == {old.name, "rest"}


@pytest.mark.slow
def test_full_disk_for_everything(tmp_path: Path, content: Path) -> None:
    """`--all` stops at a full disk, and what it made is whole and in its index."""
    with disk(tmp_path / "disk", "size=400k") as folder:
        ended = run("make", "--all", "-o", folder / "all", folder=tmp_path, HANDOUT_LOCALES=content)
        assert ended.code == 4
        assert "No space left on device" in ended.err
        assert all(is_pdf(path.read_bytes()) for path in (folder / "all").glob("*.pdf"))


@pytest.mark.parametrize(
    "arguments",
    sample(
        [
            ["patient-file", "en", "-o", "me.yaml"],
            ["make", "en"],
            ["make", "--all", "-o", "."],
            ["new-language", "pt"],
        ]
    ),
)
def test_read_only_disk(tmp_path: Path, content: Path, arguments: list[str]) -> None:
    """Where nobody may write, that is said in a line."""
    with disk(tmp_path / "disk", "size=4m") as folder:
        shutil.copytree(content, folder / "content")
        make_read_only(folder)
        ended = run(*arguments, folder=folder, HANDOUT_LOCALES=folder / "content")
        assert (ended.code, ended.out) == (4, b"")
        assert "Read-only file system" in ended.err
        assert ended.err.count("\n") == 1


@pytest.mark.slow
def test_read_only_program(tmp_path: Path, here: Path) -> None:
    """A program that nobody may write to works, and leaves nothing beside itself."""
    with disk(tmp_path / "disk", "size=16m") as folder:
        package = Path(resources.__file__).parent
        shutil.copytree(package, folder / "handout", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(resources.LOCALES, folder / "handout" / "locales")
        shutil.copytree(resources.FONTS, folder / "handout" / "fonts")
        make_read_only(folder)
        ended = run("make", "es", folder=here, PYTHONPATH=folder)
        assert (ended.code, ended.err) == (0, "")
        assert is_pdf((here / ended.paths[0]).read_bytes())
        refused = run("new-language", "pt", folder=here, PYTHONPATH=folder)
        assert refused.code == 4
        assert "copy the folder" in refused.err


# --- kills and races ---


@pytest.mark.slow
def test_killed_at_a_random_moment(here: Path, content: Path) -> None:
    """Whenever a run is killed, its file is the old one or the new one, whole."""
    chance = random.Random(7)  # noqa: S311  # a seed, no secret
    for _ in range(12):
        (here / DEFAULT).write_bytes(FILLED_IN)
        with subprocess.Popen(
            command("make", "en", "--force"), cwd=here, env=environment(HANDOUT_LOCALES=content)
        ) as process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=chance.uniform(0.1, 1.0))
            process.kill()
        data = (here / DEFAULT).read_bytes()
        assert data == FILLED_IN or is_pdf(data)


def together(*runs: Sequence[str], folder: Path, content: Path) -> list[Ended]:
    """All these runs at once."""
    ended: list[Ended] = []

    def one(arguments: Sequence[str]) -> None:
        ended.append(run(*arguments, folder=folder, HANDOUT_LOCALES=content))

    threads = [threading.Thread(target=one, args=(arguments,)) for arguments in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ended


@pytest.mark.slow
def test_runs_that_make_one_file(here: Path, content: Path) -> None:
    """Of runs that make different files of one name one wins; with --force, or of equal files, all do."""
    different = [["make", tag, "-o", "mine.pdf"] for tag in ("en", "es", "ca")]
    ended = together(*different, folder=here, content=content)
    assert sorted(one.code for one in ended) == [0, 4, 4]
    assert all("exists already" in one.err for one in ended if one.code)
    assert is_pdf((here / "mine.pdf").read_bytes())
    ended = together(*([*words, "--force"] for words in different), folder=here, content=content)
    ended += together(*[["make", "en"]] * 3, folder=here, content=content)
    assert [one.code for one in ended] == [0] * 6
    assert names(here) == {"mine.pdf", DEFAULT}
    assert is_pdf((here / "mine.pdf").read_bytes())


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (arguments, name)
        for arguments in (["make", "en"], ["check", "en"], ["languages"])
        for name in ("en/doctor.yaml", "en/language.yaml", "references.yaml")
        if (arguments[0], name) != ("languages", "references.yaml")
    ],
)
def test_a_file_disappears(
    call: Call, content: Path, monkeypatch: pytest.MonkeyPatch, name: str, arguments: list[str]
) -> None:
    """A file that goes away between being seen and being read is told as one that is not there."""
    read = parse.Path.stat

    def gone(path: Path, **how: bool) -> os.stat_result:
        if path == content / name and sys._getframe(1).f_code.co_name == "_load":
            path.unlink(missing_ok=True)
        return read(path, **how)

    monkeypatch.setattr(Path, "stat", gone)
    ended = call(*arguments)
    assert ended.code == 3
    assert f"{name}:1:1: no such file [file]" in ended.out.decode() + ended.err


# --- environments ---

BARE = {"PATH": os.environ["PATH"]}


def bare(*arguments: str | Path, folder: Path, **settings: str) -> Ended:
    """A run with nothing in its environment but the settings."""
    ended = subprocess.run(
        command(*arguments), cwd=folder, env=BARE | settings, capture_output=True, check=False
    )
    assert b"Traceback" not in ended.stderr
    return Ended(ended.returncode, ended.stdout, ended.stderr.decode())


ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


ENCODINGS = ({}, ASCII, {"LC_ALL": "de_DE.ISO-8859-1"}, {"PYTHONIOENCODING": "latin-1"})


def usual_once(names: Sequence[Any], environments: Sequence[Any]) -> list[Any]:
    """Each name with one environment after the other in turn; with the rest of them by the marker."""
    return [
        pytest.param(
            name,
            settings,
            marks=[] if at == number % len(environments) else [pytest.mark.slow],
        )
        for number, name in enumerate(names)
        for at, settings in enumerate(environments)
    ]


@pytest.mark.parametrize(
    ("arguments", "settings"),
    usual_once(
        [["languages"], ["make", "ca"], ["patient-file", "ca"], ["check", "--explain", "promise"], ["x"]],
        ENCODINGS,
    ),
)
def test_bare_environment(here: Path, content: Path, arguments: list[str], settings: dict[str, str]) -> None:
    """Without HOME and TERM, and in whatever encoding, all works and is said."""
    ended = bare("--locales", content, *arguments, folder=here, **settings)
    assert ended.code == {"x": 2}.get(arguments[0], 0), ended.err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "settings"),
    usual_once(["a b.pdf", "càlcul «1».pdf", "a\nb.pdf", "'quoted' $HOME.pdf", "脂.pdf"], [{}, ASCII]),
)
def test_odd_names(here: Path, content: Path, name: str, settings: dict[str, str]) -> None:
    """A file may have any name that the system takes, and its path is printed to the byte."""
    folder = here / f"folder of {name.removesuffix('.pdf')}"
    shutil.copytree(content, folder / "content")
    ended = bare("--locales", folder / "content", "make", "en", "-o", folder / name, folder=here, **settings)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == os.fsencode(folder / name) + b"\n"
    assert is_pdf((folder / name).read_bytes())


def test_names_are_good_everywhere() -> None:
    """The names that files are given hold no sign that another system refuses."""
    documents = everything.documents(ContentFolder(resources.LOCALES), Options())
    assert documents
    for name in (document.file for document in documents):
        assert name.startswith(f"{HANDOUT.stem}-")
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz-.")
        assert len(name) < 100
