"""Inline markup into runs of text, citations and pointers: a small part of pandoc's.

``**strong**``, ``[words](https://…)``, ``[words]{lang=en}``, ``[@key; @other-key]``, ``[](#id)``,
``[](sheet#id)``. Strong, a link and a language may stand in each other, none in itself. Anything else is
plain text. A line end is a space.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from handout.errors import Position
from handout.files.nodes import Scalar
from handout.files.report import Report
from handout.model import POINTER, TAG, Citation, Inline, Pointer, Run

KEY = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
"""A citation key."""

_LANG = re.compile(r"\{lang=(" + TAG + r")\}")
HREF = r"https?://[A-Za-z0-9][!-~]*"
"""The address of a link."""
_FORM = r"\(https?:|\{lang="
# Without any of these a text is one run.
_SPECIAL = re.compile(r"[*\[\]\n]")
_MARK = re.compile(rf"\*{{2,}}|\[|\](?={_FORM})")
# An “@” in brackets that can only be meant as a citation; an address as in [me@example.org] is none.
_CITES = re.compile(r"(?<=\[)@|(?<=[\s;])@[A-Za-z]")
_LINE_ENDS = re.compile(r"(?<![ \t])[ \t]*\n[ \t\n]*")


def parse(scalar: Scalar, report: Report) -> tuple[Inline, ...]:
    """The inlines of a text; a mark that is left open or misused is noted under ``markup``."""
    text = scalar.text
    if not _SPECIAL.search(text):
        words = text.strip()
        return (Run(words, offset=text.index(words)),) if words else ()
    parser = _Parser(scalar, report)
    parser.whole()
    return tuple(_joined(parser.inlines))


def words(scalar: Scalar) -> tuple[Inline, ...]:
    """The words of a text that has no other markup than pointers."""
    inlines: list[Inline] = []
    start = 0
    for match in POINTER.finditer(scalar.text):
        inlines += [Run(scalar.text[start : match.start()], offset=start)] if match.start() > start else []
        inlines.append(_pointer(match, scalar, strong=False))
        start = match.end()
    return (*inlines, Run(scalar.text[start:], offset=start)) if start < len(scalar.text) else tuple(inlines)


def _pointer(match: re.Match[str], scalar: Scalar, *, strong: bool) -> Pointer:
    at = scalar.place(match.start())
    return Pointer(match["target"], match["sheet"] or None, at, strong, match.start())


def _joined(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Neighbours that look alike as one run."""
    for _, group in groupby(inlines, key=_look):
        first, *others = group
        if isinstance(first, Run) and others:
            yield replace(first, text="".join(run.text for run in (first, *others) if isinstance(run, Run)))
        else:
            yield from (first, *others)


def _look(inline: Inline) -> object:
    return (inline.strong, inline.lang, inline.href) if isinstance(inline, Run) else inline


def _closers(text: str, opening: str, closing: str) -> dict[int, int]:
    """For each bracket that is closed, where; in one pass, however many stay open."""
    closers: dict[int, int] = {}
    opened: list[int] = []
    for match in re.finditer(f"[{re.escape(opening + closing)}]", text):
        if match[0] == opening:
            opened.append(match.start())
        elif opened:
            closers[opened.pop()] = match.start()
    return closers


