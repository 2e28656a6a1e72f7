# SPDX-License-Identifier: GPL-3.0-or-later
"""Postures of a whole body as directions of the limbs and angles of the spine. No Blender here.

Directions are (outwards, forwards, upwards) of the depicted person, limbs of either side alike, so
that a posture can be read and mirrored easily. Angles are in degrees; turning and bending are
positive towards the person's LEFT, nodding is positive downwards.
"""

from dataclasses import dataclass, field

import numpy as np

from .body import BaseMesh, Bones
from .geometry import rotation, unit

Array = np.ndarray
Direction = tuple[float, float, float]
UP, FORWARD, LEFT = (0, 0, 1), (0, -1, 0), (1, 0, 0)
NECK = ("neck01", "neck02", "neck03", "head")
SPINE = ("spine05", "spine04", "spine03", "spine02", "spine01")
NECK_SHARES = (0.22, 0.24, 0.26, 0.28)
SPINE_SHARES = (0.14, 0.22, 0.24, 0.22, 0.18)
RELAXED_FINGERS = (18.0, 22.0, 12.0)


@dataclass(frozen=True)
class Arm:
    """Where upper arm and forearm point in the frame of the chest; `twist` turns the forearm so
    that the palm looks forwards; `lift` raises the shoulder girdle (cm it would be, as degrees);
    `wrist` bends the hand towards the palm; `fingers` scales their flexion."""

    upper: Direction = (0.16, 0.02, -1.0)
    fore: Direction = (0.10, 0.20, -1.0)
    twist: float = 0.0
    lift: float = 0.0
    forth: float = 0.0
    wrist: float = 0.0
    fingers: float = 1.0


@dataclass(frozen=True)
class Leg:
    """Where thigh and shin point in the frame of the pelvis; `toes_up` lifts the forefoot from
    a right angle with the shin; `toes_out` turns the foot outwards."""

    thigh: Direction = (0.06, 0.0, -1.0)
    shin: Direction = (0.05, -0.04, -1.0)
    toes_up: float = 0.0
    toes_out: float = 8.0


@dataclass(frozen=True)
class FigurePosture:
    """A posture of the whole body. `left` is the asked side, `right` the other one."""

    head_turn: float = 0.0
    head_tilt: float = 0.0
    head_nod: float = 0.0
    trunk_turn: float = 0.0
    trunk_bend: float = 0.0
    trunk_nod: float = 0.0
    lean: float = 0.0
    left_arm: Arm = field(default_factory=Arm)
    right_arm: Arm = field(default_factory=Arm)
    left_leg: Leg = field(default_factory=Leg)
    right_leg: Leg = field(default_factory=Leg)


def _world(direction: Direction, way: int) -> Array:
    outwards, forwards, upwards = direction
    return unit([way * outwards, -forwards, upwards])


def _basis(along: Array, bent: Array, otherwise: Array) -> Array:
    """Columns: along a limb, its hinge axis, and the third; `otherwise` is the hinge axis of a
    limb that is straight."""
    hinge = np.cross(along, bent)
    if np.linalg.norm(hinge) < 0.05:
        hinge = otherwise - along * (otherwise @ along)
    hinge = unit(hinge)
    return np.stack([along, hinge, np.cross(along, hinge)], 1)


def _slerp(matrix: Array, share: float) -> Array:
    """A part of a rotation."""
    angle = np.degrees(np.arccos(np.clip((np.trace(matrix) - 1) / 2, -1, 1)))
    axis = [
        matrix[2, 1] - matrix[1, 2],
        matrix[0, 2] - matrix[2, 0],
        matrix[1, 0] - matrix[0, 1],
    ]
    return np.eye(3) if angle < 1e-3 else rotation(axis, angle * share)


class _Builder:
    """Collects local rotations and knows the global one of each bone so far."""

    def __init__(self, base: BaseMesh, joints: Bones) -> None:
        self.base = base
        self.joints = joints
        self.local: dict[str, Array] = {}

    def whole(self, bone: str | None) -> Array:
        """The rotation of a bone including its parents'."""
        out = np.eye(3)
        while bone:
            out = self.local.get(bone, np.eye(3)) @ out
            bone = self.base.rig[bone]["parent"]
        return out

    def put_whole(self, bone: str, matrix: Array) -> None:
        """Set the local rotation so that the whole one becomes this."""
        self.local[bone] = self.whole(self.base.rig[bone]["parent"]).T @ matrix

    def along(self, start: str, end: str) -> Array:
        """Rest direction from one joint to another."""
        return unit(self.joints[end][0] - self.joints[start][0])


def bone_rotations(base: BaseMesh, joints: Bones, posture: FigurePosture) -> dict[str, Array]:
    """Bone name to its local rotation about axes of the rest pose."""
    builder = _Builder(base, joints)
    if posture.lean:
        builder.local["root"] = rotation(LEFT, posture.lean)
    _chain(
        builder,
        SPINE,
        SPINE_SHARES,
        (posture.trunk_turn, posture.trunk_bend, posture.trunk_nod),
    )
    _chain(builder, NECK, NECK_SHARES, (posture.head_turn, posture.head_tilt, posture.head_nod))
    for side, way, arm, leg in (
        ("L", 1, posture.left_arm, posture.left_leg),
        ("R", -1, posture.right_arm, posture.right_leg),
    ):
        _arm(builder, side, way, arm)
        _leg(builder, side, way, leg)
    return builder.local


