"""``gmi-app export``: the results as CSV files, also while the window is open."""

from __future__ import annotations

import argparse
from pathlib import Path

from gmi_app.clock import SystemClock
from gmi_app.exchange.csv_export import export_journal
from gmi_app.paths import data_folder
from gmi_app.storage.library import SqlitePictureBook
from gmi_app.storage.opening import open_to_read


def run(options: argparse.Namespace) -> int:
    """Writes trials.csv, sessions.csv and pictures.csv and says what was written."""
    opened = open_to_read(data_folder(options.data, create=False), SystemClock())
    try:
        written = export_journal(
            opened.journal, Path(options.csv), options.patient, SqlitePictureBook(opened.store)
        )
    finally:
        opened.close()
    print(written)
    return 0
