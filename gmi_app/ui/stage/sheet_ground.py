"""The grey under a sheet: its card in the middle, something beside or below it, and what is taller
than the window scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gmi_app.ui.theme import theme
from gmi_app.ui.tokens import SPACE_5

CARD_EM = 36
BESIDE_EM = 19


class _Held(QWidget):
    """As tall as its wrapped words need."""

    def fit(self) -> None:
        layout = self.layout()
        assert layout is not None
        self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return done

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().colour("stage"))
        painter.end()


class SheetGround(QScrollArea):
    """Holds ``card``; ``put_beside`` adds a second one."""

    def __init__(self, card: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._held = _Held()
        self._beside: QWidget | None = None
        card.setMaximumWidth(theme().em(CARD_EM))
        self._pair = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._pair.setSpacing(SPACE_5)
        self._pair.addWidget(card)
        grid = QGridLayout(self._held)
        grid.setContentsMargins(SPACE_5, SPACE_5, SPACE_5, SPACE_5)
        for edge in (0, 2):
            grid.setRowStretch(edge, 1)
            grid.setColumnStretch(edge, 1)
        grid.setColumnStretch(1, 6)
        grid.addLayout(self._pair, 1, 1)
        self.setWidget(self._held)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._show_focused)

    def put_beside(self, widget: QWidget) -> None:
        """Beside the card where there is room, else below it."""
        self._beside = widget
        self._pair.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._turn()

    def _turn(self) -> None:
        if self._beside is None:
            return
        wide = self.width() >= theme().em(CARD_EM + BESIDE_EM) + 4 * SPACE_5
        directions = QBoxLayout.Direction
        self._pair.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self._beside.setMaximumWidth(theme().em(BESIDE_EM if wide else CARD_EM))
        self._pair.setAlignment(
            self._beside, Qt.AlignmentFlag.AlignVCenter if wide else Qt.AlignmentFlag(0)
        )
        grid = self._held.layout()
        assert isinstance(grid, QGridLayout)
        grid.setColumnStretch(1, 12 if wide else 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._turn()
        super().resizeEvent(event)

    def _show_focused(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._held.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, SPACE_5)


def grounded(sheet: QWidget, card: QWidget) -> SheetGround:
    """The ground of a sheet, filling it."""
    ground = SheetGround(card)
    box = QVBoxLayout(sheet)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(ground)
    return ground
