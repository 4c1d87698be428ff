"""Our side: the documents and the sources for the peers, and a warm process that makes the documents.

`python -m tests.bench.peers.ours prepare FOLDER EVERY` writes the sources, and names the documents; with
`warm` it makes one for each line of standard input, `FOLDER<tab>OUT`, and answers by the seconds it took.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from pathlib import Path

from handout import matrix
from handout.library import Library
from handout.model import Audience
from handout.options import Options
from handout.resources import LOCALES
from tests.bench.peers import html_source, story, typst_source

COLD, WARM_UP = "cold", "warm-up"
"""Names of the document that one command makes, and of one outside the matrix that none has seen before."""


def documents(every: int) -> dict[str, matrix.Document]:
    """Each of so many documents of `make --all` by name, and the two others."""
    found = matrix.documents(Library(LOCALES), Options())
    cold = matrix.Document("es", Options())
    warm_up = replace(cold, options=Options(audience=Audience.SURGEON))
    return {COLD: cold, WARM_UP: warm_up, **{Path(one.file).stem: one for one in found[::every]}}


def prepare(folder: Path, every: int) -> None:
    """Write the sources of all documents, a folder for each."""
    for name, one in documents(every).items():
        document = story.document(one, LOCALES)
        drawings = document.pop("drawings")
        sources = {
            "main.typ": typst_source.source(document),
            "index.html": html_source.source(document),
            "story.json": json.dumps(document, ensure_ascii=False),
        }
        (folder / name).mkdir(parents=True)
        for file, text in {**drawings, **sources}.items():
            (folder / name / file).write_text(text, encoding="utf-8")
        print(name)  # noqa: T201


def warm() -> None:
    """Make documents as a process of `make --all` makes them."""
    known = documents(1)
    for line in sys.stdin:
        folder, out = line.rstrip("\n").split("\t")
        start = time.perf_counter()
        _, data = matrix._made(known[Path(folder).name], "", LOCALES)
        seconds = time.perf_counter() - start
        Path(out).write_bytes(data)
        print(seconds, flush=True)  # noqa: T201


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        warm()
