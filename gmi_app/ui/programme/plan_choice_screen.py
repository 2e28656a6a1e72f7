"""Before the first plan: the ready-made ones to choose from."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from gmi_app.programme.patient import Patient
from gmi_app.programme.ready import Ready, ready_plan
from gmi_app.ui.programme.plan_choice import PlanChoice
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.layout import column
from gmi_app.ui.widgets.page import Bar, Page
from gmi_app.ui.widgets.text import Text


class PlanChoiceScreen(Page):
    """``chosen``: the Plan to begin with. ``cancelled``: without a plan, for now."""

    chosen = Signal(object)
    cancelled = Signal()

    def __init__(self, patient: Patient, today: date) -> None:
        later = Button(self.tr("Without a plan, for now"), height=64)
        super().__init__(bar=Bar(later, 0), top=28, gap=20)
        later.clicked.connect(self.cancelled)
        self.choice = PlanChoice(lambda ready: ready_plan(ready, patient, today))
        self.choice.chosen.connect(self.chosen)
        self.add(
            column(
                Text(self.tr("A plan to begin with"), "title", wrap=True),
                Text(
                    self.tr(
                        "If you have a therapist, choose with them. If not, the gentle start is a "
                        "good one. You can change everything later, and stop at any time."
                    ),
                    "body",
                    "quiet",
                    wrap=True,
                ),
                gap=4,
            ),
            self.choice,
            0,
        )
        self.setFocusProxy(self.choice.keys[Ready.GENTLE])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
