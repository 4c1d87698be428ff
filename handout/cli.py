"""The command line: takes words, tells errors once, ends with an exit code. Does nothing else.

ReportLab is imported only where a PDF is made.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click
from click.shell_completion import CompletionItem, get_completion_class

from handout import __version__, output
from handout.errors import ContentError, HandoutError, OutputError
from handout.library import SHEETS, Library
from handout.model import Audience, Language
from handout.resources import LOCALES
from handout.shape import Report, nearest

_PROGRAM = "handout"
_INTERRUPTED = 130
_USAGE = 2

# Click fills paragraphs anew, but not below a line with a backspace.
_HELP = """\
Print a sheet about painful fatty nodules of the low back for a doctor.

\b
Examples:
  handout make es                 the Spanish sheet
  handout make ca -o sheet.pdf    the Catalan one, in a file of your own
  handout make en it --paper letter
  handout languages               what there is

\b
Exit codes: 0 done, 1 could not render, 2 wrong usage, 3 content invalid,
4 output exists or cannot be written, 130 interrupted.
"""
_MAKE_HELP = """\
Make a PDF in each language LANG.

\b
Examples:
  handout make es
  handout make en es -o folder --for surgeon
  handout make it -o - | lp

Without LANG, in the language of the environment, else in English. The paths of the files are printed,
one a line. Nothing is replaced without --force.
"""
_LANGUAGES_HELP = """\
List the languages: how complete each is, when its sources were checked.

\b
Example:
  handout languages
"""
_COMPLETION_HELP = """\
Print the completion script of a shell.

\b
Examples:
  eval "$(handout completion bash)"
  handout completion fish > ~/.config/fish/completions/handout.fish
"""


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    """The message about a name that is not known, with the nearest that is and all that are."""
    there = tuple(known)
    hint = nearest(name, there) or "."
    return f"there is no {what} “{name}”{hint} There are: {', '.join(there) or 'none'}."


class _Choice(click.Choice[str]):
    """One of a few names, with the nearest for a typo."""

    # Any: as Click declares it.
    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """Click's message, and the nearest name."""
        return super().get_invalid_choice_message(value, ctx).rstrip(".") + nearest(str(value), self.choices)


@contextlib.contextmanager
def _from_outside() -> Iterator[None]:
    """What the system refuses, as OutputError: stdout is full or closed, the current folder is gone.

    Click alone would end with 1 at a closed pipe, and in a traceback at all others.
    """
    try:
        yield
    except OSError as error:
        _drop_stdout()
        raise OutputError(f"cannot read or write: {error.strerror or error}") from error


def _drop_stdout() -> None:
    """Keep the interpreter from writing once more, when it ends, what could not be written."""
    with contextlib.suppress(OSError, AttributeError):  # no descriptor, no stdout
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Group(click.Group):
    """Commands, with the nearest name for a typo."""

    # Any: as Click declares it.
    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The context, once --help and --version have said what they say; raises OutputError."""
        with _from_outside():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """What the command returns; raises OutputError."""
        with _from_outside():
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command; raises UsageError that names the nearest."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            ctx.fail(_unknown("command", args[0], self.list_commands(ctx)))
        return super().resolve_command(ctx, args)


def _complete_language(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    folder = (ctx.parent.params.get("locales") if ctx.parent else None) or LOCALES
    return [CompletionItem(tag) for tag in Library(Path(folder)).tags() if tag.startswith(incomplete)]


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if not value or ctx.resilient_parsing:
        return
    from importlib.metadata import version  # a tenth of a start, which only this option needs

    folder = Path(ctx.params.get("locales") or os.environ.get("HANDOUT_LOCALES") or LOCALES)
    report = Report()
    library = Library(folder)
    loaded = [library.language(tag, report) for tag in library.tags()]
    contents = ", ".join(f"{one.tag} {one.version}" for one in loaded if one)
    click.echo(f"handout {__version__}, content {contents or 'none'}, ReportLab {version('reportlab')}")
    ctx.exit()


@click.group(cls=_Group, help=_HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--locales",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=LOCALES,
    envvar="HANDOUT_LOCALES",
    is_eager=True,
    help="Take the content from this folder.  [environment: HANDOUT_LOCALES]",
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show versions."
)
@click.pass_context
def cli(ctx: click.Context, locales: Path) -> None:
    """Take the folder of the content."""
    ctx.obj = Library(locales)


@cli.command(help=_MAKE_HELP, short_help="Make PDFs.")
@click.argument("languages", metavar="[LANG]...", nargs=-1, shell_complete=_complete_language)
@click.option(
    "-o", "--output", "place", metavar="PATH", help="A file; for several languages a folder; - for stdout."
)
@click.option(
    "--sheets", metavar="NAME,...", default=",".join(SHEETS), show_default=True, help="Which sheets."
)
@click.option(
    "--for",
    "audience",
    type=_Choice([one.value for one in Audience]),
    default=Audience.GP.value,
    show_default=True,
    help="Whom the request is for.",
)
@click.option("--paper", type=_Choice(["a4", "letter"]), default="a4", show_default=True, help="The paper.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@click.option("--open", "launch", is_flag=True, help="Open what was made.")
@click.option("-q", "--quiet", is_flag=True, help="No words but errors; the paths are still printed.")
@click.pass_obj
def make(
    library: Library,
    languages: tuple[str, ...],
    place: str | None,
    sheets: str,
    audience: str,
    paper: str,
    force: bool,
    launch: bool,
    quiet: bool,
) -> None:
    """Make the PDFs, all before any is written."""
    tags = _known(library, languages) or (_from_environment(library, quiet=quiet),)
    chosen = _sheets(sheets)
    if place == "-":
        _check_stdout(tags, launch=launch)
        sys.stdout.buffer.write(_documents(library, tags, chosen, audience, paper)[0])
        sys.stdout.buffer.flush()
        return
    names = [output.name(tag, *_parts(chosen, audience, paper)) for tag in tags]
    paths = output.targets(place, names)
    if not force:
        output.refuse_existing(paths)
    documents = _documents(library, tags, chosen, audience, paper)
    if len(paths) > 1 and place:
        output.make_folder(Path(place))
    for path, data in zip(paths, documents, strict=True):
        output.write(path, data, force=force)
        click.echo(path)
    if launch:
        for path in paths:
            click.launch(str(path))


def _documents(
    library: Library, tags: Sequence[str], sheets: Sequence[str], audience: str, paper: str
) -> list[bytes]:
    """The PDFs, all made before any is written."""
    from handout import build, fonts  # ReportLab, which other commands do without
    from handout.theme import Paper

    options = build.Options(audience=Audience(audience), paper=Paper(paper), date=_source_date())
    editions, references = Library(library.folder, fonts.missing).editions(tags, sheets)
    return [build.document(edition, references, options).data for edition in editions]


def _check_stdout(tags: Sequence[str], *, launch: bool) -> None:
    if len(tags) > 1:
        raise click.UsageError("-o - writes one document: give one language")
    if launch:
        raise click.UsageError("--open needs a file, and -o - makes none")
    if sys.stdout is None:
        raise OutputError("stdout is closed: give -o a file")
    if sys.stdout.isatty():
        raise OutputError("a PDF is not for the terminal: give -o a file, or pipe it on")


def _parts(sheets: Sequence[str], audience: str, paper: str) -> tuple[str, ...]:
    """What a file's name says besides the language."""
    return (
        *_unless(SHEETS, sheets),
        *_unless((Audience.GP.value,), (audience,)),
        *_unless(("a4",), (paper,)),
    )


