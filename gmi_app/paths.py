"""The data folder and the shipped files, in a checkout, a wheel and a frozen build alike."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from gmi_app.errors import PictureError, UsageError
from gmi_app.language import tr

PACKAGE = Path(__file__).resolve().parent


def data_folder(named: str | os.PathLike[str] | None = None, *, create: bool = True) -> Path:
    """The folder of one computer's facts: ``--data``, else GMI_DATA, else the platform's own place.

    Creates it, unless it is only to be read. Raises UsageError when it cannot be a folder.
    """
    chosen = named or os.environ.get("GMI_DATA")
    if chosen:
        folder = _named(chosen)
    else:
        import platformdirs

        folder = Path(platformdirs.user_data_dir("gmi", appauthor=False))
    if not create:
        return folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _useless(folder, error.strerror) from error
    return folder


def _named(chosen: str | os.PathLike[str]) -> Path:
    try:
        return Path(chosen).expanduser().absolute()
    except RuntimeError as error:  # ~nobody: there is no such home
        raise _useless(chosen, tr("there is no such person on this computer")) from error


def _useless(folder: str | os.PathLike[str], why: str | None) -> UsageError:
    return UsageError(
        tr(
            "The data folder {0} cannot be used ({1}). Nothing was changed. Name another "
            "one with --data."
        ).format(folder, why)
    )


def pictures_folder() -> Path:
    """The folder that holds manifest.csv: in the package (wheel), frozen bundle or the checkout.

    Raises PictureError when there is none.
    """
    bundle = getattr(sys, "_MEIPASS", None)
    roots = [PACKAGE, PACKAGE.parent] if bundle is None else [Path(bundle)]
    for root in roots:
        folder = root / "assets" / "images"
        if (folder / "manifest.csv").is_file():
            return folder
    raise PictureError(
        tr(
            "The pictures are missing from this installation. Your results are safe. "
            "Install the program again to bring the pictures back."
        )
    )
