"""What many tests of screens begin with is written once; later worlds get a copy of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable
from functools import cache
from hashlib import sha256
from typing import TypeVar, cast

from gmi_app.storage.journal import SqliteJournal
from tests.ui.world import World

T = TypeVar("T")

_VERSIONS = slice(18, 20)
"""Bytes of SQLite's header that ask for a write-ahead log, which memory has none of."""


@cache
def _kept() -> dict[Hashable, tuple[bytes, object]]:
    """By what is wanted and what was there: the database afterwards, and the answer."""
    return {}


def filled(world: World, what: Hashable, write: Callable[[], T]) -> T:
    """``write()``, which adds facts to the world's journal; where it was done before with the same
    content and pictures, that database is copied, and the same answer given. ``what``: names the
    facts. The answer must not belong to the world."""
    assert isinstance(world.journal, SqliteJournal)
    store = world.journal._store
    with store.alone() as raw:
        digest = sha256(_content(raw)).digest()
        key = (what, tuple(each.file for each in world.catalogue.pictures), digest)
        if key in _kept():
            content, answer = _kept()[key]
            _put(content, raw)
            return cast(T, answer)
    made = write()
    with store.alone() as raw:
        _kept()[key] = (_content(raw), made)
    return made


def _content(raw: sqlite3.Connection) -> bytes:
    content = bytearray(raw.serialize())
    content[_VERSIONS] = b"\x01\x01"
    return bytes(content)


def _put(content: bytes, raw: sqlite3.Connection) -> None:
    source = sqlite3.connect(":memory:")
    source.deserialize(content)
    source.backup(raw)
    source.close()
