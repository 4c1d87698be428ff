"""Reads a PDF back as a screen reader does: its structure as text, and what is wrong with it.

Knows only pikepdf, nothing of the program, so that it can be wrong in other ways than the program is. It is
quick, and sees what validators do not: words joined at line ends, letters that map to nothing, links that no
element holds.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple

import pikepdf

SHOWN = {"Tj", "TJ", "'", '"'}
PAINTED = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"}
INLINE = {"Span", "Link", "Quote", "Code", "Reference", "BibEntry", "Form"}
CHILDREN = {"Table": {"TR", "Caption"}, "TR": {"TH", "TD"}, "L": {"LI", "Caption"}, "LI": {"Lbl", "LBody"}}
PARENTS = {"TR": "Table", "TH": "TR", "TD": "TR", "LI": "L", "LBody": "LI"}


class Shown(NamedTuple):
    """Words painted in one go, their baseline and the size of their letters."""

    words: str
    baseline: float
    size: float


class Spoken(NamedTuple):
    """Words in the order they are read aloud, the language they are read in, and what they are part of."""

    words: str
    lang: str
    role: str


@dataclass
class Page:
    """What a page paints, by its marks, and what is wrong with the marks."""

    marks: dict[int, list[Shown]] = field(default_factory=dict)
    roles: dict[int, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


class Reader:
    """A file read back; *problems* names each fault with the clause it offends, or why it matters."""

    def __init__(self, data: bytes) -> None:
        self.file = pikepdf.open(BytesIO(data))
        self.root = self.file.Root
        self.pages = [_page(page) for page in self.file.pages]
        self.numbers = {page.objgen: number for number, page in enumerate(self.file.pages)}
        self.problems = [
            f"page {number + 1}: {problem}"
            for number, page in enumerate(self.pages)
            for problem in page.problems
        ]
        self.seen: dict[tuple[int, int], tuple[int, int]] = {}
        # The annotations in the order of the structure.
        self.linked: list[tuple[int, int]] = []
        self.heading = 0
        self.lines: list[str] = []
        self.spoken: list[Spoken] = []
        self._document()
        self._fonts()
        self._fields()
        if "/StructTreeRoot" in self.root:
            for kid in _list(self.root.StructTreeRoot.get("/K", [])):
                self._element(kid, depth=0, parent="", lang=self.root.get("/Lang"))
            self._keys()
        else:
            self.problems.append("no structure tree (UA 7.1)")

    def _document(self) -> None:
        root = self.root
        packet = bytes(root.Metadata.read_bytes()).decode() if "/Metadata" in root else ""
        facts = {
            "no language (UA 7.2)": str(root.get("/Lang", "")),
            "not marked as tagged (UA 7.1)": root.get("/MarkInfo", {}).get("/Marked"),
            "title not shown (UA 7.1)": root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"),
            "no title (UA 7.1)": re.search(r"<dc:title><rdf:Alt><rdf:li[^>]*>[^<]", packet),
            "no claim of PDF/UA (UA 5)": "<pdfuaid:part>1</pdfuaid:part>" in packet,
            "no claim of PDF/A (A 6.6.4)": "/AcroForm" in root or "<pdfaid:part>2</pdfaid:part>" in packet,
            "a claim of PDF/A, which what is typed may break": "/AcroForm" not in root
            or "pdfaid:" not in packet,
            "no extension schema (A 6.6.2.3)": "pdfaSchema:prefix" in packet,
            "no output intent (A 6.2.3)": root.get("/OutputIntents"),
            "no identifier (A 6.1.3)": self.file.trailer.get("/ID"),
        }
        self.problems += [problem for problem, fact in facts.items() if not fact]
        for number, page in enumerate(self.file.pages):
            if page.get("/Tabs") != "/S":
                self.problems.append(f"page {number + 1}: tab order is not the structure's (UA 7.18.3)")

    def _fonts(self) -> None:
        for page in self.file.pages:
            for name, font in page.Resources.get("/Font", {}).items():
                if not any(key in font.get("/FontDescriptor", {}) for key in ("/FontFile2", "/FontFile3")):
                    self.problems.append(f"{name} is not embedded (UA 7.21.4.1)")
                if {"\0", "\ufeff", "\ufffe"} & set(_letters(font).values()):
                    self.problems.append(f"{name} maps codes to no letter (UA 7.21.7)")

    def _fields(self) -> None:
        """What is filled in on a screen: nothing acts, every widget is of a field, there is a font."""
        form = self.root.get("/AcroForm", {})
        acting = {"/NeedAppearances", "/XFA", "/CO", "/SigFlags"} & set(form)
        acting |= {"/OpenAction", "/AA"} & set(self.root) | {"/JavaScript"} & set(self.root.get("/Names", {}))
        self.problems += [f"{name[1:]} in the form" for name in sorted(acting)]
        widgets = [widget for page in self.file.pages for widget in _widgets(page)]
        fields: dict[tuple[int, int], str] = {}
        for field_ in form.get("/Fields", []):
            self._field(field_, "", fields)
        self.problems += ["a widget of no field (12.7.2)" for one in widgets if one.objgen not in fields]
        streams = [
            one.AP.N.objgen for one in widgets if "/AP" in one and isinstance(one.AP.N, pikepdf.Stream)
        ]
        if len(streams) != len(set(streams)):
            self.problems.append("two texts share an appearance")
        for page in self.file.pages:
            tips = [str(widget.get("/TU", "")) for widget in _widgets(page)]
            self.problems += [
                f"two fields are “{tip}”" for tip in sorted(set(tips)) if tip and tips.count(tip) > 1
            ]

    def _field(self, field_: Any, above: str, fields: dict[tuple[int, int], str]) -> None:
        """Note the widgets of a field, or of all below a level, by their full names (12.7.3.2)."""
        name = ".".join(filter(None, (above, str(field_.get("/T", "")))))
        kids = list(field_.get("/Kids", []))
        is_field, is_level = "/FT" in field_, any("/T" in kid for kid in kids)
        if is_field and (is_level or not name or name in fields.values()):
            self.problems.append(f"the field “{name}” has no name of its own (12.7.3.2)")
        if {"/A", "/AA"} & set(field_):
            self.problems.append(f"the field “{name}” acts")
        if "/DA" in field_:
            self._typing(str(field_.DA).split()[0], name)
        for kid in kids:
            self._field(kid, name, fields)
        if field_.get("/Subtype") == "/Widget":
            fields[field_.objgen] = name if "/FT" in field_ else f"{name} …{field_.objgen}"

    def _typing(self, name: str, field_: str) -> None:
        """The font to type in is in the file, whole, and viewers find letters in it (UA 7.21)."""
        font = self.root.AcroForm.get("/DR", {}).get("/Font", {}).get(name, {})
        program = font.get("/FontDescriptor", {}).get("/FontFile2")
        if (
            program is None
            or "+" in str(font.BaseFont)
            or b"\x00\x03\x00\x01" not in _table(program, b"cmap")
        ):
            self.problems.append(f"no whole font for the field “{field_}” (UA 7.21.4.1)")

    def _element(self, element: Any, *, depth: int, parent: str, lang: Any) -> list[Shown]:
        """Print *element* and what is in it; the words of inline elements are part of what they stand in."""
        role = str(element.S)[1:]
        lang = element.get("/Lang", lang)
        self._check(element, role, parent, lang)
        self.lines.append("  " * depth + _headline(element, role))
        place = len(self.lines)
        words: list[Shown] = []
        printed: list[Shown] = []
        for kid in _list(element.get("/K", [])):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                self._say(printed, depth, place)
                words += (inner := self._element(kid, depth=depth + 1, parent=role, lang=lang))
                printed = []
                if str(kid.S)[1:] not in INLINE and inner:
                    words = []
            else:
                shown = self._content(kid, element)
                self.spoken += [Spoken(one.words, str(lang), role) for one in shown]
                words, printed = words + shown, printed + shown
        self._say(printed, depth, place)
        if role not in INLINE:
            self._check_lines(words, role)
        return words

    def _say(self, shown: list[Shown], depth: int, place: int) -> None:
        """Print words, beside their element when they are the first thing in it."""
        text = "".join(part.words for part in shown)
        if text and len(self.lines) == place:
            self.lines[-1] += f" “{text}”"
        elif text:
            self.lines.append("  " * (depth + 1) + f"“{text}”")

    def _content(self, kid: Any, element: Any) -> list[Shown]:
        """The words of a mark, or nothing for an annotation."""
        if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid:
            self._annotation(kid.Obj, element)
            return []
        page = kid.Pg if isinstance(kid, pikepdf.Dictionary) else element.Pg
        number, mcid = self.numbers[page.objgen], int(getattr(kid, "MCID", kid))
        if (number, mcid) in self.seen:
            self.problems.append(f"page {number + 1}: mark {mcid} belongs to two elements (14.7.4)")
        self.seen[number, mcid] = element.objgen
        if self.pages[number].roles.get(mcid) != str(element.S):
            self.problems.append(f"page {number + 1}: mark {mcid} is not a {element.S} on the page (14.7.4)")
        return self.pages[number].marks.get(mcid, [])

    def _annotation(self, annotation: Any, element: Any) -> None:
        self.linked.append(annotation.objgen)
        if annotation.Subtype == "/Widget":
            self._widget(annotation, element)
        elif not str(annotation.get("/Contents", "")):
            self.problems.append("a link without a description (UA 7.18.5)")
        if self._owner(annotation.get("/StructParent")) != element.objgen:
            self.problems.append("a link whose key leads to another element (14.7.4.4)")

    def _widget(self, widget: Any, element: Any) -> None:
        """A place to fill in (UA 7.18)."""
        tip = str(widget.get("/TU", ""))
        faults = {
            "is no form (UA 7.18.4)": element.S != "/Form",
            "is not alone in its element (UA 7.18.4)": len(_list(element.K)) != 1,
            "has no description (UA 7.18.1)": not tip,
            "is described in two ways (UA 7.18.1)": tip != str(element.get("/Alt", "")),
            "is not printed": int(widget.get("/F", 0)) != _PRINTED,
            "has no appearance": "/AP" not in widget,
            "acts": {"/A", "/AA"} & set(widget),
            "is a field on paper too (UA 7.18.4)": _is_on_paper(element),
        }
        self.problems += [f"the field “{tip}” {fault}" for fault, holds in faults.items() if holds]

    def _check(self, element: Any, role: str, parent: str, lang: Any) -> None:
        if lang is None:
            self.problems.append(f"{role} in no language (UA 7.2)")
        if role in {"Figure", "Form"}:
            self._check_drawing(element, role)
        if PARENTS.get(role, parent) != parent:
            self.problems.append(f"{role} in {parent or 'nothing'} (UA 7.2)")
        kids = {str(kid.S)[1:] for kid in _kids(element)}
        if role in CHILDREN and not kids <= CHILDREN[role]:
            self.problems.append(f"{role} with {', '.join(sorted(kids - CHILDREN[role]))} (UA 7.2)")
        if role == "TH" and "/Scope" not in element.get("/A", {}):
            self.problems.append("a header cell without scope (UA 7.5)")
        if role == "Table" and len({_width(row) for row in _kids(element) if row.S == "/TR"}) > 1:
            self.problems.append("a table whose rows differ in columns (UA 7.5)")
        if role == "Link" and not any("/Obj" in kid for kid in _dictionaries(element)):
            self.problems.append("a link that leads nowhere (UA 7.18.5)")
        if re.fullmatch(r"H[1-6]", role):
            if int(role[1]) > self.heading + 1:
                self.problems.append(f"{role} after H{self.heading} (UA 7.4.2)")
            self.heading = int(role[1])

    def _check_drawing(self, element: Any, role: str) -> None:
        if not (element.get("/Alt") or element.get("/ActualText")):
            self.problems.append(f"a {role.lower()} without alternative text (UA 7.3)")
        is_widget = any("/Obj" in kid for kid in _dictionaries(element))
        if role == "Form" and not (_is_on_paper(element) or is_widget):
            self.problems.append("a form that is neither a field on paper nor a widget (UA 7.18.4)")

    def _check_lines(self, words: list[Shown], where: str) -> None:
        """A line that ends without a space is read together with the next, unless it ends at a slash."""
        for one, two in pairwise(words):
            moved = abs(one.baseline - two.baseline) > 0.7 * max(one.size, two.size)
            if moved and one.words.strip() and two.words and not one.words.endswith((" ", "/")):
                joined = f"{one.words[-12:]}|{two.words[:12]}"
                self.problems.append(f"words joined at a line’s end in {where}: “{joined}”")

    def _owner(self, key: Any) -> tuple[int, int] | None:
        """The element an annotation's *key* leads to."""
        owner = self._parents.get(int(key)) if key is not None else None
        return owner.objgen if isinstance(owner, pikepdf.Dictionary) else None

    @functools.cached_property
    def _parents(self) -> dict[int, Any]:
        pairs = list(self.root.StructTreeRoot.ParentTree.Nums)
        return dict(zip(map(int, pairs[::2]), pairs[1::2], strict=True))

    def _keys(self) -> None:
        """Pages and annotations lead to the elements that hold what is on them (ISO 32000-1, 14.7.4.4)."""
        parents = self._parents
        for number, (page, content) in enumerate(zip(self.file.pages, self.pages, strict=True)):
            owners = list(parents.get(int(page.get("/StructParents", -1)), []))
            for mcid in content.roles:
                expected = self.seen.get((number, mcid))
                if expected is None:
                    self.problems.append(f"page {number + 1}: mark {mcid} belongs to no element (14.7.4)")
                elif mcid >= len(owners) or owners[mcid].objgen != expected:
                    self.problems.append(f"page {number + 1}: mark {mcid} leads elsewhere (14.7.4.4)")
            order = [annotation.objgen for annotation in page.get("/Annots", [])]
            if order != [number for number in self.linked if number in order]:
                self.problems.append(f"page {number + 1}: fields and links out of order (UA 7.18.3)")
            for annotation in page.get("/Annots", []):
                if annotation.objgen not in self.linked:
                    self.problems.append(f"page {number + 1}: an annotation in no element (UA 7.18.1)")


