"""The body: one adult in three views, shaded and marked where it is told, and the bar of 50 mm."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from io import BytesIO
from itertools import combinations, combinations_with_replacement, pairwise
from math import dist, hypot, pi

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw
from reportlab.lib.colors import black
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from handout.drawings import DRAWINGS, anatomy, ruler
from handout.drawings.body import outlines
from handout.drawings.body.figure import Body, figure
from handout.drawings.body.lumps import Lump
from handout.drawings.body.views import ViewLayout
from handout.drawings.callouts import Label, Style, is_clear
from handout.drawings.curves import Curve, Point, mirrored
from handout.resources import FONTS
from tests.conftest import sample

FACE, BOLD_FACE = "BodyFace", "BoldBodyFace"
KEYS = DRAWINGS["body"].labels
WORDS = {
    "en": ("low back", "back", "front", "Left", "Right", "dimple", "edge of the hip bone"),
    "es": (
        "zona lumbar",
        "detrás",
        "delante",
        "Izquierda",
        "Derecha",
        "hoyuelo",
        "borde del hueso de la cadera",
    ),
    "ca": ("zona lumbar", "darrere", "davant", "Esquerra", "Dreta", "clotet", "vora de l’os de la pelvis"),
    "it": ("zona lombare", "dietro", "davanti", "Sinistra", "Destra", "fossetta", "bordo del bacino"),
}
# A column and the whole page, in normal and in large print.
COLUMNS = [(248.0, 10.0), (510.0, 10.0), (510.0, 16.0)]
ALL_PLACES = [(side, place) for side in ("left", "right") for place in sorted(outlines.PLACES)]
PAGE = (600, 320)

Operators = list[tuple[str, list[float]]]


@pytest.fixture(autouse=True)
def _face() -> None:
    for name, file in ((FACE, "400Regular"), (BOLD_FACE, "700Bold")):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, FONTS / f"AtkinsonHyperlegibleNext_{file}.ttf"))


def style(size: float = 10.0) -> Style:
    """Black, in the faces under test."""
    return Style(color=black, font_name=FACE, bold_font_name=BOLD_FACE, font_size=size, leading=size * 1.2)


def labels(*languages: str) -> dict[str, list[str]]:
    """All labels in one language, or in two."""
    return {key: [WORDS[language][place] for language in languages] for place, key in enumerate(KEYS)}


def pdf(drawing: Body | ruler.Ruler) -> bytes:
    """The drawing alone on a page."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=PAGE, invariant=1)
    drawing.paint(canvas)
    canvas.save()
    return file.getvalue()


def painted(drawing: Body | ruler.Ruler) -> Operators:
    """The operators the drawing paints, each with its numbers."""
    with pikepdf.open(BytesIO(pdf(drawing))) as opened:
        return [
            (str(operator), [float(number) for number in operands if isinstance(number, int | Decimal)])
            for operands, operator in pikepdf.parse_content_stream(opened.pages[0])
        ]


def picture(drawing: Body, scale: int = 4) -> Image.Image:
    """The drawing as grey pixels."""
    with pypdfium2.PdfDocument(pdf(drawing)) as document:
        return document[0].render(scale=scale).to_pil().convert("L")


def words(drawing: Body) -> str:
    """The words a reader finds in the drawing."""
    with pypdfium2.PdfDocument(pdf(drawing)) as document:
        return str(document[0].get_textpage().get_text_bounded())


@cache
def empty_picture() -> Image.Image:
    """The pixels of a figure without lumps and pain."""
    return picture(figure(505.0, {}, style()))


def newly_inked(**filled: Sequence[Lump] | Sequence[tuple[str, str]]) -> tuple[Body, list[float]]:
    """A figure, and the places across it, in points, where it has other ink than an empty one."""
    full = figure(505.0, {}, style(), **filled)
    changed = ImageChops.difference(empty_picture(), picture(full)).point(
        lambda grey: 255 if grey > 90 else 0
    )
    columns = changed.resize((changed.width, 1), Image.Resampling.BOX)
    return full, [x / 4 for x in range(columns.width) if columns.getpixel((x, 0))]


