"""The columns of the exported tables of what goes beside the three stages: desensitisation,
relaxation, body perception, paced activities; and of every rating.

As in ``columns.py`` the order is part of the format, and new columns are only added at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from gmi_app.activities.facts import ActivityRecord
from gmi_app.exchange.columns import Cell, Column, local, utc, whose
from gmi_app.exchange.stage_columns import beginning, ending, listed
from gmi_app.facts.rating import OF_DAYS, Rating, RatingKind
from gmi_app.programme.patient import Patient


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One row of activity_sessions.csv."""

    patient: Patient
    record: ActivityRecord


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One row of ratings.csv. ``rating``: as corrected. ``counts``: of what is asked once a day,
    nothing newer was said of that day."""

    patient: Patient
    rating: Rating
    counts: bool


def rating_rows(patient: Patient, ratings: Sequence[Rating]) -> Iterator[RatingRow]:
    """Oldest first. ``ratings``: all of one person, as corrected, in any order."""
    ordered = sorted(ratings, key=lambda rating: rating.at.utc)
    newest = {_asked(rating): rating.id for rating in ordered if rating.kind in OF_DAYS}
    for rating in ordered:
        counts = newest.get(_asked(rating), rating.id) == rating.id
        yield RatingRow(patient, rating, counts)


def _asked(rating: Rating) -> tuple[RatingKind, date]:
    return rating.kind, rating.day or rating.at.day


def _setting(name: str) -> Callable[[ActivityRow], Cell]:
    """A setting that only some kinds have; empty for the others."""

    def value(row: ActivityRow) -> Cell:
        found: Cell = getattr(row.record.session.settings, name, None)
        return found

    return value


def _rated(kind: RatingKind) -> Callable[[ActivityRow], Cell]:
    return lambda r: listed(r.record.series(kind))


def _goal(row: ActivityRow) -> Cell:
    goal = getattr(row.record.session.settings, "goal", None)
    return None if goal is None else str(goal)


ACTIVITY_SESSION_COLUMNS: Final[tuple[Column[ActivityRow], ...]] = (
    *beginning(ActivityRow),
    Column(
        "kind",
        "desensitisation, relaxation, perception (of the body) or activity (paced)",
        lambda r: r.record.kind,
    ),
    Column("done_s", "seconds done, pauses left out", lambda r: r.record.done_s),
    Column(
        "repetitions",
        "breaths, or how often a paced activity was done",
        lambda r: sum(step.repetitions for step in r.record.steps),
    ),
    Column(
        "steps",
        "ids of what was done, with | between",
        lambda r: listed(tuple(step.exercise for step in r.record.done)),
    ),
    Column("seconds", "planned seconds", _setting("seconds")),
    Column("part", "body part", _setting("part")),
    Column("side", "the painful side; neck and back: first side", _setting("side")),
    Column("healthy", "1: it began at the healthy limb", _setting("healthy")),
    Column("texture", "what touched, id of the ladder", _setting("texture")),
    Column("stroke", "how it touched, id of the ladder", _setting("stroke")),
    Column("way", "how to relax: breathing, muscles or both", _setting("way")),
    Column("in_s", "one breath in, seconds", _setting("in_s")),
    Column("out_s", "one breath out, seconds", _setting("out_s")),
    Column(
        "prompts",
        "ids of what was to be noticed, with | between",
        lambda r: listed(getattr(r.record.session.settings, "prompts", ())),
    ),
    Column("goal", "id of the paced activity", _goal),
    Column("name", "the paced activity in the person's own words", _setting("name")),
    Column("unit", "how it is counted: minutes or times", _setting("unit")),
    Column("planned", "how much of it was planned", _setting("planned")),
    Column(
        "comfort",
        "how comfortable each touch was, 1 to 5, with | between",
        _rated(RatingKind.COMFORT),
    ),
    Column("calm", "how calm the body was after, 1 to 5", _rated(RatingKind.CALM)),
    Column(
        "noticed",
        "how clearly each part was noticed, 1 to 5, with | between",
        _rated(RatingKind.NOTICED),
    ),
    Column(
        "located",
        "where each touch was: 0 elsewhere, 1 nearly, 2 just there, with | between",
        _rated(RatingKind.LOCATED),
    ),
    Column("how_well", "how well it could be done, 0 to 10", _rated(RatingKind.HOW_WELL)),
    *ending(ActivityRow),
)

RATING_COLUMNS: Final[tuple[Column[RatingRow], ...]] = (
    Column("rating_id", "the rating's id", lambda r: str(r.rating.id)),
    *whose(lambda r: r.patient),
    Column("at_utc", "when it was given, in UTC", lambda r: utc(r.rating.at)),
    Column("utc_offset_min", "local time minus UTC, minutes", lambda r: r.rating.at.offset_min),
    Column(
        "kind",
        "pain_24h, mood and sleep are of days; pain_now, realness, clarity, feeling, moved, "
        "comfort, calm, noticed, located and how_well of exercises",
        lambda r: r.rating.kind,
    ),
    Column("value", "as corrected; what was withdrawn is left out", lambda r: r.rating.value),
    Column("lowest", "lowest value of its scale", lambda r: r.rating.kind.scale[0]),
    Column("highest", "highest value of its scale", lambda r: r.rating.kind.scale[1]),
    Column("when", "before, during or after an exercise, or alone", lambda r: r.rating.when),
    Column(
        "session_id",
        "the session it is about, in one of the other tables",
        lambda r: None if r.rating.session is None else str(r.rating.session),
    ),
    Column(
        "step_id",
        "the step it is about",
        lambda r: None if r.rating.step is None else str(r.rating.step),
    ),
    Column(
        "day",
        "the day it is about, for what is asked once a day",
        lambda r: None if r.rating.day is None else r.rating.day.isoformat(),
    ),
    Column("counts", "0: something newer was said of that day", lambda r: r.counts),
    *local(lambda r: r.rating.at),
)
