"""What the first screen needs, by plain sqlite3 in a few milliseconds.

SQLAlchemy takes a third of a second to import; the window is shown before that. The real opening
follows and decides: it checks the file, takes the lock, and mends what a kill left behind.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from gmi_app.errors import GmiError
from gmi_app.programme.due import RECENT_SETS
from gmi_app.programme.patient import Patient
from gmi_app.progress.summary import SessionSummary
from gmi_app.storage import rows
from gmi_app.storage.lock import FolderLock
from gmi_app.storage.places import BACKUPS, DATABASE, DERIVATION, HEAD, SET_ASIDE
from gmi_app.storage.summary_rows import COLUMNS, summaries_of

NEWEST_VERSIONS = """
    SELECT v.* FROM patient_versions AS v JOIN patients AS p ON p.id = v.patient_id
    ORDER BY p.at_utc, p.number, v.at_utc, v.number
"""

NEWEST_SUMMARIES = f"""
    SELECT {", ".join(COLUMNS)} FROM summaries ORDER BY at_utc DESC, number DESC LIMIT {RECENT_SETS}
"""


@dataclass(frozen=True, slots=True)
class Glance:
    """The newest version of each patient, oldest patient first; and this computer's settings.

    ``summaries``: where there is one patient, the newest ``RECENT_SETS`` of their sets, newest
    first. None where they must be asked for, because nobody knows yet whose are wanted.
    """

    patients: list[Patient] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    summaries: list[SessionSummary] | None = None


def glance(folder: Path) -> Glance | None:
    """A look at a data folder that opens as usual; None when opening it needs more than that:
    another copy of the program, an older or newer or damaged database, a lost one, one whose
    summaries another derivation made."""
    try:
        FolderLock.take(folder).release()
    except GmiError:
        return None
    path = folder / DATABASE
    if not path.exists():
        lost = any((folder / name).exists() for name in (BACKUPS, SET_ASIDE))
        return None if lost else Glance()
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as database:
            return _read(database)
    except (sqlite3.Error, ValueError, TypeError, KeyError, AttributeError, GmiError):
        return None  # a row that no program of ours wrote: the real opening says so


def _read(database: sqlite3.Connection) -> Glance | None:
    database.execute("PRAGMA query_only = ON")
    if database.execute("SELECT version_num FROM alembic_version").fetchone() != (HEAD,):
        return None
    if database.execute("PRAGMA user_version").fetchone() != (DERIVATION,):
        return None
    database.row_factory = _Row.of
    newest = {row.patient_id: rows.patient_of(row) for row in database.execute(NEWEST_VERSIONS)}
    database.row_factory = None
    settings = database.execute("SELECT key, value FROM settings").fetchall()
    return Glance(list(newest.values()), dict(settings), _summaries(database, len(newest)))


def _summaries(database: sqlite3.Connection, patients: int) -> list[SessionSummary] | None:
    if patients != 1 or database.execute("SELECT 1 FROM plan_versions LIMIT 1").fetchone():
        return None  # with a plan, what is due is not read from sets alone
    return list(summaries_of(database.execute(NEWEST_SUMMARIES)))


class _Row:
    """A row whose columns are read by name, as SQLAlchemy's are."""

    def __init__(self, values: dict[str, object]) -> None:
        self.__dict__.update(values)

    @classmethod
    def of(cls, cursor: sqlite3.Cursor, values: tuple[object, ...]) -> _Row:
        names = (column[0] for column in cursor.description)
        return cls(dict(zip(names, values, strict=True)))
