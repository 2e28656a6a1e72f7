"""What the rules of the programme look at, in a handful of questions to the database.

Their cost grows with the days that are asked for, not with the history. They are plain SQL: the
first screen asks them, too, before SQLAlchemy is there.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, groupby, repeat
from typing import Any
from uuid import UUID

from gmi_app.clock import Moment
from gmi_app.errors import GmiError
from gmi_app.facts.note import Note, NoteKind, PlanAnswer
from gmi_app.facts.rating import OF_DAYS, Correction, Rating, RatingKind, When
from gmi_app.facts.session import EndKind, SessionEnd, SessionKind
from gmi_app.pictures.model import BodyPart
from gmi_app.programme.figures import practice_of
from gmi_app.programme.plan import ItemKind, PlanVersion
from gmi_app.programme.record import Practice, Record
from gmi_app.programme.suggestion import Decided, Decision
from gmi_app.progress.corrections import corrected, done_by_someone_else
from gmi_app.storage import programme_rows, rows
from gmi_app.storage.plain import ask, ask_among, words_of
from gmi_app.storage.summary_rows import COLUMNS, summaries_of

LASTING = {
    NoteKind.PACE: 100,
    NoteKind.FLARE_PLAN: 1,
    NoteKind.HELP_CONTACTS: 1,
    NoteKind.ACTIVITY_GOAL: 100,
}
"""Notes that count until a newer one comes, and how many of the newest are read however old. Of the
pace, the newest of each exercise counts: a hundred steps are most of a year of one exercise."""
BY_STEPS = (SessionKind.LATERALITY.value, SessionKind.MIRROR.value, SessionKind.IMAGERY.value)
"""In these kinds a session without a step was left before anything was done; in the others its
length says how much."""
OTHERS = tuple(kind for kind in ItemKind if kind is not ItemKind.LATERALITY)
EVERY = -1
"""As a limit: all of them."""

PLANS = "SELECT * FROM plan_versions WHERE patient_id = ? ORDER BY number DESC LIMIT ?"
NEWEST_PLAN = "SELECT id FROM plan_versions WHERE patient_id = ? ORDER BY number DESC LIMIT 1"
AMOUNTS = """
    SELECT v.id, v.at_utc, v.at_offset_min, json_extract(i.value, '$.id') AS item,
        coalesce(json_extract(i.value, '$.what.pictures'), json_extract(i.value, '$.what.seconds'))
            AS amount
    FROM (
        SELECT * FROM plan_versions WHERE patient_id = ? AND json_valid(content)
        ORDER BY number DESC LIMIT 60
    ) AS v, json_each(v.content, '$.items') AS i WHERE i.type = 'object' ORDER BY v.number DESC
"""
"""Of each item in the newest plans; sixty are more than are made within the weeks that count."""
SUGGESTIONS = """
    SELECT * FROM suggestions WHERE patient_id = ? AND at_utc >= ? ORDER BY number DESC LIMIT ?
"""
DECISIONS = "SELECT * FROM decisions WHERE patient_id = ? AND at_utc >= ? ORDER BY number"
SETS = f"SELECT {', '.join(COLUMNS)} FROM summaries WHERE patient_id = ? AND at_utc >= ?"
ITEMS = """
    SELECT id, plan_item_id FROM sessions
    WHERE patient_id = ? AND at_utc >= ? AND plan_item_id IS NOT NULL
"""
OTHER_SESSIONS = f"""
    SELECT * FROM sessions WHERE patient_id = ? AND at_utc >= ? AND kind IN ({words_of(OTHERS)})
"""
FIRST_SESSION = """
    SELECT at_utc, at_offset_min FROM sessions WHERE patient_id = ? ORDER BY at_utc LIMIT 1
"""
SESSIONS_BEFORE = """
    SELECT at_utc, at_offset_min FROM sessions WHERE patient_id = ? AND at_utc < ?
    ORDER BY at_utc DESC LIMIT 50
"""
DAY_RATINGS = f"""
    SELECT * FROM ratings WHERE patient_id = ? AND at_utc >= ? AND kind IN ({words_of(OF_DAYS)})
    ORDER BY at_utc DESC, number DESC
