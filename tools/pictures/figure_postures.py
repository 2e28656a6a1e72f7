# SPDX-License-Identifier: GPL-3.0-or-later
"""Postures of figures by part, with what they rest on. The asked side or direction is LEFT."""

from dataclasses import dataclass

from .figure_pose import Arm, FigurePosture, Leg
from .figure_props import MAT_BELOW, SEAT, STEP, Prop

P = FigurePosture
STAND = Leg()
ASIDE = Leg((0.34, -0.06, -1.0), (0.26, -0.12, -1.0))
BEHIND = Leg((0.16, -0.34, -1.0), (0.14, -0.60, -1.0), toes_up=12)
SEATED = Leg((0.16, 1.0, -0.06), (0.06, 0.06, -1.0))
LAP = Arm((0.28, 0.30, -1.0), (-0.30, 0.90, -0.42), 0, 0, 0, 0, 1.1)
FOLDED_NEAR = Arm((0.34, 0.34, -1.0), (-1.0, 0.42, 0.06))
FOLDED_FAR = Arm((0.34, 0.30, -1.0), (-1.0, 0.60, 0.22))
ON_HIP = Arm((0.80, -0.26, -0.75), (-0.66, 0.30, -0.62), 0, 0, 0, 20)
ON_HEAD = Arm((0.95, 0.15, 0.62), (-0.78, 0.0, 0.62), 0, 0, 0, 10)
OVERHEAD = Arm((0.20, 0.05, 1.0), (-0.42, 0.08, 1.0))
ON_KNEE = Arm((0.10, 0.62, -1.0), (-0.30, 0.75, -0.75))
DOWN_THE_LEG = Arm((0.80, 0.10, -1.0), (0.72, 0.24, -1.0))  # of a trunk bent to that side
BESIDE = Arm((0.46, -0.34, -1.0), (0.30, -0.02, -1.0))


@dataclass(frozen=True)
class Staged:
    """A posture and the blocks it rests on."""

    posture: FigurePosture
    props: tuple[Prop, ...] = ()


KNEE = {
    "straight": Staged(P(left_leg=STAND, right_leg=ASIDE)),
    "bent": Staged(
        P(left_leg=SEATED, right_leg=Leg((0.16, 1.0, -0.06), (0.06, -0.03, -1.0))),
        (SEAT,),
    ),
    "extended": Staged(
        P(
            left_leg=Leg((0.10, 1.0, 0.02), (0.06, 1.0, -0.10), toes_up=10),
            right_leg=Leg((0.34, 1.0, -0.06), (0.12, -0.15, -1.0)),
        ),
        (SEAT,),
    ),
    "step": Staged(
        P(
            left_leg=Leg((0.10, 0.80, -0.62), (0.04, -0.08, -1.0)),
            right_leg=Leg((0.14, -0.16, -1.0), (0.12, -0.30, -1.0)),
        ),
        (STEP,),
    ),
    "knee_up": Staged(
        P(
            left_leg=Leg((0.12, 1.0, 0.0), (0.05, 0.02, -1.0)),
            right_leg=Leg((0.12, -0.06, -1.0), (0.08, -1.0, 0.08), toes_up=-64),
        ),
        (MAT_BELOW,),
    ),
    "kneeling": Staged(
        P(
            left_leg=Leg((0.08, 0.10, -1.0), (0.06, -1.0, 0.08), toes_up=-64),
            right_leg=Leg((0.40, 1.0, 0.0), (0.16, 0.02, -1.0)),
        ),
        (MAT_BELOW,),
    ),
    "crossed": Staged(
        P(
            left_leg=Leg((-0.10, 1.0, 0.28), (-0.34, 0.30, -1.0)),
            right_leg=Leg((0.10, 1.0, -0.06), (0.04, 0.04, -1.0)),
        ),
        (SEAT,),
    ),
    "lifted": Staged(
        P(left_leg=Leg((0.12, 1.0, -0.05), (0.04, -0.10, -1.0)), right_leg=Leg((0.1, -0.05, -1.0)))
    ),
    "heel_back": Staged(
        P(
            left_leg=Leg((0.08, 0.04, -1.0), (0.06, -1.0, -0.22), toes_up=-20),
            right_leg=Leg((0.16, 0.02, -1.0)),
        )
    ),
}

