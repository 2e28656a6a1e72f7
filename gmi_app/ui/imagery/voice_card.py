"""The voice: how fast, how loud, which one; and a button to try it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from gmi_app.ui.imagery.order import Spoken
from gmi_app.ui.preferences import Preferences
from gmi_app.ui.state import State
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.layout import boxed, row
from gmi_app.ui.widgets.one_of import OneOf
from gmi_app.ui.widgets.stepper import Stepper
from gmi_app.ui.widgets.text import Text, announce

WAIT_MS = 700
"""A change is heard when nothing more is changed for so long."""


class VoiceCard(Card):
    """Changes are kept at once."""

    def __init__(
        self, state: State, open_voice: Callable[[Preferences, QObject], Spoken] | None
    ) -> None:
        super().__init__(pad=20, gap=10)
        self._state, self._open_voice = state, open_voice
        self._voice: Spoken | None = None
        kept = state.preferences
        self.rate = Stepper(self.tr("Speed"), kept.speech_rate, -5, 5)
        self.volume = Stepper(
            self.tr("Loudness"), kept.speech_volume, 0, 100, step=10, suffix=self.tr(" %")
        )
        self.attempt = Button(self.tr("Try it"), "play", height=48)
        self.attempt.setObjectName("try_voice")
        self.says = Text(
            self.tr("Everything that is spoken is on the screen, too."), "small", "quiet", wrap=True
        )
        self.which = OneOf(self.tr("Voice"))
        self.which.hide()
        self._names: list[str] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(WAIT_MS)
        self._soon.timeout.connect(self._keep)
        self.rate.changed.connect(lambda _: self._soon.start())
        self.volume.changed.connect(lambda _: self._soon.start())
        self.which.chosen.connect(lambda _: self._keep())
        self.attempt.clicked.connect(self._try)
        self.add(
            Text(self.tr("The voice"), "heading", wrap=True),
            self._line(self.tr("Speed"), self.rate),
            self._line(self.tr("Loudness"), self.volume),
            self.which,
            row(self.attempt, 0),
            self.says,
        )

    @staticmethod
    def _line(words: str, control: QWidget) -> QWidget:
        return boxed(row(Text(words, "strong"), 0, control, gap=16))

    def _keep(self) -> None:
        self._soon.stop()
        name = self._names[self.which.at] if self._names and self.which.at > 0 else ""
        if not self._names:
            name = self._state.preferences.speech_voice
        self._state.change_preferences(
            speech_rate=self.rate.value, speech_volume=self.volume.value, speech_voice=name
        )

    def _try(self) -> None:
        """A new voice each time: what was changed is heard."""
        self._keep()
        self.silence()
        if self._open_voice is not None:
            self._voice = self._open_voice(self._state.preferences, self)
        if self._voice is None or not self._voice.speaks:
            words = self.tr("This computer has no voice. Every sentence is on the screen.")
            self.says.set(words)
            announce(self.says, words)
            return
        self._offer(self._voice.voices())
        words = self.tr("I breathe in, and out, and I am at ease.")
        self.says.set(words)
        self._voice.say(words)

    def _offer(self, names: list[str]) -> None:
        if len(names) < 2 or names == self._names[1:]:
            return
        self._names = ["", *names]
        kept = self._state.preferences.speech_voice
        at = self._names.index(kept) if kept in self._names else 0
        self.which.offer([self.tr("The usual one"), *names], at)
        self.which.show()

    def silence(self) -> None:
        """Nothing is being said any more; what was changed is kept."""
        if self._soon.isActive():
            self._keep()
        voice, self._voice = self._voice, None
        if voice is not None:
            voice.close()