def breadth(curve: Curve, height: float) -> float:
    """The distance between the curve's outermost and innermost point at a height."""
    xs = [
        start[0]
        for start, end in pairwise(curve.traced())
        if min(start[1], end[1]) <= height <= max(start[1], end[1])
    ]
    return max(xs) - min(xs)


# --- The same adult ------------------------------------------------------------------------------


@pytest.mark.parametrize("outline", [outlines.BACK, outlines.FRONT], ids=["back", "front"])
def test_waist_and_hips_have_their_measures(outline: Curve) -> None:
    """The trunk is narrowest at the waist and broadest at the hips, as the survey measured women."""
    trunk = [(2 * x, y) for x, y in outline.traced() if y > -120.0]
    (waist, waist_height), (hips, hip_height) = min(trunk), max(trunk)
    assert (waist, hips) == pytest.approx((anatomy.WAIST_BREADTH, anatomy.HIP_BREADTH), abs=1.0)
    assert waist_height > anatomy.CREST_TOP > 0.0 > hip_height


def test_the_edge_of_the_hip_bone_runs_from_the_dimple_to_the_skin() -> None:
    """It begins 48 mm beside the midline, passes its measured points, and ends on the outline."""
    edge = outlines.CREST.traced()
    assert edge[0] == (anatomy.PSIS_FROM_MIDLINE, 0.0)
    assert anatomy.CREST_INNER in edge
    assert max(y for _, y in edge) == pytest.approx(anatomy.CREST_TOP, abs=1.0)
    assert edge[-1] in outlines.BACK.traced()


def test_the_spine_has_five_bars_on_the_midline() -> None:
    """Between the dimples and the upper end of the view, with the measured gap between two."""
    assert len(outlines.SPINE) == 5
    for (_, foot), (top, _) in pairwise(reversed(outlines.SPINE)):
        assert foot - top == pytest.approx(anatomy.INTERSPINOUS_GAP)
    assert outlines.SPINE[0][1] > 0.0
    assert (outlines.SPINE[1][0] + outlines.SPINE[1][1]) / 2 == pytest.approx(anatomy.L5_TIP)


@pytest.mark.parametrize("outline", [outlines.BACK, outlines.FRONT], ids=["back", "front"])
def test_the_legs_have_their_measures(outline: Curve) -> None:
    """Navel and knee stand at their heights; thigh and calf are as broad as their girths allow."""
    feet = min(y for _, y in outline.traced())
    (_, navel) = outlines.NAVEL.traced()[0]
    assert navel - feet == pytest.approx(980.0, abs=1.0)
    kneecap = [y for _, y in outlines.KNEECAP.traced()]
    assert min(kneecap) < feet + 449.0 < max(kneecap)
    calf = max(breadth(outline, y) for y in range(-620, -500, 5))
    assert calf == pytest.approx(anatomy.CALF_GIRTH / pi, rel=0.05)
    # A thigh is deeper than broad.
    assert 0.8 < breadth(outline, -160.0) / (anatomy.THIGH_GIRTH / pi) < 1.0


def test_both_legs_stand_apart() -> None:
    """The outline does not cross the midline, between the thighs is a gap, and the groin keeps off it."""
    for outline in (outlines.BACK, outlines.FRONT):
        assert min(x for x, _ in outline.traced()) >= 0.0
        assert min(x for x, y in outline.traced() if -600.0 < y < -200.0) > 10.0
    assert min(x for x, _ in outlines.GROIN_CREASE.traced()) > 20.0


