"""How processor time and memory grow: with documents, with what a patient wrote, with references.

Run it as `python -m tests.bench.growth`; each number is of a process of its own, the least of three.
"""

from __future__ import annotations

import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from handout import fonts
from handout.content.folder import ContentFolder
from handout.make import everything
from handout.make.document import make_document
from handout.make.index import Index
from handout.options import Options
from handout.patient.file import load_patient
from handout.resources import LOCALES

RUNS = 3

REFERENCE = """\
  - id: m{number}
    type: article-journal
    author:
      - {{family: Author, given: A}}
    title: A publication that only measuring needs
    container-title-short: J Measures
    issued: {{date-parts: [[2001]]}}
    volume: "{number}"
    page: "1-9"
    DOI: "10.1000/{number}"
    language: en
    custom: {{printable: yes}}
"""

MEDICINE = "  - a medicine of which a patient takes one tablet in the morning, number {}\n"


def documents(count: int, folder: Path) -> None:
    """So many documents of `make --all`, evenly from all but both papers of each, in one process."""
    groups = everything._by_paper(everything.documents(ContentFolder(LOCALES), Options()))
    pairs = min(count // 2, len(groups))
    wanted = [one for index in range(pairs) for one in groups[index * len(groups) // pairs]]
    everything.make(wanted, everything.fingerprints(LOCALES, wanted), LOCALES, Index(folder), workers=1)


def medicines(count: int, folder: Path) -> None:
    """The usual sheets with so many medicines of a patient."""
    file = folder / "patient.yaml"
    lines = "".join(map(MEDICINE.format, range(count)))
    file.write_text(f"language: en\nmedicines:\n{lines}" if count else "language: en\n", encoding="utf-8")
    patient = load_patient(file, missing=fonts.missing, choices=ContentFolder(LOCALES).choices)
    editions, known = ContentFolder(LOCALES, fonts.missing).editions(["en"])
    make_document(editions, known, Options(details=patient))


def references(count: int, folder: Path) -> None:
    """The first sheet with so many references more than it has; their list runs on over further pages."""
    shutil.copytree(LOCALES, folder / "locales")
    content = ContentFolder(folder / "locales", fonts.missing, draft=True)
    bibliography, sheet = content.root / "references.yaml", content.path("en", content.handout.ids[0])
    keys = "".join(f"@m{number}; " for number in range(count))
    entries = "".join(REFERENCE.format(number=number) for number in range(count))
    bibliography.write_text(bibliography.read_text("utf-8") + entries, encoding="utf-8")
    text = re.sub(r"\[@", lambda _: f"[{keys}@", sheet.read_text("utf-8"), count=1)
    sheet.write_text(text, encoding="utf-8")
    editions, known = content.editions(["en"], content.handout.ids[:1])
    make_document(editions, known, Options(sheets=content.handout.ids[:1], draft=True))


CASES: dict[str, tuple[Callable[[int, Path], None], tuple[int, ...]]] = {
    "documents": (documents, (2, 10, 50, 1000)),
    "medicines": (medicines, (0, 5, 10, 20)),
    "references": (references, (0, 50, 100, 200)),
}
"""What grows, and by which numbers; of documents there are fewer than the last."""


def measured(name: str, count: int) -> tuple[float, float]:
    """Seconds of processors, and megabytes of the largest process, each the least of some runs."""
    command = [sys.executable, "-m", "tests.bench.growth", name, str(count)]
    runs = [subprocess.run(command, capture_output=True, check=True, text=True) for _ in range(RUNS)]
    times, sizes = zip(*(map(float, run.stdout.split()) for run in runs), strict=True)
    return min(times), min(sizes)


def main() -> None:
    """Print the table, or, with a case and its number, what this process took."""
    if sys.argv[1:]:
        name, count = sys.argv[1:]
        with tempfile.TemporaryDirectory() as folder:
            CASES[name][0](int(count), Path(folder))
        usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        seconds = sum(usage.ru_utime + usage.ru_stime for usage in usages)
        print(seconds, max(usage.ru_maxrss for usage in usages) / 1024)  # noqa: T201
        return
    print("| what grows | number | CPU, s | memory, MB |\n| --- | ---: | ---: | ---: |")  # noqa: T201
    for name, (_, counts) in CASES.items():
        for count in counts:
            seconds, megabytes = measured(name, count)
            print(f"| {name} | {count} | {seconds:.2f} | {megabytes:.0f} |", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
