"""What stands in a place to fill in: boxes to tick, lines to write on, or what the patient has written.

A text of the patient that needs more lines than the place has goes on on an added page: nothing is cut, and
a sheet that is filled in has the same pages as an empty one.
"""

import bisect
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias, assert_never

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle

from handout import model, pdf
from handout.compose import Numbers
from handout.layout import texts
from handout.layout.texts import NBSP
from handout.layout.theme import Role, Theme
from handout.model import Blank, Language, Room, Text, Texts, Tick

Runs: TypeAlias = tuple[pdf.Run | pdf.Inline, ...]

# A letter and a blank, as a part of the size.
_NARROWEST = 0.4

# The space between two parts of an answer, where a line may end, in ordinary spaces: in the open, in a cell.
WIDE, NARROW = 2.0, 1.0


# A part as it is printed.
Mark: TypeAlias = Tick | Blank | model.FieldRef


class Overflow(NamedTuple):
    """The words of an answer that are too many for its place, with the question and its mark."""

    mark: str
    question: Texts
    words: Texts


class Answer(NamedTuple):
    """An answer as it is printed: *question* describes it to readers who cannot see the place.

    A *bare* one is under a head that has its words; a *centred* one stands in the middle of its place; one
    that is only *read* has the lines of a text.
    """

    parts: tuple[Mark, ...]
    question: Texts
    theme: Theme
    languages: tuple[Language, ...]
    label: Runs = ()
    gap: float = WIDE
    bare: bool = False
    centred: bool = False
    read: bool = False

    @property
    def style(self) -> ParagraphStyle:
        """As high lines as a pen needs; lower ones where there is nothing to write."""
        has_blank = any(isinstance(part, Blank) for part in self.parts)
        role = Role.BODY if self.read else Role.WRITE if has_blank else Role.TICK
        style = self.theme.styles[role]
        return ParagraphStyle(style.name, parent=style, alignment=TA_CENTER) if self.centred else style

    def fitted(
        self, element: pdf.Element, *, width: float, lines: int, mark: str
    ) -> tuple[pdf.Paragraph, list[Overflow]]:
        """The answer in as many *lines* as it has when empty or the theme lets it, and what has no room."""
        empty = self._paragraph([_emptied(part) for part in self.parts], element, lines)
        room = _height(empty, width) + 1
        # Where a word of the sheet itself is too wide, laying the paragraph out says so.
        if math.isinf(room) or not any(map(_texts, self.parts)):
            return empty, []
        room = max(room, self.theme.longest * self.style.leading + 1)
        # No more words are tried than have room if each is a letter and a blank.
        most = 1 + int(room / self.style.leading * width / (_NARROWEST * self.style.fontSize))

        def fits(counts: Mapping[int, int]) -> bool:
            whole = (_word_count(part) for index, part in enumerate(self.parts) if index not in counts)
            paragraph = self._cut(counts, element, lines)
            return max(whole, default=0) <= most and _height(paragraph, width) <= room

        counts = self._counts(fits, most)
        overflows = [
            Overflow(mark, self.question, tuple(_rest(text, count) for text in _texts(self.parts[index])))
            for index, count in sorted(counts.items())
        ]
        return self._cut(counts, element, lines), overflows

    def _counts(self, fits: Callable[[Mapping[int, int]], bool], most: int) -> dict[int, int]:
        """How many words to print of each part that does not fit as a whole, the longest cut first."""
        counts: dict[int, int] = {}
        for index in sorted(range(len(self.parts)), key=lambda index: -_word_count(self.parts[index])):
            length = _word_count(self.parts[index])
            if fits(counts) or not length:
                break
            tried = range(1, min(most, length) + 1)
            counts[index] = bisect.bisect_left(
                tried, True, key=lambda count: not fits({**counts, index: count})
            )
        return counts

    def _cut(self, counts: Mapping[int, int], element: pdf.Element, lines: int) -> pdf.Paragraph:
        """The answer with so many words of some of its parts, and where these go on."""
        first = self.languages[0]
        goes_on = model.Run(first.words.goes_on, strong=True, lang=first.tag)
        parts = (
            _shortened(part, counts[index], goes_on) if index in counts else part
            for index, part in enumerate(self.parts)
        )
        return self._paragraph(tuple(parts), element, lines)

    def _paragraph(self, parts: Sequence[Mark], element: pdf.Element, lines: int) -> pdf.Paragraph:
        runs: list[pdf.Run | pdf.Inline] = [*self.label]
        for part in parts:
            if runs:
                runs.append(texts.space(self.gap * self.style.fontSize))
            match part:
                case Tick() if self.bare:
                    runs.append(self.box(part))
                case Tick():
                    runs += self._tick(part)
                case Blank() if self.bare:
                    runs += texts.inline(part.value, Numbers())
                case Blank():
                    runs += self.blank(part)
                case model.FieldRef():
                    # Composing a sheet has made a tick or a blank of it.
                    continue
                case _:
                    assert_never(part)
        if parts and isinstance(parts[-1], Blank) and parts[-1].room is Room.LINE and not parts[-1].value:
            for _ in range(lines - 1):
                runs += (*texts.words("\n"), self._line(parts[-1]))
        return pdf.Paragraph(runs, self.style, element)

    def _tick(self, tick: Tick) -> Iterator[pdf.Run | pdf.Inline]:
        if tick.before:
            yield from texts.inline(tick.before, Numbers(), unbroken=True)
            yield from texts.words(NBSP)
        yield self.box(tick)
        yield from texts.words(NBSP)
        yield from texts.inline(tick.text, Numbers(), unbroken=True)

    def box(self, tick: Tick) -> pdf.Inline:
        """The box alone, crossed where it is ticked."""
        asked = self._asked(tick.asked)
        side = self.theme.box
        state = self.languages[0].words
        colon = self.languages[0].conventions.behind_word(":")
        return pdf.Inline(
            width=side,
            height=side,
            drop=(side - self.style.fontSize * 0.68) / 2,
            paint=lambda canvas, _: _box(canvas, side, ticked=tick.ticked),
            alt=state.ticked if tick.ticked else state.box,
            form=pdf.Form(role="cb", checked=tick.ticked, desc=f"{asked}{colon} {_description(tick.text)}"),
        )

    def blank(self, part: Blank) -> Iterator[pdf.Run | pdf.Inline]:
        """A line to write on between its words, or what is written there."""
        if part.before:
            yield from texts.inline(part.before, Numbers(), unbroken=True)
            # A written answer shows by itself where it begins, a printed one does not.
            yield from texts.words(f":{NBSP}" if part.value else NBSP)
        if part.value:
            yield from texts.inline(part.value, Numbers())
        else:
            yield self._line(part)
        if part.unit:
            yield from texts.words(NBSP)
            yield from texts.inline(part.unit, Numbers(), unbroken=True)

    def _line(self, blank: Blank) -> pdf.Inline:
        return pdf.Inline(
            width=self.theme.room(blank.room),
            height=self.theme.rule,
            drop=2,
            paint=lambda canvas, width: _rule(canvas, width, self.theme.rule),
            alt=self.languages[0].words.blank,
            form=pdf.Form(role="tv", desc=self._asked(blank.before)),
            stretch=blank.room is Room.LINE,
        )

    def _asked(self, words: Texts) -> str:
        """What is asked, and the *words* of a part of it."""
        return " ".join(filter(None, (_description(self.question), _description(words))))


