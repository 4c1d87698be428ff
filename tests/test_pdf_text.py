"""Words, lines and the faces they are set in."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from handout import pdf
from handout.pdf.fonts import font_named
from tests.pdf_kit import (
    BOLD,
    DATE,
    FONTS,
    LONG,
    STYLE,
    TEXT,
    on_paper,
    paragraph,
    refused,
    root,
    seen,
    texts,
    write,
)


def column(story: list[pdf.Paragraph], width: float) -> list[str]:
    """The lines of *story* in a column of *width* points."""
    part = pdf.Part(story, (50, 50, width, 200))
    written = on_paper([part], page_size=(400, 300), title="T", lang="en", default_font=TEXT, date=DATE)
    return texts(written.data)


def lines_in(text: str, width: float) -> list[str]:
    """*text* as broken in a column of *width* points."""
    return column([paragraph(text, root())], width)


def test_a_line_ends_at_a_space() -> None:
    """Words go to the next line whole, the line before is as full as it can be."""
    assert lines_in("one two three four", 40) == ["one two", "three", "four"]


def test_a_no_break_space_holds_words_together() -> None:
    """U+00A0 is never the end of a line."""
    assert lines_in("some 12\u00a0mm wide", 48) == ["some", "12 mm", "wide"]


def test_a_no_break_space_is_as_wide_as_a_space(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the face says, for it is drawn as one."""
    monkeypatch.setitem(font_named(TEXT).face.charWidths, 0xA0, 9000)
    assert lines_in("xyz\u00a0zyx on", 100) == ["xyz zyx on"]


def test_a_zero_width_space_lets_a_line_end() -> None:
    """U+200B draws nothing and is a place to break, so that an address may end a line after a slash."""
    assert lines_in("doi.org/\u200b10.1000/\u200babc", 50) == ["doi.org/", "10.1000/", "abc"]
    assert lines_in("doi.org/\u200b10.1000/\u200babc", 300) == ["doi.org/10.1000/abc"]


def test_a_hyphen_is_no_place_to_break() -> None:
    """A word with a hyphen stays whole."""
    assert lines_in("an X-ray", 34) == ["an", "X-ray"]


def test_a_line_feed_ends_a_line() -> None:
    """And the spaces around it count as nothing."""
    assert lines_in("one \n two", 300) == ["one", "two"]


def test_spaces_count_once() -> None:
    """As in HTML, across runs too, and not at all at the ends."""
    runs = [pdf.Run("  one ", font=TEXT), pdf.Run(" ", font=BOLD), pdf.Run("  two  ", font=BOLD)]
    story = [pdf.Paragraph(runs, STYLE, pdf.Element("P", root()))]
    assert story[0].plain_text == "one two"


def test_markup_is_just_letters() -> None:
    """Nothing in a text is understood as markup."""
    assert lines_in("<b>5 < 6 & 7</b> &amp; {x}", 300) == ["<b>5 < 6 & 7</b> &amp; {x}"]


def test_a_word_that_does_not_fit_is_an_error() -> None:
    """The message names the word, what it needs and what there is; it is not broken."""
    with pytest.raises(pdf.WordTooWide, match=r"“incomprehensible” needs \d+\.\d pt and has 40\.0 pt"):
        lines_in("how incomprehensible", 40)


def test_a_word_may_change_face() -> None:
    """Runs without a space between are one word, which goes to the next line whole."""
    runs = [pdf.Run("one tw", font=TEXT), pdf.Run("o", font=BOLD), pdf.Run("[1]", font=TEXT, rise=3)]
    lines = column([pdf.Paragraph(runs, STYLE, pdf.Element("P", root()))], 40)
    assert lines == ["one", "two[1]"]


def test_a_letter_without_glyph_is_an_error() -> None:
    """It names all such letters and the face."""
    document = root()
    (violation,) = refused(lambda: write([paragraph("a 門 b 漢", document)]))
    assert isinstance(violation, pdf.errors.MissingGlyph)
    message = "the font AtkinsonHyperlegibleNext-Regular has no glyph for “漢” (U+6F22), “門” (U+9580)"
    assert message in str(violation)


def test_missing_glyphs_are_told_beforehand() -> None:
    """Line ends, U+200B and U+00A0 need no glyph."""
    assert pdf.missing_glyphs("a漢\n\u200b\u00a0l·l", TEXT) == {"漢"}


def test_two_ways_to_a_file_are_one_font() -> None:
    """It is embedded once, by whatever path it was loaded."""
    roundabout = pdf.load_font(FONTS / ".." / "fonts" / "AtkinsonHyperlegibleNext_400Regular.ttf")
    assert roundabout != TEXT
    document = root()
    runs = [pdf.Run("one ", font=TEXT), pdf.Run("two", font=roundabout)]
    data = write([pdf.Paragraph(runs, STYLE, pdf.Element("P", document))]).data
    assert texts(data) == ["one two"]
    assert data.count(b"/Length1") == 1


def test_two_files_of_one_face_stand_in_two_documents(tmp_path: Path) -> None:
    """Each in its own; in one document nobody could tell them apart."""
    copy = pdf.load_font(shutil.copy(TEXT, tmp_path / "copy.ttf"))

    def story(*names: str) -> list[pdf.Paragraph]:
        runs = [pdf.Run("one ", font=name) for name in names]
        return [pdf.Paragraph(runs, STYLE, pdf.Element("P", root()))]

    assert write(story(copy), default_font=copy).data == write(story(TEXT)).data
    with pytest.raises(pdf.FontError, match="two files call themselves AtkinsonHyperlegibleNext-Regular"):
        write(story(TEXT, copy))


