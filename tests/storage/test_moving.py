"""Moving to another computer: one file out, one file in, and nothing of either is lost."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from gmi_app.errors import NewerDatabase, StorageError
from gmi_app.facts.rating import Correction, CorrectionKind, When
from gmi_app.facts.session import EndKind, EventKind, SessionEvent
from gmi_app.storage import move
from gmi_app.storage.backups import Reason
from gmi_app.storage.opening import Opened
from tests.storage import making
from tests.unit.making import moment

pytestmark = pytest.mark.slow  # two computers with their databases


@contextmanager
def computer(folder: Path) -> Iterator[Opened]:
    data = making.opened(folder)
    try:
        yield data
    finally:
        data.close()


def everything(data: Opened) -> list[object]:
    """All that a person could see, in order."""
    seen: list[object] = []
    for patient in data.journal.patients():
        seen += [patient, data.journal.ratings(patient.id), data.journal.corrections(patient.id)]
        for summary in data.journal.summaries(patient.id):
            session = summary.session
            seen += [summary, data.journal.session(session), data.journal.trials(session)]
            seen.append(data.journal.events(session))
    return seen


def fill(data: Opened) -> Path:
    """One of each kind of fact."""
    anna = making.patient()
    data.journal.save_patient(anna)
    data.journal.save_patient(replace(anna, name="Anna B.", at=moment(1)))
    session = making.play(data.journal, anna)
    rating = making.pain(session, 5, When.AFTER)
    data.journal.add_rating(rating)
    data.journal.add_event(SessionEvent(uuid4(), session.id, session.at, EventKind.MORE_PAIN))
    data.journal.add_correction(
        Correction(uuid4(), anna.id, moment(1), CorrectionKind.RATING_VALUE, rating.id, 4)
    )
    data.journal.save_settings({"appearance": "dark"})
    return data.store.folder


@pytest.fixture(scope="module")
def packed_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[object]]:
    """A folder with a computer's data and the file that it packed, and what it showed."""
    folder = tmp_path_factory.mktemp("packed")
    with computer(folder / "old") as old:
        fill(old)
        old.vault.pack(str(folder / "moving.gmi"))
        return folder, everything(old)


@pytest.fixture
def packed(tmp_path: Path, packed_once: tuple[Path, list[object]]) -> tuple[Path, list[object]]:
    """A packed file beside its computer's data, and what the computer showed."""
    folder, shown = packed_once
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    return tmp_path / "moving.gmi", shown


def test_an_empty_computer_shows_the_same_afterwards(
    tmp_path: Path, packed: tuple[Path, list[object]]
) -> None:
    file, shown = packed
    with computer(tmp_path / "new") as new:
        new.journal.save_settings({"appearance": "contrast"})
        new.vault.unpack(str(file))
        first = everything(new)
        new.vault.unpack(str(file))

        assert first == everything(new) == shown
        assert new.journal.settings() == {"appearance": "contrast"}
        assert [each.reason for each in new.vault.backups()] == [Reason.BEFORE_IMPORT]


def test_nothing_is_left_beside_the_packed_file(
    tmp_path: Path, packed: tuple[Path, list[object]]
) -> None:
    assert sorted(path.name for path in tmp_path.iterdir()) == ["moving.gmi", "old"]
    assert sorted(path.name for path in (tmp_path / "old").iterdir()) == ["gmi.lock", "gmi.sqlite"]
    assert zipfile.ZipFile(packed[0]).namelist() == ["manifest.json", "gmi.sqlite"]


def test_the_packed_file_is_for_its_owner_only(packed: tuple[Path, list[object]]) -> None:
    assert os.name == "nt" or stat.S_IMODE(packed[0].stat().st_mode) == 0o600


def test_the_settings_of_a_computer_stay_on_it(packed: tuple[Path, list[object]]) -> None:
    with zipfile.ZipFile(packed[0]) as file:
        assert b"appearance" not in file.read("gmi.sqlite")


def test_where_both_computers_were_used_nothing_of_either_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "moving.gmi"
    with computer(tmp_path / "old") as old, computer(tmp_path / "new") as new:
        anna = making.patient()
        old.journal.save_patient(anna)
        going_on = making.session(anna, moment(1))
        old.journal.begin(going_on)
        trials = making.trials(going_on, 12)
        for trial in trials[:5]:
            old.journal.add_trial(trial)
        old.vault.pack(str(file))
        new.vault.unpack(str(file))
        assert [each.end for each in new.journal.summaries(anna.id)] == [EndKind.INTERRUPTED]
        there = making.play(new.journal, anna, moment(3))

        for trial in trials[5:]:
            old.journal.add_trial(trial)
        old.journal.end(making.end(going_on))
        here = making.play(old.journal, anna, moment(2))
        old.vault.pack(str(file))
        new.vault.unpack(str(file))
        new.vault.pack(str(file))
        old.vault.unpack(str(file))

        assert everything(new) == everything(old)
        found = new.journal.summaries(anna.id)
        assert [each.session for each in found] == [there.id, here.id, going_on.id]
        assert (found[2].end, found[2].trials) == (EndKind.COMPLETED, 12)


