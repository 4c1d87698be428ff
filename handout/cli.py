"""The command line: takes words, tells errors once, ends with an exit code. Does nothing else.

ReportLab is imported only where a PDF is made.
"""

from __future__ import annotations

import atexit
import contextlib
import datetime
import gc
import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
from click.core import ParameterSource
from click.shell_completion import CompletionItem, get_completion_class

from handout import __version__, content, made_from, output, patient
from handout.content import REFERENCE, File
from handout.errors import ContentError, HandoutError, OutputError, Problem, Severity
from handout.library import LANGUAGE, SHEETS, USUAL, Library
from handout.markup import TAG
from handout.model import Audience, Language
from handout.options import Options, Paper, Size
from handout.resources import IS_INSTALLED, LOCALES
from handout.shape import Leaf, Report, nearest

if TYPE_CHECKING:
    from handout.matrix import Outcome

_PROGRAM = "handout"
_INTERRUPTED = 130
_USAGE = 2
_WARNINGS = 5

# Click fills paragraphs anew, but not below a line with a backspace.
_HELP = """\
Print sheets about painful fatty nodules of the low back: for a doctor, for the test, for the visit.

\b
Examples:
  handout make es                   the Spanish sheets
  handout make ca -o sheets.pdf     the Catalan ones, in a file of your own
  handout make en it --paper letter
  handout patient-file en -o me.yaml
  handout make es --patient me.yaml the sheets, filled in with your details
  handout languages                 what there is
  handout check es                  what is wrong with the Spanish texts

\b
Exit codes: 0 done, 1 could not render, 2 wrong usage, 3 content or personal file invalid,
4 output exists or cannot be written, 5 warnings (check --strict), 130 interrupted.
"""
_PATIENT_FILE_HELP = """\
Write a file for your details, explained in the language LANG.

Fill it in with any text editor and give it to “make --patient”: what you choose from a list is printed in the
language of each reader. All of it is optional. The file stays on your computer.

\b
Examples:
  handout patient-file ca -o details.yaml
  handout make it --patient details.yaml
"""
_CHECK_HELP = """\
Tell every problem of the content in each language LANG: its place, what is wrong and what would be right.

\b
Examples:
  handout check pt
  handout check --strict
  handout check es --format json
  handout check --explain figures

Without LANG, of all languages. An error has to be put right; a warning asks for judgement.
"""
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
_SCHEMA_HELP = """\
Print the JSON Schema of a kind of file, for editors that check while you type.

\b
Examples:
  handout schema patient > handout-patient.schema.json
  handout schema content > locales/content.schema.json
"""
_MAKE_HELP = """\
Make a PDF in each language LANG.

\b
Examples:
  handout make es
  handout make en es -o folder --for surgeon
  handout make ca --patient details.yaml
  handout make es --sheets more
  handout make it --with ca
  handout make --all -o folder
  handout make it -o - | lp
  handout make pt --draft

Without LANG, in the language of the environment, else in English. The paths of the files are printed,
one a line. Nothing is replaced without --force.
"""
_LANGUAGES_HELP = """\
List the languages: how complete each is, when its sources were checked.

“handout check” tells what is wrong with their texts.

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
    near = nearest(name, there)
    return (
        f"there is no {what} “{name}”{f'; {near}' if near else '.'} There are: {', '.join(there) or 'none'}."
    )


class _Choice(click.Choice[str]):
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


def _echo_path(path: Path) -> None:
    """Print a path as the file system has it, whatever the encoding of what is printed."""
    _echo_bytes(os.fsencode(path))


def _echo_json(found: object) -> None:
    """Print a file for other programs, which is in UTF-8."""
    import json  # few commands write any

    _echo_bytes(json.dumps(found, indent=2, ensure_ascii=False).encode())


def _echo_bytes(data: bytes, *, nl: bool = True) -> None:
    """Print bytes as they are; as text where stdout is redirected to what takes nothing else."""
    click.echo(data if hasattr(sys.stdout, "buffer") else os.fsdecode(data), nl=nl)


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
    "-o",
    "--output",
    "place",
    metavar="PATH",
    help="A file; for several languages or --all a folder; - for stdout.",
)
@click.option(
    "--sheets",
    metavar="NAME,...",
    help=f"Which sheets, of: {', '.join(SHEETS)}.  [default: {','.join(USUAL)}, as far as they exist]",
)
@click.option(
    "--with",
    "second",
    metavar="LANG",
    shell_complete=_complete_language,
    help="A second language beside the first; on the doctor’s sheet only where --sheets names it.",
)
@click.option(
    "--for",
    "audience",
    type=_Choice([one.value for one in Audience]),
    default=Audience.GP.value,
    show_default=True,
    help="Whom the request is for.",
)
@click.option(
    "--patient",
    "details",
    type=click.Path(exists=True, path_type=Path),
    metavar="FILE",
    help="Your details, to fill in; see “handout patient-file”.",
)
@click.option("--paper", type=_Choice(["a4", "letter"]), default="a4", show_default=True, help="The paper.")
@click.option(
    "--print",
    "size",
    type=_Choice([one.value for one in Size]),
    default=Size.NORMAL.value,
    show_default=True,
    help="How large the print is.",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Every language and pair, on each paper, in each size, with an index.json; again: what has changed.",
)
@click.option("--draft", is_flag=True, help="Print what is half translated, each page marked as a draft.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@click.option("--open", "launch", is_flag=True, help="Open what was made.")
@click.option("-q", "--quiet", is_flag=True, help="No words but errors; the paths are still printed.")
@click.pass_obj
def make(
    library: Library,
    languages: tuple[str, ...],
    place: str | None,
    sheets: str | None,
    second: str | None,
    audience: str,
    details: Path | None,
    paper: str,
    size: str,
    everything: bool,
    draft: bool,
    force: bool,
    launch: bool,
    quiet: bool,
) -> None:
    """Make the PDFs, all before any is written; or with --all each as it comes."""
    if everything:
        options = Options(audience=Audience(audience), date=_source_date())
        _make_all(library, _folder_of_all(place), options, force=force, quiet=quiet)
        return
    tags = _known(library, languages) or (_from_environment(library, quiet=quiet),)
    options = Options(
        sheets=_sheets(sheets),
        second=_second(library, second, tags),
        audience=Audience(audience),
        paper=Paper(paper),
        size=Size(size),
        date=_source_date(),
        draft=draft,
    )
    if place == "-":
        _check_stdout(tags, launch=launch)
        sys.stdout.buffer.write(_documents(library, tags, options, details)[0])
        sys.stdout.buffer.flush()
        return
    parts = (*options.parts, *(["personal"] if details else ()))
    paths = output.targets(place, [output.name(tag, *parts) for tag in tags])
    if not force:
        output.refuse_existing(paths)
    documents = _documents(library, tags, options, details)
    if len(paths) > 1 and place:
        output.make_folder(Path(place))
    for path, data in zip(paths, documents, strict=True):
        output.write(path, data, force=force, private=details is not None)
        _echo_path(path)
    if launch:
        for path in paths:
            click.launch(str(path))


def _documents(library: Library, tags: Sequence[str], options: Options, details: Path | None) -> list[bytes]:
    """The PDFs, all made before any is written; the personal file is read once."""
    from handout import build, fonts  # ReportLab, which other commands do without

    if details is not None:
        options = replace(options, details=patient.load(details, missing=fonts.missing))
    wanted = [*tags, *([options.second] if options.second else [])]
    full = Library(library.folder, fonts.missing, draft=options.draft)
    editions, references = full.editions(wanted, options.sheets)
    second = [edition if options.sheets else edition.beside for edition in editions[len(tags) :]]
    return [build.document([edition, *second], references, options).data for edition in editions[: len(tags)]]


def _folder_of_all(place: str | None) -> str:
    """The folder for all documents; raises UsageError where there is none, or --all is told what to make."""
    context = click.get_current_context()
    told = [
        one.opts[0] if isinstance(one, click.Option) else "LANG"
        for one in context.command.params
        if one.name not in ("everything", "place", "audience", "force", "quiet")
        and context.get_parameter_source(one.name or "") is ParameterSource.COMMANDLINE
    ]
    if told:
        raise click.UsageError(f"--all makes whatever there is: leave away {', '.join(told)}")
    if place is None:
        raise click.UsageError("--all needs a folder for its files: -o FOLDER")
    if place == "-":
        raise click.UsageError("-o - writes one document, and --all makes many: give a folder")
    return place


def _make_all(library: Library, place: str, options: Options, *, force: bool, quiet: bool) -> None:
    """Make what is missing or has changed; ends the command with the exit code of the worst failure."""
    from handout import matrix  # ReportLab, which other commands do without

    documents = matrix.documents(library, options)
    if not documents:
        raise click.UsageError(f"there is no language in {library.folder}")
    output.targets(place, [one.file for one in documents])
    made_from = matrix.fingerprints(library.folder, documents)
    folder = Path(place)
    index = matrix.Index(folder, force=force)
    index.refuse_unknown(one.file for one in documents)
    wanted = [one for one in documents if not index.holds(one.file, made_from[one.file])]
    output.make_folder(folder)
    output.remove_parts(folder)
    with _progress(len(wanted), quiet=quiet) as step:
        outcome = matrix.make(wanted, made_from, library.folder, index, step=step)
    for file in outcome.made:
        _echo_path(folder / file)
    _tell(outcome, kept=len(documents) - len(wanted), quiet=quiet)
    for error in outcome.broken.values():
        raise error
    click.get_current_context().exit(max((one.exit_code for one in outcome.failed.values()), default=0))


def _tell(outcome: Outcome, *, kept: int, quiet: bool) -> None:
    """Say what went wrong, each problem once however many files have it, and how many files there are."""
    words = (line for error in outcome.failed.values() for line in str(error).splitlines())
    for line in dict.fromkeys(words):
        click.echo(line, err=True)
    failed = sorted([*outcome.failed, *outcome.broken])
    for file in failed:
        click.echo(f"not made: {file}", err=True)
    if failed or not quiet:
        click.echo(f"{len(outcome.made)} made, {kept} kept, {len(failed)} failed", err=True)


@contextlib.contextmanager
def _progress(length: int, *, quiet: bool) -> Iterator[Callable[[], None]]:
    """What tells that one more is done: a bar on a terminal, silence elsewhere."""
    plain = quiet or not length or sys.stderr is None or not sys.stderr.isatty()
    if plain or os.environ.get("TERM") == "dumb":
        yield lambda: None
        return
    with click.progressbar(length=length, file=sys.stderr, show_pos=True, update_min_steps=1) as bar:
        yield lambda: bar.update(1)


def _check_stdout(tags: Sequence[str], *, launch: bool) -> None:
    if len(tags) > 1:
        raise click.UsageError("-o - writes one document: give one language")
    if launch:
        raise click.UsageError("--open needs a file, and -o - makes none")
    if sys.stdout is None:
        raise OutputError("stdout is closed: give -o a file")
    if sys.stdout.isatty():
        raise OutputError("a PDF is not for the terminal: give -o a file, or pipe it on")


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


def _second(library: Library, language: str | None, tags: Sequence[str]) -> str | None:
    """The language beside the others; raises UsageError where there is none such, or it is one of them."""
    if language is None:
        return None
    (tag,) = _known(library, [language])
    if tag in tags:
        raise click.UsageError(f"--with {tag}: a language cannot stand beside itself")
    return tag


def _sheets(names: str | None) -> tuple[str, ...] | None:
    """The sheets named, in their order; None for the usual ones; raises UsageError at an unknown one."""
    if names is None:
        return None
    chosen = [name.strip() for name in names.split(",") if name.strip()]
    for name in chosen:
        if name not in SHEETS:
            raise click.UsageError(_unknown("sheet", name, SHEETS))
    if not chosen:
        raise click.UsageError(f"name a sheet; there are: {', '.join(SHEETS)}")
    found = tuple(name for name in SHEETS if name in chosen)
    return None if found == USUAL else found


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
    """Print a line for each language; what is wrong with English, or cannot be read, raises ContentError."""
    report = Report()
    library = library._replace(draft=True)
    # All are measured by English.
    files = {
        tag: library.files(tag, report) if tag == REFERENCE else library.texts(tag, report)
        for tag in library.tags()
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
    wanted = {(name, leaf.path) for name, leaf in _texts(reference)}
    done = wanted & {(name, leaf.path) for name, leaf in _texts(files) if not leaf.node.mark}
    share = 100 * len(done) // max(1, len(wanted))
    return min(share, 99) if any(file.left for file in files.values()) else share


def _texts(files: Mapping[str, File[object]]) -> Iterator[tuple[str, Leaf]]:
    """The texts that are made from those of the reference, each with the name of its file."""
    return ((name, one) for name, file in files.items() for one in file.leaves if made_from.is_recorded(one))


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


@cli.command("patient-file", help=_PATIENT_FILE_HELP, short_help="Write a file for your details.")
@click.argument("language", metavar="LANG", shell_complete=_complete_language)
@click.option("-o", "--output", "place", metavar="PATH", help="A file; without it, to stdout.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
@click.pass_obj
def patient_file(library: Library, language: str, place: str | None, force: bool) -> None:
    """Write the personal file to fill in; raises ContentError where the language has no words for it."""
    (tag,) = _known(library, [language])
    report = Report()
    found = library.language(tag, report)
    report.raise_if_any()
    text = content.personal_file(found, library.folder / tag) if found else ""
    if place is None:
        _echo_bytes(text.encode(), nl=False)
        return
    path = Path(place)
    if not force:
        output.refuse_existing([path])
    output.write(path, text.encode(), force=force, private=True)
    _echo_path(path)


@cli.command(help=_CHECK_HELP, short_help="Tell what is wrong with the content.")
@click.argument("languages", metavar="[LANG]...", nargs=-1, shell_complete=_complete_language)
@click.option(
    "--format",
    "form",
    type=_Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines to read, or a list of objects for other programs.",
)
@click.option("--strict", is_flag=True, help="End with exit code 5 also where there are only warnings.")
@click.option(
    "--explain",
    "rule",
    metavar="[RULE]",
    is_flag=False,
    flag_value="",
    help="Say what a rule wants and what to do about it; without RULE, list all rules.",
)
@click.pass_obj
def check(library: Library, languages: tuple[str, ...], form: str, strict: bool, rule: str | None) -> None:
    """Print the problems, by place; ends with exit code 3 where one is an error."""
    from handout import fonts
    from handout.check.run import problems  # ReportLab, which other commands do without

    if rule is not None:
        _explain(rule)
        return
    tags = _known(library, languages) or library.folders_with_content()
    if not tags:
        raise click.UsageError(f"there is no language in {library.folder}")
    today = datetime.datetime.now(datetime.UTC).date()
    found = problems(library._replace(missing=fonts.missing), tags, today)
    if form == "json":
        _echo_json([_object(one) for one in found])
    else:
        for one in found:
            click.echo(one)
    errors = sum(one.severity is Severity.ERROR for one in found)
    warnings = len(found) - errors
    click.echo(f"{', '.join(tags)}: {_count(errors, 'error')}, {_count(warnings, 'warning')}", err=True)
    if errors:
        click.get_current_context().exit(ContentError.exit_code)
    click.get_current_context().exit(_WARNINGS if warnings and strict else 0)


def _explain(rule: str) -> None:
    from handout.check.explanations import explanations, summaries

    if not rule:
        for name, summary in summaries().items():
            click.echo(f"{name}: {summary}")
        return
    texts = explanations()
    if rule not in texts:
        raise click.UsageError(_unknown("rule", rule, sorted(texts)))
    click.echo(f"{rule}\n\n{texts[rule]}")


def _object(problem: Problem) -> dict[str, str | int]:
    """What the JSON has of a problem."""
    return {
        "path": problem.at.path,
        "line": problem.at.line,
        "column": problem.at.column,
        "rule": problem.rule,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
    }


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


@cli.command("new-language", help=_NEW_LANGUAGE_HELP, short_help="Begin a language to translate.")
@click.argument("tag", metavar="TAG")
@click.pass_obj
def new_language(library: Library, tag: str) -> None:
    """Write the folder; raises OutputError where it is there already or the content is the program's own."""
    from handout import translation  # readability and the like, which other commands do without

    if not re.fullmatch(TAG, tag):
        raise click.UsageError(f"“{tag}” is not the tag of a language, such as pt or pt-BR")
    if library.folder == LOCALES and IS_INSTALLED:
        raise OutputError(
            f"the content is part of the installed program: copy the folder {LOCALES} to a place of yours, "
            "and name that, as in “handout --locales locales new-language pt”"
        )
    report = Report()
    files = library.files(REFERENCE, report)
    report.raise_if_any()
    sources = {name: library.path(REFERENCE, name).read_text("utf-8") for name in files}
    output.write_folder(library.folder / tag, translation.begin(tag, files, sources))
    _echo_path(library.folder / tag)
    click.echo(f"Translate, language.yaml first; “handout check {tag}” tells what is left.", err=True)


