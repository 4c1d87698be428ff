"""What the rule `unmade` reports: no text is known that causes it, so the layout is made to fail."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from handout import fonts
from handout.check import trial
from handout.check.run import check_content
from handout.content.file import display_path
from handout.content.folder import ContentFolder, Edition
from handout.errors import RenderError
from tests.rule_kit import CA, RULES_BY_ID, TODAY, checked


def test_a_sheet_that_cannot_be_made_is_reported(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the program fails at a sheet, that is reported beside all else, and the others are checked."""
    make = trial.paginate

    def failing(editions: Sequence[Edition], *arguments: object) -> object:
        if editions[0].sheets[0].id == "doctor":
            raise RenderError("there is no room for this")
        return make(editions, *arguments)  # type: ignore[arg-type]

    rule = RULES_BY_ID["unmade"]
    assert list(rule.check(checked(toy, "ca"))) == []
    monkeypatch.setattr(trial, "paginate", failing)
    (problem,) = set(rule.check(checked(toy, "ca")))
    assert (problem.at.path, problem.message) == (display_path(toy / CA), "there is no room for this")
    assert set(check_content(ContentFolder(toy, fonts.missing), ("ca",), TODAY)) == {problem}
