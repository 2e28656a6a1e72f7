"""Deleting a person or everything: gone from every byte of every file in the data folder."""

from __future__ import annotations

import logging
import sqlite3
import subprocess
import sys
import traceback
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from gmi_app.facts.rating import When
from gmi_app.programme.patient import Patient, PinHash
from gmi_app.reports import end_log, keep_log
from gmi_app.storage.opening import Opened
from gmi_app.storage.places import BACKUPS, DATABASE, LOGS, SET_ASIDE
from tests.storage import making
from tests.unit.making import moment

pytestmark = pytest.mark.slow  # databases with their backups

NAME, OTHER = "Wilhelmina Quackenbush", "Bartholomew Featherstone"


def holding(folder: Path, words: str) -> list[str]:
    """The files that hold these words anywhere."""
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and words.encode() in path.read_bytes()
    ]


def filled(folder: Path) -> tuple[Opened, Patient, Patient]:
    """Two people with sets, ratings, backups of several ages, and a damaged file set aside."""
    clock = making.StoppedClock()
    data = making.opened(folder, clock)
    wilhelmina, other = making.patient(NAME), making.patient(OTHER, moment(1))
    data.journal.save_patient(wilhelmina)
    for day in range(3):
        session = making.play(data.journal, wilhelmina, moment(day))
        data.journal.add_rating(making.pain(session, 3, When.AFTER))
        data.vault.back_up_daily()
        clock.go_on(days=1)
    data.journal.save_patient(other)
    making.play(data.journal, other, moment(3))
    data.vault.back_up_daily()
    data.journal.save_patient(replace(wilhelmina, name=NAME.upper(), at=moment(4)))
    data.journal.save_settings({"last_patient": str(wilhelmina.id), "appearance": "dark"})
    aside = folder / SET_ASIDE
    aside.mkdir()
    (aside / "gmi-damaged.sqlite").write_bytes(b"..." + NAME.encode())
    return data, wilhelmina, other


def test_a_deleted_person_is_in_no_file_and_the_others_stay(tmp_path: Path) -> None:
    data, wilhelmina, other = filled(tmp_path)
    theirs = data.journal.summaries(other.id)
    assert len(holding(tmp_path, NAME)) > 5
    sessions = [str(each.session) for each in data.journal.summaries(wilhelmina.id)]

    data.journal.delete_patient(wilhelmina.id)

    for words in (NAME, NAME.upper(), str(wilhelmina.id), *sessions):
        assert holding(tmp_path, words) == []
    assert data.journal.patients() == [other]
    assert data.journal.summaries(other.id) == theirs
    assert data.journal.summaries(wilhelmina.id) == []
    assert data.journal.settings() == {"appearance": "dark"}
    assert len(data.vault.backups()) == 4
    data.close()
    assert holding(tmp_path, NAME) == []
    assert len(holding(tmp_path, OTHER)) == 2


def test_the_cleaned_backups_can_be_restored(tmp_path: Path) -> None:
    data, wilhelmina, other = filled(tmp_path)
    data.journal.delete_patient(wilhelmina.id)
    newest, *_, oldest = data.vault.backups()

    data.vault.restore(newest)
    assert data.journal.patients() == [other]
    data.vault.restore(oldest)
    assert data.journal.patients() == []
    data.close()


