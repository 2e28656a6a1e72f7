"""The open database of one data folder: its connection, its transactions, its places on disk."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from gmi_app.clock import Clock
from gmi_app.storage import sqlite
from gmi_app.storage.places import BACKUPS, DATABASE

OURS = "gmi-*"
"""Names of our files in the two folders above and of unfinished files. The data folder may be one
that a person also uses for other things: what has another name is theirs."""


def unfinished(folder: Path, what: str) -> Path:
    """Where a file is written before it is whole; the next opening removes what a kill left."""
    return folder / f"gmi-{what}.part"


def left_over(folder: Path) -> list[Path]:
    """Unfinished files, and what SQLite kept beside them."""
    return [*folder.glob(f"{OURS}.part*"), *(folder / BACKUPS).glob(f"{OURS}.part*")]


class Store:
    """Every transaction is durable when its block ends, and undone when the block raises.

    What the disk refuses is raised as StorageError. A mutex keeps threads apart, so that a backup
    made on another thread never meets a half-written fact.
    """

    def __init__(
        self,
        folder: Path,
        raw: sqlite3.Connection,
        clock: Clock,
        key: bytes | None = None,
    ) -> None:
        self.folder, self.raw, self.clock, self.key = folder, raw, clock, key
        self._engine = sqlite.engine_of(raw)
        self._connection = self._engine.connect()
        self._mutex = threading.RLock()

    @property
    def path(self) -> Path:
        return self.folder / DATABASE

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction, for reading or writing. Not to be nested."""
        with self._mutex, sqlite.in_plain_words(), self._connection.begin():
            yield self._connection

    @contextmanager
    def questions(self) -> Iterator[sqlite3.Connection]:
        """One transaction on the bare connection, for what is asked in plain SQL."""
        with self.transaction():
            yield self.raw

    @contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """The bare connection outside any transaction, while no other thread may use it."""
        with self._mutex, sqlite.in_plain_words():
            yield self.raw

    def close(self) -> None:
        """Moves the write-ahead log into the database and lets go of it."""
        with self._mutex:
            self._connection.close()
            self._engine.dispose()
            self.raw.close()
