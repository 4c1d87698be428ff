"""Where the shipped locales and fonts are."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
# A wheel carries locales/ and fonts/ inside the package; a checkout has them beside it.
_ROOT = _PACKAGE if (_PACKAGE / "locales").is_dir() else _PACKAGE.parent

LOCALES = _ROOT / "locales"
FONTS = _ROOT / "fonts"
