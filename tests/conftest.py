"""What the tests share: the shipped content and the documents made from it, each made once."""

from __future__ import annotations

import contextlib
import functools
import itertools
import os
import shutil
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from handout import fonts
from handout.check import run
from handout.content import folder as content_folder
from handout.content.file import UNTRANSLATED, ContentFile, display_path, load_file
from handout.content.folder import LANGUAGE, ContentFolder, Edition
from handout.errors import Problem
from handout.files.base import Schema
from handout.files.report import Report
from handout.make.document import make_document
from handout.model import Reference
from handout.options import Options, Paper, Size
from handout.pdf import Written
from handout.resources import LOCALES
from handout.translate import wordings
from tests.no_network import sitecustomize

# No test has a network, nor any process that it starts with this in its PYTHONPATH.
NO_NETWORK = Path(sitecustomize.__file__).parent

CONTENT = ContentFolder(LOCALES, fonts.missing)
HANDOUT = CONTENT.handout
SHEETS, READERS, USUAL_SHEETS = HANDOUT.ids, HANDOUT.readers, HANDOUT.usual


def _is_whole(tag: str) -> bool:
    """Whether a language has all sheets, and no text of it is still to be translated."""
    paths = [CONTENT.path(tag, name) for name in (LANGUAGE, *SHEETS)]
    return all(path.is_file() and UNTRANSLATED not in path.read_text("utf-8", "replace") for path in paths)


# The languages that the tests are about: one that is half translated makes none fail.
TAGS = tuple(tag for tag in CONTENT.tags() if _is_whole(tag))


@dataclass(frozen=True)
class Case:
    """A document of shipped sheets, in one language or in two."""

    tags: tuple[str, ...]
    reader: str = "gp"
    paper: Paper = Paper.A4
    size: Size = Size.NORMAL
    sheets: tuple[str, ...] = SHEETS

    def __str__(self) -> str:
        sheets = () if self.sheets == SHEETS else self.sheets
        return "-".join((*self.tags, *sheets, self.reader, self.paper.value, self.size.value))


# The sheets that are not the same for all readers, as test_pages holds.
VARIED = ("doctor", "visit")
# Each language alone, with all sheets; then, for another reader in each, the sheets that vary.
ALONE = [Case((tag,)) for tag in TAGS]
USUAL = ALONE + [
    replace(case, reader=reader, sheets=VARIED)
    for case, reader in zip(ALONE, itertools.cycle(READERS[1:]), strict=False)
]
# The same with all sheets for each reader, on each paper.
ALL = [replace(case, reader=reader, paper=paper) for case in ALONE for reader in READERS for paper in Paper]

# Every ordered pair.
PAIRS = list(itertools.permutations(TAGS, 2))


@functools.cache
def _edition(tag: str) -> tuple[Edition, Mapping[str, Reference]]:
    """All sheets of a shipped language, read once, and the bibliography."""
    (edition,), references = CONTENT.editions([tag], SHEETS)
    return edition, references


def editions(
    tags: Iterable[str], sheets: Sequence[str] = SHEETS
) -> tuple[list[Edition], Mapping[str, Reference]]:
    """Shipped languages with some of their sheets, and the bibliography, as a document gets them."""
    whole, (references, *_) = zip(*map(_edition, tags), strict=True)
    return [edition.with_sheets(sheets) for edition in whole], references


@functools.cache
def made(case: Case) -> Written:
    """The document."""
    options = Options(reader=case.reader, paper=case.paper, size=case.size)
    return make_document(*editions(case.tags, case.sheets), options)


def written(tag: str) -> Written:
    """The shipped sheets in a language, as a PDF."""
    return made(Case((tag,)))


