"""A document as typst markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, takewhile
from operator import itemgetter

from tests.bench.peers.story import Node

_BASE = """\
#set document(title: {title})
#set text(lang: "{lang}", font: ("Atkinson Hyperlegible Next", "Noto Sans"))
#set text(hyphenate: false, kerning: false, ligatures: false)
#set par(leading: 0pt, spacing: 0pt, justify: false)
#set page(width: {width}pt, height: {height}pt)
#set block(spacing: 0pt)
#set table(stroke: none)
#show heading: it => it.body
#let set-in(size, fill, above, below, where, it) = {{
  set text(size: size, fill: rgb(fill), top-edge: above, bottom-edge: below)
  show heading: set text(size: size, fill: rgb(fill), top-edge: above, bottom-edge: below)
  align(where, it)
}}
#let tick(side, drop) = box(width: side, place(bottom, dx: 0.5pt, dy: drop - 0.5pt,
  square(size: side - 1pt, stroke: 1pt)))
#let alone(side, leading) = block(height: leading, align(horizon, square(size: side - 1pt, stroke: 1pt)))
#let blank(least, height, drop, stretch) = {{
  let rule(width) = box(width: width, place(bottom, dy: drop, line(length: 100%, stroke: height)))
  rule(least)
  if stretch {{ sym.wj; rule(1fr) }}
}}
#let items(labels, indent, gap, after, ..bodies) = {{
  show enum: set block(below: after)
  enum(numbering: n => box(width: indent - gap, labels.at(n - 1)), body-indent: gap, spacing: after,
    number-align: start + top, ..bodies)
}}
#let hanging(indent, label, body) = grid(columns: (indent, 1fr), label, body)
#let beside(widths, gap, ..parts) = grid(columns: widths, column-gutter: gap, ..parts)
#let divided(stroke, gap, body) = grid.cell(stroke: (left: stroke), inset: (left: gap), body)
#let framed(hanging, stroke, inset, body) = pad(left: -hanging,
  block(breakable: false, width: 100%, stroke: stroke, inset: inset, body))
