"""The faces: Atkinson Hyperlegible Next, and Noto Sans for letters it lacks."""

from __future__ import annotations

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
    """Stretches of *text* with the name of the face that shows them."""
    main = BOLD if strong else REGULAR
    lacking = pdf.missing_glyphs(text, main)
    for fallback, letters in groupby(text, lambda letter: letter in lacking):
        yield (_FALLBACK[main] if fallback else main), "".join(letters)
