"""Copies of the database: made daily and before anything risky, checked, and kept for a while."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from gmi_app.clock import Moment
from gmi_app.errors import DamagedDatabase
from gmi_app.storage import sqlite, versions
from gmi_app.storage.places import BACKUPS

KEPT = 7
"""Daily backups kept, one a day; and as many of all others together."""

_NAME = re.compile(r"gmi-(\d{8}T\d{6})Z([+-]\d{4})-([a-z-]*[a-z])(?:-(\d+))?\.sqlite")


class Reason(StrEnum):
    """Why a backup was made; part of its file name."""

    DAILY = "daily"
    BY_HAND = "by-hand"
    BEFORE_UPDATE = "before-update"
    BEFORE_RESTORE = "before-restore"
    BEFORE_IMPORT = "before-import"


@dataclass(frozen=True, slots=True)
class BackupFile:
    """Implements ``gmi_app.journal.Backup``. ``turn`` tells backups of one second apart."""

    path: Path
    made: Moment
    reason: Reason
    turn: int = 1

    @classmethod
    def of(cls, path: Path) -> BackupFile | None:
        """What the file's name says; None when it is not the name of a backup."""
        match = _NAME.fullmatch(path.name)
        if match is None or match[3] not in set(Reason):
            return None
        stamp, offset, reason, turn = match.groups()
        utc = datetime.strptime(stamp, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        return cls(path, Moment(utc, int(offset)), Reason(reason), int(turn or 1))

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def at(self) -> str:
        """Year-month-day hour:minute on the wall clock of when it was made."""
        return f"{self.made.local:%Y-%m-%d %H:%M}"

    @property
    def size(self) -> int:
        return self.path.stat().st_size


def list_backups(folder: Path) -> list[BackupFile]:
    """Those of a data folder, newest first."""
    found = (BackupFile.of(path) for path in (folder / BACKUPS).glob("*.sqlite"))
    backups = [backup for backup in found if backup is not None]
    return sorted(backups, key=lambda each: (each.made.utc, each.turn), reverse=True)


def make_backup(
    folder: Path, database: Path, moment: Moment, reason: Reason, *, key: bytes | None = None
) -> BackupFile:
    """Copies the database beside a running program, checks the copy, then drops old backups.

    Uses a connection of its own, so it may run on any thread. Raises StorageError when the disk
    does not take it and DamagedDatabase when the copy is not sound; then no backup is dropped.
    """
    (folder / BACKUPS).mkdir(mode=0o700, exist_ok=True)
    backup = _next_free(folder, moment, reason)
    part = backup.path.with_suffix(".part")
    with sqlite.in_plain_words():
        source = sqlite.connect(database, key=key, read_only=True)
        try:
            sqlite.remove(part)
            sqlite.copy_to_file(source, part, key=key)
            sqlite.flush_to_disk(part)
            part.replace(backup.path)
            sqlite.flush_to_disk(backup.path.parent)
        finally:
            source.close()
            sqlite.remove(part)
        _drop_old(folder)
    return backup


def daily_is_due(folder: Path, moment: Moment) -> bool:
    """Whether this calendar day has no daily backup yet."""
    return not any(
        backup.reason is Reason.DAILY and backup.made.day == moment.day
        for backup in list_backups(folder)
    )


def is_usable(path: Path, *, key: bytes | None = None) -> bool:
    """Whether the file passes SQLite's thorough check and this version of the program reads it."""
    try:
        connection = sqlite.connect(path, key=key, read_only=True)
        try:
            return (
                sqlite.is_sound(connection, thorough=True)
                and versions.revision_of(connection) in versions.REVISIONS
            )
        finally:
            connection.close()
    except (sqlite3.Error, OSError, DamagedDatabase):
        return False


def newest_usable(folder: Path, *, key: bytes | None = None) -> BackupFile | None:
    return next((each for each in list_backups(folder) if is_usable(each.path, key=key)), None)


def _next_free(folder: Path, moment: Moment, reason: Reason) -> BackupFile:
    start = f"gmi-{moment.utc:%Y%m%dT%H%M%S}Z{moment.offset_min:+05d}-{reason.value}"
    turn = 1
    while True:
        name = f"{start}.sqlite" if turn == 1 else f"{start}-{turn}.sqlite"
        path = folder / BACKUPS / name
        if not path.exists():
            return BackupFile(path, moment, reason, turn)
        turn += 1


def _drop_old(folder: Path) -> None:
    backups = list_backups(folder)
    daily = [each for each in backups if each.reason is Reason.DAILY]
    other = [each for each in backups if each.reason is not Reason.DAILY]
    for each in (*daily[KEPT:], *other[KEPT:]):
        sqlite.remove(each.path)
