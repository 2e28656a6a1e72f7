"""What a session keeps, as jobs for the journal's lane; and what is said when keeping fails."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import QCoreApplication

from gmi_app.errors import GmiError
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import Session, SessionEnd
from gmi_app.journal import Journal
from gmi_app.laterality.drill import Fact
from gmi_app.laterality.trial import Trial
from gmi_app.progress.summary import SessionSummary

log = logging.getLogger(__name__)


def keep(journal: Journal, fact: Fact) -> None:
    """One trial or event."""
    if isinstance(fact, Trial):
        journal.add_trial(fact)
    else:
        journal.add_event(fact)


def keep_beginning(journal: Journal, session: Session, pain_before: int | None) -> None:
    """The session, and the pain before it (0 to 10) when it was given."""
    journal.begin(session)
    if pain_before is not None:
        kind = RatingKind.PAIN_NOW
        journal.add_rating(
            Rating(uuid4(), session.patient, session.at, kind, pain_before, When.BEFORE, session.id)
        )


def keep_end(journal: Journal, facts: Sequence[Fact], end: SessionEnd) -> SessionSummary:
    """What is not known to be kept yet, and then the end: never an end without its answers."""
    for fact in facts:
        keep(journal, fact)
    return journal.end(end)


def sentence_of(error: BaseException) -> str:
    """What to say of an error; of one that is our bug, only that it happened."""
    if isinstance(error, GmiError):
        return error.sentence
    log.error("keeping failed", exc_info=error)
    return QCoreApplication.translate(
        "Keeping", "Something went wrong inside the program while keeping your answer."
    )
