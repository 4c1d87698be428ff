"""A composed sheet into the pages of a document.

Knows kinds of blocks; never a section's name or a language's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from handout import model, pdf
from handout.compose import Composed, Numbers
from handout.errors import ContentError, Position, Problem, RenderError
from handout.layout import texts
from handout.layout.blocks import flowables
from handout.layout.context import Context
from handout.layout.forms import added_page
from handout.layout.page import Foot
from handout.layout.theme import Role, Theme
from handout.model import anchor

__all__ = ["LaidOut", "lay_out"]

# The part of a page that stays free below the lines for notes.
_BELOW_NOTES = 0.07


class LaidOut(NamedTuple):
    """The pages of a sheet, and its elements by the id of a section, item or row, or the @key of a source."""

    composed: Composed
    part: pdf.Part
    elements: Mapping[str, pdf.Element]
    theme: Theme

    @property
    def places(self) -> Iterator[tuple[pdf.Element, model.Section | model.Numbered | model.Reference]]:
        """The elements of sections, of what is numbered in them and of references, with what each shows."""
        for section in self.composed.sheet.sections:
            yield self.elements[section.id], section
            yield from ((self.elements[item.id], item) for item in section.numbered)
        for reference in self.composed.references:
            if element := self.elements.get(f"@{reference.key}"):
                yield element, reference

    @property
    def sides(self) -> tuple[tuple[model.Section, ...], ...]:
        """The sections of each side of the paper, divided where the content begins a page."""
        return _split(self.composed.sheet.sections, (model.Start.PAGE,))


def lay_out(composed: Composed, theme: Theme, document: pdf.Element, *, draft: bool = False) -> LaidOut:
    """The sheet as a part of *document*, each page with a watermark where it is a draft."""
    parent = pdf.Element("Sect", document)
    context = Context(composed, theme, parent, theme.frame[2], {})
    story = [*_title(context)]
    for band in _split(composed.sheet.sections, (model.Start.BAND, model.Start.PAGE)):
        story += _band(band, context)
    story += added_page(context)
    foot = Foot(composed, theme, draft=draft)
    back = _notes(context, foot.frame[3])
    anchors = {anchor(composed.sheet.id, name): element for name, element in context.elements.items()}
    part = pdf.Part(story, frame=foot.frame, furniture=foot.paint, back=back, anchors=anchors)
    return LaidOut(composed, part, context.elements, theme)


def _split(
    sections: tuple[model.Section, ...], starts: tuple[model.Start, ...]
) -> tuple[tuple[model.Section, ...], ...]:
    """The sections in groups, each begun by one that starts so."""
    begins = [index for index, section in enumerate(sections) if index == 0 or section.starts in starts]
    return tuple(sections[begin:end] for begin, end in zip(begins, [*begins[1:], len(sections)], strict=True))


def _title(context: Context) -> Iterator[pdf.Block]:
    sheet, numbers = context.composed.sheet, context.composed.numbers
    heading = texts.line(sheet.title, numbers, strong=True)
    yield pdf.Heading(heading, context.theme.styles[Role.TITLE], pdf.Element("H1", context.parent))
    yield from context.paragraphs(sheet.names, Role.NAMES, context.parent, strong=True)
    yield from context.paragraphs(sheet.about, Role.ABOUT, context.parent)
    yield from context.paragraphs(_written_in(context), Role.ABOUT, context.parent, strong=True)


def _written_in(context: Context) -> model.Texts:
    """A note on the language of the patient's own words, where the sheet is in another."""
    tag = context.composed.written_in
    # A tag alone tells a reader nothing.
    if tag is None or not all(language.name_of(tag) for language in context.composed.languages):
        return ()
    return context.words(
        lambda language: model.format_text(language.words.written_in, language=language.name_of(tag) or "")
    )


def _band(sections: tuple[model.Section, ...], context: Context) -> Iterator[pdf.Block]:
    """Sections in columns side by side, below a rule or on a new page."""
    theme = context.theme
    if sections[0].starts is model.Start.PAGE and theme.two_sided:
        yield pdf.PageBreak()
    else:
        space = theme.band
        yield pdf.Rule(
            weight=theme.rule, color=theme.accent, space_before=space, space_after=space, separates=True
        )
    count = min(sections[0].columns, theme.columns)
    width = (theme.frame[2] - theme.gap * (count - 1)) / count
    content: list[pdf.Block] = []
    for section in sections:
        element = context.elements[section.id] = pdf.Element("Sect", context.parent)
        inner = replace(context, parent=element, width=width)
        if section.boxed:
            inner = replace(inner, width=width - 2 * theme.padding, body=Role.REQUEST)
        content += _section(section, inner)
    yield from content if count == 1 else [pdf.Columns(content, count=count, gap=theme.gap)]


def _notes(context: Context, height: float) -> list[pdf.Block]:
    """Lines for notes on a back that would be empty."""
    theme = context.theme
    style = theme.styles[Role.HEADING]
    words = texts.inline(context.words(lambda language: language.words.notes), Numbers(), strong=True)
    pitch = 1.25 * theme.row
    count = int((height * (1 - _BELOW_NOTES) - style.leading) / pitch)
    rules = [
        pdf.Rule(weight=theme.rule, color=theme.ink, space_before=pitch - theme.rule) for _ in range(count)
    ]
    return [pdf.Heading(words, style, pdf.Element("H2", context.parent)), *rules]


def _section(section: model.Section, context: Context) -> list[pdf.Block]:
    """The heading and the blocks, in a frame where the section has one."""
    theme = context.theme
    content = [_heading(section, context)]
    for block in section.blocks:
        content += _block(block, context)
    if not section.boxed:
        return content
    space = theme.padding
    box = pdf.Boxed(
        content,
        padding=theme.padding,
        weight=theme.frame_rule,
        color=theme.accent,
        space_before=space,
        space_after=space,
    )
    return [box]


def _block(block: model.Block, context: Context) -> list[pdf.Block]:
    """The flowables of a block; a word too wide for it is reported as a problem of the content."""
    try:
        return flowables(block, context)
    except (pdf.TooWide, RenderError) as error:
        raise ContentError([Problem(_widest(block), "too-wide", str(error))]) from error


def _widest(block: model.Block) -> Position:
    """The place of the longest word of a table; of another block its own."""
    if not isinstance(block, model.Table | model.Grid):
        return block.at
    return max(model.texts_of(block), key=lambda text: max(map(len, text.plain.split()), default=0)).at


def _heading(section: model.Section, context: Context) -> pdf.Block:
    style = context.theme.styles[Role.PROMINENT if section.prominent else Role.HEADING]
    mark = texts.tabbed(context.composed.labels[section.id], context.theme.indent, style.fontSize)
    words = texts.inline(section.heading, context.composed.numbers, strong=True)
    return pdf.Heading((*mark, *words), style, pdf.Element("H2", context.parent))
