"""Fields to fill in on a screen: what they are made of, what is refused, and which faults are found."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from handout import pdf
from tests import pdf_validator
from tests.field_kit import filled, pictures, places, values
from tests.pdf_check import problems
from tests.pdf_kit import STYLE, TEXT, heading, paragraph, refused, root, row, write
from tests.test_pdf_broken import Fault, broken, catalog_without, elements, no_tabs, role, without

# What a viewer may ask for in this encoding (ISO 32000-1, annex D).
CODES = range(32, 256)


def text(name: str, **options: Any) -> pdf.Inline:
    """A line to type on."""
    form = pdf.Form(role="tv", desc=name, field=pdf.Field(name=name, **options))
    return pdf.Inline(width=60, height=1, paint=_rule, alt=name, form=form, drop=2)


def box(name: str, state: str = "on") -> pdf.Inline:
    """A box to tick."""
    words = f"{name}: {state}"
    form = pdf.Form(role="cb", desc=words, field=pdf.Field(name=name, state=state, question=name))
    return pdf.Inline(width=9, height=9, paint=_square, alt=words, form=form)


def _rule(canvas: pdf.Canvas, width: float) -> None:
    canvas.line(0, 0, width, 0)


def _square(canvas: pdf.Canvas, width: float) -> None:
    canvas.rect(0, 0, width, width)


def fields(*inlines: pdf.Inline) -> pdf.Paragraph:
    """A paragraph of these, with words between."""
    words = [part for inline in inlines for part in (pdf.Run("Here: ", font=TEXT), inline)]
    return pdf.Paragraph(words, STYLE, pdf.Element("P", root()))


def form() -> bytes:
    """A file with one of each: texts, one at two places, a box, a group, an area, a cell, and a link."""
    document = root()
    inlines = [
        text("me.name"),
        text("me.name"),
        text("size", most=3),
        box("pain.sitting"),
        box("side", "left"),
    ]
    inlines += [box("side", "right"), text("notes", lines=2, pitch=20)]
    runs = [part for inline in inlines for part in (pdf.Run("Here: ", font=TEXT), inline)]
    link = pdf.Run("More", font=TEXT, href="https://example.org")
    table = pdf.Element("Table", document)
    rows = [row("a", "b", table=table, role="TH"), row("c", "", table=table)]
    cell = rows[1][1].element
    named = pdf.Form(role="tv", field=pdf.Field(name="cell"))
    rows[1][1] = pdf.Cell(cell, field=pdf.Element("Form", cell, alt="c, b", form=named), indent=5)
    tips = [inline.alt for inline in inlines]
    assert tips[0] == tips[1], "the same field twice"
    story = [
        heading("One", document),
        pdf.Paragraph(runs, STYLE, pdf.Element("P", document)),
        pdf.Paragraph([link], STYLE, pdf.Element("P", document)),
        pdf.Table(rows, [40, 60], element=table),
    ]
    return write(story).data


def test_a_form_is_without_fault() -> None:
    """But for the two places of one field on a page, which nobody can tell apart."""
    assert problems(form()) == ["two fields are “me.name”"]


def test_names_have_levels() -> None:
    """Of which none is a field; places of one name are one field."""
    file = pikepdf.open(BytesIO(form()))
    level, *others = file.Root.AcroForm.Fields
    assert [str(one.T) for one in (level, *others)] == ["me", "size", "pain", "side", "notes", "cell"]
    assert "/FT" not in level
    (name,) = level.Kids
    assert (name.FT, len(name.Kids), name.Parent.objgen) == ("/Tx", 2, level.objgen)


def test_boxes_of_one_name_exclude_each_other_and_can_be_cleared() -> None:
    """As somebody who clicks the wrong one needs it."""
    left = filled(form(), {}, {"side": "left"})
    right = filled(left, {}, {"side": "right"})
    assert [place.ticked for place in places(right) if place.name == "side"] == [False, True]
    assert values(right) == {"side": "right"}
    assert values(filled(right, {}, {"side": "right"})) == {}


def test_one_value_shows_at_all_places_of_a_name() -> None:
    """What is typed at the first is drawn at the second."""
    drawn = [
        place.drawn for place in places(filled(form(), {"me.name": "Ana"}, {})) if place.name == "me.name"
    ]
    assert len(drawn) == 2
    assert all(b"Tj" in operators for operators in drawn)


def test_no_more_letters_are_typed_than_a_field_takes() -> None:
    """Three for a figure of three."""
    assert values(filled(form(), {"size": "12345"}, {})) == {"size": "123"}


def test_a_line_takes_what_is_seen_of_it() -> None:
    """No letter goes on behind its end, as somebody who types sees at once; an area makes letters smaller."""
    long = "a long answer to a question, longer than the line "
    data = filled(form(), {"me.name": long, "notes": long}, {})
    line, area = values(data)["me.name"], values(data)["notes"]
    assert long.startswith(line)
    assert 40 < pdf.fonts.font_named(TEXT).width(line[:-1], 12) <= 60
    assert area == long
    (drawn,) = (place.drawn for place in places(data) if place.name == "notes")
    assert 4 < float(re.findall(rb"([\d.]+) Tf", drawn)[-1]) < 12


def test_rules_vanish_behind_what_is_typed_over_several_lines() -> None:
    """They stand further apart than lines of type; they show as long as nothing is typed, and beside it."""
    assert not _is_white("notes", form())
    assert _is_white("notes", filled(form(), {"notes": " "}, {}))


def _is_white(name: str, data: bytes) -> bool:
    """Whether nothing is seen in a field."""
    (rect,) = (place.rect for place in places(data) if place.name == name)
    (page, *_) = pictures(data, scale=4)
    left, bottom, right, top = (edge * 4 for edge in rect)
    return page.crop((left, page.height - top, right, page.height - bottom)).getextrema() == (255, 255)


def test_a_group_says_what_its_boxes_answer_together() -> None:
    """Beside what each of them says."""
    with pikepdf.open(BytesIO(form())) as file:
        (side,) = (field for field in file.Root.AcroForm.Fields if field.T == "side")
        assert [str(level.TU) for level in (side, *side.Kids)] == ["side", "side: left", "side: right"]


def test_viewers_that_draw_boxes_of_their_own_draw_a_cross() -> None:
    """The eighth character of ZapfDingbats, as on paper."""
    with pikepdf.open(BytesIO(form())) as file:
        (side,) = (field for field in file.Root.AcroForm.Fields if field.T == "side")
        assert {str(place.MK.CA) for place in side.Kids} == {"8"}


def test_what_is_centred_on_paper_is_centred_on_a_screen() -> None:
    """As figures in narrow cells are."""
    data = write([fields(text("a"), text("b", centred=True))]).data
    with pikepdf.open(BytesIO(data)) as file:
        assert [field.get("/Q") for field in file.Root.AcroForm.Fields] == [None, 1]


def test_a_field_stands_where_it_is_typed() -> None:
    """A line around its baseline, an area over its lines, a cell within its rules."""
    found = {place.name: place for place in places(form())}
    font = pdf.fonts.font_named(TEXT)
    left, bottom, right, top = found["size"].rect
    assert (right - left, top - bottom) == pytest.approx(
        (60, (font.ascent - font.descent) * 0.012 + 2), abs=0.02
    )
    left, bottom, right, top = found["notes"].rect
    # Beside the rules too, of which nothing shows at their ends.
    assert right - left == pytest.approx(62)
    assert top - bottom == pytest.approx((font.ascent - font.descent) * 0.012 + 22, abs=0.02)
    left, bottom, right, top = found["cell"].rect
    assert right - left == pytest.approx(60 - 2 - 5)


def test_every_letter_of_the_encoding_can_be_typed() -> None:
    """It has a glyph in the font, the micro sign too, as wide as the file says."""
    file = pikepdf.open(BytesIO(form()))
    font = file.Root.AcroForm.DR.Font.Typing
    glyphs = pdf.fonts.font_named(TEXT).face.charToGlyph
    widths = dict(zip(CODES, map(float, font.Widths), strict=True))
    assert font.Encoding == "/WinAnsiEncoding"
    assert len(font.Widths) == len(CODES)
    for code in CODES:
        letter = bytes([code]).decode("cp1252", "replace").translate({0xB5: "μ", 0xAD: "-"})
        if letter in ("\x7f", "\ufffd"):
            letter = "•"
        assert ord(letter) in glyphs, hex(code)
        assert widths[code] == pytest.approx(pdf.fonts.font_named(TEXT).width(letter, 1000), abs=0.01)


def test_the_face_to_type_in_draws_what_the_sheet_draws() -> None:
    """The micro sign is drawn as mu, in the face, where viewers look for it by the map."""
    data = filled(form(), {"me.name": "100 µg", "notes": "à l’àrea"}, {})
    assert values(data) == {"me.name": "100 µg", "notes": "à l’àrea"}
    drawn = next(place.drawn for place in places(data) if place.name == "me.name")
    assert b"\xb5" in drawn or b"\\265" in drawn


@pytest.mark.parametrize("name", ["", "a..b", ".a", "a b"])
def test_a_field_without_a_name_is_refused(name: str) -> None:
    """So is one with a level without."""
    line = text("a")
    form_ = pdf.Form(role="tv", field=pdf.Field(name=name))
    (violation,) = refused(lambda: write([fields(replace(line, form=form_))]))
    assert isinstance(violation, pdf.errors.UnfitFieldName)


def test_a_state_that_no_file_can_hold_is_refused() -> None:
    """Off is what a box is that is not ticked."""
    for state in ("Off", "a b"):
        (violation,) = refused(lambda state=state: write([fields(box("side", state))]))
        assert isinstance(violation, pdf.errors.UnfitFieldName)


@pytest.mark.parametrize(
    "inlines",
    [
        (text("a"), box("a")),
        (text("a"), text("a", most=3)),
        (text("a"), text("a", lines=2, pitch=20)),
        (text("a"), text("a.b")),
    ],
)
def test_two_meanings_of_a_name_are_refused(inlines: tuple[pdf.Inline, ...]) -> None:
    """A text and a box, texts of different lengths, a field and a level."""
    violations = refused(lambda: write([fields(*inlines)]))
    assert {type(violation) for violation in violations} == {pdf.errors.TwoMeanings}


def test_a_field_in_a_drawing_is_refused() -> None:
    """Its alternative text would be read in the stead of the field's."""
    figure = pdf.Element("Figure", root(), alt="a drawing")
    element = pdf.Element("Form", figure, alt="a", form=pdf.Form(role="tv", field=pdf.Field(name="a")))

    def paint(canvas: pdf.Canvas) -> None:
        with canvas.tagged(element):
            canvas.field(element, (0, 0, 9, 9))

    violations = refused(lambda: write([pdf.Figure(20, 20, paint, figure)]))
    assert pdf.errors.NestedField in {type(violation) for violation in violations}


