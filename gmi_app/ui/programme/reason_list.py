"""Reasons in numbers on the screen: as a list, and behind "Why?"."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.pictures.model import Side
from gmi_app.programme import reason_words
from gmi_app.programme.suggestion import Reason
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.layout import Columns, boxed, column
from gmi_app.ui.widgets.page import reveal
from gmi_app.ui.widgets.text import Text, announce


def by_side(reasons: Sequence[Reason]) -> QWidget:
    """What is about both sides, the left and the right one: side by side where there is room."""
    groups = (
        [reason for reason in reasons if reason.side is side]
        for side in (None, Side.LEFT, Side.RIGHT)
    )
    parts = [
        boxed(
            column(
                *(Text(f"• {reason_words.sentence(each)}", "small", wrap=True) for each in group),
                0,
                gap=4,
            )
        )
        for group in groups
        if group
    ]
    return Columns(*parts, from_em=44, gap=16)


class WhyList(QWidget):
    """A key "Why?" and, once it was pressed or where it is ``open_``, ``title`` with ``reasons``
    under it."""

    def __init__(self, title: str, reasons: Sequence[Reason], *, open_: bool = False) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        sentences = [reason_words.sentence(reason) for reason in reasons]
        self._said = " ".join([title, *sentences])
        lines = (Text(f"• {each}", "small", wrap=True) for each in sentences)
        self.list = boxed(column(Text(title, "strong", wrap=True), *lines, gap=4), parent=self)
        self.key = Button("", "chevron", kind="compact", height=44)
        self.key.setObjectName("why_stage")
        self.key.setAccessibleDescription(self.tr("Shows the reasons with their figures"))
        self.key.clicked.connect(lambda: self._show(not self.list.isVisibleTo(self)))
        box.addWidget(flowing(self.key))
        box.addWidget(self.list)
        self._label(open_)

    def _label(self, open_: bool) -> None:
        self.list.setVisible(open_)
        self.key.setText(self.tr("Hide") if open_ else self.tr("Why?"))

    def _show(self, open_: bool) -> None:
        self._label(open_)
        if open_:
            reveal(self)
            announce(self, self._said)
