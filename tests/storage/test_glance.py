"""The first glance: the same as the proper opening says, or None; never a change."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from gmi_app.clock import SystemClock
from gmi_app.errors import StorageError
from gmi_app.programme.due import RECENT_SETS
from gmi_app.storage.glance import Glance, glance
from gmi_app.storage.opening import open_data
from gmi_app.storage.places import BACKUPS, DATABASE, DERIVATION
from tests.storage import making
from tests.unit.making import moment

TODAY = moment().day


def test_a_new_folder_has_nobody(tmp_path: Path) -> None:
    assert glance(tmp_path, TODAY) == Glance()


def test_it_says_what_the_proper_opening_says(tmp_path: Path) -> None:
    opened = open_data(tmp_path, SystemClock())
    people = [making.patient(), making.patient()]
    for person in people:
        opened.journal.save_patient(person)
    opened.journal.save_settings({"text_percent": "150"})
    known, settings = opened.journal.patients(), opened.journal.settings()
    opened.close()
    seen = glance(tmp_path, TODAY)
    assert seen is not None
    assert seen.patients == known
    assert seen.settings == settings


def test_the_newest_sets_of_the_only_patient_are_seen_at_once(tmp_path: Path) -> None:
    clock = making.StoppedClock()
    opened = making.opened(tmp_path, clock)
    anna = making.patient()
    opened.journal.save_patient(anna)
    for _ in range(RECENT_SETS + 2):
        clock.go_on(hours=1)
        making.play(opened.journal, anna, clock.moment(), count=10)
    newest = opened.journal.summaries(anna.id, limit=RECENT_SETS)
    opened.close()

    seen = glance(tmp_path, TODAY)
    assert seen is not None
    assert len(newest) == RECENT_SETS
    assert seen.summaries == newest

    opened = making.opened(tmp_path, clock)
    opened.journal.save_patient(making.patient("Ben"))
    opened.close()
    seen = glance(tmp_path, TODAY)
    assert seen is not None
    assert seen.summaries is None  # nobody knows yet whose are wanted


def test_summaries_of_another_scoring_are_left_to_the_proper_opening(tmp_path: Path) -> None:
    making.filled(tmp_path)
    assert glance(tmp_path, TODAY) is not None
    with closing(sqlite3.connect(tmp_path / DATABASE, isolation_level=None)) as raw:
        raw.execute(f"PRAGMA user_version = {DERIVATION + 1}")
    assert glance(tmp_path, TODAY) is None


def test_what_needs_a_proper_opening_is_left_to_it(tmp_path: Path) -> None:
    opened = open_data(tmp_path, SystemClock())
    assert glance(tmp_path, TODAY) is None  # another copy of the program
    opened.close()
    assert glance(tmp_path, TODAY) is not None
    with sqlite3.connect(tmp_path / DATABASE) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    assert glance(tmp_path, TODAY) is None  # a newer version
    (tmp_path / DATABASE).write_bytes(b"no database" * 100)
    assert glance(tmp_path, TODAY) is None  # damaged
    (tmp_path / DATABASE).unlink()
    (tmp_path / BACKUPS).mkdir(exist_ok=True)
    assert glance(tmp_path, TODAY) is None  # lost


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE patient_versions SET at_utc = x'00ff'",
        "UPDATE patient_versions SET at_utc = 7",
        "UPDATE patient_versions SET at_utc = 'yesterday'",
        "UPDATE patient_versions SET affected = x'00'",
        "UPDATE alembic_version SET version_num = x'00'",
    ],
)
def test_a_row_that_makes_no_sense_is_left_to_the_proper_opening_which_says_so(
    tmp_path: Path, statement: str
) -> None:
    making.filled(tmp_path, backup=True)
    with closing(sqlite3.connect(tmp_path / DATABASE, isolation_level=None)) as raw:
        raw.execute(statement)

    assert glance(tmp_path, TODAY) is None
    with pytest.raises(StorageError):
        making.opened(tmp_path)
    with pytest.raises(StorageError):  # and it lets go of the folder
        making.opened(tmp_path)


@pytest.mark.parametrize("change", ["measures = '[]'", "end_kind = 'well'", "at_utc = 'noon'"])
def test_a_summary_that_makes_no_sense_is_not_shown(tmp_path: Path, change: str) -> None:
    making.filled(tmp_path)
    with closing(sqlite3.connect(tmp_path / DATABASE, isolation_level=None)) as raw:
        raw.execute(f"UPDATE summaries SET {change}")
    assert glance(tmp_path, TODAY) is None


@pytest.mark.slow  # starts a program
def test_the_first_screen_needs_nothing_heavy() -> None:
    code = "import sys, gmi_app.app; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.PIPE)
    loaded = set(done.stdout.decode().split())
    assert "gmi_app.app" in loaded
    assert loaded & {"sqlalchemy", "alembic", "numpy", "PIL"} == set()
