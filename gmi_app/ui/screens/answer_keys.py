"""How to answer: which keys, and a place to try them out. Part of first start and of settings."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gmi_app.pictures.model import Side
from gmi_app.ui import words
from gmi_app.ui.preferences import AnswerKeys, Preferences
from gmi_app.ui.stage.answer_button import AnswerButton
from gmi_app.ui.stage.answers import KeyMap
from gmi_app.ui.state import State
from gmi_app.ui.theme import theme
from gmi_app.ui.tokens import CORNER_CARD
from gmi_app.ui.widgets.choices import Choices
from gmi_app.ui.widgets.key_catcher import KeyCatcher
from gmi_app.ui.widgets.key_names import key_name
from gmi_app.ui.widgets.layout import Columns
from gmi_app.ui.widgets.tab_order import tab_in_reading_order
from gmi_app.ui.widgets.text import Text, announce

WAYS = (AnswerKeys.ARROWS, AnswerKeys.TWO_HANDS, AnswerKeys.OWN)


ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


def _tries(event: QKeyEvent) -> bool:
    """A key that somebody may take for an answer key, not one that leads somewhere else."""
    command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    if event.isAutoRepeat() or event.modifiers() & command:
        return False
    return event.key() in ARROWS or (bool(event.text()) and event.text().isprintable())


class TryArea(QWidget):
    """A small piece of the stage: keys, mouse and touch answer here as they do during a set.

    Left stands on the left in every language. ``tried``: the Side that was pressed.
    """

    tried = Signal(object)

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.setObjectName("try_answers")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._keys = KeyMap.of(preferences)
        names = {Side.LEFT: key_name(self._keys.left), Side.RIGHT: key_name(self._keys.right)}
        self.buttons = {s: AnswerButton(s, words.side(s), names[s], self) for s in Side}
        self.says = Text("", "strong", "stage", wrap=True, centre=True)
        self._hint = self.tr("Try it: press {0} for left and {1} for right.").format(
            names[Side.LEFT], names[Side.RIGHT]
        )
        self.setAccessibleName(self.tr("Try the answers"))
        self.setAccessibleDescription(self._hint)
        grid = QGridLayout(self)
        grid.setContentsMargins(20, 20, 20, 20)
        grid.setSpacing(16)
        large = theme().large
        grid.addWidget(self.says, 0, 0 if large else 1, 1, 2 if large else 1)
        grid.addWidget(self.buttons[Side.LEFT], 1 if large else 0, 0)
        grid.addWidget(self.buttons[Side.RIGHT], 1 if large else 0, 1 if large else 2)
        if not large:
            grid.setColumnStretch(1, 1)
        for button in self.buttons.values():
            button.installEventFilter(self)
            button.answered.connect(lambda press: self._answer(press.side))
        self._show_hint(False)

    def _show_hint(self, here: bool) -> None:
        """``here``: the keyboard is in this area."""
        if here:
            self.says.set(self._hint)
        else:
            self.says.set(self.tr("Press a button, or press Tab to come here and try the keys."))

    def _answer(self, side: Side) -> None:
        heard = (
            self.tr("You pressed Left. It works.")
            if side is Side.LEFT
            else self.tr("You pressed Right. It works.")
        )
        self.says.set(heard)
        announce(self, heard)
        self.tried.emit(side)

    def _say_nothing_there(self) -> None:
        said = f"{self.tr('That key does nothing here.')} {self._hint}"
        self.says.set(said)
        announce(self, said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        side = self._keys.side(event.key())
        if side is None:
            if _tries(event):
                self._say_nothing_there()
            else:
                super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._answer(side)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A focused button leaves the answer keys to the whole."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            side = self._keys.side(event.key())
            if side is not None:
                if not event.isAutoRepeat():
                    self._answer(side)
                return True
            if _tries(event) and event.key() != Qt.Key.Key_Space:  # Space presses the button
                self._say_nothing_there()
                return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show_hint(event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_hint(True)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_hint(False)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = 3.0 if self.hasFocus() else look.tokens.border
        inset = edge / 2
        rect = self.rect().toRectF().adjusted(inset, inset, -inset, -inset)
        role = "focus" if self.hasFocus() else "stage_line"
        painter.setPen(QPen(look.colour(role), edge))
        painter.setBrush(look.colour("stage"))
        painter.drawRoundedRect(rect, CORNER_CARD, CORNER_CARD)


class AnswerKeysForm(QWidget):
    """Chooses the answer keys of this computer; kept at once."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self._state = state
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)
        names = (
            self.tr("Arrow keys"),
            self.tr("A and L"),
            self.tr("Keys of your own"),
        )
        whys = (
            self.tr("← and →, one healthy hand"),
            self.tr("One finger of each hand"),
            self.tr("A pedal or switch, too"),
        )
        chosen = WAYS.index(state.preferences.answer_keys)
        self.ways = Choices(
            self.tr("Answer keys"), names, chosen, whys=whys, columns=3, least_em=15
        )
        self.ways.chosen.connect(self._choose)
        self._box.addWidget(self.ways)
        self._own: QWidget | None = None
        self._refused = Text("", "body", "attention", wrap=True)
        self._refused.hide()
        self._box.addWidget(self._refused)
        self._note = Text("", "small", "quiet", wrap=True)
        self._box.addWidget(self._note)
        self.area = TryArea(state.preferences)
        self._box.addWidget(self.area)
        self._box.addStretch(1)
        self._show()

    def _choose(self, at: int) -> None:
        self._state.change_preferences(answer_keys=WAYS[at])
        self._refused.hide()
        self._show()

    def _show(self) -> None:
        way = self._state.preferences.answer_keys
        self._note.set(
            self.tr(
                "With two hands, a slow hand looks like a slow side. The two sides are compared "
                "only when one hand gives all answers."
            )
            if way is AnswerKeys.TWO_HANDS
            else self.tr(
                "The hand that hurts never has to press anything. Mouse and touch always work, too."
            )
        )
        self._show_own(way is AnswerKeys.OWN)
        old = self.area
        self.area = TryArea(self._state.preferences)
        self._box.replaceWidget(old, self.area)
        old.hide()
        old.deleteLater()
        tab_in_reading_order(self)  # what was made later would come after the buttons below

    def _show_own(self, own: bool) -> None:
        if own and self._own is None:
            preferences = self._state.preferences
            left, right = preferences.own_left, preferences.own_right
            self.left_key = KeyCatcher(self.tr("Left"), left, right)
            self.right_key = KeyCatcher(self.tr("Right"), right, left)
            self.left_key.setObjectName("own_left")
            self.right_key.setObjectName("own_right")
            for catcher in (self.left_key, self.right_key):
                catcher.caught.connect(self._caught)
                catcher.refused.connect(self._refuse)
            keys = Columns(self.left_key, self.right_key, from_em=24, gap=12)
            keys.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            self._own = keys
            self._box.insertWidget(1, keys)
        if self._own is not None:
            self._own.setVisible(own)

    def _caught(self) -> None:
        self._refused.hide()
        self.left_key.other, self.right_key.other = self.right_key.key, self.left_key.key
        self._state.change_preferences(own_left=self.left_key.key, own_right=self.right_key.key)
        self._show()

    def _refuse(self, why: str) -> None:
        self._refused.set(why)
        self._refused.show()
        announce(self._refused, why)
