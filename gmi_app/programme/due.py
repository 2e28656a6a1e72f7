"""What is due today: the next set, how long it takes, and whether a check-up is worth offering.

There is no plan yet: the next set is the newest practice set again, or a gentle first one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from gmi_app.facts.session import EndKind
from gmi_app.laterality.settings import DrillSettings
from gmi_app.pictures.model import BodyPart, PictureSet
from gmi_app.programme.patient import Patient
from gmi_app.progress.summary import SessionSummary

RECENT_SETS: Final = 30
"""How many of the newest sets decide what is due. Ours."""

CHECK_UP_EVERY: Final = timedelta(days=7)
"""Offered weekly (clinical.md 3)."""

SETS_BEFORE_FIRST_CHECK_UP: Final = 3
"""So that the first measurement is not one of getting used to the task. Ours."""

PICTURE_S: Final = 8.0
"""Seconds for one picture, with its cross and pause, before anything is known. Ours."""

_LEAST_PICTURE_S: Final = 2.0
_MOST_PICTURE_S: Final = 30.0
_FEWEST_TRIALS: Final = 5


@dataclass(frozen=True, slots=True)
class Due:
    """``settings``: the next set; ``duration_s``: how long it will take, in seconds, roughly.
    ``sets_today``: sets of this day so far, without those that were left before their first
    picture. ``check_up``: whether to offer one, of which part."""

    settings: DrillSettings
    duration_s: float
    sets_today: int
    check_up: DrillSettings | None
    check_up_duration_s: float


def due_today(
    patient: Patient,
    recent: Sequence[SessionSummary],
    possible: Callable[[DrillSettings], bool],
    today: date,
) -> Due:
    """``recent``: the patient's newest sets, newest first (``RECENT_SETS`` are plenty).
    ``possible``: whether such a set can be made (there are pictures, and moving ones may be
    shown)."""
    own = [summary for summary in recent if summary.practised]
    settings = _next_set(patient, own, possible)
    check_up = DrillSettings.for_check_up(settings.part)
    offered = _check_up_is_due(own, settings.part, today) and possible(check_up)
    pace_s = picture_s(own)
    return Due(
        settings,
        settings.count * pace_s,
        sum(summary.at.day == today for summary in own),
        check_up if offered else None,
        check_up.count * pace_s,
    )


def _next_set(
    patient: Patient,
    own: Sequence[SessionSummary],
    possible: Callable[[DrillSettings], bool],
) -> DrillSettings:
    """The newest practice set that can be done again; else a gentle first one, of the part that
    hurts where there are pictures of it."""
    practised = (s.settings for s in own if not s.settings.check_up)
    parts = [patient.part, *BodyPart] if patient.part is not None else list(BodyPart)
    gentle = (DrillSettings(part, picture_set) for part in parts for picture_set in PictureSet)
    return next(filter(possible, (*practised, *gentle)), DrillSettings())


def _check_up_is_due(own: Sequence[SessionSummary], part: BodyPart, today: date) -> bool:
    of_part = [s for s in own if s.settings.part is part and not s.settings.moving]
    last = next(
        (s for s in of_part if s.settings.check_up and s.end is EndKind.COMPLETED),
        None,
    )
    if last is None:
        return len(of_part) >= SETS_BEFORE_FIRST_CHECK_UP
    return today - last.at.day >= CHECK_UP_EVERY


def picture_s(own: Sequence[SessionSummary]) -> float:
    """Seconds for one picture: the pace of the newest completed set of the person's own, kept
    within reason."""
    for summary in own:
        if summary.end is EndKind.COMPLETED and summary.trials >= _FEWEST_TRIALS:
            pace_s = summary.duration_s / summary.trials
            return min(max(pace_s, _LEAST_PICTURE_S), _MOST_PICTURE_S)
    return PICTURE_S
