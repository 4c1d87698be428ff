"""Nothing is fetched or sent: no test has a network, and no run of the program in a process of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_cli import environment


def connect() -> None:
    """Ask this machine itself for something."""
    with socket.socket() as one:
        one.connect(("127.0.0.1", 9))


@pytest.mark.parametrize("attempt", [connect, lambda: socket.getaddrinfo("localhost", 80)])
def test_no_test_has_a_network(attempt: Callable[[], object]) -> None:
    """Sockets are forbidden while tests run."""
    with pytest.raises(RuntimeError, match="no network"):
        attempt()


def test_no_run_has_a_network(tmp_path: Path) -> None:
    """They are forbidden, too, in the processes in which tests run the program."""
    script = "import socket; socket.create_connection(('127.0.0.1', 9))"
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment(), capture_output=True, check=False
    )
    assert ended.returncode == 1
    assert b"no network" in ended.stderr
