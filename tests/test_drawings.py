"""The low back: true to its measures, to one scale, the same on both sides, and its labels free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, product
from math import dist
from pathlib import Path

import pikepdf
import pytest
from reportlab.lib.colors import black
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from handout.drawings import DRAWINGS, Findings, Graphic, anatomy, qr
from handout.drawings.callouts import Label, Leader, Style, is_clear, wrapped
from handout.drawings.curves import Curve, Point
from handout.drawings.low_back import outlines
from handout.drawings.low_back.figure import figure
from handout.drawings.low_back.labels import SCALE_BAR
from handout.errors import RenderError
from handout.resources import FONTS

FACE = "DrawingFace"
LABELS = DRAWINGS["low-back"].labels

# The words are the longest the figure has to hold; what they say is not under test.
WORDS = {
    "en": (
        "lumbar spine",
        "iliac crest (level L4)",
        "posterior superior iliac spine (PSIS), under the dimple",
        "sacrum",
        "zone of the nodules (oval: example)",
        "superior cluneal nerves: 65–80\u00a0mm from the midline",
        "middle cluneal nerves: 9–54\u00a0mm below the PSIS",
        "left",
        "right",
        "5\u00a0cm",
    ),
    "es": (
        "columna lumbar",
        "cresta ilíaca (nivel L4)",
        "espina ilíaca posterosuperior (EIPS), bajo el hoyuelo",
        "sacro",
        "zona de los nódulos (óvalo: ejemplo)",
        "nervios cluneales superiores: 65-80\u00a0mm de la línea media",
        "nervios cluneales medios: 9-54\u00a0mm bajo la EIPS",
        "izquierda",
        "derecha",
        "5\u00a0cm",
    ),
    "ca": (
        "columna lumbar",
        "cresta ilíaca (nivell L4)",
        "espina ilíaca posterosuperior (EIPS), sota el clotet",
        "os sacre",
        "zona dels nòduls (oval: exemple)",
        "nervis clunials superiors: 65–80\u00a0mm de la línia mitjana",
        "nervis clunials mitjans: 9–54\u00a0mm sota l’EIPS",
        "esquerra",
        "dreta",
        "5\u00a0cm",
    ),
    "it": (
        "colonna lombare",
        "cresta iliaca (livello L4)",
        "spina iliaca postero-superiore (SIPS), sotto la fossetta",
        "osso sacro",
        "zona dei noduli (ovale: esempio)",
        "nervi cluneali superiori: 65–80\u00a0mm dalla linea mediana",
        "nervi cluneali medi: 9–54\u00a0mm sotto la SIPS",
        "sinistra",
        "destra",
        "5\u00a0cm",
    ),
}
LANGUAGES = [("en",), ("es",), ("ca",), ("it",), ("es", "en"), ("ca", "it"), ("it", "es")]
COLUMNS = [(246.0, 8.5), (246.0, 9.0), (500.0, 9.0), (500.0, 16.0)]


@pytest.fixture(autouse=True)
def _face() -> None:
    if FACE not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FACE, FONTS / "AtkinsonHyperlegibleNext_400Regular.ttf"))


def style(size: float = 8.5) -> Style:
    """Black, in the face under test."""
    return Style(color=black, font_name=FACE, bold_font_name=FACE, font_size=size, leading=size * 1.2)


def labels(*languages: str) -> dict[str, list[str]]:
    """All labels in one language, or in two."""
    return {key: [WORDS[language][place] for language in languages] for place, key in enumerate(LABELS)}


def height_of(curve: Curve) -> float:
    """The highest point of a curve, in its own unit."""
    return max(y for _, y in curve.traced())


def painted(drawing: Graphic, folder: Path) -> list[tuple[str, list[float]]]:
    """The operators the drawing paints, each with its numbers."""
    file = folder / "figure.pdf"
    canvas = Canvas(str(file), pagesize=(600, 500))
    drawing.paint(canvas)
    canvas.save()
    with pikepdf.open(file) as pdf:
        return [
            (str(operator), [float(number) for number in operands if isinstance(number, int | Decimal)])
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
        ]


def paths(operators: list[tuple[str, list[float]]]) -> Iterator[tuple[float, tuple[Point, ...]]]:
    """Each painted path's line width with its points, handles included."""
    width, points = 1.0, []
    for operator, values in operators:
        if operator == "w":
            (width,) = values
        elif operator in ("m", "l", "c"):
            points += zip(values[::2], values[1::2], strict=True)
        elif operator in ("S", "B", "b", "f", "s", "n", "B*", "f*"):
            yield width, tuple(points)
            points = []


