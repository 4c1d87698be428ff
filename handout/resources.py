"""Where the shipped locales and fonts are."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
# A wheel carries locales/ and fonts/ inside the package; a checkout has them beside it.
IS_INSTALLED = (PACKAGE / "locales").is_dir()
"""Whether the content is inside the package, where nobody should edit it."""
_ROOT = PACKAGE if IS_INSTALLED else PACKAGE.parent

LOCALES = _ROOT / "locales"
FONTS = _ROOT / "fonts"
