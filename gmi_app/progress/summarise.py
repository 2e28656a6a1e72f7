"""From the facts of one session to its summary. Pure: storage calls it whenever a fact is added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gmi_app.facts.rating import Correction, Rating, RatingKind, When
from gmi_app.facts.session import EndKind, Session, SessionEnd
from gmi_app.laterality.scoring import score
from gmi_app.laterality.trial import InputMethod, Trial
from gmi_app.progress.corrections import corrected, done_by_someone_else
from gmi_app.progress.summary import SessionSummary


def summarise(
    session: Session,
    end: SessionEnd | None,
    trials: Sequence[Trial],
    ratings: Iterable[Rating] = (),
    corrections: Iterable[Correction] = (),
) -> SessionSummary:
    """The summary of ``session``; facts of other sessions among the arguments are passed over.

    ``ratings`` may be raw or already corrected. ``trials`` of the summary counts the pictures that
    were presented, practice left out. The duration of a session that was interrupted ends with its
    last picture: its end was written later, and nobody knows when it came.
    """
    mine = [trial for trial in trials if trial.session == session.id]
    corrections = list(corrections)
    pain = [
        rating
        for rating in corrected(ratings, corrections)
        if rating.session == session.id and rating.kind is RatingKind.PAIN_NOW
    ]
    return SessionSummary(
        session=session.id,
        patient=session.patient,
        kind=session.kind,
        at=session.at,
        settings=session.settings,
        end=None if end is None else end.kind,
        reason=None if end is None else end.reason,
        trials=sum(not trial.practice for trial in mine),
        measures=score(mine),
        method=_method(mine),
        pain_before=_newest(pain, When.BEFORE),
        pain_after=_newest(pain, When.AFTER),
        someone_else=done_by_someone_else(session.id, corrections),
        duration_s=_duration_s(session, end, mine),
    )


def _method(trials: Sequence[Trial]) -> InputMethod | None:
    methods = {t.press.method for t in trials if t.press is not None and not t.practice}
    return methods.pop() if len(methods) == 1 else None


def _newest(ratings: Sequence[Rating], when: When) -> int | None:
    given = [rating for rating in ratings if rating.when is when]
    return max(given, key=lambda rating: rating.at.utc).value if given else None


def _duration_s(session: Session, end: SessionEnd | None, trials: Sequence[Trial]) -> float:
    """Never below 0, though somebody may set the computer's clock back meanwhile."""
    if end is not None and end.kind is not EndKind.INTERRUPTED:
        last = end.at.utc
    else:
        last = max((trial.at.utc for trial in trials), default=session.at.utc)
    return max(0.0, (last - session.at.utc).total_seconds())
