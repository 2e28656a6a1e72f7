"""One writer at a time: a lock in the data folder that the system releases, even after a kill."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Self

from gmi_app.errors import AlreadyOpen, StorageError
from gmi_app.language import tr

LOCK_FILE = "gmi.lock"

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FolderLock:
    """Held while the program may write. The file stays; only the lock on it comes and goes."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, folder: Path) -> Self:
        """Raises AlreadyOpen when another process (or this one) holds the folder, and StorageError
        when the folder cannot be written to."""
        try:
            descriptor = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StorageError(
                tr(
                    "The folder {0} cannot be written to ({1}). Nothing was changed. Check that "
                    "you may write there, or choose another folder with --data."
                ).format(folder, error.strerror)
            ) from error
        try:
            _take(descriptor)
        except (BlockingIOError, PermissionError) as error:  # as POSIX and as Windows say it
            os.close(descriptor)
            raise AlreadyOpen(
                tr(
                    "The program is already open with these results. Nothing was changed. Use "
                    "the window that is open, or close it first and then start again."
                )
            ) from error
        except OSError as error:
            os.close(descriptor)
            raise StorageError(
                tr(
                    "The folder {0} cannot be kept for one program ({1}), so two could write at "
                    "once. Nothing was changed. Choose a folder on this computer."
                ).format(folder, error.strerror)
            ) from error
        return cls(descriptor)

    def release(self) -> None:
        """Closing the file gives the lock back; a second call does nothing."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
