"""Patterns that several rules look for."""

import re

UNITS = "mm|cm|ml|mg|µg|kg|g|h|min|MHz"
"""The units in the sheets, as a part of a regular expression."""

NUMBER = r"\d+(?:[.,]\d+)*"
"""A number with any decimal or thousands separator, as a part of a regular expression."""


def whole_word(word: str, *, plural: bool = False) -> re.Pattern[str]:
    """A word or some words, in small letters or capitals; with *plural* also with an s behind them."""
    return re.compile(rf"(?<!\w){re.escape(word)}{'(?:e?s)?' if plural else ''}(?!\w)", re.IGNORECASE)
