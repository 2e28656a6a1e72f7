"""How late the mirror's picture is, as a whole: a square on the screen turns light or dark, the
camera looks at it, and the picture of it is painted again.

What is measured contains the screen, the camera, the cable and this program; it is rounded up to
whole frames of the camera, as what a person sees is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from statistics import median

WANTED_MS, WARN_MS = 100.0, 200.0
"""The added delay should be 100 ms at most; above 200 ms it is warned (clinical.md 7, ours: the
illusion of an own limb is strong below 200 ms, Ismail & Shimada 2016)."""
TURNS = 10
"""So many turns of the square make a figure."""
LEAST_CONTRAST = 24.0
"""Light and dark must be so far apart in the picture (of 255), else the camera does not see the
square."""
GIVE_UP_NS = 1_500_000_000


class Verdict(Enum):
    GOOD = auto()
    LATE = auto()
    """Above 100 ms."""
    TOO_LATE = auto()
    """Above 200 ms."""


@dataclass(frozen=True, slots=True)
class Delay:
    """``median_ms`` and ``worst_ms`` of ``turns`` turns."""

    median_ms: float
    worst_ms: float
    turns: int

    @property
    def verdict(self) -> Verdict:
        if self.median_ms > WARN_MS:
            return Verdict.TOO_LATE
        return Verdict.LATE if self.median_ms > WANTED_MS else Verdict.GOOD


class DelayMeter:
    """Hears when the square turned and how bright the picture of it was painted; times are
    monotonic nanoseconds. ``missed``: turns that were not seen."""

    def __init__(self) -> None:
        self.missed = 0
        self._low, self._high = 255.0, 0.0
        self._turned: tuple[int, bool] | None = None
        self._found_ms: list[float] = []

    @property
    def seen(self) -> int:
        """Turns that were seen so far."""
        return len(self._found_ms)

    @property
    def sees_the_square(self) -> bool:
        """Whether the picture turns light and dark at all."""
        return self._high - self._low >= LEAST_CONTRAST

    def turned(self, at_ns: int, *, light: bool) -> None:
        """The square was painted so now; a turn that nobody has seen yet is given up."""
        if self._turned is not None:
            self.missed += 1
        self._turned = (at_ns, light)

    def saw(self, at_ns: int, brightness: float) -> None:
        """A picture of this brightness (0 to 255) was painted."""
        self._low, self._high = min(self._low, brightness), max(self._high, brightness)
        if self._turned is None or not self.sees_the_square:
            return
        turned_ns, light = self._turned
        is_light = brightness > (self._low + self._high) / 2
        if is_light is light and at_ns > turned_ns:
            self._turned = None
            if at_ns - turned_ns <= GIVE_UP_NS:
                self._found_ms.append((at_ns - turned_ns) / 1e6)
            else:
                self.missed += 1

    def result(self) -> Delay | None:
        """None until enough turns were seen. The first two, before light and dark were known, do
        not count."""
        if len(self._found_ms) < TURNS + 2:
            return None
        counted = self._found_ms[2:]
        return Delay(median(counted), max(counted), len(counted))
