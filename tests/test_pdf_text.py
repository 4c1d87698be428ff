"""Words, lines and the faces they are set in."""

from __future__ import annotations

from pathlib import Path

import pytest
import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from handout import pdf
from handout.pdf.fonts import font
from tests.pdf_kit import DATE, FONTS, LONG, STYLE, paragraph, root, seen, texts, write


def column(story: list[pdf.Paragraph], width: float) -> list[str]:
    """The lines of *story* in a column of *width* points."""
    part = pdf.Part(story, (50, 50, width, 200))
    written = pdf.write([part], page_size=(400, 300), title="T", lang="en", default_font="Text", date=DATE)
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
    monkeypatch.setitem(font("Text").face.charWidths, 0xA0, 9000)
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
    runs = [pdf.Run("  one ", font="Text"), pdf.Run(" ", font="Bold"), pdf.Run("  two  ", font="Bold")]
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
    runs = [pdf.Run("one tw", font="Text"), pdf.Run("o", font="Bold"), pdf.Run("[1]", font="Text", rise=3)]
    lines = column([pdf.Paragraph(runs, STYLE, pdf.Element("P", root()))], 40)
    assert lines == ["one", "two[1]"]


def test_a_letter_without_glyph_is_an_error() -> None:
    """It names the letter and the face."""
    document = root()
    with pytest.raises(pdf.MissingGlyph, match=r"the face .+ has no “漢” \(U\+6F22\)"):
        write([paragraph("漢", document)])


def test_missing_glyphs_are_told_beforehand() -> None:
    """Line ends, U+200B and U+00A0 need no glyph."""
    assert pdf.missing_glyphs("a漢\n\u200b\u00a0l·l", "Text") == {"漢"}


def test_a_face_is_registered_once() -> None:
    """The same file again is nothing new, another under the same name is an error."""
    pdf.register_font("Text", FONTS / "AtkinsonHyperlegibleNext_400Regular.ttf")
    with pytest.raises(pdf.PdfError, match="under another name"):
        pdf.register_font("Text", FONTS / "AtkinsonHyperlegibleNext_700Bold.ttf")


def test_a_face_may_have_two_names() -> None:
    """It is embedded once."""
    pdf.register_font("Also text", FONTS / "AtkinsonHyperlegibleNext_400Regular.ttf")
    document = root()
    runs = [pdf.Run("one ", font="Text"), pdf.Run("two", font="Also text")]
    data = write([pdf.Paragraph(runs, STYLE, pdf.Element("P", document))]).data
    assert texts(data) == ["one two"]
    assert data.count(b"/Length1") == 1


def test_a_face_that_reportlab_has_already_is_an_error() -> None:
    """It would not refuse letters."""
    path = Path(reportlab.__file__).parent / "fonts" / "VeraBI.ttf"
    plain = TTFont("Plain", path)
    pdfmetrics.registerFont(plain)
    try:
        with pytest.raises(pdf.PdfError, match="call register_font before"):
            pdf.register_font("Fancy", path)
    finally:
        plain.unregister()


def test_an_unknown_face_is_an_error() -> None:
    """With the remedy in the message."""
    with pytest.raises(pdf.PdfError, match="register_font"):
        pdf.Paragraph([pdf.Run("a", font="None")], STYLE, root())


def test_ragged_right_never_stretches() -> None:
    """Words of a full line stand as far apart as those of the last one."""
    document = root()
    story = [paragraph(LONG * 2, document), paragraph("Press where", document)]
    lines = seen(write(story).data)
    assert lines[0].left == pytest.approx(lines[-1].left, abs=0.2)


def test_a_drawing_stands_among_words() -> None:
    """It takes its width, and goes to the next line with the word it is glued to."""
    box = pdf.Inline(width=30, height=10, paint=lambda canvas: canvas.rect(0, 0, 10, 10), alt="box")
    runs = [pdf.Run("yes ", font="Text"), box, pdf.Run("no", font="Text")]
    story = [pdf.Paragraph(runs, STYLE, pdf.Element("P", root()))]
    assert column(story, 100) == ["yes no"]
    assert column(story, 55) == ["yes", "no"]
