"""Each text points to what the English one points to.

`[](#id)` prints the letter of a section or an item, so that it cannot go stale. Copy it as it is, wherever
it stands in your sentence.
"""

from collections import Counter
from collections.abc import Iterator

from handout.check.language import CheckedLanguage, Passage
from handout.errors import Problem, Severity

ID = "pointers"
SEVERITY = Severity.ERROR


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each text with other pointers: at the first that English does not have there."""
    for passage, original in language.pairs:
        addresses = Counter(address for address, _ in passage.pointers)
        expected = Counter(address for address, _ in original.pointers)
        if addresses != expected:
            surplus = addresses - expected
            at = next((at for address, at in passage.pointers if address in surplus), passage.at)
            message = f"this text points to {_list(passage)}"
            yield Problem(at, ID, message, f"in English it points to {_list(original)}")


def _list(passage: Passage) -> str:
    return ", ".join(address for address, _ in passage.pointers) or "nothing"
