"""What all buttons share that paint themselves."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

from gmi_app.ui.theme import theme


class PaintedButton(QAbstractButton):
    """A checkable button that paints itself; Enter presses it as Space does."""

    def __init__(self, words: str, *, checkable: bool = True) -> None:
        super().__init__()
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        alone = self.isCheckable() and self.group() is None
        if alone and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the page scrolls; lines of a list are gone through
            return
        super().keyPressEvent(event)

    @property
    def leftward(self) -> bool:
        """Whether it is read from right to left."""
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def seen(self, rect: QRectF) -> QRectF:
        """A rectangle where it is in the direction of reading."""
        if not self.leftward:
            return rect
        return QRectF(self.width() - rect.right(), rect.y(), rect.width(), rect.height())

    @property
    def reading_side(self) -> Qt.AlignmentFlag:
        """The side on which words begin."""
        flags = Qt.AlignmentFlag
        return flags.AlignRight if self.leftward else flags.AlignLeft

    def edge_width(self) -> float:
        if self.isChecked() or self.hasFocus():
            return 3.0
        return 2.0 if theme().tokens.outlined else 1.2
