"""The corrected view: facts are never rewritten, readers apply the corrections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from gmi_app.facts.rating import Correction, CorrectionKind, Rating

_OF_RATINGS = frozenset({CorrectionKind.RATING_VALUE, CorrectionKind.RATING_WITHDRAWN})
_OF_SESSIONS = frozenset({CorrectionKind.SOMEONE_ELSE, CorrectionKind.SOMEONE_ELSE_WITHDRAWN})


def corrected(ratings: Iterable[Rating], corrections: Iterable[Correction]) -> list[Rating]:
    """The ratings as mended: values replaced, withdrawn ones left out, ids and order kept.

    The newest correction of a rating counts, so a withdrawn rating comes back with a new value.
    Applying the same corrections again changes nothing.
    """
    newest = _newest(corrections, _OF_RATINGS)
    mended: list[Rating] = []
    for rating in ratings:
        correction = newest.get(rating.id)
        if correction is None:
            mended.append(rating)
        elif correction.kind is CorrectionKind.RATING_VALUE and correction.value is not None:
            mended.append(replace(rating, value=correction.value))
    return mended


def done_by_someone_else(session: UUID, corrections: Iterable[Correction]) -> bool:
    """Whether a session is marked as another person's (the newest word counts)."""
    newest = _newest(corrections, _OF_SESSIONS).get(session)
    return newest is not None and newest.kind is CorrectionKind.SOMEONE_ELSE


def _newest(
    corrections: Iterable[Correction], kinds: frozenset[CorrectionKind]
) -> dict[UUID, Correction]:
    """The newest correction of each target; of two at the same moment, the one handed in last."""
    chosen = (correction for correction in corrections if correction.kind in kinds)
    return {correction.target: correction for correction in sorted(chosen, key=lambda c: c.at.utc)}