SHOULDER = {
    "hanging": Staged(P()),
    "front_raise": Staged(P(left_arm=Arm((0.12, 1.0, -0.06), (0.02, 1.0, 0.06)))),
    "side_raise": Staged(P(left_arm=Arm((1.0, 0.12, -0.10), (1.0, 0.30, -0.04)))),
    "overhead": Staged(P(left_arm=Arm((0.28, 0.12, 1.0), (0.10, 0.16, 1.0)))),
    "on_hip": Staged(P(left_arm=ON_HIP)),
    "across": Staged(P(left_arm=Arm((0.02, 1.0, -0.34), (-0.92, 0.30, 0.42)))),
    "behind_head": Staged(
        P(left_arm=Arm((0.86, 0.10, 0.62), (-0.86, -0.46, 0.02), 0, 0, 0, 0, 0.6))
    ),
    "elbow_out": Staged(P(left_arm=Arm((1.0, 0.06, -0.06), (0.10, 0.25, 1.0)))),
    "behind_back": Staged(
        P(left_arm=Arm((0.40, -0.46, -1.0), (-0.97, -0.10, 0.12), twist=-60, wrist=-14))
    ),
    "shrugged": Staged(
        P(left_arm=Arm((0.20, -0.01, -1.0), (0.14, 0.24, -1.0), lift=21.0), head_tilt=4)
    ),
}

NECK = {
    "turn": Staged(P(head_turn=48)),
    "turn_far": Staged(P(head_turn=66, trunk_turn=6)),
    "tilt": Staged(P(head_tilt=30)),
    "tilt_far": Staged(P(head_tilt=42, trunk_bend=4)),
    "turn_down": Staged(P(head_turn=46, head_nod=24)),
    "turn_up": Staged(P(head_turn=58, head_nod=-16, trunk_turn=3)),
}

BACK = {
    "turn": Staged(P(trunk_turn=46, head_turn=30)),
    "turn_folded": Staged(
        P(trunk_turn=46, head_turn=24, left_arm=FOLDED_NEAR, right_arm=FOLDED_FAR)
    ),
    "bend": Staged(P(trunk_bend=32, head_tilt=8, left_arm=DOWN_THE_LEG)),
    "bend_hip": Staged(P(trunk_bend=30, head_tilt=6, left_arm=ON_HIP, right_arm=ON_HIP)),
    "bend_reach": Staged(P(trunk_bend=34, head_tilt=10, left_arm=DOWN_THE_LEG, right_arm=OVERHEAD)),
    "seated_turn": Staged(
        P(
            trunk_turn=48,
            head_turn=28,
            left_leg=SEATED,
            right_leg=SEATED,
            left_arm=BESIDE,
            right_arm=ON_KNEE,
        ),
        (SEAT,),
    ),
}

# in rooms more of the arm is in the picture: the hand lies beside the hip, not in the shirt
BESIDE_HIP = Arm((0.80, -0.26, -0.75), (-0.35, 0.60, -0.80), twist=-60, wrist=20)

STAGED = {"knee": KNEE, "shoulder": SHOULDER, "neck": NECK, "back": BACK}
IN_ROOMS = {("shoulder", "on_hip", "side"): Staged(P(left_arm=BESIDE_HIP))}


def staged(part: str, picture_set: str, posture: str, view: str) -> Staged:
    """The posture of a picture and what it rests on."""
    plain = STAGED[part][posture]
    return plain if picture_set == "plain" else IN_ROOMS.get((part, posture, view), plain)
