"""What exchange costs, and 100,000 mutated files that must change no row.

``GMI_BENCH_MUTATED`` sets another number of files.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from gmi_app.exchange.desk import ResultsOffer
from gmi_app.exchange.report.collect import collect
from gmi_app.exchange.report.pdf import report_pdf
from gmi_app.exchange.report.values import Reader
from gmi_app.programme.patient import Patient
from gmi_app.storage import rows, sqlite, tables
from tests.benchmarks.table import Row
from tests.exchange import fuzzing
from tests.exchange.making import Computer, computer
from tests.storage import making
from tests.unit.making import moment

MUTATED = int(os.environ.get("GMI_BENCH_MUTATED", "100000"))
SEALED_AT_ONCE, PAYLOADS_AT_ONCE = 750, 250
"""A sealed file that was changed is refused in 0.3 ms; a payload is taken in and read: 20 ms."""
SETS, PER_SET = 1_000, 100

T = TypeVar("T")


def run() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="gmi-bench-") as name:
        return [*history(Path(name)), *mutated(Path(name))]


def history(folder: Path) -> list[Row]:
    """Sealing, opening and taking in 100,000 answers of one person; a report of them."""
    with computer(folder / "home") as home, computer(folder / "clinic") as clinic:
        person = _fill(home)
        file, key = folder / "file.gmi", clinic.desk.keys.public.encryption
        draft, prepared_s = _timed(lambda: home.desk.results(person.id, moment(9)))
        _, sealed_s = _timed(lambda: draft.seal(file, to=key))
        tracemalloc.start()
        clinic.desk.open(file)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        offer, opened_s = _timed(lambda: clinic.desk.open(file))
        assert isinstance(offer, ResultsOffer)
        _, taken_s = _timed(lambda: clinic.desk.take_in(offer, None))
        _, again_s = _timed(lambda: clinic.desk.take_in(offer, None))
        last = (moment(SETS // 2)).day + timedelta(days=1)
        report, collected_s = _timed(
            lambda: collect(
                home.data.journal,
                person,
                last,
                Reader.COLLEAGUE,
                first=last - timedelta(weeks=6, days=-1),
            )
        )
        report_pdf(report)
        _, printed_s = _timed(lambda: report_pdf(report))
        size = file.stat().st_size / 2**20
    what = f"{SETS * PER_SET:,} answers"
    return [
        Row("bundle: prepared", prepared_s, "s", note=what),
        Row("bundle: sealed", sealed_s, "s", note=f"{size:.1f} MB"),
        Row("bundle: opened and looked through", opened_s, "s"),
        Row("bundle: memory to open, Python's own", most / 2**20, "MB", 64),
        Row("bundle: taken in, with a backup", taken_s, "s"),
        Row("bundle: taken in again", again_s, "s"),
        Row("report: collected", 1000 * collected_s, "ms"),
        Row("report: laid out", 1000 * printed_s, "ms"),
    ]


def mutated(folder: Path) -> list[Row]:
    """Sealed files and opened payloads in turn, then each field with each strange value; every one
    refused or taken, no row changed."""
    refused = taken = 0
    crashes, touched = list[str](), list[str]()
    begun = time.perf_counter()
    folder = folder / "mutated"
    folder.mkdir()

    def add(found: fuzzing.Found) -> None:
        nonlocal refused, taken, crashes, touched
        refused, taken = refused + found.refused, taken + found.taken
        crashes, touched = crashes + found.crashes, touched + found.changed

    with fuzzing.target(folder, closely=10) as target:
        for seed in range(MUTATED // (SEALED_AT_ONCE + PAYLOADS_AT_ONCE)):
            add(target.sealed(seed, SEALED_AT_ONCE))
            add(target.payloads(seed, PAYLOADS_AT_ONCE))
        target.closely = 1
        add(target.every_field())
        kept = not target.unchanged()
    for wrong in (*crashes[:5], *touched[:5]):
        print(wrong, file=sys.stderr)
    each_ms = 1000 * (time.perf_counter() - begun) / max(1, refused + taken + len(crashes))
    return [
        Row("mutated files: refused", refused, "", note="with a sentence"),
        Row("mutated files: taken", taken, "", note="they make sense; undone each time"),
        Row("mutated files: crashes", len(crashes), "", 0),
        Row("mutated files: rows of others touched", len(touched), "", 0),
        Row("mutated files: anything left of them", float(kept), "", 0),
        Row("mutated files: time for one", each_ms, "ms"),
    ]


def _timed(do: Callable[[], T]) -> tuple[T, float]:
    begun = time.perf_counter()
    result = do()
    return result, time.perf_counter() - begun


def _fill(home: Computer) -> Patient:
    """A long history, written at once."""
    person = making.patient()
    home.data.journal.save_patient(person)
    with home.data.store.transaction() as connection:
        for number in range(SETS):
            session = making.session(
                person, moment(number // 2, 3600 * (number % 2)), count=PER_SET
            )
            connection.execute(sqlite.insert_once(tables.sessions), rows.session_values(session))
            connection.execute(
                sqlite.insert_once(tables.trials),
                [rows.trial_values(t) for t in making.trials(session, PER_SET, seed=number)],
            )
            connection.execute(
                sqlite.insert_once(tables.session_ends), rows.end_values(making.end(session))
            )
    home.data.vault._summaries.bring_up()
    return person
