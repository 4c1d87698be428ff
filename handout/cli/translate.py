"""What translators use beside “check”: “languages”, “new-language” and “still-right”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import click

from handout.cli.terminal import complete_language, counted, echo_path, known_languages
from handout.content.file import File
from handout.content.folder import LANGUAGE, ContentFolder
from handout.content.words import REFERENCE
from handout.errors import OutputError
from handout.files.base import PathText
from handout.files.report import Report, nearest
from handout.make import output
from handout.model import TAG, Language
from handout.resources import IS_INSTALLED, LOCALES
from handout.translate import wordings

_NEW_LANGUAGE_HELP = """\
Begin a language: a folder TAG beside the others, copied from English, every text marked as to be translated,
with notes for the translator. TAG is the tag of the language, such as pt or pt-BR.

\b
Examples:
  handout new-language pt
  handout check pt             what is left to do, and what is wrong
  handout make pt --draft      how it looks so far
"""


_STILL_RIGHT_HELP = """\
Say that texts of the language LANG are right as English is now: those of each ID, or all.

“handout check” tells where English has changed since a text was made from it. Compare the two, correct what
has to be corrected, and say so here. ID is the id of an item, a block or a section, or what “check” names.

\b
Examples:
  handout still-right es slides
  handout still-right es
"""


_LANGUAGES_HELP = """\
List the languages: how complete each is, when its sources were checked.

“handout check” tells what is wrong with their texts.

\b
Example:
  handout languages
"""


@click.command("languages", help=_LANGUAGES_HELP, short_help="List the languages.")
@click.pass_obj
def list_languages(folder: ContentFolder) -> None:
    """Print a line for each language; what is wrong with English, or cannot be read, raises ContentError."""
    report = Report()
    folder = folder._replace(draft=True)
    # All are measured by English.
    files = {
        tag: folder.files(tag, report) if tag == REFERENCE else folder.texts(tag, report)
        for tag in folder.tags()
    }
    reference = files.get(REFERENCE)
    rows = []
    for found in files.values():
        language = found[LANGUAGE].value
        if isinstance(language, Language) and all(file.whole for file in found.values()):
            rows.append(_row(language, _share(found, reference or found)))
    for row in rows:
        click.echo(
            "  ".join(
                cell.ljust(width) for cell, width in zip(row, _column_widths(rows), strict=True)
            ).rstrip()
        )
    report.raise_if_any()


def _share(files: Mapping[str, File[object]], reference: Mapping[str, File[object]]) -> int:
    """How many per cent of the texts of the reference are translated: 100 only with nothing left."""
    wanted = {(name, path_text.path) for name, path_text in _texts(reference)}
    done = wanted & {(name, path_text.path) for name, path_text in _texts(files) if not path_text.node.mark}
    share = 100 * len(done) // max(1, len(wanted))
    return min(share, 99) if any(file.left for file in files.values()) else share


def _texts(files: Mapping[str, File[object]]) -> Iterator[tuple[str, PathText]]:
    """The texts that are made from those of the reference, each with the name of its file."""
    return (
        (name, one) for name, file in files.items() for one in file.path_texts if wordings.is_recorded(one)
    )


def _row(language: Language, share: int) -> tuple[str, ...]:
    return (
        language.tag,
        language.name,
        f"{share}% complete",
        f"sources checked {language.sources_checked}",
        language.review,
    )


def _column_widths(rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(len, column)) for column in zip(*rows, strict=True)]


@click.command("new-language", help=_NEW_LANGUAGE_HELP, short_help="Begin a language to translate.")
@click.argument("tag", metavar="TAG")
@click.pass_obj
def new_language(folder: ContentFolder, tag: str) -> None:
    """Write the folder; raises OutputError where it is there already or the content is the program's own."""
    from handout.translate import begin  # readability and the like, which other commands do without

    if not re.fullmatch(TAG, tag):
        raise click.UsageError(f"“{tag}” is not the tag of a language, such as pt or pt-BR")
    if folder.root == LOCALES and IS_INSTALLED:
        raise OutputError(
            f"the content is part of the installed program: copy the folder {LOCALES} to a place of yours, "
            "and name that, as in “handout --locales locales new-language pt”"
        )
    report = Report()
    files = folder.files(REFERENCE, report)
    report.raise_if_any()
    sources = {name: folder.path(REFERENCE, name).read_text("utf-8") for name in files}
    output.write_folder(folder.root / tag, begin.begin(tag, files, sources))
    echo_path(folder.root / tag)
    click.echo(f"Translate, language.yaml first; “handout check {tag}” tells what is left.", err=True)


@click.command(
    "still-right", help=_STILL_RIGHT_HELP, short_help="Say that texts are right as English is now."
)
@click.argument("language", metavar="LANG", shell_complete=complete_language)
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.pass_obj
def say_still_right(folder: ContentFolder, language: str, ids: tuple[str, ...]) -> None:
    """Write what is remembered of the English texts; raises ContentError where files cannot be read."""
    from handout.translate import approve

    (tag,) = known_languages(folder, [language])
    if tag == REFERENCE:
        raise click.UsageError("English is what the others are compared with")
    report = Report()
    folder = folder._replace(draft=True)
    reference, files = (folder.files(one, report) for one in (REFERENCE, tag))
    was = wordings.load(folder, tag, report) or {}
    report.raise_if_any()
    for one in approve.unknown(ids, reference):
        raise click.UsageError(_not_there(one, approve.names(reference)))
    recorded = approve.record(files, reference, was, ids)
    path = folder.root / tag / wordings.FILE
    if recorded.wordings != was or not path.exists():
        output.write(path, wordings.text(recorded.wordings).encode(), force=True)
        echo_path(path)
    click.echo(f"{counted(recorded.changed, 'text')} of “{tag}” recorded as right", err=True)


def _not_there(ident: str, known: Iterable[str]) -> str:
    near = nearest(ident, known)
    return f"no text has the id “{ident}”{f'; {near}' if near else ''}"