def test_all_views_are_symmetric() -> None:
    """Everything drawn on one side of a view is drawn on the other."""
    drawing = figure(505.0, {}, style())
    points = {
        (round(x, 2), round(y, 2))
        for operator, values in painted(drawing)
        if operator in ("m", "c", "l")
        for x, y in zip(values[::2], values[1::2], strict=True)
    }
    for place in (drawing.layout.large, *(place for _, place in drawing.layout.whole)):
        middle, half = place.origin[0], outlines.HALF_BREADTH * place.scale + 2.0
        view = [(x - middle, y) for x, y in points if abs(x - middle) < half]
        assert len(view) > 200
        for x, y in view:
            assert any(abs(x + twin) < 0.03 and abs(y - level) < 0.03 for twin, level in view), (x, y)


# --- Where the pain goes -------------------------------------------------------------------------


@pytest.mark.parametrize("side", sample(["left", "right"]))
@pytest.mark.parametrize("place", sorted(outlines.PLACES))
def test_a_place_is_shaded_on_the_patients_side_in_each_view_that_shows_it(side: str, place: str) -> None:
    """The left is on the left of the back view and on the right of the front view."""
    drawing, columns = newly_inked(shaded=[(side, place)])
    seen = set()
    for view, transform in drawing.layout.whole:
        half = outlines.HALF_BREADTH * transform.scale
        asides = [x - transform.origin[0] for x in columns if abs(x - transform.origin[0]) <= half + 2.0]
        assert bool(asides) == (place in view.places)
        if asides:
            on_the_right = (side == "right") == view.from_behind
            assert (min(asides) > -1.0) if on_the_right else (max(asides) < 1.0)
        seen |= {transform.origin[0] + aside for aside in asides}
    assert seen == set(columns)


def test_shading_stays_on_the_skin() -> None:
    """With all places shaded nothing is inked outside the outlines."""
    drawing = figure(505.0, {}, style(), shaded=ALL_PLACES)
    changed = ImageChops.difference(picture(figure(505.0, {}, style())), picture(drawing))
    cover = ImageDraw.Draw(changed)
    for view, place in drawing.layout.whole:
        half = view.outline.traced()
        ring = [place(point) for point in (*half, *(mirrored(point) for point in reversed(half)))]
        cover.polygon([(x * 4, (PAGE[1] - y) * 4) for x, y in ring], fill=0, outline=0, width=6)
    assert sum(changed.point(lambda grey: 255 if grey > 90 else 0).histogram()[1:]) == 0


def test_places_do_not_cover_each_other() -> None:
    """Inside the outline two places of a view share edges at most."""
    for view in (outlines.FROM_BEHIND, outlines.FROM_THE_FRONT):
        skin = mask((*view.outline.traced(), (0.0, outlines.TOP)))
        assert sum(skin.histogram()[1:]) > 100_000
        regions = {
            name: ImageChops.logical_and(mask(place.traced()), skin) for name, place in view.places.items()
        }
        for (name, region), (other_name, other) in combinations(regions.items(), 2):
            common = sum(ImageChops.logical_and(region, other).histogram()[1:])
            assert common < 0.04 * sum(region.histogram()[1:]), (name, other_name)


def mask(ring: Sequence[Point]) -> Image.Image:
    """The inside of a ring, a pixel for a square millimetre."""
    image = Image.new("1", (260, 1120))
    ImageDraw.Draw(image).polygon([(x + 20.0, 190.0 - y) for x, y in ring], fill=1)
    return image


# --- Lumps ---------------------------------------------------------------------------------------


