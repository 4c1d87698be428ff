"""Tests that look at the same document run in one process, which makes it once."""

from __future__ import annotations

import pytest


def test_groups_have_an_effect(request: pytest.FixtureRequest) -> None:
    """pytest-xdist writes the group behind the name of a test, which not every pytest lets it do."""
    by_group = getattr(request.config.option, "loadgroup", False)
    assert "@" in request.node.nodeid or not by_group
