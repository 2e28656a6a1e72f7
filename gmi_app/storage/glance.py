"""What the first screen needs, by plain sqlite3 in a few milliseconds.

SQLAlchemy takes a third of a second to import; the window is shown before that. The real opening
follows and decides: it checks the file, takes the lock, and mends what a kill left behind.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gmi_app.errors import GmiError
from gmi_app.programme.due import RECENT_SETS
from gmi_app.programme.patient import Patient
from gmi_app.progress.summary import SessionSummary
from gmi_app.storage import rows
from gmi_app.storage.lock import FolderLock
from gmi_app.storage.places import BACKUPS, DATABASE, DERIVATION, HEAD, SET_ASIDE
from gmi_app.storage.plain import ask
from gmi_app.storage.summary_rows import COLUMNS, summaries_of

if TYPE_CHECKING:  # only where there is a plan
    from gmi_app.programme.record import Followed

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

    Where there is one patient, also what Today shows of them: with a plan ``followed``, without one
    ``summaries``, the newest ``RECENT_SETS``, newest first. Else both are None, because nobody
    knows yet whose are wanted.
    """

    patients: list[Patient] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    summaries: list[SessionSummary] | None = None
    followed: Followed | None = None


def glance(folder: Path, today: date) -> Glance | None:
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
            return _read(database, today)
    except (sqlite3.Error, ValueError, TypeError, LookupError, AttributeError, GmiError):
        return None  # a row that no program of ours wrote: the real opening says so


def _read(database: sqlite3.Connection, today: date) -> Glance | None:
    database.execute("PRAGMA query_only = ON")
    if database.execute("SELECT version_num FROM alembic_version").fetchone() != (HEAD,):
        return None
    if database.execute("PRAGMA user_version").fetchone() != (DERIVATION,):
        return None
    newest = {row.patient_id: rows.patient_of(row) for row in ask(database, NEWEST_VERSIONS)}
    people = list(newest.values())
    settings = dict(database.execute("SELECT key, value FROM settings").fetchall())
    if len(people) != 1:
        return Glance(people, settings)
    followed = _followed(database, people[0], today)
    if followed is not None:
        return Glance(people, settings, followed=followed)
    return Glance(people, settings, list(summaries_of(database.execute(NEWEST_SUMMARIES))))


def _followed(database: sqlite3.Connection, patient: Patient, today: date) -> Followed | None:
    """The plan and its record, as the journal reads them; None without a plan."""
    if database.execute("SELECT 1 FROM plan_versions LIMIT 1").fetchone() is None:
        return None
    from gmi_app.programme.record import Followed
    from gmi_app.programme.today import since
    from gmi_app.storage.programme_reading import read_newest_plan, read_plans, read_record

    newest = read_newest_plan(database, patient.id)
    if newest is None:
        return None
    version = next(iter(read_plans(database, patient.id, limit=1)), None)
    if version is None or str(version.id) != newest:
        raise ValueError("the newest version cannot be read")
    return Followed(version, read_record(database, patient.id, since(version.plan, today)))
