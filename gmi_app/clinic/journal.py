"""How the clinic reads what is kept of its patients. Storage implements it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:  # the first screen is shown without them
    from datetime import date

    from gmi_app.clinic.glimpse import Glimpse
    from gmi_app.laterality.trial import Trial
    from gmi_app.pictures.model import Side


class ClinicJournal(Protocol):
    """Called on the journal's lane only, as all of ``gmi_app.journal.Journal``."""

    def glimpses(self, today: date) -> list[Glimpse]:
        """Every patient's, archived ones too, in no order that matters. The cost grows with the
        number of patients and with what they did in the last two weeks. Of their history only the
        sessions are counted, over an index."""
        ...

    def sessions_here(self, patient: UUID) -> int:
        """How many sessions of every kind are here: what a visit notes."""
        ...

    def correct_times(self, wanted: Sequence[UUID]) -> dict[UUID, list[tuple[Side, float]]]:
        """The side and the response time, in seconds, of every correct answer of the sessions
        ``wanted``, without practice pictures."""
        ...

    def trials_of(self, wanted: Sequence[UUID]) -> list[Trial]:
        """The trials of the sessions ``wanted``, in the order of presentation within each."""
        ...
