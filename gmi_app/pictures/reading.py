"""How a picture's file is read, wherever it is kept: shipped, in a pack, or with the results."""

from __future__ import annotations

from collections.abc import Callable

from gmi_app.errors import PictureError
from gmi_app.language import tr
from gmi_app.pictures.model import Picture

Read = Callable[[Picture], bytes]
"""Gives the file's bytes, unchecked; blocks. Raises PictureError when they cannot be read."""


def unusable(name: str) -> PictureError:
    """For a picture that is missing, damaged, or not the one that was listed."""
    return PictureError(
        tr("The picture {0} cannot be read and is left out. Your answers are safe.").format(name)
    )
