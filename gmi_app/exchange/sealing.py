"""Sealing and opening in the age format (age-encryption.org/v1), by pyrage.

To the key of a clinic (X25519) or with a passphrase (scrypt, about two seconds on purpose). What
somebody else made is looked at before it is opened, so that its size, its head and its work factor
cannot cost more than a moment. Never on the GUI thread.
"""

from __future__ import annotations

import os
import re
from enum import StrEnum
from pathlib import Path
from typing import Final

import pyrage

from gmi_app.exchange.apart import Work, apart
from gmi_app.exchange.keys import OwnKeys
from gmi_app.exchange.refusal import (
    Refused,
    WantsPassphrase,
    WrongKey,
    foreign,
    too_large,
    unreadable,
)
from gmi_app.facts.exchanging import LEAST_PASSPHRASE
from gmi_app.language import tr

MOST_SEALED_BYTES: Final = 64 * 2**20
"""A hundred thousand answers take about 10 MB, two hundred photographs of one's own 16 MB."""
MOST_HEAD_BYTES: Final = 16 * 2**10
MOST_STANZAS: Final = 20
MOST_WORK: Final = 21
"""scrypt's work factor, as a power of 2: 18 to 20 are usual."""

_BEGINNING: Final = b"age-encryption.org/v1\n"
_STANZA: Final = re.compile(rb"^-> (\S+) ?(.*)$", re.MULTILINE)


class SealedWith(StrEnum):
    KEY = "key"
    PASSPHRASE = "passphrase"


def seal_to(content: bytes, recipient: str) -> bytes:
    """To the owner of a public key (``age1…``) alone. The sender cannot open it again."""
    try:
        key = pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        raise Refused(
            tr(
                "This is not a key that a file can be sealed to. Nothing was written. Use the "
                "invitation that the clinic gave you, or its key, which begins with age1."
            )
        ) from error
    sealed: bytes = pyrage.encrypt(content, [key])
    return sealed


def seal_with(content: bytes, passphrase: str) -> bytes:
    """With a passphrase. Raises Refused for a short one: whoever has the file may try them all."""
    if len(passphrase) < LEAST_PASSPHRASE:
        raise Refused(
            tr(
                "A passphrase needs at least {0} letters; three or four words are good. Nothing "
                "was written."
            ).format(LEAST_PASSPHRASE)
        )
    return _apart(Work.SEAL, content, passphrase)


def read_sealed(path: Path) -> bytes:
    """The sealed bytes of a file, never more than MOST_SEALED_BYTES.

    Raises Refused for a file that is too large, cannot be read, or is not sealed by age.
    """
    try:
        if path.is_dir() or not path.exists():
            raise Refused(
                tr("There is no file {0}. Nothing was changed. Check its name.").format(path)
            )
        with path.open("rb") as file:
            beginning = file.read(len(_BEGINNING))
            if beginning != _BEGINNING:
                raise foreign()
            size = os.fstat(file.fileno()).st_size
            if size > MOST_SEALED_BYTES:
                raise too_large()
            rest = file.read(size)
    except OSError as error:
        raise unreadable(path, error) from error
    return beginning + rest


def sealed_with(sealed: bytes) -> SealedWith:
    """What opens it. Raises Refused for a head that is none, or that would cost too much."""
    head, end, _ = sealed[:MOST_HEAD_BYTES].partition(b"\n--- ")
    stanzas = _STANZA.findall(head)
    if not end or not sealed.startswith(_BEGINNING) or not 1 <= len(stanzas) <= MOST_STANZAS:
        raise foreign()
    if not any(kind == b"scrypt" for kind, _ in stanzas):
        return SealedWith.KEY
    work = stanzas[0][1].split(b" ")[-1]
    if len(stanzas) != 1 or not re.fullmatch(rb"[1-9]\d?", work) or int(work) > MOST_WORK:
        raise foreign()
    return SealedWith.PASSPHRASE


def unseal(sealed: bytes, keys: OwnKeys, passphrase: str | None = None) -> bytes:
    """What was sealed. Raises WantsPassphrase, WrongKey, or Refused for a damaged file."""
    if sealed_with(sealed) is SealedWith.KEY:
        try:
            return keys.open(sealed)
        except pyrage.DecryptError as error:
            raise _not_opened(error, _wrong_key()) from error
    if passphrase is None:
        raise WantsPassphrase(
            tr("This file is sealed with a passphrase. Type it to open the file.")
        )
    try:
        return _apart(Work.OPEN, sealed, passphrase)
    except pyrage.DecryptError as error:
        raise _not_opened(error, _wrong_passphrase()) from error


def _apart(work: Work, content: bytes, passphrase: str) -> bytes:
    try:
        return apart(work, content, passphrase)
    except OSError as error:
        raise Refused(
            tr(
                "There was not enough room in this computer's memory to work with a passphrase. "
                "Nothing was written or changed. Close other programs, then try again."
            )
        ) from error


def _not_opened(error: pyrage.DecryptError, wrong: WrongKey) -> Refused:
    """age tells a wrong key from a changed file; both are refused."""
    told = str(error).lower()
    return wrong if "no matching keys" in told or "decryption failed" in told else foreign()


def _wrong_key() -> WrongKey:
    return WrongKey(
        tr(
            "This file was sealed for somebody else, so it cannot be opened here. Nothing was "
            "changed. Ask the sender to use the invitation of this computer."
        )
    )


def _wrong_passphrase() -> WrongKey:
    return WrongKey(
        tr(
            "This passphrase does not open the file. Nothing was changed. Check capitals and "
            "spaces, and try again."
        )
    )
