"""From keys, mouse and touch to answers: which side, by which method, at which time."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputDevice, QInputEvent, QKeyEvent, QPointerEvent

from gmi_app.laterality.trial import InputMethod, KeyStamp, Press
from gmi_app.pictures.model import Side
from gmi_app.ui.preferences import AnswerKeys, Preferences
from gmi_app.ui.stage.stamps import press_time


@dataclass(frozen=True, slots=True)
class KeyMap:
    """Two Qt key codes and the method that they stand for."""

    left: int
    right: int
    method: InputMethod

    @classmethod
    def of(cls, preferences: Preferences) -> KeyMap:
        match preferences.answer_keys:
            case AnswerKeys.TWO_HANDS:
                return cls(int(Qt.Key.Key_A), int(Qt.Key.Key_L), InputMethod.TWO_HAND_KEYS)
            case AnswerKeys.OWN:
                return cls(preferences.own_left, preferences.own_right, InputMethod.OWN_KEYS)
            case _:
                return cls(int(Qt.Key.Key_Left), int(Qt.Key.Key_Right), InputMethod.ONE_HAND_KEYS)

    def side(self, key: int) -> Side | None:
        if key == self.left:
            return Side.LEFT
        return Side.RIGHT if key == self.right else None


def key_press(event: QKeyEvent, keys: KeyMap) -> Press | None:
    """The answer that this key press is; None for other keys and for the repeats of a held one."""
    handler_ns = time.perf_counter_ns()
    side = keys.side(event.key())
    if side is None or event.isAutoRepeat():
        return None
    return _press(side, keys.method, event, handler_ns)


def pointer_press(event: QPointerEvent, side: Side) -> Press:
    """The answer that pressing a large button is."""
    handler_ns = time.perf_counter_ns()
    touch = event.pointingDevice().type() == QInputDevice.DeviceType.TouchScreen
    return _press(side, InputMethod.TOUCH if touch else InputMethod.MOUSE, event, handler_ns)


def assisted_press(side: Side) -> Press:
    """The answer given through a focused button or an assistive program: no event time, and not
    comparable with the answer keys."""
    now_ns = time.perf_counter_ns()
    return Press(side, InputMethod.OWN_KEYS, now_ns, now_ns, None, KeyStamp.HANDLER)


def _press(side: Side, method: InputMethod, event: QInputEvent, handler_ns: int) -> Press:
    event_ms = event.timestamp()
    time_ns, stamp = press_time(event_ms, handler_ns)
    return Press(side, method, time_ns, handler_ns, event_ms or None, stamp)
