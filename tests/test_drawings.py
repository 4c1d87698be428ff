"""The low back: true to its measures, to one scale, the same on both sides, and its labels free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise, product
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
from tests.conftest import sample

FACE = "DrawingFace"
LABELS = DRAWINGS["low-back"].labels

# The words are the longest the figure has to hold; what they say is not under test.
WORDS = {
    "en": (
        "iliac crest (level L4)",
        "posterior superior iliac spine (PSIS), under the dimple",
        "zone of the nodules (oval: example)",
        "superior cluneal nerves: 65\u00a0mm from the midline (mean)",
        "middle cluneal nerves: 9–54\u00a0mm below the PSIS",
        "left",
        "right",
        "5\u00a0cm",
    ),
    "es": (
        "cresta ilíaca (nivel L4)",
        "espina ilíaca posterosuperior (EIPS), hoyuelo",
        "zona de los nódulos (óvalo: ejemplo)",
        "nervios cluneales superiores: 65\u00a0mm de la línea media (promedio)",
        "nervios cluneales medios: 28,5\u00a0mm (9-54) bajo la EIPS",
        "izquierda",
        "derecha",
        "5\u00a0cm",
    ),
    "ca": (
        "cresta ilíaca (nivell L4)",
        "espina ilíaca posterosuperior (EIPS), clotet",
        "zona dels nòduls (oval: exemple)",
        "nervis clunials superiors: a 65\u00a0mm de la línia mitjana (valor mitjà)",
        "nervis clunials mitjans: 9–54\u00a0mm sota l’EIPS",
        "esquerra",
        "dreta",
        "5\u00a0cm",
    ),
    "it": (
        "cresta iliaca (livello L4)",
        "spina iliaca postero-superiore (SIPS), fossetta",
        "zona dei noduli (ovale: esempio)",
        "nervi cluneali superiori: 65\u00a0mm dalla linea mediana (in media)",
        "nervi cluneali medi: 9–54\u00a0mm sotto la SIPS",
        "sinistra",
        "destra",
        "5\u00a0cm",
    ),
}
LANGUAGES = [("en",), ("es", "en"), ("es",), ("ca",), ("it",), ("ca", "it"), ("it", "es")]
COLUMNS = [(248.0, 8.5), (248.0, 9.0), (510.0, 8.5), (510.0, 16.0)]


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
        elif points and operator in ("S", "B", "b", "f", "s", "n", "B*", "f*"):
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
    tubercle = [y for _, y in outlines.TUBERCLES[1].traced()]
    assert min(tubercle) < 0.0 < max(tubercle)


@pytest.mark.parametrize(("from_midline", "from_psis"), [(65.3, 45.2), (81.0, 64.7)])
def test_the_crest_runs_where_the_nerve_was_measured(from_midline: float, from_psis: float) -> None:
    """The crest passes the two places whose distance from midline and spine is in print."""
    place = (from_midline, outlines.CREST.height_at(from_midline))
    assert dist(place, outlines.CREST.points[0]) == pytest.approx(from_psis, abs=0.1)


def test_the_superior_branches_cross_the_crest_where_the_groove_was_measured() -> None:
    """They pass over the crest at the mean distance from the midline and a deviation to each side."""
    for nerve, distance in zip(outlines.SUPERIOR, (57.1, 65.3, 73.5), strict=True):
        crossing = nerve.branch.points[2]
        assert crossing == pytest.approx((distance, outlines.CREST.height_at(distance)))
        (_, start), (_, end) = nerve.branch.points[0], nerve.branch.points[-1]
        assert end < crossing[1] < start


def test_the_middle_branches_run_from_their_foramina_past_the_ligament() -> None:
    """They begin in the foramina of S1 to S3 and pass 36 mm from the midline at the measured depths."""
    for nerve, foramen, below in zip(outlines.MIDDLE, outlines.FORAMINA, (9.1, 28.5, 53.7), strict=False):
        xs, ys = zip(*foramen.traced(), strict=True)
        x, y = nerve.branch.points[0]
        assert min(xs) < x < max(xs)
        assert min(ys) < y < max(ys)
        assert (36.0, -below) in nerve.branch.points


def test_no_nerve_crosses_another() -> None:
    """Branches and twigs stay apart, so that each can be followed."""
    nerves = (*outlines.SUPERIOR, *outlines.MIDDLE)
    for nerve, other in combinations(nerves, 2):
        near = min(dist(a, b) for a in lines_of(nerve) for b in lines_of(other))
        assert near > 3.0


def lines_of(nerve: outlines.Nerve) -> tuple[Point, ...]:
    """Points along a branch and its twig."""
    return (*nerve.branch.traced(), *nerve.twig.traced())


def test_the_zone_of_the_nodules_hangs_on_the_crest() -> None:
    """It takes in the spine and the crest's inner half and goes 5 cm below the crest."""
    edge = outlines.ZONE.traced()
    drops = [outlines.CREST.height_at(x) - y for x, y in edge if 70.0 < x < 100.0]
    assert 49.0 < max(drops) < 53.0
    assert min(drops) < 0.0
    assert min(x for x, _ in edge) < anatomy.PSIS_FROM_MIDLINE < max(x for x, _ in edge)


