"""The log: kinds of errors and places in the code, and nothing of anybody."""

from __future__ import annotations

import errno
import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from gmi_app.errors import GmiError
from gmi_app.reports import MOST_BYTES, MOST_PLACES, end_log, keep_log
from gmi_app.storage.places import LOGS

NAME = "Wilhelmina Quackenbush"
log = logging.getLogger("gmi_app.somewhere")


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Path]:
    """The file of a log that is being kept."""
    handler = keep_log(tmp_path)
    yield tmp_path / "gmi.log"
    end_log(handler)


def refused_by_the_database() -> None:
    """A library's error whose message holds what it refused."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE people (name TEXT PRIMARY KEY)")
    try:
        database.execute("INSERT INTO people VALUES (?)", (NAME,))
        database.execute("INSERT INTO people VALUES (?)", (NAME,))
    except sqlite3.IntegrityError as error:
        raise ValueError(f"{NAME} is there already") from error
    finally:
        database.close()


def test_an_error_leaves_its_kind_and_its_places_but_no_message(kept: Path) -> None:
    try:
        refused_by_the_database()
    except ValueError as error:
        log.error("unexpected", exc_info=error)
    written = kept.read_text(encoding="utf-8")
    assert NAME not in written
    assert "ERROR gmi_app.somewhere (gmi 0." in written
    assert "unexpected\nbuiltins.ValueError\n" in written
    assert "because of sqlite3.IntegrityError SQLITE_CONSTRAINT_PRIMARYKEY\n" in written
    assert f"  {__name__}:" in written
    assert " refused_by_the_database\n" in written
    assert str(Path(__file__).parent) not in written  # a path names the account


def test_not_even_our_own_sentence_is_written(kept: Path) -> None:
    log.error("unexpected", exc_info=GmiError(f"There is no one called {NAME} here."))
    written = kept.read_text(encoding="utf-8")
    assert written.endswith("unexpected\ngmi_app.errors.GmiError\n")


def test_what_the_system_refused_is_told_by_its_code(kept: Path) -> None:
    path = f"/home/{NAME}/gmi.sqlite"
    log.warning("no backup", exc_info=PermissionError(errno.EACCES, "denied", path))
    written = kept.read_text(encoding="utf-8")
    assert written.endswith("no backup\nbuiltins.PermissionError EACCES\n")


def test_what_happened_while_mending_is_told_in_turn(kept: Path) -> None:
    try:
        try:
            raise KeyError(NAME)
        except KeyError:
            raise OSError(NAME)  # noqa: B904  as a bug in a handler does
    except OSError as error:
        log.error("unexpected", exc_info=error)
    written = kept.read_text(encoding="utf-8")
    assert NAME not in written
    assert written.index("builtins.OSError\n") < written.index("because of builtins.KeyError\n")


def round_in_circles() -> None:
    round_in_circles()


def test_an_endless_error_does_not_fill_the_file(kept: Path) -> None:
    try:
        round_in_circles()
    except RecursionError as error:
        error.__cause__ = error
        log.error("unexpected", exc_info=error)
    lines = kept.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2 + MOST_PLACES


def test_others_who_write_the_record_still_get_its_text(
    kept: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log.error("unexpected", exc_info=ValueError("told to a developer"))
    assert "told to a developer" in caplog.text
    assert "told to a developer" not in kept.read_text(encoding="utf-8")


def test_it_is_made_when_needed_and_stays_small(kept: Path) -> None:
    assert not kept.exists()
    log.info("nothing to worry about")
    assert not kept.exists()
    for _ in range(30):
        log.warning("a word " * 4000)
    files = sorted(kept.parent.iterdir())
    assert tuple(file.name for file in files) == LOGS
    assert sum(file.stat().st_size for file in files) <= 2 * MOST_BYTES


def test_a_deleted_log_begins_anew(kept: Path) -> None:
    log.warning("before")
    kept.unlink()
    assert not kept.exists()
    log.warning("after")
    assert kept.read_text(encoding="utf-8").endswith(": after\n")


def test_after_its_end_nothing_is_written(tmp_path: Path) -> None:
    end_log(keep_log(tmp_path))
    log.warning("too late")
    assert list(tmp_path.iterdir()) == []
