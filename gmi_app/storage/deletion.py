"""Deleting for good: rows, backups, files set aside, the log. What is deleted is
overwritten on the way.

Backups go first and the database last: whoever is interrupted still sees the person, and can
delete again.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, delete, or_, select

from gmi_app.errors import DamagedDatabase, StorageError
from gmi_app.storage import sqlite, versions
from gmi_app.storage.backups import list_backups
from gmi_app.storage.places import BACKUPS, LOGS, SET_ASIDE
from gmi_app.storage.store import OURS, Store
from gmi_app.storage.tables import (
    corrections,
    metadata,
    patient_versions,
    patients,
    ratings,
    session_ends,
    session_events,
    sessions,
    settings,
    summaries,
    trials,
)


def delete_patient(store: Store, patient: UUID) -> None:
    """One person's rows, also those in every backup. A damaged backup is deleted whole, and so
    are the log and what was set aside as damaged.

    Raises StorageError when the disk refuses something: a backup that it could not rewrite is as
    it was, the person is still there, and deleting can be tried again.
    """
    with sqlite.in_plain_words():
        for backup in list_backups(store.folder):
            _delete_from_backup(backup.path, patient, store.key)
        _delete_set_aside_and_log(store.folder)
    with store.transaction() as connection:
        delete_rows(connection, patient)
    with store.alone() as raw:
        sqlite.wipe_deleted(raw)


def delete_everything(store: Store) -> None:
    """Rows, settings, backups, the log and what was set aside; an empty database stays open."""
    with sqlite.in_plain_words():
        for path in (store.folder / BACKUPS).glob(OURS):
            path.unlink()
        _delete_set_aside_and_log(store.folder)
    with store.transaction() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
    with store.alone() as raw:
        sqlite.wipe_deleted(raw)


def delete_rows(connection: Connection, patient: UUID) -> None:
    """Everything that the patient owns, and the preference that names them."""
    one = str(patient)
    theirs = select(sessions.c.id).where(sessions.c.patient_id == one)
    connection.execute(delete(summaries).where(summaries.c.patient_id == one))
    connection.execute(delete(corrections).where(corrections.c.patient_id == one))
    connection.execute(
        delete(ratings).where(or_(ratings.c.patient_id == one, ratings.c.session_id.in_(theirs)))
    )
    for table in (trials, session_events, session_ends):
        connection.execute(delete(table).where(table.c.session_id.in_(theirs)))
    connection.execute(delete(sessions).where(sessions.c.patient_id == one))
    connection.execute(delete(patient_versions).where(patient_versions.c.patient_id == one))
    connection.execute(delete(patients).where(patients.c.id == one))
    connection.execute(delete(settings).where(settings.c.value == one))


def _delete_from_backup(path: Path, patient: UUID, key: bytes | None) -> None:
    try:
        with sqlite.in_plain_words():
            _replace_without(path, patient, key)
    except DamagedDatabase:
        sqlite.remove(path)
    except StorageError:
        raise  # the disk is full or fails: the backup is sound, and others are in it
    except Exception:
        # It cannot be read, so it cannot be cleaned: better no backup than one that remembers.
        sqlite.remove(path)


def _replace_without(path: Path, patient: UUID, key: bytes | None) -> None:
    part = path.with_suffix(".part")
    try:
        source = sqlite.connect(path, key=key, read_only=True)
        try:
            if not _holds(source, patient):
                return
            sqlite.remove(part)
            sqlite.copy_to_file(source, part, key=key)
        finally:
            source.close()
        versions.migrate_if_behind(part, key=key)
        _rewrite_without(part, patient, key)
        part.replace(path)
    finally:
        sqlite.remove(part)


def _holds(connection: sqlite3.Connection, patient: UUID) -> bool:
    found = connection.execute("SELECT 1 FROM patients WHERE id = ?", (str(patient),))
    return found.fetchone() is not None


def _rewrite_without(path: Path, patient: UUID, key: bytes | None) -> None:
    raw = sqlite.connect(path, key=key)
    sqlite.prepare_writer(raw)
    engine = sqlite.engine_of(raw)
    try:
        with engine.begin() as connection:
            delete_rows(connection, patient)
        sqlite.wipe_deleted(raw)
        raw.execute("PRAGMA journal_mode = DELETE")
    finally:
        engine.dispose()
        raw.close()
    sqlite.flush_to_disk(path)


def _delete_set_aside_and_log(folder: Path) -> None:
    for path in (folder / SET_ASIDE).glob(OURS):
        path.unlink()
    for name in LOGS:
        (folder / name).unlink(missing_ok=True)