class _Read(NamedTuple):
    """What was found in a file, without the file."""

    problems: tuple[str, ...]
    lines: tuple[str, ...]
    spoken: tuple[Spoken, ...]


@functools.lru_cache(maxsize=32)
def _read(data: bytes) -> _Read:
    reader = Reader(data)
    return _Read(tuple(reader.problems), tuple(reader.lines), tuple(reader.spoken))


def problems(data: bytes) -> list[str]:
    """What is wrong with a file; nothing for one that conforms as far as this can see."""
    return list(_read(data).problems)


def tree(data: bytes) -> str:
    """The structure with its words, as a screen reader meets them."""
    return "\n".join(_read(data).lines) + "\n"


def spoken(data: bytes) -> list[Spoken]:
    """All words but those of artifacts."""
    return list(_read(data).spoken)


# Only the flag “Print” (ISO 32000-1, table 165).
_PRINTED = 4


def _widgets(page: Any) -> list[Any]:
    return [annotation for annotation in page.get("/Annots", []) if annotation.Subtype == "/Widget"]


def _is_on_paper(element: Any) -> bool:
    return any("/Role" in owner for owner in _list(element.get("/A", [])))


def _table(program: Any, tag: bytes) -> bytes:
    """A table of a TrueType file; nothing where it has none."""
    data = program.read_bytes()
    place = data.find(tag, 12, 12 + 16 * int.from_bytes(data[4:6]))
    start, size = int.from_bytes(data[place + 8 : place + 12]), int.from_bytes(data[place + 12 : place + 16])
    return data[start : start + size] if place > 0 else b""


