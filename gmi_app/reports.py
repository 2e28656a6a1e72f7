"""The log: what went wrong inside the program, kept beside the results, with nothing of anybody.

It holds the program's own words, places in the code and error messages, never a name, an answer or
a rating; it leaves the computer only when the person sends it.
"""

from __future__ import annotations

import logging
import platform
from logging.handlers import RotatingFileHandler
from pathlib import Path

from gmi_app import __version__

LOG = "gmi.log"
MOST_BYTES, KEPT = 200_000, 1


def keep_log(folder: Path) -> logging.Handler:
    """Writes warnings and errors to ``gmi.log`` in the data folder from now on; the file is made
    when there is something to write, and never grows beyond 400 kB with the one before it."""
    handler = RotatingFileHandler(
        folder / LOG, maxBytes=MOST_BYTES, backupCount=KEPT, encoding="utf-8", delay=True
    )
    system = f"gmi {__version__}, Python {platform.python_version()}, {platform.system()}"
    handler.setFormatter(
        logging.Formatter(f"%(asctime)s %(levelname)s %(name)s ({system}): %(message)s")
    )
    handler.setLevel(logging.WARNING)
    logging.getLogger("gmi_app").addHandler(handler)
    return handler


def end_log(handler: logging.Handler) -> None:
    """Closes the file."""
    logging.getLogger("gmi_app").removeHandler(handler)
    handler.close()
