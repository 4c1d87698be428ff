"""What comes out: pages, facts about them, and the same bytes every time."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import textwrap
import weakref
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.colors import Color, black
from reportlab.lib.rl_accel import fp_str
from reportlab.lib.styles import ParagraphStyle

from handout import pdf
from handout.pdf.canvas import number
from handout.pdf.fonts import font_named
from tests import pdf_torture
from tests.pdf_check import problems, tree
from tests.pdf_kit import (
    BOLD,
    DATE,
    FRAME,
    LONG,
    PAGE,
    STYLE,
    TEXT,
    heading,
    on_paper,
    paragraph,
    root,
    seen,
    write,
)
from tests.pdf_plain import SlowCanvas, drawn_on


def two_parts() -> list[pdf.Part]:
    """One of two pages and one of one, with page numbers at the foot."""
    document = root()

    def furniture(canvas: pdf.Canvas, page: int, pages: int) -> None:
        with canvas.artifact("Pagination", "Footer"):
            canvas.setFont(TEXT, 8)
            canvas.drawString(50, 20, f"{page} of {pages}")

    stories = [[paragraph(LONG * 20, document)], [heading("Next", document)]]
    return [pdf.Part(story, FRAME, furniture) for story in stories]


def write_parts(**options: object) -> pdf.Written:
    """*two_parts*, written."""
    given = {"page_size": PAGE, "title": "T", "lang": "en", "default_font": TEXT, "date": DATE} | options
    return on_paper(two_parts(), **given)


def test_fast_operators() -> None:
    """What writes operators quickly writes what ReportLab's own methods do, whatever is drawn."""
    with drawn_on(SlowCanvas):
        slow = pdf_torture.write().data
    assert pdf_torture.write().data == slow


def test_fast_operators_of_many_letters() -> None:
    """So they do where a file has more letters than one subset of a face has room for."""
    known = sorted(chr(code) for code in font_named(TEXT).face.charToGlyph if chr(code).isprintable())
    assert len(known) > 300
    words = " ".join("".join(known[start : start + 9]) for start in range(0, len(known), 7))
    with drawn_on(SlowCanvas):
        slow = write([paragraph(words, root())]).data
    assert write([paragraph(words, root())]).data == slow


def test_fast_operators_of_half_transparent_letters() -> None:
    """So they do where the opacity changes, from letters to letters and from page to page."""
    document = root()

    def furniture(canvas: pdf.Canvas, page: int, pages: int) -> None:
        del page, pages
        canvas.setFillAlpha(0.25)
        with canvas.artifact("Pagination", "Footer"):
            canvas.setFont(TEXT, 8)
            canvas.drawString(50, 20, "faint")

    def drawn() -> bytes:
        half = Color(0, 0, 0, alpha=0.5)
        runs = [
            pdf.Run(word, font=TEXT, color=color) for word in ("a ", "b ", "c ") for color in (half, black)
        ]
        lines = [pdf.Paragraph(runs, STYLE, pdf.Element("P", document)) for _ in range(4)]
        story = [lines[0], pdf.PageBreak(), lines[1], lines[2], pdf.PageBreak(), lines[3]]
        part = pdf.Part(story, FRAME, furniture)
        return on_paper([part], page_size=PAGE, title="T", lang="en", default_font=TEXT, date=DATE).data

    with drawn_on(SlowCanvas):
        slow = drawn()
    assert drawn() == slow


@given(st.floats(-1e9, 1e9) | st.decimals(-2000, 2000, places=4).map(float) | st.integers(-1000, 10**7))
def test_numbers(value: float) -> None:
    """Numbers are written as ReportLab writes them."""
    assert number(value) == fp_str(value)


def test_entries_of_the_outline_are_moved() -> None:
    """An entry leads to where its heading stands on the paper."""

    def top(offset: tuple[float, float]) -> float:
        with pikepdf.open(BytesIO(write_parts(translate=offset).data)) as file:
            return float(file.Root.Outlines.First.Dest[3])

    assert top((7, 11)) == pytest.approx(top((0, 0)) + 11)


def test_paper_as_it_was_drawn() -> None:
    """A canvas that is saved without a paper has the pages that were drawn, whatever it was put on before."""
    metadata = pdf.Metadata(title="T", lang="en", date=DATE)
    canvas = pdf.Canvas(BytesIO(), metadata=metadata, default_font=TEXT, pagesize=(300, 200))
    with canvas.artifact():
        canvas.line(10, 10, 20, 20)
    drawn = canvas.file()
    assert canvas.file((500, 500), (3, 3)) != drawn
    assert canvas.file() == drawn


@pytest.mark.every
def test_nothing_is_kept() -> None:
    """What was drawn is gone with the pages: a process that makes many files does not grow."""
    parts = pdf_torture.parts(1)
    known = weakref.ref(list(parts[0].story[0].element.lineage())[-1])
    metadata = pdf.Metadata(title="T", lang="en", date=DATE)
    assert pdf.typeset(parts, metadata, default_font=TEXT).written(PAGE).data
    del parts
    gc.collect()
    assert known() is None


