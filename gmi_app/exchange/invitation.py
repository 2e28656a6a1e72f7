"""An invitation: what a clinic gives a patient so that their programs find each other.

It carries the patient's id in the clinic and the clinic's two public keys; nothing in it is secret,
and nobody's name is in it. Whoever has it can seal results for that clinic and that patient. As
text it is one alphabet without letters that look alike, checked by 32 bits of SHA-256.
"""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass
from typing import Final, Self
from uuid import UUID

import segno

from gmi_app.exchange.keys import SIGNING_BYTES, PublicKeys
from gmi_app.exchange.mistyping import GROUP, GROUPS, place, uneven_group, wrong_letter
from gmi_app.exchange.refusal import MistypedInvitation
from gmi_app.language import tr

BEGINNING: Final = "GMI1"
"""1 is the version of the invitation."""
SUFFIX: Final = ".gmi-invitation"

_ALPHABET: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
"""That of age's own keys (bech32): no b, i, o and 1."""
_LOOKS_LIKE: Final = str.maketrans({"o": "0", "i": "l", "1": "l", "b": "8"})
_DIGITS: Final = str.maketrans(_ALPHABET, "0123456789abcdefghijklmnopqrstuv")
_AGE: Final = "age1"
_AGE_LETTERS: Final = 58
_CHECK_BYTES: Final = 4
_REST_BYTES: Final = 16 + SIGNING_BYTES + _CHECK_BYTES
_REST_LETTERS: Final = -(-_REST_BYTES * 8 // 5)
_LETTERS: Final = _AGE_LETTERS + _REST_LETTERS
_LONGEST_TEXT: Final = 2_000


@dataclass(frozen=True, slots=True)
class Invitation:
    """``patient``: the id under which the clinic knows the person."""

    patient: UUID
    keys: PublicKeys

    @property
    def fingerprint(self) -> str:
        """The clinic's, to compare by telephone."""
        return self.keys.fingerprint

    @property
    def compact(self) -> str:
        """In one word of capitals, as in the QR picture."""
        body = self.patient.bytes + self.keys.signing
        body += _check(self.keys.encryption, body)
        letters = self.keys.encryption.removeprefix(_AGE) + _letters(body)
        return (BEGINNING + letters).upper()

    @property
    def text(self) -> str:
        """In groups of six letters, to read out or to type."""
        letters = self.compact.removeprefix(BEGINNING)
        groups = [letters[at : at + GROUP] for at in range(0, len(letters), GROUP)]
        lines = [groups[at : at + GROUPS] for at in range(0, len(groups), GROUPS)]
        return "\n".join([BEGINNING, *(" ".join(line) for line in lines)])

    @classmethod
    def of(cls, text: str) -> Self:
        """From text however it was broken into groups, lines, capitals and small letters. Raises
        MistypedInvitation with a sentence that says what is wrong."""
        letters = _only_letters(text)
        encryption, body = _parts(letters)
        if not _fits(letters) or body is None:
            raise _mistyped(text, wrong_letter(letters, _ALPHABET, _fits))
        try:
            return cls(UUID(bytes=body[:16]), PublicKeys(encryption, body[16:-_CHECK_BYTES]))
        except ValueError as error:
            raise _mistyped(text) from error

    def qr_svg(self) -> bytes:
        """A QR picture (error correction Q) with its quiet zone, black on white."""
        out = io.BytesIO()
        segno.make(self.compact, error="q", micro=False).save(
            out, kind="svg", scale=4, border=4, light="white", title=None
        )
        return out.getvalue()

    def qr_png(self, scale: int = 8) -> bytes:
        """The same picture; ``scale`` pixels a module."""
        out = io.BytesIO()
        segno.make(self.compact, error="q", micro=False).save(
            out, kind="png", scale=scale, border=4
        )
        return out.getvalue()


def looks_like_one(text: str) -> bool:
    """Whether somebody meant this to be an invitation."""
    return re.sub(r"\s", "", text[:_LONGEST_TEXT]).upper().startswith(BEGINNING[:3])


def _only_letters(text: str) -> str:
    if len(text) > _LONGEST_TEXT:
        raise MistypedInvitation(
            tr("This is far longer than an invitation. Nothing was changed. Paste only its text.")
        )
    plain = re.sub(r"[\s\-.:_]", "", text)
    if plain[:3].upper() != BEGINNING[:3]:
        raise MistypedInvitation(
            tr(
                "This is not an invitation: one begins with {0}. Nothing was changed. Copy all of "
                "it, from its first letter to its last."
            ).format(BEGINNING)
        )
    if plain[3:4] not in ("1", "l", "L", "I", "i"):
        raise MistypedInvitation(
            tr(
                "This invitation is of a newer version of the program. Nothing was changed. "
                "Update the program on this computer, then try again."
            )
        )
    letters = plain[len(BEGINNING) :].lower().translate(_LOOKS_LIKE)
    strange = sorted(set(letters) - set(_ALPHABET))
    if strange:
        told = tr("An invitation has letters and digits only, and no {0}. Nothing was changed.")
        where = place(text, letters.index(strange[0]), len(BEGINNING))
        raise MistypedInvitation(f"{told.format(strange[0])} {where.words()}", where.group)
    if len(letters) != _LETTERS:
        uneven = uneven_group(text, len(BEGINNING), _LETTERS)
        told = tr(
            "After {0}, an invitation has {1} letters and digits; this one has {2}. Nothing was "
            "changed."
        ).format(BEGINNING, _LETTERS, len(letters))
        look = tr("Look whether a group is missing or was typed twice.")
        raise MistypedInvitation(
            f"{told} {look if uneven is None else uneven.words()}",
            "" if uneven is None else uneven.group,
        )
    return letters


def _mistyped(text: str, at: int | None = None) -> MistypedInvitation:
    """``at``: which letter is wrong, where one alone is."""
    if at is not None:
        told = tr("There is a typing mistake in this invitation. Nothing was changed.")
        where = place(text, at, len(BEGINNING))
        return MistypedInvitation(f"{told} {where.words()}", where.group)
    return MistypedInvitation(
        tr(
            "There is a typing mistake in this invitation. Nothing was changed. Compare it group "
            "by group with what you were given, or use the QR picture or the file."
        )
    )


def _parts(letters: str) -> tuple[str, bytes | None]:
    """The key to seal to, and the rest."""
    return _AGE + letters[:_AGE_LETTERS], _bytes(letters[_AGE_LETTERS:])


def _fits(letters: str) -> bool:
    """Whether the check at the end is that of the rest."""
    encryption, body = _parts(letters)
    return body is not None and _check(encryption, body[:-_CHECK_BYTES]) == body[-_CHECK_BYTES:]


def _check(encryption: str, body: bytes) -> bytes:
    whole = BEGINNING.encode() + encryption.encode() + body
    return hashlib.sha256(whole).digest()[:_CHECK_BYTES]


def _letters(body: bytes) -> str:
    number, spare = int.from_bytes(body), _REST_LETTERS * 5 - len(body) * 8
    number <<= spare
    return "".join(_ALPHABET[number >> 5 * at & 31] for at in reversed(range(_REST_LETTERS)))


def _bytes(letters: str) -> bytes | None:
    """None where the spare bits at the end are not 0: there is one way to write an invitation."""
    number = int(letters.translate(_DIGITS), 32)
    spare = _REST_LETTERS * 5 - _REST_BYTES * 8
    if number & ((1 << spare) - 1):
        return None
    return (number >> spare).to_bytes(_REST_BYTES)
