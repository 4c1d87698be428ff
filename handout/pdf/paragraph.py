"""Paragraphs and headings: runs of words in lines, each stretch in the scope of its element."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from handout.pdf.canvas import Canvas, Shown
from handout.pdf.fonts import Font, font_named
from handout.pdf.stack import Block, Flowable
from handout.pdf.structure import Box, Element, Field
from handout.pdf.text import EPSILON, Fragment, Ink, Inline, Letters, Line, Link, Picture, Run, lines, words

# How far below the baseline an underline is, in points.
UNDERLINE_DROP = 2.0

# How much of a line's spare room stands to its left.
_SHARES = {str(TA_CENTER): 0.5, str(TA_RIGHT): 1.0}


class _Spot(NamedTuple):
    """Letters, where their baseline begins and how wide they are."""

    x: float
    y: float
    ink: Ink
    text: str
    width: float


class Paragraph(Block):
    """Runs of words in lines of the style's leading.

    Of the style count: fontSize, textColor, leading, alignment (never justified), the indents, the spaces,
    keepWithNext, allowWidows and allowOrphans. The lines of a paragraph of one line's height stand as in CSS:
    the font's ascent and descent in the middle of the leading. With *keep* it is never split.
    """

    def __init__(
        self, runs: Sequence[Run | Inline], style: ParagraphStyle, element: Element, *, keep: bool = False
    ) -> None:
        super().__init__(space_before=style.spaceBefore, space_after=style.spaceAfter)
        self.style = style
        self.element = element
        self.keep = keep
        self.keepWithNext = bool(getattr(style, "keepWithNext", False))
        self._inks = tuple(_inks(runs, style, element))
        self._words = words((ink, run.text) for ink, run in zip(self._inks, runs, strict=True))
        self._end: Fragment | None = None
        self._continues = False
        self._lines: tuple[Line, ...] = ()

    @property
    def plain_text(self) -> str:
        """The words, without their fonts and sizes, with single spaces between."""
        return "".join(f"{word.space.text if word.space else ''}{word}" for word in self._words)

    @property
    def line_count(self) -> int:
        """How many lines it has, once it is laid out."""
        return len(self._lines)

    @property
    def first_baseline(self) -> float | None:
        """How far the first line's baseline is below the top, in points.

        Drawings alone stand in the middle of the leading, with the room above them that belongs to them.
        """
        letters = (ink for ink in self._inks if isinstance(ink, Letters))
        if ink := next(letters, self._inks[0] if self._inks else None):
            return float(self.style.leading + _rising(ink, self.style.fontSize)) / 2
        return None

    def lay_out(self, width: float) -> float:
        """Break the words into lines and return the height of all; raises WordTooWide."""
        room, first = self._room(width, first=False), self._room(width, first=True)
        self._lines = lines(self._words, width=room, first=first, end=self._end)
        return len(self._lines) * float(self.style.leading)

    def split(self, width: float, height: float) -> list[Flowable]:
        """What fits and what does not, both of the same element; nothing when it would leave a lone line."""
        self.wrap(width, height)
        count = int((height + EPSILON) / self.style.leading)
        fewest = 1 if self.style.allowOrphans else 2
        if not self.style.allowWidows:
            count = min(count, len(self._lines) - 2)
        if self.keep or count < fewest or count >= len(self._lines):
            return []
        return [self._piece(0, count), self._piece(count, len(self._lines))]

    def draw(self) -> None:
        """Draw the lines, each stretch of one owner in its scope."""
        spots = list(self._spots())
        for owner, group in groupby(spots, key=lambda spot: spot.ink.owner):
            with self.canv.artifact() if owner is None else self.canv.tagged(owner):
                _show(self.canv, list(group))
        for link, group in groupby(spots, key=lambda spot: spot.ink.link):
            if link:
                boxes = list(_boxes(group))
                self.canv.link(link.element, href=link.href, description=link.description, boxes=boxes)
        self._underline(spots)
        if not self.canv.decorating:
            self.canv.text_lines += len(self._lines)

    def _underline(self, spots: Sequence[_Spot]) -> None:
        """Draw the lines below words that have one: decoration."""
        for spot, following in pairwise((*spots, None)):
            if spot and isinstance(spot.ink, Letters) and spot.ink.underline:
                ends = following is None or following.y != spot.y
                right = spot.x + (spot.ink.width(spot.text.rstrip()) if ends else spot.width)
                below = spot.y - UNDERLINE_DROP + spot.ink.underline / 2
                with self.canv.artifact():
                    self.canv.setLineWidth(spot.ink.underline)
                    self.canv.setStrokeColor(spot.ink.color)
                    self.canv.line(spot.x, below, right, below)

    def _room(self, width: float, *, first: bool) -> float:
        """How many of *width* points a line has between its indents."""
        return width - self._indent(first=first) - float(self.style.rightIndent)

    def _indent(self, *, first: bool) -> float:
        style = self.style
        return float(style.leftIndent + (style.firstLineIndent if first and not self._continues else 0))

    def _piece(self, start: int, end: int) -> Paragraph:
        piece = self.part()
        piece._words = tuple(word for line in self._lines[start:end] for word in line.words)
        piece._end = self._lines[end - 1].end
        if start:
            piece.spaceBefore = 0
            piece._continues = True
        else:
            piece.spaceAfter = 0
        return piece

    def _spots(self) -> Iterator[_Spot]:
        y = self.height - (self.first_baseline or 0)
        for index, line in enumerate(self._lines):
            room = self._room(self.width, first=not index)
            spare = 0 if line.stretching else room - line.width
            x = self._indent(first=not index) + spare * _SHARES.get(str(self.style.alignment), 0)
            for fragment, width in line.set(room):
                yield _Spot(x, y, fragment.ink, fragment.text, width)
                x += width
            y -= self.style.leading


def _rising(ink: Ink, size: float) -> float:
    """How much further *ink* goes up from the baseline than down; letters count in the paragraph's *size*."""
    match ink:
        case Letters(font=font):
            return (font.ascent + font.descent) * size / 1000
        case Picture(inline=inline):
            return inline.height + inline.above - 2 * inline.drop


