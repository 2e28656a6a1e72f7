# SPDX-License-Identifier: GPL-3.0-or-later
"""Plain blocks that a person sits, steps or kneels on, set where the posed body touches them."""

from dataclasses import dataclass

import numpy as np

from .clothes_drape import Block
from .figure_body import FigureBody

Array = np.ndarray
WOOD, GREY, MAT = "#cbb391", "#c8c7c1", "#8ea2a0"


@dataclass(frozen=True)
class Prop:
    """A block below the lowest point of some bones' skin.

    kind: its name; bones: prefixes of the bones that rest on it; size: width, depth, height (cm);
    shift: of its middle from the middle of that skin, sideways and backwards (cm).
    """

    kind: str
    bones: tuple[str, ...]
    size: tuple[float, float, float]
    shift: tuple[float, float]
    colour: str
    sink: float = 0.4

    def block(self, body: FigureBody, posed: Array) -> Block:
        """The block for a posed body (all vertices of the base mesh)."""
        skin = body.skin.used
        touching = posed[skin][body.share(*self.bones)[skin] > 0.6]
        top = float(touching[:, 2].min()) + self.sink
        middle = touching[:, :2].mean(0) + np.array(self.shift)
        width, depth, height = self.size
        low = (float(middle[0] - width / 2), float(middle[1] - depth / 2), top - height)
        high = (float(middle[0] + width / 2), float(middle[1] + depth / 2), top)
        return Block(low, high, self.colour)


SEAT = Prop("seat", ("pelvis", "upperleg"), (62, 44, 12), (0, 6), WOOD, 1.6)
MAT_BELOW = Prop("mat", ("lowerleg", "foot", "toe"), (150, 150, 2.5), (0, 0), MAT, 0.5)
STEP = Prop("step", ("foot.L", "toe"), (46, 34, 13), (0, 0), GREY, 0.3)
