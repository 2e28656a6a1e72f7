# SPDX-License-Identifier: GPL-3.0-or-later
"""From where figures are seen and how they are framed. No Blender here.

Azimuth 0 looks at the person from in front, 90 from the asked side (in degrees); elevation from
above is positive. A picture shows a circle; what matters lies inside it, eyes never do unless the
face is turned away.
"""

from dataclasses import dataclass

Offset = tuple[float, float, float]


@dataclass(frozen=True)
class Seen:
    """A camera around the asked joint: `offset` (outwards, forwards, upwards, cm) of what it looks
    at, half the picture's width there (cm)."""

    azimuth: float
    elevation: float
    half_width: float
    offset: Offset = (0.0, 0.0, 0.0)


ASKED_BONE = {
    "knee": "lowerleg01.L",
    "shoulder": "upperarm01.L",
    "neck": "neck02",
    "back": "spine03",
}

KNEE_WIDTH, SHOULDER_WIDTH, NECK_WIDTH, BACK_WIDTH = 29.0, 25.0, 24.0, 45.0
BELOW_EYES = {
    "overhead": -7.5,
    "behind_head": -6.5,
    "front_raise": -9.5,
    "across": -6,
    "shrugged": -5.5,
}
"""Where the shoulder or the arm brings the face into the picture, it is cut below the eyes."""
LOW: Offset = (0, 0, -9)
TRUNK = Seen(0, 4, 42, (0, 0, 2))
TRUNK_AND_CHIN = Seen(0, 4, 46, (10, 0, 14))  # without the chin, chest and back look alike

VIEWS: dict[str, dict[str, dict[str, Seen]]] = {
    "knee": {
        "straight": {
            "front": Seen(14, 5, KNEE_WIDTH, (-2, 0, -4)),
            "side": Seen(54, 8, 38, (-3, 0, -15)),
            "behind": Seen(160, 6, KNEE_WIDTH, (-2, 0, -4)),
        },
        "bent": {
            "front": Seen(24, 12, KNEE_WIDTH, LOW),
            "side": Seen(66, 10, 32, (0, -6, -9)),
            "inner_side": Seen(-30, 14, 33, (2, 0, -9)),
        },
        "extended": {
            "front": Seen(36, 16, 32, (0, 6, 0)),
            "side": Seen(72, 12, 32, (0, 4, 0)),
            "above": Seen(60, 46, 42, (0, 8, -4)),
        },
        "step": {
            "front": Seen(22, 10, 37, (0, 0, -19)),
            "side": Seen(66, 10, 38, (0, -3, -19)),
            "behind": Seen(152, 12, 41, (-6, 0, -18)),
        },
        "knee_up": {
            "front": Seen(26, 10, 34, (0, -4, -14)),
            "side": Seen(68, 8, 34, (0, -10, -14)),
            "inner_side": Seen(-50, 12, 34, (0, -4, -14)),
        },
        "kneeling": {
            "front": Seen(34, 12, 32, (0, 0, 6)),
            "side": Seen(78, 10, 34, (0, -12, 6)),
            "behind": Seen(140, 14, 34, (0, -10, 6)),
        },
        "crossed": {
            "front": Seen(18, 10, KNEE_WIDTH, LOW),
            "side": Seen(56, 12, 32, (0, -6, -8)),
            "inner_side": Seen(-36, 12, 32, LOW),
        },
        "lifted": {
            "front": Seen(20, 8, KNEE_WIDTH, (0, 0, -6)),
            "side": Seen(68, 8, 32, (0, -6, -6)),
            "inner_side": Seen(-34, 8, 38, (-7, -2, -10)),
        },
        "heel_back": {
            "front": Seen(40, 6, 32, (0, -6, 2)),
            "side": Seen(82, 6, 32, (0, -10, 0)),
            "behind": Seen(146, 8, 32, (0, -8, 0)),
        },
    },
    "shoulder": {
        posture: {
            "front": Seen(front, 6, SHOULDER_WIDTH, (1, 0, BELOW_EYES.get(posture, -4))),
            "side": Seen(side, 8, SHOULDER_WIDTH, (0, 0, -4)),
            "behind": Seen(behind, 8, SHOULDER_WIDTH, (0, 0, -2)),
        }
        for posture, front, side, behind in (
            ("hanging", 18, 72, 158),
            ("front_raise", 46, 84, 150),
            ("side_raise", 12, 38, 160),
            ("overhead", 18, 72, 158),
            ("on_hip", 18, 72, 158),
            ("across", 22, 72, 150),
            ("behind_head", 18, 62, 158),
            ("elbow_out", 14, 44, 160),
            ("behind_back", 22, 78, 156),
            ("shrugged", 14, 60, 166),
        )
    },
    "neck": {
        posture: {
            "behind": Seen(180, 6, NECK_WIDTH, (0, 0, 3)),
            "behind_same_side": Seen(146, 8, NECK_WIDTH, (0, 0, 3)),
            "behind_other_side": Seen(other, 8, NECK_WIDTH, (0, 0, 3)),
            "front": Seen(0, 2, 17.5, (0, 0, -5)),
        }
        for posture, other in (
            ("turn", -170),
            ("turn_far", -166),
            ("tilt", -161),
            ("tilt_far", -161),
            ("turn_down", -170),
            ("turn_up", -170),
        )
    },
    "back": {
        posture: {
            "behind": Seen(180, 5, BACK_WIDTH, (0, 0, up)),
            "behind_same_side": Seen(same, 6, BACK_WIDTH, (0, 0, up)),
            "behind_other_side": Seen(other, 6, BACK_WIDTH, (0, 0, up)),
            "front": front,
        }
        for posture, same, other, up, front in (
            ("turn", 142, -170, 10, TRUNK),
            ("turn_folded", 160, -170, 10, TRUNK),
            ("bend", 142, -160, 8, TRUNK),
            ("bend_hip", 142, -160, 8, TRUNK),
            ("bend_reach", 142, -160, 8, TRUNK_AND_CHIN),
            ("seated_turn", 142, -170, 15, TRUNK),
        )
    },
}
