"""Opening: one writer, a sound database of this version, nothing left half done."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from gmi_app.errors import AlreadyOpen, StorageError
from gmi_app.facts.session import EndKind
from gmi_app.storage import lock
from gmi_app.storage.opening import open_data, recover
from gmi_app.storage.places import DATABASE
from tests.storage import making
from tests.storage.making import files, filled, names
from tests.unit.making import moment


def test_a_fresh_folder_is_made_ready_without_a_word(tmp_path: Path) -> None:
    data = open_data(tmp_path, making.StoppedClock())

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
    data = open_data(tmp_path, making.StoppedClock())
    data.vault.back_up()
    open_to_others = [
        path
        for path in tmp_path.rglob("*")
        if os.name != "nt" and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
    data.close()

    assert open_to_others == []


def test_closing_leaves_one_file(tmp_path: Path) -> None:
    making.fill(tmp_path)

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


@pytest.mark.slow  # starts a program
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


@pytest.mark.slow  # starts a program
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