def test_the_example_is_a_nodule_of_1_to_3_cm_beside_the_spine() -> None:
    """The oval is within the sizes reported, near the spine but clear of it, and inside the zone."""
    nodule = outlines.NODULE.traced()
    across = [dist(a, b) for a in nodule for b in nodule]
    assert 10.0 <= max(across) <= 30.0
    assert 8.0 < min(dist(point, outlines.PSIS) for point in nodule) < 15.0
    for x, y in nodule:
        assert outlines.CREST.height_at(x) - anatomy.NODULES_BELOW_CREST < y < outlines.CREST.height_at(x)


def test_the_spine_has_its_measures() -> None:
    """The fifth lumbar tip stands 38 mm above the spines, and the gaps between processes are even."""
    fifth, fourth, third = outlines.VERTEBRAE
    assert (fifth.top + fifth.foot) / 2 == pytest.approx(38.0)
    for upper, lower in ((third, fourth), (fourth, fifth)):
        assert upper.foot - lower.top == pytest.approx(9.1)


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
    """All bones painted on one side are painted on the other; zone, nerves and nodule have a side each."""
    drawing = figure(248.0, {}, style())
    middle = drawing.width / 2
    shapes = list(paths(painted(drawing, tmp_path)))
    crest = [place for place, (line, _) in enumerate(shapes) if line == pytest.approx(1.4)]
    bones = [points for _, points in shapes[: crest[1] + 1]]
    grid = {(round((x - middle) * 20), round(y * 20)) for points in bones for x, y in points}
    assert len(grid) > 500
    for x, y in grid:
        # Two roundings, in the file and here, may part twins by one step.
        twins = product((-x - 1, -x, -x + 1), (y - 1, y, y + 1))
        assert not grid.isdisjoint(twins), (x / 20, y / 20)
    _, nodule = shapes[-1]
    assert max(x for x, _ in nodule) < middle


def test_the_dots_fill_the_zone_on_the_left_alone(tmp_path: Path) -> None:
    """They lie inside the zone's edge, one path for all, so that the figure is quickly drawn."""
    drawing = figure(248.0, {}, style())
    shapes = [points for line, points in paths(painted(drawing, tmp_path)) if line == pytest.approx(1.15)]
    level, dots = shapes
    assert len(level) < 10 < 100 < len(dots)
    assert max(x for x, _ in dots) < drawing.width / 2
    edge = [drawing.layout.transform(point) for point in outlines.ZONE.mirrored().traced()]
    assert min(x for x, _ in edge) < min(x for x, _ in dots)
    assert min(y for _, y in edge) < min(y for _, y in dots)


def test_no_line_is_finer_than_three_quarters_of_a_point(tmp_path: Path) -> None:
    """Every width that is set and used is one a copier keeps."""
    drawing = figure(248.0, labels("it"), style())
    widths = {width for width, _ in paths(painted(drawing, tmp_path))}
    assert widths
    assert min(widths) >= 0.75


def test_only_ink_and_paper_are_painted(tmp_path: Path) -> None:
    """There are no greys, so one bit is enough for a fax."""
    operators = painted(figure(248.0, labels("en"), style()), tmp_path)
    colours = {tuple(values) for operator, values in operators if operator in ("rg", "RG", "g", "G")}
    assert colours == {(0.0, 0.0, 0.0), (1.0, 1.0, 1.0)}


@pytest.mark.parametrize("fault", [{"font_size": 8.0}, {"fine": 0.5}])
def test_ink_that_a_fax_would_lose_is_refused(fault: dict[str, float]) -> None:
    """Small type and hairlines are errors of whoever asks for them."""
    with pytest.raises(ValueError, match=r"8\.5 pt"):
        replace(style(), **fault)


