"""What each rule is for, in the words of its author; those of reading, which have no module, are here.

The rules of ``handout.check.rules`` compare and judge what has been read. Whatever reads the files and puts
sheets together reports problems under the ids below.
"""

import re
from collections.abc import Mapping
from types import ModuleType
from typing import cast

from handout.check.rules import RULES
from handout.docstrings import docstring
from handout.errors import Severity

READING: Mapping[str, str] = {
    "file": "The file exists and can be read. A folder, a pipe or a device is not a file.",
    "size": "A file is no larger than content can be. Perhaps something else was saved under its name.",
    "encoding": "Files are saved as UTF-8. Most editors offer that under “Save as”.",
    "character": (
        "A text has no control characters, and none that were damaged in a conversion. They are invisible "
        "and come in with pasted text: delete the word and type it again."
    ),
    "syntax": (
        "A file is YAML: keys with a colon, lists with hyphens, and spaces that indent what belongs together "
        "alike. Put a text that contains a colon and a space, or begins with a special sign, in quotation "
        "marks."
    ),
    "documents": "A file holds one document. A line of three hyphens begins another one: delete it.",
    "empty": "What needs a text has one.",
    "depth": "Lists and keys are nested no deeper than any content file needs.",
    "anchor": "“&” and “*” at the start of a text mean something in YAML: put the text in quotation marks.",
    "tag": (
        "“!” at the start of a text means something in YAML: put the text in quotation marks. The `tag` of a "
        "language is the name of its folder."
    ),
    "key": "A key is a single text.",
    "duplicate-key": "No key is given twice: the second one would silently replace the first.",
    "wrong-kind": "A value is of the kind expected in its place: a text, a list or a number.",
    "too-long": "A text is no longer than any place on a sheet can hold.",
    "pattern": "Names, keys, tags and numbers of publications have their usual form.",
    "unknown-name": "A name is one of those known in its place. The message gives the nearest, or all.",
    "out-of-range": "A number is within its limits.",
    "too-few": "A list has as many entries as it needs.",
    "too-many": "A list has no more entries than it can have.",
    "missing-key": "A sheet, a block and a language have all the keys they need.",
    "unknown-key": "Every key is known in its place: any other would be ignored. Often it is misspelt.",
    "value": "The values fit together.",
    "given-twice": "What can be given only once is given once.",
    "markup": (
        "Inline marks are closed: `**strong**`, `[words](https://…)`, `[words]{lang=en}`, `[@key; @other]`, "
        "`[](#id)`. "
        "Names, labels and texts that are read aloud have none."
    ),
    "placeholder": "Words in braces, such as {page}, are filled in: each is there, spelt as in English.",
    "duplicate-id": "No id is given twice on a sheet, so that an id leads to one item.",
    "sides": "A sheet has a front and a back: one section begins the back (`starts: page`), never the first.",
    "columns": (
        "No more columns begin (`starts: column`) than stand side by side: the first one begins by itself."
    ),
    "empty-section": "Each section has something for every reader, or its heading would stand alone.",
    "missing-basis": (
        "Each statement has a source: a citation [@key], or a `basis` with its `sources`; on sheets that "
        "print no references, `sources` alone."
    ),
    "missing-sources": "A basis names its sources.",
    "table-shape": "A row has a cell for each column.",
    "unknown-reference": "Each reference that is cited is in references.yaml.",
    "citation": "Only a sheet that prints its references cites by [@key]; the others name `sources`.",
    "unprintable": (
        "A reference that is not `printable` is never cited by number: put it under `sources`, with a basis."
    ),
    "glyph": "Every letter is in one of the fonts. Any other letter would be printed as an empty box.",
    "script": (
        "Texts are in Latin, Greek or Cyrillic letters. Other scripts run from right to left, have "
        "letters that are joined or moved, or are in none of the fonts: each is reported once a file."
    ),
    "pointer": (
        "A pointer such as [](#warning-signs) or [](doctor#warning-signs) leads to a section or to something "
        "numbered. It has to be there, under a letter and number that are the same for every reader."
    ),
    "pair": "Two languages side by side have the same items in the same order.",
}
"""By the ids under which reading reports problems."""


def explanations() -> Mapping[str, str]:
    """For each rule, by its id: what it wants, and what to do."""
    return {**{rule.ID: docstring(cast(ModuleType, rule)).strip() for rule in RULES}, **READING}


def summaries() -> Mapping[str, str]:
    """For each rule, by its id: what it wants, in a sentence; a warning is marked as one."""
    warnings = {rule.ID for rule in RULES if rule.SEVERITY is Severity.WARNING}
    return {
        name: ("(warning) " if name in warnings else "") + re.split(r"(?<=\.)\s", text, maxsplit=1)[0]
        for name, text in explanations().items()
    }
