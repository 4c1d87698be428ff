"""Content with one mistake in it: what is changed in which file, and where a rule has to report that."""

from __future__ import annotations

import datetime
import functools
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from handout import fonts
from handout.check.language import CheckedLanguage, checked_language, checked_languages
from handout.check.rules import RULES, Rule
from handout.content.file import display_path
from handout.content.folder import MADE_FROM as MADE_FROM_NAME
from handout.content.folder import WORDINGS, ContentFolder
from handout.errors import Position, Problem
from handout.files.report import Report
from handout.patient.fields import COMMENTS
from handout.patient.values import VOCABULARIES
from handout.resources import LOCALES
from handout.translate import approve, wordings
from tests import small_content, toy_kit
from tests.conftest import SHEETS, copy_shipped

TODAY = datetime.date(2026, 11, 20)
MARK = "¦"
"""Stands in a text before the place where a problem has to be reported."""

RULES_BY_ID: dict[str, Rule] = {rule.ID: rule for rule in RULES}

TOY, SHIPPED = "toy", "shipped"
"""Folders to begin with; so is the tag of a shipped language: a sheet with the facts of that language."""

EN, EN_FORM, EN_FACTS = "en/doctor.yaml", "en/visit.yaml", "en/language.yaml"
CA, CA_FORM, CA_FACTS = "ca/doctor.yaml", "ca/visit.yaml", "ca/language.yaml"
REFERENCE = "en"
REFERENCES, MADE_FROM = "references.yaml", "ca/made-from.yaml"


def choices(tag: str) -> str:
    """The words for what a personal file can say, for the end of a ``language.yaml``."""
    lines = ["choices:"]
    for vocabulary, names in VOCABULARIES.items():
        lines += [f"  {vocabulary}:", *(f'    "{name}": {tag} {name}' for name in names)]
    return "\n".join([*lines, ""])


def comments(tag: str) -> str:
    """The words that explain a personal file, for the end of a ``language.yaml``."""
    lines = (f"  {name}: {tag} {name.replace('.', '/')}" for name in COMMENTS)
    return "\n".join(["patient-file:", *lines, ""])


PERSONAL = tuple(
    (file, "", choices(tag) + comments(tag)) for file, tag in ((EN_FACTS, "en"), (CA_FACTS, "ca"))
)

_ANSWER = "            answer: [{id: words, write: line}]\n"
WISHES = f"            text: My wishes\n            lines: 2\n{_ANSWER}"
LONG_WORD = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 3


def fields(*lines: int, marked: int | None = None) -> str:
    """The end of the form on the front of the English sheet to fill in, with further fields."""
    added = (
        f"          - {MARK if number == marked else ''}id: hope-{number}\n"
        f"            text: My hopes\n            lines: {count}\n{_ANSWER}"
        for number, count in enumerate(lines, 1)
    )
    return WISHES + "".join(added)


@dataclass(frozen=True)
class Edit:
    """A change of a file."""

    file: str
    old: str
    """Stands there once; nothing for the end of the file, or a new one."""
    new: str


@dataclass(frozen=True)
class Case:
    """A change of a folder in which a rule reports nothing, and a part of each problem it then reports.

    Marks in the changed files are the places of the problems.
    """

    base: str
    tag: str
    """The language that is checked."""
    preparation: tuple[Edit, ...]
    """What the folder has beyond its base."""
    edits: tuple[Edit, ...]
    words: tuple[str, ...] = ()
    """A part of each problem in turn, or of all; nothing where nothing is to be reported."""
    rule: str = ""
    """Where it is not that of the whole list."""

    def changes(self, start: str) -> bool:
        """Whether a file is changed whose name begins so."""
        return any(edit.file.startswith(start) for edit in (*self.preparation, *self.edits))