def rewrite(file: Path, **changes: object) -> None:
    """Packs the file again with another manifest."""
    with zipfile.ZipFile(file) as packed:
        manifest = json.loads(packed.read("manifest.json"))
        database = packed.read("gmi.sqlite")
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("manifest.json", json.dumps(manifest | changes))
        packed.writestr("gmi.sqlite", database)


def with_row(file: Path, statement: str, folder: Path) -> None:
    """Changes the database inside, and makes the manifest fit."""
    inner = folder / "inner.sqlite"
    with zipfile.ZipFile(file) as packed:
        manifest = json.loads(packed.read("manifest.json"))
        inner.write_bytes(packed.read("gmi.sqlite"))
    raw = sqlite3.connect(inner, isolation_level=None)
    raw.execute(statement)
    raw.close()
    manifest |= {"bytes": inner.stat().st_size, "sha256": move._sha256(inner)}
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("manifest.json", json.dumps(manifest))
        packed.write(inner, "gmi.sqlite")


def refused(tmp_path: Path, file: Path, kind: type[StorageError], words: str) -> None:
    with computer(tmp_path / "new") as new:
        new.journal.save_patient(making.patient("Ben"))
        before = everything(new)
        with pytest.raises(kind, match=words) as error:
            new.vault.unpack(str(file))
        assert "Nothing was changed" in error.value.sentence
        assert everything(new) == before
    assert not list((tmp_path / "new").glob("*.part*"))


def test_a_damaged_file_is_refused(tmp_path: Path, packed: tuple[Path, list[object]]) -> None:
    file, _ = packed
    whole = file.read_bytes()
    middle = len(whole) // 2
    for content in (
        b"",
        b"no zip at all",
        whole[:middle],
        whole[:middle] + bytes([whole[middle] ^ 0xFF]) + whole[middle + 1 :],
    ):
        file.write_bytes(content)
        refused(tmp_path, file, StorageError, "damaged on its way")


@pytest.mark.parametrize(
    "changes",
    [{"sha256": "0" * 64}, {"bytes": 10}, {"bytes": 1 << 40}, {"bytes": "many"}, {"format": None}],
)
def test_a_file_that_its_manifest_does_not_describe_is_refused(
    tmp_path: Path, packed: tuple[Path, list[object]], changes: dict[str, object]
) -> None:
    rewrite(packed[0], **changes)

    refused(tmp_path, packed[0], StorageError, "damaged on its way")


@pytest.mark.parametrize("changes", [{"format": 2}, {"revision": "9999"}])
def test_a_file_of_a_newer_program_is_refused(
    tmp_path: Path, packed: tuple[Path, list[object]], changes: dict[str, object]
) -> None:
    rewrite(packed[0], **changes)

    refused(tmp_path, packed[0], NewerDatabase, "newer version of the program")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trials SET angle = 360 WHERE position = 3",
        "UPDATE trials SET press_ns = NULL WHERE position = 3",
        "UPDATE trials SET rt_ns = rt_ns + 1 WHERE position = 3",
        "UPDATE sessions SET settings = '{}'",
        "UPDATE ratings SET value = 11",
        "UPDATE patients SET id = 'anna'",
        "DELETE FROM sessions",
        "DROP TABLE trials",
        "UPDATE alembic_version SET version_num = '9999'",
    ],
)
def test_facts_that_make_no_sense_are_refused(
    tmp_path: Path, packed: tuple[Path, list[object]], statement: str
) -> None:
    with_row(packed[0], statement, tmp_path)

    refused(tmp_path, packed[0], StorageError, "damaged on its way")


def test_a_missing_file_and_a_missing_folder_are_said(tmp_path: Path) -> None:
    with computer(tmp_path / "one") as one:
        with pytest.raises(StorageError, match="could not be written or read"):
            one.vault.unpack(str(tmp_path / "missing.gmi"))
        with pytest.raises(StorageError, match="could not be written or read"):
            one.vault.pack(str(tmp_path / "missing" / "file.gmi"))