def lumps(side: str, sites: Sequence[str]) -> list[Lump]:
    """Lumps on one side, with the letters from A on."""
    return [Lump(letter, side, site) for letter, site in zip("ABCD", sites, strict=False)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("side", "width", "size"),
    [("right", 248.0, 10.0), pytest.param("left", 510.0, 16.0, marks=pytest.mark.every)],
)
def test_lumps_and_letters_never_touch(side: str, width: float, size: float) -> None:
    """Whatever four lumps are told on one side: ovals and letters keep apart, off labels, on that side."""
    for sites in combinations_with_replacement(outlines.SITES, 4):
        drawing = figure(width, labels("es"), style(size), lumps=lumps(side, sites))
        assert [mark.letter for mark in drawing.lumps] == list("ABCD")
        for lump, other in combinations(drawing.lumps, 2):
            assert not lump.touches(other), sites
            assert dist(lump.disc, other.disc) > lump.radius + other.radius + 1.0, sites
        middle = drawing.layout.large.origin[0]
        half = outlines.HALF_BREADTH * drawing.layout.large.scale
        for lump in drawing.lumps:
            aside = (lump.disc[0] - middle) * (1 if side == "right" else -1)
            assert 0.0 < aside < half, sites
            for other in drawing.lumps:
                aside = (lump.disc[0] - other.centre[0]) / (lump.radius + other.half_width)
                down = (lump.disc[1] - other.centre[1]) / (lump.radius + other.half_height)
                assert hypot(aside, down) > 1.0, sites
            # Where three lie between spine and crest, a letter may have to stand on a label.
            for label in (
                (*drawing.layout.labels, *drawing.layout.sides) if sites.count("beside-spine") < 3 else ()
            ):
                assert distance(lump.disc, label) > lump.radius, (sites, label.key)


def distance(point: Point, label: Label) -> float:
    """From a point to the nearest of a label."""
    x, y = point
    return dist(point, (min(max(x, label.left), label.right), min(max(y, label.bottom), label.top)))


@pytest.mark.parametrize("site", outlines.SITES)
def test_a_lump_lies_at_its_site_on_its_side(site: str) -> None:
    """A lone lump is centred on its site, left and right as reflections, with its letter close by."""
    drawing = figure(248.0, {}, style(), lumps=[Lump("A", "left", site), Lump("B", "right", site)])
    left, right = drawing.lumps
    large = drawing.layout.large
    assert left.centre == pytest.approx(large(mirrored(outlines.SITES[site])))
    assert right.centre == pytest.approx(large(outlines.SITES[site]))
    assert left.centre[0] < large.origin[0] < right.centre[0]
    for mark in drawing.lumps:
        assert dist(mark.disc, mark.centre) < 4 * mark.radius


def test_two_lumps_at_one_site_stand_beside_each_other() -> None:
    """The first is on the site, the second next to it."""
    first, second = figure(248.0, {}, style(), lumps=lumps("left", ["dimple", "dimple"])).lumps
    assert not first.touches(second)
    assert dist(first.centre, second.centre) < 2 * first.half_width + 3.0


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_lump_without_a_site_stands_in_the_margin_of_its_side(side: str) -> None:
    """Its letter is over its half of the large view, outside the body, and no oval is drawn."""
    drawing, columns = newly_inked(lumps=[Lump("C", side)])
    middle = drawing.layout.large.origin[0]
    half = outlines.HALF_BREADTH * drawing.layout.large.scale
    assert not drawing.lumps
    assert columns
    edges = (middle - half, middle) if side == "left" else (middle, middle + half)
    assert edges[0] - 1.0 < min(columns) < max(columns) < edges[1] + 1.0
    assert "C" in words(drawing)


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("size", [10.0, 16.0])
def test_letters_in_the_margin_leave_room_for_the_name_of_the_view(size: float, language: str) -> None:
    """Four on one side stand beside the name, which keeps off them."""
    width = 248.0 if size == 10.0 else 510.0
    drawing = figure(width, labels(language), style(size), lumps=[Lump(letter, "left") for letter in "ABCD"])
    title = next(label for label in drawing.layout.labels if label.key == "low-back")
    edge, _ = drawing.layout.margin["left"]
    assert title.left >= edge + 4 * 2 * 0.64 * size
    assert title.right <= drawing.layout.margin["right"][0]


def test_a_lump_without_a_side_is_not_drawn() -> None:
    """A site alone would be drawn on a side nobody told."""
    drawing = figure(248.0, {}, style(), lumps=[Lump("D"), Lump("E", None, "dimple")])
    assert pdf(drawing) == pdf(figure(248.0, {}, style()))


# --- Labels --------------------------------------------------------------------------------------