def _headline(element: Any, role: str) -> str:
    said = [role]
    if "/Lang" in element:
        said.append(f"[{element.Lang}]")
    for owner in _list(element.get("/A", [])):
        said += [f"{name[1:]}={str(value).lstrip('/')}" for name, value in owner.items() if name in SAID]
    for name in ("/Alt", "/ActualText"):
        if name in element:
            said.append(f"{name[1:]}=“{element[name]}”")
    said += [f"→ {_target(kid.Obj)}" for kid in _dictionaries(element) if "/Obj" in kid]
    return " ".join(said)


def _target(annotation: Any) -> str:
    """The address a link opens; of one inside the file its description; a field."""
    if annotation.Subtype == "/Widget":
        return "field"
    return str(annotation.Contents if "/Dest" in annotation else annotation.A.URI)


SAID = {"/Scope", "/ColSpan", "/ListNumbering", "/Role", "/checked", "/Desc"}


def _page(page: Any) -> Page:
    """The marks of *page* and the words in them (ISO 32000-1, 14.6)."""
    found = Page()
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    stack: list[int | None] = []
    text = _Text(fonts)
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        text.follow(name, operands)
        if name in ("BDC", "BMC"):
            stack.append(_opened(operands, found, nested=bool(stack)))
        elif name == "EMC":
            stack.pop()
        elif name in SHOWN:
            _show(text.shown(operands), stack, found)
        elif name in PAINTED and not stack:
            found.problems.append(f"untagged painting with {name} (UA 7.1)")
    return found


