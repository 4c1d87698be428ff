"""What keeps a PDF from being written; each message says what to do about it.

A PdfError that is no Violation is raised at once: with a word wider than its column or a table wider than the
page there is no layout to go on with. Every Violation of a document is collected while it is drawn, and
ConformanceError raises them together.
"""

# ruff: noqa: N818 (an error is named for the fact)

from collections.abc import Iterable, Sequence
from typing import ClassVar

_UA = "ISO 14289-1, "


class PdfError(Exception):
    """The base of all errors of this package.

    A message may hold words of the document. Where these are nobody else's business, the attributes of
    WordTooWide, DoesNotFit and Violation tell the place and the sizes without them.
    """


class WordTooWide(PdfError):
    """A single word is wider than the column it stands in; words are never broken.

    *element* is the Element it belongs to; None for decoration.
    """

    def __init__(self, word: str, *, available: float, needed: float, element: object = None) -> None:
        self.word, self.available, self.needed, self.element = word, available, needed, element
        super().__init__(
            f"“{word}” needs {needed:.1f} pt and has {available:.1f} pt: "
            "widen the column, reduce the font size or choose a shorter word"
        )


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


class FontError(PdfError):
    """A font is used that was not loaded, or two fonts of one document call themselves the same."""


class Violation(PdfError):
    """What the standard forbids, in one place of a document.

    A class says its *clause*, and its *text* with names in braces, which are the arguments it is made with.
    *page* counts from 0; None where it is not of one page. *element* is the Element it is about; None where
    there is none.
    """

    clause: ClassVar[str]
    text: ClassVar[str]

    def __init__(self, **values: object) -> None:
        self.page: int | None = None
        self.element: object = None
        super().__init__(self.text.format(**values))

    def __str__(self) -> str:
        """The page, what is wrong and what to do about it, the clause."""
        place = "" if self.page is None else f"page {self.page + 1}: "
        return f"{place}{super().__str__()} ({self.clause})"


class ConformanceError(PdfError):
    """The file would not be what it claims to be; *violations* are all there are, in the order of pages."""

    def __init__(self, violations: Iterable[Violation]) -> None:
        # A page may hold the same thing a hundred times.
        different = {(str(violation), violation.element): violation for violation in violations}
        self.violations = tuple(
            sorted(different.values(), key=lambda violation: -1 if violation.page is None else violation.page)
        )
        super().__init__("\n".join(dict.fromkeys(map(str, self.violations))))


class MissingGlyph(Violation):
    """A font has no drawing for some letters."""

    clause = _UA + "7.21.8"
    text = "the font {font} has no glyph for {names}: use another font or another letter"

    def __init__(self, letters: set[str], font: str) -> None:
        names = ", ".join(f"“{letter}” (U+{ord(letter):04X})" for letter in sorted(letters))
        super().__init__(font=font, names=names)


class IrregularTable(Violation):
    """A row does not fill the columns of its table, or has more."""

    clause = _UA + "7.5"
    text = (
        "the row “{words}” spans {spanned} of {columns} columns: "
        "add or remove cells, or change how many columns one spans"
    )


class HeadingJump(Violation):
    """A heading leaves out a level."""

    clause = _UA + "7.4.2"
    text = (
        "the heading “{words}” is of level {level} and follows level {previous}: "
        "make it H{next} or add the heading that is missing between"
    )


class Misplaced(Violation):
    """An element's role is unknown, or cannot stand where it does."""

    clause = _UA + "7.1 and 7.2"
    text = "{role} cannot stand {where}: {advice}"

    def __init__(self, role: str, parent: str | None, allowed: Sequence[str]) -> None:
        where = f"in {parent}" if parent else "without a parent"
        unknown_role = "only Document stands alone; use a known role"
        advice = f"put it in {' or '.join(allowed)}" if allowed else unknown_role
        super().__init__(role=role, where=where, advice=advice)


class MissingAlternative(Violation):
    """A drawing has no text for readers who cannot see it."""

    clause = _UA + "7.3"
    text = "a {role} has no alternative text: give its element alt=, or draw it as an artifact"


class MissingForm(Violation):
    """A Form does not say what is filled in, or another element does."""

    clause = "ISO 32000-1, 14.8.5.6"
    text = "a {role} {fault}"

    def __init__(self, role: str) -> None:
        super().__init__(role=role, fault=_FORM_WITHOUT if role == "Form" else _OTHER_WITH)


_FORM_WITHOUT = "does not say what is filled in: give its element form="
_OTHER_WITH = "has form=, which only a Form has: leave it out, or make it a Form"


class UnfitFieldName(Violation):
    """A field has no name, or the state of a box none that a file can hold."""

    clause = "ISO 32000-1, 12.7.3.2"
    text = "“{name}” names no field nor a state: use letters, digits and hyphens, and dots between levels"


class TwoMeanings(Violation):
    """Places of one name are not one field, or a field has the name of a level."""

    clause = "ISO 32000-1, 12.7.3.2"
    text = "{name} names different fields, or a field and a level: give each a name of its own"


class NestedField(Violation):
    """A field is part of a drawing, whose alternative text would be read in its stead."""

    clause = _UA + "7.18.4"
    text = "the field {name} stands in a {role}: put it beside the drawing"


class MissingLanguage(Violation):
    """No element says in which language an alternative text is."""

    clause = _UA + "7.2"
    text = "the alternative text “{words}” has no language: give its element, or the Document, lang="


class BadLanguage(Violation):
    """A language is not a tag of BCP 47."""

    clause = _UA + "7.2"
    text = "“{tag}” is not a language tag: use one like “en” or “pt-BR”"


class MissingTitle(Violation):
    """A document has no title, or one of spaces."""

    clause = _UA + "7.1"
    text = "the document has no title: give it title="


class Untagged(Violation):
    """Something is drawn that belongs to no element and is no artifact."""

    clause = _UA + "7.1"
    text = "{what} is drawn {where}: draw it inside canvas.tagged(element) or canvas.artifact()"


class UntaggedImage(Violation):
    """An image is drawn outside a figure, where it has no alternative text."""

    clause = _UA + "7.3"
    text = "an image is drawn {where}: draw it inside a Figure with an alt, or as an artifact"


class ForeignAnnotation(Violation):
    """An annotation was made that belongs to no element."""

    clause = _UA + "7.18.1"
    text = "ReportLab made an annotation that no element holds: give a Run an href instead"


class LinkWithoutTarget(Violation):
    """A Link holds no annotation, so that it leads nowhere."""

    clause = _UA + "7.18.5"
    text = "the Link {where} leads nowhere: give a Run an href, or call canvas.link"


class UnknownAnchor(Violation):
    """A link leads to an anchor that no part has, or whose element is not drawn."""

    clause = _UA + "7.18.5"
    text = "the link to “{href}” leads nowhere: give its part an anchor of that name"


class UnembeddedFont(Violation):
    """A font is used that was not loaded with load_font, so that it may not be in the file."""

    clause = _UA + "7.21.4.1"
    text = "the font {name} was not loaded with load_font, which embeds it: use one that was"
