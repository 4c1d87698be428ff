"""“handout check”: every problem of the content."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import click

from handout.cli.terminal import (
    NameChoice,
    complete_language,
    counted,
    echo_json,
    known_languages,
    unknown_name,
)
from handout.content.folder import ContentFolder
from handout.errors import ContentError, Problem, Severity

_WARNINGS = 5


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


@click.command(help=_CHECK_HELP, short_help="Tell what is wrong with the content.")
@click.argument("languages", metavar="[LANG]...", nargs=-1, shell_complete=complete_language)
@click.option(
    "--format",
    "form",
    type=NameChoice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines to read, or a list of objects for other programs.",
)
@click.option("--strict", is_flag=True, help="End with exit code 5 also where there are only warnings.")
@click.option("--explain", "rule", metavar="RULE", help="Tell what a rule keeps, and what to do about it.")
@click.pass_obj
def check(folder: ContentFolder, languages: tuple[str, ...], form: str, strict: bool, rule: str | None) -> None:
    """Print the problems, by place; ends with exit code 3 where one is an error."""
    from handout import fonts
    from handout.check import run as checking  # ReportLab, which other commands do without

    if rule is not None:
        _explain(rule, checking.explanations())
        return
    tags = known_languages(folder, languages) or folder.roots_with_content()
    if not tags:
        raise click.UsageError(f"there is no language in {folder.root}")
    today = datetime.datetime.now(datetime.UTC).date()
    found = checking.problems(folder._replace(missing=fonts.missing), tags, today)
    if form == "json":
        echo_json([_object(one) for one in found])
    else:
        for one in found:
            click.echo(one)
    errors = sum(one.severity is Severity.ERROR for one in found)
    warnings = len(found) - errors
    click.echo(f"{', '.join(tags)}: {counted(errors, 'error')}, {counted(warnings, 'warning')}", err=True)
    if errors:
        click.get_current_context().exit(ContentError.exit_code)
    click.get_current_context().exit(_WARNINGS if warnings and strict else 0)


def _explain(rule: str, explanations: Mapping[str, str]) -> None:
    if rule not in explanations:
        raise click.UsageError(unknown_name("rule", rule, sorted(explanations)))
    click.echo(f"{rule}\n\n{explanations[rule]}")


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
