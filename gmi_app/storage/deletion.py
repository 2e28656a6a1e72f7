"""Deleting for good: rows, backups, files set aside, the log. What is deleted is
overwritten on the way.

Backups go first and the database last: whoever is interrupted still sees the person, and can
delete again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, delete, or_, select

from gmi_app.errors import DamagedDatabase, StorageError
from gmi_app.library.pack import remove_folder
from gmi_app.storage import sqlite, versions
from gmi_app.storage.backups import list_backups
from gmi_app.storage.places import BACKUPS, KEYS, LOGS, PACKS, SET_ASIDE
from gmi_app.storage.store import OURS, Store
from gmi_app.storage.tables import (
    FACTS,
    links,
    metadata,
    own_pictures,
    patients,
    sessions,
    settings,
    summaries,
)


def delete_patient(store: Store, patient: UUID) -> None:
    """One person's rows, also those in every backup. A damaged backup is deleted whole, and so
    are the log and what was set aside as damaged.

    Raises StorageError when the disk refuses something: a backup that it could not rewrite is as
    it was, the person is still there, and deleting can be tried again.
    """
    with sqlite.in_plain_words():
        for backup in list_backups(store.folder):
            _delete_from_backup(backup.path, _Leaving("patients", patient, delete_rows), store.key)
        _delete_set_aside_and_log(store.folder)
    with store.transaction() as connection:
        delete_rows(connection, patient)
    with store.alone() as raw:
        sqlite.wipe_deleted(raw)


def delete_own_picture(store: Store, picture: UUID) -> None:
    """One picture of a person's own, also out of every backup; what was answered to it stays.

    Raises StorageError as ``delete_patient`` does.
    """
    leaving = _Leaving("own_pictures", picture, _delete_picture)
    with sqlite.in_plain_words():
        for backup in list_backups(store.folder):
            _delete_from_backup(backup.path, leaving, store.key)
    with store.transaction() as connection:
        _delete_picture(connection, picture)
    with store.alone() as raw:
        sqlite.wipe_deleted(raw)


def delete_everything(store: Store) -> None:
    """Rows, settings, backups, packs, keys, the log and what was set aside; an empty database stays
    open."""
    with sqlite.in_plain_words():
        remove_folder(store.folder / PACKS)
        (store.folder / KEYS).unlink(missing_ok=True)
        for path in (store.folder / BACKUPS).glob(OURS):
            path.unlink()
        _delete_set_aside_and_log(store.folder)
    with store.transaction() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
    with store.alone() as raw:
        sqlite.wipe_deleted(raw)


def delete_rows(connection: Connection, patient: UUID) -> None:
    """Everything that the patient owns, links of others to them, and the settings that name
    them."""
    one = str(patient)
    theirs = select(sessions.c.id).where(sessions.c.patient_id == one)
    connection.execute(delete(summaries).where(summaries.c.patient_id == one))
    for table in reversed(FACTS):
        owned = []
        if "patient_id" in table.columns:
            owned.append(table.c.patient_id == one)
        if "session_id" in table.columns:
            owned.append(table.c.session_id.in_(theirs))
        connection.execute(delete(table).where(or_(False, *owned)))
    connection.execute(delete(links).where(links.c.other_id == one))
    connection.execute(delete(patients).where(patients.c.id == one))
    connection.execute(delete(settings).where(settings.c.value == one))
    connection.execute(delete(settings).where(settings.c.key.endswith(f".{one}")))


@dataclass(frozen=True, slots=True)
class _Leaving:
    """The row that goes, of this table, and what deletes it with all that belongs to it."""

    table: str
    id: UUID
    delete: Callable[[Connection, UUID], None]


def _delete_picture(connection: Connection, picture: UUID) -> None:
    connection.execute(delete(own_pictures).where(own_pictures.c.id == str(picture)))


def _delete_from_backup(path: Path, leaving: _Leaving, key: bytes | None) -> None:
    try:
        with sqlite.in_plain_words():
            _replace_without(path, leaving, key)
    except DamagedDatabase:
        sqlite.remove(path)
    except StorageError:
        raise  # the disk is full or fails: the backup is sound, and others are in it
    except Exception:
        # It cannot be read, so it cannot be cleaned: better no backup than one that remembers.
        sqlite.remove(path)


def _replace_without(path: Path, leaving: _Leaving, key: bytes | None) -> None:
    part = path.with_suffix(".part")
    try:
        source = sqlite.connect(path, key=key, read_only=True)
        try:
            if not _holds(source, leaving):
                return
            sqlite.remove(part)
            sqlite.copy_to_file(source, part, key=key)
        finally:
            source.close()
        versions.migrate_if_behind(part, key=key)
        _rewrite_without(part, leaving, key)
        part.replace(path)
    finally:
        sqlite.remove(part)


def _holds(connection: sqlite3.Connection, leaving: _Leaving) -> bool:
    names = sqlite.table_names(connection)
    if "patients" in names and leaving.table not in names:
        return False  # a backup from before there were such rows
    found = connection.execute(f"SELECT 1 FROM {leaving.table} WHERE id = ?", (str(leaving.id),))
    return found.fetchone() is not None


def _rewrite_without(path: Path, leaving: _Leaving, key: bytes | None) -> None:
    raw = sqlite.connect(path, key=key)
    sqlite.prepare_writer(raw)
    engine = sqlite.engine_of(raw)
    try:
        with engine.begin() as connection:
            leaving.delete(connection, leaving.id)
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
