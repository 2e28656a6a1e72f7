"""What a session beside the three stages keeps, as jobs for the journal's lane."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from gmi_app.activities.facts import ActivityRecord, ActivitySession, ActivityStep
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import SessionEnd, SessionEvent
from gmi_app.imagery.commands import Fact
from gmi_app.journal import Journal
from gmi_app.ui.imagery.kept import Keeping


def keep(journal: Journal, fact: Fact) -> None:
    """One step, rating or event."""
    match fact:
        case ActivityStep():
            journal.add_activity_step(fact)
        case Rating():
            journal.add_rating(fact)
        case SessionEvent():
            journal.add_event(fact)
        case _:
            raise TypeError(f"{fact} is no fact of these sessions")


def keep_beginning(journal: Journal, session: ActivitySession, pain_before: int | None) -> None:
    """The session, and the pain before it (0 to 10) when it was given."""
    journal.begin_activity(session)
    if pain_before is not None:
        kind, when = RatingKind.PAIN_NOW, When.BEFORE
        journal.add_rating(
            Rating(uuid4(), session.patient, session.at, kind, pain_before, when, session.id)
        )


def keep_end(journal: Journal, facts: Sequence[Fact], end: SessionEnd) -> ActivityRecord:
    """What is not known to be kept yet, and then the end."""
    for fact in facts:
        keep(journal, fact)
    return journal.end_activity(end)


ACTIVITY = Keeping(keep_beginning, keep, keep_end)
