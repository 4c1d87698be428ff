"""“handout make”: PDFs in one or several languages."""

import datetime
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from handout.cli import terminal
from handout.cli.make_all import folder_of_all, make_all
from handout.content.folder import ContentFolder
from handout.errors import OutputError
from handout.make import output
from handout.model import Handout
from handout.options import Options, Paper, Size
from handout.patient.fill_in import has_fields


@click.command
@click.argument("languages", metavar="[LANG]...", nargs=-1, shell_complete=terminal.complete_language)
@click.option(
    "-o",
    "--output",
    "place",
    metavar="PATH",
    type=click.Path(),
    help="A file, if it ends in .pdf, or a folder, made if it is not there; - for stdout.",
)
@click.option(
    "--sheets",
    cls=terminal.HandoutOption,
    metavar="NAME,...",
    multiple=True,
    shell_complete=terminal.complete_sheets,
    help="Which sheets: {sheets}; or all.  [default: {usual}]",
)
@click.option(
    "--with",
    "second",
    metavar="LANG",
    shell_complete=terminal.complete_language,
    help="A second language beside the first. Some sheets show it only if you name them with --sheets.",
)
@click.option(
    "--for",
    "reader",
    cls=terminal.HandoutOption,
    metavar="READER",
    shell_complete=terminal.complete_reader,
    help="Who the sheet is addressed to: {readers}.  [default: {reader}]",
)
@click.option(
    "--patient",
    "details",
    type=click.Path(exists=True, path_type=Path),
    metavar="FILE",
    help="A file with your details; see “handout patient-file”.",
)
@click.option(
    "--fillable",
    is_flag=True,
    help="Fields to fill in on a screen where the paper has boxes and lines; with --patient, where these are "
    "still open.",
)
@click.option(
    "--paper", type=terminal.NameChoice(["a4", "letter"]), default="a4", show_default=True, help="The paper."
)
@click.option(
    "--print",
    "size",
    type=terminal.NameChoice([size.value for size in Size]),
    default=Size.NORMAL.value,
    show_default=True,
    help="The size of the print.",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Every language and pair, on each paper and in each size, with an index.json; "
    "a second run makes only what has changed.",
)
@click.option(
    "--draft", is_flag=True, help="Print a translation that is not finished, each page marked as a draft."
)
@click.option("--force", is_flag=True, help="Replace files that exist.")
@click.option("--open", "launch", is_flag=True, help="Open the files afterwards.")
@click.option("-q", "--quiet", is_flag=True, help="Print paths and errors only.")
@click.pass_obj
def make(
    content: ContentFolder,
    languages: tuple[str, ...],
    place: str | None,
    sheets: tuple[str, ...],
    second: str | None,
    reader: str | None,
    details: Path | None,
    fillable: bool,
    paper: str,
    size: str,
    everything: bool,
    draft: bool,
    force: bool,
    launch: bool,
    quiet: bool,
) -> None:
    """Make a PDF in each language LANG.

    \b
    Examples:
      handout make es
      handout make en es -o folder --for surgeon
      handout make ca --patient details.yaml
      handout make ca --fillable
      handout make es --sheets more
      handout make it --with ca
      handout make --all -o folder
      handout make it -o - | lp
      handout make pt --draft

    Without LANG, the language of your system is used, or English. The paths of the files are printed, one a
    line. No file is replaced without --force.
    """
    options = Options(reader=_reader(content.handout, reader), date=_source_date())
    if everything:
        if fillable:
            raise click.UsageError("--fillable: --all makes sheets to print; leave out one of the two")
        make_all(content, folder_of_all(place), options, force=force, quiet=quiet)
        return
    tags = terminal.known_languages(content, languages) or (_from_environment(content, quiet=quiet),)
    other = _second(content, second, tags)
    options = replace(
        options,
        sheets=_sheets(content, sheets, [*tags, *([other] if other else [])]),
        second=other,
        paper=Paper(paper),
        size=Size(size),
        fillable=fillable,
        draft=draft,
    )
    if place == "-":
        _check_stdout(tags, launch=launch)
        sys.stdout.buffer.write(_documents(content, tags, options, details)[0])
        sys.stdout.buffer.flush()
        return
    personal = details is not None
    names = [output.file_name(content.handout, tag, options, personal=personal) for tag in tags]
    terminal.check_place(place, is_single=len(names) == 1)
    paths = output.targets(place, names)
    documents = _documents(content, tags, options, details)
    if place and not output.is_file_name(place):
        output.make_folder(Path(place))
    files = dict(zip(paths, documents, strict=True))
    for path in output.write_all(files, force=force, private=personal):
        terminal.echo_path(path)
    if launch:
        for path in paths:
            click.launch(str(path))


