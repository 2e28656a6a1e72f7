"""The exercise that is going on: what was imagined of it so far, until it becomes a fact."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.imagery.exercise import Exercise, Ladder
from gmi_app.imagery.facts import Easing, ImageryStep

SECOND_NS = 1_000_000_000


@dataclass(slots=True)
class OpenStep:
    """``imagined_ns``: pauses left out. ``repetitions``: whole ones."""

    id: UUID
    at: Moment
    exercise: Exercise
    easing: Easing
    imagined_ns: int = 0
    repetitions: int = 0
    timings_s: list[float] = field(default_factory=list)
    closed: bool = False
    pressed_ns: int | None = None
    """Chronometry: when the present movement began."""

    @property
    def begun(self) -> bool:
        """Whether some of it was imagined."""
        return self.imagined_ns > 0

    def time(self, now_ns: int) -> bool:
        """Chronometry: the first press begins, the second ends the movement; whether it ended."""
        if self.pressed_ns is None:
            self.pressed_ns = now_ns
            return False
        self.timings_s.append((now_ns - self.pressed_ns) / SECOND_NS)
        self.pressed_ns = None
        return True

    def close(self, session: UUID, index: int, *, skipped: bool = False) -> ImageryStep:
        """The fact; ratings may still refer to it afterwards."""
        self.closed = True
        return ImageryStep(
            id=self.id,
            session=session,
            index=index,
            exercise=self.exercise.id,
            at=self.at,
            imagined_s=self.imagined_ns / SECOND_NS,
            repetitions=self.repetitions,
            eased=self.easing,
            skipped=skipped,
            timings_s=tuple(self.timings_s),
        )


def eased(planned: Exercise, ladder: Ladder, wanted: Easing) -> tuple[Easing, Exercise]:
    """What comes in place of ``planned``: the first easing that there is, from ``wanted`` on."""
    if wanted <= Easing.SMALLER:
        return wanted, planned
    easier = ladder.exercise(planned.easier) if planned.easier else None
    if wanted is Easing.EASIER and easier is not None:
        return Easing.EASIER, easier
    return Easing.DISTANT, ladder.distant