def _show(shown: Shown, stack: list[int | None], found: Page) -> None:
    if not stack:
        found.problems.append(f"untagged text “{shown.words[:20]}” (UA 7.1)")
    elif stack[-1] is not None:
        found.marks.setdefault(stack[-1], []).append(shown)


class _Text:
    """Where text is painted, and in which letters (ISO 32000-1, 9.4)."""

    def __init__(self, fonts: dict[str, dict[int, str]]) -> None:
        self.fonts = fonts
        self.letters: dict[int, str] = {}
        self.size = self.line = self.leading = 0.0
        self.heights = [0.0]

    def follow(self, name: str, operands: Any) -> None:
        """Note what an operator changes; pages are not turned or scaled."""
        match name:
            case "Tf":
                self.letters, self.size = self.fonts[str(operands[0])], float(operands[1])
            case "cm":
                self.heights[-1] += float(operands[5])
            case "q":
                self.heights.append(self.heights[-1])
            case "Q":
                self.heights.pop()
            case _:
                self._move(name, operands)

    def _move(self, name: str, operands: Any) -> None:
        """Go to the line that an operator begins."""
        match name:
            case "BT":
                self.line = 0.0
            case "Tm":
                self.line = float(operands[5])
            case "TL":
                self.leading = float(operands[0])
            case "Td":
                self.line += float(operands[1])
            case "TD":
                self.leading = -float(operands[1])
                self.line -= self.leading
            case "T*" | "'" | '"':
                self.line -= self.leading

    def shown(self, operands: Any) -> Shown:
        """The words an operator shows."""
        return Shown("".join(_decoded(operands, self.letters)), self.heights[-1] + self.line, self.size)


