"""A label that names its type role and its tone; wrapped text gets an open line height."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

LINE_HEIGHT_PERCENT = {"title": 104, "display": 104}
BODY_LINE_HEIGHT_PERCENT = 116  # of the font's own line spacing: 1.45 em in Atkinson Hyperlegible
UNIT = re.compile(r"(?<=\d) (?=(?:%|s|ms|min)(?!\w))")
"""Between a figure and its unit no line is broken."""
AS_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "<br>"})


def announce(widget: QWidget, words: str) -> None:
    """Has a screen reader say what just appeared, without moving the focus."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if words:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class Text(QLabel):
    """``role``: a type role of the tokens. ``tone``: ink, quiet, good, attention, primary, stage.

    The words are plain text, never markup.
    """

    def __init__(
        self,
        words: str = "",
        role: str = "body",
        tone: str = "ink",
        *,
        wrap: bool = False,
        centre: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._wrap, self._role, self._words = wrap, role, ""
        self.setProperty("type", role)
        if tone != "ink":
            self.setProperty("tone", tone)
        self._centre = centre
        self._align()
        if wrap:
            self.setTextFormat(Qt.TextFormat.RichText)
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        else:
            self.setTextFormat(Qt.TextFormat.PlainText)
        self.set(words)

    @property
    def words(self) -> str:
        """What is read, without markup."""
        return self._words

    def set(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        if not self._wrap:
            self.setText(words)
            return
        height = LINE_HEIGHT_PERCENT.get(self._role, BODY_LINE_HEIGHT_PERCENT)
        body = UNIT.sub("&nbsp;", words.translate(AS_MARKUP))
        self.setText(f'<div style="line-height:{height}%">{body}</div>')

    def _align(self) -> None:
        """By the direction of the screen, not of the words: a name in another script keeps to
        the side of the column that it stands in."""
        flags = Qt.AlignmentFlag
        across = flags.AlignLeft
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            across = flags.AlignRight
        if self._centre:
            across = flags.AlignHCenter
        self.setAlignment(across | flags.AlignVCenter | flags.AlignAbsolute)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def minimumSizeHint(self) -> QSize:
        """QLabel would claim the height of its narrowest shape, and make windows too tall."""
        if not self._wrap:
            return super().minimumSizeHint()
        self.ensurePolished()
        return QSize(80, self.fontMetrics().height())
