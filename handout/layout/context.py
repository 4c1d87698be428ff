"""What a block is laid out in: the sheet, the theme, the place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from reportlab.lib.styles import ParagraphStyle

from handout import pdf
from handout.compose import Composed
from handout.layout import texts
from handout.layout.copyfit import Slot, Value
from handout.layout.texts import GAP
from handout.layout.theme import Role, Theme
from handout.model import Language, Numbered, Run, Text, Texts

# The least space between a mark and what it marks, in its size of type.
_SPACE = 0.3


class Overset(NamedTuple):
    """What of a value has no room at its place, with the mark of this and what is asked there."""

    mark: str
    question: Texts
    value: Texts


@dataclass(frozen=True)
class Context:
    """What a block is laid out in: its sheet, the theme, the element of its section, the width of its column.

    *elements* takes in the elements of what is numbered by their ids. Of what somebody wrote, *values* takes
    in all, *oversets* what goes on elsewhere, because only so many items stay as *cut* says. *known* are the
    blocks that were laid out, by what is cut in them. Items are set in the type of *body*.
    """

    composed: Composed
    theme: Theme
    parent: pdf.Element
    width: float
    elements: dict[str, pdf.Element]
    values: list[Value] = field(default_factory=list)
    oversets: list[Overset] = field(default_factory=list)
    cut: Mapping[Slot, int] = field(default_factory=dict)
    known: dict[tuple[str, frozenset[tuple[Slot, int]]], tuple[Context, list[pdf.Block]]] = field(
        default_factory=dict
    )
    body: Role = Role.BODY

    def words(self, words: Callable[[Language], str]) -> Texts:
        """Words that the program prints, in each language of the sheet."""
        at = self.composed.sheet.at
        return tuple(Text((Run(words(language)),), language.tag, at) for language in self.composed.languages)

    def paragraphs(
        self,
        words: Texts,
        role: Role,
        parent: pdf.Element,
        *,
        strong: bool = False,
        width: float = 0,
        apart: bool = False,
    ) -> list[pdf.Block]:
        """A paragraph of *words* in each of its languages; running text says how much *width* it is given.

        Two languages of running text stand side by side where the theme says so, unless they are *apart*.
        """
        style, beside = self.theme.styles[role], self.theme.beside if width and not apart else None
        room = width if beside is None else (width - beside) / 2
        if room > self.theme.measure:
            style = ParagraphStyle(role.value, parent=style, rightIndent=room - self.theme.measure)
        return texts.paragraphs(words, style, parent, self.composed.numbers, strong=strong, beside=beside)

    def head(self, columns: Iterable[Texts], table: pdf.Element, *, indent: float) -> list[pdf.Cell]:
        """The head of a table, the words of the first of its *columns* beyond the marks below them."""
        row = pdf.Element("TR", table)
        cells: list[pdf.Cell] = []
        style = self.theme.styles[Role.HEAD]
        apart = ParagraphStyle(style.name, parent=style, rightIndent=self.theme.gutter)
        *_, last = columns = tuple(columns)
        for column in columns:
            element = pdf.Element("TH", row, scope="Column")
            content = texts.paragraphs(
                column, style if column is last else apart, element, self.composed.numbers, strong=True
            )
            if not cells:
                content = [pdf.Item(element, label=None, body=content, indent=indent, gap=GAP)]
            cells.append(pdf.Cell(element, content))
        return cells

    def hanging(self, marks: Iterable[str], role: Role, *, strong: bool = False) -> float:
        """The width of the hanging column: the theme's, or more where *marks* need it."""
        size = self.theme.styles[role].fontSize
        gap = max(GAP, _SPACE * size)
        widths = (texts.extent(texts.words(mark, strong=strong), size)[0] + gap for mark in marks)
        return max(self.theme.indent, *widths)

    def indent(self, numbered: Iterable[Numbered]) -> float:
        """The width of the hanging column beside what is *numbered*."""
        marks = self.composed.labels
        return self.hanging((marks[item.id] for item in numbered), Role.MARK, strong=True)

    def mark(self, words: str, element: pdf.Element) -> pdf.Paragraph:
        """A letter and number for the hanging column."""
        return pdf.Paragraph(texts.words(words, strong=True), self.theme.styles[Role.MARK], element)
