"""Questions to SQLite as plain SQL: the first glance at a folder asks them without SQLAlchemy, and
the journal asks the same ones on its own connection."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from types import SimpleNamespace
from typing import Any


def ask(database: sqlite3.Connection, sql: str, *values: object) -> list[Any]:
    """Rows whose columns are read by name, as SQLAlchemy's are."""
    found = database.execute(sql, values)
    names = [column[0] for column in found.description]
    return [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in found]


def ask_among(
    database: sqlite3.Connection, table: str, column: str, wanted: Iterable[str], order: str
) -> defaultdict[str, list[Any]]:
    """Rows of a table by the value of a column, for many values at once."""
    sql = f"""
        SELECT * FROM {table} WHERE {column} IN (SELECT value FROM json_each(?)) ORDER BY {order}
    """
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in ask(database, sql, json.dumps(list(wanted))):
        found[getattr(row, column)].append(row)
    return found


def words_of(kinds: Iterable[StrEnum]) -> str:
    """Words of an enumeration as a list in SQL."""
    return ", ".join(f"'{kind.value}'" for kind in kinds)
