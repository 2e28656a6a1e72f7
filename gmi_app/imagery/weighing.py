"""What the answers after an exercise mean for the next one (clinical.md 5.2 and 5.6)."""

from __future__ import annotations

from dataclasses import dataclass

from gmi_app.facts.rating import RatingKind
from gmi_app.imagery.facts import Easing
from gmi_app.progress.flare import FLARE_RISE, is_flare


@dataclass(slots=True)
class Weighing:
    """``pain_before``: 0 to 10; the first pain that is said stands in for None. Who moved or tensed
    gets the next one smaller; after a flare (``rise`` points or more) an easier one comes."""

    pain_before: int | None
    rise: int = FLARE_RISE
    _gentler: Easing = Easing.NONE
    _flared: bool = False

    def weigh(self, kind: RatingKind, value: int) -> None:
        if kind is RatingKind.MOVED and value:
            self._gentler = max(self._gentler, Easing.SMALLER)
        if kind is not RatingKind.PAIN_NOW:
            return
        if self.pain_before is None:
            self.pain_before = value
        elif is_flare(self.pain_before, value, self.rise):
            self._gentler, self._flared = Easing.EASIER, True

    def take_gentler(self) -> Easing:
        """How the next exercise is eased; asked once."""
        gentler, self._gentler = self._gentler, Easing.NONE
        return gentler

    def take_flare(self) -> bool:
        """Whether pain flared since it was asked last."""
        flared, self._flared = self._flared, False
        return flared
