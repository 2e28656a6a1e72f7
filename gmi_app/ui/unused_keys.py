"""What a key does that nothing with the focus has used: one step back, or the page scrolls."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gmi_app.ui.widgets.page import Page


@runtime_checkable
class Stepwise(Protocol):
    """A screen with something opened inside it."""

    def step_back(self) -> bool:
        """Closes it; False when nothing is opened."""


def step_back(screen: QWidget) -> bool:
    """Closes what is opened inside a screen, where there is something."""
    return isinstance(screen, Stepwise) and screen.step_back()


def use_key(screen: QWidget, event: QKeyEvent) -> bool:
    """Whether the key was used. The focus may be elsewhere: on the rail, or on the screen itself,
    above its page."""
    if event.key() == Qt.Key.Key_Escape:
        return step_back(screen)
    pages = [screen] if isinstance(screen, Page) else screen.findChildren(Page)
    return any(page.scroll_by(event) for page in pages if page.isVisible())