def _documents(
    content: ContentFolder, tags: Sequence[str], options: Options, details: Path | None
) -> list[bytes]:
    """The PDFs, all made before any is written; the personal file is read once."""
    from handout import fonts
    from handout.make.document import make_document  # ReportLab, which other commands do without

    if details is not None:
        from handout.patient.file import load_patient  # only a personal file needs its reader

        patient = load_patient(details, missing=fonts.missing, choices=content.choices)
        options = replace(options, details=patient)
    wanted = [*tags, *([options.second] if options.second else [])]
    full = ContentFolder(content.root, fonts.missing, draft=options.draft)
    editions, references = full.editions(wanted, options.sheets)
    if options.details is not None and not any(
        has_fields(sheet) for edition in editions for sheet in edition.sheets
    ):
        raise click.UsageError("--patient: these sheets have no place for personal details")
    if options.fillable and not any(sheet.has_places for edition in editions for sheet in edition.sheets):
        raise click.UsageError("--fillable: these sheets have nothing to fill in")
    second = [edition if options.sheets else edition.beside for edition in editions[len(tags) :]]
    return [
        make_document(
            [edition, *second], references, options, note=lambda problem: click.echo(problem, err=True)
        ).data
        for edition in editions[: len(tags)]
    ]


def _check_stdout(tags: Sequence[str], *, launch: bool) -> None:
    if len(tags) > 1:
        raise click.UsageError("-o - writes one document: give one language")
    if launch:
        raise click.UsageError("--open needs a file, and -o - makes none")
    if sys.stdout is None:
        raise OutputError("stdout is closed: give -o a file")
    if sys.stdout.isatty():
        raise OutputError("refusing to write a PDF to the terminal: give -o a file, or pipe it on")


def _from_environment(content: ContentFolder, *, quiet: bool) -> str:
    """The language of the environment, else of reference; raises UsageError where neither has a folder."""
    variables = ("LC_ALL", "LC_MESSAGES", "LANG")
    setting = next((os.environ[name] for name in variables if os.environ.get(name)), "")
    locale = setting.split(".")[0].split("@")[0].replace("_", "-")
    tags = content.tags()
    candidates = (locale, locale.split("-")[0], content.handout.language)
    tag = next((candidate for candidate in candidates if candidate in tags), None)
    if tag is None:
        raise click.UsageError(f"name a language; available: {', '.join(tags) or 'none'}")
    if not quiet:
        click.echo(f"No language was named: making “{tag}”.", err=True)
    return tag


def _second(content: ContentFolder, language: str | None, tags: Sequence[str]) -> str | None:
    """The language beside the others; raises UsageError where it is unknown, or one of them."""
    if language is None:
        return None
    (tag,) = terminal.known_languages(content, [language])
    if tag in tags:
        raise click.UsageError(f"--with {tag}: choose a language other than the first")
    return tag


def _sheets(content: ContentFolder, values: Sequence[str], tags: Sequence[str]) -> tuple[str, ...] | None:
    """The sheets named, in their order; None for the usual ones; raises UsageError at an unknown one."""
    if not values:
        return None
    ids = content.handout.ids
    names = [name.strip() for value in values for name in value.split(",") if name.strip()]
    chosen = {terminal.known_name("sheet", name, (*ids, terminal.ALL)) for name in names}
    if not chosen:
        raise click.UsageError(f"name a sheet; available: {', '.join(ids)}")
    if terminal.ALL in chosen:
        # All that there are in each of the languages.
        chosen |= set(ids).intersection(*map(content.sheets, tags))
    sheets = tuple(name for name in ids if name in chosen)
    return None if sheets == content.handout.usual else sheets


def _reader(handout: Handout, name: str | None) -> str | None:
    """The reader named; raises UsageError at an unknown one."""
    return None if name is None else terminal.known_name("reader", name, handout.readers)


def _source_date() -> datetime.date | None:
    """The date of SOURCE_DATE_EPOCH, in UTC; raises UsageError where it is no number of seconds."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if not seconds:
        return None
    try:
        return datetime.datetime.fromtimestamp(_integer(seconds), datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise click.UsageError("SOURCE_DATE_EPOCH is not a number of seconds") from None


def _integer(digits: str) -> int:
    """The number; raises ValueError also at what int() lets pass: blanks, underscores, other digits."""
    if not re.fullmatch("-?[0-9]+", digits):
        raise ValueError(digits)
    return int(digits)