# --- True to its measures ------------------------------------------------------------------------


def test_the_crest_stands_at_the_fourth_lumbar_spine() -> None:
    """The highest point of the iliac crest is level with the spinous process of L4."""
    fourth = outlines.VERTEBRAE[1].process()
    assert min(y for _, y in fourth.traced()) < height_of(outlines.CREST) < height_of(fourth)


def test_the_crests_are_28_cm_apart() -> None:
    """The outermost points of both crests are an intercristal width apart."""
    assert 2 * max(x for x, _ in outlines.CREST.traced()) == pytest.approx(280.0, abs=1.0)


def test_the_spines_stand_level_with_s2() -> None:
    """The crest begins at a spine 48 mm from the midline, level with the tubercle of S2."""
    assert outlines.CREST.points[0] == (48.0, 0.0)
    tubercle = [y for _, y in outlines.TUBERCLES[0].traced()]
    assert min(tubercle) < 0.0 < max(tubercle)


@pytest.mark.parametrize(("from_midline", "from_psis"), [(65.3, 45.2), (81.0, 64.7)])
def test_the_crest_runs_where_the_nerve_was_measured(from_midline: float, from_psis: float) -> None:
    """The crest passes the two places whose distance from midline and spine is in print."""
    place = (from_midline, outlines.CREST.height_at(from_midline))
    assert dist(place, outlines.CREST.points[0]) == pytest.approx(from_psis, abs=0.1)


def test_the_superior_zone_lies_65_to_80_mm_from_the_midline_across_the_crest() -> None:
    """The zone is bounded by the two distances and reaches above and below the crest at both."""
    xs = [x for x, _ in outlines.SUPERIOR]
    assert (min(xs), max(xs)) == pytest.approx((65.0, 80.0))
    for x in (min(xs), max(xs)):
        ys = [y for across, y in outlines.SUPERIOR if across == pytest.approx(x)]
        assert min(ys) < outlines.CREST.height_at(x) < max(ys)


def test_the_middle_zone_lies_9_to_54_mm_below_the_spine() -> None:
    """The zone spans the measured range below the spine, around 36 mm from the midline."""
    xs, ys = zip(*outlines.MIDDLE, strict=True)
    assert (max(ys), min(ys)) == pytest.approx((-9.0, -54.0))
    assert sum(xs) / len(xs) == pytest.approx(36.0)


def test_the_zone_of_the_nodules_hangs_on_the_crest() -> None:
    """Both ends are on the crest, it goes 5 cm below it at most, and it takes in the spine."""
    edge = outlines.NODULES_EDGE
    for x, y in (edge.points[0], edge.points[-1]):
        assert y == pytest.approx(outlines.CREST.height_at(x))
    drops = [outlines.CREST.height_at(x) - y for x, y in edge.traced() if x > anatomy.PSIS_FROM_MIDLINE + 1.0]
    assert 49.0 < max(drops) < 52.0
    assert min(x for x, _ in edge.traced()) < anatomy.PSIS_FROM_MIDLINE


def test_the_example_is_a_nodule_of_1_to_3_cm_lying_crosswise_in_its_zone() -> None:
    """The oval is longer across than down and stays between the crest and the zone's edge."""
    xs, ys = zip(*outlines.NODULE.traced(), strict=True)
    assert 10.0 <= max(ys) - min(ys) < max(xs) - min(xs) <= 30.0
    for x, y in outlines.NODULE.traced():
        assert outlines.CREST.height_at(x) - anatomy.NODULES_BELOW_CREST < y < outlines.CREST.height_at(x)


def test_the_spine_has_its_measures() -> None:
    """The fifth lumbar tip stands 38 mm above the spines, and the gaps between processes are even."""
    fifth, fourth, third = outlines.VERTEBRAE
    assert (fifth.top + fifth.foot) / 2 == pytest.approx(38.0)
    for upper, lower in ((third, fourth), (fourth, fifth)):
        assert upper.foot - lower.top == pytest.approx(9.1)