@pytest.mark.every
def test_papers_do_not_meet() -> None:
    """What is put on one paper is to the byte what it would be alone, whatever it was put on before."""
    metadata = pdf.Metadata(title="T", lang="en", date=DATE)
    papers = [(PAGE, (0.0, 0.0)), ((400.0, 500.0), (7.0, 11.25)), (PAGE, (3.0, 0.0))]
    typeset = pdf.typeset(pdf_torture.parts(1), metadata, default_font=TEXT)
    for _ in range(2):
        for size, offset in papers:
            alone = pdf.typeset(pdf_torture.parts(1), metadata, default_font=TEXT).written(size, offset)
            assert typeset.written(size, offset).data == alone.data


def test_pages_are_counted_within_their_part() -> None:
    """And the number of pages is known on the first of them."""
    feet = [line.text for line in seen(write_parts().data) if line.baseline < 30]
    assert feet == ["1 of 2", "2 of 2", "1 of 1"]


def test_the_facts_of_each_page_are_told() -> None:
    """Where it belongs, what is left free, how many lines there are; furniture does not count."""
    written = write_parts()
    assert [(page.part, page.page) for page in written.pages] == [(0, 1), (0, 2), (1, 1)]
    assert written.pages[0].lines == 14
    assert written.pages[0].free == pytest.approx(4)
    assert written.pages[2] == pdf.PageFacts(1, 1, pytest.approx(200 - 24), 1)


def test_an_element_is_found_on_the_page_where_it_begins() -> None:
    """So is what it is part of."""
    parts = two_parts()
    written = on_paper(parts, page_size=PAGE, title="T", lang="en", default_font=TEXT, date=DATE)
    title = parts[1].story[0].element
    assert written.page_index(title) == 2
    assert written.pages[2].part == 1
    assert written.page_index(title.parent) == 0
    with pytest.raises(KeyError):
        written.page_index(pdf.Element("P", title.parent))


def test_a_part_without_content_is_a_page() -> None:
    """Its furniture is painted."""
    part = pdf.Part([], FRAME, two_parts()[0].furniture)
    written = on_paper([part], page_size=PAGE, title="T", lang="en", default_font=TEXT, date=DATE)
    assert [line.text for line in seen(written.data)] == ["1 of 1"]


def test_everything_is_moved_together() -> None:
    """Content and furniture, by the same distance."""
    plain, moved = seen(write_parts().data), seen(write_parts(translate=(7, 11)).data)
    expected = [
        line._replace(left=pytest.approx(line.left + 7), baseline=pytest.approx(line.baseline + 11))
        for line in plain
    ]
    assert moved == expected
    assert len(moved) > 20


SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
import test_pdf_writer
sys.stdout.buffer.write(test_pdf_writer.write_parts().data)
"""


@pytest.mark.every
def test_the_same_things_give_the_same_bytes() -> None:
    """In other processes, with other hash seeds, time zones and environments."""
    expected = write_parts().data
    for changes in (
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Kolkata"},
        {"PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "1"},
    ):
        here = Path(__file__).parent
        environment = os.environ | {"PYTHONPATH": str(here.parent)} | changes
        command = [sys.executable, "-c", SCRIPT, str(here)]
        run = subprocess.run(command, env=environment, capture_output=True, check=True)
        assert run.stdout == expected


def test_a_file_says_what_it_is() -> None:
    """Title, language, date, and that the title is to be shown."""
    written = write_parts(title="Där—", subject="About", author="Somebody", keywords=("a", "b"))
    with pikepdf.open(BytesIO(written.data)) as file:
        info = {key: str(value) for key, value in file.docinfo.items()}
        assert info["/Title"] == "Där—"
        assert (info["/Subject"], info["/Author"], info["/Keywords"]) == ("About", "Somebody", "a, b")
        assert info["/CreationDate"] == info["/ModDate"] == "D:20250131000000Z"
        assert file.Root.Lang == "en"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert file.pdf_version == "1.7"


def test_print_dialogs_begin_as_the_sheet_needs_it() -> None:
    """At the real size, so that a ruler is one, and on both sides, flipped on the long edge."""
    with pikepdf.open(BytesIO(write_parts().data)) as file:
        assert file.Root.ViewerPreferences.PrintScaling == "/None"
        assert file.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"


def test_only_the_faces_used_are_embedded() -> None:
    """As subsets, and no other is named."""
    with pikepdf.open(BytesIO(write_parts().data)) as file:
        fonts = [
            obj for obj in file.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/Font"
        ]
        assert {str(font.BaseFont)[8:] for font in fonts} == {
            "AtkinsonHyperlegibleNext-Regular",
            "AtkinsonHyperlegibleNext-Bold",
        }
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_headings_make_the_outline() -> None:
    """Nested by their levels, in their order."""
    document = root()
    story = [heading("One", document), heading("Two", document, 2), heading("Three", document)]
    with pikepdf.open(BytesIO(write(story).data)) as file, file.open_outline() as outline:
        assert [(entry.title, [child.title for child in entry.children]) for entry in outline.root] == [
            ("One", ["Two"]),
            ("Three", []),
        ]


def test_the_guide_is_true() -> None:
    """Its five steps make a file without fault."""
    guide = pdf.__doc__ or ""
    code = textwrap.dedent("\n".join(line for line in guide.splitlines() if line.startswith("       ")))
    names: dict[str, Any] = {
        "pdf": pdf,
        "ParagraphStyle": ParagraphStyle,
        "paint": lambda canvas: canvas.line(0, 0, 9, 9),
    }
    exec(code.replace("Text.ttf", TEXT), names)  # noqa: S102
    data = write(names["story"], default_font=names["text"]).data
    assert problems(data) == []
    assert [line.strip() for line in tree(data).splitlines()] == [
        "Document [en]",
        "Sect",
        "H1 “Pain”",
        "P “Press where it hurts.”",
        "Figure Alt=“Where to press”",
    ]


def test_a_heading_leaves_out_no_level() -> None:
    """The message says what it may be."""
    document = root()
    with pytest.raises(pdf.ConformanceError, match="“Three” is of level 3 and follows level 1: make it H2"):
        write([heading("One", document), heading("Three", document, 3)])


def test_a_link_leads_somewhere_from_each_of_its_lines() -> None:
    """All of the words of the link can be touched, and nothing else."""
    document = root()
    runs = [
        pdf.Run("Press ", font=TEXT),
        pdf.Run(LONG, font=TEXT, href="https://example.org/a"),
        pdf.Run("here", font=BOLD, href="https://example.org/a"),
    ]
    block = pdf.Paragraph(runs, paragraph("", document).style, pdf.Element("P", document))
    with pikepdf.open(BytesIO(write([block]).data)) as file:
        addresses = [str(note.A.URI) for note in file.pages[0].Annots]
        assert set(addresses) == {"https://example.org/a"}


def backed(count: int, back: list[pdf.Flowable], parts: int = 1) -> pdf.Written:
    """*parts* parts of *count* pages each, with *back* and page numbers."""
    document, furniture = root(), two_parts()[0].furniture
    story = [flowable for n in range(count) for flowable in (paragraph(str(n), document), pdf.PageBreak())]
    each = [pdf.Part(story, FRAME, furniture, back) for _ in range(parts)]
    return on_paper(each, page_size=PAGE, title="T", lang="en", default_font=TEXT, date=DATE)


def test_a_back_fills_the_sheet() -> None:
    """It is a page of the part like any other, and there only where the part would end in front."""
    story = [paragraph("Notes", root())]
    lines = [line.text for line in seen(backed(3, story).data)]
    assert lines == ["0", "1 of 4", "1", "2 of 4", "2", "3 of 4", "Notes", "4 of 4"]
    assert [page.back for page in backed(3, story).pages] == [False, False, False, True]
    assert [page.back for page in backed(2, story).pages] == [False, False]
    assert [page.back for page in backed(3, []).pages] == [False, False, False]


def test_the_facts_of_a_back_are_told() -> None:
    """As of any page."""
    facts = backed(1, [paragraph("Notes", root())]).pages[1]
    assert facts == pdf.PageFacts(0, 2, pytest.approx(200 - 14), 1, back=True)


def test_every_part_begins_in_front_after_a_back() -> None:
    """Even after a part without one: what counts is the page of the file."""
    document = root()
    fronts = pdf.Part([heading("One", document)], FRAME)
    second = pdf.Part([heading("Two", document)], FRAME, back=[paragraph("never", document)])
    third = pdf.Part([heading("Three", document)], FRAME, back=[paragraph("Notes", document)])
    parts = [fronts, second, third, fronts]
    written = on_paper(parts, page_size=PAGE, title="T", lang="en", default_font=TEXT, date=DATE)
    assert [(page.part, page.back) for page in written.pages] == [
        (0, False),
        (1, False),
        (2, False),
        (2, True),
        (3, False),
    ]


def test_a_back_that_needs_more_than_a_page_is_an_error() -> None:
    """It tells the element that is too much, and how much all of it needs."""
    document = root()
    much = [paragraph("one", document), paragraph(LONG * 20, document), paragraph("two", document)]
    with pytest.raises(pdf.DoesNotFit) as caught:
        backed(1, much)
    assert caught.value.element is much[1].element
    assert (caught.value.available, caught.value.needed) == (200, sum(block.height for block in much))
    backed(2, much)
