"""The README shows the real page, and its commands are the ones that are tested."""

from __future__ import annotations

import re

import pypdfium2
from PIL import Image, ImageChops

from handout.resources import LOCALES
from tests.conftest import written

ROOT = LOCALES.parent
README = (ROOT / "README.md").read_text("utf-8")
PICTURE = ROOT / "tests" / "golden" / "doctor-en-1.png"


def first_page() -> Image.Image:
    """The first English page in greys, as the README shows it."""
    with pypdfium2.PdfDocument(written("en").data) as document:
        return document[0].render(scale=1.4).to_pil().convert("L")


def test_the_picture_is_the_page() -> None:
    """After a change of the page: `python -m tests.test_readme` takes the picture anew."""
    assert f"]({PICTURE.relative_to(ROOT)})" in README
    with Image.open(PICTURE) as picture:
        page = first_page()
        assert picture.size == page.size
        difference = ImageChops.difference(picture.convert("L"), page)
    # A few greys differ by the palette and by the renderer's version.
    assert sum(difference.histogram()[40:]) < 50


def test_there_are_two_commands() -> None:
    """One makes the Spanish sheet and one runs the tests; each is a single line that begins with the venv."""
    commands = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)
    assert [command.split()[-1] for command in commands] == ["es", ".venv/bin/pytest"]
    assert all(
        command.startswith("python3 -m venv .venv && ") and "\n" not in command for command in commands
    )


if __name__ == "__main__":
    first_page().quantize(16).save(PICTURE, optimize=True)
