"""What the tests of rules share: folders of content to change."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.register_assert_rewrite("tests.rule_kit")

from tests.rule_kit import TOY, Bases  # noqa: E402 - its assertions are rewritten from the line above on


@pytest.fixture(scope="session")
def bases(tmp_path_factory: pytest.TempPathFactory) -> Bases:
    """The folders to begin with, each written and read once."""
    return Bases(tmp_path_factory.mktemp)


@pytest.fixture
def begin(bases: Bases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """A copy of a folder to begin with, to change: always under the same name from the current folder."""
    monkeypatch.chdir(tmp_path)
    return lambda base: shutil.copytree(bases.folder(base), tmp_path / "content")


@pytest.fixture
def toy(begin: Callable[[str], Path]) -> Path:
    """A copy of the toy, to change."""
    return begin(TOY)
