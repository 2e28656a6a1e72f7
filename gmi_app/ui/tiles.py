"""Small square pictures with round corners, for a grid: read off the GUI thread one at a time, the
newest wish first, and kept within bounds.

They share the journal's lane, and the next is asked for only when the one before has come: a fact
that is to be written never waits for more than one picture.
"""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QImage, QImageReader, QPainter, QPixmap, QTransform

from gmi_app.errors import PictureError
from gmi_app.pictures.model import Picture
from gmi_app.pictures.reading import Read
from gmi_app.ui.background import Lane, while_alive

BUDGET_BYTES = 48 * 2**20
MOST_WAITING = 60
"""More than a screen shows: what was scrolled past is not read."""

Wanted = tuple[Picture, int, int]
"""A picture, the side of its tile and the radius of the corners, in device pixels."""


def read_tile(content: bytes, side_px: int, corner_px: int) -> QImage:
    """The middle square of a picture (of a clip, its first), null when it is damaged. The corners
    are cut here, once, and not whenever the tile is painted."""
    kept = QByteArray(content)
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size, by_side = reader.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding
    if size.isValid():
        reader.setScaledSize(size.scaled(QSize(side_px, side_px), by_side))
    image = reader.read()
    if image.isNull():
        return image
    x, y = (image.width() - side_px) // 2, (image.height() - side_px) // 2
    tile = QImage(side_px, side_px, QImage.Format.Format_ARGB32_Premultiplied)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    brush = QBrush(image)
    brush.setTransform(QTransform.fromTranslate(-x, -y))
    painter.setBrush(brush)
    painter.drawRoundedRect(0, 0, side_px, side_px, corner_px, corner_px)
    painter.end()
    return tile


class Tiles(QObject):
    """``loaded`` carries the picture whose tile came; ask for it again then."""

    loaded = Signal(object)

    def __init__(self, read: Read, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read, self._lane = read, lane
        self._kept: OrderedDict[Wanted, QPixmap] = OrderedDict()
        self._waiting: OrderedDict[Wanted, None] = OrderedDict()
        self._present: Wanted | None = None
        self._bytes = 0

    def read_from(self, read: Read) -> None:
        """From now on, for pictures that were added."""
        self._read = read

    def tile(self, picture: Picture, side_px: int, corner_px: int) -> QPixmap | None:
        """None until it has come. A null one cannot be read."""
        wanted = (picture, side_px, corner_px)
        found = self._kept.get(wanted)
        if found is not None:
            self._kept.move_to_end(wanted)
            return found
        if wanted != self._present:
            self._waiting[wanted] = None
            self._waiting.move_to_end(wanted)
            if len(self._waiting) > MOST_WAITING:
                self._waiting.popitem(last=False)
            self._next()
        return None

    @property
    def kept_bytes(self) -> int:
        """What the kept tiles take."""
        return self._bytes

    def _next(self) -> None:
        if self._present is not None or not self._waiting:
            return
        self._present, _ = self._waiting.popitem(last=True)
        (picture, side_px, corner_px), read = self._present, self._read

        def work() -> QImage:
            try:
                return read_tile(read(picture), side_px, corner_px)
            except PictureError:
                return QImage()

        self._lane.run(work, while_alive(self, self._came), while_alive(self, self._failed))

    def _failed(self, error: BaseException) -> None:
        self._lane.unhandled.emit(error)
        self._came(QImage())

    def _came(self, image: QImage) -> None:
        assert self._present is not None
        wanted, self._present = self._present, None
        self._kept[wanted] = QPixmap.fromImage(image)
        self._bytes += image.sizeInBytes()
        while self._bytes > BUDGET_BYTES and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            self._bytes -= old.width() * old.height() * 4
        self.loaded.emit(wanted[0])
        self._next()
