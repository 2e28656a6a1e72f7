"""The clinic's list: what is known of the days and the plan of each patient."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, select

from gmi_app.clinic.glimpse import Prescribed, Visited, Waiting
from gmi_app.facts.clinic_note import Archiving, Visit
from gmi_app.facts.note import NoteKind
from gmi_app.facts.rating import CorrectionKind, RatingKind
from gmi_app.programme.plan import ItemKind
from gmi_app.programme.suggestion import SuggestionKind
from gmi_app.storage import programme_rows
from gmi_app.storage.programme_reading import earliest
from gmi_app.storage.tables import (
    corrections,
    decisions,
    notes,
    patients,
    plan_versions,
    ratings,
    suggestions,
)


def local_day(at_utc: str, offset_min: int) -> date:
    """The day on the person's wall clock of a time as it is stored."""
    return (datetime.fromisoformat(at_utc) + timedelta(minutes=offset_min)).date()


def _newest(connection: Connection, table: Any) -> Iterator[Row[Any]]:
    """The row of each patient that arrived last."""
    last = select(func.max(table.c.number)).group_by(table.c.patient_id)
    yield from connection.execute(select(table).where(table.c.number.in_(last)))


def read_plans(connection: Connection) -> dict[str, Prescribed]:
    """Of each patient's newest version."""
    return {row.patient_id: prescribed(row.content) for row in _newest(connection, plan_versions)}


def read_pain(connection: Connection, since: date) -> dict[str, dict[date, int]]:
    """Of each day the newest value, as corrected."""
    table = ratings
    wanted = (
        select(
            table.c.id,
            table.c.patient_id,
            table.c.at_utc,
            table.c.at_offset_min,
            table.c.value,
            table.c.day,
        )
        .select_from(patients)
        .join(table, (table.c.patient_id == patients.c.id) & (table.c.at_utc >= earliest(since)))
        .where(table.c.kind == RatingKind.PAIN_24H.value)
        .order_by(table.c.at_utc, table.c.number)
    )
    kinds = (CorrectionKind.RATING_VALUE, CorrectionKind.RATING_WITHDRAWN)
    mends = (
        select(corrections.c.target_id, corrections.c.value)
        .where(corrections.c.kind.in_([kind.value for kind in kinds]))
        .order_by(corrections.c.at_utc, corrections.c.number)
    )
    mended: dict[str, int | None] = {row[0]: row[1] for row in connection.execute(mends)}
    found: dict[str, dict[date, int]] = defaultdict(dict)
    for identity, patient, at_utc, offset_min, value, day in connection.execute(wanted).all():
        value = mended.get(identity, value)
        about = date.fromisoformat(day) if day is not None else local_day(at_utc, offset_min)
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


def read_waiting(connection: Connection) -> dict[str, Waiting]:
    """The newest suggestion of each patient, where nobody decided about it."""
    asked = suggestions.c.kind != SuggestionKind.CONTINUE.value
    last = select(func.max(suggestions.c.number)).where(asked).group_by(suggestions.c.patient_id)
    decided = select(decisions.c.number).where(decisions.c.suggestion_id == suggestions.c.id)
    wanted = select(suggestions).where(suggestions.c.number.in_(last)).where(~decided.exists())
    found = map(programme_rows.suggestion_of, connection.execute(wanted))
    return {str(s.patient): Waiting(s.advice.kind, s.at, s.advice.stage) for s in found}


def read_visits(connection: Connection) -> tuple[dict[str, Visited], dict[str, bool]]:
    """The newest visit of each patient, and whether they are put away."""
    kinds = (NoteKind.VISIT.value, NoteKind.ARCHIVING.value)
    last = (
        select(func.max(notes.c.number))
        .where(notes.c.kind.in_(kinds))
        .group_by(notes.c.patient_id, notes.c.kind)
    )
    visits: dict[str, Visited] = {}
    archived: dict[str, bool] = {}
    for row in connection.execute(select(notes).where(notes.c.number.in_(last))):
        note = programme_rows.note_of(row)
        if isinstance(note.content, Visit):
            day = note.day or note.at.day
            visits[row.patient_id] = Visited(day, note.content.sessions, note.content.words)
        elif isinstance(note.content, Archiving):
            archived[row.patient_id] = note.content.archived
    return visits, archived
