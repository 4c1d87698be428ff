"""No part of a text is a YAML comment.

In YAML a space and “#” begin a comment, which ends with the line and is not printed. Put the text between
straight quotation marks, or the comment on a line of its own.
"""

import re
from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.errors import Problem, Severity

ID = "comment-in-text"
SEVERITY = Severity.ERROR

_COMMENT = re.compile(r"[ \t]+(#.*)")


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each comment behind a text without quotation marks."""
    for passage in language.passages:
        origin = passage.path_text.node.origin
        if origin is None or origin.style or not origin.places:
            continue
        if match := _COMMENT.match(origin.source.text, origin.places[-1] + 1):
            at = origin.source.position(match.start(1))
            message = "the text after “#” is a YAML comment and will not be printed"
            yield Problem(at, ID, message, "put the whole text between straight quotation marks")
