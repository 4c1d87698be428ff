"""The low back from behind as curves: millimetres of the body, the right side, to be reflected.

What has a source is built from the measures of `anatomy`. All other points are schematic: they give bone and
nerve the look they have from behind and claim nothing. No canvas and no labels here.
"""

from collections.abc import Sequence
from math import cos, pi, radians, sin
from typing import Final, NamedTuple

from handout.drawings import anatomy
from handout.drawings.curves import Curve, Point, ellipse, symmetric

# What the drawing shows of the body, in millimetres.
TOP: Final = 128.0
BOTTOM: Final = -150.0

# The right posterior superior iliac spine, and the lower end of the sacroiliac joint.
PSIS: Final = (anatomy.PSIS_FROM_MIDLINE, 0.0)
JOINT_END: Final = (anatomy.JOINT_END_FROM_MIDLINE, -anatomy.JOINT_END_BELOW_PSIS)

# --- The hip bone ---------------------------------------------------------------------------------

CREST_TOP: Final = (108.0, anatomy.CREST_TOP)
_WIDEST = (anatomy.INTERCRISTAL_WIDTH / 2, 44.0)

# The upper edge, from the posterior superior iliac spine to the outermost point.
CREST: Final = Curve(
    (
        PSIS,
        (49.5, 14.0),
        (55.5, 29.0),
        anatomy.CREST_INNER,
        anatomy.CREST_OUTER,
        (95.0, 66.6),
        CREST_TOP,
        (122.0, 69.5),
        (133.5, 60.0),
        _WIDEST,
    )
)

# From the outermost point down past the hip joint to the ischial tuberosity, up along its inner edge, round
# the ischial spine between the two sciatic notches, to the end of the sacroiliac joint.
_BELOW_CREST: Final = (
    (138.6, 33.0), (134.5, 20.0), (128.0, 6.0), (120.5, -8.0), (113.5, -22.0), (108.8, -34.5),
    (108.3, -44.0), (112.0, -52.0), (115.5, -61.0), (116.0, -71.0), (112.5, -83.0), (104.0, -92.0),
    (93.5, -98.0), (87.8, -104.5), (87.0, -112.0), (88.5, -122.0), (86.0, -134.0), (79.0, -144.0),
    (70.0, -148.0), (62.5, -145.5), (58.0, -138.0), (57.5, -129.0), (60.5, -118.0), (63.0, -108.0),
    (62.0, -100.0), (57.0, -94.5), (50.5, -91.0), (47.0, -87.5), (50.0, -85.2), (58.0, -83.5),
    (66.0, -79.5), (71.5, -72.5), (73.0, -64.0), (69.5, -55.5), (62.0, -49.5), (53.0, -46.2),
    (44.0, -43.5),
)  # fmt: skip
_JOINT_TO_PSIS: Final = (JOINT_END, (39.5, -32.0), (43.0, -23.0), (42.5, -15.0), (45.5, -7.0))
HIP: Final = Curve((*CREST.points, *_BELOW_CREST, *_JOINT_TO_PSIS), closed=True)

# The lower lip of the crest, the rim of the hip joint, the upper edge of the tuberosity.
CREST_LIP: Final = Curve(((99.0, 57.0), (108.5, 60.5), (120.0, 58.5), (128.0, 51.0), (131.5, 41.0)))
SOCKET: Final = Curve(((112.0, -52.0), (106.0, -58.5), (103.5, -68.0), (103.8, -79.5), (107.0, -89.5)))
TUBEROSITY: Final = Curve(((60.5, -125.0), (67.0, -118.0), (77.0, -115.5), (86.5, -118.5)))

# The pubic bone, far behind the rest, and the hole it encloses with the ischium.
PUBIS: Final = Curve(
    (
        (2.0, -97.0), (16.0, -95.5), (32.0, -90.0), (47.0, -80.0), (66.0, -66.0), (84.0, -90.0),
        (76.0, -130.0), (66.0, -147.0), (54.0, -146.5), (38.0, -140.0), (23.0, -131.5), (11.0, -125.5),
        (2.0, -124.0), (1.2, -111.0),
    ),
    closed=True,
)  # fmt: skip
OBTURATOR: Final = Curve(
    (
        (21.0, -107.0), (31.0, -101.0), (44.0, -98.0), (56.0, -99.0), (66.0, -110.0), (62.0, -128.0),
        (51.0, -132.0), (37.0, -126.5), (25.0, -117.5),
    ),
    closed=True,
)  # fmt: skip

# --- Sacrum and coccyx ----------------------------------------------------------------------------

_BASE = 24.0
_HALF_BASE = anatomy.SACRUM_WIDTH / 2
_TIP = _BASE - anatomy.SACRUM_HEIGHT

