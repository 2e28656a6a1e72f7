"""The question of the day: the pain over 24 hours, mood, sleep, what helped."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from gmi_app.ui.programme.form_pieces import Levels, framed
from gmi_app.ui.widgets.buttons import PrimaryButton, QuietButton
from gmi_app.ui.widgets.layout import Columns, column
from gmi_app.ui.widgets.page import Bar, Page
from gmi_app.ui.widgets.pain_scale import PainScale
from gmi_app.ui.widgets.text import Text
from gmi_app.ui.widgets.words_field import WordsField


@dataclass(frozen=True, slots=True)
class DayAnswer:
    """``pain`` 0 to 10, the average of the past 24 hours; ``mood`` and ``sleep`` 1 (lowest) to 5;
    None where nothing was said. ``helped``: own words."""

    pain: int | None = None
    mood: int | None = None
    sleep: int | None = None
    helped: str = ""

    @property
    def said(self) -> bool:
        """Whether there is anything to keep."""
        return self != DayAnswer()


class DayScreen(Page):
    """``kept``: a DayAnswer with something in it. ``cancelled``: back without keeping anything."""

    kept = Signal(object)
    cancelled = Signal()

    def __init__(self, answer: DayAnswer | None = None) -> None:
        self._leave = QuietButton(self.tr("Not today"), height=64)
        self.keep = PrimaryButton(self.tr("Keep"))
        self.keep.setObjectName("keep_day")
        self.keep.setShortcut("Ctrl+Return")
        super().__init__(bar=Bar(self._leave, 0, self.keep), top=28, gap=18)
        answer = answer or DayAnswer()
        pain_question = self.tr("On average, how was the pain over the past 24 hours?")
        self.pain = PainScale(pain_question, answer.pain)
        self.mood = Levels(
            self.tr("How was your mood?"),
            [
                self.tr("Very low"),
                self.tr("Low"),
                self.tr("So-so"),
                self.tr("Good"),
                self.tr("Very good"),
            ],
            answer.mood,
        )
        self.sleep = Levels(
            self.tr("How did you sleep?"),
            [
                self.tr("Very badly"),
                self.tr("Badly"),
                self.tr("So-so"),
                self.tr("Well"),
                self.tr("Very well"),
            ],
            answer.sleep,
        )
        helped = self.tr("What helped you?")
        self.helped = WordsField(
            helped, answer.helped, hint=self.tr("Warmth, a rest, a friend …"), lines=2
        )
        self.add(
            column(
                Text(self.tr("Once a day"), "label", "primary"),
                Text(self.tr("How was the past day?"), "title", wrap=True),
                Text(
                    self.tr("It shows how you are over the weeks. Leave out what you like."),
                    "body",
                    "quiet",
                    wrap=True,
                ),
                gap=4,
            ),
            framed(pain_question, self.pain),
            Columns(framed(self.mood.name, self.mood), framed(self.sleep.name, self.sleep), gap=18),
            framed(helped, self.helped),
            0,
        )
        self.setFocusProxy(self.pain)
        self.pain.chosen.connect(self._chose_pain)
        self.mood.chosen.connect(self._look)
        self.sleep.chosen.connect(self._look)
        self.helped.textChanged.connect(self._look)
        self.keep.clicked.connect(lambda: self.kept.emit(self.answer))
        self._leave.clicked.connect(self.cancelled)
        self._look()

    @property
    def answer(self) -> DayAnswer:
        """What is chosen now."""
        return DayAnswer(self.pain.value, self.mood.value, self.sleep.value, self.helped.words)

    def _chose_pain(self, value: int) -> None:
        self.pain.set(value)
        self._look()

    def _look(self) -> None:
        self.keep.setEnabled(self.answer.said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9 and plain:
            self.pain.type_digit(event.key() - Qt.Key.Key_0, held=event.isAutoRepeat())
        else:
            super().keyPressEvent(event)
