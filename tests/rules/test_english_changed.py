"""What the rule `english-changed` reports, and what looks similar and is right."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest

from handout.check.language import CheckedLanguage
from handout.content.file import display_path
from handout.errors import Position, Problem
from handout.translate.approve import approve
from handout.translate.wordings import Wording
from tests.rule_kit import (
    CA,
    CA_FACTS,
    CA_FORM,
    EN,
    EN_FACTS,
    EN_FORM,
    MADE_FROM,
    RULES_BY_ID,
    Edit,
    checked,
    edit,
    right,
    rule_tests,
    wrong,
)

# The fingerprint of “The gate that squeaks”.
TITLE = hashlib.sha256(b"The gate that squeaks").hexdigest()[:12]

CASES = [
    wrong(
        EN,
        "title: The gate that squeaks",
        "title: The gate that sings",
        "to “The gate that sings”; compare the two, then run “handout --locales ",
        at=[(CA, "title: ¦Una")],
        tag="ca",
    ),
    wrong(EN, "Rust grows", "Rust sings", "wet/text”", at=[(CA, "text: ¦El rovell")], tag="ca"),
    wrong(
        EN,
        "the neighbours rise",
        "the neighbours sing",
        "leave/cells/2”",
        at=[(CA, "[No fer-hi res, ¦els")],
        tag="ca",
    ),
    wrong(EN, "psis: hinge", "psis: latch", "figure-1/labels/psis”", at=[(CA, "psis: ¦frontissa")], tag="ca"),
    wrong(EN, " [@greek2006]", "", "has changed", at=[(CA, "text: ¦>-\n              L’oli")], tag="ca"),
    wrong(
        EN_FORM,
        "tick: wet",
        "tick: moist",
        "visit/wet/tick”",
        at=[(CA_FORM, "tick: ¦mullada")],
        tag="ca",
    ),
    wrong(
        EN_FACTS,
        "box: box to tick",
        "box: box to draw",
        "words/box”",
        at=[(CA_FACTS, "box: ¦casella")],
        tag="ca",
    ),
    wrong(
        EN,
        "title: The gate",
        "title: A gate",
        "has changed",
        at=[(CA, "title: ¦(translate)")],
        tag="ca",
        given=[(CA, "title: Una porta que grinyola", "title: (translate) The gate that squeaks")],
    ),
    wrong(
        MADE_FROM,
        f"  title: {TITLE}\n",
        "",
        "this text is new in English: “The gate that squeaks”",
        at=[(CA, "title: ¦Una")],
    ),
    right(
        EN,
        "about: For the locksmith, from the gate. Nothing",
        "about: >-\n  For the locksmith,\n  from the gate.\n  Nothing",
        tag="ca",
    ),
    right(EN_FACTS, "in the United Kingdom", "in Great Britain", tag="ca"),
    right(EN_FACTS, "[January,", "[Jan,", tag="ca"),
    right(CA, "title: Una", "title: La"),
    right(EN, "title: The gate", "title: A gate"),
    right(
        CA,
        "title: Una porta que grinyola",
        "title: (translate) A gate that squeaks",
        given=[(EN, "title: The gate", "title: A gate")],
    ),
    wrong(
        EN,
        "its hinge 65",
        "its bolt 65",
        "from “… behind, with its hinge 65 to 80 …” to “… behind, with its bolt 65",
        at=[(CA, "alt: ¦La porta")],
        tag="ca",
    ),
    right(CA_FACTS, "place: a tota la Unió", "place: (translate) in the Union"),
    right(CA, "id: wet\n            text: El", "id: damp\n            text: (translate) El"),
]

test_mistakes, test_no_mistakes = rule_tests("english-changed", CASES)


check = RULES_BY_ID["english-changed"].check


def test_without_recorded_wordings_nothing_is_compared(toy: Path) -> None:
    """Where the file with the English wordings is missing, that alone is reported, once."""
    (toy / MADE_FROM).unlink()
    edit(toy, [Edit(EN, "title: The gate", "title: A gate")])
    (problem,) = check(checked(toy, "ca"))
    assert problem.at == Position(display_path(toy / CA_FACTS))
    assert "made-from.yaml is missing" in problem.message
    assert " approve ca”" in problem.hint


def outdated(folder: Path) -> CheckedLanguage:
    """The Catalan toy, as if each English text had been different when it was translated."""
    language = checked(folder, "ca")
    wordings = language.wordings or {}
    old = {
        name: {key: Wording("0" * 12, f"Formerly {wording.text}") for key, wording in texts.items()}
        for name, texts in wordings.items()
    }
    return replace(language, wordings=old)


def approved(language: CheckedLanguage, problem: Problem) -> CheckedLanguage:
    """The language after the command that the hint of a problem gives."""
    command = re.search(r"“handout --locales \S+ approve ca (\S+)”", problem.hint)
    assert command, problem
    assert language.original
    approval = approve(
        language.folder.files, language.original.folder.files, language.wordings or {}, command.groups()
    )
    return replace(language, wordings=approval.wordings)


@pytest.mark.every
def test_the_command_of_a_hint_ends_its_warning_alone(toy: Path) -> None:
    """The id in the hint leads to that text, and to no other that nobody has compared."""
    language = outdated(toy)
    problems = set(check(language))
    assert len(problems) == sum(map(len, (language.wordings or {}).values())) > 60
    ended = {problem: problems - set(check(approved(language, problem))) for problem in problems}
    assert {problem: others for problem, others in ended.items() if others != {problem}} == {}
