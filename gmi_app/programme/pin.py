"""The optional PIN of a profile: it keeps honest family members apart, and is no encryption.

Only a salted scrypt hash is kept. Whoever can read the data folder can read the data without it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

from gmi_app.errors import UsageError
from gmi_app.language import tr
from gmi_app.programme.patient import PinHash

LENGTHS: Final = (4, 8)
"""The least and the greatest number of digits."""

_SALT_BYTES: Final = 16
_HASH_BYTES: Final = 32
_COST: Final = 2**14  # about 16 MB and 50 ms on a small computer
_BLOCK: Final = 8
_PARALLEL: Final = 1


def is_pin(text: str) -> bool:
    """Whether it may be a PIN: 4 to 8 digits 0 to 9, nothing else."""
    return LENGTHS[0] <= len(text) <= LENGTHS[1] and text.isascii() and text.isdigit()


def hash_pin(pin: str) -> PinHash:
    """With a fresh salt; UsageError when ``is_pin`` says no. Takes about 50 ms: not on the GUI
    thread."""
    if not is_pin(pin):
        raise UsageError(tr("A PIN has 4 to 8 digits."))
    salt = secrets.token_bytes(_SALT_BYTES)
    return PinHash(salt.hex(), _scrypt(pin, salt).hex())


def check_pin(pin: str, kept: PinHash) -> bool:
    """Whether this is the PIN that was kept. As slow as ``hash_pin``. A damaged hash matches
    nothing."""
    if not is_pin(pin):
        return False
    try:
        salt, wanted = bytes.fromhex(kept.salt), bytes.fromhex(kept.hash)
    except ValueError:
        return False
    return hmac.compare_digest(_scrypt(pin, salt), wanted)


def _scrypt(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(
        pin.encode(), salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, dklen=_HASH_BYTES
    )
