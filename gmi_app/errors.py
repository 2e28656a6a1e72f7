"""Errors: what the person can mend is a GmiError with a sentence; anything else is our bug."""

from __future__ import annotations


class GmiError(Exception):
    """What went wrong, as one sentence for the person: what happened, what is safe, what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class UsageError(GmiError):
    """Wrong words on the command line or impossible settings (exit code 2)."""


class PictureError(GmiError):
    """A picture or the picture folder cannot be used."""


class StorageError(GmiError):
    """The database cannot be read or written as asked."""


class NewerDatabase(StorageError):
    """The database was written by a newer version of the program."""


class DamagedDatabase(StorageError):
    """The database failed its integrity check."""


class AlreadyOpen(StorageError):
    """Another copy of the program holds the data folder."""
