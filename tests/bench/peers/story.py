"""A document of ours as plain data, from which the sources for the peers are written.

The project itself lays it out, so that the peers get the same words in the same order, faces, sizes, widths
and structure. What they are spared is in it: widths of columns, what stands in which of them, how far it is
lowered to stand level with what is beside it, how long a line to write on is, how many pages a sheet has, on
which of them what stands.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice, pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeAlias

from handout import pdf
from handout.layout import LaidOut
from handout.layout.page import Foot
from handout.make import everything
from handout.make.document import paginate
from handout.model import format_text
from handout.pdf.stack import Placed, element_of
from handout.pdf.text import Ink, Letters, Picture
from tests.bench.peers import svg

Node: TypeAlias = dict[str, Any]
"""JSON: its kind under "is", lengths in points, languages where they are not that of the sheet."""

NBSP = "\u00a0"

_ALIGNMENTS = ("left", "center", "right")


def document(one: everything.Document, content: Path) -> Node:
    """A document of `make --all`, made as it is made there."""
    sheets = one.options.sheets
    loaded = [everything._edition(content, tag, sheets) for tag in one.tags]
    (first, *others), references = [edition for edition, _ in loaded], loaded[0][1]
    editions = [first, *(other if sheets else other.beside for other in others)]
    made = paginate(editions, references, one.options)
    anchors = {element: name for sheet in made.sheets for name, element in sheet.part.anchors.items()}
    walk = _Walk(made.typeset, one.tag, anchors)
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

    def __init__(self, typeset: pdf.Typeset, language: str, anchors: dict[pdf.Element, str]) -> None:
        self.drawings: dict[str, str] = {}
        self._typeset, self._language = typeset, language
        # Those that no node has yet.
        self._anchors = anchors

    def sheet(self, sheet: LaidOut, index: int, offset: tuple[float, float]) -> Node:
        """A sheet with its type, its frame on the paper and its foot."""
        pages = [page for page in self._typeset.pages if page.part == index]
        has_back = any(page.back for page in pages)
        story = [*sheet.part.story, *([pdf.PageBreak(), *sheet.part.back] if has_back else [])]
        x, y, width, height = sheet.part.frame
        foot, theme = Foot(sheet.composed, sheet.theme), sheet.theme
        counted = sheet.composed.languages[0].words.page_of
        return {
            "frame": (x + offset[0], y + offset[1], width, height),
            "styles": {role.value: _style(style) for role, style in theme.styles.items()},
            "content": self.nodes(story),
            "foot": {
                "named": list(self._runs(foot._named())),
                "facts": list(self._runs(foot._facts())),
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
        all_ = [(flowable, self.node(flowable)) for flowable in flowables]
        for (_, below), (_, above) in pairwise(reversed(all_)):
            # A rule stands on the page of the heading that it is above.
            above["page"] = above["page"] or (below["page"] if above["keep"] else 0)
        found: list[Node] = []
        for parent, group in groupby(all_, key=lambda pair: _list(pair[0])):
            nodes = [node for _, node in group]
            found += [{"is": "list", "items": nodes}] if parent else nodes
        return found

    def node(self, one: pdf.Flowable) -> Node:
        """A flowable with its spaces and the page of the sheet on which it begins."""
        spaces = {"before": one.getSpaceBefore(), "after": one.getSpaceAfter()}
        element = getattr(one, "element", None)
        # The heading of a section stands for the section.
        element = element.parent if isinstance(one, pdf.Heading) else element
        place = {"page": self._page(element_of(one)), "anchor": self._anchor(element)}
        place["keep"] = isinstance(one, pdf.PageBreak) or one.keepWithNext
        return {**self._node(one), **spaces, **place}

    def _node(self, one: pdf.Flowable) -> Node:
        match one:
            case pdf.PageBreak():
                return {"is": "break"}
            case pdf.Rule():
                return {"is": "rule", "weight": one.weight, "color": svg.css(one.color)}
            case pdf.Paragraph():
                level = one.element.level if isinstance(one, pdf.Heading) else 0
                align = _ALIGNMENTS[one.style.alignment]
                style = {"style": one.style.name, "right": one.style.rightIndent, "align": align}
                words = {"lang": self._lang(one.element), "runs": list(self._runs(one))}
                return {"is": "paragraph", "level": level, **style, **words}
            case pdf.Figure(element=pdf.Element(alt=alt)):
                name, (width, height) = f"{len(self.drawings)}.svg", one.size
                self.drawings[name] = svg.drawn(width, height, one.paint)
                look = {"width": width, "height": height, "align": one.align}
                return {"is": "figure", "name": name, "alt": alt, "lang": self._lang(one.element), **look}
            case pdf.Item():
                label, body = self.node(one.labels[0]) if one.labels else None, self.nodes(one.body)
                count = len(one.labels)
                lowered = {"label_drop": _drop(one.placed[:count]), "drop": _drop(one.placed[count:])}
                look = {"indent": one.indent, "gap": one.gap, **lowered}
                return {"is": "item", "label": label, "body": body, **look}
            case pdf.Beside():
                placed = iter(one.placed)
                drops = [_drop(list(islice(placed, len(column)))) for column in one.columns]
                widths = one.widths or (_width(one),) * len(drops)
                parts = list(map(self.nodes, one.columns))
                return {"is": "columns", "parts": parts, "drops": drops, "widths": widths, "gap": one.gap}
            case pdf.Columns():
                line = one.line and {"weight": one.line.weight, "color": svg.css(one.line.color)}
                parts = [self.nodes(place.flowable for place in column.placed) for column in one.stacks]
                look = {"drops": [0] * len(parts), "widths": [_width(one)] * len(parts), "gap": one.gap}
                return {"is": "columns", "parts": parts, "line": line, **look}
            case pdf.Boxed():
                look = {"weight": one.weight, "color": svg.css(one.color), "padding": one.padding}
                return {"is": "boxed", "content": self.nodes(one.flowables), "hanging": one.hanging, **look}
            case pdf.Table():
                return self._table(one)
        raise NotImplementedError(type(one).__name__)

    def _table(self, table: pdf.Table) -> Node:
        style = table.style
        rows = [
            {
                "height": laid_out.height if least else None,
                "page": self._page(cells[0].element),
                "anchor": self._anchor(cells[0].element.parent),
                "ruled": table._weight(index) > 0,
                "tied": tied,
                "cells": list(map(self._cell, cells, (placed for _, placed in laid_out.cells))),
            }
            for index, ((cells, least, tied), laid_out) in enumerate(
                zip(table.rows, table._laid_out, strict=True)
            )
        ]
        rules = {"heads": table.header_rows, "columns": style.has("columns"), "bottom": style.has("bottom")}
        look = {"weight": style.weight, "color": svg.css(style.color)}
        padding = (style.padding_x, style.padding_y)
        return {"is": "table", "widths": table.widths, "rows": rows, "padding": padding, **rules, **look}

    def _cell(self, cell: pdf.Cell, placed: Sequence[Placed]) -> Node:
        head = (cell.element.scope or "")[:3].lower() if cell.element.role == "TH" else ""
        look = {"align": cell.align, "drop": _drop(placed)}
        return {"content": self.nodes(cell.content), "head": head, "span": cell.element.span, **look}

    def _runs(self, paragraph: pdf.Paragraph) -> Iterator[Node]:
        """Neighbouring words of one look as one run; boxes to tick and lines to write on between them."""
        look: Node
        for ink, group in groupby(_stretches(paragraph), key=itemgetter(0)):
            match ink:
                case Letters() if ink.size == paragraph.style.fontSize:
                    lang = ink.owner.lang if ink.owner.role == "Span" else None
                    words = "".join(text for _, text in group)
                    look = {"strong": ink.font.fontName in svg.BOLD, "lang": lang}
                    entry = _entry(ink)
                    look |= {"href": ink.link.href if ink.link else None, "anchor": self._anchor(entry)}
                    look["page"] = self._page(entry)
                    yield {"is": "words", "text": words, **look}
                case Letters():
                    # A space that is as wide as brings what follows in its place.
                    _, text = next(group)
                    yield {"is": "gap", "text": text, "width": ink.width(text.replace(NBSP, " "))}
                case Picture(inline=inline):
                    width = next(width for one, width in _set(paragraph) if one is ink)
                    look = {
                        "least": inline.width,
                        "width": width,
                        "height": inline.height,
                        "drop": inline.drop,
                    }
                    yield {"is": "box" if inline.height == inline.width else "line", **look}

    def _anchor(self, element: pdf.Element | None) -> str | None:
        """The name that links lead to, at the first node of what has one."""
        return self._anchors.pop(element, None) if element else None

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
        "left": style.leftIndent + style.firstLineIndent,
        "hanging": -style.firstLineIndent,
    }


def _drop(placed: Sequence[Placed]) -> float:
    """How far below its place what stands there begins."""
    return placed[0].top if placed else 0


def _width(columns: Any) -> float:
    """How wide each of several equal columns is."""
    count = len(columns.columns if isinstance(columns, pdf.Beside) else columns.stacks)
    return float((columns.width - columns.gap * (count - 1)) / count)


def _entry(ink: Letters) -> pdf.Element | None:
    """The entry of a list that runs on, to which letters belong."""
    element: pdf.Element | None = ink.owner
    while element and element.role != "BibEntry":
        element = element.parent
    return element


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
