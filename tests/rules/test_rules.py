"""What is true of all rules: each is in the list, has an explanation and a file of tests."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import handout
from handout import fonts
from handout.check.explanations import READING, explanations, summaries
from handout.check.rules import RULES
from handout.check.run import check_content
from handout.content.file import display_path
from handout.content.folder import ContentFolder
from handout.errors import Severity
from tests.conftest import CONTENT, SHEETS, TAGS, sample
from tests.rule_kit import REFERENCES, RULES_BY_ID, TODAY, checked

PACKAGE = Path(handout.__file__).parent


@pytest.mark.every
def test_the_toy_is_right(toy: Path) -> None:
    """The folder that most cases begin with has no problem, in both languages."""
    assert check_content(ContentFolder(toy, fonts.missing), ("en", "ca"), TODAY) == ()


def test_every_language_has_every_sheet() -> None:
    """Who gets one of the four languages gets no less than who gets another."""
    assert {"en", "es", "ca", "it"} <= set(TAGS)
    assert {CONTENT.sheets(tag) for tag in TAGS} == {SHEETS}


def test_every_module_is_in_the_list() -> None:
    """A rule whose module is there is checked."""
    modules = {path.stem for path in (PACKAGE / "check" / "rules").glob("*.py")} - {"__init__", "layout"}
    assert modules == {
        rule.__name__.rpartition(".")[2] for rule in RULES if isinstance(rule, type(importlib))
    }


# No mark shows a place in a file that is not there.
@pytest.mark.parametrize("rule", [name for name in RULES_BY_ID if name not in {"unmade", "missing-sheet"}])
def test_every_rule_has_cases(rule: str) -> None:
    """Of each rule its file shows what it reports and what it lets pass."""
    cases = importlib.import_module(f"tests.rules.test_{rule.replace('-', '_')}").CASES
    assert {bool(case.words) for case in cases} == {True, False}


def test_the_ids_of_rules_are_different() -> None:
    """No two rules, nor a rule and what reading reports, have one id."""
    assert len({*RULES_BY_ID, *READING}) == len(RULES) + len(READING)
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", name) for name in RULES_BY_ID)


def test_every_rule_explains_itself() -> None:
    """The first line of its explanation is a sentence, and more follows below."""
    for rule in RULES:
        first, empty, *more = (rule.__doc__ or "").splitlines()
        assert re.fullmatch(r"[A-Z].*[^.]\.", first), rule.ID
        assert empty == "", rule.ID
        assert more, rule.ID


def test_the_summary_of_a_rule_is_a_sentence() -> None:
    """In the list of rules each has one sentence, and a warning is marked as one."""
    assert list(summaries()) == list(explanations())
    for name, summary in summaries().items():
        warns = name in RULES_BY_ID and RULES_BY_ID[name].SEVERITY is Severity.WARNING
        assert summary.startswith("(warning) ") == warns
        assert summary.endswith("."), name
        assert len(summary) < 160, name


WRONG_USES = {
    "rule.chekc(language)": '"Rule" has no attribute "chekc"',
    "rule.SEVERTIY": '"Rule" has no attribute "SEVERTIY"',
    "rule.check(1)": 'incompatible type "int"',
    "patterns_as_rule: Rule = patterns": 'has type Module, variable has type "Rule"',
}
"""Lines of code, and what mypy says of each."""


@pytest.mark.slow
def test_a_wrong_use_of_rules_fails_the_type_check(tmp_path: Path) -> None:
    """A misspelt attribute, a wrong argument and a module that is not a rule are found by mypy."""
    head = (
        "from handout.check import patterns",
        "from handout.check.language import CheckedLanguage",
        "from handout.check.rules import Rule",
        "def use(rule: Rule, language: CheckedLanguage) -> None:",
    )
    (tmp_path / "use.py").write_text("\n    ".join(["\n".join(head), *WRONG_USES]), "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "use.py"]
    ended = subprocess.run(
        command,
        cwd=tmp_path,
        env={"MYPYPATH": str(PACKAGE.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    for number, message in enumerate(WRONG_USES.values(), len(head) + 1):
        pattern = f"(?m)^use.py:{number}: error: .*{message}"
        assert re.search(pattern, ended.stdout), ended.stdout


@pytest.mark.slow
@pytest.mark.parametrize("tag", sample(["ca", "en"]))
@pytest.mark.parametrize(
    "key",
    [
        *("sources_checked", "conventions", "emergency", "address", "readability"),
        *("promises", "spared", "words", "languages"),
    ],
)
def test_what_a_language_lacks_is_reported_alone(toy: Path, key: str, tag: str) -> None:
    """No rule reports, in either language, what only seems wrong while a fact of one is missing."""
    path = toy / tag / "language.yaml"
    text, count = re.subn(rf"(?m)^{key}:.*\n(?: .*\n)*", "", path.read_text("utf-8"))
    assert count == 1
    path.write_text(text, "utf-8")
    (problem,) = check_content(ContentFolder(toy, fonts.missing), ("en", "ca"), TODAY)
    assert (problem.at.path, problem.message) == (display_path(path), f"“{key}” is missing")


def test_what_keeps_a_sheet_from_being_made_is_reported(toy: Path) -> None:
    """Whatever `make` would refuse, `check` has reported."""
    path = toy / REFERENCES
    text = re.sub('    PMID: "(.*)"', r'    DOI: "10.9999/\1"', path.read_text("utf-8"))
    path.write_text(text.replace('    DOI: "10.9999/11"\n', ""), "utf-8")
    refusals = {problem for trial in checked(toy, "en").trials for problem in trial.problems}
    assert refusals
    assert refusals <= set(check_content(ContentFolder(toy, fonts.missing), ("en",), TODAY))


# --- every id under which something is reported ---

SOURCES = {
    path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8")
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.name != "explanations.py" and path.parent.name != "rules"
}
"""All modules but the rules and the explanations."""


def noted(tree: ast.AST) -> Iterator[str]:
    """The ids under which the code notes problems, as far as they stand there."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="Problem"), args=[_, ast.Constant(value=str(rule)), *_]):
                yield rule
            case ast.Call(func=ast.Attribute(attr="note"), args=[_, ast.Constant(value=str(rule)), *_]):
                yield rule
            case ast.Call(func=ast.Attribute(attr="_note"), args=[_, ast.Constant(value=str(rule)), _]):
                yield rule
            case ast.Call(func=ast.Attribute(attr="_refuse"), args=[_, _, ast.Constant(value=str(rule)), *_]):
                yield rule
            case ast.AnnAssign(target=ast.Name(id="rule"), value=ast.Constant(value=str(rule))):
                yield rule
            case ast.Assign(
                targets=[ast.Name(id="rule")],
                value=ast.IfExp(body=ast.Constant(value=str(rule)), orelse=ast.Constant(value=str(other))),
            ):
                yield from (rule, other)
            case ast.Return(value=ast.expr() as value):
                yield from _returned(value)


