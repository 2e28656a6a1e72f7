"""Questions to the database that several parts ask; each takes the connection of a transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, case, func, or_, select

from gmi_app.errors import StorageError
from gmi_app.facts.rating import Correction, Rating, RatingKind
from gmi_app.facts.session import EndKind, Session, SessionEnd, SessionEvent, SessionKind
from gmi_app.language import tr
from gmi_app.laterality.trial import Trial
from gmi_app.programme.patient import Patient
from gmi_app.storage import rows
from gmi_app.storage.programme_reading import earliest
from gmi_app.storage.tables import (
    corrections,
    patient_versions,
    patients,
    ratings,
    session_ends,
    session_events,
    sessions,
    trials,
)


def read_patients(connection: Connection) -> list[Patient]:
    """The newest version of each, oldest patient first."""
    found = connection.execute(
        select(patient_versions)
        .join(patients, patients.c.id == patient_versions.c.patient_id)
        .order_by(
            patients.c.at_utc,
            patients.c.number,
            patient_versions.c.at_utc,
            patient_versions.c.number,
        )
    )
    return list({row.patient_id: rows.patient_of(row) for row in found}.values())


def read_patient(connection: Connection, patient: UUID) -> Patient | None:
    """The newest version, None when there is no such patient."""
    row = connection.execute(
        select(patient_versions)
        .where(patient_versions.c.patient_id == str(patient))
        .order_by(patient_versions.c.at_utc.desc(), patient_versions.c.number.desc())
        .limit(1)
    ).first()
    return None if row is None else rows.patient_of(row)


def read_session(connection: Connection, session: UUID) -> Session:
    """Raises StorageError when there is no such session."""
    row = connection.execute(select(sessions).where(sessions.c.id == str(session))).first()
    if row is None:
        raise StorageError(tr("This set is not among the results. It may have been deleted."))
    return rows.session_of(row)


def read_end(connection: Connection, session: UUID) -> SessionEnd | None:
    """The end that counts: what the person did before what the program noted, then the first."""
    interrupted = case((session_ends.c.kind == EndKind.INTERRUPTED.value, 1), else_=0)
    row = connection.execute(
        select(session_ends)
        .where(session_ends.c.session_id == str(session))
        .order_by(interrupted, session_ends.c.at_utc, session_ends.c.number)
        .limit(1)
    ).first()
    return None if row is None else rows.end_of(row)


def read_ends(connection: Connection, ids: list[str]) -> dict[str, SessionEnd]:
    """As ``read_end``, of many sessions in one statement; by the session's id."""
    interrupted = case((session_ends.c.kind == EndKind.INTERRUPTED.value, 1), else_=0)
    found = connection.execute(
        select(session_ends)
        .where(session_ends.c.session_id.in_(ids))
        .order_by(interrupted, session_ends.c.at_utc, session_ends.c.number)
    )
    ends: dict[str, SessionEnd] = {}
    for row in found:
        ends.setdefault(row.session_id, rows.end_of(row))
    return ends


def read_trials(connection: Connection, session: UUID) -> list[Trial]:
    found = connection.execute(
        select(trials)
        .where(trials.c.session_id == str(session))
        .order_by(trials.c.position, trials.c.number)
    )
    return [rows.trial_of(row) for row in found]


def read_events(connection: Connection, session: UUID) -> list[SessionEvent]:
    found = connection.execute(
        select(session_events)
        .where(session_events.c.session_id == str(session))
        .order_by(session_events.c.at_utc, session_events.c.number)
    )
    return [rows.event_of(row) for row in found]


def read_session_ratings(connection: Connection, session: UUID) -> list[Rating]:
    """As they were given, oldest first."""
    found = connection.execute(
        select(ratings)
        .where(ratings.c.session_id == str(session))
        .order_by(ratings.c.at_utc, ratings.c.number)
    )
    return [rows.rating_of(row) for row in found]


def read_session_corrections(connection: Connection, session: UUID) -> list[Correction]:
    """Of the session itself and of its ratings, oldest first: the last one of a target counts."""
    its_ratings = select(ratings.c.id).where(ratings.c.session_id == str(session))
    found = connection.execute(
        select(corrections)
        .where(
            or_(
                corrections.c.target_id == str(session),
                corrections.c.target_id.in_(its_ratings),
            )
        )
        .order_by(corrections.c.at_utc, corrections.c.number)
    )
    return [rows.correction_of(row) for row in found]


