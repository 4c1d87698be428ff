"""A composed sheet into the pages of a document.

Knows kinds of blocks; never a section's name or a language's.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from reportlab.lib.styles import ParagraphStyle

from handout import model, pdf
from handout.compose import Composed, Numbers
from handout.errors import ContentError, Position, Problem, RenderError
from handout.layout import texts
from handout.layout.blocks import flowables
from handout.layout.context import Context
from handout.layout.copyfit import Step, chosen, steps
from handout.layout.filled import CONTINUED, continued, is_optional
from handout.layout.page import Foot, sources_checked
from handout.layout.theme import FIGURE_STRETCH, FIRST_STRETCH, ITEM_STRETCH, SECTION_STRETCH, Role, Theme
from handout.model import anchor

__all__ = ["LaidOut", "lay_out", "place_of"]

Part: TypeAlias = model.Section | model.Numbered | model.Reference

# The part of a page that stays free below the lines for notes.
_BELOW_NOTES = 0.07


class LaidOut(NamedTuple):
    """The pages of a sheet, and its elements by the id of a section, item or row, or the @key of a source."""

    composed: Composed
    part: pdf.Part
    elements: Mapping[str, pdf.Element]
    theme: Theme

    @property
    def places(self) -> Iterator[tuple[pdf.Element, Part]]:
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


def lay_out(
    composed: Composed, theme: Theme, document: pdf.Element, *, draft: bool = False, is_last: bool = False
) -> LaidOut:
    """The sheet as a part of *document*, each page with a watermark where it is a draft.

    The back of what goes on behind a sheet has no lines for notes; behind the last sheet there is none.
    """
    parent = pdf.Element("Sect", document)
    foot = Foot(composed, theme, draft=draft)
    frame = _frame(foot)
    context = Context(composed, theme, parent, theme.frame[2], {})
    context, story = _copyfitted(context, frame[3])
    back = _notes(context, frame[3]) if not context.oversets else [] if is_last else [pdf.Spacer(0)]
    anchors = {anchor(composed.sheet.id, name): element for name, element in context.elements.items()}
    part = pdf.Part(story, frame=frame, furniture=foot.paint, back=back, spent=theme.spent, anchors=anchors)
    return LaidOut(composed, part, context.elements, theme)


def _story(context: Context) -> list[pdf.Block]:
    return [*_title(context), *_bands(context)]


def _copyfitted(context: Context, height: float) -> tuple[Context, list[pdf.Block]]:
    """The story with what has no room on its side of the sheet at the end, and its context."""
    story = _story(context)
    if context.composed.details is not None and context.theme.pages is not None:
        taken: list[Step] = []
        for number, side in enumerate(_split(context.composed.sheet.sections, (model.Start.PAGE,))):
            if _side_height(story, number, context.width) > height:
                taken += _gone(side, number, context, taken, height)
                context, story = _attempt(context, taken)
    return context, [*story, *_continued(context)]


def _gone(
    side: Sequence[model.Section], number: int, context: Context, taken: Sequence[Step], height: float
) -> Sequence[Step]:
    """What leaves a side of the sheet so that it is no higher, beside what is *taken* already."""
    entries = [item for section in side for item in section.numbered]
    ids = {entry.id for entry in entries}
    values = [value for value in context.values if value.slot[0] in ids]

    def fits(possible: Sequence[Step]) -> bool:
        story = _attempt(context, [*taken, *possible])[1]
        return _side_height(story, number, context.width) <= height

    return chosen([*steps(filter(is_optional, entries), values)], fits)


def _attempt(context: Context, taken: Iterable[Step]) -> tuple[Context, list[pdf.Block]]:
    """The story laid out anew, with what is *taken* away."""
    cut = {step.slot: step.left for step in taken}
    context = replace(context, values=[], oversets=[], cut=cut)
    return context, _story(context)


def _side_height(story: Iterable[pdf.Block], number: int, width: float) -> float:
    """How high the content of a side of the sheet is, all on one page."""
    sides: list[list[pdf.Block]] = [[]]
    for block in story:
        if isinstance(block, pdf.PageBreak):
            sides.append([])
        else:
            sides[-1].append(block)
    return pdf.height(sides[number], width=width) if number < len(sides) else 0


def _continued(context: Context) -> Iterator[pdf.Block]:
    """The section that goes on with what has no room at its place."""
    if not context.oversets:
        return
    theme, sheet = context.theme, context.composed.sheet
    element = context.elements[CONTINUED] = pdf.Element("Sect", context.parent)
    style = theme.styles[Role.HEADING]
    words = context.words(lambda language: language.words.added_page)
    yield pdf.Rule(
        weight=theme.rule,
        color=theme.ink,
        space_before=theme.section,
        space_after=theme.below_rule,
        keep_with_next=True,
    )
    mark = texts.tabbed(sheet.next_letter, theme.indent, style.fontSize)
    runs = (*mark, *texts.heading(words, Numbers()))
    yield pdf.Heading(runs, style, pdf.Element("H2", element))
    yield from continued(replace(context, parent=element))


def _frame(foot: Foot) -> tuple[float, float, float, float]:
    """The frame above the foot; a word too wide for this is reported as a problem of the content."""
    try:
        return foot.frame
    except pdf.WordTooWide as error:
        sheet = foot.composed.sheet
        places = (text.at for text in (*sheet.title, *sheet.name) if error.word in text.plain)
        raise ContentError([Problem(next(places, sheet.at), "too-wide", str(error))]) from error


def _split(
    sections: tuple[model.Section, ...], starts: tuple[model.Start, ...]
) -> tuple[tuple[model.Section, ...], ...]:
    """The sections in groups, each begun by one that starts so."""
    begins = [index for index, section in enumerate(sections) if index == 0 or section.starts in starts]
    return tuple(sections[begin:end] for begin, end in zip(begins, [*begins[1:], len(sections)], strict=True))


def _title(context: Context) -> Iterator[pdf.Block]:
    sheet, numbers, theme = context.composed.sheet, context.composed.numbers, context.theme
    heading = texts.heading(sheet.title, numbers)
    yield pdf.Rule(
        weight=theme.heavy_rule, color=theme.accent, space_after=2 * theme.below_rule, keep_with_next=True
    )
    yield pdf.Heading(heading, theme.styles[Role.TITLE], pdf.Element("H1", context.parent))
    yield from context.paragraphs(sheet.names, Role.NAMES, context.parent, strong=True)
    yield from context.paragraphs(sheet.synonyms, Role.ABOUT, context.parent)
    yield from context.paragraphs(sheet.about, Role.ABOUT, context.parent)
    yield from context.paragraphs(_imprint(context), Role.ABOUT, context.parent)
    yield from context.paragraphs(_written_in(context), Role.ABOUT, context.parent, strong=True)


def _imprint(context: Context) -> model.Texts:
    """When the sources were checked, where neither the foot nor a colophon has room for it."""
    sheet = context.composed.sheet
    if not context.theme.brief_foot or any(isinstance(block, model.Code) for block in sheet.blocks):
        return ()
    return context.words(lambda language: sources_checked(sheet, language))


def _written_in(context: Context) -> model.Texts:
    """A note on the language of the patient's own words, where the sheet is in another."""
    tag = context.composed.written_in
    # A tag alone tells a reader nothing.
    if tag is None or not all(language.name_of(tag) for language in context.composed.languages):
        return ()
    return context.words(
        lambda language: model.format_text(language.words.written_in, language=language.name_of(tag) or "")
    )


