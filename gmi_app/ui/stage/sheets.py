"""What lies over the stage between pictures: ready, paused, more pain, stop."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from gmi_app.facts.session import EventKind, StopReason
from gmi_app.ui.programme.stop_help import FlarePlanPanel, StopHelp
from gmi_app.ui.stage.sheet_ground import grounded
from gmi_app.ui.theme import theme
from gmi_app.ui.tokens import SPACE_3, SPACE_4, SPACE_6
from gmi_app.ui.widgets.buttons import Button, PrimaryButton, QuietButton
from gmi_app.ui.widgets.card import Card
from gmi_app.ui.widgets.text import Text

STOP_REASONS = (
    StopReason.TIRED,
    StopReason.MORE_PAIN,
    StopReason.NO_TIME,
    StopReason.UPSETTING,
    StopReason.OTHER,
)


class Sheet(QWidget):
    """A card in the middle of the grey: a title, a few words, one primary button.

    ``accepted``: the primary button, Space or Enter. ``declined``: the other one, or Escape.
    ``stopping``: it is about stopping, and shows the person's own flare-up plan.
    """

    accepted = Signal()
    declined = Signal()
    stopping = False

    def __init__(self, title: str, words: str, primary: str, other: str = "") -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        card = Card(pad=SPACE_6, gap=SPACE_4)
        card.add(Text(title, "title", wrap=True))
        if words:
            card.add(Text(words, wrap=True))
        self.box = card.box
        self.primary = PrimaryButton(primary)
        self.primary.clicked.connect(self.accepted)
        self.setFocusProxy(self.primary)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_4)
        self.other: QuietButton | None = None
        if other:
            self.other = QuietButton(other)
            self.other.clicked.connect(self.declined)
            buttons.addWidget(self.other)
        buttons.addWidget(self.primary, 1)
        self.box.addSpacing(SPACE_3)
        self.box.addLayout(buttons)
        self._ground = grounded(self, card)

    def insert(self, *widgets: QWidget) -> None:
        """Puts widgets between the words and the buttons."""
        for widget in widgets:
            self.box.insertWidget(self.box.count() - 2, widget)

    def show_help(self, help_: StopHelp) -> None:
        """Puts what the person wrote for a moment like this beside the card."""
        if self.stopping and help_.written:
            self._ground.put_beside(FlarePlanPanel(help_))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Space | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if not event.isAutoRepeat() and self.primary.isVisible():
                    self.primary.click()
            case Qt.Key.Key_Escape:
                if not event.isAutoRepeat():
                    self.escape()
            case _:
                super().keyPressEvent(event)

    def escape(self) -> None:
        self.declined.emit()


class ReadySheet(Sheet):
    """Before the first picture, and between practice and set: what is asked, how to answer."""

    def __init__(self, question: str, how: str, hint: str, *, after_practice: bool) -> None:
        title = self.tr("Ready?") if not after_practice else self.tr("That was the practice")
        words = (
            self.tr("{0} {1}", "what is asked, how to answer").format(question, how)
            if not after_practice
            else self.tr("Now the set begins. {0}").format(how)
        )
        super().__init__(title, words, self.tr("Begin"), self.tr("Not now"))
        self.insert(Text(hint, "small", "quiet", wrap=True))


class WaitSheet(Sheet):
    """While the pictures are made ready."""

    def __init__(self) -> None:
        super().__init__(self.tr("One moment"), "", self.tr("Begin"), self.tr("Not now"))
        self.primary.hide()
        if self.other is not None:
            self.setFocusProxy(self.other)
        self._words = Text(self.tr("Getting the pictures ready."), wrap=True)
        self.insert(self._words)

    def tell(self, done: int, wanted: int) -> None:
        """How many pictures are ready."""
        text = self.tr("Getting the pictures ready: {0} of {1}.").format(done, wanted)
        self._words.set(text)


class PausedSheet(Sheet):
    """The drill waits: asked for, or because something else came in between."""

    def __init__(self, why: EventKind, sentence: str = "") -> None:
        reasons = {
            EventKind.PAUSED: self.tr("Take your time. The picture comes again later."),
            EventKind.FOCUS_LOST: self.tr(
                "Another window came in front. The picture comes again later."
            ),
            EventKind.SCREEN_CHANGED: self.tr(
                "The window moved or changed its size. The picture comes again later."
            ),
            EventKind.SLEPT: self.tr("The computer was asleep. The picture comes again later."),
        }
        words = sentence or reasons.get(why, reasons[EventKind.PAUSED])
        super().__init__(self.tr("Paused"), words, self.tr("Go on"), self.tr("Stop here"))
        self.pain = Button(self.tr("More pain"), "pain", height=48)
        self.pain.setAccessibleDescription(self.tr("Key M"))
        self.insert(self.pain)


class PainSheet(Sheet):
    """More pain, in one press: noted; stopping is the first thing on offer."""

    stopping = True

    def __init__(self) -> None:
        super().__init__(
            self.tr("More pain: noted"),
            self.tr(
                "Stopping now is a good choice. Breathe slowly, let the limb rest, and look away "
                "from the screen for a while. Everything you answered is kept."
            ),
            self.tr("Stop here"),
            self.tr("Go on"),
        )

    def escape(self) -> None:
        self.accepted.emit()


class NotKeptSheet(Sheet):
    """The end of a session, or its last answers, could not be kept: nothing is dropped unasked."""

    def __init__(self, sentence: str) -> None:
        super().__init__(
            self.tr("Not kept yet"),
            self.tr("{0} What was kept before is safe.").format(sentence),
            self.tr("Try again"),
            self.tr("Leave without it"),
        )

    def escape(self) -> None:
        """Escape must not throw an answer away."""


class StopSheet(Sheet):
    """Stopping is fine; a reason is welcome and not needed. ``chosen``: a StopReason or None.
    ``answered``: how many answers are kept; None where it is not answers that are."""

    chosen = Signal(object)
    stopping = True

    def __init__(
        self, answered: int | None = None, reasons: Sequence[StopReason] = STOP_REASONS
    ) -> None:
        kept = self.tr("What you did is kept.")
        if answered is not None:
            kept = self.tr("%n answer(s) are kept.", "", answered) if answered else ""
        words = self.tr("Stopping early is fine. {0}").format(kept).strip()
        super().__init__(self.tr("Stop here?"), words, self.tr("Stop here"), self.tr("Go on"))
        self.insert(Text(self.tr("If you like, say why:"), "small"), self._reasons(reasons))
        self.insert(Text(self.tr("Escape stops here, too."), "small", "quiet"))
        self.accepted.connect(lambda: self.chosen.emit(None))

    def _reasons(self, reasons: Sequence[StopReason]) -> QWidget:
        names = {
            StopReason.TIRED: self.tr("Tired"),
            StopReason.MORE_PAIN: self.tr("More pain"),
            StopReason.NO_TIME: self.tr("No time"),
            StopReason.UPSETTING: self.tr("It upsets me"),
            StopReason.DIZZY: self.tr("Dizzy or sick"),
            StopReason.OTHER: self.tr("Something else"),
        }
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE_3)
        columns = 2 if theme().large else 3
        for place, reason in enumerate(reasons):
            button = Button(names[reason], kind="secondary", height=48)
            button.setObjectName(f"why_{reason.value}")
            button.clicked.connect(lambda _=False, r=reason: self.chosen.emit(r))
            grid.addWidget(button, place // columns, place % columns)
        return holder

    def escape(self) -> None:
        self.primary.click()
