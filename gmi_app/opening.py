"""Opening a data folder for the window: database, backups and export, as one thing to hand over.

Storage is imported when it is first needed: SQLAlchemy takes a third of a second, which passes on
the journal's lane while the window is being built.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gmi_app.clock import Clock, Moment
from gmi_app.journal import Journal, Vault
from gmi_app.library.book import PictureBook
from gmi_app.programme.patient import Patient

if TYPE_CHECKING:
    from gmi_app.facts.transfer import Ledger
    from gmi_app.programme.plan import PlanVersion


@dataclass(frozen=True, slots=True)
class OpenFolder:
    """What was found. ``notices`` are sentences for the person; ``export_csv``, ``back_up_daily``
    and ``close`` block."""

    journal: Journal
    vault: Vault
    pictures: PictureBook
    ledger: Ledger
    patients: list[Patient]
    settings: dict[str, str]
    notices: tuple[str, ...]
    export_csv: Callable[[Path], object]
    back_up_daily: Callable[[], object]
    close: Callable[[], None]


def open_folder(
    folder: Path, clock: Clock, progress: Callable[[int, int], None] | None = None
) -> OpenFolder:
    """Blocks; for a lane, on which ``progress`` is told how many of how many results were brought
    up to date, when some had to be. Raises StorageError children with a sentence."""
    from gmi_app.exchange.csv_export import export_journal
    from gmi_app.storage.opening import open_data

    opened = open_data(folder, clock, progress=progress)
    journal = opened.journal
    return OpenFolder(
        journal=journal,
        vault=opened.vault,
        pictures=opened.pictures,
        ledger=opened.ledger,
        patients=journal.patients(),
        settings=journal.settings(),
        notices=opened.notices,
        export_csv=lambda target: export_journal(
            journal, target, book=opened.pictures, for_spreadsheet=True
        ),
        back_up_daily=opened.vault.back_up_daily,
        close=opened.close,
    )


def calendar_file(version: PlanVersion, now: Moment) -> bytes:
    """A plan as a file for a calendar."""
    from gmi_app.exchange.calendar import calendar_of

    return calendar_of(version, now)


@dataclass(frozen=True, slots=True)
class WaysOut:
    """What can be done about a folder that does not open: each blocks, None where it makes no
    sense. After any of them, open again."""

    use_backup: Callable[[], object] | None = None
    start_empty: Callable[[], object] | None = None
    backup_at: str = ""


def ways_out(error: BaseException, folder: Path, clock: Clock) -> WaysOut:
    """For a damaged database: its newest backup, or an empty start. Nothing is ever deleted."""
    from gmi_app.storage.opening import DamagedFile, recover

    if not isinstance(error, DamagedFile):
        return WaysOut()
    backup = error.backup
    return WaysOut(
        use_backup=None if backup is None else lambda: recover(folder, backup, clock),
        start_empty=lambda: recover(folder, None, clock),
        backup_at="" if backup is None else backup.at,
    )
