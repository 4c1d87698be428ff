"""A document as typst markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

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
#let beside(gap, ..parts) = grid(columns: (1fr, 1fr), column-gutter: gap, ..parts)
#let framed(stroke, inset, body) = block(breakable: false, width: 100%, stroke: stroke, inset: inset, body)
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
        return f"{self._page()}#counter(page).update(1)\n{styles}{self._blocks(self._sheet['content'])}"

    def _style(self, name: str, style: Node) -> str:
        # The face's ascent and descent in the middle of the leading, as in CSS.
        above = (style["leading"] + 0.66 * style["size"]) / 2
        edges = f"{above:.3f}pt, {above - style['leading']:.3f}pt"
        type_ = f'{style["size"]}pt, "{style["color"]}"'
        return f"#let in-{name} = set-in.with({type_}, {edges}, {style['align']})\n"

    def _page(self) -> str:
        (x, y, across, up), foot = self._sheet["frame"], self._sheet["foot"]
        sides = {"left": x, "right": self._width - x - across, "bottom": y, "top": self._height - y - up}
        margins = ", ".join(f"{side}: {width:.3f}pt" for side, width in sides.items())
        words, counted = " \\ ".join(map(_text, foot["words"])), _text(foot["counted"])
        counted = counted.replace("\\{page\\}", "#context counter(page).display()")
        line = f'line(length: 100%, stroke: {foot["rule"]}pt + rgb("{foot["color"]}"))'
        below, columns = y - foot["top"] - foot["gap"], f"({foot['width']:.3f}pt, 1fr)"
        return (
            f"#set page(margin: ({margins}), footer-descent: {below:.3f}pt, footer: {{\n"
            f"set text(size: {foot['size']}pt, top-edge: 0.95em, bottom-edge: -0.3em)\n"
            f"{line}\nv({foot['gap']}pt)\n"
            f"grid(columns: {columns}, [{words}], align(right)[*{counted}*])\n}})\n"
        )

    def _blocks(self, nodes: Iterable[Node]) -> str:
        """Nodes one under the other."""
        return "".join(map(self._block, nodes))

    def _block(self, node: Node) -> str:
        """A node and the spaces around it; list and break have none."""
        made: str = getattr(self, f"_{node['is']}")(node)
        if not (node.get("before") or node.get("after")):
            return f"{made}\n\n"
        sticky = ", sticky: true" if node["is"] in ("figure", "rule") or node.get("level") else ""
        return f"#block(width: 100%, above: {node['before']}pt, below: {node['after']}pt{sticky})[{made}]\n\n"

    def _break(self, _: Node) -> str:
        return "#pagebreak(weak: true)"

    def _rule(self, node: Node) -> str:
        return f"#line(length: 100%, stroke: {_stroke(node)})"

    def _paragraph(self, node: Node) -> str:
        kind = f"heading(level: {node['level']})" if node["level"] else "par"
        made = f"#in-{node['style']}({kind}[{''.join(map(self._run, node['runs']))}])"
        made = f"#pad(right: {node['right']:.3f}pt)[{made}]" if node["right"] else made
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
        words = _foreign(words, run["lang"])
        return f"#link({json.dumps(run['href'])})[{words}]" if run["href"] else words

    def _figure(self, node: Node) -> str:
        alt = json.dumps(node["alt"], ensure_ascii=False)
        size = f"width: {node['width']:.3f}pt, height: {node['height']:.3f}pt"
        where = "center" if node["align"] == "CENTER" else "left"
        return _foreign(f'#align({where}, image("{node["name"]}", {size}, alt: {alt}))', node["lang"])

    def _list(self, node: Node) -> str:
        first = node["items"][0]
        labels = "".join(f"[{self._label(item)}]," for item in node["items"])
        bodies = ",\n".join(
            f"block(breakable: false)[{self._blocks(item['body'])}]" for item in node["items"]
        )
        return f"#items(({labels}), {first['indent']:.3f}pt, {first['gap']}pt, {first['after']}pt,\n{bodies})"

    def _label(self, item: Node) -> str:
        """A mark on the baseline of what it marks."""
        styles, body = self._sheet["styles"], item["body"][0].get("style", "body")
        drop = (styles[body]["leading"] - styles[item["label"]["style"]]["leading"]) / 2
        return f"#v({drop:.3f}pt){self._paragraph(item['label'])}"

    def _item(self, node: Node) -> str:
        """What hangs beside a mark in a cell, or beside the code."""
        label = self._block(node["label"]) if node["label"] else ""
        return f"#hanging({node['indent']:.3f}pt)[{label}][{self._blocks(node['body'])}]"

    def _columns(self, node: Node) -> str:
        return f"#beside({node['gap']}pt)" + "".join(f"[\n{self._blocks(part)}]" for part in node["parts"])

    def _boxed(self, node: Node) -> str:
        return f"#framed({_stroke(node)}, {node['padding']}pt)[\n{self._blocks(node['content'])}]"

    def _table(self, node: Node) -> str:
        rules, line, (pad_x, pad_y) = node["rules"], _stroke(node), node["padding"]
        widths = "".join(f"{width:.3f}pt, " for width in node["widths"])
        heights = "".join(f"{row['height']:.3f}pt, " if row["height"] else "auto, " for row in node["rows"])
        above = "true" if "rows" in rules else "y == 1"
        sides = f", left: {line}, right: {line}" if "columns" in rules else ""
        head, *rows = ("".join(map(self._cell, row["cells"])) for row in node["rows"])
        foot = f"table.hline(stroke: {line})" if "bottom" in rules else ""
        return (
            f"#table(columns: ({widths}), rows: ({heights}), inset: (x: {pad_x}pt, y: {pad_y}pt),\n"
            f"stroke: (x, y) => (top: if {above} {{ {line} }}{sides}),\ntable.header({head}),\n"
            f"{''.join(rows)}{foot})"
        )

    def _cell(self, cell: Node) -> str:
        span = f", colspan: {cell['span']}" if cell["span"] > 1 else ""
        align = cell["align"].replace("middle", "horizon")
        return f"table.cell(align: {align}{span})[{self._blocks(cell['content'])}],\n"


def _stroke(node: Node) -> str:
    return f'{node["weight"]}pt + rgb("{node["color"]}")'


def _foreign(made: str, lang: str | None) -> str:
    return f'#text(lang: "{lang}")[{made}]' if lang else made


def _text(words: str) -> str:
    """Words as they are, whatever they mean in markup; no line ends behind a dash."""
    escaped = re.sub(r"[!-/:-@\[-`{-~]", r"\\\g<0>", words)
    return escaped.replace("\u00a0", "~").replace("\n", " \\ ").replace("–", "–\u2060")
