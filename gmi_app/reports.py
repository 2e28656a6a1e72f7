"""The log: what went wrong inside the program, kept beside the results, with nothing of anybody.

It holds the program's own words, the kinds of errors and places in the code. The message of an
error is never written, neither ours nor a library's: a database names the row that it refused, a
file its folder, and our own sentences may name a person. The file leaves the computer only when
the person sends it, and goes when somebody's results are deleted.
"""

from __future__ import annotations

import contextlib
import copy
import errno
import logging
import platform
import sqlite3
import traceback
from collections import deque
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

from gmi_app import __version__
from gmi_app.storage.places import LOGS

MOST_BYTES = 200_000
MOST_PLACES = 60
"""Of one error, the innermost: one that goes round in circles would fill the file."""


def keep_log(folder: Path) -> logging.Handler:
    """Writes warnings and errors to ``gmi.log`` in the data folder from now on; the file is made
    when there is something to write, and never grows beyond 400 kB with the one before it."""
    handler = _ClosedFile(
        folder / LOGS[0],
        maxBytes=MOST_BYTES,
        backupCount=len(LOGS) - 1,
        encoding="utf-8",
        delay=True,
    )
    system = f"gmi {__version__}, Python {platform.python_version()}, {platform.system()}"
    handler.setFormatter(
        _WithoutMessages(f"%(asctime)s %(levelname)s %(name)s ({system}): %(message)s")
    )
    handler.setLevel(logging.WARNING)
    logging.getLogger("gmi_app").addHandler(handler)
    return handler


def end_log(handler: logging.Handler) -> None:
    """Nothing more is written."""
    logging.getLogger("gmi_app").removeHandler(handler)
    handler.close()


class _ClosedFile(RotatingFileHandler):
    """Holds the file only while it writes an entry: else a deletion would go on into a file that
    has no name any more, and Windows would refuse it."""

    def emit(self, record: logging.LogRecord) -> None:
        super().emit(record)
        with contextlib.suppress(OSError):  # a full disk; the writing has said so
            self.close()


class _WithoutMessages(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        # on a copy: the record keeps the text of its error for whoever formats it next
        bare = copy.copy(record)
        bare.exc_info = bare.exc_text = bare.stack_info = None
        error = record.exc_info[1] if record.exc_info else None
        return "\n".join((super().format(bare), *_kinds_and_places(error)))


def _kinds_and_places(error: BaseException | None) -> Iterator[str]:
    """The error, where it went through, then what caused it, and so on."""
    told: set[int] = set()
    start = ""
    while error is not None and id(error) not in told:
        told.add(id(error))
        kind = type(error)
        yield f"{start}{kind.__module__}.{kind.__qualname__}{_code(error)}"
        for frame, line in deque(traceback.walk_tb(error.__traceback__), maxlen=MOST_PLACES):
            # the module, not the path: that names the person's account
            yield f"  {frame.f_globals.get('__name__')}:{line} {frame.f_code.co_name}"
        start = "because of "
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _code(error: BaseException) -> str:
    """What kind of refusal it was, from the fixed lists of SQLite and of the system."""
    if isinstance(error, sqlite3.Error):
        return f" {getattr(error, 'sqlite_errorname', '')}".rstrip()
    if isinstance(error, OSError):
        return f" {errno.errorcode.get(error.errno or 0, '')}".rstrip()
    return ""