def _opened(operands: Any, found: Page, *, nested: bool) -> int | None:
    """The number of the mark that begins; None for an artifact."""
    if nested:
        found.problems.append("nested marks (UA 7.1)")
    if operands[0] == "/Artifact":
        return None
    mcid = int(operands[1].MCID)
    found.roles[mcid] = str(operands[0])
    return mcid


def _decoded(operands: Any, letters: dict[int, str]) -> Iterator[str]:
    strings = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[-1]]
    for string in strings:
        if isinstance(string, pikepdf.String):
            yield from (letters.get(code, "\ufffd") for code in bytes(string))


def _letters(font: Any) -> dict[int, str]:
    """The letters of a font's codes."""
    if "/ToUnicode" not in font:
        return {}
    maps = b"".join(re.findall(rb"beginbfchar(.*?)endbfchar", font.ToUnicode.read_bytes(), re.DOTALL))
    rows = re.findall(r"<([0-9A-F]{2})> <([0-9A-F]+)>", maps.decode())
    return {int(code, 16): bytes.fromhex(letter).decode("utf-16-be") for code, letter in rows}


def _list(thing: Any) -> list[Any]:
    return list(thing) if isinstance(thing, pikepdf.Array | list) else [thing]


def _dictionaries(element: Any) -> list[Any]:
    return [kid for kid in _list(element.get("/K", [])) if isinstance(kid, pikepdf.Dictionary)]


def _kids(element: Any) -> list[Any]:
    return [kid for kid in _dictionaries(element) if "/S" in kid]


def _width(row: Any) -> int:
    return sum(int(cell.get("/A", {}).get("/ColSpan", 1)) for cell in _kids(row))
