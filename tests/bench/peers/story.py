"""A document of ours as plain data, from which the sources for the peers are written.

The project itself lays it out, so that the peers get the same words in the same order, faces, sizes, widths
and structure. What they are spared is in it: widths of columns of tables, where the second of two columns
begins, how long a line to write on is, how many pages a sheet has, on which of them what stands.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeAlias

from handout import pdf
from handout.layout import LaidOut
from handout.layout.page import Foot
from handout.make import everything
from handout.make.document import paginate
from handout.model import format_text
from handout.pdf.stack import element_of
from handout.pdf.text import Ink, Letters, Picture
from tests.bench.peers import svg

Node: TypeAlias = dict[str, Any]
"""JSON: its kind under "is", lengths in points, languages where they are not that of the sheet."""

NBSP = "\u00a0"


def document(one: everything.Document, content: Path) -> Node:
    """A document of `make --all`, made as it is made there."""
    sheets = one.options.sheets
    loaded = [everything._edition(content, tag, sheets) for tag in one.tags]
    (first, *others), references = [edition for edition, _ in loaded], loaded[0][1]
    editions = [first, *(other if sheets else other.beside for other in others)]
    made = paginate(editions, references, one.options)
    walk = _Walk(made.typeset, one.tag)
    offset = one.options.paper.offset
    return {
        "lang": one.tag,
        "title": made.typeset.title,
        "size": one.options.paper.size,
        "sheets": [walk.sheet(sheet, index, offset) for index, sheet in enumerate(made.sheets)],
        "drawings": walk.drawings,
    }


class _Walk:
    """Flowables into nodes; the drawings met on the way by name."""

    def __init__(self, typeset: pdf.Typeset, language: str) -> None:
        self.drawings: dict[str, str] = {}
        self._typeset, self._language = typeset, language

    def sheet(self, sheet: LaidOut, index: int, offset: tuple[float, float]) -> Node:
        """A sheet with its type, its frame on the paper and its foot."""
        pages = [page for page in self._typeset.pages if page.part == index]
        has_back = any(page.back for page in pages)
        story = [*sheet.part.story, *([pdf.PageBreak(), *sheet.part.back] if has_back else [])]
        x, y, width, height = sheet.part.frame
        foot, theme = Foot(sheet.composed, sheet.theme), sheet.theme
        said = (foot._named(), foot._facts())
        counted = sheet.composed.languages[0].words.page_of
        return {
            "frame": (x + offset[0], y + offset[1], width, height),
            "styles": {role.value: _style(style) for role, style in theme.styles.items()},
            "content": self.nodes(story),
            "foot": {
                "words": ["".join(run["text"] for run in _runs(one)) for one in said],
                "counted": format_text(counted, pages=str(len(pages))),
                "width": foot._width,
                "top": theme.margin + offset[1] + foot.height,
                "size": theme.small,
                "rule": theme.rule,
                "gap": theme.gap / 8,
                "color": svg.css(theme.ink),
            },
        }

    def nodes(self, flowables: Iterable[pdf.Flowable]) -> list[Node]:
        """One for each flowable, or for each list of items."""
        found: list[Node] = []
        for parent, group in groupby(flowables, key=_list):
            nodes = [self.node(flowable) for flowable in group]
            found += [{"is": "list", "items": nodes}] if parent else nodes
        return found

    def node(self, one: pdf.Flowable) -> Node:
        """A flowable with its spaces and the page of the sheet on which it begins."""
        spaces = {"before": one.getSpaceBefore(), "after": one.getSpaceAfter()}
        return {**self._node(one), **spaces, "page": self._page(element_of(one))}

    def _node(self, one: pdf.Flowable) -> Node:
        match one:
            case pdf.PageBreak():
                return {"is": "break"}
            case pdf.Rule():
                return {"is": "rule", "weight": one.weight, "color": svg.css(one.color)}
            case pdf.Paragraph():
                level = one.element.level if isinstance(one, pdf.Heading) else 0
                style = {"level": level, "style": one.style.name, "right": one.style.rightIndent}
                return {"is": "paragraph", **style, "lang": self._lang(one.element), "runs": list(_runs(one))}
            case pdf.Figure(element=pdf.Element(alt=alt)):
                name, (width, height) = f"{len(self.drawings)}.svg", one.size
                self.drawings[name] = svg.drawn(width, height, one.paint)
                look = {"width": width, "height": height, "align": one.align}
                return {"is": "figure", "name": name, "alt": alt, "lang": self._lang(one.element), **look}
            case pdf.Item():
                label, body = self.node(one.labels[0]) if one.labels else None, self.nodes(one.body)
                return {"is": "item", "label": label, "body": body, "indent": one.indent, "gap": one.gap}
            case pdf.Beside():
                return {"is": "columns", "parts": list(map(self.nodes, one.columns)), "gap": one.gap}
            case pdf.Columns():
                second = next(placed.flowable for placed in one.placed if placed.x)
                content = [block for block in one.flowables if not isinstance(block, pdf.PageBreak)]
                at = content.index(second)
                parts = [self.nodes(content[:at]), self.nodes(content[at:])]
                return {"is": "columns", "parts": parts, "gap": one.gap}
            case pdf.Boxed():
                look = {"weight": one.weight, "color": svg.css(one.color), "padding": one.padding}
                return {"is": "boxed", "content": self.nodes(one.flowables), **look}
            case pdf.Table():
                return self._table(one)
        raise NotImplementedError(type(one).__name__)

    def _table(self, table: pdf.Table) -> Node:
        style = table.style
        rows = [
            {
                "height": laid_out.height if least else None,
                "page": self._page(cells[0].element),
                "cells": [self._cell(cell) for cell in cells],
            }
            for (cells, least, _), laid_out in zip(table.rows, table._laid_out, strict=True)
        ]
        look = {"rules": style.rules.split(), "weight": style.weight, "color": svg.css(style.color)}
        padding = (style.padding_x, style.padding_y)
        return {"is": "table", "widths": table.widths, "rows": rows, "padding": padding, **look}

    def _cell(self, cell: pdf.Cell) -> Node:
        head = (cell.element.scope or "")[:3].lower() if cell.element.role == "TH" else ""
        content = self.nodes(cell.content)
        return {"content": content, "align": cell.align, "head": head, "span": cell.element.span}

    def _lang(self, element: pdf.Element | None) -> str | None:
        language = element.language if element else None
        return language if language != self._language else None

    def _page(self, element: pdf.Element | None) -> int:
        """The page of the sheet on which the element begins, from 1; 0 for what is on none."""
        with contextlib.suppress(KeyError):
            return self._typeset.pages[self._typeset.page_index(element)].page if element else 0
        return 0


def _list(flowable: pdf.Flowable) -> pdf.Element | None:
    """The list that a flowable is an item of."""
    element = flowable.element if isinstance(flowable, pdf.Item) else None
    return element.parent if element and element.role == "LI" else None


def _style(style: Any) -> Node:
    return {
        "size": style.fontSize,
        "leading": style.leading,
        "color": svg.css(style.textColor),
        "hanging": style.leftIndent,
        "align": "right" if style.alignment else "left",
    }


def _runs(paragraph: pdf.Paragraph) -> Iterator[Node]:
    """Neighbouring words of one look as one run; boxes to tick and lines to write on between them."""
    look: Node
    for ink, group in groupby(_stretches(paragraph), key=itemgetter(0)):
        match ink:
            case Letters() if ink.size == paragraph.style.fontSize:
                lang = ink.owner.lang if ink.owner and ink.owner.role == "Span" else None
                words = "".join(text for _, text in group)
                look = {"strong": ink.font.fontName in svg.BOLD, "lang": lang}
                yield {"is": "words", "text": words, **look, "href": ink.link.href if ink.link else None}
            case Letters():
                # A space that is as wide as brings what follows in its place.
                _, text = next(group)
                yield {"is": "gap", "text": text, "width": ink.width(text.replace(NBSP, " "))}
            case Picture(inline=inline):
                width = next(width for one, width in _set(paragraph) if one is ink)
                look = {"least": inline.width, "width": width, "height": inline.height, "drop": inline.drop}
                yield {"is": "box" if inline.height == inline.width else "line", **look}


def _stretches(paragraph: pdf.Paragraph) -> Iterator[tuple[Ink, str]]:
    """The words with what stands before them, as they were before they were set."""
    for index, word in enumerate(paragraph._words):
        ink = word.space.ink if word.space else word.fragments[0].ink
        if word.forced or index:
            yield ink, "\n" if word.forced else " " if word.space else "\u200b"
        for fragment in word.fragments:
            yield fragment.ink, fragment.text.replace(" ", NBSP)


def _set(paragraph: pdf.Paragraph) -> Iterator[tuple[Any, float]]:
    """What is among the words, with its width on the line it stands on."""
    for index, line in enumerate(paragraph._lines):
        for fragment, width in line.set(paragraph._room(paragraph.width, first=not index)):
            yield fragment.ink, width
