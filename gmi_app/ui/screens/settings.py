"""Settings: everything that was chosen, changeable; the data; what is kept and what is not."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.ui.clinic.clinic_settings import ClinicSettings
from gmi_app.ui.programme.reminder_settings import ReminderSettings
from gmi_app.ui.screens.answer_keys import AnswerKeysForm
from gmi_app.ui.screens.settings_data import DataSettings
from gmi_app.ui.screens.settings_look import LookSettings
from gmi_app.ui.screens.settings_person import PeopleSettings, PersonSettings
from gmi_app.ui.screens.settings_voice import VoiceSettings
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.page import Page
from gmi_app.ui.widgets.text import Text


class Section(IntEnum):
    LOOK = 0
    KEYS = 1
    VOICE = 2
    REMINDERS = 3
    PERSON = 4
    PEOPLE = 5
    CLINIC = 6
    DATA = 7
    PRIVACY = 8


class SettingsScreen(Page):
    """``section_changed``: the Section that is open. ``replaced``: the database is another one.
    ``emptied``: nothing is left. ``add_wanted``, ``switch_wanted``: about people.
    ``clinic_turned``: on (True) or off."""

    section_changed = Signal(object)
    replaced = Signal()
    emptied = Signal()
    add_wanted = Signal()
    switch_wanted = Signal()
    share_wanted = Signal()
    clinic_turned = Signal(bool)

    def __init__(self, state: State, services: Services, section: Section = Section.LOOK) -> None:
        super().__init__(gap=20)
        self._state, self._services = state, services
        self.add(Text(self.tr("Settings"), "title", wrap=True))
        names = {
            Section.LOOK: self.tr("Look"),
            Section.KEYS: self.tr("Answer keys"),
            Section.VOICE: self.tr("Voice"),
            Section.REMINDERS: self.tr("Reminders"),
            Section.PERSON: self.tr("About you"),
            Section.PEOPLE: self.tr("People"),
            Section.CLINIC: self.tr("Clinic"),
            Section.DATA: self.tr("Your data"),
            Section.PRIVACY: self.tr("Privacy"),
        }
        self.tabs = OneOf(self.tr("Settings"), [names[s] for s in Section], int(section))
        self.tabs.chosen.connect(self._open)
        self.add(self.tabs)
        self.section: QWidget = self._build(section)
        self.add(self.section, 0)

    def _open(self, at: int) -> None:
        section = Section(at)
        old, self.section = self.section, self._build(section)
        self.box.replaceWidget(old, self.section)
        old.hide()
        old.deleteLater()
        self.scroll_to_top()
        self.section_changed.emit(section)

    def _build(self, section: Section) -> QWidget:
        match section:
            case Section.LOOK:
                return LookSettings(self._state)
            case Section.KEYS:
                return AnswerKeysForm(self._state)
            case Section.VOICE:
                return VoiceSettings(self._state, self._services)
            case Section.REMINDERS:
                return ReminderSettings(self._state)
            case Section.PERSON:
                return PersonSettings(self._state, self._services)
            case Section.PEOPLE:
                people = PeopleSettings(self._state)
                people.add_wanted.connect(self.add_wanted)
                people.switch_wanted.connect(self.switch_wanted)
                return people
            case Section.CLINIC:
                clinic = ClinicSettings(self._state)
                clinic.turned.connect(self.clinic_turned)
                return clinic
            case Section.DATA:
                data = DataSettings(self._state, self._services)
                data.replaced.connect(self.replaced)
                data.emptied.connect(self.emptied)
                data.share_wanted.connect(self.share_wanted)
                return data
            case Section.PRIVACY:
                return PrivacySettings()


class PrivacySettings(QWidget):
    """What is kept and what is not, in plain words."""

    def __init__(self) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        parts = (
            (
                self.tr("What is kept"),
                self.tr(
                    "What you said about yourself, your pain ratings, and of every set: the "
                    "settings, each picture, your answer and its time, the screen and the way of "
                    "answering. With it your choices of look and keys."
                ),
            ),
            (
                self.tr("What the camera sees"),
                self.tr(
                    "The mirror keeps nothing of it and sends it nowhere: a picture is only in the "
                    "memory while you see it. What you did is kept, how long, and what you said."
                ),
            ),
            (
                self.tr("Where it is kept"),
                self.tr(
                    "Only on this computer, in the folder shown under “Your data”. Nothing is sent "
                    "anywhere. There is no account, and no one counts what you do."
                ),
            ),
            (
                self.tr("Who can read it"),
                self.tr(
                    "Whoever can use your account on this computer. The PIN keeps people apart; it "
                    "does not lock the data away. A password for the computer does more."
                ),
            ),
            (
                self.tr("How it leaves"),
                self.tr(
                    "Only when you save or export it yourself. If something goes wrong inside the "
                    "program, a short report is kept here, without anything about your health."
                ),
            ),
            (
                self.tr("How it is deleted"),
                self.tr("Under “Your data”, one person or everything, with the backups."),
            ),
        )
        for title, words in parts:
            card = Card(gap=6)
            card.add(Text(title, "heading", wrap=True), Text(words, wrap=True))
            box.addWidget(card)
        box.addStretch(1)
