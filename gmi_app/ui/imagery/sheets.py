"""What lies over the imagery: ready, the questions after an exercise, paused, pain, stop."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gmi_app.facts.rating import RatingKind
from gmi_app.imagery.commands import Hold
from gmi_app.ui.stage.sheets import Sheet
from gmi_app.ui.tokens import SPACE_3
from gmi_app.ui.widgets.buttons import Button
from gmi_app.ui.widgets.layout import boxed, column, row
from gmi_app.ui.widgets.pain_scale import PainScale
from gmi_app.ui.widgets.text import Text


class ReadySheet(Sheet):
    """Before the first line: how it goes, and which key does what."""

    def __init__(self, words: str, *, eyes_closed: bool) -> None:
        super().__init__(self.tr("Ready?"), words, self.tr("Begin"), self.tr("Not now"))
        how = self.tr("Space pauses, M means more pain, Escape stops.")
        if eyes_closed:
            how = self.tr(
                "You can close your eyes when it has begun. Any key, or a click, does everything; "
                "Escape stops."
            )
        self.hint = Text(how, "small", "quiet", wrap=True)
        self.voice = Text("", "small", "attention", wrap=True)
        self.voice.hide()
        self.insert(self.hint, self.voice)

    def say_silent(self) -> None:
        """There is no voice: said once."""
        self.voice.set(
            self.tr(
                "This computer has no voice, so nothing is spoken. Every sentence is on the "
                "screen; keep your eyes open and read along."
            )
        )
        self.voice.show()


class RatingSheet(Sheet):
    """One question, one press. ``rated``: the value, or None to leave it out. ``stop_wanted`` and
    ``pain_wanted``: it lies over those controls, so it has its own (clinical.md 5.1 and 5.4)."""

    rated = Signal(object)
    stop_wanted = Signal()
    pain_wanted = Signal()

    def __init__(self, kind: RatingKind, question: str) -> None:
        super().__init__(question, "", "", self.tr("Leave it out"))
        self.kind = kind
        self.primary.hide()
        self.declined.connect(lambda: self.rated.emit(None))
        self.keys: list[Button] = []
        self.scale: PainScale | None = None
        if kind is RatingKind.PAIN_NOW:
            self.scale = PainScale(question)
            self.scale.chosen.connect(lambda value: self.rated.emit(value))
            self.insert(self.scale, self._ways_out())
            self.setFocusProxy(self.scale)
            return
        self.insert(self._answers(kind, question), self._ways_out())
        self.setFocusProxy(self.keys[0])

    def _ways_out(self) -> QWidget:
        self.pain = Button(self.tr("More pain"), "pain", height=48)
        self.pain.setAccessibleDescription(self.tr("Key M"))
        self.pain.clicked.connect(self.pain_wanted)
        self.stop = Button(self.tr("Stop"), "stop", height=48)
        self.stop.setAccessibleDescription(self.tr("Key Escape"))
        self.stop.clicked.connect(self.stop_wanted)
        return boxed(row(self.pain, 0, self.stop, gap=SPACE_3))

    def _answers(self, kind: RatingKind, question: str) -> QWidget:
        low, high = kind.scale
        names = {n: str(n) for n in range(low, high + 1)}
        if kind is RatingKind.MOVED:
            names = {0: self.tr("No, all was still"), 1: self.tr("Yes, a little")}
        elif kind is RatingKind.LOCATED:
            names = {0: self.tr("Somewhere else"), 1: self.tr("Nearly"), 2: self.tr("Just there")}
        for value, name in names.items():
            key = Button(name, height=72)
            key.setAccessibleName(self.tr("{0} {1}", "question, answer").format(question, name))
            key.clicked.connect(lambda _=False, v=value: self.rated.emit(v))
            self.keys.append(key)
        line = row(*self.keys, gap=SPACE_3)
        for place in range(len(self.keys)):
            line.setStretch(place, 1)
        if kind in (RatingKind.MOVED, RatingKind.LOCATED):
            return boxed(line)
        least, most = self._ends(kind)
        ends = row(Text(least, "small", "quiet"), 0, Text(most, "small", "quiet"))
        return boxed(column(line, ends, gap=6))

    def _ends(self, kind: RatingKind) -> tuple[str, str]:
        """What the lowest and the highest answer mean."""
        match kind:
            case RatingKind.COMFORT:
                return self.tr("Not at all"), self.tr("Quite comfortable")
            case RatingKind.CALM:
                return self.tr("Not at all"), self.tr("Very calm")
            case RatingKind.NOTICED:
                return self.tr("Hardly"), self.tr("Very clearly")
            case _:
                return self.tr("Hardly"), self.tr("As in life")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_0
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        low, high = self.kind.scale
        if event.key() == Qt.Key.Key_M and not event.isAutoRepeat():
            self.pain_wanted.emit()
        elif self.scale is not None and 0 <= digit <= 9 and plain:
            self.scale.type_digit(digit, held=event.isAutoRepeat())
        elif low <= digit <= high and plain and not event.isAutoRepeat():
            self.rated.emit(digit)
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # nothing is chosen by chance
        else:
            super().keyPressEvent(event)

    def escape(self) -> None:
        self.stop_wanted.emit()


class HeldSheet(Sheet):
    """The session waits. After pain, stopping is the first thing on offer. ``go_on``, ``stop``,
    ``easier``, ``more_pain``: what was pressed."""

    go_on = Signal()
    stop = Signal()
    easier = Signal()
    more_pain = Signal()

    def __init__(self, why: Hold, line: str, *, may_ease: bool) -> None:
        self.hurts = self.stopping = why in (Hold.MORE_PAIN, Hold.FLARE)
        titles = {
            Hold.MORE_PAIN: self.tr("Let it rest"),
            Hold.FLARE: self.tr("It hurts more than before"),
        }
        go_on, stop = self.tr("Go on"), self.tr("Stop here")
        first, second = (stop, go_on) if self.hurts else (go_on, stop)
        super().__init__(titles.get(why, self.tr("Paused")), line, first, second)
        self.why = why
        self.accepted.connect(self.stop if self.hurts else self.go_on)
        self.declined.connect(self.go_on if self.hurts else self.stop)
        self.ease = Button(self.tr("Something easier"), "easier", height=56)
        self.ease.setVisible(may_ease)
        self.ease.clicked.connect(self.easier)
        self.pain = Button(self.tr("More pain"), "pain", height=56)
        self.pain.setAccessibleDescription(self.tr("Key M"))
        self.pain.setVisible(not self.hurts)
        self.pain.clicked.connect(self.more_pain)
        line_ = row(self.ease, self.pain, 0, gap=SPACE_3)
        self.insert(boxed(line_))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_M and self.pain.isVisible() and not event.isAutoRepeat():
            self.more_pain.emit()
        else:
            super().keyPressEvent(event)

    def escape(self) -> None:
        self.stop.emit()
