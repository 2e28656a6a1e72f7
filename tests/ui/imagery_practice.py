"""Imagery sessions for the tests of screens: plausible facts, the same every time."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid5

from gmi_app.clock import Moment
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.facts.session import EndKind, SessionEnd
from gmi_app.imagery.facts import ImageryRecord, ImagerySession, ImageryStep
from gmi_app.imagery.ladders import load_ladder
from gmi_app.imagery.settings import ImagerySettings
from gmi_app.journal import Journal
from gmi_app.mirror.settings import Opened
from gmi_app.pictures.model import BodyPart
from tests.ui.practice import NOW

DAYS = 5
OF_A_DAY = 4


def imagery_days(journal: Journal, patient: UUID) -> list[ImageryRecord]:
    """Some days of imagined movements, getting clearer; newest first."""
    ladder = load_ladder(BodyPart.HAND)
    for back in range(DAYS, 0, -1):
        at = NOW - timedelta(days=back, hours=1)
        identity = uuid5(patient, f"imagery {back}")
        settings = ImagerySettings(opened=Opened.READ_WHY)
        session = ImagerySession(identity, patient, Moment(at), settings, "1.0")
        journal.begin_imagery(session)
        _rate(journal, session, RatingKind.PAIN_NOW, 4, When.BEFORE, None, at_s=0)
        for index, exercise in enumerate(ladder.exercises[:OF_A_DAY]):
            moment = Moment(at + timedelta(seconds=90 * index))
            name = f"step {index}"
            step = ImageryStep(uuid5(identity, name), identity, index, exercise.id, moment, 36.0, 3)
            journal.add_imagery_step(step)
            clarity = min(5, 2 + (DAYS - back + index) // 2)
            for kind, value in (
                (RatingKind.CLARITY, clarity),
                (RatingKind.FEELING, max(1, clarity - 1)),
                (RatingKind.PAIN_NOW, 4),
                (RatingKind.MOVED, 0),
            ):
                _rate(journal, session, kind, value, When.DURING, step, at_s=90 * index + 60)
        end = SessionEnd(
            uuid5(identity, "end"), identity, Moment(at + timedelta(minutes=6)), EndKind.COMPLETED
        )
        journal.end_imagery(end)
    return journal.imagery_records(patient)


def _rate(
    journal: Journal,
    session: ImagerySession,
    kind: RatingKind,
    value: int,
    when: When,
    step: ImageryStep | None,
    *,
    at_s: int,
) -> None:
    about = None if step is None else step.id
    identity = uuid5(session.id, f"{kind} {when} {about}")
    at = Moment(session.at.utc + timedelta(seconds=at_s))
    journal.add_rating(Rating(identity, session.patient, at, kind, value, when, session.id, about))
