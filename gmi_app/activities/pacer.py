"""The breathing pacer: where in a breath one is, from the time that has passed."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gmi_app.activities.settings import USUAL_IN_S, USUAL_OUT_S


@dataclass(frozen=True, slots=True)
class Breath:
    """``number``: from 1. ``into``: breathing in, else out. ``share``: how much of this way has
    passed, 0 to 1. ``left_s``: seconds until it turns."""

    number: int
    into: bool
    share: float
    left_s: float

    @property
    def fullness(self) -> float:
        """How full the chest is, 0 to 1: slow at both ends, as a breath is."""
        eased = (1 - math.cos(math.pi * self.share)) / 2
        return eased if self.into else 1 - eased


def breath_at(passed_s: float, in_s: float = USUAL_IN_S, out_s: float = USUAL_OUT_S) -> Breath:
    """Begins with breathing in. ``passed_s`` below 0 is the beginning."""
    passed_s = max(0.0, passed_s)
    before, within = divmod(passed_s, in_s + out_s)
    number = int(before) + 1
    if within < in_s:
        return Breath(number, True, within / in_s, in_s - within)
    gone = within - in_s
    return Breath(number, False, min(1.0, gone / out_s), max(0.0, out_s - gone))