def _bands(context: Context) -> Iterator[pdf.Block]:
    """The sections, those side by side in columns; a rule below one is the rule above the next."""
    theme = context.theme
    is_first = ruled = True
    sheet = context.composed.sheet
    for band in _parted(sheet.early_first if theme.early_first else sheet.sections):
        if band[0].starts is model.Start.PAGE and theme.two_sided:
            yield pdf.PageBreak()
        lay_out_band = _spanning if band[0].spans else _flowing
        first, *others = lay_out_band(band, context, ruled=ruled)
        # The title and what is ruled off stay near what follows.
        first.stretch = SECTION_STRETCH if ruled and not is_first else 0
        yield from (first, *others)
        ruled = not (band[0].spans and band[0].prominent)
        if not ruled:
            yield _rule_below(theme)
        is_first = False


def _parted(sections: tuple[model.Section, ...]) -> Iterator[tuple[model.Section, ...]]:
    """The bands of a sheet; a section that spans the page is one of its own."""
    for band in _split(sections, (model.Start.BAND, model.Start.PAGE)):
        own = 1 if band[0].spans else 0
        yield from filter(None, (band[:own], band[own:]))


def _flowing(sections: tuple[model.Section, ...], context: Context, *, ruled: bool) -> list[pdf.Block]:
    """Sections in the columns of a band, those on top with a rule above if it is *ruled*."""
    theme = context.theme
    count = min(sections[0].columns, theme.columns)
    content: list[pdf.Block] = []
    for section in sections:
        begins_column = count > 1 and section.starts is model.Start.COLUMN
        if begins_column:
            content.append(pdf.PageBreak())
        on_top = begins_column or section is sections[0]
        # A frame hangs into the gutter, so that what is in it stands in line with the rest of its column.
        hanging = theme.padding if begins_column else 0
        inner = _inside(section, context, count)
        content += _section(section, inner, count, ruled=ruled or not on_top, hanging=hanging)
    return _columns(content, count, theme, space=theme.band)


