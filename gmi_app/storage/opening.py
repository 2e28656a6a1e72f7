"""Opens the data folder: one writer, a sound database of this version, nothing left half done.

Everything here may run off the GUI thread. Whatever goes wrong is a StorageError with a sentence,
and the files are then as they were.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from gmi_app.clock import Clock, Moment
from gmi_app.errors import DamagedDatabase, NewerDatabase, StorageError, UsageError
from gmi_app.language import tr
from gmi_app.storage import reading, sqlite, versions
from gmi_app.storage.backups import (
    BackupFile,
    Reason,
    daily_is_due,
    list_backups,
    make_backup,
    newest_usable,
)
from gmi_app.storage.derived import Progress, Summaries, end_interrupted
from gmi_app.storage.handover import SqliteLedger
from gmi_app.storage.journal import SqliteJournal
from gmi_app.storage.library import SqlitePictureBook
from gmi_app.storage.lock import FolderLock
from gmi_app.storage.places import DATABASE, DERIVATION, SET_ASIDE
from gmi_app.storage.store import Store, left_over, unfinished
from gmi_app.storage.vault import SqliteVault

ALWAYS_CHECKED_BYTES = 32 << 20
"""A database up to this size is checked at every start; a larger one once a day, and after the
program did not get to close it."""


class DamagedFile(DamagedDatabase):
    """``backup`` is the newest usable one, or None. ``recover`` goes on from here."""

    def __init__(self, sentence: str, backup: BackupFile | None) -> None:
        super().__init__(sentence)
        self.backup = backup


@dataclass(frozen=True, slots=True)
class Opened:
    """The data folder, open for writing. ``notices`` are sentences for the person."""

    journal: SqliteJournal
    vault: SqliteVault
    notices: tuple[str, ...]
    store: Store
    lock: FolderLock

    @property
    def pictures(self) -> SqlitePictureBook:
        """What is kept of the picture library."""
        return SqlitePictureBook(self.store)

    @property
    def ledger(self) -> SqliteLedger:
        """The facts, to hand over and to take in."""
        return SqliteLedger(self.store)

    def close(self) -> None:
        self.store.close()
        self.lock.release()


@dataclass(frozen=True, slots=True)
class OpenedToRead:
    """The data folder for a command that only reads; the window may be open meanwhile."""

    journal: SqliteJournal
    store: Store

    def close(self) -> None:
        self.store.close()


def open_data(
    folder: Path, clock: Clock, *, key: bytes | None = None, progress: Progress | None = None
) -> Opened:
    """Opens for writing; makes the database when there is none. ``progress`` is told how far the
    summaries are, when there are some to derive.

    Raises AlreadyOpen, NewerDatabase, DamagedFile, or StorageError for what the disk refuses.
    """
    lock = FolderLock.take(folder)
    try:
        with sqlite.in_plain_words():
            notices = _make_ready(folder, clock.moment(), key)
            raw = sqlite.connect(folder / DATABASE, key=key)
            sqlite.prepare_writer(raw)
            sqlite.shorten_log(raw)
        store = Store(folder, raw, clock, key)
        try:
            summaries = Summaries(store)
            with store.transaction() as connection:
                reading.check_kinds(connection)
            for session, answers in end_interrupted(store):
                if answers:
                    notices.append(_interruption(session.at, answers, clock.moment()))
            summaries.bring_up(progress)
            journal = SqliteJournal(store, summaries)
            journal.patients()  # the first screen needs them; the others are read when asked for
        except (ValueError, TypeError, KeyError, AttributeError, UsageError) as error:
            store.close()
            raise _damaged(folder, key) from error  # a row that no program of ours wrote
        except BaseException:
            store.close()
            raise
    except BaseException:
        lock.release()
        raise
    return Opened(journal, SqliteVault(store, summaries), tuple(notices), store, lock)


def open_to_read(folder: Path, clock: Clock, *, key: bytes | None = None) -> OpenedToRead:
    """Opens for reading, beside the window if there is one. Brings an older database, or
    summaries of an older derivation, up to date first, which needs the window closed.

    Raises StorageError when there is nothing to read, and whatever ``open_data`` raises.
    """
    path = folder / DATABASE
    if not path.exists():
        raise StorageError(
            tr(
                "There are no results in {0} yet. Nothing was changed. Do a set first, or "
                "name the folder with --data."
            ).format(folder)
        )
    with sqlite.in_plain_words():
        if _look(folder, key, thorough=False) != versions.HEAD or not _derived_here(path, key):
            open_data(folder, clock, key=key).close()
        raw = sqlite.connect(path, key=key, read_only=True)
    store = Store(folder, raw, clock, key)
    return OpenedToRead(SqliteJournal(store, Summaries(store)), store)


def recover(folder: Path, backup: BackupFile | None, clock: Clock) -> Path | None:
    """Moves the damaged database aside, never deleting it, and puts the backup in its place; with
    None the next opening starts empty. Returns where the damaged one is now (None if there was
    none). Raises AlreadyOpen while another copy of the program holds the folder.
    """
    lock = FolderLock.take(folder)
    try:
        with sqlite.in_plain_words():
            aside = _set_aside(folder, clock.moment())
            path = folder / DATABASE
            if backup is None:
                versions.create(path)
            else:
                part = unfinished(folder, "recovering")
                sqlite.remove(part)
                source = sqlite.connect(backup.path, read_only=True)
                try:
                    sqlite.copy_to_file(source, part)
                finally:
                    source.close()
                sqlite.flush_to_disk(part)
                part.replace(path)
                sqlite.flush_to_disk(folder)
            return aside
    finally:
        lock.release()


def _make_ready(folder: Path, now: Moment, key: bytes | None) -> list[str]:
    """Leaves a sound database of the newest revision, or raises with everything as it was."""
    path = folder / DATABASE
    for each in left_over(folder):
        each.unlink()
    if not path.exists() or path.stat().st_size == 0:
        if list_backups(folder):
            raise _damaged(folder, key, tr("The file with the results is missing or empty."))
        versions.create(path, key=key)
        return []
    log = path.with_name(path.name + "-wal")
    thorough = (
        path.stat().st_size <= ALWAYS_CHECKED_BYTES
        or (log.exists() and log.stat().st_size > 0)
        or daily_is_due(folder, now)
    )
    revision = _look(folder, key, thorough=thorough)
    if revision is None:  # interrupted while it was being made
        versions.create(path, key=key)
        return []
    if revision == versions.HEAD:
        return []
    make_backup(folder, path, now, Reason.BEFORE_UPDATE, key=key)
    try:
        versions.migrate(path, key=key)
    except Exception as error:
        raise StorageError(
            tr(
                "The results could not be brought up to this version of the program. Nothing "
                "was changed, and a backup was made. Install the version that you had "
                "before, and tell us."
            )
        ) from error
    return [
        tr("The results were brought up to this version of the program. A backup was made first.")
    ]


def _look(folder: Path, key: bytes | None, *, thorough: bool) -> str | None:
    """The revision of a sound database, None for one without tables. Writes nothing of its own."""
    try:
        connection = sqlite.connect(folder / DATABASE, key=key, read_only=True)
        try:
            revision = versions.revision_of(connection)
            sound = not thorough or sqlite.is_sound(connection, thorough=False)
        finally:
            connection.close()
    except DamagedDatabase as error:
        raise _damaged(folder, key) from error
    except sqlite3.Error as error:
        if isinstance(sqlite.sentence_of(error), DamagedDatabase):
            raise _damaged(folder, key) from error
        raise
    if not sound or (revision is None and list_backups(folder)):
        raise _damaged(folder, key)
    if revision is not None and revision not in versions.REVISIONS:
        raise NewerDatabase(
            tr(
                "These results were written by a newer version of the program. Nothing was "
                "changed. Update the program on this computer, then open it again."
            )
        )
    return revision


def _derived_here(path: Path, key: bytes | None) -> bool:
    with closing(sqlite.connect(path, key=key, read_only=True)) as connection:
        return sqlite.derivation_of(connection) == DERIVATION


def _damaged(folder: Path, key: bytes | None, what: str | None = None) -> DamagedFile:
    what = what or tr("The file with the results is damaged.")
    backup = newest_usable(folder, key=key)
    if backup is None:
        return DamagedFile(
            tr(
                "{0} There is no backup to go back to. Nothing was deleted. You can put the "
                "file aside and start empty, or ask someone who mends data to look at the "
                "file."
            ).format(what),
            None,
        )
    return DamagedFile(
        tr(
            "{0} Nothing was deleted. You can go on with the backup of {1}; the damaged "
            "file is put aside and kept."
        ).format(what, backup.at),
        backup,
    )


def _set_aside(folder: Path, now: Moment) -> Path | None:
    path = folder / DATABASE
    if not path.exists():
        return None
    (folder / SET_ASIDE).mkdir(mode=0o700, exist_ok=True)
    stem = f"gmi-{now.utc:%Y%m%dT%H%M%SZ}-damaged"
    aside = folder / SET_ASIDE / f"{stem}.sqlite"
    turn = 2
    while aside.exists():
        aside, turn = aside.with_name(f"{stem}-{turn}.sqlite"), turn + 1
    # the side files first: a database must never meet the log of another one
    for suffix in sqlite.SIDE_FILES:
        side = path.with_name(path.name + suffix)
        if side.exists():
            side.replace(aside.with_name(aside.name + suffix))
    path.replace(aside)
    return aside


def _interruption(begun: Moment, answers: int, now: Moment) -> str:
    days = (now.day - begun.day).days
    match days:
        case 0:
            told = tr("A set that was started earlier today was interrupted.")
        case 1:
            told = tr("A set that was started yesterday was interrupted.")
        case _:
            told = tr("A set that was started on {0} was interrupted.").format(begun.day)
    kept = tr("Its 1 answer is kept.") if answers == 1 else tr("Its {0} answers are kept.")
    return f"{told} {kept.format(answers)}"