def boxes(layout: ViewLayout) -> list[tuple[str, float, float, float, float]]:
    """Key, left, bottom, right and top of each label, also of those that read upwards."""
    level = [
        (label.key, label.left, label.bottom, label.right, label.top)
        for label in (*layout.labels, *layout.sides)
    ]
    # Of the leading of an upright one its letters leave a part empty.
    upright = [
        (
            label.key,
            x - (label.height - 0.15 * label.style.font_size) / 2,
            y - label.width / 2,
            x + (label.height - 0.15 * label.style.font_size) / 2,
            y + label.width / 2,
        )
        for label, (x, y) in layout.upright_sides
    ]
    return level + upright


@pytest.mark.parametrize(
    ("width", "size", "languages"),
    # Two languages have the whole page.
    [
        *((*column, (language,)) for column in COLUMNS for language in WORDS),
        *((*column, pair) for column in COLUMNS[1:] for pair in (("es", "en"), ("it", "ca"))),
    ],
)
def test_labels_are_free_and_inside(width: float, size: float, languages: Sequence[str]) -> None:
    """No label meets another, a line of the body or the figure's edge; leaders end at what they name."""
    drawing = figure(width, labels(*languages), style(size))
    layout = drawing.layout
    assert len(boxes(layout)) == 10
    assert is_clear((*layout.labels, *layout.sides), layout.leaders)
    lines = [(place, curve) for view, place in layout.whole for curve in (view.outline, *view.lines)]
    lines += [(layout.large, curve) for curve in (outlines.CREST, outlines.RING, outlines.GLUTEAL_FOLD)]
    points = [
        place(side) for place, line in lines for point in line.traced() for side in (point, mirrored(point))
    ]
    for key, left, bottom, right, top in boxes(layout):
        assert -0.01 <= left < right <= width + 0.01, key
        assert -0.01 <= bottom < top <= drawing.height + 0.01, key
        assert not any(left < x < right and bottom < y < top for x, y in points), key


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize(("width", "size"), COLUMNS)
def test_left_and_right_are_named_at_each_view(width: float, size: float, language: str) -> None:
    """From behind the patient's left is on the left of the paper, from the front on its right."""
    layout = figure(width, labels(language), style(size)).layout
    sides = [
        (key, (left + right) / 2) for key, left, _, right, _ in boxes(layout) if key in ("left", "right")
    ]
    keys = [key for key, _ in sorted(sides, key=lambda side: side[1])]
    assert keys == ["left", "right", "left", "right", "left"]
    (_, behind), (_, front) = layout.whole
    xs = sorted(x for _, x in sides)
    middles = (layout.large.origin[0], behind.origin[0], front.origin[0])
    assert sorted([*xs, *middles]) == [xs[0], middles[0], xs[1], xs[2], middles[1], xs[3], middles[2], xs[4]]


@pytest.mark.parametrize("language", WORDS)
def test_a_side_stands_nearer_to_its_view_than_to_the_large_one(language: str) -> None:
    """Beside the low back's right stands the left of the body from behind: it must not seem to name it."""
    layout = figure(248.0, labels(language), style()).layout
    (_, behind), _ = layout.whole
    edge = layout.large((outlines.HALF_BREADTH, 0.0))[0]
    key, left, _, right, _ = min(
        (box for box in boxes(layout) if box[1] > edge),
        key=lambda box: box[1] if box[0] == "left" else 1000.0,
    )
    assert key == "left"
    assert left - edge > 5.0
    assert right - (behind.origin[0] - outlines.HALF_BREADTH * behind.scale) < 5.0


@pytest.mark.parametrize("language", WORDS)
def test_a_column_keeps_its_height(language: str) -> None:
    """The figure of a column is at most 135 pt high, empty or filled, and its low back 140 pt broad."""
    for marks in ([], [Lump("A", "left"), Lump("B", "right", "crest")]):
        drawing = figure(248.0, labels(language), style(), lumps=marks)
        assert 125.0 < drawing.height <= 135.0
        assert 2 * outlines.HALF_BREADTH * drawing.layout.large.scale > 140.0


