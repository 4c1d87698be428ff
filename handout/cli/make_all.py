"""“handout make --all”: every document of the content into one folder."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from handout.cli.problems import told
from handout.cli.terminal import check_place, echo_path
from handout.content.folder import ContentFolder
from handout.errors import ContentError, HandoutError
from handout.make import output
from handout.options import Options

if TYPE_CHECKING:
    from handout.make.everything import Outcome

_WAITING = "Another run is at work in {}: waiting until it ends."


def folder_of_all(place: str | None) -> str:
    """The folder for all documents; raises UsageError where none is named, or an option narrows --all."""
    context = click.get_current_context()
    narrowing = [
        param.opts[0] if isinstance(param, click.Option) else "LANG"
        for param in context.command.params
        if param.name not in ("everything", "place", "reader", "force", "quiet")
        and context.get_parameter_source(param.name or "") is ParameterSource.COMMANDLINE
        # Click 8.2 says so also of an argument with no value.
        and context.params.get(param.name or "")
    ]
    if narrowing:
        raise click.UsageError(f"--all makes every document; drop {', '.join(narrowing)}")
    if place is None:
        raise click.UsageError("--all needs a folder for its files: -o FOLDER")
    if place == "-":
        raise click.UsageError("-o - writes one document, and --all makes many: give a folder")
    check_place(place, is_single=False)
    return place


def make_all(content: ContentFolder, place: str, options: Options, *, force: bool, quiet: bool) -> None:
    """Make what is missing or has changed; ends the command with the exit code of the worst failure."""
    from handout.make import everything  # ReportLab, which other commands do without
    from handout.make.index import Index
    from handout.make.lock import locked

    documents = everything.documents(content, options)
    if not documents:
        raise click.UsageError(f"no language found in {content.root}")
    output.targets(place, [document.file for document in documents])
    folder = Path(place)
    output.make_folder(folder)
    with locked(folder, waiting=lambda: None if quiet else click.echo(_WAITING.format(folder), err=True)):
        fingerprints = everything.fingerprints(content.root, documents)
        index = Index(folder, force=force)
        index.refuse_unknown(document.file for document in documents)
        wanted = [
            document for document in documents if not index.holds(document.file, fingerprints[document.file])
        ]
        output.refuse_irreplaceable(folder / document.file for document in wanted)
        output.remove_parts(folder)
        with _progress(len(wanted), quiet=quiet) as step:
            outcome = everything.make(wanted, fingerprints, content.root, index, step=step)
    for file in outcome.files:
        echo_path(folder / file)
    _report(outcome, unchanged=len(documents) - len(wanted), quiet=quiet)
    for error in outcome.broken.values():
        raise error
    click.get_current_context().exit(max((error.exit_code for error in outcome.failed.values()), default=0))


def _report(outcome: Outcome, *, unchanged: int, quiet: bool) -> None:
    """Say what went wrong, each problem once however many files have it, and how many files there are."""
    words = (line for error in outcome.failed.values() for line in _words(error))
    for line in dict.fromkeys(words):
        click.echo(line, err=True)
    failed = sorted([*outcome.failed, *outcome.broken])
    for file in failed:
        click.echo(f"not made: {file}", err=True)
    if failed or not quiet:
        click.echo(f"{len(outcome.files)} made, {unchanged} kept, {len(failed)} failed", err=True)


def _words(error: HandoutError) -> list[str]:
    return [told(problem) for problem in error.problems] if isinstance(error, ContentError) else [str(error)]


@contextlib.contextmanager
def _progress(length: int, *, quiet: bool) -> Iterator[Callable[[], None]]:
    """A function to call after each document: a bar on a terminal, silence elsewhere."""
    plain = quiet or not length or sys.stderr is None or not sys.stderr.isatty()
    if plain or os.environ.get("TERM") == "dumb":
        yield lambda: None
        return
    with click.progressbar(length=length, file=sys.stderr, show_pos=True, update_min_steps=1) as bar:
        yield lambda: bar.update(1)
