"""One thing on one line: an icon, what it is, and perhaps one thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy

from gmi_app.ui import icons
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import boxed, column
from gmi_app.ui.widgets.text import Text


class LineCard(Card):
    """An icon, a title, a quiet line, and perhaps one thing to do. ``good``: it is done.
    ``pressed``: the button was."""

    pressed = Signal()

    def __init__(
        self,
        icon: str,
        title: str,
        line: str,
        button: str = "",
        *,
        good: bool = False,
        kind: str = "plain",
    ) -> None:
        super().__init__(kind, row=True, pad=12, gap=12)
        sign = QLabel()
        tint = theme().tokens.good if good else theme().tokens.primary
        sign.setPixmap(icons.pixmap("check" if good else icon, tint, theme().em(1.5)))
        sign.setFixedWidth(theme().em(1.6))
        self.said = Text(line, "small", "good" if good else "quiet", wrap=True)
        texts = boxed(column(Text(title, "strong", wrap=True), self.said, gap=2))
        self.add(sign, texts)
        self.box.setStretch(1, 1)
        self.setAccessibleName(f"{title}. {line}")
        self.button: Button | None = None
        if button:
            self.button = Button(button, kind="compact", height=44)
            self.button.setAccessibleName(self.tr("{0}: {1}").format(title, button))
            self.button.clicked.connect(self.pressed)
            self.box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
