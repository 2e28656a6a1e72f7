"""Damage, newer data, odd files: a sentence each, everything kept, and a way on."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from gmi_app.errors import NewerDatabase, StorageError
from gmi_app.storage import sqlite
from gmi_app.storage.opening import DamagedFile, open_data, recover
from gmi_app.storage.places import DATABASE
from tests.storage import making
from tests.storage.making import files, filled, names
from tests.unit.making import moment

pytestmark = pytest.mark.slow  # databases are damaged and set aside


def test_a_newer_database_is_refused_with_a_sentence(tmp_path: Path) -> None:
    filled(tmp_path)
    with sqlite3.connect(tmp_path / DATABASE) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()
    before = files(tmp_path)

    for attempt in (making.opened, making.opened_to_read):
        with pytest.raises(NewerDatabase, match="newer version of the program"):
            attempt(tmp_path)
    assert files(tmp_path) == before


def truncated(content: bytes) -> bytes:
    return content[: len(content) // 2]


def overwritten(content: bytes) -> bytes:
    return content[:4096] + b"\xa5" * 8192 + content[12288:]


def not_a_database(content: bytes) -> bytes:
    return b"These are my holiday pictures." * 300


def header_flipped(content: bytes) -> bytes:
    return bytes([content[0] ^ 0xFF]) + content[1:]


def emptied(content: bytes) -> bytes:
    return b""


DAMAGES = [truncated, overwritten, not_a_database, header_flipped]


@pytest.mark.parametrize("damage", [*DAMAGES, emptied])
def test_a_damaged_database_is_put_aside_and_the_newest_backup_goes_on(
    tmp_path: Path, damage: object
) -> None:
    expected = filled(tmp_path, backup=True)
    path = tmp_path / DATABASE
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    broken = path.read_bytes()

    with pytest.raises(DamagedFile) as found:
        making.opened(tmp_path)

    assert path.read_bytes() == broken
    assert found.value.backup is not None
    assert found.value.backup.at in found.value.sentence
    assert "Nothing was deleted" in found.value.sentence
    aside = recover(tmp_path, found.value.backup, making.StoppedClock())
    assert aside is not None
    assert aside.read_bytes() == broken
    assert names(tmp_path) == expected


def test_a_missing_database_with_backups_is_not_taken_for_a_fresh_start(tmp_path: Path) -> None:
    expected = filled(tmp_path, backup=True)
    (tmp_path / DATABASE).unlink()

    with pytest.raises(DamagedFile, match="missing or empty") as found:
        making.opened(tmp_path)
    assert recover(tmp_path, found.value.backup, making.StoppedClock()) is None
    assert names(tmp_path) == expected


@pytest.mark.parametrize("damage", DAMAGES)
def test_without_a_backup_a_person_may_start_empty_and_the_damaged_file_is_kept(
    tmp_path: Path, damage: object
) -> None:
    filled(tmp_path)
    path = tmp_path / DATABASE
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    broken = path.read_bytes()

    with pytest.raises(DamagedFile, match="no backup") as found:
        making.opened(tmp_path)
    assert found.value.backup is None
    asides = []
    for _ in range(2):  # twice at the same moment: neither is written over
        asides.append(recover(tmp_path, None, making.StoppedClock()))
    assert names(tmp_path) == []
    assert len(set(asides)) == 2
    assert asides[0] is not None
    assert asides[0].read_bytes() == broken


def test_a_damaged_backup_is_passed_over_for_the_next_older_one(tmp_path: Path) -> None:
    clock = making.StoppedClock()
    data = making.opened(tmp_path, clock)
    older = data.vault.back_up()
    clock.go_on(minutes=1)
    newer = data.vault.back_up()
    data.close()
    newer.path.write_bytes(truncated(newer.path.read_bytes()))
    (tmp_path / DATABASE).write_bytes(b"no")

    with pytest.raises(DamagedFile) as found:
        making.opened(tmp_path)
    assert found.value.backup == older


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sessions SET settings = '{\"part\":'",
        "UPDATE sessions SET settings = '{}'",
        "UPDATE sessions SET kind = 'dancing'",
        "UPDATE trials SET angle = 999",
    ],
)
def test_a_row_that_makes_no_sense_is_damage_not_a_crash(tmp_path: Path, statement: str) -> None:
    expected = filled(tmp_path, backup=True)
    raw = sqlite3.connect(tmp_path / DATABASE, isolation_level=None)
    raw.execute("DELETE FROM summaries")
    raw.execute(statement)
    raw.close()

    with pytest.raises(DamagedFile) as found:
        making.opened(tmp_path)
    recover(tmp_path, found.value.backup, making.StoppedClock())
    assert names(tmp_path) == expected


def test_what_a_kill_left_unfinished_is_removed_and_nothing_else(tmp_path: Path) -> None:
    data = making.opened(tmp_path)
    backup = data.vault.back_up()
    data.close()
    theirs = tmp_path / "film.mkv.part"
    unfinished = [tmp_path / "gmi-packing.part", backup.path.with_suffix(".part-journal")]
    for path in (theirs, *unfinished):
        path.write_text("...")

    assert names(tmp_path) == []
    assert theirs.exists()
    assert backup.path.exists()
    assert not any(path.exists() for path in unfinished)


def test_a_file_that_another_program_holds_is_said(tmp_path: Path) -> None:
    data = making.opened(tmp_path)
    with data.store.alone() as raw:
        raw.execute("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(tmp_path / DATABASE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StorageError, match="Another program is using the file"):
        data.journal.save_settings({"appearance": "dark"})
    other.close()
    data.journal.save_settings({"appearance": "dark"})
    assert data.journal.settings() == {"appearance": "dark"}
    data.close()


def test_something_else_in_the_place_of_the_database_is_said(tmp_path: Path) -> None:
    (tmp_path / DATABASE).mkdir()

    with pytest.raises(StorageError, match="cannot be opened"):
        making.opened(tmp_path)


def test_our_own_mistakes_stay_mistakes(tmp_path: Path) -> None:
    data = making.opened(tmp_path)
    orphan = making.trials(making.session(making.patient()), 1)[0]
    with pytest.raises(IntegrityError):
        data.journal.add_trial(orphan)
    data.close()


def test_a_database_of_another_program_is_not_ours(tmp_path: Path) -> None:
    tmp_path.joinpath(DATABASE).unlink(missing_ok=True)
    other = sqlite3.connect(tmp_path / DATABASE)
    other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    before = files(tmp_path)

    with pytest.raises(DamagedFile):
        making.opened(tmp_path)
    assert files(tmp_path) == before


def test_a_database_whose_making_was_interrupted_is_made_again(tmp_path: Path) -> None:
    raw = sqlite.connect(tmp_path / DATABASE)
    sqlite.prepare_writer(raw)
    raw.close()

    assert names(tmp_path) == []


def test_damage_met_while_the_program_runs_is_said_in_a_sentence(tmp_path: Path) -> None:
    data = making.opened(tmp_path)
    anna = making.patient()
    data.journal.save_patient(anna)
    session = making.play(data.journal, anna)
    data.close()
    data = making.opened(tmp_path)
    path = tmp_path / DATABASE
    path.write_bytes(path.read_bytes()[:4096] + b"\x00" * (path.stat().st_size - 4096))

    with pytest.raises(StorageError, match="results is damaged"):
        data.journal.trials(session.id)
    data.close()


def test_a_large_database_is_checked_once_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = making.StoppedClock()
    data = making.opened(tmp_path, clock)
    anna = making.patient()
    data.journal.save_patient(anna)
    for day in range(3):
        making.play(data.journal, anna, moment(day))
    data.vault.back_up_daily()
    data.close()
    path = tmp_path / DATABASE
    monkeypatch.setattr("gmi_app.storage.opening.ALWAYS_CHECKED_BYTES", path.stat().st_size - 1)
    path.write_bytes(path.read_bytes()[:-4096] + b"\xa5" * 4096)  # nothing at the start needs it

    making.opened(tmp_path, clock).close()
    clock.go_on(days=1)

    with pytest.raises(DamagedFile):
        making.opened(tmp_path, clock)


def test_a_key_is_refused_as_long_as_nothing_can_be_encrypted(tmp_path: Path) -> None:
    filled(tmp_path)
    before = files(tmp_path)
    with pytest.raises(StorageError, match="locked with a key"):
        open_data(tmp_path, making.StoppedClock(), key=b"k" * 32)

    assert files(tmp_path) == before
    assert names(tmp_path) == ["Anna"]
