"""What keeps a PDF from being written; each message says what to do about it."""

# ruff: noqa: N818 (an error is named for the fact)

from __future__ import annotations

from collections.abc import Sequence


class PdfError(Exception):
    """The base of all errors of this package.

    A message may hold words of the document. Where these are nobody else's business, the attributes of
    WordTooWide and DoesNotFit tell the place and the sizes without them.
    """


class WordTooWide(PdfError):
    """A single word is wider than the column it stands in; words are never broken.

    *element* is the Element it belongs to; None for decoration.
    """

    def __init__(self, word: str, *, available: float, needed: float, element: object = None) -> None:
        self.word, self.available, self.needed, self.element = word, available, needed, element
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
    """A flowable is higher than an empty frame and cannot be split.

    *element* is the Element it makes, or the first one in it that there is; None when all is decoration.
    """

    def __init__(self, what: str, *, available: float, needed: float, element: object = None) -> None:
        self.what, self.available, self.needed, self.element = what, available, needed, element
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


class Misplaced(PdfError):
    """An element's role is unknown, or cannot stand where it does (ISO 14289-1, 7.1 and 7.2)."""

    def __init__(self, role: str, parent: str | None, allowed: Sequence[str]) -> None:
        where = f"in {parent}" if parent else "without a parent"
        advice = (
            f"put it in {' or '.join(allowed)}" if allowed else "only Document stands alone; use a known role"
        )
        super().__init__(f"{role} cannot stand {where}: {advice}")


class MissingAlternative(PdfError):
    """A drawing has no text for who does not see it (ISO 14289-1, 7.3)."""

    def __init__(self, role: str) -> None:
        super().__init__(
            f"a {role} has no alternative text: give its element alt=, or draw it as an artifact"
        )


class MissingForm(PdfError):
    """A Form is no field, or a field is no Form (ISO 32000-1, 14.8.4.5)."""

    def __init__(self, role: str) -> None:
        advice = "say with form= what is filled in" if role == "Form" else "leave out form= or make it a Form"
        super().__init__(f"a {role} {'without' if role == 'Form' else 'with'} a form: {advice}")


class MissingLanguage(PdfError):
    """Nobody says in which language an alternative text is (ISO 14289-1, 7.2)."""

    def __init__(self, words: str) -> None:
        super().__init__(f"“{words}” is in no language: give its element, or the Document, lang=")


class BadLanguage(PdfError):
    """A language is not told as BCP 47 tells it."""

    def __init__(self, tag: str) -> None:
        super().__init__(f"“{tag}” is no language: use a tag like “en” or “pt-BR”")


class MissingTitle(PdfError):
    """A document has no title (ISO 14289-1, 7.1)."""

    def __init__(self) -> None:
        super().__init__("the document has no title: give it title=")


class Untagged(PdfError):
    """Something is drawn that belongs to no element and is no artifact (ISO 14289-1, 7.1)."""

    def __init__(self, what: str, where: str) -> None:
        super().__init__(
            f"{what} is drawn {where}: draw it inside canvas.tagged(element) or canvas.artifact()"
        )


class UntaggedImage(PdfError):
    """An image is drawn outside a figure, where it has no alternative text (ISO 14289-1, 7.3)."""

    def __init__(self, where: str) -> None:
        super().__init__(f"an image is drawn {where}: draw it inside a Figure with an alt, or as an artifact")


class ForeignAnnotation(PdfError):
    """An annotation was made that no element knows of (ISO 14289-1, 7.18.1)."""

    def __init__(self, page: int) -> None:
        super().__init__(f"page {page + 1} has an annotation of ReportLab’s: give a Run an href instead")


class LinkWithoutTarget(PdfError):
    """A Link leads nowhere (ISO 14289-1, 7.18.5)."""

    def __init__(self, words: str) -> None:
        super().__init__(f"the link {words} leads nowhere: give a Run an href, or call canvas.link")


class UnembeddedFont(PdfError):
    """A face is used that is not in the file (ISO 14289-1, 7.21.4.1)."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the face {name} is not embedded: use one of register_font")
