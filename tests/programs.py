"""The programs outside Python that some tests need."""

from __future__ import annotations

import shutil
import subprocess

import pytest


def require(program: str, *, package: str) -> None:
    """Go on only where *program* is installed; *package* is Debian's name for what brings it."""
    if shutil.which(program) is None:
        pytest.skip(f"the program {program} is missing (Debian: {package})")


def require_readers(*languages: str) -> None:
    """Go on only where tesseract is installed with the data of *languages*, by its own names (“eng”)."""
    require("tesseract", package="tesseract-ocr")
    told = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True).stdout
    for language in languages:
        if language not in told.split():
            pytest.skip(f"tesseract has no data for {language} (Debian: tesseract-ocr-{language})")
