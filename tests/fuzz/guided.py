"""Fuzzing guided by coverage: whatever is in a file, reading it ends in content or in problems with places.

python -m tests.fuzz.guided CORPUS [OPTION OF LIBFUZZER]...

CORPUS is a folder that is filled with the shipped files and with what leads the fuzzer further; for an hour:
python -m tests.fuzz.guided corpus -max_total_time=3600 -timeout=2 -rss_limit_mb=512. It needs atheris.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["handout"]):
    from handout.content import consistency, markup
    from handout.content.file import load_file
    from handout.content.folder import ContentFolder
    from handout.content.handout import handout_schema
    from handout.content.language import language_schema
    from handout.content.references import references_schema
    from handout.content.sheets import SheetContext, sheet_schema
    from handout.errors import ContentError, Position, Problem
    from handout.files import parse
    from handout.files.nodes import Scalar, scalars
    from handout.files.report import Report
    from handout.model import Sheet
    from handout.patient.file import load_patient
    from handout.resources import LOCALES

TEXT = Path(tempfile.mkdtemp()) / "text.yaml"
CONTENT = ContentFolder(LOCALES)
KNOWN = CONTENT.references(Report()) or {}
READERS = CONTENT.handout.readers
SCHEMAS = (
    sheet_schema("doctor", SheetContext("en", "en", READERS)),
    language_schema("en"),
    references_schema(),
    handout_schema(),
)


def read(data: bytes) -> None:
    """Read it as each kind of file that people write, and each text of it as one with markup."""
    TEXT.write_bytes(data)
    node, problems = parse.read(TEXT)
    _hold(problems, data)
    if node is not None:
        text = data.decode("utf-8-sig")
        if len(data) % 4 == 0:  # The parser in Python takes most of the time.
            fast, slow = (parse.parse(text, name=str(TEXT), fast=fast) for fast in (True, False))
            assert fast == slow, "the two parsers read it differently"
        for scalar in scalars(node):
            _mark(scalar, data)
    for schema in SCHEMAS:
        report = Report()
        found = load_file(schema, TEXT, report)
        _hold(report.problems, data)
        assert found.whole == (not report), "what is whole has no problem, and what is not has one"
        for path_text in found.path_texts:
            assert path_text.node.text.strip()
        if isinstance(found.value, Sheet):
            _hold(list(consistency.sheet(found.value, KNOWN, READERS, whole=found.whole)), data)
    try:
        load_patient(TEXT, missing=lambda _: set())
    except ContentError as error:
        _hold(error.problems, data)


def _mark(scalar: Scalar, data: bytes) -> None:
    report = Report()
    inlines = markup.parse(scalar, report)
    _hold(report.problems, data)
    if not report:
        words = "".join(getattr(one, "text", "") for one in inlines)
        assert len(words) <= len(scalar.text)


def _hold(problems: list[Problem] | tuple[Problem, ...], data: bytes) -> None:
    """Each problem stands at a place of the file, or at its beginning where it is no text."""
    lines = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for one in problems:
        assert isinstance(one.at, Position)
        assert 1 <= one.at.line <= len(lines) + 1, one
        width = len(lines[one.at.line - 1]) if one.at.line <= len(lines) else 0
        assert 1 <= one.at.column <= width + 2, one
        assert one.message
        assert one.rule


def seed(corpus: Path) -> None:
    """Put the shipped files, and each section of them, into the corpus."""
    corpus.mkdir(exist_ok=True)
    for path in sorted(LOCALES.rglob("*.yaml")):
        text = path.read_text("utf-8")
        for part in (text, *text.split("\n\n")):
            data = part.encode()
            if len(data) <= 4096:
                (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


def main() -> None:
    """Fuzz until libFuzzer ends."""
    corpus = Path(sys.argv[1]).resolve()
    seed(corpus)
    os.chdir(TEXT.parent)
    atheris.Setup([sys.argv[0], str(corpus), *sys.argv[2:]], read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
