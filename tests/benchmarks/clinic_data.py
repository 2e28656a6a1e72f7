"""A clinic's database with many patients, written in few transactions."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import insert

from gmi_app.clock import Moment
from gmi_app.facts.rating import Rating, RatingKind, When
from gmi_app.laterality.settings import DrillSettings
from gmi_app.programme.patient import Patient
from gmi_app.programme.plan import PlanVersion
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.programme.suggestion import Advice, Suggestion, SuggestionKind
from gmi_app.progress.summarise import summarise
from gmi_app.storage import programme_rows, rows, tables
from gmi_app.storage.opening import Opened
from gmi_app.storage.summary_rows import summary_values
from tests.storage import making

SETS, PER_SET = 50, 20
A_DAY = 2
CHECK_UP_EVERY = 14
AT_ONCE = 10
"""Patients in one transaction."""
NAMES = ("Anna", "Ben", "Cleo", "Davit", "Elif", "Femi", "Greta", "Hal", "Iris", "Jun")


def fill(
    data: Opened, patients: int, now: datetime, sets: int = SETS, per_set: int = PER_SET
) -> list[Patient]:
    """``patients`` with ``sets`` sets each, two a day up to the day before ``now``, a check-up a
    week, a plan, and pain of every day; every third has a suggestion that waits."""
    chance = random.Random(7)
    patterns = [
        making.trials(making.session(making.patient()), per_set, seed) for seed in range(20)
    ]
    people = [
        replace(
            making.patient(f"{NAMES[n % len(NAMES)]} {n:03}", _before(now, 60)),
            id=UUID(int=chance.getrandbits(128), version=4),
        )
        for n in range(patients)
    ]
    number = 0
    for begin in range(0, patients, AT_ONCE):
        several: dict[str, list[rows.Values]] = {}

        def add(table: str, values: rows.Values, into: object = several) -> None:
            assert isinstance(into, dict)
            into.setdefault(table, []).append(values)

        for at, person in enumerate(people[begin : begin + AT_ONCE], begin):
            add("patients", {"id": str(person.id), **rows.moment_values(person.at)})
            version = UUID(int=chance.getrandbits(128), version=4)
            add("patient_versions", rows.patient_version_values(person, version))
            for index in range(sets):
                number += 1
                back = 1 + index // A_DAY
                settings = DrillSettings.for_check_up() if index % CHECK_UP_EVERY == 0 else None
                session = making.session(person, _before(now, back, hours=5 * (index % A_DAY)))
                session = replace(session, settings=settings or session.settings)
                answers = [
                    replace(trial, id=UUID(int=chance.getrandbits(128)), session=session.id)
                    for trial in patterns[(at + index) % len(patterns)]
                ]
                end = making.end(session)
                add("sessions", rows.session_values(session))
                several.setdefault("trials", []).extend(map(rows.trial_values, answers))
                add("session_ends", rows.end_values(end))
                summary = summarise(session, end, answers)
                add("summaries", {"number": number, **summary_values(summary)})
            _days(add, person, now, sets // A_DAY, chance)
            if at % 3 == 0:
                advice = Advice(list(SuggestionKind)[at % 5])
                asked = Suggestion(_id(chance), person.id, _before(now, 1), advice)
                add("suggestions", programme_rows.suggestion_values(asked))
        order = [table.name for table in (*tables.FACTS, tables.summaries)]
        with data.store.transaction() as connection:
            for name in sorted(several, key=order.index):
                connection.execute(insert(tables.metadata.tables[name]), several[name])
    return people


def _days(add: object, person: Patient, now: datetime, days: int, chance: random.Random) -> None:
    assert callable(add)
    start: date = (now - timedelta(days=max(days, 1))).date()
    plan = ready_plan(Ready.GENTLE, person, start, lambda: _id(chance))
    version = PlanVersion(_id(chance), person.id, _before(now, max(days, 1)), plan)
    add("plan_versions", programme_rows.plan_values(version))
    for back in range(1, days + 1):
        rating = Rating(
            _id(chance),
            person.id,
            _before(now, back),
            RatingKind.PAIN_24H,
            chance.randrange(2, 8),
            When.ALONE,
            day=(now - timedelta(days=back)).date(),
        )
        add("ratings", rows.rating_values(rating))


def _before(now: datetime, days: int, *, hours: int = 0) -> Moment:
    return Moment(now - timedelta(days=days, hours=hours))


def _id(chance: random.Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)
