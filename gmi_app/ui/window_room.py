"""How large the window opens: no larger than the screen leaves room for."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

LEAST_SIZE = QSize(1024, 640)
USUAL_SIZE = QSize(1280, 800)
AMPLE_PX = 1000
"""Where a screen is that high, the usual size fits whatever the title bar takes."""


def first_size(room: QSize, title_bar_px: int = 0) -> QSize:
    """In logical pixels. ``room``: what panels and task bars leave of the screen; ``title_bar_px``
    of its height go to the frame around the window."""
    inside = QSize(room.width(), room.height() - title_bar_px)
    return USUAL_SIZE.boundedTo(inside).expandedTo(LEAST_SIZE)


def take_room(window: QWidget) -> None:
    """Gives a window that was not shown yet its least and its first size."""
    room = window.screen().availableGeometry().size()
    window.setMinimumSize(LEAST_SIZE)
    window.resize(first_size(room, 0 if room.height() >= AMPLE_PX else _title_bar_px(window)))


def _title_bar_px(window: QWidget) -> int:
    from PySide6.QtWidgets import QStyle  # six milliseconds of the start, on small screens only

    return window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
