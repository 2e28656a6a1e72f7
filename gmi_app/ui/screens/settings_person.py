"""Settings: what the present person said about themselves, their PIN, and the other people."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.programme.patient import Patient, PinHash
from gmi_app.programme.pin import hash_pin, is_pin
from gmi_app.ui import person_words
from gmi_app.ui.background import while_alive
from gmi_app.ui.screens.about_you import Draft, PartForm, PersonForm, SideForm
from gmi_app.ui.screens.people import pin_field
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.chip import flowing
from gmi_app.ui.widgets.layout import Columns, boxed, clear, column
from gmi_app.ui.widgets.notice import Notice
from gmi_app.ui.widgets.page import reveal
from gmi_app.ui.widgets.text import Text

KEEP_AFTER_MS = 800
"""Typing is kept when it pauses for this long, and when the screen is left."""


class PersonSettings(QWidget):
    """Changes are kept by themselves, as a new version of the record."""

    def __init__(self, state: State, services: Services) -> None:
        super().__init__()
        self._state = state
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        patient = state.patient
        if patient is None:
            self._box.addWidget(Text(self.tr("Nobody is chosen."), wrap=True))
            return
        self._draft, self._whose = Draft.of(patient), patient.id
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(KEEP_AFTER_MS)
        self._wait.timeout.connect(self.keep)
        self.person = PersonForm(self._draft)
        self.side = SideForm(self._draft, state, services)
        self.part = PartForm(self._draft)
        self.pin = PinCard(state)
        for form in (self.person, self.side, self.part):
            form.changed.connect(self._wait.start)
        self.side.changed.connect(self.part.draw)
        self._box.addWidget(self.person)
        self._box.addSpacing(12)
        self._box.addWidget(Text(self.tr("Which side hurts?"), "strong", wrap=True))
        self._box.addWidget(self.side)
        self._box.addSpacing(12)
        self._box.addWidget(Text(self.tr("Which part of the body?"), "strong", wrap=True))
        self._box.addWidget(self.part)
        self._box.addSpacing(12)
        self._box.addWidget(self.pin)

    def keep(self) -> None:
        """Keeps what was changed, once."""
        patient = self._state.patient
        if patient is None or not hasattr(self, "_draft") or patient.id != self._whose:
            return
        self._wait.stop()
        changed = self._draft.changed(patient, self._state.clock.moment())
        if replace(changed, at=patient.at) != patient:
            self._state.save_patient(changed)

    def hideEvent(self, event: object) -> None:
        self.keep()


class PinCard(Card):
    """Sets, changes or takes away the PIN of the present person."""

    def __init__(self, state: State) -> None:
        super().__init__(gap=8)
        self._state = state
        self._held = QVBoxLayout()
        self._held.setSpacing(8)
        self.box.addLayout(self._held)
        self._show()

    @property
    def _patient(self) -> Patient | None:
        return self._state.patient

    def _show(self, said: str = "") -> None:
        clear(self._held)
        patient = self._patient
        has_pin = patient is not None and patient.pin is not None
        self._held.addWidget(Text(self.tr("PIN"), "heading"))
        self._held.addWidget(
            Text(
                self.tr(
                    "A PIN keeps people who share this computer from opening each other's page by "
                    "mistake. It does not encrypt anything."
                ),
                "body",
                "quiet",
                wrap=True,
            )
        )
        if said:
            notice = Notice(said, "tint")
            self._held.addWidget(notice)
        words = self.tr("Change the PIN") if has_pin else self.tr("Set a PIN")
        self.set_button = Button(words, "lock", height=52)
        self.set_button.clicked.connect(self._ask)
        buttons: list[QWidget] = [self.set_button]
        if has_pin:
            self.remove_button = Button(self.tr("Remove the PIN"), height=52)
            self.remove_button.clicked.connect(self._remove)
            buttons.append(self.remove_button)
        self._held.addSpacing(4)
        self._held.addWidget(flowing(*buttons))

    def _show_again(self, said: str = "") -> None:
        """With the keyboard where it was: what had the focus goes."""
        self._show(said)
        self.set_button.setFocus(Qt.FocusReason.OtherFocusReason)
        reveal(self)

    def _ask(self) -> None:
        clear(self._held)
        self.first = pin_field(self.tr("New PIN, 4 to 8 digits"))
        self.again = pin_field(self.tr("The same PIN again"))
        self.first.setObjectName("pin_first")
        self.again.setObjectName("pin_again")
        self.says = Text("", "body", "attention", wrap=True)
        self.keep_button = Button(self.tr("Keep this PIN"), height=52)
        self.keep_button.setEnabled(False)
        cancel = Button(self.tr("Cancel"), height=52)
        cancel.clicked.connect(lambda: self._show_again())
        self.keep_button.clicked.connect(self._keep)
        self.first.returnPressed.connect(lambda: self.again.setFocus(Qt.FocusReason.TabFocusReason))
        self.again.returnPressed.connect(self._keep)
        for field in (self.first, self.again):
            field.textChanged.connect(self._look)
        labels = [Text(field.accessibleName(), "strong") for field in (self.first, self.again)]
        fields = Columns(
            boxed(column(labels[0], self.first, gap=4)),
            boxed(column(labels[1], self.again, gap=4)),
            from_em=34,
            gap=16,
        )
        self._held.addWidget(Text(self.tr("PIN"), "heading"))
        self._held.addWidget(fields)
        self._held.addWidget(self.says)
        self._held.addWidget(flowing(cancel, self.keep_button))
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        first, again = self.first.text(), self.again.text()
        same = first == again
        self.keep_button.setEnabled(is_pin(first) and same)
        differ = is_pin(first) and len(again) >= len(first) and not same
        self.says.set(self.tr("The two are not the same yet.") if differ else "")

    def _keep(self) -> None:
        pin = self.first.text()
        if not is_pin(pin) or pin != self.again.text():
            return
        self.keep_button.setEnabled(False)
        self._state.lane.run(lambda: hash_pin(pin), while_alive(self, self._kept))

    def _kept(self, kept: PinHash) -> None:
        self._save(kept)
        self._show_again(self.tr("The PIN is set. It is asked for when the program starts."))

    def _remove(self) -> None:
        self._save(None)
        self._show_again(self.tr("The PIN is gone."))

    def _save(self, pin: PinHash | None) -> None:
        if self._patient is not None:
            moment = self._state.clock.moment()
            self._state.save_patient(replace(self._patient, at=moment, pin=pin))


class PeopleSettings(QWidget):
    """``switch_wanted``: choose who is exercising. ``add_wanted``: somebody new."""

    switch_wanted = Signal()
    add_wanted = Signal()

    def __init__(self, state: State) -> None:
        super().__init__()
        self._state = state
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(
            Text(
                self.tr("Several people can use this computer. Each has results of their own."),
                "body",
                "quiet",
                wrap=True,
            )
        )
        for patient in state.patients:
            card = Card(row=True, pad=16, gap=12)
            name = Text(person_words.name_of(patient, state.patients), "strong", wrap=True)
            card.add(name)
            card.box.setStretch(0, 1)
            if patient.pin is not None:
                card.add(Text(self.tr("with a PIN"), "small", "quiet"))
            if state.patient is not None and patient.id == state.patient.id:
                card.add(Text(self.tr("here now"), "label", "good"))
            box.addWidget(card)
        self.switch = Button(self.tr("Someone else is exercising"), "people", height=52)
        self.switch.clicked.connect(self.switch_wanted)
        if len(state.patients) < 2:
            self.switch.hide()
        self.add = Button(self.tr("Add a person"), "plus", height=52)
        self.add.clicked.connect(self.add_wanted)
        box.addWidget(flowing(self.switch, self.add))
        box.addWidget(
            Text(
                self.tr("A person and all their results can be deleted under “Your data”."),
                "small",
                "quiet",
                wrap=True,
            )
        )
        box.addStretch(1)
