"""Our side: the documents and the sources for the peers, and a warm process that makes the documents.

`python -m tests.bench.peers.ours prepare FOLDER EVERY` writes the sources, and names the documents, on one
line those that differ in their paper alone; with `warm` it makes those of each line of standard input,
`FOLDER<tab>OUT<tab>FOLDER<tab>OUT` and so on, and answers by the seconds it took.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from handout.content.folder import ContentFolder
from handout.make import everything
from handout.options import Options
from handout.resources import LOCALES
from tests.bench.peers import html_source, story, typst_source

COLD, WARM_UP = "cold", "warm-up"
"""Names of the document that one command makes, and of one outside the matrix that none has seen before."""


def documents(every: int) -> list[dict[str, everything.Document]]:
    """Each of so many groups of documents of `make --all` by their names, and the two others."""
    content = ContentFolder(LOCALES)
    # Sorted by what they hold and its size: of few there are some of each.
    found = sorted(everything._by_paper(everything.documents(content, Options())), key=_kind)
    cold = everything.Document(content.handout, "es", Options())
    warm_up = replace(cold, options=Options(reader="surgeon"))
    groups = [{Path(one.file).stem: one for one in group} for group in found[every // 2 :: every]]
    return [{COLD: cold}, {WARM_UP: warm_up}, *groups]


def _kind(group: Sequence[everything.Document]) -> tuple[tuple[str, ...], str]:
    options = group[0].options
    return options.sheets or (), options.size.value


def prepare(folder: Path, every: int) -> None:
    """Write the sources of all documents, a folder for each."""
    for group in documents(every):
        for name, one in group.items():
            _prepare(folder / name, story.document(one, LOCALES))
        print(*group)  # noqa: T201


def _prepare(folder: Path, document: story.Node) -> None:
    drawings = document.pop("drawings")
    sources = {
        "main.typ": typst_source.source(document),
        "index.html": html_source.source(document),
        "story.json": json.dumps(document, ensure_ascii=False),
    }
    folder.mkdir(parents=True)
    for file, text in {**drawings, **sources}.items():
        (folder / file).write_text(text, encoding="utf-8")


def warm() -> None:
    """Make documents as a process of `make --all` makes them."""
    known = {name: one for group in documents(1) for name, one in group.items()}
    fingerprints = {one.file: "" for one in known.values()}
    for line in sys.stdin:
        paths = line.rstrip("\n").split("\t")
        group = [known[Path(folder).name] for folder in paths[::2]]
        start = time.perf_counter()
        made = everything._make_group(group, fingerprints, LOCALES)
        seconds = time.perf_counter() - start
        for one, out in zip(group, paths[1::2], strict=True):
            Path(out).write_bytes(made[one.file][1])
        print(seconds, flush=True)  # noqa: T201


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        warm()
