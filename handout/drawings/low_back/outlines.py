"""The low back from behind as curves: millimetres of the body, the right side, to be reflected.

Built from the measures of `anatomy`; no canvas and no labels here.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from handout.drawings import anatomy
from handout.drawings.curves import Curve, Point, ellipse, symmetric

# What the drawing shows of the body, in millimetres.
TOP: Final = 116.0
BOTTOM: Final = -114.0

# The right posterior superior iliac spine, and the lower end of the sacroiliac joint.
PSIS: Final = (anatomy.PSIS_FROM_MIDLINE, 0.0)
JOINT_END: Final = (anatomy.JOINT_END_FROM_MIDLINE, -anatomy.JOINT_END_BELOW_PSIS)

_TOP_OF_CREST = (108.0, anatomy.CREST_TOP)
_WIDEST = anatomy.INTERCRISTAL_WIDTH / 2

# The upper edge of the right hip bone, from the posterior superior iliac spine to its outermost point.
CREST: Final = Curve(
    (
        PSIS,
        (49.5, 14.0),
        (55.5, 29.0),
        anatomy.CREST_INNER,
        anatomy.CREST_OUTER,
        (95.0, 66.6),
        _TOP_OF_CREST,
        (122.0, 69.5),
        (133.5, 60.0),
        (_WIDEST, 44.0),
    )
)

# The front edge of the wing, seen past the crest.
ILIUM_FRONT: Final = Curve(
    ((_WIDEST, 44.0), (138.5, 24.0), (131.0, 0.0), (123.0, -22.0), (117.0, -42.0), (114.0, -60.0))
)

# The lower lip of the crest.
CREST_LIP: Final = Curve(
    (
        (57.0, 8.0), (62.0, 21.0), (70.5, 33.0), (84.0, 45.5), (97.0, 56.0),
        (108.5, 60.5), (120.0, 58.5), (128.0, 51.0), (131.0, 42.0),
    )
)  # fmt: skip

# From the spine down along the sacroiliac joint, and the greater sciatic notch.
ILIUM_FOOT: Final = Curve(
    (
        PSIS,
        (46.0, -9.0),
        (41.0, -24.0),
        JOINT_END,
        (45.0, -44.5),
        (57.0, -47.5),
        (68.0, -56.0),
        (74.0, -70.0),
        (75.0, -86.0),
    )
)

_BASE = 24.0
_HALF_BASE = anatomy.SACRUM_WIDTH / 2

SACRUM_TOP: Final = Curve(
    (
        (-_HALF_BASE, 20.0), (-40.0, 25.0), (-28.0, 25.5), (-13.0, 22.0), (0.0, 21.0),
        (13.0, 22.0), (28.0, 25.5), (40.0, 25.0), (_HALF_BASE, 20.0),
    )
)  # fmt: skip

SACRUM_SIDE: Final = Curve(
    (
        JOINT_END,
        (37.0, -48.0),
        (31.0, -59.0),
        (20.0, -68.0),
        (11.0, -76.0),
        (0.0, _BASE - anatomy.SACRUM_HEIGHT),
    )
)

# Second to fourth are drawn, see `anatomy.FIRST_FORAMEN`.
FORAMINA: Final = tuple(
    ellipse(centre, 3.4, 3.0)
    for centre in ((anatomy.FIRST_FORAMEN, 8.0), (20.5, -13.0), (18.0, -32.0), (16.0, -49.0))
)

TUBERCLES: Final = tuple(ellipse((0.0, y), 2.6, 5.5) for y in (anatomy.S2_TUBERCLE, -21.0, -40.0))

SKIN: Final = Curve(
    (
        (155.5, TOP),
        (anatomy.WAIST_BREADTH / 2, 94.0),
        (152.0, 76.0),
        (158.0, 54.0),
        (166.0, 24.0),
        (172.5, -12.0),
        (176.0, -50.0),
        (anatomy.HIP_BREADTH / 2, -88.0),
        (175.5, BOTTOM),
    )
)

# The cleft reaches up to S3 or S4; it is begun at the tip of the sacrum so as not to run through the bone.
CLEFT: Final = Curve(((7.0, -83.0), (2.0, -95.0), (0.6, -108.0), (0.6, BOTTOM)))


class Vertebra(NamedTuple):
    """A lumbar vertebra from behind: top and foot of its spinous process, reach of its transverse process."""

    top: float
    foot: float
    reach: float

    def process(self) -> Curve:
        """The spinous process, whose tip is felt under the skin."""
        third = (self.top - self.foot) / 3
        return symmetric(
            ((0.0, self.top), (3.2, self.top - third), (4.6, self.foot + third / 2), (0.0, self.foot))
        )

    def arch(self) -> Curve:
        """The arch with its processes."""
        y = self.top
        return symmetric(
            (
                (0.0, y + 5), (8.0, y + 5), (13.0, y + 12), (19.0, y + 11), (22.0, y + 6),
                (self.reach - 4, y + 8.5), (self.reach, y + 5.0), (self.reach - 4, y), (24.0, y - 2),
                (17.5, y - 8), (18.0, y - 17), (14.5, y - 22), (9.5, y - 18), (5.0, y - 13), (0.0, y - 12),
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


def _along_crest(xs: Sequence[float], offset: float) -> tuple[Point, ...]:
    return tuple((x, CREST.height_at(x) + offset) for x in xs)


# Where the nodules lie: below the crest, inside this edge, both of whose ends are on the crest.
NODULES_EDGE: Final = Curve(
    (
        *_along_crest((105.0,), 0.0),
        (110.0, 52.0), (107.0, 36.0),
        *_along_crest((98.0, 84.0, 70.0, 60.0, 53.0), -anatomy.NODULES_BELOW_CREST),
        (47.5, -38.0), (39.0, -43.0), (32.0, -30.0), (32.5, 0.0), (39.0, 17.0),
        *_along_crest((53.5,), 0.0),
    ),
)  # fmt: skip

# The nodule drawn as an example, lying crosswise.
NODULE: Final = ellipse((71.0, 13.0), anatomy.NODULE_LENGTH / 2, anatomy.NODULE_WIDTH / 2)

_INNER, _OUTER = anatomy.SUPERIOR_CLUNEAL
# Corners of the zone where the superior cluneal nerves cross the crest.
SUPERIOR: Final = (
    *_along_crest([_INNER + step * (_OUTER - _INNER) / 6 for step in range(7)], 14.0),
    *_along_crest([_OUTER - step * (_OUTER - _INNER) / 6 for step in range(7)], -19.0),
)

_MIDDLE = anatomy.MIDDLE_CLUNEAL_FROM_MIDLINE
_NEAR, _FAR = anatomy.MIDDLE_CLUNEAL
# Corners of the zone of the middle cluneal nerves.
MIDDLE: Final = (
    (_MIDDLE - 6.0, -_NEAR),
    (_MIDDLE + 6.0, -_NEAR),
    (_MIDDLE + 6.0, -_FAR),
    (_MIDDLE - 6.0, -_FAR),
)