def wrong(
    file: str,
    old: str,
    new: str,
    *words: str,
    at: Sequence[tuple[str, str]] = (),
    given: Sequence[tuple[str, str, str]] = (),
    base: str = TOY,
    tag: str = "",
    rule: str = "",
) -> Case:
    """A mistake, reported where marks are in the new text, or in *at*: texts of files after the change."""
    marks = (Edit(name, text.replace(MARK, ""), text) for name, text in at)
    return Case(base, tag or _tag(file), _edits(given), (Edit(file, old, new), *marks), words, rule)


def right(
    file: str,
    old: str,
    new: str,
    *,
    given: Sequence[tuple[str, str, str]] = (),
    base: str = TOY,
    tag: str = "",
) -> Case:
    """What looks like a mistake but is right."""
    return Case(base, tag or _tag(file), _edits(given), (Edit(file, old, new),))


def typed(tag: str, text: str, *words: str) -> Case:
    """A text of a sheet in a shipped language; without words nothing is to be reported of it."""
    edit = Edit(f"{tag}/doctor.yaml", "about: What it is", f"about: >-\n  {text}")
    return Case(tag, tag, (), (edit,), words)


def _tag(file: str) -> str:
    return file.split("/")[0] if "/" in file else REFERENCE


def _edits(given: Sequence[tuple[str, str, str]]) -> tuple[Edit, ...]:
    return tuple(Edit(*change) for change in given)


class Bases:
    """The folders to begin with, each written once; what is unchanged in them is read once."""

    def __init__(self, new_folder: Callable[[str], Path]) -> None:
        self._new_folder = new_folder
        self.folder = functools.cache(self._folder)
        self.language = functools.cache(self._language)
        self.reports_nothing = functools.cache(self._reports_nothing)

    def _folder(self, base: str) -> Path:
        return _build(base, self._new_folder(base))

    def _language(self, base: str, tag: str) -> CheckedLanguage:
        return checked(self.folder(base), tag)

    def _reports_nothing(self, base: str, tag: str, rule: str) -> bool:
        return list(RULES_BY_ID[rule].check(self.language(base, tag))) == []

    def checked(self, folder: Path, case: Case, report: Report) -> CheckedLanguage:
        """The language of a case in a copy of its base, beside the original of the base where no edit is."""
        originals = self.folder(case.base) / REFERENCE
        if case.tag == REFERENCE or not originals.exists() or case.changes("en/") or case.changes(REFERENCES):
            return checked(folder, case.tag, report)
        original = self.language(case.base, REFERENCE)
        language = checked_language(
            _content(folder),
            case.tag,
            report,
            references=original.references,
            references_valid=original.references_valid,
            today=TODAY,
        )
        return replace(language, original=original)


def _build(base: str, folder: Path) -> Path:
    """The folder, filled with what a case begins with."""
    if base == TOY:
        _build_toy(folder)
    elif base == SHIPPED:
        copy_shipped(folder)
    else:
        small_content.write(folder, base)
        for sheet in SHEETS[1:]:
            (folder / base / f"{sheet}.yaml").unlink()
        shutil.copy(LOCALES / base / "language.yaml", folder / base)
    return folder


def _build_toy(folder: Path) -> None:
    """The toy with its sheet to fill in; its English texts are recorded."""
    for source in (toy_kit.FOLDER, toy_kit.FOLDER.with_name("toy-forms")):
        shutil.copytree(source, folder, dirs_exist_ok=True)
    report = Report()
    content = ContentFolder(folder)
    english, catalan = (content.load(tag, report).files for tag in (toy_kit.EN, toy_kit.CA))
    approved = approve.approve(catalan, english, {}).wordings
    content.path(toy_kit.CA, MADE_FROM_NAME).write_text(wordings.made_from_yaml(approved), encoding="utf-8")
    content.path(toy_kit.EN, WORDINGS).write_text(wordings.wordings_yaml([approved]), encoding="utf-8")


