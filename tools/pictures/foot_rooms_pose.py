# SPDX-License-Identifier: GPL-3.0-or-later
"""How a foot comes to rest on the ground. No Blender here.

The rest is found for a left foot in its foot frame (foot_posture.py): a rotation (3, 3) from the
foot frame to the room frame (view.py of rooms), toes away from the camera, and the height to lift.
"""

import numpy as np
from scipy.optimize import minimize

from .foot_posture import FootPosture, foot_rotation
from .geometry import rotation

Array = np.ndarray
ACROSS, ALONG, UP = np.eye(3)
MOST_TILT = 22.0
HEEL_LEAN = 48.0  # of the leg away from the toes when only the heel rests
OUTWARD = 16.0  # a leg that lies on its calf falls outward
PRESSED_SHARE = 0.004  # of the points may go into the ground: flesh is soft


def settled(points: Array, way: str, posture: FootPosture) -> tuple[Array, float]:
    """Rotation and lift with which points (n, 3) come to rest in one of the ways of
    foot_rooms_cells.py. What lies is let go: its middle as low as it can be."""
    if way == "flat":
        matrix = foot_rotation(posture).T
    elif way == "tiptoe":
        matrix = rotation(ACROSS, -4)
    elif way == "heel":
        matrix = rotation(ACROSS, HEEL_LEAN)
    else:
        matrix = _lying(points, way)
    heights = np.sort(points @ matrix[2])
    return matrix, -float(heights[int(len(heights) * PRESSED_SHARE)])


def _lying(points: Array, way: str) -> Array:
    base = {
        "back": rotation(ALONG, -OUTWARD) @ rotation(ACROSS, 90),
        "front": rotation(ACROSS, -90),
        "edge": rotation(ALONG, -90),
    }[way]

    def turned(x: Array) -> Array:
        return rotation(ACROSS, x[0]) @ rotation(ALONG, x[1]) @ base

    def height(x: Array) -> float:
        z = points @ turned(x)[2]
        low = np.sort(z)[: max(3, len(z) // 200)].mean()
        beyond = np.maximum(0, np.abs(x) - [MOST_TILT, 6.0 if way != "edge" else MOST_TILT])
        return float(z.mean() - low + 0.05 * (beyond**2).sum() + 0.0004 * x @ x)

    starts = (np.zeros(2), np.array([8.0, 3.0]), np.array([-8.0, -3.0]))
    found = min((minimize(height, start, method="Nelder-Mead") for start in starts), key=_cost)
    return turned(found.x)


def _cost(found) -> float:
    return float(found.fun)
