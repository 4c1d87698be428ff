"""No part of a text is a comment.

In YAML a space and “#” begin a comment, up to the end of the line: what stands there is printed nowhere. Put
the text between straight quotation marks, or the comment on a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.check.language import Subject
from handout.errors import Problem, Severity

ID = "comment-in-text"
SEVERITY = Severity.ERROR

_COMMENT = re.compile(r"[ \t]+(#.*)")


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at each comment behind a text without quotation marks."""
    for passage in subject.passages:
        origin = passage.path_text.node.origin
        if origin is None or origin.style or not origin.places:
            continue
        if match := _COMMENT.match(origin.source.text, origin.places[-1] + 1):
            at = origin.source.position(match.start(1))
            message = "from “#” on this is a comment and is not printed"
            yield Problem(at, ID, message, "put the text between straight quotation marks")
