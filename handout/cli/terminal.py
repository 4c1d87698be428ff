"""What commands share: the nearest known name for an unknown one, completion, printing."""

import contextlib
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from handout.content.folder import ContentFolder
from handout.docstrings import docstring
from handout.errors import ContentError, OutputError
from handout.files.report import Report, nearest
from handout.make import output
from handout.model import TAG, Handout
from handout.resources import LOCALES, command_line

Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)

LOCALES_VARIABLE = "HANDOUT_LOCALES"

ALL = "all"
"""What names every sheet."""

_PIPE_CLOSED = 141


def unknown_name(what: str, name: str, known: Iterable[str]) -> str:
    """The message about a name that is not known, with the nearest that is and all that are."""
    names = tuple(known)
    near = nearest(name, names)
    return f"unknown {what} “{name}”{f'; {near}' if near else ''}; available: {', '.join(names) or 'none'}"


class NameChoice(click.Choice[str]):
    """One of a few names in any case, with the nearest for a typo."""

    def __init__(self, choices: Sequence[str]) -> None:
        super().__init__(choices, case_sensitive=False)

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
    except BrokenPipeError:
        # Who reads has seen enough, as “head” has. The code is a shell's for a program that this ends.
        _drop_stdout()
        raise click.exceptions.Exit(_PIPE_CLOSED) from None
    except OSError as error:
        _drop_stdout()
        raise OutputError(f"cannot read or write: {error.strerror or error}") from error


def echo_path(path: Path) -> None:
    """Print a path as the file system has it, whatever the encoding of what is printed."""
    echo_bytes(os.fsencode(path))


def json_text(value: object) -> str:
    """A value for other programs."""
    import json  # needed by few commands

    return json.dumps(value, indent=2, ensure_ascii=False)


def echo_bytes(data: bytes, *, nl: bool = True) -> None:
    """Print bytes as they are; as text where stdout is redirected to what takes nothing else."""
    click.echo(data if hasattr(sys.stdout, "buffer") else os.fsdecode(data), nl=nl)


def _drop_stdout() -> None:
    """Keep the interpreter from trying to write the rest again when it ends."""
    with contextlib.suppress(OSError, AttributeError):  # no descriptor, no stdout
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class CommandGroup(click.Group):
    """Commands in the order of their *loaders*, each loaded when it is asked for; the nearest for a typo."""

    # Any: as Click declares it.
    def __init__(
        self, *values: Any, loaders: Mapping[str, Callable[[], click.Command]], **extra: Any
    ) -> None:
        super().__init__(*values, **extra)
        self._loaders = loaders

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as Click declares it
        """The names of the commands; Click would sort them."""
        return list(self._loaders)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, which takes --locales too; None where none has this name."""
        if cmd_name not in self.commands and cmd_name in self._loaders:
            command = locales_option()(self._loaders[cmd_name]())
            command.help = help_of(command)
            self.add_command(command)
        return self.commands.get(cmd_name)

    # Any: as Click declares it.
    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The context; --help and --version print here; raises OutputError."""
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


def help_of(command: click.Command) -> str | None:
    """The help of a command, also where Python leaves docstrings away."""
    if command.help is None and command.callback is not None:
        return docstring(command.callback)
    return command.help


def _take_content(ctx: click.Context, _param: click.Parameter, root: Path | None) -> None:
    """Let commands have the content of the folder; raises UsageError where there is none."""
    if root is None:
        return
    ctx.obj = ContentFolder(root)
    if not ctx.resilient_parsing and not ctx.obj.folders_with_content():
        raise click.UsageError(f"no language found in {root}")


def locales_option(envvar: str | None = None) -> Callable[[Decorated], Decorated]:
    """The option --locales, which may stand before and after a command."""
    return click.option(
        "--locales",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        envvar=envvar,
        is_eager=True,
        expose_value=False,
        callback=_take_content,
        help=f"Take the content from this folder.{f'  [environment: {envvar}]' if envvar else ''}",
    )


def content_of(ctx: click.Context) -> ContentFolder:
    """The content that the command line names, also before all of it is read, and for completion."""
    if isinstance(ctx.obj, ContentFolder):
        return ctx.obj
    return ContentFolder(Path(os.environ.get(LOCALES_VARIABLE) or LOCALES))


