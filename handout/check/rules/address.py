"""Patients are addressed in one form.

The form is `address` in language.yaml, with words that belong to another one: a sheet that says “usted” and
then “tu espalda” sounds like two people.
"""

from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.check.patterns import whole_word
from handout.errors import Problem, Severity

ID = "address"
SEVERITY = Severity.ERROR


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at each word of another form."""
    address = language.facts.address
    for passage in language.printed_passages:
        for word in address.avoid:
            for match, at in passage.matches(whole_word(word)):
                message = f"“{match[0]}” is the wrong form of address"
                yield Problem(at, ID, message, f"use “{address.form}”; see “address” in language.yaml")