# --- Labels ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("languages", sample(LANGUAGES, 2), ids="+".join)
@pytest.mark.parametrize(("width", "size"), COLUMNS)
def test_labels_and_leaders_are_free(width: float, size: float, languages: Sequence[str]) -> None:
    """No label meets another, the bones or a leader; no two leaders cross; nothing leaves the figure."""
    drawing = figure(width, labels(*languages), style(size))
    layout = drawing.layout
    assert {label.key for label in layout.labels} == set(LABELS)
    assert is_clear(layout.labels, layout.leaders)
    for label in layout.labels:
        assert label.left >= -0.01
        assert label.right <= width + 0.01
        assert label.bottom >= -0.01
        assert label.top <= drawing.height + 0.01
        for point in (*outlines.HIP.traced(), *outlines.HIP.mirrored().traced()):
            x, y = layout.transform(point)
            for box in label.boxes():
                assert not (box.left < x < box.right and box.bottom < y < box.top - 1.0), label.key


@pytest.mark.parametrize("language", WORDS)
def test_one_language_keeps_the_height_and_the_scale(language: str) -> None:
    """A column’s figure leaves room for its caption in 172 pt, at 0.5 pt/mm; a page’s is larger."""
    narrow, wide = (
        figure(width, labels(language), style(size)) for width, size in ((248.0, 8.5), (510.0, 16.0))
    )
    assert narrow.height <= 149.0
    assert narrow.layout.transform.scale >= 0.5
    assert wide.height <= 265.0
    assert wide.layout.transform.scale > 0.7


def test_left_is_the_patients_left() -> None:
    """Seen from behind, the patient's left is on the left of the paper."""
    for width, size in COLUMNS:
        placed = {label.key: label for label in figure(width, labels("en"), style(size)).layout.labels}
        assert placed["left"].right < width / 2 < placed["right"].left


def test_words_are_never_broken() -> None:
    """The lines of a label are its words in their order; a fixed space holds number and unit together."""
    text = WORDS["es"][4]
    lines = wrapped("middle-cluneal", text, style=style(), width=90.0)
    assert len(lines) > 1
    assert " ".join(lines) == text
    assert any("28,5\u00a0mm" in line for line in lines)


def test_a_word_too_wide_for_its_place_is_an_error_with_its_label() -> None:
    """Nothing is clipped: the message names the label and the word."""
    with pytest.raises(RenderError, match=r"label psis: “Lendenwirbelsäulenabschnitt”"):
        figure(248.0, {"psis": ["Lendenwirbelsäulenabschnitt"]}, style())


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_label_without_a_place_is_an_error(name: str) -> None:
    """No drawing leaves out a label because its id is mistyped."""
    with pytest.raises(ValueError, match="iliac-creast"):
        DRAWINGS[name].figure(248.0, {"iliac-creast": ["iliac crest"]}, style(), Findings())


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_drawing_is_made_for_its_column(name: str) -> None:
    """With all its labels it is no wider than the column."""
    texts = {label: ["word"] for label in DRAWINGS[name].labels}
    made = DRAWINGS[name].figure(248.0, texts, style(), Findings())
    assert 0 < made.width <= 248.0
    assert made.height > 0


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_says_whether_it_shows_findings(name: str, tmp_path: Path) -> None:
    """Lumps and shaded places change what is painted where the drawing says so, and nowhere else."""
    findings = Findings([("A", "left", "dimple")], [("right", "knee")])
    empty, full = (
        painted(DRAWINGS[name].figure(248.0, {}, style(), shown), tmp_path)
        for shown in (Findings(), findings)
    )
    assert (empty != full) == DRAWINGS[name].shows_findings


def test_what_both_languages_say_alike_is_set_once() -> None:
    """Of two equal texts one is left, of two different ones the second stands below the first."""
    placed = {label.key: label for label in figure(248.0, labels("es", "en"), style()).layout.labels}
    assert [line for _, _, line in placed["scale"].lines()] == ["5\u00a0cm"]
    lines = placed["right"].lines()
    assert [line for _, _, line in lines] == ["derecha", "right"]
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
    for before, after in pairwise(outlines.CREST.beziers()):
        assert before[3] == after[0]
        (ax, ay), (bx, by) = before[2], after[1]
        x, y = after[0]
        assert (x - ax) * (by - y) == pytest.approx((y - ay) * (bx - x), abs=1e-6)


def test_an_address_too_long_for_a_code_is_an_error() -> None:
    """No code is drawn that could not hold it."""
    with pytest.raises(RenderError, match="no room for an address of 3000 letters"):
        qr.symbol("a" * 3000, 72)