def completions(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    """Those of the names that begin with *incomplete*, in any case, for completion in a shell."""
    return [CompletionItem(name) for name in names if name.lower().startswith(incomplete.lower())]


def complete_language(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The languages that begin with *incomplete*, for completion in a shell."""
    return completions(content_of(ctx).tags(), incomplete)


def complete_reader(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The readers that begin with *incomplete*, for completion in a shell."""
    handout = _handout(ctx)
    return completions(handout.readers if handout else (), incomplete)


def complete_sheets(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The sheets that may follow the last comma of *incomplete*, for completion in a shell."""
    former, comma, _ = incomplete.rpartition(",")
    handout = _handout(ctx)
    names = [name for name in (handout.ids if handout else ()) if name not in former.lower().split(",")]
    return completions(
        [f"{former}{comma}{name}" for name in (*names, *(() if comma else (ALL,)))], incomplete
    )


def _handout(ctx: click.Context) -> Handout | None:
    """What ``handout.yaml`` says; None where it cannot be read."""
    try:
        return content_of(ctx).handout
    except ContentError:
        return None


class HandoutOption(click.Option):
    """An option whose values ``handout.yaml`` lists: braces in its help are filled in from there."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Click's record with the names in ``handout.yaml``; without them where it cannot be read."""
        record, handout = super().get_help_record(ctx), _handout(ctx)
        if record is None:
            return None
        if handout is None:
            return record[0], record[1].partition("{")[0].rstrip(" ,:[")
        lists = {"sheets": handout.ids, "usual": handout.usual, "readers": handout.readers}
        words = {name: ", ".join(ids) or "none" for name, ids in lists.items()}
        return record[0], record[1].format(**words, reader=handout.reader or "none")


def known_languages(content: ContentFolder, languages: Sequence[str]) -> tuple[str, ...]:
    """The languages, named in any case, each once; raises UsageError at an unknown one."""
    folders = content.folders()
    known = {_plain(tag): tag for tag in folders} | {tag: tag for tag in folders}
    tags = {name: known.get(name) or known.get(_plain(name)) for name in languages}
    for name, tag in tags.items():
        if tag is None:
            raise click.UsageError(_unknown_language(content, name))
    return tuple(dict.fromkeys(tag for tag in tags.values() if tag))


def _plain(tag: str) -> str:
    """A tag as any other spelling of it: “en_GB” is “en-GB”."""
    return tag.lower().replace("_", "-")


def _unknown_language(content: ContentFolder, name: str) -> str:
    """The message about a language that is not there: what may have been meant, or how to begin it."""
    tags = content.tags()
    primary = _plain(name).split("-")[0]
    meant = _names_of_languages(content).get(name.casefold()) or (primary if primary in tags else None)
    # Tags are so short that many are alike: what is mistyped begins as its language does.
    alike = (tag for tag in tags if tag[:1] == primary[:1])
    near = f"did you mean “{meant}”?" if meant else nearest(name, alike)
    message = (
        f"unknown language “{name}”{f'; {near}' if near else ''}; available: {', '.join(tags) or 'none'}"
    )
    if meant or not re.fullmatch(TAG, name):
        return message
    return f"{message}; “{command_line(content.root, f'new-language {name}')}” begins it"


def _names_of_languages(content: ContentFolder) -> dict[str, str]:
    """The tags of the languages by what they call themselves and each other."""
    languages = [content.load(tag, Report(), sheets=()).language for tag in content.tags()]
    names: dict[str, str] = {}
    for language in languages:
        if language is not None:
            names |= {
                name.casefold(): tag for tag, name in language.languages.items() if tag in content.tags()
            }
            names[language.name.casefold()] = language.tag
    return names


def known_name(what: str, name: str, known: Sequence[str]) -> str:
    """The one of the names that is meant, in any case; raises UsageError where it is none of them."""
    names = {candidate.lower(): candidate for candidate in known}
    if name.lower() not in names:
        raise click.UsageError(unknown_name(what, name, known))
    return names[name.lower()]


def check_place(place: str | None, *, is_single: bool) -> None:
    """Raise UsageError where -o is neither a PDF for a single document nor a folder."""
    if place is None:
        return
    if not place:
        raise click.UsageError(
            "-o needs the name of a file or of a folder; without -o a file gets its usual name"
        )
    if output.is_file_name(place):
        if not is_single:
            raise click.UsageError(f"-o {place} is one file, and several are made: give a folder")
        return
    path = Path(place)
    # A link to nowhere is something that is there; it is told when it is written to.
    if (
        re.fullmatch(r"\.[A-Za-z]\w{0,4}", path.suffix)
        and not place.endswith(("/", os.sep))
        and not path.exists()
    ):
        raise click.UsageError(f"-o {place} does not end in .pdf; if you mean a folder, write {place}/")


def counted(number: int, noun: str) -> str:
    """A number with its noun: “1 error”, “2 errors”."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
