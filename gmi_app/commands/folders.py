"""What the commands of exchange open, and whom they mean."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gmi_app.clock import SystemClock
from gmi_app.errors import GmiError
from gmi_app.exchange.desk import Desk
from gmi_app.language import tr
from gmi_app.paths import data_folder
from gmi_app.storage.handover import SqliteLedger
from gmi_app.storage.journal import SqliteJournal
from gmi_app.storage.opening import open_data, open_to_read
from gmi_app.storage.store import Store

PASSPHRASE = "GMI_PASSPHRASE"


@dataclass(frozen=True, slots=True)
class Folder:
    """An opened data folder."""

    journal: SqliteJournal
    store: Store
    desk: Desk
    ledger: SqliteLedger
    clock: SystemClock


@contextmanager
def to_read(options: argparse.Namespace) -> Iterator[Folder]:
    """Also while the window is open."""
    path, clock = data_folder(options.data, create=False), SystemClock()
    opened = open_to_read(path, clock)
    try:
        yield _folder(path, opened.journal, opened.store, clock)
    finally:
        opened.close()


@contextmanager
def to_write(options: argparse.Namespace) -> Iterator[Folder]:
    """Only while no window has it open."""
    path, clock = data_folder(options.data), SystemClock()
    opened = open_data(path, clock)
    try:
        yield _folder(path, opened.journal, opened.store, clock)
    finally:
        opened.close()


def _folder(path: Path, journal: SqliteJournal, store: Store, clock: SystemClock) -> Folder:
    ledger = SqliteLedger(store)
    return Folder(journal, store, Desk(path, ledger, journal), ledger, clock)


def passphrase(*, twice: bool) -> str:
    """From GMI_PASSPHRASE, else asked for without showing it; ``twice`` against typing mistakes.

    Raises GmiError where there is nobody to ask.
    """
    given = os.environ.get(PASSPHRASE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise GmiError(
            tr(
                "A passphrase is needed, and there is nobody to ask for it here. Nothing "
                "was written or changed. Put it into {0}, or start the command in a "
                "terminal."
            ).format(PASSPHRASE)
        )
    typed = getpass.getpass("Passphrase: ")
    if twice and getpass.getpass(tr("The same once more: ")) != typed:
        raise GmiError(tr("The two were not the same. Nothing was written. Try again."))
    return typed
