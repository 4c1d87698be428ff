"""A document as HTML and CSS, for weasyprint."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from tests.bench.peers.story import NBSP, Node

_BASE = """\
html { font-family: "Atkinson Hyperlegible Next", "Noto Sans" }
html { font-kerning: none; font-variant-ligatures: none }
body, h1, h2, h3, p, ol { margin: 0; padding: 0; font-weight: normal }
h1, h2, h3, img, .rule { break-after: avoid }
li, tr { break-inside: avoid }
a { color: inherit; text-decoration: none }
img { display: block }
table { border-collapse: collapse; table-layout: fixed }
th { text-align: left; font-weight: normal }
.mark { float: left }
.end { clear: both }
.box, .line, .gap { display: inline-block; box-sizing: border-box; text-indent: 0 }
.box { border: 1pt solid }
.line { border-bottom: 0.75pt solid; vertical-align: -2pt }
"""


def source(document: Node) -> str:
    """The page with its style sheet."""
    writer = _Writer()
    sheets = "\n".join(writer.sheet(sheet, document) for sheet in document["sheets"])
    head = f'<meta charset="utf-8"><title>{escape(document["title"])}</title>'
    page = f"<head>{head}\n<style>\n{writer.css()}</style></head>\n<body>{sheets}</body>"
    return f'<!DOCTYPE html>\n<html lang="{document["lang"]}">{page}</html>\n'


class _Writer:
    """Nodes into elements; what is said of their look becomes rules, each once."""

    def __init__(self) -> None:
        self._rules: dict[str, str] = {}
        self._more: list[str] = []
        self._styles: dict[str, Node] = {}
        self._new_page = ""

    def css(self) -> str:
        """The style sheet of all that was written."""
        rules = (f".{name} {{ {look} }}\n" for look, name in self._rules.items())
        return "".join([_BASE, *rules, *dict.fromkeys(self._more)])

    def sheet(self, sheet: Node, document: Node) -> str:
        """A sheet on pages of its own, which are counted from one."""
        self._styles, foot, name = sheet["styles"], sheet["foot"], f"sheet-{len(self._more)}"
        (width, height), (x, y, across, up) = document["size"], sheet["frame"]
        margins = f"{height - y - up}pt {width - x - across}pt {y}pt {x}pt"
        look = (
            f"border-top: {foot['rule']}pt solid {foot['color']}; padding-top: {foot['gap']}pt; height: 100%"
        )
        look += f"; margin-top: {y - foot['top'] - foot['gap']}pt; vertical-align: top; white-space: pre-line"
        look += f"; font-size: {foot['size']}pt; line-height: 1.25"
        words, counted = "\\A ".join(foot["words"]), foot["counted"].replace("{page}", '" counter(page) "')
        left = f'content: "{words}"; width: {foot["width"]}pt; text-align: left; {look}'
        right = f'content: "{counted}"; font-weight: bold; text-align: right; {look}'
        boxes = f"@bottom-left {{ {left} }} @bottom-right {{ {right} }}"
        page = f"@page {name} {{ size: {width}pt {height}pt; margin: {margins}; {boxes} }}\n"
        self._more += [page, f"@page {name}:nth(1 of {name}) {{ counter-reset: page 1 }}\n"]
        self._new_page = f"page: {name}; break-before: page"
        return self._element("section", self._blocks(sheet["content"]), self._new_page)

    def _class(self, *looks: str) -> str:
        return self._rules.setdefault("; ".join(filter(None, looks)), f"c{len(self._rules)}")

    def _element(self, tag: str, content: str, *looks: str, also: str = "", more: str = "") -> str:
        """An element that looks so, with more classes and attributes."""
        name = f"{also} {self._class(*looks)}".strip()
        return f'<{tag} class="{name}"{more}>{content}</{tag}>'

    def _blocks(self, nodes: Iterable[Node]) -> str:
        """Nodes one under the other, in sections; the first has no space before it."""
        found = ""
        for index, node in enumerate(nodes):
            if node.get("level") == 2:
                found += "</section>\n<section>" if "<section>" in found else "<section>"
            found += self._block(node if index else {**node, "before": 0}) + "\n"
        return found + "</section>" * ("<section>" in found)

    def _block(self, node: Node) -> str:
        made: str = getattr(self, f"_{node['is']}")(node)
        return made

    def _break(self, _: Node) -> str:
        return self._element("div", "", self._new_page)

    def _rule(self, node: Node) -> str:
        border = f"border-top: {node['weight']}pt solid {node['color']}"
        return self._element("div", "", border, _margins(node), also="rule")

    def _paragraph(self, node: Node) -> str:
        style, hanging = self._styles[node["style"]], ""
        if style["hanging"]:
            hanging = f"padding-left: {style['hanging']}pt; text-indent: -{style['hanging']}pt"
        right = f"padding-right: {node['right']:.2f}pt" if node["right"] else ""
        looks = (_type(style), _margins(node), f"text-align: {style['align']}", hanging, right)
        words = "".join(map(self._run, node["runs"]))
        return self._element(f"h{node['level']}" if node["level"] else "p", words, *looks, more=_lang(node))

    def _run(self, run: Node) -> str:
        if run["is"] != "words":
            # A line that stretches is shorter than ours, since a space may stand where it begins.
            shorter = 8 * (run["is"] == "line" and run["width"] > run["least"])
            size = f"width: {run['width'] - shorter:.2f}pt"
            if run["is"] == "box":
                size += f"; height: {run['height']:.2f}pt; vertical-align: -{run['drop']:.2f}pt"
            return self._element("span", run.get("text", ""), size, also=run["is"])
        words = escape(run["text"]).replace("\n", "<br>").replace("\u200b", "<wbr>")
        words = f"<strong>{words}</strong>" if run["strong"] else words
        words = f"<span{_lang(run)}>{words}</span>" if run["lang"] else words
        return f'<a href="{escape(run["href"])}">{words}</a>' if run["href"] else words

    def _figure(self, node: Node) -> str:
        size = f"width: {node['width']:.3f}pt; height: {node['height']:.3f}pt"
        centred = "margin-left: auto; margin-right: auto" if node["align"] == "CENTER" else ""
        name = self._class(_margins(node), size, centred)
        return f'<img class="{name}" src="{node["name"]}" alt="{escape(node["alt"])}"{_lang(node)}>'

    def _list(self, node: Node) -> str:
        return "\n".join(["<ol>", *map(self._list_item, node["items"]), "</ol>"])

    def _list_item(self, node: Node) -> str:
        label, first = node["label"], node["body"][0]
        body, mark = (self._styles[one.get("style", "body")] for one in (first, label))
        looks = (f"margin-left: {node['indent']:.2f}pt", _margins(node), _type(body))
        weight = "bold" if label["runs"][0]["strong"] else "normal"
        of_mark = f"font-weight: {weight}; font-size: {mark['size']}pt; color: {mark['color']}"
        self._more.append(f".{self._class(*looks)}::marker {{ {of_mark} }}\n")
        words = "".join(run["text"] for run in label["runs"])
        marked = f" style=\"list-style-type: '{words}{NBSP}'\""
        return self._element("li", self._blocks(node["body"]), *looks, more=marked)

    def _item(self, node: Node) -> str:
        """What hangs beside a mark in a cell, or beside the code."""
        body = self._element("div", self._blocks(node["body"]), f"margin-left: {node['indent']:.2f}pt")
        label = f'<div class="mark">{self._block(node["label"])}</div>' if node["label"] else ""
        return self._element("div", label + body, _margins(node))

    def _columns(self, node: Node) -> str:
        """Floats: weasyprint sets them faster than columns that flow, and breaks them where it is told."""
        width = f"width: calc((100% - {node['gap']}pt) / 2)"
        left, right = map(self._blocks, node["parts"])
        parts = self._element("div", left, width, "float: left") + self._element(
            "div", right, width, "float: right"
        )
        end = '<div class="end"></div>'
        return self._element("div", parts + end, "overflow: hidden; break-inside: avoid", _margins(node))

    def _boxed(self, node: Node) -> str:
        border = f"border: {node['weight']}pt solid {node['color']}; break-inside: avoid"
        padding = f"padding: {node['padding'] - node['weight']}pt"
        return self._element("div", self._blocks(node["content"]), border, padding, _margins(node))

    def _table(self, node: Node) -> str:
        classes = (self._class(f"width: {width:.2f}pt") for width in node["widths"])
        columns = "".join(f'<col class="{name}">' for name in classes)
        head, *rows = (self._row(row, node, index) for index, row in enumerate(node["rows"]))
        parts = f"<colgroup>{columns}</colgroup><thead>{head}</thead><tbody>\n{''.join(rows)}</tbody>"
        return self._element("table", parts, f"width: {sum(node['widths']):.2f}pt", _margins(node))

    def _row(self, row: Node, table: Node, index: int) -> str:
        rules, line = table["rules"], f"{table['weight']}pt solid {table['color']}"
        above = ("top", "header")[index] if index < 2 else "rows"
        sides = ["top"] * (above in rules) + ["left", "right"] * ("columns" in rules)
        sides += ["bottom"] * ("bottom" in rules and row is table["rows"][-1])
        across = table["padding"][0] - ("columns" in rules) * table["weight"] / 2
        looks = [
            f"padding: {table['padding'][1]}pt {across}pt",
            *(f"border-{side}: {line}" for side in sides),
        ]
        cells = "".join(self._cell(cell, *looks) for cell in row["cells"])
        return self._element("tr", cells, f"height: {row['height']:.2f}pt" if row["height"] else "") + "\n"

    def _cell(self, cell: Node, *looks: str) -> str:
        more = f' scope="{cell["head"]}"' if cell["head"] else ""
        more += f' colspan="{cell["span"]}"' if cell["span"] > 1 else ""
        align = f"vertical-align: {cell['align'].replace('top', 'baseline')}"
        return self._element(
            "th" if cell["head"] else "td", self._blocks(cell["content"]), *looks, align, more=more
        )


def _type(style: Node) -> str:
    return f"font-size: {style['size']}pt; line-height: {style['leading']}pt; color: {style['color']}"


def _margins(node: Node) -> str:
    return f"margin-top: {node.get('before', 0)}pt; margin-bottom: {node.get('after', 0)}pt"


def _lang(node: Node) -> str:
    return f' lang="{node["lang"]}"' if node["lang"] else ""
