"""What is told while files are read and sheets are put together: each rule's paragraph for authors.

The rules of ``handout.check.rules`` compare and judge what has been read; these are kept by reading itself.
"""

from __future__ import annotations

from collections.abc import Mapping

EXPLANATIONS: Mapping[str, str] = {
    "file": "A file is there and can be read. A folder, a pipe or a device is no file.",
    "size": (
        "A file is no larger than one of these can be. Somebody may have saved something else under its name."
    ),
    "encoding": "Files are saved as UTF-8. Most editors offer that under “Save as”.",
    "character": (
        "No control character stands in a text, and none that was lost in a conversion. They are invisible "
        "and come in with pasted text: delete the word and type it again."
    ),
    "syntax": (
        "A file is YAML: keys with a colon, lists with hyphens, what belongs together indented alike with "
        "spaces. A text with a colon and a space, or that begins with a special sign, stands in quotation "
        "marks."
    ),
    "documents": "A file holds one document. A line of three hyphens would begin another: delete it.",
    "empty": "What needs a text has one.",
    "depth": "Lists and keys stand in each other no deeper than any of these files needs.",
    "anchor": "“&” and “*” at the start of a text mean something in YAML: put the text in quotation marks.",
    "tag": (
        "“!” at the start of a text means something in YAML: put the text in quotation marks. And the `tag` "
        "of a language is the name of its folder."
    ),
    "key": "A key is one text.",
    "duplicate-key": "No key is given twice: the second would quietly replace the first.",
    "wrong-kind": (
        "A text stands where a text belongs, a list where a list does, a number where a number does."
    ),
    "too-long": "A text is no longer than any place on a sheet can hold.",
    "pattern": "Names, keys, tags and numbers of publications are written as they are written everywhere.",
    "unknown-name": "A name is one of those known there. The nearest is told, or all.",
    "out-of-range": "A number is within its limits.",
    "too-few": "A list has as many as it needs.",
    "too-many": "A list has no more than it can have.",
    "missing-key": "What a sheet, a block or a language needs is given.",
    "unknown-key": (
        "Every key is known at its place: else nobody would see what stands there. Often it is misspelt."
    ),
    "value": "What is said fits together.",
    "given-twice": "Nothing is given twice that can be only once.",
    "markup": (
        "Inline marks are closed: `**strong**`, `[words](https://…)`, `[words]{lang=en}`, `[@key; @other]`. "
        "Names, labels and words that are spoken have none."
    ),
    "placeholder": "Words in braces, such as {page}, are filled in: each stands there, spelt as in English.",
    "duplicate-id": "No id is given twice on a sheet, so that what is told of one item is told of one.",
    "sides": "A sheet has a front and a back: one section begins the back (`starts: page`), never the first.",
    "empty-section": "Each section holds something for every reader, or its heading would stand alone.",
    "missing-basis": (
        "Each statement rests on something: a citation [@key], or a `basis` with its `sources`; on sheets "
        "that print no references, `sources` alone."
    ),
    "missing-sources": "A basis names the sources it rests on.",
    "table-shape": "A row has a cell for each column.",
    "unknown-reference": "Each reference that is cited is in references.yaml.",
    "citation": "Only a sheet that prints its references cites by [@key]; the others name `sources`.",
    "unprintable": (
        "A reference that is not `printable` is cited by no number: it stands under `sources`, with a basis."
    ),
    "glyph": "Every letter is in one of the typefaces. What is not would print as an empty box.",
    "pair": "Two languages that stand side by side have the same items in the same order.",
}
"""By the ids of the rules."""
