"""Opening: one writer, a sound database of this version, nothing left half done."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from gmi_app.errors import AlreadyOpen, NewerDatabase, StorageError
from gmi_app.facts.session import EndKind
from gmi_app.storage import lock, sqlite
from gmi_app.storage.opening import DamagedFile, open_data, recover
from gmi_app.storage.store import DATABASE
from tests.storage import making
from tests.unit.making import moment


def filled(folder: Path, *, backup: bool = False) -> list[str]:
    """A closed folder with one patient and two sets; returns the patient's name in a list."""
    data = making.opened(folder)
    anna = making.patient()
    data.journal.save_patient(anna)
    for day in range(2):
        making.play(data.journal, anna, moment(day))
    if backup:
        data.vault.back_up()
    data.close()
    return [anna.name]


def names(folder: Path) -> list[str]:
    data = making.opened(folder)
    try:
        return [patient.name for patient in data.journal.patients()]
    finally:
        data.close()


def files(folder: Path) -> dict[str, bytes]:
    """Every file but the lock, with what it holds."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "gmi.lock"
    }


def test_a_fresh_folder_is_made_ready_without_a_word(tmp_path: Path) -> None:
    data = making.opened(tmp_path)

    assert data.notices == ()
    assert data.journal.patients() == []
    data.close()
    assert names(tmp_path) == []


def test_commits_are_on_the_disk_and_readers_never_wait(tmp_path: Path) -> None:
    data = making.opened(tmp_path)
    with data.store.alone() as raw:
        asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        answers = [raw.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
    data.close()

    assert answers == ["wal", 2, 1, 1]


def test_the_files_are_for_their_owner_only(tmp_path: Path) -> None:
    data = making.opened(tmp_path)
    data.vault.back_up()
    open_to_others = [
        path
        for path in tmp_path.rglob("*")
        if os.name != "nt" and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
    data.close()

    assert open_to_others == []


def test_closing_leaves_one_file(tmp_path: Path) -> None:
    filled(tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["gmi.lock", DATABASE]


def test_a_set_without_an_end_is_noted_as_interrupted_and_its_answers_are_kept(
    tmp_path: Path,
) -> None:
    clock = making.StoppedClock()
    data = making.opened(tmp_path, clock)
    anna = making.patient()
    data.journal.save_patient(anna)
    begun, empty = making.session(anna, clock.moment()), making.session(anna, moment(-9))
    data.journal.begin(begun)
    data.journal.begin(empty)
    answered = making.trials(begun, 14)
    for trial in answered:
        data.journal.add_trial(trial)
    data.close()
    clock.go_on(days=1)

    data = making.opened(tmp_path, clock)

    assert data.notices == (
        "A set that was started yesterday was interrupted. Its 13 answers are kept.",  # 1 time-out
    )
    assert data.journal.trials(begun.id) == answered
    newest, oldest = data.journal.summaries(anna.id)
    assert (newest.end, newest.trials, oldest.end) == (EndKind.INTERRUPTED, 14, EndKind.INTERRUPTED)
    assert newest.duration_s == 14 * 3
    data.close()
    again = making.opened(tmp_path, clock)
    assert again.notices == ()
    again.close()


@pytest.mark.parametrize(
    ("days", "answers", "sentence"),
    [
        (0, 1, "A set that was started earlier today was interrupted. Its 1 answer is kept."),
        (
            9,
            2,
            "A set that was started on 2026-03-02 was interrupted. Its 2 answers are kept.",
        ),
    ],
)
def test_the_interruption_is_told_by_its_day(
    tmp_path: Path, days: int, answers: int, sentence: str
) -> None:
    clock = making.StoppedClock()
    data = making.opened(tmp_path, clock)
    anna = making.patient()
    data.journal.save_patient(anna)
    begun = making.session(anna, clock.moment())
    data.journal.begin(begun)
    for trial in making.trials(begun, answers):
        data.journal.add_trial(trial)
    data.close()
    clock.go_on(days=days)

    data = making.opened(tmp_path, clock)
    data.close()

    assert data.notices == (sentence,)


def test_a_summary_that_a_crash_left_out_is_derived_at_the_next_start(tmp_path: Path) -> None:
    data = making.opened(tmp_path)
    anna = making.patient()
    data.journal.save_patient(anna)
    for day in range(3):
        making.play(data.journal, anna, moment(day))
    complete = data.journal.summaries(anna.id)
    with data.store.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM summaries WHERE number = 2")
    data.close()

    data = making.opened(tmp_path)
    assert data.journal.summaries(anna.id) == complete
    data.close()


# ---- one writer


HOLD = """
import sys
from pathlib import Path
from gmi_app.clock import SystemClock
from gmi_app.storage.opening import open_data
data = open_data(Path(sys.argv[1]), SystemClock())
print("open", flush=True)
sys.stdin.readline()
data.close()
"""


def test_a_second_copy_is_refused_politely_while_commands_go_on_reading(tmp_path: Path) -> None:
    expected = filled(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as window:
        assert window.stdout is not None
        assert window.stdin is not None
        assert window.stdout.readline() == "open\n"

        with pytest.raises(AlreadyOpen, match="already open with these results") as refused:
            making.opened(tmp_path)
        assert "Nothing was changed" in refused.value.sentence
        reader = making.opened_to_read(tmp_path)
        assert [patient.name for patient in reader.journal.patients()] == expected
        reader.close()
        with pytest.raises(AlreadyOpen):
            recover(tmp_path, None, making.StoppedClock())

        window.stdin.close()
        assert window.wait() == 0
    assert names(tmp_path) == expected


def test_a_second_opening_in_one_process_is_refused_too(tmp_path: Path) -> None:
    first = making.opened(tmp_path)
    with pytest.raises(AlreadyOpen):
        making.opened(tmp_path)
    first.close()
    first.close()

    assert names(tmp_path) == []


def test_a_killed_program_leaves_no_lock(tmp_path: Path) -> None:
    expected = filled(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as window:
        assert window.stdout is not None
        window.stdout.readline()
        window.kill()

    assert names(tmp_path) == expected


def test_a_folder_that_cannot_be_locked_is_not_called_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(descriptor: int) -> None:  # as some network drives answer
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "_take", refuse)

    with pytest.raises(StorageError, match="No locks available"):
        making.opened(tmp_path)


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be written to"):
        open_data(tmp_path / "missing", making.StoppedClock())


# ---- reading only


def test_a_reader_changes_nothing(tmp_path: Path) -> None:
    filled(tmp_path)
    before = files(tmp_path)
    reader = making.opened_to_read(tmp_path)
    anna = reader.journal.patients()[0]
    assert reader.journal.count_sessions(anna.id) == 2
    with pytest.raises(StorageError, match="may not be changed"):
        reader.journal.save_settings({"appearance": "dark"})
    reader.close()

    assert files(tmp_path) == before


def test_there_is_nothing_to_read_yet(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="no results"):
        making.opened_to_read(tmp_path)

    assert files(tmp_path) == {}


def test_a_reader_sees_what_a_killed_program_had_kept(tmp_path: Path) -> None:
    data = making.opened(tmp_path)
    data.journal.save_patient(making.patient("Anna"))
    killed = tmp_path / "as-a-kill-leaves-it"
    killed.mkdir()
    for name in (DATABASE, f"{DATABASE}-wal"):
        (killed / name).write_bytes((tmp_path / name).read_bytes())
    data.close()

    reader = making.opened_to_read(killed)
    assert [patient.name for patient in reader.journal.patients()] == ["Anna"]
    reader.close()


# ---- newer, damaged, missing


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
