"""Numbers have the decimal and thousands separators of the language.

English writes 2.5 and 1,200 where Spanish, Catalan and Italian write 2,5 and set a space or a point between
thousands. A wrong separator turns one number into another. The signs are `conventions` in language.yaml.
"""

import re
from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.errors import Problem, Severity

ID = "decimal-sign"
SEVERITY = Severity.ERROR


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each number that is written differently."""
    conventions = language.facts.conventions
    if not conventions.decimal:
        return
    thousands, decimal = re.escape(conventions.thousands), re.escape(conventions.decimal)
    number = re.compile(rf"(?:\d+|\d{{1,3}}(?:{thousands}\d{{3}})+)(?:{decimal}\d+)?")
    for passage in language.printed_passages:
        # Behind a letter it is a code: D17.1.
        for match, at in passage.matches(r"(?<!\w)\d+(?:[.,]\d+)+"):
            if not number.fullmatch(match[0]):
                message = f"“{match[0]}” does not use this language’s decimal or thousands separator"
                yield Problem(at, ID, message, f"the decimal separator is “{conventions.decimal}”")