def _unless(default: Sequence[str], chosen: Sequence[str]) -> tuple[str, ...]:
    return () if tuple(default) == tuple(chosen) else tuple(chosen)


def _known(library: Library, languages: Sequence[str]) -> tuple[str, ...]:
    """The languages, each once; raises UsageError at one that is not there."""
    folders = library.folders()
    for tag in languages:
        if tag not in folders:
            raise click.UsageError(_unknown("language", tag, library.tags()))
    return tuple(dict.fromkeys(languages))


def _from_environment(library: Library, *, quiet: bool) -> str:
    setting = next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), ""
    )
    tag = setting.split(".")[0].split("@")[0].replace("_", "-")
    found = next((one for one in (tag, tag.split("-")[0], "en") if one in library.tags()), None)
    if found is None:
        raise click.UsageError(f"name a language; there are: {', '.join(library.tags()) or 'none'}")
    if not quiet:
        click.echo(f"No language was named: making “{found}”.", err=True)
    return found


def _sheets(names: str) -> tuple[str, ...]:
    """The sheets named, in their order; raises UsageError at an unknown one."""
    chosen = [name.strip() for name in names.split(",") if name.strip()]
    for name in chosen:
        if name not in SHEETS:
            raise click.UsageError(_unknown("sheet", name, SHEETS))
    if not chosen:
        raise click.UsageError(f"name a sheet; there are: {', '.join(SHEETS)}")
    return tuple(name for name in SHEETS if name in chosen)


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


@cli.command("languages", help=_LANGUAGES_HELP, short_help="List the languages.")
@click.pass_obj
def list_languages(library: Library) -> None:
    """Print a line for each language; the problems of their files raise ContentError."""
    report = Report()
    references = library.references(report)
    rows = []
    for tag in library.tags():
        language = library.language(tag, report)
        sheets = [library.sheet(tag, sheet, references, report) for sheet in SHEETS]
        if language is not None:
            rows.append(_row(language, sum(sheet is not None for sheet in sheets)))
    for row in rows:
        click.echo(
            "  ".join(
                cell.ljust(width) for cell, width in zip(row, _column_widths(rows), strict=True)
            ).rstrip()
        )
    report.raise_if_any()


def _row(language: Language, sheets: int) -> tuple[str, ...]:
    complete = f"{100 * sheets // len(SHEETS)}% complete"
    return (
        language.tag,
        language.name,
        complete,
        f"sources checked {language.sources_checked}",
        language.review,
    )


def _column_widths(rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(len, column)) for column in zip(*rows, strict=True)]


@cli.command(help=_COMPLETION_HELP, short_help="Print the completion script of a shell.")
@click.argument("shell", type=_Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that the shell sources."""
    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(found(cli, {}, _PROGRAM, f"_{_PROGRAM.upper()}_COMPLETE").source())


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the program with its exit code."""
    try:
        code = cli.main(arguments, prog_name=_PROGRAM, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(_USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        sys.exit(_INTERRUPTED)
    except HandoutError as error:
        click.echo(_told(error), err=True)
        sys.exit(error.exit_code)
    sys.exit(code if isinstance(code, int) else 0)


def _told(error: HandoutError) -> str:
    if isinstance(error, ContentError):
        count = len(error.problems)
        return f"{error}\n{count} problem{'s' if count > 1 else ''}; nothing was written."
    return f"Error: {error}"
