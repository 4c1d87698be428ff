"""A composed sheet into the pages of a document.

Knows kinds of blocks; never a section's name or a language's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from handout import pdf
from handout.compose import Composed
from handout.errors import ContentError, Position, Problem, RenderError
from handout.layout import texts
from handout.layout.blocks import block
from handout.layout.context import Setting
from handout.layout.forms import added
from handout.layout.page import Foot
from handout.layout.theme import Role, Theme
from handout.model import (
    Block,
    Grid,
    Numbered,
    Reference,
    Section,
    Start,
    Table,
    Texts,
    format_text,
    texts_of,
)

__all__ = ["LaidOut", "lay_out"]

# The part of a page that stays free below the lines for notes.
_BELOW_NOTES = 0.07


class LaidOut(NamedTuple):
    """The pages of a sheet, and its elements: of what has a mark by id, of references by @key."""

    composed: Composed
    part: pdf.Part
    elements: Mapping[str, pdf.Element]
    theme: Theme

    @property
    def places(self) -> Iterator[tuple[pdf.Element, Section | Numbered | Reference]]:
        """The elements of sections, of what is numbered in them and of references, with what each shows."""
        for section in self.composed.sheet.sections:
            yield self.elements[section.id], section
            yield from ((self.elements[one.id], one) for one in section.numbered)
        for reference in self.composed.references:
            if element := self.elements.get(f"@{reference.key}"):
                yield element, reference

    @property
    def sides(self) -> tuple[tuple[Section, ...], ...]:
        """The sections of each side of the paper, as far as the content says where a page begins."""
        return _split(self.composed.sheet.sections, (Start.PAGE,))


def lay_out(composed: Composed, theme: Theme, document: pdf.Element, *, draft: bool = False) -> LaidOut:
    """The sheet as a part of *document*, each page marked where it is a draft."""
    parent = pdf.Element("Sect", document)
    setting = Setting(composed, theme, parent, theme.frame[2], {})
    story = [
        *_title(setting),
        *(
            flowable
            for band in _split(composed.sheet.sections, (Start.BAND, Start.PAGE))
            for flowable in _band(band, setting)
        ),
    ]
    story += added(setting)
    foot = Foot(composed, theme, draft=draft)
    back = _notes(setting, foot.frame[3])
    part = pdf.Part(story, frame=foot.frame, furniture=foot.paint, back=back)
    return LaidOut(composed, part, setting.elements, theme)


def _split(sections: tuple[Section, ...], starts: tuple[Start, ...]) -> tuple[tuple[Section, ...], ...]:
    """The sections in groups, each begun by one that starts so."""
    begins = [index for index, section in enumerate(sections) if index == 0 or section.starts in starts]
    return tuple(sections[begin:end] for begin, end in zip(begins, [*begins[1:], len(sections)], strict=True))


def _title(setting: Setting) -> Iterator[pdf.Block]:
    sheet, numbers = setting.composed.sheet, setting.composed.numbers
    heading = texts.line(sheet.title, numbers, strong=True)
    yield pdf.Heading(heading, setting.theme.styles[Role.TITLE], pdf.Element("H1", setting.parent))
    yield from setting.paragraphs(sheet.names, Role.NAMES, setting.parent, strong=True)
    yield from setting.paragraphs(sheet.about, Role.ABOUT, setting.parent)
    yield from setting.paragraphs(_written_in(setting), Role.ABOUT, setting.parent, strong=True)


def _written_in(setting: Setting) -> Texts:
    """In which language the patient's own words are, where that is none of the sheet's."""
    tag = setting.composed.written_in
    if tag is None:
        return ()
    return setting.said(lambda one: format_text(one.words.written_in, language=one.languages.get(tag, tag)))


def _band(sections: tuple[Section, ...], setting: Setting) -> Iterator[pdf.Block]:
    """Sections in columns side by side, below a rule or on a new page."""
    theme = setting.theme
    if sections[0].starts is Start.PAGE and theme.two_sided:
        yield pdf.PageBreak()
    else:
        space = theme.band
        yield pdf.Rule(
            weight=theme.rule, color=theme.accent, space_before=space, space_after=space, separates=True
        )
    count = min(sections[0].columns, theme.columns)
    width = (theme.frame[2] - theme.gap * (count - 1)) / count
    flowables: list[pdf.Block] = []
    for section in sections:
        element = setting.elements[section.id] = pdf.Element("Sect", setting.parent)
        inner = replace(setting, parent=element, width=width)
        if section.boxed:
            inner = replace(inner, width=width - 2 * theme.padding, body=Role.REQUEST)
        flowables += _section(section, inner)
    yield from flowables if count == 1 else [pdf.Columns(flowables, count=count, gap=theme.gap)]


def _notes(setting: Setting, height: float) -> list[pdf.Block]:
    """Lines for notes, for a back that stays empty."""
    theme = setting.theme
    style = theme.styles[Role.HEADING]
    words = texts.inline(setting.said(lambda language: language.words.notes), {}, strong=True)
    pitch = 1.25 * theme.row
    count = int((height * (1 - _BELOW_NOTES) - style.leading) / pitch)
    rules = [
        pdf.Rule(weight=theme.rule, color=theme.ink, space_before=pitch - theme.rule) for _ in range(count)
    ]
    return [pdf.Heading(words, style, pdf.Element("H2", setting.parent)), *rules]


def _section(section: Section, setting: Setting) -> list[pdf.Block]:
    """The heading and the blocks, in a frame where the section has one."""
    theme = setting.theme
    content = [
        _heading(section, setting),
        *(one for found in section.blocks for one in _block(found, setting)),
    ]
    if not section.boxed:
        return content
    return [
        pdf.Boxed(
            content,
            padding=theme.padding,
            weight=theme.frame_rule,
            color=theme.accent,
            space_before=theme.padding,
            space_after=theme.padding,
        )
    ]


def _block(found: Block, setting: Setting) -> list[pdf.Block]:
    """The flowables of a block; what finds no room in it is a problem of its content."""
    try:
        return block(found, setting)
    except (pdf.TooWide, RenderError) as error:
        raise ContentError([Problem(_widest(found), "too-wide", str(error))]) from error


def _widest(found: Block) -> Position:
    """Where the longest word of a table stands; else the block."""
    if not isinstance(found, Table | Grid):
        return found.at
    return max(texts_of(found), key=lambda text: max(map(len, text.plain.split()), default=0)).at


def _heading(section: Section, setting: Setting) -> pdf.Block:
    style = setting.theme.styles[Role.PROMINENT if section.prominent else Role.HEADING]
    mark = texts.tabbed(setting.composed.labels[section.id], setting.theme.indent, style.fontSize)
    words = texts.inline(section.heading, setting.composed.numbers, strong=True)
    return pdf.Heading((*mark, *words), style, pdf.Element("H2", setting.parent))
