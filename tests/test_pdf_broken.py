"""Broken files: each fault is caught by the checks here, by veraPDF, or by both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas as ReportLabCanvas
from reportlab.platypus import Paragraph as PlainParagraph

from handout import pdf
from tests import pdf_torture, pdf_validator
from tests.pdf_check import problems
from tests.pdf_kit import LONG, STYLE, TEXT, heading, item, root, row, seen, write

Break = Callable[[pikepdf.Pdf], None]


class Fault(NamedTuple):
    """How a good file is broken, and what finds it; None where that check is blind to it."""

    made: Break
    here: str | None
    validator: str | None


def good() -> bytes:
    """A file with one of each: heading, list, table, figure, field, link, passage in another language."""
    document = root()
    runs = [
        pdf.Run(LONG * 2, font=TEXT),
        pdf.Run("dove? ", font=TEXT, lang="it"),
        pdf.Run("See", font=TEXT, href="https://example.org"),
        pdf.Run(" ", font=TEXT),
        pdf.Inline(width=9, height=9, paint=_tick, alt="box to tick", form=pdf.Form(role="cb", desc="Yes")),
    ]
    table = pdf.Element("Table", document)
    rows = [row("a", "b", table=table, role="TH"), row("c", "d", table=table)]
    figure = pdf.Element("Figure", document, alt="a line")
    return write(
        [
            heading("One", document),
            heading("Two", document, 2),
            pdf.Paragraph(runs, STYLE, pdf.Element("P", document)),
            item("1.", ["One"], pdf.Element("L", document)),
            pdf.Table(rows, [40, 40], element=table),
            pdf.Figure(20, 20, lambda canvas: canvas.line(0, 0, 9, 9), figure),
        ]
    ).data


def _tick(canvas: pdf.Canvas, width: float) -> None:
    canvas.rect(0, 0, width, 9)


def elements(file: pikepdf.Pdf, role: str) -> list[Any]:
    """The elements of *role*."""
    return [
        obj for obj in file.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/S") == f"/{role}"
    ]


def without(role: str, *names: str) -> Break:
    """Take entries from the first element of *role*."""

    def made(file: pikepdf.Pdf) -> None:
        for name in names:
            del elements(file, role)[0][name]

    return made


def catalog_without(*path: str) -> Break:
    """Take an entry from the catalog."""

    def made(file: pikepdf.Pdf) -> None:
        holder = file.Root
        for name in path[:-1]:
            holder = holder[name]
        del holder[path[-1]]

    return made


def role(old: str, new: str) -> Break:
    """Call the first element of a role something else."""

    def made(file: pikepdf.Pdf) -> None:
        elements(file, old)[0].S = pikepdf.Name(f"/{new}")

    return made


def content(pattern: bytes, replacement: bytes, count: int = 1) -> Break:
    """Change the operators of the page."""

    def made(file: pikepdf.Pdf) -> None:
        old = file.pages[0].Contents.read_bytes()
        new = re.sub(pattern, replacement, old, count=count, flags=re.DOTALL)
        assert new != old
        file.pages[0].Contents = file.make_stream(new)

    return made


def packet(pattern: bytes, replacement: bytes = b"") -> Break:
    """Change the metadata."""

    def made(file: pikepdf.Pdf) -> None:
        old = file.Root.Metadata.read_bytes()
        new = re.sub(pattern, replacement, old, flags=re.DOTALL)
        assert new != old
        file.Root.Metadata.write(new)

    return made


def fonts(file: pikepdf.Pdf) -> Iterator[Any]:
    """The faces of the page."""
    yield from file.pages[0].Resources.Font.values()


def no_letters(file: pikepdf.Pdf) -> None:
    """Map a code to U+0000."""
    for font in fonts(file):
        maps = font.ToUnicode.read_bytes()
        font.ToUnicode.write(re.sub(rb"(beginbfchar\s<..> )<....>", rb"\1<0000>", maps))


def no_font_file(file: pikepdf.Pdf) -> None:
    """Leave the faces out."""
    for font in fonts(file):
        del font.FontDescriptor.FontFile2


def no_object(file: pikepdf.Pdf) -> None:
    """Let the link element forget its annotation."""
    link = elements(file, "Link")[0]
    link.K = link.K[0]


def unknown_mark(file: pikepdf.Pdf) -> None:
    """Let an element forget its content."""
    del elements(file, "H1")[0]["/K"]


def wrong_parents(file: pikepdf.Pdf) -> None:
    """Exchange the owners of two marks."""
    owners = file.Root.StructTreeRoot.ParentTree.Nums[1]
    owners[0], owners[2] = owners[2], owners[0]


def wrong_key(file: pikepdf.Pdf) -> None:
    """Let the annotation lead to another element."""
    file.Root.StructTreeRoot.ParentTree.Nums[3] = elements(file, "H1")[0]


def no_description(file: pikepdf.Pdf) -> None:
    """Leave out what a link says."""
    del file.pages[0].Annots[0]["/Contents"]


def no_tabs(file: pikepdf.Pdf) -> None:
    """Leave out the tab order."""
    del file.pages[0]["/Tabs"]


def no_cell(file: pikepdf.Pdf) -> None:
    """Take the last cell from a row."""
    tr = elements(file, "TR")[1]
    tr.K = pikepdf.Array([tr.K[0]])


FAULTS = {
    "no alternative text": Fault(without("Figure", "/Alt"), "without alternative text", "ua1 7.3-1"),
    "no words for a field": Fault(without("Form", "/Alt"), "form without alternative text", None),
    "a field without role": Fault(without("Form", "/A"), "neither a field on paper nor", "ua1 7.18.4-2"),
    "untagged text": Fault(content(rb"/H1<</MCID 0>>BDC(.*?)EMC", rb"\1"), "untagged text", "ua1 7.1-3"),
    "nested marks": Fault(
        content(rb"(/H1<</MCID 0>>BDC)(.*?)EMC", rb"\1/P<</MCID 90>>BDC\2EMC EMC"), "nested marks", None
    ),
    "no language": Fault(catalog_without("/Lang"), "no language", "ua1 7.2-33"),
    "not tagged": Fault(catalog_without("/MarkInfo"), "not marked as tagged", "ua1 6.2-1"),
    "title not shown": Fault(catalog_without("/ViewerPreferences"), "title not shown", "ua1 7.1-10"),
    "no structure": Fault(catalog_without("/StructTreeRoot"), "no structure tree", "ua1 7.1-11"),
    "no intent": Fault(catalog_without("/OutputIntents"), "no output intent", "2a 6.2.4.3-2"),
    "no claim of PDF/UA": Fault(packet(rb"<pdfuaid:part>1</pdfuaid:part>"), "no claim of PDF/UA", "ua1 5-1"),
    "no claim of PDF/A": Fault(packet(rb"<pdfaid:part>2</pdfaid:part>"), "no claim of PDF/A", "2a 6.6.4-2"),
    "no title": Fault(packet(rb"<dc:title>.*</dc:title>"), "no title", "ua1 7.1-9"),
    "no schema": Fault(
        packet(rb"<pdfaExtension:.*</pdfaExtension:schemas>"), "no extension schema", "2a 6.6.2.3.1-1"
    ),
    "no tab order": Fault(no_tabs, "tab order", "ua1 7.18.3-1"),
    "letters that are none": Fault(no_letters, "maps codes to no letter", "ua1 7.21.7-2"),
    "faces left out": Fault(no_font_file, "is not embedded", "ua1 7.21.4.1-1"),
    "words joined": Fault(content(rb" (?=\) Tj 1 0 0 1)", rb"", 0), "words joined", None),
    "a letter without glyph": Fault(content(rb"\((\\\d\d\d)", rb"(\\000"), None, "ua1 7.21.8-1"),
    "a link forgotten": Fault(no_object, "an annotation in no element", None),
    "a link without words": Fault(no_description, "without a description", "ua1 7.18.5-2"),
    "a link elsewhere": Fault(wrong_key, "key leads to another element", "ua1 7.18.5-1"),
    "content forgotten": Fault(unknown_mark, "belongs to no element", None),
    "parents exchanged": Fault(wrong_parents, "leads elsewhere", None),
    "a head without scope": Fault(without("TH", "/A"), "header cell without scope", "ua1 7.5-1"),
    "an irregular table": Fault(no_cell, "rows differ in columns", "ua1 7.2-43"),
    "an item without a list": Fault(role("L", "Div"), "LI in Div", "ua1 7.2-17"),
    "a heading jump": Fault(role("H2", "H4"), "H4 after H1", "ua1 7.4.2-1"),
    "an unknown role": Fault(role("H2", "Chapter"), "is not a /Chapter", "ua1 7.1-5"),
}


# A line that ends without a space, and the operator that moves to the next in place of Tm.
NEXT_LINE = rb" \) Tj 1 0 0 1 \S+ \S+ Tm \("
JOINS = {
    "T*": (NEXT_LINE, rb") Tj T* ("),
    "Td": (NEXT_LINE, rb") Tj 0 -14 Td ("),
    "TD": (NEXT_LINE, rb") Tj 0 -14 TD ("),
    "T* after TD": (NEXT_LINE, rb") Tj 0 -14 TD T* ("),
    "'": (NEXT_LINE + rb"(.*?)\) Tj", rb") Tj (\1) '"),
    '"': (NEXT_LINE + rb"(.*?)\) Tj", rb') Tj 0 0 (\1) "'),
}


@pytest.mark.parametrize("operator", JOINS)
def test_joined_words_are_found(operator: str) -> None:
    """Whatever operator goes to the next line; where the space is there, nothing is found."""
    pattern, joined = JOINS[operator]
    spaced = joined.replace(b") Tj", b" ) Tj", 1)
    found, clean = (problems(broken(Fault(content(pattern, new), None, None))) for new in (joined, spaced))
    assert any("words joined" in problem for problem in found)
    assert clean == []


def test_words_joined_in_a_paragraph_of_reportlabs_are_found() -> None:
    """Once the spaces at the ends of its lines are taken away."""
    style = ParagraphStyle("s", fontName=TEXT, bulletFontName=TEXT, fontSize=10, leading=14, leftIndent=20)
    story = [pdf.Tagged(PlainParagraph(LONG * 3, style), pdf.Element("P", root()))]
    data = write(story).data
    assert problems(data) == []
    fault = Fault(content(rb"\((\\\d\d\d| )\) Tj T\*", rb"T*", 0), None, None)
    found = problems(broken(fault, data))
    assert len(found) == len(seen(data)) - 1 > 1
    assert all("words joined at a line’s end in P" in problem for problem in found)


def broken(fault: Fault, data: bytes | None = None) -> bytes:
    """The good file, or another, broken."""
    with pikepdf.open(BytesIO(data or good())) as file:
        fault.made(file)
        file.save(target := BytesIO(), fix_metadata_version=False)
        return target.getvalue()


def test_the_good_file_is_good() -> None:
    """Or the faults below would prove nothing; so is one that only went through the same program."""
    assert problems(good()) == []
    assert problems(broken(Fault(lambda _: None, None, None))) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found(name: str) -> None:
    """By the check here, unless it is known to be blind to it."""
    fault = FAULTS[name]
    found = problems(broken(fault))
    if fault.here is None:
        assert found == []
    else:
        assert any(fault.here in problem for problem in found), found


@pytest.mark.validator
def test_the_validator_finds_faults(tmp_path: Path) -> None:
    """Those it can see; it is known to be blind to the others."""
    pdf_validator.available()
    names = {f"{number}.pdf": name for number, name in enumerate(FAULTS)}
    files = {file: broken(FAULTS[name]) for file, name in names.items()}
    found = pdf_validator.failures(files, tmp_path)
    missed = {
        names[file]: rules
        for file, rules in found.items()
        if (FAULTS[names[file]].validator or "nothing") not in (rules or {"nothing"})
    }
    assert missed == {}


@pytest.mark.validator
def test_the_validator_accepts_what_is_good(tmp_path: Path) -> None:
    """Both profiles; and not what ReportLab makes by itself, nor a file without the line end it asks for."""
    pdf_validator.available()
    plain = ReportLabCanvas(target := BytesIO())
    plain.drawString(9, 9, "plain")
    plain.save()
    files = {
        "good.pdf": good(),
        "torture.pdf": pdf_torture.write().data,
        "plain.pdf": target.getvalue(),
        "ends.pdf": good().replace(b"\nendstream", b" endstream"),
    }
    found = pdf_validator.failures(files, tmp_path)
    assert {name for name, rules in found.items() if not rules} == {"good.pdf", "torture.pdf"}
    assert len(found["plain.pdf"]) > 10
    assert "2a 6.1.7.1-2" in found["ends.pdf"]
