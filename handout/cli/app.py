"""The group of all commands; prints errors and ends with an exit code."""

import atexit
import gc
import io
import sys
from collections.abc import Sequence
from typing import NoReturn

import click
from click.shell_completion import get_completion_class

from handout import __version__
from handout.cli import problems
from handout.cli.terminal import (
    LOCALES_VARIABLE,
    CommandGroup,
    NameChoice,
    content_of,
    help_of,
    locales_option,
)
from handout.errors import ContentError, HandoutError
from handout.files.report import Report

_PROGRAM = "handout"

_INTERRUPTED = 130

_USAGE = 2


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if not value or ctx.resilient_parsing:
        return
    from importlib.metadata import version  # a tenth of a start, which only this option needs

    content = content_of(ctx)
    folders = [content.load(tag, Report(), sheets=()) for tag in content.tags()]
    languages = [folder.language for folder in folders if folder.language]
    versions = ", ".join(f"{language.tag} {language.version}" for language in languages)
    click.echo(f"handout {__version__}, content {versions or 'none'}, ReportLab {version('reportlab')}")
    ctx.exit()


@click.command
@click.argument("shell", type=NameChoice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    Examples:
      bash, in ~/.bashrc:  eval "$(handout completion bash)"
      zsh, in ~/.zshrc:    eval "$(handout completion zsh)"
      fish:                handout completion fish > ~/.config/fish/completions/handout.fish
    """
    completion_class = get_completion_class(shell)
    if completion_class is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(completion_class(cli, {}, _PROGRAM, f"_{_PROGRAM.upper()}_COMPLETE").source())


# A command's module is imported when it runs or its help is shown: the others would slow its start.


def _make() -> click.Command:
    from handout.cli.make import make

    return make


def _languages() -> click.Command:
    from handout.cli.translate import list_languages

    return list_languages


def _check() -> click.Command:
    from handout.cli.check import check

    return check


def _patient_file() -> click.Command:
    from handout.cli.details import patient_file

    return patient_file


def _site() -> click.Command:
    from handout.cli.site import site

    return site


def _new_language() -> click.Command:
    from handout.cli.translate import new_language

    return new_language


def _approve() -> click.Command:
    from handout.cli.translate import approve

    return approve


def _schema() -> click.Command:
    from handout.cli.details import print_schema

    return print_schema


# In the order of use, which is that of the help.
_COMMANDS = {
    "make": _make,
    "languages": _languages,
    "check": _check,
    "patient-file": _patient_file,
    "site": _site,
    "new-language": _new_language,
    "approve": _approve,
    "schema": _schema,
    "completion": lambda: completion,
}


@click.group(cls=CommandGroup, loaders=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@locales_option(envvar=LOCALES_VARIABLE)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show versions."
)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Print sheets about painful fatty nodules of the low back, for you and your doctors.

    \b
    Examples:
      handout make es                     the Spanish sheets
      handout make ca -o sheets.pdf       the Catalan sheets, in this file
      handout make en it --paper letter   English and Italian, on US paper
      handout patient-file en -o me.yaml  a file for your own details
      handout make es --patient me.yaml   the Spanish sheets with your details
      handout languages                   which languages there are

    \b
    Exit codes: 0 done, 1 could not make the PDF, 2 wrong usage,
    3 invalid content or personal file, 4 output exists or cannot be written,
    5 warnings (check --strict), 130 interrupted.
    """  # Click keeps the line breaks of a paragraph that begins with a backspace.
    ctx.obj = content_of(ctx)


cli.help = help_of(cli)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the program with its exit code."""
    # A run is short and has little garbage: to look for it seldom, and not at the end, saves a tenth of it.
    gc.set_threshold(100_000, 20, 20)
    atexit.register(gc.freeze)
    for stream in (sys.stdout, sys.stderr):
        # What is printed for people may have letters that the terminal's encoding lacks.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = cli.main(arguments, prog_name=_PROGRAM, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(_USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        sys.exit(_INTERRUPTED)
    except HandoutError as error:
        click.echo(_message(error), err=True)
        sys.exit(error.exit_code)
    sys.exit(code if isinstance(code, int) else 0)


def _message(error: HandoutError) -> str:
    if isinstance(error, ContentError):
        count = len(error.problems)
        return f"{problems.all_told(error)}\n{count} problem{'s' if count > 1 else ''}; nothing was written."
    return f"Error: {error}"
