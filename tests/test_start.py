"""What a command does not use is not imported: counted, for a time depends on the machine."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_cli import content, environment, here

__all__ = ["content", "here"]

REPORT = """\
import sys
from handout.cli import main
try:
    main(sys.argv[1:])
finally:
    sys.stderr.write("\\n".join(sys.modules))
"""

SELDOM = ["json", "multiprocessing", "concurrent", "importlib.metadata", "handout.check", "handout.translate"]
"""What making one document has no use for."""


@pytest.mark.parametrize(
    ("arguments", "most", "unused"),
    [
        (["--help"], 56, ["reportlab", "handout.check", "handout.layout", "handout.pdf"]),
        (["languages"], 48, ["reportlab", "handout.check", "handout.cli.make", "handout.cli.details"]),
        (["completion", "bash"], 44, ["reportlab", "handout.cli.make", "handout.translate", "hashlib"]),
        (["patient-file", "es"], 48, ["reportlab", "handout.cli.make", "handout.translate", "hashlib"]),
        (["make", "es"], 95, ["handout.patient.file", "handout.cli.check", "html"]),
        (["make", "es", "--sheets", "doctor"], 89, ["handout.drawings.body", "handout.cli.translate"]),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else str(value),
)
def test_modules_of_a_command(
    here: Path, content: Path, arguments: list[str], most: int, unused: list[str]
) -> None:
    """A command imports its own modules, no more of the program than it needs, and no library of others."""
    ended = subprocess.run(
        [sys.executable, "-c", REPORT, *arguments],
        cwd=here,
        env=environment(HANDOUT_LOCALES=content),
        capture_output=True,
        check=True,
        text=True,
    )
    modules = ended.stderr.splitlines()
    own = [name for name in modules if name.startswith("handout.")]
    seldom = SELDOM if "make" in arguments else []
    assert [
        name for name in modules for other in [*unused, *seldom] if f"{name}.".startswith(f"{other}.")
    ] == []
    assert len(own) <= most, own
