"""How a sheet looks, in numbers."""

from __future__ import annotations

import pytest
from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth

from handout import fonts
from handout.layout.theme import Role, theme
from handout.model import Look
from handout.options import BOX, Paper

THEME, FORM = theme(Look.DENSE), theme(Look.FORM)
SMALL = {Role.MARK, Role.HEAD, Role.CAPTION, Role.REFERENCE, Role.NUMBER}
SAMPLE = (
    "Patient standing, leaning slightly forward: roll the tissue over the iliac crest under the fingertips."
)


@pytest.mark.parametrize(("paper", "offset"), [(Paper.A4, (0.0, 31.0)), (Paper.LETTER, (8.0, 0.0))])
def test_the_box_stands_above_the_middle(paper: Paper, offset: tuple[float, float]) -> None:
    """62 % of what the paper is higher is below it, in whole points: both papers have the same pixels."""
    assert paper.offset == offset
    for length, start, inner in zip(paper.size, paper.offset, BOX, strict=True):
        assert start >= 0
        assert start + inner <= length


@pytest.mark.parametrize("paper", Paper)
def test_margins(paper: Paper) -> None:
    """At least 15 mm are left on every side of either paper, below the foot as well."""
    (x, y), (left, bottom, width, height) = paper.offset, THEME.frame
    assert min(x + left, y + THEME.margin) >= 15 * mm
    assert paper.size[0] - (x + left + width) >= 15 * mm
    assert paper.size[1] - (y + bottom + height) >= 15 * mm
    assert bottom > THEME.margin


def test_every_role_has_a_style() -> None:
    """No text is left without a look."""
    assert set(THEME.styles) == set(Role)


# What has lines for a pen is higher.
_TO_READ = [role for role in Role if role not in {Role.WRITE, Role.TICK}]


@pytest.mark.parametrize("role", _TO_READ)
def test_type(role: Role) -> None:
    """Running text has 10 points, what is looked up has 8.5; leading is 1.2 to 1.45 of the size."""
    style = THEME.styles[role]
    assert style.fontSize >= (8.5 if role in SMALL else 10)
    assert 1.2 <= round(style.leading / style.fontSize, 3) <= 1.45


@pytest.mark.parametrize("role", Role)
def test_type_of_forms(role: Role) -> None:
    """What is filled in has 12 points, its labels 10; lines to write on stand 8 mm apart, boxes 6.5 mm."""
    style = FORM.styles[role]
    assert style.fontSize >= (10 if role in SMALL - {Role.REFERENCE, Role.NUMBER} else 12)
    least = {Role.WRITE: 8 * mm, Role.TICK: 6.5 * mm}.get(role, 1.2 * style.fontSize)
    assert style.leading >= round(least, 3)


def test_forms_have_room_for_a_pen() -> None:
    """Boxes are 5 mm wide, rows 8 mm high, and nothing beside the text is smaller than 10 points."""
    assert FORM.box >= 5 * mm
    assert FORM.row >= 8 * mm
    assert FORM.small >= 10


def test_small_print_can_be_read() -> None:
    """Labels and the foot are not smaller than references; lines survive a fax; the code can be scanned."""
    assert THEME.small >= 8.5
    assert THEME.rule >= 0.75
    assert THEME.code >= 25 * mm
    assert (THEME.white_space, THEME.white_space_translated) == (0.05, 0.02)


def test_the_order_of_importance_is_seen() -> None:
    """The title is the largest, then what is prominent, then the other headings."""
    order = (Role.TITLE, Role.PROMINENT, Role.HEADING, Role.SUBHEADING)
    sizes = [THEME.styles[role].fontSize for role in order]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == len(sizes)
    others = [style.fontSize for role, style in THEME.styles.items() if role not in order[:2]]
    assert max(others) < sizes[1]


@pytest.mark.parametrize("boxed", [False, True])
def test_lines_are_of_a_length_to_read(boxed: bool) -> None:
    """An item in one of two columns has 45 to 75 letters a line, in a box nearly so."""
    fonts.register()
    width = (THEME.frame[2] - THEME.gap) / 2 - THEME.indent - 2 * THEME.padding * boxed
    letter = stringWidth(SAMPLE, fonts.REGULAR, THEME.styles[Role.BODY].fontSize) / len(SAMPLE)
    assert 45 - 2 * boxed <= width / letter <= 75


def test_colours_are_dark_on_white() -> None:
    """Ink and accent have a contrast of 7:1 at the least, and no text has any other colour."""
    assert {style.textColor for style in THEME.styles.values()} == {THEME.ink, THEME.accent}
    assert min(contrast(THEME.ink), contrast(THEME.accent)) >= 7


def contrast(colour: Color) -> float:
    """Against white, as WCAG 2.2 reckons it (relative luminance)."""
    parts = zip((0.2126, 0.7152, 0.0722), (colour.red, colour.green, colour.blue), strict=True)
    luminance = sum(weight * _linear(part) for weight, part in parts)
    return 1.05 / (luminance + 0.05)


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