def _height(paragraph: pdf.Paragraph, width: float) -> float:
    """Without end where a word is wider than the place."""
    try:
        return paragraph.wrap(width, 0)[1]
    except pdf.WordTooWide:
        return float("inf")


def _description(words: Texts) -> str:
    """The words for readers who cannot see the place: in the first language alone."""
    return words[0].plain if words else ""


def _texts(part: Mark) -> Texts:
    """What somebody wrote there in words of their own."""
    return part.value if isinstance(part, Blank) and part.free else ()


def _word_count(part: Mark) -> int:
    """How many words that is, in the language that needs most."""
    return max((len(_tokens(text)) for text in _texts(part)), default=0)


def _tokens(text: Text) -> list[str]:
    """The words of a text, each with the blanks behind it."""
    return re.findall(r"\S+\s*", text.plain)


def _emptied(part: Mark) -> Mark:
    return part._replace(value=()) if isinstance(part, Blank) and part.free else part


def _shortened(part: Mark, count: int, goes_on: model.Run) -> Mark:
    """The part with the first *count* words of its text."""
    if not isinstance(part, Blank):
        return part
    begins = (
        text._replace(inlines=(model.Run(f"{''.join(_tokens(text)[:count])}… "), goes_on))
        for text in part.value
    )
    return part._replace(value=tuple(begins))


def _rest(text: Text, count: int) -> Text:
    return text._replace(inlines=(model.Run(f"… {''.join(_tokens(text)[count:])}"),))


def _box(canvas: pdf.Canvas, side: float, *, ticked: bool) -> None:
    """A square, crossed where it is ticked."""
    canvas.setLineWidth(1)
    canvas.rect(0.5, 0.5, side - 1, side - 1)
    if ticked:
        canvas.setLineWidth(2)
        near, far = side * 0.22, side * 0.78
        canvas.line(near, near, far, far)
        canvas.line(near, far, far, near)


def _rule(canvas: pdf.Canvas, width: float, weight: float) -> None:
    canvas.setLineWidth(weight)
    canvas.line(0, weight / 2, width, weight / 2)
