"""Card: a quiet surface. Ground: paints itself and one soft shadow under every card it holds.

The shadow belongs to the ground, so a card's geometry stays exactly on the grid and no
QGraphicsEffect rasterises the text inside it.
"""

from __future__ import annotations

from typing import Self

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gmi_app.ui.theme import theme
from gmi_app.ui.tokens import CORNER_CARD, SPACE_5
from gmi_app.ui.widgets.layout import Item, fill


class Card(QFrame):
    """``kind``: plain, tint or attention. ``pad`` and ``gap`` in pixels."""

    def __init__(
        self, kind: str = "plain", *, row: bool = False, pad: int = SPACE_5, gap: int = 8
    ) -> None:
        super().__init__()
        self.setProperty("card", kind)
        self.box: QBoxLayout = QHBoxLayout(self) if row else QVBoxLayout(self)
        self.box.setContentsMargins(pad, pad, pad, pad)
        self.box.setSpacing(gap)

    def add(self, *items: Item) -> Self:
        fill(self.box, *items)
        return self


class Ground(QWidget):
    """The surface under the cards."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().colour("ground"))
        alpha = theme().tokens.shadow
        if not alpha:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ink = theme().colour("ink")
        ink.setAlpha(alpha)
        painter.setBrush(ink)
        for card in self.findChildren(Card):
            if not card.isVisibleTo(self) or isinstance(card.parentWidget(), Card):
                continue
            rect = QRectF(card.rect()).translated(card.mapTo(self, QPoint(0, 3)))
            for spread in (1, 2, 4, 6, 9):
                corner = CORNER_CARD + spread
                grown = rect.adjusted(-spread, -spread, spread, spread)
                painter.drawRoundedRect(grown, corner, corner)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.update()
        return super().event(event)
