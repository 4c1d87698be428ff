"""What translators use beside “check”: “languages”, “new-language” and “approve”."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

import click

from handout.cli import terminal
from handout.content.file import ContentFile
from handout.content.folder import MADE_FROM, WORDINGS, ContentFolder, LanguageFolder
from handout.errors import OutputError
from handout.files.base import PathText
from handout.files.report import Report, nearest
from handout.make import output
from handout.model import TAG, Language
from handout.resources import IS_INSTALLED, LOCALES, command_line
from handout.translate import naming, wordings
from handout.translate.wordings import Wordings, is_translation

Files: TypeAlias = Mapping[str, ContentFile[object]]


@click.command("languages")
@click.pass_obj
def list_languages(content: ContentFolder) -> None:
    """List the languages and how complete each is.

    \b
    Example:
      handout languages

    It shows also when the sources were last checked and whether a doctor reviewed the texts. “handout check”
    lists what is wrong with them.
    """
    report = Report()
    content = replace(content, draft=True)
    reference = content.handout.language
    folders = {tag: content.load(tag, report, values=tag == reference) for tag in content.tags()}
    if not folders:
        raise click.UsageError(f"no language found in {content.root}")
    rows = [
        _row(folder, folder.language, _share(folder.files, folders.get(reference, folder).files))
        for folder in folders.values()
        if folder.language and folder.whole
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        click.echo("  ".join(map(str.ljust, row, widths)).rstrip())
    report.raise_if_any()


def _share(files: Files, reference: Files) -> int:
    """How many per cent of the texts of the reference are translated: 100 only with nothing left."""
    wanted = {(name, text.path) for name, text in _texts(reference)}
    done = wanted & {(name, text.path) for name, text in _texts(files) if not text.node.todo}
    share = 100 * len(done) // max(1, len(wanted))
    return min(share, 99) if any(file.left for file in files.values()) else share


def _texts(files: Files) -> Iterator[tuple[str, PathText]]:
    """The texts that are made from those of the reference, each with the name of its file."""
    texts = ((name, text) for name, file in files.items() for text in file.path_texts)
    return ((name, text) for name, text in texts if is_translation(text))


def _row(folder: LanguageFolder, language: Language, share: int) -> tuple[str, ...]:
    # Until it is translated, the name is that of the reference.
    is_named = not any(text.path == ("name",) for text in folder.language_file.left)
    return (
        language.tag,
        language.name if is_named else "–",
        f"{'begun, ' if share < 100 else ''}{share}% complete",
        f"sources checked {language.sources_checked}",
        language.review,
    )


@click.command("new-language")
@click.argument("tag", metavar="TAG")
@click.pass_obj
def new_language(content: ContentFolder, tag: str) -> None:
    """Begin a translation: copy English into the folder TAG.

    \b
    Examples:
      handout new-language pt
      handout check pt             what is left to do, and what is wrong
      handout make pt --draft      what the sheets look like so far

    TAG is the tag of the language, such as pt or pt-BR. Every text is marked “(translate)”, and comments
    explain what to do.
    """
    from handout.translate import begin

    if not re.fullmatch(TAG, tag):
        raise click.UsageError(f"“{tag}” is not the tag of a language, such as pt or pt-BR")
    tag = _usual_case(tag)
    _refuse_installed(content, f"new-language {tag}")
    for name in content.folders():
        if name.lower() == tag.lower():
            raise OutputError(f"the folder {content.root / name} exists already: translate what is in it")
    report = Report()
    reference = content.handout.language
    folder = content.validate(content.load(reference, report), None, report)
    files = folder.files
    languages = _wordings(content, report)
    report.raise_if_any()
    texts = begin.begin(tag, content.handout, folder, list(_complete_languages(content)))
    texts[f"{MADE_FROM}.yaml"] = wordings.made_from_yaml(wordings.wordings(files))
    _write_wordings(content, [*languages.values(), wordings.wordings(files)])
    output.write_folder(content.root / tag, texts)
    terminal.echo_path(content.root / tag)
    command = command_line(content.root, f"check {tag}")
    click.echo(f"Translate, language.yaml first; “{command}” lists what is left.", err=True)
    click.echo(f"Then add a line “{tag}: …”, with its name in the words of each language, here:", err=True)
    for gap in naming.gaps(content, tag):
        click.echo(f"  {gap.at.path}:{gap.at.line}", err=True)


@click.command("approve")
@click.argument("language", metavar="LANG", shell_complete=terminal.complete_language)
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.pass_obj
def approve(content: ContentFolder, language: str, ids: tuple[str, ...]) -> None:
    """Mark translations as up to date with the English text.

    \b
    Examples:
      handout approve es slides
      handout approve es

    When an English text changes, “handout check” lists its translations. Compare the two, correct what needs
    correcting, then run this. ID is the id of an item, a block or a section, or the one that “check” gives;
    without ID, all texts are marked.
    """
    from handout.translate import approve

    (tag,) = terminal.known_languages(content, [language])
    if tag == content.handout.language:
        raise click.UsageError("English is what the others are compared with")
    _refuse_installed(content, f"approve {tag}")
    report = Report()
    content = replace(content, draft=True)
    reference, files = (content.load(name, report).files for name in (content.handout.language, tag))
    languages = _wordings(content, report)
    report.raise_if_any()
    for ident in approve.unknown(ids, reference):
        near = nearest(ident, approve.names(reference))
        raise click.UsageError(f"no text has the id “{ident}”{f'; {near}' if near else ''}")
    approval = approve.approve(files, reference, languages.get(tag, {}), ids)
    _write_wordings(content, [*languages.values(), approval.wordings])
    path = content.path(tag, MADE_FROM)
    if output.write_changed(path, wordings.made_from_yaml(approval.wordings)):
        terminal.echo_path(path)
    _write_wordings(content, {**languages, tag: approval.wordings}.values())
    click.echo(f"{terminal.counted(approval.count, 'text')} of “{tag}” marked as up to date", err=True)


def _complete_languages(content: ContentFolder) -> Iterator[LanguageFolder]:
    """Those that can be made, but for the reference."""
    for tag in content.tags():
        report = Report()
        folder = content.validate(content.load(tag, report), None, report)
        if not report and tag != content.handout.language:
            yield folder


def _usual_case(tag: str) -> str:
    """The tag as RFC 5646, 2.1.1, recommends: “pt-BR”, “sr-Latn-RS”; capitals make no other language."""
    first, *others = tag.split("-")
    cases = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(cases.get(len(part), str.lower)(part) for part in others)])


def _refuse_installed(content: ContentFolder, command: str) -> None:
    """Raise OutputError where the content is inside the program, where nobody should edit it."""
    if content.root == LOCALES and IS_INSTALLED:
        raise OutputError(
            f"the content is part of the installed program: copy the folder {LOCALES} elsewhere and pass it "
            f"with --locales, as in “handout --locales locales {command}”"
        )


def _wordings(content: ContentFolder, report: Report) -> dict[str, Wordings]:
    """From which wordings each language was made, by tag; without those where that is not known."""
    tags = (tag for tag in content.folders() if tag != content.handout.language)
    languages = {tag: wordings.load(content, tag, report) for tag in tags}
    return {tag: known for tag, known in languages.items() if known is not None}


def _write_wordings(content: ContentFolder, languages: Iterable[Wordings]) -> None:
    """Keep those wordings that any of the languages was made from."""
    path = content.path(content.handout.language, WORDINGS)
    output.write_changed(path, wordings.wordings_yaml(languages))
