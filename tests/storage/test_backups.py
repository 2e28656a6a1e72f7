"""Backups: daily, the last seven kept, checked before they are used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gmi_app.errors import StorageError
from gmi_app.facts.session import EndKind
from gmi_app.storage.backups import KEPT, Reason, is_usable
from gmi_app.storage.opening import Opened
from tests.storage import making
from tests.unit.making import moment


@pytest.fixture
def clock() -> making.StoppedClock:
    return making.StoppedClock()


@pytest.fixture
def data(tmp_path: Path, clock: making.StoppedClock) -> Iterator[Opened]:
    data = making.opened(tmp_path, clock)
    yield data
    data.close()


def names(data: Opened) -> list[str]:
    return [patient.name for patient in data.journal.patients()]


def test_a_day_has_one_daily_backup_and_seven_days_are_kept(
    data: Opened, clock: making.StoppedClock
) -> None:
    made = []
    for _ in range(10):
        made.append(data.vault.back_up_daily())
        clock.go_on(hours=2)
        assert data.vault.back_up_daily() is None
        clock.go_on(hours=22)

    assert list(data.vault.backups()) == made[:-8:-1]
    assert KEPT == 7


def test_a_day_is_the_wall_clocks(data: Opened, clock: making.StoppedClock) -> None:
    clock.at = replace(moment(), offset_min=11 * 60)  # noon in UTC, 23:00 here
    assert data.vault.back_up_daily() is not None
    clock.go_on(hours=2)

    assert data.vault.back_up_daily() is not None


def test_backups_by_hand_do_not_push_out_the_daily_ones(
    data: Opened, clock: making.StoppedClock
) -> None:
    daily = data.vault.back_up_daily()
    by_hand = []
    for _ in range(KEPT + 2):
        by_hand.append(data.vault.back_up())
        clock.go_on(minutes=1)

    assert list(data.vault.backups()) == [*by_hand[:1:-1], daily]


def test_backups_of_one_moment_do_not_write_over_each_other(data: Opened) -> None:
    first, second = data.vault.back_up(), data.vault.back_up()

    assert first.name != second.name
    assert list(data.vault.backups()) == [second, first]
    assert first.at == "2026-03-02 13:00"
    assert first.size > 0


def test_other_files_in_the_folder_are_left_alone(data: Opened) -> None:
    backup = data.vault.back_up()
    for name in ("notes.sqlite", "gmi-20260302T120000Z+0060-holiday.sqlite"):
        backup.path.with_name(name).write_text("mine")

    assert list(data.vault.backups()) == [backup]


def test_a_backup_is_one_sound_file(data: Opened, tmp_path: Path) -> None:
    data.journal.save_patient(making.patient())
    backup = data.vault.back_up()

    assert [path.name for path in backup.path.parent.iterdir()] == [backup.name]
    assert is_usable(backup.path)


def test_a_backup_is_made_beside_a_set_that_goes_on(data: Opened) -> None:
    anna = making.patient()
    data.journal.save_patient(anna)
    session = making.session(anna)
    data.journal.begin(session)
    with data.store.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO settings VALUES ('half', 'written')")
        backup = data.vault.back_up()
    data.journal.add_trial(making.trials(session)[0])
    data.vault.restore(backup)

    assert "half" not in data.journal.settings()


def test_restoring_gives_the_state_of_the_backup_and_keeps_the_present_one(
    data: Opened, clock: making.StoppedClock
) -> None:
    anna = making.patient("Anna")
    data.journal.save_patient(anna)
    making.play(data.journal, anna)
    summaries = data.journal.summaries(anna.id)
    backup = data.vault.back_up()
    clock.go_on(minutes=1)
    data.journal.save_patient(making.patient("Ben", moment(1)))
    making.play(data.journal, anna, moment(1))

    data.vault.restore(backup)

    assert names(data) == ["Anna"]
    assert data.journal.summaries(anna.id) == summaries
    present = data.vault.backups()[0]
    assert present.reason is Reason.BEFORE_RESTORE
    data.vault.restore(present)
    assert names(data) == ["Anna", "Ben"]


def test_what_is_written_after_restoring_is_durable(data: Opened, tmp_path: Path) -> None:
    data.vault.restore(data.vault.back_up())
    with data.store.alone() as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    data.journal.save_patient(making.patient("Anna"))
    reader = making.opened_to_read(tmp_path)
    assert [patient.name for patient in reader.journal.patients()] == ["Anna"]
    reader.close()


def test_a_set_that_was_going_on_in_the_backup_gets_its_end(data: Opened) -> None:
    anna = making.patient()
    data.journal.save_patient(anna)
    session = making.session(anna)
    data.journal.begin(session)
    backup = data.vault.back_up()
    data.journal.end(making.end(session))

    data.vault.restore(backup)

    assert [each.end for each in data.journal.summaries(anna.id)] == [EndKind.INTERRUPTED]


def test_a_damaged_or_missing_backup_is_refused_and_nothing_changes(data: Opened) -> None:
    data.journal.save_patient(making.patient("Anna"))
    backup = data.vault.back_up()
    content = backup.path.read_bytes()
    backup.path.write_bytes(content[:4096] + b"\xa5" * 4096 + content[8192:])
    with pytest.raises(StorageError, match="is missing or damaged"):
        data.vault.restore(backup)
    backup.path.unlink()
    with pytest.raises(StorageError, match="is missing or damaged"):
        data.vault.restore(backup)

    assert names(data) == ["Anna"]
    assert list(data.vault.backups()) == []
