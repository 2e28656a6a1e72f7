"""Flares: pain at the end of a session, pain of a day, or because the person says so
(clinical.md 5.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median
from typing import Final
from uuid import UUID

from gmi_app.facts.note import NoteKind, standing
from gmi_app.facts.rating import RatingKind
from gmi_app.programme.plan import ItemKind
from gmi_app.programme.record import Record
from gmi_app.programme.thresholds import Thresholds
from gmi_app.progress.flare import is_flare, pain_rise

MEDIAN_DAYS: Final = 7
"""The day is held against the median of so many days before it (clinical.md 5.2)."""
LEAST_DAYS_BEFORE: Final = 3
"""With fewer values before it a day is held against nothing. Ours."""


class FlareKind(StrEnum):
    SESSION = "session"
    DAY = "day"
    SAID = "said"


@dataclass(frozen=True, slots=True)
class Flare:
    """``order``: the moment it was known, UTC seconds, to tell what came after it. ``rise``: points
    above what it is held against, None where the person said so. ``exercise``, ``session``: of
    SESSION."""

    day: date
    kind: FlareKind
    order: float
    rise: float | None = None
    exercise: ItemKind | None = None
    session: UUID | None = None


def flares_of(record: Record, thresholds: Thresholds, today: date) -> tuple[Flare, ...]:
    """All that are known up to ``today``, newest first. What is dated later (the computer's clock
    was set back) counts when its day comes."""
    found = [
        *_of_sessions(record, thresholds),
        *_of_days(record, thresholds),
        *_said(record),
    ]
    known = (flare for flare in found if flare.day <= today)
    return tuple(sorted(known, key=lambda flare: (flare.day, flare.order), reverse=True))


def in_a_row(record: Record, kind: ItemKind, thresholds: Thresholds, today: date) -> int:
    """How many of the newest sessions of one kind ended in a flare, one after the other. Sessions
    without pain ratings break the row: nothing is known of them."""
    count = 0
    for practice in record.done():
        if practice.kind is not kind or practice.day > today:
            continue
        if not is_flare(practice.pain_before, practice.pain_after, thresholds.flare_rise):
            break
        count += 1
    return count


def pain_of_days(record: Record) -> dict[date, tuple[int, float]]:
    """The 24-hour value of each day and when it was given; the newest of a day counts."""
    return of_days(record, RatingKind.PAIN_24H)


def of_days(record: Record, kind: RatingKind) -> dict[date, tuple[int, float]]:
    """Ratings of a kind by the day they are about, with the moment (UTC seconds)."""
    found: dict[date, tuple[int, float]] = {}
    for rating in sorted(record.ratings, key=lambda r: r.at.utc):
        if rating.kind is kind:
            found[rating.day or rating.at.day] = (rating.value, rating.at.utc.timestamp())
    return found


def _of_sessions(record: Record, thresholds: Thresholds) -> Iterator[Flare]:
    for practice in record.done():
        if is_flare(practice.pain_before, practice.pain_after, thresholds.flare_rise):
            rise = pain_rise(practice.pain_before, practice.pain_after)
            order = practice.at.utc.timestamp()
            yield Flare(
                practice.day, FlareKind.SESSION, order, rise, practice.kind, practice.session
            )


def _of_days(record: Record, thresholds: Thresholds) -> Iterator[Flare]:
    values = pain_of_days(record)
    for day, (value, order) in values.items():
        before = [
            values[earlier][0]
            for back in range(1, MEDIAN_DAYS + 1)
            if (earlier := day - timedelta(days=back)) in values
        ]
        if len(before) >= LEAST_DAYS_BEFORE:
            rise = value - median(before)
            if rise >= thresholds.flare_day_rise:
                yield Flare(day, FlareKind.DAY, order, rise)


def _said(record: Record) -> Iterator[Flare]:
    for note in standing(record.notes):
        if note.kind is NoteKind.FLARE:
            yield Flare(note.day or note.at.day, FlareKind.SAID, note.at.utc.timestamp())
