"""Typography is the language's: what the program puts together itself follows the file of the language."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from handout.cli.app import cli
from tests import pdf_kit, small_content

SOURCES = """\
  - id: jones2002
    type: article-journal
    author:
      - {family: Jones, given: B}
    title: A second study
    container-title-short: J Gates
    issued: {date-parts: [[2002]]}
    page: 7-9
    custom: {printable: yes}
  - id: brown2003
    type: article-journal
    author:
      - {family: Brown, given: C}
    title: A third study
    issued: {date-parts: [[2003]]}
    custom: {printable: yes}
"""
PERSONAL = "pain:\n  goes-to:\n    left: [knee, calf]\n    right: [foot]\n"
# The reader of the page gives a no-break space as any space; so is the narrow one taken here.
WIDTHS = ("\u202f", " ")
SPACED = '  space_before: {":": U+00A0, ";": U+202F}\n  ranges: "-"\n'


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A language that cites three references in a row, and has a place for where the pain goes."""
    folder = small_content.write(tmp_path / "content", "en")
    changed(folder / "references.yaml", "", SOURCES)
    changed(folder / "en" / "doctor.yaml", "[@smith2001]", "[@smith2001; @jones2002; @brown2003]")
    changed(folder / "en" / "visit.yaml", "fill: questions", "fill: pain.goes-to")
    return folder


def changed(path: Path, old: str, new: str) -> None:
    """Put *new* in the place of *old*, or at the end of the file."""
    text = path.read_text("utf-8")
    assert not old or text.count(old) == 1
    path.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")


def made(content: Path, sheet: str) -> bytes:
    """A sheet as a PDF, with personal details where it has a place for them."""
    details, output = content.parent / "me.yaml", content.parent / f"{sheet}.pdf"
    details.write_text(f"language: en\n{PERSONAL}", encoding="utf-8")
    arguments = ["--locales", content, "make", "en", "--sheets", sheet, "-o", output]
    arguments += ["--patient", details] if sheet == "visit" else []
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return output.read_bytes()


def words(data: bytes) -> str:
    """All that is printed."""
    return " ".join(pdf_kit.texts(data))


def test_ranges_have_the_sign_of_the_language(content: Path) -> None:
    """Numbers of references in a row and pages have a hyphen where the language writes ranges so."""
    before = words(made(content, "doctor"))
    assert "[1–3]" in before
    assert "2002:7–9" in before
    changed(content / "en" / "language.yaml", "  percent_space: no\n", f"  percent_space: no\n{SPACED}")
    (content.parent / "doctor.pdf").unlink()
    after = words(made(content, "doctor"))
    assert "[1-3]" in after
    assert "2002:7-9" in after


def test_a_draft_has_the_sign_of_its_language_in_english_texts_too(content: Path) -> None:
    """A language that is begun is made as a draft, whose citations are its own."""
    begun = CliRunner().invoke(cli, ["--locales", str(content), "new-language", "pt"])
    assert begun.exit_code == 0, begun.output
    language = content / "pt" / "language.yaml"
    changed(language, "  percent_space: (translate) no\n", f"  percent_space: no\n{SPACED}")
    output = content.parent / "draft.pdf"
    arguments = ["--locales", str(content), "make", "pt", "--draft", "--sheets", "doctor", "-o", str(output)]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    assert "[1-3]" in words(output.read_bytes())


def test_a_colon_of_the_program_stands_as_in_the_language(content: Path) -> None:
    """Between a side and its places, between places, and in the title of the document."""
    data = made(content, "visit")
    assert "left in en: knee in en, calf in en; right in en: foot in en" in words(data)
    changed(content / "en" / "language.yaml", "  percent_space: no\n", f"  percent_space: no\n{SPACED}")
    (content.parent / "visit.pdf").unlink()
    data = made(content, "visit")
    assert "left in en : knee in en, calf in en ; right in en : foot in en" in words(data).replace(*WIDTHS)
    with pikepdf.open(content.parent / "visit.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == "A form\u00a0: visit in English"


def test_no_sign_is_blamed_where_the_typography_is_not_known(content: Path) -> None:
    """A mistake in the file of the language is told alone, not once more at each sign of the sheets."""
    about = "about: What it is\nsections:"
    changed(content / "en" / "doctor.yaml", about, about.replace("it is", "«\u00a0it\u00a0»\u202f; 5-6"))
    arguments = ["--locales", str(content), "check", "en"]
    before = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert {"[spacing]", "[range-dash]"} <= set(before.output.split())
    changed(content / "en" / "language.yaml", '  decimal: "."', '  decimal: "x"')
    after = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert "[unknown-name]" in after.output
    assert not {"[spacing]", "[range-dash]"} & set(after.output.split())
