"""The faces: Atkinson Hyperlegible Next, and Noto Sans for letters it lacks."""

import functools
import re
from collections.abc import Iterator
from itertools import groupby

from handout import pdf
from handout.resources import FONTS

REGULAR = str(FONTS / "AtkinsonHyperlegibleNext_400Regular.ttf")
BOLD = str(FONTS / "AtkinsonHyperlegibleNext_700Bold.ttf")
FALLBACK = {
    REGULAR: str(FONTS / "NotoSans_400Regular.ttf"),
    BOLD: str(FONTS / "NotoSans_700Bold.ttf"),
}
"""For letters that a face lacks, and words with combining marks."""

# The marks of the main faces stand on the next letter: they have no width, and nothing moves them back.
MARK = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")


@functools.cache
def register() -> None:
    """Load the main faces; must come before any text is set or measured."""
    for name in FALLBACK:
        pdf.load_font(name)


@functools.cache
def _fallback(name: str) -> str:
    """The face for letters that *name* lacks; reading it takes a while, and most sheets need none."""
    return pdf.load_font(FALLBACK[name])


def missing(text: str) -> set[str]:
    """The letters of *text* that no face can set."""
    register()
    lacking = _lacking(text, REGULAR) | _lacking(text, BOLD)
    return {
        letter for letter in lacking if all(pdf.missing_glyphs(letter, _fallback(font)) for font in FALLBACK)
    }


def faces(text: str, *, strong: bool = False) -> Iterator[tuple[str, str]]:
    """Stretches of *text* with the face that shows them; a word is of one face where it can be."""
    main = BOLD if strong else REGULAR
    if text and not _lacking(text, main):
        yield main, text
        return
    shown = (pair for word in re.findall(r"\s+|\S+", text) for pair in _shown(word, main))
    for face, pairs in groupby(shown, key=lambda pair: pair[0]):
        yield face, "".join(letter for _, letter in pairs)


def _shown(word: str, main: str) -> Iterator[tuple[str, str]]:
    """The letters of a word, each with its face: one for all, or two where neither has them all."""
    lacking = _lacking(word, main)
    whole = bool(lacking) and not pdf.missing_glyphs(word, _fallback(main))
    for letter in word:
        yield (_fallback(main) if whole or letter in lacking else main), letter


def _lacking(text: str, main: str) -> set[str]:
    """The letters that a main face cannot set where they stand."""
    return pdf.missing_glyphs(text, main) | set(MARK.findall(text))
