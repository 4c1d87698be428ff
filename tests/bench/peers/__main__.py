"""Measure, compare what was made, and print a table."""

from __future__ import annotations

import argparse
import contextlib
import datetime
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
OURS, PEERS = "handout", ("typst", "weasyprint", "fpdf2")
COLD, WARM_UP = "cold", "warm-up"
TOLERANCE = 0.01
"""What share of the words of a document may differ: a line may end within an address."""

NOTES = """\
Bold are medians of the ratios ours / theirs of paired runs, by turns: below 1, ours needs less. In brackets
are the medians of both.

- Cold: a new process makes the three sheets in Spanish, six pages of A4. Ours reads and checks YAML; theirs
  imports the peer and reads a finished source.
- Warm: {count} documents of `make --all` ({part}), in one process for each program, all on one core.
  Ours does what a process of `make --all` does: it reads each language once, and lays out and draws once
  what differs only in its paper; so all make both papers in one turn. One document comes before.
- All have the same words, faces, sizes, headings, lists, tables, figures with alternative texts, links in and
  out of the document, and pages but for what is warned of. typst is asked for ua-1, weasyprint for
  pdf/ua-1. Nobody kerns.
- Spared to all peers: white space, which we spend on the gaps of a page and they leave at its foot; widths of
  columns, what stands in which of them and how far it is lowered to stand level with what is beside it;
  heights of rows to write in, the number of pages of a sheet, drawing figures and the QR code (they are SVG
  files), descriptions of links, alternative texts of boxes to tick and lines to write on (ours are form
  elements), PDF/A-2a. To typst: heads of rows; where pages begin that keep items together. To weasyprint:
  columns that flow (they are floats), how far lines reach to write on and between columns; its pages are two
  points longer. To fpdf2: all
  tags but those of figures, and so PDF/UA; languages of passages; where pages begin, what stands in the
  middle of a cell.
"""

Number: TypeAlias = tuple[float, float, float, str]
"""A ratio, ours and theirs, and how these are written."""


@dataclass
class Run:
    """What was measured of one program."""

    cold: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    size: float = 0
    warm: list[float] = field(default_factory=list)
    warm_memory: float = 0


def main() -> None:
    """Measure and report."""
    options = argparse.ArgumentParser(prog="python -m tests.bench.peers", description=__doc__)
    options.add_argument("--environment", type=Path, help="folder of the peers' environment")
    options.add_argument("--runs", type=int, default=15, help="pairs of cold runs (15)")
    options.add_argument(
        "--every", type=int, default=1, help="make one of so many pairs of documents of make --all (1)"
    )
    options.add_argument("--keep", type=Path, help="new folder to leave sources and PDFs in")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (chosen.keep or Path(temporary)).absolute()
        # All programs alike find their modules compiled after the first turn, and nothing is left in folders.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
        python = _environment(chosen.environment or folder / "environment")
        groups = _prepared(folder / "sources", chosen.every)
        runs = {name: Run() for name in (OURS, *PEERS)}
        _cold(runs, python, folder, chosen.runs)
        _warm(runs, python, folder, groups)
        names = [name for group in groups for name in group]
        _report(runs, python, len(names), chosen.every)
        for peer in PEERS:
            for warning in _compared(peer, folder, names):
                _say(f"WARNING: {peer}: {warning}")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def _environment(folder: Path) -> Path:
    """The Python of the peers' environment, which is made where it is not there."""
    python = folder.absolute() / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PEERS], check=True)
    return python


def _prepared(folder: Path, every: int) -> list[list[str]]:
    """The names of the documents of the matrix, those together that differ in their paper alone."""
    # Not in this process: it stays small, since what it starts counts its memory as a peak of its own.
    command = (sys.executable, "-m", "tests.bench.peers.ours", "prepare", folder, str(every))
    return [line.split() for line in _output(*command).splitlines() if line not in (COLD, WARM_UP)]


def _output(*command: str | Path) -> str:
    # poppler-utils grumble at files of typst.
    errors = None if command[0] == sys.executable else subprocess.DEVNULL
    return subprocess.run(
        command, cwd=ROOT, check=True, stdout=subprocess.PIPE, stderr=errors, encoding="utf-8"
    ).stdout


def _command(name: str, python: Path) -> list[str | Path]:
    """What starts a warm process."""
    if name == OURS:
        return [sys.executable, "-m", "tests.bench.peers.ours", "warm"]
    return [python, HERE / "peer.py", name, ROOT / "fonts"]


def _cold(runs: Mapping[str, Run], python: Path, folder: Path, count: int) -> None:
    """Make one document in a new process, all programs by turns; the first turn does not count."""
    for turn in range(count + 1):
        for name, run in runs.items():
            out = folder / f"{name}-{COLD}.pdf"
            command = [*_command(name, python), folder / "sources" / COLD, out]
            if name == OURS:
                command = [sys.executable, "-m", "handout", "make", "es", "-o", out, "--force", "--quiet"]
            start = time.perf_counter()
            memory = _ended(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL))
            if turn:
                run.cold.append(time.perf_counter() - start)
                run.memory.append(memory)
                run.size = out.stat().st_size / 1000