def _inks(runs: Sequence[Run | Inline], style: ParagraphStyle, element: Element) -> Iterator[Ink]:
    """An ink for each of *runs*; neighbours in one element with the same address share one Link."""
    for (href, title, own), group in groupby(runs, key=lambda run: (run.href, run.title, run.element)):
        neighbours = list(group)
        parent = own or element
        link = None
        if href:
            words = "".join(run.text for run in neighbours)
            link = Link(Element("Link", parent), href, title or words)
            parent = link.element
        for run in neighbours:
            yield _picture(run, parent) if isinstance(run, Inline) else _letters(run, style, parent, link)


def _letters(run: Run, style: ParagraphStyle, parent: Element, link: Link | None) -> Letters:
    return Letters(
        font=font_named(run.font),
        size=run.size or style.fontSize,
        color=run.color or style.textColor,
        rise=run.rise,
        underline=run.underline,
        owner=_owner(run, parent),
        link=link,
    )


def _owner(run: Run, parent: Element) -> Element:
    other_language = run.lang if run.lang != parent.language else None
    if not (other_language or run.actual_text):
        return parent
    return Element("Span", parent, lang=other_language, actual_text=run.actual_text)


def _picture(inline: Inline, parent: Element) -> Picture:
    if not (inline.alt or inline.form):
        return Picture(inline=inline, owner=None)
    role = "Form" if inline.form else "Figure"
    owner = Element(role, parent, alt=inline.alt, lang=inline.lang, form=inline.form)
    return Picture(inline=inline, owner=owner)


def _show(canvas: Canvas, spots: Sequence[_Spot]) -> None:
    shown = []
    for x, y, ink, letters, width in spots:
        match ink:
            case Letters():
                shown.append(Shown(x, y + ink.rise, ink.font, ink.size, ink.color, letters))
            case Picture():
                _paint(canvas, ink, x, y, width)
    if shown:
        canvas.show(shown)


def _paint(canvas: Canvas, picture: Picture, x: float, y: float, width: float) -> None:
    inline = picture.inline
    canvas.saveState()
    canvas.translate(x, y - inline.drop)
    if picture.owner and picture.owner.field:
        canvas.field(picture.owner, _place(inline, picture.owner.field, canvas.default_font, width))
    elif picture.owner:
        canvas.bound(picture.owner, width, inline.height)
    inline.paint(canvas, width)
    canvas.restoreState()


# Around what is typed; beside several lines, so that rules do not show at their ends.
_MARGIN = 1.0


def _place(inline: Inline, field: Field, font: Font, width: float) -> Box:
    """Where a field stands: in the place of a box, or around words on the baseline and the lines below it."""
    if field.state:
        return 0, 0, width, inline.height
    unit = field.size / 1000
    bottom = inline.drop + font.descent * unit - _MARGIN
    top = inline.drop + font.ascent * unit + _MARGIN
    beside = _MARGIN if field.lines > 1 else 0
    return -beside, bottom - (field.lines - 1) * field.pitch, width + beside, top


def _boxes(spots: Iterable[_Spot]) -> Iterator[Box]:
    """From the descent of the font to its ascent, without the spaces at the ends of lines."""
    for x, y, ink, letters, _ in spots:
        if isinstance(ink, Letters):
            y, unit = y + ink.rise, ink.size / 1000
            ascent, descent = ink.font.ascent * unit, ink.font.descent * unit
            yield x, y + descent, x + ink.width(letters.rstrip()), y + ascent


class Heading(Paragraph):
    """A paragraph that keeps with what follows and, with *outline*, is an entry of the outline."""

    def __init__(
        self, runs: Sequence[Run | Inline], style: ParagraphStyle, element: Element, *, outline: bool = True
    ) -> None:
        super().__init__(runs, style, element, keep=True)
        self.keepWithNext = True
        self.outline = outline

    def draw(self) -> None:
        """Draw the heading and note it in the outline."""
        self.canv.heading(self.element, self.plain_text, top=self.height, outline=self.outline)
        super().draw()
