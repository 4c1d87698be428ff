"""The body from the lower ribs to the feet, from behind and from the front, and the places of a pain on it.

Millimetres as in `anatomy`, the half on the right of the paper, to be reflected. All views are one adult of
these measures; what they do not give is drawn.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from handout.drawings import anatomy
from handout.drawings.curves import Curve, Point, ellipse

# The height of the waist was measured at the navel.
NAVEL_HEIGHT: Final = 94.0
FLOOR: Final = NAVEL_HEIGHT - anatomy.WAIST_HEIGHT
KNEE: Final = FLOOR + anatomy.KNEE_HEIGHT

# What the whole views show, and half of their greatest breadth.
TOP: Final = 176.0
HALF_BREADTH: Final = anatomy.HIP_BREADTH / 2

# --- The outline: from the flank down the outside, round the foot, up the inside --------------------

_HALF_WAIST = anatomy.WAIST_BREADTH / 2

# The edge of the hip bone as it shows on the skin ends here, where the flank gives way to the hip.
CREST_END: Final = (156.0, 60.0)
_TRUNK: Final = (
    (160.5, TOP), (155.0, 148.0), (151.2, 124.0), (_HALF_WAIST, 102.0), (151.5, 82.0), CREST_END,
    (163.0, 36.0), (170.0, 5.0), (175.0, -32.0), (HALF_BREADTH, -70.0), (176.5, -104.0), (174.0, -142.0),
)  # fmt: skip
# The calf is fullest higher on the outside than on the inside; of the ankle it is the other way round.
_OUTSIDE: Final = (
    (170.0, -190.0), (164.5, -245.0), (157.0, -305.0), (149.0, -362.0), (143.5, -405.0), (141.0, KNEE),
    (140.8, -466.0), (143.5, -496.0), (147.2, -530.0), (147.5, -562.0), (143.5, -612.0), (135.0, -670.0),
    (126.0, -728.0), (119.5, -772.0), (117.5, -800.0),
)  # fmt: skip
_INSIDE: Final = (
    (58.5, -776.0), (54.5, -740.0), (46.5, -692.0), (37.0, -636.0), (31.5, -588.0), (31.5, -552.0),
    (36.0, -510.0), (39.0, -474.0), (37.5, -438.0), (33.5, -396.0), (28.5, -340.0), (22.0, -272.0),
    (15.5, -212.0), (11.0, -176.0),
)  # fmt: skip
_HEEL: Final = (
    (119.0, -820.0), (120.0, -838.0), (128.0, -854.0), (138.0, -868.0), (139.5, -880.0),
    (130.0, FLOOR + 0.5), (112.0, FLOOR), (90.0, FLOOR), (70.0, FLOOR + 0.5), (61.5, -877.0),
    (60.0, -856.0), (60.5, -832.0), (58.0, -812.0),
)  # fmt: skip
_FOREFOOT: Final = (
    (119.5, -820.0), (126.0, -839.0), (142.0, -858.0), (153.0, -872.0), (152.5, -882.0),
    (142.0, FLOOR + 0.5), (110.0, FLOOR), (78.0, FLOOR + 0.5), (64.0, -881.0), (60.5, -866.0),
    (61.0, -842.0), (58.0, -812.0),
)  # fmt: skip

# Where the cleft parts into the folds under the buttocks, and the thighs begin.
_BELOW_CLEFT = (5.0, -145.0)
BACK: Final = Curve((*_TRUNK, *_OUTSIDE, *_HEEL, *_INSIDE, (8.0, -158.0), _BELOW_CLEFT, (0.0, -134.0)))
FRONT: Final = Curve((*_TRUNK, *_OUTSIDE, *_FOREFOOT, *_INSIDE, (8.0, -154.0), (4.0, -134.0), (0.0, -122.0)))

# What the low back shows of it: the flank and hip, and where the thighs meet.
FLANK: Final = Curve((*_TRUNK, _OUTSIDE[0]))
BETWEEN_THIGHS: Final = Curve((*_INSIDE[-2:], (8.0, -158.0), _BELOW_CLEFT, (0.0, -134.0)))

# --- What lies inside the outline -----------------------------------------------------------------

# Both reflected; close to the midline they are one line.
CLEFT: Final = Curve(((8.0, -66.0), (3.0, -78.0), (0.6, -92.0), (0.3, -110.0), (0.3, -134.0)))
GLUTEAL_FOLD: Final = Curve(
    (
        (0.3, -128.0), (1.5, -137.0), _BELOW_CLEFT, (17.0, -154.5), (40.0, -160.5), (68.0, -160.0),
        (97.0, -151.0), (120.0, -134.0),
    )
)  # fmt: skip
HOLLOW_OF_KNEE: Final = Curve(
    ((60.0, KNEE + 6.0), (72.0, KNEE - 2.0), (94.0, KNEE - 5.0), (117.0, KNEE + 1.0))
)
# Where the two heads of the calf end and turn to the heel.
CALF: Final = (
    Curve(((46.0, -612.0), (50.0, -640.0), (60.0, -664.0), (74.0, -682.0))),
    Curve(((131.0, -600.0), (128.0, -626.0), (119.0, -648.0), (104.0, -664.0))),
)

NAVEL: Final = ellipse((0.0, NAVEL_HEIGHT), 5.0, 8.0)
LOWEST_RIB: Final = Curve(((46.0, TOP), (66.0, 152.0), (94.0, 133.0), (122.0, 124.0)))
# From inside the front point of the hip bone; it fades before the midline.
GROIN_CREASE: Final = Curve(((124.0, 8.0), (104.0, -24.0), (74.0, -60.0), (46.0, -86.0), (24.0, -101.0)))
KNEECAP: Final = Curve(
    (
        (66.0, KNEE + 22.0), (61.5, KNEE + 2.0), (67.0, KNEE - 20.0), (88.0, KNEE - 31.0),
        (109.0, KNEE - 20.0), (114.5, KNEE + 2.0), (110.0, KNEE + 22.0),
    )
)  # fmt: skip
TOES: Final = tuple(
    Curve(((x, FLOOR + 1.0), (x + lean, FLOOR + height)))
    for x, lean, height in ((89.0, -1.0, 17.0), (106.0, 0.5, 15.0), (121.0, 1.5, 13.0), (135.0, 2.5, 11.0))
)

# --- The bones under the skin of the low back -----------------------------------------------------

DIMPLE: Final = (anatomy.PSIS_FROM_MIDLINE, 0.0)
DIMPLE_RADIUS: Final = 6.5
RING: Final = ellipse(DIMPLE, DIMPLE_RADIUS, DIMPLE_RADIUS)
CREST_TOP: Final = (108.0, anatomy.CREST_TOP)
CREST: Final = Curve(
    (
        DIMPLE, (50.0, 15.0), (55.5, 29.0), anatomy.CREST_INNER, (80.0, 56.0), (94.0, 66.6), CREST_TOP,
        (124.0, 72.0), (141.0, 67.5), CREST_END,
    )
)  # fmt: skip
# From the top of one crest to that of the other.
CREST_LINE: Final = Curve(((-CREST_TOP[0], CREST_TOP[1]), CREST_TOP))
# Where the joint of sacrum and hip bone ends below.
_JOINT_END = (anatomy.JOINT_END_FROM_MIDLINE, -anatomy.JOINT_END_BELOW_PSIS)


def _spine() -> tuple[tuple[float, float], ...]:
    """Top and foot of the processes one feels: of the sacrum the first, of the loins the fifth to second."""
    half = anatomy.L5_PROCESS_HEIGHT / 2
    processes = [(anatomy.L5_TIP + half, anatomy.L5_TIP - half)]
    for height in (anatomy.L4_PROCESS_HEIGHT, anatomy.L3_PROCESS_HEIGHT, anatomy.L3_PROCESS_HEIGHT):
        foot = processes[-1][0] + anatomy.INTERSPINOUS_GAP
        processes.append((foot + height, foot))
    top = processes[0][1] - anatomy.INTERSPINOUS_GAP
    return ((top, top - anatomy.L5_PROCESS_HEIGHT), *processes)


SPINE: Final = _spine()

# --- Where a pain goes ----------------------------------------------------------------------------

# Edges that two places share, or a place and a fine line, so that they are one line when both are drawn.
_ABOVE_KNEE: Final = tuple((x, KNEE + 49.0) for x in (0.0, 30.0, 88.0, 150.0, 185.0))
_BELOW_KNEE: Final = tuple((x, KNEE - 55.0) for x in (0.0, 30.0, 88.0, 150.0, 185.0))
_FOLD: Final = GLUTEAL_FOLD.points[2:]
# The crease, and on to the thighs.
_GROIN: Final = (*GROIN_CREASE.points, (9.0, -112.0))


def _ring(*points: Point) -> Curve:
    return Curve(points, closed=True)


_OUTER_HIP = _ring(
    (134.0, 30.0), (155.0, 36.0), (200.0, 38.0), (205.0, -60.0), (200.0, -136.0), (150.0, -132.0),
    (133.0, -105.0), (129.0, -40.0),
)  # fmt: skip
_KNEE = _ring(*_ABOVE_KNEE, (195.0, KNEE), *reversed(_BELOW_KNEE), (-10.0, KNEE))
_FOOT = _ring(
    (40.0, -824.0), (90.0, -818.0), (140.0, -824.0), (185.0, -855.0), (180.0, -910.0), (90.0, -920.0),
    (40.0, -910.0), (30.0, -860.0),
)  # fmt: skip

# The places by view, each reaching over the skin where the skin bounds it.
BACK_PLACES: Final[Mapping[str, Curve]] = {
    "buttock": _ring(
        (9.0, -80.0), (17.0, -58.0), (34.0, -30.0), (50.0, 4.0), (72.0, 26.0), (100.0, 28.0), (116.0, 6.0),
        (118.0, -45.0), (122.0, -95.0), (124.0, -122.0), *reversed(_FOLD), (3.5, -124.0), (4.5, -104.0),
    ),
    "outer-hip": _OUTER_HIP,
    "thigh-back": _ring(
        (-4.0, -142.0), *_FOLD, (138.0, -142.0), (190.0, -148.0), (195.0, -260.0), *reversed(_ABOVE_KNEE),
        (0.0, -280.0),
    ),
    "knee": _KNEE,
    "calf": _ring(
        *_BELOW_KNEE, (190.0, -560.0), (180.0, -730.0), (90.0, -736.0), (0.0, -730.0), (-5.0, -570.0)
    ),
    "foot": _FOOT,
}  # fmt: skip
FRONT_PLACES: Final[Mapping[str, Curve]] = {
    "lower-abdomen": _ring(
        (3.0, 78.0), (56.0, 78.0), (102.0, 72.0), (124.0, 42.0), *_GROIN, (3.0, -96.0), (3.0, -10.0)
    ),
    "groin": _ring(
        *_GROIN, (5.0, -150.0), (12.0, -168.0), (40.0, -160.0), (76.0, -134.0), (108.0, -94.0),
        (124.0, -50.0), (128.0, -14.0),
    ),
    "outer-hip": _OUTER_HIP,
    "thigh-front": _ring(
        (-4.0, -178.0), (12.0, -176.0), (42.0, -168.0), (80.0, -141.0), (112.0, -102.0), (128.0, -108.0),
        (146.0, -140.0), (190.0, -146.0), (195.0, -260.0), *reversed(_ABOVE_KNEE), (0.0, -280.0),
    ),
    "knee": _KNEE,
    "foot": _FOOT,
}  # fmt: skip

# --- Where a lump lies ----------------------------------------------------------------------------

_CREST_AT = 92.0

# Middle of a lump at each site.
SITES: Final[Mapping[str, Point]] = {
    "dimple": DIMPLE,
    "crest": (_CREST_AT, CREST.height_at(_CREST_AT)),
    "below-crest": (_CREST_AT, CREST.height_at(_CREST_AT) - anatomy.NODULES_BELOW_CREST * 0.7),
    "joint-line": _JOINT_END,
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
    (CLEFT, GLUTEAL_FOLD, HOLLOW_OF_KNEE, *CALF),
    BACK_PLACES,
    from_behind=True,
)
FROM_THE_FRONT: Final = View(
    FRONT, (LOWEST_RIB, NAVEL, GROIN_CREASE, KNEECAP, *TOES), FRONT_PLACES, from_behind=False
)
PLACES: Final = frozenset(BACK_PLACES) | frozenset(FRONT_PLACES)
