"""Which scripts can be printed: what an alphabet needs beyond a glyph for each letter is not done here."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_PRINTED = ("LATIN", "GREEK", "CYRILLIC")
# How the names of letters begin that belong to no script.
_SHARED = ("COMBINING", "MODIFIER", "VARIATION")
_CANDIDATE = re.compile("[^\0-\u052f]")


class UnsupportedScript(NamedTuple):
    """A script that cannot be printed, by the name Unicode gives it, and where its first letter stands."""

    name: str
    begin: int
    reason: str


def unsupported_scripts(text: str) -> Sequence[UnsupportedScript]:
    """The scripts of *text* that cannot be printed, each once, in order of their first letters.

    These are all but Latin, Greek and Cyrillic: they run from right to left, join or move their letters, or
    are in no font here. Letters of a script that is printed are none of them, whether a font has them or not.
    """
    scripts: dict[str, UnsupportedScript] = {}
    for match in _CANDIDATE.finditer(text):
        name = _script(match[0])
        if name:
            scripts.setdefault(name, UnsupportedScript(name, match.start(), _reason(match[0])))
    return tuple(scripts.values())


def _script(sign: str) -> str | None:
    """The script of a letter or mark, unless it is printed or of none."""
    # Such as “ﬁ” and “𝐴”, which are Latin, and “゛”.
    letter = unicodedata.normalize("NFKC", sign)[-1]
    if unicodedata.category(letter)[0] not in "LM":
        return None
    word = unicodedata.name(letter, "").partition(" ")[0]
    if not word or word in _PRINTED + _SHARED:
        return None
    return word if word == "CJK" else word.title()


def _reason(letter: str) -> str:
    if unicodedata.bidirectional(letter) in ("R", "AL"):
        return "it runs from right to left"
    return "its letters have to be shaped and joined, or no font here has them"
