"""Pictures for the screens (not for the stage): fitting ones, read off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from gmi_app.errors import PictureError
from gmi_app.pictures.catalogue import Catalogue
from gmi_app.pictures.model import BodyPart, Picture, PictureSet, Side
from gmi_app.ui.background import Lane, while_alive

LARGEST_PX = 900
CLEAREST_POSTURES = ("spread", "flat", "open", "straight", "relaxed")
"""Which side these show is seen at a glance, best first."""


@dataclass(frozen=True, slots=True)
class Example:
    """A picture of a side; ``mirrored`` when the file shows the other one."""

    picture: Picture
    mirrored: bool


def example(catalogue: Catalogue, part: BodyPart, side: Side) -> Example | None:
    """A picture that shows this side clearly, None when there is no picture of the part."""
    pictures = (
        catalogue.select(part=part, picture_set=PictureSet.PLAIN, moving=False)
        or catalogue.select(part=part, moving=False)
        or catalogue.select(part=part)
    )
    if not pictures:
        return None

    def rank(picture: Picture) -> tuple[int, bool, str]:
        known = picture.posture in CLEAREST_POSTURES
        place = CLEAREST_POSTURES.index(picture.posture) if known else len(CLEAREST_POSTURES)
        return place, picture.view != "back", picture.person

    best = min(pictures, key=rank)
    same = [p for p in pictures if rank(p) == rank(best) and p.side is side]
    chosen = same[0] if same else best
    return Example(chosen, chosen.side is not side)


def read_image(content: bytes, *, mirrored: bool = False) -> QImage:
    """Decoded, no larger than a screen's picture needs to be; null when it is damaged."""
    kept = QByteArray(content)
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > LARGEST_PX:
        largest = QSize(LARGEST_PX, LARGEST_PX)
        reader.setScaledSize(size.scaled(largest, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return image.flipped(Qt.Orientation.Horizontal) if mirrored else image


def show_example(
    lane: Lane,
    catalogue: Catalogue,
    part: BodyPart,
    side: Side,
    owner: QObject,
    show: Callable[[QImage], None],
) -> None:
    """Reads an example on the lane and hands it to ``show``, as long as ``owner`` lives."""
    found = example(catalogue, part, side)
    if found is None:
        return

    def work() -> QImage:
        try:
            return read_image(catalogue.content(found.picture), mirrored=found.mirrored)
        except PictureError:
            return QImage()

    lane.run(work, while_alive(owner, show))
