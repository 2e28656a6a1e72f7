"""What keeping an answer costs, and how long a long history takes to read."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import FileIO
from pathlib import Path
from uuid import UUID

from sqlalchemy import insert

from gmi_app.clock import Moment
from gmi_app.programme.patient import Patient
from gmi_app.progress.summarise import summarise
from gmi_app.storage import rows, sqlite, tables
from gmi_app.storage.opening import Opened
from gmi_app.storage.summary_rows import summary_values
from tests.benchmarks.table import Row, percentile
from tests.storage import making
from tests.unit.making import moment

ANSWERS = 2_000
SETS = 10_000
PER_SET = 20
PAGE = 30
"""Summaries on one screen of history."""


def run() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="gmi-bench-") as name:
        folder = Path(name)
        return [*commits(folder / "commits"), *history(folder / "history"), *start(folder)]


def commits(folder: Path) -> list[Row]:
    """Latency of ``add_trial`` in WAL with synchronous=FULL, with the same row written by sqlite3
    alone, and an fsync of the same disk, in turn in the same run. In milliseconds."""
    folder.mkdir()
    data = making.opened(folder)
    anna = making.patient()
    data.journal.save_patient(anna)
    raw, statement = _raw(folder / "raw.sqlite")
    plain = (folder / "plain").open("wb", buffering=0)
    ours: list[float] = []
    theirs: list[float] = []
    flushes: list[float] = []
    for _ in range(ANSWERS // 100):
        session = making.session(anna)
        data.journal.begin(session)
        for trial in making.trials(session, 100):
            ours.append(_ms(data.journal.add_trial, trial))
            theirs.append(_ms(_commit, raw, statement, rows.trial_values(trial)))
            flushes.append(_ms(_flush, plain))
        data.journal.end(making.end(session))
        sqlite.shorten_log(raw)
    raw.close()
    plain.close()
    data.close()
    note = f"{ANSWERS} answers, WAL, synchronous=FULL"
    return [
        Row(
            f"Keep one answer, {label}",
            percentile(ours, percent),
            "ms",
            10.0 if percent == 99 else None,
            note,
            f"{percentile(ours, percent) / percentile(theirs, percent):.2f} x sqlite3 "
            f"({percentile(theirs, percent):.2f} ms), fsync alone "
            f"{percentile(flushes, percent):.2f} ms",
        )
        for label, percent in (("median", 50), ("95 %", 95), ("99 %", 99), ("longest", 100))
    ]


def history(folder: Path) -> list[Row]:
    """Reading summaries of 10,000 sets: the page on screen, all of them, and opening the data."""
    folder.mkdir()
    data = making.opened(folder)
    anna = making.patient()
    data.journal.save_patient(anna)
    fill(data, anna)
    data.vault.back_up_daily()
    data.close()
    size_mb = data.store.path.stat().st_size / 1e6
    opening = _median(lambda: making.opened(folder).close(), 5)
    data = making.opened(folder)
    journal = data.journal
    first = _median(lambda: journal.summaries(anna.id, limit=PAGE))
    last = _median(lambda: journal.summaries(anna.id, limit=PAGE, offset=SETS - PAGE))
    every = _median(lambda: journal.summaries(anna.id), 7)
    count = _median(lambda: journal.count_sessions(anna.id))
    newest = journal.summaries(anna.id, limit=1)[0].session
    trials = _median(lambda: journal.trials(newest))
    data.close()
    note = f"{SETS} sets of {PER_SET}, {size_mb:.0f} MB"
    return [
        Row("Open the data folder", opening, "ms", None, note),
        Row(f"Newest {PAGE} summaries", first, "ms", 100.0, note),
        Row(f"Oldest {PAGE} summaries", last, "ms", 100.0, note),
        Row("All summaries", every, "ms", 150.0, note, f"{every / SETS * 1000:.1f} us each"),
        Row("Count the sets", count, "ms", 100.0, note),
        Row("Answers of one set", trials, "ms", None, note),
    ]


def start(folder: Path) -> list[Row]:
    """Importing storage and opening an empty folder in a new process; the best of three."""
    script = (
        "import sys, time; begun = time.perf_counter()\n"
        "from pathlib import Path\n"
        "from gmi_app.clock import SystemClock\n"
        "from gmi_app.storage.opening import open_data\n"
        "imported = time.perf_counter()\n"
        "data = open_data(Path(sys.argv[1]), SystemClock())\n"
        "print(imported - begun, time.perf_counter() - imported)\n"
        "data.close()\n"
    )
    figures = []
    for turn in range(3):
        empty = folder / f"empty-{turn}"
        empty.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", script, str(empty)], capture_output=True, text=True, check=True
        )
        figures.append([float(figure) for figure in done.stdout.split()])
    imports, opening = (min(column) * 1000 for column in zip(*figures, strict=True))
    return [
        Row("Import the storage", imports, "ms", None, "off the GUI thread"),
        Row("Make and open a fresh database", opening, "ms"),
    ]


def fill(data: Opened, patient: Patient, sets: int = SETS, per_set: int = PER_SET) -> None:
    """Many sets at once, in few transactions; the summaries are derived as the journal would."""
    chance = random.Random(1)
    patterns = [making.trials(making.session(patient), per_set, seed) for seed in range(20)]
    for begin in range(0, sets, 500):
        several: dict[str, list[rows.Values]] = {
            name: [] for name in ("sessions", "trials", "session_ends", "summaries")
        }
        for index in range(begin, min(begin + 500, sets)):
            session = making.session(patient, _shifted(index))
            end = making.end(session)
            answers = [
                replace(trial, id=UUID(int=chance.getrandbits(128)), session=session.id)
                for trial in patterns[index % len(patterns)]
            ]
            summary = summarise(session, end, answers)
            several["sessions"].append(rows.session_values(session))
            several["trials"] += [rows.trial_values(trial) for trial in answers]
            several["session_ends"].append(rows.end_values(end))
            several["summaries"].append({"number": index + 1, **summary_values(summary)})
        with data.store.transaction() as connection:
            for name, values in several.items():
                connection.execute(insert(tables.metadata.tables[name]), values)


def _shifted(index: int) -> Moment:
    return replace(moment(), utc=moment().utc + timedelta(hours=8 * index))


def _raw(path: Path) -> tuple[sqlite3.Connection, str]:
    """The same table under sqlite3 alone, and its INSERT."""
    engine = sqlite.engine_of(sqlite.connect(path))
    tables.metadata.create_all(engine)
    engine.dispose()
    raw = sqlite.connect(path)
    sqlite.prepare_writer(raw)
    raw.execute("PRAGMA foreign_keys = OFF")
    names = [column.name for column in tables.trials.columns if column.name != "number"]
    marks = ", ".join(f":{name}" for name in names)
    return raw, f"INSERT INTO trials ({', '.join(map(_quoted, names))}) VALUES ({marks})"


def _quoted(name: str) -> str:
    return f'"{name}"'


def _commit(raw: sqlite3.Connection, statement: str, values: rows.Values) -> None:
    raw.execute("BEGIN")
    raw.execute(statement, values)
    raw.execute("COMMIT")


def _flush(file: FileIO) -> None:
    file.write(b"x" * 4096)
    os.fsync(file.fileno())


def _median(work: Callable[[], object], times: int = 20) -> float:
    return percentile([_ms(work) for _ in range(times)], 50)


def _ms(work: Callable[..., object], *given: object) -> float:
    begun = time.perf_counter_ns()
    work(*given)
    return (time.perf_counter_ns() - begun) / 1e6
