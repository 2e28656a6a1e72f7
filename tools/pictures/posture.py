# SPDX-License-Identifier: GPL-3.0-or-later
"""Postures of the hand as joint angles, and the rotations of the bones that make them.

Everything is in the hand frame of a LEFT hand: origin at the wrist, x towards the thumb side,
y towards the fingers, z out of the back of the hand, in cm. Angles are in degrees.
"""

from dataclasses import dataclass, replace

import numpy as np

from .geometry import rotation, unit

Array = np.ndarray
FINGERS = (2, 3, 4, 5)
BACK = np.array([0.0, 0.0, 1.0])


@dataclass(frozen=True)
class Posture:
    """Joint angles.

    index, middle, ring, little: flexion at the knuckle, the middle joint and the end joint, and
        abduction (positive towards the thumb side).
    thumb: palmar abduction, radial abduction, opposing twist, flexion of the middle joint and
        of the end joint.
    palm: flexion of the metacarpals of middle, ring and little finger (cupping).
    wrist: flexion towards the palm, and deviation towards the thumb.
    """

    index: tuple[float, ...] = (0, 0, 0, 0)
    middle: tuple[float, ...] = (0, 0, 0, 0)
    ring: tuple[float, ...] = (0, 0, 0, 0)
    little: tuple[float, ...] = (0, 0, 0, 0)
    thumb: tuple[float, ...] = (0, 0, 0, 0, 0)
    palm: tuple[float, ...] = (0, 0, 0)
    wrist: tuple[float, ...] = (0, 0)

    def finger(self, number: int) -> tuple[float, ...]:
        """Angles of finger 2 (index) to 5 (little)."""
        return (self.index, self.middle, self.ring, self.little)[number - 2]

    def bent(self, flexion: float, deviation: float) -> "Posture":
        """The same posture with another wrist."""
        return replace(self, wrist=(flexion, deviation))


NAMES = {2: "index", 3: "middle", 4: "ring", 5: "little"}

START = {
    "flat": Posture(
        index=(-6, -20, -20, -4),
        middle=(-4, -17, -14, 0),
        ring=(-4, -14, -15, 4),
        little=(-6, -12, -14, 7),
        thumb=(-16, 2, 0, -6, -8),
    ),
    "closed": Posture(
        index=(-4, -20, -20, -7),
        middle=(-3, -17, -14, 0),
        ring=(-3, -14, -15, 8),
        little=(-4, -11, -13, 17),
        thumb=(-18, -26, 0, -4, -8),
    ),
    "spread": Posture(
        index=(-8, -20, -20, 9),
        middle=(-5, -16, -14, 2),
        ring=(-7, -13, -15, -8),
        little=(-9, -12, -14, -18),
        thumb=(-22, 18, 0, -8, -10),
    ),
    "fist": Posture(
        index=(74, 84, 42, 0),
        middle=(76, 86, 44, 0),
        ring=(76, 84, 44, 3),
        little=(74, 82, 44, 7),
        thumb=(20, -20, 30, 30, 45),
        palm=(0, 4, 8),
    ),
    "point": Posture(
        index=(-6, -16, -16, 0),
        middle=(74, 88, 44, 0),
        ring=(76, 84, 44, 3),
        little=(74, 82, 44, 6),
        thumb=(20, -20, 30, 30, 35),
        palm=(0, 4, 8),
    ),
    "thumb_up": Posture(
        index=(74, 84, 42, 0),
        middle=(76, 86, 44, 0),
        ring=(76, 84, 44, 3),
        little=(74, 82, 44, 6),
        thumb=(-34, 26, 0, -12, -16),
        palm=(0, 4, 8),
    ),
    "pinch": Posture(
        index=(46, 34, 18, -2),
        middle=(34, 28, 16, 0),
        ring=(26, 24, 14, 2),
        little=(18, 20, 12, 4),
        thumb=(20, -10, 30, 10, 16),
    ),
    "ok": Posture(
        index=(50, 40, 22, -2),
        middle=(10, 2, 0, 2),
        ring=(0, -3, -4, -3),
        little=(-6, -6, -6, -9),
        thumb=(20, -8, 30, 10, 20),
    ),
    "relaxed": Posture(
        index=(14, 12, 6, -1),
        middle=(20, 15, 8, 0),
        ring=(24, 17, 9, 2),
        little=(27, 18, 9, 5),
        thumb=(2, -10, 6, 6, 8),
    ),
    "cup": Posture(
        index=(16, 30, 20, 2),
        middle=(25, 35, 15, 0),
        ring=(20, 30, 15, -1),
        little=(12, 25, 15, -4),
        thumb=(30, 2, 24, 6, 10),
        palm=(0, 3, 6),
    ),
    "pen": Posture(
        index=(51, 41, 12, 9),
        middle=(56, 55, 26, -4),
        ring=(58, 60, 32, 3),
        little=(58, 62, 34, 7),
        thumb=(22, -8, 30, 18, 14),
        palm=(0, 4, 8),
        wrist=(-12, 4),
    ),
    "claw": Posture(
        index=(-18, 66, 34, 4),
        middle=(-16, 66, 34, 0),
        ring=(-18, 66, 34, -4),
        little=(-22, 64, 34, -10),
        thumb=(0, 8, 10, 12, 46),
    ),
}


def bone_rotations(joints: dict, posture: Posture, thumb_back: Array) -> dict[str, Array]:
    """Bone name to its rotation. `joints` are in the hand frame; `thumb_back` (3,) is the
    direction in which the thumb nail looks at rest."""
    out: dict[str, Array] = {}
    for number in FINGERS:
        knuckle, middle, end, aside = posture.finger(number)
        head, tail = joints[f"finger{number}-1.L"]
        bend_axis = unit(np.cross(tail - head, -BACK))
        side_axis = unit(np.cross(bend_axis, tail - head))
        out[f"finger{number}-1.L"] = rotation(side_axis, aside) @ rotation(bend_axis, knuckle)
        out[f"finger{number}-2.L"] = rotation(bend_axis, middle)
        out[f"finger{number}-3.L"] = rotation(bend_axis, end)
    for bone, angle in zip((2, 3, 4), posture.palm, strict=True):
        head, tail = joints[f"metacarpal{bone}.L"]
        out[f"metacarpal{bone}.L"] = rotation(np.cross(tail - head, -BACK), angle)
    palmar, radial, twist, middle, end = posture.thumb
    head, tail = joints["finger1-1.L"]
    along = unit(tail - head)
    lift = rotation(np.cross(along, -BACK), palmar)
    out["finger1-1.L"] = rotation(BACK, -radial) @ lift @ rotation(along, twist)
    for part, angle in ((2, middle), (3, end)):
        head, tail = joints[f"finger1-{part}.L"]
        out[f"finger1-{part}.L"] = rotation(np.cross(tail - head, -thumb_back), angle)
    flexion, deviation = posture.wrist
    bend = rotation(np.cross([0, 1, 0], -BACK), flexion)
    out["wrist.L"] = rotation(BACK, -deviation) @ bend
    return out
