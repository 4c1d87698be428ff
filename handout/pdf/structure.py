"""Structure elements: what the content of a page is, apart from how it looks; and the tree they make.

No ReportLab here. See ISO 32000-1, 14.7 and 14.8, and ISO 14289-1, 7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from handout.pdf import errors

# Elements that hold other elements, and the ones whose content is words or a drawing (ISO 32000-1, 14.8.4).
_GROUPS = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "L", "LI", "Table", "TR"})
_HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})
_WORDS = frozenset(
    {"P", "Lbl", "LBody", "TH", "TD", "Caption", "Link", "Span", "Quote", "Code", "Reference", "BibEntry"}
)
_DRAWINGS = frozenset({"Figure", "Formula", "Form"})
_ROLES = _GROUPS | _HEADINGS | _WORDS | _DRAWINGS

# Where an element stands that cannot stand anywhere (ISO 14289-1, 7.2 and 7.5).
_PARENTS = {
    "LI": {"L"},
    "LBody": {"LI"},
    "TR": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "Caption": {"L", "Table", "Figure"},
}

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def check_language(tag: str) -> Iterator[errors.Violation]:
    """BadLanguage where *tag* does not look like one of BCP 47."""
    if not _LANGUAGE.fullmatch(tag):
        yield errors.BadLanguage(tag=tag)


@dataclass(frozen=True, kw_only=True)
class Field:
    """What is filled in on a screen: a field of text or, with a *state*, a box (ISO 32000-1, 12.7).

    The *name* has its levels parted by dots. Places of one name show one value: of boxes with different
    states one at most is ticked, and *question* is what these answer together. Text is typed in *size*
    points, no more than *most* letters; over several *lines*, *pitch* points apart, it may become smaller.
    """

    name: str
    state: str = ""
    question: str = ""
    size: float = 12
    most: int | None = None
    lines: int = 1
    pitch: float = 0
    centred: bool = False

    @property
    def meaning(self) -> tuple[object, ...]:
        """What is the same at all places of one name."""
        return bool(self.state), self.most, self.lines > 1


@dataclass(frozen=True, kw_only=True)
class Form:
    """What is filled in: by hand, a field that is not interactive (ISO 32000-1, 14.8.5.6), or in a *field*.

    *role* is that of a radio button, a check box or a text value. *checked* counts for the first two. *desc*
    is the name of the field, for readers who cannot see the label beside it; that of an interactive one is
    its alternative text.
    """

    role: Literal["rb", "cb", "tv"]
    checked: bool = False
    desc: str = ""
    field: Field | None = None


@dataclass(frozen=True, eq=False)
class Element:
    """A structure element (ISO 32000-1, 14.7.2), known by its identity.

    Its place among the kids of *parent* is that of its first drawing, so that reading order is the order of
    the content. A paragraph that falls on two pages is one element with marks on both. Mistakes in an element
    are violations of the document in which it is drawn.
    """

    role: str
    parent: Element | None = None
    _: KW_ONLY
    # A BCP 47 tag; without one that of the nearest element above holds.
    lang: str | None = None
    alt: str | None = None
    actual_text: str | None = None
    title: str | None = None
    # Of a TH: "Column" (what it is when nothing is said), "Row" or "Both".
    scope: str | None = None
    # Of a TH or TD: how many columns it spans.
    span: int = 1
    # Of an L whose items have labels: Decimal, UpperAlpha, LowerAlpha, Disc, …
    numbering: str | None = None
    # Of a Form, and of nothing else.
    form: Form | None = None

    def violations(self) -> Iterator[errors.Violation]:
        """What is wrong with the element wherever it is drawn."""
        parent = self.parent.role if self.parent else None
        if self.role not in _ROLES or (self.role == "Document") != (parent is None):
            yield errors.Misplaced(self.role, parent, ())
        elif parent not in _PARENTS.get(self.role, {parent}):
            yield errors.Misplaced(self.role, parent, sorted(_PARENTS[self.role]))
        if (self.role == "Form") != (self.form is not None):
            yield errors.MissingForm(self.role)
        if self.lang is not None:
            yield from check_language(self.lang)
        if self.drawing is self:
            if not (self.alt or self.actual_text):
                yield errors.MissingAlternative(role=self.role)
            elif self.language is None:
                yield errors.MissingLanguage(words=self.alt or self.actual_text)

    def lineage(self) -> Iterator[Element]:
        """The element, its parent, and so on to the root."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    @property
    def language(self) -> str | None:
        """The language of the element or of the nearest one above that has any."""
        return next((element.lang for element in self.lineage() if element.lang), None)

    @property
    def level(self) -> int:
        """The level of a heading: 2 for H2; 0 of any other element."""
        return int(self.role[1:]) if self.role in _HEADINGS else 0

    @property
    def holds_words(self) -> bool:
        """Whether text may stand in it without another element between."""
        return self.role not in _GROUPS

    @property
    def drawing(self) -> Element | None:
        """The figure, formula or field it is or is part of."""
        return next((element for element in self.lineage() if element.role in _DRAWINGS), None)

    @property
    def field(self) -> Field | None:
        """The interactive field it is or is part of: a widget, and beside it nothing but decoration."""
        drawing = self.drawing
        return drawing.form.field if drawing and drawing.form else None


