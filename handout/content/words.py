"""Schemas that files of content share: names, keys, words, texts with words in braces."""

import re
from collections.abc import Callable

from handout.content import markup
from handout.files.base import Schema
from handout.files.containers import Field, Mapped
from handout.files.nodes import Scalar
from handout.files.report import Report, hint
from handout.files.scalars import TextSchema
from handout.model import PLACEHOLDER, TAG

TAG_TEXT = TextSchema(pattern=TAG, hint="the tag of a language, such as “en” or “pt-BR”")

KEY = TextSchema(pattern=markup.KEY, hint="small letters, digits and hyphens, such as “nice-ng59”")

LIMIT = 2000


def optional(schema: Schema[object], doc: str = "", *, attribute: str = "") -> Field:
    """A key that may be left out."""
    return Field(schema, required=False, doc=doc, attribute=attribute)


NAME: Schema[str] = Mapped(KEY, lambda scalar, _: scalar.text)

FIELD_NAME: Schema[str] = Mapped(
    TextSchema(
        pattern=r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*", hint="a name of the personal file, such as “pain.now”"
    ),
    lambda scalar, _: scalar.text,
)

TAG_NAME: Schema[str] = Mapped(TAG_TEXT, lambda scalar, _: scalar.text)

WORD: Schema[str] = Mapped(TextSchema(max_length=LIMIT), lambda scalar, _: scalar.text)

# Words of the file's language that the program prints or writes; and those with markup, of a sheet.
PROSE = Mapped(TextSchema(max_length=LIMIT, prose=True), lambda scalar, _: scalar.text)

INLINE = TextSchema(max_length=LIMIT, prose=True, markup=True)


def placeholders(*names: str) -> Callable[[Scalar, Report], str]:
    """A check that a text has just these names in braces, and the text."""

    def check(scalar: Scalar, report: Report) -> str:
        places = {match[1]: match.start() for match in re.finditer(PLACEHOLDER, scalar.text)}
        missing = [name for name in names if name not in places]
        for name in (name for name in places if name not in names):
            near = re.sub("“(.*?)”", r"“{\1}”", hint(name, missing))
            missing = [other for other in missing if f"mean “{{{other}}}”" not in near]
            report.note(scalar.place(places[name]), "placeholder", f"“{{{name}}}” is not known here", near)
        for name in missing:
            report.note(scalar.at, "placeholder", f"“{{{name}}}” is missing from this text")
        return scalar.text

    return check


def pattern_text(*names: str) -> Schema[str]:
    """Words the program prints, with just these *names* in braces."""
    return Mapped(TextSchema(max_length=LIMIT, prose=True), placeholders(*names))
