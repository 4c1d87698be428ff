"""Interactive fields: widgets on the pages, fields above them by their names, and the font of what is typed.

Each widget has an appearance of its own making, so that no viewer has to make one before somebody types; no
two texts share one, which some programs write into. Squares and rules are decoration on the page: a widget
holds only the cross or the words. No script, no action. See ISO 32000-1, 12.7, and ISO 14289-1, 7.18.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import partial
from typing import NamedTuple

from handout.pdf.errors import NestedField, TwoMeanings, UnfitFieldName, Violation
from handout.pdf.fonts import font_named
from handout.pdf.objects import Objects, Offset, Raw, numbers, text
from handout.pdf.structure import Box, Element, Field, Tree, moved

_NAME = re.compile(r"[\w-]+(\.[\w-]+)*")
_STATE = re.compile(r"(?!Off\Z)[A-Za-z0-9-]+|")

# The name of the font in strings that set one.
_FONT = "Typing"
# Flags of a text (ISO 32000-1, table 228): several lines, or no more than there is room for.
_MULTILINE, _DO_NOT_SCROLL = 1 << 12, 1 << 23
# The cross of ZapfDingbats, for viewers that draw boxes of their own.
_CROSS = "8"


class _Widget(NamedTuple):
    """A place of a field: the *raw* object is filled when all are known, and carries *key*."""

    element: Element
    field: Field
    box: Box
    page: int
    raw: Raw
    key: int

    @property
    def tip(self) -> str:
        """What it is, in words."""
        return self.element.alt or ""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height, in points."""
        left, bottom, right, top = self.box
        return right - left, top - bottom

    def annotation(self, page: str, entries: str, offset: Offset) -> bytes:
        """The annotation, which is printed (ISO 32000-1, 12.5.6.19)."""
        rect = numbers(moved(self.box, offset))
        head = f"<</Type/Annot/Subtype/Widget/F 4/P {page}/StructParent {self.key}/Rect{rect}"
        return f"{head}{entries}>>".encode("ascii")


@dataclass
class _Level:
    """A level of names, or at the last the places of a field."""

    widgets: list[_Widget] = dataclass_field(default_factory=list)
    levels: dict[str, _Level] = dataclass_field(default_factory=dict)


