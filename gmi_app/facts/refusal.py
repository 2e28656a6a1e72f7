"""Why a file, an invitation or a plan is not taken: kinds that a window tells apart. Each carries a
sentence; nothing was changed by looking."""

from __future__ import annotations

from gmi_app.errors import GmiError


class Refused(GmiError):
    """What was given cannot be used. Nothing was changed by looking at it."""


class NewerFile(Refused):
    """Made by a newer version of the program."""


class WrongKey(Refused):
    """Sealed to somebody else, or the passphrase is another one."""


class WantsPassphrase(Refused):
    """Sealed with a passphrase, and none was given."""


class MistypedInvitation(Refused):
    """The text of an invitation is not as it was given out. ``near``: the letters, as typed, in
    which the mistake is; empty where that is not known."""

    def __init__(self, sentence: str, near: str = "") -> None:
        super().__init__(sentence)
        self.near = near
