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


@click.command("patient-file")
@click.argument("language", metavar="LANG", shell_complete=terminal.complete_language)
@click.option("-o", "--output", "place", metavar="PATH", help="The file to write; without it, stdout.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
@click.pass_obj
def patient_file(content: ContentFolder, language: str, place: str | None, force: bool) -> None:
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
    if place is None:
        terminal.echo_bytes(text.encode(), nl=False)
        return
    path = Path(place)
    if not force:
        output.refuse_existing([path])
    output.write(path, text.encode(), force=force, private=True)
    terminal.echo_path(path)


@click.command("schema")
@click.argument("kind", type=terminal.NameChoice(["content", "patient"]))
@click.pass_obj
def print_schema(content: ContentFolder, kind: str) -> None:
    """Print the JSON Schema of a kind of file, for editors.

    \b
    Examples:
      handout schema patient > handout-patient.schema.json
      handout schema content > locales/content.schema.json

    With it an editor suggests keys and marks mistakes while you type.
    """
    terminal.echo_json(personal_file_schema() if kind == "patient" else content_schema(content.handout))
