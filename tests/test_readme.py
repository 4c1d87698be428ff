"""The README shows the real page; its commands, exit codes and paths, and those of the guides, are there."""

from __future__ import annotations

import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from handout.cli.app import cli
from handout.make.output import file_name
from handout.options import Options
from handout.resources import LOCALES
from tests.conftest import CONTENT, TAGS, USUAL_SHEETS, Case, made, sample, written

ROOT = LOCALES.parent
README = (ROOT / "README.md").read_text("utf-8")
GUIDES = (Path("README.md"), Path("locales/README.md"), Path("tests/bench/README.md"))
PICTURE = ROOT / "tests" / "golden" / "doctor-en-1.png"


def first_page() -> Image.Image:
    """The first English page in greys, as the README shows it."""
    with pypdfium2.PdfDocument(written("en").data) as document:
        return document[0].render(scale=1.4).to_pil().convert("L")


def test_the_picture_is_the_page() -> None:
    """After a change of the page: `python -m tests.test_readme` takes a new picture."""
    assert f"]({PICTURE.relative_to(ROOT)})" in README
    with Image.open(PICTURE) as picture:
        page = first_page()
        assert picture.size == page.size
        difference = ImageChops.difference(picture.convert("L"), page)
    # A few greys differ by the palette and by the renderer's version.
    assert sum(difference.histogram()[40:]) < 50


def unpacked(data: bytes) -> list[bytes]:
    """The objects of a PDF and its streams, unpacked; not what only packs others, as zlib does it."""
    with pikepdf.open(io.BytesIO(data)) as document:
        return [
            item.unparse() + (item.read_bytes() if isinstance(item, pikepdf.Stream) else b"")
            for item in document.objects
            if not (isinstance(item, pikepdf.Stream) and item.get("/Type") in ("/ObjStm", "/XRef"))
        ]


@pytest.mark.parametrize("tag", sample(TAGS))
def test_the_ready_pdf_is_what_make_writes(tag: str) -> None:
    """After a change of the content: `handout make es -o locales/es --force`; the README links it first."""
    path = LOCALES / tag / file_name(CONTENT.handout, tag, Options())
    assert f"]({path.relative_to(ROOT).as_posix()})" in README.partition("\n* ")[0]
    assert unpacked(path.read_bytes()) == unpacked(made(Case((tag,), sheets=USUAL_SHEETS)).data)


def test_there_are_two_commands() -> None:
    """One makes the Spanish sheet and one runs the tests; each is a single line that begins with the venv."""
    commands = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)
    assert [command.split()[-1] for command in commands] == ["es", ".venv/bin/pytest"]
    assert all(
        command.startswith("python3 -m venv .venv && ") and "\n" not in command for command in commands
    )


_BLOCK = re.compile(r"^```\w*\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def commands(text: str) -> Iterator[list[str]]:
    """The arguments of each run of the program, in blocks of code and between backquotes."""
    lines = [line for block in _BLOCK.findall(text) for line in block.splitlines()]
    lines += [" ".join(code.split()) for code in re.findall(r"`([^`]+)`", _BLOCK.sub("", text))]
    for line in lines:
        # What it does stands behind two spaces; what becomes of its output, behind a bar or an arrow.
        if match := re.match(r"handout (?=[a-z-])(.+?)(?:  | [|>] |$)", line):
            yield shlex.split(match[1])


def parse(arguments: list[str]) -> None:
    """Let Click judge the options of a run; raises UsageError where one is unknown."""
    context = click.Context(cli, info_name="handout")
    _, rest, _ = cli.make_parser(context).parse_args(arguments)
    command = cli.get_command(context, rest[0])
    if command is None:
        raise click.UsageError(f"no such command: {rest[0]}")
    command.make_parser(click.Context(command)).parse_args(rest[1:])


@pytest.mark.parametrize("guide", GUIDES[:2], ids=str)
def test_every_command_is_known(guide: Path) -> None:
    """The program has every command and option that a guide names."""
    found = list(commands((ROOT / guide).read_text("utf-8")))
    assert len(found) > 8
    for arguments in found:
        parse(arguments)


@pytest.mark.parametrize(
    "text",
    [
        "```\nhandout make es --hue  hued\n```",
        "Run `handout print es`.",
        "Run `handout make\nes --nay`.",
    ],
)
def test_an_unknown_command_is_seen(text: str) -> None:
    """A command or an option that the program does not have is found in code and in prose."""
    (arguments,) = commands(text)
    with pytest.raises(click.UsageError):
        parse(arguments)


def test_the_exit_codes_are_those_of_the_help() -> None:
    """The README and `--help` say the same of exit codes."""
    readme, helped = (
        re.search("Exit codes: (.+?)\\.", " ".join(text.split())) for text in (README, cli.help or "")
    )
    assert readme is not None
    assert helped is not None
    assert readme[1].replace("`", "") == helped[1]


@pytest.mark.parametrize("guide", GUIDES, ids=str)
def test_every_path_exists(guide: Path) -> None:
    """Each file, folder and module that a guide names is there, seen from the project or from the guide."""
    text = (ROOT / guide).read_text("utf-8")
    paths = re.findall(r"`((?:\.ci|handout|locales|tests|en|es)/[\w./-]*)`", text)
    paths += re.findall(r"\]\(([^):#]+)\)", text)
    paths += [module.replace(".", "/") for module in re.findall(r"python -m (tests(?:\.\w+)+)", text)]
    assert paths
    places = {path: [ROOT / path, ROOT / f"{path}.py", (ROOT / guide).parent / path] for path in paths}
    assert [path for path, tried in places.items() if not any(place.exists() for place in tried)] == []


if __name__ == "__main__":
    first_page().quantize(16).save(PICTURE, optimize=True)
