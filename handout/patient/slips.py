"""What people type that YAML reads otherwise than they mean it: told for what it is, at its place.

No message repeats what the file says.
"""

import bisect
import re
import unicodedata
from collections.abc import Callable, Iterator

from handout.errors import Problem
from handout.files.nodes import Node, Origin, Scalar, Sequence, SourceText, scalars

# What Unicode calls default ignorable, but for what no file may hold (see handout.files.parse).
_IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164"
    "\ufe00-\ufe0f\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)

IGNORABLE = re.compile(f"[{_IGNORABLE}]")
"""Format characters, which are not seen."""

_UNUSUAL = rf"\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000{_IGNORABLE}"

_UNSEEN = re.compile(f"[{_UNUSUAL}]")

_BULLETS = "-\u2010-\u2015\u2212*•·‣⁃◦▪▫●○■□–—"

_BULLET = re.compile(f"[{_BULLETS}]")

_NUMBERED = re.compile(r"[0-9]{1,2}[.)][ \t]")

_TYPOGRAPHIC = re.compile("[“”„‟«»‘’‚‹›]")

_HASH = re.compile(r"(?<![^ \t\r\n])#")

# A comment on the next line, after a text.
_BELOW = re.compile(r"[ \t]*(?:\r\n|\r|\n)([ ]*)#")

_LINE_END = re.compile(r"[\r\n]")

_GLUED = re.compile(r"(?<=[^ \t\r\n])#(?=[ \t\r\n])")

_COMMENT_MESSAGE = (
    "what stands behind “#” is not printed; put the text between straight quotation marks, "
    "or the comment on a line of its own"
)

_LIST_MESSAGE = "begin each entry on a line of its own with a hyphen and a blank: “- ”"

# In double quotation marks, but for quotation marks, backslashes and the numbers of letters.
_ESCAPE = re.compile(r"(?:\\\\)*\\([0abtnvfreN_LP \t\r\n])")

_ESCAPE_MESSAGE = "a backslash has a meaning in double quotation marks; put the text between single ones"

# Behind the last text in braces.
_LAST_COMMA = re.compile(r"\s*(,)\s*\}")

_LAST_COMMA_MESSAGE = (
    "this comma is not printed; delete it, or put the text before it between straight quotation marks"
)

# The line of “|” or “>” before a text of several lines.
_BLOCK = re.compile(r"[|>][+-]?[ \t]*$", re.MULTILINE)

_BLOCK_MESSAGE = (
    "“|” or “>” at the start of a text is not printed; delete it, or put the whole text with it "
    "between straight quotation marks"
)

_COLON_MESSAGE = "a blank is missing after the colon"


def unseen(scalar: Scalar) -> Iterator[Problem]:
    """The first blank or format character that nobody sees, in a text that has a meaning."""
    if match := _UNSEEN.search(scalar.text):
        yield Problem(scalar.place(match.start()), "character", _unseen_message(match[0]))


def _unseen_message(character: str) -> str:
    code = f"U+{ord(character):04X}"
    if unicodedata.category(character) == "Zs":
        name = unicodedata.name(character).lower()
        return f"an unusual blank stands here ({name}, {code}); write an ordinary one, or delete it"
    return f"there is an invisible character here ({code}); delete it"


def typographic(scalar: Scalar) -> Iterator[Problem]:
    """Quotation marks that only print well, around a text that has a meaning."""
    text = scalar.text.strip()
    if _TYPOGRAPHIC.match(text) or _TYPOGRAPHIC.match(text[-1:]):
        yield Problem(scalar.at, "quotation-marks", "these are typographic quotation marks; leave them away")


def no_list(scalar: Scalar) -> Iterator[Problem]:
    """Why a text is no entry of a list: it begins with another sign or a number, or is many lines."""
    lines = _lines(scalar)
    if scalar.text[:1] == "-" and _UNSEEN.match(scalar.text, 1):
        yield Problem(scalar.place(1), "character", _unseen_message(scalar.text[1]))
    elif len(lines) > 1 or _BULLET.match(scalar.text.strip()) or _NUMBERED.match(scalar.text.strip()):
        yield Problem(scalar.at, "wrong-kind", _LIST_MESSAGE)