def edit(folder: Path, edits: Sequence[Edit]) -> list[Position]:
    """Change files; the places of the marks that came into them."""
    texts: dict[Path, str] = {}
    for change in edits:
        path = folder / change.file
        text = texts[path] if path in texts else _text(path)
        count = text.count(change.old)
        assert not change.old or count == 1, f"{change.old!r} is there {count} times"
        texts[path] = text.replace(change.old, change.new) if change.old else text + change.new
    for path, text in texts.items():
        path.write_text(text.replace(MARK, ""), encoding="utf-8")
    return sorted(place for path, text in texts.items() for place in _marked(path, text))


def _text(path: Path) -> str:
    """The text of a file; nothing where it does not exist yet."""
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _marked(path: Path, text: str) -> list[Position]:
    places = []
    before = ""
    for part in text.split(MARK)[:-1]:
        before += part
        places.append(Position(display_path(path), before.count("\n") + 1, len(before) - before.rfind("\n")))
    return places


def _content(folder: Path) -> ContentFolder:
    return ContentFolder(folder, fonts.missing, draft=True)


def checked(folder: Path, tag: str, report: Report | None = None) -> CheckedLanguage:
    """A language as the rules get it; problems of reading it and its original are noted."""
    tags = [name for name in dict.fromkeys((tag, REFERENCE)) if (folder / name).exists()]
    report = Report() if report is None else report
    return checked_languages(_content(folder), tuple(tags), report, TODAY)[0]


def agree(problems: Sequence[Problem], places: Sequence[Position], case: Case, rule: str) -> None:
    """The problems are those of the case at these places, in its words."""
    assert [problem.at for problem in problems] == places, problems
    words = case.words if len(case.words) == len(problems) else case.words * len(problems)
    for problem, part in zip(problems, words, strict=True):
        assert part in f"{problem.message}; {problem.hint}"
        assert problem.rule == rule


def rule_tests(rule: str, cases: Sequence[Case]) -> tuple[Callable[..., None], Callable[..., None]]:
    """Two tests of a rule: of the mistakes it reports, and of what it lets pass."""
    check = RULES_BY_ID[rule].check

    @pytest.mark.parametrize("case", [case for case in cases if case.words], ids=lambda case: case.tag)
    def test_mistakes(bases: Bases, begin: Callable[[str], Path], case: Case) -> None:
        """The rule reports nothing before the mistake, and then just that, at its place."""
        folder = begin(case.base)
        if case.preparation:
            edit(folder, case.preparation)
            assert list(check(checked(folder, case.tag))) == []
        else:
            assert bases.reports_nothing(case.base, case.tag, rule)
        places = edit(folder, case.edits)
        agree(sorted(set(check(bases.checked(folder, case, Report())))), places, case, rule)

    @pytest.mark.parametrize("case", [case for case in cases if not case.words], ids=lambda case: case.tag)
    def test_no_mistakes(bases: Bases, begin: Callable[[str], Path], case: Case) -> None:
        """The rule reports nothing of what is right, in files that can be read."""
        folder = begin(case.base)
        edit(folder, [*case.preparation, *case.edits])
        report = Report()
        assert list(check(bases.checked(folder, case, report))) == []
        assert report.problems == ()

    return test_mistakes, test_no_mistakes


def mistakes_of_reading(cases: Sequence[Case]) -> Callable[..., None]:
    """A test of mistakes that are reported while files are read."""

    @pytest.mark.parametrize("case", cases, ids=lambda case: case.rule)
    def test_mistakes(begin: Callable[[str], Path], case: Case) -> None:
        """What no rule has to look for is reported at its place too."""
        folder = begin(case.base)
        edit(folder, case.preparation)
        before, after = Report(), Report()
        checked(folder, case.tag, before)
        assert before.problems == ()
        places = edit(folder, case.edits)
        checked(folder, case.tag, after)
        problems = [problem for problem in after.problems if problem.rule == case.rule]
        agree(problems, places, case, case.rule)

    return test_mistakes
