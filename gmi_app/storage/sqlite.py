"""What only SQLite can do: opening, pragmas, checks, copies. Everything else is plain SQL."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection as CoreConnection
from sqlalchemy import Engine, Table, create_engine, event
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from gmi_app.errors import DamagedDatabase, StorageError
from gmi_app.language import tr

BUSY_TIMEOUT_S = 5.0
LOG_PAGES = 8_000
"""Length of the write-ahead log (about 32 MB) at which a commit must move it into the database.
Ending a session does it much earlier, so that no trial pays for it."""
SIDE_FILES = ("-wal", "-shm", "-journal")
"""What SQLite may keep beside a database; they belong to it."""


def connect(path: Path, *, key: bytes | None = None, read_only: bool = False) -> sqlite3.Connection:
    """Opens a database file; every file of results is opened here and nowhere else.

    ``key``: 32 raw bytes for a library that encrypts. The present library does not, so a key is
    refused rather than ignored. ``read_only`` never creates or changes the file. Statements commit
    by themselves until BEGIN. The connection may move between threads; one may use it at a time.
    """
    if not read_only and not path.exists():
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # health data: for the owner only
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=BUSY_TIMEOUT_S,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        if key is not None:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            if connection.execute("PRAGMA cipher_version").fetchone() is None:
                raise StorageError(
                    tr(
                        "These results are locked with a key, and this installation cannot use "
                        "keys. Nothing was changed. Install the program again with encryption."
                    )
                )
        if read_only:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def prepare_writer(connection: sqlite3.Connection) -> None:
    """A commit is on the disk when it returns, readers never wait, deleted bytes are wiped."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")


def engine_of(connection: sqlite3.Connection) -> Engine:
    """A SQLAlchemy engine that uses this one connection, with real transactions (DDL too)."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: connection,
        poolclass=StaticPool,
        hide_parameters=True,  # an error is logged, and what was to be kept is health data
    )

    def begin(core: CoreConnection) -> None:
        core.exec_driver_sql("BEGIN")

    event.listen(engine, "begin", begin)
    return engine


def insert_once(table: Table) -> Insert:
    """INSERT that does nothing when the id is there already: a repeated write changes nothing."""
    return insert(table).on_conflict_do_nothing(index_elements=["id"])


def insert_or_replace(table: Table, key: str) -> Insert:
    """INSERT that renews every other column of the row with the same ``key``."""
    statement = insert(table)
    return statement.on_conflict_do_update(
        index_elements=[key],
        set_={
            column.name: statement.excluded[column.name]
            for column in table.columns
            if column.name not in (key, "number")
        },
    )


def is_sound(connection: sqlite3.Connection, *, thorough: bool) -> bool:
    """SQLite's own check; ``thorough`` also compares the indexes and the owners of rows."""
    try:
        check = "integrity_check" if thorough else "quick_check"
        if connection.execute(f"PRAGMA {check}(1)").fetchone() != ("ok",):
            return False
        return not thorough or connection.execute("PRAGMA foreign_key_check").fetchone() is None
    except sqlite3.DatabaseError:
        return False


def derivation_of(connection: sqlite3.Connection) -> int:
    """The number of the derivation that made the summaries; 0 in a database that has none yet."""
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    return int(number)


def set_derivation(connection: CoreConnection, number: int) -> None:
    """Within the transaction, as everything else of it."""
    connection.exec_driver_sql(f"PRAGMA user_version = {number}")


def table_names(connection: sqlite3.Connection) -> set[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {name for (name,) in rows}


def copy_into(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Replaces all that ``target`` holds by what ``source`` holds, in one transaction: a kill in
    between leaves the target as it was. Other connections may go on using either."""
    source.backup(target)


def copy_to_file(source: sqlite3.Connection, path: Path, *, key: bytes | None = None) -> None:
    """Writes a new single-file copy (no side files) and checks it thoroughly.

    Raises DamagedDatabase when the copy is not sound.
    """
    target = connect(path, key=key)
    try:
        copy_into(source, target)
        target.execute("PRAGMA journal_mode = DELETE")
        if not is_sound(target, thorough=True):
            raise damaged_now()
    finally:
        target.close()


def wipe_deleted(connection: sqlite3.Connection) -> None:
    """Rewrites the file without what was deleted, and empties the write-ahead log."""
    connection.execute("VACUUM")
    empty_log(connection)


def empty_log(connection: sqlite3.Connection) -> bool:
    """Moves the write-ahead log into the database and cuts it to nothing. False when another
    command goes on reading the older state for longer than BUSY_TIMEOUT_S; then closing the
    database, or opening it again, does it."""
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def shorten_log(connection: sqlite3.Connection) -> None:
    """Moves what it can of the write-ahead log, waiting for nobody. What the disk refuses now is
    tried again later: the log is safe where it is."""
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


def remove(path: Path) -> None:
    """Deletes a database and what belongs to it."""
    for each in (path, *(path.with_name(path.name + suffix) for suffix in SIDE_FILES)):
        each.unlink(missing_ok=True)


def damaged_now() -> DamagedDatabase:
    return DamagedDatabase(
        tr(
            "The file with the results is damaged. Nothing more is written to it. "
            "Close the program and start it again: it then offers the newest backup."
        )
    )


def sentence_of(error: sqlite3.Error) -> StorageError | None:
    """What the person can mend, as a StorageError; None for what is our bug."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damaged_now()
    if code in (sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PERM):
        code = sqlite3.SQLITE_BUSY if code == sqlite3.SQLITE_LOCKED else sqlite3.SQLITE_CANTOPEN
    sentence = _refused(code)
    return None if sentence is None else StorageError(sentence)


def _refused(code: int) -> str | None:
    """What SQLite's primary code of an error means to the person."""
    match code:
        case sqlite3.SQLITE_FULL:
            return tr(
                "The disk is full, so the last step could not be done. Everything before it is "
                "safe. Make some room on the disk, then try again."
            )
        case sqlite3.SQLITE_IOERR:
            return tr(
                "The disk did not take what was written to it. Everything before it is safe. "
                "Check that the disk has room and is connected, then try again."
            )
        case sqlite3.SQLITE_READONLY:
            return tr(
                "The file with the results may not be changed. What it holds is safe. Check that "
                "you may write to the data folder, then start the program again."
            )
        case sqlite3.SQLITE_BUSY:
            return tr(
                "Another program is using the file with the results. What it holds is safe. "
                "Close the other program, then try again."
            )
        case sqlite3.SQLITE_CANTOPEN:
            return tr(
                "The file with the results cannot be opened. It was not changed. Check that the "
                "data folder is there and that you may read it, then start the program again."
            )
        case _:
            return None


@contextmanager
def in_plain_words() -> Iterator[None]:
    """Turns what the disk or the file refused into a StorageError with a sentence."""
    try:
        yield
    except (sqlite3.Error, DBAPIError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        spoken = sentence_of(cause) if isinstance(cause, sqlite3.Error) else None
        if spoken is None:
            raise
        raise spoken from error
    except OSError as error:
        raise StorageError(
            tr(
                "A file could not be written or read ({0}). The results are safe. Check that "
                "the disk has room and that you may write there, then try again."
            ).format(error.strerror)
        ) from error


def flush_to_disk(path: Path) -> None:
    """Returns when the file (or a folder's list of names) is on the disk."""
    with contextlib.suppress(PermissionError):  # Windows cannot open a folder
        descriptor = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
