"""A composed sheet into the pages of a document.

Knows kinds of blocks; never a section's name or a language's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from reportlab.platypus.flowables import Flowable

from handout import pdf
from handout.compose import Composed
from handout.errors import ContentError, Problem, RenderError
from handout.layout import texts
from handout.layout.blocks import Setting, block
from handout.layout.page import Foot
from handout.model import Block, Reference, Section, Start, Statement
from handout.theme import Role, Theme

__all__ = ["LaidOut", "lay_out"]


@dataclass(frozen=True)
class LaidOut:
    """The pages of a sheet, and its elements: of sections and statements by id, of references by @key."""

    composed: Composed
    part: pdf.Part
    elements: Mapping[str, pdf.Element]

    @property
    def places(self) -> Iterator[tuple[pdf.Element, Section | Statement | Reference]]:
        """The elements of sections, statements and references, with what each shows."""
        for section in self.composed.sheet.sections:
            yield self.elements[section.id], section
            yield from ((self.elements[one.id], one) for one in section.statements)
        for reference in self.composed.references:
            if element := self.elements.get(f"@{reference.key}"):
                yield element, reference

    @property
    def sides(self) -> tuple[tuple[Section, ...], ...]:
        """The sections of each side of the paper, as far as the content says where a page begins."""
        return _split(self.composed.sheet.sections, (Start.PAGE,))


def lay_out(composed: Composed, theme: Theme, document: pdf.Element) -> LaidOut:
    """The sheet as a part of *document*."""
    parent = pdf.Element("Sect", document)
    elements: dict[str, pdf.Element] = {}
    story = [
        *_title(composed, theme, parent),
        *(
            flowable
            for band in _split(composed.sheet.sections, (Start.BAND, Start.PAGE))
            for flowable in _band(band, composed, theme, parent, elements)
        ),
    ]
    foot = Foot(composed, theme)
    part = pdf.Part(story, frame=foot.frame, furniture=foot.paint)
    return LaidOut(composed, part, elements)


def _split(sections: tuple[Section, ...], starts: tuple[Start, ...]) -> tuple[tuple[Section, ...], ...]:
    """The sections in groups, each begun by one that starts so."""
    begins = [index for index, section in enumerate(sections) if index == 0 or section.starts in starts]
    return tuple(sections[begin:end] for begin, end in zip(begins, [*begins[1:], len(sections)], strict=True))


def _title(composed: Composed, theme: Theme, parent: pdf.Element) -> Iterator[Flowable]:
    sheet, numbers = composed.sheet, composed.numbers
    heading = texts.line(sheet.title, numbers, strong=True)
    yield pdf.Heading(heading, theme.styles[Role.TITLE], pdf.Element("H1", parent))
    yield from texts.paragraphs(sheet.names, theme.styles[Role.NAMES], parent, numbers, strong=True)
    yield from texts.paragraphs(sheet.about, theme.styles[Role.ABOUT], parent, numbers)


def _band(
    sections: tuple[Section, ...],
    composed: Composed,
    theme: Theme,
    parent: pdf.Element,
    elements: dict[str, pdf.Element],
) -> Iterator[Flowable]:
    """Sections in columns side by side, below a rule or on a new page."""
    if sections[0].starts is Start.PAGE:
        yield pdf.PageBreak()
    else:
        yield pdf.Rule(weight=theme.rule, color=theme.accent, space_before=5, space_after=5)
    count = sections[0].columns
    width = (theme.frame[2] - theme.gap * (count - 1)) / count
    flowables: list[Flowable] = []
    for section in sections:
        element = elements[section.id] = pdf.Element("Sect", parent)
        setting = Setting(composed, theme, element, width, elements)
        if section.patient:
            setting = replace(setting, width=width - 2 * theme.padding, body=Role.REQUEST)
        flowables += _section(section, setting)
    yield from flowables if count == 1 else [pdf.Columns(flowables, count=count, gap=theme.gap)]


def _section(section: Section, setting: Setting) -> list[Flowable]:
    """The heading and the blocks; what the patient says stands in a box."""
    theme = setting.theme
    content = [
        _heading(section, setting),
        *(one for found in section.blocks for one in _block(found, setting)),
    ]
    if not section.patient:
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


def _block(found: Block, setting: Setting) -> list[Flowable]:
    """The flowables of a block; what finds no room in it is a problem of its content."""
    try:
        return block(found, setting)
    except (pdf.TooWide, RenderError) as error:
        raise ContentError([Problem(found.at, "too-wide", str(error))]) from error


def _heading(section: Section, setting: Setting) -> Flowable:
    style = setting.theme.styles[Role.PROMINENT if section.prominent else Role.HEADING]
    mark = texts.tabbed(setting.composed.marks[section.id], setting.theme.indent, style.fontSize)
    words = texts.line(section.heading, setting.composed.numbers, strong=True)
    return pdf.Heading((*mark, *words), style, pdf.Element("H2", setting.parent))
