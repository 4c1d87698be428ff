"""The faces: Atkinson Hyperlegible Next, and Noto Sans for letters it lacks."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import groupby

from handout import pdf
from handout.resources import FONTS

REGULAR = "Atkinson Hyperlegible Next"
BOLD = "Atkinson Hyperlegible Next Bold"
_FALLBACK = {REGULAR: "Noto Sans", BOLD: "Noto Sans Bold"}
_FILES = {
    REGULAR: "AtkinsonHyperlegibleNext_400Regular.ttf",
    BOLD: "AtkinsonHyperlegibleNext_700Bold.ttf",
    "Noto Sans": "NotoSans_400Regular.ttf",
    "Noto Sans Bold": "NotoSans_700Bold.ttf",
}


@functools.cache
def register() -> None:
    """Make the faces known; must come before any text is set or measured."""
    for name, file in _FILES.items():
        pdf.register_font(name, FONTS / file)


def missing(text: str) -> set[str]:
    """The letters of *text* that no face has."""
    register()
    lacking = pdf.missing_glyphs(text, REGULAR) | pdf.missing_glyphs(text, BOLD)
    return {
        letter for letter in lacking if all(pdf.missing_glyphs(letter, face) for face in _FALLBACK.values())
    }


def faces(text: str, *, strong: bool = False) -> Iterator[tuple[str, str]]:
    """Stretches of *text* with the face that shows them; a word is of one face where it can be."""
    main = BOLD if strong else REGULAR
    if text and not pdf.missing_glyphs(text, main):
        yield main, text
        return
    shown = (pair for word in re.findall(r"\s+|\S+", text) for pair in _shown(word, main))
    for face, pairs in groupby(shown, key=lambda pair: pair[0]):
        yield face, "".join(letter for _, letter in pairs)


def _shown(word: str, main: str) -> Iterator[tuple[str, str]]:
    """The letters of a word, each with its face: one for all, or two where neither has them all."""
    fallback, lacking = _FALLBACK[main], pdf.missing_glyphs(word, main)
    whole = bool(lacking) and not pdf.missing_glyphs(word, fallback)
    for letter in word:
        yield (fallback if whole or letter in lacking else main), letter