def test_a_backup_that_cannot_be_cleaned_is_deleted(tmp_path: Path) -> None:
    data, wilhelmina, _ = filled(tmp_path)
    damaged = data.vault.backups()[1]
    content = damaged.path.read_bytes()
    damaged.path.write_bytes(content[: len(content) // 2])
    assert NAME.encode() in damaged.path.read_bytes()

    data.journal.delete_patient(wilhelmina.id)

    assert holding(tmp_path, NAME) == []
    assert len(data.vault.backups()) == 3
    data.close()


def test_a_person_nobody_knows_changes_nothing(tmp_path: Path) -> None:
    data, wilhelmina, other = filled(tmp_path)
    data.journal.delete_patient(making.patient().id)

    assert {each.id for each in data.journal.patients()} == {wilhelmina.id, other.id}
    data.close()


def test_everything_is_deleted_and_the_program_goes_on(tmp_path: Path) -> None:
    data, wilhelmina, other = filled(tmp_path)
    mine = tmp_path / BACKUPS / "holiday pictures.zip"  # the folder is not ours alone
    mine.write_text("sun")

    data.vault.delete_everything()

    for words in (NAME, NAME.upper(), OTHER, str(wilhelmina.id), str(other.id), "appearance"):
        assert holding(tmp_path, words) == []
    assert list((tmp_path / BACKUPS).iterdir()) == [mine]
    assert data.journal.patients() == []
    assert data.journal.settings() == {}
    data.journal.save_patient(other)
    making.play(data.journal, other)
    assert data.journal.count_sessions(other.id) == 1
    data.close()


def test_a_command_that_reads_meanwhile_delays_the_wiping_until_the_end(
    tmp_path: Path,
) -> None:
    data, wilhelmina, _ = filled(tmp_path)
    with data.store.alone() as raw:
        raw.execute("PRAGMA busy_timeout = 1")
    reading = sqlite3.connect(tmp_path / DATABASE, isolation_level=None)
    reading.execute("BEGIN")
    assert reading.execute("SELECT count(*) FROM patients").fetchone() == (2,)

    data.journal.delete_patient(wilhelmina.id)

    assert [each.name for each in data.journal.patients()] == [OTHER]
    reading.close()
    data.close()
    assert holding(tmp_path, NAME) == []


def test_the_log_goes_too_and_begins_anew(tmp_path: Path) -> None:
    data, wilhelmina, _ = filled(tmp_path)
    for name in LOGS:
        (tmp_path / name).write_text(f"an older program wrote {NAME} and {OTHER}")
    theirs = tmp_path / "gmi.log.txt"  # the folder is not ours alone
    theirs.write_text("sun")
    handler = keep_log(tmp_path)
    logging.getLogger("gmi_app").warning("something")

    data.journal.delete_patient(wilhelmina.id)

    assert not any((tmp_path / name).exists() for name in LOGS)
    assert holding(tmp_path, NAME) == []
    logging.getLogger("gmi_app").warning("after")
    assert "something" not in (tmp_path / LOGS[0]).read_text()
    data.vault.delete_everything()
    assert not any((tmp_path / name).exists() for name in LOGS)
    assert theirs.exists()
    end_log(handler)
    data.close()


def log_of(folder: Path, error: BaseException) -> str:
    """What the log says of an error, as it would come to stand in the data folder."""
    handler = keep_log(folder)
    logging.getLogger("gmi_app.app").error("unexpected", exc_info=error)
    end_log(handler)
    return (folder / LOGS[0]).read_text(encoding="utf-8")


def test_a_refused_rating_is_not_in_the_log_nor_in_the_error(tmp_path: Path) -> None:
    data = making.opened(tmp_path)
    nobody = making.session(making.patient())
    rating = making.pain(nobody, 7)
    with pytest.raises(IntegrityError) as refused:
        data.journal.add_rating(rating)
    data.close()

    said = "".join(traceback.format_exception(refused.value))
    for text in (said, log_of(tmp_path, refused.value)):
        assert "IntegrityError" in text
        assert "pain_now" not in text
        assert str(rating.patient) not in text
    assert "SQLITE_CONSTRAINT_FOREIGNKEY" in log_of(tmp_path, refused.value)


def test_a_refused_person_is_not_in_the_log_nor_in_the_error(tmp_path: Path) -> None:
    data = making.opened(tmp_path)
    known = replace(making.patient(NAME), pin=PinHash("5a17", "c0ffee"))
    with data.store.transaction() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER refuse BEFORE INSERT ON patient_versions "
            "BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    with pytest.raises(IntegrityError) as refused:
        data.journal.save_patient(known)
    data.close()

    said = "".join(traceback.format_exception(refused.value))
    for text in (said, log_of(tmp_path, refused.value)):
        assert "IntegrityError" in text
        assert NAME not in text
        assert "c0ffee" not in text


@pytest.mark.parametrize("damage", [b"", b"These are my holiday pictures." * 300])
def test_a_backup_that_is_none_is_deleted(tmp_path: Path, damage: bytes) -> None:
    data, wilhelmina, _ = filled(tmp_path)
    data.vault.backups()[1].path.write_bytes(damage)

    data.journal.delete_patient(wilhelmina.id)

    assert holding(tmp_path, NAME) == []
    assert len(data.vault.backups()) == 3
    data.close()


ON_A_FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from gmi_app.errors import StorageError
from tests.storage import making

data = making.opened(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (8_192, most))
try:
    data.journal.delete_patient(data.journal.patients()[0].id)
except StorageError as error:
    print(error.sentence, flush=True)
"""


@pytest.mark.slow  # starts a program
def test_a_full_disk_costs_nobody_a_backup(tmp_path: Path) -> None:
    if sys.platform == "win32":  # it has no limit for the size of files
        return
    data, wilhelmina, other = filled(tmp_path)
    data.close()
    backups = {path: path.read_bytes() for path in (tmp_path / BACKUPS).iterdir()}
    assert len(backups) == 4

    done = subprocess.run(
        [sys.executable, "-c", ON_A_FULL_DISK, str(tmp_path)],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""
    assert done.stdout.startswith("The disk did not take what was written to it.")
    assert {path: path.read_bytes() for path in (tmp_path / BACKUPS).iterdir()} == backups
    data = making.opened(tmp_path)
    assert {each.id for each in data.journal.patients()} == {wilhelmina.id, other.id}
    data.journal.delete_patient(wilhelmina.id)  # there is room again
    assert holding(tmp_path, NAME) == []
    assert len(data.vault.backups()) == 4
    data.close()
