"""An invitation wherever it stands: in a text, a file, or the QR code of a picture. For the windows
and the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from gmi_app.language import tr

if TYPE_CHECKING:  # cryptography is imported when something is first read
    from gmi_app.exchange.invitation import Invitation

PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff"})
"""Endings of files in which an invitation's QR code is looked for."""
DRAWING: Final = ".svg"
"""The program writes the QR code so, too, but has nothing that could read it."""


def names_picture(path: Path) -> bool:
    """Whether the file is named as a picture."""
    return path.suffix.lower() in (*PICTURES, DRAWING)


def invitation_in(path: Path) -> Invitation:
    """Of a file; a QR picture takes up to a second. Raises Refused and its children."""
    from gmi_app.exchange.desk import read_invitation_file
    from gmi_app.exchange.invitation import Invitation

    return Invitation.of(_qr_text(path)) if names_picture(path) else read_invitation_file(path)


def invitation_of(text_or_path: str) -> Invitation:
    """Of a text, or of a file of that name. Raises Refused and its children."""
    from gmi_app.exchange.desk import read_invitation

    path = Path(text_or_path)
    is_file = names_picture(path) or _is_file(path)
    return invitation_in(path) if is_file else read_invitation(text_or_path)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # far too long for a name, or with a zero in it
        return False


def _qr_text(path: Path) -> str:
    """What the QR code in a picture says."""
    from gmi_app.devices.qr_code import read_qr
    from gmi_app.exchange.refusal import Refused, unreadable

    if path.suffix.lower() == DRAWING:
        raise Refused(
            tr(
                "A QR picture that ends with .svg cannot be read here. Nothing was changed. Use "
                "one that ends with .png, or the invitation's text or file."
            )
        )
    try:
        text = read_qr(path)
    except OSError as error:
        raise unreadable(path, error) from error
    if text is None:
        raise Refused(
            tr(
                "No QR code could be read in this picture. Nothing was changed. Take the picture "
                "again, straight and with all of the code in it, or use the text."
            )
        )
    return text
