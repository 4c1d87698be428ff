"""What tags cost: time and bytes of the torture document, tagged against untagged.

Run it as `python -m tests.bench.pdf_overhead`; the machine should be idle.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from handout.pdf import Canvas
from tests.pdf_plain import PackedCanvas, PlainCanvas, drawn_on
from tests.pdf_torture import write

RUNS = 15
KINDS = {PlainCanvas: "untagged, ReportLab’s file", PackedCanvas: "untagged, packed", Canvas: "tagged"}


def _seconds(work: Callable[[], object]) -> float:
    """How long *work* takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measured(repeats: int) -> tuple[int, dict[type[Canvas], float], dict[type[Canvas], int]]:
    """The pages, and of each kind of file the median seconds and the bytes; measured by turns."""
    times: dict[type[Canvas], list[float]] = {canvas: [] for canvas in KINDS}
    sizes = {}
    for _ in range(RUNS):
        for canvas in KINDS:
            with drawn_on(canvas):
                times[canvas].append(_seconds(lambda: write(repeats)))
    for canvas in KINDS:
        with drawn_on(canvas):
            sizes[canvas] = len(write(repeats).data)
    medians = {canvas: statistics.median(found) for canvas, found in times.items()}
    return len(write(repeats).pages), medians, sizes


def main() -> None:
    """Print a line for each size and kind of file."""
    for repeats in (1, 4, 10):
        pages, times, sizes = measured(repeats)
        for canvas, name in KINDS.items():
            time_more, size_more = times[canvas] / times[PlainCanvas], sizes[canvas] / sizes[PlainCanvas]
            spent = f"{times[canvas] * 1000:8.1f} ms {time_more - 1:+5.0%}"
            print(f"{pages:4} pages, {name:24} {spent} {sizes[canvas]:8} B {size_more - 1:+5.0%}")  # noqa: T201 (what is measured is printed)


if __name__ == "__main__":
    main()
