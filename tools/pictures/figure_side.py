# SPDX-License-Identifier: GPL-3.0-or-later
"""Which side a posed figure shows, read from the skeleton as it is depicted. No Blender here.

Left is worked out from up and forwards of the depicted body, so a mirrored body has its own left.
"""

from typing import Protocol

import numpy as np

Array = np.ndarray
LEAST_TURN, LEAST_BEND = 0.30, 0.16


class Skeleton(Protocol):
    """What is asked of a posed figure."""

    def joint(self, bone: str, end: int = 0) -> Array: ...

    def direction(self, bone: str, rest: tuple[float, float, float]) -> Array: ...


def _left(figure: Skeleton, bone: str) -> Array:
    """The depicted body's own left at a bone: up crossed with forwards, both as they are shown."""
    up, forwards = figure.direction(bone, (0, 0, 1)), figure.direction(bone, (0, -1, 0))
    return np.cross(up, forwards)


def side_of_limb(figure: Skeleton, part: str) -> str:
    """Left or right of the knee or shoulder that is asked (the rig's .L before mirroring)."""
    bone = {"knee": "upperleg01", "shoulder": "upperarm01"}[part]
    trunk = {"knee": "root", "shoulder": "spine01"}[part]
    outwards = figure.joint(f"{bone}.L") - figure.joint(f"{bone}.R")
    towards_left = float(outwards @ _left(figure, trunk))
    if abs(towards_left) < 5.0:
        raise AssertionError("the two sides of the body cannot be told apart")
    return "left" if towards_left > 0 else "right"


def side_of_movement(figure: Skeleton, part: str) -> str:
    """Left or right, to which neck or trunk is turned or bent against the part below it."""
    moved, still = {"neck": ("head", "spine01"), "back": ("spine01", "root")}[part]
    left = _left(figure, still)
    turned = float(figure.direction(moved, (0, -1, 0)) @ left)
    bent = float(figure.direction(moved, (0, 0, 1)) @ left)
    if abs(turned) < LEAST_TURN and abs(bent) < LEAST_BEND:
        raise AssertionError("the movement is too small to be seen")
    if turned * bent < 0 and min(abs(turned), abs(bent)) > LEAST_BEND:
        raise AssertionError("turned to one side and bent to the other")
    return "left" if turned + bent > 0 else "right"


def side_of(figure: Skeleton, part: str) -> str:
    """The side or direction that the figure shows for a part of the body."""
    if part in ("knee", "shoulder"):
        return side_of_limb(figure, part)
    return side_of_movement(figure, part)
