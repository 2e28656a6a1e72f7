"""A few lines of one's own words: Tab leaves the field, Enter makes a new line, and it ends."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from gmi_app.ui.theme import theme

LONGEST = 600


class WordsField(QPlainTextEdit):
    """``name``: what is written here, for screen readers; ``lines``: how tall; ``longest``: the
    most characters that are kept."""

    def __init__(
        self,
        name: str,
        words: str = "",
        *,
        hint: str = "",
        lines: int = 3,
        longest: int = LONGEST,
    ) -> None:
        super().__init__(words)
        self._longest = longest
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme().em(1.45 * lines + 1.1))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(theme().touch(8))
        self.textChanged.connect(self._shorten)

    @property
    def words(self) -> str:
        """What is written, without spaces around it."""
        return self.toPlainText().strip()

    def _shorten(self) -> None:
        """What is too long is not taken: the end of it goes away again."""
        text = self.toPlainText()
        if len(text) <= self._longest:
            return
        cursor = self.textCursor()
        at = min(cursor.position(), self._longest)
        self.setPlainText(text[: self._longest])
        cursor.setPosition(at)
        self.setTextCursor(cursor)
