"""What commands share: the nearest known name for an unknown one, completion, printing."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from handout.content.folder import ContentFolder
from handout.errors import OutputError
from handout.files.report import nearest
from handout.resources import LOCALES


def unknown_name(what: str, name: str, known: Iterable[str]) -> str:
    """The message about a name that is not known, with the nearest that is and all that are."""
    there = tuple(known)
    near = nearest(name, there)
    return (
        f"there is no {what} “{name}”{f'; {near}' if near else '.'} There are: {', '.join(there) or 'none'}."
    )


class NameChoice(click.Choice[str]):
    """One of a few names, with the nearest for a typo."""

    # Any: as Click declares it.
    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """Click's message, and the nearest name."""
        near = nearest(str(value), self.choices)
        return super().get_invalid_choice_message(value, ctx).rstrip(".") + (f"; {near}" if near else "")


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


def echo_path(path: Path) -> None:
    """Print a path as the file system has it, whatever the encoding of what is printed."""
    echo_bytes(os.fsencode(path))


def echo_json(found: object) -> None:
    """Print a file for other programs, which is in UTF-8."""
    import json  # few commands write any

    echo_bytes(json.dumps(found, indent=2, ensure_ascii=False).encode())


def echo_bytes(data: bytes, *, nl: bool = True) -> None:
    """Print bytes as they are; as text where stdout is redirected to what takes nothing else."""
    click.echo(data if hasattr(sys.stdout, "buffer") else os.fsdecode(data), nl=nl)


def _drop_stdout() -> None:
    """Keep the interpreter from writing once more, when it ends, what could not be written."""
    with contextlib.suppress(OSError, AttributeError):  # no descriptor, no stdout
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class CommandGroup(click.Group):
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
            ctx.fail(unknown_name("command", args[0], self.list_commands(ctx)))
        return super().resolve_command(ctx, args)


def complete_language(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The languages that begin so, for completion in a shell."""
    folder = (ctx.parent.params.get("locales") if ctx.parent else None) or LOCALES
    return [CompletionItem(tag) for tag in ContentFolder(Path(folder)).tags() if tag.startswith(incomplete)]


def known_languages(folder: ContentFolder, languages: Sequence[str]) -> tuple[str, ...]:
    """The languages, each once; raises UsageError at one that is not there."""
    folders = folder.roots()
    for tag in languages:
        if tag not in folders:
            raise click.UsageError(unknown_name("language", tag, folder.tags()))
    return tuple(dict.fromkeys(languages))


def counted(number: int, what: str) -> str:
    """A number with its noun: “1 error”, “2 errors”."""
    return f"{number} {what}{'' if number == 1 else 's'}"
