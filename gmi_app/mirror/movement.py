"""Where something moved: small grey copies of two frames are compared; nothing else is kept."""

from __future__ import annotations

from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray

from gmi_app.mirror.camera import Moved
from gmi_app.mirror.geometry import Orientation
from gmi_app.mirror.settings import ViewMode, ViewSettings
from gmi_app.pictures.model import Side

CHANGED = 14
"""A pixel that differs by more (of 255) has changed; less is the camera's own noise (ours)."""
CALM = 0.004
"""A share of changed pixels below this is no movement (ours)."""
CLEARLY = 2.5
"""One half moved clearly when it moved so many times as much as the other (ours)."""
LOOKS = 12
"""So many pairs of frames with movement make up a verdict: about half a second (ours)."""

Grey = NDArray[np.uint8]


class Verdict(Enum):
    """What the half check saw."""

    WAITING = auto()
    HEALTHY_HALF = auto()
    OTHER_HALF = auto()
    BOTH_HALVES = auto()


def oriented(grey: Grey, orientation: Orientation) -> Grey:
    """A grey picture as the patient would see it."""
    turned = np.rot90(grey, -orientation.turns)
    return turned[:, ::-1] if orientation.flip else turned


def changed_halves(before: Grey, now: Grey, line: float) -> tuple[float, float]:
    """The share of changed pixels, 0 to 1, left and right of ``line`` (a share of the width)."""
    changed = np.abs(before.astype(np.int16) - now.astype(np.int16)) > CHANGED
    at = min(max(round(line * changed.shape[1]), 1), changed.shape[1] - 1)
    return float(changed[:, :at].mean()), float(changed[:, at:].mean())


class HalfCheck:
    """ "Move your healthy hand a little": which half moved?"""

    def __init__(self, healthy: Side) -> None:
        self._healthy = healthy
        self._left = self._right = 0.0
        self._looks = 0

    def look(self, left: float, right: float) -> Verdict:
        """One more pair of frames: the shares of changed pixels."""
        if max(left, right) >= CALM:
            self._left += left
            self._right += right
            self._looks += 1
        if self._looks < LOOKS:
            return Verdict.WAITING
        healthy, other = self._left, self._right
        if self._healthy is Side.RIGHT:
            healthy, other = other, healthy
        if healthy >= CLEARLY * other:
            return Verdict.HEALTHY_HALF
        if other >= CLEARLY * healthy:
            return Verdict.OTHER_HALF
        return Verdict.BOTH_HALVES


def healthy_share(moved: Moved, view: ViewSettings) -> float:
    """How much the healthy limb moved, 0 to 1: on its half, or anywhere when it is alone."""
    if view.mode is not ViewMode.HALF:
        return (moved.left + moved.right) / 2
    return moved.right if view.healthy is Side.RIGHT else moved.left