def run_on(scalar: Scalar) -> Iterator[Problem]:
    """Lines of a text that were to be further entries of its list."""
    yield from (
        Problem(origin.source.position(start), "wrong-kind", _LIST_MESSAGE)
        for origin, start, line in _lines(scalar)[1:]
        if _BULLET.match(line)
    )


def _lines(scalar: Scalar) -> list[tuple[Origin, int, str]]:
    """The lines of a text in its file with their starts, without what is blank; of a quoted text none."""
    origin = scalar.origin
    if origin is None or origin.style in ("'", '"'):
        return []
    text = origin.source.text[origin.begin : origin.end]
    return [(origin, origin.begin + line.start(), line[0]) for line in re.finditer(r"[^\s][^\r\n]*", text)]


def slips(node: Node, source: SourceText, keys: frozenset[str]) -> Iterator[Problem]:
    """What stands in a file that YAML can read: *keys* are the known ones."""
    yield from _comments(node, source)
    for scalar in scalars(node):
        yield from _glued_keys(scalar, keys)
        yield from _hidden_lines(scalar)
        yield from _last_comma(scalar)
        yield from _sign_first(scalar)
        if not source.text.lstrip().startswith("{"):
            yield from _escapes(scalar)
    yield from _keys(node)


def _keys(node: Node) -> Iterator[Problem]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _keys(item)
    elif not isinstance(node, Scalar):
        for key, value in node.entries:
            yield from _in_key(key, value)
            yield from _keys(value)


def _in_key(key: Scalar, value: Node) -> Iterator[Problem]:
    yield from unseen(key)
    yield from typographic(key)
    if not isinstance(value, Scalar) or value.text or not key.origin or not value.origin:
        return
    if value.origin.start == key.origin.end:
        yield Problem(key.at, "key", "no colon stands behind this")


def _comments(node: Node, source: SourceText) -> Iterator[Problem]:
    """Comments behind something else on their line, or glued to a word."""
    origins = [scalar.origin for scalar in scalars(node) if scalar.origin]
    spans = sorted((origin.first, origin.end) for origin in origins)
    behind = 0
    for match in _HASH.finditer(source.text):
        index = match.start()
        place = bisect.bisect_right(spans, (index, len(source.text))) - 1
        if index < behind or (place >= 0 and index < spans[place][1]):
            continue
        end = _LINE_END.search(source.text, index)
        begin = max(source.text.rfind(sign, behind, index) for sign in "\r\n") + 1
        behind = end.start() if end else len(source.text)
        if source.text[begin:index].strip() or re.match(r"#[^\s#]", source.text[index : index + 2]):
            yield Problem(source.position(index), "comment-in-text", _COMMENT_MESSAGE)


def _hidden_lines(scalar: Scalar) -> Iterator[Problem]:
    """Of a text without quotation marks a hash behind a word, and a line further in that begins with one."""
    origin = scalar.origin
    if origin is None or origin.style or not scalar.text:
        return
    if match := _GLUED.search(scalar.text):
        message = (
            "“#” stands directly behind a word; delete it, or put the text between straight quotation marks"
        )
        yield Problem(scalar.place(match.start()), "comment-in-text", message)
    source = origin.source
    match = _BELOW.match(source.text, origin.end)
    if match and len(match[1]) > _indentation(source, origin.start):
        yield Problem(source.position(match.end() - 1), "comment-in-text", _COMMENT_MESSAGE)


def _last_comma(scalar: Scalar) -> Iterator[Problem]:
    """A comma that YAML drops behind the last text in braces, where that has no quotation marks."""
    origin = scalar.origin
    if origin and not origin.style and (match := _LAST_COMMA.match(origin.source.text, origin.end)):
        yield Problem(origin.source.position(match.start(1)), "comma", _LAST_COMMA_MESSAGE)


def _sign_first(scalar: Scalar) -> Iterator[Problem]:
    """A sign that YAML drops, alone on its line: more than one line below it shows that this is meant."""
    origin = scalar.origin
    if origin is None or origin.style not in ("|", ">"):
        return
    if len(_lines(scalar)) < 2 or not _BLOCK.match(origin.source.text, origin.start):
        yield Problem(scalar.at, "sign", _BLOCK_MESSAGE)


