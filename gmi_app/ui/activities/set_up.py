"""Before a session beside the three stages: what it is, and what can be chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from gmi_app.facts.session import SessionKind
from gmi_app.ui.activities import activity_words
from gmi_app.ui.activities.forms import Form, Found, form_for, read_found, usual_settings
from gmi_app.ui.background import while_alive
from gmi_app.ui.imagery.voice_card import VoiceCard
from gmi_app.ui.services import Services
from gmi_app.ui.stage.keeping import sentence_of
from gmi_app.ui.state import State
from gmi_app.ui.widgets.buttons import Button, PrimaryButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.focus import focus_first
from gmi_app.ui.widgets.layout import Columns, boxed, column
from gmi_app.ui.widgets.page import Bar, Page
from gmi_app.ui.widgets.text import Text


class ActivitySetUp(Page):
    """``start_requested``: the settings. ``cancelled``: back."""

    start_requested = Signal(object)
    cancelled = Signal()

    def __init__(self, state: State, services: Services, kind: SessionKind) -> None:
        back = Button(self.tr("Back"), height=64)
        self.go = PrimaryButton(self.tr("Get ready"))
        self.go.setObjectName("go")
        self.go.setEnabled(False)
        super().__init__(bar=Bar(back, 0, self.go), gap=20)
        back.clicked.connect(self.cancelled)
        self.go.clicked.connect(self._go)
        self._state, self._kind = state, kind
        self.form: Form | None = None
        self.voice = VoiceCard(state, services.open_voice)
        self.add(
            column(
                Text(self.tr("Beside the exercises"), "label", "primary"),
                Text(activity_words.name(kind), "title", wrap=True),
                Text(activity_words.about(kind), "body", "quiet", wrap=True),
                gap=4,
            )
        )
        if state.patient is not None:
            flares = state.flares
            state.read(
                lambda journal: read_found(journal, state, flares),
                while_alive(self, self._came),
                while_alive(self, self._lost),
            )

    def _came(self, found: Found) -> None:
        patient = self._state.patient
        if patient is None:
            return
        self.form = form_for(found, usual_settings(self._kind, patient, found))
        notices = [Text(words, "small", "attention", wrap=True) for words in found.content.notices]
        right: QWidget = boxed(column(self.voice, *notices, 0, gap=12))
        self.add(Columns(self.form, right, shares=(5, 4), from_em=50, gap=20), 0)
        self.go.setEnabled(True)
        self.setFocusProxy(self.go)
        focus_first(self)

    def _lost(self, error: BaseException) -> None:
        card = Card(gap=8)
        card.add(
            Text(sentence_of(error), wrap=True),
            Text(self.tr("Your data is safe. Please install the program again."), wrap=True),
        )
        self.add(card, 0)

    def _go(self) -> None:
        if self.form is not None:
            self.voice.silence()
            self.start_requested.emit(self.form.settings())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.voice.silence()
