"""A document by fpdf2, in the peers' environment.

It sets paragraphs, and all else is placed here: it knows no columns in a page, no boxes among words, no cells
of more than words, and no tags but those of pictures.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

Node = dict[str, Any]

FAMILY, FALLBACK = "Atkinson Hyperlegible Next", "Noto Sans"


def made(folder: Path, faces: Mapping[tuple[str, str], Path]) -> bytes:
    """The PDF of a prepared document; the faces are by family and style."""
    document = json.loads((folder / "story.json").read_text(encoding="utf-8"))
    pdf = import_module("fpdf").FPDF(unit="pt", format=tuple(document["size"]))
    for (family, style), file in faces.items():
        pdf.add_font(family, style, file)
    pdf.set_fallback_fonts([FALLBACK], exact_match=False)
    pdf.set_title(document["title"])
    pdf.set_lang(document["lang"])
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    pdf.MARKDOWN_LINK_UNDERLINE = False
    for sheet in document["sheets"]:
        _Sheet(pdf, sheet, folder).draw()
    return bytes(pdf.output())


class _Sheet:
    """A sheet on its pages; what draws a node says where it ends."""

    def __init__(self, pdf: Any, sheet: Node, folder: Path) -> None:
        self._pdf, self._sheet, self._folder = pdf, sheet, folder
        self._page = 0
        self._x, foot, self._width, height = sheet["frame"]
        self._top = pdf.h - foot - height

    def draw(self) -> None:
        """Draw the content from the top down."""
        self._blocks(self._sheet["content"], self._x, self._new_page(), self._width)

    def _new_page(self) -> float:
        """Begin a page with its foot; where its content begins."""
        pdf, foot = self._pdf, self._sheet["foot"]
        pdf.add_page()
        self._page += 1
        style, right = {**foot, "leading": 1.2 * foot["size"]}, self._x + self._width
        top = pdf.h - foot["top"]
        rule = {"weight": foot["rule"], "color": foot["color"]}
        self._line(rule, self._x, top - foot["gap"], right, top - foot["gap"])
        below = self._words(foot["named"], self._x, top, self._x + foot["width"], style)
        self._words(foot["facts"], self._x, below, right, style)
        pdf.set_font(FAMILY, "B", foot["size"])
        pdf.set_xy(self._x, below - style["leading"])
        counted = foot["counted"].replace("{page}", str(self._page))
        pdf.cell(self._width, style["leading"], counted, align="R")
        return float(self._top)

    def _line(self, look: Node, *ends: float) -> None:
        self._pdf.set_draw_color(look.get("color", "#000000"))
        self._pdf.set_line_width(look["weight"])
        self._pdf.line(*ends)

    def _blocks(self, nodes: list[Node], x: float, y: float, width: float) -> float:
        """Draw nodes one under the other, each on its page."""
        after = None
        for node in (one for some in nodes for one in some.get("items", [some])):
            if node["page"] > self._page:
                y = self._new_page()
            elif after is not None:
                y += max(after, node["before"])
            after = None if node["is"] == "break" else node["after"]
            self._anchor(node, y)
            y = getattr(self, f"_{node['is']}")(node, x, y, width)
        return y

    def _anchor(self, node: Node, y: float) -> None:
        """Note where links to the node lead."""
        for one in (node, *node.get("runs", ())):
            if one.get("anchor"):
                self._pdf.set_link(name=one["anchor"], y=y)

    def _break(self, _: Node, __: float, y: float, ___: float) -> float:
        return y

    def _rule(self, node: Node, x: float, y: float, width: float) -> float:
        self._line(node, x, y, x + width, y)
        return y + float(node["weight"])

    def _paragraph(self, node: Node, x: float, y: float, width: float) -> float:
        pdf, runs = self._pdf, node["runs"]
        style = {**self._style(node), "align": node["align"]}
        x, right = x + style["left"], x + width - node["right"]
        if node["level"]:
            pdf.start_section("".join(run["text"] for run in runs).replace("\n", " "), node["level"] - 1)
            if style["hanging"]:
                self._words(runs[:1], x, y, right, style)
                runs, x = runs[2:], x + style["hanging"]
        # Where a list that runs on goes on on the next page.
        ended = next((at for at, run in enumerate(runs) if run.get("page", 0) > self._page), 0)
        draw = self._words if all(run["is"] == "words" for run in runs) else self._answer
        if ended:
            draw(runs[:ended], x, y, right, style)
            runs, y = runs[ended:], self._new_page()
            self._anchor({"runs": runs}, y)
        return draw(runs, x, y, right, style)

    def _style(self, node: Node) -> Node:
        style: Node = self._sheet["styles"][node.get("style", "body")]
        return style

    def _words(self, runs: list[Node], x: float, y: float, right: float, style: Node) -> float:
        """Draw words in fpdf2's marks for strong ones and links."""
        look = {"align": style.get("align", "left")[0].upper(), "new_x": "LEFT", "new_y": "NEXT"}
        self._pdf.set_xy(x, y)
        self._pdf.set_text_color(style["color"])
        self._pdf.set_font(FAMILY, "", style["size"])
        # Strong words go on as such where a link begins or ends among them.
        words = "".join(map(_marked, runs)).replace("****", "")
        self._pdf.multi_cell(right - x, style["leading"], words, markdown=True, **look)
        return float(self._pdf.get_y())

    def _answer(self, runs: list[Node], x: float, y: float, right: float, style: Node) -> float:
        """Draw words, boxes to tick and lines to write on, one after the other."""
        self._pdf.set_text_color(style["color"])
        if style["align"] == "center":
            x += (right - x - sum(self._extent(run, style) for run in runs)) / 2
        at = x
        for parts in _unbroken(runs):
            width, is_blank = sum(self._extent(run, style) for run in parts), _is_blank(parts[0])
            if parts[0].get("text") == "\n" or (not is_blank and at > x and at + width > right + 0.01):
                at, y = x, y + style["leading"]
            if not (is_blank and at == x):
                for run in parts:
                    at = self._piece(run, at, y + style["leading"] / 2 + style["size"] * 0.33, style)
        return y + float(style["leading"])

    def _extent(self, run: Node, style: Node) -> float:
        """The least width of a piece."""
        if run["is"] != "words":
            return float(run["least"] if "least" in run else run["width"])
        self._pdf.set_font(FAMILY, "B" if run["strong"] else "", style["size"])
        return float(self._pdf.get_string_width(run["text"]))

    def _piece(self, run: Node, x: float, base: float, style: Node) -> float:
        """Draw a piece on its baseline; where it ends."""
        width, base = self._extent(run, style), base + run.get("drop", 0)
        if run["is"] == "box":
            self._frame({"weight": 1}, x, base - width, width, width)
        elif run["is"] == "line":
            # A little shorter than ours, for what follows on its line.
            width = max(width, run["width"] - 1)
            self._line({"weight": run["height"]}, x, base, x + width, base)
        else:
            self._pdf.text(x, base, run["text"].strip("\n"))
        return x + width

    def _frame(self, look: Node, x: float, y: float, width: float, height: float) -> None:
        half = look["weight"] / 2
        self._pdf.set_draw_color(look.get("color", "#000000"))
        self._pdf.set_line_width(look["weight"])
        self._pdf.rect(x + half, y + half, width - 2 * half, height - 2 * half)

    def _figure(self, node: Node, x: float, y: float, width: float) -> float:
        left = x + (width - node["width"]) / 2 * (node["align"] == "CENTER")
        size = {"w": node["width"], "h": node["height"]}
        self._pdf.image(self._folder / node["name"], left, y, alt_text=node["alt"], **size)
        return y + float(node["height"])

    def _item(self, node: Node, x: float, y: float, width: float) -> float:
        """Draw a mark on the baseline of what hangs beside it."""
        end, label = y, node["label"]
        if label:
            top, room = y + node["label_drop"], node["indent"] - node["gap"]
            end = getattr(self, f"_{label['is']}")(label, x, top, room)
        inner = x + node["indent"], y + node["drop"], width - node["indent"]
        return max(end, self._blocks(node["body"], *inner))

    def _columns(self, node: Node, x: float, y: float, _: float) -> float:
        lefts, end = [x], y
        for part, drop, width in zip(node["parts"], node["drops"], node["widths"], strict=True):
            end = max(end, self._blocks(part, lefts[-1], y + drop, width))
            lefts.append(lefts[-1] + width + node["gap"])
        for left in lefts[1:-1] if node.get("line") else ():
            middle = left - node["gap"] / 2
            self._line(node["line"], middle, y, middle, end)
        return end

    def _boxed(self, node: Node, x: float, y: float, width: float) -> float:
        inset, left = node["padding"], x - node["hanging"]
        width += node["hanging"]
        end = self._blocks(node["content"], left + inset, y + inset, width - 2 * inset) + float(inset)
        self._frame(node, left, y, width, end - y)
        return end

    def _table(self, node: Node, x: float, y: float, _: float) -> float:
        right, rows = x + sum(node["widths"]), node["rows"]
        for row in rows:
            if row["page"] > self._page:
                y = self._new_page()
                for head in rows[: node["heads"]]:
                    y = self._row(head, node, x, y)
            if row["ruled"]:
                self._line(node, x, y, right, y)
            self._anchor(row, y)
            y = self._row(row, node, x, y)
        if node["bottom"]:
            self._line(node, x, y, right, y)
        return y

    def _row(self, row: Node, table: Node, x: float, y: float) -> float:
        """Draw the cells, and the rules beside them."""
        (pad_x, pad_y), edges, widths = table["padding"], [x], list(table["widths"])
        end: float = y
        for cell in row["cells"]:
            width = sum(widths.pop(0) for _ in range(cell["span"]))
            inner = edges[-1] + pad_x, y + cell["drop"], width - 2 * pad_x
            end = max(end, self._blocks(cell["content"], *inner))
            edges.append(edges[-1] + width)
        end = y + float(row["height"]) if row["height"] else end + float(pad_y)
        for edge in edges if table["columns"] else ():
            self._line(table, edge, y, edge, end)
        return end


def _marked(run: Node) -> str:
    """Words as fpdf2 marks them."""
    words = re.sub(r"\*\*|__|~~|--", r"\\\g<0>", run["text"].replace("\u200b", ""))
    if run["href"]:
        words = f"[{words}]({run['href'].replace('(', '%28').replace(')', '%29')})"
    return re.sub(r"(?s)(?<!\s)\S(.*\S)?", r"**\g<0>**", words, count=1) if run["strong"] else words


def _unbroken(runs: list[Node]) -> Iterator[list[Node]]:
    """Pieces between which a line may end: words and what stands with them, blanks, ends of lines."""
    kept: list[Node] = []
    for run in runs:
        texts = re.findall(r"\n| +|[^ \n]+", run["text"]) if "text" in run else [None]
        for piece in (run if text is None else {**run, "text": text} for text in texts):
            if _is_blank(piece):
                yield from ([kept] if kept else [])
                yield [piece]
                kept = []
            else:
                kept.append(piece)
    yield from ([kept] if kept else [])


def _is_blank(run: Node) -> bool:
    return not run.get("text", "x").strip(" \n")