def each_case(
    cases: Iterable[Case], *, every: Iterable[Case] = ()
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test for all *cases*, and for *every* other of these with that marker.

    All tests of a case run in one process, which makes its document once.
    """
    usual = dict.fromkeys(cases)
    more = [case for case in dict.fromkeys(every) if case not in usual]
    parameters = [_parameter(case) for case in usual]
    parameters += [_parameter(case, pytest.mark.every) for case in more]
    return pytest.mark.parametrize("case", parameters)


def sample(values: Iterable[Any], count: int = 1) -> list[Any]:
    """So many of the first values; the rest with the marker ``every``."""
    return [
        value if number < count else pytest.param(value, marks=pytest.mark.every)
        for number, value in enumerate(values)
    ]


def _parameter(case: Case, *marks: pytest.MarkDecorator) -> Any:
    return pytest.param(case, id=str(case), marks=[pytest.mark.xdist_group(str(case)), *marks])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let a test that is skipped fail where CI=true stands in the environment: nothing goes unseen there."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI=true forbids: {report.longrepr}"
    return report


# Modules whose tests start processes or lay sheets out.
ONE_OF_EACH = frozenset(
    f"tests/test_{name}.py"
    for name in (
        "broken_content",
        "check",
        "cli",
        "faults",
        "filled",
        "matrix",
        "output",
        "pages",
        "personal",
        "statements",
        "translation",
    )
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of the cases of a test in these modules the first is in the test command, the others are `every`.

    What a file of tests makes once is made in one process: its quick tests, or those of all rules, run there.
    """
    seen: set[str] = set()
    for item in items:
        path, _, name = item.nodeid.partition("::")
        function = f"{path}::{name.partition('[')[0]}"
        if path in ONE_OF_EACH and function in seen:
            item.add_marker(pytest.mark.every)
        seen.add(function)
        if not any(item.get_closest_marker(mark) for mark in ("xdist_group", "slow", "validator", "every")):
            item.add_marker(pytest.mark.xdist_group("rules" if path.startswith("tests/rules/") else path))


# The schema is kept too, whose number names it.
_LOADED: dict[tuple[int, str, int, bytes], tuple[Schema[Any], ContentFile[Any], tuple[Problem, ...]]] = {}


def _load_once(schema: Schema[Any], path: Path, report: Report) -> ContentFile[Any]:
    """What `load_file` returns, once as long as a file does not change."""
    try:
        # A pipe is not to be opened.
        text = path.read_bytes() if path.is_file() else None
    except OSError:
        text = None
    if text is None:
        return load_file(schema, path, report)
    key = id(schema), display_path(path), path.stat().st_mtime_ns, text
    if key not in _LOADED:
        if len(_LOADED) > 200:
            _LOADED.clear()
        own = Report()
        _LOADED[key] = schema, load_file(schema, path, own), own.problems
    _, file, problems = _LOADED[key]
    report.add(problems)
    return file


@pytest.fixture(scope="session", autouse=True)
def files_are_read_once() -> Iterator[None]:
    """A process reads each file of content once, which is most of the time of a check; those changed anew."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("handout_schema", "language_schema", "sheet_schema", "references_schema"):
            patch.setattr(content_folder, name, functools.cache(getattr(content_folder, name)))
        patch.setattr(content_folder, "load_file", _load_once)
        patch.setattr(wordings, "load_file", _load_once)
        yield


def shipped_files() -> list[Path]:
    """The files of the handout, the bibliography and the whole languages."""
    return [
        LOCALES / "handout.yaml",
        LOCALES / "references.yaml",
        *sorted(path for tag in TAGS for path in (LOCALES / tag).glob("*.yaml")),
    ]


@pytest.fixture
def without_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check lays no sheet out, which takes most of its time."""
    monkeypatch.setattr(run, "PAGE_RULES", ())


def copy_shipped(folder: Path) -> Path:
    """The folder, with copies of these files."""
    for path in shipped_files():
        target = folder / path.relative_to(LOCALES)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return folder


@contextlib.contextmanager
def shipped_in_place(name: str, base: Path) -> Iterator[Path]:
    """A copy of the shipped content in a folder that has this name for each test, and is empty again then."""
    folder = base / name
    try:
        yield copy_shipped(folder)
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of the shipped content, to break; without languages that are half translated."""
    return copy_shipped(tmp_path / "locales")