def _returned(value: ast.expr) -> Iterator[str]:
    """The ids that are returned, each with a message."""
    for node in ast.walk(value):
        match node:
            case ast.Tuple(elts=[ast.Constant(value=str(rule)), ast.Constant(value=str()) | ast.JoinedStr()]):
                if re.fullmatch("[a-z-]+", rule):
                    yield rule


def test_ids_are_found() -> None:
    """The test below has something to look at, of each way to note a problem."""
    found = {name: set(noted(ast.parse(text))) for name, text in SOURCES.items()}
    assert found["files/parse.py"] >= {"file", "size", "encoding", "character", "syntax", "duplicate-key"}
    reading = set().union(*(ids for name, ids in found.items() if name.startswith("files/")))
    assert reading >= {"value", "empty", "pattern", "unknown-name", "wrong-kind", "missing-key"}
    assert found["content/markup.py"] == {"markup"}
    assert found["make/document.py"] == {"overflow", "too-wide", "too-high"}
    assert {"compose.py", "content/language.py", "content/folder.py", "layout/__init__.py"} <= {
        name for name, ids in found.items() if ids
    }


def test_every_id_is_explained() -> None:
    """Whatever is reported of the content, but for personal files, is explained under its id."""
    for name, text in SOURCES.items():
        if not name.startswith("patient/"):
            assert set(noted(ast.parse(text))) <= set(explanations()), name


def test_every_explanation_is_of_an_id() -> None:
    """What is explained is reported somewhere, and the explanation is of sentences."""
    for rule, text in READING.items():
        assert any(f'"{rule}"' in source for source in SOURCES.values()), rule
        assert text.endswith("."), rule
