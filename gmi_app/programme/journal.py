"""How the programme's facts are written and read. Storage implements it.

As for ``gmi_app.journal.Journal``: writing returns when the fact is durable, and raises
StorageError when it is not; nothing is called on the GUI thread; writing the same fact again
changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:  # the first screen is shown without them
    from datetime import date

    from gmi_app.facts.note import Note, NoteKind
    from gmi_app.programme.plan import PlanVersion
    from gmi_app.programme.record import Record
    from gmi_app.programme.suggestion import Decided, Decision, Suggestion


class ProgrammeJournal(Protocol):
    """Ratings of a day go through ``Journal.add_rating`` (``Rating.day``, ``When.ALONE``)."""

    # ---- plans
    def save_plan(self, version: PlanVersion) -> None:
        """Adds a version; the older ones stay."""
        ...

    def plan(self, patient: UUID) -> PlanVersion | None:
        """The newest version that can be read; None before the first."""
        ...

    def plans(self, patient: UUID, *, limit: int | None = None) -> list[PlanVersion]:
        """Newest first, those that can be read."""
        ...

    def newest_plan(self, patient: UUID) -> str | None:
        """The id of the newest version, whether it can be read or not; None before the first."""
        ...

    # ---- suggestions and decisions
    def add_suggestion(self, suggestion: Suggestion) -> None: ...

    def add_decision(self, decision: Decision) -> None:
        """The newest decision about a suggestion counts."""
        ...

    def decided(self, patient: UUID, *, limit: int | None = None) -> list[Decided]:
        """Suggestions with their decisions, newest first."""
        ...

    # ---- notes
    def add_note(self, note: Note) -> None: ...

    def notes(
        self,
        patient: UUID,
        kinds: Collection[NoteKind] = (),
        *,
        since: date | None = None,
        limit: int | None = None,
    ) -> list[Note]:
        """Of these kinds (none: all), newest first, without those that were taken back. ``since``:
        of that day or later."""
        ...

    # ---- what the rules look at
    def record(self, patient: UUID, since: date) -> Record:
        """What was recorded from that local day on; the cost grows with these days only."""
        ...
