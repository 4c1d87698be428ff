"""Content with one mistake in it: what is changed in which file, and where that has to be told."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from handout import fonts
from handout.check import run as check
from handout.check.language import Subject, subjects
from handout.content.file import display_path
from handout.content.folder import SHEETS, Library
from handout.content.words import REFERENCE
from handout.errors import Position, Problem
from handout.files.report import Report
from handout.resources import LOCALES
from handout.translate import approve, wordings
from tests import small_content, toy_kit

TODAY = datetime.date(2026, 11, 20)
MARK = "¦"
"""Stands in a text before the place where a problem has to be told."""

RULES: dict[str, ModuleType] = {rule.ID: rule for rule in (*check.RULES, *check.PROVING)}

TOY, SHIPPED = "toy", "shipped"
"""Folders to begin with; so is the tag of a shipped language: a sheet with the facts of that language."""


@dataclass(frozen=True)
class Edit:
    """A change of a file."""

    file: str
    old: str
    """What stands there once; nothing for the end of the file, or a new one."""
    new: str


@dataclass(frozen=True)
class Case:
    """A change of a folder in which a rule has nothing to tell, and what of each problem the rule then tells.

    Marks in the changed files are the places of the problems.
    """

    rule: str
    base: str
    tag: str
    """The language that is looked at."""
    given: tuple[Edit, ...]
    """What the folder has beyond its base."""
    edits: tuple[Edit, ...]
    words: tuple[str, ...] = ()
    """A part of each problem in turn, or of all; nothing where nothing is to be told."""

    def __str__(self) -> str:
        return self.rule


def wrong(
    rule: str,
    file: str,
    old: str,
    new: str,
    *words: str,
    at: Sequence[tuple[str, str]] = (),
    given: Sequence[tuple[str, str, str]] = (),
    base: str = TOY,
    tag: str = "",
) -> Case:
    """A mistake, told where marks stand in the new text, or in *at*: texts of files after the change."""
    marks = (Edit(name, text.replace(MARK, ""), text) for name, text in at)
    edits = (Edit(file, old, new), *marks)
    return Case(rule, base, tag or _tag(file), _edits(given), edits, words)


def right(
    rule: str,
    file: str,
    old: str,
    new: str,
    *,
    given: Sequence[tuple[str, str, str]] = (),
    base: str = TOY,
    tag: str = "",
) -> Case:
    """What looks like a mistake and is none."""
    return Case(rule, base, tag or _tag(file), _edits(given), (Edit(file, old, new),))


def typed(rule: str, tag: str, text: str, *words: str) -> Case:
    """A text of a sheet in a shipped language; without words nothing is to be told of it."""
    edit = Edit(f"{tag}/doctor.yaml", "about: What it is", f"about: >-\n  {text}")
    return Case(rule, tag, tag, (), (edit,), words)


def _tag(file: str) -> str:
    return file.split("/")[0] if "/" in file else REFERENCE


def _edits(given: Sequence[tuple[str, str, str]]) -> tuple[Edit, ...]:
    return tuple(Edit(*one) for one in given)


def build(base: str, folder: Path) -> Path:
    """The folder, filled with what a case begins with."""
    if base == TOY:
        _build_toy(folder)
    elif base == SHIPPED:
        shutil.copytree(LOCALES, folder, ignore=shutil.ignore_patterns("*.json"), dirs_exist_ok=True)
    else:
        small_content.write(folder, base)
        for sheet in SHEETS[1:]:
            (folder / base / f"{sheet}.yaml").unlink()
        shutil.copy(LOCALES / base / "language.yaml", folder / base)
    return folder


def _build_toy(folder: Path) -> None:
    """The toy with its sheet to fill in; its English texts are remembered."""
    for source in (toy_kit.FOLDER, toy_kit.FOLDER.with_name("toy-forms")):
        shutil.copytree(source, folder, dirs_exist_ok=True)
    report = Report()
    library = Library(folder)
    english, catalan = (library.files(tag, report) for tag in (toy_kit.EN, toy_kit.CA))
    found = wordings.text(approve.record(catalan, english, {}).wordings)
    (folder / toy_kit.CA / wordings.FILE).write_text(found, encoding="utf-8")


def edit(folder: Path, edits: Sequence[Edit]) -> list[Position]:
    """Change files; the places of the marks that came into them."""
    texts: dict[Path, str] = {}
    for one in edits:
        path = folder / one.file
        text = texts[path] if path in texts else _text(path)
        assert not one.old or text.count(one.old) == 1, f"{one.old!r} stands {text.count(one.old)} times"
        texts[path] = text.replace(one.old, one.new) if one.old else text + one.new
    for path, text in texts.items():
        path.write_text(text.replace(MARK, ""), encoding="utf-8")
    return sorted(place for path, text in texts.items() for place in _marked(path, text))


def _text(path: Path) -> str:
    """What stands in a file; nothing where it is not there yet."""
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _marked(path: Path, text: str) -> list[Position]:
    places = []
    before = ""
    for part in text.split(MARK)[:-1]:
        before += part
        places.append(Position(display_path(path), before.count("\n") + 1, len(before) - before.rfind("\n")))
    return places


def subject(folder: Path, tag: str, report: Report | None = None) -> Subject:
    """A language as the rules get it; problems of reading it are noted."""
    library = Library(folder, fonts.missing, draft=True)
    return subjects(library, (tag,), Report() if report is None else report, TODAY)[0]


def told(folder: Path, case: Case) -> list[Problem]:
    """What the rule tells, by place."""
    return sorted(set(RULES[case.rule].check(subject(folder, case.tag))))


def read(folder: Path, case: Case) -> tuple[Problem, ...]:
    """What reading tells of the language, and of the reference."""
    report = Report()
    for tag in dict.fromkeys((case.tag, REFERENCE)):
        if (folder / tag).exists():
            subject(folder, tag, report)
    return report.problems
