"""Finds what a test of the windows left behind: timers, animations, threads, windows."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import (
    QAbstractAnimation,
    QCoreApplication,
    QEvent,
    QObject,
    QThread,
    QThreadPool,
    QTimer,
)
from PySide6.QtWidgets import QApplication, QWidget

PATIENCE_MS = 2000
"""How long a thread that was told to end may take (milliseconds)."""

_PASSING = {"QTipLabel", "QBalloonTip"}
"""Windows of Qt's own that close by themselves."""


def _place() -> str:
    """File and line that called the function that asks."""
    frame = sys._getframe(2)
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"


class Watch:
    """Remembers every timer, animation and thread that is started, and where."""

    def __init__(self) -> None:
        self._started: WeakKeyDictionary[QObject, str] = WeakKeyDictionary()
        self._single_shots: dict[object, tuple[QObject | None, str]] = {}
        self._windows: set[QWidget] = set()
        self._originals: list[tuple[Any, str, Any]] = []
        for kind in (QTimer, QThread, QAbstractAnimation):
            self._note_starts(kind)
        self._note_single_shots()

    def _note_starts(self, kind: Any) -> None:
        started, start = self._started, kind.start

        def noted(self: QObject, *args: Any, **named: Any) -> None:
            started[self] = _place()
            start(self, *args, **named)

        self._replace(kind, "start", noted)

    def _note_single_shots(self) -> None:
        pending = self._single_shots
        single_shot: Callable[..., None] = QTimer.singleShot

        def noted(*args: Any) -> None:
            *before, last = args
            receivers = [arg for arg in before if isinstance(arg, QObject)]
            if not callable(last):  # (msec, receiver, "1slot()")
                single_shot(*args)
                return
            receiver = receivers[0] if receivers else getattr(last, "__self__", None)
            key = object()
            pending[key] = (receiver if isinstance(receiver, QObject) else None, _place())

            def fire() -> None:
                pending.pop(key, None)
                last()

            if receiver is not None and isinstance(receiver, QObject) and not receivers:
                before.append(receiver)  # as Qt does for a bound method of a QObject
            single_shot(*before, fire)

        self._replace(QTimer, "singleShot", staticmethod(noted))

    def _replace(self, kind: Any, name: str, method: Any) -> None:
        self._originals.append((kind, name, kind.__dict__[name]))
        setattr(kind, name, method)

    def close(self) -> None:
        """Gives Qt's classes their own methods back."""
        for kind, name, method in self._originals:
            setattr(kind, name, method)

    def begin(self) -> None:
        """Forgets earlier tests; the windows that are open now are not this test's."""
        self._started.clear()
        self._single_shots.clear()
        self._windows = set(QApplication.topLevelWidgets()) if QApplication.instance() else set()

    def leftovers(self) -> list[str]:
        """One line for each thing that still runs or is still open; stops what can be stopped."""
        if QApplication.instance() is None:
            return []
        _settle()
        found = self._threads() + self._running() + self._open_windows()
        for receiver, place in self._single_shots.values():
            if receiver is None or shiboken6.isValid(receiver):
                found.append(f"a single shot of QTimer has not fired: {place}")
        return found

    def _threads(self) -> list[str]:
        found = []
        if not QThreadPool.globalInstance().waitForDone(PATIENCE_MS):
            found.append("a task in the global QThreadPool still runs")
        for thread, place in self._alive(QThread):
            if thread.isRunning() and not thread.wait(PATIENCE_MS):
                found.append(f"a QThread still runs, started at {place}")
        return found

    def _running(self) -> list[str]:
        found = []
        for timer, place in self._alive(QTimer):
            if timer.isActive():
                timer.stop()
                found.append(f"a QTimer still runs, started at {place}")
        for animation, place in self._alive(QAbstractAnimation):
            if animation.state() == QAbstractAnimation.State.Running:
                animation.stop()
                found.append(f"an animation still runs, started at {place}")
        return found

    def _alive(self, kind: Callable[..., Any]) -> list[tuple[Any, str]]:
        return [
            (thing, place)
            for thing, place in list(self._started.items())
            if isinstance(thing, kind) and shiboken6.isValid(thing)  # type: ignore[arg-type]
        ]

    def _open_windows(self) -> list[str]:
        windows = self._new_windows()
        if windows:
            del windows
            gc.collect()
            _settle()
            windows = self._new_windows()
        found = []
        for window in windows:
            name = window.objectName() or window.windowTitle()
            found.append(f"a window is left over: {type(window).__name__} {name!r}")
            window.hide()
            window.deleteLater()
        return found

    def _new_windows(self) -> list[QWidget]:
        return [
            window
            for window in QApplication.topLevelWidgets()
            if window not in self._windows and window.metaObject().className() not in _PASSING
        ]


def _settle() -> None:
    """Carries out what was put off: deferred deletions and events that wait now."""
    QCoreApplication.sendPostedEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