"""


def source(document: Node) -> str:
    """The markup, with the drawings beside it."""
    (width, height), title = document["size"], json.dumps(document["title"], ensure_ascii=False)
    base = _BASE.format(title=title, lang=document["lang"], width=width, height=height)
    return base + "".join(_Sheet(sheet, *document["size"]).source() for sheet in document["sheets"])


class _Sheet:
    """A sheet on pages of its own, which are counted from one."""

    def __init__(self, sheet: Node, width: float, height: float) -> None:
        self._sheet, self._width, self._height = sheet, width, height

    def source(self) -> str:
        """Its type, its pages and what is on them."""
        styles = "".join(self._style(name, one) for name, one in self._sheet["styles"].items())
        return f"{self._page()}#counter(page).update(1)\n{styles}{''.join(self._pages())}"

    def _pages(self) -> Iterator[str]:
        """Its blocks; a list of several pages is one on each."""
        page, ends = 1, True
        for node in self._sheet["content"]:
            parts = (
                [{**node, "items": list(items)} for _, items in groupby(node["items"], itemgetter("page"))]
                if node["is"] == "list"
                else [node]
            )
            for part in parts:
                begins = part.get("items", [part])[0]["page"]
                if begins > page and ends:
                    yield "#pagebreak(weak: true)\n"
                yield self._block(part)
                page = max(page, begins)
                # It is not known where a table or a text ends that goes on.
                ends = part["is"] not in ("table", "paragraph") or part.get("level", 0) > 0

    def _style(self, name: str, style: Node) -> str:
        # The face's ascent and descent in the middle of the leading, as in CSS.
        above = (style["leading"] + 0.66 * style["size"]) / 2
        edges = f"{above:.3f}pt, {above - style['leading']:.3f}pt"
        type_ = f'{style["size"]}pt, "{style["color"]}"'
        return f"#let in-{name} = set-in.with({type_}, {edges})\n"

    def _page(self) -> str:
        (x, y, across, up), foot = self._sheet["frame"], self._sheet["foot"]
        sides = {"left": x, "right": self._width - x - across, "bottom": y, "top": self._height - y - up}
        margins = ", ".join(f"{side}: {width:.3f}pt" for side, width in sides.items())
        named, facts = ("".join(map(self._run, foot[part])) for part in ("named", "facts"))
        counted = _text(foot["counted"]).replace("\\{page\\}", "#context counter(page).display()")
        line = f'line(length: 100%, stroke: {foot["rule"]}pt + rgb("{foot["color"]}"))'
        below, columns = y - foot["top"] - foot["gap"], f"({foot['width']:.3f}pt, 1fr)"
        return (
            f"#set page(margin: ({margins}), footer-descent: {below:.3f}pt, footer: {{\n"
            f"set text(size: {foot['size']}pt, top-edge: 0.93em, bottom-edge: -0.27em)\n"
            f"{line}\nv({foot['gap']}pt)\n"
            f"grid(columns: {columns}, [{named}], align(right + bottom)[*{counted}*])\n[{facts}]\n}})\n"
        )

    def _blocks(self, nodes: Iterable[Node]) -> str:
        """Nodes one under the other."""
        return "".join(map(self._block, nodes))

    def _block(self, node: Node) -> str:
        """A node and the spaces around it; list and break have none."""
        made: str = _anchor(node) + getattr(self, f"_{node['is']}")(node)
        if not (node.get("before") or node.get("after")):
            return f"{made}\n\n"
        sticky = ", sticky: true" if node["keep"] else ""
        return f"#block(width: 100%, above: {node['before']}pt, below: {node['after']}pt{sticky})[{made}]\n\n"

    def _break(self, _: Node) -> str:
        return "#pagebreak(weak: true)"

    def _rule(self, node: Node) -> str:
        return f"#line(length: 100%, stroke: {_stroke(node)})"

    def _paragraph(self, node: Node) -> str:
        style, runs = self._sheet["styles"][node["style"]], node["runs"]
        if [run["is"] for run in runs] == ["box"]:
            return f"#align({node['align']}, alone({runs[0]['width']:.3f}pt, {style['leading']}pt))"
        kind = f"heading(level: {node['level']})" if node["level"] else "par"
        made = f"#in-{node['style']}({node['align']}, {kind}[{''.join(map(self._run, runs))}])"
        if style["left"] or node["right"]:
            made = f"#pad(left: {style['left']}pt, right: {node['right']:.3f}pt)[{made}]"
        return _foreign(made, node["lang"])

    def _run(self, run: Node) -> str:
        match run["is"]:
            case "gap":
                return f"#text(spacing: {run['width']:.3f}pt)[{_text(run['text'])}]"
            case "box":
                return f"#tick({run['width']:.3f}pt, {run['drop']:.3f}pt)"
            case "line":
                stretch = str(run["width"] > run["least"]).lower()
                return f"#blank({run['least']:.3f}pt, {run['height']}pt, {run['drop']:.3f}pt, {stretch})"
        words = f"#strong[{_text(run['text'])}]" if run["strong"] else _text(run["text"])
        words = _anchor(run) + _foreign(words, run["lang"])
        if not run["href"]:
            return words
        href = json.dumps(run["href"].removeprefix("#"))
        return f"#link({f'label({href})' if run['href'].startswith('#') else href})[{words}]"

    def _figure(self, node: Node) -> str:
        alt = json.dumps(node["alt"], ensure_ascii=False)
        size = f"width: {node['width']:.3f}pt, height: {node['height']:.3f}pt"
        where = "center" if node["align"] == "CENTER" else "left"
        return _foreign(f'#align({where}, image("{node["name"]}", {size}, alt: {alt}))', node["lang"])

    def _list(self, node: Node) -> str:
        first = node["items"][0]
        labels = "".join(f"[{self._label(item)}]," for item in node["items"])
        bodies = ",\n".join(
            f"block(breakable: false)[{_anchor(item)}{self._blocks(item['body'])}]" for item in node["items"]
        )
        return f"#items(({labels}), {first['indent']:.3f}pt, {first['gap']}pt, {first['after']}pt,\n{bodies})"

    def _label(self, item: Node) -> str:
        """A mark on the baseline of what it marks."""
        return f"#v({item['label_drop']:.3f}pt){self._paragraph(item['label'])}"

    def _item(self, node: Node) -> str:
        """What hangs beside a mark in a cell, or beside the code."""
        label = self._block(node["label"]) if node["label"] else ""
        drops = [f"#v({node[drop]:.3f}pt)" for drop in ("label_drop", "drop")]
        parts = f"[{drops[0]}{label}][{drops[1]}{self._blocks(node['body'])}]"
        return f"#hanging({node['indent']:.3f}pt){parts}"

    def _columns(self, node: Node) -> str:
        gap, widths, line = node["gap"], node["widths"], node.get("line")
        parts = [
            f"[#v({drop:.3f}pt)\n{self._blocks(part)}]"
            for part, drop in zip(node["parts"], node["drops"], strict=True)
        ]
        if line:
            # The line stands in the middle of the gap, which is then part of the columns behind it.
            gap /= 2
            widths = [widths[0], *(width + gap for width in widths[1:])]
            parts[1:] = [f"divided({_stroke(line)}, {gap}pt, {part})" for part in parts[1:]]
        columns = "".join(f"{width:.3f}pt, " for width in widths)
        return f"#beside(({columns}), {gap}pt, {', '.join(parts)})"

    def _boxed(self, node: Node) -> str:
        look = f"{node['hanging']}pt, {_stroke(node)}, {node['padding']}pt"
        return f"#framed({look})[\n{self._blocks(node['content'])}]"

    def _table(self, node: Node) -> str:
        line, (pad_x, pad_y), rows = _stroke(node), node["padding"], node["rows"]
        widths = "".join(f"{width:.3f}pt, " for width in node["widths"])
        heights = "".join(f"{row['height']:.3f}pt, " if row["height"] else "auto, " for row in rows)
        ruled = "".join(f"{index}, " for index, row in enumerate(rows) if row["ruled"])
        sides = f", left: {line}, right: {line}" if node["columns"] else ""
        cells = ["".join(map(self._cell, row["cells"], [row, *[{}] * len(row["cells"])])) for row in rows]
        if any(row["tied"] for row in rows):
            # Rows stay together where a cell without width spans them.
            widths += "0pt, "
            cells = [made + self._tie(rows[index:]) for index, made in enumerate(cells)]
        head, body = "".join(cells[: node["heads"]]), "".join(cells[node["heads"] :])
        foot = f"table.hline(stroke: {line})" if node["bottom"] else ""
        return (
            f"#table(columns: ({widths}), rows: ({heights}), inset: (x: {pad_x}pt, y: {pad_y}pt),\n"
            f"stroke: (x, y) => (top: if ({ruled}).contains(y) {{ {line} }}{sides}),\n"
            f"table.header({head}),\n{body}{foot})"
        )

    def _cell(self, cell: Node, row: Node) -> str:
        """A cell, the first with the place of its *row*."""
        span = f", colspan: {cell['span']}" if cell["span"] > 1 else ""
        align = cell["align"].replace("middle", "horizon")
        return f"table.cell(align: {align}{span})[{_anchor(row)}{self._blocks(cell['content'])}],\n"

    def _tie(self, rows: Sequence[Node]) -> str:
        """The cell that holds the first of *rows* and those tied to it together."""
        count = 1 + len(list(takewhile(itemgetter("tied"), rows[1:])))
        look = f"rowspan: {count}, breakable: false, inset: 0pt"
        return "" if rows[0]["tied"] else f"table.cell({look})[],\n"


def _stroke(node: Node) -> str:
    return f'{node["weight"]}pt + rgb("{node["color"]}")'


def _anchor(node: Node) -> str:
    """A place that links lead to."""
    name = node.get("anchor")
    return f"#metadata(none)#label({json.dumps(name)})" if name else ""


def _foreign(made: str, lang: str | None) -> str:
    return f'#text(lang: "{lang}")[{made}]' if lang else made


def _text(words: str) -> str:
    """Words as they are, whatever they mean in markup; no line ends behind a hyphen or a dash."""
    escaped = re.sub(r"[!-/:-@\[-`{-~]", r"\\\g<0>", words)
    return re.sub("[-–]", "\\g<0>\u2060", escaped.replace("\u00a0", "~").replace("\n", " \\ "))