def _spanning(sections: tuple[model.Section, ...], context: Context, *, ruled: bool) -> list[pdf.Block]:
    """The heading of a section across the page, and its blocks in columns below."""
    (section,), theme = sections, context.theme
    count = min(section.columns, theme.columns)
    inner = _inside(section, context, count)
    line = pdf.Line(theme.rule, theme.ink) if section.prominent else None
    blocks = _columns(_blocks(section, inner, count), count, theme, line=line)
    return [*([_rule_above(section, theme)] if ruled else []), _heading(section, inner), *blocks]


def _inside(section: model.Section, context: Context, count: int) -> Context:
    """The context in a section, in one of so many columns."""
    theme = context.theme
    width = (theme.frame[2] - theme.gap * (count - 1)) / count
    element = context.elements.setdefault(section.id, pdf.Element("Sect", context.parent))
    return replace(context, parent=element, width=width)


def _columns(
    content: list[pdf.Block], count: int, theme: Theme, *, line: pdf.Line | None = None, space: float = 0
) -> list[pdf.Block]:
    """The content in so many columns, if these are more than one."""
    if count == 1:
        return content
    return [pdf.Columns(content, count=count, gap=theme.gap, line=line, space_before=space)]


def _rule_above(section: model.Section, theme: Theme) -> pdf.Block:
    """The rule that a section begins with: a heavy one where it is prominent."""
    rule = pdf.Rule(
        weight=theme.heavy_rule if section.prominent else theme.rule,
        color=theme.accent if section.prominent else theme.ink,
        space_before=theme.section,
        space_after=theme.below_rule,
        keep_with_next=True,
    )
    rule.stretch = SECTION_STRETCH
    return rule


def _rule_below(theme: Theme) -> pdf.Block:
    """The rule that ends what is prominent and spans the page."""
    rule = pdf.Rule(
        weight=theme.heavy_rule,
        color=theme.accent,
        space_before=2 * theme.below_rule,
        space_after=2 * theme.below_rule,
    )
    rule.stretch = ITEM_STRETCH
    return rule


def _notes(context: Context, height: float) -> list[pdf.Block]:
    """Lines for notes on a back that would be empty."""
    theme = context.theme
    hung = theme.styles[Role.HEADING]
    # No letter stands before it: its second language does not hang.
    style = ParagraphStyle(hung.name, parent=hung, leftIndent=0, firstLineIndent=0)
    words = texts.heading(context.words(lambda language: language.words.notes), Numbers())
    pitch = 1.25 * theme.row
    count = int((height * (1 - _BELOW_NOTES) - style.leading) / pitch)
    rules = [
        pdf.Rule(weight=theme.rule, color=theme.ink, space_before=pitch - theme.rule) for _ in range(count)
    ]
    return [pdf.Heading(words, style, pdf.Element("H2", context.parent)), *rules]