def _chain(builder: _Builder, bones: tuple, shares: tuple, angles: tuple) -> None:
    turn, bend, nod = angles
    for bone, share in zip(bones, shares, strict=True):
        turned = rotation(UP, turn * share)
        builder.local[bone] = (
            turned @ rotation(FORWARD, -bend * share) @ rotation(LEFT, nod * share)
        )


def _arm(builder: _Builder, side: str, way: int, arm: Arm) -> None:
    upper, fore = _world(arm.upper, way), _world(arm.fore, way)
    raised = np.degrees(np.arccos(np.clip(-upper[2], -1, 1)))
    lift = (raised - 48) * 0.20 + arm.lift
    forth = 10 * max(0.0, float(-upper[1])) + arm.forth
    girdle = rotation(UP, -way * forth) @ rotation(FORWARD, -way * -lift)
    builder.local[f"clavicle.{side}"] = girdle
    chest = builder.whole("spine01")
    up0 = builder.along(f"upperarm01.{side}", f"lowerarm01.{side}")
    fore0 = builder.along(f"lowerarm01.{side}", f"wrist.{side}")
    rest = _basis(up0, fore0, np.array(LEFT, float))
    straight = np.array([0.0, 0.0, 1.0]) if raised > 30 else np.array([-1.0, 0.0, 0.0])
    wanted = _basis(upper, fore, straight)
    whole = chest @ wanted @ rest.T
    parent = builder.whole(f"shoulder01.{side}")
    # the swing at the shoulder, the twist about the upper arm spread over its two bones
    swing = _shortest(parent @ up0, chest @ upper) @ parent
    twist = whole @ swing.T
    builder.put_whole(f"upperarm01.{side}", _slerp(twist, 0.4) @ swing)
    builder.put_whole(f"upperarm02.{side}", whole)
    builder.put_whole(f"lowerarm01.{side}", _shortest(whole @ fore0, chest @ fore) @ whole)
    builder.local[f"lowerarm02.{side}"] = rotation(fore0, way * arm.twist * 0.6)
    wrist = rotation(fore0, way * arm.twist * 0.4)
    _hand(builder, side, way, arm, wrist)


def _hand(builder: _Builder, side: str, way: int, arm: Arm, wrist: Array) -> None:
    joints = builder.joints
    along = builder.along(f"wrist.{side}", f"finger3-1.{side}")
    across = joints[f"finger5-1.{side}"][0] - joints[f"finger2-1.{side}"][0]
    back = unit(np.cross(along, across)) * way
    bend = unit(np.cross(along, -back))
    builder.local[f"wrist.{side}"] = wrist @ rotation(bend, arm.wrist)
    for finger in range(2, 6):
        more = 1 + 0.15 * (finger - 2)
        for part, angle in zip((1, 2, 3), RELAXED_FINGERS, strict=True):
            turned = rotation(bend, angle * more * arm.fingers)
            builder.local[f"finger{finger}-{part}.{side}"] = turned


def _shortest(start: Array, end: Array) -> Array:
    """The shortest rotation from one direction to another."""
    start, end = unit(start), unit(end)
    axis = np.cross(start, end)
    if np.linalg.norm(axis) < 1e-6:
        return np.eye(3)
    return rotation(axis, np.degrees(np.arccos(np.clip(start @ end, -1, 1))))


def _leg(builder: _Builder, side: str, way: int, leg: Leg) -> None:
    thigh, shin = _world(leg.thigh, way), _world(leg.shin, way)
    pelvis = builder.whole("root")
    thigh0 = builder.along(f"upperleg01.{side}", f"lowerleg01.{side}")
    shin0 = builder.along(f"lowerleg01.{side}", f"foot.{side}")
    sideways = np.array(LEFT, float)
    rest = _basis(thigh0, thigh0, sideways)
    hinge = np.cross(thigh, shin)
    straight = sideways if np.linalg.norm(hinge) < 0.25 else -unit(hinge)
    # the knee bends backwards: its hinge axis points to the person's right when it bends
    if straight @ sideways < 0 and abs(straight @ sideways) > 0.3:
        straight = -straight
    wanted = _basis(thigh, thigh, straight)
    whole = pelvis @ wanted @ rest.T
    swing = _shortest(pelvis @ thigh0, pelvis @ thigh) @ pelvis
    twist = whole @ swing.T
    builder.put_whole(f"upperleg01.{side}", _slerp(twist, 0.4) @ swing)
    builder.put_whole(f"upperleg02.{side}", whole)
    builder.put_whole(f"lowerleg01.{side}", _shortest(whole @ shin0, pelvis @ shin) @ whole)
    turned = rotation(UP, way * (leg.toes_out - 8.0))
    builder.local[f"foot.{side}"] = turned @ rotation(LEFT, -leg.toes_up)