@cli.command("still-right", help=_STILL_RIGHT_HELP, short_help="Say that texts are right as English is now.")
@click.argument("language", metavar="LANG", shell_complete=_complete_language)
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.pass_obj
def say_still_right(library: Library, language: str, ids: tuple[str, ...]) -> None:
    """Write what is remembered of the English texts; raises ContentError where files cannot be read."""
    from handout import still_right

    (tag,) = _known(library, [language])
    if tag == REFERENCE:
        raise click.UsageError("English is what the others are compared with")
    report = Report()
    library = library._replace(draft=True)
    reference, files = (library.files(one, report) for one in (REFERENCE, tag))
    was = library.made_from(tag, report) or {}
    report.raise_if_any()
    for one in still_right.unknown(ids, reference):
        raise click.UsageError(_not_there(one, still_right.names(reference)))
    recorded = still_right.record(files, reference, was, ids)
    path = library.folder / tag / made_from.FILE
    if recorded.wordings != was or not path.exists():
        output.write(path, made_from.text(recorded.wordings).encode(), force=True)
        _echo_path(path)
    click.echo(f"{_count(recorded.changed, 'text')} of “{tag}” recorded as right", err=True)


def _not_there(ident: str, known: Iterable[str]) -> str:
    near = nearest(ident, known)
    return f"no text has the id “{ident}”{f'; {near}' if near else ''}"


@cli.command(help=_SCHEMA_HELP, short_help="Print a JSON Schema.")
@click.argument("kind", type=_Choice(["content", "patient"]))
def schema(kind: str) -> None:
    """Print the schema of a kind of file."""
    found = patient.schema() if kind == "patient" else content.schema(SHEETS)
    _echo_json(found)


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
    # A run is short and has little garbage: to look for it seldom, and not at the end, saves a tenth of it.
    gc.set_threshold(100_000, 20, 20)
    atexit.register(gc.freeze)
    for stream in (sys.stdout, sys.stderr):
        # What is printed for people may have letters that the terminal's encoding has not.
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
        click.echo(_told(error), err=True)
        sys.exit(error.exit_code)
    sys.exit(code if isinstance(code, int) else 0)


def _told(error: HandoutError) -> str:
    if isinstance(error, ContentError):
        count = len(error.problems)
        return f"{error}\n{count} problem{'s' if count > 1 else ''}; nothing was written."
    return f"Error: {error}"
