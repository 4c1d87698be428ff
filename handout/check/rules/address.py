"""Patients are addressed in one form.

The form is `address` in language.yaml, with words that betray another one: a sheet that says “usted” and then
“tu espalda” sounds like two people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.check.language import Subject
from handout.errors import Problem, Severity

ID = "address"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Problem]:
    """A problem at each word of another form."""
    address = subject.language.address
    for passage in subject.printed:
        for word in address.avoid:
            for match, at in passage.matches(re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)):
                yield Problem(
                    at,
                    ID,
                    f"“{match[0]}” is another form of address",
                    f"here it is “{address.form}”, see “address” in language.yaml",
                )
