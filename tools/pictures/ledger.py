# SPDX-License-Identifier: GPL-3.0-or-later
"""What has been rendered: one line per picture, kept beside the code. No Blender here.

The ledger makes a run resumable: a picture that is there with the hash of its job is left alone.
"""

import csv
import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from .jobs import Job

LEDGER = Path(__file__).with_name("ledger.csv")


@dataclass(frozen=True)
class Entry:
    """A rendered picture; `side` and `direction` are what the skeleton showed, `sha256` is of the
    file's bytes, `seconds` is what the clock said (long when others used the computer, too)."""

    file: str
    job: str
    side: str
    seconds: float
    sha256: str
    direction: str = ""


def sha256_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@contextmanager
def locked(path: Path = LEDGER) -> Iterator[None]:
    """Only one process at a time is in here: for the ledger and for the manifest."""
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def read_ledger(path: Path = LEDGER) -> dict[str, Entry]:
    """Entries by file."""
    if not path.exists():
        return {}
    with path.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return {row["file"]: Entry(**{**row, "seconds": float(row["seconds"])}) for row in rows}


def write_ledger(entries: dict[str, Entry], path: Path = LEDGER) -> None:
    """Write all entries, sorted. Only while locked."""
    part = path.with_suffix(".part")
    with part.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, [f.name for f in fields(Entry)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(entries[file]) for file in sorted(entries))
    part.replace(path)


def add_entry(entry: Entry, path: Path = LEDGER) -> None:
    """Put one entry into the ledger. Only while locked."""
    entries = read_ledger(path)
    entries[entry.file] = entry
    write_ledger(entries, path)


def is_done(job: Job, entries: dict[str, Entry], images: Path) -> bool:
    """Whether the picture of this very job is there, unchanged."""
    entry = entries.get(job.file)
    path = images / job.file
    if entry is None or entry.job != job.hash or not path.exists():
        return False
    return sha256_of(path) == entry.sha256
