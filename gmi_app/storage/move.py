"""Moving to another computer: one compressed file out, and one in.

A packed file is a zip of the database (without this computer's settings) and a small manifest
with the program's version, the tables' revision and a SHA-256. Reading one in adds what is not
there yet, by the facts' own ids. Facts are never changed, so adding is safe: into an empty
program it gives the same as replacing, twice gives the same as once, and where both computers
were used nothing of either is lost.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Table, select
from sqlalchemy.exc import OperationalError

from gmi_app import __version__
from gmi_app.clock import Moment
from gmi_app.errors import NewerDatabase, StorageError, UsageError
from gmi_app.language import tr
from gmi_app.laterality.trial import Outcome
from gmi_app.pictures.model import Side
from gmi_app.programme.plan import PlanError
from gmi_app.storage import (
    imagery_rows,
    library_rows,
    mirror_rows,
    programme_rows,
    reading,
    rows,
    sqlite,
    tables,
    versions,
)
from gmi_app.storage.backups import is_usable
from gmi_app.storage.store import Store, unfinished

DATABASE_ENTRY = "gmi.sqlite"
MANIFEST_ENTRY = "manifest.json"
FORMAT = 1
CHUNK = 1 << 20
ROWS_AT_ONCE = 500
PICTURES_AT_ONCE = 20
BEFORE_ALL = -(2**63)
"""Below every ``number``: plans that were taken in beside a present one have numbers under 0."""


_NOT_A_PACKED_FILE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    TypeError,
    ValueError,
    RuntimeError,  # encrypted, or packed in a way that zipfile does not know
)


def _session(row: Row[Any]) -> None:
    """With settings that can be compared, as kinds of sets are: no list or object in one of them.
    TypeError for others."""
    hash(mirror_rows.session_of_any_kind(row))


def _trial(row: Row[Any]) -> None:
    """A value whose answer and playback are whole, and what is derived from it and kept for reading
    in SQL: a response time that fits, a side and an outcome that there are."""
    trial = rows.trial_of(row)
    press = (row.method, row.press_ns, row.handler_ns, row.press_stamp)
    playback = (row.frames_shown, row.frames_late, row.frames_dropped, row.frames_worst_ns)
    outcome = Outcome(row.outcome)
    Side(row.side)
    if (
        any((each is None) is not (trial.press is None) for each in press)
        or any((each is None) is not (trial.playback is None) for each in playback)
        or trial.rt_ns != row.rt_ns
        or (outcome is Outcome.TIME_OUT) is not (trial.press is None)
    ):
        raise ValueError("an answer that does not fit together")


_CHECKS: dict[str, Callable[[Row[Any]], object]] = {
    "patients": lambda row: (UUID(row.id), rows.moment_of(row)),
    "patient_versions": rows.patient_of,
    "sessions": _session,
    "session_ends": rows.end_of,
    "session_events": rows.event_of,
    "trials": _trial,
    "steps": lambda row: (mirror_rows.step_of(row), imagery_rows.step_of(row)),
    "ratings": rows.rating_of,
    "corrections": rows.correction_of,
    "own_pictures": library_rows.own_picture_checked,
    "picture_marks": library_rows.mark_of,
    "likenesses": library_rows.likeness_of,
    "plan_versions": programme_rows.plan_of,
    "suggestions": programme_rows.suggestion_of,
    "decisions": programme_rows.decision_of,
    "notes": programme_rows.note_of,
    "links": lambda row: (
        UUID(row.id),
        UUID(row.patient_id),
        rows.moment_of(row),
        UUID(row.other_id),
    ),
}


def check_row(table: str, row: Any) -> None:
    """Reads a row of a table as a value. Whatever is raised: it makes no sense."""
    _CHECKS[table](row)


def pack(store: Store, target: Path, moment: Moment) -> None:
    """Writes everything but the settings of this computer into ``target``, whole or not at all."""
    copy = unfinished(store.folder, "packing")
    part = target.with_name(target.name + ".part")
    with sqlite.in_plain_words():
        try:
            sqlite.remove(copy)
            source = sqlite.connect(store.path, key=store.key, read_only=True)
            try:
                sqlite.copy_to_file(source, copy)
            finally:
                source.close()
            alone = sqlite.connect(copy)
            try:
                alone.execute("PRAGMA secure_delete = ON")
                alone.execute("DELETE FROM settings")
                alone.execute("VACUUM")
            finally:
                alone.close()
            manifest = {
                "format": FORMAT,
                "program": __version__,
                "revision": versions.HEAD,
                "made": moment.local.isoformat(timespec="seconds"),
                "bytes": copy.stat().st_size,
                "sha256": _sha256(copy),
            }
            part.touch(mode=0o600)  # health data: for the owner only
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as packed:
                packed.writestr(MANIFEST_ENTRY, json.dumps(manifest, indent=1))
                packed.write(copy, DATABASE_ENTRY)
            sqlite.flush_to_disk(part)
            part.replace(target)
            sqlite.flush_to_disk(target.parent)
        finally:
            sqlite.remove(copy)
            part.unlink(missing_ok=True)


def take_out(source: Path, target: Path, *, key: bytes | None = None) -> None:
    """Unpacks the database of a packed file into ``target`` and checks it entirely.

    Raises StorageError when anything is not as the manifest says, and NewerDatabase when it was
    written by a newer program. Touches nothing but ``target``, which is then of this revision.
    """
    with sqlite.in_plain_words():
        try:
            with zipfile.ZipFile(source) as packed:
                manifest = json.loads(packed.read(MANIFEST_ENTRY))
                if manifest["format"] > FORMAT or manifest["revision"] not in versions.REVISIONS:
                    raise NewerDatabase(
                        tr(
                            "This file was made by a newer version of the program. Nothing was "
                            "changed. Update the program on this computer, then try again."
                        )
                    )
                _write_out(packed, target, int(manifest["bytes"]))
            sound = _sha256(target) == manifest["sha256"]
        except _NOT_A_PACKED_FILE as error:
            raise _not_ours() from error
        if not sound or not is_usable(target, key=key):
            raise _not_ours()
        versions.migrate_if_behind(target, key=key)


def _write_out(packed: zipfile.ZipFile, target: Path, size: int) -> None:
    """Never writes more than ``size`` bytes, whatever the file holds."""
    with packed.open(DATABASE_ENTRY) as entry, target.open("xb") as out:
        left = size
        while block := entry.read(CHUNK):
            left -= len(block)
            if left < 0:
                raise ValueError("longer than its manifest says")
            out.write(block)
    if left:
        raise ValueError("shorter than its manifest says")


def add_missing(connection: Connection, other: Connection) -> set[UUID]:
    """Adds the facts of ``other`` that are not here yet, each checked by reading it as a value.

    Returns the sessions that got something new. Raises StorageError for a fact that makes no
    sense; the caller's transaction then undoes everything.
    """
    touched: set[UUID] = set()
    for table, new in _missing(connection, other):
        names = [column.name for column in table.columns if column.name != "number"]
        connection.execute(
            sqlite.insert_once(table),
            [{name: row._mapping[name] for name in names} for row in new],
        )
        touched |= {session for row in new if (session := _session_of(connection, table, row))}
    return touched


def is_anything_missing(connection: Connection, other: Connection) -> bool:
    """Whether ``add_missing`` would add something. Raises as it does."""
    return next(_missing(connection, other), None) is not None


def _missing(connection: Connection, other: Connection) -> Iterator[tuple[Table, list[Row[Any]]]]:
    """Rows of ``other`` that are not here, some of one table at a time, never none."""
    for table in tables.FACTS:
        for rows_of_other in _checked(other, table):
            ids = [row.id for row in rows_of_other]
            here = set(connection.scalars(select(table.c.id).where(table.c.id.in_(ids))))
            new = [row for row in rows_of_other if row.id not in here]
            if new:
                yield table, new


def _session_of(connection: Connection, table: Table, row: Row[Any]) -> UUID | None:
    """The session whose summary a new row changes."""
    if table is tables.corrections:
        return reading.session_of_target(connection, UUID(row.target_id))
    if "session_id" in table.columns and row.session_id is not None:
        return UUID(row.session_id)
    return None


def _checked(connection: Connection, table: Table) -> Iterator[list[Row[Any]]]:
    """All rows in the order in which they arrived there; each makes sense as a value."""
    at_once = PICTURES_AT_ONCE if table is tables.own_pictures else ROWS_AT_ONCE
    page = select(table).order_by(table.c.number).limit(at_once)
    check, last = _CHECKS[table.name], BEFORE_ALL
    while True:
        try:
            found = list(connection.execute(page.where(table.c.number > last)))
            for row in found:
                check(row)
        except (ValueError, TypeError, KeyError, UsageError, PlanError, OperationalError) as error:
            raise _not_ours() from error  # OperationalError: a table is not ours
        if not found:
            return
        yield found
        last = found[-1].number


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _not_ours() -> StorageError:
    return StorageError(
        tr(
            "This file was not made by this program, or it was damaged on its way. Nothing was "
            "changed. Make it again on the other computer, and copy it once more."
        )
    )
