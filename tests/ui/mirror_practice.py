"""Some days with the mirror, for the tests of screens."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from gmi_app.clock import Moment
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, EventKind, SessionEnd, SessionEvent, StopReason
from gmi_app.journal import Journal
from gmi_app.mirror.exercises import Rung, session_of
from gmi_app.mirror.facts import MirrorRecord, MirrorSession, Step
from gmi_app.mirror.settings import MirrorSettings, Opened
from gmi_app.pictures.model import BodyPart
from tests.ui.practice import NOW


def mirror_days(journal: Journal, patient: UUID) -> list[MirrorRecord]:
    """Four sessions up the ladder, one of them stopped; newest first."""
    notes = (None, "Odd at first, then mine", None, "The thumb felt like mine")
    for back, rung, note in zip((4, 3, 2, 1), (0, 1, 1, 2), notes, strict=True):
        at = Moment(NOW - timedelta(days=back))
        mirror_session(journal, patient, at, Rung(rung), note, dizzy=back == 2)
    return journal.mirror_records(patient)


def mirror_session(
    journal: Journal,
    patient: UUID,
    at: Moment,
    rung: Rung,
    note: str | None = None,
    *,
    dizzy: bool = False,
) -> None:
    """One of five minutes."""
    exercises = session_of(BodyPart.HAND, rung, 5)
    settings = MirrorSettings(exercises=tuple(e.id for e in exercises), opened=Opened.READ_WHY)
    session = MirrorSession(uuid4(), patient, at, settings, "1.0")
    journal.begin_mirror(session)
    for index, each in enumerate(exercises):
        journal.add_step(
            Step(uuid4(), session.id, index, each.id, at, each.duration_s, each.repetitions)
        )
    kind = EndKind.STOPPED if dizzy else EndKind.COMPLETED
    reason = StopReason.DIZZY if dizzy else None
    journal.end_mirror(SessionEnd(uuid4(), session.id, at, kind, reason))
    for sort, value, when in (
        (RatingKind.PAIN_NOW, 4, When.BEFORE),
        (RatingKind.PAIN_NOW, 4, When.AFTER),
        (RatingKind.REALNESS, 6, When.AFTER),
    ):
        journal.add_rating(Rating(uuid4(), patient, at, sort, value, when, session.id))
    if note is not None:
        journal.add_event(SessionEvent(uuid4(), session.id, at, EventKind.NOTE, note))
