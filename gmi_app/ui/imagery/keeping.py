"""What an imagery session keeps, as jobs for the journal's lane."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import SessionEnd, SessionEvent
from gmi_app.imagery.commands import Fact
from gmi_app.imagery.facts import ImageryRecord, ImagerySession, ImageryStep
from gmi_app.journal import Journal
from gmi_app.ui.imagery.kept import Keeping


def keep(journal: Journal, fact: Fact) -> None:
    """One step, rating or event."""
    match fact:
        case ImageryStep():
            journal.add_imagery_step(fact)
        case Rating():
            journal.add_rating(fact)
        case SessionEvent():
            journal.add_event(fact)
        case _:
            raise TypeError(f"{fact} is no fact of imagined movements")


def keep_beginning(journal: Journal, session: ImagerySession, pain_before: int | None) -> None:
    """The session, and the pain before it (0 to 10) when it was given."""
    journal.begin_imagery(session)
    if pain_before is not None:
        kind, when = RatingKind.PAIN_NOW, When.BEFORE
        journal.add_rating(
            Rating(uuid4(), session.patient, session.at, kind, pain_before, when, session.id)
        )


def keep_end(journal: Journal, facts: Sequence[Fact], end: SessionEnd) -> ImageryRecord:
    """What is not known to be kept yet, and then the end: never an end without its ratings."""
    for fact in facts:
        keep(journal, fact)
    return journal.end_imagery(end)


IMAGERY = Keeping(keep_beginning, keep, keep_end)
