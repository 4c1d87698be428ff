"""YAML text into nodes that keep their text and their place.

Nothing is guessed: ``No``, ``1:30``, ``1.10`` and ``on`` stay what was written. Anchors, aliases, tags, keys
given twice and a second document are problems, because none of them helps an author who does not program.
Messages name places and never repeat what the file says, so that they can be used for personal files too.

No knowledge of handouts here.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from handout.errors import Position, Problem
from handout.files.nodes import Mapping, Node, Origin, Scalar, Sequence, SourceText

MAX_BYTES = 1 << 20

MAX_DEPTH = 20

# Controls, what YAML takes for a line end and editors do not, bidirectional controls (they make a text read
# otherwise than it is stored), byte order marks, surrogates, and what a failed conversion or a
# picture that was not copied leaves behind.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufff9-\uffff]"
)

# What the parser in C takes, and the one in Python refuses: tabs, and a comment at once after | or >.
_READ_DIFFERENTLY = re.compile(r"\t|[|>][-+0-9]*#")

_FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_UTF16 = (b"\xff\xfe", b"\xfe\xff")

_UTF32 = b"\xff\xfe\x00\x00"

# RTF; docx, odt and pages, which are ZIP files; doc; PDF.
_NOT_PLAIN = (b"{\\rtf", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-")


def read(
    path: Path, *, name: str | None = None, limit: int = MAX_BYTES, nodes: int | None = None
) -> tuple[Node | None, list[Problem]]:
    """The content of a YAML file and all of its problems; nothing is raised.

    The node is None where too little of the file could be read. ``name`` is how places call the file,
    ``limit`` is in bytes, ``nodes`` bounds how many keys and values are read, and with it time and memory.
    """
    name = str(path) if name is None else name
    text = read_text(path, name=name, limit=limit)
    return (None, [text]) if isinstance(text, Problem) else parse(text, name=name, nodes=nodes)


def read_text(path: Path, *, name: str, limit: int = MAX_BYTES, utf16: bool = False) -> str | Problem:
    """The text of a file in UTF-8, or the problem why there is none.

    With ``utf16`` also of a file in UTF-16 that begins with a byte order mark.
    """
    loaded = _load(path, limit)
    if isinstance(loaded, bytes):
        return _decoded(loaded, name, utf16=utf16)
    rule, message = loaded
    return Problem(Position(name), rule, message)


def parse(
    text: str, *, name: str, fast: bool = True, nodes: int | None = None
) -> tuple[Node | None, list[Problem]]:
    """The content of a YAML text and all of its problems; ``name`` is how places call it.

    With ``fast`` the parser in C is used if there is one: the result is the same. More keys and values than
    ``nodes`` are a problem, and no more wrong characters than that are reported.
    """
    characters = list(islice(_characters(text, name), nodes))
    # Replaced one by one: places stay, and the parser goes on to what else is wrong.
    source = SourceText(name, _FORBIDDEN.sub("\ufffd", text))
    root, problems = _built(source, fast=fast, limit=nodes)
    return root, sorted(characters + problems)


def _built(source: SourceText, *, fast: bool, limit: int | None) -> tuple[Node | None, list[Problem]]:
    """The root of a text, and its problems.

    The parser in C is some twenty times faster, but words its errors otherwise and takes a few texts that the
    one in Python refuses. So its result counts only where there is no problem and nothing they differ in.
    """
    if fast and not _READ_DIFFERENTLY.search(source.text):
        builder = _Builder(source, _FAST, limit)
        root = builder.document()
        if not builder.problems and not builder.doubtful:
            return root, []
    builder = _Builder(source, yaml.SafeLoader, limit)
    return builder.document(), builder.problems


def _load(path: Path, limit: int) -> bytes | tuple[str, str]:
    """The bytes of a regular file, or a rule and a message; pipes and devices are not even opened."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return "file", "this is not a regular file but a folder, a pipe or a device"
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        return "file", "no such file"
    except PermissionError:
        return "file", "permission denied"
    except (OSError, ValueError):  # ValueError: a path with a null character
        return "file", "the file cannot be read"
    if len(data) > limit:
        return "size", f"larger than {limit // 1024} KB, which is the limit"
    return data


