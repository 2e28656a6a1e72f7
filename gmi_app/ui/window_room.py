"""How large the window opens: no larger than the screen leaves room for."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStyle, QWidget

LEAST_SIZE = QSize(1024, 640)
USUAL_SIZE = QSize(1280, 800)


def first_size(room: QSize, title_bar_px: int = 0) -> QSize:
    """In logical pixels. ``room``: what panels and task bars leave of the screen; ``title_bar_px``
    of its height go to the frame around the window."""
    inside = QSize(room.width(), room.height() - title_bar_px)
    return USUAL_SIZE.boundedTo(inside).expandedTo(LEAST_SIZE)


def take_room(window: QWidget) -> None:
    """Gives a window that was not shown yet its least and its first size."""
    title_bar = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
    window.setMinimumSize(LEAST_SIZE)
    window.resize(first_size(window.screen().availableGeometry().size(), title_bar))
