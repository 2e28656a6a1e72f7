"""``gmi-app check``: what of this installation works, as a table."""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from gmi_app import __version__
from gmi_app.bootstrap import display
from gmi_app.commands.window import require_display
from gmi_app.errors import GmiError
from gmi_app.language import tr
from gmi_app.paths import data_folder, pictures_folder
from gmi_app.pictures.catalogue import load_catalogue, verify_picture

LEAST_FREE_BYTES = 200 * 2**20
"""Room for years of results and their backups."""


@dataclass(frozen=True, slots=True)
class Finding:
    """``works`` of something ``needed`` decides the exit code; ``words`` say what was found."""

    name: str
    works: bool
    words: str
    needed: bool = True

    @property
    def sign(self) -> str:
        if self.works:
            return "works"
        return "NEEDED" if self.needed else "absent"


def run(options: argparse.Namespace) -> int:
    """Prints the table; 0 when all that is needed works, else 1."""
    if options.display:
        require_display()
        from gmi_app.commands.display_check import run_display_check

        return run_display_check()
    folder = data_folder(options.data)
    findings = list(_findings(folder))
    print(f"gmi {__version__}")
    print(table(findings))
    return 0 if all(finding.works or not finding.needed for finding in findings) else 1


def table(findings: list[Finding]) -> str:
    """Aligned lines: what, whether it works, in words."""
    width = max(len(finding.name) for finding in findings)
    return "\n".join(f"{f.name:<{width}}  {f.sign:<6}  {f.words}" for f in findings)


def _findings(folder: Path) -> Iterator[Finding]:
    yield _try("pictures", _pictures)
    yield _try("database", lambda: _database(folder))
    yield _try("disk", lambda: _disk(folder))
    if not display.is_there(os.environ):
        yield Finding("display", False, "no screen to open a window on")
        return
    from gmi_app.commands import display_check
    from gmi_app.devices.presence import cameras, voices
    from gmi_app.ui.application import present_application

    application = present_application()
    yield Finding("display", True, display_check.screen_words(application))
    sync, words = display_check.vertical_sync(application)
    yield Finding("vertical sync", sync, words, needed=False)
    for name, look in (("camera", cameras), ("speech", voices)):
        found = look()
        yield Finding(name, bool(found), ", ".join(found) or "none found", needed=False)


def _try(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, look())
    except GmiError as error:
        return Finding(name, False, error.sentence)


def _pictures() -> str:
    folder = pictures_folder()
    catalogue = load_catalogue(folder)
    problems = [verify_picture(folder, picture) for picture in catalogue.pictures]
    notices = [*catalogue.notices, *(problem for problem in problems if problem is not None)]
    if notices:
        more = f" ({len(notices) - 1} more)" if len(notices) > 1 else ""
        raise GmiError(notices[0] + more)
    return f"{len(catalogue.pictures)} readable and complete, in {folder}"


def _database(folder: Path) -> str:
    from gmi_app.clock import SystemClock
    from gmi_app.storage import sqlite
    from gmi_app.storage.opening import open_to_read
    from gmi_app.storage.places import DATABASE

    if not os.access(folder, os.W_OK):
        raise GmiError(
            tr("{0} is not writable. Nothing is lost; allow writing to it.").format(folder)
        )
    path = folder / DATABASE
    if not path.exists():
        return f"none yet; {folder} is writable"
    if not os.access(path, os.W_OK):
        raise GmiError(
            tr("{0} is not writable. Nothing is lost; allow writing to it.").format(path)
        )
    opened = open_to_read(folder, SystemClock())
    try:
        people = opened.journal.patients()
        sessions = sum(opened.journal.count_sessions(person.id) for person in people)
    finally:
        opened.close()
    with sqlite.in_plain_words(), closing(sqlite.connect(path, read_only=True)) as connection:
        if not sqlite.is_sound(connection, thorough=True):
            raise GmiError(
                tr("{0} is damaged. Open the program: it offers the newest backup.").format(path)
            )
    counted = f"{_several(len(people), 'person', 'people')}, {_several(sessions, 'session')}"
    return f"sound and writable: {counted}, in {folder}"


def _several(count: int, one: str, more: str = "") -> str:
    return f"{count} {one if count == 1 else more or one + 's'}"


def _disk(folder: Path) -> str:
    free = shutil.disk_usage(folder).free
    words = f"{free / 2**30:.1f} GB free"
    if free < LEAST_FREE_BYTES:
        raise GmiError(tr("{0}: too little for results and backups. Make some room.").format(words))
    return words
