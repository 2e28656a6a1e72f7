# SPDX-License-Identifier: GPL-3.0-or-later
"""Plain blocks that a person sits, steps or kneels on, set where the posed body touches them.

No Blender here.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .figure_body import FigureBody

Array = np.ndarray
WOOD, GREY, MAT = "#cbb391", "#c8c7c1", "#8ea2a0"


@dataclass(frozen=True)
class Block:
    """A box on which a person sits, kneels or steps: its lowest and highest corner (3,), colour."""

    low: tuple[float, float, float]
    high: tuple[float, float, float]
    colour: str

    def push_out(self, place: Array) -> None:
        """Lift places (n, 3) that are inside onto its top, those by a wall out of the wall."""
        low, high = np.array(self.low), np.array(self.high)
        inside = ((place > low) & (place < high)).all(1)
        front = place[:, 1] - low[1]
        over = high[2] - place[:, 2]
        to_top = inside & (over < 5.0)
        place[to_top, 2] = high[2] + 0.1
        place[inside & ~to_top & (front < 6.0), 1] = low[1] - 0.1


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

    def block(self, body: "FigureBody", posed: Array) -> Block:
        """The block for a posed body (all vertices of the base mesh)."""
        skin = body.skin.used
        touching = posed[skin][body.share(*self.bones)[skin] > 0.6]
        top = float(touching[:, 2].min()) + self.sink
        middle = touching[:, :2].mean(0) + np.array(self.shift)
        width, depth, height = self.size
        low = (float(middle[0] - width / 2), float(middle[1] - depth / 2), top - height)
        high = (float(middle[0] + width / 2), float(middle[1] + depth / 2), top)
        return Block(low, high, self.colour)


SEAT = Prop("seat", ("pelvis", "upperleg"), (50, 42, 12), (0, 6), WOOD, 1.6)
MAT_BELOW = Prop("mat", ("lowerleg", "foot", "toe"), (150, 150, 2.5), (0, 0), MAT, 0.5)
LEFT_FOOT = ("foot.L", *(f"toe{n}-{k}.L" for n in range(1, 6) for k in (1, 2, 3)))
STEP = Prop("step", LEFT_FOOT, (46, 34, 13), (0, 0), GREY, 0.3)
