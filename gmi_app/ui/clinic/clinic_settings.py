"""Settings: whether this computer has a clinic, and in whose name plans and notes are written."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gmi_app.ui.screens.clinic_names import ClinicNames
from gmi_app.ui.state import State
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.check_row import CheckRow
from gmi_app.ui.widgets.layout import boxed, column
from gmi_app.ui.widgets.text import Text

KEEP_AFTER_MS = 800
"""Typing is kept when it pauses for this long, and when the field is left."""


class ClinicSettings(QWidget):
    """Changes are kept at once. ``turned``: the clinic was turned on (True) or off."""

    turned = Signal(bool)

    def __init__(self, state: State) -> None:
        super().__init__()
        self._state = state
        preferences = state.preferences
        self.on = CheckRow(
            self.tr("This computer has a clinic"),
            self.tr(
                "For physiotherapists: the results and plans of several patients. The exercises "
                "stay; you go from one to the other on the left."
            ),
            preferences.clinic,
        )
        self.on.setObjectName("clinic_on")
        self.on.clicked.connect(self._turn)
        self.names = ClinicNames(preferences.clinician, preferences.clinic_name)
        self.name = self.names.clinician
        self.who = Card(pad=20, gap=8)
        self.who.add(self.names)
        off = Text(
            self.tr(
                "While the clinic is off, nothing of it is deleted. Turn it on again, and "
                "everything is there."
            ),
            "small",
            "quiet",
            wrap=True,
        )
        held = boxed(column(self.on, self.who, off, gap=12))
        held.setMaximumWidth(theme().em(44))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(held, 1000)
        box.addStretch(1)
        self.who.setVisible(preferences.clinic)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(KEEP_AFTER_MS)
        self._wait.timeout.connect(self.keep)
        self.names.edited.connect(self._wait.start)
        self.names.left.connect(self.keep)

    def keep(self) -> None:
        """Keeps the names, once."""
        self._wait.stop()
        self._state.change_preferences(**self.names.names)

    def _turn(self, on: bool) -> None:
        self.keep()
        self._state.change_preferences(clinic=on)
        self.who.setVisible(on)
        self.turned.emit(on)
