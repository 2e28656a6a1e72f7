"""What a mirror session keeps, as jobs for the journal's lane."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import SessionEnd
from gmi_app.journal import Journal
from gmi_app.mirror.facts import MirrorRecord, MirrorSession, Step
from gmi_app.mirror.session import Fact


def keep(journal: Journal, fact: Fact) -> None:
    """One step or event."""
    if isinstance(fact, Step):
        journal.add_step(fact)
    else:
        journal.add_event(fact)


def keep_beginning(journal: Journal, session: MirrorSession, pain_before: int | None) -> None:
    """The session, and the pain before it (0 to 10) when it was given."""
    journal.begin_mirror(session)
    if pain_before is not None:
        kind, when = RatingKind.PAIN_NOW, When.BEFORE
        journal.add_rating(
            Rating(uuid4(), session.patient, session.at, kind, pain_before, when, session.id)
        )


def keep_end(journal: Journal, facts: Sequence[Fact], end: SessionEnd) -> MirrorRecord:
    """What is not known to be kept yet, and then the end."""
    for fact in facts:
        keep(journal, fact)
    return journal.end_mirror(end)
