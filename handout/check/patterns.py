"""Patterns that several rules look for."""

from __future__ import annotations

import re

UNITS = "mm|cm|ml|mg|µg|kg|g|h|min|MHz"
"""The units that stand in the sheets, as a part of a regular expression."""


def whole_word(word: str) -> re.Pattern[str]:
    """A word or some words, in small letters or capitals, perhaps in a plural with s."""
    return re.compile(rf"(?<!\w){re.escape(word)}(?:e?s)?(?!\w)", re.IGNORECASE)
