"""The database as a file: backups, moving to another computer, deleting everything."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from gmi_app.errors import StorageError
from gmi_app.journal import Backup
from gmi_app.language import tr
from gmi_app.storage import move, sqlite, versions
from gmi_app.storage.backups import (
    BackupFile,
    Reason,
    daily_is_due,
    is_usable,
    list_backups,
    make_backup,
)
from gmi_app.storage.deletion import delete_everything
from gmi_app.storage.derived import Summaries, end_interrupted
from gmi_app.storage.store import Store, unfinished


class SqliteVault:
    """Implements ``gmi_app.journal.Vault`` beside the journal of the same store."""

    def __init__(self, store: Store, summaries: Summaries) -> None:
        self._store, self._summaries = store, summaries

    def backups(self) -> Sequence[BackupFile]:
        return list_backups(self._store.folder)

    def back_up(self) -> BackupFile:
        return self._back_up(Reason.BY_HAND)

    def back_up_daily(self) -> BackupFile | None:
        """Makes the day's backup if there is none yet. May run beside the journal, on any thread:
        call it once the first screen is up."""
        if daily_is_due(self._store.folder, self._store.clock.moment()):
            return self._back_up(Reason.DAILY)
        return None

    def restore(self, backup: Backup) -> None:
        """Checks the backup entirely first; a kill at any time leaves the old or the new state."""
        chosen = next((each for each in self.backups() if each.name == backup.name), None)
        if chosen is None or not is_usable(chosen.path, key=self._store.key):
            raise StorageError(
                tr(
                    "This backup cannot be used: it is missing or damaged. Nothing was changed. "
                    "Choose another one."
                )
            )
        copy = unfinished(self._store.folder, "restoring")
        with sqlite.in_plain_words(), ExitStack() as afterwards:
            sqlite.remove(copy)
            afterwards.callback(sqlite.remove, copy)
            source = sqlite.connect(chosen.path, key=self._store.key, read_only=True)
            afterwards.callback(source.close)
            sqlite.copy_to_file(source, copy, key=self._store.key)
            versions.migrate_if_behind(copy, key=self._store.key)
            self._back_up(Reason.BEFORE_RESTORE)
            ready = sqlite.connect(copy, key=self._store.key, read_only=True)
            afterwards.callback(ready.close)
            with self._store.alone() as raw:
                sqlite.copy_into(ready, raw)
        self._settle()

    def pack(self, target: str) -> None:
        """The suffix .gmi is usual. The file is not encrypted: whoever has it can read it."""
        move.pack(self._store, Path(target), self._store.clock.moment())

    def unpack(self, source: str) -> None:
        """Adds what is not here yet; see ``move`` for why that is the safe way."""
        copy = unfinished(self._store.folder, "unpacking")
        with sqlite.in_plain_words(), ExitStack() as afterwards:
            sqlite.remove(copy)
            afterwards.callback(sqlite.remove, copy)
            move.take_out(Path(source), copy)
            engine = sqlite.engine_of(sqlite.connect(copy, read_only=True))
            afterwards.callback(engine.dispose)
            with engine.connect() as other, self._store.transaction() as connection:
                if not move.is_anything_missing(connection, other):
                    return  # no copy of everything for nothing
            self._back_up(Reason.BEFORE_IMPORT)
            with engine.connect() as other, self._store.transaction() as connection:
                touched = move.add_missing(connection, other)
        self._settle()
        for session in touched:
            self._summaries.renew(session)

    def delete_everything(self) -> None:
        delete_everything(self._store)

    def _back_up(self, reason: Reason) -> BackupFile:
        store = self._store
        return make_backup(store.folder, store.path, store.clock.moment(), reason, key=store.key)

    def _settle(self) -> None:
        """After other facts came in: no session stays without an end, none without a summary of
        this program's derivation."""
        end_interrupted(self._store)
        self._summaries.bring_up()
