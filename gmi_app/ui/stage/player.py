"""Plays a clip on the canvas: each frame at its time from the onset, by one precise timer.

``Playing`` knows which frame is due when; this wakes at those times and stamps what was shown. No
frame is decoded or drawn anew here.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QImage

from gmi_app.laterality.playing import Frame, Playing
from gmi_app.laterality.trial import Onset, Playback
from gmi_app.pictures.model import Picture
from gmi_app.ui.stage.canvas import Canvas

MS_NS = 1_000_000


class Player(QObject):
    """``now_ns``: the clock that onsets are stamped with. ``stamps``: of the present or the last
    clip, when each frame was due and when it was on the screen, in its nanoseconds."""

    def __init__(self, parent: QObject, now_ns: Callable[[], int] = time.perf_counter_ns) -> None:
        super().__init__(parent)
        self._now_ns = now_ns
        self._playing: Playing | None = None
        self._canvas: Canvas | None = None
        self._reel: tuple[QImage, ...] = ()
        self._coming: Frame | None = None
        self.stamps: list[tuple[int, int]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.wake)

    def start(
        self, canvas: Canvas, reel: tuple[QImage, ...], picture: Picture, onset: Onset, hz: float
    ) -> None:
        """The first frame of ``reel`` is on the screen since ``onset``; the others follow. ``hz``:
        refresh rate of the screen."""
        self.stop()
        self._playing = Playing(picture, onset.onset_ns, hz)
        self._canvas, self._reel = canvas, reel
        self.stamps = [(onset.onset_ns, onset.onset_ns)]
        canvas.frame_shown.connect(self._shown)
        self._arm()

    def stop(self) -> None:
        """Nothing more is shown of it."""
        self._timer.stop()
        if self._canvas is not None:
            self._canvas.frame_shown.disconnect(self._shown)
        self._playing, self._canvas, self._coming, self._reel = None, None, None, ()

    def playback(self, until_ns: int | None = None) -> Playback | None:
        """How it went until ``until_ns`` (None: until now); None when no clip is being played."""
        if self._playing is None:
            return None
        return self._playing.playback(self._now_ns() if until_ns is None else until_ns)

    def wake(self) -> None:
        """The timer's time has come."""
        if self._playing is None or self._canvas is None:
            return
        frame = self._playing.due(self._now_ns())
        if frame is None:
            self._arm()
            return
        self._coming = frame
        self._canvas.show_frame(self._reel[frame.number])

    def _shown(self, onset: Onset) -> None:
        playing, frame = self._playing, self._coming
        if playing is None or frame is None:
            return
        self._coming = None
        playing.shown(frame, onset.onset_ns)
        self.stamps.append((playing.time_of(frame.slot), onset.onset_ns))
        self._arm()

    def _arm(self) -> None:
        wake_ns = self._playing.wake_ns if self._playing is not None else None
        if wake_ns is not None:
            self._timer.start(max(0, -(-(wake_ns - self._now_ns()) // MS_NS)))
