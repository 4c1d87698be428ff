"""A composed sheet into the pages of a document.

Knows kinds of blocks; never a section's name or a language's.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from reportlab.platypus.flowables import Flowable

from handout import pdf
from handout.compose import Composed
from handout.layout import texts
from handout.layout.blocks import Setting, block
from handout.layout.page import furniture
from handout.model import Section, Start
from handout.theme import Role, Theme

__all__ = ["part"]


def part(composed: Composed, theme: Theme, document: pdf.Element) -> pdf.Part:
    """The pages of a sheet, as a part of *document*."""
    sheet = pdf.Element("Sect", document)
    story = [*_title(composed, theme, sheet), *_bands(composed, theme, sheet)]
    return pdf.Part(story, frame=theme.frame, furniture=furniture(composed, theme))


def _title(composed: Composed, theme: Theme, parent: pdf.Element) -> Iterator[Flowable]:
    sheet, numbers = composed.sheet, composed.numbers
    heading = texts.line(sheet.title, numbers, strong=True)
    yield pdf.Heading(heading, theme.styles[Role.TITLE], pdf.Element("H1", parent))
    yield from texts.paragraphs(sheet.names, theme.styles[Role.NAMES], parent, numbers, strong=True)
    yield from texts.paragraphs(sheet.about, theme.styles[Role.ABOUT], parent, numbers)


def _bands(composed: Composed, theme: Theme, parent: pdf.Element) -> Iterator[Flowable]:
    """The sections, those of a band in columns side by side."""
    number = 0

    def band(section: Section) -> int:
        nonlocal number
        number += section.starts is not Start.FLOW
        return number

    for _, group in groupby(composed.sheet.sections, band):
        sections = list(group)
        if sections[0].starts is Start.PAGE:
            yield pdf.PageBreak()
        else:
            yield pdf.Rule(weight=theme.rule, color=theme.accent, space_before=5, space_after=5)
        yield from _band(sections, composed, theme, parent)


def _band(
    sections: list[Section], composed: Composed, theme: Theme, parent: pdf.Element
) -> Iterator[Flowable]:
    count = sections[0].columns
    width = (theme.frame[2] - theme.gap * (count - 1)) / count
    flowables = [
        flowable for section in sections for flowable in _section(section, composed, theme, parent, width)
    ]
    if count == 1:
        yield from flowables
    else:
        yield pdf.Columns(flowables, count=count, gap=theme.gap)


def _section(
    section: Section, composed: Composed, theme: Theme, parent: pdf.Element, width: float
) -> list[Flowable]:
    element = pdf.Element("Sect", parent)
    style = theme.styles[Role.PROMINENT if section.prominent else Role.HEADING]
    inner = width - 2 * theme.padding if section.patient else width
    mark = texts.tabbed(composed.marks[section.id], theme.indent, style.fontSize)
    heading = pdf.Heading(
        (*mark, *texts.line(section.heading, composed.numbers, strong=True)),
        style,
        pdf.Element("H2", element),
    )
    setting = Setting(composed, theme, element, inner)
    content: list[Flowable] = [
        heading,
        *(flowable for found in section.blocks for flowable in block(found, setting)),
    ]
    if section.patient:
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
    return content