SACRUM: Final = symmetric(
    (
        (0.0, 20.0), (7.0, 21.0), (11.5, 25.5), (14.0, 31.5), (17.5, 34.5), (21.0, 32.0), (23.5, 27.0),
        (30.0, 25.5), (41.0, 26.0), (_HALF_BASE, 21.0), (53.0, 5.0), (46.0, -20.0), JOINT_END,
        (37.0, -48.0), (34.0, -57.0), (30.0, -65.0), (22.0, -70.0), (14.5, -75.0), (9.0, _TIP + 1),
        (0.0, _TIP - 1.0),
    )
)  # fmt: skip

COCCYX: Final = symmetric(
    (
        (0.0, -79.0), (8.0, -79.8), (11.0, -82.5), (7.8, -86.8), (6.6, -90.5), (7.0, -94.0),
        (5.0, -97.5), (4.8, -101.5), (3.0, -106.5), (0.0, -109.0),
    )
)  # fmt: skip
COCCYX_JOINTS: Final = tuple(
    Curve(((-half, y), (0.0, y - 1.2), (half, y))) for half, y in ((7.4, -88.0), (5.4, -97.5))
)

# Second to fourth are schematic, see `anatomy.FIRST_FORAMEN`.
_FORAMINA = ((anatomy.FIRST_FORAMEN, 8.0), (20.5, -13.0), (18.0, -32.0), (16.0, -49.0))
FORAMINA: Final = tuple(
    ellipse(centre, 3.6 - 0.35 * place, 3.0 - 0.25 * place) for place, centre in enumerate(_FORAMINA)
)

TUBERCLES: Final = tuple(
    ellipse((0.0, y), 3.0, half)
    for y, half in ((12.5, 4.6), (anatomy.S2_TUBERCLE - 2.0, 5.6), (-19.5, 6.0), (-38.0, 5.6))
)
HIATUS: Final = Curve(((-6.0, -73.0), (-5.0, -63.0), (0.0, -53.5), (5.0, -63.0), (6.0, -73.0)))

# --- The lumbar spine -----------------------------------------------------------------------------


class Vertebra(NamedTuple):
    """A lumbar vertebra from behind: top and foot of its spinous process, reach of its transverse process."""

    top: float
    foot: float
    reach: float

    def process(self) -> Curve:
        """The spinous process, whose tip is felt under the skin."""
        height = self.top - self.foot
        return symmetric(
            (
                (0.0, self.top),
                (2.4, self.top - 0.12 * height),
                (3.0, self.top - 0.5 * height),
                (4.8, self.foot + 0.2 * height),
                (3.2, self.foot + 0.02 * height),
                (0.0, self.foot),
            )
        )

    def arch(self) -> Curve:
        """The arch with its joint processes and transverse processes."""
        y, reach = self.top, self.reach
        return symmetric(
            (
                (0.0, y + 3.0), (6.0, y + 4.0), (10.5, y + 8.0), (13.0, y + 14.0), (16.5, y + 17.0),
                (20.5, y + 14.5), (21.5, y + 9.0), (25.0, y + 6.8), (reach - 8.0, y + 9.0),
                (reach - 1.8, y + 9.2), (reach, y + 5.8), (reach - 3.5, y + 2.6), (27.0, y + 0.6),
                (21.0, y - 2.0), (17.2, y - 7.0), (16.2, y - 12.0), (18.0, y - 17.5), (16.8, y - 23.0),
                (12.8, y - 24.5), (9.6, y - 20.5), (7.6, y - 14.5), (3.6, y - 11.5), (0.0, y - 11.0),
            )
        )  # fmt: skip

    def body(self) -> Curve:
        """The side of the body, which alone is seen beside the arch."""
        y, half = self.top, anatomy.L5_BODY_WIDTH / 2
        return Curve(
            (
                (half - 8.0, y + 9.5), (half - 3.0, y + 9.5), (half - 0.5, y + 8.0), (half - 2.6, y - 2.0),
                (half - 0.5, y - 13.0), (half - 3.0, y - 14.5), (half - 8.0, y - 14.5),
            )
        )  # fmt: skip


def _vertebrae() -> tuple[Vertebra, ...]:
    half_body = anatomy.L5_BODY_WIDTH / 2
    l5_top = anatomy.L5_TIP + anatomy.L5_PROCESS_HEIGHT / 2
    l4_foot = l5_top + anatomy.INTERSPINOUS_GAP
    l4_top = l4_foot + anatomy.L4_PROCESS_HEIGHT
    l3_foot = l4_top + anatomy.INTERSPINOUS_GAP
    return (
        Vertebra(l5_top, l5_top - anatomy.L5_PROCESS_HEIGHT, half_body + anatomy.L5_TRANSVERSE_LENGTH),
        Vertebra(l4_top, l4_foot, half_body + anatomy.L4_TRANSVERSE_LENGTH),
        Vertebra(l3_foot + anatomy.L3_PROCESS_HEIGHT, l3_foot, half_body + anatomy.L3_TRANSVERSE_LENGTH),
    )


