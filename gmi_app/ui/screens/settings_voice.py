"""Settings: the voice of what is spoken. Changes are kept at once, and heard with “Try it”."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gmi_app.ui.imagery.voice_card import VoiceCard
from gmi_app.ui.services import Services
from gmi_app.ui.state import State
from gmi_app.ui.theme import theme
from gmi_app.ui.widgets.text import Text


class VoiceSettings(QWidget):
    """How fast, how loud, which one; where it speaks."""

    def __init__(self, state: State, services: Services) -> None:
        super().__init__()
        where = self.tr(
            "Imagined movements, and what is offered beside the exercises, can be spoken. Then you "
            "can close your eyes."
        )
        self.card = VoiceCard(state, services.open_voice)
        self.card.setMaximumWidth(theme().em(44))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        box.addWidget(Text(where, wrap=True))
        box.addWidget(self.card)
        box.addStretch(1)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.card.silence()
