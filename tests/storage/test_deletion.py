"""Deleting a person or everything: gone from every byte of every file in the data folder."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

from gmi_app.facts.rating import When
from gmi_app.programme.patient import Patient
from gmi_app.storage.opening import Opened
from gmi_app.storage.places import BACKUPS, DATABASE, SET_ASIDE
from tests.storage import making
from tests.unit.making import moment

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