class _Parser:
    """One text on its way to inlines."""

    def __init__(self, scalar: Scalar, report: Report) -> None:
        self.inlines: list[Inline] = []
        self._scalar = scalar
        self._text = scalar.text
        self._report = report
        self._brackets = _closers(self._text, "[", "]")
        self._parentheses = _closers(self._text, "(", ")")

    def whole(self) -> None:
        """Take in all of the text but the blanks around it."""
        start, end = len(self._text) - len(self._text.lstrip()), len(self._text.rstrip())
        paragraphs = r"\n" if self._scalar.folded else r"\n[ \t]*\n"
        for match in re.compile(paragraphs).finditer(self._text, start, end):
            self._note(
                match.end() - 1, "remove the empty line or the deeper indentation: this text is one paragraph"
            )
        self._span(start, end, Run(""))

    def _span(self, start: int, end: int, outer: Run) -> None:
        """Take in what stands from start to end; ``outer`` is how the words around it look."""
        opened: int | None = None
        style = outer
        while match := _MARK.search(self._text, start, end):
            self._words(start, match.start(), style)
            start = match.end()
            if match[0] == "[":
                start = self._bracket(match.start(), end, style)
            elif match[0] == "]":
                self._note(match.start(), "this “]” has no opening “[”")
            elif self._is_strong(match, outer):
                self._refuse_spaces(opened, match)
                opened = match.start() if opened is None else None
                style = replace(outer, strong=opened is not None)
        self._words(start, end, style)
        if opened is not None:
            self._note(opened, "this “**” has no closing “**”")

    def _is_strong(self, match: re.Match[str], outer: Run) -> bool:
        """Whether the asterisks begin or end strong words; if not, that is noted."""
        if len(match[0]) > 2:
            self._note(match.start(), "use exactly two asterisks on each side")
        elif outer.strong:
            self._note(match.start(), "**strong** inside **strong**: remove the inner asterisks")
        return len(match[0]) == 2 and not outer.strong

    def _refuse_spaces(self, opened: int | None, closing: re.Match[str]) -> None:
        """Note spaces on the inner sides of the asterisks; ``opened`` is None if they only begin here."""
        if opened is None:
            return
        for offset, inside in ((opened, opened + 2), (closing.start(), closing.start() - 1)):
            if self._text[inside].isspace():
                self._note(offset, "remove the space between “**” and the words inside")

    def _bracket(self, start: int, end: int, style: Run) -> int:
        """Take in what begins with a “[”; returns where to go on."""
        close = self._brackets.get(start, end)
        if close >= end:
            if self._text.startswith("@", start + 1):
                self._note(start, "this citation has no closing “]”")
        elif self._text.find("[", start + 1, close) < 0 and _CITES.search(self._text, start + 1, close):
            return self._citation(start, close, style)
        elif close == start + 1 and self._points(start):
            return self._pointer(start, style)
        elif self._text.startswith("(", close + 1):
            return self._link(start, close, end, style)
        elif self._text.startswith("{", close + 1):
            return self._language(start, close, end, style)
        self._words(start, start + 1, style)
        return start + 1

    def _citation(self, start: int, close: int, style: Run) -> int:
        if style.href is not None:
            self._note(start, "a link cannot contain a citation")
        if re.compile(_FORM).match(self._text, close + 1):
            self._note(start, "a citation cannot have an address or a language")
        keys: dict[str, Position] = {}
        offset = start + 1
        for part in self._text[offset:close].split(";"):
            self._key(part, offset, keys)
            offset += len(part) + 1
        if keys:
            self.inlines.append(Citation(tuple(keys), tuple(keys.values())))
        return close + 1

    def _key(self, part: str, offset: int, keys: dict[str, Position]) -> None:
        """Take in one key of a citation; ``part``, with blanks around it, stands at the offset."""
        offset += len(part) - len(part.lstrip())
        key = part.strip()
        if not re.fullmatch("@" + KEY, key):
            self._note(offset, "a citation can contain only keys, such as [@smith2001; @jones1999]")
        elif key[1:] in keys:
            self._note(offset, "this key is twice in one citation")
        else:
            keys[key[1:]] = self._scalar.place(offset)

    def _points(self, start: int) -> bool:
        """Whether brackets with nothing in them are meant as a pointer, right or wrong."""
        return (
            re.compile(r"\[\]\((?!https?:)[^()\s]*#|\[\]\([a-z0-9-]+\)").match(self._text, start) is not None
        )

    def _pointer(self, start: int, style: Run) -> int:
        match = POINTER.match(self._text, start)
        if match is None:
            self._note(start, "expected the id of a section or an item, such as [](#warning-signs)")
            return self._text.index("(", start) + 1
        if style.href is not None:
            self._note(start, "a link cannot contain a pointer")
        self.inlines.append(_pointer(match, self._scalar, strong=style.strong))
        return match.end()

    def _link(self, start: int, close: int, end: int, style: Run) -> int:
        opened = close + 1
        closed = self._parentheses.get(opened, end)
        if closed >= end:
            self._note(start, "this link has no closing “)” after its address")
            return opened
        href = self._text[opened + 1 : closed]
        if not re.fullmatch(HREF, href):
            self._note(opened + 1, "expected an address that begins with https:// and has no space")
        elif style.href is not None:
            self._note(start, "a link cannot contain another link")
        else:
            self._inner(start, close, replace(style, href=href))
        return closed + 1

    def _language(self, start: int, close: int, end: int, style: Run) -> int:
        match = _LANG.match(self._text, close + 1, end)
        if match is None:
            self._note(close + 1, "expected the language of these words, such as {lang=en}")
            return close + 1
        if style.lang is not None:
            self._note(start, "{lang=…} cannot be inside another {lang=…}")
        else:
            self._inner(start, close, replace(style, lang=match[1]))
        return match.end()

    def _inner(self, start: int, close: int, style: Run) -> None:
        if self._text[start + 1 : close].strip():
            self._span(start + 1, close, style)
        else:
            self._note(start, "these brackets are empty")

    def _words(self, start: int, end: int, style: Run) -> None:
        if start < end:
            words = _LINE_ENDS.sub(" ", self._text[start:end])
            self.inlines.append(Run(words, style.strong, style.lang, style.href, start))

    def _note(self, offset: int, message: str) -> None:
        self._report.note(self._scalar.place(offset), "markup", message)