def test_the_names_of_the_sides_are_bold() -> None:
    """They are what must not be read wrong."""
    with pikepdf.open(BytesIO(pdf(figure(248.0, labels("en"), style())))) as opened:
        fonts = opened.pages[0].Resources.Font
        assert any("Bold" in str(font.BaseFont) for font in fonts.values())


# --- For a fax, and the same each time ------------------------------------------------------------


def test_only_lines_a_fax_keeps_in_ink_and_paper() -> None:
    """No line is finer than 0.75 pt and there are no greys, filled or empty."""
    drawing = figure(
        248.0, labels("es"), style(), lumps=lumps("left", ["crest", "dimple"]), shaded=ALL_PLACES
    )
    operators = painted(drawing)
    assert min(values[0] for operator, values in operators if operator == "w") >= 0.75
    colours = {tuple(values) for operator, values in operators if operator in ("rg", "RG", "g", "G")}
    assert colours == {(0.0, 0.0, 0.0), (1.0, 1.0, 1.0)}


def test_the_order_of_what_is_shaded_does_not_matter() -> None:
    """The same places give the same bytes."""
    first, second = (
        figure(248.0, {}, style(), shaded=places)
        for places in (ALL_PLACES, [*reversed(ALL_PLACES), ALL_PLACES[0]])
    )
    assert pdf(first) == pdf(second)


# --- What it refuses ------------------------------------------------------------------------------


@pytest.mark.parametrize("shaded", [("left", "elbow"), ("middle", "knee")])
def test_an_unknown_place_or_side_is_an_error(shaded: tuple[str, str]) -> None:
    """What the body does not have cannot be shaded."""
    with pytest.raises(ValueError, match=" ".join(shaded)):
        figure(248.0, {}, style(), shaded=[shaded])


@pytest.mark.parametrize(("side", "site"), [("middle", "dimple"), ("left", "neck"), ("middle", None)])
def test_an_unknown_side_or_site_is_an_error(side: str, site: str | None) -> None:
    """A lump that could not be drawn is told at once."""
    with pytest.raises(ValueError, match=r"middle|neck"):
        Lump("A", side, site)


# --- The ruler -----------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [145.0, 248.0])
def test_the_bar_is_50_mm_with_a_stroke_each_centimetre(width: float) -> None:
    """Six strokes stand 10 mm apart, the outer ones longer; the bar runs from the first to the last."""
    drawing = ruler.figure(width, {"length": ["50\u00a0mm"]}, style())
    points = [values for operator, values in painted(drawing) if operator in ("m", "l")]
    bar, *strokes = zip(points[::2], points[1::2], strict=True)
    assert bar[1][0] - bar[0][0] == pytest.approx(50 * mm, abs=0.01)
    xs = [start[0] for start, _ in strokes]
    assert xs[0] == pytest.approx(bar[0][0])
    assert [end - start for start, end in pairwise(xs)] == pytest.approx([10 * mm] * 5, abs=0.01)
    lengths = [end[1] - start[1] for start, end in strokes]
    assert min(lengths[0], lengths[-1]) > max(lengths[1:-1])


@pytest.mark.parametrize(("width", "beside"), [(145.0, False), (248.0, True)])
def test_the_label_stands_free_of_the_bar(width: float, beside: bool) -> None:
    """Beside the bar where there is room, else above it; never outside the figure."""
    drawing = ruler.figure(width, {"length": ["50\u00a0mm"]}, style())
    assert drawing.label is not None
    assert drawing.label.right <= width
    assert 0.0 <= drawing.label.bottom < drawing.label.top <= drawing.height
    assert (drawing.label.left > 50 * mm) if beside else (drawing.label.bottom >= 10.0)


def test_a_column_narrower_than_the_bar_is_an_error() -> None:
    """The bar is never shortened, it would not be 50 mm."""
    with pytest.raises(ValueError, match="ruler"):
        ruler.figure(130.0, {"length": ["50\u00a0mm"]}, style())