def _indentation(source: SourceText, index: int) -> int:
    """The column of the key or the hyphen that a text stands behind; a text further in belongs to it."""
    begin = max(source.text.rfind(sign, 0, index) for sign in "\r\n") + 1
    before = source.text[begin:index]
    if not before.strip():
        return len(before) - 1
    return len(before) - len(before.lstrip(" -" if ":" in before else " "))


def _escapes(scalar: Scalar) -> Iterator[Problem]:
    origin = scalar.origin
    if origin and origin.style == '"':
        text = origin.source.text[origin.start : origin.end]
        if match := re.search(rf"(?<!\\){_ESCAPE.pattern}", text):
            at = origin.source.position(origin.start + match.start(1) - 1)
            yield Problem(at, "escape", _ESCAPE_MESSAGE)


def _glued_keys(scalar: Scalar, keys: frozenset[str]) -> Iterator[Problem]:
    """Lines of a text without quotation marks that begin with a key and a colon, but no blank."""
    if scalar.origin is None or scalar.origin.style:
        return
    for origin, start, line in _lines(scalar):
        key, colon, rest = line.partition(":")
        if colon and rest and key.casefold() in keys:
            yield _after_colon(origin.source, start + len(key) + 1)


def _after_colon(source: SourceText, index: int) -> Problem:
    character = source.text[index]
    if _UNSEEN.match(character):
        return Problem(source.position(index), "character", _unseen_message(character))
    return Problem(source.position(index), "blank", _COLON_MESSAGE)


def likely(source: SourceText, problems: list[Problem], keys: frozenset[str]) -> list[Problem]:
    """The problems of a file that YAML cannot read, with what most likely is the cause in their place."""
    wrong = [problem for problem in problems if problem.rule == "syntax"]
    if not wrong:
        return problems
    causes = [cause for rule in (_indented, _hyphens, _colons, _signs) for cause in rule(source, keys)]
    if not causes or min(causes).at.line > wrong[0].at.line:
        return problems
    return sorted({*causes, *(problem for problem in problems if problem.rule != "syntax")})


_Cause = Callable[[SourceText, frozenset[str]], Iterator[Problem]]


def _indented(source: SourceText, _: frozenset[str]) -> Iterator[Problem]:
    """Lines that an unusual blank begins."""
    for match in re.finditer(rf"^[ ]*([{_UNUSUAL}])", source.text, re.MULTILINE):
        yield Problem(source.position(match.start(1)), "character", _unseen_message(match[1]))


def _hyphens(source: SourceText, _: frozenset[str]) -> Iterator[Problem]:
    """Lines with another sign than a hyphen and a blank."""
    for match in re.finditer(rf"^[ ]*([{_BULLETS}])(?!\1)([^\n]?)", source.text, re.MULTILINE):
        if match[1] == "-" and _UNSEEN.match(match[2]):
            yield Problem(source.position(match.start(2)), "character", _unseen_message(match[2]))
        elif match[1] != "-" or match[2] not in (" ", "\t", "\r", ""):
            yield Problem(source.position(match.start(1)), "wrong-kind", _LIST_MESSAGE)


def _colons(source: SourceText, keys: frozenset[str]) -> Iterator[Problem]:
    """Lines with a key and a colon, but no blank."""
    for match in re.finditer(r"^[ ]*(?:- +)?([\w-]+):(?=[^ \t\r\n])", source.text, re.MULTILINE):
        if match[1].casefold() in keys:
            yield _after_colon(source, match.end())


def _signs(source: SourceText, _: frozenset[str]) -> Iterator[Problem]:
    """Lines with a text that “|” or “>” begins."""
    for match in re.finditer(
        r"^[ ]*(?:- +)?(?:[\w-]+:[ \t]+)?([|>])(?![+-]?[ \t]*(?:#|$))", source.text, re.MULTILINE
    ):
        yield Problem(source.position(match.start(1)), "sign", _BLOCK_MESSAGE)
