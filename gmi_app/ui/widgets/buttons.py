"""One button with kinds: the primary one, its quieter relatives, and one that is an icon only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMainWindow, QPushButton, QWidget

from gmi_app.ui import icons
from gmi_app.ui.theme import theme
from gmi_app.ui.tokens import CORNER_CONTROL

RING_PX = 4
"""On both sides together the ring of the focus is so much wider than the edge without it; the words
would lose their last letter's edge."""


class Key(QPushButton):
    """A push button of one ``kind`` (see style_sheet.py) that Enter presses as Space does."""

    def __init__(self, words: str, kind: str, height: int, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setProperty("kind", kind)
        self.setMinimumHeight(theme().touch(height))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def kind(self) -> str:
        return str(self.property("kind"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        alone = self.group() is None and isinstance(self.window(), QMainWindow)  # not on the stage
        if alone and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the page scrolls; Tab is the way from button to button
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        filled = self.kind == "primary" or (self.kind in ("pain", "segment") and self.isChecked())
        if not (filled and self.hasFocus() and self.isEnabled()):
            return
        painter = QPainter(self)  # the edge has the fill's own colour: the ring goes inside
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().colour("on_primary"), 2.5))
        inside = QRectF(self.rect()).adjusted(5, 5, -5, -5)
        painter.drawRoundedRect(inside, CORNER_CONTROL - 3, CORNER_CONTROL - 3)


class Button(Key):
    """``icon``: a name of icons.py. ``height`` in pixels at 100 % text."""

    def __init__(
        self,
        words: str,
        icon: str | None = None,
        *,
        kind: str = "secondary",
        height: int = 56,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, kind, height, parent)
        self._icon_name = icon
        self._draw_icon()

    def set_icon(self, icon: str | None) -> None:
        self._icon_name = icon
        self._draw_icon()

    def _draw_icon(self) -> None:
        if self._icon_name is None:
            self.setIcon(QIcon())
            return
        tokens = theme().tokens
        by_kind = {
            "primary": tokens.on_primary,
            "quiet": tokens.primary,
            "stage": tokens.stage_ink,
            "grave": tokens.attention,
        }
        size = theme().em(1.2)
        gap = 6 if self.text() else 0
        self.setIcon(
            icons.icon(
                self._icon_name,
                by_kind.get(self.kind, tokens.ink),
                size,
                gap=gap,
                disabled=tokens.quiet,
                mirrored=self.layoutDirection() == Qt.LayoutDirection.RightToLeft,
            )
        )
        self.setIconSize(QSize(size + gap, size))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._draw_icon()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        beside = RING_PX if self.icon().isNull() else RING_PX + 8
        return QSize(hint.width() + beside, hint.height())


class PrimaryButton(Button):
    """The one thing to do on a screen."""

    def __init__(
        self,
        words: str,
        icon: str | None = None,
        *,
        height: int = 64,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, icon, kind="primary", height=height, parent=parent)
        self.setMinimumWidth(theme().touch(200))


class QuietButton(Button):
    """Words that can be pressed, for what is rarely needed."""

    def __init__(
        self,
        words: str,
        icon: str | None = None,
        *,
        height: int = 48,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, icon, kind="quiet", height=height, parent=parent)


class IconButton(Button):
    """An icon alone; ``name`` is what a screen reader says, and the tool tip."""

    def __init__(self, icon: str, name: str, *, kind: str = "quiet", height: int = 48) -> None:
        super().__init__("", icon, kind=kind, height=height)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedWidth(theme().touch(height))
        self.setProperty("alone", True)
