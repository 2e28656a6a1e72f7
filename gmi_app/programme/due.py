"""What is due today: the next set, how long it takes, and whether a check-up is worth offering.

There is no plan yet: the next set is the newest practice set again, or a gentle first one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from gmi_app.facts.session import EndKind
from gmi_app.laterality.settings import DrillSettings
from gmi_app.pictures.model import BodyPart
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
    parts: Sequence[BodyPart],
    today: date,
) -> Due:
    """``recent``: the patient's newest sets, newest first (``RECENT_SETS`` are plenty). ``parts``:
    body parts that there are pictures of, in the order to prefer them."""
    own = [summary for summary in recent if summary.practised]
    settings = _next_set(patient, own, parts)
    check_up = DrillSettings.for_check_up(settings.part)
    pace_s = _picture_s(own)
    return Due(
        settings,
        settings.count * pace_s,
        sum(summary.at.day == today for summary in own),
        check_up if _check_up_is_due(own, settings.part, today) else None,
        check_up.count * pace_s,
    )


def _next_set(
    patient: Patient, own: Sequence[SessionSummary], parts: Sequence[BodyPart]
) -> DrillSettings:
    practised = next((s.settings for s in own if not s.settings.check_up), None)
    if practised is not None and practised.part in parts:
        return practised
    if patient.part is not None and patient.part in parts:
        return DrillSettings(part=patient.part)
    return DrillSettings(part=parts[0]) if parts else DrillSettings()


def _check_up_is_due(own: Sequence[SessionSummary], part: BodyPart, today: date) -> bool:
    of_part = [s for s in own if s.settings.part is part]
    last = next(
        (s for s in of_part if s.settings.check_up and s.end is EndKind.COMPLETED),
        None,
    )
    if last is None:
        return len(of_part) >= SETS_BEFORE_FIRST_CHECK_UP
    return today - last.at.day >= CHECK_UP_EVERY


def _picture_s(own: Sequence[SessionSummary]) -> float:
    """The pace of the newest completed set, kept within reason."""
    for summary in own:
        if summary.end is EndKind.COMPLETED and summary.trials >= _FEWEST_TRIALS:
            pace_s = summary.duration_s / summary.trials
            return min(max(pace_s, _LEAST_PICTURE_S), _MOST_PICTURE_S)
    return PICTURE_S
