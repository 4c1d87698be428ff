"""What keeps a PDF from being written; each message says what to do about it."""

# ruff: noqa: N818 (an error is named for the fact)

from __future__ import annotations


class PdfError(Exception):
    """The base of all errors of this package."""


class WordTooWide(PdfError):
    """A single word is wider than the column it stands in; words are never broken."""

    def __init__(self, word: str, *, available: float, needed: float) -> None:
        self.word, self.available, self.needed = word, available, needed
        super().__init__(
            f"“{word}” needs {needed:.1f} pt and has {available:.1f} pt: "
            "widen the column, lessen the type or choose a shorter word"
        )


class MissingGlyph(PdfError):
    """A face has no drawing for a letter (ISO 14289-1, 7.21.8)."""

    def __init__(self, letters: set[str], font: str) -> None:
        self.letters, self.font = letters, font
        named = ", ".join(f"“{letter}” (U+{ord(letter):04X})" for letter in sorted(letters))
        super().__init__(f"the face {font} has no {named}: use another face for it or another letter")


class TooWide(PdfError):
    """Something that cannot be made narrower is wider than the room it has."""

    def __init__(self, what: str, *, available: float, needed: float) -> None:
        self.what, self.available, self.needed = what, available, needed
        super().__init__(f"{what} is {needed:.1f} pt wide and has {available:.1f} pt: make it narrower")


class DoesNotFit(PdfError):
    """A flowable is higher than an empty frame and cannot be split."""

    def __init__(self, what: str, *, available: float, needed: float) -> None:
        self.what, self.available, self.needed = what, available, needed
        super().__init__(
            f"{what} is {needed:.1f} pt high and an empty page has {available:.1f} pt: "
            "shorten it, or let it be split"
        )


class IrregularTable(PdfError):
    """A row does not fill the columns of its table (ISO 14289-1, 7.5)."""

    def __init__(self, words: str, *, spanned: int, columns: int) -> None:
        super().__init__(
            f"the row “{words}” spans {spanned} of {columns} columns: add cells or let one span more"
        )


class HeadingJump(PdfError):
    """A heading leaves out a level (ISO 14289-1, 7.4.2)."""

    def __init__(self, words: str, *, level: int, previous: int) -> None:
        super().__init__(
            f"the heading “{words}” is of level {level} and follows level {previous}: "
            f"make it H{previous + 1} or add what is missing between"
        )
