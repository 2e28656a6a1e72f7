"""Settings: reminders on or off, and when it is quiet."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.ui.programme.form_pieces import asked
from gmi_app.ui.state import State
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.check_row import CheckRow
from gmi_app.ui.widgets.stepper import Stepper


class ReminderSettings(QWidget):
    """Changes are kept at once."""

    def __init__(self, state: State) -> None:
        super().__init__()
        preferences = state.preferences
        self.on = CheckRow(
            self.tr("Remind me while the program is open"),
            self.tr("A short note when something of your plan is due. Nothing else, no sound."),
            preferences.reminders,
        )
        self.on.setObjectName("reminders")
        self.on.clicked.connect(lambda on: state.change_preferences(reminders=on))
        begin, end = self.tr("Quiet from"), self.tr("Quiet until")
        self.begin = Stepper(begin, preferences.quiet_from, 0, 23, suffix=self.tr(":00"))
        self.end = Stepper(end, preferences.quiet_to, 0, 23, suffix=self.tr(":00"))
        self.begin.changed.connect(lambda hour: state.change_preferences(quiet_from=hour))
        self.end.changed.connect(lambda hour: state.change_preferences(quiet_to=hour))
        hours = QWidget()
        inner = QVBoxLayout(hours)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(asked(begin, self.begin))
        inner.addWidget(asked(end, self.end))
        for part in (self.on, hours):
            part.setMaximumWidth(theme().em(44))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.on)
        box.addWidget(hours)
