"""What a personal file says into a sheet: a place that names a field becomes ticks or a blank, filled or not.

What was chosen stands in the words of each reader's language; free text stays in its own. What is left open
gets the name by which it is filled in on a screen: that of the personal file, else that of its place, made of
the ids of the sheet, of the entry or the row and its column, and of the part.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, assert_never

from handout import model
from handout.drawings import DRAWINGS
from handout.patient.fields import FIELDS
from handout.patient.kinds import ChoiceField, DateField
from handout.patient.values import Patient, regions_in_words

_NO_BREAK_SPACE = "\u00a0"

_EMPTY = Patient(lang="und", values={})


def fill_in(sheet: model.Sheet, languages: Sequence[model.Language], details: Patient | None) -> model.Sheet:
    """The sheet with *details*, or with room to write them."""
    filler = _Filler(sheet.id, tuple(languages), details or _EMPTY)
    sections = (
        section._replace(blocks=tuple(map(filler.block, section.blocks))) for section in sheet.sections
    )
    return sheet._replace(sections=tuple(sections))


def has_fields(sheet: model.Sheet) -> bool:
    """Whether a sheet has a place for what a personal file says."""
    return any(isinstance(part, model.FieldRef) for block in sheet.blocks for part in block.places)


# The state of a ticked box that excludes no other.
_ON = "on"


class _Filler(NamedTuple):
    sheet: str
    languages: tuple[model.Language, ...]
    details: Patient

    def block(self, block: model.Block) -> model.Block:
        """The block, filled in."""
        match block:
            case model.Form():
                return block._replace(entries=tuple(map(self.entry, block.entries)))
            case model.Grid():
                return block._replace(rows=tuple(self.row(row, block) for row in block.rows))
            case model.Figure():
                return self.figure(block) if DRAWINGS[block.drawing].shows_findings else block
            case model.List() | model.Table():
                return block
            case model.Bibliography() | model.Publications() | model.FurtherSources() | model.Code():
                return block
        assert_never(block)

    def entry(self, entry: model.Entry) -> model.Entry:
        """The entry, filled in."""
        rows = tuple(self.parts(row, f"{self.sheet}.{entry.id}") for row in entry.rows)
        return entry._replace(rows=_numbered(rows))

    def row(self, row: model.GridRow, grid: model.Grid) -> model.GridRow:
        """The row with what stands in its open cells."""
        columns = grid.columns[len(row.cells) :]
        answers = []
        for column, answer in zip(columns, grid.answers(row), strict=True):
            name = f"{self.sheet}.{row.id}.{column.id}"
            blank = model.Blank(column.id, model.Room.LINE, field=model.Field(name))
            answers.append(self.parts(answer, name, cell=True) or (blank,))
        return row._replace(answers=tuple(answers))

    def parts(
        self, answer: Iterable[model.Part], place: str, *, cell: bool = False
    ) -> tuple[model.Part, ...]:
        """Ticks and blanks; a date stands on one line, and in a cell, which may be narrow, in figures."""
        parts: list[model.Part] = []
        for part in answer:
            if isinstance(part, model.FieldRef):
                parts += self.field(part, cell=cell)
            else:
                parts.append(_named(part, place))
        return tuple(parts)

    def field(self, place: model.FieldRef, *, cell: bool) -> list[model.Part]:
        """What a field is printed as: a box for each name of its vocabulary, or its value."""
        field, value = FIELDS[place.name], self.details.values.get(place.name)
        if isinstance(field, ChoiceField):
            return self.choice(field, value or (), place)
        texts = () if value is None else field.texts(value, self.languages, place.at)
        if isinstance(field, DateField) and value is not None:
            texts = field.figures(value, self.languages, place.at) if cell else tuple(map(_unbroken, texts))
        room, free = place.room or field.room, field.free and value is not None
        blank = model.Blank(place.id, room, place.before, place.unit, texts, free=free)
        return [blank._replace(field=_field(place.name, blank)._replace(most=field.most))]

    def choice(self, field: ChoiceField, value: Sequence[str], place: model.FieldRef) -> list[model.Part]:
        """Boxes for the names of a vocabulary, of which one is ticked or several are."""
        ticks = tuple(
            model.Tick(
                f"{place.id}.{choice}" if field.several else choice,
                field.texts((choice,), self.languages, place.at),
                ticked=choice in value,
                field=None if value else self.box(place.id, choice, field),
            )
            for choice in field.ticks
        )
        others = tuple(choice for choice in value if choice not in field.ticks)
        # Before the boxes: behind them it would read as the word of the last one.
        words = field.texts(others, self.languages, place.at)
        parts: list[model.Part] = []
        if others:
            parts.append(model.Blank(f"{place.id}.other", 0, place.before, value=words))
        boxes = model.OneOf(place.id, ticks, () if others else place.before)
        return [*parts, *(model.printed((boxes,)) if field.several else (boxes,))]

    def box(self, name: str, choice: str, field: ChoiceField) -> model.Field:
        """How a box is known on a screen."""
        return model.Field(f"{name}.{choice}", _ON) if field.several else model.Field(name, choice)

    def figure(self, figure: model.Figure) -> model.Figure:
        """The body with lumps and shading, which its alternative text tells."""
        alt = tuple(
            model.plain_text(" ".join([text.plain, *self.findings(language)]), text.lang, text.at)
            for text, language in zip(figure.alt, self.languages, strict=True)
        )
        return figure._replace(lumps=self.details.lumps, shaded=self.details.shaded, alt=alt)

    def findings(self, language: model.Language) -> Iterable[str]:
        """What is drawn in, in sentences."""
        for letter, side, site in self.details.lumps:
            words = [
                language.choices[vocabulary][name]
                for vocabulary, name in (("side", side), ("site", site))
                if name
            ]
            if words:
                yield model.format_text(language.words.lump, letter=letter, place=", ".join(words))
        if self.details.shaded:
            places = "".join(regions_in_words(self.details.shaded, language))
            yield model.format_text(language.words.shaded, places=places)


def _named(part: model.Part, place: str) -> model.Part:
    """The part with the name of its place."""
    name = f"{place}.{part.id}"
    match part:
        case model.OneOf():
            ticks = (tick._replace(field=model.Field(name, tick.id)) for tick in part.ticks)
            return part._replace(ticks=tuple(ticks))
        case model.Tick():
            return part._replace(field=model.Field(name, _ON))
        case model.Blank() if part.room is not model.Room.SIGNATURE:
            return part._replace(field=_field(name, part))
    return part


def _field(name: str, blank: model.Blank) -> model.Field:
    words = (texts[0].plain for texts in (blank.before, blank.unit) if texts)
    return model.Field(name, words=" … ".join(words))


def _numbered(rows: tuple[tuple[model.Part, ...], ...]) -> tuple[tuple[model.Part, ...], ...]:
    """The rows of an entry, blanks with the same words counted."""
    counts: Counter[str] = Counter()

    def numbered(part: model.Part) -> model.Part:
        if not isinstance(part, model.Blank) or part.field is None:
            return part
        counts[part.field.words] += 1
        return part._replace(field=part.field._replace(number=counts[part.field.words]))

    return tuple(tuple(map(numbered, row)) for row in rows)


def _unbroken(text: model.Text) -> model.Text:
    return model.plain_text(text.plain.replace(" ", _NO_BREAK_SPACE), text.lang, text.at)
