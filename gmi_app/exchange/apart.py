"""Passphrases are worked on by a process of their own.

scrypt takes about two seconds on purpose, and pyrage holds Python's lock meanwhile: on a thread of
the program every window would stand still. Content and passphrase go through pipes, never through
arguments or files.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

import pyrage

PATIENCE_S: Final = 120.0
"""A work factor of 21 takes about 16 s on a slow computer."""
_LENGTH_BYTES: Final = 4
_REFUSED: Final = 3


class Work(StrEnum):
    SEAL = "seal"
    OPEN = "open"


def apart(work: Work, content: bytes, passphrase: str) -> bytes:
    """Seals or opens ``content``. Raises pyrage.DecryptError for what it does not open, with age's
    own words; OSError when no process can be started or it was ended."""
    if getattr(sys, "frozen", False):
        return _do(work, content, passphrase)  # there is no interpreter to start
    words = passphrase.encode()
    given = len(words).to_bytes(_LENGTH_BYTES) + words + content
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__, work.value],
            input=given,
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise TimeoutError("it took too long") from error
    if done.returncode == _REFUSED:
        raise pyrage.DecryptError(done.stderr.decode(errors="replace"))
    if done.returncode != 0:
        raise OSError(f"the process ended with {done.returncode}")
    return done.stdout


def _do(work: Work, content: bytes, passphrase: str) -> bytes:
    does = pyrage.passphrase.encrypt if work is Work.SEAL else pyrage.passphrase.decrypt
    result: bytes = does(content, passphrase)
    return result


def main(arguments: Sequence[str]) -> int:
    """The process: its only argument is the work; reads standard input, writes standard output."""
    given = sys.stdin.buffer.read()
    end = _LENGTH_BYTES + int.from_bytes(given[:_LENGTH_BYTES])
    try:
        result = _do(Work(arguments[0]), given[end:], given[_LENGTH_BYTES:end].decode())
    except pyrage.DecryptError as error:
        sys.stderr.write(str(error))
        return _REFUSED
    sys.stdout.buffer.write(result)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
