"""Writing files whole or not at all, seen from below the command line (tests/test_cli.py has the rest)."""

from __future__ import annotations

import contextlib
import errno
import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from handout.errors import OutputError
from handout.make import output

OLD, NEW = b"old", b"new"

ROUNDS = 150
LETTERS = (b"a", b"b", b"c", b"d")


def racer(folder: Path, letter: bytes, start: Barrier, *, force: bool) -> None:
    """Write to a new name in each round, at the same time as the others; note the rounds that were won."""
    won = []
    for number in range(ROUNDS):
        start.wait(timeout=60)
        with contextlib.suppress(OutputError):
            output.write(folder / f"{number}.pdf", letter * 10_000, force=force)
            won.append(number)
    (folder.parent / f"won-{letter.decode()}").write_text(" ".join(map(str, won)), encoding="ascii")


def race(folder: Path, *, force: bool) -> dict[bytes, list[int]]:
    """For each of several processes, by its letter, the rounds that it won."""
    processes = multiprocessing.get_context("spawn")
    start = processes.Barrier(len(LETTERS))
    racers = [
        processes.Process(target=racer, args=(folder, letter, start), kwargs={"force": force})
        for letter in LETTERS
    ]
    for one in racers:
        one.start()
    for one in racers:
        one.join(timeout=120)
    assert [one.exitcode for one in racers] == [0] * len(LETTERS)
    return {
        letter: [
            int(number) for number in (folder.parent / f"won-{letter.decode()}").read_text("ascii").split()
        ]
        for letter in LETTERS
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder."""
    made = tmp_path / "folder"
    made.mkdir()
    return made


@pytest.mark.slow
def test_race(folder: Path) -> None:
    """Of runs that write to one name at once exactly one wins: its file is there, whole, and nothing else."""
    won = race(folder, force=False)
    assert sorted(number for numbers in won.values() for number in numbers) == list(range(ROUNDS))
    for letter, numbers in won.items():
        for number in numbers:
            assert (folder / f"{number}.pdf").read_bytes() == letter * 10_000
    assert len(list(folder.iterdir())) == ROUNDS


@pytest.mark.slow
def test_race_with_force(folder: Path) -> None:
    """Of runs that all replace one file, each ends well, and the file is wholly that of one."""
    assert race(folder, force=True) == {letter: list(range(ROUNDS)) for letter in LETTERS}
    assert {path.read_bytes() for path in folder.iterdir()} <= {letter * 10_000 for letter in LETTERS}
    assert len(list(folder.iterdir())) == ROUNDS


def refusing(code: int) -> Callable[..., None]:
    """A function of the system that refuses."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return refuse


@pytest.mark.parametrize("code", [errno.EPERM, errno.ENOTSUP])
def test_without_links(folder: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """A memory stick's file system, without links and permissions, gets its file; none there is replaced."""
    monkeypatch.setattr(os, "link", refusing(code))
    monkeypatch.setattr(Path, "chmod", refusing(errno.EPERM))
    target = folder / "sheet.pdf"
    output.write(target, NEW, force=False)
    assert target.read_bytes() == NEW
    with pytest.raises(OutputError, match="exists already"):
        output.write(target, OLD, force=False)
    assert target.read_bytes() == NEW
    assert list(folder.iterdir()) == [target]


def test_system_without_links(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that has no links at all writes a new file, and replaces none."""
    monkeypatch.delattr(os, "link")
    output.write(folder / "sheet.pdf", NEW, force=False)
    with pytest.raises(OutputError, match="exists already"):
        output.write(folder / "sheet.pdf", OLD, force=False)
    assert [path.read_bytes() for path in folder.iterdir()] == [NEW]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[float]]:
    """Lets another program hold every file open for so many tries to replace it; gives the pauses made."""

    def hold(tries: int) -> list[float]:
        pauses: list[float] = []
        replace = os.replace
        refusals = iter(range(tries))

        def replace_later(source: Path, target: Path) -> None:
            if next(refusals, None) is not None:
                raise PermissionError(errno.EACCES, "Access is denied")
            replace(source, target)

        monkeypatch.setattr(os, "replace", replace_later)
        monkeypatch.setattr(output, "sleep", pauses.append)
        return pauses

    return hold


def test_open_for_a_moment(folder: Path, held: Callable[[int], list[float]]) -> None:
    """A file that a virus scanner holds open for a moment is replaced a moment later."""
    target = folder / "sheet.pdf"
    target.write_bytes(OLD)
    pauses = held(2)
    output.write(target, NEW, force=True)
    assert target.read_bytes() == NEW
    assert len(pauses) == 2
    assert list(folder.iterdir()) == [target]


def test_open_for_long(folder: Path, held: Callable[[int], list[float]]) -> None:
    """One that stays open is asked for during two seconds; then the message asks where it is open."""
    target = folder / "sheet.pdf"
    target.write_bytes(OLD)
    pauses = held(10_000)
    with pytest.raises(OutputError, match=r"sheet\.pdf cannot be written: .*open in another program\?"):
        output.write(target, NEW, force=True)
    assert 1.5 < sum(pauses) < 2.5
    assert target.read_bytes() == OLD
    assert list(folder.iterdir()) == [target]


@pytest.mark.parametrize("function", ["write_bytes", "chmod", "replace"])
def test_refused_half_way(folder: Path, monkeypatch: pytest.MonkeyPatch, function: str) -> None:
    """Wherever writing stops, the old file stays and no part of the new one does."""
    target = folder / "sheet.pdf"
    target.write_bytes(OLD)
    monkeypatch.setattr(Path, function, refusing(errno.ENOSPC))
    with pytest.raises(OutputError, match=os.strerror(errno.ENOSPC)):
        output.write(target, NEW, force=True)
    assert target.read_bytes() == OLD
    assert list(folder.iterdir()) == [target]


@pytest.mark.parametrize("force", [False, True])
def test_appeared_meanwhile(folder: Path, force: bool) -> None:
    """A file that appears between the question and the writing is replaced only with force."""
    target = folder / "sheet.pdf"
    output.refuse_existing([target])
    target.write_bytes(OLD)
    if force:
        output.write(target, NEW, force=True)
    else:
        with pytest.raises(OutputError, match="exists already"):
            output.write(target, NEW, force=False)
    assert target.read_bytes() == (NEW if force else OLD)


def test_all_existing_files_are_named() -> None:
    """Every file in the way is named at once."""
    here = Path(__file__)
    with pytest.raises(OutputError, match=f"{here.name}, .*{here.parent.name} exist already"):
        output.refuse_existing([here, here.parent / "not-there", here.parent])


def test_folder_in_place_of_a_file(folder: Path) -> None:
    """A folder of the file's name is told, not emptied."""
    (folder / "sheet.pdf").mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        output.write(folder / "sheet.pdf", NEW, force=True)
    assert [path.name for path in folder.iterdir()] == ["sheet.pdf"]
