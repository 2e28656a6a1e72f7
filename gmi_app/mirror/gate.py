"""Whether the mirror is open for a person, and why not (clinical.md 4 and 5).

Imagined movements come between left-right sets and the mirror; until they are part of the program,
the stage before is left-right discrimination.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from gmi_app.mirror.exercises import Rung
from gmi_app.mirror.facts import MirrorRecord
from gmi_app.mirror.settings import WITH_MIRROR, Opened
from gmi_app.pictures.model import Side
from gmi_app.programme.patient import AffectedSide, Patient
from gmi_app.progress.flare import is_flare
from gmi_app.progress.summary import SessionSummary

WINDOW_DAYS = 7
LEAST_DAYS = 5
LEAST_TRIALS = 60
LEAST_ACCURACY = 0.80
MOST_RT_S = 2.5
"""Over 7 calendar days, sets on 5 of them, 60 trials a side: 80 % and 2.5 s (clinical.md 4)."""
FLARES_TO_PAUSE = 3
"""Three flares in a row: the exercise pauses (clinical.md 5.2)."""
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
    (share) and the longer usual time (seconds, None without one), and whether pain flared."""

    days: int = 0
    trials: int = 0
    accuracy: float = 0.0
    rt_s: float | None = None
    flared: bool = False

    @property
    def met(self) -> bool:
        enough = self.days >= LEAST_DAYS and self.trials >= LEAST_TRIALS and not self.flared
        quick = self.rt_s is not None and self.rt_s <= MOST_RT_S
        return enough and self.accuracy >= LEAST_ACCURACY and quick


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


def practised(summaries: Sequence[SessionSummary], today: date) -> Practised:
    """Of the last seven calendar days; ``summaries`` in any order. The usual time is the mean of
    the sets' medians, weighted by right answers (the raw trials would take too long to read)."""
    first = today - timedelta(days=WINDOW_DAYS - 1)
    recent = [s for s in summaries if s.practised and first <= s.at.day <= today]
    trials, accuracies, times = [], [], []
    for side in Side:
        measures = [s.measures.of(side) for s in recent]
        correct, scored = sum(m.correct for m in measures), sum(m.scored for m in measures)
        trials.append(scored)
        accuracies.append(correct / scored if scored else 0.0)
        timed = [
            (s.measures.of(side).median_rt_s, s.measures.of(side).correct)
            for s in recent
            if not s.measures.guessing
        ]
        weights = sum(n for figure, n in timed if figure is not None)
        total = sum(figure.value * n for figure, n in timed if figure is not None)
        times.append(total / weights if weights else None)
    known = [time for time in times if time is not None]
    return Practised(
        days=len({s.at.day for s in recent}),
        trials=min(trials),
        accuracy=min(accuracies),
        rt_s=max(known) if len(known) == len(times) else None,
        flared=any(is_flare(s.pain_before, s.pain_after) for s in recent),
    )


def gate(
    patient: Patient,
    summaries: Sequence[SessionSummary],
    records: Sequence[MirrorRecord],
    today: date,
) -> Gate:
    """``records``: the person's mirror sessions, newest first. Once opened it stays open."""
    found = practised(summaries, today)
    if patient.part is not None and patient.part not in WITH_MIRROR:
        return Gate(Way.NO_LADDER, found)
    if patient.affected is AffectedSide.BOTH:
        return Gate(Way.BOTH_SIDES, found)
    if patient.affected is None or patient.part is None:
        return Gate(Way.UNKNOWN_SIDE, found)
    if flares_in_a_row(records) >= FLARES_TO_PAUSE:
        return Gate(Way.PAUSED, found, Opened.READ_WHY)
    if found.met:
        return Gate(Way.OPEN, found, Opened.MET)
    if any(r.session.settings.opened is not Opened.COMMAND for r in records):
        return Gate(Way.OPEN, found, records[0].session.settings.opened)
    return Gate(Way.LOCKED, found, Opened.READ_WHY)


def flares_in_a_row(records: Sequence[MirrorRecord]) -> int:
    """How many of the newest sessions ended with pain 2 or more above their start."""
    count = 0
    for record in _own(records):
        if not is_flare(record.pain_before, record.pain_after):
            break
        count += 1
    return count


def suggested_rung(records: Sequence[MirrorRecord]) -> Rung:
    """Watching first; a rung further after three calm sessions on one; a rung back after a flare
    or a stop because of pain, dizziness or distress. ``records``: newest first."""
    own = _own(records)
    if not own:
        return Rung.WATCH
    last = own[0]
    rung = last.rung
    uneasy = last.reason is not None and last.reason.uneasy
    if is_flare(last.pain_before, last.pain_after) or uneasy:
        return Rung(max(Rung.WATCH, rung - 1))
    calm = 0
    for record in own:
        if record.rung < rung or not record.completed:
            break
        calm += 1
    return Rung(min(Rung.OBJECT, rung + 1)) if calm >= SESSIONS_A_RUNG else rung


def _own(records: Sequence[MirrorRecord]) -> list[MirrorRecord]:
    return [record for record in records if not record.someone_else]