def test_an_unknown_font_is_an_error() -> None:
    """With the remedy in the message."""
    with pytest.raises(pdf.FontError, match="use a name that load_font returned"):
        pdf.Paragraph([pdf.Run("a", font="None")], STYLE, root())


def test_ragged_right_never_stretches() -> None:
    """Words of a full line stand as far apart as those of the last one."""
    document = root()
    story = [paragraph(LONG * 2, document), paragraph("Press where", document)]
    lines = seen(write(story).data)
    assert lines[0].left == pytest.approx(lines[-1].left, abs=0.2)


def test_a_drawing_stands_among_words() -> None:
    """It takes its width, and goes to the next line with the word it is glued to."""
    box = pdf.Inline(width=30, height=10, paint=lambda canvas, _: canvas.rect(0, 0, 10, 10), alt="box")
    runs = [pdf.Run("yes ", font=TEXT), box, pdf.Run("no", font=TEXT)]
    story = [pdf.Paragraph(runs, STYLE, pdf.Element("P", root()))]
    assert column(story, 100) == ["yes no"]
    assert column(story, 55) == ["yes", "no"]


def drawn(
    runs: list[pdf.Run | pdf.Inline], width: float = 100, **style: object
) -> list[tuple[float, float, float]]:
    """The blanks among *runs* in a column: how far each is from its left and its foot, and how wide it is."""
    blanks: list[tuple[float, float, float]] = []

    def paint(canvas: pdf.Canvas, wide: float) -> None:
        x, y = canvas.absolutePosition(0, 0)
        blanks.append((round(x - 50, 2), round(y - 50, 2), round(wide, 2)))

    noted = [replace(run, paint=paint) if isinstance(run, pdf.Inline) else run for run in runs]
    look = ParagraphStyle("look", parent=STYLE, **style)
    column([pdf.Paragraph(noted, look, pdf.Element("P", root()))], width)
    return blanks


def blank(width: float, *, stretch: bool = True, drop: float = 0) -> pdf.Inline:
    """A place to write, 10 points high."""
    return pdf.Inline(width=width, height=10, paint=lambda *_: None, stretch=stretch, drop=drop)


def wide(text: str) -> float:
    """The width of *text*."""
    return round(font_named(TEXT).width(text, 10), 2)


def test_a_no_break_space_holds_a_drawing_and_a_word_together() -> None:
    """On either side of it; a space does not."""
    box = blank(30, stretch=False)
    for glue, lefts in (("\u00a0", [0]), (" ", [wide("yes ")])):
        runs = [pdf.Run("yes ", font=TEXT), box, pdf.Run(f"{glue}no", font=TEXT)]
        assert [left for left, _, _ in drawn(runs, 55)] == lefts
    for glue, left in (("\u00a0", wide("no ")), (" ", 0)):
        runs = [pdf.Run(f"yes no{glue}", font=TEXT), box]
        assert drawn(runs, 55)[0][0] == left


def test_a_blank_takes_what_its_line_has_left() -> None:
    """To the very edge, whatever stands before or after it; what need not stretch does not."""
    when = pdf.Run("When: ", font=TEXT)
    left = round(100 - wide("When: "), 2)
    assert [(x, width) for x, _, width in drawn([when, blank(20)])] == [(wide("When: "), left)]
    assert [(x, width) for x, _, width in drawn([blank(20), pdf.Run(" When:", font=TEXT)])] == [(0, left)]
    assert drawn([when, blank(20, stretch=False)])[0][2] == 20


def test_blanks_on_a_line_share_what_is_left() -> None:
    """In equal parts beyond what each needs."""
    runs = [blank(20), pdf.Run(" and ", font=TEXT), blank(30)]
    spare = (100 - 50 - wide(" and ")) / 2
    assert [width for _, _, width in drawn(runs)] == pytest.approx([20 + spare, 30 + spare], abs=0.01)


def test_a_blank_goes_to_the_next_line_when_it_has_less_than_it_needs() -> None:
    """There it has the whole line."""
    runs = [pdf.Run("When: ", font=TEXT), blank(80)]
    assert [(x, width) for x, _, width in drawn(runs)] == [(0, 100)]


def test_a_blank_that_needs_more_than_a_line_is_an_error() -> None:
    """As a word is."""
    with pytest.raises(pdf.WordTooWide, match=r"needs 101\.0 pt and has 100\.0 pt"):
        drawn([blank(101)])


@pytest.mark.parametrize("alignment", [TA_LEFT, TA_CENTER, TA_RIGHT])
def test_a_blank_ends_where_the_indents_say(alignment: int) -> None:
    """On the first line and on the others, however the lines are aligned."""
    look = {"leftIndent": 10, "rightIndent": 5, "firstLineIndent": 7, "alignment": alignment}
    runs = [blank(20), pdf.Run("\n", font=TEXT), blank(20)]
    assert [(x, width) for x, _, width in drawn(runs, **look)] == [(17, 78), (10, 85)]


def test_a_blank_after_a_split_is_as_wide_as_before_it() -> None:
    """A paragraph that goes on has no first line there."""
    runs = [blank(20), pdf.Run("\n", font=TEXT), blank(20)]
    found = drawn([*runs, pdf.Run("\n", font=TEXT)] * 9, firstLineIndent=7)
    assert [width for _, _, width in found] == [93, *[100] * 17]
    assert len({y for _, y, _ in found}) < len(found), "on two pages"


def test_drawings_alone_stand_in_the_middle_of_their_line() -> None:
    """So that a cell may hold a box and nothing else."""
    assert drawn([blank(20)]) == [(0, 200 - 14 + 2, 100)]
    assert drawn([blank(20, drop=3)]) == [(0, 200 - 14 + 2, 100)]
