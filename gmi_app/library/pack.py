"""Packs that were added: more pictures, each pack in a folder of its own beside the results."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from gmi_app.errors import PictureError
from gmi_app.language import tr
from gmi_app.pictures.catalogue import load_catalogue
from gmi_app.pictures.model import Picture
from gmi_app.pictures.reading import unusable

BEGINNING: Final = "packs/"
"""How the names of pictures of packs begin; the pack's id follows."""
FACTS: Final = "pack.json"
UNFINISHED: Final = "gmi-pack.part"


@dataclass(frozen=True, slots=True)
class Pack:
    """``id`` follows from what is in it, so that the same pack is the same everywhere. ``folder``:
    where it is kept. Names of its pictures begin with "packs/" and the id."""

    id: str
    title: str
    folder: Path
    pictures: tuple[Picture, ...]
    notices: tuple[str, ...] = ()

    def content(self, picture: Picture) -> bytes:
        """The picture's file, unchecked. Raises PictureError when it cannot be read."""
        name = picture.file.removeprefix(beginning(self.id))
        try:
            return (self.folder / name).read_bytes()
        except OSError as error:
            raise unusable(name) from error


def beginning(pack: str) -> str:
    return f"{BEGINNING}{pack}/"


def load_packs(packs: Path) -> tuple[Pack, ...]:
    """Those below this folder, by title; one that cannot be read any more has no pictures and a
    notice."""
    if not packs.is_dir():
        return ()
    kept = (each for each in sorted(packs.iterdir()) if each.name != UNFINISHED)
    found = [load_pack(each) for each in kept if (each / FACTS).is_file()]
    return tuple(sorted(found, key=lambda pack: (pack.title.casefold(), pack.id)))


def load_pack(folder: Path) -> Pack:
    identity = folder.name
    try:
        facts = json.loads((folder / FACTS).read_text(encoding="utf-8"))
        title = str(facts["title"])
        listed = load_catalogue(folder)
    except (OSError, ValueError, KeyError, TypeError, PictureError):
        sentence = tr("The pack {0} cannot be read any more. Remove it, and add it again.")
        return Pack(identity, identity, folder, (), (sentence.format(identity),))
    named = (
        replace(
            picture,
            file=f"{beginning(identity)}{picture.file}",
            person=f"{title}: {picture.person}",
        )
        for picture in listed.pictures
    )
    return Pack(identity, title, folder, tuple(named), listed.notices)


def remove_pack(pack: Pack) -> None:
    """Its files are gone; what was answered to its pictures stays. Interrupted, it is not listed
    any more, and the next pack that is added removes the rest."""
    leaving = pack.folder.with_name(UNFINISHED)
    remove_folder(leaving)
    pack.folder.replace(leaving)
    remove_folder(leaving)


def remove_folder(folder: Path) -> None:
    """With everything in it; a link is removed, and not what it leads to."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