def _decoded(data: bytes, name: str, *, utf16: bool) -> str | Problem:
    if data.startswith(_NOT_PLAIN):
        message = "this is no plain text but the file of a word processor; save it as plain text, in UTF-8"
        return Problem(Position(name), "encoding", message)
    marked = data.startswith(_UTF16)
    if data.startswith((_UTF32, b"\x00")) or data[1:2] == b"\x00" or (marked and not utf16):
        message = "the file is written in UTF-16 or UTF-32, not in UTF-8; save it again as UTF-8"
        return Problem(Position(name), "encoding", message)
    # An editor hides a byte order mark at the start, so no column counts it.
    encoding = "utf-16" if marked else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode(encoding, "replace")
        written = "UTF-16" if marked else "UTF-8"
        message = f"this character is not written in {written}; save the file again as UTF-8"
        return Problem(SourceText(name, before).position(len(before)), "encoding", message)


def _characters(text: str, name: str) -> Iterator[Problem]:
    if not _FORBIDDEN.search(text):
        return
    source = SourceText(name, text)
    for match in re.finditer(rf"({_FORBIDDEN.pattern})\1*", text):
        yield Problem(source.position(match.start()), "character", _forbidden(match[1]))


def _forbidden(character: str) -> str:
    code = f"U+{ord(character):04X}"
    if character == "\ufffd":
        return f"this character was lost when the file was converted ({code}); write it again"
    if character == "\ufffc":
        return (
            f"a picture or another object stood here in another program ({code}); delete what is left of it"
        )
    return f"there is an invisible control character here ({code}); delete it"


def _paired(text: str) -> str:
    """The text with each pair of surrogates, as JSON writes a letter beyond U+FFFF, as that letter."""
    pairs = re.compile("[\ud800-\udbff][\udc00-\udfff]")
    return pairs.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)


def _start(event: yaml.Event) -> int:
    # An index: lines are counted otherwise by the parser in C, where nothing stands behind “?”.
    mark: Any = event.start_mark
    return int(mark.index)


class _TooMuchError(Exception):
    """The text is nested too deeply, or has too many parts, to be read on; the problem is noted."""


class _Builder:
    """Nodes from the events of one text.

    Events, because composing would follow aliases and recurse as deep as the text asks.
    """

    def __init__(
        self, source: SourceText, loader: type[yaml.SafeLoader | yaml.CSafeLoader], limit: int | None
    ) -> None:
        self.problems: list[Problem] = []
        self.doubtful = False
        """Whether the two parsers may differ in something that was read."""
        self._source = source
        self._loader = loader
        self._limit = limit
        self._nodes = 0
        self._last: yaml.Event | None = None

    def document(self) -> Node | None:
        """The root of the only document; None if there is none, or not to its end."""
        try:
            # Any: the types know no parser.
            loader: Any = self._loader(self._source.text)
            self._event: Callable[[], yaml.Event] = loader.get_event
            return self._only_document()
        except _TooMuchError:
            return None
        except yaml.MarkedYAMLError as error:
            index = error.problem_mark.index if error.problem_mark else self._seen
            self._note(index, "syntax", _syntax(error))
        except (yaml.YAMLError, ValueError, OverflowError):  # e.g. an escape beyond Unicode: chr() refuses it
            self._note(self._seen, "syntax", "the text after this place cannot be read as YAML")
        return None

    def _only_document(self) -> Node | None:
        root: Node | None = None
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                self._note(
                    _start(event), "documents", "a second document begins here; a file can hold only one"
                )
                return root
            if isinstance(event, yaml.DocumentStartEvent):
                root = self._node(self._next(), depth=1)
        if root is None or (isinstance(root, Scalar) and root.known and not root.text):
            self._note(0, "empty", "this file is empty")
            return None
        return root

    def _next(self) -> yaml.Event:
        event = self._last = self._event()
        return event

    @property
    def _seen(self) -> int:
        """Up to where the text is understood."""
        return self._last.end_mark.index if self._last and self._last.end_mark else 0

    def _note(self, index: int, rule: str, message: str) -> None:
        self.problems.append(Problem(self._source.position(index), rule, message))

    # Any: some events have no anchor and no tag, but none of those that begin a node.
    def _node(self, event: Any, *, depth: int, flow: bool = False) -> Node:
        if event.anchor is not None or getattr(event, "tag", None) is not None:
            self._refuse_properties(event)
        if depth > MAX_DEPTH:
            self._note(_start(event), "depth", f"nested more than {MAX_DEPTH} levels deep")
            raise _TooMuchError
        if self._nodes == self._limit:
            self._note(
                _start(event),
                "size",
                f"more than {self._limit} keys and values, which is the limit",
            )
            raise _TooMuchError
        self._nodes += 1
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, flow=flow)
        at = self._source.position(_start(event))
        if isinstance(event, yaml.MappingStartEvent):
            return Mapping(tuple(self._entries(depth, flow=bool(event.flow_style))), at)
        if isinstance(event, yaml.SequenceStartEvent):
            flow = bool(event.flow_style)
            return Sequence(tuple(self._items(depth, flow=flow)), at, flow)
        return Scalar("", at, known=False)

    # Any: aliases have no tag.
    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            message = f"“&” and “*” at the start of a text have a meaning in YAML; {_QUOTE_IT}"
            self._note(_start(event), "anchor", message)
        if getattr(event, "tag", None) is not None:
            message = f"“!” at the start of a text has a meaning in YAML; {_QUOTE_IT}"
            self._note(_start(event), "tag", message)

    def _scalar(self, event: yaml.ScalarEvent, *, flow: bool) -> Scalar:
        style = event.style or ""
        # Within “[” or “{”, a plain text with a question mark, and the place of one that is empty.
        self.doubtful |= flow and not style and (not event.value or "?" in event.value)
        # Surrogates come from escapes alone: what the file itself holds is U+FFFD by now.
        text, start = _paired(event.value) if style == '"' else event.value, _start(event)
        end: Any = event.end_mark
        # An escape can write what a file may not hold; what it holds is noted already, and U+FFFD here.
        known = {"\ufffd"} & set(self._source.text[start : end.index]) if style == '"' else set()
        if style == '"' and (match := _FORBIDDEN.search(text)) and match[0] not in known:
            self._note(start, "character", _forbidden(match[0]))
        origin = Origin(self._source, start, style, event.value, int(end.index))
        return Scalar(text, self._source.position(start), True, origin)

    def _items(self, depth: int, *, flow: bool) -> Iterator[Node]:
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            yield self._node(event, depth=depth + 1, flow=flow)

    def _entries(self, depth: int, *, flow: bool) -> Iterator[tuple[Scalar, Node]]:
        lines: dict[str, int] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth=depth + 1, flow=flow)
            value = self._node(self._next(), depth=depth + 1, flow=flow)
            if not isinstance(key, Scalar):
                self._note(_start(event), "key", "a key must be text, not a list or a mapping")
            elif key.text in lines:
                message = f"this key is already used in line {lines[key.text]}"
                self.problems.append(Problem(key.at, "duplicate-key", message))
            elif key.known:
                lines[key.text] = key.at.line
                yield key, value


