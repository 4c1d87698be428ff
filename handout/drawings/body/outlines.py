"""The body from the lower ribs to the feet, from behind and from the front, and the places of a pain on it.

Millimetres as in `anatomy`, the half on the right of the paper, to be reflected. The trunk is that of the
low back, so that all drawings show one body.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from handout.drawings import anatomy
from handout.drawings.curves import Curve, Point
from handout.drawings.low_back import outlines as low_back

# Height of the waist above the spines, as in the skin of the low back.
WAIST: Final = 94.0
FLOOR: Final = WAIST - anatomy.WAIST_HEIGHT
KNEE: Final = FLOOR + anatomy.KNEE_HEIGHT

# What the whole views show, and half of their greatest breadth.
TOP: Final = 176.0
HALF_BREADTH: Final = anatomy.HIP_BREADTH / 2

_CROTCH = (0.0, -120.0)

# Above the waist the flank is drawn further up than in the low back.
_FLANK: Final = ((163.5, TOP), (158.0, 145.0), (152.5, 116.0), *low_back.SKIN.points[1:])
# Down the outside of the leg; the calf's outer head stands higher than its inner one.
_OUTSIDE: Final = (
    (173.0, -150.0), (169.0, -205.0), (162.0, -270.0), (152.0, -340.0), (143.0, -395.0),
    (139.0, KNEE + 8.0), (137.0, -464.0), (141.5, -500.0), (146.0, -540.0), (143.5, -595.0),
    (132.0, -665.0), (122.0, -735.0), (117.5, -785.0),
)  # fmt: skip
# Up the inside.
_INSIDE: Final = (
    (62.5, -775.0), (56.5, -730.0), (46.5, -670.0), (34.5, -610.0), (29.5, -562.0), (33.5, -515.0),
    (41.0, -475.0), (38.0, KNEE), (36.5, -405.0), (31.0, -360.0), (19.5, -290.0), (10.0, -215.0),
    (4.5, -160.0), (2.2, -134.0), _CROTCH,
)  # fmt: skip
_HEEL: Final = (
    (120.0, -812.0), (120.0, -826.0), (116.5, -838.0), (124.0, -851.0), (137.0, -866.0), (141.0, -879.0),
    (132.0, FLOOR + 1.0), (116.0, FLOOR), (90.0, FLOOR), (68.0, FLOOR + 1.0), (60.0, -874.0),
    (60.5, -852.0), (63.0, -832.0), (58.5, -814.0), (60.0, -798.0),
)  # fmt: skip
_FOREFOOT: Final = (
    (119.5, -810.0), (121.0, -824.0), (127.0, -840.0), (143.0, -858.0), (155.0, -872.0), (154.0, -882.0),
    (142.0, FLOOR + 1.0), (110.0, FLOOR), (76.0, FLOOR + 1.0), (63.0, -880.0), (61.5, -866.0),
    (62.5, -842.0), (59.5, -822.0), (58.0, -812.0), (60.0, -798.0),
)  # fmt: skip

# Half of the outline, from the flank round the foot to the crotch.
BACK: Final = Curve((*_FLANK, *_OUTSIDE, *_HEEL, *_INSIDE))
FRONT: Final = Curve((*_FLANK, *_OUTSIDE, *_FOREFOOT, *_INSIDE))

# --- What lies inside the outline -----------------------------------------------------------------

CLEFT: Final = Curve((*low_back.CLEFT.points[:3], (0.4, -124.0)))
GLUTEAL_FOLD: Final = Curve(((4.0, -143.0), (14.0, -152.0), (40.0, -158.0), (78.0, -156.0), (112.0, -143.0)))
HOLLOW_OF_KNEE: Final = Curve(((58.0, KNEE + 1.0), (80.0, KNEE - 6.0), (112.0, KNEE + 3.0)))
TENDON_INSIDE: Final = Curve(((77.0, -755.0), (80.0, -800.0), (77.0, -838.0)))
TENDON_OUTSIDE: Final = Curve(((99.0, -755.0), (97.0, -800.0), (101.0, -838.0)))

NAVEL: Final = Curve(((0.0, WAIST - 6.0), (5.5, WAIST - 3.0), (7.0, WAIST + 4.0)))
LOWEST_RIB: Final = Curve(((42.0, TOP), (72.0, 150.0), (104.0, 131.0), (128.0, 124.0)))
GROIN_CREASE: Final = Curve(((118.0, 4.0), (92.0, -34.0), (55.0, -78.0), (22.0, -108.0), (6.0, -122.0)))
KNEECAP: Final = Curve(
    (
        (67.0, KNEE + 20.0), (64.0, KNEE), (72.0, KNEE - 21.0), (88.0, KNEE - 28.0), (104.0, KNEE - 20.0),
        (111.0, KNEE + 2.0), (108.0, KNEE + 20.0),
    )
)  # fmt: skip
TOES: Final = tuple(
    Curve(((x, FLOOR + 1.0), (x + lean, FLOOR + height)))
    for x, lean, height in ((89.0, -1.0, 17.0), (106.0, 0.5, 15.0), (121.0, 1.5, 13.0), (135.0, 2.5, 11.0))
)

# --- Where a pain goes ----------------------------------------------------------------------------

# Edges that two places share, or a place and a fine line, so that they are one line when both are drawn.
_ABOVE_KNEE: Final = tuple((x, KNEE + 49.0) for x in (0.0, 30.0, 88.0, 150.0, 185.0))
_BELOW_KNEE: Final = tuple((x, KNEE - 55.0) for x in (0.0, 30.0, 88.0, 150.0, 185.0))


def _ring(*points: Point) -> Curve:
    return Curve(points, closed=True)


_OUTER_HIP = _ring(
    (134.0, 30.0), (155.0, 36.0), (200.0, 38.0), (205.0, -60.0), (200.0, -136.0), (150.0, -132.0),
    (133.0, -105.0), (127.0, -40.0),
)  # fmt: skip
_KNEE = _ring(*_ABOVE_KNEE, (195.0, KNEE), *reversed(_BELOW_KNEE), (-10.0, KNEE))
_FOOT = _ring(
    (40.0, -824.0), (90.0, -818.0), (140.0, -824.0), (185.0, -855.0), (180.0, -910.0), (90.0, -920.0),
    (40.0, -910.0), (30.0, -860.0),
)  # fmt: skip

# The places by view, each reaching over the skin where the skin bounds it.
BACK_PLACES: Final[Mapping[str, Curve]] = {
    "buttock": _ring(
        (9.0, -82.0), (17.0, -58.0), (34.0, -30.0), (50.0, 4.0), (72.0, 26.0), (100.0, 28.0), (116.0, 6.0),
        (117.0, -45.0), (122.0, -100.0), (126.0, -132.0), *reversed(GLUTEAL_FOLD.points), (4.0, -124.0),
        (5.0, -104.0),
    ),
    "outer-hip": _OUTER_HIP,
    "thigh-back": _ring(
        (-4.0, -134.0), *GLUTEAL_FOLD.points, (138.0, -142.0), (190.0, -148.0), (195.0, -260.0),
        *reversed(_ABOVE_KNEE), (0.0, -280.0),
    ),
    "knee": _KNEE,
    "calf": _ring(
        *_BELOW_KNEE, (190.0, -560.0), (180.0, -730.0), (90.0, -736.0), (0.0, -730.0), (-5.0, -570.0)
    ),
    "foot": _FOOT,
}  # fmt: skip
FRONT_PLACES: Final[Mapping[str, Curve]] = {
    "lower-abdomen": _ring(
        (3.0, 78.0), (56.0, 78.0), (102.0, 72.0), (121.0, 40.0), *GROIN_CREASE.points, (3.0, -100.0),
        (3.0, -10.0),
    ),
    "groin": _ring(
        *GROIN_CREASE.points, (5.0, -150.0), (12.0, -168.0), (40.0, -160.0), (76.0, -134.0), (106.0, -94.0),
        (122.0, -50.0), (124.0, -16.0),
    ),
    "outer-hip": _OUTER_HIP,
    "thigh-front": _ring(
        (-4.0, -178.0), (12.0, -176.0), (42.0, -168.0), (80.0, -141.0), (110.0, -102.0), (128.0, -108.0),
        (146.0, -140.0), (190.0, -146.0), (195.0, -260.0), *reversed(_ABOVE_KNEE), (0.0, -280.0),
    ),
    "knee": _KNEE,
    "foot": _FOOT,
}  # fmt: skip

# --- Where a lump lies ----------------------------------------------------------------------------

_CREST_AT = 92.0

# Middle of a lump at each site.
SITES: Final[Mapping[str, Point]] = {
    "dimple": low_back.PSIS,
    "crest": (_CREST_AT, low_back.CREST.height_at(_CREST_AT)),
    "below-crest": (_CREST_AT, low_back.CREST.height_at(_CREST_AT) - anatomy.NODULES_BELOW_CREST * 0.7),
    "joint-line": low_back.JOINT_END,
    "beside-spine": (32.0, 82.0),
}

# --- The views ------------------------------------------------------------------------------------


class View(NamedTuple):
    """The right half of a view: its outline, the fine lines in it, and the places it shows."""

    outline: Curve
    lines: tuple[Curve, ...]
    places: Mapping[str, Curve]
    # Whether the patient's left is on the left of the paper.
    from_behind: bool


FROM_BEHIND: Final = View(
    BACK,
    (CLEFT, GLUTEAL_FOLD, HOLLOW_OF_KNEE, TENDON_INSIDE, TENDON_OUTSIDE),
    BACK_PLACES,
    from_behind=True,
)
FROM_THE_FRONT: Final = View(
    FRONT, (LOWEST_RIB, NAVEL, GROIN_CREASE, KNEECAP, *TOES), FRONT_PLACES, from_behind=False
)
PLACES: Final = frozenset(BACK_PLACES) | frozenset(FRONT_PLACES)