class Fields:
    """The fields of a document, to which places are added page by page."""

    def __init__(self, objects: Objects, tree: Tree, *, font: str) -> None:
        self._objects, self._tree, self._font_name = objects, tree, font
        self._widgets: dict[str, list[_Widget]] = {}
        self._crosses: dict[tuple[float, float], tuple[str, str]] = {}
        self._pages: Sequence[str] = ()
        self._font = ""

    def add(self, element: Element, field: Field, box: Box, page: int) -> str:
        """Make *box*, in coordinates of the page, the place of a *field* in *element*; its reference."""
        raw = self._objects.reserve()
        reference = self._objects.reference(raw)
        widget = _Widget(element, field, box, page, raw, self._tree.annotate(element, page, reference))
        self._widgets.setdefault(field.name, []).append(widget)
        return reference

    def violations(self) -> Iterator[Violation]:
        """What would make the file lie: no name, a name of two meanings, a field in a drawing."""
        names = self._widgets.keys()
        levels = {name[: match.start()] for name in names for match in re.finditer(r"\.", name)}
        for name, widgets in self._widgets.items():
            meanings = {widget.field.meaning for widget in widgets}
            for widget in widgets:
                for violation in _unfit(widget, is_ambiguous=name in levels or len(meanings) > 1):
                    violation.page, violation.element = widget.page, widget.element
                    yield violation

    def catalog_entry(self, pages: Sequence[str]) -> str:
        """The catalog's entry for the fields, all of them made; nothing where there is none."""
        if not self._widgets:
            return ""
        self._pages = pages
        self._font = font_named(self._font_name).whole(self._objects)
        fields = " ".join(self._made(name, level) for name, level in self._root().levels.items())
        resources = f"<</Font<</{_FONT} {self._font}>>>>"
        form = self._objects.add(f"<</Fields[{fields}]/DR{resources}/DA{_type(12)}>>")
        return f"/AcroForm {form}"

    def _root(self) -> _Level:
        """What is above all names."""
        root = _Level()
        for name, widgets in self._widgets.items():
            level = root
            for part in name.split("."):
                level = level.levels.setdefault(part, _Level())
            level.widgets = widgets
        return root

    def _made(self, name: str, level: _Level, parent: str = "") -> str:
        """The reference of a level or a field, made with all below it."""
        entries = f"/T{text(name)}{parent and f'/Parent {parent}'}"
        widgets = level.widgets
        if len(widgets) == 1:
            self._complete(widgets[0], entries + _entries(widgets[0].field))
            return self._objects.reference(widgets[0].raw)
        raw = self._objects.reserve()
        reference = self._objects.reference(raw)
        if widgets:
            question = widgets[0].field.question or widgets[0].tip
            entries += f"{_entries(widgets[0].field)}/TU{text(question)}"
        for widget in widgets:
            self._complete(widget, f"/Parent {reference}")
        kids = [self._objects.reference(widget.raw) for widget in widgets]
        kids += [self._made(inner, below, reference) for inner, below in level.levels.items()]
        raw.data = f"<<{entries}/Kids[{' '.join(kids)}]>>".encode("ascii")
        return reference

    def _complete(self, widget: _Widget, entries: str) -> None:
        """Fill in the object of a place, with *entries* of its field where it is the only one."""
        entries += f"/TU{text(widget.tip)}" + (
            self._box(widget) if widget.field.state else self._text(widget)
        )
        widget.raw.from_offset = partial(widget.annotation, self._pages[widget.page], entries)

    def _box(self, widget: _Widget) -> str:
        if widget.size not in self._crosses:
            width, height = widget.size
            near, far = 0.22, 0.78
            cross = (
                f"2 w {near * width:.2f} {near * height:.2f} m {far * width:.2f} {far * height:.2f} l S "
                f"{near * width:.2f} {far * height:.2f} m {far * width:.2f} {near * height:.2f} l S"
            )
            self._crosses[widget.size] = self._appearance(widget, cross), self._appearance(widget, "")
        on, off = self._crosses[widget.size]
        return f"/AS/Off/MK<</CA({_CROSS})>>/AP<</N<</{widget.field.state} {on}/Off {off}>>>>"

    def _text(self, widget: _Widget) -> str:
        # White behind what is typed hides the rules, which stand further apart than lines of type.
        behind = "/MK<</BG[1]>>" if widget.field.lines > 1 else ""
        resources = f"/Resources<</Font<</{_FONT} {self._font}>>>>"
        return f"{behind}/AP<</N {self._appearance(widget, '/Tx BMC EMC', resources)}>>"

    def _appearance(self, widget: _Widget, operators: str, entries: str = "") -> str:
        box = numbers((0, 0, *widget.size))
        # What is so short grows when it is compressed.
        return self._objects.add_stream(
            operators.encode("ascii"), f"/Type/XObject/Subtype/Form/BBox{box}{entries}", compressed=False
        )


def _unfit(widget: _Widget, *, is_ambiguous: bool) -> Iterator[Violation]:
    name, state = widget.field.name, widget.field.state
    if not _NAME.fullmatch(name):
        yield UnfitFieldName(name=name)
    if not _STATE.fullmatch(state):
        yield UnfitFieldName(name=state)
    if is_ambiguous:
        yield TwoMeanings(name=name)
    above = widget.element.parent
    if above and above.drawing:
        yield NestedField(name=name, role=above.drawing.role)


def _entries(field: Field) -> str:
    """What a field is, beside its name (ISO 32000-1, 12.7.4)."""
    if field.state:
        return "/FT/Btn/V/Off"
    # As many lines as there is room for, in smaller type if need be.
    type_, flags = (_type(0), _MULTILINE) if field.lines > 1 else (_type(field.size), _DO_NOT_SCROLL)
    most = f"/MaxLen {field.most}" if field.most else ""
    return f"/FT/Tx/Ff {flags}{most}/DA{type_}{'/Q 1' if field.centred else ''}"


def _type(size: float) -> str:
    """The operators that set the type of what is typed; of size 0 as the viewer finds room."""
    return text(f"/{_FONT} {size:g} Tf 0 g")
