"""“handout patient-file” and “handout schema”: the files that people fill in, and how editors check them."""

from pathlib import Path

import click

from handout.cli import terminal
from handout.content.folder import ContentFolder
from handout.content.json_schema import content_schema
from handout.files.report import Report
from handout.make import output
from handout.patient.file import json_schema as personal_file_schema
from handout.patient.template import personal_file

_place = click.option(
    *("-o", "--output", "place"),
    metavar="PATH",
    type=click.Path(dir_okay=False, allow_dash=True),
    default="-",
    help="The file to write; without it, stdout.",
)
_force = click.option("--force", is_flag=True, help="Replace a file that exists.")


@click.command("patient-file")
@click.argument("language", metavar="LANG", shell_complete=terminal.complete_language)
@_place
@_force
@click.pass_obj
def patient_file(content: ContentFolder, language: str, place: str, force: bool) -> None:
    """Write a file for your details, explained in LANG.

    \b
    Examples:
      handout patient-file ca -o details.yaml
      handout make it --patient details.yaml

    Fill it in with any text editor and give it to “make --patient”: what you choose from a list is printed in
    the language of each reader. Every line is optional. The file stays on your computer.
    """
    (tag,) = terminal.known_languages(content, [language])
    report = Report()
    folder = content.load(tag, report, sheets=())
    report.raise_if_any()
    text = personal_file(folder.language, folder.language_file.path) if folder.language else ""
    _write(text, place, force=force, private=True)


@click.command("schema")
@click.argument("kind", type=terminal.NameChoice(["content", "patient"]))
@_place
@_force
@click.pass_obj
def print_schema(content: ContentFolder, kind: str, place: str, force: bool) -> None:
    """Write the JSON Schema of a kind of file, for editors.

    \b
    Examples:
      handout schema patient -o handout-patient.schema.json
      handout schema content -o locales/content.schema.json --force

    With it an editor suggests keys and marks mistakes while you type.
    """
    schema = personal_file_schema() if kind == "patient" else content_schema(content.handout)
    _write(terminal.json_text(schema) + "\n", place, force=force)


def _write(text: str, place: str, *, force: bool, private: bool = False) -> None:
    """Write a text to a file and tell its path, or to stdout."""
    if place == "-":
        terminal.echo_bytes(text.encode(), nl=False)
        return
    for path in output.write_all({Path(place): text.encode()}, force=force, private=private):
        terminal.echo_path(path)
