# SPDX-License-Identifier: GPL-3.0-or-later
"""How knee, shoulder, neck and trunk move in the clips: a posture of the whole figure for every
frame. The asked side or direction is LEFT. No Blender here.

Nothing moves alone: the chest follows the head, the head goes ahead of the trunk, the other arm
gives, the other shoulder comes up a little.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from .clip_time import bump, delayed, ease, frame_times, mixed
from .figure_pose import Arm, Direction, FigurePosture, Leg
from .figure_props import SEAT, Prop

P = FigurePosture
SEATED = Leg((0.16, 1.0, -0.06), (0.06, 0.06, -1.0))
OTHER_SEATED = Leg((0.42, 1.0, -0.1), (0.16, 0.0, -1.0))


@dataclass(frozen=True)
class View:
    """Where the camera stands (degrees: azimuth 0 before the person, 90 on the left side), and the
    joints that are in the picture in every frame with so many cm around them."""

    azimuth: float
    elevation: float
    joints: tuple[str, ...]
    around: float


Movement = Callable[[float], FigurePosture]


def between(a: Direction, b: Direction, share: float) -> Direction:
    """The direction at a share of the angle from a to b, both of any length."""
    start, end = (np.asarray(d) / np.linalg.norm(d) for d in (a, b))
    angle = float(np.arccos(np.clip(start @ end, -1, 1)))
    if angle < 1e-6:
        return a
    out = (np.sin((1 - share) * angle) * start + np.sin(share * angle) * end) / np.sin(angle)
    return (float(out[0]), float(out[1]), float(out[2]))


def leg_between(a: Leg, b: Leg, thigh: float, shin: float) -> Leg:
    """From a to b; thigh and shin have shares of their own."""
    return Leg(
        between(a.thigh, b.thigh, thigh),
        between(a.shin, b.shin, shin),
        mixed(a.toes_up, b.toes_up, shin),
        mixed(a.toes_out, b.toes_out, shin),
    )


def arm_between(a: Arm, b: Arm, upper: float, fore: float) -> Arm:
    """From a to b; upper arm and forearm have shares of their own."""
    return Arm(
        between(a.upper, b.upper, upper),
        between(a.fore, b.fore, fore),
        *(
            mixed(getattr(a, name), getattr(b, name), fore)
            for name in ("twist", "lift", "forth", "wrist", "fingers")
        ),
    )


def bending_seated(time: float) -> FigurePosture:
    """The hanging shin swings up until the knee is nearly straight; the thigh rises a little."""
    straight = Leg((0.12, 1.0, 0.03), (0.07, 1.0, -0.14), toes_up=14)
    leg = leg_between(SEATED, straight, delayed(time, 0.3, 1.0), ease(time))
    return P(left_leg=leg, right_leg=OTHER_SEATED)


def bending_standing(time: float) -> FigurePosture:
    """The heel goes back and up behind the standing person; the thigh stays nearly upright."""
    start = Leg((0.06, 0.02, -1.0), (0.05, -0.06, -1.0))
    end = Leg((0.07, 0.07, -1.0), (0.06, -1.0, -0.12), toes_up=-24)
    leg = leg_between(start, end, delayed(time, 0.1, 1.0), ease(time))
    return P(left_leg=leg, right_leg=Leg((0.10, 0.02, -1.0)), lean=mixed(0, 2, ease(time)))


def lifting_knee(time: float) -> FigurePosture:
    """The knee comes up in front while the shin hangs and trails behind."""
    start = Leg((0.06, 0.0, -1.0), (0.05, -0.05, -1.0))
    end = Leg((0.12, 1.0, -0.02), (0.05, -0.06, -1.0), toes_up=-8)
    leg = leg_between(start, end, ease(time), ease(time))
    trail = 0.38 * bump(time, 0.42, 0.42)
    outwards, forwards, upwards = leg.shin
    leg = replace(leg, shin=(outwards, forwards - trail, upwards))
    return P(left_leg=leg, right_leg=Leg((0.10, 0.0, -1.0)))


def shrugging(time: float) -> FigurePosture:
    """One shoulder is drawn up towards the ear, the head leans to it a little."""
    share = ease(time)
    up = Arm((0.20, -0.01, -1.0), (0.14, 0.24, -1.0), lift=19.0, fingers=0.8)
    left = arm_between(Arm(), up, share, delayed(time, 0.15, 1.0))
    right = replace(Arm(), lift=2.5 * share)
    return P(left_arm=left, right_arm=right, head_tilt=4 * share, trunk_bend=-1.5 * share)


def raising_sideways(time: float) -> FigurePosture:
    """The arm comes up to the side, the elbow first, the hand last."""
    side = Arm((1.0, 0.10, 0.02), (1.0, 0.16, 0.10), fingers=0.6, wrist=-8)
    left = arm_between(Arm(), side, ease(time), delayed(time, 0.08, 1.0))
    hang = 10 * bump(time, 0.45, 0.45)  # the hand trails
    left = replace(left, wrist=left.wrist + hang)
    return P(left_arm=left, trunk_bend=-2 * ease(time), head_tilt=-1.5 * ease(time))


def raising_forward(time: float) -> FigurePosture:
    """The arm comes up in front."""
    front = Arm((0.10, 1.0, 0.16), (0.02, 1.0, 0.26), fingers=0.6, wrist=-6)
    left = arm_between(Arm(), front, ease(time), delayed(time, 0.06, 1.0))
    hang = 10 * bump(time, 0.45, 0.45)
    left = replace(left, wrist=left.wrist + hang)
    return P(left_arm=left, trunk_turn=-3 * ease(time))


def turning_neck(time: float) -> FigurePosture:
    """The head turns, starting from the other side of the middle; the chest follows late."""
    turn = mixed(-8, 62, ease(time))
    nod = 3 * bump(time, 0.5, 0.5)  # a head turns in a shallow curve
    return P(head_turn=turn, head_nod=nod, trunk_turn=5 * delayed(time, 0.3, 1.0))


def bending_neck(time: float) -> FigurePosture:
    """The head tilts towards the shoulder, which comes up a little."""
    share = ease(time)
    lift = replace(Arm(), lift=2.0 * delayed(time, 0.3, 1.0))
    tilt = mixed(-4, 38, share)
    return P(head_tilt=tilt, head_turn=-3 * share, trunk_bend=3 * share, left_arm=lift)


def turning_trunk(time: float) -> FigurePosture:
    """The head goes ahead, the chest follows, the arms swing along and settle."""
    trunk = delayed(time, 0.06, 1.0)
    swing = trunk - 0.35 * bump(time, 0.45, 0.45)
    left = Arm((0.18, mixed(0.02, -0.22, swing), -1.0), (0.10, mixed(0.22, 0.02, swing), -1.0))
    right = Arm((0.14, mixed(0.02, 0.30, swing), -1.0), (mixed(0.08, -0.22, swing), 0.45, -1.0))
    return P(
        trunk_turn=mixed(-6, 46, trunk),
        head_turn=16 * delayed(time, 0.0, 0.8),
        left_arm=left,
        right_arm=right,
    )


def bending_trunk(time: float) -> FigurePosture:
    """The trunk bends to the side; the near hand slides down the thigh, the far arm follows."""
    share = ease(time)
    late = delayed(time, 0.12, 1.0)
    left = Arm((mixed(0.16, 0.42, late), 0.02, -1.0), (mixed(0.10, 0.36, late), 0.14, -1.0))
    right = Arm((mixed(0.16, 0.30, late), 0.06, -1.0), (mixed(0.10, -0.16, late), 0.30, -1.0))
    return P(
        trunk_bend=mixed(-4, 33, share),
        head_tilt=9 * delayed(time, 0.0, 0.85),
        trunk_nod=3 * share,
        left_arm=left,
        right_arm=right,
    )


@dataclass(frozen=True)
class Staged:
    """A movement, and what the person sits on."""

    movement: Movement
    props: tuple[Prop, ...] = ()


MOVEMENTS: dict[tuple[str, str], Staged] = {
    ("knee", "bending"): Staged(bending_seated, (SEAT,)),
    ("knee", "heel_back"): Staged(bending_standing),
    ("knee", "lifting"): Staged(lifting_knee),
    ("shoulder", "lifting"): Staged(shrugging),
    ("shoulder", "raising_sideways"): Staged(raising_sideways),
    ("shoulder", "raising_forward"): Staged(raising_forward),
    ("neck", "turning"): Staged(turning_neck),
    ("neck", "bending"): Staged(bending_neck),
    ("back", "turning"): Staged(turning_trunk),
    ("back", "bending"): Staged(bending_trunk),
}


LEG = ("upperleg02.L", "lowerleg01.L", "foot.L")
KNEE = ("lowerleg01.L", "lowerleg02.L")
BOTH_SHOULDERS = ("upperarm01.L", "upperarm01.R", "neck02")
HEAD = ("head", "neck01")
TRUNK = ("head", "spine05", "upperarm01.L", "upperarm01.R")
VIEWS: dict[tuple[str, str, str], View] = {
    ("knee", "bending", "side"): View(62, 10, LEG, 11),
    ("knee", "bending", "inner_side"): View(-38, 16, LEG, 11),
    ("knee", "heel_back", "side"): View(84, 6, KNEE, 21),
    ("knee", "heel_back", "behind"): View(138, 8, KNEE, 21),
    ("knee", "lifting", "front"): View(26, 8, ("lowerleg01.L",), 24),
    ("shoulder", "lifting", "behind"): View(180, 6, BOTH_SHOULDERS, 13),
    ("shoulder", "lifting", "front"): View(8, 2, ("upperarm01.L", "upperarm01.R"), 13),
    ("shoulder", "raising_sideways", "behind"): View(164, 6, (*BOTH_SHOULDERS, "lowerarm01.L"), 9),
    ("shoulder", "raising_forward", "side"): View(
        66, 8, ("upperarm01.L", "lowerarm01.L", "spine01"), 10
    ),
    ("neck", "turning", "behind"): View(180, 6, HEAD, 15),
    ("neck", "turning", "behind_same_side"): View(166, 8, HEAD, 15),
    ("neck", "bending", "behind"): View(180, 6, HEAD, 15),
    ("back", "turning", "behind"): View(180, 5, TRUNK, 10),
    ("back", "turning", "behind_other_side"): View(-152, 6, TRUNK, 10),
    ("back", "bending", "behind"): View(180, 5, TRUNK, 10),
    ("back", "bending", "behind_same_side"): View(156, 6, TRUNK, 10),
}


def figure_frames(part: str, movement: str) -> list[FigurePosture]:
    """All frames of a movement."""
    return [MOVEMENTS[part, movement].movement(time) for time in frame_times()]
