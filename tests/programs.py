"""The programs outside Python that some tests need."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import NoReturn

import pytest


def require(program: str, *, package: str) -> None:
    """Go on only where *program* is installed; *package* is Debian's name for what brings it.

    Without it the test is skipped on a user's machine, and fails where CI=true stands in the environment.
    """
    if shutil.which(program) is None:
        lacking(f"the program {program} is missing (Debian: {package})")


def require_readers(*languages: str) -> None:
    """Go on only where tesseract is installed with the data of *languages*, by its own names (“eng”)."""
    require("tesseract", package="tesseract-ocr")
    told = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True).stdout
    for language in languages:
        if language not in told.split():
            lacking(f"tesseract has no data for {language} (Debian: tesseract-ocr-{language})")


def lacking(message: str) -> NoReturn:
    """Skip the test on a user's machine; fail where CI=true stands in the environment."""
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)
