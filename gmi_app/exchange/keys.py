"""The keys of one data folder: one pair opens what was sealed to it, one pair signs plans.

Made when they are first needed and kept in the data folder, readable by their owner only. They are
in no backup, no packed file, no bundle and no export. Who loses them asks for the files again and
gives out new invitations.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from gmi_app.errors import StorageError
from gmi_app.language import tr

KEYS_FILE: Final = "gmi-keys.json"
FORMAT: Final = 1
SIGNING_BYTES: Final = 32
_FINGERPRINT_BYTES: Final = 10


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What others may know. ``encryption``: an age recipient (``age1…``); ``signing``: the 32 bytes
    of an Ed25519 key. Raises ValueError for what is neither."""

    encryption: str
    signing: bytes

    def __post_init__(self) -> None:
        try:
            canonical = str(pyrage.x25519.Recipient.from_str(self.encryption))
        except pyrage.RecipientError as error:
            raise ValueError("not a key to seal to") from error
        if canonical != self.encryption or len(self.signing) != SIGNING_BYTES:
            raise ValueError("not a pair of public keys")

    @property
    def fingerprint(self) -> str:
        """Four groups of four letters and digits, to compare by telephone: 80 bits of SHA-256 of
        both keys."""
        both = hashlib.sha256(self.encryption.encode() + self.signing).digest()
        text = base64.b32encode(both[:_FINGERPRINT_BYTES]).decode()
        return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def verifies(signing: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the owner of this public signing key signed exactly this message."""
    try:
        Ed25519PublicKey.from_public_bytes(signing).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """Both private keys of a data folder; ``repr`` does not show them."""

    _identity: pyrage.x25519.Identity = field(repr=False)
    _signing: Ed25519PrivateKey = field(repr=False)

    @classmethod
    def make(cls) -> Self:
        return cls(pyrage.x25519.Identity.generate(), Ed25519PrivateKey.generate())

    @property
    def public(self) -> PublicKeys:
        signing = self._signing.public_key().public_bytes_raw()
        return PublicKeys(str(self._identity.to_public()), signing)

    def sign(self, message: bytes) -> bytes:
        return self._signing.sign(message)

    def open(self, sealed: bytes) -> bytes:
        """Raises pyrage.DecryptError for what was not sealed to these keys, or was changed."""
        opened: bytes = pyrage.decrypt(sealed, [self._identity])
        return opened

    def text(self) -> str:
        """For the file in the data folder and nowhere else."""
        values = {
            "format": FORMAT,
            "encryption": str(self._identity),
            "signing": base64.b64encode(self._signing.private_bytes_raw()).decode(),
        }
        return json.dumps(values, indent=1)

    @classmethod
    def of(cls, text: str) -> Self:
        """Raises ValueError for any other text."""
        try:
            values = json.loads(text)
            if values["format"] != FORMAT:
                raise ValueError("keys of another format")
            return cls(
                pyrage.x25519.Identity.from_str(values["encryption"]),
                Ed25519PrivateKey.from_private_bytes(
                    base64.b64decode(values["signing"], validate=True)
                ),
            )
        except (KeyError, TypeError, binascii.Error, pyrage.IdentityError) as error:
            raise ValueError("not a file of keys") from error


def own_keys(folder: Path) -> OwnKeys:
    """The folder's keys, made now if there are none.

    Raises StorageError when the file cannot be read or is damaged: it is never replaced, because
    what was sealed to it could then never be opened.
    """
    path = folder / KEYS_FILE
    try:
        if not path.exists():
            _keep(path, OwnKeys.make())
        return OwnKeys.of(path.read_text(encoding="ascii"))
    except ValueError as error:
        raise StorageError(
            tr(
                "The file with this computer's keys ({0}) is damaged, so nothing can be sealed or "
                "opened. Your results are safe. Bring the file back from a copy, or move it away: "
                "the program then makes new keys, and you ask for the files again."
            ).format(path)
        ) from error
    except OSError as error:
        raise StorageError(
            tr(
                "The file with this computer's keys ({0}) cannot be read or written ({1}). Your "
                "results are safe. Check that the disk has room and that you may write to the data "
                "folder."
            ).format(path, error.strerror)
        ) from error


def _keep(path: Path, keys: OwnKeys) -> None:
    """Whole or not at all, and never over keys that another copy of the program has just made."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(keys.text())
            file.flush()
            os.fsync(file.fileno())
        if not path.exists():
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)
