"""A new patient of the clinic: what hurts, and a name or code. All but the name may be left out."""

from __future__ import annotations

from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from gmi_app.ui.screens.about_you import Draft, PartForm, PersonForm, SideForm
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.widgets.buttons import Button, PrimaryButton
from gmi_app.ui.widgets.page import Bar, Page
from gmi_app.ui.widgets.text import Text


class AddScreen(Page):
    """``added`` carries the Patient, who is not kept yet. ``cancelled``: nobody."""

    added = Signal(object)
    cancelled = Signal()

    def __init__(self, state: State, services: Services) -> None:
        cancel = Button(self.tr("Cancel"), height=64)
        self.add_key = PrimaryButton(self.tr("Add this patient"))
        self.add_key.setObjectName("add_patient")
        super().__init__(bar=Bar(cancel, 0, self.add_key), top=24, gap=16)
        self._state, self._draft = state, Draft()
        self.person = PersonForm(self._draft)
        part = PartForm(self._draft)
        self.add(
            Text(self.tr("A new patient"), "title", wrap=True),
            self.person,
            Text(self.tr("Which side hurts?"), "heading", wrap=True),
            SideForm(self._draft, state, services),
            Text(self.tr("Which part of the body?"), "heading", wrap=True),
            part,
            0,
        )
        part.draw()
        self.setFocusProxy(self.person.name)
        self.person.name.textChanged.connect(self._look)
        self.add_key.clicked.connect(self._add)
        cancel.clicked.connect(self.cancelled)
        self._look()

    def _look(self) -> None:
        self.add_key.setEnabled(bool(self.person.name.text().strip()))

    def _add(self) -> None:
        moment = self._state.clock.moment()
        self.added.emit(self._draft.new_patient(uuid4(), moment))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
