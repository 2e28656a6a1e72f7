"""Versions of the tables: made at once or step by step they are equal; migrating keeps data."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from gmi_app.errors import DamagedDatabase, StorageError
from gmi_app.storage import sqlite, versions
from gmi_app.storage.backups import Reason
from gmi_app.storage.opening import Opened, OpenedToRead
from gmi_app.storage.places import DATABASE, DERIVATION
from gmi_app.storage.tables import metadata
from tests.storage import making

pytestmark = pytest.mark.slow  # every earlier database

TOMORROW = f"{len(versions.REVISIONS) + 1:04}"
NEXT_STEP = f'''
"""A step of tomorrow: a table is made again with one more column, under rows that point to it."""
import sqlalchemy as sa
from alembic import op

revision = "{TOMORROW}"
down_revision = "{versions.HEAD}"


def upgrade() -> None:
    with op.batch_alter_table("sessions", recreate="always") as table:
        table.add_column(sa.Column("room", sa.Text, nullable=False, server_default="home"))
'''
BROKEN_STEP = NEXT_STEP + '    op.execute("INSERT INTO nowhere VALUES (1)")\n'
ORPHANING_STEP = NEXT_STEP + '    op.execute("DELETE FROM sessions")\n'


def schema(path: Path) -> dict[str, Any]:
    """Tables with columns, keys and indexes, however they came to be."""
    engine = sqlite.engine_of(sqlite.connect(path, read_only=True))
    with engine.connect() as connection:
        seen = inspect(connection)
        tables = {
            table: {
                "columns": [
                    {**column, "type": str(column["type"])} for column in seen.get_columns(table)
                ],
                "primary key": seen.get_pk_constraint(table),
                "owners": sorted(seen.get_foreign_keys(table), key=str),
                "unique": sorted(seen.get_unique_constraints(table), key=str),
                "indexes": sorted(seen.get_indexes(table), key=str),
            }
            for table in seen.get_table_names()
        }
        revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").all()
    engine.dispose()
    return {"tables": tables, "revision": revision}


def test_making_the_tables_at_once_equals_all_migrations(tmp_path: Path) -> None:
    versions.create(tmp_path / "at-once.sqlite")
    versions.migrate(tmp_path / "by-steps.sqlite")

    assert schema(tmp_path / "at-once.sqlite") == schema(tmp_path / "by-steps.sqlite")
    assert set(schema(tmp_path / "at-once.sqlite")["tables"]) == {
        *metadata.tables,
        "alembic_version",
    }


def test_alembic_sees_no_difference_to_the_tables_of_the_program(tmp_path: Path) -> None:
    versions.migrate(tmp_path / "a.sqlite")
    engine = sqlite.engine_of(sqlite.connect(tmp_path / "a.sqlite"))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_the_revisions_are_those_of_the_migrations() -> None:
    steps = ScriptDirectory(str(versions.MIGRATIONS)).walk_revisions()

    assert tuple(step.revision for step in steps) == versions.REVISIONS[::-1]


def test_migrating_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    versions.create(path)
    before = schema(path)
    versions.migrate(path)

    assert schema(path) == before
    assert not versions.migrate_if_behind(path)


@pytest.fixture
def tomorrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program of tomorrow: a copy of the migrations with one more step; the step's file."""
    steps = tmp_path / "migrations"
    shutil.copytree(versions.MIGRATIONS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(versions, "MIGRATIONS", steps)
    monkeypatch.setattr(versions, "REVISIONS", (*versions.REVISIONS, TOMORROW))
    monkeypatch.setattr(versions, "HEAD", TOMORROW)
    return steps / "versions" / f"v{TOMORROW}_tomorrow.py"


@pytest.fixture
def old(data_folder: Path) -> Path:
    """A folder that today's program has filled."""
    data = making.opened(data_folder)
    anna = making.patient()
    data.journal.save_patient(anna)
    making.play(data.journal, anna)
    data.close()
    return data_folder


def rows(path: Path) -> dict[str, list[Any]]:
    raw = sqlite3.connect(path)
    found = {table: raw.execute(f"SELECT * FROM {table}").fetchall() for table in metadata.tables}
    raw.close()
    return found


def test_an_older_database_is_copied_then_brought_up_to_date(old: Path, tomorrow: Path) -> None:
    tomorrow.write_text(NEXT_STEP)
    before = rows(old / DATABASE)

    data = making.opened(old)

    assert data.notices == (
        "The results were brought up to this version of the program. A backup was made first.",
    )
    (backup,) = data.vault.backups()
    assert backup.reason is Reason.BEFORE_UPDATE
    assert rows(backup.path) == before
    anna = data.journal.patients()[0]
    assert data.journal.count_sessions(anna.id) == 1
    data.close()
    after = rows(old / DATABASE)
    assert {**after, "sessions": [row[:-1] for row in after["sessions"]]} == before
    assert [row[-1] for row in after["sessions"]] == ["home"]
    again = making.opened(old)
    assert again.notices == ()
    again.close()


def as_of_revision(path: Path, revision: str) -> None:
    """The same facts in the tables of an earlier revision, as its program wrote them."""
    now = path.with_suffix(".now")
    path.rename(now)
    versions.migrate(path, to=revision)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("ATTACH ? AS now", (str(now),))
        for table in metadata.tables:
            names = ", ".join(row[1] for row in raw.execute(f"PRAGMA table_info({table})"))
            if names:
                raw.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM now.{table}")
        raw.execute(f"PRAGMA user_version = {DERIVATION}")
    now.unlink()


@pytest.mark.parametrize("revision", versions.REVISIONS[:-1])
def test_facts_of_every_earlier_revision_are_read_as_they_were(old: Path, revision: str) -> None:
    data = making.opened(old)
    (anna,) = data.journal.patients()
    (summary,) = data.journal.summaries(anna.id)
    trials = data.journal.trials(summary.session)
    data.close()
    as_of_revision(old / DATABASE, revision)

    data = making.opened(old)
    assert data.notices
    assert data.journal.patients() == [anna]
    assert data.journal.summaries(anna.id) == [summary]
    assert data.journal.trials(summary.session) == trials
    data.close()


def test_a_reading_command_brings_it_up_to_date_too(old: Path, tomorrow: Path) -> None:
    tomorrow.write_text(NEXT_STEP)
    reader = making.opened_to_read(old)
    assert len(reader.journal.patients()) == 1
    reader.close()

    raw = sqlite3.connect(old / DATABASE)
    assert versions.revision_of(raw) == TOMORROW
    raw.close()


def test_a_backup_of_an_older_version_is_brought_up_to_date_when_restored(
    old: Path, tomorrow: Path
) -> None:
    tomorrow.write_text(NEXT_STEP)
    data = making.opened(old)
    (backup,) = data.vault.backups()
    data.vault.restore(backup)
    assert len(data.journal.patients()) == 1
    data.close()

    assert rows(old / DATABASE)["sessions"][0][-1] == "home"


def test_a_person_is_deleted_from_a_backup_of_an_older_version_too(
    old: Path, tomorrow: Path
) -> None:
    tomorrow.write_text(NEXT_STEP)
    data = making.opened(old)
    (backup,) = data.vault.backups()
    data.journal.delete_patient(data.journal.patients()[0].id)
    data.close()

    assert rows(backup.path)["patients"] == []


@pytest.mark.parametrize("step", [BROKEN_STEP, ORPHANING_STEP])
def test_a_migration_that_fails_leaves_everything_as_it_was(
    old: Path, tomorrow: Path, step: str
) -> None:
    tomorrow.write_text(step)
    before, shape = rows(old / DATABASE), schema(old / DATABASE)

    with pytest.raises(StorageError, match="could not be brought up to this version"):
        making.opened(old)

    assert rows(old / DATABASE) == before
    assert schema(old / DATABASE) == shape


def test_a_database_without_a_revision_is_not_ours(tmp_path: Path) -> None:
    raw = sqlite3.connect(tmp_path / "a.sqlite", isolation_level=None)
    assert versions.revision_of(raw) is None
    raw.execute("CREATE TABLE alembic_version (version_num TEXT)")
    with pytest.raises(DamagedDatabase):
        versions.revision_of(raw)
    raw.close()


def as_of_another_derivation(path: Path, number: int = DERIVATION - 1) -> None:
    """Its summaries are wrong by what this program makes of the facts."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("UPDATE summaries SET trials = 999")
        raw.execute(f"PRAGMA user_version = {number}")


def kept_trials(data: Opened | OpenedToRead) -> list[int]:
    (anna,) = data.journal.patients()
    return [summary.trials for summary in data.journal.summaries(anna.id)]


def test_summaries_of_another_derivation_are_made_again_at_the_next_start(tmp_path: Path) -> None:
    making.filled(tmp_path)
    as_of_another_derivation(tmp_path / DATABASE)
    for _ in range(2):
        data = making.opened(tmp_path)
        assert kept_trials(data) == [20, 20]
        data.close()


def test_those_of_this_derivation_are_not(tmp_path: Path) -> None:
    making.filled(tmp_path)
    as_of_another_derivation(tmp_path / DATABASE, DERIVATION)
    data = making.opened(tmp_path)
    assert kept_trials(data) == [999, 999]
    data.close()


def test_a_command_that_reads_sees_those_of_this_derivation(tmp_path: Path) -> None:
    making.filled(tmp_path)
    as_of_another_derivation(tmp_path / DATABASE)
    reading = making.opened_to_read(tmp_path)
    assert kept_trials(reading) == [20, 20]
    reading.close()


def test_a_backup_of_another_derivation_is_restored_with_this_one(tmp_path: Path) -> None:
    making.filled(tmp_path, backup=True)
    data = making.opened(tmp_path)
    (backup,) = data.vault.backups()
    as_of_another_derivation(backup.path)
    data.vault.restore(backup)
    assert kept_trials(data) == [20, 20]
    data.close()