# What the parser says, and what it means to somebody who writes texts.
_QUOTE_IT = "put the text between straight quotation marks"

_MISFIT = "the indentation does not fit the lines above"

_NEXT_LINE = "after “|” or “>” the text begins on the next line"

_UNCLOSED = "an opening quotation mark has no closing one"

_SYNTAX = (
    (
        "mapping values are not allowed",
        f"no value can follow here; if the colon is part of a text, {_QUOTE_IT}",
    ),
    (r"'\t'", "there is a tab here; write spaces instead"),
    ("expected alphabetic or numeric character", f"no text can begin with “*” or “&”; {_QUOTE_IT}"),
    ("cannot start any token", f"no text can begin with this character; {_QUOTE_IT}"),
    ("found unexpected end of stream", _UNCLOSED),
    ("found unexpected document separator", _UNCLOSED),
    (
        "could not find expected ':'",
        "a line before this has no colon after its key, or is indented too little",
    ),
    ("but found '?'", _MISFIT),
    ("but got '?'", f"in brackets and braces “?” has a meaning in YAML; {_QUOTE_IT}"),
    ("mapping keys are not allowed", f"“?” at the start of a text has a meaning in YAML; {_QUOTE_IT}"),
    ("but found ','", "nothing stands before this comma"),
    ("expected <block end>", f"{_MISFIT}, or a text goes on after its closing mark; {_QUOTE_IT}"),
    ("expected ',' or ']'", "a list opened with “[” lacks a comma or its “]”"),
    ("expected ',' or '}'", "keys opened with “{” lack a comma or their “}”"),
    ("escape", "in double quotation marks a backslash has a meaning of its own; use single quotation marks"),
    ("sequence entries are not allowed", "no list item can begin here; put “- ” on a line of its own"),
    ("expected a comment or a line break", _NEXT_LINE),
    ("chomping or indentation", _NEXT_LINE),
    ("<document start>", "the text goes on where it should have ended; look at the indentation"),
)


def _syntax(error: yaml.MarkedYAMLError) -> str:
    problem = str(error.problem)
    message = next((words for part, words in _SYNTAX if part in problem), "this cannot be read as YAML")
    begin, end = error.context_mark, error.problem_mark
    if begin and end and begin.line != end.line:
        message += f" (what is read here begins in line {begin.line + 1})"
    return message
