"""How long the whole shipped matrix takes, with one process and with two, and how it scales.

Run it as `python -m tests.bench.matrix`; the machine should be idle. More numbers of processes may be named:
`python -m tests.bench.matrix 1 2 4`.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from handout.content.folder import ContentFolder
from handout.make import everything
from handout.make.index import Index
from handout.options import Options
from handout.resources import LOCALES


def measured(workers: int) -> tuple[float, everything.Outcome, float]:
    """The seconds for an empty folder, what was made, and the seconds to find that nothing is to be done."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = time.perf_counter()
        wanted = everything.documents(ContentFolder(LOCALES), Options())
        fingerprints = everything.fingerprints(LOCALES, wanted)
        outcome = everything.make(wanted, fingerprints, LOCALES, Index(folder), workers=workers)
        made = time.perf_counter()
        again = everything.fingerprints(LOCALES, wanted)
        index = Index(folder)
        held = sum(index.holds(one.file, again[one.file]) for one in wanted)
        assert held == len(outcome.files)
        return made - start, outcome, time.perf_counter() - made


def main() -> None:
    """Print a line for each number of processes."""
    alone = 0.0
    for workers in map(int, sys.argv[1:] or ("1", "2")):
        seconds, outcome, again = measured(workers)
        alone = alone or seconds * workers
        failed = len(outcome.failed) + len(outcome.broken)
        files = f"{len(outcome.files)} files, {failed} failed, {seconds:6.1f} s"
        scaling = f"{alone / seconds:.2f} times as fast as one; nothing to do: {again:.2f} s"
        print(f"{workers} processes: {files}, {scaling}")  # noqa: T201 (what is measured is printed)


if __name__ == "__main__":
    main()
