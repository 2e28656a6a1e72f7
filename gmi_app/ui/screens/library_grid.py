"""The pictures as a grid of tiles, each with its side, its posture and what was said of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gmi_app.library.marks import Marks, standing
from gmi_app.pictures.model import CORNER_SHARE, Picture
from gmi_app.ui import icons, library_words
from gmi_app.ui.theme import theme
from gmi_app.ui.tiles import Tiles
from gmi_app.ui.widgets.marker import draw_marker

Index = QModelIndex | QPersistentModelIndex
NONE = QModelIndex()
TILE_EM = 9.5
"""The least width of a tile."""
PAD = 7
FOOT_EM = 2.0


class PictureModel(QAbstractListModel):
    """One row a picture; its role UserRole is the picture itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pictures: tuple[Picture, ...] = ()
        self.marks: Marks = standing(())

    def show_pictures(self, pictures: Sequence[Picture], marks: Marks) -> None:
        if tuple(pictures) == self.pictures:  # only what was said of them changed
            self.marks = marks
            if self.pictures:
                self.dataChanged.emit(self.index(0), self.index(len(self.pictures) - 1))
            return
        self.beginResetModel()
        self.pictures, self.marks = tuple(pictures), marks
        self.endResetModel()

    def row_of(self, picture: Picture) -> int:
        """-1 when it is not there."""
        return self.pictures.index(picture) if picture in self.pictures else -1

    def rowCount(self, parent: Index = NONE) -> int:
        return 0 if parent.isValid() else len(self.pictures)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        picture = self.pictures[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return library_words.caption(picture)
            case Qt.ItemDataRole.AccessibleTextRole:
                return library_words.spoken(picture, self.marks.of(picture))
            case Qt.ItemDataRole.UserRole:
                return picture
        return None


class TileDelegate(QStyledItemDelegate):
    """Paints a tile: the picture, below it side and posture; a clip has a sign, and one that is
    left out is pale and says so."""

    def __init__(self, model: PictureModel, tiles: Tiles, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._tiles = model, tiles
        self.side = theme().em(TILE_EM)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.side, self.side + theme().em(FOOT_EM))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme()
        picture = self._model.pictures[index.row()]
        mark = self._model.marks.of(picture)
        rect = QRectF(option.rect).adjusted(PAD, PAD, -PAD, -PAD)
        image = QRectF(rect.x(), rect.y(), rect.width(), rect.width())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ratio = painter.device().devicePixelRatio()
        wide, corner = round(image.width() * ratio), _corner(picture, image)
        tile = self._tiles.tile(picture, wide, round(corner * ratio))
        if mark is not None or tile is None or tile.isNull():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("sunken"))
            painter.drawRoundedRect(image, corner, corner)
        if tile is not None and not tile.isNull():
            painter.setOpacity(0.35 if mark is not None else 1.0)
            painter.drawPixmap(image, tile, QRectF(tile.rect()))
            painter.setOpacity(1.0)
        if picture.moving:
            self._sign(painter, image)
        if mark is not None:
            self._badge(painter, image, library_words.standing(mark))
        self._caption(painter, picture, rect, image)
        self._rings(painter, option, image, corner)
        painter.restore()

    def _sign(self, painter: QPainter, image: QRectF) -> None:
        look, size = theme(), theme().em(1.1)
        spot = QRectF(image.right() - 2.1 * size, image.y() + 0.4 * size, 1.7 * size, 1.7 * size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("card"))
        painter.drawEllipse(spot)
        corner = spot.center() - QPointF(size / 2, size / 2)
        painter.drawPixmap(corner, icons.pixmap("play", look.tokens.ink, size))

    def _badge(self, painter: QPainter, image: QRectF, said: str) -> None:
        look = theme()
        painter.setFont(look.font("caption"))
        wide = painter.fontMetrics().horizontalAdvance(said) + look.em(0.9)
        band = QRectF(0, 0, min(wide, image.width() - 8), look.em(1.5))
        band.moveCenter(image.center())
        painter.setPen(QPen(look.colour("ink"), look.tokens.border))
        painter.setBrush(look.colour("card"))
        painter.drawRoundedRect(band, band.height() / 2, band.height() / 2)
        painter.setPen(look.colour("ink"))
        painter.drawText(band, int(Qt.AlignmentFlag.AlignCenter), said)

    def _caption(self, painter: QPainter, picture: Picture, rect: QRectF, image: QRectF) -> None:
        look = theme()
        radius = look.grow(5.5)
        middle = (image.bottom() + rect.bottom()) / 2 + 1
        parent = self.parent()
        mirrored = isinstance(parent, QWidget) and parent.isRightToLeft()
        start = 2 * radius + 8
        spot = rect.right() - radius - 2 if mirrored else rect.x() + radius + 2
        colour = look.colour(picture.side.value)
        draw_marker(painter, picture.side, QPointF(spot, middle), radius, colour, colour)
        words = QRectF(rect.x() + (0 if mirrored else start), image.bottom(), 0, 0)
        words.setSize(QRectF(0, 0, rect.width() - start, rect.bottom() - image.bottom()).size())
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("ink"))
        elide = Qt.TextElideMode.ElideRight
        text = painter.fontMetrics().elidedText(
            library_words.caption(picture), elide, int(words.width())
        )
        across = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, int(across | Qt.AlignmentFlag.AlignVCenter), text)

    def _rings(
        self, painter: QPainter, option: QStyleOptionViewItem, image: QRectF, corner: float
    ) -> None:
        look = theme()
        state = option.state
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if look.tokens.outlined:
            painter.setPen(QPen(look.colour("ink"), 1))
            painter.drawRoundedRect(image, corner, corner)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.colour("focus"), 3))
            ring = image.adjusted(-4, -4, 4, 4)
            painter.drawRoundedRect(ring, corner + 4, corner + 4)


def _corner(picture: Picture, image: QRectF) -> float:
    """As on the stage: what may be turned is round, what stays upright a square with round
    corners."""
    return image.width() / 2 if picture.turnable else image.width() * CORNER_SHARE


class PictureGrid(QListView):
    """Arrow keys go from picture to picture; Enter or a click opens one: ``opened``."""

    opened = Signal(object)

    def __init__(self, model: PictureModel, tiles: Tiles) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Pictures"))
        self._delegate = TileDelegate(model, tiles, self)
        self._model = model
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMouseTracking(False)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.verticalScrollBar().setSingleStep(theme().em(3))
        tiles.loaded.connect(self._came)
        self.clicked.connect(self._open)
        model.modelReset.connect(self._begin)

    def current(self) -> Picture | None:
        index = self.currentIndex()
        return self._model.pictures[index.row()] if index.isValid() else None

    def show_current(self, picture: Picture) -> None:
        """Puts the keyboard on a picture and scrolls to it, where it is there."""
        row = self._model.row_of(picture)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row))
            self.scrollTo(self._model.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if enter and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tiles share the width: no ragged edge."""
        room = self.viewport().width() - 1
        across = max(1, room // theme().em(TILE_EM))
        side = room // across
        if side != self._delegate.side:
            self._delegate.side = side
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def _begin(self) -> None:
        """The keyboard starts at the first picture."""
        if self._model.rowCount():
            self.setCurrentIndex(self._model.index(0))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.pictures[index.row()])

    def _came(self, picture: object) -> None:
        if isinstance(picture, Picture) and (row := self._model.row_of(picture)) >= 0:
            self.update(self._model.index(row))
