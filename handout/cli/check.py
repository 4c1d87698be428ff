"""“handout check”: every problem of the content."""

import datetime
from dataclasses import replace

import click
from click.shell_completion import CompletionItem

from handout.cli import terminal
from handout.cli.problems import told
from handout.content.folder import ContentFolder
from handout.errors import ContentError, Problem, Severity

_WARNINGS = 5


def _complete_rule(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The rules that begin with *incomplete*, for completion in a shell."""
    from handout.check.explanations import explanations

    return terminal.completions(explanations(), incomplete)


@click.command
@click.argument("languages", metavar="[LANG]...", nargs=-1, shell_complete=terminal.complete_language)
@click.option(
    "--format",
    "form",
    type=terminal.NameChoice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines to read, or JSON for other programs.",
)
@click.option("--strict", is_flag=True, help="End with exit code 5 if there are only warnings.")
@click.option(
    "--explain",
    "rule",
    metavar="[RULE]",
    is_flag=False,
    flag_value="",
    shell_complete=_complete_rule,
    help="Explain a rule and what to do about it; without RULE, list all rules.",
)
@click.pass_obj
def check(
    content: ContentFolder, languages: tuple[str, ...], form: str, strict: bool, rule: str | None
) -> None:
    """List every problem in the texts of LANG, with its place.

    \b
    Examples:
      handout check pt
      handout check --strict
      handout check es --format json
      handout check --explain figures

    Without LANG, all languages are checked. An error must be corrected; a warning asks for your judgement.
    """
    from handout import fonts
    from handout.check.run import check_content  # ReportLab, which other commands do without

    if rule is not None:
        _explain(rule)
        return
    tags = terminal.known_languages(content, languages) or content.folders_with_content()
    if not tags:
        raise click.UsageError(f"no language found in {content.root}")
    today = datetime.datetime.now(datetime.UTC).date()
    problems = check_content(replace(content, missing=fonts.missing), tags, today)
    if form == "json":
        terminal.echo_bytes(terminal.json_text([_object(problem) for problem in problems]).encode())
    else:
        for problem in problems:
            click.echo(told(problem))
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    click.echo(
        f"{', '.join(tags)}: {terminal.counted(errors, 'error')}, {terminal.counted(warnings, 'warning')}",
        err=True,
    )
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
    name = rule.lower()
    if name not in texts:
        raise click.UsageError(terminal.unknown_name("rule", rule, sorted(texts)))
    click.echo(f"{name}\n\n{texts[name]}")


def _object(problem: Problem) -> dict[str, str | int]:
    """What the JSON has of a problem."""
    return {
        **problem.at._asdict(),
        "rule": problem.rule,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
    }