def read_sessions_corrections(
    connection: Connection, ids: list[str]
) -> defaultdict[str, list[Correction]]:
    """As ``read_session_corrections``, of many sessions in one statement; by the session's id."""
    its_session = func.coalesce(ratings.c.session_id, corrections.c.target_id)
    found = connection.execute(
        select(corrections, its_session.label("of_session"))
        .outerjoin(ratings, ratings.c.id == corrections.c.target_id)
        .where(its_session.in_(ids))
        .order_by(corrections.c.at_utc, corrections.c.number)
    )
    mended: defaultdict[str, list[Correction]] = defaultdict(list)
    for row in found:
        mended[row.of_session].append(rows.correction_of(row))
    return mended


def read_corrections(connection: Connection, patient: UUID) -> list[Correction]:
    """Oldest first."""
    found = connection.execute(
        select(corrections)
        .where(corrections.c.patient_id == str(patient))
        .order_by(corrections.c.at_utc, corrections.c.number)
    )
    return [rows.correction_of(row) for row in found]


def read_ratings(connection: Connection, patient: UUID, kind: RatingKind) -> Iterator[Rating]:
    """Those of one kind as they were given, newest first, one at a time."""
    found = connection.execute(
        select(ratings)
        .where(ratings.c.patient_id == str(patient))
        .where(ratings.c.kind == kind.value)
        .order_by(ratings.c.at_utc.desc(), ratings.c.number.desc())
    )
    return (rows.rating_of(row) for row in found)


def session_of_target(connection: Connection, target: UUID) -> UUID | None:
    """The session that a correction concerns: the target itself, or the session of that rating."""
    found = connection.scalar(
        select(sessions.c.id)
        .where(sessions.c.id == str(target))
        .union_all(select(ratings.c.session_id).where(ratings.c.id == str(target)))
    )
    return None if found is None else UUID(found)


def check_kinds(connection: Connection) -> None:
    """Raises ValueError for a kind of session that no program of ours wrote: it would be read
    by nobody, and missed by nobody."""
    for kind in connection.scalars(select(sessions.c.kind).distinct()):
        SessionKind(kind)


def is_laterality(connection: Connection, session: UUID) -> bool:
    """Whether it has trials and a summary; other kinds of session are read as records."""
    kind = connection.scalar(select(sessions.c.kind).where(sessions.c.id == str(session)))
    return bool(kind == SessionKind.LATERALITY.value)


def sessions_without_end(connection: Connection) -> list[Session]:
    """Left-right sets only. Two counts answer the usual case (none) without looking at each."""
    begun = connection.scalar(select(func.count()).select_from(sessions))
    ended = connection.scalar(select(func.count(func.distinct(session_ends.c.session_id))))
    if begun == ended:
        return []
    found = connection.execute(
        select(sessions)
        .outerjoin(session_ends, session_ends.c.session_id == sessions.c.id)
        .where(session_ends.c.id.is_(None))
        .where(sessions.c.kind == SessionKind.LATERALITY.value)
        .order_by(sessions.c.at_utc, sessions.c.number)
    )
    return [rows.session_of(row) for row in found]


def theirs_of_kinds(
    patient: UUID,
    kinds: Iterable[SessionKind],
    limit: int | None,
    since: date | None = None,
) -> Select[Any]:
    """The rows of one patient's sessions of these kinds, newest first: of ``since`` and later,
    and perhaps of the day before it."""
    wanted = select(sessions).where(sessions.c.patient_id == str(patient))
    if since is not None:
        wanted = wanted.where(sessions.c.at_utc >= earliest(since))
    return (
        wanted.where(sessions.c.kind.in_([kind.value for kind in kinds]))
        .order_by(sessions.c.at_utc.desc(), sessions.c.number.desc())
        .limit(limit)
    )


def without_end_of_kind(kind: SessionKind) -> Select[Any]:
    """The rows of the sessions of a kind that have no end."""
    return (
        select(sessions)
        .outerjoin(session_ends, session_ends.c.session_id == sessions.c.id)
        .where(session_ends.c.id.is_(None))
        .where(sessions.c.kind == kind.value)
    )
