"""How sessions beside the three stages are written and read. Storage implements it; see
``gmi_app.journal`` for what holds for all methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from gmi_app.facts.session import SessionEnd

if TYPE_CHECKING:
    from datetime import date

    from gmi_app.activities.facts import ActivityRecord, ActivitySession, ActivityStep


class ActivityJournal(Protocol):
    """Their events and ratings are written as those of any session."""

    def begin_activity(self, session: ActivitySession) -> None: ...

    def add_activity_step(self, step: ActivityStep) -> None: ...

    def end_activity(self, end: SessionEnd) -> ActivityRecord:
        """Ends the session; the record is what is known of it now."""
        ...

    def activity_records(
        self, patient: UUID, *, limit: int | None = None, since: date | None = None
    ) -> list[ActivityRecord]:
        """Of all four kinds, also without an end; newest first; of days from ``since`` on."""
        ...
