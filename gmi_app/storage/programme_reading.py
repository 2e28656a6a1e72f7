"""What the rules of the programme look at, in a handful of questions to the database.

Their cost grows with the days that are asked for, not with the history.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, select

from gmi_app.facts.note import Note, NoteKind
from gmi_app.facts.rating import Correction, Rating, RatingKind, When
from gmi_app.facts.session import EndKind, SessionEnd, SessionKind
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.figures import practice_of
from gmi_app.programme.plan import ItemKind
from gmi_app.programme.record import Practice, Record
from gmi_app.programme.suggestion import Decided, Decision
from gmi_app.progress.corrections import corrected, done_by_someone_else
from gmi_app.storage import programme_rows, rows
from gmi_app.storage.guided_journal import AT_ONCE, by_session
from gmi_app.storage.summary_rows import COLUMNS, summaries_of
from gmi_app.storage.tables import (
    corrections,
    decisions,
    notes,
    ratings,
    session_ends,
    sessions,
    steps,
    suggestions,
    summaries,
)

OF_DAYS = (RatingKind.PAIN_24H, RatingKind.MOOD, RatingKind.SLEEP)
LASTING = {NoteKind.PACE: 100, NoteKind.FLARE_PLAN: 1, NoteKind.HELP_CONTACTS: 1}
"""Notes that count until a newer one comes, and how many of the newest are read however old. Of the
pace, the newest of each exercise counts: a hundred steps are most of a year of one exercise."""
BY_STEPS = (SessionKind.LATERALITY.value, SessionKind.MIRROR.value, SessionKind.IMAGERY.value)
"""In these kinds a session without a step was left before anything was done; in the others its
length says how much."""


def earliest(since: date) -> str:
    """No moment of that local day, wherever on earth, is before this one (as stored)."""
    midnight = datetime.combine(since, time(), UTC) - timedelta(hours=15)
    return midnight.isoformat(timespec="microseconds")


def read_record(connection: Connection, patient: UUID, since: date) -> Record:
    of_sets = _sets(connection, patient, since)
    others = _others(connection, patient, since)
    practice = [p for p in (*of_sets, *others) if p.day >= since]
    practice.sort(key=lambda p: p.at.utc, reverse=True)
    first, before = _first_and_before(connection, patient, since)
    return Record(
        since=since,
        practice=tuple(practice),
        ratings=tuple(_day_ratings(connection, patient, since)),
        notes=tuple(_day_notes(connection, patient, since)),
        decided=tuple(read_decided(connection, patient, since=since)),
        first_day=first,
        last_day=before,
    )


def read_decided(
    connection: Connection, patient: UUID, *, since: date | None = None, limit: int | None = None
) -> list[Decided]:
    """Newest first by arrival. Of several decisions about one suggestion the newest counts."""
    wanted = (
        select(suggestions)
        .where(suggestions.c.patient_id == str(patient))
        .order_by(suggestions.c.number.desc())
        .limit(limit)
    )
    made = select(decisions).where(decisions.c.patient_id == str(patient))
    if since is not None:
        wanted = wanted.where(suggestions.c.at_utc >= earliest(since))
        made = made.where(decisions.c.at_utc >= earliest(since))
    newest: dict[UUID, Decision] = {}
    for row in connection.execute(made.order_by(decisions.c.number)):
        decision = programme_rows.decision_of(row)
        newest[decision.suggestion] = decision
    found = map(programme_rows.suggestion_of, connection.execute(wanted))
    return [Decided(each, newest.get(each.id)) for each in found]


# ---- sessions


def _sets(connection: Connection, patient: UUID, since: date) -> Iterator[Practice]:
    """Left-right sets that have ended, from their summaries."""
    wanted = (
        select(*(summaries.c[name] for name in COLUMNS))
        .where(summaries.c.patient_id == str(patient))
        .where(summaries.c.at_utc >= earliest(since))
    )
    items = (
        select(sessions.c.id, sessions.c.plan_item_id)
        .where(sessions.c.patient_id == str(patient))
        .where(sessions.c.at_utc >= earliest(since))
        .where(sessions.c.plan_item_id.is_not(None))
    )
    item_of = {row.id: UUID(row.plan_item_id) for row in connection.execute(items)}
    for summary in summaries_of(connection.execute(wanted)):
        yield replace(practice_of(summary), item=item_of.get(str(summary.session)))


def _others(connection: Connection, patient: UUID, since: date) -> list[Practice]:
    """Sessions of all other kinds that the programme knows."""
    known = [kind.value for kind in ItemKind if kind is not ItemKind.LATERALITY]
    wanted = (
        select(sessions)
        .where(sessions.c.patient_id == str(patient))
        .where(sessions.c.at_utc >= earliest(since))
        .where(sessions.c.kind.in_(known))
    )
    found = connection.execute(wanted).all()
    practice: list[Practice] = []
    for begin in range(0, len(found), AT_ONCE):
        practice += _practised(connection, found[begin : begin + AT_ONCE])
    return practice


def _practised(connection: Connection, found: Sequence[Row[Any]]) -> Iterator[Practice]:
    ids = [row.id for row in found]
    ends = by_session(connection, session_ends, ids)
    done = by_session(connection, steps, ids)
    said = by_session(connection, ratings, ids)
    targets = [*ids, *(row.id for each in said.values() for row in each)]
    mended = _corrections(connection, targets)
    for row in found:
        given = [rows.rating_of(each) for each in said[row.id]]
        of_it = [m for each in (row.id, *(str(r.id) for r in given)) for m in mended[each]]
        yield _practice(row, ends[row.id], done[row.id], given, of_it)


def _practice(
    row: Row[Any],
    ends: Sequence[Row[Any]],
    done: Sequence[Row[Any]],
    given: Sequence[Rating],
    mended: Sequence[Correction],
) -> Practice:
    end = _end_that_counts(ends)
    at = rows.moment_of(row)
    worked_s = sum(step.duration_s for step in done if not step.skipped)
    times = sum(step.repetitions for step in done if not step.skipped)
    length_s = max(0.0, (end.at.utc - at.utc).total_seconds()) if end is not None else 0.0
    if not done and row.kind not in BY_STEPS:
        worked_s = length_s
    mended_ratings = corrected(given, mended)
    clear = [r.value for r in mended_ratings if r.kind is RatingKind.CLARITY]
    after = _pain(mended_ratings, When.AFTER)
    settings = json.loads(row.settings)
    part = settings.get("part")
    if end is not None and end.kind is EndKind.COMPLETED and worked_s and row.kind in BY_STEPS:
        # a whole session did what it was planned for, its rests and looks between included
        worked_s = max(worked_s, 60 * settings.get("minutes", 0))
    return Practice(
        session=UUID(row.id),
        kind=ItemKind(row.kind),
        at=at,
        part=None if part is None else BodyPart(part),
        item=rows.id_of(row.plan_item_id),
        end=None if end is None else end.kind,
        reason=None if end is None else end.reason,
        pain_before=_pain(mended_ratings, When.BEFORE),
        pain_after=after if after is not None else _pain(mended_ratings, When.DURING),
        someone_else=done_by_someone_else(UUID(row.id), mended),
        amount=round(worked_s) or (times if row.kind == SessionKind.ACTIVITY else 0),
        duration_s=length_s or worked_s,
        clarity=sum(clear) / len(clear) if clear else None,
    )


def _end_that_counts(ends: Iterable[Row[Any]]) -> SessionEnd | None:
    """What the person did before what the program noted, then the first."""
    found = [rows.end_of(row) for row in ends]
    found.sort(key=lambda end: (end.kind is EndKind.INTERRUPTED, end.at.utc))
    return found[0] if found else None


def _pain(given: Iterable[Rating], when: When) -> int | None:
    of_it = [r for r in given if r.kind is RatingKind.PAIN_NOW and r.when is when]
    return max(of_it, key=lambda rating: rating.at.utc).value if of_it else None


def _corrections(connection: Connection, targets: list[str]) -> defaultdict[str, list[Correction]]:
    found: defaultdict[str, list[Correction]] = defaultdict(list)
    for begin in range(0, len(targets), AT_ONCE):
        wanted = (
            select(corrections)
            .where(corrections.c.target_id.in_(targets[begin : begin + AT_ONCE]))
            .order_by(corrections.c.at_utc, corrections.c.number)
        )
        for row in connection.execute(wanted):
            found[row.target_id].append(rows.correction_of(row))
    return found


def _first_and_before(
    connection: Connection, patient: UUID, since: date
) -> tuple[date | None, date | None]:
    """The local day of the first session of all, and of the last one before ``since``."""
    theirs = select(sessions.c.at_utc, sessions.c.at_offset_min).where(
        sessions.c.patient_id == str(patient)
    )
    first = _one_day(connection, theirs.order_by(sessions.c.at_utc).limit(1))
    earlier = theirs.where(sessions.c.at_utc < earliest(since + timedelta(days=2)))
    newest: list[Any] = list(
        connection.execute(earlier.order_by(sessions.c.at_utc.desc()).limit(50))
    )
    before = (day for row in newest if (day := rows.moment_of(row).day) < since)
    return first, next(before, None)


def _one_day(connection: Connection, wanted: Select[Any]) -> date | None:
    found: list[Any] = list(connection.execute(wanted))
    return rows.moment_of(found[0]).day if found else None


# ---- days


def _day_ratings(connection: Connection, patient: UUID, since: date) -> list[Rating]:
    wanted = (
        select(ratings)
        .where(ratings.c.patient_id == str(patient))
        .where(ratings.c.kind.in_([kind.value for kind in OF_DAYS]))
        .where(ratings.c.at_utc >= earliest(since))
        .order_by(ratings.c.at_utc.desc(), ratings.c.number.desc())
    )
    given = [rows.rating_of(row) for row in connection.execute(wanted)]
    mended = _corrections(connection, [str(rating.id) for rating in given])
    every = [correction for each in mended.values() for correction in each]
    return [r for r in corrected(given, every) if (r.day or r.at.day) >= since]


def _day_notes(connection: Connection, patient: UUID, since: date) -> Iterator[Note]:
    """Newest first; the lasting ones however old. What is about a day is written on that day or
    later, so the time of writing finds it by the index."""
    theirs = (
        select(notes)
        .where(notes.c.patient_id == str(patient))
        .order_by(notes.c.at_utc.desc(), notes.c.number.desc())
    )
    of_days = theirs.where(notes.c.kind.not_in([kind.value for kind in LASTING])).where(
        notes.c.at_utc >= earliest(since)
    )
    for kind, most in LASTING.items():
        lasting = theirs.where(notes.c.kind == kind.value).limit(most)
        for row in connection.execute(lasting):
            yield programme_rows.note_of(row)
    for row in connection.execute(of_days):
        note = programme_rows.note_of(row)
        if (note.day or note.at.day) >= since:
            yield note