def test_words_in_a_field_are_refused() -> None:
    """A widget stands alone in its element."""
    form_ = pdf.Form(role="tv", field=pdf.Field(name="a"))
    element = pdf.Element("Form", root(), alt="a", form=form_)
    (violation,) = refused(lambda: write([paragraph("words", element, role="Span")]))
    assert isinstance(violation, pdf.errors.Untagged)


def first(file: pikepdf.Pdf) -> Any:
    """The first widget that is a field by itself."""
    return next(widget for widget in file.pages[0].Annots if "/T" in widget)


def changed(change: Callable[[Any], object]) -> Callable[[pikepdf.Pdf], None]:
    """Break the first widget."""
    return lambda file: change(first(file)) and None


def no_words(file: pikepdf.Pdf) -> None:
    """Leave out all that says what the first field is."""
    widget = file.pages[0].Annots[0]
    del widget["/TU"], widget.Parent["/TU"]
    del elements(file, "Form")[0]["/Alt"]


def no_object(file: pikepdf.Pdf) -> None:
    """Take the widget from its element."""
    del elements(file, "Form")[0]["/K"]


def needs_appearances(file: pikepdf.Pdf) -> None:
    """Let viewers draw fields as they like."""
    file.Root.AcroForm.NeedAppearances = True


def script(widget: Any) -> None:
    """Let a field act when somebody leaves it."""
    widget.AA = pikepdf.Dictionary(Bl=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1"))


def no_field(file: pikepdf.Pdf) -> None:
    """Forget the last field."""
    del file.Root.AcroForm.Fields[-1]


def on_paper(file: pikepdf.Pdf) -> None:
    """Call a field one on paper too."""
    elements(file, "Form")[0].A = pikepdf.Array(
        [pikepdf.Dictionary(O=pikepdf.Name.PrintField, Role=pikepdf.Name.tv)]
    )


def no_program(file: pikepdf.Pdf) -> None:
    """Leave the face to type in out of the file."""
    del file.Root.AcroForm.DR.Font.Typing.FontDescriptor["/FontFile2"]


def shared(file: pikepdf.Pdf) -> None:
    """Let two texts have one appearance."""
    first_, second = file.pages[0].Annots[:2]
    second.AP = first_.AP


def exchanged(file: pikepdf.Pdf) -> None:
    """Put fields in another order than they are read."""
    annotations = file.pages[0].Annots
    file.pages[0].Annots = pikepdf.Array([annotations[1], annotations[0], *annotations[2:]])


def archived(file: pikepdf.Pdf) -> None:
    """Claim what is typed may break."""
    stream = file.Root.Metadata
    claim = b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>"
    stream.write(stream.read_bytes().replace(b"<pdfuaid:part>", claim, 1))


FAULTS = {
    "no words": Fault(no_words, "has no description", "ua1 7.18.1-3"),
    "no key": Fault(changed(lambda one: one.__delitem__("/StructParent")), "another element", "ua1 7.18.4-1"),
    "another role": Fault(role("Form", "Span"), "is no form", "ua1 7.18.4-1"),
    "no object": Fault(no_object, "in no element", "ua1 7.18.4-2"),
    "no tab order": Fault(no_tabs, "tab order", "ua1 7.18.3-1"),
    "appearances left to viewers": Fault(needs_appearances, "NeedAppearances in the form", None),
    "a script": Fault(changed(script), "acts", None),
    "no appearance": Fault(changed(lambda one: one.__delitem__("/AP")), "has no appearance", None),
    "no field": Fault(no_field, "a widget of no field", None),
    "hidden": Fault(changed(lambda one: one.__setitem__("/F", 2)), "is not printed", None),
    "on paper too": Fault(on_paper, "is a field on paper too", None),
    "no face to type in": Fault(no_program, "no whole font", None),
    "no tip": Fault(changed(lambda one: one.__delitem__("/TU")), "has no description", None),
    "a shared appearance": Fault(shared, "two texts share an appearance", None),
    "out of order": Fault(exchanged, "out of order", None),
    "a claim of PDF/A": Fault(archived, "a claim of PDF/A", None),
    "no words of the element": Fault(without("Form", "/Alt"), "without alternative text", None),
    "no claim of PDF/UA": Fault(catalog_without("/Metadata"), "no claim of PDF/UA", "ua1 7.1-8"),
}


# pikepdf warns of a field that is missing, as it should.
forgotten = pytest.mark.filterwarnings("ignore:This document has")


@forgotten
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(fault: str) -> None:
    """By the check of our own, which sees what the validator does not."""
    before, after = set(problems(form())), problems(broken(FAULTS[fault], form()))
    wanted = FAULTS[fault].here
    assert any(str(wanted) in problem for problem in after if problem not in before), after


@forgotten
@pytest.mark.validator
def test_the_validator_finds_faults(tmp_path: Path) -> None:
    """Those it can see; it accepts the good file, and one that pdfium has filled in."""
    pdf_validator.available()
    names = {f"{number}.pdf": name for number, name in enumerate(FAULTS)}
    files = {file: broken(FAULTS[name], form()) for file, name in names.items()}
    files["good.pdf"] = form()
    files["filled.pdf"] = filled(form(), {"me.name": "Ana", "notes": "dues línies"}, {"side": "left"})
    found = pdf_validator.failures(files, tmp_path)
    universal = {file: {rule for rule in rules if rule.startswith("ua1")} for file, rules in found.items()}
    assert universal.pop("good.pdf") == universal.pop("filled.pdf") == set()
    missed = {
        names[file]: rules
        for file, rules in universal.items()
        if (FAULTS[names[file]].validator not in rules if FAULTS[names[file]].validator else rules)
    }
    assert missed == {}
