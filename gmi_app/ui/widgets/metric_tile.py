"""A figure, what it means, and how sure we are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gmi_app.ui.charts.interval_bar import IntervalBar
from gmi_app.ui.widgets.layout import column, row
from gmi_app.ui.widgets.text import Text


class MetricTile(QWidget):
    """``likely``: its interval in words. ``meaning`` stands at the end of the first line, in the
    tone of what is good only when that is ``sure``."""

    def __init__(
        self, name: str, value: str, likely: str, bar: IntervalBar, meaning: str, *, sure: bool
    ) -> None:
        super().__init__()
        self.value, self.likely = Text(value, "title"), Text(likely, "small", "quiet")
        self.meaning = Text(meaning, "label", "good" if sure else "quiet")
        end = Qt.AlignmentFlag.AlignRight
        self.likely.setAlignment(end | Qt.AlignmentFlag.AlignBottom)
        self.meaning.setAlignment(end | Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(
            column(
                row(Text(name, "small", "quiet"), 0, self.meaning, gap=8),
                row(self.value, 0, self.likely, gap=8),
                8,
                bar,
                gap=2,
            )
        )