def test_the_body_is_that_of_an_adult() -> None:
    """Waist and hips have the breadths of the survey, and the skin lies outside the bones."""
    across = [x for x, _ in outlines.SKIN.traced()]
    assert (2 * min(across), 2 * max(across)) == pytest.approx((300.0, 354.0), abs=1.0)
    for x, y in outlines.CREST.traced():
        skin = min(outlines.SKIN.traced(), key=lambda point: abs(point[1] - y))
        assert skin[0] > x + 10.0


# --- To one scale, the same on both sides ---------------------------------------------------------


@pytest.mark.parametrize(("width", "size"), COLUMNS)
def test_the_bar_is_5_cm_of_the_body(width: float, size: float, tmp_path: Path) -> None:
    """The painted crests are 28/5 of the painted bar, and both shapes and bar keep one scale both ways."""
    drawing = figure(width, labels("en"), style(size))
    bold = [points for line, points in paths(painted(drawing, tmp_path)) if line == pytest.approx(1.4)]
    xs, ys = zip(*(point for points in bold for point in points), strict=True)
    assert drawing.layout.bar is not None
    start, end = drawing.layout.bar
    millimetre = dist(start, end) / SCALE_BAR
    assert (max(xs) - min(xs)) / millimetre == pytest.approx(280.0, abs=1.5)
    assert (max(ys) - min(ys)) / millimetre == pytest.approx(height_of(outlines.CREST), abs=1.5)


def test_left_is_right_reflected(tmp_path: Path) -> None:
    """Everything painted on one side is painted on the other, but for the one nodule."""
    drawing = figure(246.0, {}, style())
    *both, nodule = [points for _, points in paths(painted(drawing, tmp_path))]
    grid = {(round((x - 123.0) * 20), round(y * 20)) for points in both for x, y in points}
    assert len(grid) > 500
    for x, y in grid:
        # Two roundings, in the file and here, may part twins by one step.
        twins = product((-x - 1, -x, -x + 1), (y - 1, y, y + 1))
        assert not grid.isdisjoint(twins), (x / 20, y / 20)
    assert min(x for x, _ in nodule) > 123.0


def test_no_line_is_finer_than_three_quarters_of_a_point(tmp_path: Path) -> None:
    """Every width that is set and used is one a copier keeps."""
    drawing = figure(246.0, labels("it"), style())
    widths = {width for width, _ in paths(painted(drawing, tmp_path))}
    assert widths
    assert min(widths) >= 0.75


def test_only_ink_and_paper_are_painted(tmp_path: Path) -> None:
    """There are no greys, so one bit is enough for a fax."""
    operators = painted(figure(246.0, labels("en"), style()), tmp_path)
    colours = {tuple(values) for operator, values in operators if operator in ("rg", "RG", "g", "G")}
    assert colours == {(0.0, 0.0, 0.0), (1.0, 1.0, 1.0)}


@pytest.mark.parametrize("fault", [{"font_size": 8.0}, {"fine": 0.5}])
def test_ink_that_a_fax_would_lose_is_refused(fault: dict[str, float]) -> None:
    """Small type and hairlines are errors of whoever asks for them."""
    with pytest.raises(ValueError, match=r"8\.5 pt"):
        replace(style(), **fault)


# --- Labels ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("languages", LANGUAGES, ids="+".join)
@pytest.mark.parametrize(("width", "size"), COLUMNS)
def test_labels_and_leaders_are_free(width: float, size: float, languages: Sequence[str]) -> None:
    """No label meets another, the skin or a leader; no two leaders cross; nothing leaves the figure."""
    drawing = figure(width, labels(*languages), style(size))
    layout = drawing.layout
    assert {label.key for label in layout.labels} == set(LABELS)
    assert is_clear(layout.labels, layout.leaders)
    for label in layout.labels:
        assert label.left >= -0.01
        assert label.right <= width + 0.01
        assert label.bottom >= -0.01
        assert label.top <= drawing.height + 0.01
        for point in (*outlines.SKIN.traced(), *outlines.SKIN.mirrored().traced()):
            x, y = layout.transform(point)
            assert not (label.left < x < label.right and label.bottom < y < label.top), label.key


