"""What the rule `missing-sheet` reports, and what looks similar and is right."""

from __future__ import annotations

from pathlib import Path

from handout.content.file import display_path
from handout.errors import Position, Severity
from tests.rule_kit import CA_FORM, EN_FORM, RULES_BY_ID, checked


def test_a_missing_sheet_is_a_warning(toy: Path) -> None:
    """A sheet that English has, and another language does not, is reported where it would begin."""
    rule = RULES_BY_ID["missing-sheet"]
    path = toy / CA_FORM
    assert list(rule.check(checked(toy, "ca"))) == []
    path.unlink()
    (problem,) = rule.check(checked(toy, "ca"))
    assert problem.at == Position(display_path(path))
    assert problem.message == "this sheet is missing"
    assert rule.SEVERITY is Severity.WARNING
    assert list(RULES_BY_ID["shape"].check(checked(toy, "ca"))) == []


def test_a_sheet_of_english_alone_is_no_matter_of_english(toy: Path) -> None:
    """English misses nothing that only another language has."""
    (toy / EN_FORM).unlink()
    assert list(RULES_BY_ID["missing-sheet"].check(checked(toy, "en"))) == []
