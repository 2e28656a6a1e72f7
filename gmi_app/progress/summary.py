"""One session on one line: derived when it ends, rebuilt at any time."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.facts.session import EndKind, SessionKind, StopReason
from gmi_app.laterality.measures import Measures
from gmi_app.laterality.settings import DrillSettings
from gmi_app.laterality.trial import InputMethod


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """``end`` is None while the session has no end. ``pain_before``/``pain_after``: 0 to 10 as
    corrected, None when not given. ``someone_else``: marked as done by another person, and then
    left out of every comparison. ``duration_s``: from the session's start to its end.
    ``method``: the one input method of all answers, None when several or none."""

    session: UUID
    patient: UUID
    kind: SessionKind
    at: Moment
    settings: DrillSettings
    end: EndKind | None
    reason: StopReason | None
    trials: int
    measures: Measures
    method: InputMethod | None
    pain_before: int | None
    pain_after: int | None
    someone_else: bool
    duration_s: float

    @property
    def practised(self) -> bool:
        """Whether the patient did any of it: at least one picture was presented to them."""
        return self.trials > 0 and not self.someone_else
