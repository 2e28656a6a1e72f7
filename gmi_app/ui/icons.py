"""A few line icons on a 24 grid, drawn for this program and tinted when they are rendered."""

from __future__ import annotations

import math

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

SHAPES = {
    "today": '<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7'
    'M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4"/>',
    "progress": '<path d="M4 19h16M6 15l4-5 4 3 5-7"/>',
    "pictures": '<rect x="3.5" y="5" width="17" height="14" rx="2"/>'
    '<path d="m4 17 5-5 4 4 3-3 4 4"/><circle cx="15.5" cy="9" r="1.4"/>',
    "settings": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/>'
    '<circle cx="9" cy="17" r="2"/>',
    "people": '<circle cx="9" cy="8" r="3.2"/><path d="M3.5 19c.5-3.5 2.7-5.5 5.5-5.5s5 2 5.5 5.5'
    'M15.5 5.2a3.2 3.2 0 0 1 0 5.6M17 14c2 .6 3.2 2.3 3.5 5"/>',
    "person": '<circle cx="12" cy="8" r="3.6"/><path d="M5 20c.6-4 3.4-6.2 7-6.2s6.4 2.2 7 6.2"/>',
    "help": '<circle cx="12" cy="12" r="8.2"/><path d="M9.6 9.6a2.5 2.5 0 1 1 3.6 2.3'
    'c-.9.4-1.2.9-1.2 1.8M12 16.5v.1"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "close": '<path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/>',
    "lock": '<rect x="5.5" y="10.5" width="13" height="9" rx="2"/>'
    '<path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"/>',
    "clock": '<circle cx="12" cy="12" r="8.2"/><path d="M12 7.5V12l3 2"/>',
    "sides": '<path d="M12 4v16M8.5 8 4.5 12l4 4M15.5 8l4 4-4 4"/>',
    "play": '<path d="M8 5.5v13l10.5-6.5z" fill="COLOUR"/>',
    "pause": '<path d="M8.5 6v12M15.5 6v12"/>',
    "stop": '<rect x="6.5" y="6.5" width="11" height="11" rx="1.5" fill="COLOUR"/>',
    "easier": '<path d="M12 5v13M6.5 12.5 12 18l5.5-5.5"/>',
    "attention": '<path d="M12 4 2.8 19.5h18.4z"/><path d="M12 10v4.5M12 17v.1"/>',
    "left": '<path d="M19 12H5.5M11 6l-6 6 6 6"/>',
    "right": '<path d="M5 12h13.5M13 6l6 6-6 6"/>',
    "up": '<path d="M12 18V6M7 11l5-5 5 5"/>',
    "down": '<path d="M12 6v12M7 13l5 5 5-5"/>',
    "shield": '<path d="M12 3.5 5 6v5.5c0 4.5 3 7.5 7 9 4-1.5 7-4.5 7-9V6z"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "minus": '<path d="M5 12h14"/>',
    "chevron": '<path d="m6 9 6 6 6-6"/>',
    "again": '<path d="M5 12a7 7 0 1 1 2.2 5.1M5 18.5v-4.3h4.3"/>',
    "note": '<path d="M6 3.5h9l4 4v13H6zM9 11h7M9 15h7"/>',
    "keyboard": '<rect x="3" y="6.5" width="18" height="11" rx="2"/>'
    '<path d="M7 10h.1M10.3 10h.1M13.6 10h.1M17 10h.1M8.5 14h7"/>',
    "folder": '<path d="M3.5 7a1.5 1.5 0 0 1 1.5-1.5h4l2 2.5h8A1.5 1.5 0 0 1 20.5 '
    '9.5v8A1.5 1.5 0 0 1 19 19H5a1.5 1.5 0 0 1-1.5-1.5z"/>',
    "appearance": '<circle cx="12" cy="12" r="8.2"/>'
    '<path d="M12 3.8a8.2 8.2 0 0 1 0 16.4z" fill="COLOUR"/>',
    "table": '<rect x="4" y="5" width="16" height="14" rx="1.5"/>'
    '<path d="M4 10h16M4 14.5h16M10 5v14"/>',
    "copy": '<rect x="8.5" y="8.5" width="11" height="11" rx="1.5"/>'
    '<path d="M15.5 8.5v-3a1 1 0 0 0-1-1h-9a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h3"/>',
    "save": '<path d="M12 4.5v10M7.5 10.5l4.5 4.5 4.5-4.5M5 19.5h14"/>',
    "search": '<circle cx="10.5" cy="10.5" r="5.8"/><path d="m15 15 5 5"/>',
    "dash": '<path d="M7 12h10"/>',
    "pain": '<path d="M3.5 12.5h4l2-5 4 9.5 2.2-4.5h4.8"/>',
}


def _svg(name: str, colour: str, stroke: float) -> QByteArray:
    body = SHAPES[name].replace("COLOUR", colour)
    return QByteArray(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none"'
        f' stroke="{colour}" stroke-width="{stroke}" stroke-linecap="round"'
        f' stroke-linejoin="round">{body}</svg>'.encode()
    )


def pixmap(name: str, colour: str, size: int, stroke: float = 1.9, ratio: float = 2.0) -> QPixmap:
    """``size`` in device-independent pixels, ``stroke`` on the 24 grid, ``ratio`` of the screen."""
    key = f"gmi-icon {name} {colour} {size} {stroke} {ratio}"
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    result = QPixmap(round(size * ratio), round(size * ratio))
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    QSvgRenderer(_svg(name, colour, stroke)).render(painter, QRectF(result.rect()))
    painter.end()
    result.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, result)
    return result


def icon(
    name: str,
    colour: str,
    size: int = 24,
    stroke: float = 2.2,
    *,
    gap: int = 0,
    disabled: str | None = None,
    mirrored: bool = False,
) -> QIcon:
    """An icon sharp on every screen that is connected now. ``gap`` widens the canvas beside the
    shape, on the side of the text (left of it with ``mirrored``): Fusion puts only 4 px between
    the two."""
    result = QIcon()
    ratios = {math.ceil(screen.devicePixelRatio()) for screen in QGuiApplication.screens()}
    modes = [(QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled or colour)]
    for mode, tint in modes:
        for ratio in sorted(ratios):
            shape = pixmap(name, tint, size, stroke, ratio)
            wide = QPixmap(round((size + gap) * ratio), shape.height())
            wide.fill(Qt.GlobalColor.transparent)
            wide.setDevicePixelRatio(ratio)
            painter = QPainter(wide)
            painter.drawPixmap(gap if mirrored else 0, 0, shape)
            painter.end()
            result.addPixmap(wide, mode)
    return result
