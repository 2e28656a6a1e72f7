"""How the facts of a session are made: each dated, with an id of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from gmi_app.clock import Clock
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, EventKind, SessionEnd, SessionEvent, StopReason
from gmi_app.imagery.commands import Ended, Keep


class Sitting(Protocol):
    """A session of any guided kind."""

    @property
    def id(self) -> UUID: ...

    @property
    def patient(self) -> UUID: ...


@dataclass(frozen=True, slots=True)
class Notes:
    """Of one session."""

    session: Sitting
    clock: Clock
    new_id: Callable[[], UUID]

    def event(self, kind: EventKind, detail: str = "") -> Keep:
        moment = self.clock.moment()
        return Keep(SessionEvent(self.new_id(), self.session.id, moment, kind, detail))

    def rating(self, kind: RatingKind, value: int, step: UUID | None) -> Keep:
        """An answer about the exercise ``step``."""
        session, moment = self.session, self.clock.moment()
        return Keep(
            Rating(
                self.new_id(), session.patient, moment, kind, value, When.DURING, session.id, step
            )
        )

    def end(self, kind: EndKind, reason: StopReason | None, note: str) -> Ended:
        moment = self.clock.moment()
        return Ended(SessionEnd(self.new_id(), self.session.id, moment, kind, reason, note))
