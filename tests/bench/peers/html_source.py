"""A document as HTML and CSS, for weasyprint."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from tests.bench.peers.story import NBSP, Node

_BASE = """\
html { font-family: "Atkinson Hyperlegible Next", "Noto Sans" }
html { font-kerning: none; font-variant-ligatures: none }
* { margin-break: discard }
body, h1, h2, h3, p, ol { margin: 0; padding: 0; font-weight: normal }
li, tr { break-inside: avoid }
a { color: inherit; text-decoration: none }
img { display: block }
table { border-collapse: collapse; table-layout: fixed }
th { text-align: left; font-weight: normal }
.mark { float: left }
.end { clear: both }
.page::before { content: counter(page) }
.box, .line, .gap { display: inline-block; box-sizing: border-box; text-indent: 0 }
.box { border: 1pt solid }
.line { border-bottom: 0.75pt solid; vertical-align: -2pt }
"""

# The last of a column has no space below it, whether it is a section, a list, an item or a text.
_BASE += ", ".join(".part" + depth * " > :last-child" for depth in range(1, 5))
_BASE += " { margin-bottom: 0 !important }\n"

_HANGING = (("margin-left", "indent"), ("padding-top", "drop"))
_ROUNDED = 0.01
"""By how much columns are narrower than ours, in points, lest the last finds no room."""
_LENIENT, _LENIENT_PAGE = 0.1, 2
"""By how much lines and pages are longer than ours, in points, since lengths are rounded."""


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
        y, up = y - _LENIENT_PAGE, up + _LENIENT_PAGE
        margins = f"{height - y - up}pt {width - x - across}pt {y}pt {x}pt"
        self._more.append(
            f"@page {name} {{ size: {width}pt {height}pt; margin: {margins};"
            f" @bottom-left {{ content: element({name}); width: 100%; vertical-align: top }} }}\n"
        )
        if len(self._more) > 1:
            # The pages of the first sheet are counted from one as they are.
            self._more.append(f"@page {name}:nth(1 of {name}) {{ counter-reset: page 1 }}\n")
        below = f"margin-top: {y - foot['top'] - foot['gap']}pt; position: running({name})"
        self._new_page = f"page: {name}; break-before: page"
        content = self._foot(foot, below) + self._blocks(sheet["content"])
        return self._element("section", content, self._new_page)

    def _foot(self, foot: Node, *looks: str) -> str:
        """What every page carries at its foot, the page within the sheet on the line of its name."""
        rule = f"border-top: {foot['rule']}pt solid {foot['color']}; padding-top: {foot['gap']}pt"
        named, facts = ("".join(map(self._run, foot[part])) for part in ("named", "facts"))
        before, after = map(escape, foot["counted"].split("{page}"))
        counted = self._element("strong", f'{before}<span class="page"></span>{after}', "float: right")
        type_ = f"font-size: {foot['size']}pt; line-height: 1.2"
        return self._element("div", f"{counted}<p>{named}</p><p>{facts}</p>", rule, type_, *looks)

    def _class(self, *looks: str) -> str:
        return self._rules.setdefault("; ".join(filter(None, looks)), f"c{len(self._rules)}")

    def _element(self, tag: str, content: str, *looks: str, also: str = "", more: str = "") -> str:
        """An element that looks so, with more classes and attributes."""
        name = f"{also} {self._class(*looks)}".strip()
        return f'<{tag} class="{name}"{more}>{content}</{tag}>'

    def _blocks(self, nodes: Iterable[Node]) -> str:
        """Nodes one under the other, in sections; the first on a page has no space before it."""
        found, on_top = "", True
        for node in nodes:
            if node.get("level") == 2:
                found += "</section>\n<section>" if "<section>" in found else "<section>"
            found += self._block({**node, "before": 0} if on_top else node) + "\n"
            on_top = node["is"] == "break"
        return found + "</section>" * ("<section>" in found)

    def _block(self, node: Node) -> str:
        made: str = getattr(self, f"_{node['is']}")(node)
        return made

    def _break(self, _: Node) -> str:
        return self._element("div", "", self._new_page)

    def _rule(self, node: Node) -> str:
        border = f"border-top: {_line(node)}"
        return self._element("div", "", border, _margins(node))

    def _paragraph(self, node: Node) -> str:
        style, hanging = self._styles[node["style"]], ""
        if left := style["left"] + style["hanging"]:
            hanging = f"padding-left: {left}pt; text-indent: {-style['hanging']}pt"
        right = f"padding-right: {node['right']:.2f}pt" if node["right"] else ""
        lenient = f"margin-right: -{_LENIENT}pt"
        looks = (_type(style), _margins(node), lenient, f"text-align: {node['align']}", hanging, right)
        words, tag = "".join(map(self._run, node["runs"])), f"h{node['level']}" if node["level"] else "p"
        return self._element(tag, words, *looks, more=_lang(node) + _anchor(node))

    def _run(self, run: Node) -> str:
        if run["is"] != "words":
            # A line that stretches is shorter than ours, since a space may stand where it begins.
            shorter = 8 * (run["is"] == "line" and run["width"] > run["least"])
            size = f"width: {run['width'] - shorter:.2f}pt"
            if run["is"] == "box":
                size += f"; height: {run['height']:.2f}pt; vertical-align: -{run['drop']:.2f}pt"
            return self._element("span", run.get("text", ""), size, also=run["is"])
        # No line ends behind a hyphen or a dash.
        words = re.sub("[-–]", "\\g<0>\u2060", escape(run["text"]))
        words = words.replace("\n", "<br>").replace("\u200b", "<wbr>")
        words = f"<strong>{words}</strong>" if run["strong"] else words
        more = _lang(run) + _anchor(run)
        words = f"<span{more}>{words}</span>" if more else words
        return f'<a href="{escape(run["href"])}">{words}</a>' if run["href"] else words

    def _figure(self, node: Node) -> str:
        size = f"width: {node['width']:.3f}pt; height: {node['height']:.3f}pt"
        centred = "margin-left: auto; margin-right: auto" if node["align"] == "CENTER" else ""
        name = self._class(size, centred)
        image = f'<img class="{name}" src="{node["name"]}" alt="{escape(node["alt"])}"{_lang(node)}>'
        return self._element("div", image, _margins(node))

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
        marked = f" style=\"list-style-type: '{words}{NBSP}'\"" + _anchor(node)
        return self._element("li", self._blocks(node["body"]), *looks, more=marked)

    def _item(self, node: Node) -> str:
        """What hangs beside a mark in a cell, or beside the code."""
        left, lowered = (f"{side}: {node[name]:.2f}pt" for side, name in _HANGING)
        body = self._element("div", self._blocks(node["body"]), left, lowered)
        label = self._block(node["label"]) if node["label"] else ""
        mark = self._element("div", label, f"padding-top: {node['label_drop']:.2f}pt", also="mark")
        return self._element("div", mark + body, _margins(node))

    def _columns(self, node: Node) -> str:
        """Floats: weasyprint sets them faster than columns that flow, and breaks them where it is told."""
        gap, line = node["gap"], node.get("line")
        beside = f"margin-left: {gap}pt"
        if line:
            inner = gap / 2 - line["weight"]
            beside = f"margin-left: {gap / 2}pt; padding-left: {inner}pt; border-left: {_line(line)}"
        parts = ""
        for index, part in enumerate(node["parts"]):
            width, drop = node["widths"][index] - _ROUNDED, node["drops"][index]
            # What is empty keeps others away by its height alone.
            drop = drop if part else 1
            looks = (f"width: {width:.3f}pt", f"padding-top: {drop:.2f}pt", beside if index else "")
            parts += self._element("div", self._blocks(part), "float: left", *looks, also="part")
        parts += '<div class="end"></div>'
        return self._element("div", parts, "break-inside: avoid", _margins(node))

    def _boxed(self, node: Node) -> str:
        border = f"border: {_line(node)}; break-inside: avoid; margin-left: -{node['hanging']}pt"
        padding = f"padding: {node['padding'] - node['weight']}pt"
        content = self._blocks(node["content"])
        return self._element("div", content, border, padding, _margins(node), also="part")

    def _table(self, node: Node) -> str:
        classes = (self._class(f"width: {width:.2f}pt") for width in node["widths"])
        columns = "".join(f'<col class="{name}">' for name in classes)
        rows = [self._row(row, node) for row in node["rows"]]
        head, body = "".join(rows[: node["heads"]]), "".join(rows[node["heads"] :])
        parts = f"<colgroup>{columns}</colgroup><thead>{head}</thead><tbody>\n{body}</tbody>"
        # Half of the outer rules stand outside the table's columns.
        width = sum(node["widths"]) + node["columns"] * node["weight"]
        return self._element("table", parts, f"width: {width:.2f}pt", _margins(node))

    def _row(self, row: Node, table: Node) -> str:
        sides = ["top"] * row["ruled"] + ["left", "right"] * table["columns"]
        sides += ["bottom"] * (table["bottom"] and row is table["rows"][-1])
        # Half of the rules stand in the cells beside them.
        half = table["weight"] / 2
        across, down = (
            table["padding"][0] - table["columns"] * half,
            table["padding"][1] - row["ruled"] * half,
        )
        looks = [
            f"padding: {down}pt {across}pt",
            *(f"border-{side}: {_line(table)}" for side in sides),
        ]
        cells = "".join(self._cell(cell, *looks) for cell in row["cells"])
        height = f"height: {row['height']:.2f}pt" if row["height"] else ""
        tied = "break-before: avoid" if row["tied"] else ""
        return self._element("tr", cells, height, tied, more=_anchor(row)) + "\n"

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
    keep = "; break-after: avoid" if node.get("keep") else ""
    return f"margin-top: {node.get('before', 0)}pt; margin-bottom: {node.get('after', 0)}pt{keep}"


def _line(node: Node) -> str:
    return f"{node['weight']}pt solid {node['color']}"


def _anchor(node: Node) -> str:
    return f' id="{escape(node["anchor"])}"' if node["anchor"] else ""


def _lang(node: Node) -> str:
    return f' lang="{node["lang"]}"' if node["lang"] else ""