@pytest.mark.parametrize("language", WORDS)
def test_one_language_keeps_the_height(language: str) -> None:
    """A column's figure fits 185 pt, a page's in large print 220 pt."""
    assert figure(246.0, labels(language), style()).height <= 185.5
    assert figure(500.0, labels(language), style(16.0)).height <= 220.5


def test_left_is_the_patients_left() -> None:
    """Seen from behind, the patient's left is on the left of the paper."""
    for width, size in COLUMNS:
        placed = {label.key: label for label in figure(width, labels("en"), style(size)).layout.labels}
        assert placed["left"].right < width / 2 < placed["right"].left


def test_words_are_never_broken() -> None:
    """The lines of a label are its words in their order; a fixed space holds number and unit together."""
    text = WORDS["es"][5]
    lines = wrapped("superior-cluneal", text, style=style(), width=90.0)
    assert len(lines) > 1
    assert " ".join(lines) == text
    assert any("65-80\u00a0mm" in line for line in lines)


def test_a_word_too_wide_for_its_place_is_an_error_with_its_label() -> None:
    """Nothing is clipped: the message names the label and the word."""
    with pytest.raises(RenderError, match=r"label spine: “Lendenwirbelsäulenabschnitt”"):
        figure(246.0, {"spine": ["Lendenwirbelsäulenabschnitt"]}, style())


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_label_without_a_place_is_an_error(name: str) -> None:
    """No drawing leaves out a label because its id is mistyped."""
    with pytest.raises(ValueError, match="iliac-creast"):
        DRAWINGS[name].figure(246.0, {"iliac-creast": ["iliac crest"]}, style(), Findings())


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_drawing_is_made_for_its_column(name: str) -> None:
    """With all its labels it is no wider than the column."""
    texts = {label: ["word"] for label in DRAWINGS[name].labels}
    made = DRAWINGS[name].figure(246.0, texts, style(), Findings())
    assert 0 < made.width <= 246.0
    assert made.height > 0


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_says_whether_it_shows_findings(name: str, tmp_path: Path) -> None:
    """Lumps and shaded places change what is painted where the drawing says so, and nowhere else."""
    findings = Findings([("A", "left", "dimple")], [("right", "knee")])
    empty, full = (
        painted(DRAWINGS[name].figure(246.0, {}, style(), shown), tmp_path)
        for shown in (Findings(), findings)
    )
    assert (empty != full) == DRAWINGS[name].shows_findings


def test_what_both_languages_say_alike_is_set_once() -> None:
    """Of two equal texts one is left, of two different ones the second stands below the first."""
    placed = {label.key: label for label in figure(246.0, labels("es", "en"), style()).layout.labels}
    assert [line for _, _, line in placed["scale"].lines()] == ["5\u00a0cm"]
    lines = placed["sacrum"].lines()
    assert [line for _, _, line in lines] == ["sacro", "sacrum"]
    assert lines[0][1] > lines[1][1]


def label_at(x: float, top: float) -> Label:
    """A label of one word."""
    return Label("one", (("word",),), style(), 0.0, x, top)


@pytest.mark.parametrize(
    ("blocks", "leaders"),
    [
        ([label_at(0, 20), label_at(5, 25)], []),
        ([label_at(0, 20)], [Leader("other", (-5, 15), (50, 15))]),
        ([], [Leader("a", (0, 0), (10, 10)), Leader("b", (0, 10), (10, 0))]),
    ],
    ids=["label on label", "leader through label", "leader across leader"],
)
def test_what_is_not_free_is_noticed(blocks: list[Label], leaders: list[Leader]) -> None:
    """The check behind the tests above sees each of its three faults."""
    assert not is_clear(blocks, leaders)
    assert is_clear(blocks[:1], [])


def test_curves_pass_smoothly_through_their_points() -> None:
    """Each piece begins where the last one ended, in the same direction."""
    for before, after in pairwise(outlines.SKIN.beziers()):
        assert before[3] == after[0]
        (ax, ay), (bx, by) = before[2], after[1]
        x, y = after[0]
        assert (x - ax) * (by - y) == pytest.approx((y - ay) * (bx - x), abs=1e-6)


def test_an_address_too_long_for_a_code_is_an_error() -> None:
    """No code is drawn that could not hold it."""
    with pytest.raises(RenderError, match="no room for an address of 3000 letters"):
        qr.symbol("a" * 3000, 72)
