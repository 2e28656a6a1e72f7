"""Who is exercising: the people of this computer, each with an optional PIN."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gmi_app.programme.patient import Patient, PinHash
from gmi_app.programme.pin import check_pin, is_pin
from gmi_app.ui import person_words
from gmi_app.ui.background import while_alive
from gmi_app.ui.state import State
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.buttons import Button, PrimaryButton, QuietButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.choice_card import ChoiceRow
from gmi_app.ui.widgets.confirm import Confirm
from gmi_app.ui.widgets.layout import boxed, clear, column, row
from gmi_app.ui.widgets.page import Page
from gmi_app.ui.widgets.text import Text, announce


def pin_field(name: str) -> QLineEdit:
    """A field for 4 to 8 digits that shows dots."""
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
    field.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,8}"), field))
    field.setMinimumHeight(theme().touch(56))
    field.setMaximumWidth(theme().em(16))
    return field


class PeopleScreen(QWidget):
    """``chosen``: the person is the present one now. ``add_wanted``: somebody new."""

    chosen = Signal()
    add_wanted = Signal()

    def __init__(self, state: State) -> None:
        super().__init__()
        self._state = state
        self._asked: Patient | None = None
        self._page = Page(top=24 if theme().large else 64)
        self._held = QVBoxLayout()
        self._held.setSpacing(16)
        holder = boxed(self._held)
        holder.setMaximumWidth(theme().em(40))
        self._page.add(row(holder), 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._page)
        state.patients_changed.connect(self._list)
        only = state.patients[0] if len(state.patients) == 1 else None
        if only is not None and only.pin is not None:
            self._ask_pin(only, only.pin)
        else:
            self._list()

    # ---- the list
    def _list(self) -> None:
        self._asked = None
        clear(self._held)
        self._held.addLayout(
            column(
                Text(self.tr("Who is exercising?"), "title", wrap=True),
                Text(self.tr("Each person has results of their own."), "body", "quiet", wrap=True),
            )
        )
        first: QWidget | None = None
        for patient in self._state.patients:
            name = person_words.name_of(patient, self._state.patients)
            why = self.tr("Opens with a PIN") if patient.pin is not None else ""
            line = ChoiceRow(name, why, checkable=False)
            line.clicked.connect(lambda _=False, p=patient: self._choose(p))
            self._held.addWidget(line)
            first = first or line
        if not self._state.patients:
            self._held.addWidget(Text(self.tr("Nobody has been added yet."), wrap=True))
        self.add = Button(self.tr("Add a person"), "plus", height=56)
        self.add.clicked.connect(self.add_wanted)
        self._held.addLayout(row(self.add, 0))
        self._held.addStretch(1)
        self.setFocusProxy(first or self.add)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, patient: Patient) -> None:
        if patient.pin is not None:
            self._ask_pin(patient, patient.pin)
            return
        self._state.choose_patient(patient)
        self.chosen.emit()

    # ---- the PIN
    def _ask_pin(self, patient: Patient, kept: PinHash) -> None:
        self._asked = patient
        clear(self._held)
        name = person_words.name_of(patient, self._state.patients)
        question = self.tr("PIN of {0}").format(name)
        self.pin = pin_field(question)
        self.says = Text("", "body", "attention", wrap=True)
        self.open = PrimaryButton(self.tr("Open"))
        self.open.setEnabled(False)
        back = Button(self.tr("Someone else"), height=64)
        back.clicked.connect(self._list)
        self.forgot = QuietButton(self.tr("I forgot the PIN"))
        self.forgot.clicked.connect(lambda: self._forgotten(patient, name))
        self.pin.textChanged.connect(lambda text: self.open.setEnabled(is_pin(text)))
        self.pin.returnPressed.connect(self.open.click)
        self.open.clicked.connect(lambda: self._check(patient, kept))
        card = Card(gap=12)
        label = Text(self.tr("4 to 8 digits"), "body", "quiet")
        card.add(Text(question, "title", wrap=True), label, self.pin, self.says)
        card.add(flowing(back, self.open), row(self.forgot, 0))
        self._held.addWidget(card)
        self._held.addStretch(1)
        self.setFocusProxy(self.pin)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _check(self, patient: Patient, kept: PinHash) -> None:
        typed = self.pin.text()
        if not is_pin(typed):
            return
        self.open.setEnabled(False)
        self._state.lane.run(
            lambda: check_pin(typed, kept),
            while_alive(self, lambda right: self._checked(patient, right)),
        )

    def _checked(self, patient: Patient, right: bool) -> None:
        if self._asked is None or self._asked.id != patient.id:
            return
        if right:
            self._state.choose_patient(patient)
            self.chosen.emit()
            return
        self.says.set(self.tr("That is not the PIN. You can try again."))
        announce(self.says, self.says.words)
        self.pin.clear()
        self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forgotten(self, patient: Patient, name: str) -> None:
        clear(self._held)
        confirm = Confirm(
            self.tr("Remove the PIN?"),
            self.tr(
                "The PIN keeps people who share this computer apart. It does not lock the data "
                "away, so it can be removed. Nothing is deleted."
            ),
            self.tr("Remove the PIN"),
            typed=name,
        )
        confirm.declined.connect(self._list)
        confirm.confirmed.connect(lambda: self._without_pin(patient))
        self._held.addWidget(confirm)
        self._held.addStretch(1)
        confirm.ask()

    def _without_pin(self, patient: Patient) -> None:
        moment = self._state.clock.moment()
        self._asked = None
        self._state.patients_changed.disconnect(self._list)
        self._state.save_patient(replace(patient, at=moment, pin=None))
        self.chosen.emit()
