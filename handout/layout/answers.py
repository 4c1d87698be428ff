"""What stands in a place to fill in: boxes to tick, lines to write on, or what the patient has written."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple, TypeAlias, assert_never

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle

from handout import model, pdf
from handout.compose import Numbers
from handout.layout import texts
from handout.layout.texts import NBSP
from handout.layout.theme import Role, Theme
from handout.model import Blank, Language, Room, Texts, Tick

Runs: TypeAlias = tuple[pdf.Run | pdf.Inline, ...]

# The space between two parts of an answer, where a line may end, in ordinary spaces: in the open, in a cell.
WIDE, NARROW = 2.0, 1.0

# The size of what is typed where it may be long, also in large print: lines are as long as this needs.
_TYPED = 12.0

# How much of a line is left where what is written beside it needs the room.
SHORT = 0.6

# A part as it is printed.
Mark: TypeAlias = Tick | Blank | model.FieldRef


class Answer(NamedTuple):
    """An answer as it is printed: *question* describes it to readers who cannot see the place.

    A *bare* one is under a head that has its words; a *centred* one stands in the middle of its place; one
    that is only *read* has the lines of a text; one in a *cell* has the rules of this to stand on. The items
    of one that is *whole* stay each on a line, and the lines of a *full* one are as long as when it is
    empty; those to write on are shorter in a *short* one. What is written on a *strong* one is bold. On a
    screen the *mark* of the place tells it from others with the same question, and the last field takes in
    so many *lines*.
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
    cell: bool = False
    whole: bool = True
    full: bool = True
    short: bool = False
    strong: bool = True
    mark: str = ""
    lines: int = 1

    def paragraph(
        self, element: pdf.Element, *, width: float, lines: int, close: bool = False
    ) -> pdf.Paragraph:
        """The answer, in *lines* for a pen; in as many lines of print as it needs where it needs more.

        What is *close* has lines of print wherever there is nothing to write.

        Raises WordTooWide where a word of the sheet itself is wider than *width*.
        """
        runs, taken = self._replace(lines=lines)._set(element, width, lines)
        role = self._role
        if (close or taken > lines) and role is Role.WRITE and all(map(_is_printed, self.parts)):
            role = Role.TICK if any(isinstance(part, Tick) for part in self.parts) else Role.WRITTEN
        last = self.parts[-1] if self.parts else None
        spared = close and isinstance(last, Blank) and last.value
        if isinstance(last, Blank) and last.room is Room.LINE and not self.cell and not spared:
            for index in range(lines - taken):
                line = self._line(last, lines - taken)
                is_covered = line.form and line.form.field and (index or not last.value)
                runs += (*texts.words("\n"), replace(line, alt=None, form=None) if is_covered else line)
        paragraph = pdf.Paragraph(runs, self._style(role), element)
        paragraph.wrap(width, 0)
        return paragraph

    def _set(self, element: pdf.Element, width: float, lines: int) -> tuple[Runs, int]:
        """The answer on no more than *lines*, or on as few as can be, and how many these are."""
        if not any(isinstance(part, Blank) and part.value for part in self.parts):
            return self._runs(width), 1
        settings: list[tuple[Runs, int]] = []
        narrower = self._replace(full=False)
        shorter = narrower._replace(short=True)
        for answer in (self, narrower, shorter, shorter._replace(whole=False)):
            runs = answer._runs(width)
            paragraph = pdf.Paragraph(runs, self._style(self._role), element)
            paragraph.wrap(width, 0)
            settings.append((runs, paragraph.line_count))
            if paragraph.line_count <= lines:
                break
        return min(settings, key=lambda setting: setting[1])

    def _style(self, role: Role) -> ParagraphStyle:
        style = self.theme.styles[role]
        return ParagraphStyle(style.name, parent=style, alignment=TA_CENTER) if self.centred else style

    @property
    def _role(self) -> Role:
        """As high lines as a pen needs; lower ones where there is nothing to write."""
        has_blank = any(isinstance(part, Blank) for part in self.parts)
        return Role.BODY if self.read else Role.WRITE if has_blank else Role.TICK

    def _runs(self, width: float) -> Runs:
        """The parts behind one another."""
        runs: list[pdf.Run | pdf.Inline] = [*self.label]
        for part in self.parts:
            if runs:
                runs.append(texts.space(self.gap * self._size))
            match part:
                case Tick() if self.bare:
                    runs.append(self.box(part))
                case Tick():
                    runs += self._tick(part)
                case Blank() if self.bare:
                    runs += self._value(part, width)
                case Blank():
                    runs += self.blank(part, width)
                case model.FieldRef():
                    # Composing a sheet has made a tick or a blank of it.
                    continue
                case _:
                    assert_never(part)
        return tuple(runs)

    @property
    def _size(self) -> float:
        return float(self.theme.styles[Role.WRITE].fontSize)

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
        description = f"{asked}{colon} {_description(tick.text)}"
        field = None
        if self.theme.fillable and tick.field:
            field = pdf.Field(name=tick.field.name, state=tick.field.state, question=asked)
        return pdf.Inline(
            width=side,
            height=side,
            drop=(side - self._size * 0.68) / 2,
            paint=lambda canvas, _: _box(canvas, side, ticked=tick.ticked),
            alt=description if field else state.ticked if tick.ticked else state.box,
            form=pdf.Form(role="cb", checked=tick.ticked, desc=description, field=field),
        )

    def blank(self, part: Blank, width: float) -> Iterator[pdf.Run | pdf.Inline]:
        """A line to write on between its words, or what is written there, in a place *width* points wide."""
        if part.before:
            before = (*texts.inline(part.before, Numbers(), unbroken=True), *texts.words(NBSP))
            yield from before
            width -= texts.extent(before, self._size)[1]
        lines = self.lines if part is self.parts[-1] else 1
        yield from self._value(part, width) if part.value else [self._line(part, lines)]
        if part.unit:
            yield from texts.words(NBSP)
            yield from texts.inline(part.unit, Numbers(), unbroken=True)

    def _value(self, part: Blank, width: float) -> Iterator[pdf.Run | pdf.Inline]:
        """What is written there, on its line, which is as long as an empty one."""
        room = self.theme.room(part.room)
        unbroken = width if self.whole else room
        value = tuple(texts.bound(text, self._size, unbroken=unbroken, width=width) for text in part.value)
        runs = texts.inline(value, Numbers(), strong=self.strong)
        if self.cell:
            yield from runs
            return
        yield from (replace(run, underline=self.theme.rule) for run in runs)
        rest = max(room - texts.extent(runs, self._size)[1], 0) if self.full else 0
        if rest or part.room is Room.LINE:
            yield replace(self._line(part), width=rest, alt=None, form=None)

    def form(self, blank: Blank, lines: int = 1, *, pitch: float = 0) -> pdf.Form:
        """What is filled in there: on a screen a field over so many *lines*."""
        if not (self.theme.fillable and blank.field):
            return pdf.Form(role="tv", desc=self._asked(blank.before))
        number = f"({blank.field.number})" if blank.field.number > 1 else ""
        is_short = self.centred or blank.room is Room.NUMBER
        field = pdf.Field(
            name=blank.field.name,
            size=self._size if is_short else _TYPED,
            most=blank.field.most,
            lines=lines,
            pitch=pitch,
            centred=self.centred,
        )
        words = filter(None, (self._asked(()), blank.field.words, number))
        return pdf.Form(role="tv", desc=" ".join(words), field=field)

    def _line(self, blank: Blank, lines: int = 1) -> pdf.Inline:
        form = self.form(blank, lines, pitch=self.theme.styles[Role.WRITE].leading)
        room = self.theme.room(blank.room)
        return pdf.Inline(
            width=room * SHORT if self.short else room,
            height=self.theme.rule,
            drop=pdf.UNDERLINE_DROP,
            # It stands as low as one behind words: there is as much room to write.
            above=self._size,
            paint=lambda canvas, width: _rule(canvas, width, self.theme.rule),
            alt=form.desc if form.field else self.languages[0].words.blank,
            form=form,
            stretch=blank.room is Room.LINE,
        )

    def _asked(self, words: Texts) -> str:
        """What is asked, and the *words* of a part of it."""
        mark = self.mark if self.theme.fillable else ""
        return " ".join(filter(None, (mark, _description(self.question), _description(words))))


def items(text: model.Text) -> tuple[str, ...]:
    """The items of what somebody wrote, each with the sign behind it: more than one where it is a list."""
    return tuple(inline.text for inline in text.inlines if isinstance(inline, model.Run))


def shortened(part: Blank, counts: Mapping[str, int], pointer: model.Run) -> Blank:
    """The blank with as many items as *counts* has for it, and where it goes on."""
    if part.id not in counts:
        return part
    return part._replace(
        value=tuple(
            text._replace(inlines=(*text.inlines[: counts[part.id]], model.Run("… "), pointer))
            for text in part.value
        )
    )


def _is_printed(part: Mark) -> bool:
    """Whether there is nothing to write with a pen."""
    return not isinstance(part, Blank) or bool(part.value)


def _description(words: Texts) -> str:
    """The words for readers who cannot see the place: in the first language alone."""
    return words[0].plain if words else ""


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
