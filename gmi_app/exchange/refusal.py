"""Why a file, an invitation or a plan is not taken: a sentence each, and nothing was changed."""

from __future__ import annotations

from pathlib import Path

from gmi_app.facts.refusal import MistypedInvitation as MistypedInvitation
from gmi_app.facts.refusal import NewerFile as NewerFile
from gmi_app.facts.refusal import Refused as Refused
from gmi_app.facts.refusal import WantsPassphrase as WantsPassphrase
from gmi_app.facts.refusal import WrongKey as WrongKey
from gmi_app.language import tr


def unreadable(path: Path, error: OSError) -> Refused:
    return Refused(
        tr(
            "The file {0} could not be read ({1}). Nothing was changed. Check that it is "
            "there and that you may read it."
        ).format(path, error.strerror)
    )


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
