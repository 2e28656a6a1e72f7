"""The clinic's list of patients: a handful of questions, however many patients there are.

Nothing here reads a whole history: what is recent comes over the index of patient and time, of
everything older only the newest is looked up. CROSS JOIN is SQLite's word for "in this order":
without it a long table is gone through from end to end.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final

from gmi_app.clinic.glimpse import (
    NEWEST_SETS,
    READ_DAYS,
    Glimpse,
    NewestSet,
    RecentSet,
    SideGlimpse,
)
from gmi_app.facts.rating import CorrectionKind
from gmi_app.laterality.settings import DrillSettings
from gmi_app.storage import rows
from gmi_app.storage.clinic_days import (
    local_day,
    read_pain,
    read_plans,
    read_visits,
    read_waiting,
)
from gmi_app.storage.glance import NEWEST_VERSIONS
from gmi_app.storage.plain import ask, words_of
from gmi_app.storage.programme_reading import BY_STEPS, OTHERS, earliest
from gmi_app.storage.summary_rows import guessing_of, headlines_of

Done = dict[str, Counter[date]]

OWN = "trials > 0 AND NOT someone_else"
"""Sets in which something was done, by the patient."""
OTHERS_BY_STEPS: Final = tuple(k for k in OTHERS if k.value in BY_STEPS)

SETS_DONE = f"""
    SELECT p.id, s.at_offset_min, group_concat(s.at_utc) FROM patients AS p
    CROSS JOIN summaries AS s ON s.patient_id = p.id AND s.at_utc >= ?
    WHERE {OWN} GROUP BY p.id, s.at_offset_min
"""
OTHERS_DONE = f"""
    SELECT s.id, p.id, s.at_utc, s.at_offset_min FROM patients AS p
    CROSS JOIN sessions AS s ON s.patient_id = p.id AND s.at_utc >= ?
    WHERE s.kind IN ({words_of(OTHERS)})
    AND (s.kind NOT IN ({words_of(OTHERS_BY_STEPS)})
         OR EXISTS (SELECT 1 FROM steps WHERE session_id = s.id AND NOT skipped))
"""
NOT_OWN = f"""
    SELECT target_id, kind FROM corrections
    WHERE kind IN ({words_of((CorrectionKind.SOMEONE_ELSE, CorrectionKind.SOMEONE_ELSE_WITHDRAWN))})
    ORDER BY at_utc, number
"""
SESSIONS = "SELECT patient_id, count(*) FROM sessions GROUP BY patient_id"
NEWEST_SESSION = """
    SELECT p.id, s.at_utc, s.at_offset_min FROM patients AS p
    CROSS JOIN sessions AS s ON s.number = (
        SELECT number FROM sessions WHERE patient_id = p.id
        ORDER BY at_utc DESC, number DESC LIMIT 1
    )
"""
NEWEST = f"""
    SELECT p.id, s.at_utc, s.number, s.settings, s.measures, s.pain_before, s.pain_after
    FROM patients AS p CROSS JOIN summaries AS s ON s.number IN (
        SELECT number FROM summaries WHERE patient_id = p.id AND {OWN}
        ORDER BY at_utc DESC, number DESC LIMIT {NEWEST_SETS}
    )
"""


def read_glimpses(database: sqlite3.Connection, today: date) -> list[Glimpse]:
    since = today - timedelta(days=READ_DAYS - 1)
    newest_versions = {row.patient_id: row for row in ask(database, NEWEST_VERSIONS)}
    done = read_done(database, since, today)
    counts: dict[str, int] = dict(database.execute(SESSIONS).fetchall())
    last = {row[0]: local_day(row[1], row[2]) for row in database.execute(NEWEST_SESSION)}
    recent, newest = _newest_sets(database)
    pain = read_pain(database, since)
    plans = read_plans(database)
    waiting = read_waiting(database)
    visits, archived = read_visits(database)
    found: list[Glimpse] = []
    for key, version in newest_versions.items():
        days: Mapping[date, int] = done.get(key) or {}
        glimpse = Glimpse(
            patient=rows.patient_of(version),
            done=days,
            sessions=counts.get(key, 0),
            last=max(days) if days else last.get(key),
            recent=recent.get(key, ()),
            newest=newest.get(key),
            pain=pain.get(key, {}),
            plan=plans.get(key),
            waiting=waiting.get(key),
            visited=visits.get(key),
            archived=archived.get(key, False),
        )
        found.append(glimpse)
    return found


# ---- sessions


def read_done(database: sqlite3.Connection, since: date, today: date) -> Done:
    """Sessions with something done that were the patient's own, by local day. Sets are most of what
    the list reads: they come as one row a patient, and are counted between the beginnings of days
    without being read one by one."""
    found: Done = defaultdict(Counter)
    days = [since + timedelta(days=n) for n in range((today - since).days + 1)]
    begins: dict[int, list[str]] = {}
    bound = earliest(since)
    for patient, offset_min, moments in database.execute(SETS_DONE, (bound,)):
        if offset_min not in begins:
            begins[offset_min] = _beginnings([*days, today + timedelta(days=1)], offset_min)
        times = sorted(moments.split(","))
        counted = found[patient]
        cuts = [bisect_left(times, begin) for begin in begins[offset_min]]
        for day, (first, after) in zip(days, pairwise(cuts), strict=True):
            if after > first:
                counted[day] += after - first
        counted.update(local_day(at_utc, offset_min) for at_utc in times[cuts[-1] :])
    not_own = _someone_elses(database)
    for identity, patient, at_utc, offset_min in database.execute(OTHERS_DONE, (bound,)):
        day = local_day(at_utc, offset_min)
        if day >= since and identity not in not_own:
            found[patient][day] += 1
    return found


def _beginnings(days: Iterable[date], offset_min: int) -> list[str]:
    """When each local day begins, as a time is stored."""
    away = timedelta(minutes=offset_min)
    begins = (datetime.combine(day, time(), UTC) - away for day in days)
    return [begin.isoformat(timespec="microseconds") for begin in begins]


def _someone_elses(database: sqlite3.Connection) -> set[str]:
    """Sessions that are marked as another person's: the newest word counts."""
    newest: dict[str, str] = dict(database.execute(NOT_OWN).fetchall())
    return {t for t, kind in newest.items() if kind == CorrectionKind.SOMEONE_ELSE.value}


def _newest_sets(
    database: sqlite3.Connection,
) -> tuple[dict[str, tuple[RecentSet, ...]], dict[str, NewestSet]]:
    """Of each patient a little of the newest sets, newest first, and the figures of the newest."""
    of_each: dict[str, list[tuple[str, int, str, str, int | None, int | None]]] = defaultdict(list)
    for patient, *values in database.execute(NEWEST):
        of_each[patient].append(tuple(values))
    recent: dict[str, tuple[RecentSet, ...]] = {}
    newest: dict[str, NewestSet] = {}
    read: dict[str, DrillSettings] = {}
    for patient, several in of_each.items():
        several.sort(reverse=True)  # by time, then by number
        recent[patient] = tuple(
            RecentSet(guessing_of(measures), before, after)
            for _, _, _, measures, before, after in several
        )
        _, _, text, measures, _, _ = several[0]
        if text not in read:
            read[text] = rows.settings_of(text)
        left, right = headlines_of(measures)
        newest[patient] = NewestSet(
            part=read[text].part,
            moving=read[text].moving,
            guessing=recent[patient][0].guessing,
            left=SideGlimpse(*left),
            right=SideGlimpse(*right),
        )
    return recent, newest
