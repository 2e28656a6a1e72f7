"""The one question before a set: how the pain is now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from gmi_app.ui import person_words
from gmi_app.ui.state import State
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import column
from gmi_app.ui.widgets.page import Bar, Page
from gmi_app.ui.widgets.pain_scale import PainScale
from gmi_app.ui.widgets.text import Text


class PainBeforeScreen(Page):
    """``answered``: the pain, 0 to 10, or None when the person would rather not say.
    ``cancelled``: back without starting."""

    answered = Signal(object)
    cancelled = Signal()

    def __init__(self, state: State) -> None:
        back = Button(self.tr("Back"), height=64)
        skip = Button(self.tr("Start without an answer"), height=64)
        super().__init__(bar=Bar(back, 0, skip))
        question = person_words.pain_question(state.patient)
        self.scale = PainScale(question)
        self.setFocusProxy(self.scale)
        self.scale.chosen.connect(lambda value: self.answered.emit(value))
        skip.clicked.connect(lambda: self.answered.emit(None))
        back.clicked.connect(self.cancelled)
        why = self.tr("Asked before and after, it shows how a set affects you. One press goes on.")
        card = Card(gap=16)
        card.add(self.scale)
        self.add(
            0,
            column(
                Text(self.tr("Before you start"), "label", "primary"),
                Text(question, "title", wrap=True),
                Text(why, "body", "quiet", wrap=True),
                gap=4,
            ),
            card,
            0,
            0,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9 and plain:
            self.scale.type_digit(event.key() - Qt.Key.Key_0, held=event.isAutoRepeat())
            return
        super().keyPressEvent(event)
