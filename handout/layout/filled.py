"""What a personal file fills in: at its place, or in the section for what has no room there."""

import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reportlab.lib.styles import ParagraphStyle

from handout import model, pdf
from handout.compose import Numbers
from handout.layout import texts
from handout.layout.answers import Answer, items, shortened
from handout.layout.context import Context, Overset
from handout.layout.copyfit import PITCH, Value
from handout.layout.texts import GAP
from handout.layout.theme import Role
from handout.model import Blank, Texts

CONTINUED = "@continued"
"""The name of the section that goes on: none that a file can give."""


def filled_in(
    answer: Answer,
    parent: pdf.Element,
    context: Context,
    *,
    width: float,
    lines: int,
    place: model.Entry | model.GridRow,
) -> pdf.Paragraph:
    """The answer at its *place*; items that the layout has cut, or that need too many lines, go on behind."""
    element = pdf.Element("P", parent)
    values = [part for part in answer.parts if isinstance(part, Blank) and part.free and part.value]
    counts: Mapping[str, int] = {
        value.id: context.cut[place.id, value.id] for value in values if (place.id, value.id) in context.cut
    }

    def cut(counts: Mapping[str, int]) -> pdf.Paragraph:
        return _cut(answer, counts, context).paragraph(
            element, width=width, lines=lines, close=PITCH in context.cut
        )

    possible = list(_ever_fewer(values, counts))
    counts = possible[
        bisect.bisect_left(
            possible,
            True,
            hi=len(possible) - 1,
            key=lambda counts: cut(counts).line_count <= context.theme.longest,
        )
    ]
    paragraph = cut(counts)
    for value in values:
        context.values.append(_measured(value, context, place))
        if value.id in counts:
            mark = context.composed.labels[place.id]
            context.oversets.append(Overset(mark, value.before or answer.question, _rest(value, counts)))
    return paragraph


def _ever_fewer(values: Sequence[Blank], counts: Mapping[str, int]) -> Iterator[Mapping[str, int]]:
    """How many items of each value stay, each time one less of the longest."""
    wholes = {value.id: len(items(value.value[0])) for value in values}
    yield counts
    while any(counts.get(name, whole) for name, whole in wholes.items()):
        longest = max(values, key=lambda value: _length(value, counts))
        counts = {**counts, longest.id: counts.get(longest.id, wholes[longest.id]) - 1}
        yield counts


def _length(value: Blank, counts: Mapping[str, int]) -> int:
    """How many letters stay at the place."""
    own = items(value.value[0])
    return sum(map(len, own[: counts.get(value.id, len(own))]))


def _rest(value: Blank, counts: Mapping[str, int]) -> Texts:
    return tuple(text._replace(inlines=text.inlines[counts[value.id] :]) for text in value.value)


def _cut(answer: Answer, counts: Mapping[str, int], context: Context) -> Answer:
    """The answer with so many items of each value by its id, of others with all."""
    if not counts:
        return answer
    pointer = _pointer(context)
    parts = (shortened(part, counts, pointer) if isinstance(part, Blank) else part for part in answer.parts)
    return answer._replace(parts=tuple(parts))


def _pointer(context: Context) -> model.Run:
    """The words that say where it goes on, in the first language, which lead there."""
    language, sheet = context.composed.languages[0], context.composed.sheet
    words = model.format_text(language.words.goes_on, letter=sheet.next_letter)
    return model.Run(
        words,
        strong=True,
        lang=language.tag,
        href=f"#{model.anchor(sheet.id, CONTINUED)}",
        title=f"{sheet.next_letter} {language.words.added_page}",
    )


def _measured(value: Blank, context: Context, place: model.Entry | model.GridRow) -> Value:
    size = context.theme.styles[Role.WRITE].fontSize

    def wide(words: str) -> float:
        return texts.extent(texts.words(words, strong=True), size)[1]

    own = [items(text) for text in value.value]
    widths = tuple(sum(map(wide, same)) for same in zip(*own, strict=True))
    keep = isinstance(place, model.Entry) and place.keep
    return Value((place.id, value.id), widths, wide(f"… {_pointer(context).text}"), keep)


def continued(context: Context) -> Iterator[pdf.Item]:
    """What has no room at its place, under the marks and the names of its own fields."""
    element = pdf.Element("L", context.parent, numbering="Decimal")
    indent = context.hanging((overset.mark for overset in context.oversets), Role.MARK, strong=True)
    for overset in context.oversets:
        item = pdf.Element("LI", element)
        label = context.mark(overset.mark, pdf.Element("Lbl", item))
        body = _paragraphs(overset, pdf.Element("LBody", item), context, context.width - indent)
        yield pdf.Item(
            item,
            label=label,
            body=body,
            indent=indent,
            gap=GAP,
            keep=False,
            space_after=context.theme.styles[Role.BODY].spaceAfter,
        )


def _paragraphs(
    overset: Overset, parent: pdf.Element, context: Context, width: float
) -> Sequence[pdf.Paragraph]:
    """Each item on lines of its own, the first behind what was asked; no page parts one that is not long."""
    style = context.theme.styles[Role.WRITTEN]
    style = ParagraphStyle(style.name, parent=style, allowWidows=0, allowOrphans=0)
    asked = (*texts.inline(overset.question, Numbers()), texts.space(style.fontSize))
    rows = zip(*(text.inlines for text in overset.value), strict=True)
    paragraphs = []
    for index, row in enumerate(rows):
        words = tuple(
            texts.bound(_alone(text, inline), style.fontSize, unbroken=width / 2, width=width)
            for text, inline in zip(overset.value, row, strict=True)
        )
        runs = texts.inline(words, Numbers(), strong=True)
        paragraph = pdf.Paragraph((*(() if index else asked), *runs), style, pdf.Element("P", parent))
        paragraph.wrap(width, 0)
        paragraph.keep = paragraph.line_count <= context.theme.longest
        paragraphs.append(paragraph)
    return paragraphs


def _alone(text: model.Text, inline: model.Inline) -> model.Text:
    """One item of a text, without the blank or the line end that parts it from the next."""
    if isinstance(inline, model.Run):
        inline = replace(inline, text=inline.text.rstrip(" \n"))
    return text._replace(inlines=(inline,))


def is_optional(numbered: model.Numbered) -> bool:
    """Whether it may give way as a whole: no box that is ticked goes with it."""
    if not isinstance(numbered, model.Entry) or not numbered.optional:
        return False
    return not any(isinstance(part, model.Tick) and part.ticked for part in model.printed(numbered.places))


def left_out(entry: model.Entry, context: Context) -> bool:
    """Whether an entry has given way; what was written there is overset, and links lead to its section."""
    if (entry.id, "") not in context.cut:
        return False
    context.elements[entry.id] = context.parent
    for part in model.printed(entry.places):
        if isinstance(part, Blank) and part.value:
            mark = context.composed.labels[entry.id]
            context.oversets.append(Overset(mark, part.before or entry.text, part.value))
    return True
