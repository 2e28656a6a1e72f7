"""Why a file, an invitation or a plan is not taken: a sentence each, and nothing was changed."""

from __future__ import annotations

from gmi_app.errors import GmiError
from gmi_app.language import tr


class Refused(GmiError):
    """What was given cannot be used. Nothing was changed by looking at it."""


class NewerFile(Refused):
    """Made by a newer version of the program."""


class WrongKey(Refused):
    """Sealed to somebody else, or the passphrase is another one."""


class WantsPassphrase(Refused):
    """Sealed with a passphrase, and none was given."""


class MistypedInvitation(Refused):
    """The text of an invitation is not as it was given out."""


def foreign() -> Refused:
    return Refused(
        tr(
            "This file was not made by this program, or it was damaged on its way. Nothing was "
            "changed. Ask for the file again."
        )
    )


def too_large() -> Refused:
    return Refused(
        tr(
            "This file is far larger than any that this program makes, so it was not opened. "
            "Nothing was changed. Check that you chose the right file."
        )
    )


def newer() -> NewerFile:
    return NewerFile(
        tr(
            "This file was made by a newer version of the program. Nothing was changed. Update "
            "the program on this computer, then try again."
        )
    )
