"""A question that an X server answers after it has done everything asked before.

A flush returns when a picture has been sent; the server shows it a little later. Its answer bounds
that from above, within about 30 microseconds. It is asked on Qt's own connection and, other than
``QGuiApplication.sync()``, without handling a single event meanwhile.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from ctypes import c_uint, c_void_p

from PySide6.QtGui import QGuiApplication

X11 = "xcb"
"""Qt's name of the platform."""


class DisplayServer:
    """Answers on X11; on every other platform ``answers`` is False at once."""

    def __init__(self) -> None:
        self._connection = _x11_connection()
        if self._connection is None:
            return
        try:
            # PyDLL keeps the interpreter: another thread that took it for the time of the answer
            # would keep the stamp after it waiting
            xcb = ctypes.PyDLL(ctypes.util.find_library("xcb") or "libxcb.so.1")
            self._free = ctypes.PyDLL(None).free
            self._ask, self._answer = xcb.xcb_get_input_focus, xcb.xcb_get_input_focus_reply
        except (OSError, AttributeError):
            self._connection = None
            return
        self._ask.argtypes, self._ask.restype = [c_void_p], c_uint
        self._answer.argtypes, self._answer.restype = [c_void_p, c_uint, c_void_p], c_void_p
        self._free.argtypes, self._free.restype = [c_void_p], None

    def answers(self) -> bool:
        """Waits until the server has done what it was asked; False where it cannot be asked."""
        if self._connection is None:
            return False
        reply = self._answer(self._connection, self._ask(self._connection), None)
        if not reply:
            return False
        self._free(reply)
        return True


def _x11_connection() -> int | None:
    app = QGuiApplication.instance()
    if not isinstance(app, QGuiApplication) or app.platformName() != X11:
        return None
    from PySide6.QtGui import QNativeInterface  # other platforms have other interfaces

    native = app.nativeInterface()
    if not isinstance(native, QNativeInterface.QX11Application):
        return None
    return int(native.connection()) or None