def _section(
    section: model.Section, context: Context, columns: int, *, ruled: bool, hanging: float
) -> list[pdf.Block]:
    """The heading and the blocks below a rule, or in a frame that hangs so far out of the column."""
    theme = context.theme
    if not section.boxed:
        rule = [_rule_above(section, theme)] if ruled else []
        return [*rule, _heading(section, context), *_blocks(section, context, columns)]
    inner = replace(context, width=context.width + hanging - 2 * theme.padding, body=Role.REQUEST)
    box = pdf.Boxed(
        [_heading(section, inner), *_blocks(section, inner, 1)],
        padding=theme.padding,
        weight=theme.heavy_rule,
        color=theme.accent,
        hanging=hanging,
        space_before=theme.section,
        space_after=theme.section,
    )
    box.stretch = SECTION_STRETCH
    return [box]


def _blocks(section: model.Section, context: Context, columns: int) -> list[pdf.Block]:
    """What stands below a heading in one of so many columns, with the gaps that spare height goes to."""
    content: list[pdf.Block] = []
    for block in section.blocks:
        if columns > 1 and block.starts is model.Start.COLUMN:
            content.append(pdf.PageBreak())
        content += _block(block, context)
    content[0].stretch = FIRST_STRETCH
    for above, flowable in itertools.pairwise(content):
        # An item keeps with the last one for another reason: that this does not stand alone.
        if isinstance(above, pdf.Item) or not above.keepWithNext:
            usual = FIGURE_STRETCH if isinstance(flowable, pdf.Figure) else ITEM_STRETCH
            flowable.stretch = flowable.stretch or usual
    return content


def _block(block: model.Block, context: Context) -> list[pdf.Block]:
    """The flowables of a block, laid out anew only where something in it is cut otherwise."""
    ids = {"", *(numbered.id for numbered in block.numbered)}
    own = frozenset((slot, left) for slot, left in context.cut.items() if slot[0] in ids)
    if (block.id, own) not in context.known:
        inner = replace(context, elements={}, values=[], oversets=[])
        context.known[block.id, own] = inner, _flowables(block, inner)
    inner, blocks = context.known[block.id, own]
    context.elements.update(inner.elements)
    context.values.extend(inner.values)
    context.oversets.extend(inner.oversets)
    return blocks


def _flowables(block: model.Block, context: Context) -> list[pdf.Block]:
    """The flowables of a block; a word too wide for it is reported as a problem of the content."""
    try:
        return flowables(block, context)
    except pdf.WordTooWide as error:
        parts = {context.elements[part.id]: part for part in block.numbered if part.id in context.elements}
        place = place_of(error, parts) or _widest(block)
        raise ContentError([Problem(place, "too-wide", str(error))]) from error
    except (pdf.TooWide, RenderError) as error:
        raise ContentError([Problem(_widest(block), "too-wide", str(error))]) from error


def place_of(error: pdf.WordTooWide | pdf.DoesNotFit, parts: Mapping[pdf.Element, Part]) -> Position | None:
    """The place of the text that holds a word too wide, else of the part it is in; None in no part."""
    lineage = error.element.lineage() if isinstance(error.element, pdf.Element) else ()
    part = next((parts[element] for element in lineage if element in parts), None)
    if part is None or isinstance(error, pdf.DoesNotFit):
        return part and part.at
    return next((text.at for text in model.texts_of(part) if error.word in text.plain), part.at)


def _widest(block: model.Block) -> Position:
    """The place of the longest word of a table; of another block its own."""
    if not isinstance(block, model.Table | model.Grid):
        return block.at
    return max(model.texts_of(block), key=lambda text: max(map(len, text.plain.split()), default=0)).at


def _heading(section: model.Section, context: Context) -> pdf.Block:
    style = context.theme.styles[Role.PROMINENT if section.prominent else Role.HEADING]
    mark = texts.tabbed(context.composed.labels[section.id], context.theme.indent, style.fontSize)
    words = texts.heading(section.heading, context.composed.numbers)
    return pdf.Heading((*mark, *words), style, pdf.Element("H2", context.parent))
