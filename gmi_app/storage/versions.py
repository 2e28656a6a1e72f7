"""Versions of the tables: which one a database has, a fresh one made, an older one brought up."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from gmi_app.storage import sqlite
from gmi_app.storage.places import HEAD as HEAD
from gmi_app.storage.places import REVISIONS as REVISIONS
from gmi_app.storage.tables import metadata

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def revision_of(connection: sqlite3.Connection) -> str | None:
    """The revision as Alembic keeps it, by a plain query: importing Alembic costs half a second.

    None for a database without any table. Raises DamagedDatabase for one that has tables and no
    revision: it is not one of ours.
    """
    names = sqlite.table_names(connection)
    if not names:
        return None
    found = None
    if "alembic_version" in names:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if found is None:
        raise sqlite.damaged_now()
    revision: str = found[0]
    return revision


def create(path: Path, *, key: bytes | None = None) -> None:
    """Makes the tables of the newest revision at once, as all migrations together would."""
    raw = sqlite.connect(path, key=key)
    sqlite.prepare_writer(raw)
    engine = sqlite.engine_of(raw)
    try:
        with engine.begin() as connection:
            metadata.create_all(connection)
            connection.exec_driver_sql(
                "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
                "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
            )
            connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))
    finally:
        engine.dispose()
        raw.close()


def migrate(path: Path, *, key: bytes | None = None, to: str = "head") -> None:
    """Runs the missing migrations in one transaction: all of them, or none.

    Owners of rows are checked at the end; raises DamagedDatabase when one is missing.
    """
    from alembic import command
    from alembic.config import Config

    raw = sqlite.connect(path, key=key)
    sqlite.prepare_writer(raw)
    raw.execute("PRAGMA foreign_keys = OFF")  # a table is rebuilt under the rows that point to it
    engine = sqlite.engine_of(raw)
    config = Config()
    config.set_main_option("script_location", MIGRATIONS.as_posix())
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, to)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise sqlite.damaged_now()
        sqlite.empty_log(raw)
    finally:
        engine.dispose()
        raw.close()


def migrate_if_behind(path: Path, *, key: bytes | None = None) -> bool:
    """Brings a known older database up to the newest revision; says whether there was a need."""
    connection = sqlite.connect(path, key=key, read_only=True)
    try:
        behind = revision_of(connection) != HEAD
    finally:
        connection.close()
    if behind:
        migrate(path, key=key)
    return behind
