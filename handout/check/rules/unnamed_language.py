"""A language that is complete has a name in every language of the folder.

Where a patient’s own words are in another language than the sheet, the sheet says in which. Until somebody
adds the name in the words of each language, under `languages` in its language.yaml, the language’s own name
is printed.
"""

from collections.abc import Iterator
from pathlib import Path

from handout.check.language import CheckedLanguage
from handout.errors import Position, Problem, Severity
from handout.files.nodes import Mapping
from handout.translate.naming import gaps

ID = "unnamed-language"
SEVERITY = Severity.WARNING


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem at the name of a complete language for each language that has no name for it."""
    file = language.folder.language_file
    sheets = (language.original or language).folder.sheet_files
    if not file.whole or file.left or len(sheets) > len(list(language.whole_sheets)):
        return
    name = file.node.get("name") if isinstance(file.node, Mapping) else None
    for gap in gaps(language.content, language.tag):
        folder = Path(gap.at.path).parent.name
        hint = f"add “{language.tag}: …” under “languages” in {folder}/language.yaml, line {gap.at.line}"
        message = f"“{folder}” has no name for this language"
        yield Problem(name.at if name else Position(file.path), ID, message, hint)
