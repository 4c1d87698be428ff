"""Every sheet of the English folder is there.

A language may begin with some of the sheets: those can be made. Copy the others from the English folder and
translate them.
"""

from collections.abc import Iterator

from handout.check.language import CheckedLanguage
from handout.errors import Position, Problem, Severity

ID = "missing-sheet"
SEVERITY = Severity.WARNING


def check(language: CheckedLanguage) -> Iterator[Problem]:
    """A problem for each sheet that is not there, where it would begin."""
    folder = language.folder
    for name in language.original.folder.sheet_files if language.original else ():
        if name not in folder.sheet_files:
            at = Position(folder.language_file.path.replace("language.yaml", f"{name}.yaml"))
            yield Problem(at, ID, "this sheet is missing", "copy it from the English folder and translate it")
