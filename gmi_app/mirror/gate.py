"""Whether the mirror is open for a person, and why not (clinical.md 4 and 5).

The stages before are left-right discrimination and imagined movements. A plan says by which
thresholds, and may open it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

from gmi_app.facts.rating import RatingKind
from gmi_app.mirror.exercises import Rung
from gmi_app.mirror.facts import MirrorRecord
from gmi_app.mirror.settings import WITH_MIRROR, Opened
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.patient import AffectedSide, Patient
from gmi_app.programme.thresholds import Thresholds
from gmi_app.progress.flare import NO_FLARES, FlareDays, is_flare
from gmi_app.progress.summary import SessionSummary

if TYPE_CHECKING:
    from gmi_app.imagery.facts import ImageryRecord
    from gmi_app.programme.plan import Plan

USUAL = Thresholds()
WINDOW_DAYS = USUAL.window_days
LEAST_DAYS = USUAL.practice_days
LEAST_TRIALS = USUAL.trials_a_side
FLARES_TO_PAUSE = USUAL.flares_to_pause
"""Without a plan the usual thresholds count: over 7 calendar days, sets on 5 of them, 60 trials a
side, 80 % and 2.5 s (2.1 s for necks and backs); three flares in a row pause (clinical.md 4, 5)."""
SESSIONS_A_RUNG = 3
"""Calm sessions on a rung before the next one is suggested. Ours."""


class Way(Enum):
    """OPEN; LOCKED can be opened after reading why; PAUSED after flares, likewise; NONE: there is
    no mirror for this person."""

    OPEN = auto()
    LOCKED = auto()
    PAUSED = auto()
    BOTH_SIDES = auto()
    NO_LADDER = auto()
    UNKNOWN_SIDE = auto()


@dataclass(frozen=True, slots=True)
class Practised:
    """What the rule looks at: days with sets, trials of the side with fewer, the lower accuracy
    (share) and the longer usual time (seconds, None without one), whether pain flared, and whether
    the answers together cannot be told from guessing. ``most_rt_s``: the goal of the body part.
    ``imagined_days``: with whole sessions of imagined movements, for the mirror only."""

    days: int = 0
    trials: int = 0
    accuracy: float = 0.0
    rt_s: float | None = None
    flared: bool = False
    guessing: bool = False
    thresholds: Thresholds = USUAL
    most_rt_s: float = USUAL.rt_limb_s
    imagined_days: int | None = None

    @property
    def met(self) -> bool:
        """Whether left or right goes well enough."""
        goal = self.thresholds
        enough = self.days >= goal.practice_days and self.trials >= goal.trials_a_side
        calm = not self.flared and not self.guessing
        quick = self.rt_s is not None and self.rt_s <= self.most_rt_s
        return enough and calm and self.accuracy >= goal.accuracy and quick


@dataclass(frozen=True, slots=True)
class Gate:
    """``opened``: how, to be kept with the next session."""

    way: Way
    practised: Practised
    opened: Opened = Opened.MET

    @property
    def possible(self) -> bool:
        """Whether there is a mirror for this person at all."""
        return self.way in (Way.OPEN, Way.LOCKED, Way.PAUSED)


def practised(
    summaries: Sequence[SessionSummary],
    today: date,
    part: BodyPart | None = None,
    plan: Plan | None = None,
) -> Practised:
    """Of the days that are looked at; ``summaries`` in any order. Still pictures of one part only,
    of all parts where None is named. The usual time is the mean of the sets' medians, weighted by
    right answers (the raw trials would take too long to read)."""
    # the command line reads its words from beside this module, and starts without these
    from gmi_app.programme.figures import figures_of, practice_of

    goal = plan.thresholds if plan is not None else USUAL
    first = today - timedelta(days=goal.window_days - 1)
    recent = [s for s in summaries if s.practised and first <= s.at.day <= today]
    counted = [
        practice_of(s) for s in recent if not s.settings.moving and part in (None, s.settings.part)
    ]
    figures = figures_of(counted)
    return Practised(
        days=len(figures.days),
        trials=figures.trials,
        accuracy=figures.accuracy,
        rt_s=figures.rt_s,
        flared=any(is_flare(s.pain_before, s.pain_after, goal.flare_rise) for s in recent),
        guessing=bool(counted) and figures.guessing,
        thresholds=goal,
        most_rt_s=goal.rt_limb_s if part is None else goal.rt_s(part),
    )


def gate(
    patient: Patient,
    summaries: Sequence[SessionSummary],
    records: Sequence[MirrorRecord],
    today: date,
    imagery: Sequence[ImageryRecord] = (),
    plan: Plan | None = None,
) -> Gate:
    """``records`` and ``imagery``: the person's mirror and imagery sessions, newest first. Once
    opened it stays open; a plan opens it that has come to the mirror, or names it as open."""
    part = mirrored_part(patient, plan)
    found = practised(summaries, today, part, plan)
    found = replace(found, imagined_days=_imagined_days(imagery, found.thresholds, today))
    if part is not None and part not in WITH_MIRROR:
        return Gate(Way.NO_LADDER, found)
    if patient.affected is AffectedSide.BOTH:
        return Gate(Way.BOTH_SIDES, found)
    if patient.affected is None or part is None:
        return Gate(Way.UNKNOWN_SIDE, found)
    if flares_in_a_row(records, found.thresholds.flare_rise) >= found.thresholds.flares_to_pause:
        return Gate(Way.PAUSED, found, Opened.READ_WHY)
    if plan is not None and "mirror" in (plan.stage, *plan.opened):
        return Gate(Way.OPEN, found, Opened.MET)
    if _imagery_met(imagery, found, today):
        return Gate(Way.OPEN, found, Opened.MET)
    if any(r.session.settings.opened is not Opened.COMMAND for r in records):
        return Gate(Way.OPEN, found, records[0].session.settings.opened)
    return Gate(Way.LOCKED, found, Opened.READ_WHY)


def mirrored_part(patient: Patient, plan: Plan | None) -> BodyPart | None:
    """What the plan has a mirror for, else the part that hurts; None where nobody named one."""
    named = plan.part_of("mirror") if plan is not None else None
    return named or patient.part


def _imagined(
    imagery: Sequence[ImageryRecord], goal: Thresholds, today: date
) -> list[ImageryRecord]:
    """Of the days that are looked at."""
    first = today - timedelta(days=goal.window_days - 1)
    own = (r for r in imagery if not r.someone_else)
    return [r for r in own if first <= r.session.at.day <= today]


def _imagined_days(imagery: Sequence[ImageryRecord], goal: Thresholds, today: date) -> int:
    whole = (r for r in _imagined(imagery, goal, today) if r.completed)
    return len({r.session.at.day for r in whole})


def _imagery_met(imagery: Sequence[ImageryRecord], found: Practised, today: date) -> bool:
    """The stage before: imagined on enough days, clearly where that was rated, without a flare."""
    goal = found.thresholds
    recent = _imagined(imagery, goal, today)
    calm = not found.flared and not any(
        is_flare(r.pain_before, r.pain_after, goal.flare_rise) for r in recent
    )
    clear = [value for r in recent if r.completed for value in r.series(RatingKind.CLARITY)]
    clearly = not clear or sum(clear) / len(clear) >= goal.clarity
    return calm and clearly and (found.imagined_days or 0) >= goal.practice_days


def flares_in_a_row(records: Sequence[MirrorRecord], rise: int = USUAL.flare_rise) -> int:
    """How many of the newest sessions ended with pain ``rise`` or more above their start."""
    count = 0
    for record in _own(records):
        if not is_flare(record.pain_before, record.pain_after, rise):
            break
        count += 1
    return count


def suggested_rung(
    records: Sequence[MirrorRecord], rise: int = USUAL.flare_rise, flares: FlareDays = NO_FLARES
) -> Rung:
    """Watching first; a rung further after three calm sessions on one; a rung back after a session
    that flared (pain ``rise`` or more above the start) or a stop because of pain, dizziness or
    distress, and on the easier days after any of ``flares``. ``records``: newest first."""
    own = _own(records)
    usual = _rung_of(own, rise, flares)
    below = flares.eased_from((r.session.at.day, r.rung) for r in own)
    return usual if below is None else min(usual, Rung(max(Rung.WATCH, below - 1)))


def _rung_of(own: Sequence[MirrorRecord], rise: int, flares: FlareDays) -> Rung:
    """What the sessions ask for; those up to the last flare count for nothing further."""
    if not own:
        return Rung.WATCH
    last = own[0]
    rung = last.rung
    uneasy = last.reason is not None and last.reason.uneasy
    if is_flare(last.pain_before, last.pain_after, rise) or uneasy:
        return Rung(max(Rung.WATCH, rung - 1))
    calm = 0
    for record in own:
        calm_day = flares.is_after(record.session.at.day)
        if record.rung < rung or not record.completed or not calm_day:
            break
        calm += 1
    return Rung(min(Rung.OBJECT, rung + 1)) if calm >= SESSIONS_A_RUNG else rung


def _own(records: Sequence[MirrorRecord]) -> list[MirrorRecord]:
    return [record for record in records if not record.someone_else]
