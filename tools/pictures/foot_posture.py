# SPDX-License-Identifier: GPL-3.0-or-later
"""Postures of the foot as joint angles, and the rotations of the bones that make them.

Everything is in the foot frame of a LEFT foot: origin at the ankle, x towards the big toe's side,
y towards the toes, z up along the leg, in cm. Angles are in degrees.
"""

from dataclasses import dataclass, replace

import numpy as np

from .geometry import rotation

Array = np.ndarray
TOES = (1, 2, 3, 4, 5)
INWARD = np.array([1.0, 0.0, 0.0])
FORWARD = np.array([0.0, 1.0, 0.0])
UP = np.array([0.0, 0.0, 1.0])


@dataclass(frozen=True)
class FootPosture:
    """Joint angles.

    ankle: plantarflexion (toes down); negative is dorsiflexion (toes up).
    inversion: sole towards the other foot; negative is eversion.
    turn: toes towards the other foot, about the leg's axis.
    base, end: flexion (curling) of the five toes at their root and at the joints beyond; negative
        lifts them.
    aside: turn of the five toes about the foot's upward axis, positive towards the other foot;
        added to what draws the toes of this person together (see Foot.together).
    """

    ankle: float = 0.0
    inversion: float = 0.0
    turn: float = 0.0
    base: tuple[float, ...] = (0, 0, 0, 0, 0)
    end: tuple[float, ...] = (0, 0, 0, 0, 0)
    aside: tuple[float, ...] = (0, 0, 0, 0, 0)

    def moved(self, ankle: float, inversion: float = 0.0, turn: float = 0.0) -> "FootPosture":
        """The same toes on a foot that is held a little differently."""
        return replace(
            self,
            ankle=self.ankle + ankle,
            inversion=self.inversion + inversion,
            turn=self.turn + turn,
        )


POSTURES = {
    "relaxed": FootPosture(ankle=24, inversion=6, base=(2, 2, 4, 6, 8), end=(4, 10, 12, 14, 14)),
    "pointed": FootPosture(
        ankle=46, inversion=3, base=(14, 14, 15, 16, 16), end=(10, 18, 20, 22, 22)
    ),
    "flexed_up": FootPosture(ankle=-17, base=(-16, -14, -13, -12, -10), end=(-2, 4, 4, 4, 4)),
    "toes_curled": FootPosture(ankle=14, base=(30, 28, 28, 28, 28), end=(46, 44, 44, 42, 40)),
    "toes_spread": FootPosture(
        ankle=6,
        base=(-10, -12, -10, -8, -6),
        end=(2, 4, 4, 4, 4),
        aside=(14, 5, -2, -11, -19),
    ),
    "tiptoe": FootPosture(ankle=44, base=(-46, -45, -44, -43, -42), end=(2, 6, 8, 8, 8)),
    "turned_in": FootPosture(
        ankle=16, inversion=27, turn=13, base=(2, 4, 6, 8, 8), end=(4, 10, 12, 12, 12)
    ),
    "turned_out": FootPosture(
        ankle=-4, inversion=-19, turn=-14, base=(-6, -6, -6, -6, -6), end=(0, 6, 6, 6, 6)
    ),
    "big_toe_up": FootPosture(
        ankle=4, base=(-38, 10, 10, 10, 10), end=(-8, 16, 16, 16, 14), aside=(2, 0, 0, 0, 0)
    ),
    "standing": FootPosture(ankle=0, base=(0, 0, 0, 0, 0), end=(2, 6, 7, 8, 8)),
}


def foot_rotation(posture: FootPosture) -> Array:
    """Rotation (3, 3) of the foot against the leg."""
    down = rotation(INWARD, -posture.ankle)
    return rotation(UP, -posture.turn) @ down @ rotation(FORWARD, -posture.inversion)


def bone_rotations(posture: FootPosture, together: Array) -> dict[str, Array]:
    """Bone name to its rotation; `together` (5,) are the degrees aside that close the toes."""
    out = {"foot.L": foot_rotation(posture)}
    for toe in TOES:
        i = toe - 1
        aside = rotation(UP, -(posture.aside[i] + together[i]))
        out[f"toe{toe}-1.L"] = aside @ rotation(INWARD, -posture.base[i])
        joints = (2,) if toe == 1 else (2, 3)
        for joint in joints:
            share = 1.0 if toe == 1 else (0.6 if joint == 2 else 0.4)
            out[f"toe{toe}-{joint}.L"] = rotation(INWARD, -posture.end[i] * share)
    return out