def _ended(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> float:
    """The most memory that a process had, in MB, once it has ended well."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e6 / 1024)


def _warm(runs: Mapping[str, Run], python: Path, folder: Path, groups: Sequence[Sequence[str]]) -> None:
    """Make all documents, each group by all programs by turns, in one process for each on one core."""
    with _one_core():
        processes = {
            name: subprocess.Popen(
                _command(name, python), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            for name in runs
        }
    for group in ([WARM_UP], *groups):
        for name, process in processes.items():
            assert process.stdin
            assert process.stdout
            paths = [(folder / "sources" / one, folder / f"{name}-{one}.pdf") for one in group]
            process.stdin.write("\t".join(str(path) for pair in paths for path in pair) + "\n")
            process.stdin.flush()
            seconds = float(process.stdout.readline())
            if group != [WARM_UP]:
                runs[name].warm.append(seconds / len(group))
    for name, process in processes.items():
        assert process.stdin
        process.stdin.close()
        runs[name].warm_memory = _ended(process)


@contextlib.contextmanager
def _one_core() -> Iterator[None]:
    """Processes that are started in it stay on one core, where the system knows how."""
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_setaffinity") else set()
    if cores:
        os.sched_setaffinity(0, {max(cores)})
    yield
    if cores:
        os.sched_setaffinity(0, cores)


def _compared(peer: str, folder: Path, names: Sequence[str]) -> Iterator[str]:
    """What is not as it should be with what was made."""
    cold = folder / f"{peer}-{COLD}.pdf"
    if not (
        re.search(r"Tagged: +yes", _output("pdfinfo", cold))
        and "pdfuaid:part" in _output("pdfinfo", "-meta", cold)
    ):
        yield "the PDF is no tagged PDF/UA"
    pages = Counter[int]()
    for document in (COLD, *names):
        ours, theirs = (folder / f"{name}-{document}.pdf" for name in (OURS, peer))
        more, one, other = _pages(theirs) - _pages(ours), _words(ours), _words(theirs)
        if document != COLD:
            # Other pages have other feet, and repeat heads of tables elsewhere.
            pages[more] += 1
            one, other = Counter(set(one)), Counter(set(other))
        elif more:
            yield f"{document}: {more:+} pages"
        share = max((one - other).total(), (other - one).total()) / one.total()
        if share > TOLERANCE:
            yield f"{document}: {share:.1%} of the words differ"
    if set(pages) != {0}:
        several = ", ".join(f"{more:+} in {count}" for more, count in sorted(pages.items()) if more)
        yield f"warm: pages {several} of {len(names)} documents"


def _pages(path: Path) -> int:
    return int(re.findall(r"Pages: +(\d+)", _output("pdfinfo", path))[0])


def _words(path: Path) -> Counter[str]:
    """The words of a PDF, without what only lets lines end or keeps them from it."""
    return Counter(re.sub("[\u200b\u2060]", "", _output("pdftotext", path, "-")).split())


def _report(runs: Mapping[str, Run], python: Path, count: int, every: int) -> None:
    """Print the table, where a peer wins, and what was measured."""
    code = (
        "import importlib.metadata as m, sys; print(*(f'{n} {m.version(n)}' for n in sys.argv[1:]), sep=', ')"
    )
    theirs = _output(python, "-c", code, *PEERS).strip()
    ours = _output(sys.executable, "-c", "import handout; print(handout.__version__)").strip()
    basis = _output(sys.executable, "-c", code, "reportlab").strip()
    system = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    _say(f"{datetime.date.today()}: {OURS} {ours} ({basis}), {theirs}; {system}, {os.cpu_count()} cores.\n")
    measured = {peer: _measured(runs[OURS], runs[peer]) for peer in PEERS}
    heads = list(measured[PEERS[0]])
    _say(f"| {OURS} / peer | {' | '.join(heads)} |\n| --- |{' ---: |' * len(heads)}")
    for peer, found in measured.items():
        _say(f"| {peer} | {' | '.join(map(_cell, found.values()))} |")
    wins = {peer: [head for head in heads if found[head][0] > 1] for peer, found in measured.items()}
    said = [f"{peer}: {'; '.join(found)}" for peer, found in wins.items() if found]
    rates = (f"{name} {1 / statistics.mean(run.warm):.2f}" for name, run in runs.items())
    _say(f"\nDocuments a second on one core, all in all: {', '.join(rates)}.")
    _say(f"\nWhere a peer wins: {'. '.join(said) or 'nowhere'}.\n")
    _say(NOTES.format(count=count, part="all" if every == 1 else f"one of {every}"))


def _measured(ours: Run, theirs: Run) -> dict[str, Number]:
    """By head of column."""
    return {
        "cold, s": (*_paired(ours.cold, theirs.cold), ".2f"),
        "cold, MB": (*_paired(ours.memory, theirs.memory), ".0f"),
        "file, KB": (*_paired([ours.size], [theirs.size]), ".0f"),
        "warm, s a document": (*_paired(ours.warm, theirs.warm), ".3f"),
        "warm, MB": (*_paired([ours.warm_memory], [theirs.warm_memory]), ".0f"),
    }


def _paired(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, float, float]:
    """The median of the ratios of what belongs together, and both medians."""
    ratios = [one / other for one, other in zip(ours, theirs, strict=True)]
    return statistics.median(ratios), statistics.median(ours), statistics.median(theirs)


def _cell(number: Number) -> str:
    ratio, ours, theirs, form = number
    return f"**{ratio:.2f}** ({ours:{form}} / {theirs:{form}})"


if __name__ == "__main__":
    main()
