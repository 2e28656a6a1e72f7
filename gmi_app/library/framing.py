"""The square that is taken out of a photograph, and how it is kept."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from math import cos, radians, sin
from typing import Final

from PIL import Image

from gmi_app.library.own_picture import KEPT_PX
from gmi_app.library.photograph import GROUND, plain

QUALITY: Final = 88
"""Of WebP: no difference is seen at the size of the stage."""
MOST_TILT_DEG: Final = 45
SMALLEST: Final = 0.2
"""The smallest frame, as a share of the photograph's shorter side."""

_QUARTERS: Final = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class Framing:
    """First turned by ``quarters`` (0 to 3, clockwise), then by ``tilt_deg`` (-45 to 45,
    clockwise); of that a square around ``x`` and ``y`` (0 to 1 of the turned photograph's width and
    height) with ``size`` (0.2 to 1) of its shorter side.

    What would lie outside is drawn in: the square's centre stays on the photograph.
    """

    quarters: int = 0
    tilt_deg: int = 0
    x: float = 0.5
    y: float = 0.5
    size: float = 1.0

    def __post_init__(self) -> None:
        if not 0 <= self.quarters <= 3 or abs(self.tilt_deg) > MOST_TILT_DEG:
            raise ValueError("quarters are 0 to 3, the tilt is -45 to 45 degrees")
        if not (0 <= self.x <= 1 and 0 <= self.y <= 1 and SMALLEST <= self.size <= 1):
            raise ValueError("x and y are 0 to 1, the size 0.2 to 1")

    def turned(self, quarters: int) -> Framing:
        """By so many quarters more, clockwise for positive ones; the same part stays framed."""
        x, y = self.x, self.y
        for _ in range(quarters % 4):
            x, y = 1 - y, x
        return replace(self, quarters=(self.quarters + quarters) % 4, x=x, y=y)

    def tilted(self, degrees: int) -> Framing:
        """By so many degrees more, as far as it goes."""
        return replace(self, tilt_deg=_within(self.tilt_deg + degrees, MOST_TILT_DEG))

    def moved(self, right: float, down: float) -> Framing:
        """The frame, by shares of its own side, as it is seen."""
        x, y = self.x + right * self.size, self.y + down * self.size
        return replace(self, x=min(max(x, 0.0), 1.0), y=min(max(y, 0.0), 1.0))

    def scaled(self, factor: float) -> Framing:
        """A larger (over 1) or smaller frame around the same centre."""
        return replace(self, size=min(max(self.size * factor, SMALLEST), 1.0))


def _within(value: int, most: int) -> int:
    return max(-most, min(most, value))


def framed(photograph: Image.Image, framing: Framing, side_px: int = KEPT_PX) -> Image.Image:
    """The square, ``side_px`` wide; the ground where it reaches beyond the photograph."""
    quarter = _QUARTERS.get(framing.quarters)
    turned = photograph if quarter is None else photograph.transpose(quarter)
    frame_px = framing.size * min(turned.size)
    scale = side_px / frame_px
    if scale < 1:  # smaller first, with every pixel counted: taking samples alone would flicker
        width, height = (max(1, round(length * scale)) for length in turned.size)
        turned = turned.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
        step = 1.0
    else:
        step = frame_px / side_px
    tilt = radians(framing.tilt_deg)
    a, b, d, e = step * cos(tilt), step * sin(tilt), -step * sin(tilt), step * cos(tilt)
    x, y, half = framing.x * turned.width, framing.y * turned.height, side_px / 2
    return turned.transform(
        (side_px, side_px),
        Image.Transform.AFFINE,
        (a, b, x - half * (a + b), d, e, y - half * (d + e)),
        Image.Resampling.BICUBIC,
        fillcolor=GROUND,
    )


def kept(photograph: Image.Image, framing: Framing) -> bytes:
    """The file that is kept: a new WebP of the square's pixels and nothing else."""
    out = io.BytesIO()
    square = plain(framed(photograph, framing))
    square.save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()