# Fifth, fourth and third lumbar vertebra.
VERTEBRAE: Final = _vertebrae()

# --- The zone of the nodules ----------------------------------------------------------------------


def _along_crest(xs: Sequence[float], offset: float) -> tuple[Point, ...]:
    return tuple((x, CREST.height_at(x) + offset) for x in xs)


# Over and beside the spine, along the crest to about 5 cm below it, down the line of the joint.
ZONE: Final = Curve(
    (
        *_along_crest((105.0,), 5.0),
        (111.5, 66.0), (111.5, 52.0), (106.5, 34.0),
        *_along_crest((97.0, 84.0, 71.0), -anatomy.NODULES_BELOW_CREST),
        (61.0, -18.0), (53.0, -36.0), (43.5, -44.5), (35.5, -42.0), (31.0, -28.0), (32.5, -5.0), (38.0, 14.0),
        (46.0, 30.0),
        *_along_crest((58.0, 74.0, 90.0), 9.0),
    ),
    closed=True,
)  # fmt: skip


def _slanted(centre: Point, half_length: float, half_width: float, *, slant: float) -> Curve:
    """An oval whose long axis rises by *slant* degrees."""
    (x, y), c, s = centre, cos(radians(slant)), sin(radians(slant))
    ends = ((half_length * cos(step * pi / 4), half_width * sin(step * pi / 4)) for step in range(8))
    return Curve(tuple((x + a * c - b * s, y + a * s + b * c) for a, b in ends), closed=True)


# The nodule drawn as an example, beside the spine, along the crest.
NODULE: Final = _slanted((67.0, 12.0), anatomy.NODULE_LENGTH / 2, anatomy.NODULE_WIDTH / 2, slant=48.0)

# --- The cluneal nerves ---------------------------------------------------------------------------


class Nerve(NamedTuple):
    """A branch from its beginning to its end, and the twig that leaves it."""

    branch: Curve
    twig: Curve


def _superior(
    crossing: float, before: Sequence[Point], after: Sequence[Point], twig: Sequence[Point]
) -> Nerve:
    """A branch that crosses the crest *crossing* mm from the midline; its way there and on is schematic."""
    passage = (crossing, CREST.height_at(crossing))
    return Nerve(Curve((*before, passage, *after)), Curve((after[0], *twig)))


def _middle(foramen: Point, below_psis: float) -> Nerve:
    """A branch out of *foramen* that passes the ligament *below_psis*; the rest of its way is schematic."""
    passage = (anatomy.MIDDLE_CLUNEAL_FROM_MIDLINE, -below_psis)
    (x, y), (start_x, start_y) = passage, foramen
    fork = (x + 10.0, y - 4.5)
    return Nerve(
        Curve(
            (
                foramen,
                ((start_x + x) / 2 - 1.5, (start_y + y) / 2 - 2.0),
                passage,
                fork,
                (x + 28.0, y - 6.0),
            )
        ),
        Curve((fork, (x + 17.5, y - 10.0), (x + 24.0, y - 16.5))),
    )


_MEAN, _DEVIATION = anatomy.SUPERIOR_CLUNEAL, anatomy.SUPERIOR_CLUNEAL_DEVIATION
# From the midline outwards.
SUPERIOR: Final = (
    _superior(
        _MEAN - _DEVIATION,
        before=((46.0, 65.0), (50.5, 49.0)),
        after=((60.5, 13.0), (61.5, -5.0)),
        twig=((65.5, 2.0), (71.0, -6.0)),
    ),
    _superior(
        _MEAN,
        before=((52.0, 79.0), (57.5, 61.0)),
        after=((72.0, 20.0), (77.5, -4.0)),
        twig=((79.0, 9.0), (87.5, -1.0)),
    ),
    _superior(
        _MEAN + _DEVIATION,
        before=((64.0, 67.5), (68.0, 59.5)),
        after=((84.0, 29.0), (95.0, 4.0)),
        twig=((93.0, 19.0), (104.0, 9.0)),
    ),
)
MIDDLE: Final = tuple(map(_middle, _FORAMINA[:3], anatomy.MIDDLE_CLUNEAL))

# --- The skin -------------------------------------------------------------------------------------

SKIN: Final = Curve(
    (
        (155.5, 116.0),
        (anatomy.WAIST_BREADTH / 2, 94.0),
        (152.0, 76.0),
        (158.0, 54.0),
        (166.0, 24.0),
        (172.5, -12.0),
        (176.0, -50.0),
        (anatomy.HIP_BREADTH / 2, -88.0),
        (175.5, -114.0),
    )
)

# The cleft reaches up to S3 or S4; it is begun at the tip of the sacrum so as not to run through the bone.
CLEFT: Final = Curve(((7.0, -83.0), (2.0, -95.0), (0.6, -108.0), (0.6, -114.0)))
