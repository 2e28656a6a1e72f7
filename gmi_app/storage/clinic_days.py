"""The clinic's list: what is known of the days and the plan of each patient."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import chain

from gmi_app.clinic.glimpse import Prescribed, Visited, Waiting
from gmi_app.facts.clinic_note import Archiving, Visit
from gmi_app.facts.note import NoteKind
from gmi_app.facts.rating import CorrectionKind, RatingKind
from gmi_app.programme.plan import ItemKind
from gmi_app.programme.suggestion import SuggestionKind
from gmi_app.storage import programme_rows
from gmi_app.storage.plain import ask, words_of
from gmi_app.storage.programme_reading import earliest

PLANS = """
    SELECT patient_id, content FROM plan_versions
    WHERE number IN (SELECT max(number) FROM plan_versions GROUP BY patient_id)
"""
PLANS_BEFORE = """
    SELECT content FROM plan_versions WHERE patient_id = ? ORDER BY number DESC LIMIT -1 OFFSET 1
"""
PAIN = f"""
    SELECT r.id, p.id, r.at_utc, r.at_offset_min, r.value, r.day FROM patients AS p
    CROSS JOIN ratings AS r ON r.patient_id = p.id AND r.at_utc >= ?
    WHERE r.kind = '{RatingKind.PAIN_24H.value}' ORDER BY p.id, r.at_utc, r.number
"""
MENDED_RATINGS = f"""
    SELECT target_id, value FROM corrections
    WHERE kind IN ({words_of((CorrectionKind.RATING_VALUE, CorrectionKind.RATING_WITHDRAWN))})
    ORDER BY at_utc, number
"""
WAITING = f"""
    SELECT * FROM suggestions WHERE number IN (
        SELECT max(number) FROM suggestions WHERE kind <> '{SuggestionKind.CONTINUE.value}'
        GROUP BY patient_id
    )
    AND NOT EXISTS (SELECT 1 FROM decisions WHERE suggestion_id = suggestions.id)
"""
KINDS = (NoteKind.VISIT, NoteKind.ARCHIVING)
NOTES = f"""
    SELECT * FROM notes WHERE number IN (
        SELECT max(number) FROM notes WHERE kind IN ({words_of(KINDS)})
        GROUP BY patient_id, kind
    )
"""


def local_day(at_utc: str, offset_min: int) -> date:
    """The day on the person's wall clock of a time as it is stored."""
    return (datetime.fromisoformat(at_utc) + timedelta(minutes=offset_min)).date()


def read_plans(database: sqlite3.Connection) -> dict[str, Prescribed]:
    """Of each patient's newest version: that which arrived last, of those that can be read."""
    found = dict[str, Prescribed]()
    for patient, content in database.execute(PLANS).fetchall():
        older = (text for (text,) in database.execute(PLANS_BEFORE, (patient,)))
        for text in chain((content,), older):
            with suppress(ValueError, TypeError, LookupError):
                found[patient] = prescribed(text)
                break
    return found


def read_pain(database: sqlite3.Connection, since: date) -> dict[str, dict[date, int]]:
    """Of each day the newest value, as corrected."""
    mended: dict[str, int | None] = dict(database.execute(MENDED_RATINGS).fetchall())
    days: dict[str, date] = {}
    found: dict[str, dict[date, int]] = defaultdict(dict)
    rated = database.execute(PAIN, (earliest(since),))
    for identity, patient, at_utc, offset_min, given, day in rated:
        value = mended.get(identity, given)
        if day is None:
            about = local_day(at_utc, offset_min)
        elif (known := days.get(day)) is not None:
            about = known
        else:
            about = days[day] = date.fromisoformat(day)
        if value is not None and about >= since:
            found[patient][about] = value
    return found


def prescribed(content: str) -> Prescribed:
    """What the list needs of a plan as it is stored. The whole plan is read, and checked, when the
    patient is opened: five hundred at once would take too long."""
    values = json.loads(content)
    stage = ItemKind(values["stage"])
    week = [0] * 7
    for item in values["items"]:
        kind = ItemKind(item["kind"])
        if item["paused"] or (kind.staged and kind is not stage):
            continue
        for day in item["days"]:
            week[day] += item["per_day"]
    chosen = values["thresholds"]
    review = values["review"]
    return Prescribed(
        stage=stage,
        start=date.fromisoformat(values["start"]),
        review=None if review is None else date.fromisoformat(review),
        sessions=(week[0], week[1], week[2], week[3], week[4], week[5], week[6]),
        accuracy=chosen["accuracy"],
        rt_limb_s=chosen["rt_limb_s"],
        rt_trunk_s=chosen["rt_trunk_s"],
        absent_days=chosen["absent_days"],
        flare_rise=chosen["flare_rise"],
    )


def read_waiting(database: sqlite3.Connection) -> dict[str, Waiting]:
    """The newest suggestion of each patient, where nobody decided about it."""
    found = map(programme_rows.suggestion_of, ask(database, WAITING))
    return {str(s.patient): Waiting(s.advice.kind, s.at, s.advice.stage) for s in found}


def read_visits(database: sqlite3.Connection) -> tuple[dict[str, Visited], dict[str, bool]]:
    """The newest visit of each patient, and whether they are put away."""
    visits: dict[str, Visited] = {}
    archived: dict[str, bool] = {}
    for row in ask(database, NOTES):
        note = programme_rows.note_of(row)
        if isinstance(note.content, Visit):
            day = note.day or note.at.day
            visits[row.patient_id] = Visited(day, note.content.sessions, note.content.words)
        elif isinstance(note.content, Archiving):
            archived[row.patient_id] = note.content.archived
    return visits, archived