"""
LASTING_NOTES = """
    SELECT * FROM notes WHERE patient_id = ? AND kind = ? ORDER BY at_utc DESC, number DESC LIMIT ?
"""
DAY_NOTES = f"""
    SELECT * FROM notes WHERE patient_id = ? AND at_utc >= ? AND kind NOT IN ({words_of(LASTING)})
    ORDER BY at_utc DESC, number DESC
"""


def earliest(since: date) -> str:
    """No moment of that local day, wherever on earth, is before this one (as stored)."""
    midnight = datetime.combine(since, time(), UTC) - timedelta(hours=15)
    return midnight.isoformat(timespec="microseconds")


def read_plans(
    database: sqlite3.Connection, patient: UUID, limit: int | None = None
) -> list[PlanVersion]:
    """Newest first by arrival, not by date: a clock that was set back hides no new version. One
    that cannot be read (damaged, or of a newer program) is passed over, so that those before it
    count."""
    rows_ = ask(database, PLANS, str(patient), EVERY if limit is None else limit)
    found = [version for row in rows_ if (version := _readable(row)) is not None]
    if limit is None or len(found) == len(rows_):
        return found
    return read_plans(database, patient)[:limit]


def _readable(row: Any) -> PlanVersion | None:
    try:
        return programme_rows.plan_of(row)
    except (GmiError, ValueError, TypeError, KeyError):
        return None


def read_newest_plan(database: sqlite3.Connection, patient: UUID) -> str | None:
    """The id of the version that arrived last, whether it can be read or not."""
    found = ask(database, NEWEST_PLAN, str(patient))
    return str(found[0].id) if found else None


def read_record(database: sqlite3.Connection, patient: UUID, since: date) -> Record:
    of_sets = _sets(database, patient, since)
    others = _others(database, patient, since)
    practice = [p for p in (*of_sets, *others) if p.day >= since]
    practice.sort(key=lambda p: p.at.utc, reverse=True)
    first, before = _first_and_before(database, patient, since)
    notes = tuple(_day_notes(database, patient, since))
    return Record(
        since=since,
        practice=tuple(practice),
        ratings=tuple(_day_ratings(database, patient, since)),
        notes=notes,
        decided=tuple(read_decided(database, patient, since=since)),
        first_day=first,
        last_day=before,
        amounts_since=_amounts_since(database, patient, notes),
    )


def _amounts_since(
    database: sqlite3.Connection, patient: UUID, notes: Iterable[Note]
) -> dict[UUID, Moment]:
    answers = ((note.at, note.content) for note in notes)
    accepted = {a.version: at for at, a in answers if isinstance(a, PlanAnswer) and a.accepted}
    rows_of = groupby(ask(database, AMOUNTS, str(patient)), key=lambda row: str(row.id))
    since: dict[str, Moment] = {}
    unchanged: dict[str, int] = {}
    for newest, (version, items) in zip(chain((True,), repeat(False)), rows_of, strict=False):
        found = list(items)
        amounts = {row.item: row.amount for row in found}
        if newest:
            unchanged = dict(amounts)
        unchanged = {item: n for item, n in unchanged.items() if amounts.get(item) == n}
        written = rows.moment_of(found[0])
        at = max(written, accepted.get(UUID(version), written), key=lambda at: at.utc)
        since |= dict.fromkeys(unchanged, at)
    return {UUID(item): at for item, at in since.items() if item not in unchanged and _is_id(item)}


def _is_id(text: object) -> bool:
    """Also of a version that cannot be read."""
    try:
        UUID(str(text))
    except ValueError:
        return False
    return True


def read_decided(
    database: sqlite3.Connection,
    patient: UUID,
    *,
    since: date | None = None,
    limit: int | None = None,
) -> list[Decided]:
    """Newest first by arrival. Of several decisions about one suggestion the newest counts."""
    who, bound = str(patient), "" if since is None else earliest(since)
    made = map(programme_rows.decision_of, ask(database, DECISIONS, who, bound))
    newest: dict[UUID, Decision] = {decision.suggestion: decision for decision in made}
    wanted = ask(database, SUGGESTIONS, who, bound, EVERY if limit is None else limit)
    found = map(programme_rows.suggestion_of, wanted)
    return [Decided(each, newest.get(each.id)) for each in found]


# ---- sessions


def _sets(database: sqlite3.Connection, patient: UUID, since: date) -> Iterator[Practice]:
    """Left-right sets that have ended, from their summaries."""
    who, bound = str(patient), earliest(since)
    item_of = {row.id: UUID(row.plan_item_id) for row in ask(database, ITEMS, who, bound)}
    for summary in summaries_of(database.execute(SETS, (who, bound))):
        yield replace(practice_of(summary), item=item_of.get(str(summary.session)))


def _others(database: sqlite3.Connection, patient: UUID, since: date) -> Iterator[Practice]:
    """Sessions of all other kinds that the programme knows."""
    found = ask(database, OTHER_SESSIONS, str(patient), earliest(since))
    ids = [row.id for row in found]
    ends, done, said = (
        ask_among(database, table, "session_id", ids, "number")
        for table in ("session_ends", "steps", "ratings")
    )
    mended = _corrections(database, [*ids, *(row.id for row in chain(*said.values()))])
    for row in found:
        given = [rows.rating_of(each) for each in said[row.id]]
        targets = (row.id, *(str(rating.id) for rating in given))
        of_it = [correction for each in targets for correction in mended.get(each, ())]
        yield _practice(row, ends[row.id], done[row.id], given, of_it)


def _practice(
    row: Any,
    ends: Sequence[Any],
    done: Sequence[Any],
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
        clarity=_mean(mended_ratings, RatingKind.CLARITY),
        feeling=_mean(mended_ratings, RatingKind.FEELING),
        realness=_mean(mended_ratings, RatingKind.REALNESS),
    )


def _mean(given: Iterable[Rating], kind: RatingKind) -> float | None:
    said = [rating.value for rating in given if rating.kind is kind]
    return sum(said) / len(said) if said else None


def _end_that_counts(ends: Iterable[Any]) -> SessionEnd | None:
    """What the person did before what the program noted, then the first."""
    found = [rows.end_of(row) for row in ends]
    found.sort(key=lambda end: (end.kind is EndKind.INTERRUPTED, end.at.utc))
    return found[0] if found else None


def _pain(given: Iterable[Rating], when: When) -> int | None:
    of_it = [r for r in given if r.kind is RatingKind.PAIN_NOW and r.when is when]
    return max(of_it, key=lambda rating: rating.at.utc).value if of_it else None


def _corrections(
    database: sqlite3.Connection, targets: Iterable[str]
) -> Mapping[str, list[Correction]]:
    found = ask_among(database, "corrections", "target_id", targets, "at_utc, number")
    return {target: [rows.correction_of(row) for row in each] for target, each in found.items()}


def _first_and_before(
    database: sqlite3.Connection, patient: UUID, since: date
) -> tuple[date | None, date | None]:
    """The local day of the first session of all, and of the last one before ``since``."""
    who, bound = str(patient), earliest(since + timedelta(days=2))
    first = (rows.moment_of(row).day for row in ask(database, FIRST_SESSION, who))
    earlier = (rows.moment_of(row).day for row in ask(database, SESSIONS_BEFORE, who, bound))
    return next(first, None), next((day for day in earlier if day < since), None)


# ---- days


def _day_ratings(database: sqlite3.Connection, patient: UUID, since: date) -> list[Rating]:
    wanted = ask(database, DAY_RATINGS, str(patient), earliest(since))
    given = [rows.rating_of(row) for row in wanted]
    mended = _corrections(database, [str(rating.id) for rating in given])
    every = [correction for each in mended.values() for correction in each]
    return [r for r in corrected(given, every) if (r.day or r.at.day) >= since]


def _day_notes(database: sqlite3.Connection, patient: UUID, since: date) -> Iterator[Note]:
    """Newest first; the lasting ones however old. What is about a day is written on that day or
    later, so the time of writing finds it by the index."""
    who = str(patient)
    for kind, most in LASTING.items():
        yield from map(programme_rows.note_of, ask(database, LASTING_NOTES, who, kind.value, most))
    for note in map(programme_rows.note_of, ask(database, DAY_NOTES, who, earliest(since))):
        if (note.day or note.at.day) >= since:
            yield note
