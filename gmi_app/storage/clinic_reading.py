"""The clinic's list of patients: a handful of questions, however many patients there are.

Nothing here reads a whole history: what is recent comes over the index of patient and time, of
everything older only the newest is looked up.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, String, func, or_, select
from sqlalchemy.sql import Select

from gmi_app.clinic.glimpse import NEWEST_SETS, READ_DAYS, Glimpse, RecentSet
from gmi_app.clock import Moment
from gmi_app.facts.rating import CorrectionKind
from gmi_app.facts.session import SessionKind
from gmi_app.programme.plan import ItemKind
from gmi_app.storage import reading
from gmi_app.storage.clinic_days import (
    local_day,
    read_pain,
    read_plans,
    read_visits,
    read_waiting,
)
from gmi_app.storage.programme_reading import BY_STEPS, earliest
from gmi_app.storage.rows import settings_of
from gmi_app.storage.summary_rows import measures_of
from gmi_app.storage.tables import corrections, patients, sessions, steps, summaries

OTHERS: Final = tuple(k.value for k in ItemKind if k is not ItemKind.LATERALITY)
Done = dict[str, Counter[date]]


def read_glimpses(connection: Connection, today: date) -> list[Glimpse]:
    since = today - timedelta(days=READ_DAYS - 1)
    people = reading.read_patients(connection)
    done = _done(connection, since)
    counts, last = _sessions(connection)
    newest = _newest_sets(connection)
    pain = read_pain(connection, since)
    plans = read_plans(connection)
    waiting = read_waiting(connection)
    visits, archived = read_visits(connection)
    found: list[Glimpse] = []
    for patient in people:
        key = str(patient.id)
        days: Mapping[date, int] = done.get(key) or {}
        glimpse = Glimpse(
            patient=patient,
            done=days,
            sessions=counts.get(key, 0),
            last=max(days) if days else last.get(key),
            newest=tuple(newest.get(key, ())),
            pain=pain.get(key, {}),
            plan=plans.get(key),
            waiting=waiting.get(key),
            visited=visits.get(key),
            archived=archived.get(key, False),
        )
        found.append(glimpse)
    return found


# ---- sessions


def _sessions(connection: Connection) -> tuple[dict[str, int], dict[str, date]]:
    """How many there are of each patient, and the day of the newest."""
    of_each = (
        select(
            sessions.c.patient_id,
            func.count().label("count"),
            func.max(sessions.c.at_utc).label("at_utc"),
        )
        .group_by(sessions.c.patient_id)
        .subquery()
    )
    wanted = select(
        of_each.c.patient_id, of_each.c.count, of_each.c.at_utc, sessions.c.at_offset_min
    )
    joined = wanted.join(
        sessions,
        (sessions.c.patient_id == of_each.c.patient_id) & (sessions.c.at_utc == of_each.c.at_utc),
    )
    counts: dict[str, int] = {}
    last: dict[str, date] = {}
    for patient, count, at_utc, offset_min in connection.execute(joined).all():
        counts[patient], last[patient] = count, local_day(at_utc, offset_min)
    return counts, last


def _done(connection: Connection, since: date) -> Done:
    """Sessions with something done that were the patient's own, by local day."""
    found: Done = defaultdict(Counter)
    bound = earliest(since)
    for patient, text, count in connection.execute(_sets_since(bound)).all():
        day = date.fromisoformat(text)
        if day >= since:
            found[patient][day] = count
    not_own = _someone_elses(connection)
    for identity, patient, at_utc, offset_min in connection.execute(_others_since(bound)).all():
        day = local_day(at_utc, offset_min)
        if day >= since and identity not in not_own:
            found[patient][day] += 1
    return found


def _sets_since(bound: str) -> Select[Any]:
    """How many on each local day. Counted by SQLite: they are most of what the list reads. Parts
    of a second are left out, because SQLite rounds them, perhaps into the next day."""
    table = summaries
    minutes = table.c.at_offset_min.cast(String) + " minutes"
    day = func.date(func.substr(table.c.at_utc, 1, 19), minutes)
    return (
        select(table.c.patient_id, day, func.count())
        .select_from(patients)
        .join(table, (table.c.patient_id == patients.c.id) & (table.c.at_utc >= bound))
        .where(table.c.trials > 0, table.c.someone_else.is_(False))
        .group_by(table.c.patient_id, day)
    )


def _others_since(bound: str) -> Select[Any]:
    """In kinds that go by steps, a session without one was left before anything was done."""
    table = sessions
    by_steps = [kind for kind in BY_STEPS if kind != SessionKind.LATERALITY.value]
    worked = select(steps.c.number).where(
        steps.c.session_id == table.c.id, steps.c.skipped.is_(False)
    )
    return (
        select(table.c.id, table.c.patient_id, table.c.at_utc, table.c.at_offset_min)
        .select_from(patients)
        .join(table, (table.c.patient_id == patients.c.id) & (table.c.at_utc >= bound))
        .where(table.c.kind.in_(OTHERS))
        .where(or_(table.c.kind.not_in(by_steps), worked.exists()))
    )


def _someone_elses(connection: Connection) -> set[str]:
    """Sessions that are marked as another person's: the newest word counts."""
    kinds = (CorrectionKind.SOMEONE_ELSE, CorrectionKind.SOMEONE_ELSE_WITHDRAWN)
    wanted = (
        select(corrections.c.target_id, corrections.c.kind)
        .where(corrections.c.kind.in_([kind.value for kind in kinds]))
        .order_by(corrections.c.at_utc, corrections.c.number)
    )
    newest: dict[str, str] = {row[0]: row[1] for row in connection.execute(wanted)}
    return {t for t, kind in newest.items() if kind == CorrectionKind.SOMEONE_ELSE.value}


def _newest_sets(connection: Connection) -> dict[str, list[RecentSet]]:
    """Newest first, with their figures."""
    table, same = summaries, summaries.alias("same")
    of_one = (
        select(same.c.number)
        .where(same.c.patient_id == patients.c.id)
        .where(same.c.trials > 0, same.c.someone_else.is_(False))
        .order_by(same.c.at_utc.desc(), same.c.number.desc())
        .limit(NEWEST_SETS)
        .correlate(patients)
    )
    names = ("patient_id", "at_utc", "at_offset_min", "settings", "measures")
    wanted = (
        select(*(table.c[name] for name in names), table.c.pain_before, table.c.pain_after)
        .select_from(patients)
        .join(table, table.c.number.in_(of_one))
        .order_by(table.c.at_utc.desc(), table.c.number.desc())
    )
    read: dict[str, Any] = {}
    found: dict[str, list[RecentSet]] = defaultdict(list)
    for row in connection.execute(wanted).all():
        if row.settings not in read:
            read[row.settings] = settings_of(row.settings)
        settings = read[row.settings]
        one = RecentSet(
            Moment(datetime.fromisoformat(row.at_utc), row.at_offset_min),
            settings.part,
            settings.moving,
            settings.check_up,
            measures_of(row.measures),
            row.pain_before,
            row.pain_after,
        )
        found[row.patient_id].append(one)
    return found