# Left, bottom, right and top, in points.
Box: TypeAlias = tuple[float, float, float, float]


def moved(box: Box, offset: tuple[float, float]) -> Box:
    """*box* moved right and up by *offset*, in points."""
    left, bottom, right, top = box
    x, y = offset
    return left + x, bottom + y, right + x, top + y


class Marked(NamedTuple):
    """A kid of an element: marked content on a page, counted from 0 (ISO 32000-1, 14.7.4.2)."""

    page: int
    mcid: int


class Annotated(NamedTuple):
    """A kid of an element: an annotation on a page, by its reference (ISO 32000-1, 14.7.4.3)."""

    page: int
    reference: str


@dataclass
class Node:
    """An element's place in the tree, filled while pages are drawn."""

    kids: list[Element | Marked | Annotated] = field(default_factory=list)
    first_page: int = 0


class Tree:
    """The elements drawn so far, in their order, and what is wrong with them."""

    def __init__(self) -> None:
        self.nodes: dict[Element, Node] = {}
        # What each page or annotation belongs to, by the key it carries (ISO 32000-1, 14.7.4.4).
        self.parents: list[Element | list[Element]] = []
        self._violations: list[errors.Violation] = []
        self._boxes: dict[Element, list[Box]] = {}
        self._words: dict[Element, str] = {}
        self._level = 0

    def touch(self, element: Element, page: int) -> Node:
        """The element's node; when it is new, the last kid of its parent."""
        if node := self.nodes.get(element):
            return node
        if element.parent:
            self.touch(element.parent, page).kids.append(element)
        for violation in (*element.violations(), *self._jump(element)):
            self.refuse(violation, page, element)
        node = self.nodes[element] = Node(first_page=page)
        return node

    def mark(self, element: Element, page: int, marks: list[Element]) -> int:
        """Number new content of *element* among the *marks* of the page."""
        marks.append(element)
        self.touch(element, page).kids.append(Marked(page, len(marks) - 1))
        return len(marks) - 1

    def annotate(self, element: Element, page: int, reference: str) -> int:
        """Make the annotation a kid of *element*; the key it is to carry."""
        self.touch(element, page).kids.append(Annotated(page, reference))
        self.parents.append(element)
        return len(self.parents) - 1

    def add_page(self, marks: list[Element]) -> int:
        """Note the *marks* of a page; the key it is to carry."""
        self.parents.append(marks)
        return len(self.parents) - 1

    def name(self, element: Element, words: str) -> None:
        """Call *element* by its *words* should anything be wrong with it."""
        self._words[element] = words

    def bound(self, element: Element, box: Box) -> None:
        """Note that *element*, or a part of it, stands in *box*."""
        self._boxes.setdefault(element, []).append(box)

    def box(self, element: Element) -> Box | None:
        """Where *element* stands, if all of it stands in one place (ISO 32000-1, 14.8.5.4.3)."""
        boxes = self._boxes.get(element, ())
        return boxes[0] if len(boxes) == 1 else None

    def refuse(self, violation: errors.Violation, page: int, element: Element | None) -> None:
        """Note what must not be in the file, on a page and about an *element* where there is one."""
        violation.page, violation.element = page, element
        self._violations.append(violation)

    def violations(self) -> Iterator[errors.Violation]:
        """All that was refused, and what can be known only when all is drawn."""
        yield from self._violations
        for element, node in self.nodes.items():
            if element.role == "Link" and not any(isinstance(kid, Annotated) for kid in node.kids):
                where = f"in {element.parent.role}" if element.parent else ""
                violation = errors.LinkWithoutTarget(where=where)
                violation.page, violation.element = node.first_page, element
                yield violation

    def _jump(self, element: Element) -> Iterator[errors.Violation]:
        if element.level > self._level + 1:
            words = self._words.get(element, element.role)
            previous = self._level
            yield errors.HeadingJump(words=words, level=element.level, previous=previous, next=previous + 1)
        self._level = element.level or self._level
