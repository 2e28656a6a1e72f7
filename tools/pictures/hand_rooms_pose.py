# SPDX-License-Identifier: GPL-3.0-or-later
"""How a hand comes to rest on a surface. No Blender here.

The rest is found for a left hand in its hand frame (posture.py): a rotation (3, 3) from the hand
frame to the room frame (view.py of rooms), fingers away from the camera, and the height to lift.
"""

import numpy as np
from scipy.optimize import minimize

from .geometry import rotation, unit

Array = np.ndarray
UP = np.array([0.0, 0, 1])
WAYS = {
    "down": np.eye(3),
    "up": rotation((0, 1, 0), 180),
    "edge": rotation((0, 1, 0), -90),
    "write": rotation((0, 1, 0), -48),
    "raised": rotation((1, 0, 0), 90),
}
MOST_TILT = 16.0
RAISED_CM = 27.0  # of the wrist above the surface


def settled(points: Array, way: str, tip: Array | None = None) -> tuple[Array, float]:
    """Rotation and lift with which points (n, 3) come to rest: the middle as low as it can be, as a
    thing that has been let go, tilted by no more than MOST_TILT. A pen's `tip` touches, too."""
    base = WAYS[way]
    if way == "raised":
        return base, RAISED_CM

    def turned(x: Array) -> Array:
        return rotation((1, 0, 0), x[0]) @ rotation((0, 1, 0), x[1]) @ base

    def height(x: Array) -> float:
        z = points @ turned(x)[2]
        low = np.sort(z)[: max(3, len(z) // 200)].mean()
        cost = float(z.mean() - low)
        cost += 0.05 * float((np.maximum(0, np.abs(x) - MOST_TILT) ** 2).sum())
        if tip is not None:
            cost += 6 * abs(float(tip @ turned(x)[2] - low))
        return cost + 0.0004 * float(x @ x)

    starts = [np.zeros(2), np.array([6.0, 4.0]), np.array([-6.0, -4.0])]
    found = min(
        (
            minimize(height, start, method="Nelder-Mead", options={"xatol": 0.05})
            for start in starts
        ),
        key=lambda one: one.fun,
    )
    matrix = turned(found.x)
    low = float((points @ matrix[2]).min())
    if tip is not None:
        low = min(low, float(tip @ matrix[2]))
    return matrix, -low


def upright_cup(points: Array, axis: Array, bottom: Array) -> tuple[Array, float]:
    """Rotation and lift with which the cup (axis (2, 3), lowest points `bottom`) stands upright,
    the back of the hand to the left. A hand that would go into the surface has lifted the cup."""
    up = unit(axis[1] - axis[0])
    away = unit(np.array([0, 1.0, 0]) - up * up[1])
    matrix = np.stack([np.cross(away, up), away, up])
    low = min(float((points @ matrix[2]).min()), float((bottom @ matrix[2]).min()))
    return matrix, -low
