"""“handout site”: the page for the web."""

from pathlib import Path

import click

from handout.cli import terminal
from handout.content.folder import ContentFolder
from handout.errors import ContentError
from handout.make import output


@click.command
@click.option(
    "-o",
    "--output",
    "place",
    metavar="DIR",
    required=True,
    type=click.Path(),
    help="A folder, made if it is not there.",
)
@click.option(
    "--runtime",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The npm package “pyodide”, unpacked: with it the page has a form that makes one's own sheets.",
)
@click.option("--base-url", metavar="URL", help="The address that the folder will have, for search engines.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@click.pass_obj
def site(content: ContentFolder, place: str, runtime: Path | None, base_url: str | None, force: bool) -> None:
    """Write a page for the web: PDFs, sheets as text, and a form.

    \b
    Examples:
      handout site -o page
      npm pack pyodide@314.0.7 && tar xzf pyodide-314.0.7.tgz
      handout site -o page --runtime package --base-url https://example.org/back

    The folder works on any web space, and from a memory stick but for the form. README.txt in it is for
    whoever uploads it. Where pypdfium2 and Pillow are installed, each sheet has a picture of its first page.
    The path of index.html is printed.
    """
    from handout import fonts
    from handout.site.folder import site_files
    from handout.site.runtime import load_runtime  # ReportLab, which other commands do without

    if base_url is not None and not base_url.startswith(("https://", "http://")):
        raise click.UsageError("--base-url begins with https://")
    folder = Path(output.targets(place, ["index.html"])[0]).parent
    loaded = load_runtime(runtime, content.root) if runtime else None
    files = site_files(ContentFolder(content.root, fonts.missing), loaded, base_url, note=_left_out)
    for path in sorted({(folder / name).parent for name in files}):
        output.make_folders(path)
    written = list(output.write_all({folder / name: data for name, data in files.items()}, force=force))
    terminal.echo_path(next(path for path in written if path == folder / "index.html"))


def _left_out(tag: str, error: ContentError) -> None:
    problems = terminal.counted(len(error.problems), "problem")
    click.echo(f"{tag} is left out: {problems}; “handout check {tag}” lists them", err=True)
