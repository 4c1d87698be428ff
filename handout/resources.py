"""Where the shipped locales and fonts are."""

import shlex
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
# A wheel carries locales/ and fonts/ inside the package; a checkout has them beside it.
IS_INSTALLED = (PACKAGE / "locales").is_dir()
"""Whether the content is inside the package, where nobody should edit it."""
_ROOT = PACKAGE if IS_INSTALLED else PACKAGE.parent

LOCALES = _ROOT / "locales"
FONTS = _ROOT / "fonts"


def command_line(locales: Path, command: str) -> str:
    """A command of the program as it has to be typed for the content in that folder."""
    folder = "" if locales == LOCALES else f"--locales {shlex.quote(str(locales))} "
    return f"handout {folder}{command}"
