"""One pass over a finished page: everything painted is marked for the scope it was painted in.

Flowables only open and close scopes, which leaves a `ScopeMark` among the page's operators. Here each
painting operator is put between BDC and EMC: text goes to the scope's element, a path is content only of a
figure and else an artifact, an image may stand only in a figure or an artifact. What is drawn where an
interactive field stands is an artifact (ISO 14289-1, 7.18.4). Marked content never nests,
is never empty and never crosses q, Q, BT or ET. See ISO 32000-1, 14.6.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from handout.pdf.errors import Untagged, UntaggedImage, Violation
from handout.pdf.structure import Element


class Artifact(NamedTuple):
    """Decoration, which readers skip: its type and subtype (ISO 32000-1, 14.8.2.2)."""

    kind: str = "Layout"
    subtype: str | None = None


Scope: TypeAlias = Element | Artifact
# What is called with painting that belongs nowhere, with the element whose scope is open.
Refuse: TypeAlias = Callable[[Violation, Element | None], object]


class ScopeMark(str):
    """Stands among the operators of a page where a scope begins, or goes on after one that ended."""

    __slots__ = ("begins", "scope")

    def __new__(cls, scope: Scope | None, *, begins: bool) -> ScopeMark:
        """An empty string, so that it does no harm where it is not understood."""
        mark = super().__new__(cls)
        mark.scope, mark.begins = scope, begins
        return mark

    scope: Scope | None
    begins: bool


@dataclass
class _Piece:
    """Operators that belong together: a text object, a path and what paints it, or a group from q to Q.

    *owners* are whose content they paint, *elements* those whose scope begins among them; a group of several
    owners is marked piece by piece.
    """

    code: list[str] = field(default_factory=list)
    owners: set[Scope] = field(default_factory=set)
    elements: list[Element] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)


# Most of what ReportLab writes is one operator that sets the state of graphics, or goes on with a path.
_PLAIN = re.compile(r"[-.\d \[\]]*(?:(?:cm|w|RG|rg|d|J|j|M)|(?P<unfinished>m|l|c|v|y|h|re|n))\Z")
_TEXT = re.compile(r"[)\]>]\s*(Tj|TJ|'|\")(?=\s|$)")
_PATH = re.compile(r"(?:^|\s)(?:S|s|f|F|f\*|B|B\*|b|b\*|sh)(?=\s|$)")
_IMAGE = re.compile(r"(?:^|\s)(?:Do|BI)(?=\s|$)")
# A path begun, which nothing may part from what paints it.
_UNFINISHED = re.compile(r"(?:^|\s)(?:m|l|c|v|y|h|re|W|W\*)\s*$")


def mark_content(
    code: Iterable[str],
    *,
    number: Callable[[Element], int],
    begin: Callable[[Element], object],
    refuse: Refuse,
) -> list[str]:
    """The operators of a page, with everything painted put between BDC and EMC.

    *number* gives new content of an element its MCID, *begin* is called with each element in its order,
    *refuse* with each Untagged and UntaggedImage.
    """
    return _bracketed(_pieces(_scoped(code), refuse), number=number, begin=begin)


def _scoped(code: Iterable[str]) -> Iterator[tuple[str, Scope | None]]:
    """Operators, each with the scope it was drawn in."""
    scope: Scope | None = None
    for operators in code:
        if isinstance(operators, ScopeMark):
            scope = operators.scope
        yield operators, scope


def _pieces(code: Iterator[tuple[str, Scope | None]], refuse: Refuse) -> list[_Piece]:
    """The pieces of *code* up to the Q that ends the group, or the end."""
    pieces: list[_Piece] = []
    unfinished = False
    for operators, scope in code:
        if operators == "Q":
            break
        if operators == "q":
            pieces.append(_group(_pieces(code, refuse)))
            continue
        if not unfinished:
            pieces.append(_Piece())
        piece = pieces[-1]
        if isinstance(operators, ScopeMark):
            piece.elements += [scope] if operators.begins and isinstance(scope, Element) else []
            continue
        piece.code.append(operators)
        if plain := _PLAIN.match(operators):
            unfinished = plain["unfinished"] is not None
            continue
        if owner := _owner(operators, scope, refuse):
            piece.owners.add(owner)
        unfinished = not operators.startswith("BT") and bool(_UNFINISHED.search(operators))
    return pieces


def _group(pieces: list[_Piece]) -> _Piece:
    owners = {owner for piece in pieces for owner in piece.owners}
    elements = [element for piece in pieces for element in piece.elements]
    if len(owners) > 1:
        return _Piece(owners=owners, pieces=pieces)
    # A group that paints nothing changes nothing.
    code = ["q", *(operators for piece in pieces for operators in piece.code), "Q"] if owners else []
    return _Piece(code, owners, elements)


def _owner(operators: str, scope: Scope | None, refuse: Refuse) -> Scope | None:
    """Whose content *operators* paint; None when they paint nothing, decoration where that is refused."""
    violation: Violation | None
    drawing = _drawing(scope)
    if operators.startswith("BT"):
        if not _TEXT.search(operators):
            return None
        belongs = scope.holds_words and not scope.field if isinstance(scope, Element) else scope is not None
        owner = scope if belongs else None
        violation = None if belongs else Untagged(what="text", where=_where(scope))
    elif _IMAGE.search(operators):
        owner, violation = drawing, None if drawing else UntaggedImage(where=_where(scope))
    elif _PATH.search(operators):
        owner, violation = drawing, None if scope else Untagged(what="a line or an area", where=_where(scope))
    else:
        return None
    if violation:
        refuse(violation, scope if isinstance(scope, Element) else None)
    return owner or Artifact()


def _drawing(scope: Scope | None) -> Scope | None:
    """Whose content a path is, or an image."""
    if not isinstance(scope, Element):
        return scope
    return None if scope.field else scope.drawing


def _where(scope: Scope | None) -> str:
    return f"in {scope.role}" if isinstance(scope, Element) else "outside every scope"


def _bracketed(
    pieces: Sequence[_Piece], *, number: Callable[[Element], int], begin: Callable[[Element], object]
) -> list[str]:
    """*pieces* with BDC and EMC around neighbours of one owner."""
    code: list[str] = []
    owner: Scope | None = None
    # What paints nothing stays outside unless more of the same owner follows.
    idle: list[str] = []
    for piece in pieces:
        for element in piece.elements:
            begin(element)
        if not (piece.owners or piece.pieces):
            idle += piece.code
            continue
        following = next(iter(piece.owners)) if len(piece.owners) == 1 else None
        if owner and following != owner:
            code.append("EMC")
        code += idle
        idle = []
        if following and following != owner:
            code.append(_opening(following, number))
        owner = following
        code += piece.code
        if piece.pieces:
            code += ["q", *_bracketed(piece.pieces, number=number, begin=begin), "Q"]
    return [*code, *(["EMC"] if owner else []), *idle]


def _opening(owner: Scope, number: Callable[[Element], int]) -> str:
    if isinstance(owner, Element):
        return f"/{owner.role}<</MCID {number(owner)}>>BDC"
    if owner == Artifact():
        return "/Artifact BMC"
    subtype = f"/Subtype/{owner.subtype}" if owner.subtype else ""
    return f"/Artifact<</Type/{owner.kind}{subtype}>>BDC"
